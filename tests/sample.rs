//! The sample caseload: it holds every kind of thing a screen must show, on whatever day it is made.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use kith::clock::Clock;
use kith::domain::check::{self, check_edit};
use kith::domain::entity::Entity;
use kith::domain::entry::{Draft, Record, Values};
use kith::domain::id::PersonId;
use kith::domain::journey::Rung;
use kith::domain::vocabulary::{
    CONNECTION_STATE, GOAL_STATUS, REFERRAL_SOURCE, REFERRAL_STATE, STEP_STATUS, Vocabulary,
};
use kith::domain::working_day;
use kith::sample::{self, Plan};
use kith::store::page::Span;
use kith::store::today::Between;
use kith::store::{Actor, Store, Via};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// A Tuesday as in the mock-ups, a Monday, a Saturday, 1 January, 29 February, Good Friday, Christmas Day, late summer.
fn days() -> [NaiveDate; 8] {
    [
        day(2026, 3, 3),
        day(2026, 6, 15),
        day(2026, 10, 10),
        day(2027, 1, 1),
        day(2028, 2, 29),
        day(2026, 4, 3),
        day(2026, 12, 25),
        day(2026, 8, 23),
    ]
}

fn filled(today: NaiveDate, seed: u64) -> Store {
    let actor = Actor { name: "Jo Evans".to_owned(), ..Actor::new(sample::LOGIN, Via::Command) };
    let mut store = Store::memory(actor, Clock::on(today)).unwrap();
    sample::fill(&mut store, &Plan { seed, ..Plan::new(today) }).unwrap();
    store
}

fn all(store: &Store, entity: Entity) -> Vec<Record> {
    store.records_after(entity, 0, 100_000).unwrap()
}

fn codes(records: &[Record], field: &str) -> BTreeSet<String> {
    records.iter().map(|r| r.values.text(field).to_owned()).collect()
}

fn holds_every_term(records: &[Record], field: &str, vocabulary: &Vocabulary, today: NaiveDate) {
    let found = codes(records, field);
    let missing: Vec<&str> =
        vocabulary.terms.iter().map(|t| t.code).filter(|code| !found.contains(*code)).collect();
    assert!(missing.is_empty(), "{today}: no {} {missing:?}", vocabulary.name);
}

#[test]
fn every_source_state_and_rung_occurs_whatever_day_it_is() {
    for today in days() {
        let store = filled(today, 1);
        assert_eq!(
            (store.count(Entity::Person).unwrap(), store.count(Entity::Asset).unwrap()),
            (60, 120),
            "{today}"
        );
        let referrals = all(&store, Entity::Referral);
        holds_every_term(&referrals, "source", &REFERRAL_SOURCE, today);
        holds_every_term(&referrals, "state", &REFERRAL_STATE, today);
        holds_every_term(&all(&store, Entity::Connection), "state", &CONNECTION_STATE, today);
        let mut rungs = BTreeSet::new();
        let mut on_two = 0;
        for id in 1..=60 {
            rungs.insert(store.standing(PersonId(id)).unwrap().unwrap().rung);
            let of_groups: BTreeSet<Rung> =
                store.rungs_of(PersonId(id)).unwrap().iter().map(|group| group.rung).collect();
            on_two += usize::from(of_groups.len() > 1);
        }
        assert_eq!(rungs.into_iter().collect::<Vec<_>>(), Rung::ALL, "{today}");
        assert!(on_two >= 12, "{today}: {on_two} people stand on two rungs");
    }
}

#[test]
fn there_are_closed_full_and_stale_assets_and_a_grant_that_ends_soon() {
    for today in days() {
        let assets = all(&filled(today, 1), Entity::Asset);
        let any = |found: &dyn Fn(&Values) -> bool| assets.iter().any(|asset| found(&asset.values));
        assert!(any(&|v| v.text("status") == "defunct"), "{today}");
        assert!(any(&|v| v.text("capacity") == "full"), "{today}");
        assert!(any(&|v| v.day("checked_on").unwrap() < today - Days::new(180)), "{today}");
        let soon = today..=today + Days::new(90);
        assert!(any(&|v| v.day("funding_until").is_some_and(|end| soon.contains(&end))), "{today}");
        let names = codes(&assets, "name");
        assert_eq!(names.len(), assets.len(), "{today}: every asset has its own name");
    }
}

#[test]
fn something_is_late_due_today_ahead_and_waiting_whatever_day_it_is() {
    for today in days() {
        let store = filled(today, 1);
        let jo = store.worker().unwrap();
        assert!(store.due_count(jo, Between::late(today)).unwrap() >= 2, "{today}");
        assert!(store.due_count(jo, Between::on(today)).unwrap() >= 4, "{today}");
        let ahead = store.due_count(jo, Between::today(today)).unwrap()
            - store.due_count(jo, Between { from: None, until: today }).unwrap();
        assert!(ahead >= 3, "{today}: {ahead} in the next days");
        assert!(store.waiting(jo, Span::first(10)).unwrap().total >= 3, "{today}");
        let queue =
            store.queue(&kith::store::queue::QueueAsk { worker: jo, ..Default::default() }, Span::first(50));
        let queue = queue.unwrap();
        assert!(queue.total >= 42, "{today}: {}", queue.total);
        assert_eq!(
            (queue.rows[0].family.as_str(), queue.rows[1].family.as_str()),
            ("Okonkwo", "Patel"),
            "{today}"
        );
    }
}

#[test]
fn what_ada_agreed_to_is_what_her_story_tells() {
    for seed in 1..6 {
        let store = filled(day(2026, 3, 3), seed);
        let ada = store.find_people("okonkwo", 1).unwrap()[0].person;
        let consents = store.records_of(Entity::Consent, "person_id", ada.0).unwrap();
        let answer = |purpose: &str| {
            let last = consents.iter().rfind(|consent| consent.values.text("purpose") == purpose);
            last.map(|consent| consent.values.text("answer").to_owned()).unwrap_or_default()
        };
        // "Says yes to contact by phone, no to text."
        assert_eq!([answer("contact_phone"), answer("contact_text")], ["yes", "no"], "seed {seed}");
        assert_eq!([answer("hold_record"), answer("exchanges")], ["yes", "yes"], "seed {seed}");
    }
}

#[test]
fn names_test_a_screen_and_some_people_must_not_be_rung() {
    let people = all(&filled(day(2026, 3, 3), 1), Entity::Person);
    let any = |found: &dyn Fn(&Values) -> bool| people.iter().filter(|person| found(&person.values)).count();
    assert!(any(&|v| !v.text("given").is_ascii() || !v.text("family").is_ascii()) >= 10);
    assert!(any(&|v| v.text("family").is_empty()) >= 2);
    assert!(any(&|v| v.text("family").chars().count() >= 35) >= 1);
    assert!(any(&|v| v.text("safe_contact").contains("voicemail")) >= 1);
    assert!(any(&|v| !v.text("safe_contact").is_empty()) >= 5);
    let numbers: Vec<&str> =
        people.iter().map(|p| p.values.text("nhs_number")).filter(|number| !number.is_empty()).collect();
    assert!(numbers.iter().all(|number| number.starts_with("999")));
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
}

#[test]
fn the_same_seed_and_day_give_the_same_caseload_and_another_seed_another() {
    let today = day(2026, 3, 3);
    let everything = |seed| {
        let store = filled(today, seed);
        let records: Vec<Record> = Entity::ALL.into_iter().flat_map(|entity| all(&store, entity)).collect();
        (records, store.history(None, 5_000).unwrap())
    };
    assert!(everything(1) == everything(1));
    assert!(everything(1).0 != everything(2).0);
}

#[test]
fn nothing_lies_in_the_future_but_reminders_and_the_end_of_grants() {
    for today in days() {
        let store = filled(today, 1);
        for entity in Entity::ALL {
            for record in all(&store, entity) {
                for field in entity.fields() {
                    let ahead = matches!(
                        field.name,
                        "due_on" | "review_on" | "funding_until" | "contact_by" | "until_on"
                    );
                    if let Some(on) = record.values.day(field.name).filter(|_| !ahead) {
                        assert!(on <= today, "{today}: {} {} {on}", entity.table(), field.name);
                    }
                }
            }
        }
        for contact in all(&store, Entity::Contact) {
            let on = contact.values.day("happened_on").unwrap();
            assert!(working_day::is_working(on, store.nation()), "{today}: a contact on {on}");
        }
        let last = store.history(None, 1).unwrap().remove(0);
        assert!(last.at.as_str() < format!("{today}T09:00").as_str(), "{}", last.at);
    }
}

/// The sample writes values, not drafts; each must be what a form would have kept.
#[test]
fn every_value_is_one_that_the_forms_would_keep() {
    let today = day(2026, 3, 3);
    let now = today.and_hms_opt(18, 0, 0).unwrap();
    let store = filled(today, 1);
    for entity in Entity::ALL {
        for record in all(&store, entity) {
            let mut draft = Draft::new(entity);
            for field in entity.fields() {
                draft.set(field.name, check::write(field, record.values.value(field.name)));
            }
            let read = check_edit(&draft, &record.values, now)
                .unwrap_or_else(|problems| panic!("{} {}: {problems:?}", entity.table(), record.id));
            for field in entity.fields() {
                assert!(
                    read.value(field.name) == record.values.value(field.name),
                    "{} {} {}: {:?}",
                    entity.table(),
                    record.id,
                    field.name,
                    check::write(field, record.values.value(field.name))
                );
            }
        }
    }
}

#[test]
fn the_log_is_sound_and_the_last_acts_can_be_undone_but_the_sample_cannot() {
    let today = day(2026, 3, 3);
    let mut store = filled(today, 1);
    assert!(store.verify().unwrap().sound());
    assert_eq!(store.actor().login, sample::LOGIN);
    assert_eq!(store.clock(), Clock::on(today));
    let mut undone = Vec::new();
    while let Ok((_, operation)) = store.undo() {
        undone.push(operation.words());
    }
    assert_eq!(undone.len(), 4, "{undone:?}");
    assert_eq!(undone[0], "logged a contact");
    assert_eq!(store.count(Entity::Person).unwrap(), 60);
    assert!(store.verify().unwrap().sound());
}

#[test]
fn a_caseload_in_use_is_never_filled() {
    let today = day(2026, 3, 3);
    let mut store = filled(today, 1);
    let people = store.count(Entity::Person).unwrap();
    let refused = sample::fill(&mut store, &Plan::new(today)).unwrap_err();
    assert!(refused.message.contains("needs a new file"), "{refused}");
    assert_eq!(store.count(Entity::Person).unwrap(), people);
}

#[test]
fn samples_of_every_size_are_sound() {
    let today = day(2026, 3, 3);
    for (people, assets) in [(0, 0), (1, 0), (5, 3), (42, 12), (200, 1_100)] {
        let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(today)).unwrap();
        let plan = Plan { people, assets, ..Plan::new(today) };
        sample::fill(&mut store, &plan).unwrap();
        let count = |entity| usize::try_from(store.count(entity).unwrap()).unwrap();
        assert_eq!((count(Entity::Person), count(Entity::Asset)), (people, assets));
        assert!(store.verify().unwrap().sound());
    }
}

/// The caseload that benches are run on: `cargo test --release --test kith -- --ignored twenty_five_thousand`.
#[test]
#[ignore = "a minute; the command is in docs/proofs.md"]
fn twenty_five_thousand_people_have_about_twelve_contacts_each() {
    let folder = tempfile::tempdir().unwrap();
    let today = day(2026, 3, 3);
    let path = folder.path().join("large.kith");
    let mut store = Store::create(&path, Actor::new(sample::LOGIN, Via::Command), Clock::on(today)).unwrap();
    let plan = Plan { people: 25_000, assets: 5_000, ..Plan::new(today) };
    sample::fill(&mut store, &plan).unwrap();
    let contacts = store.count(Entity::Contact).unwrap();
    assert!((280_000..=320_000).contains(&contacts), "{contacts} contacts");
    assert!(store.verify().unwrap().sound());
}

#[test]
fn most_people_have_a_plan_strengths_needs_goals_with_steps_and_somebody_around_them() {
    let store = filled(day(2026, 3, 3), 1);
    let of = |entity: Entity| -> usize {
        let people: BTreeSet<i64> =
            all(&store, entity).iter().filter_map(|record| record.values.number("person_id")).collect();
        people.len()
    };
    for entity in [Entity::Plan, Entity::Strength, Entity::Need, Entity::Goal, Entity::Step, Entity::Relation]
    {
        assert!(of(entity) >= 25, "{} {}", entity.table(), of(entity));
    }
    holds_every_term(&all(&store, Entity::Goal), "status", &GOAL_STATUS, day(2026, 3, 3));
    holds_every_term(&all(&store, Entity::Step), "status", &STEP_STATUS, day(2026, 3, 3));
    let needs = all(&store, Entity::Need);
    assert!(needs.iter().any(|need| need.values.flag("structural")));
}

#[test]
fn some_are_at_risk_some_are_reached_with_care_one_record_is_restricted_and_work_rests_and_begins_again() {
    for today in days() {
        let store = filled(today, 1);
        let risks = all(&store, Entity::Risk);
        let codes: BTreeSet<String> = codes(&risks, "category");
        assert!(
            codes.contains("none_known") && codes.contains("animal") && codes.contains("falls"),
            "{codes:?}"
        );
        assert!(risks.iter().any(|risk| risk.values.flag("lone_working")));
        let people = all(&store, Entity::Person);
        let having = |field: &str, code: &str| people.iter().any(|p| p.values.text(field) == code);
        assert!(
            having("safe_voicemail", "unsafe")
                && having("safe_letter", "unsafe")
                && having("safe_phone", "ask")
        );
        assert_eq!(store.restricted_people().unwrap().len(), 1);
        let work = all(&store, Entity::Episode);
        assert!(work.iter().any(|episode| episode.values.text("state") == "paused"));
        assert!(work.iter().any(|episode| episode.values.number("reopened_from").is_some()));
        let met = all(&store, Entity::Contact);
        assert_eq!(met.iter().filter(|contact| contact.values.number("person_id").is_none()).count(), 2);
    }
}
