//! What is worked out from the records, renewed after every operation for the people and assets it touched.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::fault::StoreError;
use crate::domain::entity::Entity;
use crate::domain::field::Kind;
use crate::domain::fold;
use crate::domain::id::{AssetId, OperationId};
use crate::domain::journey::{self, Evidence, Rung, Said};
use crate::domain::phone;

const STANDING: &str = include_str!("standing.sql");
const EVIDENCE: &str = include_str!("evidence.sql");

/// How many people one statement works out at once; keeps the list of numbers far below SQLite's length limit.
const AT_ONCE: usize = 10_000;

/// Renews everything worked out from what the operation touched.
pub(super) fn renew(connection: &Connection, operation: OperationId) -> Result<(), StoreError> {
    let mut people = BTreeSet::new();
    let mut on_the_way = BTreeSet::new();
    for entity in Entity::ALL {
        let rows = touched_rows(connection, entity, operation)?;
        if rows.is_empty() {
            continue;
        }
        let linked = linked_people(connection, entity, operation)?;
        if matches!(entity, Entity::Connection | Entity::Exchange | Entity::Rung | Entity::Asset) {
            on_the_way.extend(linked.iter().copied());
        }
        people.extend(linked);
        for id in rows {
            index(connection, entity, id)?;
            if entity == Entity::Person {
                people.insert(id);
            }
        }
    }
    standings(connection, &people)?;
    for person in on_the_way {
        rungs(connection, person)?;
    }
    Ok(())
}

/// Works everything out anew for the whole file.
pub(super) fn rebuild(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("DELETE FROM standing_rung; DELETE FROM standing; DELETE FROM near_word;")?;
    for (entity, _) in WORDS {
        let ids: Vec<i64> = connection
            .prepare(&format!("SELECT id FROM {} ORDER BY id", entity.table()))?
            .query_map([], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        for id in &ids {
            index(connection, *entity, *id)?;
        }
        if *entity == Entity::Person {
            standings(connection, &ids.iter().copied().collect())?;
            for id in ids {
                rungs(connection, id)?;
            }
        }
    }
    Ok(())
}

fn touched_rows(
    connection: &Connection,
    entity: Entity,
    operation: OperationId,
) -> Result<Vec<i64>, StoreError> {
    let ids = connection
        .prepare_cached("SELECT DISTINCT row_id FROM row_change WHERE operation_id = ?1 AND entity = ?2")?
        .query_map(params![operation.0, entity.table()], |row| row.get("row_id"))?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}

/// The people whom the touched rows of a kind of record link to, before or after.
fn linked_people(
    connection: &Connection,
    entity: Entity,
    operation: OperationId,
) -> Result<BTreeSet<i64>, StoreError> {
    let mut people = BTreeSet::new();
    let table = entity.table();
    for field in entity.fields().iter().filter(|field| matches!(field.kind, Kind::Link(Entity::Person))) {
        let name = field.name;
        let sql = format!(
            "SELECT {name} AS person FROM {table} WHERE id IN \
                 (SELECT row_id FROM row_change WHERE operation_id = ?1 AND entity = '{table}') \
             UNION SELECT json_extract(before, '$.{name}') FROM row_change \
                 WHERE operation_id = ?1 AND entity = '{table}' AND before IS NOT NULL"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let found = statement.query_map([operation.0], |row| row.get::<_, Option<i64>>("person"))?;
        for person in found {
            people.extend(person?);
        }
    }
    Ok(people)
}

fn standings(connection: &Connection, people: &BTreeSet<i64>) -> Result<(), StoreError> {
    let all: Vec<i64> = people.iter().copied().collect();
    for some in all.chunks(AT_ONCE) {
        let list = format!("[{}]", some.iter().map(i64::to_string).collect::<Vec<_>>().join(","));
        connection.prepare_cached(STANDING)?.execute([list])?;
    }
    Ok(())
}

/// Works out where a person stands on the way, on the whole and in each group.
fn rungs(connection: &Connection, person: i64) -> Result<(), StoreError> {
    let evidence: Vec<Evidence> = connection
        .prepare_cached(EVIDENCE)?
        .query_map([person], |row| {
            let rung: String = row.get("rung")?;
            let on: String = row.get("shown_on")?;
            let because: String = row.get("because")?;
            Ok(Evidence {
                asset: row.get::<_, Option<i64>>("asset_id")?.map(AssetId),
                rung: Rung::parse(&rung).unwrap_or(Rung::Newcomer),
                on: on.parse().unwrap_or_default(),
                because: reason(&because),
            })
        })?
        .collect::<Result<_, _>>()?;
    let said: Vec<Said> = connection
        .prepare_cached(
            "SELECT asset_id, rung, since FROM rung WHERE person_id = ?1 AND put_away_on IS NULL ORDER BY since, id",
        )?
        .query_map([person], |row| {
            let rung: String = row.get("rung")?;
            let since: String = row.get("since")?;
            Ok(Said {
                asset: row.get::<_, Option<i64>>("asset_id")?.map(AssetId),
                rung: Rung::parse(&rung).unwrap_or(Rung::Newcomer),
                since: since.parse().unwrap_or_default(),
            })
        })?
        .collect::<Result<_, _>>()?;
    connection.prepare_cached("DELETE FROM standing_rung WHERE person_id = ?1")?.execute([person])?;
    for stand in journey::stands(&evidence, &said) {
        match stand.asset {
            None => connection
                .prepare_cached("UPDATE standing SET rung = ?2 WHERE person_id = ?1")?
                .execute(params![person, stand.rung.code()])?,
            Some(asset) => connection
                .prepare_cached(
                    "INSERT INTO standing_rung (person_id, asset_id, rung, since, because) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    person,
                    asset.0,
                    stand.rung.code(),
                    stand.since.map(|day| day.to_string()),
                    stand.because
                ])?,
        };
    }
    Ok(())
}

fn reason(word: &str) -> &'static str {
    match word {
        "connected" => "was connected",
        "attended" => "attended twice or more",
        "contributes" => "contributes there",
        "gave" => "gave something",
        "received" => "received something",
        "introduced" => "introduced somebody",
        "runs" => "runs it",
        _ => "seen",
    }
}

/// The word indexes, and the columns of each.
const WORDS: &[(Entity, &str)] = &[
    (Entity::Person, "person_word"),
    (Entity::Asset, "asset_word"),
    (Entity::Contact, "contact_word"),
    (Entity::Note, "note_word"),
];

/// Renews the word index and the near words of one row; a row that is gone leaves them.
fn index(connection: &Connection, entity: Entity, id: i64) -> Result<(), StoreError> {
    let Some((_, table)) = WORDS.iter().find(|(indexed, _)| *indexed == entity) else { return Ok(()) };
    connection.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([id])?;
    let record = super::row::one(connection, entity, id)?;
    let text = |names: &[&str]| -> String {
        record.as_ref().map_or_else(String::new, |record| {
            let all: Vec<&str> = names.iter().map(|name| record.values.text(name)).collect();
            fold::fold(&all.join(" "))
        })
    };
    let near = match entity {
        Entity::Person => {
            let names = text(&["given", "family", "preferred"]);
            let numbers = record.as_ref().map_or_else(String::new, |record| numbers(&record.values));
            if record.is_some() {
                connection
                    .prepare_cached("INSERT INTO person_word (rowid, names, numbers) VALUES (?1, ?2, ?3)")?
                    .execute(params![id, names, numbers])?;
            }
            Some(("person", names))
        }
        Entity::Asset => {
            let name = text(&["name"]);
            let more = text(&[
                "description",
                "place",
                "address",
                "postcode",
                "interests",
                "needs",
                "run_by",
                "schedule",
                "note",
            ]);
            if record.is_some() {
                connection
                    .prepare_cached("INSERT INTO asset_word (rowid, name, more) VALUES (?1, ?2, ?3)")?
                    .execute(params![id, name, more])?;
            }
            Some(("asset", name))
        }
        _ => {
            let note = text(&[if entity == Entity::Contact { "note" } else { "text" }]);
            if !note.is_empty() {
                connection
                    .prepare_cached(&format!("INSERT INTO {table} (rowid, note) VALUES (?1, ?2)"))?
                    .execute(params![id, note])?;
            }
            None
        }
    };
    match near {
        Some((kind, words)) => near_words(connection, kind, id, &words),
        None => Ok(()),
    }
}

/// What a person may be found by besides a name: NHS number, telephone numbers, postcode, date of birth.
fn numbers(values: &crate::domain::entry::Values) -> String {
    let mut words: Vec<String> = vec![values.text("nhs_number").to_owned()];
    for digits in ["phone", "mobile", "work_phone"].map(|name| phone::digits(values.text(name))) {
        words.extend(phone::endings(&digits).map(str::to_owned));
        words.push(digits);
    }
    words.push(values.text("postcode").to_lowercase().replace(' ', ""));
    words.push(values.text("date_of_birth").replace('-', ""));
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

fn near_words(connection: &Connection, kind: &str, id: i64, words: &str) -> Result<(), StoreError> {
    let known: Option<i64> = connection
        .prepare_cached("SELECT 1 AS known FROM near_word WHERE kind = ?1 AND record_id = ?2 LIMIT 1")?
        .query_row(params![kind, id], |row| row.get("known"))
        .optional()?;
    if known.is_some() {
        connection
            .prepare_cached("DELETE FROM near_word WHERE kind = ?1 AND record_id = ?2")?
            .execute(params![kind, id])?;
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO near_word (kind, word, record_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?;
    for word in words.split_whitespace().filter(|word| word.len() >= 4) {
        for key in fold::near_keys(word) {
            insert.execute(params![kind, key, id])?;
        }
    }
    Ok(())
}
