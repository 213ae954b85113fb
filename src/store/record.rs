//! Records read whole, one by one or page by page.

use rusqlite::params;

use super::{Store, StoreError, apply, row};
use crate::domain::entity::Entity;
use crate::domain::entry::Record;

impl Store {
    /// One record, whole; `None` where there is none of that number.
    pub fn record(&self, entity: Entity, id: i64) -> Result<Option<Record>, StoreError> {
        row::one(&self.connection, entity, id)
    }

    /// One record, whole, or a fault that names it.
    pub fn needed(&self, entity: Entity, id: i64) -> Result<Record, StoreError> {
        apply::needed(&self.connection, entity, id)
    }

    /// Records of a kind by number, after the number given, at most so many; those put away too.
    pub fn records_after(&self, entity: Entity, after: i64, most: usize) -> Result<Vec<Record>, StoreError> {
        let sql = format!("{} WHERE id > ?1 ORDER BY id LIMIT ?2", row::select(entity));
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![after, most], |row| row::record(entity, row))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Records of a kind whose field links to the record of that number, oldest first; those put away are left out.
    pub fn records_of(&self, entity: Entity, field: &str, id: i64) -> Result<Vec<Record>, StoreError> {
        let Some(field) = entity.field(field) else { return Ok(Vec::new()) };
        let sql =
            format!("{} WHERE {} = ?1 AND put_away_on IS NULL ORDER BY id", row::select(entity), field.name);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id], |row| row::record(entity, row))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many records of a kind there are, those put away left out.
    pub fn count(&self, entity: Entity) -> Result<i64, StoreError> {
        let sql = format!("SELECT count(*) AS n FROM {} WHERE put_away_on IS NULL", entity.table());
        Ok(self.connection.prepare_cached(&sql)?.query_row([], |row| row.get("n"))?)
    }
}
