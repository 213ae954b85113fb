//! The measure of reciprocity, worked out by hand on a small caseload.

use kith::domain::entity::Entity;
use kith::domain::id::WorkerId;
use kith::domain::journey::Rung;
use kith::report::{Figure, Report, reciprocity, rows};
use kith::store::give::measure::{Measure, Scope};
use kith::store::page::Span;

use super::{Case, today};

fn year() -> Scope {
    Scope { worker: None, group: None, from: "2025-03-03".parse().unwrap(), to: today() }
}

fn shown(report: &Report, name: &str) -> String {
    let all = report.sections.iter().flat_map(|section| &section.figures);
    all.clone().find(|figure| figure.name == name).map(Figure::shown).unwrap_or_default()
}

/// Four people. Ada, Ben and Cleo are in our work; Dora is known only.
fn small(case: &mut Case) -> [kith::domain::id::PersonId; 4] {
    let people = [("Ada", "A"), ("Ben", "B"), ("Cleo", "C"), ("Dora", "D")].map(|(g, f)| case.person(g, f));
    let [ada, ben, cleo, dora] = people;
    case.refer(ada, "5 jan", &[("source", "gp")]);
    case.refer(ben, "1 feb", &[("source", "self")]);
    case.refer(cleo, "2 feb", &[("source", "practice_nurse")]);
    // Asked: Ada offered, Ben said not now; Dora was asked but is not in our work; Cleo never.
    case.of(ada, Entity::Asked, &[("asked_on", "10 jan"), ("answer", "offered")]);
    case.of(ben, Entity::Asked, &[("asked_on", "3 feb"), ("answer", "not_now")]);
    case.of(dora, Entity::Asked, &[("asked_on", "3 feb"), ("answer", "offered")]);
    // Two offers of Ada, of which one is taken up; one offer before the year.
    let cakes = case.of(ada, Entity::Offer, &[("what", "cakes"), ("offered_on", "10 jan")]);
    case.of(ada, Entity::Offer, &[("what", "sewing"), ("offered_on", "11 jan")]);
    case.of(ben, Entity::Offer, &[("what", "old"), ("offered_on", "1 jan 2024")]);
    let (giver, receiver, offer) = (ada.0.to_string(), ben.0.to_string(), cakes.to_string());
    case.add(
        Entity::Exchange,
        &[
            ("giver_person_id", giver.as_str()),
            ("receiver_person_id", receiver.as_str()),
            ("what", "a cake"),
            ("happened_on", "20 jan"),
            ("offer_id", offer.as_str()),
            ("thanked", "yes"),
        ],
    );
    // Ada gives twice more; Ben gives back once; Dora gave long ago.
    case.gave(ada, cleo, "another", "2 feb");
    case.gave(ada, dora, "a third", "3 feb");
    case.gave(ben, ada, "a lift", "9 feb");
    case.gave(dora, ada, "wool", "1 jan 2024");
    people
}

#[test]
fn every_measure_is_the_sum_that_a_hand_works_out() {
    let mut case = Case::new();
    let [ada, _, cleo, _] = small(&mut case);
    let club = case.asset("Choir", &[("kind", "association")]);
    let clinic = case.asset("Clinic", &[("kind", "institution")]);
    case.connect(ada, club, "attending", &[]);
    case.connect(ada, clinic, "attending", &[]);
    case.connect(cleo, clinic, "attending", &[]);
    let report = reciprocity::ask(&case.store, year(), "").unwrap();
    // Ada and Ben of Ada, Ben and Cleo.
    assert_eq!(shown(&report, "Asked"), "2 of 3 (67%)");
    assert_eq!(shown(&report, "Offered something"), "1 of 2 (50%)");
    // The cakes of the cakes and the sewing.
    assert_eq!(shown(&report, "Offers taken up"), "1 of 2 (50%)");
    // Ada and Ben gave and received; Cleo and Dora received alone.
    assert_eq!(shown(&report, "Gave and received"), "2 of 4 (50%)");
    // Ada 3 and Ben 1; received: Ben, Cleo, Dora and Ada once each.
    assert_eq!(shown(&report, "Gives among gives and receives"), "4 of 8 (50%)");
    assert_eq!(shown(&report, "Thanked"), "1 of 4 (25%)");
    // Ada after 15 days (5 to 20 January), Ben after 8 (1 to 9 February): the lower of two.
    assert_eq!(shown(&report, "Gave for the first time"), "2");
    assert_eq!(shown(&report, "Days to the first give"), "8");
    assert_eq!(shown(&report, "To groups and neighbours"), "1 of 3 (33%)");
    assert_eq!(shown(&report, "Services only"), "1 of 2 (50%)");
    assert_eq!(shown(&report, "Through a practice"), "2 of 3 (67%)");
}

#[test]
fn every_figure_is_as_many_as_the_rows_behind_it() {
    let mut case = Case::new();
    small(&mut case);
    let report = reciprocity::ask(&case.store, year(), "").unwrap();
    for figure in report.sections.iter().flat_map(|section| &section.figures) {
        let page = rows::open(&case.store, &figure.rows, Span::first(99)).unwrap();
        assert_eq!(page.total, page.rows.len(), "{}", figure.name);
        if figure.unit != "days" {
            assert_eq!(page.total, figure.value, "{}", figure.name);
        }
    }
}

#[test]
fn a_worker_a_group_and_days_each_narrow_what_is_counted() {
    let mut case = Case::new();
    let [ada, ben, ..] = small(&mut case);
    let club = case.asset("Choir", &[("kind", "association")]);
    case.connect(ada, club, "attending", &[("attended", "3"), ("last_attended", "2 feb")]);
    let count = |measure, scope| case.store.measured(measure, scope).unwrap();
    let group = Scope { group: Some(club), ..year() };
    assert_eq!((count(Measure::Gives, group), count(Measure::InWork, group)), (3, 1));
    assert_eq!(count(Measure::Reached(Rung::Participant), group), 1);
    let nobody = Scope { worker: Some(WorkerId(99)), ..year() };
    assert_eq!((count(Measure::Gives, nobody), count(Measure::InWork, nobody)), (0, 0));
    let february = Scope { from: "2026-02-01".parse().unwrap(), ..year() };
    assert_eq!((count(Measure::Gives, february), count(Measure::Receives, february)), (3, 3));
    case.put_away(Entity::Person, ben.0);
    let count = |measure, scope| case.store.measured(measure, scope).unwrap();
    assert_eq!((count(Measure::Gives, year()), count(Measure::InWork, year())), (3, 2));
}

#[test]
fn moves_are_counted_in_the_quarter_they_were_made_whatever_came_later() {
    let mut case = Case::new();
    let ada = case.person("Ada", "A");
    let club = case.asset("Choir", &[("kind", "association")]);
    case.connect(ada, club, "made", &[("made_on", "5 nov 2025")]);
    let ben = case.person("Ben", "B");
    case.gave(ada, ben, "a cake", "2 dec 2025");
    // She rests, and says so: a worker's word moves her down, in January.
    case.of(ada, Entity::Rung, &[("rung", "recipient"), ("since", "10 jan 2026"), ("agreed", "yes")]);
    let scope =
        |from: &str, to: &str| Scope { from: from.parse().unwrap(), to: to.parse().unwrap(), ..year() };
    let (autumn, winter) = (scope("2025-10-01", "2025-12-31"), scope("2026-01-01", "2026-03-03"));
    let count = |measure, scope| case.store.measured(measure, scope).unwrap();
    let of = |scope| {
        [Measure::Reached(Rung::Recipient), Measure::Reached(Rung::Contributor), Measure::Down]
            .map(|measure| count(measure, scope))
    };
    // Recipients: Ada by her connection, Ben by the cake.
    assert_eq!((of(autumn), of(winter)), ([2, 1, 0], [0, 0, 1]));
    // In the choir she was connected, and nothing else: the cake went to a neighbour.
    let choir = |scope: Scope| of(Scope { group: Some(club), ..scope });
    assert_eq!((choir(autumn), choir(winter)), ([1, 0, 0], [0, 0, 0]));
    let down = case.store.measure_rows(Measure::Down, winter, Span::first(9)).unwrap();
    assert_eq!((down.total, down.rows[0].what.as_str()), (1, "a worker said so"));
}
