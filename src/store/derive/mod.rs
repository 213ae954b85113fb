//! What is worked out from the records, renewed after every operation for the people and assets it touched.

pub(super) mod facet;
mod standing;
pub(super) mod tally;
pub(super) mod word;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::Value as Json;
use tally::Tally;

use super::changes::{Changes, Rows};
use super::fault::StoreError;
use super::row::numbers;
use crate::domain::entity::Entity;
use crate::domain::field::Kind;
use crate::domain::id::AssetId;
use crate::domain::journey::{self, Evidence, Move, Rung, Said};

/// What shows where a person (?1) stands, a row for each thing.
pub(super) const EVIDENCE: &str = include_str!("evidence.sql");

/// How many people one statement works out at once; keeps the list of numbers far below SQLite's length limit.
const AT_ONCE: usize = 10_000;

/// Renews everything worked out from what the operation touched: its row changes.
pub(super) fn renew(connection: &Connection, changes: &mut Changes) -> Result<(), StoreError> {
    let mut people = BTreeSet::new();
    let mut on_the_way = BTreeSet::new();
    let mut tally = Tally::default();
    let mut kinds = BTreeMap::new();
    changes.each(connection, Entity::Asset, |rows| {
        tally::kinds_before(rows, &mut kinds);
        Ok(())
    })?;
    let mut fresh = word::Fresh::default();
    for entity in Entity::ALL {
        changes.each(connection, entity, |rows| {
            tally.rows(connection, entity, rows, &kinds)?;
            let mut linked = linked_people(connection, entity, rows)?;
            if entity == Entity::Visit {
                linked.extend(people_of_visits(connection, rows)?);
            }
            if matches!(
                entity,
                Entity::Connection | Entity::Visit | Entity::Exchange | Entity::Rung | Entity::Asset
            ) {
                on_the_way.extend(linked.iter().copied());
            }
            people.extend(linked);
            if entity == Entity::Person {
                people.extend(rows.keys());
            }
            for (id, changes) in rows {
                word::renew(connection, entity, *id, changes, &mut fresh)?;
                if entity == Entity::Asset {
                    facet::renew(connection, *id)?;
                }
            }
            Ok(())
        })?;
    }
    fresh.put_in(connection)?;
    for (asset, was) in &kinds {
        tally.asset(connection, *asset, was)?;
    }
    let people: Vec<i64> = people.into_iter().collect();
    tally.stand(connection, Some(&people), -1)?;
    standing::renew(connection, &people)?;
    for person in on_the_way {
        rungs(connection, person)?;
    }
    tally.stand(connection, Some(&people), 1)?;
    tally.keep(connection)
}

/// Works everything out anew for the whole file.
pub(super) fn rebuild(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "DELETE FROM standing_rung; DELETE FROM standing_move; DELETE FROM standing; DELETE FROM standing_tally; DELETE FROM tally; \
         DELETE FROM near_word; DELETE FROM asset_term;",
    )?;
    facet::forget(connection)?;
    facet::anew(connection)?;
    for (entity, _) in word::INDEXES {
        let ids: Vec<i64> = connection
            .prepare(&format!("SELECT id FROM {} ORDER BY id", entity.table()))?
            .query_map([], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        for id in &ids {
            word::index(connection, *entity, *id)?;
        }
        if *entity == Entity::Person {
            standing::renew(connection, &ids)?;
            for id in ids {
                rungs(connection, id)?;
            }
        }
    }
    Tally::anew(connection)
}

/// Works out anew where everybody stands, into tables that hold nobody yet.
pub(super) fn stand_anew(connection: &Connection) -> Result<(), StoreError> {
    let people: Vec<i64> = connection
        .prepare("SELECT id FROM person")?
        .query_map([], |row| row.get("id"))?
        .collect::<Result<_, _>>()?;
    facet::anew(connection)?;
    standing::renew(connection, &people)?;
    people.into_iter().try_for_each(|person| rungs(connection, person))?;
    Tally::anew(connection)
}

/// The people whom the touched rows of a kind of record link to, before or after.
fn linked_people(
    connection: &Connection,
    entity: Entity,
    rows: &Rows<'_>,
) -> Result<BTreeSet<i64>, StoreError> {
    let mut people = BTreeSet::new();
    let links: Vec<&str> = entity
        .fields()
        .iter()
        .filter(|field| matches!(field.kind, Kind::Link(Entity::Person)))
        .map(|field| field.name)
        .collect();
    if links.is_empty() {
        return Ok(people);
    }
    let ids: Vec<i64> = rows.keys().copied().collect();
    let sql = format!(
        "SELECT {} FROM {} WHERE id IN (SELECT value FROM json_each(?1))",
        links.join(", "),
        entity.table()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    for some in ids.chunks(AT_ONCE) {
        let mut found = statement.query([numbers(some.iter().copied())])?;
        while let Some(row) = found.next()? {
            for link in 0..links.len() {
                people.extend(row.get::<_, Option<i64>>(link)?);
            }
        }
    }
    for before in rows.values().flatten().filter_map(|change| change.before.as_deref()) {
        let image: Json = serde_json::from_str(before).unwrap_or_default();
        people.extend(links.iter().filter_map(|link| image.get(*link).and_then(Json::as_i64)));
    }
    Ok(people)
}

/// The people who were gone along with at the touched visits, by their connections before and after.
fn people_of_visits(connection: &Connection, rows: &Rows<'_>) -> Result<BTreeSet<i64>, StoreError> {
    let mut people = BTreeSet::new();
    let mut now = connection.prepare_cached(
        "SELECT c.person_id FROM visit AS v JOIN connection AS c ON c.id = v.connection_id WHERE v.id = ?1",
    )?;
    let mut was = connection.prepare_cached("SELECT person_id FROM connection WHERE id = ?1")?;
    for (id, changes) in rows {
        people.extend(now.query_row([id], |row| row.get::<_, i64>("person_id")).optional()?);
        for before in changes.iter().filter_map(|change| change.before.as_deref()) {
            let image: Json = serde_json::from_str(before).unwrap_or_default();
            if let Some(link) = image.get("connection_id").and_then(Json::as_i64) {
                people.extend(was.query_row([link], |row| row.get::<_, i64>("person_id")).optional()?);
            }
        }
    }
    Ok(people)
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
    moves(connection, person, &journey::moves(&evidence, &said))?;
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

/// Keeps how a person came to where they stand; written only where it differs.
fn moves(connection: &Connection, person: i64, moves: &[Move]) -> Result<(), StoreError> {
    type Kept = (i64, String, String, String, bool, String);
    let mut wanted: Vec<Kept> = moves
        .iter()
        .map(|step| {
            let asset = step.asset.map_or(0, |asset| asset.0);
            let (was, rung) = (step.was.code().to_owned(), step.rung.code().to_owned());
            (asset, step.on.to_string(), was, rung, step.is_up(), step.because.to_owned())
        })
        .collect();
    wanted.sort_unstable();
    let kept: Vec<Kept> = connection
        .prepare_cached(
            "SELECT asset_id, moved_on, was, rung, up, because FROM standing_move WHERE person_id = ?1 \
             ORDER BY asset_id, moved_on",
        )?
        .query_map([person], |row| {
            Ok((
                row.get("asset_id")?,
                row.get("moved_on")?,
                row.get("was")?,
                row.get("rung")?,
                row.get("up")?,
                row.get("because")?,
            ))
        })?
        .collect::<Result<_, _>>()?;
    if kept == wanted {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM standing_move WHERE person_id = ?1")?.execute([person])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO standing_move (person_id, asset_id, moved_on, was, rung, up, because) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (asset, on, was, rung, up, because) in wanted {
        insert.execute(params![person, asset, on, was, rung, up, because])?;
    }
    Ok(())
}

/// The words of a reason that the evidence names.
pub(super) fn reason(word: &str) -> &'static str {
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
