//! Reports over days: figures worked out by hand on small caseloads, and each figure the number of the rows it opens.

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Value};
use kith::domain::id::WorkerId;
use kith::domain::population::{Population, Trait};
use kith::domain::unit_cost::{Cost, Costs};
use kith::report::catalogue::{Question, Tables, Which};
use kith::report::rows::{self, RowsOf};
use kith::report::{Report, disclosure};
use kith::store::figures::lens::Lens;
use kith::store::page::Span;
use kith::store::postcodes::PublicRow;
use kith::store::{Actor, Store, StoreError, Via};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn empty() -> Store {
    Store::memory(Actor::new("jo", Via::Command), Clock::on(day("2026-03-03"))).unwrap()
}

fn add(store: &mut Store, entry: Entry) -> i64 {
    let entity = entry.entity;
    store.apply(&Change::Add(entry)).unwrap().id_of(entity).unwrap()
}

fn february() -> Lens {
    Lens::days(day("2026-02-01"), day("2026-02-28"))
}

fn ask(store: &Store, which: Which, lens: &Lens) -> Report {
    asked(store, which, lens, Tables::default())
}

pub(super) fn asked(store: &Store, which: Which, lens: &Lens, tables: Tables) -> Report {
    Question { which, lens: lens.clone(), group: None, of: String::new(), tables }.ask(store, |_| {}).unwrap()
}

/// The figures of a section: name, how it is shown.
fn shown(report: &Report, title: &str) -> Vec<(String, String)> {
    let section = report.sections.iter().find(|section| section.title == title).unwrap();
    section.figures.iter().map(|figure| (figure.name.clone(), figure.shown())).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(name, shown)| ((*name).to_owned(), (*shown).to_owned())).collect()
}

/// Three people: Ada referred in January by her GP and spoken with in both months, Ben who referred himself in February and
/// was tried once, Cy of February from the GP whom nobody tried; and a talk with somebody without a record.
pub(super) fn three() -> Store {
    let mut store = empty();
    let people = [
        ("Ada", "1945-07-14", "S6 3BS", "Woman"),
        ("Ben", "2001-02-28", "S60 1AA", "male"),
        ("Cy", "1991-03-01", "LS1 1AA", ""),
    ];
    for (given, born, postcode, gender) in people {
        let entry = Entry::new(Entity::Person)
            .with("given", given)
            .with("family", "Moss")
            .with("date_of_birth", day(born))
            .with("postcode", postcode)
            .with("gp_practice", if given == "Ben" { "Low Street" } else { "High Street" });
        let entry = if gender.is_empty() { entry } else { entry.with("gender", gender) };
        add(&mut store, entry);
    }
    for (person, on, source) in [(1, "2026-01-12", "gp"), (2, "2026-02-02", "self"), (3, "2026-02-20", "gp")]
    {
        add(
            &mut store,
            Entry::new(Entity::Referral)
                .with("person_id", person)
                .with("received", day(on))
                .with("source", source)
                .with(
                    "worker_id",
                    if person == 3 { None } else { Some(1) }.map_or(Value::Nothing, Value::Number),
                )
                .with("state", "received"),
        );
    }
    let contacts = [
        (Some(1), "2026-01-14", "phone", "no_answer", None),
        (Some(1), "2026-01-20", "home_visit", "spoke", Some(50)),
        (Some(1), "2026-02-10", "phone", "spoke", Some(10)),
        (Some(1), "2026-02-24", "group", "spoke", None),
        // The ninth of February was the fifth working day after the second: this try came later.
        (Some(2), "2026-02-10", "phone", "left_message", Some(2)),
        (None, "2026-02-11", "face_to_face", "spoke", Some(5)),
    ];
    for (person, on, method, outcome, minutes) in contacts {
        let mut entry = Entry::new(Entity::Contact)
            .with("happened_on", day(on))
            .with("method", method)
            .with("outcome", outcome);
        if let Some(minutes) = minutes {
            entry = entry.with("minutes", minutes);
        }
        let entry = match person {
            Some(id) => entry.with("person_id", id),
            None => entry.with("somebody", "a man at the bus stop"),
        };
        add(&mut store, entry);
    }
    store
}

#[test]
fn what_was_done_in_a_month_stands_beside_the_month_before() {
    let told = ask(&three(), Which::Activity, &february());
    assert_eq!(told.title, "Activity, Sun 1 Feb 2026 to Sat 28 Feb 2026");
    // The 28 days before are 4 to 31 January: Ada's referral, her try and her visit.
    assert_eq!(
        shown(&told, "Coming and going")[..3],
        pairs(&[
            ("Referrals received", "2, before: 1"),
            ("New people", "2, before: 1"),
            ("Informal contacts", "1, before: 0"),
        ])
    );
    assert_eq!(
        shown(&told, "Where referrals came from"),
        pairs(&[("GP", "1 of 2 (50%), before: 1"), ("Self", "1 of 2 (50%), before: 0")])
    );
    assert_eq!(
        shown(&told, "With people")[..3],
        pairs(&[
            ("People we spoke with", "1, before: 1"),
            ("Contacts", "3, before: 2"),
            // 10 and 2 in February; the talk at the bus stop is nobody's. 50 in January.
            ("Minutes noted", "12, before: 50"),
        ])
    );
    assert_eq!(
        shown(&told, "How we were in touch"),
        pairs(&[
            ("Phone call", "2 of 3 (67%), before: 1"),
            ("Group", "1 of 3 (33%), before: 0"),
            ("Home visit", "0 of 3 (0%), before: 1"),
        ])
    );
    let months = told.sections.iter().find(|section| section.title == "Month by month").unwrap();
    assert_eq!(months.tables[0].rows[..], [["February 2026", "2", "3", "0", "0"].map(str::to_owned)]);
}

#[test]
fn how_long_people_waited_is_told_by_the_day_that_was_set() {
    let store = three();
    let told = ask(&store, Which::Waiting, &Lens::days(day("2026-01-01"), day("2026-02-28")));
    // Ada was tried on the second day, Ben a day late, Cy not at all: and the fifth working day after the 20th is gone.
    assert_eq!(
        shown(&told, "The first try after a referral"),
        pairs(&[
            // Nothing is dated before January: there is nothing to compare with.
            ("In the time set", "1 of 3 (33%)"),
            ("Later", "1 of 3 (33%)"),
            ("Not yet", "1 of 3 (33%)"),
        ])
    );
    assert_eq!(
        shown(&told, "Today")[..2],
        pairs(&[("Waiting now", "1"), ("Waiting over the time set", "1")])
    );
    let waits = store.waits(&Lens::days(day("2026-01-01"), day("2026-02-28"))).unwrap();
    assert_eq!((waits.to_first_try, waits.to_first_talk), (vec![2, 8], vec![8]));
}

#[test]
fn a_report_can_be_of_one_practice_one_area_one_source_or_one_worker() {
    let store = three();
    let referrals = |change: fn(&mut Lens)| {
        let mut lens = Lens::days(day("2026-01-01"), day("2026-02-28"));
        change(&mut lens);
        ask(&store, Which::Activity, &lens).sections[0].figures[0].value
    };
    assert_eq!(referrals(|_| {}), 3);
    assert_eq!(referrals(|lens| lens.practice = Some("high street".to_owned())), 2);
    assert_eq!(referrals(|lens| lens.area = Some("S6".to_owned())), 1);
    assert_eq!(referrals(|lens| lens.area = Some("S".to_owned())), 2);
    assert_eq!(referrals(|lens| lens.source = Some("gp".to_owned())), 2);
    assert_eq!(referrals(|lens| lens.worker = Some(WorkerId(1))), 2, "those jo works with");
    assert_eq!(referrals(|lens| lens.worker = Some(WorkerId(9))), 0);
}

#[test]
fn who_is_reached_stands_beside_who_lives_there_and_what_is_not_known_stays() {
    let mut store = three();
    for (person, on) in [(2, "2026-02-12"), (3, "2026-02-27")] {
        let contact = Entry::new(Entity::Contact)
            .with("person_id", person)
            .with("happened_on", day(on))
            .with("method", "phone")
            .with("outcome", "spoke");
        add(&mut store, contact);
    }
    let rows = [(Some("S6 3BS"), Some("E01"), None), (None, Some("E01"), Some(1))].into_iter().map(
        |(postcode, area, decile)| {
            Ok::<_, StoreError>(PublicRow {
                postcode: postcode.map(str::to_owned),
                area: area.map(str::to_owned),
                decile,
                at: None,
            })
        },
    );
    store.keep_postcodes(rows, true).unwrap();
    let groups = [
        (Trait::Age, "18-24", 300),
        (Trait::Age, "35-44", 500),
        (Trait::Age, "75-84", 200),
        (Trait::Age, "0-17", 100),
    ];
    let population = Population {
        file: "town.csv".to_owned(),
        groups: groups.map(|(what, code, n)| (what, code.to_owned(), n)).to_vec(),
    };
    let tables = Tables { population: Some(population), costs: None };
    let told = asked(&store, Which::Equity, &february(), tables);
    // On the 28th of February Ben, born on that day, is 25; Cy is 35 on the day after.
    assert_eq!(
        shown(&told, "By age"),
        pairs(&[
            ("Aged 0 to 17", "0 of 3 (0%), before: 0"),
            ("Aged 18 to 24", "0 of 3 (0%), before: 0"),
            ("Aged 25 to 34", "2 of 3 (67%), before: 0"),
            ("Aged 35 to 44", "0 of 3 (0%), before: 0"),
            // Nobody of those reached, and not in the table: a figure all the same.
            ("Aged 45 to 54", "0 of 3 (0%), before: 0"),
            ("Aged 55 to 64", "0 of 3 (0%), before: 0"),
            ("Aged 65 to 74", "0 of 3 (0%), before: 0"),
            ("Aged 75 to 84", "1 of 3 (33%), before: 1"),
            ("Aged 85 and over", "0 of 3 (0%), before: 0"),
        ])
    );
    let table = &told.sections[0].tables[0].rows;
    assert_eq!(table[2], ["Aged 75 to 84", "1", "33.3%", "200", "18.2%", "5.0"]);
    assert_eq!(
        shown(&told, "By gender"),
        pairs(&[
            ("Men", "1 of 3 (33%), before: 0"),
            ("Women", "1 of 3 (33%), before: 1"),
            ("Not known", "1 of 3 (33%), before: 0")
        ])
    );
    let tenths = shown(&told, "By deprivation of where they live");
    assert_eq!(tenths.len(), 11);
    assert_eq!(tenths[0], pairs(&[("Tenth 1, the most deprived", "1 of 3 (33%), before: 1")])[0]);
    assert!(tenths[1..10].iter().all(|(_, shown)| shown == "0 of 3 (0%), before: 0"), "{tenths:?}");
    assert_eq!(tenths[10], pairs(&[("Not known", "2 of 3 (67%), before: 0")])[0]);
    // Where of nobody the tenth is known, that is said and nothing else.
    let nobody = ask(&three(), Which::Equity, &february());
    assert_eq!(
        shown(&nobody, "By deprivation of where they live"),
        pairs(&[("Not known", "1 of 1 (100%), before: 1")])
    );
}

/// Six people with a referral and GP appointments before and after it, one with what came before alone.
pub(super) fn service_users() -> Store {
    let mut store = empty();
    for at in 1..=7_i64 {
        add(&mut store, Entry::new(Entity::Person).with("given", "Ada").with("family", "Moss"));
        let referral = Entry::new(Entity::Referral)
            .with("person_id", at)
            .with("received", day("2025-07-01"))
            .with("source", "gp")
            .with("state", "accepted");
        add(&mut store, referral);
        let times =
            [(8, 2), (5, 5), (3, 4), (10, 4), (6, 3), (2, 0), (9, 0)][usize::try_from(at).unwrap() - 1];
        let stretches = [("2025-01-01", "2025-06-30", times.0), ("2025-07-01", "2025-12-31", times.1)];
        for (from, until, times) in stretches.into_iter().take(if at == 7 { 1 } else { 2 }) {
            let used = Entry::new(Entity::ServiceUse)
                .with("person_id", at)
                .with("service", "gp")
                .with("from_on", day(from))
                .with("until_on", day(until))
                .with("times", times);
            add(&mut store, used);
        }
    }
    store
}

#[test]
fn the_use_of_a_service_is_compared_for_people_with_both_and_priced_only_by_a_table() {
    let store = service_users();
    let year = Lens::days(day("2025-03-04"), day("2026-03-03"));
    let told = ask(&store, Which::Impact, &year);
    assert_eq!(
        shown(&told, "Use of health services, before and after"),
        pairs(&[("GP appointments: before and after", "6 of 7 (86%)")])
    );
    let of = |report: &Report, title: &str| {
        report.sections.iter().find(|section| section.title == title).unwrap().tables[0].rows.clone()
    };
    // Before 8+5+3+10+6+2 = 34, after 2+5+4+4+3+0 = 18; changes -6 0 1 -6 -3 -2: between -3 and -2 lies -2.5.
    assert_eq!(
        of(&told, "Use of health services, before and after"),
        [["GP appointments", "6", "34", "18", "-2.5", "4", "1", "1"].map(str::to_owned)]
    );
    assert_eq!(
        of(&told, "What the difference would have cost")[0][0].split(':').next().unwrap(),
        "An estimate is made only from a table of unit costs, with their source and year"
    );
    let cost = Cost {
        service: "gp".to_owned(),
        pence: 4_250,
        source: "A study".to_owned(),
        year: "2024".to_owned(),
    };
    let costs = Costs { file: "costs.csv".to_owned(), costs: vec![cost] };
    let told = asked(&store, Which::Impact, &year, Tables { population: None, costs: Some(costs) });
    // 16 appointments fewer at £42.50 are £680.
    assert_eq!(
        of(&told, "What the difference would have cost")[0],
        ["GP appointments", "6", "16", "£42.50", "£680", "A study, 2024"]
    );
}

#[test]
fn every_figure_of_every_report_is_the_number_of_rows_it_opens() {
    let clock = Clock::on(day("2026-03-03"));
    let mut store = Store::memory(Actor::new("jo", Via::Command), clock).unwrap();
    kith::sample::fill(&mut store, &kith::sample::Plan::new(day("2026-03-03"))).unwrap();
    let year = Lens::days(day("2025-03-04"), day("2026-03-03"));
    let narrowed = Lens { worker: Some(WorkerId(1)), source: Some("gp".to_owned()), ..year.clone() };
    let mut looked = 0;
    for lens in [year, narrowed, february()] {
        for which in Which::ALL {
            let report = ask(&store, which, &lens);
            for figure in report.sections.iter().flat_map(|section| &section.figures) {
                if figure.rows == RowsOf::Nothing || figure.unit == "days" {
                    continue;
                }
                let page = rows::open(&store, &figure.rows, Span::first(usize::MAX)).unwrap();
                assert_eq!(page.rows.len(), page.total, "{}: {}", report.title, figure.name);
                looked += 1;
                assert_eq!(page.total, figure.value, "{}: {}", report.title, figure.name);
            }
        }
    }
    assert!(looked > 200, "only {looked} figures have rows");
}

#[test]
fn a_report_of_an_empty_caseload_reads_well() {
    let store = empty();
    for which in Which::ALL {
        let report = ask(&store, which, &february());
        assert!(!report.sections.is_empty(), "{which:?}");
        for section in &report.sections {
            // No bare heading: each part has a figure or a sentence.
            let says =
                !section.figures.is_empty() || section.tables.iter().any(|table| !table.rows.is_empty());
            assert!(says, "{which:?}: {}", section.title);
            assert!(
                section.tables.iter().all(|table| !table.rows.is_empty()),
                "{which:?}: {}",
                section.title
            );
        }
        let told = kith::export::report::text(&disclosure::outside(report), true);
        assert!(!told.contains('*'), "{told}");
    }
}

#[test]
fn what_leaves_the_team_tells_no_count_under_five() {
    let told = disclosure::outside(ask(&three(), Which::Activity, &february()));
    for figure in told.sections.iter().flat_map(|section| &section.figures) {
        assert!(
            figure.hidden || figure.value == 0 || figure.value >= 5 || figure.unit == "minutes",
            "{figure:?}"
        );
        assert!(figure.before.is_none_or(|n| n == 0 || n >= 5) || figure.unit == "minutes", "{figure:?}");
    }
    assert_eq!(told.sections.last().unwrap().title, "What is not told");
}

#[test]
fn no_report_of_the_town_tells_a_count_under_five_outside_the_team() {
    let clock = Clock::on(day("2026-03-03"));
    let mut store = Store::memory(Actor::new("jo", Via::Command), clock).unwrap();
    kith::sample::fill(&mut store, &kith::sample::Plan::new(day("2026-03-03"))).unwrap();
    // What describes and does not count, and what counts no people.
    let tells = |head: &str| {
        !["Median", "quarter", "median", "mean", "Spread", "Assets"].iter().any(|word| head.contains(word))
    };
    let mut numbers = 0;
    for which in Which::ALL {
        let told = disclosure::outside(ask(&store, which, &Lens::days(day("2025-03-04"), day("2026-03-03"))));
        for table in told.sections.iter().flat_map(|section| &section.tables) {
            for row in &table.rows {
                for (head, cell) in table.columns.iter().zip(row).filter(|(head, _)| tells(head)) {
                    if let Ok(count) = cell.parse::<usize>() {
                        assert!(count == 0 || count >= 5, "{which:?}, {head}: {row:?}");
                        numbers += 1;
                    }
                }
            }
        }
        for figure in told.sections.iter().flat_map(|section| &section.figures) {
            let of_nobody = ["assets", "gaps", "referrers", "minutes", "days"].contains(&figure.unit);
            let all = [Some(figure.value), figure.of, figure.before].into_iter().flatten();
            assert!(of_nobody || all.into_iter().all(|n| n == 0 || n >= 5), "{which:?}: {figure:?}");
        }
    }
    assert!(numbers > 50, "only {numbers} numbers stand in tables");
}
