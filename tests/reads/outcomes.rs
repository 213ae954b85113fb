//! Measures and what they came to: worked out by hand on three small caseloads, and held by chance.

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::report::catalogue::{Question, Tables, Which};
use kith::report::{Report, rows};
use kith::store::figures::lens::Lens;
use kith::store::page::Span;
use kith::store::{Actor, Store, Via};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A caseload with these results: whose, instrument, stage, day, answers.
fn caseload(results: &[(i64, &str, &str, &str, &str)]) -> Store {
    let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(day("2026-03-03"))).unwrap();
    for _ in 0..results.iter().map(|one| one.0).max().unwrap_or(0) {
        store
            .apply(&Change::Add(Entry::new(Entity::Person).with("given", "Ada").with("family", "Moss")))
            .unwrap();
    }
    for (person, instrument, stage, on, items) in results {
        store.apply(&Change::Add(measure(*person, instrument, stage, on, items))).unwrap();
    }
    store
}

fn measure(person: i64, instrument: &str, stage: &str, on: &str, items: &str) -> Entry {
    Entry::new(Entity::Measure)
        .with("person_id", person)
        .with("instrument", instrument)
        .with("stage", stage)
        .with("measured_on", on)
        .with("items", items)
}

fn year() -> Lens {
    Lens::days(day("2025-03-03"), day("2026-03-03"))
}

fn report(store: &Store) -> Report {
    let (lens, tables) = (year(), Tables::default());
    let question = Question { which: Which::Outcomes, lens, group: None, of: String::new(), tables };
    question.ask(store, |_| {}).unwrap()
}

/// The figures of a section: first, both, first only, incomplete.
fn figures(report: &Report, at: usize) -> Vec<usize> {
    report.sections[at].figures.iter().map(|figure| figure.value).collect()
}

#[test]
fn what_people_were_first_and_later_is_compared_person_by_person() {
    // Six people: satisfied 4>7, 5>5, 3>8, 6>4, 2>6, and one with a first result only.
    let mut results = Vec::new();
    let pairs = [
        ("4 4 4 8", "7 6 6 3"),
        ("5 5 5 5", "5 5 5 5"),
        ("3 4 - 9", "8 8 8 2"),
        ("6 6 6 4", "4 6 6 6"),
        ("2 2 2 9", "6 5 5 4"),
    ];
    for (at, (first, later)) in pairs.iter().enumerate() {
        let person = i64::try_from(at).unwrap() + 1;
        results.push((person, "ons4", "baseline", "2025-09-01", *first));
        results.push((person, "ons4", "review", "2025-12-01", *later));
    }
    results.push((6, "ons4", "baseline", "2025-09-01", "10 10 10 0"));
    let store = caseload(&results);
    let told = report(&store);
    assert_eq!(figures(&told, 0), [6, 5, 1, 1, 0, 0]);
    let table = &told.sections[0].tables[0];
    // Changes of satisfied: 3, 0, 5, -2, 4: the middle 3, the mean 2, squares 1 + 4 + 9 + 16 + 4 = 34, over 4 is 8.5, its root 2.92.
    assert_eq!(table.rows[0], ["Satisfied", "higher", "5", "4", "6", "3", "2.00", "2.92", "3", "1", "1"]);
    // One left out "happy" the first time: four people are too few to describe.
    assert_eq!(table.rows[2][..3], ["Happy yesterday", "higher", "4"].map(str::to_owned));
    assert!(table.rows[2][3..].iter().all(|cell| cell == "too few"));
    // Anxious: 8>3, 5>5, 9>2, 4>6, 9>4: changes -5, 0, -7, 2, -5; less is better: three better, one same, one worse.
    assert_eq!(
        table.rows[3],
        ["Anxious yesterday", "lower", "5", "8", "4", "-5", "-3.00", "3.81", "3", "1", "1"]
    );
    let who = rows::open(&store, &told.sections[0].figures[2].rows, Span::first(9)).unwrap();
    assert_eq!((who.total, who.rows[0].record), (1, (Entity::Person, 6)));
}

#[test]
fn the_first_is_the_one_at_the_start_and_the_latest_counts_in_its_days() {
    let store = caseload(&[
        // The oldest is not the first of the work: that is the one that is marked so.
        (1, "swemwbs", "later", "2024-01-01", "1 1 1 1 1 1 1"),
        (1, "swemwbs", "baseline", "2025-06-01", "3 3 3 3 3 3 3"),
        (1, "swemwbs", "review", "2025-09-01", "2 2 2 2 2 2 2"),
        (1, "swemwbs", "closing", "2025-12-01", "5 5 5 5 5 5 5"),
        // The latest is from before these days: nothing of this person is of this report.
        (2, "swemwbs", "baseline", "2024-01-01", "3 3 3 3 3 3 3"),
        (2, "swemwbs", "review", "2024-06-01", "4 4 4 4 4 4 4"),
        // A first one within the days, without another.
        (3, "swemwbs", "baseline", "2026-01-01", "3 3 3 3 3 3 3"),
        // After the days nothing counts.
        (3, "pam", "baseline", "2025-01-01", "40.5 2"),
    ]);
    let told = report(&store);
    assert_eq!(told.sections[0].title, "Short Warwick-Edinburgh Mental Wellbeing Scale");
    assert_eq!(figures(&told, 0), [2, 1, 1, 0, 0, 0]);
    assert_eq!(told.sections[0].tables[0].rows[0][2], "1");
    assert_eq!(
        told.sections.len(),
        2,
        "the PAM is from before these days, and the words of caution stand last"
    );
}

#[test]
fn an_incomplete_first_result_hides_no_later_complete_one_and_is_said() {
    let mut results = Vec::new();
    // Five people: the one of the start lacks an answer, the next two are complete: two each are 14, which is 15.32, three each 21, which is 19.25.
    for person in 1..=5 {
        results.push((person, "swemwbs", "baseline", "2025-06-01", "1 1 1 - 1 1 1"));
        results.push((person, "swemwbs", "review", "2025-09-01", "2 2 2 2 2 2 2"));
        results.push((person, "swemwbs", "closing", "2025-12-01", "3 3 3 3 3 3 3"));
        // The newest hides nothing either.
        results.push((person, "swemwbs", "later", "2026-01-01", "5 5 5 5 5 5 -"));
    }
    // Nothing but an incomplete one; and a complete one before the days with an incomplete one in them.
    results.push((6, "swemwbs", "baseline", "2025-06-01", "1 - 1 1 1 1 1"));
    results.push((7, "swemwbs", "baseline", "2024-06-01", "1 1 1 1 1 1 1"));
    results.push((7, "swemwbs", "review", "2025-06-01", "1 - 1 1 1 1 1"));
    let store = caseload(&results);
    let told = report(&store);
    assert_eq!(figures(&told, 0), [5, 5, 0, 5, 0, 2]);
    let row = &told.sections[0].tables[0].rows[0];
    assert_eq!(row[2..6], ["5", "15.32", "19.25", "3.93"].map(str::to_owned));
    let who = rows::open(&store, &told.sections[0].figures[5].rows, Span::first(9)).unwrap();
    assert_eq!(who.rows.iter().map(|row| row.record.1).collect::<Vec<_>>(), [6, 7]);
}

#[test]
fn a_first_result_before_the_referral_counts_and_is_said() {
    let mut store = caseload(&[
        (1, "swemwbs", "baseline", "2025-06-01", "1 1 1 1 1 1 1"),
        (2, "swemwbs", "baseline", "2025-06-01", "1 1 1 1 1 1 1"),
        (3, "swemwbs", "baseline", "2025-06-01", "1 1 1 1 1 1 1"),
    ]);
    for (person, received) in [(1, "2025-06-02"), (2, "2025-06-01")] {
        let referral = Entry::new(Entity::Referral)
            .with("person_id", person)
            .with("source", "gp")
            .with("received", received)
            .with("method", "in_person")
            .with("state", "received");
        store.apply(&Change::Add(referral)).unwrap();
    }
    let told = report(&store);
    assert_eq!(figures(&told, 0), [3, 0, 3, 0, 1, 0]);
    let who = rows::open(&store, &told.sections[0].figures[4].rows, Span::first(9)).unwrap();
    assert_eq!((who.total, who.rows[0].record), (1, (Entity::Person, 1)));
}

#[test]
fn a_caseload_without_results_says_so_and_what_such_figures_cannot_say() {
    let told = report(&caseload(&[]));
    let titles: Vec<&str> = told.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["Nothing measured", "What these figures cannot say"]);
    assert!(told.sections[1].tables[0].rows.iter().any(|row| row[0].contains("no group for comparison")));
}

#[test]
fn a_measure_is_scored_when_it_is_kept_and_again_when_it_is_mended() {
    let mut store = caseload(&[(1, "swemwbs", "baseline", "2026-03-02", "3, 3, 3, 2, 3, 3, 3")]);
    let of = |store: &Store| store.record(Entity::Measure, 1).unwrap().unwrap().values;
    assert_eq!(
        (of(&store).text("items"), of(&store).text("score"), of(&store).number("complete")),
        ("3 3 3 2 3 3 3", "18.59", Some(1))
    );
    let after = kith::domain::entry::Values::new().with("items", "3 3 3 - 3 3 3");
    store.apply(&Change::Edit { entity: Entity::Measure, id: 1, before: of(&store), after }).unwrap();
    assert_eq!((of(&store).text("score"), of(&store).number("complete")), ("", Some(0)));
    let wrong =
        store.apply(&Change::Add(measure(1, "ons4", "review", "2026-03-02", "11 1 1 1"))).unwrap_err();
    assert!(wrong.to_string().contains("Satisfied is a number from 0 to 10"), "{wrong}");
    // It is measured again after thirteen weeks; a newer one answers that, and asks again.
    let due = |store: &Store| -> Vec<(String, String)> {
        let all = store.records_after(Entity::FollowUp, 0, 99).unwrap();
        all.iter()
            .map(|one| (one.values.text("due_on").to_owned(), one.values.text("state").to_owned()))
            .collect()
    };
    assert_eq!(due(&store), [("2026-06-01".to_owned(), "open".to_owned())]);
    store.apply(&Change::Add(measure(1, "swemwbs", "review", "2026-03-03", "4 4 4 4 4 4 4"))).unwrap();
    assert_eq!(due(&store)[0].1, "done");
    assert_eq!(due(&store)[1], ("2026-06-02".to_owned(), "open".to_owned()));
    store.apply(&Change::Add(measure(1, "swemwbs", "closing", "2026-03-03", "4 4 4 4 4 4 4"))).unwrap();
    assert!(due(&store).iter().all(|(_, state)| state == "done"), "{:?}", due(&store));
}

#[test]
fn a_result_that_is_entered_late_is_due_at_once_and_an_older_one_changes_no_reminder() {
    let due = |store: &Store| -> Vec<(String, String)> {
        let all = store.records_after(Entity::FollowUp, 0, 99).unwrap();
        all.iter()
            .map(|one| (one.values.text("due_on").to_owned(), one.values.text("state").to_owned()))
            .collect()
    };
    let open = |day: &str| (day.to_owned(), "open".to_owned());
    // Thirteen weeks ago and a day, seventeen weeks ago, and a day more: today is a Tuesday.
    for (on, wanted) in
        [("2025-12-01", Some("2026-03-03")), ("2025-11-04", Some("2026-03-03")), ("2025-11-03", None)]
    {
        let store = caseload(&[(1, "pam", "baseline", on, "50 2")]);
        assert_eq!(due(&store), wanted.map(open).into_iter().collect::<Vec<_>>(), "{on}");
    }
    let mut store = caseload(&[(1, "pam", "review", "2026-03-02", "60 3")]);
    assert_eq!(due(&store), [open("2026-06-01")]);
    // The first form is found in a drawer: it neither answers the reminder of the newer one nor asks for another.
    store.apply(&Change::Add(measure(1, "pam", "baseline", "2025-12-20", "50 2"))).unwrap();
    assert_eq!(due(&store), [open("2026-06-01")]);
    let away =
        Change::PutAway { entity: Entity::Measure, id: 2, reason: "twice".to_owned(), on: day("2026-03-03") };
    store.apply(&away).unwrap();
    assert_eq!(due(&store), [open("2026-06-01")]);
    // Another instrument asks for itself.
    store.apply(&Change::Add(measure(1, "ons4", "baseline", "2026-01-05", "5 5 5 5"))).unwrap();
    assert_eq!(due(&store).len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn a_first_result_of_somebody_else_never_changes_what_is_compared(
        pairs in proptest::collection::vec(("[0-9] [0-9] [0-9] [0-9]", "[0-9] [0-9] [0-9] [0-9]"), 1..9),
        others in proptest::collection::vec("[0-9] [0-9] [0-9] [0-9]", 1..9),
    ) {
        let mut results = Vec::new();
        for (at, (first, later)) in pairs.iter().enumerate() {
            let person = i64::try_from(at).unwrap() + 1;
            results.push((person, "ons4", "baseline", "2025-09-01", first.as_str()));
            results.push((person, "ons4", "review", "2025-12-01", later.as_str()));
        }
        let before = report(&caseload(&results));
        let from = i64::try_from(pairs.len()).unwrap() + 1;
        for (at, only) in others.iter().enumerate() {
            results.push((from + i64::try_from(at).unwrap(), "ons4", "baseline", "2025-10-01", only.as_str()));
        }
        let after = report(&caseload(&results));
        prop_assert_eq!(&before.sections[0].tables, &after.sections[0].tables);
        prop_assert_eq!(before.sections[0].figures[1].value, after.sections[0].figures[1].value);
    }
}
