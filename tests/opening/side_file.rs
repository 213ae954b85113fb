//! The drafts file beside the caseload: its own locks, its own mark, the same care.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use kith::store::StoreError;
use kith::store::drafts::{Drafts, KeptDraft};
use rusqlite::Connection;

use super::{caseload, own_folder};

fn draft(words: &str) -> KeptDraft {
    KeptDraft {
        id: 0,
        actor: "jo".into(),
        form: "contact".into(),
        subject: "person".into(),
        subject_id: 12,
        title: "Contact".into(),
        body: format!(r#"{{"note":"{words}"}}"#),
        at: "2026-03-03T09:14:05.123Z".into(),
    }
}

#[test]
fn a_caseload_that_is_locked_whole_never_holds_up_a_draft() {
    let (_folder, path) = caseload(1);
    let holder = Connection::open(&path).unwrap();
    holder.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE t (a)").unwrap();
    let control = Connection::open(&path).unwrap();
    control.busy_timeout(std::time::Duration::ZERO).unwrap();
    assert!(control.query_row("SELECT count(*) FROM asset", [], |row| row.get::<_, i64>(0)).is_err());
    let drafts = Drafts::open(&path).unwrap();
    drafts.keep(&draft("the line dropped")).unwrap();
    drop(drafts);
    let found = Drafts::open(&path).unwrap().one("jo", "contact", "person", 12).unwrap().unwrap();
    assert!(found.body.contains("the line dropped"));
}

#[test]
fn a_drafts_file_has_the_mode_of_the_scheme() {
    let (folder, path) = caseload(1);
    drop(Drafts::open(&path).unwrap());
    let side = folder.path().join("kith.db-drafts");
    assert_eq!(fs::metadata(&side).unwrap().permissions().mode() & 0o7777, 0o600);
    let team = own_folder();
    fs::set_permissions(team.path(), fs::Permissions::from_mode(0o2770)).unwrap();
    drop(Drafts::open(&team.path().join("kith.db")).unwrap());
    let side = team.path().join("kith.db-drafts");
    assert_eq!(fs::metadata(&side).unwrap().permissions().mode() & 0o7777, 0o660);
}

#[test]
fn a_drafts_file_that_is_a_link_or_something_else_is_refused() {
    let (folder, path) = caseload(1);
    let side = folder.path().join("kith.db-drafts");
    symlink(folder.path().join("elsewhere"), &side).unwrap();
    assert!(matches!(Drafts::open(&path), Err(StoreError::Link(_))));
    assert!(!folder.path().join("elsewhere").exists());
    fs::remove_file(&side).unwrap();
    fs::copy(&path, &side).unwrap();
    let before = fs::read(&side).unwrap();
    assert!(matches!(Drafts::open(&path), Err(StoreError::NotKith(_))));
    assert!(fs::read(&side).unwrap() == before);
}

#[test]
fn two_sessions_that_make_the_drafts_file_at_once_both_keep_theirs() {
    let (_folder, path) = caseload(1);
    std::thread::scope(|scope| {
        for n in 0..8 {
            let path = &path;
            scope.spawn(move || Drafts::open(path).unwrap().keep(&draft(&format!("session {n}"))).unwrap());
        }
    });
    assert_eq!(Drafts::open(&path).unwrap().list("jo").unwrap().len(), 8);
}

#[test]
fn a_draft_that_was_thrown_away_leaves_no_words_in_the_file() {
    let (folder, path) = caseload(1);
    let drafts = Drafts::open(&path).unwrap();
    let id = drafts.keep(&draft("canary-words")).unwrap();
    let holds = |ending: &str| {
        let bytes = fs::read(folder.path().join(format!("kith.db-drafts{ending}"))).unwrap_or_default();
        bytes.windows(12).any(|window| window == b"canary-words")
    };
    drop(drafts);
    assert!(holds("") || holds("-wal"), "the control: a kept draft is found");
    let drafts = Drafts::open(&path).unwrap();
    drafts.drop(id).unwrap();
    drop(drafts);
    assert!(!holds("") && !holds("-wal"));
}
