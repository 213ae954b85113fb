//! The row changes of the operation that is being written: held, or, where there are very many, read from the log a part
//! at a time, so that an import of any length takes little memory.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, params};

use super::audit::{self, Found, RowChange};
use super::fault::StoreError;
use super::trigger;
use crate::domain::entity::Entity;
use crate::domain::id::OperationId;

/// From so many row changes on, the log is read in parts: some ten megabytes are held.
pub const MOST_HELD: usize = 50_000;

/// The row changes of one operation.
pub(super) enum Changes {
    /// All of them, in order, with what each update left.
    Held(Vec<RowChange>),
    /// They stay in the log.
    Kept(Kept),
}

/// Row changes that stay in the log.
pub(super) struct Kept {
    operation: OperationId,
    /// How many are read at once.
    most: usize,
    /// Rows that came with the operation and were changed by it again.
    again: HashSet<(Entity, i64)>,
}

/// The changes of some rows of one table, by row, those of each row in order.
pub(super) type Rows<'c> = BTreeMap<i64, Vec<&'c RowChange>>;

impl Changes {
    /// Those of an operation; `many` says that there may be very many, and more than `most` of them stay in the log.
    pub fn of(
        connection: &Connection,
        operation: OperationId,
        many: bool,
        most: usize,
    ) -> Result<Self, StoreError> {
        if many {
            let some: i64 = connection
                .prepare_cached(
                    "SELECT count(*) FROM (SELECT 1 FROM row_change WHERE operation_id = ?1 LIMIT ?2)",
                )?
                .query_row(
                    params![operation.0, i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1)],
                    |row| row.get(0),
                )?;
            if usize::try_from(some).unwrap_or(0) > most {
                return Ok(Self::Kept(Kept { operation, most: most.max(1), again: HashSet::new() }));
            }
        }
        Ok(Self::Held(audit::changes_of(connection, operation)?))
    }

    /// Works through the changes of a kind of record: of all its rows, or of some after the others, no row twice.
    pub fn each(
        &mut self,
        connection: &Connection,
        entity: Entity,
        mut work: impl FnMut(&Rows<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Held(all) => {
                let rows = by_row(all.iter().filter(|change| change.entity == entity.table()));
                if rows.is_empty() { Ok(()) } else { work(&rows) }
            }
            Self::Kept(kept) => {
                let mut after = i64::MIN;
                loop {
                    let some = kept.part(connection, entity, after)?;
                    let Some(last) = some.last() else { return Ok(()) };
                    after = last.row_id;
                    let some = kept.settle(connection, entity, some)?;
                    if !some.is_empty() {
                        work(&by_row(some.iter()))?;
                    }
                }
            }
        }
    }
}

fn by_row<'c>(changes: impl Iterator<Item = &'c RowChange>) -> Rows<'c> {
    let mut rows = Rows::new();
    for change in changes {
        rows.entry(change.row_id).or_default().push(change);
    }
    rows
}

impl Kept {
    /// The changes of some rows of a kind after a row, by row and in order; nothing at the end.
    fn part(
        &self,
        connection: &Connection,
        entity: Entity,
        after: i64,
    ) -> Result<Vec<RowChange>, StoreError> {
        let mut statement = connection.prepare_cached(&format!(
            "{} WHERE entity = ?1 AND row_id > ?2 AND operation_id = ?3 ORDER BY row_id, id",
            RowChange::SELECT
        ))?;
        let mut found = statement.query(params![entity.table(), after, self.operation.0])?;
        let mut some: Vec<RowChange> = Vec::new();
        while let Some(row) = found.next()? {
            let change = RowChange::of(row)?;
            // The changes of one row stay together.
            if some.len() >= self.most && some.last().is_some_and(|last| last.row_id != change.row_id) {
                break;
            }
            some.push(change);
        }
        Ok(some)
    }

    /// Says of each update what it left, and takes those out of the log that left their row as it was.
    fn settle(
        &mut self,
        connection: &Connection,
        entity: Entity,
        mut some: Vec<RowChange>,
    ) -> Result<Vec<RowChange>, StoreError> {
        let mut then: Option<(i64, Option<Box<str>>)> = None;
        for change in some.iter_mut().rev() {
            let next = then.take().filter(|(row, _)| *row == change.row_id);
            if change.after.as_deref() == Some(trigger::UNFILLED) {
                change.after = match &next {
                    Some((_, before)) => before.clone(),
                    None => audit::current(connection, &change.entity, change.row_id)?,
                };
                connection
                    .prepare_cached("UPDATE row_change SET after = ?2 WHERE id = ?1")?
                    .execute(params![change.id, change.after])?;
            } else if next.is_some() {
                self.again.insert((entity, change.row_id));
            }
            then = Some((change.row_id, change.before.clone()));
        }
        for change in some.iter().filter(|change| change.leaves_all()) {
            connection.prepare_cached("DELETE FROM row_change WHERE id = ?1")?.execute([change.id])?;
        }
        some.retain(|change| !change.leaves_all());
        Ok(some)
    }

    /// Gives every change its digest, a part at a time, and hands each digest on in the order of the log.
    pub fn seal(
        &self,
        connection: &Connection,
        mut salted: impl FnMut() -> String,
        mut digested: impl FnMut(&str),
    ) -> Result<(), StoreError> {
        let mut read = connection.prepare_cached(&format!(
            "{} WHERE operation_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
            RowChange::SELECT
        ))?;
        let mut seal = connection
            .prepare_cached("UPDATE row_change SET after = ?2, salt = ?3, digest = ?4 WHERE id = ?1")?;
        let mut images = BTreeMap::new();
        let mut after = i64::MIN;
        loop {
            let most = i64::try_from(self.most).unwrap_or(i64::MAX);
            let some: Vec<RowChange> = read
                .query_map(params![self.operation.0, after, most], RowChange::of)?
                .collect::<Result<_, _>>()?;
            let Some(last) = some.last() else { return Ok(()) };
            after = last.id;
            for mut change in some {
                // Only records are settled before; other rows that are kept say here what became of them.
                if change.after.as_deref() == Some(trigger::UNFILLED) {
                    change.after = change.next(connection)?.and_then(|found| found.0);
                    if change.after.is_none() {
                        change.after = audit::current(connection, &change.entity, change.row_id)?;
                    }
                }
                let known = Entity::ALL.into_iter().find(|entity| entity.table() == change.entity);
                let alone = known.is_some_and(|entity| !self.again.contains(&(entity, change.row_id)));
                let next = if alone { None } else { change.next(connection)? };
                let left = audit::left_by(
                    connection,
                    &mut images,
                    &change,
                    next.as_ref().map(|found| Found(found.0.as_deref())),
                )?;
                let salt = salted();
                let digest = change.digest_of(&salt, left.as_deref());
                seal.execute(params![change.id, change.after, salt, digest])?;
                digested(&digest);
            }
        }
    }
}
