//! Every figure of the caseload counts exactly the rows it opens.

use kith::domain::entity::Entity;
use kith::report::caseload;
use kith::report::rows::{self, RowsOf};
use kith::report::{Figure, Report};
use kith::store::page::Span;

use super::{Case, today};

fn busy() -> Case {
    let mut case = Case::new();
    let people: Vec<_> =
        (0u8..9).map(|n| case.person("Pat", &format!("Number{}", char::from(b'A' + n)))).collect();
    case.refer(people[0], "2 mar", &[("source", "gp")]);
    case.refer(people[1], "2 feb", &[("source", "gp")]);
    for person in [2, 3] {
        case.refer(people[person], "1 feb", &[("source", "self")]);
    }
    case.of(people[2], Entity::Contact, &[("outcome", "no_answer"), ("happened_on", "5 feb")]);
    case.of(people[3], Entity::Contact, &[("outcome", "spoke"), ("happened_on", "5 feb")]);
    case.refer(people[4], "1 jan", &[("source", "police"), ("state", "closed")]);
    let gone = case.refer(people[5], "1 jan", &[]);
    case.put_away(Entity::Referral, gone);
    case.put_away(Entity::Person, people[6].0);
    case.of(people[3], Entity::FollowUp, &[("due_on", "2026-02-27"), ("what", "Ring")]);
    case.of(people[2], Entity::FollowUp, &[("due_on", "today"), ("what", "Ring")]);
    case.of(people[7], Entity::FollowUp, &[("due_on", "10 mar"), ("what", "Ring")]);
    case.of(people[3], Entity::Asked, &[("answer", "offered")]);
    case.of(people[2], Entity::Asked, &[("answer", "no")]);
    case.of(people[3], Entity::Offer, &[("what", "soup")]);
    case.gave(people[3], people[2], "soup", "1 feb");
    case.gave(people[2], people[3], "a lift", "2 feb");
    case.gave(people[8], people[3], "plums", "2 feb");
    let club = case.asset("Club", &[("checked_on", "1 jun 2025"), ("funding_until", "1 apr 2026")]);
    let service = case.asset("Service", &[("kind", "institution")]);
    case.connect(people[3], club, "attending", &[]);
    case.connect(people[2], service, "made", &[]);
    case.connect(people[2], club, "declined", &[]);
    case
}

fn figure<'a>(report: &'a Report, name: &str) -> &'a Figure {
    let mut all = report.sections.iter().flat_map(|section| &section.figures);
    all.find(|figure| figure.name == name).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn the_caseload_counts_what_is_there() {
    let case = busy();
    let report = caseload::ask(&case.store, None, today()).unwrap();
    assert_eq!(report.title, "Caseload on Tuesday 3 March 2026");
    for (name, shown) in [
        ("Waiting", "2"),
        ("Waiting too long", "1 of 2 (50%)"),
        ("Trying to reach", "1"),
        ("Active", "1"),
        ("Closed", "1"),
        ("Known, no referral", "3"),
        ("Put away", "1"),
        ("Late", "1"),
        ("For today", "1"),
        ("Asked", "2 of 5 (40%)"),
        ("Not asked yet", "3 of 5 (60%)"),
        ("Offered something", "1 of 2 (50%)"),
        ("Gave", "3"),
        ("Received", "2"),
        ("Gave and received", "2 of 3 (67%)"),
        ("Times given", "3"),
        ("Offers taken up", "0 of 1 (0%)"),
        ("Newcomer", "5"),
        ("Contributor", "3"),
        ("GP", "2 of 5 (40%)"),
        ("Self", "2 of 5 (40%)"),
        ("Attending", "1"),
        ("To groups and neighbours", "1 of 2 (50%)"),
        ("To be checked again", "1"),
        ("Funding ends soon", "1"),
    ] {
        assert_eq!(figure(&report, name).shown(), shown, "{name}");
    }
}

#[test]
fn every_figure_opens_as_many_rows_as_it_counts_and_says_what_it_means() {
    let case = busy();
    let jo = case.store.worker().unwrap();
    for worker in [None, jo] {
        let report = caseload::ask(&case.store, worker, today()).unwrap();
        for figure in report.sections.iter().flat_map(|section| &section.figures) {
            assert!(figure.definition.ends_with('.'), "{}", figure.name);
            let page = rows::open(&case.store, &figure.rows, Span::first(100)).unwrap();
            // This one says in its definition that it opens those still open.
            if figure.name == "Offers taken up" {
                continue;
            }
            assert_eq!(page.total, figure.value, "{}", figure.name);
            assert_eq!(page.rows.len(), figure.value, "{}", figure.name);
            assert!(page.rows.iter().all(|row| !row.name.is_empty() && !row.detail.is_empty()));
        }
    }
}

#[test]
fn the_rows_behind_a_figure_are_said_in_words() {
    let case = busy();
    let line = |of: RowsOf, from: usize| {
        let row = rows::open(&case.store, &of, Span { from, most: 1 }).unwrap().rows.remove(0);
        (row.name, row.detail, row.marked)
    };
    let report = caseload::ask(&case.store, None, today()).unwrap();
    let rows = |name: &str| figure(&report, name).rows.clone();
    assert_eq!(
        line(rows("Active"), 0),
        ("NUMBERD, Pat".into(), "Active, next: Ring, Fri 27 Feb, 4 days late".into(), true)
    );
    assert_eq!(line(rows("Late"), 0), ("NUMBERD, Pat".into(), "Ring, Fri 27 Feb, 4 days late".into(), true));
    assert_eq!(line(rows("GP"), 0), ("NUMBERA, Pat".into(), "Mon 2 Mar, from GP, received".into(), false));
    assert_eq!(
        line(rows("Times given"), 2),
        ("NUMBERD, Pat".into(), "soup to Pat NUMBERC, Sun 1 Feb".into(), false)
    );
    let funding = line(rows("Funding ends soon"), 0);
    assert_eq!(funding.1, "Not known, ends in 29 days (Wed 1 Apr 2026); 1 person would be left: Pat NUMBERD");
    assert_eq!(line(rows("To be checked again"), 0).1, "checked Sun 1 Jun 2025, 1 person is connected");
    assert!(rows::open(&case.store, &RowsOf::Nothing, Span::first(9)).unwrap().rows.is_empty());
}

#[test]
fn a_report_is_data_that_any_format_can_draw() {
    let case = busy();
    let report = caseload::ask(&case.store, None, today()).unwrap();
    let json = serde_json::to_value(&report).unwrap();
    let first = &json["sections"][0]["figures"][1];
    assert_eq!(first["name"], "Waiting too long");
    assert_eq!((first["value"].as_u64(), first["of"].as_u64()), (Some(1), Some(2)));
    assert!(first["rows"].is_null(), "the rows are read when they are opened, never with the figure");
}

#[test]
fn names_with_accents_and_apostrophes_are_sorted_among_the_others() {
    use kith::store::queue::{Order, QueueAsk};
    let mut case = Case::new();
    for family in ["Zhou", "Évans", "O\u{2019}Brien", "Okafor", "Evans", "evers", "Łukasz"] {
        let person = case.person("Pat", family);
        case.refer(person, "2 mar", &[]);
    }
    let ask = QueueAsk { order: Order::Name, ..QueueAsk::default() };
    let names: Vec<String> =
        case.store.queue(&ask, Span::first(9)).unwrap().rows.into_iter().map(|row| row.family).collect();
    assert_eq!(names, ["Évans", "Evans", "evers", "Łukasz", "O\u{2019}Brien", "Okafor", "Zhou"]);
}
