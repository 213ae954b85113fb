//! Where a caseload file stands: the refusals that need nothing but the names, kinds and permissions of things.
//!
//! The file is never opened here. Opening and closing it outside SQLite would drop the locks of every connection this
//! process has on it, and saved work with them.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::network;
use crate::store::fault::StoreError;

/// The names SQLite puts beside a file.
pub const SIDECARS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A file that stands where a caseload may stand.
#[derive(Debug)]
pub struct Place {
    /// Absolute, with no link in it.
    pub path: PathBuf,
    /// Device and inode, to notice a file that is swapped while it is opened.
    pub identity: (u64, u64),
    /// Whether file and folder may be written by us.
    pub writable: bool,
    /// Nobody can write it (a read-only drive or mode) and nobody has it open.
    pub frozen: bool,
    /// What to say once.
    pub warnings: Vec<String>,
}

/// The absolute name, its folder freed of links; the last part is left as it is, link or not.
///
/// An absolute name can never be taken for a URI, whatever it is called.
pub fn resolve(path: &Path) -> Result<PathBuf, StoreError> {
    let absolute = std::path::absolute(path).map_err(|error| StoreError::system("Finding", path, error))?;
    let (Some(folder), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(StoreError::NotAFile { path: absolute, what: "a folder" });
    };
    let folder =
        fs::canonicalize(folder).map_err(|error| match StoreError::system("Finding", folder, error) {
            StoreError::Missing(_) => StoreError::Missing(absolute.clone()),
            other => other,
        })?;
    let resolved = folder.join(name);
    let length = resolved.as_os_str().len();
    if length > super::LONGEST_NAME { Err(StoreError::LongName(length)) } else { Ok(resolved) }
}

/// Every refusal that needs no look inside the file.
pub fn inspect(path: &Path) -> Result<Place, StoreError> {
    let path = resolve(path)?;
    let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
    let file = regular(&path)?.ok_or_else(|| StoreError::Missing(path.clone()))?;
    let around = fs::metadata(&folder).map_err(|error| StoreError::system("Looking at", &folder, error))?;
    let mut warnings: Vec<String> = network::inspect(&path, &folder)?.into_iter().collect();
    safe_folder(&folder, &around)?;
    private(&path, &file, &around)?;
    let mut besides = 0;
    for ending in SIDECARS {
        let sidecar = beside(&path, ending);
        if let Some(found) = regular(&sidecar)? {
            private(&sidecar, &found, &around)?;
            besides += 1;
        }
    }
    if file.len() == 0 {
        return Err(StoreError::Empty(path));
    }
    if file.nlink() > 1 {
        warnings.push(format!(
            "The caseload file has {} names. Open it by one name only, or saved work can be lost.",
            file.nlink()
        ));
    }
    let read_only_drive = network::is_read_only(&folder);
    let writable = may_write(&path, &file) && may_write(&folder, &around) && !read_only_drive;
    let frozen = besides == 0 && (read_only_drive || !any(file.mode(), 0o222));
    Ok(Place { identity: (file.dev(), file.ino()), path, writable, frozen, warnings })
}

/// Device and inode of the file that stands at the path now.
pub fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::symlink_metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

/// The name of a companion: `kith.db` and `-wal` give `kith.db-wal`.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The file's metadata, unless it is a link, a folder, a pipe or a device; `None` where there is nothing.
pub fn regular(path: &Path) -> Result<Option<Metadata>, StoreError> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::system("Looking at", path, error)),
    };
    let kind = found.file_type();
    let what = if kind.is_symlink() {
        return Err(StoreError::Link(path.to_owned()));
    } else if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else if kind.is_file() {
        return Ok(Some(found));
    } else {
        "a device"
    };
    Err(StoreError::NotAFile { path: path.to_owned(), what })
}

/// Whether any of the bits is set.
fn any(mode: u32, bits: u32) -> bool {
    mode & bits != 0
}

/// The group scheme's folder: set-group-id and closed to others (2770).
pub fn is_group_folder(folder: &Metadata) -> bool {
    any(folder.mode(), 0o2000) && !any(folder.mode(), 0o007)
}

/// The permission bits a file made in this folder gets: 0660 under the group scheme, else 0600.
pub fn mode_for(folder: &Metadata) -> u32 {
    if is_group_folder(folder) && any(folder.mode(), 0o020) { 0o660 } else { 0o600 }
}

/// Refuses a folder that others can write, unless it is sticky or the group scheme's.
pub fn safe_folder(path: &Path, folder: &Metadata) -> Result<(), StoreError> {
    let mode = folder.mode() & 0o7777;
    if !any(mode, 0o022) || any(mode, 0o1000) || is_group_folder(folder) {
        Ok(())
    } else {
        Err(StoreError::OpenFolder { path: path.to_owned(), mode })
    }
}

/// Refuses a file that others can read or write, unless it is the group scheme's (0660 of the folder's group).
fn private(path: &Path, file: &Metadata, folder: &Metadata) -> Result<(), StoreError> {
    let mode = file.mode() & 0o7777;
    let of_the_group = is_group_folder(folder) && file.gid() == folder.gid() && !any(mode, 0o017);
    if !any(mode, 0o077) || of_the_group {
        Ok(())
    } else {
        Err(StoreError::OpenFile { path: path.to_owned(), mode })
    }
}

/// Whether we may write it. A mode without any write bit is respected even for root, whom the system never refuses.
pub fn may_write(path: &Path, found: &Metadata) -> bool {
    any(found.mode(), 0o222) && rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// What `kith doctor` says about the place: things that are allowed and could be tighter.
pub fn remarks(path: &Path) -> Result<Vec<String>, StoreError> {
    let place = inspect(path)?;
    let mut remarks = place.warnings;
    if let Some(folder) = place.path.parent()
        && fs::metadata(folder).is_ok_and(|found| any(found.mode(), 0o055) && !is_group_folder(&found))
    {
        remarks.push(format!(
            "Others on this computer can see the names of the files in {}. To hide them: chmod 700 that folder.",
            folder.display()
        ));
    }
    Ok(remarks)
}
