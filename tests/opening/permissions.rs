//! Who else can reach the file: told from modes alone, so that the tests mean the same for root.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use kith::fault::Fault;
use kith::store::StoreError;
use kith::store::open::{self, Mode};
use rusqlite::Connection;

use super::{ANY_VERSION, caseload, own_folder, state};

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_file_that_others_can_reach_is_refused_with_the_command_that_mends_it() {
    let (folder, path) = caseload(1);
    for open_mode in [0o640, 0o660, 0o604, 0o602, 0o601, 0o610, 0o620, 0o644, 0o666, 0o777] {
        chmod(&path, open_mode);
        let before = state(folder.path());
        let error = open::open(&path, Mode::ReadWrite, ANY_VERSION).map(drop).unwrap_err();
        assert!(
            matches!(error, StoreError::OpenFile { mode, .. } if mode == open_mode),
            "{open_mode:o}: {error:?}"
        );
        assert!(state(folder.path()) == before, "{open_mode:o}");
        let hint = Fault::from(error).hint;
        let command = hint.split_once(": ").unwrap().1;
        assert!(
            std::process::Command::new("sh").args(["-c", command]).status().unwrap().success(),
            "{command}"
        );
        assert!(
            open::open(&path, Mode::ReadWrite, ANY_VERSION).is_ok(),
            "{open_mode:o}: the command mends it"
        );
    }
}

#[test]
fn a_companion_that_others_can_read_is_refused() {
    let (folder, path) = caseload(1);
    let writer = open::open(&path, Mode::ReadWrite, ANY_VERSION).unwrap();
    writer.connection.execute_batch("CREATE TABLE t (a)").unwrap();
    let wal = folder.path().join("kith.db-wal");
    chmod(&wal, 0o644);
    let error = open::open(&path, Mode::ReadWrite, ANY_VERSION).map(drop).unwrap_err();
    assert!(
        matches!(&error, StoreError::OpenFile { path, .. } if path.ends_with("kith.db-wal")),
        "{error:?}"
    );
}

#[test]
fn a_folder_where_others_can_swap_files_is_refused() {
    let (folder, path) = caseload(1);
    let table = [
        (0o700, true),
        (0o500, false),
        (0o750, true),
        (0o755, true),
        (0o711, true),
        (0o1777, true),
        (0o2770, true),
        (0o2750, true),
        (0o770, false),
        (0o775, false),
        (0o2775, false),
        (0o757, false),
        (0o777, false),
        (0o2777, false),
    ];
    for (bits, fine) in table {
        chmod(folder.path(), bits);
        let answer = open::open(&path, Mode::ReadWrite, ANY_VERSION).map(drop);
        match (&answer, bits) {
            (Ok(()), _) => assert!(fine, "{bits:o}"),
            (Err(StoreError::Unwritable(_)), 0o500) => {}
            (Err(StoreError::OpenFolder { mode, .. }), _) => assert!(!fine && *mode == bits, "{bits:o}"),
            (Err(error), _) => panic!("{bits:o}: {error:?}"),
        }
        let created = open::create(&folder.path().join(format!("new-{bits:o}.db")));
        assert_eq!(created.is_ok(), fine, "creating in {bits:o}");
        chmod(folder.path(), 0o700);
    }
}

#[test]
fn the_group_scheme_lets_the_group_in_and_nobody_else() {
    let folder = own_folder();
    chmod(folder.path(), 0o2770);
    let path = folder.path().join("kith.db");
    let opened = open::create(&path).unwrap();
    assert_eq!(mode(&path), 0o660, "whatever the umask");
    opened.connection.execute_batch("CREATE TABLE t (a)").unwrap();
    assert_eq!(mode(&folder.path().join("kith.db-wal")), 0o660);
    assert_eq!(mode(&folder.path().join("kith.db-shm")), 0o660);
    drop(opened);
    assert!(open::open(&path, Mode::ReadWrite, 0).is_ok());
    for bits in [0o664, 0o666, 0o661, 0o670] {
        chmod(&path, bits);
        let error = open::open(&path, Mode::ReadWrite, 0).map(drop).unwrap_err();
        assert!(matches!(error, StoreError::OpenFile { .. }), "{bits:o}: {error:?}");
    }
    chmod(&path, 0o660);
    // The control: without the folder's part of the scheme the same file is refused.
    chmod(folder.path(), 0o700);
    assert!(matches!(open::open(&path, Mode::ReadWrite, 0), Err(StoreError::OpenFile { .. })));
}

#[test]
fn a_file_nobody_may_write_can_be_looked_at_and_nothing_is_left_beside_it() {
    let (folder, path) = caseload(2);
    chmod(&path, 0o400);
    let before = state(folder.path());
    let error = open::open(&path, Mode::ReadWrite, ANY_VERSION).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Unwritable(_)), "{error:?}");
    assert!(Fault::from(error).hint.contains("--read-only"));
    let opened = open::open(&path, Mode::ReadOnly, ANY_VERSION).unwrap();
    assert!(opened.looking_not_recorded);
    let count: i64 = opened.connection.query_row("SELECT count(*) FROM asset", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 2);
    assert!(opened.connection.execute_batch("DELETE FROM asset").is_err());
    assert!(state(folder.path()) == before);
}

#[test]
fn what_only_the_wal_holds_is_seen_in_a_file_nobody_may_write() {
    let (folder, path) = caseload(1);
    let writer = Connection::open(&path).unwrap();
    writer
        .execute_batch("PRAGMA wal_autocheckpoint = 0; CREATE TABLE late (a); INSERT INTO late VALUES (7)")
        .unwrap();
    let elsewhere = own_folder();
    for ending in ["", "-wal"] {
        let copy = elsewhere.path().join(format!("kith.db{ending}"));
        fs::copy(folder.path().join(format!("kith.db{ending}")), &copy).unwrap();
        chmod(&copy, 0o400);
    }
    let opened = open::open(&elsewhere.path().join("kith.db"), Mode::ReadOnly, ANY_VERSION).unwrap();
    let late: i64 = opened.connection.query_row("SELECT a FROM late", [], |row| row.get(0)).unwrap();
    assert_eq!(late, 7);
}

#[test]
fn read_only_still_writes_down_who_looked_where_it_can() {
    let (_folder, path) = caseload(1);
    let opened = open::open(&path, Mode::ReadOnly, ANY_VERSION).unwrap();
    assert!(!opened.looking_not_recorded);
    opened.connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK").unwrap();
}

#[test]
fn doctor_is_told_of_a_folder_that_others_can_list() {
    let (folder, path) = caseload(1);
    assert!(open::remarks(&path).unwrap().is_empty());
    chmod(folder.path(), 0o755);
    let remarks = open::remarks(&path).unwrap();
    assert!(remarks.iter().any(|remark| remark.contains("chmod 700")), "{remarks:?}");
    assert!(
        open::open(&path, Mode::ReadWrite, ANY_VERSION).unwrap().warnings.is_empty(),
        "opening says nothing"
    );
}
