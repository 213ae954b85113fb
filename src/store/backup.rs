//! Copies of the caseload file: made, verified by reopening, thinned, restored.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::fault::StoreError;

/// Makes a copy of the file in the `backups` folder beside it.
pub fn make(connection: &Connection, source: &Path, stamp: &str, why: &str) -> Result<PathBuf, StoreError> {
    let folder = source.with_file_name("backups");
    std::fs::create_dir_all(&folder).map_err(|e| StoreError::System {
        doing: "Making the folder",
        path: folder.clone(),
        source: e,
    })?;
    let to = folder.join(format!("kith-{}-{why}.db", stamp.replace(':', "")));
    connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
    Ok(to)
}
