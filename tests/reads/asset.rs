//! One asset whole, who is joined to it, and the lists of those that need a word.

use kith::domain::entity::Entity;
use kith::domain::id::AssetId;
use kith::store::page::Span;

use super::{Case, today};

#[test]
fn an_asset_shows_who_is_joined_to_it_how_they_go_and_what_is_to_be_done() {
    let mut case = Case::new();
    let club = case.asset("Tuesday Lunch Club", &[("checked_on", "20 feb")]);
    let other = case.asset("Chess", &[]);
    let (ada, ewan) = (case.person("Ada", "Okonkwo"), case.person("Ewan", "MacDonald"));
    case.connect(ada, club, "suggested", &[("made_on", "1 feb")]);
    case.connect(
        ada,
        club,
        "attending",
        &[("made_on", "13 feb"), ("attended", "4"), ("last_attended", "1 mar")],
    );
    case.connect(ewan, club, "stopped", &[("made_on", "5 feb")]);
    case.connect(ewan, other, "started", &[]);
    let gone = case.connect(ewan, club, "belongs", &[]);
    case.put_away(Entity::Connection, gone);
    let id = club.0.to_string();
    case.add(Entity::FollowUp, &[("asset_id", &id), ("due_on", "fri"), ("what", "Ring Bea")]);
    case.add(Entity::Note, &[("asset_id", &id), ("text", "Step at the door."), ("written_on", "1 feb")]);
    case.add(Entity::Note, &[("asset_id", &id), ("text", "Ramp put in."), ("written_on", "1 mar")]);

    let page = case.store.asset(club).unwrap().unwrap();
    assert_eq!(page.record.values.text("name"), "Tuesday Lunch Club");
    assert_eq!(page.states, [("suggested", 1), ("attending", 1), ("stopped", 1)]);
    assert_eq!((page.people, page.going_on), (2, 1));
    assert_eq!(page.last.unwrap().to_string(), "2026-02-13");
    assert_eq!(page.checked_by, "jo");
    assert_eq!(
        page.reminders.iter().map(|row| row.what.as_str()).collect::<Vec<_>>(),
        ["Ring Bea", "Ask how it goes: Tuesday Lunch Club"]
    );
    assert_eq!(page.notes, 2);
    assert_eq!(case.store.asset(AssetId(99)).unwrap(), None);

    let notes = case.store.notes_of(Entity::Asset, club.0, Span::first(1)).unwrap();
    assert_eq!(
        (notes.rows[0].text.as_str(), notes.rows[0].by.as_str(), notes.total),
        ("Ramp put in.", "jo", 2)
    );
    let joined = case.store.connections_of_asset(club, Span { from: 1, most: 1 }).unwrap();
    assert_eq!(
        (joined.rows[0].given.as_str(), joined.rows[0].state.as_str(), joined.total),
        ("Ewan", "stopped", 3)
    );
    let of_ada = case.store.connections_of_person(ada).unwrap();
    assert_eq!(
        of_ada
            .iter()
            .map(|row| (row.asset_name.as_str(), row.state.as_str(), row.attended))
            .collect::<Vec<_>>(),
        [("Tuesday Lunch Club", "attending", Some(4)), ("Tuesday Lunch Club", "suggested", None)]
    );
    assert_eq!(case.store.connections(None, Span::first(9)).unwrap().total, 4);
    let started = case.store.connections(Some("started"), Span::first(9)).unwrap();
    assert_eq!((started.total, started.rows[0].asset), (1, Some(other)));
}

#[test]
fn whoever_introduced_them_is_named() {
    let mut case = Case::new();
    let club = case.asset("Chess", &[]);
    let (ada, joan) = (case.person("Ada", "Okonkwo"), case.person("Joan", "Taylor"));
    let by = joan.0.to_string();
    case.connect(ada, club, "made", &[("introduced_by", by.as_str())]);
    assert_eq!(case.store.connections_of_person(ada).unwrap()[0].introduced_by, "Joan TAYLOR");
}

#[test]
fn assets_that_nobody_checked_come_first_those_closed_or_fresh_not_at_all() {
    let mut case = Case::new();
    case.asset("Fresh", &[("checked_on", "1 feb")]);
    case.asset("Old", &[("checked_on", "1 sep 2025")]);
    case.asset("Older", &[("checked_on", "1 jun 2025")]);
    case.asset("Never", &[("checked_on", "")]);
    case.asset("Closed", &[("checked_on", "1 jan 2024"), ("status", "defunct")]);
    let names = |span| -> (Vec<String>, usize) {
        let page = case.store.stale_assets(today(), span).unwrap();
        (page.rows.into_iter().map(|row| row.name).collect(), page.total)
    };
    assert_eq!(names(Span::first(9)), (vec!["Never".into(), "Older".into(), "Old".into()], 3));
    assert_eq!(names(Span { from: 2, most: 5 }), (vec!["Old".into()], 3));
    let often = case.asset("Food bank", &[("checked_on", "1 feb"), ("check_every", "14")]);
    case.asset("Library", &[("checked_on", "1 jul 2025"), ("check_every", "365")]);
    let names = case.store.stale_assets(today(), Span::first(9)).unwrap();
    assert_eq!((names.total, names.rows[3].asset), (4, often), "each as often as it asks for");
}

#[test]
fn funding_that_ends_within_the_days_asked_is_told_with_how_many_go_there() {
    let mut case = Case::new();
    let soon =
        case.asset("Soon", &[("funding", "grant"), ("funder", "Lottery"), ("funding_until", "1 may 2026")]);
    case.asset("Later", &[("funding", "grant"), ("funding_until", "1 sep 2026")]);
    case.asset("None", &[]);
    let ada = case.person("Ada", "Okonkwo");
    case.connect(ada, soon, "attending", &[]);
    let page = case.store.funding_ending(today(), 90, Span::first(9)).unwrap();
    assert_eq!(page.total, 1);
    assert_eq!(
        (page.rows[0].asset, page.rows[0].funder.as_str(), page.rows[0].going_on),
        (soon, "Lottery", 1)
    );
    assert_eq!(case.store.funding_ending(today(), 365, Span::first(9)).unwrap().total, 2);
}
