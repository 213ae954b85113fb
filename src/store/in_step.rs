//! What the store keeps in step on a person's way: needs and the list of them, plans, goals, steps, going along together.

use chrono::{Days, NaiveDate};
use rusqlite::params;

use super::asset::CONNECTED;
use super::fault::StoreError;
use super::write::Writing;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value, Values};
use crate::domain::journey;

/// A notice comes down after so many days where nobody said when.
const NOTICE_DAYS: u64 = 28;

impl Writing<'_> {
    /// What a new record of the way holds besides what was given, and what it may not hold.
    pub(super) fn on_the_way(&self, entity: Entity, values: &mut Values) -> Result<(), StoreError> {
        match entity {
            Entity::Plan => {
                if let (Some(worker), true) = (self.worker, values.value("worker_id").is_nothing()) {
                    values.set("worker_id", worker);
                }
                if let (Some(agreed), true) =
                    (values.day("agreed_on"), values.value("review_on").is_nothing())
                {
                    values.set("review_on", self.cadence.plan_review(agreed, self.nation));
                }
            }
            Entity::Goal | Entity::Step => self.ended_or_going_on(entity, &Values::new(), values),
            Entity::Visit => self.numbered(values)?,
            Entity::Connection => as_far_as(&Values::new(), values),
            Entity::Asset if values.has("run_by_person_id") && !values.has("run_since") => {
                values.set("run_since", self.today());
            }
            Entity::Measure => self.scored(values)?,
            Entity::Pair => self.new_pair(values)?,
            Entity::Gap if values.value("state_on").is_nothing() => {
                let raised = values.day("raised_on").unwrap_or_else(|| self.today());
                values.set("state_on", raised);
            }
            Entity::Notice => {
                if let (Some(from), true) = (values.day("from_on"), values.value("until_on").is_nothing()) {
                    values.set("until_on", from + Days::new(NOTICE_DAYS));
                }
            }
            _ => {}
        }
        self.fits(entity, values, values)
    }

    /// What an edit of a record of the way brings with it, and what it may not bring.
    pub(super) fn further_on_the_way(&self, now: &Record, write: &mut Values) -> Result<(), StoreError> {
        self.ended_or_going_on(now.entity, &now.values, write);
        let today = self.today();
        let unset = |field: &str| write.value(field).is_nothing();
        match now.entity {
            Entity::Gap if write.has("state") && unset("state_on") => write.set("state_on", today),
            Entity::Measure if write.has("items") || write.has("instrument") => {
                let mut whole = now.values.clone();
                for (name, value) in write.iter() {
                    whole.set(name, value.clone());
                }
                self.scored(&mut whole)?;
                for field in ["items", "score", "complete"] {
                    write.set(field, whole.value(field).clone());
                }
            }
            Entity::Pair => self.pair_moves(&now.values, write)?,
            Entity::Asset if write.has("capacity") && unset("capacity_on") => write.set("capacity_on", today),
            Entity::Connection
                if matches!(write.text("state"), "replied" | "accepted" | "waiting")
                    && now.values.value("replied_on").is_nothing()
                    && unset("replied_on") =>
            {
                write.set("replied_on", today);
            }
            _ => {}
        }
        if now.entity == Entity::Connection {
            as_far_as(&now.values, write);
        }
        if now.entity == Entity::Asset && write.has("run_by_person_id") && !write.has("run_since") {
            let runs = write.number("run_by_person_id").map_or(Value::Nothing, |_| Value::from(today));
            write.set("run_since", runs);
        }
        let mut whole = now.values.clone();
        for (name, value) in write.iter() {
            whole.set(name, value.clone());
        }
        self.fits(now.entity, &whole, write)
    }

    /// A visit has the next number of its connection where none was given.
    fn numbered(&self, values: &mut Values) -> Result<(), StoreError> {
        let (Some(connection), true) = (values.number("connection_id"), values.value("number").is_nothing())
        else {
            return Ok(());
        };
        let so_far: i64 = self
            .connection
            .prepare_cached(
                "SELECT coalesce(max(number), 0) AS n FROM visit WHERE connection_id = ?1 AND put_away_on IS NULL",
            )?
            .query_row([connection], |row| row.get("n"))?;
        values.set("number", so_far + 1);
        Ok(())
    }

    /// A goal or a step that comes to an end gets its day; one that goes on again loses it.
    fn ended_or_going_on(&self, entity: Entity, now: &Values, write: &mut Values) {
        if entity == Entity::Connection
            && CONNECTED.contains(&write.text("state"))
            && !write.has("reason_ended")
            && !now.value("reason_ended").is_nothing()
        {
            // What goes on has no reason why it ended.
            write.set("reason_ended", Value::Nothing);
        }
        let (day, going_on) = match entity {
            Entity::Goal => ("ended_on", "open"),
            Entity::Step => ("done_on", "to_do"),
            _ => return,
        };
        if !write.has("status") {
            return;
        }
        if write.text("status") == going_on {
            write.set(day, Value::Nothing);
        } else if now.value(day).is_nothing() && write.value(day).is_nothing() {
            write.set(day, self.today());
        }
    }

    /// Whether what is linked belongs to the same person.
    fn fits(&self, entity: Entity, whole: &Values, write: &Values) -> Result<(), StoreError> {
        let Some(person) = whole.number("person_id") else { return Ok(()) };
        let link = match entity {
            Entity::Step => ("goal_id", Entity::Goal, "That goal is somebody else's."),
            Entity::Contact => ("connection_id", Entity::Connection, "That connection is somebody else's."),
            _ => return Ok(()),
        };
        let (field, linked, theirs) = link;
        if !write.has(field) && !write.has("person_id") {
            return Ok(());
        }
        match whole.number(field) {
            Some(id) if self.record(linked, id)?.values.number("person_id") != Some(person) => {
                Err(StoreError::Rule(theirs.to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// What a record holds that others are kept in step with; `None` for other kinds, and where it is put away.
    pub(super) fn in_use(&self, entity: Entity, id: i64) -> Result<Option<Values>, StoreError> {
        if !matches!(entity, Entity::Need | Entity::Contact | Entity::Visit) {
            return Ok(None);
        }
        let record = self.record(entity, id)?;
        Ok(record.put_away_on.is_none().then_some(record.values))
    }

    /// Keeps in step what follows from a record that was added, edited, put away or brought back: `before` and `after` are
    /// what it held while it was in use; `None` where it was not.
    pub(super) fn in_step(
        &mut self,
        entity: Entity,
        before: Option<&Values>,
        after: Option<&Values>,
    ) -> Result<(), StoreError> {
        match entity {
            Entity::Need => self.needs_in_step(before, after),
            Entity::Contact | Entity::Visit => self.visits_in_step(before, after),
            _ => Ok(()),
        }
    }

    /// The list of what a person would like help with holds the code of each need that stands open, and loses that of one
    /// that was met or is gone.
    fn needs_in_step(&mut self, before: Option<&Values>, after: Option<&Values>) -> Result<(), StoreError> {
        for values in [before, after].into_iter().flatten() {
            let (Some(person), need) = (values.number("person_id"), values.text("need")) else { continue };
            let open: bool = self
                .connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM need WHERE person_id = ?1 AND need = ?2 AND state = 'open' \
                     AND put_away_on IS NULL) AS stands",
                )?
                .query_row(params![person, need], |row| row.get("stands"))?;
            let record = self.record(Entity::Person, person)?;
            let held: Vec<&str> = record.values.text("needs").split_whitespace().collect();
            let wanted: Vec<&str> = match (open, held.contains(&need)) {
                (true, false) => held.into_iter().chain([need]).collect(),
                (false, true) => held.into_iter().filter(|code| *code != need).collect(),
                _ => continue,
            };
            let needs = Values::new().with("needs", wanted.join(" "));
            self.update(Entity::Person, person, &needs)?;
        }
        Ok(())
    }

    /// A visit somebody was gone along to counts as one they attended.
    fn visits_in_step(&mut self, before: Option<&Values>, after: Option<&Values>) -> Result<(), StoreError> {
        let visit = |values: Option<&Values>| -> Option<(i64, NaiveDate)> {
            let values = values?;
            let there = values.text("outcome") == "spoke"
                || matches!(values.text("how"), "together" | "met_there" | "alone");
            let day = values.day("happened_on").or(values.day("visited_on"));
            values.number("connection_id").zip(day.filter(|_| there))
        };
        let (was, is) = (visit(before), visit(after));
        if was == is {
            return Ok(());
        }
        if let Some((connection, _)) = was {
            self.attended(connection, -1, None)?;
        }
        is.map_or(Ok(()), |(connection, day)| self.attended(connection, 1, Some(day)))
    }

    fn attended(&mut self, connection: i64, more: i64, day: Option<NaiveDate>) -> Result<(), StoreError> {
        let values = self.record(Entity::Connection, connection)?.values;
        let times = (values.number("attended").unwrap_or(0) + more).max(0);
        let mut write = Values::new().with("attended", times);
        if times == 0 {
            write.set("last_attended", Value::Nothing);
            write.set("first_attended", Value::Nothing);
        } else if let Some(day) = day.max(values.day("last_attended")) {
            write.set("last_attended", day);
        }
        if let (Some(day), true) = (day, times > 0)
            && values.day("first_attended").is_none_or(|first| day < first)
        {
            write.set("first_attended", day);
        }
        // Whoever was there has started; twice there is attending. A worker's word that goes further stands.
        let state = values.text("state");
        let on_the_way = matches!(state, "agreed" | "made" | "replied" | "accepted" | "waiting");
        let further = match times {
            1 if on_the_way => Some("started"),
            2.. if on_the_way || state == "started" => Some("attending"),
            _ => None,
        };
        if let Some(state) = further.filter(|_| day.is_some()) {
            write.set("state", state);
        }
        as_far_as(&values, &mut write);
        self.update(Entity::Connection, connection, &write)
    }
}

/// Notes how far a connection has come: what it came to stays when it ends.
fn as_far_as(now: &Values, write: &mut Values) {
    let was = now.text("furthest");
    let stood = journey::further(was, now.text("state"));
    let furthest = journey::further(stood, write.text("state"));
    if furthest != was {
        write.set("furthest", furthest.to_owned());
    }
}
