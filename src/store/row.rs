//! Rows to records and back: one select list per kind of record, and its columns in that order.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, RowIndex, Statement, ToSql};

use super::fault::StoreError;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value};

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Nothing => ToSqlOutput::Borrowed(ValueRef::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Number(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
        })
    }
}

/// Where columns stand, found by their names once for a statement and not for each of its many rows.
pub(super) fn columns<const N: usize>(
    statement: &Statement<'_>,
    names: [&str; N],
) -> rusqlite::Result<[usize; N]> {
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        *place = statement.column_index(name)?;
    }
    Ok(places)
}

/// A text column; empty where there is none.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
}

/// Reads one column as a canonical value.
pub(super) fn value(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<Value> {
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(number) => Value::Number(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        _ => Value::Nothing,
    })
}

/// The select lists, made once: an import reads records in each of its many rows. The fields stand in the order of values.
static SELECTED: LazyLock<BTreeMap<Entity, String>> = LazyLock::new(|| {
    let selected = |entity: Entity| {
        let uid = if entity.travels() { "uid" } else { "NULL" };
        let fields = entity.names().join(", ");
        (entity, format!("SELECT id, {uid}, put_away_on, put_away_reason, {fields} FROM {}", entity.table()))
    };
    Entity::ALL.into_iter().map(selected).collect()
});

/// Numbers as the JSON list that a statement takes.
pub(super) fn numbers(ids: impl IntoIterator<Item = i64>) -> String {
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    format!("[{}]", ids.join(","))
}

/// The select list of a kind of record, up to and without its WHERE.
pub(super) fn select(entity: Entity) -> &'static str {
    SELECTED.get(&entity).map_or("", String::as_str)
}

/// Maps a row of the select list of a kind of record; each column by its place in that list, for a search of its name
/// in each of many rows is dear.
pub(super) fn record(entity: Entity, row: &Row<'_>) -> rusqlite::Result<Record> {
    let put_away: Option<String> = row.get(2)?;
    let pairs = (4..).zip(entity.names()).map(|(at, field)| Ok((*field, value(row, at)?)));
    Ok(Record {
        entity,
        id: row.get(0)?,
        uid: row.get(1)?,
        put_away_on: put_away.and_then(|day| day.parse().ok()),
        put_away_reason: row.get(3)?,
        values: pairs.collect::<rusqlite::Result<_>>()?,
    })
}

/// One record, whole.
pub(super) fn one(connection: &Connection, entity: Entity, id: i64) -> Result<Option<Record>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{} WHERE id = ?1", select(entity)))?;
    Ok(statement.query_row([id], |row| record(entity, row)).optional()?)
}
