//! Copies of the caseload file: made, verified by reopening, thinned, restored.

mod copy;
mod restore;
mod thin;
mod underway;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

pub use copy::Copy;
pub use restore::restore;
pub use thin::thin;

use super::Store;
use super::fault::StoreError;
use super::open::{self, place};
use crate::clock::Clock;

/// The folder of copies, beside the caseload file.
pub const FOLDER: &str = "backups";

/// A part of a copy older than this was left by a process that died.
const STALE: TimeDelta = TimeDelta::days(1);

impl Store {
    /// Makes a copy of the file beside it and thins the older ones; `why` is a few words without personal data.
    pub fn back_up(&self, why: &str) -> Result<Option<PathBuf>, StoreError> {
        let Some(path) = &self.path else { return Ok(None) };
        keep(&self.connection, path, self.clock, why).map(Some)
    }

    /// Whether the last copy is over a day old, or there is none. Never for a file that cannot be written.
    pub fn backup_due(&self) -> Result<bool, StoreError> {
        match &self.path {
            Some(path) if !self.looking_not_recorded => due_for(path, self.clock),
            _ => Ok(false),
        }
    }
}

/// Makes a copy in `<folder>/backups/`, reopens and verifies it, and only then gives it its name
/// (`kith-<stamp>-<why>.db`). Answers where it is.
///
/// `stamp` is the clock's (`2026-03-03T09:14:05.123Z`); `why` is a few plain words (`before import`).
/// Colleagues can go on saving meanwhile: the copy holds the caseload as it stood at one moment.
pub fn make(connection: &Connection, source: &Path, stamp: &str, why: &str) -> Result<PathBuf, StoreError> {
    let source = place::resolve(source)?;
    let folder = folder_for(&source)?;
    let name = copy::name(&source, stamp, why)?;
    let _making = underway::begin(&folder);
    let part = folder.join(copy::part_name(&source, stamp)?);
    let mode = place::mode_for(&about(&folder)?);
    let written = write(connection, &part, mode).and_then(|()| give_name(&part, &folder, &name));
    if written.is_err() {
        // A part has no name that anyone would look for; what matters is why it failed.
        let _gone = fs::remove_file(&part);
    }
    written
}

/// Makes a copy, once what dead processes left is gone, and then thins the older ones. Dated by the real day even under `--on`: a copy that is dated next year
/// would hide every copy made until then.
pub fn keep(connection: &Connection, source: &Path, clock: Clock, why: &str) -> Result<PathBuf, StoreError> {
    let clock = real(clock);
    let source = &place::resolve(source)?;
    folder_for(source)?;
    // What stays is in nobody's way but takes room on the disk; the next copy tries again.
    let _cleared = clear(source, clock.instant());
    let made = make(connection, source, &clock.stamp(), why)?;
    // The copy stands, and the next one thins again.
    let _swept = sweep(source, clock.instant());
    Ok(made)
}

/// Whether a copy of the file should be made now; not while one is being made.
pub fn due_for(source: &Path, clock: Clock) -> Result<bool, StoreError> {
    Ok(due(newest(source)?, real(clock).instant())
        && !underway::under_way(&folder_of(&place::resolve(source)?)))
}

/// The clock on the wall, where somebody acts as if today were another day.
fn real(clock: Clock) -> Clock {
    if let Clock::OnDay(_) = clock { Clock::System } else { clock }
}

/// Whether a copy should be made now: there is none, or the last is over a day old (or from a clock that was wrong).
pub fn due(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    last.is_none_or(|last| (now - last).abs() > TimeDelta::days(1))
}

/// Every copy of this caseload file, newest first; none where there is no folder of copies yet.
pub fn list(source: &Path) -> Result<Vec<Copy>, StoreError> {
    let source = place::resolve(source)?;
    let beside = source.parent().unwrap_or(Path::new("/")).to_owned();
    let mut copies = Vec::new();
    for folder in [beside.join(FOLDER), beside] {
        for (path, bytes) in files_in(&folder)? {
            copies.extend(copy::read(&source, &path, bytes));
        }
    }
    copies.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.path.cmp(&a.path)));
    Ok(copies)
}

/// When the newest copy was made; files that a restore put aside do not count.
pub fn newest(source: &Path) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(list(source)?.into_iter().find(|copy| copy.why != copy::PUT_ASIDE).map(|copy| copy.at))
}

/// Removes the copies that thinning drops and the parts that dead processes left. Answers what was removed.
pub fn sweep(source: &Path, now: DateTime<Utc>) -> Result<Vec<PathBuf>, StoreError> {
    let source = place::resolve(source)?;
    let gone = thin(&list(&source)?, now);
    remove(&gone)?;
    let parts = clear(&source, now)?;
    Ok(gone.into_iter().chain(parts).collect())
}

/// Removes the parts that dead processes left: every part while nobody makes a copy, else the old ones.
fn clear(source: &Path, now: DateTime<Utc>) -> Result<Vec<PathBuf>, StoreError> {
    let folder = folder_of(source);
    let alone = underway::alone(&folder);
    let dead = |at| alone.is_some() || now - at > STALE;
    let mut parts: Vec<PathBuf> = files_in(&folder)?.into_iter().map(|(path, _)| path).collect();
    parts.retain(|path| copy::part_at(source, path).is_some_and(dead));
    remove(&parts)?;
    Ok(parts)
}

fn remove(files: &[PathBuf]) -> Result<(), StoreError> {
    for path in files {
        match fs::remove_file(path) {
            // A colleague's session swept at the same moment.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            other => other.map_err(|error| StoreError::system("Removing the old copy", path, error))?,
        }
    }
    Ok(())
}

/// Where the copies of this file lie.
fn folder_of(source: &Path) -> PathBuf {
    source.parent().unwrap_or(Path::new("/")).join(FOLDER)
}

/// Writes the caseload into a file that nobody else can read, and syncs it.
pub(super) fn write(connection: &Connection, part: &Path, mode: u32) -> Result<(), StoreError> {
    let before = copy::operations(connection)?;
    let version = copy::version(connection)?;
    // SQLite would make the file 0644; an empty one that is there already keeps its permissions.
    open::make_file(part, mode)?;
    let name = part.to_str().ok_or_else(|| StoreError::OddName(part.to_owned()))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    let file = fs::File::open(part).map_err(|error| StoreError::system("Saving", part, error))?;
    file.sync_all().map_err(|error| StoreError::system("Saving", part, error))?;
    drop(file);
    let facts = copy::verify(part).map_err(|error| StoreError::CopyFailed(error.to_string()))?;
    let after = copy::operations(connection)?;
    if facts.version != version {
        return Err(StoreError::CopyFailed("its version differs".into()));
    }
    // Colleagues may have saved meanwhile: the copy is of some moment between the two counts.
    if !(before..=after).contains(&facts.operations) {
        return Err(StoreError::CopyFailed(format!(
            "it holds {} saved changes and the caseload {before}",
            facts.operations
        )));
    }
    Ok(())
}

fn give_name(part: &Path, folder: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let path = folder.join(name);
    open::take_name(part, &path)?;
    open::settle(folder)?;
    Ok(path)
}

/// The folder of copies: made 0700 (2770 under the group scheme), refused where others could swap the copies.
fn folder_for(source: &Path) -> Result<PathBuf, StoreError> {
    let beside = source.parent().unwrap_or(Path::new("/"));
    let folder = beside.join(FOLDER);
    if !folder.is_dir() {
        open::make_folder(&folder)?;
        if place::mode_for(&about(beside)?) == 0o660 {
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o2770))
                .map_err(|error| StoreError::system("Making the folder", &folder, error))?;
        }
    }
    let folder = fs::canonicalize(&folder).map_err(|error| StoreError::system("Finding", &folder, error))?;
    place::safe_folder(&folder, &about(&folder)?)?;
    Ok(folder)
}

fn about(folder: &Path) -> Result<fs::Metadata, StoreError> {
    fs::metadata(folder).map_err(|error| StoreError::system("Looking at", folder, error))
}

/// The regular files of a folder with their sizes; none where there is no folder.
fn files_in(folder: &Path) -> Result<Vec<(PathBuf, u64)>, StoreError> {
    let doing = |error| StoreError::system("Looking at", folder, error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(doing)?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(doing)?;
        // A file that vanished since is no copy; a link never is.
        if let Some(found) = entry.metadata().ok().filter(fs::Metadata::is_file) {
            files.push((entry.path(), found.len()));
        }
    }
    Ok(files)
}
