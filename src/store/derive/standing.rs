//! Where people stand now: worked out whole, written only where it differs, for each column that is indexed costs a page.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension as _, params_from_iter};
use serde_json::Value as Json;

use super::AT_ONCE;
use crate::domain::entry::Values;
use crate::domain::fold;
use crate::domain::safe_contact::SafeContact;
use crate::store::fault::StoreError;
use crate::store::row::{self, numbers};

const STANDING: &str = include_str!("standing.sql");

/// The columns that are worked out here, in the order of `standing.sql`; the rung follows from the way.
const COLUMNS: [&str; 21] = [
    "person_id",
    "worker_id",
    "state",
    "in_work",
    "due_on",
    "due_at",
    "next_what",
    "next_follow_up_id",
    "waiting_since",
    "contact_by",
    "last_contact_on",
    "last_outcome",
    "tries",
    "sort_name",
    "warning",
    "restricted",
    "asked",
    "offered",
    "gave",
    "received",
    "first_gave",
];

/// Renews where these people stand; people who are gone stand nowhere.
pub(super) fn renew(connection: &Connection, people: &[i64]) -> Result<(), StoreError> {
    for some in people.chunks(AT_ONCE) {
        let mut statement = connection.prepare_cached(STANDING)?;
        let mut rows = statement.query([sort_names(connection, some)?])?;
        let mut found = 0;
        while let Some(row) = rows.next()? {
            write(connection, &read(row)?)?;
            found += 1;
        }
        if found == some.len() {
            continue;
        }
        connection
            .prepare_cached(
                "DELETE FROM standing WHERE person_id IN (SELECT value FROM json_each(?1)) \
                 AND person_id NOT IN (SELECT id FROM person)",
            )?
            .execute([numbers(some.iter().copied())])?;
    }
    Ok(())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Vec<Sql>> {
    COLUMNS.iter().map(|column| row.get(*column)).collect()
}

/// Writes the columns that are not so already.
fn write(connection: &Connection, is: &[Sql]) -> Result<(), StoreError> {
    let Some(person) = is.first() else { return Ok(()) };
    let was = connection
        .prepare_cached(&format!("SELECT {} FROM standing WHERE person_id = ?1", COLUMNS.join(", ")))?
        .query_row([person], read)
        .optional()?;
    let Some(was) = was else {
        let places: Vec<String> = (1..=COLUMNS.len()).map(|n| format!("?{n}")).collect();
        let sql = format!("INSERT INTO standing ({}) VALUES ({})", COLUMNS.join(", "), places.join(", "));
        connection.prepare_cached(&sql)?.execute(params_from_iter(is))?;
        return Ok(());
    };
    let differing = || COLUMNS.iter().zip(is.iter().zip(&was)).filter(|(_, (is, was))| is != was);
    let sets: Vec<String> =
        differing().enumerate().map(|(n, (column, _))| format!("{column} = ?{}", n + 2)).collect();
    if sets.is_empty() {
        return Ok(());
    }
    let sql = format!("UPDATE standing SET {} WHERE person_id = ?1", sets.join(", "));
    let values = std::iter::once(person).chain(differing().map(|(_, (is, _))| is));
    connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

/// People with the folded names they are sorted by and the warning about safe contact, as a JSON object: accents and
/// apostrophes must not send a name to the end of the list, and SQLite knows only the letters of ASCII.
fn sort_names(connection: &Connection, people: &[i64]) -> Result<String, StoreError> {
    let safe = SafeContact::FIELDS.join(", ");
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id, coalesce(given, '') AS given, coalesce(family, '') AS family, {safe} FROM person \
         WHERE id IN (SELECT value FROM json_each(?1))"
    ))?;
    let mut rows = statement.query([numbers(people.iter().copied())])?;
    let mut names = serde_json::Map::new();
    while let Some(found) = rows.next()? {
        let (given, family): (String, String) = (found.get("given")?, found.get("family")?);
        let first = fold::fold(if family.is_empty() { &given } else { &family });
        let name = format!("{first} {}", fold::fold(&given));
        let mut values = Values::new();
        for field in SafeContact::FIELDS {
            values.set(field, row::value(found, field)?);
        }
        let warning = SafeContact::of(&values).warning();
        names.insert(found.get::<_, i64>("id")?.to_string(), serde_json::json!([name, warning]));
    }
    Ok(Json::Object(names).to_string())
}
