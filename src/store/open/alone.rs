//! Having a file to ourselves: what a restore needs before it puts another file in its place.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{APPLICATION_ID, busy, place, pragmas};
use crate::store::fault::StoreError;

/// Opens the file and holds it so that nobody else can read or write it until the connection is dropped.
///
/// The `-wal` is played into the file and removed, which SQLite does only when no one else has the file open.
pub fn hold_alone(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    if place::regular(path)?.is_some_and(|file| file.len() == 0) {
        return Err(StoreError::Empty(path.to_owned()));
    }
    let about = |error| StoreError::about(path, error);
    let mut connection = Connection::open_with_flags(path, flags()).map_err(about)?;
    busy::install(&mut connection, patience)?;
    pragmas::set_switches(&connection)?;
    let mark: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(about)?;
    if mark != APPLICATION_ID {
        return Err(StoreError::NotKith(path.to_owned()));
    }
    let _mode: String =
        connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0)).map_err(about)?;
    connection.execute_batch("BEGIN EXCLUSIVE").map_err(about)?;
    // In WAL mode others could go on reading: someone came in between the two steps.
    let mode: String =
        connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).map_err(about)?;
    if mode == "delete" { Ok(connection) } else { Err(StoreError::Locked(path.to_owned())) }
}

/// Whether SQLite finds no database there at all, rather than another program's.
pub fn is_no_database(path: &Path) -> bool {
    let connection = Connection::open_with_flags(path, flags());
    let answer =
        connection.and_then(|c| c.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0)));
    answer.is_err_and(|error| error.sqlite_error_code() == Some(ErrorCode::NotADatabase))
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE
}
