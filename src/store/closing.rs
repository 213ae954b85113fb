//! An asset that closes in whatever way - by name, by an edit, a batch, a list, or put away - looks after everyone who is
//! connected to it: their connections end, and whoever works with them gets a reminder, in the same operation. So does one that
//! takes nobody new for a while, for those who have not begun; and one that is there again.

use chrono::NaiveDate;

use super::asset::{BEGUN, CONNECTED};
use super::community::SUGGESTED;
use super::fault::StoreError;
use super::figures::quoted;
use super::write::Writing;
use crate::domain::cadence;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::matching;
use crate::domain::vocabulary::ASSET_STATUS;

/// The state of an asset that opens again.
const FOR_A_TIME: &str = "temporarily_closed";

/// The capacities of an asset that takes people.
const HAS_ROOM: [&str; 2] = ["space", "few_places"];

/// The rule under which those who were connected are looked after.
pub(super) const RULE: &str = "asset_closed";

/// An asset that an operation closed, paused or opened again.
pub(super) struct Closed {
    asset: i64,
    turn: Turn,
}

/// What an operation did to it.
#[derive(Clone, PartialEq, Eq)]
enum Turn {
    /// It is not there any more; why, in whoever's words, which may be none.
    Goes(String),
    /// It takes nobody new for now.
    Pauses,
    /// It had closed, and runs again.
    RunsAgain,
    /// It took nobody new, and does so again.
    TakesAgain,
    /// It was planned, and runs.
    Begins,
}

/// An open connection to an asset.
struct Joined {
    connection: i64,
    person: i64,
    worker: Option<i64>,
    begun: bool,
}

impl Writing<'_> {
    /// Remembers an asset that an edit closes, or closes for good after it was closed for a time, pauses, or opens again.
    pub(super) fn closes(&mut self, entity: Entity, id: i64, was: &Values, write: &Values) {
        if entity != Entity::Asset {
            return;
        }
        let shut = |values: &Values| matching::closed(values.text("status"));
        let for_a_time = |values: &Values| values.text("status") == FOR_A_TIME;
        let now = |field: &'static str| if write.has(field) { write.text(field) } else { was.text(field) };
        let pauses = (was.text("capacity") == matching::PAUSED, now("capacity") == matching::PAUSED);
        if shut(write) && (!shut(was) || for_a_time(was) && !for_a_time(write)) {
            self.goes(id, "");
        } else if was.text("status") == "planned" && now("status") == "active" {
            self.turns(id, Turn::Begins);
        } else if shut(was) && now("status") == "active" {
            self.turns(id, Turn::RunsAgain);
        } else if !matching::closed(now("status")) && pauses == (false, true) {
            self.turns(id, Turn::Pauses);
        } else if !matching::closed(now("status")) && pauses.0 && HAS_ROOM.contains(&now("capacity")) {
            self.turns(id, Turn::TakesAgain);
        }
    }

    /// Remembers an asset that closes or is put away, with the reason.
    pub(super) fn goes(&mut self, asset: i64, why: &str) {
        self.turns(asset, Turn::Goes(why.to_owned()));
    }

    fn turns(&mut self, asset: i64, turn: Turn) {
        if !self.closed.iter().any(|closed| closed.asset == asset) {
            self.closed.push(Closed { asset, turn });
        }
    }

    /// Closes an asset by name, and notes on it why.
    pub(super) fn close_asset(
        &mut self,
        asset: i64,
        was: &str,
        way: &str,
        on: NaiveDate,
        why: &str,
    ) -> Result<(), StoreError> {
        self.goes(asset, why);
        let (before, after) = (Values::new().with("status", was), Values::new().with("status", way));
        self.edit(Entity::Asset, asset, &before, &after)?;
        let closed = ASSET_STATUS.label(way);
        let text = if why.is_empty() { format!("{closed}.") } else { format!("{closed}: {why}") };
        let note = Entry::new(Entity::Note).with("asset_id", asset).with("written_on", on).with("text", text);
        self.carry_out(&Change::Add(note))
    }

    /// Looks after everyone who is connected to an asset that this operation closed, paused or opened again.
    pub(super) fn after_closings(&mut self) -> Result<(), StoreError> {
        for Closed { asset, turn } in std::mem::take(&mut self.closed) {
            let record = self.record(Entity::Asset, asset)?;
            let (name, status) = (record.values.text("name"), record.values.text("status"));
            let away = record.put_away_on.is_some();
            let ends = !away && matching::closed(status) && status != FOR_A_TIME;
            let what = match turn {
                Turn::Goes(_) if away => format!("{name} was put away: what now?"),
                Turn::Goes(_) if ends => format!("{name} has closed: what now?"),
                Turn::Goes(_) => {
                    format!("{name} is closed for a time: tell them, and see what helps meanwhile")
                }
                Turn::Pauses => {
                    format!("{name} takes nobody new now: tell them, and see what helps meanwhile")
                }
                Turn::RunsAgain => format!("{name} runs again: tell them"),
                Turn::TakesAgain => format!("{name} takes people again: tell them"),
                Turn::Begins => {
                    self.gaps_begin(asset, record.values.text("run_by"))?;
                    continue;
                }
            };
            let due = cadence::after(self.today(), 1, self.nation);
            let mut told: Vec<i64> = Vec::new();
            let mut joined = self.open_connections(asset)?;
            if turn == Turn::RunsAgain {
                joined.extend(self.to_be_told(asset)?);
            }
            // What an earlier turn asked for is overtaken by this one.
            self.cancel("asset_id", asset, Some(RULE))?;
            for Joined { connection, person, worker, begun } in joined {
                if begun && matches!(turn, Turn::Pauses | Turn::TakesAgain) {
                    continue;
                }
                if let Turn::Goes(why) = &turn
                    && ends
                {
                    self.ended_with_it(connection, why)?;
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
                    .with("rule", RULE)
                    .with("state", "open");
                if let Some(worker) = worker {
                    reminder.values.set("worker_id", worker);
                }
                self.insert(&reminder)?;
                self.reminders += 1;
            }
        }
        Ok(())
    }

    /// Those of whom a reminder of the closing of an asset is open still.
    fn to_be_told(&self, asset: i64) -> Result<Vec<Joined>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT connection_id, person_id, worker_id FROM follow_up WHERE asset_id = ?1 AND rule = ?2 AND state = 'open' \
             AND connection_id IS NOT NULL AND put_away_on IS NULL ORDER BY id",
        )?;
        let rows = statement.query_map(rusqlite::params![asset, RULE], |row| {
            Ok(Joined {
                connection: row.get("connection_id")?,
                person: row.get("person_id")?,
                worker: row.get("worker_id")?,
                begun: false,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A gap that became what runs now is closed by it: whoever waits for it is told.
    fn gaps_begin(&mut self, asset: i64, run_by: &str) -> Result<(), StoreError> {
        let gaps: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM gap WHERE became_id = ?1 AND state <> 'running' AND put_away_on IS NULL ORDER BY id",
            )?
            .query_map([asset], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        for gap in gaps {
            let was = self.record(Entity::Gap, gap)?.values;
            let led_by = Some(was.text("led_by")).filter(|name| !name.is_empty()).unwrap_or(run_by);
            let before = Values::new().with("state", was.text("state")).with("led_by", was.text("led_by"));
            let after = Values::new().with("state", "running").with("led_by", led_by);
            self.edit(Entity::Gap, gap, &before, &after)?;
        }
        Ok(())
    }

    /// Ends a connection to what has closed; nobody is to check on it, or to wait for an answer, any more.
    fn ended_with_it(&mut self, connection: i64, why: &str) -> Result<(), StoreError> {
        let held = self.record(Entity::Connection, connection)?.values;
        let before = Values::new()
            .with("state", held.value("state").clone())
            .with("reason_ended", held.value("reason_ended").clone());
        let reason = if why.is_empty() { "closed" } else { why };
        let after = Values::new().with("state", "asset_closed").with("reason_ended", reason);
        self.edit(Entity::Connection, connection, &before, &after)?;
        self.cancel("connection_id", connection, Some("connection_check"))?;
        self.cancel("connection_id", connection, Some("provider_silence"))
    }

    /// The open connections to an asset, the furthest of each person first.
    fn open_connections(&self, asset: i64) -> Result<Vec<Joined>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT c.id, c.person_id, c.state IN ({}) AS begun, coalesce(nullif(s.worker_id, 0), c.worker_id) AS worker_id FROM connection AS c \
             JOIN person AS p ON p.id = c.person_id LEFT JOIN standing AS s ON s.person_id = c.person_id \
             WHERE c.asset_id = ?1 AND c.put_away_on IS NULL AND p.put_away_on IS NULL \
             AND c.state IN ('{SUGGESTED}', {}) ORDER BY c.state = '{SUGGESTED}', c.id DESC",
            quoted(&BEGUN),
            quoted(&CONNECTED)
        ))?;
        let rows = statement.query_map([asset], |row| {
            Ok(Joined {
                connection: row.get("id")?,
                person: row.get("person_id")?,
                worker: row.get("worker_id")?,
                begun: row.get("begun")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
