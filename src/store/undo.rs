//! Taking an operation back, and doing it again: both are new operations; the log only grows.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value as Json;

use super::audit::{RowChange, current};
use super::fault::StoreError;
use super::history::Operation;
use super::write::{Act, Done, Writing};
use super::{Store, history, trigger};
use crate::domain::change::Verb;
use crate::domain::entity::Entity;
use crate::domain::id::OperationId;

/// The newest operation of the actor that can be undone.
pub(super) fn next_undo(connection: &Connection, actor: &str) -> Result<Option<OperationId>, StoreError> {
    let id: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM operation WHERE actor = ?1 AND undoes IS NULL AND verb NOT IN ('migrate', 'sample', 'open_restricted', 'look_by_sql') \
             AND id NOT IN (SELECT operation_id FROM undone) ORDER BY id DESC LIMIT 1",
        )?
        .query_row([actor], |row| row.get("id"))
        .optional()?;
    Ok(id.map(OperationId))
}

/// The newest undo of the actor that can be taken back: none once something new was done.
pub(super) fn next_redo(connection: &Connection, actor: &str) -> Result<Option<OperationId>, StoreError> {
    let id: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM operation AS o WHERE actor = ?1 AND verb = 'undo' \
             AND id NOT IN (SELECT operation_id FROM undone) \
             AND NOT EXISTS (SELECT 1 FROM operation WHERE actor = ?1 AND undoes IS NULL AND id > o.id \
             AND verb NOT IN ('open_restricted', 'look_by_sql')) \
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row([actor], |row| row.get("id"))
        .optional()?;
    Ok(id.map(OperationId))
}

impl Store {
    /// What `undo` would take back now: the newest live operation of the actor.
    pub fn next_undo(&self) -> Result<Option<Operation>, StoreError> {
        next_undo(&self.connection, &self.actor.login)?
            .map_or(Ok(None), |id| history::one(&self.connection, id))
    }

    /// What `redo` would do again now.
    pub fn next_redo(&self) -> Result<Option<Operation>, StoreError> {
        let Some(id) = next_redo(&self.connection, &self.actor.login)? else { return Ok(None) };
        let undone = history::one(&self.connection, id)?.and_then(|operation| operation.undoes);
        undone.map_or(Ok(None), |id| history::one(&self.connection, id))
    }

    /// Takes back the newest live operation of the actor, by a new operation that names it.
    pub fn undo(&mut self) -> Result<(Done, Operation), StoreError> {
        let target = self.next_undo()?.ok_or(StoreError::NothingTo("undo"))?;
        let act = Act { verb: Verb::Undo, subject: target.subject, undoes: Some(target.id), reason: None };
        let done = self.write(&act, |writing| writing.take_back(target.id))?;
        Ok((done, target))
    }

    /// Takes back an operation by its number, whoever did it.
    pub fn undo_operation(&mut self, id: OperationId) -> Result<(Done, Operation), StoreError> {
        let target = history::one(&self.connection, id)?
            .ok_or(StoreError::NoRecord { word: "operation", id: id.0 })?;
        if target.undone
            || matches!(
                target.verb,
                Some(
                    Verb::Undo
                        | Verb::Redo
                        | Verb::Migrate
                        | Verb::Sample
                        | Verb::OpenRestricted
                        | Verb::LookBySql
                )
            )
        {
            return Err(StoreError::NothingTo("undo there"));
        }
        let act = Act { verb: Verb::Undo, subject: target.subject, undoes: Some(id), reason: None };
        let done = self.write(&act, |writing| writing.take_back(id))?;
        Ok((done, target))
    }

    /// Does again what the newest undo of the actor took back.
    pub fn redo(&mut self) -> Result<(Done, Operation), StoreError> {
        let undo =
            next_redo(&self.connection, &self.actor.login)?.ok_or(StoreError::NothingTo("do again"))?;
        let again = self.next_redo()?.ok_or(StoreError::NothingTo("do again"))?;
        let act = Act { verb: Verb::Redo, subject: again.subject, undoes: Some(undo), reason: None };
        let done = self.write(&act, |writing| writing.take_back(undo))?;
        Ok((done, again))
    }
}

impl Writing<'_> {
    /// Takes back every row change of an operation, newest first.
    ///
    /// A worker who came with the first thing they did stays: taking that back does not make them a stranger. Workers who came
    /// with a whole caseload go with it, unless they have done something since.
    pub fn take_back(&mut self, operation: OperationId) -> Result<(), StoreError> {
        let (undoes, subject, verb): (Option<i64>, Option<String>, String) = self
            .connection
            .prepare_cached("SELECT undoes, subject, verb FROM operation WHERE id = ?1")?
            .query_row([operation.0], |row| {
                Ok((row.get("undoes")?, row.get("subject")?, row.get("verb")?))
            })?;
        let (worker, connection) = (Entity::Worker.table(), self.connection);
        let with_all = verb == Verb::TakeIn.code();
        let stays = |change: &RowChange| {
            let added = change.before.is_none() && change.after.is_none();
            let came_along = added && change.entity == worker && subject.as_deref() != Some(worker);
            Ok::<_, StoreError>(came_along && (!with_all || has_acted(connection, change.row_id, operation)?))
        };
        let version: i32 = self.connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let changes: Vec<RowChange> = self
            .connection
            .prepare_cached(&format!("{} WHERE operation_id = ?1 ORDER BY id DESC", RowChange::SELECT))?
            .query_map([operation.0], RowChange::of)?
            .collect::<Result<_, _>>()?;
        // Rows come back in an order that may meet a link before its end; the links are checked at the commit.
        self.connection.pragma_update(None, "defer_foreign_keys", true)?;
        for change in changes {
            if change.schema != version {
                return Err(StoreError::Rule(
                    "It cannot be undone: it was done by an older version of kith.".to_owned(),
                ));
            }
            if stays(&change)? {
                continue;
            }
            let entity = Entity::parse(&change.entity);
            // A row that was added goes now, and one that was taken out comes back: it has its universal id while it is there.
            let goes = change.before.is_none();
            if let Some(entity) = entity.filter(|_| goes) {
                self.touch(entity, change.row_id)?;
            }
            self.take_back_row(&change)?;
            if let Some(entity) = entity.filter(|_| !goes) {
                self.touch(entity, change.row_id)?;
            }
        }
        self.items.reverse();
        self.connection
            .prepare_cached("INSERT INTO undone (operation_id, by_id) VALUES (?1, ?2)")?
            .execute(params![operation.0, self.operation.0])?;
        if let Some(again) = undoes {
            self.connection.prepare_cached("DELETE FROM undone WHERE operation_id = ?1")?.execute([again])?;
        }
        Ok(())
    }

    fn take_back_row(&mut self, change: &RowChange) -> Result<(), StoreError> {
        let table = &change.entity;
        let now = current(self.connection, table, change.row_id)?;
        match (&change.before, &change.after) {
            // Taking back an insert: the row must be as it was left.
            (None, None) => {
                if now.is_none() || change.left(self.connection)? != now {
                    return Err(history::changed_since(self.connection, change)?);
                }
                self.take_out(table, change.row_id)?;
            }
            (Some(before), None) => {
                if now.is_some() {
                    return Err(history::changed_since(self.connection, change)?);
                }
                self.put_back(table, before)?;
            }
            (Some(before), Some(after)) => self.restore(change, before, after, now.as_deref())?,
            (None, Some(_)) => {}
        }
        Ok(())
    }

    /// Gives the columns that the change altered their earlier values, if they still hold what it left.
    fn restore(
        &self,
        change: &RowChange,
        before: &str,
        after: &str,
        now: Option<&str>,
    ) -> Result<(), StoreError> {
        let read = |text: &str| serde_json::from_str::<Json>(text).unwrap_or(Json::Null);
        let (was, left) = (read(before), read(after));
        let Some(now) = now.map(read) else { return Err(history::changed_since(self.connection, change)?) };
        let mut sets = Vec::new();
        for column in trigger::columns(self.connection, &change.entity)? {
            let field = |image: &Json| image.get(&column).cloned().unwrap_or(Json::Null);
            if field(&was) == field(&left) {
                continue;
            }
            if field(&now) != field(&left) {
                return Err(history::changed_since(self.connection, change)?);
            }
            sets.push(format!("{column} = json_extract(?2, '$.{column}')"));
        }
        if !sets.is_empty() {
            let sql = format!("UPDATE {} SET {} WHERE id = ?1", change.entity, sets.join(", "));
            self.connection.prepare_cached(&sql)?.execute(params![change.row_id, before])?;
        }
        Ok(())
    }

    fn put_back(&self, table: &str, image: &str) -> Result<(), StoreError> {
        let columns = trigger::columns(self.connection, table)?;
        let values: Vec<String> =
            columns.iter().map(|column| format!("json_extract(?1, '$.{column}')")).collect();
        let sql = format!("INSERT INTO {table} ({}) SELECT {}", columns.join(", "), values.join(", "));
        self.connection.prepare_cached(&sql)?.execute([image])?;
        Ok(())
    }
}

/// Whether a worker has done anything after an operation.
fn has_acted(connection: &Connection, worker: i64, after: OperationId) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM operation JOIN worker ON worker.login = operation.actor \
             WHERE worker.id = ?1 AND operation.id > ?2 AND operation.undoes IS NULL) AS acted",
        )?
        .query_row(params![worker, after.0], |row| row.get("acted"))?)
}
