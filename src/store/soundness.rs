//! Whether a caseload file is sound: its pages, its links, and what is worked out from the records.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::fault::StoreError;
use super::{Store, derive, trigger};

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

    /// Whether where people stand is what the records say: works it out anew beside the file, and keeps nothing.
    ///
    /// Nobody has to wait for it, however large the caseload. `None` where the file cannot be written.
    pub fn follows_from_records(&mut self) -> Result<Option<bool>, StoreError> {
        if self.looking_not_recorded {
            return Ok(None);
        }
        // One look at one moment; colleagues can go on saving.
        let trial = self.connection.transaction()?;
        let kept = worked_out(&trial, "main")?;
        for table in WORKED_OUT {
            shadow(&trial, table)?;
        }
        derive::stand_anew(&trial)?;
        let anew = worked_out(&trial, "temp")?;
        trial.rollback()?;
        Ok(Some(kept == anew))
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

/// The tables that hold where people stand, and how many stand alike.
const WORKED_OUT: [&str; 8] = [
    "standing",
    "standing_rung",
    "standing_move",
    "standing_tally",
    "tally",
    "asset_facet",
    "asset_block",
    "asset_stem",
];

/// Makes an empty table of the same name in memory, which is met before the one in the file.
fn shadow(connection: &Connection, table: &str) -> Result<(), StoreError> {
    let sql: String = connection
        .prepare("SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1")?
        .query_row([table], |row| row.get("sql"))?;
    // A link cannot reach from one database into another.
    let sql = sql.replace(" REFERENCES person(id) ON DELETE CASCADE", "");
    connection.execute_batch(&sql.replacen("CREATE TABLE", "CREATE TEMP TABLE", 1))?;
    Ok(())
}

/// A digest of where everybody stands.
fn worked_out(connection: &Connection, database: &str) -> Result<Vec<u8>, StoreError> {
    let mut digest = Sha256::new();
    for table in WORKED_OUT {
        let names = trigger::columns(connection, table)?;
        let columns = names.len();
        let names = names.join(", ");
        let sql = format!("SELECT {names} FROM {database}.{table} ORDER BY {names}");
        let mut statement = connection.prepare(&sql)?;
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

#[cfg(test)]
mod tests {
    use crate::clock::Clock;
    use crate::domain::change::{Change, Who};
    use crate::domain::entity::Entity;
    use crate::domain::entry::Entry;
    use crate::store::{Actor, Store, Via};

    #[test]
    fn what_is_worked_out_is_compared_and_a_difference_is_seen() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(day)).unwrap();
        let referral = Entry::new(Entity::Referral)
            .with("received", day)
            .with("source", "self")
            .with("state", "received");
        let person = Who::New(Entry::new(Entity::Person).with("given", "Ada"));
        store
            .apply(&Change::Refer { person, referral, consents: Vec::new(), identities: Vec::new() })
            .unwrap();
        assert_eq!(store.follows_from_records().unwrap(), Some(true));
        store.connection.execute("UPDATE standing SET state = 'closed'", []).unwrap();
        assert_eq!(store.follows_from_records().unwrap(), Some(false));
        store.rebuild().unwrap();
        assert_eq!(store.follows_from_records().unwrap(), Some(true));
    }
}
