//! An operation of very many rows is sealed and worked out a part at a time: what comes of it is the same for every size.

use kith::domain::change::{Change, Verb, Who};
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Values};
use kith::store::Store;

use super::caseload;

/// A caseload with two people who go to two groups.
fn town() -> Store {
    let mut store = caseload();
    for (given, family) in [("Ada", "Okonkwo"), ("Ben", "Bright")] {
        let person = Entry::new(Entity::Person).with("given", given).with("family", family);
        store.apply(&Change::Add(person)).unwrap();
    }
    for name in ["Choir", "Lunch Club"] {
        let asset = Entry::new(Entity::Asset).with("name", name).with("kind", "association");
        store.apply(&Change::Add(asset.with("status", "active"))).unwrap();
    }
    for (person, asset) in [(1, 1), (2, 1), (2, 2)] {
        store.apply(&Change::Add(joined(person, asset))).unwrap();
    }
    store
}

fn joined(person: i64, asset: i64) -> Entry {
    Entry::new(Entity::Connection)
        .with("person_id", person)
        .with("asset_id", asset)
        .with("kind", "introduction")
        .with("state", "attending")
        .with("said_yes", 1)
        .with("made_on", "2026-02-01")
}

fn edit(entity: Entity, id: i64, field: &'static str, before: &str, after: &str) -> Change {
    let values = |text: &str| match text {
        "" => Values::new().with(field, kith::domain::entry::Value::Nothing),
        text => Values::new().with(field, text),
    };
    Change::Edit { entity, id, before: values(before), after: values(after) }
}

/// New people, records changed once, twice and back again, a group of another kind, and what links to all of them.
fn changes() -> Vec<Change> {
    let mut all = Vec::new();
    for n in 0..30 {
        let person = Entry::new(Entity::Person).with("given", format!("P{n}")).with("family", "Test");
        let referral = Entry::new(Entity::Referral)
            .with("received", "2026-02-20")
            .with("source", "gp")
            .with("state", "received");
        all.push(Change::Refer {
            person: Who::New(person),
            referral,
            consents: Vec::new(),
            identities: Vec::new(),
        });
        all.push(edit(Entity::Person, n + 3, "phone", "", "01632 960123"));
        all.push(Change::Add(joined(n + 3, 1 + n % 2)));
    }
    all.push(edit(Entity::Asset, 1, "kind", "association", "institution"));
    all.push(edit(Entity::Asset, 2, "name", "Lunch Club", "Supper Club"));
    all.push(edit(Entity::Asset, 2, "name", "Supper Club", "Lunch Club"));
    all.push(edit(Entity::Person, 1, "family", "Okonkwo", "Okonkwo-Bell"));
    all.push(edit(Entity::Person, 1, "family", "Okonkwo-Bell", "Bell"));
    all.push(edit(Entity::Connection, 2, "state", "attending", "belongs"));
    all
}

#[test]
fn an_operation_comes_to_the_same_however_many_rows_are_held_at_once() {
    let mut told = Vec::new();
    for most in [1, 2, 3, 10, 50_000] {
        let mut store = town();
        let before = store.verify().unwrap().changes;
        let all = changes().into_iter().map(Ok);
        store.apply_all_holding(Verb::Import, Some(Entity::Referral), all, most).unwrap();
        let log = store.verify().unwrap();
        assert!(log.sound(), "{most}: {log:?}");
        assert_eq!(store.follows_from_records().unwrap(), Some(true), "{most}");
        let found: Vec<_> = ["bell", "okonkwo", "p7", "test"]
            .map(|word| store.find_people(word, 99).unwrap().len())
            .into_iter()
            .collect();
        told.push((log.changes - before, found, store.connections_going_on().unwrap()));
        // One undo takes all of it back, and the log still follows.
        store.undo().unwrap();
        let log = store.verify().unwrap();
        assert!(log.sound(), "{most}: {log:?}");
        assert_eq!(store.follows_from_records().unwrap(), Some(true), "{most}");
        assert_eq!(store.find_people("okonkwo", 9).unwrap().len(), 1, "{most}");
    }
    let first = told[0].clone();
    assert!(first.0 > 100, "{first:?}");
    assert!(told.iter().all(|one| *one == first), "{told:?}");
}
