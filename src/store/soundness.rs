//! Whether a caseload file is sound: its pages, its links, and what is worked out from the records.

use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::fault::StoreError;
use super::{Store, derive};

/// At most so many faults of the pages are named.
const MOST: usize = 20;

/// The view of a person's record: who looked, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its number.
    pub id: i64,
    /// The instant, UTC.
    pub at: String,
    /// The login of who looked.
    pub actor: String,
    /// Why, where a reason was asked for.
    pub reason: Option<String>,
}

impl Store {
    /// What SQLite finds wrong with the pages and the indexes; nothing where they are sound.
    pub fn page_faults(&self) -> Result<Vec<String>, StoreError> {
        let sql = format!("PRAGMA integrity_check({MOST})");
        let mut statement = self.connection.prepare(&sql)?;
        let found: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// The records that name a record there is none of: table and number.
    pub fn broken_links(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get("table")?, row.get::<_, Option<i64>>("rowid")?.unwrap_or_default()))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether what is worked out from the records is what they say: works it out anew, compares, keeps nothing.
    ///
    /// `None` where the file cannot be written and so nothing can be tried.
    pub fn follows_from_records(&mut self) -> Result<Option<bool>, StoreError> {
        if self.looking_not_recorded {
            return Ok(None);
        }
        let trial = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let before = worked_out(&trial)?;
        derive::rebuild(&trial)?;
        let after = worked_out(&trial)?;
        trial.rollback()?;
        Ok(Some(before == after))
    }

    /// Who looked at a person, newest first.
    pub fn views_of(
        &self,
        person: crate::domain::id::PersonId,
        most: usize,
    ) -> Result<Vec<View>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, at, actor, reason FROM view WHERE person_id = ?1 ORDER BY id DESC LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = statement.query_map([person.0, most], |row| {
            Ok(View {
                id: row.get("id")?,
                at: row.get("at")?,
                actor: row.get("actor")?,
                reason: row.get("reason")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A digest of everything that is worked out about where people stand.
fn worked_out(connection: &Connection) -> Result<Vec<u8>, StoreError> {
    let mut digest = Sha256::new();
    for table in ["standing", "standing_rung"] {
        let sql = format!("SELECT * FROM {table} ORDER BY 1, 2");
        let mut statement = connection.prepare(&sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                let value: rusqlite::types::Value = row.get(column)?;
                digest.update(format!("{value:?}\u{1f}"));
            }
        }
    }
    Ok(digest.finalize().to_vec())
}
