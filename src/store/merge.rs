//! Two records of one person: made one, made two again; and a contact that was logged with the wrong person.

use rusqlite::{OptionalExtension as _, params};
use serde_json::Value as Json;

use super::audit::RowChange;
use super::fault::StoreError;
use super::write::Writing;
use crate::domain::change::Verb;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Value, Values};
use crate::domain::field::Kind;
use crate::domain::id::PersonId;
use crate::domain::merging;
use crate::domain::vocabulary::CONSENT_PURPOSE;

/// Why a stretch of work that ran beside another is closed when two records become one.
const GOES_ON: &str = "The same person: the work goes on in the other stretch.";

/// Every field of every kind of record that names a person.
fn links() -> impl Iterator<Item = (Entity, &'static str)> {
    Entity::ALL.into_iter().flat_map(|entity| {
        let links = entity.fields().iter().filter(|field| matches!(field.kind, Kind::Link(Entity::Person)));
        links.map(move |field| (entity, field.name))
    })
}

impl Writing<'_> {
    /// Moves everything of a record to the one that stays, and puts it away. The strictest word of either holds.
    pub fn merge(&mut self, stays: PersonId, other: PersonId, reason: &str) -> Result<(), StoreError> {
        let (kept, gone) = (self.record(Entity::Person, stays.0)?, self.record(Entity::Person, other.0)?);
        if stays == other {
            return Err(StoreError::Rule("That is one record already: it has one number.".to_owned()));
        }
        for record in [&kept, &gone] {
            if let Some(into) = record.values.number("merged_into") {
                return Err(StoreError::Rule(format!("Case {} is part of case {into} already.", record.id)));
            }
        }
        if kept.put_away_on.is_some() {
            return Err(StoreError::Rule(format!("Case {} is put away. Bring it back first.", kept.id)));
        }
        self.strictest_answers(&kept, &gone)?;
        self.one_stretch_of_work(&kept, &gone)?;
        self.no_more_all_clear(&kept, &gone)?;
        for (entity, field) in
            links().filter(|(entity, field)| (*entity, *field) != (Entity::Person, "merged_into"))
        {
            self.move_links(entity, field, other.0, stays.0)?;
        }
        self.connection
            .prepare_cached("UPDATE identity SET record_id = ?1 WHERE kind = 'person' AND record_id = ?2")?
            .execute([stays.0, other.0])?;
        self.update(Entity::Person, stays.0, &merging::taken_over(&kept.values, &gone.values))?;
        self.update(Entity::Person, other.0, &Values::new().with("merged_into", stays.0))?;
        let today = self.today();
        let words = format!("The same person as case {}: {reason}", stays.0);
        self.put_away(Entity::Person, other.0, Some((today, &words)))?;
        // What the record that stays took over may be nothing: it is what the operation is about all the same.
        self.about(Entity::Person, stays.0)
    }

    fn move_links(&mut self, entity: Entity, field: &str, from: i64, to: i64) -> Result<(), StoreError> {
        let sql = format!("UPDATE {} SET {field} = ?1 WHERE {field} = ?2", entity.table());
        self.connection.prepare_cached(&sql)?.execute([to, from])?;
        Ok(())
    }

    /// Where the two said different things about one purpose, the narrower answer is written down as the newest.
    fn strictest_answers(&mut self, kept: &Record, gone: &Record) -> Result<(), StoreError> {
        for purpose in CONSENT_PURPOSE.terms.iter().map(|term| term.code) {
            let answers = [self.newest_answer(kept.id, purpose)?, self.newest_answer(gone.id, purpose)?];
            let [Some((here, here_on)), Some((there, there_on))] = answers else { continue };
            let strict = merging::narrower(&here, &there);
            let newest = if there_on > here_on { &there } else { &here };
            if here != there && strict != newest {
                let entry = Entry::new(Entity::Consent)
                    .with("person_id", kept.id)
                    .with("purpose", purpose)
                    .with("answer", strict)
                    .with("answered_on", self.today())
                    .with("how", "The narrower answer of two records");
                self.insert(&entry)?;
            }
        }
        Ok(())
    }

    fn newest_answer(&self, person: i64, purpose: &str) -> Result<Option<(String, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT answer, answered_on FROM consent WHERE person_id = ?1 AND purpose = ?2 AND put_away_on IS NULL \
             AND answer <> 'not_asked' ORDER BY answered_on DESC, id DESC LIMIT 1",
        )?;
        let row = statement
            .query_row(params![person, purpose], |row| Ok((row.get("answer")?, row.get("answered_on")?)));
        Ok(row.optional()?)
    }

    /// One stretch of work at a time: of two that run, the one of the record that stays goes on.
    fn one_stretch_of_work(&mut self, kept: &Record, gone: &Record) -> Result<(), StoreError> {
        if self.running(kept.id)?.is_empty() {
            return Ok(());
        }
        for episode in self.running(gone.id)? {
            let closed = Values::new()
                .with("state", "closed")
                .with("closed_on", self.today())
                .with("close_reason", "other")
                .with("close_note", GOES_ON);
            self.update(Entity::Episode, episode, &closed)?;
        }
        Ok(())
    }

    /// "No known risks" of one record does not stand beside a risk of the other.
    fn no_more_all_clear(&mut self, kept: &Record, gone: &Record) -> Result<(), StoreError> {
        let open = |writing: &Self, clear: bool| -> Result<Vec<i64>, StoreError> {
            let mut statement = writing.connection.prepare_cached(
                "SELECT id FROM risk WHERE person_id IN (?1, ?2) AND put_away_on IS NULL \
                 AND (until_on IS NULL OR until_on > ?3) AND (category = 'none_known') = ?4 ORDER BY id",
            )?;
            let rows = statement
                .query_map(params![kept.id, gone.id, writing.today().to_string(), clear], |row| {
                    row.get("id")
                })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        if open(self, false)?.is_empty() {
            return Ok(());
        }
        for clear in open(self, true)? {
            let ended = Values::new().with("until_on", self.today());
            self.update(Entity::Risk, clear, &ended)?;
        }
        Ok(())
    }

    /// Makes the record that was put away in a merge one of its own again: what the merge moved goes back, what came
    /// later stays with the record that stayed.
    pub fn unmerge(&mut self, other: PersonId) -> Result<(), StoreError> {
        let gone = self.record(Entity::Person, other.0)?;
        let Some(stays) = gone.values.number("merged_into") else {
            return Err(StoreError::Rule(format!("Case {} is a record of its own.", other.0)));
        };
        if let Some(into) = self.merged_into(stays)? {
            return Err(StoreError::Rule(format!(
                "Case {stays} is itself part of case {into}. Take those two apart first."
            )));
        }
        let merge: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT o.id FROM operation AS o JOIN row_change AS c ON c.operation_id = o.id \
                 WHERE o.verb = ?1 AND c.entity = 'person' AND c.row_id = ?2 \
                 AND o.id NOT IN (SELECT operation_id FROM undone) ORDER BY o.id DESC LIMIT 1",
            )?
            .query_row(params![Verb::Merge.code(), other.0], |row| row.get("id"))
            .optional()?;
        let Some(merge) = merge else {
            return Err(StoreError::Rule("The log does not say what was put together here.".to_owned()));
        };
        let changes: Vec<RowChange> = self
            .connection
            .prepare_cached(&format!("{} WHERE operation_id = ?1 ORDER BY id DESC", RowChange::SELECT))?
            .query_map([merge], RowChange::of)?
            .collect::<Result<_, _>>()?;
        for change in &changes {
            let Some(entity) = Entity::parse(&change.entity) else { continue };
            match (&change.before, &change.after) {
                // The narrower answers that the merge wrote down.
                (None, None) => {
                    self.take_out(entity.table(), change.row_id)?;
                }
                (Some(before), Some(after)) => self.part(entity, change.row_id, before, after)?,
                _ => {}
            }
        }
        self.about(Entity::Person, stays)?;
        self.about(Entity::Person, other.0)
    }

    /// Gives the fields of a row that still hold what the merge left there what they held before.
    fn part(&mut self, entity: Entity, id: i64, before: &str, after: &str) -> Result<(), StoreError> {
        let read = |text: &str| serde_json::from_str::<Json>(text).unwrap_or(Json::Null);
        let (was, left) = (read(before), read(after));
        let Some(record) = super::row::one(self.connection, entity, id)? else { return Ok(()) };
        let mut back = Values::new();
        for field in entity.fields() {
            let (was, left) = (value(&was, field.name), value(&left, field.name));
            if was != left && *record.values.value(field.name) == left {
                back.set(field.name, was);
            }
        }
        self.update(entity, id, &back)?;
        let put_away = value(&was, "put_away_on").is_nothing() && !value(&left, "put_away_on").is_nothing();
        if put_away && record.put_away_on.is_some() {
            self.put_away(entity, id, None)?;
        }
        Ok(())
    }

    /// What goes with a contact that was logged with the wrong person: the reminders it answered stand open again, and
    /// the connection it was about is not theirs.
    pub fn contact_moves(&mut self, contact: &Record, write: &mut Values) -> Result<(), StoreError> {
        if contact.values.number("person_id").is_none() {
            return Ok(());
        }
        if let Some(to) = write.number("person_id") {
            self.record(Entity::Person, to)?;
        }
        if contact.values.number("connection_id").is_some() && !write.has("connection_id") {
            write.set("connection_id", Value::Nothing);
        }
        let answered: Vec<i64> = self
            .connection
            .prepare_cached("SELECT id FROM follow_up WHERE cleared_by = ?1 ORDER BY id")?
            .query_map([contact.id], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        answered.into_iter().try_for_each(|id| self.open_again(id))
    }

    /// The record that a person's was put together with. A record that stayed may be put together with another later, but
    /// never with one that is part of it, so that following comes to an end.
    fn merged_into(&self, person: i64) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT merged_into FROM person WHERE id = ?1")?;
        Ok(statement.query_row([person], |row| row.get("merged_into")).optional()?.flatten())
    }

    /// A record that is part of another is not edited or brought back by itself.
    pub fn not_merged(&self, entity: Entity, id: i64) -> Result<(), StoreError> {
        match if entity == Entity::Person { self.merged_into(id)? } else { None } {
            Some(into) => Err(StoreError::Rule(format!(
                "Case {id} was put together with case {into}. Nothing was changed: open case {into}."
            ))),
            None => Ok(()),
        }
    }

    /// Whoever was put together with somebody else since a form was opened: what is added goes to the record that stayed,
    /// so that nothing typed is lost.
    pub fn follow_merges(&mut self, entity: Entity, values: &mut Values) -> Result<(), StoreError> {
        if entity == Entity::Person {
            return Ok(());
        }
        for field in entity.fields().iter().filter(|field| matches!(field.kind, Kind::Link(Entity::Person))) {
            let Some(named) = values.number(field.name) else { continue };
            let mut person = named;
            while let Some(into) = self.merged_into(person)? {
                person = into;
            }
            if person != named {
                values.set(field.name, person);
            }
        }
        Ok(())
    }

    /// Opens a reminder again that was answered by mistake, and puts away the next one it made.
    fn open_again(&mut self, id: i64) -> Result<(), StoreError> {
        let record = self.record(Entity::FollowUp, id)?;
        let open = Values::new()
            .with("state", "open")
            .with("done_on", Value::Nothing)
            .with("cleared_by", Value::Nothing);
        self.update(Entity::FollowUp, id, &open)?;
        if record.values.text("recurrence").is_empty() {
            return Ok(());
        }
        let next: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM follow_up WHERE id > ?1 AND person_id IS ?2 AND what = ?3 AND recurrence = ?4 \
                 AND state = 'open' AND put_away_on IS NULL ORDER BY id LIMIT 1",
            )?
            .query_row(
                params![
                    id,
                    record.values.number("person_id"),
                    record.values.text("what"),
                    record.values.text("recurrence")
                ],
                |row| row.get("id"),
            )
            .optional()?;
        let today = self.today();
        let Some(next) = next else { return Ok(()) };
        self.put_away(Entity::FollowUp, next, Some((today, "The contact before it was with somebody else.")))
    }
}

fn value(image: &Json, field: &str) -> Value {
    match image.get(field) {
        Some(Json::String(text)) => Value::Text(text.clone()),
        Some(Json::Number(number)) => number.as_i64().map_or(Value::Nothing, Value::Number),
        _ => Value::Nothing,
    }
}
