//! The first look inside a file: a connection that can change nothing says what the file is, and is closed.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::place::{Place, SIDECARS, beside};
use super::{busy, pragmas};
use crate::store::fault::StoreError;

/// Reads what the file is; refuses foreign, newer, damaged and half-written ones. Changes neither file nor `-wal`.
///
/// Only the first page is read: to read the list of tables twice would cost a third of the time a start may take.
pub fn probe(
    place: &Place,
    application_id: i32,
    known_version: i32,
    patience: Duration,
) -> Result<(), StoreError> {
    if at_rest(place)
        .is_some_and(|(mark, version)| mark == application_id && (0..=known_version).contains(&version))
    {
        return Ok(());
    }
    let about = |error| StoreError::about(&place.path, error);
    let connection = looking(place, patience)?;
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(about);
    if number("application_id")? != application_id {
        return Err(StoreError::NotKith(place.path.clone()));
    }
    let version = number("user_version")?;
    if version > known_version {
        return Err(StoreError::Newer { path: place.path.clone(), found: version, known: known_version });
    }
    if version < 0 {
        return Err(StoreError::Damaged(place.path.clone()));
    }
    connection.close().map_err(|(_, error)| about(error))
}

/// Mark and version as they stand in the file itself, where nothing lies beside it that SQLite would read first; `None`
/// where SQLite has to be asked.
fn at_rest(place: &Place) -> Option<(i32, i32)> {
    let alone = SIDECARS.iter().all(|ending| fs::symlink_metadata(beside(&place.path, ending)).is_err());
    let mut header = [0; 72];
    fs::File::open(&place.path).ok().filter(|_| alone)?.read_exact(&mut header).ok()?;
    let number = |from: usize| Some(i32::from_be_bytes(header.get(from..from + 4)?.try_into().ok()?));
    header.starts_with(b"SQLite format 3\0").then_some((number(68)?, number(60)?))
}

/// A connection that only reads.
pub fn looking(place: &Place, patience: Duration) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let opened = if place.frozen {
        Connection::open_with_flags(frozen_name(&place.path), flags | OpenFlags::SQLITE_OPEN_URI)
    } else {
        Connection::open_with_flags(&place.path, flags)
    };
    let mut connection = opened.map_err(|error| StoreError::about(&place.path, error))?;
    busy::install(&mut connection, patience)?;
    pragmas::set_switches(&connection)?;
    connection.pragma_update(None, "trusted_schema", "OFF").map_err(|e| StoreError::about(&place.path, e))?;
    Ok(connection)
}

/// The one URI kith makes: SQLite can read a WAL file on a read-only drive only when it is told that nothing changes.
fn frozen_name(path: &Path) -> String {
    let mut name = String::from("file:");
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            name.push(char::from(*byte));
        } else {
            // A String takes whatever is written.
            let _written = write!(name, "%{byte:02X}");
        }
    }
    name.push_str("?immutable=1");
    name
}
