//! Random walks: any changes, undone one by one, retrace every state; done again, they come back.

use chrono::{NaiveDate, NaiveDateTime};
use kith::clock::Clock;
use kith::domain::change::{Change, Verb, Who};
use kith::domain::check::{check, check_edit};
use kith::domain::entity::Entity;
use kith::domain::entry::{Draft, Entry, Record};
use kith::domain::id::{FollowUpId, PersonId};
use kith::store::queue::QueueRow;
use kith::store::{Actor, Store, StoreError, Via};
use proptest::prelude::*;

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap() - chrono::Days::new(u64::from(n))
}

fn now() -> NaiveDateTime {
    day(0).and_hms_opt(9, 14, 0).unwrap()
}

fn store() -> Store {
    let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::at(now())).unwrap();
    store.seed(7);
    store
}

fn entry(draft: &Draft) -> Entry {
    check(draft, now()).unwrap()
}

/// One thing a link worker might do, with numbers that may or may not name something.
#[derive(Clone, Debug)]
enum Step {
    Refer(u32),
    AddAsset,
    Kind { asset: i64, kind: usize },
    Source(i64),
    Log { person: i64, remind: bool, clear: i64, spoke: bool },
    Finish(i64),
    Edit { person: i64, phone: u32 },
    PutAway { entity: usize, id: i64 },
    BringBack { entity: usize, id: i64 },
    Connect { person: i64, asset: i64, state: usize },
    Give { from: i64, to: i64 },
    Asked(i64),
    Rung { person: i64, asset: i64, rung: usize },
    Together(i64),
    Merge { stays: i64, other: i64 },
    Unmerge(i64),
    Move { contact: i64, to: i64 },
    Stage { referral: i64, state: usize },
    Work { episode: i64, state: usize },
    Again(i64),
    Informal,
    Promote(i64),
}

const ENTITIES: [Entity; 5] =
    [Entity::Person, Entity::Referral, Entity::Contact, Entity::FollowUp, Entity::Connection];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0u32..60).prop_map(Step::Refer),
        2 => Just(Step::AddAsset),
        1 => (1i64..4, 0usize..3).prop_map(|(asset, kind)| Step::Kind { asset, kind }),
        1 => (1i64..5).prop_map(Step::Source),
        4 => (1i64..6, any::<bool>(), 0i64..5, any::<bool>())
            .prop_map(|(person, remind, clear, spoke)| Step::Log { person, remind, clear, spoke }),
        2 => (1i64..6).prop_map(Step::Finish),
        2 => (1i64..6, 0u32..9).prop_map(|(person, phone)| Step::Edit { person, phone }),
        1 => (0usize..5, 1i64..5).prop_map(|(entity, id)| Step::PutAway { entity, id }),
        1 => (0usize..5, 1i64..5).prop_map(|(entity, id)| Step::BringBack { entity, id }),
        2 => (1i64..6, 1i64..4, 0usize..4).prop_map(|(person, asset, state)| Step::Connect { person, asset, state }),
        2 => (1i64..6, 1i64..6).prop_map(|(from, to)| Step::Give { from, to }),
        1 => (1i64..6).prop_map(Step::Asked),
        1 => (1i64..6, 1i64..4, 0usize..6).prop_map(|(person, asset, rung)| Step::Rung { person, asset, rung }),
        1 => (1i64..6).prop_map(Step::Together),
        2 => (1i64..6, 1i64..6).prop_map(|(stays, other)| Step::Merge { stays, other }),
        1 => (1i64..6).prop_map(Step::Unmerge),
        1 => (1i64..6, 1i64..6).prop_map(|(contact, to)| Step::Move { contact, to }),
        3 => (1i64..6, 0usize..9).prop_map(|(referral, state)| Step::Stage { referral, state }),
        2 => (1i64..5, 0usize..3).prop_map(|(episode, state)| Step::Work { episode, state }),
        1 => (1i64..6).prop_map(Step::Again),
        1 => Just(Step::Informal),
        1 => (1i64..8).prop_map(Step::Promote),
    ]
}

fn change(store: &Store, step: &Step) -> Option<Change> {
    let on = |entity: Entity| Draft::new(entity);
    Some(match step {
        Step::Refer(back) => Change::Refer {
            person: Who::New(entry(&on(Entity::Person).with("given", "Ada").with("family", "Okonkwo"))),
            referral: Entry::new(Entity::Referral)
                .with("received", day(*back))
                .with("source", "gp")
                .with("state", "received"),
            consents: vec![],
            identities: vec![],
        },
        Step::AddAsset => Change::Add(entry(&on(Entity::Asset).with("name", "Tuesday Lunch Club"))),
        Step::Log { person, remind, clear, spoke } => Change::LogContact {
            contact: entry(
                &on(Entity::Contact)
                    .with("person_id", person.to_string())
                    .with("outcome", if *spoke { "spoke" } else { "no_answer" }),
            ),
            clears: if *clear > 0 { vec![FollowUpId(*clear)] } else { vec![] },
            next: remind.then(|| {
                entry(
                    &on(Entity::FollowUp)
                        .with("person_id", person.to_string())
                        .with("due_on", "2 weeks")
                        .with("what", "Ring again")
                        .with("recurrence", "every 2 weeks"),
                )
            }),
        },
        Step::Finish(id) => Change::Finish { id: FollowUpId(*id), on: day(0) },
        Step::Edit { person, phone } => {
            edit(store, Entity::Person, *person, "phone", &format!("0114 496 000{phone}"))?
        }
        Step::Kind { asset, kind } => {
            let kinds = ["association", "institution", "economic_exchange"];
            edit(store, Entity::Asset, *asset, "kind", kinds[*kind])?
        }
        Step::Source(referral) => edit(store, Entity::Referral, *referral, "source", "council")?,
        Step::PutAway { entity, id } => {
            Change::PutAway { entity: ENTITIES[*entity], id: *id, on: day(0), reason: "by mistake".into() }
        }
        Step::BringBack { entity, id } => Change::BringBack { entity: ENTITIES[*entity], id: *id },
        Step::Connect { person, asset, state } => Change::Add(entry(
            &on(Entity::Connection)
                .with("person_id", person.to_string())
                .with("asset_id", asset.to_string())
                .with("said_yes", "yes")
                .with("state", ["made", "started", "attending", "contributes"][*state]),
        )),
        Step::Give { from, to } if from != to => Change::Add(entry(
            &on(Entity::Exchange)
                .with("giver_person_id", from.to_string())
                .with("receiver_person_id", to.to_string())
                .with("what", "a jar of marmalade"),
        )),
        Step::Give { .. } => return None,
        Step::Asked(person) => Change::AskedAndOffered {
            asked: entry(&on(Entity::Asked).with("person_id", person.to_string()).with("answer", "offered")),
            offers: vec![entry(
                &on(Entity::Offer).with("person_id", person.to_string()).with("what", "Welsh conversation"),
            )],
        },
        Step::Rung { person, asset, rung } => Change::Add(entry(
            &on(Entity::Rung)
                .with("person_id", person.to_string())
                .with("asset_id", asset.to_string())
                .with("rung", kith::domain::journey::Rung::ALL[*rung].code()),
        )),
        Step::Merge { stays, other } => {
            Change::Merge { stays: PersonId(*stays), other: PersonId(*other), reason: "same birthday".into() }
        }
        Step::Unmerge(other) => Change::Unmerge { other: PersonId(*other) },
        Step::Move { contact, to } => edit(store, Entity::Contact, *contact, "person_id", &to.to_string())?,
        Step::Stage { referral, state } => {
            let draft = Draft::new(Entity::Referral)
                .with("state", kith::domain::referral::MOVES[*state].0)
                .with("state_reason", "other");
            edit_of(store, Entity::Referral, *referral, &draft)?
        }
        Step::Work { episode, state } => {
            let draft = Draft::new(Entity::Episode)
                .with("state", kith::domain::episode::MOVES[*state].0)
                .with("close_reason", "moved");
            edit_of(store, Entity::Episode, *episode, &draft)?
        }
        Step::Again(person) => Change::Add(entry(&on(Entity::Episode).with("person_id", person.to_string()))),
        Step::Informal => Change::LogContact {
            contact: entry(&on(Entity::Contact).with("somebody", "A neighbour")),
            clears: vec![],
            next: None,
        },
        Step::Promote(contact) => Change::Promote {
            contact: kith::domain::id::ContactId(*contact),
            person: Who::New(entry(&on(Entity::Person).with("given", "Rosa"))),
            referral: Entry::new(Entity::Referral)
                .with("received", day(0))
                .with("source", "outreach_met")
                .with("state", "received"),
        },
        Step::Together(person) => Change::Together {
            verb: Verb::Import,
            changes: vec![
                change(store, &Step::Refer(3))?,
                change(store, &Step::AddAsset)?,
                change(store, &Step::Log { person: *person, remind: true, clear: 0, spoke: true })?,
            ],
        },
    })
}

fn edit(store: &Store, entity: Entity, id: i64, field: &'static str, value: &str) -> Option<Change> {
    let before = store.record(entity, id).unwrap()?.values;
    let after = check_edit(&Draft::new(entity).with(field, value), &before, now()).unwrap();
    Some(Change::Edit { entity, id, before, after })
}

fn edit_of(store: &Store, entity: Entity, id: i64, draft: &Draft) -> Option<Change> {
    let before = store.record(entity, id).unwrap()?.values;
    let after = check_edit(draft, &before, now()).unwrap();
    Some(Change::Edit { entity, id, before, after })
}

type State = (Vec<Record>, Vec<QueueRow>, Vec<String>);

/// Everything the caseload holds besides who works here, and everything worked out from it: a worker comes with the
/// first thing they do and stays when that is taken back.
fn state(store: &Store) -> State {
    let kinds = Entity::ALL.into_iter().filter(|entity| *entity != Entity::Worker);
    let records: Vec<Record> =
        kinds.flat_map(|entity| store.records_after(entity, 0, 10_000).unwrap()).collect();
    let people: Vec<PersonId> =
        records.iter().filter(|r| r.entity == Entity::Person).map(|r| PersonId(r.id)).collect();
    let standings = people.iter().filter_map(|id| store.standing(*id).unwrap()).collect();
    let rungs = people.iter().map(|id| format!("{:?}", store.rungs_of(*id).unwrap())).collect();
    (records, standings, rungs)
}

fn walk(steps: &[Step]) -> Result<(), TestCaseError> {
    let mut store = store();
    let mut states = vec![state(&store)];
    for step in steps {
        let Some(change) = change(&store, step) else { continue };
        if store.apply(&change).is_ok() {
            states.push(state(&store));
        } else {
            // A number that names nothing is refused, and nothing stays of it.
            prop_assert_eq!(&state(&store), states.last().unwrap());
        }
    }
    prop_assert_eq!(store.follows_from_records().unwrap(), Some(true));
    let steps = states.len() - 1;
    for at in (0..steps).rev() {
        store.undo().map_err(|e| TestCaseError::fail(format!("undo {at}: {e}")))?;
        prop_assert_eq!(&state(&store), &states[at], "undo to {}", at);
        prop_assert_eq!(store.follows_from_records().unwrap(), Some(true), "tallies, undo to {}", at);
    }
    prop_assert!(matches!(store.undo(), Err(StoreError::NothingTo(_))));
    for expected in states.iter().skip(1) {
        store.redo().map_err(|e| TestCaseError::fail(format!("redo: {e}")))?;
        prop_assert_eq!(&state(&store), expected);
    }
    let log = store.verify().unwrap();
    prop_assert!(log.sound(), "{:?}", log);
    let before = state(&store);
    store.rebuild().unwrap();
    prop_assert_eq!(&state(&store), &before, "what is worked out step by step is what is worked out at once");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changes_undone_one_by_one_retrace_every_state_and_come_back_when_done_again(
        steps in proptest::collection::vec(step(), 1..40)
    ) {
        walk(&steps)?;
    }
}

/// The long proof: `cargo test --release -- --ignored ten_thousand_walks`.
#[test]
#[ignore = "minutes; the command is in docs/proofs.md"]
fn ten_thousand_walks_retrace_their_states() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner.run(&proptest::collection::vec(step(), 1..40), |steps| walk(&steps)).unwrap();
}

#[test]
fn a_first_referral_waits_is_tried_becomes_active_and_waits_again_when_all_is_undone() {
    use kith::domain::standing::State::{Active, Trying, Waiting};
    let mut store = store();
    let apply = |store: &mut Store, step: Step| {
        let change = change(store, &step).unwrap();
        store.apply(&change).unwrap();
        store.standing(PersonId(1)).unwrap().unwrap().state
    };
    assert_eq!(apply(&mut store, Step::Refer(4)), Waiting);
    let log = |spoke| Step::Log { person: 1, remind: true, clear: 0, spoke };
    assert_eq!(apply(&mut store, log(false)), Trying);
    assert_eq!(apply(&mut store, log(true)), Active);
    let row = store.standing(PersonId(1)).unwrap().unwrap();
    assert_eq!((row.next.as_str(), row.due_on), ("Ring again", Some(day(0) + chrono::Days::new(14))));
    store.undo().unwrap();
    let (_, undone) = store.undo().unwrap();
    assert_eq!(undone.words(), "logged a contact");
    assert_eq!(store.standing(PersonId(1)).unwrap().unwrap().state, Waiting);
    // Ticking off a reminder that comes again makes its next.
    apply(&mut store, log(true));
    let id = store.records_of(Entity::FollowUp, "person_id", 1).unwrap()[0].id;
    apply(&mut store, Step::Finish(id));
    let open = store.records_of(Entity::FollowUp, "person_id", 1).unwrap();
    assert_eq!(open.iter().map(|r| r.values.text("state").to_owned()).collect::<Vec<_>>(), ["done", "open"]);
    assert_eq!(open[1].values.text("due_on"), "2026-03-31");
}
