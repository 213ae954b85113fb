//! Reminders that rules raise and cancel, marks of what was put off, and the whole day in one list.

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::{Change, Verb};
use kith::domain::entity::Entity;
use kith::domain::entry::Record;
use kith::domain::id::{FollowUpId, PersonId};
use kith::report::today::{self, GroupOf};
use kith::store::page::Span;
use kith::store::today::Between;

use super::{Case, today};

impl Case {
    /// The reminders about a person that are open: the day, the rule, what for.
    fn open(&self, person: PersonId) -> Vec<(String, String, String)> {
        let rows = self.store.reminders_of_person(person).unwrap();
        rows.into_iter().map(|row| (row.due_on.to_string(), row.rule, row.what)).collect()
    }

    fn change(&mut self, entity: Entity, id: i64, field: &'static str, value: &str) {
        let record = self.store.needed(entity, id).unwrap();
        let after = record.values.clone().with(field, value);
        self.store.apply(&Change::Edit { entity, id, before: record.values, after }).unwrap();
    }

    fn on(&mut self, day: &str) {
        self.store.set_clock(Clock::on(day.parse().unwrap()));
    }

    fn joined(&mut self, person: PersonId, kind: &str, state: &str) -> i64 {
        let club = self.asset("Lunch Club", &[]).0.to_string();
        let who = person.0.to_string();
        let fields = [
            ("person_id", &*who),
            ("asset_id", &*club),
            ("kind", kind),
            ("state", state),
            ("said_yes", "yes"),
        ];
        self.add(Entity::Connection, &fields)
    }

    fn rows(&self, group: GroupOf) -> Vec<String> {
        let now = self.store.clock().today();
        let page = today::page(&self.store, None, now, group, Span::first(50)).unwrap();
        assert_eq!(page.total, page.rows.len());
        page.rows.iter().map(|row| format!("{} | {} | {}", row.when, row.name, row.what)).collect()
    }

    fn reminder(&self, id: i64) -> Record {
        self.store.needed(Entity::FollowUp, id).unwrap()
    }
}

fn said(day: &str, rule: &str, what: &str) -> (String, String, String) {
    (day.to_owned(), rule.to_owned(), what.to_owned())
}

#[test]
fn a_referral_to_a_group_is_asked_after_and_its_answer_cancels_that_question_in_the_same_operation() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    let joined = case.joined(ada, "referral", "made");
    // Three weeks and a day: 2 April is a Thursday, 17 March a Tuesday.
    let checks = [
        said("2026-03-17", "connection_check", "Ask how it goes: Lunch Club"),
        said("2026-03-17", "provider_silence", "Has it answered? Lunch Club"),
        said("2026-04-02", "connection_check", "Ask how it goes: Lunch Club"),
    ];
    assert_eq!(case.open(ada), checks);
    let before = case.store.last_operation().unwrap();
    case.change(Entity::Connection, joined, "state", "accepted");
    assert_eq!(case.store.last_operation().unwrap(), before + 1);
    assert_eq!(case.open(ada), [checks[0].clone(), checks[2].clone()]);
    case.store.undo().unwrap();
    assert_eq!(case.open(ada), checks, "one undo brings back what the operation cancelled");
    case.store.undo().unwrap();
    assert_eq!(case.open(ada), [], "and one undo takes back what it raised");
}

#[test]
fn a_rule_never_raises_twice_for_the_same_cause_and_again_when_its_cause_comes_back() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    let joined = case.joined(ada, "signpost", "suggested");
    assert_eq!(case.open(ada), [], "nothing follows from a suggestion");
    case.change(Entity::Connection, joined, "state", "made");
    assert_eq!(case.open(ada).len(), 2);
    case.change(Entity::Connection, joined, "note", "Said yes to Tuesdays.");
    case.change(Entity::Connection, joined, "state", "started");
    case.change(Entity::Connection, joined, "state", "attending");
    assert_eq!(case.open(ada).len(), 2);
    case.change(Entity::Connection, joined, "state", "stopped");
    assert_eq!(case.open(ada), []);
    case.change(Entity::Connection, joined, "state", "attending");
    assert_eq!(case.open(ada).len(), 2);
    case.put_away(Entity::Connection, joined);
    assert_eq!(case.open(ada), []);
}

#[test]
fn a_contact_that_went_along_answers_the_next_check_and_not_the_one_after() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    let joined = case.joined(ada, "accompanied", "made").to_string();
    case.on("2026-03-16");
    case.of(ada, Entity::Contact, &[("method", "accompanied_visit"), ("connection_id", &joined)]);
    // Added by itself it is only a contact; logged, it answers.
    assert_eq!(case.open(ada).len(), 2);
    let who = ada.0.to_string();
    let fields = [("person_id", &*who), ("connection_id", &*joined), ("method", "accompanied_visit")];
    let contact = Case::entry(Entity::Contact, &fields);
    let contact =
        kith::domain::entry::Entry { values: contact.values.with("happened_on", "2026-03-16"), ..contact };
    let done = case.store.apply(&Change::LogContact { contact, clears: Vec::new(), next: None }).unwrap();
    assert_eq!(case.open(ada), [said("2026-04-02", "connection_check", "Ask how it goes: Lunch Club")]);
    let cleared = done.id_of(Entity::FollowUp).unwrap();
    assert_eq!(case.reminder(cleared).values.number("cleared_by"), done.id_of(Entity::Contact));
}

#[test]
fn a_plan_is_looked_at_again_after_six_weeks_and_the_newer_plan_holds() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    let plan = case.of(ada, Entity::Plan, &[("matters", "Eat with others.")]);
    assert_eq!(case.open(ada), [said("2026-04-14", "plan_review", "Look at the plan together")]);
    case.change(Entity::Plan, plan, "review_on", "2026-05-04");
    // Early May bank holiday: the Tuesday after.
    assert_eq!(case.open(ada), [said("2026-05-05", "plan_review", "Look at the plan together")]);
    case.change(Entity::Plan, plan, "matters", "Eat with others once a week.");
    case.of(ada, Entity::Plan, &[("matters", "Cook for others."), ("review_on", "20 mar")]);
    assert_eq!(case.open(ada), [said("2026-03-20", "plan_review", "Look at the plan together")]);
    case.put_away(Entity::Person, ada.0);
    assert_eq!(case.open(ada), []);
}

#[test]
fn a_risk_is_looked_at_on_its_day_and_not_when_it_has_ended() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    let risk = case.of(ada, Entity::Risk, &[("category", "other"), ("what", "Dog."), ("review_on", "1 apr")]);
    assert_eq!(case.open(ada), [said("2026-04-01", "risk_review", "Look at a risk again")]);
    case.change(Entity::Risk, risk, "until_on", "2026-03-03");
    assert_eq!(case.open(ada), []);
}

#[test]
fn a_referrer_who_wants_to_hear_is_told_and_ticking_that_off_says_so() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    case.refer(ada, "2 mar", &[("source", "gp"), ("reply_wanted", "yes"), ("referrer_name", "Dr Shah")]);
    assert_eq!(case.open(ada), []);
    case.change(Entity::Referral, 1, "state", "accepted");
    assert_eq!(case.open(ada), [said("2026-03-04", "referrer_reply", "Tell the referrer how it went")]);
    let id = case.store.reminders_of_person(ada).unwrap()[0].follow_up;
    case.store.apply(&Change::Finish { id, on: today() }).unwrap();
    let referral = case.store.needed(Entity::Referral, 1).unwrap();
    assert_eq!(referral.values.day("replied_on"), Some(today()));
    assert_eq!(case.rows(GroupOf::Replies), Vec::<String>::new());
    assert_eq!(case.rows(GroupOf::Done), ["today | OKONKWO, Ada | Tell the referrer how it went"]);
}

#[test]
fn an_import_raises_nothing_and_today_says_what_it_left_without_a_reminder() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    let club = case.asset("Lunch Club", &[]).0.to_string();
    let who = ada.0.to_string();
    let entry = |entity, fields: &[(&str, &str)]| {
        let all: Vec<(&str, &str)> =
            [("person_id", &*who)].into_iter().chain(fields.iter().copied()).collect();
        Change::Add(Case::entry(entity, &all))
    };
    let joined = [
        ("asset_id", &*club),
        ("kind", "introduction"),
        ("state", "made"),
        ("made_on", "2 feb"),
        ("said_yes", "yes"),
    ];
    let changes = vec![
        entry(Entity::Connection, &joined),
        entry(Entity::Plan, &[("matters", "Walk."), ("agreed_on", "5 jan"), ("review_on", "")]),
        entry(Entity::Referral, &[("received", "2 feb"), ("state", "accepted"), ("reply_wanted", "yes")]),
        entry(Entity::Contact, &[("outcome", "no_answer"), ("happened_on", "27 feb")]),
        entry(
            Entity::Contact,
            &[("outcome", "no_answer"), ("happened_on", "today"), ("happened_at", "08:50")],
        ),
    ];
    case.store.apply(&Change::Together { verb: Verb::Import, changes }).unwrap();
    assert_eq!(case.open(ada), []);
    assert_eq!(case.rows(GroupOf::Tried), ["2 tries | OKONKWO, Ada | Not reached, last tried Tue 3 Mar"]);
    assert_eq!(
        case.rows(GroupOf::Replies),
        [
            "29 days | OKONKWO, Ada | No answer from Lunch Club",
            "29 days | OKONKWO, Ada | The referrer waits to hear from us",
        ]
    );
    assert_eq!(case.rows(GroupOf::Reviews), ["15 days late | OKONKWO, Ada | Look at the plan together"]);
    assert_eq!(case.rows(GroupOf::Done), ["08:50 | OKONKWO, Ada | Phone call, no answer"]);
    // A reminder takes the row out of the list of those without one.
    case.of(ada, Entity::FollowUp, &[("due_on", "fri"), ("what", "Ring again")]);
    assert_eq!(case.rows(GroupOf::Tried), Vec::<String>::new());
}

#[test]
fn how_often_a_reminder_was_put_off_is_counted_and_the_next_one_begins_again() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    let id = case.of(
        ada,
        Entity::FollowUp,
        &[("due_on", "today"), ("what", "Ring"), ("recurrence", "every week")],
    );
    for day in ["2026-03-04", "2026-03-06", "2026-03-09"] {
        case.change(Entity::FollowUp, id, "due_on", day);
    }
    case.change(Entity::FollowUp, id, "due_on", "2026-03-05");
    assert_eq!(case.reminder(id).values.number("moved"), Some(3), "a day earlier is not put off");
    assert_eq!(case.rows(GroupOf::Next), ["Thu 5 Mar | OKONKWO, Ada | Ring"]);
    let page = today::page(&case.store, None, today(), GroupOf::Next, Span::first(1)).unwrap();
    assert_eq!(page.rows[0].aside, "moved 3 times; every week");
    let done = case.store.apply(&Change::Finish { id: FollowUpId(id), on: today() }).unwrap();
    let next = done.items.iter().rfind(|item| item.entity == Entity::FollowUp).unwrap().id;
    assert_eq!(case.reminder(next).values.number("moved"), None);
}

#[test]
fn a_reminder_is_late_from_midnight_by_the_clock_on_the_wall() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    case.of(ada, Entity::FollowUp, &[("due_on", "2026-03-29"), ("what", "Ring")]);
    case.of(ada, Entity::FollowUp, &[("due_on", "2028-02-29"), ("what", "Leap")]);
    let late = |case: &Case| {
        let on = case.store.clock().today();
        case.store.due_count(None, Between::late(on)).unwrap()
    };
    let at = |case: &mut Case, day: &str, hour: u32, minute: u32| {
        let day: NaiveDate = day.parse().unwrap();
        case.store.set_clock(Clock::at(day.and_hms_opt(hour, minute, 0).unwrap()));
    };
    // The clocks go forward in that night.
    at(&mut case, "2026-03-29", 23, 59);
    assert_eq!(late(&case), 0);
    at(&mut case, "2026-03-30", 0, 1);
    assert_eq!(late(&case), 1);
    at(&mut case, "2028-02-29", 12, 0);
    assert_eq!(late(&case), 1);
    at(&mut case, "2028-03-01", 0, 0);
    assert_eq!(late(&case), 2);
}

#[test]
fn a_calendar_keeps_the_id_of_a_reminder_and_takes_out_what_is_over() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    let id = case.of(
        ada,
        Entity::FollowUp,
        &[("due_on", "fri"), ("due_at", "14:30"), ("what", "About the debts")],
    );
    let rows = |case: &Case| case.store.calendar(None, "2026-12-31".parse().unwrap(), today()).unwrap();
    let first = rows(&case);
    assert_eq!((first.len(), first[0].open, first[0].changes), (1, true, 0));
    case.change(Entity::FollowUp, id, "due_on", "2026-03-09");
    let moved = rows(&case);
    assert_eq!((moved[0].uid.clone(), moved[0].changes), (first[0].uid.clone(), 1));
    case.store.apply(&Change::Finish { id: FollowUpId(id), on: today() }).unwrap();
    let over = rows(&case);
    assert_eq!((over[0].uid.clone(), over[0].open, over[0].changes), (first[0].uid.clone(), false, 2));
}

#[test]
fn a_worker_has_people_of_their_own_once_a_referral_is_theirs_and_not_by_a_reminder_alone() {
    let mut case = Case::new();
    let ada = case.person("Ada", "Okonkwo");
    case.refer(ada, "2 mar", &[]);
    case.of(ada, Entity::FollowUp, &[("due_on", "fri"), ("what", "Ring")]);
    assert_eq!(case.store.worker_with_people().unwrap(), None);
    let worker = case.store.worker().unwrap().unwrap();
    let record = case.store.needed(Entity::Referral, 1).unwrap();
    let after = record.values.clone().with("worker_id", worker.0);
    let change = Change::Edit { entity: Entity::Referral, id: 1, before: record.values, after };
    case.store.apply(&change).unwrap();
    assert_eq!(case.store.worker_with_people().unwrap(), Some(worker));
}
