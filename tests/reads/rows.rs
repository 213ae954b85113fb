//! Whatever a report counts can be opened: through every narrowing, as many rows as the figure says.

use kith::domain::entity::Entity;
use kith::domain::id::WorkerId;
use kith::report::catalogue::{Tables, Which};
use kith::report::rows::{self, RowsOf};
use kith::report::{Figure, Report};
use kith::store::Store;
use kith::store::figures::lens::Lens;
use kith::store::page::Span;

use super::Case;
use super::attack::town;
use super::reports::{asked, day};

fn year() -> Lens {
    Lens::days(day("2025-03-04"), day("2026-03-03"))
}

fn ask(store: &Store, which: Which, lens: &Lens) -> Report {
    asked(store, which, lens, Tables::default())
}

/// Every figure, and what the rows of tables open.
fn opened(report: &Report) -> impl Iterator<Item = &Figure> {
    report.sections.iter().flat_map(|section| {
        let numbers = section.tables.iter().flat_map(|table| &table.opens).map(|one| &one.figure);
        section.figures.iter().chain(numbers)
    })
}

#[test]
fn behind_every_figure_of_every_report_are_as_many_rows_as_it_says_however_it_is_narrowed() {
    let store = town(90, 4);
    let practice = store.record(Entity::Person, 1).unwrap().unwrap().values.text("gp_practice").to_owned();
    assert!(store.has_people_of_practice(&practice).unwrap());
    let lenses = [
        year(),
        Lens { source: Some("gp".to_owned()), ..year() },
        Lens { source: Some("self".to_owned()), ..year() },
        Lens { worker: Some(WorkerId(1)), ..year() },
        Lens { practice: Some(practice), ..year() },
        Lens { area: Some("S".to_owned()), ..year() },
        Lens {
            source: Some("gp".to_owned()),
            area: Some("S".to_owned()),
            worker: Some(WorkerId(2)),
            ..year()
        },
    ];
    let mut looked = 0;
    for lens in lenses {
        for which in Which::ALL {
            let report = ask(&store, which, &lens);
            every_number_opens(&report);
            for figure in opened(&report) {
                if figure.rows == RowsOf::Nothing {
                    // Minutes add up; they are no rows.
                    assert_eq!(figure.unit, "minutes", "{}: {}", report.title, figure.name);
                } else if figure.unit != "days" {
                    let page = rows::open(&store, &figure.rows, Span::first(usize::MAX)).unwrap();
                    let found = (page.total, page.rows.len());
                    assert_eq!(
                        found,
                        (figure.value, figure.value),
                        "{lens:?}, {}: {}",
                        report.title,
                        figure.name
                    );
                    looked += usize::from(figure.value > 0);
                }
            }
        }
    }
    assert!(looked > 500, "only {looked} figures have rows");
}

/// Every number of people or of what they did that stands in a table opens its rows under its own name, and says what it is.
fn every_number_opens(report: &Report) {
    for section in &report.sections {
        for table in &section.tables {
            let worked_out = table.shares.iter().map(|(column, ..)| column).chain(&table.derived);
            for column in table.counts.iter().chain(worked_out) {
                let head = &table.columns[*column];
                assert!(table.means(*column).is_some(), "{}: {head} is not defined", section.title);
            }
            for column in &table.counts {
                for (at, row) in table.rows.iter().enumerate() {
                    let Ok(value) = row[*column].parse::<usize>() else { continue };
                    let opens = table.opens.iter().find(|one| (one.row, one.column) == (at, *column));
                    let opens =
                        opens.unwrap_or_else(|| panic!("{}: {row:?}, column {column}", section.title));
                    assert_eq!(opens.figure.value, value);
                    assert!(opens.figure.name.starts_with(&row[0]) && !opens.figure.definition.is_empty());
                }
            }
        }
    }
}

#[test]
fn a_referrer_who_has_gone_quiet_is_so_by_the_words_the_table_and_the_rows() {
    let mut case = Case::new();
    for (at, on) in ["2 jun 2025", "3 jun 2025", "4 jun 2025", "1 jun 2024"].into_iter().enumerate() {
        let person = case.person("Ada", ["A", "B", "C", "D"][at]);
        case.refer(person, on, &[("source", "gp"), ("referrer_organisation", "Mill Lane Surgery")]);
    }
    let report = ask(&case.store, Which::Referrers, &year());
    let quiet = report.sections[0].figures.iter().find(|figure| figure.name == "Gone quiet").unwrap();
    assert_eq!(quiet.value, 1);
    assert!(quiet.definition.contains("three or more in the past year and none in its last ninety days"));
    let table = &report.sections[2].tables[0];
    assert_eq!(table.columns[1..4], ["Past year", "Year before that", "Last 90 days"]);
    assert_eq!(table.rows[0][1..4], ["3", "1", "0"]);
    assert_eq!(table.rows[0][6], "Gone quiet");
    // The row opens the referrals of both years.
    let page = rows::open(&case.store, &table.opens[0].figure.rows, Span::first(9)).unwrap();
    assert_eq!((page.total, table.opens[0].figure.name.as_str()), (4, "Mill Lane Surgery (GP)"));
    assert!(page.rows.iter().all(|row| row.record.0 == Entity::Referral && row.person.is_some()));
}

#[test]
fn whoever_was_only_suggested_somewhere_is_not_left_without_it_when_its_funding_ends() {
    let mut case = Case::new();
    let choir = case.asset("Choir", &[("funding", "grant"), ("funding_until", "31 mar 2026")]);
    for (name, state) in [("Ada", "agreed"), ("Ben", "attending"), ("Cleo", "suggested"), ("Dora", "stopped")]
    {
        let person = case.person(name, "M");
        case.connect(person, choir, state, &[("made_on", "1 feb")]);
    }
    // A newer suggestion takes nothing from what goes on.
    case.connect(kith::domain::id::PersonId(2), choir, "suggested", &[("made_on", "2 feb")]);
    let report = ask(&case.store, Which::Funding, &year());
    let table = &report.sections[1].tables[0];
    assert_eq!(table.rows[0][4..], ["2", "Ada M, Ben M"]);
    let page = rows::open(&case.store, &table.opens[0].figure.rows, Span::first(9)).unwrap();
    let names: Vec<&str> = page.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["M, Ada", "M, Ben"]);
    assert_eq!(page.rows[1].detail, "Attending");
}

#[test]
fn what_was_taken_up_is_opened_and_not_what_is_still_open() {
    let mut case = Case::new();
    let (ada, ben) = (case.person("Ada", "A"), case.person("Ben", "B"));
    let cakes = case.of(ada, Entity::Offer, &[("what", "cakes"), ("offered_on", "10 jan")]);
    case.of(ada, Entity::Offer, &[("what", "sewing"), ("offered_on", "11 jan")]);
    let ids = [ada.0, ben.0, cakes].map(|id| id.to_string());
    let fields = [("giver_person_id", &ids[0]), ("receiver_person_id", &ids[1]), ("offer_id", &ids[2])];
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, id)| (*name, id.as_str())).collect();
    fields.extend([("what", "a cake"), ("happened_on", "20 jan")]);
    case.add(Entity::Exchange, &fields);
    let report = ask(&case.store, Which::Caseload, &year());
    let taken = opened(&report).find(|figure| figure.name == "Offers taken up").unwrap();
    assert_eq!(taken.shown(), "1 of 2 (50%)");
    let page = rows::open(&case.store, &taken.rows, Span::first(9)).unwrap();
    assert!(page.total == 1 && page.rows[0].detail.starts_with("cakes"), "{page:?}");
}
