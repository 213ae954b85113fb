//! The community's side: closures, visits, gaps, people joined to people, distances, and why a search is empty.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Values};
use kith::domain::facets::Facets;
use kith::domain::id::{AssetId, FollowUpId, PersonId};
use kith::domain::place::{Point, millionths};
use kith::fault::Fault;
use kith::report::closure::Closure;
use kith::report::growing::{Growing, Plan};
use kith::store::find::AssetAsk;
use kith::store::page::Span;
use kith::store::postcodes::PublicRow;

use super::{Case, today};

fn texts(case: &Case, entity: Entity, id: i64, fields: &[&str]) -> Vec<String> {
    let values = case.store.needed(entity, id).unwrap().values;
    fields
        .iter()
        .map(|field| values.number(field).map_or_else(|| values.text(field).to_owned(), |n| n.to_string()))
        .collect()
}

fn open_reminders(case: &Case, person: PersonId) -> Vec<String> {
    case.store.reminders_of_person(person).unwrap().iter().map(|row| row.what.clone()).collect()
}

#[test]
fn a_closure_ends_the_connections_and_makes_a_reminder_for_each_person_and_one_undo_takes_it_back() {
    let mut case = Case::new();
    let club = case.asset("Lunch Club", &[("needs", "loneliness")]);
    let (ada, ben, cleo) = (case.person("Ada", "A"), case.person("Ben", "B"), case.person("Cleo", "C"));
    let goes = case.connect(ada, club, "attending", &[]);
    let waits = case.connect(ben, club, "waiting", &[]);
    let stopped = case.connect(cleo, club, "stopped", &[]);
    let before = open_reminders(&case, ada);
    let closure = Closure::of(&case.store, club).unwrap();
    assert_eq!(
        closure.sentence(),
        "2 people are connected: Ada A, Ben B. Whoever works with them gets a reminder."
    );
    let change = closure.change("defunct", "no caretaker", today()).unwrap();
    case.store.apply(&change).unwrap();
    assert_eq!(texts(&case, Entity::Asset, club.0, &["status"]), ["defunct"]);
    for id in [goes, waits] {
        assert_eq!(
            texts(&case, Entity::Connection, id, &["state", "reason_ended"]),
            ["asset_closed", "no caretaker"]
        );
    }
    assert_eq!(texts(&case, Entity::Connection, stopped, &["state"]), ["stopped"]);
    for person in [ada, ben] {
        assert_eq!(
            open_reminders(&case, person),
            ["Lunch Club has closed: what now?"],
            "checks are cancelled"
        );
    }
    assert!(open_reminders(&case, cleo).is_empty());
    let notes = case.store.notes_of(Entity::Asset, club.0, Span::first(5)).unwrap();
    assert_eq!(notes.rows[0].text, "Closed for good: no caretaker");
    assert!(Closure::of(&case.store, club).unwrap().change("defunct", "", today()).is_err());
    case.store.undo().unwrap();
    assert_eq!(texts(&case, Entity::Connection, goes, &["state", "reason_ended"]), ["attending", ""]);
    assert_eq!(open_reminders(&case, ada), before);
    assert_eq!(case.store.follows_from_records().unwrap(), Some(true));
}

#[test]
fn a_pause_keeps_the_connections_and_still_makes_the_reminders() {
    let mut case = Case::new();
    let club = case.asset("Lunch Club", &[]);
    let ada = case.person("Ada", "A");
    let goes = case.connect(ada, club, "attending", &[]);
    let closure = Closure::of(&case.store, club).unwrap();
    let change = closure.change("temporarily_closed", "", today()).unwrap();
    case.store.apply(&change).unwrap();
    assert_eq!(texts(&case, Entity::Connection, goes, &["state"]), ["attending"]);
    assert!(
        open_reminders(&case, ada).iter().any(|what| what.starts_with("Lunch Club is closed for a time"))
    );
    assert!(closure.change("burnt", "", today()).is_err());
}

#[test]
fn visits_have_their_numbers_and_count_as_attended() {
    let mut case = Case::new();
    let club = case.asset("Chess", &[]);
    let ada = case.person("Ada", "A");
    let connection = case.connect(ada, club, "made", &[("kind", "accompanied")]);
    let id = connection.to_string();
    let visit = |case: &mut Case, on: &str, how: &str| {
        case.add(
            Entity::Visit,
            &[("connection_id", &id), ("visited_on", on), ("how", how), ("companion", "Jo")],
        )
    };
    let state = ["state", "attended", "first_attended", "last_attended"];
    let first = visit(&mut case, "10 feb", "together");
    assert_eq!(
        texts(&case, Entity::Connection, connection, &state),
        ["started", "1", "2026-02-10", "2026-02-10"]
    );
    visit(&mut case, "17 feb", "not_gone");
    assert_eq!(texts(&case, Entity::Connection, connection, &["attended"]), ["1"]);
    let third = visit(&mut case, "24 feb", "alone");
    assert_eq!(
        texts(&case, Entity::Connection, connection, &state),
        ["attending", "2", "2026-02-10", "2026-02-24"]
    );
    assert_eq!(texts(&case, Entity::Visit, third, &["number"]), ["3"]);
    case.put_away(Entity::Visit, first);
    assert_eq!(texts(&case, Entity::Connection, connection, &["attended"]), ["1"]);
    let numbers: Vec<i64> =
        case.store.visits_of(connection).unwrap().iter().map(|visit| visit.number).collect();
    assert_eq!(numbers, [2, 3]);
}

#[test]
fn a_planned_visit_is_a_reminder_of_its_day_until_it_happened() {
    let mut case = Case::new();
    let club = case.asset("Chess", &[]);
    let ada = case.person("Ada", "A");
    let connection = case.connect(ada, club, "made", &[("kind", "accompanied")]).to_string();
    let planned = |what: &str| what.starts_with("Go along");
    case.add(
        Entity::Visit,
        &[
            ("connection_id", &connection),
            ("visited_on", "10 mar"),
            ("how", "planned"),
            ("companion", "Colin"),
        ],
    );
    let open = open_reminders(&case, ada);
    assert!(open.contains(&"Go along: Chess, with Colin".to_owned()), "{open:?}");
    case.add(Entity::Visit, &[("connection_id", &connection), ("visited_on", "today"), ("how", "met_there")]);
    assert!(!open_reminders(&case, ada).iter().any(|what| planned(what)));
}

#[test]
fn whoever_waits_for_a_gap_is_told_when_it_runs() {
    let mut case = Case::new();
    let (ada, ben) = (case.person("Ada", "A"), case.person("Ben", "B"));
    let gap = Case::entry(Entity::Gap, &[("what", "a choir"), ("need", "confidence")]);
    let wait = Entry::new(Entity::GapPerson).with("person_id", ada.0).with("since", today());
    let change = Change::Together {
        verb: kith::domain::change::Verb::Add,
        changes: vec![Change::Add(gap), Change::AddToLast { entry: wait, field: "gap_id" }],
    };
    let gap = case.store.apply(&change).unwrap().id_of(Entity::Gap).unwrap();
    case.of(ben, Entity::GapPerson, &[("gap_id", &gap.to_string()), ("would_join", "yes")]);
    let waiting = case.store.waiting_for(gap).unwrap();
    assert_eq!(
        waiting.iter().map(|one| (one.person, one.would_join)).collect::<Vec<_>>(),
        [(ben, true), (ada, false)]
    );
    let moved = |case: &mut Case, from: &str, to: &str| {
        let before = Values::new().with("state", from);
        let after = Values::new().with("state", to).with("led_by", "Gwen");
        case.store.apply(&Change::Edit { entity: Entity::Gap, id: gap, before, after }).unwrap();
    };
    moved(&mut case, "noted", "being_grown");
    assert!(open_reminders(&case, ada).is_empty());
    moved(&mut case, "being_grown", "running");
    assert_eq!(open_reminders(&case, ada), ["Tell them: a choir runs now, led by Gwen"]);
    let reminder = case.store.reminders_of_person(ada).unwrap()[0].follow_up;
    case.store.apply(&Change::Finish { id: FollowUpId(reminder.0), on: today() }).unwrap();
    let told: Vec<bool> =
        case.store.waiting_for(gap).unwrap().iter().map(|one| one.told_on.is_some()).collect();
    assert_eq!(told, [false, true], "Ada was told, Ben not yet");
    let row = &case.store.gaps(Some("running"), Span::first(5)).unwrap().rows[0];
    assert_eq!((row.waiting, row.would_join, row.led_by.as_str()), (2, 1, "Gwen"));
}

#[test]
fn a_gap_becomes_a_group_with_its_champion_and_first_members_as_one_act() {
    let mut case = Case::new();
    let people = ["Ada", "Ben", "Cleo"].map(|given| case.person(given, "Test"));
    let [ada, ben, cleo] = people;
    let gap = case.add(Entity::Gap, &[("what", "a choir"), ("need", "confidence"), ("area", "Mill End")]);
    let id = gap.to_string();
    for (person, would) in [(ada, "yes"), (ben, "yes"), (cleo, "no")] {
        case.of(person, Entity::GapPerson, &[("gap_id", &id), ("would_join", would)]);
    }
    let record = case.store.needed(Entity::Gap, gap).unwrap();
    let growing =
        Growing { name: "Mill End Choir".to_owned(), champion: Some(ada.0), members: true, runs: true };
    let change = Plan::of(&case.store, record).unwrap().change(&growing, "Ada TEST", today());
    let done = case.store.apply(&change).unwrap();
    let group = kith::domain::id::AssetId(done.id_of(Entity::Asset).unwrap());
    let values = case.store.needed(Entity::Asset, group.0).unwrap().values;
    assert_eq!(
        (values.text("name"), values.text("needs"), values.text("status")),
        ("Mill End Choir", "confidence", "active")
    );
    let gap_now = case.store.needed(Entity::Gap, gap).unwrap().values;
    assert_eq!(
        (gap_now.number("became_id"), gap_now.text("state"), gap_now.text("led_by")),
        (Some(group.0), "running", "Ada TEST")
    );
    // The champion leads it; Ben, who said that he would, is its first member; Cleo only waits, and all are told.
    let stands =
        |case: &Case, person| case.store.rungs_of(person).unwrap().first().map(|one| one.rung.code());
    assert_eq!(people.map(|person| stands(&case, person)), [Some("leader"), Some("recipient"), None]);
    for person in people {
        assert_eq!(
            open_reminders(&case, person).iter().filter(|what| what.starts_with("Tell them")).count(),
            1
        );
    }
    // A gap becomes one group, not two.
    let again = case.store.needed(Entity::Gap, gap).unwrap();
    assert!(Plan::of(&case.store, again).is_err());
    case.store.undo().unwrap();
    assert_eq!(people.map(|person| stands(&case, person)), [None, None, None]);
    assert!(case.store.needed(Entity::Gap, gap).unwrap().values.number("became_id").is_none());
}

#[test]
fn somebody_is_joined_to_another_person_and_both_see_it() {
    let mut case = Case::new();
    let (ada, ben) = (case.person("Ada", "A"), case.person("Ben", "B"));
    case.of(
        ada,
        Entity::Connection,
        &[("other_person_id", &ben.0.to_string()), ("state", "attending"), ("said_yes", "yes")],
    );
    let rows = case.store.connections_of_person(ada).unwrap();
    assert_eq!((rows[0].asset_name.as_str(), rows[0].other, rows[0].asset), ("Ben B", Some(ben), None));
    for (person, other) in [(ada, "Ben B"), (ben, "Ada A")] {
        let line = case.store.timeline(person, Span::first(9)).unwrap();
        assert!(line.rows.iter().any(|entry| entry.kind == Entity::Connection && entry.other == other));
    }
    assert_eq!(case.store.connections_going_on().unwrap(), (1, 1), "it counts as one to a neighbour");
    assert_eq!(case.store.connections_to_groups(Span::first(9)).unwrap().total, 1);
    assert_eq!(case.store.follows_from_records().unwrap(), Some(true));
    let twice = kith::domain::entry::Draft::with_defaults(Entity::Connection)
        .with("person_id", "1")
        .with("asset_id", "1")
        .with("other_person_id", "2");
    let now = today().and_hms_opt(9, 0, 0).unwrap();
    assert_eq!(kith::domain::check::check(&twice, now).unwrap_err()[0].field, "asset_id");
}

#[test]
fn a_card_comes_down_by_itself() {
    let mut case = Case::new();
    case.add(Entity::Notice, &[("title", "Seed swap"), ("body", "Bring seeds.")]);
    let cards = |days: u64| case.store.notices(Some(today() + chrono::Days::new(days))).unwrap().len();
    assert_eq!((cards(0), cards(28), cards(29)), (1, 1, 0));
    assert_eq!(case.store.notices(None).unwrap().len(), 1);
}

fn found(case: &Case, text: &str, facets: &str) -> Vec<String> {
    let ask = AssetAsk { text: text.into(), facets: Facets::read(facets).unwrap(), ..AssetAsk::default() };
    let page = case.store.find_assets(&ask, Span::first(50)).unwrap().page;
    page.rows.iter().map(|hit| hit.name.clone()).collect()
}

#[test]
fn each_facet_narrows_by_what_the_words_say() {
    let mut case = Case::new();
    case.asset(
        "Lunch Club",
        &[
            ("schedule", "Tue 12:00-14:00"),
            ("cost", "3 pounds"),
            ("ages", "50+"),
            ("access", "Level access, hearing loop"),
            ("languages", "English, Urdu"),
            ("attending", "drop_in"),
            ("meets_people", "yes"),
            ("checked_on", "1 mar"),
            ("gifts_welcomed", "hand"),
            ("sector", "charity"),
        ],
    );
    case.asset("Night Choir", &[("schedule", "Thu 19:30"), ("cost", "free"), ("attending", "referral")]);
    case.asset("Nobody Knows", &[("checked_on", "")]);
    for (facets, names) in [
        ("day=tue", vec!["Lunch Club"]),
        ("day=tue,thu", vec!["Lunch Club", "Night Choir"]),
        ("part=evening", vec!["Night Choir"]),
        ("cost=free", vec!["Night Choir"]),
        ("cost=3", vec!["Lunch Club", "Night Choir"]),
        ("age=30", vec!["Night Choir", "Nobody Knows"]),
        ("access=\"hearing loop\"", vec!["Lunch Club"]),
        ("language=urdu", vec!["Lunch Club"]),
        ("attend=drop_in", vec!["Lunch Club"]),
        ("meets=yes", vec!["Lunch Club"]),
        ("gift=hand", vec!["Lunch Club"]),
        ("sector=charity", vec!["Lunch Club"]),
        ("fresh=yes", vec!["Lunch Club", "Night Choir"]),
        ("day=tue cost=free", vec![]),
    ] {
        assert_eq!(found(&case, "", facets), names, "{facets}");
    }
    assert_eq!(found(&case, "club day:tue", ""), ["Lunch Club"]);
    assert!(found(&case, "club day:thu", "").is_empty());
}

fn postcodes(case: &mut Case, rows: &[(&str, &str, &str)]) -> kith::store::Postcodes {
    let rows = rows.iter().map(|(code, lat, lon)| {
        let at = Point::in_the_uk(millionths(lat).unwrap(), millionths(lon).unwrap()).unwrap();
        Ok::<_, Fault>(PublicRow { postcode: Some((*code).to_owned()), at: Some(at), ..PublicRow::default() })
    });
    case.store.keep_postcodes(rows, true).unwrap()
}

#[test]
fn distances_are_about_without_a_table_of_postcodes_and_exact_with_one() {
    let mut case = Case::new();
    let ada = case.person_with("Ada", "A", &[("needs", "loneliness"), ("postcode", "S6 3BS")]);
    case.asset("Near", &[("needs", "loneliness"), ("postcode", "S6 1AA")]);
    case.asset("Far", &[("needs", "loneliness"), ("postcode", "S10 1AA")]);
    let told = |case: &Case| -> Vec<(String, String)> {
        let ask = AssetAsk { for_person: Some(ada), ..AssetAsk::default() };
        let page = case.store.find_assets(&ask, Span::first(9)).unwrap().page;
        let far = |hit: &kith::store::find::AssetHit| {
            hit.distance.map(kith::domain::matching::Distance::short).unwrap_or_default()
        };
        page.rows.iter().map(|hit| (hit.name.clone(), far(hit))).collect()
    };
    let about = told(&case);
    assert_eq!(
        about[0],
        ("Near".to_owned(), String::new()),
        "the middle of one area says nothing of how far"
    );
    assert!(about[1].1.starts_with("about "), "{about:?}");
    let counts = postcodes(
        &mut case,
        &[
            ("S6 3BS", "53.4000", "-1.5000"),
            ("S6 1AA", "53.4072", "-1.5000"),
            ("S10 1AA", "53.3800", "-1.5000"),
        ],
    );
    assert_eq!((counts.added, counts.same), (3, 0));
    assert_eq!(
        told(&case),
        [("Near".to_owned(), "0.5 miles".to_owned()), ("Far".to_owned(), "1.4 miles".to_owned())]
    );
    assert_eq!(case.store.follows_from_records().unwrap(), Some(true));
    assert_eq!(postcodes(&mut case, &[("S6 3BS", "53.4000", "-1.5000")]).same, 1);
    let within = |miles: &str| {
        let facets = Facets::read(&format!("within={miles}")).unwrap();
        let ask = AssetAsk { for_person: Some(ada), facets, ..AssetAsk::default() };
        case.store.find_assets(&ask, Span::first(9)).unwrap().page.total
    };
    assert_eq!((within("0.4"), within("1"), within("1.5")), (0, 1, 2));
}

#[test]
fn an_empty_search_says_why_and_what_would_meet_something() {
    let mut case = Case::new();
    case.asset("Lunch Club", &[("schedule", "Tue 12:00-14:00"), ("cost", "3 pounds")]);
    case.asset("Old Choir", &[("status", "defunct")]);
    let why = |text: &str, facets: &str| {
        let ask =
            AssetAsk { text: text.into(), facets: Facets::read(facets).unwrap(), ..AssetAsk::default() };
        assert_eq!(case.store.find_assets(&ask, Span::first(1)).unwrap().page.total, 0, "{text} {facets}");
        case.store.why_no_assets(&ask).unwrap().lines.join(" ")
    };
    assert_eq!(why("zebra", ""), "No asset has a word like \"zebra\".");
    assert_eq!(why("", "day=tue cost=free"), "Without cost=free there is 1 asset.");
    assert!(why("choir", "").starts_with("1 asset fits, but has closed"));
    assert!(why("lunch", "day=mon").contains("Without day=mon there is 1 asset."));
}

#[test]
fn a_word_that_no_asset_has_any_more_is_no_longer_near_anything() {
    let mut case = Case::new();
    let asset = case.asset("Wensleydale Singers", &[]);
    assert_eq!(found(&case, "wensleydal singers", ""), ["Wensleydale Singers"]);
    assert_eq!(found(&case, "wenslydale", ""), ["Wensleydale Singers"]);
    let before = Values::new().with("name", "Wensleydale Singers");
    let after = Values::new().with("name", "Dale Singers");
    case.store.apply(&Change::Edit { entity: Entity::Asset, id: asset.0, before, after }).unwrap();
    assert!(found(&case, "wenslydale", "").is_empty());
    assert_eq!(found(&case, "singrs", ""), ["Dale Singers"]);
}

#[test]
fn our_own_load_on_an_asset_tells_who_waits_and_who_was_turned_down() {
    let mut case = Case::new();
    let club = case.asset("Club", &[]);
    for (n, state, why) in [
        (1, "made", ""),
        (2, "attending", ""),
        (3, "declined", "full"),
        (4, "declined", "not_wanted"),
        (5, "did_not_start", ""),
        (6, "suggested", ""),
        (7, "declined", "Full: try in May"),
    ] {
        let person = case.person(&format!("P{n}"), "X");
        case.connect(person, club, state, &[("reason_ended", why)]);
    }
    let load = case.store.load_on(AssetId(club.0)).unwrap();
    assert_eq!(
        (load.sent, load.waiting, load.refused, load.did_not_start, load.going),
        (6, 1, 2, 1, 1),
        "{load:?}"
    );
}

#[test]
fn step_free_is_asked_for_by_its_name_whatever_words_the_asset_has() {
    let mut case = Case::new();
    case.asset("Ramp Club", &[("access", "Ramp at the side door")]);
    case.asset("Lift Club", &[("access", "Lift to all floors")]);
    case.asset("Stair Club", &[("access", "Up one flight of stairs")]);
    case.asset("Silent Club", &[]);
    let names = |filter: &str| {
        let ask = AssetAsk { facets: Facets::read(filter).unwrap(), ..AssetAsk::default() };
        let found = case.store.find_assets(&ask, Span::first(9)).unwrap();
        found.page.rows.into_iter().map(|hit| hit.name).collect::<Vec<_>>()
    };
    assert_eq!(names("access=step-free"), ["Lift Club", "Ramp Club"]);
    assert_eq!(names("access=\"side door\""), ["Ramp Club"], "any other words are looked for as they are");
}

#[test]
fn the_reminder_that_a_gap_runs_names_the_group_it_became() {
    let mut case = Case::new();
    let ada = case.person("Ada", "A");
    let gap = case.add(
        Entity::Gap,
        &[
            ("what", "Something with bikes"),
            ("raised_from", "worker"),
            ("raised_on", "2026-02-01"),
            ("state", "noted"),
        ],
    );
    case.add(
        Entity::GapPerson,
        &[("gap_id", &gap.to_string()), ("person_id", &ada.0.to_string()), ("since", "2026-02-01")],
    );
    let plan = Plan::of(&case.store, case.store.needed(Entity::Gap, gap).unwrap()).unwrap();
    let growing = Growing { name: "Slow Wheels".into(), champion: None, members: true, runs: true };
    case.store.apply(&plan.change(&growing, "", today())).unwrap();
    assert_eq!(open_reminders(&case, ada), ["Tell them: Slow Wheels runs now"]);
}
