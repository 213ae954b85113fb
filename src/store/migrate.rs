//! From one version of the schema to the next: each in one transaction, with `user_version` inside it.

use rusqlite::{Connection, TransactionBehavior};

use super::fault::StoreError;
use super::trigger;

/// The released migrations, oldest first; a released file never changes (a test holds their hashes).
pub const MIGRATIONS: &[(&str, &str)] = &[("0001_spine", include_str!("migrations/0001_spine.sql"))];

/// The schema version this program knows.
pub fn known_version() -> i32 {
    i32::try_from(MIGRATIONS.len()).unwrap_or(i32::MAX)
}

/// Brings the file from the version it has to the one this program knows; gives how many steps were taken.
pub fn run(connection: &mut Connection, from: i32) -> Result<usize, StoreError> {
    let done = usize::try_from(from).unwrap_or(0);
    let mut steps = 0;
    for (at, (_, sql)) in MIGRATIONS.iter().enumerate().skip(done) {
        let version = i32::try_from(at + 1).unwrap_or(i32::MAX);
        // Inside a transaction this pragma is silently ignored, so it comes before.
        connection.pragma_update(None, "foreign_keys", false)?;
        let result = step(connection, sql, version);
        connection.pragma_update(None, "foreign_keys", true)?;
        result?;
        steps += 1;
    }
    Ok(steps)
}

fn step(connection: &mut Connection, sql: &str, version: i32) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found >= version {
        return Ok(());
    }
    transaction.execute_batch(sql)?;
    trigger::renew(&transaction, version)?;
    let broken: i64 =
        transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        return Err(StoreError::Rule(format!(
            "Version {version} would break {broken} links. Nothing was changed."
        )));
    }
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()?;
    Ok(())
}
