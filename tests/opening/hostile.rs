//! A table of hostile files: each is refused in time, with the right kind of fault, and left as it was.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use kith::fault::{Fault, Kind};
use kith::store::StoreError;
use kith::store::open::{APPLICATION_ID, Mode, open};
use rusqlite::Connection;

use super::{caseload, own_folder, reopen, state};

/// Longer than this is a hang.
const HANG: Duration = Duration::from_secs(2);

/// How a hostile file is laid out in a folder, and how the refusal is known.
struct Case {
    name: &'static str,
    lay: fn(&Path) -> PathBuf,
    refusal: fn(&StoreError) -> bool,
    kind: Kind,
}

macro_rules! case {
    ($name:literal, $lay:expr, $refusal:pat, $kind:ident) => {
        Case { name: $name, lay: $lay, refusal: |error| matches!(error, $refusal), kind: Kind::$kind }
    };
}

fn file(folder: &Path, bytes: &[u8]) -> PathBuf {
    let path = folder.join("kith.db");
    fs::write(&path, bytes).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path
}

/// The bytes of a sound caseload that is closed.
fn sound() -> Vec<u8> {
    let (_folder, path) = caseload(3);
    fs::read(path).unwrap()
}

/// A database that another program made.
fn database(folder: &Path, sql: &str) -> PathBuf {
    let path = file(folder, b"");
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    path
}

/// A marked file whose writer died after its pages reached the file and before its journal was removed.
fn half_written(folder: &Path) -> PathBuf {
    let workshop = own_folder();
    let busy = workshop.path().join("busy.db");
    let writer = Connection::open(&busy).unwrap();
    writer
        .execute_batch(&format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA cache_size = 1; CREATE TABLE t (a);
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
             INSERT INTO t SELECT randomblob(100) FROM n;
             BEGIN; UPDATE t SET a = randomblob(100);"
        ))
        .unwrap();
    let path = file(folder, &fs::read(&busy).unwrap());
    let journal = folder.join("kith.db-journal");
    fs::copy(workshop.path().join("busy.db-journal"), &journal).unwrap();
    fs::set_permissions(&journal, fs::Permissions::from_mode(0o600)).unwrap();
    path
}

fn linked_sidecar(folder: &Path, ending: &str) -> PathBuf {
    let path = file(folder, &sound());
    let target = folder.join("elsewhere");
    fs::write(&target, b"").unwrap();
    let two_hours_ago = std::time::SystemTime::now() - Duration::from_hours(2);
    fs::File::options().write(true).open(&target).unwrap().set_modified(two_hours_ago).unwrap();
    symlink(&target, folder.join(format!("kith.db{ending}"))).unwrap();
    path
}

fn pipe(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    assert!(Command::new("mkfifo").args(["-m", "600"]).arg(&path).status().unwrap().success());
    path
}

fn cases() -> Vec<Case> {
    vec![
        case!("nothing there", |f| f.join("kith.db"), StoreError::Missing(_), Missing),
        case!("no such folder", |f| f.join("gone/kith.db"), StoreError::Missing(_), Missing),
        case!("a file for a folder", |f| file(f, b"x").join("kith.db"), StoreError::Missing(_), Missing),
        case!("empty", |f| file(f, b""), StoreError::Empty(_), Failed),
        case!("one byte", |f| file(f, b"S"), StoreError::NotKith(_), Failed),
        case!("text", |f| file(f, b"Name,Phone\nAda,0114 496 0123\n"), StoreError::NotKith(_), Failed),
        case!("long text", |f| file(f, "a line\n".repeat(9000).as_bytes()), StoreError::NotKith(_), Failed),
        case!(
            "a picture",
            |f| file(f, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
            StoreError::NotKith(_),
            Failed
        ),
        case!("zeros", |f| file(f, &[0; 65536]), StoreError::NotKith(_), Failed),
        case!("a header alone", |f| file(f, b"SQLite format 3\0"), StoreError::NotKith(_), Failed),
        case!("half a file", |f| file(f, halved(&sound())), StoreError::Damaged(_), Failed),
        case!("first page only", |f| file(f, sound().get(..4096).unwrap()), StoreError::Damaged(_), Failed),
        case!("first bytes lost", |f| file(f, &overwritten(sound(), 0, 16)), StoreError::NotKith(_), Failed),
        case!("table list lost", |f| file(f, &overwritten(sound(), 100, 60)), StoreError::Damaged(_), Failed),
        case!("table list lost, saved work in the -wal", damaged_with_wal, StoreError::Damaged(_), Failed),
        case!("another program's", |f| database(f, "CREATE TABLE t (a)"), StoreError::NotKith(_), Failed),
        case!(
            "another program's, in WAL mode",
            |f| database(f, "PRAGMA journal_mode = WAL; CREATE TABLE t (a)"),
            StoreError::NotKith(_),
            Failed
        ),
        case!(
            "another program's mark",
            |f| database(f, "PRAGMA application_id = 252006674; CREATE TABLE t (a)"),
            StoreError::NotKith(_),
            Failed
        ),
        case!("drafts, not a caseload", drafts_file, StoreError::NotKith(_), Failed),
        case!("newer", newer, StoreError::Newer { found: 1001, known: 1000, .. }, Version),
        case!("a version below nought", below_nought, StoreError::Damaged(_), Failed),
        case!("half written by another program", half_written, StoreError::HotJournal(_), Failed),
        case!("a folder", |f| f.to_owned(), StoreError::NotAFile { what: "a folder", .. }, Failed),
        case!("the root", |_| PathBuf::from("/"), StoreError::NotAFile { what: "a folder", .. }, Failed),
        case!("a pipe", |f| pipe(f, "kith.db"), StoreError::NotAFile { what: "a pipe", .. }, Failed),
        case!("a socket", socket, StoreError::NotAFile { what: "a socket", .. }, Failed),
        case!("/dev/null", |_| "/dev/null".into(), StoreError::NotAFile { what: "a device", .. }, Failed),
        case!("/dev/zero", |_| "/dev/zero".into(), StoreError::NotAFile { what: "a device", .. }, Failed),
        case!("a link", link, StoreError::Link(_), Failed),
        case!("a link to nothing", dangling, StoreError::Link(_), Failed),
        case!("a link to itself", looped, StoreError::Link(_), Failed),
        case!("a linked -wal", |f| linked_sidecar(f, "-wal"), StoreError::Link(_), Failed),
        case!("a linked -shm", |f| linked_sidecar(f, "-shm"), StoreError::Link(_), Failed),
        case!("a linked -journal", |f| linked_sidecar(f, "-journal"), StoreError::Link(_), Failed),
        case!("a pipe for a -wal", piped_wal, StoreError::NotAFile { what: "a pipe", .. }, Failed),
        case!(
            "a name too long",
            |f| f.join("k".repeat(250)).join("k".repeat(250)),
            StoreError::Missing(_),
            Missing
        ),
    ]
}

fn halved(bytes: &[u8]) -> &[u8] {
    bytes.split_at(bytes.len() / 2).0
}

fn overwritten(mut bytes: Vec<u8>, from: usize, count: usize) -> Vec<u8> {
    bytes[from..from + count].fill(0xEE);
    bytes
}

/// A file whose table list is lost and whose `-wal` holds a save that is not in the file yet.
fn damaged_with_wal(folder: &Path) -> PathBuf {
    let (workshop, original) = caseload(1);
    let writer = Connection::open(&original).unwrap();
    writer
        .execute_batch(
            "CREATE TABLE t (a); INSERT INTO t VALUES (1); PRAGMA wal_checkpoint(TRUNCATE);
             PRAGMA wal_autocheckpoint = 0; UPDATE t SET a = 2;",
        )
        .unwrap();
    let path = file(folder, &overwritten(fs::read(&original).unwrap(), 100, 60));
    let wal = folder.join("kith.db-wal");
    fs::copy(workshop.path().join("kith.db-wal"), &wal).unwrap();
    fs::set_permissions(&wal, fs::Permissions::from_mode(0o600)).unwrap();
    path
}

fn newer(folder: &Path) -> PathBuf {
    let path = file(folder, &sound());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 1001).unwrap();
    path
}

fn below_nought(folder: &Path) -> PathBuf {
    let path = file(folder, &sound());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", -1).unwrap();
    path
}

fn drafts_file(folder: &Path) -> PathBuf {
    drop(kith::store::drafts::Drafts::open(&folder.join("kith.db")).unwrap());
    folder.join("kith.db-drafts")
}

fn socket(folder: &Path) -> PathBuf {
    let path = folder.join("kith.db");
    drop(UnixListener::bind(&path).unwrap());
    path
}

fn link(folder: &Path) -> PathBuf {
    let real = file(folder, &sound());
    let link = folder.join("link.db");
    symlink(real, &link).unwrap();
    link
}

fn dangling(folder: &Path) -> PathBuf {
    let link = folder.join("link.db");
    symlink(folder.join("gone.db"), &link).unwrap();
    link
}

fn looped(folder: &Path) -> PathBuf {
    let link = folder.join("link.db");
    symlink(&link, &link).unwrap();
    link
}

fn piped_wal(folder: &Path) -> PathBuf {
    let path = file(folder, &sound());
    pipe(folder, "kith.db-wal");
    path
}

/// Opens in a thread of its own, so that a hang is a failure and not a hang of the tests.
fn opened(path: PathBuf, mode: Mode) -> Option<Result<(), StoreError>> {
    let (tell, hear) = mpsc::channel();
    thread::spawn(move || tell.send(open(&path, mode, super::ANY_VERSION).map(drop)));
    hear.recv_timeout(HANG).ok()
}

#[test]
fn every_hostile_file_is_refused_in_time_and_left_as_it_was() {
    for mode in [Mode::ReadWrite, Mode::ReadOnly] {
        for case in cases() {
            let folder = own_folder();
            let path = (case.lay)(folder.path());
            let before = state(folder.path());
            let name = case.name;
            let answer = opened(path, mode).unwrap_or_else(|| panic!("{name}: hung"));
            let error = answer.expect_err(name);
            assert!((case.refusal)(&error), "{name}: {error:?}");
            unchanged(name, &before, folder.path());
            let fault = Fault::from(error);
            assert_eq!(fault.kind, case.kind, "{name}");
            assert!(fault.message.ends_with('.') && !fault.hint.is_empty(), "{name}: {fault}");
        }
    }
}

/// Every file that was there is as it was. SQLite may add its own empty companions beside a WAL file.
fn unchanged(name: &str, before: &[(PathBuf, Vec<u8>, u32, i64, i64)], folder: &Path) {
    let after = state(folder);
    for file in before {
        assert!(after.contains(file), "{name}: {} was changed", file.0.display());
    }
    for file in after.iter().filter(|file| !before.iter().any(|old| old.0 == file.0)) {
        let ending = file.0.to_string_lossy().into_owned();
        assert!(
            ending.ends_with("-shm") || (ending.ends_with("-wal") && file.1.is_empty()),
            "{name}: {ending}"
        );
    }
}

#[test]
fn the_table_would_notice_a_file_that_is_changed() {
    let folder = own_folder();
    let path = half_written(folder.path());
    let before = state(folder.path());
    // The control: any ordinary connection plays the journal back, which changes the file and removes the journal.
    Connection::open(&path)
        .unwrap()
        .query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0))
        .unwrap();
    assert!(state(folder.path()) != before);
}

#[test]
fn the_table_would_notice_a_file_that_is_accepted() {
    let folder = own_folder();
    let path = file(folder.path(), &sound());
    assert!(opened(path, Mode::ReadWrite).unwrap().is_ok());
}

#[test]
fn a_name_too_long_for_sqlite_is_said() {
    let folder = own_folder();
    let deep = folder.path().join("k".repeat(240)).join("k".repeat(240));
    fs::create_dir_all(&deep).unwrap();
    let error = reopen(&deep.join("kith.db")).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::LongName(_)), "{error:?}");
}

#[test]
fn a_newer_file_is_left_alone_and_both_versions_are_named() {
    let folder = own_folder();
    let path = newer(folder.path());
    let before = state(folder.path());
    let fault = Fault::from(reopen(&path).map(drop).unwrap_err());
    assert_eq!(fault.kind.status(), 7);
    assert!(fault.message.contains("version 1001") && fault.message.contains("up to version"), "{fault}");
    unchanged("newer", &before, folder.path());
}

#[test]
fn a_newer_version_that_is_still_in_the_wal_is_seen() {
    let (folder, path) = caseload(1);
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 1001").unwrap();
    let before = state(folder.path());
    let error = open(&path, Mode::ReadWrite, super::ANY_VERSION).map(drop).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 1001, .. }), "{error:?}");
    let wal = |list: &[(PathBuf, Vec<u8>, u32, i64, i64)]| {
        list.iter().find(|file| file.0.to_string_lossy().ends_with("-wal")).map(|file| file.1.clone())
    };
    assert!(wal(&state(folder.path())) == wal(&before), "the -wal is byte for byte what it was");
    assert!(wal(&before).is_some_and(|bytes| !bytes.is_empty()), "the version was in the -wal");
}
