//! The typed reads, asked of small caseloads made by hand through the same door as everything else.

mod asset;
mod attack;
mod before;
mod community;
mod due;
mod figures;
mod find;
mod give;
mod golden_pairs;
mod journey;
mod outcomes;
mod pages;
mod pairs;
mod reciprocity;
mod reports;
mod rows;
mod twice;
mod words;

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::{Change, Who};
use kith::domain::check::check;
use kith::domain::entity::Entity;
use kith::domain::entry::{Draft, Entry};
use kith::domain::id::{AssetId, PersonId};
use kith::store::{Actor, Store, Via};

/// Tuesday 3 March 2026.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

/// A caseload in memory that stands at 09:14 of that Tuesday.
struct Case {
    store: Store,
}

impl Case {
    fn new() -> Self {
        let clock = Clock::at(today().and_hms_opt(9, 14, 0).unwrap());
        let mut store = Store::memory(Actor::new("jo", Via::Command), clock).unwrap();
        store.seed(7);
        Self { store }
    }

    fn entry(entity: Entity, fields: &[(&str, &str)]) -> Entry {
        let mut draft = Draft::with_defaults(entity);
        for (field, text) in fields {
            assert!(draft.set(field, *text), "{field}");
        }
        let now = today().and_hms_opt(9, 14, 0).unwrap();
        check(&draft, now).unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    fn add(&mut self, entity: Entity, fields: &[(&str, &str)]) -> i64 {
        let change = Change::Add(Self::entry(entity, fields));
        self.store.apply(&change).unwrap().id_of(entity).unwrap()
    }

    fn person(&mut self, given: &str, family: &str) -> PersonId {
        self.person_with(given, family, &[])
    }

    fn person_with(&mut self, given: &str, family: &str, more: &[(&str, &str)]) -> PersonId {
        let fields: Vec<(&str, &str)> =
            [("given", given), ("family", family)].into_iter().chain(more.iter().copied()).collect();
        PersonId(self.add(Entity::Person, &fields))
    }

    fn asset(&mut self, name: &str, more: &[(&str, &str)]) -> AssetId {
        let fields: Vec<(&str, &str)> = std::iter::once(("name", name)).chain(more.iter().copied()).collect();
        AssetId(self.add(Entity::Asset, &fields))
    }

    /// A referral for somebody known.
    fn refer(&mut self, person: PersonId, received: &str, more: &[(&str, &str)]) -> i64 {
        let id = person.0.to_string();
        let fields: Vec<(&str, &str)> = [("received", received), ("person_id", id.as_str())]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        let change = Change::Refer {
            person: Who::Known(person),
            referral: Self::entry(Entity::Referral, &fields),
            consents: vec![],
            identities: vec![],
        };
        self.store.apply(&change).unwrap().id_of(Entity::Referral).unwrap()
    }

    /// Something that belongs to a person.
    fn of(&mut self, person: PersonId, entity: Entity, more: &[(&str, &str)]) -> i64 {
        let id = person.0.to_string();
        let fields: Vec<(&str, &str)> =
            std::iter::once(("person_id", id.as_str())).chain(more.iter().copied()).collect();
        self.add(entity, &fields)
    }

    fn connect(&mut self, person: PersonId, asset: AssetId, state: &str, more: &[(&str, &str)]) -> i64 {
        let id = asset.0.to_string();
        let fields: Vec<(&str, &str)> = [("asset_id", id.as_str()), ("state", state), ("said_yes", "yes")]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        self.of(person, Entity::Connection, &fields)
    }

    fn gave(&mut self, from: PersonId, to: PersonId, what: &str, on: &str) -> i64 {
        let (from, to) = (from.0.to_string(), to.0.to_string());
        self.add(
            Entity::Exchange,
            &[
                ("giver_person_id", from.as_str()),
                ("receiver_person_id", to.as_str()),
                ("what", what),
                ("happened_on", on),
            ],
        )
    }

    fn put_away(&mut self, entity: Entity, id: i64) {
        let change = Change::PutAway { entity, id, on: today(), reason: "by mistake".to_owned() };
        self.store.apply(&change).unwrap();
    }
}
