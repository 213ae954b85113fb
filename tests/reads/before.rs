//! What stands beside the figures of some days: as many days before, as far as the caseload was there, and as far as it is told.

use chrono::NaiveDate;
use kith::domain::entity::Entity;
use kith::export::report as forms;
use kith::report::catalogue::{Question, Tables, Which};
use kith::report::rows::RowsOf;
use kith::report::{Figure, Report, Section, disclosure, said};
use kith::store::Store;
use kith::store::figures::lens::Lens;

use super::Case;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// February; the days before it are the 28 from 4 to 31 January.
fn february() -> Lens {
    Lens::days(day("2026-02-01"), day("2026-02-28"))
}

fn ask(store: &Store, which: Which, lens: &Lens) -> Report {
    let tables = Tables::default();
    Question { which, lens: lens.clone(), group: None, of: String::new(), tables }.ask(store, |_| {}).unwrap()
}

/// What is said of the days before; nothing where nothing is.
fn words(report: &Report) -> String {
    let section = report.sections.iter().find(|section| section.title == "The days before");
    section.map_or_else(String::new, |section| section.tables[0].rows[0][0].clone())
}

/// A caseload whose only referral was received on a day.
fn since(received: &str) -> Case {
    let mut case = Case::new();
    let ada = case.person("Ada", "Moss");
    case.refer(ada, received, &[("source", "gp")]);
    case
}

#[test]
fn a_caseload_that_was_not_there_before_has_nothing_to_compare_with_and_says_so() {
    let case = since("2 feb");
    for which in Which::ALL {
        let told = ask(&case.store, which, &february());
        let figures: Vec<&Figure> = told.sections.iter().flat_map(|section| &section.figures).collect();
        assert!(figures.iter().all(|figure| figure.before.is_none()), "{which:?}");
        let said = words(&told);
        // Where nobody was measured or reached there is nothing to compare.
        if which.is_compared() && !figures.is_empty() {
            assert_eq!(
                said,
                "Nothing in this caseload is dated before Sun 1 Feb 2026, so there is nothing to compare these days with."
            );
        } else {
            assert_eq!(said, "", "{which:?} compares nothing");
        }
    }
    // A month later there is: its own first month, which is told as it is.
    let march = Lens::days(day("2026-03-01"), day("2026-03-03"));
    let told = ask(&case.store, Which::Activity, &march);
    assert_eq!((told.sections[0].figures[0].shown().as_str(), words(&told).as_str()), ("0, before: 0", ""));
}

#[test]
fn a_caseload_that_began_among_the_days_before_says_on_which_day() {
    let told = |received: &str| words(&ask(&since(received).store, Which::Activity, &february()));
    // On the first of the days before, it was there for all of them.
    assert_eq!(told("4 jan 2026"), "");
    assert_eq!(told("3 jan 2026"), "");
    assert_eq!(told("1 jan 2020"), "");
    assert_eq!(
        told("5 jan 2026"),
        "The first record of this caseload is of Mon 5 Jan 2026. The days before begin on Sun 4 Jan 2026, so they are \
         not whole, and what is told of them may be too little."
    );
    assert!(told("31 jan 2026").starts_with("The first record of this caseload is of Sat 31 Jan 2026."));
    // Any record counts, not referrals alone; one that was put away does not.
    let mut case = Case::new();
    let ada = case.person("Ada", "Moss");
    let contact = case.of(ada, Entity::Contact, &[("happened_on", "6 jan 2026"), ("outcome", "spoke")]);
    let said = |case: &Case| words(&ask(&case.store, Which::Activity, &february()));
    assert!(
        said(&case).starts_with("The first record of this caseload is of Tue 6 Jan 2026."),
        "{}",
        said(&case)
    );
    case.put_away(Entity::Contact, contact);
    assert!(said(&case).starts_with("Nothing in this caseload is dated before"), "{}", said(&case));
}

#[test]
fn a_count_of_before_that_is_not_told_has_the_same_mark_as_any_other_and_the_same_explanation() {
    let figure = |name: &str, value, before| {
        Figure::new(name, value, "people", "Who came.", RowsOf::Nothing).compared(before)
    };
    let figures = vec![figure("Came", 20, 3), figure("Went", 2, 9), figure("Stayed", 7, 0)];
    let section = Section { title: "People".into(), figures, tables: Vec::new() };
    let told = disclosure::outside(Report { title: "R".into(), sections: vec![section] });
    let shown: Vec<String> = told.sections[0].figures.iter().map(Figure::shown).collect();
    assert_eq!(shown, ["20, before: *", "*, before: 9", "7, before: 0"]);
    let said: Vec<String> = told.sections[0].figures.iter().map(said::figure).collect();
    assert_eq!(
        said,
        [
            "Came: 20 people, how many before is not told.",
            "Went: not told, 9 before.",
            "Stayed: 7 people, 0 before."
        ]
    );
    assert_eq!(told.sections[1].title, "What is not told");
    assert!(forms::text(&told, false).contains("20, before: *"));
    assert!(forms::markdown(&told).contains("| 20, before: \\* |"), "{}", forms::markdown(&told));
    assert!(
        forms::csv(&told).contains("People,Came,20,people,,Who came.,*,\"20, before: *\",,,\n"),
        "{}",
        forms::csv(&told)
    );
    let page = forms::page(&told);
    assert!(page.contains("<td class=\"n\">20</td><td class=\"n was\">*</td>"), "{page}");
}
