//! Having a file to ourselves: what a restore needs before it puts another file in its place.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{APPLICATION_ID, busy, place, pragmas};
use crate::store::fault::StoreError;

/// Opens the file and holds it so that nobody else can read or write it until the connection is dropped.
///
/// A damaged file is answered with [`StoreError::Damaged`], another program's database with
/// [`StoreError::NotKith`]. The `-wal` is played into the file and removed, which SQLite does only when no one else has the file open.
pub fn hold_alone(path: &Path, patience: Duration) -> Result<Connection, StoreError> {
    if place::regular(path)?.is_some_and(|file| file.len() == 0) {
        return Err(StoreError::Empty(path.to_owned()));
    }
    let about = |error| match StoreError::about(path, error) {
        // No database at all, rather than another program's: a caseload whose first page is gone looks like this.
        StoreError::NotKith(path) => StoreError::Damaged(path),
        other => other,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let mut connection = Connection::open_with_flags(path, flags).map_err(about)?;
    // A damaged file keeps its -wal: what can still be read may be in there.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
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
