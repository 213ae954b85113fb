//! An asset that closes in whatever way - an edit, a batch, a list - looks after everyone who is connected to it, as
//! closing it by name does: their connections end, and whoever works with them gets a reminder.

use super::asset::CONNECTED;
use super::community::SUGGESTED;
use super::fault::StoreError;
use super::figures::quoted;
use super::write::Writing;
use crate::domain::cadence;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::matching;

/// The state of an asset that opens again.
const FOR_A_TIME: &str = "temporarily_closed";

impl Writing<'_> {
    /// Remembers an asset that an edit closes.
    pub(super) fn closes(&mut self, entity: Entity, id: i64, was: &Values, write: &Values) {
        let shut = |values: &Values| matching::closed(values.text("status"));
        if entity == Entity::Asset && write.has("status") && shut(write) && !shut(was) {
            self.closed.push(id);
        }
    }

    /// Looks after everyone who is connected to an asset that this operation closed.
    pub(super) fn after_closings(&mut self) -> Result<(), StoreError> {
        for asset in std::mem::take(&mut self.closed) {
            let record = self.record(Entity::Asset, asset)?;
            let (name, status) = (record.values.text("name"), record.values.text("status"));
            let ends = status != FOR_A_TIME;
            let what = if ends {
                format!("{name} has closed: what now?")
            } else {
                format!("{name} is closed for a time: tell them, and see what helps meanwhile")
            };
            let due = cadence::after(self.today(), 1, self.nation);
            let mut told: Vec<i64> = Vec::new();
            for (connection, person, worker) in self.open_connections(asset)? {
                if ends {
                    let held = self.record(Entity::Connection, connection)?.values;
                    let before = Values::new()
                        .with("state", held.value("state").clone())
                        .with("reason_ended", held.value("reason_ended").clone());
                    let after = Values::new().with("state", "asset_closed").with("reason_ended", "closed");
                    self.edit(Entity::Connection, connection, &before, &after)?;
                    self.cancel("connection_id", connection, Some("connection_check"))?;
                    self.cancel("connection_id", connection, Some("provider_silence"))?;
                }
                if told.contains(&person) {
                    continue;
                }
                told.push(person);
                let mut reminder = Entry::new(Entity::FollowUp)
                    .with("person_id", person)
                    .with("asset_id", asset)
                    .with("connection_id", connection)
                    .with("due_on", due)
                    .with("what", what.as_str())
                    .with("rule", "asset_closed")
                    .with("state", "open");
                if let Some(worker) = worker {
                    reminder.values.set("worker_id", worker);
                }
                self.insert(&reminder)?;
            }
        }
        Ok(())
    }

    /// The open connections to an asset, the furthest of each person first: its number, the person, whose they are.
    fn open_connections(&self, asset: i64) -> Result<Vec<(i64, i64, Option<i64>)>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT c.id, c.person_id, coalesce(nullif(s.worker_id, 0), c.worker_id) AS worker_id FROM connection AS c \
             JOIN person AS p ON p.id = c.person_id LEFT JOIN standing AS s ON s.person_id = c.person_id \
             WHERE c.asset_id = ?1 AND c.put_away_on IS NULL AND p.put_away_on IS NULL \
             AND c.state IN ('{SUGGESTED}', {}) ORDER BY c.state = '{SUGGESTED}', c.id DESC",
            quoted(&CONNECTED)
        ))?;
        let rows = statement
            .query_map([asset], |row| Ok((row.get("id")?, row.get("person_id")?, row.get("worker_id")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
