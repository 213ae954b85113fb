//! Whether a copy is being made now: whoever makes one holds a lock on the folder of copies, which ends with the process.

use std::fs::File;
use std::path::Path;

/// Held while a copy is made; copies by several processes do not hold each other up.
pub(super) struct Making {
    _folder: Option<File>,
}

/// Says that a copy is being made in this folder, for as long as the answer is kept.
pub(super) fn begin(folder: &Path) -> Making {
    // A drive that knows no locks: the copy is made all the same, and its part is told by its age.
    Making { _folder: File::open(folder).ok().filter(|folder| folder.lock_shared().is_ok()) }
}

/// The folder for ourselves, so that every part in it is a dead one's; `None` while a copy is being made there, and
/// where nobody can tell.
pub(super) fn alone(folder: &Path) -> Option<File> {
    File::open(folder).ok().filter(|folder| folder.try_lock().is_ok())
}

/// Whether a copy is being made in this folder now.
pub(super) fn under_way(folder: &Path) -> bool {
    File::open(folder).is_ok_and(|folder| matches!(folder.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_under_way_until_the_last_of_those_that_make_one_ends() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!under_way(folder.path()) && alone(folder.path()).is_some());
        let first = begin(folder.path());
        let second = begin(folder.path());
        drop(first);
        assert!(under_way(folder.path()) && alone(folder.path()).is_none());
        drop(second);
        assert!(!under_way(folder.path()) && alone(folder.path()).is_some());
        assert!(!under_way(&folder.path().join("none")));
    }
}
