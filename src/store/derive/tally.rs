//! How many records are alike, kept so that a figure need not be counted: what an operation touched is taken from its
//! old place and put in its new one.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};
use serde_json::Value as Json;

use super::AT_ONCE;
use crate::domain::entity::Entity;
use crate::store::audit::RowChange;
use crate::store::changes::Rows;
use crate::store::fault::StoreError;
use crate::store::row::numbers;

/// The worker under whom the tallies of everyone's people stand; 0 is nobody.
pub(in crate::store) const EVERYONE: i64 = -1;

/// The kinds of record that are tallied, besides where people stand.
const TALLIED: [Entity; 5] =
    [Entity::Referral, Entity::Connection, Entity::Exchange, Entity::Offer, Entity::Ask];

/// What people have in common who stand alike: worker, state, rung, and whether they are in our work, were asked,
/// offered, gave, received.
type Alike = (i64, String, String, [bool; 5]);

/// What records have in common: the table, whose person, the code that is counted, the kind of the asset.
type Key = (&'static str, i64, String, String);

/// By how much the tallies are to change.
#[derive(Default)]
pub(super) struct Tally {
    people: BTreeMap<Alike, i64>,
    records: BTreeMap<Key, i64>,
}

impl Tally {
    /// Counts everything once, into tables that hold nothing yet.
    pub fn anew(connection: &Connection) -> Result<(), StoreError> {
        let mut tally = Self::default();
        tally.stand(connection, None, 1)?;
        for entity in TALLIED.into_iter().filter(|entity| *entity != Entity::Referral) {
            tally.count(connection, entity, "", None, &BTreeMap::new())?;
        }
        tally.keep(connection)
    }

    /// Counts touched rows of a kind anew: what they were before is taken away, what they are is added.
    ///
    /// Comes before where people stand is renewed: a referral is counted under whose the person was, and goes with them.
    pub fn rows(
        &mut self,
        connection: &Connection,
        entity: Entity,
        rows: &Rows<'_>,
        kinds: &BTreeMap<i64, String>,
    ) -> Result<(), StoreError> {
        if !TALLIED.contains(&entity) {
            return Ok(());
        }
        let ids: Vec<i64> = rows.keys().copied().collect();
        for some in ids.chunks(AT_ONCE) {
            let only = " AND r.id IN (SELECT value FROM json_each(?1))";
            self.count(connection, entity, only, Some(numbers(some.iter().copied())), kinds)?;
        }
        for image in rows.values().filter_map(|changes| before(changes)) {
            let text = |field: &str| image.get(field).and_then(Json::as_str).unwrap_or_default().to_owned();
            let id = |field: &str| image.get(field).and_then(Json::as_i64).unwrap_or_default();
            if !text("put_away_on").is_empty() {
                continue;
            }
            match entity {
                Entity::Referral => {
                    if let Some(worker) = worker_of(connection, id("person_id"))? {
                        self.referral(worker, &text("source"), -1);
                    }
                }
                Entity::Connection => {
                    let kind = kind_of(connection, id("asset_id"), kinds)?;
                    self.add((entity.table(), EVERYONE, text("state"), kind), -1);
                }
                _ => self.add((entity.table(), EVERYONE, text("state"), String::new()), -1),
            }
        }
        Ok(())
    }

    /// Moves the connections of an asset whose kind has changed. Comes after the connections themselves.
    pub fn asset(&mut self, connection: &Connection, asset: i64, was: &str) -> Result<(), StoreError> {
        let is = kind_of(connection, asset, &BTreeMap::new())?;
        if is.is_empty() || is == was {
            return Ok(());
        }
        let mut statement = connection.prepare_cached(
            "SELECT state, count(*) AS n FROM connection WHERE asset_id = ?1 AND put_away_on IS NULL GROUP BY state",
        )?;
        let mut rows = statement.query([asset])?;
        while let Some(row) = rows.next()? {
            let (state, n): (String, i64) = (row.get("state")?, row.get("n")?);
            let table = Entity::Connection.table();
            self.add((table, EVERYONE, state.clone(), was.to_owned()), -n);
            self.add((table, EVERYONE, state, is.clone()), n);
        }
        Ok(())
    }

    /// Adds people and their referrals as they stand, so many times: -1 before they are renewed, 1 after.
    pub fn stand(
        &mut self,
        connection: &Connection,
        people: Option<&[i64]>,
        times: i64,
    ) -> Result<(), StoreError> {
        let Some(people) = people else { return self.stand_some(connection, "", None, times) };
        people.chunks(AT_ONCE).try_for_each(|some| {
            let only = " AND s.person_id IN (SELECT value FROM json_each(?1))";
            self.stand_some(connection, only, Some(&numbers(some.iter().copied())), times)
        })
    }

    fn stand_some(
        &mut self,
        connection: &Connection,
        only: &str,
        people: Option<&str>,
        times: i64,
    ) -> Result<(), StoreError> {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT worker_id, state, rung, in_work, asked, offered, gave, received, count(*) AS n \
             FROM standing AS s WHERE true{only} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
        ))?;
        let mut rows = statement.query(params_from_iter(people))?;
        while let Some(row) = rows.next()? {
            let so = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?];
            let (state, rung): (String, String) = (row.get("state")?, row.get("rung")?);
            let n = times * row.get::<_, i64>("n")?;
            for worker in [row.get("worker_id")?, EVERYONE] {
                *self.people.entry((worker, state.clone(), rung.clone(), so)).or_default() += n;
            }
        }
        let mut statement = connection.prepare_cached(&format!(
            "SELECT s.worker_id, r.source, count(*) AS n FROM standing AS s CROSS JOIN referral AS r \
             WHERE r.person_id = s.person_id AND r.put_away_on IS NULL{only} GROUP BY 1, 2"
        ))?;
        let mut rows = statement.query(params_from_iter(people))?;
        while let Some(row) = rows.next()? {
            let (source, n): (String, i64) = (row.get("source")?, row.get("n")?);
            self.referral(row.get("worker_id")?, &source, times * n);
        }
        Ok(())
    }

    /// Adds rows of a kind as they are.
    fn count(
        &mut self,
        connection: &Connection,
        entity: Entity,
        only: &str,
        ids: Option<String>,
        kinds: &BTreeMap<i64, String>,
    ) -> Result<(), StoreError> {
        let columns = match entity {
            Entity::Referral => "r.person_id AS whose, r.source AS code",
            Entity::Connection => "coalesce(r.asset_id, 0) AS whose, r.state AS code",
            Entity::Exchange => "0 AS whose, '' AS code",
            _ => "0 AS whose, r.state AS code",
        };
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {columns}, count(*) AS n FROM {} AS r WHERE r.put_away_on IS NULL{only} GROUP BY 1, 2",
            entity.table()
        ))?;
        let mut rows = statement.query(params_from_iter(ids))?;
        while let Some(row) = rows.next()? {
            let (whose, code, n): (i64, String, i64) = (row.get("whose")?, row.get("code")?, row.get("n")?);
            match entity {
                Entity::Referral => {
                    if let Some(worker) = worker_of(connection, whose)? {
                        self.referral(worker, &code, n);
                    }
                }
                Entity::Connection => {
                    let kind = kind_of(connection, whose, kinds)?;
                    self.add((entity.table(), EVERYONE, code, kind), n);
                }
                _ => self.add((entity.table(), EVERYONE, code, String::new()), n),
            }
        }
        Ok(())
    }

    fn referral(&mut self, worker: i64, source: &str, n: i64) {
        for worker in [worker, EVERYONE] {
            self.add((Entity::Referral.table(), worker, source.to_owned(), String::new()), n);
        }
    }

    fn add(&mut self, key: Key, n: i64) {
        *self.records.entry(key).or_default() += n;
    }

    /// Writes what has changed; what nothing is counted under any more is left out.
    pub fn keep(self, connection: &Connection) -> Result<(), StoreError> {
        let changed = self.people.len() + self.records.len();
        for ((worker, state, rung, so), n) in self.people.into_iter().filter(|(_, n)| *n != 0) {
            let [in_work, asked, offered, gave, received] = so;
            connection
                .prepare_cached(
                    "INSERT INTO standing_tally (worker_id, state, rung, in_work, asked, offered, gave, received, n) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET n = n + excluded.n",
                )?
                .execute(params![worker, state, rung, in_work, asked, offered, gave, received, n])?;
        }
        for ((of, worker, code, kind), n) in self.records.into_iter().filter(|(_, n)| *n != 0) {
            connection
                .prepare_cached(
                    "INSERT INTO tally (of, worker_id, code, kind, n) VALUES (?1, ?2, ?3, ?4, ?5) \
                     ON CONFLICT DO UPDATE SET n = n + excluded.n",
                )?
                .execute(params![of, worker, code, kind, n])?;
        }
        if changed > 0 {
            connection.prepare_cached("DELETE FROM standing_tally WHERE n = 0")?.execute([])?;
            connection.prepare_cached("DELETE FROM tally WHERE n = 0")?.execute([])?;
        }
        Ok(())
    }
}

/// The kinds that touched assets had before, by number.
pub(super) fn kinds_before(rows: &Rows<'_>, kinds: &mut BTreeMap<i64, String>) {
    for (row, changes) in rows {
        // One that came with the operation and was changed again was of the kind it came with.
        let image = changes.iter().find_map(|change| before(&[change]));
        if let Some(image) = image {
            let kind = image.get("kind").and_then(Json::as_str).unwrap_or_default();
            kinds.insert(*row, kind.to_owned());
        }
    }
}

/// The image of a row before the first of its changes; `None` where there was no row.
fn before(changes: &[&RowChange]) -> Option<Json> {
    let image = changes.first()?.before.as_deref()?;
    serde_json::from_str(image).ok()
}

/// Whose a person is; `None` where it is not worked out yet.
fn worker_of(connection: &Connection, person: i64) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT worker_id FROM standing WHERE person_id = ?1")?;
    Ok(statement.query_row([person], |row| row.get("worker_id")).optional()?)
}

/// The kind of an asset as it was, where it was touched, and else as it is; empty where there is none. Somebody joined to
/// another person (0) is joined to a resident.
fn kind_of(connection: &Connection, asset: i64, kinds: &BTreeMap<i64, String>) -> Result<String, StoreError> {
    if asset == 0 {
        return Ok("individual_resident".to_owned());
    }
    if let Some(kind) = kinds.get(&asset) {
        return Ok(kind.clone());
    }
    let mut statement = connection.prepare_cached("SELECT kind FROM asset WHERE id = ?1")?;
    Ok(statement.query_row([asset], |row| row.get("kind")).optional()?.unwrap_or_default())
}
