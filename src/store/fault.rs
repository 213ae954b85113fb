//! What can go wrong with a caseload file, and how each is said: a sentence, the command that mends it, a status.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::domain::entity::Entity;
use crate::fault::{Fault, Kind};

/// Everything that can go wrong between kith and its files. `Display` is the sentence a person reads.
#[derive(Debug, Error)]
pub enum StoreError {
    /// SQLite 3.7.0 to 3.51.2 can lose committed pages; the floor is [`super::open::FLOOR`].
    #[error("This kith was built with SQLite {found}, which can lose saved work. It needs 3.51.3 or later.")]
    OldSqlite {
        /// The version found.
        found: String,
    },
    /// There is no file of that name.
    #[error("There is no caseload file at {}.", .0.display())]
    Missing(PathBuf),
    /// Creating would have written over something.
    #[error("There is already a file at {}.", .0.display())]
    AlreadyThere(PathBuf),
    /// A directory, pipe, device or socket.
    #[error("{} is {what}, not a caseload file.", path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
        /// `a folder`, `a pipe` …
        what: &'static str,
    },
    /// The file, its `-wal` or its `-shm` is a symbolic link.
    #[error("{} is a link. kith opens only the real file, so that nobody can swap it.", .0.display())]
    Link(PathBuf),
    /// Nothing in the file at all.
    #[error("{} is empty, so it is not a caseload file. It was not changed.", .0.display())]
    Empty(PathBuf),
    /// Text, a picture, another program's database.
    #[error("{} is not a kith caseload file. It was not changed.", .0.display())]
    NotKith(PathBuf),
    /// SQLite cannot make sense of the pages.
    #[error("{} is damaged and was not opened. It was not changed.", .0.display())]
    Damaged(PathBuf),
    /// Made by a later version of kith.
    #[error(
        "{} was made by a newer kith: the file is version {found}, this kith knows up to version {known}.",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
        /// The latest version this program knows.
        known: i32,
    },
    /// Another program stopped half way through a write and left its journal.
    #[error("Another program stopped half way through a change to {}. It was not opened.", .0.display())]
    HotJournal(PathBuf),
    /// The file can be read or written by people other than its owner.
    #[error("Other people on this computer can reach {} (mode {mode:04o}).", path.display())]
    OpenFile {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The folder can be written by others, who could swap the file.
    #[error("Other people on this computer can swap files in the folder {} (mode {mode:04o}).", path.display())]
    OpenFolder {
        /// The folder.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The folder is on another computer's disk.
    #[error("{} is on a network drive ({system}), where saved work can be lost.", path.display())]
    Network {
        /// The file.
        path: PathBuf,
        /// The file system, in the words people know it by.
        system: &'static str,
    },
    /// Somebody holds the file for themselves.
    #[error("Someone else has {} locked.", .0.display())]
    Locked(PathBuf),
    /// A restore needs the file to itself.
    #[error("Someone has {} open.", .0.display())]
    InUse(PathBuf),
    /// The file or its folder is write-protected.
    #[error("{} cannot be written, so nothing could be saved.", .0.display())]
    Unwritable(PathBuf),
    /// Permissions keep this user out.
    #[error("You are not allowed to open {}.", .0.display())]
    NotAllowed(PathBuf),
    /// SQLite's own limit on names is 512 bytes.
    #[error("The name of the caseload file is too long ({0} bytes; the longest is {longest}).", longest = super::open::LONGEST_NAME)]
    LongName(usize),
    /// The name cannot be given to SQLite.
    #[error("The name {} holds characters that cannot be used for a caseload file.", .0.display())]
    OddName(PathBuf),
    /// A setting that keeps the data safe did not take.
    #[error("A safety setting of the file did not take: {name} should be {wanted} and is {found}.")]
    Setting {
        /// The pragma or limit.
        name: &'static str,
        /// What it must be.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// Ten seconds of waiting were not enough.
    #[error("Someone else is saving.")]
    Busy,
    /// No room left.
    #[error("The disk is full, so nothing was saved.")]
    Full,
    /// A copy that does not stand up to being opened and checked.
    #[error("The copy {} is not sound: {why}.", path.display())]
    UnsoundCopy {
        /// The copy.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A backup that did not stand up to being opened and checked; it was thrown away.
    #[error("The backup was made but is not sound, so it was thrown away: {0}.")]
    CopyFailed(String),
    /// The system refused something else.
    #[error("{doing} {} did not work: {source}.", path.display())]
    System {
        /// What was tried, as the start of a sentence: `Making the folder`.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is open for reading only.
    #[error("This session may only look. Nothing was changed.")]
    ReadOnly,
    /// A record that was named does not exist.
    #[error("There is no {word} {id}.")]
    NoRecord {
        /// The word for the kind of record.
        word: &'static str,
        /// The number that was given.
        id: i64,
    },
    /// A colleague changed the same field since it was read.
    #[error("{who} changed {field} at {at}. Nothing of yours was saved.")]
    Conflict {
        /// The label of the field.
        field: String,
        /// Who changed it.
        who: String,
        /// When, as people read it.
        at: String,
    },
    /// There is nothing to undo, or to do again.
    #[error("There is nothing to {0}.")]
    NothingTo(&'static str),
    /// An undo would overwrite what somebody did since.
    #[error("It cannot be undone: {who} has changed the same {word} since, at {at}.")]
    ChangedSince {
        /// Who changed it.
        who: String,
        /// The word for the kind of record.
        word: &'static str,
        /// When, as people read it.
        at: String,
    },
    /// A rule of the work says no.
    #[error("{0}")]
    Rule(String),
    /// Anything else SQLite says.
    #[error("The caseload file could not be used: {0}.")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    /// The kind of fault, which decides the exit status.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Missing(_) | Self::NoRecord { .. } | Self::NothingTo(_) => Kind::Missing,
            Self::Newer { .. } => Kind::Version,
            Self::Busy | Self::Locked(_) | Self::InUse(_) => Kind::Busy,
            _ => Kind::Failed,
        }
    }

    /// What to do next: where there is one, the command that mends it.
    pub fn hint(&self) -> String {
        match self {
            Self::OldSqlite { .. } => "Install kith again from its own release.".into(),
            Self::Missing(path) => format!("To make a new one: kith init --db {}", quoted(path)),
            Self::AlreadyThere(path) => format!("To open it: kith --db {}", quoted(path)),
            Self::NotAFile { .. } => "Name the caseload file itself: kith --db FILE".into(),
            Self::Link(path) => format!("Find the real file and name that: readlink -f {}", quoted(path)),
            Self::Empty(path) => {
                let path = quoted(path);
                format!("If it is not needed: rm {path} && kith init --db {path}")
            }
            Self::NotKith(path) => format!(
                "Check the name after --db, or in KITH_DB. If it is the right one: kith restore COPY --db {}",
                quoted(path)
            ),
            Self::Damaged(path) => {
                format!(
                    "Bring back the latest copy from the backups folder: kith restore COPY --db {}",
                    quoted(path)
                )
            }
            Self::Newer { .. } => "Update kith on this computer, then try again.".into(),
            Self::HotJournal(path) => {
                format!("Let that program finish its work: sqlite3 {} 'PRAGMA quick_check'", quoted(path))
            }
            Self::OpenFile { path, .. } => format!("To keep it to yourself: chmod go-rwx {}", quoted(path)),
            Self::OpenFolder { path, .. } => format!("To keep it to yourself: chmod go-w {}", quoted(path)),
            Self::Network { .. } => {
                "Keep the file on this computer's own disk, and let colleagues come in over SSH.".into()
            }
            Self::Locked(path) => {
                format!("Try again in a moment. To see who has it: fuser -v {}", quoted(path))
            }
            Self::InUse(path) => {
                format!("Ask everyone to leave kith, then try again. To see who: fuser -v {}", quoted(path))
            }
            Self::Unwritable(path) => {
                format!("To look without changing: kith --read-only --db {}", quoted(path))
            }
            Self::NotAllowed(path) => format!("See who owns it: ls -l {}", quoted(path)),
            Self::LongName(_) => "Move the file to a folder with a shorter name.".into(),
            Self::OddName(_) => "Give it a plain name, such as kith.db.".into(),
            Self::Setting { .. } | Self::CopyFailed(_) | Self::Sqlite(_) => {
                "Run kith check, and keep its answer.".into()
            }
            Self::Busy => "Try again.".into(),
            Self::Full => "Make some room, then try again.".into(),
            Self::UnsoundCopy { .. } => "Nothing was replaced. Choose an older copy: kith restore".into(),
            Self::Conflict { .. } => "Look at the record again, then make your change.".into(),
            Self::System { .. }
            | Self::ReadOnly
            | Self::NoRecord { .. }
            | Self::NothingTo(_)
            | Self::ChangedSince { .. }
            | Self::Rule(_) => String::new(),
        }
    }

    /// What SQLite said about the file at `path`, in our words.
    pub(super) fn about(path: &Path, error: rusqlite::Error) -> Self {
        /// `SQLITE_READONLY_ROLLBACK`: a journal waits to be rolled back and this connection may not.
        const READONLY_ROLLBACK: i32 = 8 | (3 << 8);
        let rusqlite::Error::SqliteFailure(code, _) = &error else {
            return Self::from(error);
        };
        match (code.code, code.extended_code) {
            (ErrorCode::NotADatabase, _) => Self::NotKith(path.to_owned()),
            (ErrorCode::DatabaseCorrupt, _) => Self::Damaged(path.to_owned()),
            (_, READONLY_ROLLBACK) => Self::HotJournal(path.to_owned()),
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::Locked(path.to_owned()),
            (ErrorCode::ReadOnly, _) => Self::Unwritable(path.to_owned()),
            (ErrorCode::CannotOpen | ErrorCode::PermissionDenied, _) => Self::NotAllowed(path.to_owned()),
            _ => Self::from(error),
        }
    }

    /// What the system said while `doing` something to `path`.
    pub(super) fn system(doing: &'static str, path: &Path, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing(path.to_owned()),
            io::ErrorKind::PermissionDenied => Self::NotAllowed(path.to_owned()),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::System { doing, path: path.to_owned(), source },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ConstraintViolation) => match taken(&error.to_string()) {
                Some(said) => Self::Rule(said),
                None => Self::Sqlite(error),
            },
            _ => Self::Sqlite(error),
        }
    }
}

/// What is said where a value may be there once and is there already: `UNIQUE constraint failed: worker.login`.
fn taken(message: &str) -> Option<String> {
    let (_, columns) = message.split_once("UNIQUE constraint failed: ")?;
    let (table, column) = columns.split(", ").next()?.split_once('.')?;
    let entity = Entity::ALL.into_iter().find(|entity| entity.table() == table)?;
    let label = entity.field(column)?.label;
    Some(format!("Nothing was changed. Another {} has that already: {label}.", entity.word()))
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::new(error.kind(), error.to_string()).hint(error.hint())
    }
}

/// The path as a shell would take it, so that a hint can be pasted.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+,:@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) && !text.starts_with('-') {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_has_the_documented_status() {
        let path = || PathBuf::from("/srv/kith/kith.db");
        let status = |error: StoreError| Fault::from(error).kind.status();
        assert_eq!(status(StoreError::Missing(path())), 3);
        assert_eq!(status(StoreError::Busy), 5);
        assert_eq!(status(StoreError::Locked(path())), 5);
        assert_eq!(status(StoreError::InUse(path())), 5);
        assert_eq!(status(StoreError::Newer { path: path(), found: 9, known: 3 }), 7);
        assert_eq!(status(StoreError::NotKith(path())), 1);
    }

    #[test]
    fn a_newer_file_names_both_versions() {
        let error = StoreError::Newer { path: "/srv/kith.db".into(), found: 9, known: 3 };
        assert_eq!(
            error.to_string(),
            "/srv/kith.db was made by a newer kith: the file is version 9, this kith knows up to version 3."
        );
    }

    #[test]
    fn a_hint_with_an_odd_name_can_still_be_pasted() {
        let fault = Fault::from(StoreError::Missing("/srv/Jo's list/kith.db".into()));
        assert_eq!(fault.hint, r"To make a new one: kith init --db '/srv/Jo'\''s list/kith.db'");
        let plain = Fault::from(StoreError::Missing("/srv/kith.db".into()));
        assert_eq!(plain.hint, "To make a new one: kith init --db /srv/kith.db");
    }

    #[test]
    fn a_full_disk_and_a_busy_file_are_said_plainly() {
        let of =
            |code| StoreError::from(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
        assert!(matches!(of(rusqlite::ffi::SQLITE_FULL), StoreError::Full));
        assert!(matches!(of(rusqlite::ffi::SQLITE_BUSY_SNAPSHOT), StoreError::Busy));
        assert!(matches!(of(rusqlite::ffi::SQLITE_ERROR), StoreError::Sqlite(_)));
    }
}
