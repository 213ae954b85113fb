//! What the store keeps in step on a person's way: needs and the list of them, plans, goals, steps, going along together.

use chrono::NaiveDate;
use rusqlite::params;

use super::fault::StoreError;
use super::write::Writing;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value, Values};

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
            _ => {}
        }
        self.fits(entity, values, values)
    }

    /// What an edit of a record of the way brings with it, and what it may not bring.
    pub(super) fn further_on_the_way(&self, now: &Record, write: &mut Values) -> Result<(), StoreError> {
        self.ended_or_going_on(now.entity, &now.values, write);
        let mut whole = now.values.clone();
        for (name, value) in write.iter() {
            whole.set(name, value.clone());
        }
        self.fits(now.entity, &whole, write)
    }

    /// A goal or a step that comes to an end gets its day; one that goes on again loses it.
    fn ended_or_going_on(&self, entity: Entity, now: &Values, write: &mut Values) {
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
        if !matches!(entity, Entity::Need | Entity::Contact) {
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
            Entity::Contact => self.visits_in_step(before, after),
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
            let values = values.filter(|values| values.text("outcome") == "spoke")?;
            values.number("connection_id").zip(values.day("happened_on"))
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
        } else if let Some(day) = day.max(values.day("last_attended")) {
            write.set("last_attended", day);
        }
        self.update(Entity::Connection, connection, &write)
    }
}
