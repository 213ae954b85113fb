//! Opening and creating a caseload file: refusals by place, a probe that changes nothing, then the working connection.

mod alone;
mod busy;
mod network;
pub(super) mod place;
mod pragmas;
mod probe;

use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

pub(super) use alone::hold_alone;
pub use busy::PATIENCE;
pub use network::{Verdict, verdict};
pub use place::remarks;

use super::fault::StoreError;
use place::Place;
use pragmas::Home;

/// Marks a file as a kith caseload: the letters `kith`.
pub const APPLICATION_ID: i32 = 0x6B69_7468;

/// The oldest SQLite kith works with, as SQLite numbers itself: before 3.51.3 two writers could lose pages.
pub const FLOOR: i32 = 3_051_003;

/// The longest name of a file in bytes: SQLite's own limit is 512, with what it puts at the end of the name.
pub const LONGEST_NAME: usize = 480;

/// The version of SQLite that is built in: `3.54.1`.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// What the caller wants of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Ordinary work.
    ReadWrite,
    /// `--read-only`: nothing is changed, but looking is still recorded where the file can be written.
    ReadOnly,
}

/// An open caseload file.
#[derive(Debug)]
pub struct Opened {
    /// The working connection, every setting read back.
    pub connection: Connection,
    /// The version of the tables found (0: no tables yet). Not migrated.
    pub version: i32,
    /// Absolute, with no link in it.
    pub path: PathBuf,
    /// What to say once, each a sentence.
    pub warnings: Vec<String>,
    /// The file could not be opened for writing: who looked at what is not recorded, and restricted records stay shut.
    pub looking_not_recorded: bool,
}

/// Opens a caseload file that exists: refusals, probe, working connection, settings read back. Does not migrate.
///
/// Every refusal leaves the file as it was, byte for byte.
pub fn open(path: &Path, mode: Mode, known_version: i32) -> Result<Opened, StoreError> {
    open_within(path, mode, known_version, PATIENCE)
}

/// [`open`] with another patience for locks.
pub(super) fn open_within(
    path: &Path,
    mode: Mode,
    known_version: i32,
    patience: Duration,
) -> Result<Opened, StoreError> {
    floor(rusqlite::version_number())?;
    let mut swaps = 0;
    loop {
        let place = place::inspect(path)?;
        if mode == Mode::ReadWrite && !place.writable {
            return Err(StoreError::Unwritable(place.path));
        }
        probe::probe(&place, APPLICATION_ID, known_version, patience)?;
        let connection = if place.writable { working(&place, patience)? } else { look(&place, patience)? };
        // A restore may have put another file in its place while we waited for it.
        if place::identity(&place.path) != Some(place.identity) {
            swaps += 1;
            if swaps < 3 {
                continue;
            }
            return Err(StoreError::Locked(place.path));
        }
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let looking_not_recorded = !place.writable;
        return Ok(Opened {
            connection,
            version,
            path: place.path,
            warnings: place.warnings,
            looking_not_recorded,
        });
    }
}

/// Makes a new, empty caseload file and opens it: 0600 (0660 under the group scheme), its folder 0700 if it is made
/// here. Refuses to write over anything.
///
/// The file appears under its name whole and marked, or not at all.
pub fn create(path: &Path) -> Result<Opened, StoreError> {
    floor(rusqlite::version_number())?;
    let absolute = std::path::absolute(path).map_err(|error| StoreError::system("Finding", path, error))?;
    if let Some(folder) = absolute.parent() {
        make_folder(folder)?;
    }
    let path = place::resolve(&absolute)?;
    let folder = path.parent().unwrap_or(Path::new("/"));
    if place::regular(&path)?.is_some() {
        return Err(StoreError::AlreadyThere(path));
    }
    for ending in place::SIDECARS {
        let sidecar = place::beside(&path, ending);
        if fs::symlink_metadata(&sidecar).is_ok() {
            return Err(StoreError::AlreadyThere(sidecar));
        }
    }
    let around = fs::metadata(folder).map_err(|error| StoreError::system("Looking at", folder, error))?;
    network::inspect(&path, folder)?;
    place::safe_folder(folder, &around)?;
    if !place::may_write(folder, &around) {
        return Err(StoreError::Unwritable(folder.to_owned()));
    }
    make_marked(&path, place::mode_for(&around), APPLICATION_ID)?;
    open(&path, Mode::ReadWrite, 0)
}

/// A caseload in RAM with the settings of a file, as far as they apply.
pub fn memory() -> Result<Connection, StoreError> {
    floor(rusqlite::version_number())?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut connection = Connection::open_in_memory_with_flags(flags)?;
    busy::install(&mut connection, PATIENCE)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    pragmas::apply(&connection, Home::Memory)?;
    Ok(connection)
}

/// Refuses an SQLite older than [`FLOOR`].
fn floor(found: i32) -> Result<(), StoreError> {
    if found >= FLOOR {
        return Ok(());
    }
    let found = format!("{}.{}.{}", found / 1_000_000, found / 1000 % 1000, found % 1000);
    Err(StoreError::OldSqlite { found })
}

/// The working connection: for reading and writing, no creation, no link followed.
fn working(place: &Place, patience: Duration) -> Result<Connection, StoreError> {
    let about = |error| StoreError::about(&place.path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut connection = Connection::open_with_flags(&place.path, flags).map_err(about)?;
    busy::install(&mut connection, patience).map_err(about)?;
    // Until the settings have read the list of tables, the file may still be damaged: closing must not touch it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    settings(&connection, Home::File, &place.path)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(connection)
}

/// A small file of ours beside the caseload, opened with the same refusals and settings but its own mark.
pub(super) fn working_file(
    path: &Path,
    application_id: i32,
    known_version: i32,
    patience: Duration,
) -> Result<Connection, StoreError> {
    let place = place::inspect(path)?;
    if !place.writable {
        return Err(StoreError::Unwritable(place.path));
    }
    probe::probe(&place, application_id, known_version, patience)?;
    working(&place, patience)
}

/// A connection that only reads, to a copy or to a file whose soundness is in question; any version.
pub(super) fn look_into(path: &Path) -> Result<Connection, StoreError> {
    let place = place::inspect(path)?;
    probe::probe(&place, APPLICATION_ID, i32::MAX, PATIENCE)?;
    probe::looking(&place, PATIENCE)
}

/// A connection for a file that cannot be written.
fn look(place: &Place, patience: Duration) -> Result<Connection, StoreError> {
    let connection = probe::looking(place, patience)?;
    settings(&connection, Home::Looking, &place.path)?;
    Ok(connection)
}

/// Sets and reads back; what SQLite refuses is said about the file.
fn settings(connection: &Connection, home: Home, path: &Path) -> Result<(), StoreError> {
    pragmas::apply(connection, home).map_err(|error| match error {
        StoreError::Sqlite(error) => StoreError::about(path, error),
        StoreError::Busy => StoreError::Locked(path.to_owned()),
        other => other,
    })
}

/// Makes the folder, and any above it, for us alone (0700); leaves one that exists as it is.
pub(super) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| StoreError::system("Making the folder", folder, error))
}

/// Makes an empty file that nobody else can touch, with exactly these permission bits whatever the umask.
pub(super) fn make_file(path: &Path, mode: u32) -> Result<(), StoreError> {
    let doing = |error| StoreError::system("Making", path, error);
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(doing)?;
    file.set_permissions(fs::Permissions::from_mode(mode)).map_err(doing)
}

/// Makes a marked, empty database under a name that is free: it appears whole, or not at all.
pub(super) fn make_marked(path: &Path, mode: u32, application_id: i32) -> Result<(), StoreError> {
    let fresh = place::beside(path, &format!(".new-{:016x}", fastrand::u64(..)));
    let marked = mark(&fresh, mode, application_id).and_then(|()| take_name(&fresh, path));
    if marked.is_err() {
        // Ours alone and never named: nothing is lost with it.
        let _gone = fs::remove_file(&fresh);
    }
    marked.and_then(|()| settle(path.parent().unwrap_or(Path::new("/"))))
}

/// Makes a database at a name nobody knows yet, with its mark inside.
fn mark(path: &Path, mode: u32, application_id: i32) -> Result<(), StoreError> {
    make_file(path, mode)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let about = |error| StoreError::about(path, error);
    let mut connection = Connection::open_with_flags(path, flags).map_err(about)?;
    busy::install(&mut connection, PATIENCE).map_err(about)?;
    connection.pragma_update(None, "synchronous", "FULL").map_err(about)?;
    connection.pragma_update(None, "application_id", application_id).map_err(about)?;
    pragmas::apply(&connection, Home::File)?;
    connection.close().map_err(|(_, error)| about(error))
}

/// Gives a finished file its name, unless that is taken.
pub(super) fn take_name(fresh: &Path, path: &Path) -> Result<(), StoreError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let taken = || StoreError::AlreadyThere(path.to_owned());
    match renameat_with(CWD, fresh, CWD, path, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(rustix::io::Errno::EXIST) => Err(taken()),
        // A drive without that call: a second name cannot replace anything either.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {
            fs::hard_link(fresh, path).map_err(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => taken(),
                _ => StoreError::system("Naming", path, error),
            })?;
            fs::remove_file(fresh).map_err(|error| StoreError::system("Naming", path, error))
        }
        Err(error) => Err(StoreError::system("Naming", path, error.into())),
    }
}

/// Makes the names in a folder last through a power cut.
pub(super) fn settle(folder: &Path) -> Result<(), StoreError> {
    let doing = |error| StoreError::system("Saving the folder", folder, error);
    fs::File::open(folder).map_err(doing)?.sync_all().map_err(doing)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(50);

    fn own_folder() -> tempfile::TempDir {
        tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o700)).tempdir().unwrap()
    }

    #[test]
    fn an_sqlite_that_can_lose_work_is_refused_by_name() {
        for old in [3_007_000, 3_051_002] {
            assert!(matches!(floor(old), Err(StoreError::OldSqlite { .. })), "{old}");
        }
        assert!(floor(3_051_003).is_ok() && floor(4_000_000).is_ok());
        assert!(floor(3_051_002).unwrap_err().to_string().contains("SQLite 3.51.2"));
        assert!(rusqlite::version_number() >= FLOOR);
    }

    #[test]
    fn a_file_that_is_locked_whole_is_busy_after_our_own_patience() {
        let folder = own_folder();
        let path = folder.path().join("kith.db");
        drop(create(&path).unwrap());
        let holder = Connection::open(&path).unwrap();
        holder.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE t (a)").unwrap();
        for mode in [Mode::ReadWrite, Mode::ReadOnly] {
            let error = open_within(&path, mode, 0, SHORT).map(drop).unwrap_err();
            assert!(matches!(error, StoreError::Locked(_)), "{error:?}");
            assert_eq!(error.kind().status(), 5);
        }
        drop(holder);
        assert!(open_within(&path, Mode::ReadWrite, 0, SHORT).is_ok(), "the control");
    }

    #[test]
    fn a_save_that_waits_in_vain_says_that_someone_else_is_saving() {
        let folder = own_folder();
        let path = folder.path().join("kith.db");
        let holder = create(&path).unwrap();
        let waiter = open_within(&path, Mode::ReadWrite, 0, SHORT).unwrap();
        holder.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        let error = StoreError::from(waiter.connection.execute_batch("BEGIN IMMEDIATE").unwrap_err());
        assert_eq!((error.to_string().as_str(), error.kind().status()), ("Someone else is saving.", 5));
        assert_eq!(error.hint(), "Try again.");
        holder.connection.execute_batch("COMMIT").unwrap();
        waiter.connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK").unwrap();
    }

    #[test]
    fn a_name_given_to_sqlite_is_always_absolute() {
        for name in ["file:x?mode=memory", "x.db", "./x.db", ":memory:", "file:///x.db"] {
            let resolved = place::resolve(Path::new(name));
            match resolved {
                Ok(path) => {
                    assert!(path.is_absolute() && path.ends_with(Path::new(name).file_name().unwrap()));
                }
                Err(StoreError::Missing(path)) => assert!(path.is_absolute(), "{name}"),
                Err(other) => panic!("{name}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_caseload_in_ram_has_the_mark_and_the_settings() {
        let connection = memory().unwrap();
        let mark: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
        assert_eq!(mark, APPLICATION_ID);
        pragmas::check(&connection, Home::Memory).unwrap();
    }
}
