//! One copy: its name, what the name tells, and whether it is sound.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::Connection;

use crate::store::fault::StoreError;
use crate::store::open;

/// Why a restore kept the file it replaced. Such a file is never thinned.
pub const PUT_ASIDE: &str = "put-aside";

/// How the moment stands in a name: no colons, which some systems refuse.
const STAMP: &str = "%Y%m%dT%H%M%S%.3fZ";

/// A copy of the caseload file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Why: `before-import`, `daily`, `by-hand` …
    pub why: String,
    /// Its size.
    pub bytes: u64,
}

/// What a copy holds, to compare with what it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The version of its tables.
    pub version: i32,
    /// How many operations its log holds.
    pub operations: i64,
}

/// The name of a copy: `kith-20260303T091405.123Z-before-import.db`. Holds no personal data.
pub fn name(source: &Path, stamp: &str, why: &str) -> Result<String, StoreError> {
    let words: Vec<&str> =
        why.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let why = if words.is_empty() { "copy".to_owned() } else { words.join("-").to_ascii_lowercase() };
    let why: String = why.chars().take(40).collect();
    Ok(format!("{}-{}-{why}.db", prefix(source)?, moment(stamp)?))
}

/// The name of a copy that is not finished: hidden, and different for each process.
pub fn part_name(source: &Path, stamp: &str) -> Result<String, StoreError> {
    Ok(format!(".{}-{}-{:016x}.part", prefix(source)?, moment(stamp)?, fastrand::u64(..)))
}

/// When a part was begun; `None` where the name is not one of a part of this file.
pub fn part_at(source: &Path, path: &Path) -> Option<DateTime<Utc>> {
    let name = path.file_name()?.to_str()?.strip_prefix('.')?.strip_suffix(".part")?;
    Some(parts(source, name)?.0)
}

/// The copy that a file is by its name; `None` where it is none of this caseload's.
pub fn read(source: &Path, path: &Path, bytes: u64) -> Option<Copy> {
    let name = path.file_name()?.to_str()?.strip_suffix(".db")?;
    let (at, why) = parts(source, name)?;
    Some(Copy { path: path.to_owned(), at, why: why.to_owned(), bytes })
}

/// Opens the copy, reads every page and counts its operations.
pub fn verify(path: &Path) -> Result<Facts, StoreError> {
    let connection = open::look_into(path)?;
    let answer: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| StoreError::about(path, error))?;
    if answer != "ok" {
        return Err(StoreError::Damaged(path.to_owned()));
    }
    Ok(Facts { version: version(&connection)?, operations: operations(&connection)? })
}

/// The version of the tables.
pub fn version(connection: &Connection) -> Result<i32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// How many operations the log holds; 0 before there is a log.
pub fn operations(connection: &Connection) -> Result<i64, StoreError> {
    let logged = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'operation'",
        [],
        |row| row.get::<_, i64>(0),
    )?;
    if logged == 0 {
        return Ok(0);
    }
    Ok(connection.query_row("SELECT count(*) FROM operation", [], |row| row.get(0))?)
}

/// What copies of this file begin with: its name without `.db`.
fn prefix(source: &Path) -> Result<&str, StoreError> {
    let name = source.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| StoreError::OddName(source.to_owned()))?;
    Ok(name.strip_suffix(".db").unwrap_or(name))
}

/// The clock's stamp as it stands in a name.
fn moment(stamp: &str) -> Result<String, StoreError> {
    let at = DateTime::parse_from_rfc3339(stamp).map_err(|_| StoreError::OddName(PathBuf::from(stamp)))?;
    Ok(at.to_utc().format(STAMP).to_string())
}

/// The moment and the rest of a name that begins with the prefix of this file.
fn parts<'a>(source: &Path, name: &'a str) -> Option<(DateTime<Utc>, &'a str)> {
    let rest = name.strip_prefix(prefix(source).ok()?)?.strip_prefix('-')?;
    let (stamp, why) = rest.split_once('-')?;
    let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    Some((at.and_utc(), why))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAMPED: &str = "2026-03-03T09:14:05.123Z";

    #[test]
    fn a_name_tells_when_and_why_and_holds_no_colon() {
        let source = Path::new("/srv/kith/kith.db");
        let name = name(source, STAMPED, "before import").unwrap();
        assert_eq!(name, "kith-20260303T091405.123Z-before-import.db");
        let copy = read(source, &Path::new("/srv/kith/backups").join(&name), 7).unwrap();
        assert_eq!(copy.at.to_rfc3339(), "2026-03-03T09:14:05.123+00:00");
        assert_eq!((copy.why.as_str(), copy.bytes), ("before-import", 7));
    }

    #[test]
    fn a_reason_never_leaves_the_folder() {
        let source = Path::new("/srv/kith/kith.db");
        assert_eq!(
            name(source, STAMPED, "../../etc/passwd\n").unwrap(),
            "kith-20260303T091405.123Z-etc-passwd.db"
        );
        assert_eq!(name(source, STAMPED, "").unwrap(), "kith-20260303T091405.123Z-copy.db");
    }

    #[test]
    fn copies_of_another_file_in_the_same_folder_are_not_ours() {
        let ours = Path::new("/srv/kith.db");
        let theirs = name(Path::new("/srv/training.db"), STAMPED, "daily").unwrap();
        assert!(read(ours, Path::new(&theirs), 0).is_none());
        for stranger in
            ["kith.db", "kith-old.db", "kith-2026-03-03.db", "kith-20260303T091405.123Z-daily.zip"]
        {
            assert!(read(ours, Path::new(stranger), 0).is_none(), "{stranger}");
        }
    }

    #[test]
    fn a_part_is_known_by_its_name_and_is_no_copy() {
        let source = Path::new("/srv/kith.db");
        let part = part_name(source, STAMPED).unwrap();
        assert!(part_at(source, Path::new(&part)).is_some());
        assert!(read(source, Path::new(&part), 0).is_none());
        assert!(part_at(source, Path::new("kith-20260303T091405.123Z-daily.db")).is_none());
    }

    #[test]
    fn a_stamp_that_is_none_is_refused() {
        assert!(matches!(name(Path::new("/srv/kith.db"), "yesterday", "x"), Err(StoreError::OddName(_))));
    }
}
