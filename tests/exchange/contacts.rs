//! Lists of contacts and reminders, and calendars: about people and groups that are known, by whichever worker it was.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Values};
use kith::import::kind::Kind;
use kith::store::Store;

use super::{caseload, figures, import, import_text, request};

/// Doris (1), Sam who works here, and a choir.
fn town() -> Store {
    let mut store = caseload();
    let mut add = |entry: Entry| drop(store.apply(&Change::Add(entry)).unwrap());
    add(Entry::new(Entity::Person)
        .with("given", "Doris")
        .with("family", "Page")
        .with("nhs_number", "9990001235"));
    add(Entry::new(Entity::Worker)
        .with("login", "sam")
        .with("name", "Sam Okoro")
        .with("role", "link_worker"));
    add(Entry::new(Entity::Asset)
        .with("name", "Town Choir")
        .with("kind", "association")
        .with("status", "active"));
    store
}

fn values(store: &Store, entity: Entity) -> Vec<Values> {
    store.records_after(entity, 0, 99).unwrap().into_iter().map(|record| record.values).collect()
}

const CONTACTS: &str = "\
Client,Date,Time,Contact type,Attended,Duration (minutes),Notes,Staff member,Ref
Doris Page,02/03/2026,10.30,Telephone,Yes,20,\"Talked, at length
about the garden\",Sam Okoro,C1
999 000 1235,01/03/2026,,Home visit,DNA,,,Nobody Known,C2
Nobody Atall,01/03/2026,,Call,Spoke to,,,jo,C3
Doris Page,31/12/2026,,Call,Spoke to,,,jo,C4
Doris Page,01/02/2026,,Pigeon,Spoke to,,,jo,C5
Town Choir,01/02/2026,,Call,Spoke to,,,jo,C6
";

#[test]
fn contacts_of_another_system_come_in_with_their_person_their_worker_and_their_own_words() {
    let mut store = town();
    let outcome = import_text(&mut store, Kind::Contacts, "contacts.csv", CONTACTS);
    // read, added, changed, same, set aside, refused
    assert_eq!(figures(&outcome), [6, 2, 0, 0, 2, 2]);
    let sam = store.records_after(Entity::Worker, 0, 9).unwrap();
    let sam = sam.iter().find(|one| one.values.text("login") == "sam").unwrap().id;
    let told = values(&store, Entity::Contact);
    let first = &told[0];
    assert_eq!(
        (first.number("person_id"), first.number("worker_id"), first.number("minutes")),
        (Some(1), Some(sam), Some(20))
    );
    let said = ["method", "happened_on", "happened_at", "outcome", "note"].map(|field| first.text(field));
    assert_eq!(said, ["phone", "2026-03-02", "10:30", "spoke", "Talked, at length\nabout the garden"]);
    assert_eq!((told[1].text("method"), told[1].text("outcome")), ("home_visit", "did_not_attend"));
    // A worker nobody knows is said; whoever imports stands there.
    assert!(
        outcome.remarks.iter().any(|remark| remark.text.contains("Nobody Known")),
        "{:?}",
        outcome.remarks
    );
    assert_ne!(told[1].number("worker_id"), Some(sam));
    let again = import_text(&mut store, Kind::Contacts, "contacts.csv", CONTACTS);
    assert_eq!(figures(&again), [6, 0, 0, 2, 2, 2]);
    assert_eq!(again.operation, None);
    // The contact counts: she was spoken to.
    store.undo().unwrap();
    assert!(values(&store, Entity::Contact).is_empty());
}

#[test]
fn an_informal_contact_needs_nobody_we_know() {
    let mut store = town();
    let list = "With whom,Date,Contact type\nA man at the market,01/03/2026,In person\n,01/03/2026,Call\n";
    let outcome = import_text(
        &mut store,
        Kind::Contacts,
        "informal.csv",
        &format!("Who,{list}").replace("\nA", "\n,A").replace("\n,0", "\n,,0"),
    );
    assert_eq!(figures(&outcome), [2, 1, 0, 0, 1, 0], "{:?}", outcome.problems);
    assert_eq!(values(&store, Entity::Contact)[0].text("somebody"), "A man at the market");
}

#[test]
fn a_contact_of_another_caseload_comes_in_once_and_finds_its_person_by_the_number_there() {
    let mut store = caseload();
    let person = "01955d0e-b5c0-7646-9af3-03bb583db0e1";
    let people = format!("uid,given,family\n{person},Zoe,Bronte-Hall\n");
    assert_eq!(figures(&import_text(&mut store, Kind::People, "people.csv", &people)), [1, 1, 0, 0, 0, 0]);
    let list = format!(
        "uid,whose,somebody,happened_on,method\n\
         01955d0e-b5c0-7dc4-a8f4-0398af17b7c2,{person},,2026-03-01,phone\n\
         01955d0e-b5c0-7af8-996c-dacb3c779367,,A man at the market,2026-03-02,home_visit\n"
    );
    let first = import_text(&mut store, Kind::Contacts, "contacts.csv", &list);
    assert_eq!(figures(&first), [2, 2, 0, 0, 0, 0], "{:?}", first.problems);
    assert_eq!(values(&store, Entity::Contact)[0].number("person_id"), Some(1));
    for _ in 0..2 {
        let again = import_text(&mut store, Kind::Contacts, "contacts.csv", &list);
        assert_eq!(figures(&again), [2, 0, 0, 2, 0, 0], "{:?}", again.problems);
    }
}

#[test]
fn reminders_of_another_system_come_in_with_state_and_how_they_come_again() {
    let mut store = town();
    let list = "Who,Task,Due date,Status,Assigned to,Repeat,Completed on\n\
        Doris Page,Ring about the lunch club,10/03/2026,Outstanding,sam,every 2 weeks,\n\
        Town Choir,Ask about chairs,01/02/2026,Completed,,,02/02/2026\n\
        Doris Page,Something,soon,To do,,,\n";
    let outcome = import_text(&mut store, Kind::FollowUps, "tasks.csv", list);
    assert_eq!(figures(&outcome), [3, 2, 0, 0, 0, 1], "{:?}", outcome.problems);
    let told = values(&store, Entity::FollowUp);
    let said = |at: usize| {
        ["what", "due_on", "state", "recurrence", "done_on"].map(|field| told[at].text(field).to_owned())
    };
    assert_eq!(said(0), ["Ring about the lunch club", "2026-03-10", "open", "2w", ""]);
    assert_eq!(said(1), ["Ask about chairs", "2026-02-01", "done", "", "2026-02-02"]);
    assert_eq!(figures(&import_text(&mut store, Kind::FollowUps, "tasks.csv", list)), [3, 0, 0, 2, 0, 1]);
}

/// A calendar with these lines in it.
fn calendar(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", lines.trim().replace('\n', "\r\n"))
}

#[test]
fn a_calendar_comes_in_as_reminders_in_our_time() {
    let mut store = town();
    let text = calendar(
        "BEGIN:VEVENT\nUID:a1\nSUMMARY:Visit\\, with flowers\nCONTACT:Doris Page\nDTSTART:20260701T090000Z\nRRULE:FREQ=WEEKLY;INTERVAL=2\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a2\nSUMMARY:Call New York\nCONTACT:9990001235\nDTSTART;TZID=America/New_York:20260115T100000\nEND:VEVENT\n\
         BEGIN:VTODO\nUID:a3\nSUMMARY:Forms\nCONTACT:Town Choir\nDUE;VALUE=DATE:20260220\nSTATUS:COMPLETED\nCOMPLETED:20260221T100000Z\nEND:VTODO\n\
         BEGIN:VEVENT\nUID:a4\nSUMMARY:Team meeting\nDTSTART;VALUE=DATE:20260305\nEND:VEVENT\n\
         BEGIN:VJOURNAL\nSUMMARY:A thought\nEND:VJOURNAL",
    );
    let outcome = import_text(&mut store, Kind::FollowUps, "work.ics", &text);
    assert_eq!((outcome.format.as_str(), figures(&outcome)), ("ics", [4, 3, 0, 0, 1, 0]));
    assert_eq!(outcome.left_out.len(), 1);
    assert_eq!(
        (outcome.problems[0].line, outcome.problems[0].reason.as_str()),
        (24, "The row does not say whose it is.")
    );
    let told = values(&store, Entity::FollowUp);
    let said = |at: usize| {
        ["what", "due_on", "due_at", "recurrence", "state"].map(|field| told[at].text(field).to_owned())
    };
    assert_eq!(said(0), ["Visit, with flowers", "2026-07-01", "10:00", "2w", "open"]);
    assert_eq!(said(1), ["Call New York", "2026-01-15", "15:00", "", "open"]);
    assert_eq!(said(2), ["Forms", "2026-02-20", "", "", "done"]);
    assert_eq!(figures(&import_text(&mut store, Kind::FollowUps, "work.ics", &text)), [4, 0, 0, 3, 1, 0]);
}

#[test]
fn a_reminder_that_was_moved_in_a_calendar_of_ours_moves_here() {
    let mut store = town();
    store
        .apply(&Change::Add(
            Entry::new(Entity::FollowUp)
                .with("person_id", 1)
                .with("what", "Ring")
                .with("due_on", "2026-03-10")
                .with("state", "open"),
        ))
        .unwrap();
    let uid = store.record(Entity::FollowUp, 1).unwrap().unwrap().uid.unwrap();
    let at = |when: &str| {
        calendar(&format!("BEGIN:VEVENT\nUID:{uid}@kith\nSUMMARY:DP: reminder\n{when}\nEND:VEVENT"))
    };
    let same = import_text(&mut store, Kind::FollowUps, "kith.ics", &at("DTSTART;VALUE=DATE:20260310"));
    assert_eq!(figures(&same), [1, 0, 0, 1, 0, 0]);
    let moved = import_text(
        &mut store,
        Kind::FollowUps,
        "kith.ics",
        &at("DTSTART;TZID=Europe/London:20260312T141500"),
    );
    assert_eq!(figures(&moved), [1, 0, 1, 0, 0, 0]);
    let held = store.record(Entity::FollowUp, 1).unwrap().unwrap().values;
    assert_eq!(
        (held.text("due_on"), held.text("due_at"), held.text("what")),
        ("2026-03-12", "14:15", "Ring")
    );
}

#[test]
fn a_calendar_of_a_community_comes_in_as_assets_with_days_and_hours() {
    let mut store = caseload();
    let text = calendar(
        "BEGIN:VEVENT\nUID:b1\nSUMMARY:Knit and natter\nLOCATION:Library\nDTSTART;TZID=Europe/London:20260303T140000\nDTEND;TZID=Europe/London:20260303T160000\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:b2\nSUMMARY:Repair cafe\nDTSTART;VALUE=DATE:20260314\nRRULE:FREQ=MONTHLY;BYDAY=2SA\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:b3\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20260509\nSTATUS:CANCELLED\nEND:VEVENT",
    );
    assert_eq!(figures(&import_text(&mut store, Kind::Assets, "town.ics", &text)), [3, 3, 0, 0, 0, 0]);
    let told = values(&store, Entity::Asset);
    let said: Vec<_> =
        told.iter().map(|one| (one.text("name"), one.text("schedule"), one.text("status"))).collect();
    assert_eq!(
        said,
        [
            ("Knit and natter", "Tue, Thu 14:00-16:00", "active"),
            ("Repair cafe", "second Sat of the month", "active"),
            ("Fair", "Sat 9 May 2026", "inactive"),
        ]
    );
}

#[test]
fn calendars_of_other_programs_are_read_as_far_as_they_can_be() {
    for (name, counts, left_out) in [
        ("america_new_york.ics", [1, 1, 0, 0, 0, 0], 0),
        ("issue_1050_calendar_with_events_and_todos.ics", [2, 2, 0, 0, 0, 0], 2),
        ("issue_722_timezone_transition_ambiguity.ics", [4, 4, 0, 0, 0, 0], 0),
        ("big_bad_calendar.ics", [20, 0, 0, 0, 0, 20], 0),
    ] {
        let outcome = import(&mut caseload(), &request(Kind::Assets, &format!("calendars/{name}")));
        assert_eq!((figures(&outcome), outcome.left_out.len()), (counts, left_out), "{name}: {outcome:?}");
    }
    let mut store = caseload();
    let fault =
        kith::import::run(&mut store, &request(Kind::People, "calendars/america_new_york.ics"), &mut |_| {
            true
        });
    assert!(fault.unwrap_err().message.contains("A calendar holds no people."));
}
