//! Putting a copy in the place of the caseload file, keeping the present file aside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::copy;
use crate::store::fault::StoreError;
use crate::store::migrate;
use crate::store::open::{self, place};

/// How long a restore waits for the file: whoever has it open is at work, and will not leave within seconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// Puts a verified copy in the place of the live file and answers where the file that was there is kept
/// (`None` where there was none). `stamp` is the clock's.
///
/// Refused while anyone has the live file open. At no moment is there no file under the live name, and a restore that
/// fails has replaced nothing.
pub fn restore(copy: &Path, live: &Path, stamp: &str) -> Result<Option<PathBuf>, StoreError> {
    let copy = place::resolve(copy)?;
    let unsound = |why: String| StoreError::UnsoundCopy {
        path: copy.clone(),
        why: why.trim_end_matches('.').to_owned(),
    };
    let facts = copy::verify(&copy).map_err(|error| match error {
        missing @ StoreError::Missing(_) => missing,
        other => unsound(other.to_string()),
    })?;
    let known = migrate::known_version();
    if facts.version > known {
        return Err(StoreError::Newer { path: copy, found: facts.version, known });
    }
    if let Some(folder) = live.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        open::make_folder(folder)?;
    }
    let live = place::resolve(live)?;
    if place::identity(&copy) == place::identity(&live) {
        return Err(unsound("it is the caseload file itself".into()));
    }
    let folder = live.parent().unwrap_or(Path::new("/"));
    let around = fs::metadata(folder).map_err(|error| StoreError::system("Looking at", folder, error))?;
    place::safe_folder(folder, &around)?;
    let fresh = folder.join(copy::part_name(&live, stamp)?);
    let aside = folder.join(copy::name(&live, stamp, copy::PUT_ASIDE)?);
    let done = super::write(&open::look_into(&copy)?, &fresh, place::mode_for(&around)).and_then(|()| {
        let same = copy::verify(&fresh)? == facts;
        if same { swap(&fresh, &live, &aside) } else { Err(unsound("it changed while it was read".into())) }
    });
    if done.is_err() {
        // The copy itself is untouched; this was only its double.
        let _gone = fs::remove_file(&fresh);
    }
    let kept = done?;
    open::settle(folder)?;
    Ok(kept)
}

/// Puts the fresh file in the live one's place while nobody else can use it.
fn swap(fresh: &Path, live: &Path, aside: &Path) -> Result<Option<PathBuf>, StoreError> {
    if place::regular(live)?.is_none() {
        // What lies beside a lost file belongs to it, and would be played into the new one.
        move_sidecars(live, aside)?;
        open::take_name(fresh, live)?;
        return Ok(None);
    }
    let held = hold(live)?;
    let doing = |error| StoreError::system("Putting aside", live, error);
    if fs::symlink_metadata(aside).is_ok() {
        return Err(StoreError::AlreadyThere(aside.to_owned()));
    }
    match fs::hard_link(live, aside) {
        Ok(()) => {
            if let Err(error) =
                move_sidecars(live, aside).and_then(|()| fs::rename(fresh, live).map_err(doing))
            {
                // As it was: its companions back, and one name again.
                move_sidecars(aside, live)?;
                fs::remove_file(aside).map_err(doing)?;
                return Err(error);
            }
        }
        // A drive without second names: the gap between the two renames is as short as it can be.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) =>
        {
            move_sidecars(live, aside)?;
            fs::rename(live, aside).map_err(doing)?;
            if let Err(error) = fs::rename(fresh, live) {
                fs::rename(aside, live).map_err(doing)?;
                return Err(doing(error));
            }
        }
        Err(error) => return Err(doing(error)),
    }
    drop(held);
    Ok(Some(aside.to_owned()))
}

/// Takes the live file for ourselves, its `-wal` played in; `None` where it is too damaged for SQLite to lock.
fn hold(live: &Path) -> Result<Option<Connection>, StoreError> {
    let in_use = |error: StoreError| match error {
        StoreError::Locked(path) => StoreError::InUse(path),
        StoreError::Busy => StoreError::InUse(live.to_owned()),
        other => other,
    };
    match open::hold_alone(live, PATIENCE).map_err(in_use) {
        Ok(connection) => Ok(Some(connection)),
        Err(StoreError::Damaged(_) | StoreError::Empty(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Takes what SQLite left beside the live file along with it, so that it cannot be played into another file.
fn move_sidecars(live: &Path, aside: &Path) -> Result<(), StoreError> {
    for ending in place::SIDECARS {
        let from = place::beside(live, ending);
        match fs::rename(&from, place::beside(aside, ending)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => other.map_err(|error| StoreError::system("Putting aside", &from, error))?,
        }
    }
    Ok(())
}
