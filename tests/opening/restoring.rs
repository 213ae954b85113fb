//! Restoring: the copy is verified first, the present file kept aside, and there is a file at every moment.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use kith::fault::Fault;
use kith::store::StoreError;
use kith::store::backup;
use rusqlite::Connection;

use super::{add_asset, assets, caseload, reopen, state};

const STAMP: &str = "2026-03-04T10:00:00.000Z";

/// A caseload of three assets that has a copy with two.
fn with_copy() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let (folder, path) = caseload(2);
    let mut store = reopen(&path).unwrap();
    let copy = store.back_up("daily").unwrap().unwrap();
    add_asset(&mut store, "Repair café");
    (folder, path, copy)
}

fn damage(path: &Path, at: u64, bytes: &[u8]) {
    let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(bytes).unwrap();
}

#[test]
fn a_copy_takes_the_place_of_the_file_and_the_file_is_kept() {
    let (folder, path, copy) = with_copy();
    let kept = backup::restore(&copy, &path, STAMP).unwrap().unwrap();
    assert_eq!(kept, fs::canonicalize(folder.path()).unwrap().join("kith-20260304T100000.000Z-put-aside.db"));
    assert_eq!(assets(&reopen(&path).unwrap()), 2);
    assert_eq!(assets(&reopen(&kept).unwrap()), 3);
    assert!(copy.exists());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
    assert!(reopen(&path).unwrap().warnings().is_empty(), "each file has one name");
    let whys: Vec<_> = backup::list(&path).unwrap().into_iter().map(|copy| copy.why).collect();
    assert_eq!(whys, ["put-aside", "daily"]);
    assert!(backup::newest(&path).unwrap() < backup::list(&path).unwrap().first().map(|copy| copy.at));
}

#[test]
fn a_restore_can_be_taken_back_with_the_file_put_aside() {
    let (_folder, path, copy) = with_copy();
    let kept = backup::restore(&copy, &path, STAMP).unwrap().unwrap();
    backup::restore(&kept, &path, "2026-03-04T10:01:00.000Z").unwrap();
    assert_eq!(assets(&reopen(&path).unwrap()), 3);
}

#[test]
fn a_file_that_someone_has_open_is_not_replaced() {
    let (folder, path, copy) = with_copy();
    let colleague = reopen(&path).unwrap();
    let error = backup::restore(&copy, &path, STAMP).unwrap_err();
    assert!(matches!(error, StoreError::InUse(_)), "{error:?}");
    assert_eq!(Fault::from(error).kind.status(), 5);
    assert_eq!(assets(&colleague), 3);
    drop(colleague);
    let names: Vec<_> = state(folder.path()).into_iter().map(|file| file.0).collect();
    assert_eq!(names.len(), 2, "the file and the folder of copies: {names:?}");
    // The control: once they have left, it is.
    backup::restore(&copy, &path, STAMP).unwrap();
    assert_eq!(assets(&reopen(&path).unwrap()), 2);
}

#[test]
fn a_copy_that_is_not_sound_replaces_nothing() {
    let (folder, path, copy) = with_copy();
    let length = fs::metadata(&copy).unwrap().len();
    let sound = fs::read(&copy).unwrap();
    for at in [0, 20, 105, length / 2] {
        fs::write(&copy, &sound).unwrap();
        damage(&copy, at, &[0xEE; 3000]);
        let before = state(folder.path());
        let error = backup::restore(&copy, &path, STAMP).unwrap_err();
        assert!(matches!(error, StoreError::UnsoundCopy { .. }), "{at}: {error:?}");
        assert!(state(folder.path()) == before, "{at}");
    }
    fs::write(&copy, &sound).unwrap();
    assert!(backup::restore(&copy, &path, STAMP).is_ok(), "the control");
}

#[test]
fn what_is_no_copy_is_refused() {
    let (folder, path, _copy) = with_copy();
    let text = folder.path().join("notes.db");
    fs::write(&text, "words").unwrap();
    fs::set_permissions(&text, fs::Permissions::from_mode(0o600)).unwrap();
    assert!(matches!(backup::restore(&text, &path, STAMP), Err(StoreError::UnsoundCopy { .. })));
    assert!(matches!(backup::restore(&path, &path, STAMP), Err(StoreError::UnsoundCopy { .. })));
    let gone = backup::restore(&folder.path().join("gone.db"), &path, STAMP).unwrap_err();
    assert_eq!(Fault::from(gone).kind.status(), 3);
    let newer = folder.path().join("newer.db");
    fs::copy(&path, &newer).unwrap();
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 1001).unwrap();
    assert_eq!(Fault::from(backup::restore(&newer, &path, STAMP).unwrap_err()).kind.status(), 7);
    assert_eq!(assets(&reopen(&path).unwrap()), 3);
}

#[test]
fn a_damaged_file_is_kept_with_its_wal_and_that_is_not_played_into_the_copy() {
    let (folder, path, copy) = with_copy();
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("PRAGMA wal_autocheckpoint = 0; CREATE TABLE late (a)").unwrap();
    let beside = folder.path().join("kith.db-wal");
    fs::copy(&beside, folder.path().join("saved")).unwrap();
    drop(writer);
    fs::rename(folder.path().join("saved"), &beside).unwrap();
    damage(&beside, 0, &[0; 8]);
    let wal = fs::read(&beside).unwrap();
    damage(&path, 0, &[0; 16]);
    let damaged = fs::read(&path).unwrap();
    assert!(matches!(reopen(&path), Err(StoreError::NotKith(_))));
    let kept = backup::restore(&copy, &path, STAMP).unwrap().unwrap();
    assert!(fs::read(&kept).unwrap() == damaged, "as it was, byte for byte");
    assert!(fs::read(kept.with_file_name("kith-20260304T100000.000Z-put-aside.db-wal")).unwrap() == wal);
    assert_eq!(assets(&reopen(&path).unwrap()), 2);
}

#[test]
fn an_empty_or_lost_file_is_replaced() {
    let (folder, path, copy) = with_copy();
    fs::write(&path, b"").unwrap();
    assert!(backup::restore(&copy, &path, STAMP).unwrap().is_some());
    assert_eq!(assets(&reopen(&path).unwrap()), 2);
    fs::remove_file(&path).unwrap();
    assert_eq!(backup::restore(&copy, &path, "2026-03-04T10:02:00.000Z").unwrap(), None);
    assert_eq!(assets(&reopen(&path).unwrap()), 2);
    let elsewhere = folder.path().join("new/place/kith.db");
    assert_eq!(backup::restore(&copy, &elsewhere, STAMP).unwrap(), None);
    assert_eq!(assets(&reopen(&elsewhere).unwrap()), 2);
}

#[test]
fn another_programs_database_is_never_replaced() {
    let (folder, _path, copy) = with_copy();
    let theirs = folder.path().join("theirs.db");
    Connection::open(&theirs).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let before = fs::read(&theirs).unwrap();
    let error = backup::restore(&copy, &theirs, STAMP).unwrap_err();
    assert!(matches!(error, StoreError::NotKith(_)), "{error:?}");
    assert!(fs::read(&theirs).unwrap() == before);
}

#[test]
fn there_is_a_file_at_every_moment_of_a_restore() {
    let (_folder, path, copy) = with_copy();
    let stop = AtomicBool::new(false);
    let (looks, gaps) = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let (mut looks, mut gaps) = (0u64, 0u64);
            while !stop.load(Ordering::Relaxed) {
                looks += 1;
                gaps += u64::from(fs::symlink_metadata(&path).is_err());
            }
            (looks, gaps)
        });
        for n in 0..20 {
            backup::restore(&copy, &path, &format!("2026-03-04T10:{n:02}:00.000Z")).unwrap();
        }
        stop.store(true, Ordering::Relaxed);
        watcher.join().unwrap()
    });
    assert!(looks > 20);
    assert_eq!(gaps, 0);
}
