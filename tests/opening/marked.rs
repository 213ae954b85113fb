//! Creating a file, and the names it can have.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use kith::store::StoreError;
use kith::store::open::{self, APPLICATION_ID, Mode};
use rusqlite::{Connection, OpenFlags};

use super::{ANY_VERSION, add_asset, assets, caseload, own_folder, reopen, state};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_new_file_is_ours_alone_in_a_folder_that_is_ours_alone() {
    let folder = own_folder();
    let path = folder.path().join("new/deep/kith.db");
    let opened = open::create(&path).unwrap();
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&folder.path().join("new")), 0o700);
    assert_eq!(mode(&folder.path().join("new/deep")), 0o700);
    let mark: i32 = opened.connection.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
    assert_eq!((mark, opened.version, opened.looking_not_recorded), (APPLICATION_ID, 0, false));
    opened.connection.execute_batch("CREATE TABLE t (a)").unwrap();
    assert_eq!(mode(&folder.path().join("new/deep/kith.db-wal")), 0o600);
}

#[test]
fn the_control_shows_why_modes_are_set_by_hand() {
    let folder = own_folder();
    let path = folder.path().join("x.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert_ne!(mode(&path) & 0o777, 0o600, "SQLite alone makes a file that follows the umask");
}

#[test]
fn a_folder_that_was_there_keeps_its_mode() {
    let folder = own_folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    open::create(&folder.path().join("kith.db")).unwrap();
    assert_eq!(mode(folder.path()), 0o755);
}

#[test]
fn creating_never_writes_over_anything() {
    let (folder, path) = caseload(2);
    fs::write(folder.path().join("notes.txt"), "words").unwrap();
    symlink(folder.path().join("gone.db"), folder.path().join("link.db")).unwrap();
    fs::write(folder.path().join("half.db-wal"), "left behind").unwrap();
    let before = state(folder.path());
    for name in ["kith.db", "notes.txt", "link.db", "half.db"] {
        assert!(open::create(&folder.path().join(name)).is_err(), "{name}");
    }
    assert!(matches!(open::create(&path), Err(StoreError::AlreadyThere(_))));
    assert!(state(folder.path()) == before);
}

#[test]
fn two_who_create_at_once_make_one_file() {
    let folder = own_folder();
    let path = folder.path().join("kith.db");
    let made: Vec<bool> = std::thread::scope(|scope| {
        let makers: Vec<_> = (0..8).map(|_| scope.spawn(|| open::create(&path).map(drop).is_ok())).collect();
        makers.into_iter().map(|maker| maker.join().unwrap()).collect()
    });
    assert_eq!(made.iter().filter(|made| **made).count(), 1);
    let names: Vec<_> = state(folder.path()).into_iter().map(|file| file.0).collect();
    assert_eq!(names, [path], "nothing half made is left");
}

#[test]
fn a_name_that_looks_like_an_address_is_a_name() {
    let folder = own_folder();
    for name in ["file:x?mode=memory", "file:y.db", ":memory:", "a b%20c#d.db"] {
        let path = folder.path().join(name);
        drop(open::create(&path).unwrap());
        assert!(path.is_file(), "{name}");
        assert!(open::open(&path, Mode::ReadWrite, 0).is_ok(), "{name}");
        // Frozen files are opened through a name that kith spells itself.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        assert!(open::open(&path, Mode::ReadOnly, 0).unwrap().looking_not_recorded, "{name}");
    }
    // The control: SQLite given the bare name makes no file.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let bare = Connection::open_with_flags("file:kith-control?mode=memory", flags).unwrap();
    bare.execute_batch("CREATE TABLE t (a)").unwrap();
    assert!(!Path::new("file:kith-control?mode=memory").exists());
}

#[test]
fn a_linked_folder_above_the_file_is_followed() {
    let (folder, path) = caseload(2);
    let around = own_folder();
    let link = around.path().join("data");
    symlink(folder.path(), &link).unwrap();
    let through = link.join("kith.db");
    let store = reopen(&through).unwrap();
    assert_eq!(store.path(), Some(fs::canonicalize(&path).unwrap().as_path()));
    // The control: SQLite's own flag refuses a linked folder too.
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    assert!(Connection::open_with_flags(&through, flags).is_err());
}

#[test]
fn opening_a_file_in_another_journal_mode_brings_it_back() {
    let (_folder, path) = caseload(1);
    Connection::open(&path).unwrap().execute_batch("PRAGMA journal_mode = DELETE").unwrap();
    let opened = open::open(&path, Mode::ReadWrite, ANY_VERSION).unwrap();
    let journal: String =
        opened.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(journal, "wal");
}

#[test]
fn a_colleague_in_the_middle_of_a_save_does_not_hold_up_opening() {
    let (_folder, path) = caseload(1);
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let store = reopen(&path).unwrap();
    assert_eq!(assets(&store), 1);
}

#[test]
fn a_second_name_for_the_file_is_warned_of() {
    let (folder, path) = caseload(1);
    assert!(reopen(&path).unwrap().warnings().is_empty());
    fs::hard_link(&path, folder.path().join("other.db")).unwrap();
    let store = reopen(&path).unwrap();
    assert!(store.warnings().iter().any(|warning| warning.contains("2 names")), "{:?}", store.warnings());
}

#[test]
fn what_was_saved_is_there_when_the_file_is_opened_again() {
    let (_folder, path) = caseload(3);
    let mut store = reopen(&path).unwrap();
    add_asset(&mut store, "Repair café");
    drop(store);
    assert_eq!(assets(&reopen(&path).unwrap()), 4);
}
