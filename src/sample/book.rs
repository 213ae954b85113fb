//! The changes of a day, written one after another with the numbers the store will give them.
//!
//! The file is new, so numbers run from 1 for each kind of record; a day's changes can name what the same day adds.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use crate::clock::Clock;
use crate::domain::change::{Change, Verb, Who};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::id::{FollowUpId, PersonId};
use crate::fault::Fault;
use crate::store::{Actor, Store};

/// A store that is being filled, and the changes not yet written.
pub(super) struct Book<'a> {
    store: &'a mut Store,
    numbers: BTreeMap<Entity, i64>,
    rows: Vec<Change>,
}

impl<'a> Book<'a> {
    /// Opens the book on a caseload in which nothing has happened.
    pub(super) fn open(store: &'a mut Store) -> Result<Self, Fault> {
        if !store.history(None, 1)?.is_empty() {
            return Err(Fault::failed("The sample caseload needs a new file. This one has been used.")
                .hint("Give the name of a file that does not exist yet."));
        }
        Ok(Self { store, numbers: BTreeMap::new(), rows: Vec::new() })
    }

    /// The number the next record of a kind gets.
    fn number(&mut self, entity: Entity) -> i64 {
        let number = self.numbers.entry(entity).or_insert(0);
        *number += 1;
        *number
    }

    /// Says that the store has added a record by itself: the worker who acts first.
    pub(super) fn added_by_itself(&mut self, entity: Entity) {
        self.number(entity);
    }

    /// Adds a record and gives its number.
    pub(super) fn add(&mut self, entry: Entry) -> i64 {
        let number = self.number(entry.entity);
        self.rows.push(Change::Add(entry));
        number
    }

    /// Changes fields of a record, which hold `before` now.
    pub(super) fn edit(&mut self, entity: Entity, id: i64, before: Values, after: Values) {
        self.rows.push(Change::Edit { entity, id, before, after });
    }

    /// Whether there is an asset of that number.
    pub(super) fn has_asset(&self, id: i64) -> Result<bool, Fault> {
        Ok(self.store.record(Entity::Asset, id)?.is_some())
    }

    /// Gives a field of a record that is written already another value.
    pub(super) fn put(
        &mut self,
        entity: Entity,
        id: i64,
        field: &'static str,
        value: impl Into<crate::domain::entry::Value>,
    ) -> Result<(), Fault> {
        // A small town has fewer places.
        let Some(record) = self.store.record(entity, id)? else { return Ok(()) };
        let held = record.values.value(field).clone();
        self.edit(entity, id, Values::new().with(field, held), Values::new().with(field, value));
        Ok(())
    }

    /// A referral for somebody new: gives the numbers of the person and the referral.
    pub(super) fn refer(&mut self, person: Entry, referral: Entry, consents: Vec<Entry>) -> (i64, i64) {
        let numbers = (self.number(Entity::Person), self.number(Entity::Referral));
        for _ in &consents {
            self.number(Entity::Consent);
        }
        self.rows.push(Change::Refer {
            person: Who::New(person),
            referral,
            consents,
            identities: Vec::new(),
        });
        numbers
    }

    /// A contact that answers a reminder and makes the next: gives the number of the next.
    pub(super) fn log(&mut self, contact: Entry, clears: Option<i64>, next: Option<Entry>) -> Option<i64> {
        self.number(Entity::Contact);
        let number = next.is_some().then(|| self.number(Entity::FollowUp));
        let clears = clears.into_iter().map(FollowUpId).collect();
        self.rows.push(Change::LogContact { contact, clears, next });
        number
    }

    /// Being asked, with an offer: gives the number of the offer.
    pub(super) fn asked(&mut self, asked: Entry, offer: Option<Entry>) -> Option<i64> {
        self.number(Entity::Asked);
        let number = offer.is_some().then(|| self.number(Entity::Offer));
        self.rows.push(Change::AskedAndOffered { asked, offers: offer.into_iter().collect() });
        number
    }

    /// Whether both may be brought together.
    pub(super) fn may_meet(&self, one: i64, other: i64) -> Result<bool, Fault> {
        let apart = self.store.kept_apart(&[one, other])?;
        Ok(apart.is_empty())
    }

    /// The number of the newest open offer or wish of somebody.
    pub(super) fn open_of(&self, entity: Entity, person: i64) -> Result<Option<i64>, Fault> {
        let all = self.store.records_of(entity, "person_id", person)?;
        Ok(all.into_iter().rev().find(|record| record.values.text("state") == "open").map(|record| record.id))
    }

    /// The number of the stretch of work that runs with somebody.
    pub(super) fn running(&self, person: PersonId) -> Result<Option<i64>, Fault> {
        Ok(self.store.running_work(person)?.map(|record| record.id))
    }

    /// Writes a stretch of work of its own at once and gives its number: the store adds most of them by itself, so the
    /// book does not count them.
    pub(super) fn work(&mut self, actor: &Actor, day: NaiveDate, work: Entry) -> Result<Option<i64>, Fault> {
        let change = Change::Together { verb: Verb::Sample, changes: vec![Change::Add(work)] };
        self.act(actor, day, (17, 30), &change)
    }

    /// Whether nothing waits to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes what has gathered as one operation of the sample, at the end of a worker's day.
    pub(super) fn write(&mut self, actor: &Actor, day: NaiveDate) -> Result<(), Fault> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let changes = std::mem::take(&mut self.rows);
        self.act(actor, day, (17, 30), &Change::Together { verb: Verb::Sample, changes }).map(drop)
    }

    /// Writes the one change that has gathered as an operation of its own, at a time of day.
    pub(super) fn write_alone(&mut self, actor: &Actor, day: NaiveDate, at: (u32, u32)) -> Result<(), Fault> {
        let changes = std::mem::take(&mut self.rows);
        changes.iter().try_for_each(|change| self.act(actor, day, at, change).map(drop))
    }

    fn act(
        &mut self,
        actor: &Actor,
        day: NaiveDate,
        (hour, minute): (u32, u32),
        change: &Change,
    ) -> Result<Option<i64>, Fault> {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        self.store.set_actor(actor.clone());
        self.store.set_clock(Clock::at(day.and_time(time)));
        Ok(self.store.apply(change)?.id_of(Entity::Episode))
    }

    /// Makes sure that the store gave every record the number the book gave it.
    pub(super) fn close(self) -> Result<(), Fault> {
        for (entity, number) in &self.numbers {
            if self.store.records_after(*entity, number - 1, 2)?.len() != 1 {
                return Err(Fault::failed(
                    "The sample caseload could not be made: its numbers do not agree.",
                ));
            }
        }
        Ok(())
    }
}
