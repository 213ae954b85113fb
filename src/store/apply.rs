//! Changes to rows: the one place where a [`Change`] is carried out.

use rusqlite::{OptionalExtension as _, params};

use super::fault::StoreError;
use super::write::Writing;
use super::{closing, history, row};
use crate::domain::change::{Change, Who};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Value, Values};
use crate::domain::field::Kind;
use crate::domain::nhs_number;
use crate::domain::recurrence;
use crate::domain::when;
use crate::domain::working_day;

impl Writing<'_> {
    /// Carries out a change.
    pub fn carry_out(&mut self, change: &Change) -> Result<(), StoreError> {
        match change {
            Change::Add(entry) => self.add(entry).map(drop),
            Change::AddKnown { entry, identities, consents } => {
                let id = self.add(entry)?;
                self.known_as(id, identities, consents)
            }
            Change::AddToLast { entry, field } => {
                let last = self.last_linked(entry.entity, field);
                self.add(&linked(entry, field, last)).map(drop)
            }
            Change::EditToLast { entity, id, before, after, field } => {
                let mut after = after.clone();
                if let Some(last) = self.last_linked(*entity, field) {
                    after.set(field, last);
                }
                self.edit(*entity, *id, before, &after)
            }
            Change::Edit { entity, id, before, after } => self.edit(*entity, *id, before, after),
            Change::CloseAsset { asset, was, way, on, why } => self.close_asset(asset.0, was, way, *on, why),
            Change::PutAway { entity, id, on, reason } => {
                if *entity == Entity::Asset {
                    self.goes(*id, reason);
                }
                let held = self.in_use(*entity, *id)?;
                self.put_away(*entity, *id, Some((*on, reason)))?;
                self.in_step(*entity, held.as_ref(), None)
            }
            Change::BringBack { entity, id } => {
                self.not_merged(*entity, *id)?;
                self.own_number(*entity, Some(*id), &self.record(*entity, *id)?.values)?;
                let held = self.in_use(*entity, *id)?;
                self.put_away(*entity, *id, None)?;
                if *entity == Entity::Asset {
                    // Nobody is to be told any more that it is gone.
                    self.cancel("asset_id", *id, Some(closing::RULE))?;
                }
                let holds = self.in_use(*entity, *id)?;
                self.in_step(*entity, held.as_ref(), holds.as_ref())
            }
            Change::Refer { person, referral, consents, identities } => {
                self.refer(person, referral, consents, identities)
            }
            Change::Promote { contact, person, referral } => self.promote(contact.0, person, referral),
            Change::LogContact { contact, clears, next } => {
                let person = contact.values.number("person_id");
                let id = self.add(contact)?;
                for follow_up in clears {
                    self.finish(follow_up.0, contact.values.day("happened_on"), Some(id))?;
                }
                self.answer_checks(&contact.values, id, clears)?;
                if let Some(next) = next {
                    self.add(&linked(next, "person_id", person))?;
                }
                Ok(())
            }
            Change::Finish { id, on } => self.finish(id.0, Some(*on), None),
            Change::AskedAndOffered { asked, offers } => {
                let person = asked.values.number("person_id");
                self.add(asked)?;
                offers.iter().try_for_each(|offer| self.add(&linked(offer, "person_id", person)).map(drop))
            }
            Change::Merge { stays, other, reason } => self.merge(*stays, *other, reason),
            Change::Unmerge { other } => self.unmerge(*other),
            Change::OpenRestricted { person, reason } => {
                self.open_restricted(*person, reason)?;
                self.about(Entity::Person, person.0)
            }
            Change::Together { changes, .. } => changes.iter().try_for_each(|change| self.carry_out(change)),
        }
    }

    /// Adds a record, with what the store knows better than whoever gave it: who acts, and when a first contact is due.
    fn add(&mut self, entry: &Entry) -> Result<i64, StoreError> {
        let mut entry = entry.clone();
        let values = &mut entry.values;
        // A reminder of the 31st comes again on the last day of a short month, and on the 31st after that.
        if let (Some(again), Some(due)) = (recurrence::parse(values.text("recurrence")), values.day("due_on"))
        {
            values.set("recurrence", again.starting(due).code());
        }
        match entry.entity {
            Entity::Contact | Entity::Note | Entity::FollowUp | Entity::Asked | Entity::Connection
                if !values.has("worker_id") =>
            {
                if let Some(worker) = self.worker {
                    values.set("worker_id", worker);
                }
            }
            Entity::Referral => {
                if let Some(received) = values.day("received") {
                    if !values.has("contact_by") {
                        let days = self.cadence.first_contact_working_days;
                        values.set("contact_by", working_day::add(received, days, self.nation));
                    }
                    if !values.has("state_on") {
                        values.set("state_on", received);
                    }
                }
            }
            Entity::Episode => self.one_episode(values)?,
            Entity::Asset if self.by_hand && values.has("checked_on") && !values.has("checked_by") => {
                if let Some(worker) = self.worker {
                    values.set("checked_by", worker);
                }
            }
            _ => {}
        }
        self.follow_merges(entry.entity, &mut entry.values)?;
        self.on_the_way(entry.entity, &mut entry.values)?;
        if self.by_hand {
            self.after_birth(entry.entity, &entry.values, &entry.values)?;
            self.own_number(entry.entity, None, &entry.values)?;
        }
        for required in entry.entity.fields().iter().filter(|field| field.required) {
            if entry.values.value(required.name).is_nothing() {
                return Err(StoreError::Rule(format!("{} is needed.", required.label)));
            }
        }
        let id = self.insert(&entry)?;
        match entry.entity {
            Entity::Exchange => self.take_up(&entry.values)?,
            Entity::Referral => self.referral_came(id, &entry.values)?,
            Entity::Risk => self.risk_came(id, &entry.values)?,
            _ => {}
        }
        self.in_step(entry.entity, None, Some(&entry.values))?;
        Ok(id)
    }

    /// Nothing about a person happened before they were born: such a day is a slip.
    fn after_birth(&self, entity: Entity, of: &Values, days: &Values) -> Result<(), StoreError> {
        let past = entity.fields().iter().filter(|field| matches!(field.kind, Kind::PastDay));
        let earliest = past.filter_map(|field| Some((days.day(field.name)?, field.label))).min();
        let (Some((day, label)), Some(person)) = (earliest, of.number("person_id")) else { return Ok(()) };
        let born: Option<String> = self
            .connection
            .prepare_cached("SELECT date_of_birth FROM person WHERE id = ?1")?
            .query_row([person], |row| row.get("date_of_birth"))
            .optional()?
            .flatten();
        match born.and_then(|born| born.parse().ok()) {
            Some(born) if day < born => Err(StoreError::Rule(format!(
                "{label}: {} is before they were born ({}).",
                when::show_day(day),
                when::show_birth(born)
            ))),
            _ => Ok(()),
        }
    }

    /// The newest record of this operation that a field of a kind of record could link to.
    fn last_linked(&self, entity: Entity, field: &str) -> Option<i64> {
        let of = entity.field(field).and_then(|field| match field.kind {
            Kind::Link(of) => Some(of),
            _ => None,
        })?;
        self.items.iter().rev().find(|item| item.entity == of).map(|item| item.id)
    }

    /// One NHS number belongs to one person of those whose records are in use. Imports settle it row by row.
    fn own_number(&self, entity: Entity, id: Option<i64>, values: &Values) -> Result<(), StoreError> {
        let number = values.text("nhs_number");
        if entity != Entity::Person || number.is_empty() {
            return Ok(());
        }
        let other: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM person WHERE nhs_number = ?1 AND put_away_on IS NULL AND id IS NOT ?2 ORDER BY id LIMIT 1",
            )?
            .query_row(params![number, id], |row| row.get("id"))
            .optional()?;
        let Some(other) = other else { return Ok(()) };
        Err(StoreError::Rule(format!(
            "NHS number {} belongs to case {other}. Nothing was changed. If both are one person, put the two records together.",
            nhs_number::show(number)
        )))
    }

    /// An exchange that answers an offer or a wish takes it up.
    fn take_up(&mut self, values: &Values) -> Result<(), StoreError> {
        for (field, entity) in [("offer_id", Entity::Offer), ("ask_id", Entity::Ask)] {
            if let Some(id) = values.number(field) {
                self.update(entity, id, &Values::new().with("state", "met"))?;
            }
        }
        Ok(())
    }

    /// Makes a referral of an informal contact, which becomes the first one with the person.
    fn promote(&mut self, contact: i64, person: &Who, referral: &Entry) -> Result<(), StoreError> {
        let record = self.record(Entity::Contact, contact)?;
        if record.values.number("person_id").is_some() {
            return Err(StoreError::Rule("That contact is with somebody we know already.".to_owned()));
        }
        let id = self.whom(person)?;
        self.add(&linked(referral, "person_id", Some(id)))?;
        self.update(Entity::Contact, contact, &Values::new().with("person_id", id))
    }

    /// The number of somebody known, or of somebody new, who is added.
    fn whom(&mut self, person: &Who) -> Result<i64, StoreError> {
        match person {
            Who::Known(id) => Ok(self.record(Entity::Person, id.0)?.id),
            Who::New(entry) => self.add(entry),
            Who::Added(at) => self.added_people.get(*at).copied().ok_or_else(|| {
                StoreError::Rule("A row names a person that no earlier row added.".to_owned())
            }),
        }
    }

    fn refer(
        &mut self,
        person: &Who,
        referral: &Entry,
        consents: &[Entry],
        identities: &[Entry],
    ) -> Result<(), StoreError> {
        let id = self.whom(person)?;
        self.add(&linked(referral, "person_id", Some(id)))?;
        self.known_as(id, identities, consents)
    }

    /// Adds what was agreed to and the names elsewhere of the record with that number.
    fn known_as(&mut self, id: i64, identities: &[Entry], consents: &[Entry]) -> Result<(), StoreError> {
        for consent in consents {
            self.add(&linked(consent, "person_id", Some(id)))?;
        }
        for identity in identities {
            self.add(&linked(identity, "record_id", Some(id)))?;
        }
        Ok(())
    }

    /// Ticks off a reminder; one that comes again makes its next.
    pub(super) fn finish(
        &mut self,
        id: i64,
        on: Option<chrono::NaiveDate>,
        by: Option<i64>,
    ) -> Result<(), StoreError> {
        let record = self.record(Entity::FollowUp, id)?;
        if record.values.text("state") != "open" {
            return Err(StoreError::Rule("That reminder is not open any more.".to_owned()));
        }
        let on = on.unwrap_or_else(|| self.today());
        let mut after = Values::new().with("state", "done").with("done_on", on);
        if let Some(contact) = by {
            after.set("cleared_by", contact);
        }
        self.update(Entity::FollowUp, id, &after)?;
        self.told_referrer(&record.values, on)?;
        self.told_waiting(&record.values, on)?;
        let Some(again) = recurrence::parse(record.values.text("recurrence")) else { return Ok(()) };
        let Some(due) = record.values.day("due_on") else { return Ok(()) };
        let mut next = again.next(due);
        while next <= on {
            next = again.next(next);
        }
        let mut entry = Entry { entity: Entity::FollowUp, values: record.values };
        entry.values.set("due_on", next);
        entry.values.set("moved", Value::Nothing);
        self.insert(&entry).map(drop)
    }

    pub(super) fn edit(
        &mut self,
        entity: Entity,
        id: i64,
        before: &Values,
        after: &Values,
    ) -> Result<(), StoreError> {
        let now = self.record(entity, id)?;
        let mut write = Values::new();
        for (name, wanted) in after.iter() {
            let (seen, stands) = (before.value(name), now.values.value(name));
            if seen == wanted || stands == wanted {
                continue;
            }
            if stands != seen {
                return Err(history::conflict(self.connection, entity, id, name)?);
            }
            write.set(name, wanted.clone());
        }
        // How often a reminder was put off is counted, so that it can be seen.
        let later = |values: &Values| values.day("due_on");
        if entity == Entity::FollowUp && later(&write) > later(&now.values) {
            write.set("moved", now.values.number("moved").unwrap_or(0) + 1);
        }
        if entity == Entity::Referral {
            self.referral_moves(&now, &mut write)?;
        }
        if entity == Entity::Episode {
            self.episode_moves(&now, &mut write)?;
        }
        self.not_merged(entity, id)?;
        if self.by_hand {
            self.after_birth(entity, &now.values, &write)?;
            self.own_number(entity, Some(id), &write)?;
        }
        if entity == Entity::Contact && write.has("person_id") {
            self.contact_moves(&now, &mut write)?;
        }
        self.further_on_the_way(&now, &mut write)?;
        self.closes(entity, id, &now.values, &write);
        self.update(entity, id, &write)?;
        let held = now.put_away_on.is_none().then_some(&now.values);
        let holds = self.in_use(entity, id)?;
        self.in_step(entity, held, holds.as_ref())?;
        match entity {
            Entity::Referral => self.referral_moved(&now, &write),
            Entity::Episode => self.episode_moved(&now, &write),
            _ => Ok(()),
        }
    }
}

fn linked(entry: &Entry, field: &'static str, id: Option<i64>) -> Entry {
    let mut entry = entry.clone();
    if entry.values.value(field).is_nothing()
        && let Some(id) = id
    {
        entry.values.set(field, id);
    }
    entry
}

/// A record by number, or a fault that names it.
pub(super) fn needed(
    connection: &rusqlite::Connection,
    entity: Entity,
    id: i64,
) -> Result<crate::domain::entry::Record, StoreError> {
    row::one(connection, entity, id)?.ok_or(StoreError::NoRecord { word: entity.word(), id })
}
