//! Two records of one person are made one and two again: nothing is lost, nothing is left behind, the strictest word holds.

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::{Change, Who};
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Record, Value, Values};
use kith::domain::field::Kind;
use kith::domain::id::{FollowUpId, PersonId};
use kith::store::{Actor, Store, StoreError, Via};
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

fn store() -> Store {
    let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(today())).unwrap();
    store.seed(7);
    store
}

fn person(store: &mut Store, entry: Entry) -> PersonId {
    PersonId(store.apply(&Change::Add(entry)).unwrap().id_of(Entity::Person).unwrap())
}

fn add(store: &mut Store, entry: Entry) -> i64 {
    let entity = entry.entity;
    store.apply(&Change::Add(entry)).unwrap().id_of(entity).unwrap()
}

fn merge(stays: PersonId, other: PersonId) -> Change {
    Change::Merge { stays, other, reason: "same birthday and street".to_owned() }
}

fn two(store: &mut Store) -> (PersonId, PersonId) {
    let ada = person(store, Entry::new(Entity::Person).with("given", "Ada").with("safe_voicemail", "safe"));
    let adah = person(
        store,
        Entry::new(Entity::Person)
            .with("given", "Adah")
            .with("mobile", "07700900001")
            .with("safe_voicemail", "unsafe"),
    );
    (ada, adah)
}

fn contact(person: PersonId) -> Entry {
    Entry::new(Entity::Contact)
        .with("person_id", person.0)
        .with("method", "phone")
        .with("happened_on", today())
        .with("outcome", "spoke")
}

#[test]
fn everything_moves_to_the_record_that_stays_and_the_strictest_word_holds() {
    let mut store = store();
    let (ada, adah) = two(&mut store);
    let call = add(&mut store, contact(adah));
    add(&mut store, consent(ada, "yes", 1));
    add(&mut store, consent(adah, "no", 9));
    add(&mut store, risk(ada, "none_known"));
    add(&mut store, risk(adah, "animal"));
    store.apply(&merge(ada, adah)).unwrap();
    let kept = store.needed(Entity::Person, ada.0).unwrap().values;
    assert_eq!((kept.text("mobile"), kept.text("safe_voicemail")), ("07700900001", "unsafe"));
    let gone = store.needed(Entity::Person, adah.0).unwrap();
    assert_eq!(gone.values.number("merged_into"), Some(ada.0));
    assert_eq!(gone.put_away_reason.as_deref(), Some("The same person as case 1: same birthday and street"));
    assert_eq!(store.needed(Entity::Contact, call).unwrap().values.number("person_id"), Some(ada.0));
    // The older no is narrower than the newer yes: it is written down again, as the newest.
    let answers = store.records_of(Entity::Consent, "person_id", ada.0).unwrap();
    assert_eq!(answers.last().unwrap().values.text("answer"), "no");
    assert_eq!(answers.len(), 3);
    let clear = store.records_of(Entity::Risk, "person_id", ada.0).unwrap();
    assert_eq!(clear[0].values.day("until_on"), Some(today()), "no known risks ends where there is one");
    assert_eq!(clear[1].values.day("until_on"), None);
}

#[test]
fn what_comes_after_a_merge_stays_when_the_two_are_taken_apart() {
    let mut store = store();
    let (ada, adah) = two(&mut store);
    let before = add(&mut store, contact(adah));
    store.apply(&merge(ada, adah)).unwrap();
    // A form that was open on the record that is gone: what it saves goes to the one that stayed.
    let after = add(&mut store, contact(adah));
    assert_eq!(store.needed(Entity::Contact, after).unwrap().values.number("person_id"), Some(ada.0));
    let refused = store.apply(&Change::Edit {
        entity: Entity::Person,
        id: adah.0,
        before: Values::new().with("mobile", "07700900001"),
        after: Values::new().with("mobile", "07700900002"),
    });
    let said = refused.unwrap_err().to_string();
    assert_eq!(said, "Case 2 was put together with case 1. Nothing was changed: open case 1.");
    store.apply(&Change::Unmerge { other: adah }).unwrap();
    let of = |id| store.needed(Entity::Contact, id).unwrap().values.number("person_id");
    assert_eq!((of(before), of(after)), (Some(adah.0), Some(ada.0)));
    let gone = store.needed(Entity::Person, adah.0).unwrap();
    assert!(gone.put_away_on.is_none() && gone.values.value("merged_into").is_nothing());
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let mut store = store();
    let (ada, adah) = two(&mut store);
    let third = person(&mut store, Entry::new(Entity::Person).with("given", "A. O."));
    let said =
        |outcome: Result<_, StoreError>| outcome.map(|_: kith::store::Done| ()).unwrap_err().to_string();
    assert_eq!(said(store.apply(&merge(ada, ada))), "That is one record already: it has one number.");
    assert_eq!(said(store.apply(&Change::Unmerge { other: adah })), "Case 2 is a record of its own.");
    store.apply(&merge(ada, adah)).unwrap();
    assert_eq!(said(store.apply(&merge(third, adah))), "Case 2 is part of case 1 already.");
    store.apply(&merge(third, ada)).unwrap();
    assert_eq!(
        said(store.apply(&Change::Unmerge { other: adah })),
        "Case 1 is itself part of case 3. Take those two apart first."
    );
    // What is added to the first of the chain goes to its end.
    let note =
        Entry::new(Entity::Note).with("person_id", adah.0).with("written_on", today()).with("text", "Rang.");
    let id = add(&mut store, note);
    assert_eq!(store.needed(Entity::Note, id).unwrap().values.number("person_id"), Some(third.0));
}

#[test]
fn a_contact_with_the_wrong_person_moves_and_the_reminder_it_answered_stands_open_again() {
    let mut store = store();
    let (ada, adah) = two(&mut store);
    let reminder = Entry::new(Entity::FollowUp)
        .with("person_id", ada.0)
        .with("due_on", today())
        .with("what", "Ring")
        .with("recurrence", "week 1")
        .with("state", "open");
    let reminder = add(&mut store, reminder);
    let logged = Change::LogContact { contact: contact(ada), clears: vec![FollowUpId(reminder)], next: None };
    let call = store.apply(&logged).unwrap().id_of(Entity::Contact).unwrap();
    store
        .apply(&Change::Edit {
            entity: Entity::Contact,
            id: call,
            before: Values::new().with("person_id", ada.0),
            after: Values::new().with("person_id", adah.0),
        })
        .unwrap();
    assert_eq!(store.needed(Entity::FollowUp, reminder).unwrap().values.text("state"), "open");
    let open = store.reminders_of_person(ada).unwrap();
    assert_eq!(
        open.iter().map(|row| row.follow_up.0).collect::<Vec<_>>(),
        [reminder],
        "its next is put away"
    );
    store.undo().unwrap();
    assert_eq!(store.needed(Entity::FollowUp, reminder).unwrap().values.text("state"), "done");
}

fn consent(person: PersonId, answer: &str, days_ago: u64) -> Entry {
    Entry::new(Entity::Consent)
        .with("person_id", person.0)
        .with("purpose", "contact_phone")
        .with("answer", answer)
        .with("answered_on", today() - chrono::Days::new(days_ago))
}

fn risk(person: PersonId, category: &str) -> Entry {
    Entry::new(Entity::Risk).with("person_id", person.0).with("category", category).with("from_on", today())
}

/// A record of a kind that names the person, in the way of most of the kinds.
fn about(kind: usize, person: PersonId, other: PersonId) -> Entry {
    let of = |entity| Entry::new(entity).with("person_id", person.0);
    match kind {
        0 => contact(person),
        1 => of(Entity::Note).with("written_on", today()).with("text", "A note."),
        2 => of(Entity::FollowUp).with("due_on", today()).with("what", "Ring").with("state", "open"),
        3 => Entry::new(Entity::Exchange)
            .with("giver_person_id", person.0)
            .with("receiver_person_id", other.0)
            .with("what", "a lift")
            .with("gift_kind", "hand")
            .with("happened_on", today()),
        4 => of(Entity::Episode).with("opened_on", today()).with("state", "open"),
        5 => risk(person, "none_known"),
        6 => risk(person, "falls"),
        7 => consent(person, "no", 3),
        8 => consent(person, "yes", 1),
        9 => of(Entity::Relation)
            .with("name", "Bea")
            .with("relation", "friend")
            .with("may_know", "ask")
            .with("other_person_id", other.0),
        10 => of(Entity::Goal).with("what", "Eat with others").with("set_on", today()).with("status", "open"),
        _ => of(Entity::Offer)
            .with("what", "Bread")
            .with("gift_kind", "hand")
            .with("offered_on", today())
            .with("state", "open"),
    }
}

#[derive(Clone, Debug)]
struct Case {
    safe: [usize; 2],
    restricted: [bool; 2],
    records: Vec<(usize, bool)>,
}

fn case() -> impl Strategy<Value = Case> {
    let records = proptest::collection::vec((0usize..12, any::<bool>()), 0..14);
    (any::<[bool; 2]>(), 0usize..4, 0usize..4, records).prop_map(|(restricted, one, other, records)| Case {
        safe: [one, other],
        restricted,
        records,
    })
}

fn all(store: &Store) -> Vec<Record> {
    Entity::ALL.into_iter().flat_map(|entity| store.records_after(entity, 0, 10_000).unwrap()).collect()
}

fn merged_and_taken_apart(case: &Case) -> Result<(), TestCaseError> {
    let mut store = store();
    let codes = ["", "safe", "ask", "unsafe"];
    let mut make = |at: usize| {
        let mut entry =
            Entry::new(Entity::Person).with("given", "Ada").with("safe_text", codes[case.safe[at]]);
        if case.restricted[at] {
            entry.values.set("restricted", 1);
        }
        person(&mut store, entry)
    };
    let (stays, other) = (make(0), make(1));
    for (kind, of_other) in &case.records {
        let (whose, beside) = if *of_other { (other, stays) } else { (stays, other) };
        let referral = Entry::new(Entity::Referral)
            .with("received", today())
            .with("source", "gp")
            .with("state", "received");
        if *kind == 4 {
            let known =
                Change::Refer { person: Who::Known(whose), referral, consents: vec![], identities: vec![] };
            store.apply(&known).unwrap();
        }
        // There is one stretch of work at a time.
        let added = store.apply(&Change::Add(about(*kind, whose, beside)));
        prop_assert!(added.is_ok() || *kind == 4);
    }
    let before = all(&store);
    store.apply(&merge(stays, other)).unwrap();
    let kept = store.needed(Entity::Person, stays.0).unwrap().values;
    prop_assert_eq!(kept.text("safe_text"), codes[case.safe[0].max(case.safe[1])]);
    prop_assert_eq!(kept.flag("restricted"), case.restricted[0] || case.restricted[1]);
    for record in all(&store) {
        for field in record.entity.fields() {
            let names_gone = matches!(field.kind, Kind::Link(Entity::Person))
                && *record.values.value(field.name) == Value::Number(other.0);
            prop_assert!(
                !names_gone,
                "{:?} {} still names the record that is gone",
                record.entity,
                field.name
            );
        }
    }
    prop_assert_eq!(store.follows_from_records().unwrap(), Some(true));
    let merged = all(&store);
    store.apply(&Change::Unmerge { other }).unwrap();
    prop_assert_eq!(&all(&store), &before, "taken apart, they are what they were");
    store.undo().unwrap();
    prop_assert_eq!(&all(&store), &merged);
    store.undo().unwrap();
    prop_assert_eq!(&all(&store), &before);
    prop_assert_eq!(store.follows_from_records().unwrap(), Some(true));
    prop_assert!(store.verify().unwrap().sound());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_records_made_one_and_two_again_are_what_they_were_and_nothing_names_the_one_that_was_gone(case in case()) {
        merged_and_taken_apart(&case)?;
    }
}

/// The long proof: `cargo test --release ten_thousand_merges -- --ignored`.
#[test]
#[ignore = "minutes; the command is in docs/proofs.md"]
fn ten_thousand_merges_are_taken_apart_again() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner.run(&case(), |case| merged_and_taken_apart(&case)).unwrap();
}
