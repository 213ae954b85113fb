//! What must be known before one rings or writes stands beside every number and address, on every screen; a restricted
//! record shows nothing but a name until somebody says why.

use insta::assert_snapshot;
use kith::domain::change::{Change, Who};
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Value, Values};
use kith::domain::id::PersonId;
use kith::domain::safe_contact::SafeContact;

use super::session::{Session, today};

/// Every screen about the person under the cursor of the queue.
const SCREENS: [&str; 6] = ["", "Enter", "Enter Tab", "Enter Tab Tab", "Enter Tab Tab Tab Tab", "y"];

#[test]
fn a_warning_stands_wherever_a_number_of_that_person_does() {
    let mut seen = 0;
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut session = Session::demo().at(width, height).press("2");
        for _ in 0..12 {
            for screen in SCREENS {
                session = session.press(screen);
                seen += check(&session);
                session = session.press(if screen.is_empty() { "" } else { "Esc" });
            }
            session = session.press("Down");
        }
    }
    assert!(seen > 10, "only {seen} numbers with a warning were met");
}

/// Looks for the numbers of everyone with a warning; gives how many were shown.
fn check(session: &Session) -> usize {
    let screen = session.screen();
    let people = session.store().records_after(Entity::Person, 0, 1000).unwrap();
    let mut shown = 0;
    for person in &people {
        let warning = SafeContact::of(&person.values).warning();
        if warning.is_empty() {
            continue;
        }
        let numbers = ["phone", "mobile", "work_phone", "email"].map(|field| person.values.text(field));
        if numbers.iter().any(|number| !number.is_empty() && screen.contains(number)) {
            let warning: String = warning.chars().take(12).collect();
            assert!(screen.contains(&warning), "no warning beside a number:\n{screen}");
            shown += 1;
        }
    }
    shown
}

/// Numbers and places that nobody else of the sample has.
const CANARIES: [(&str, &str); 6] = [
    ("phone", "0114 496 0971"),
    ("mobile", "07700 900971"),
    ("work_phone", "0114 496 0972"),
    ("email", "canary@example.org"),
    ("address", "97 Canary Row"),
    ("postcode", "ZE97 1CC"),
];

/// A person with every canary, whom nobody may ring or write to.
fn canary(extra: &[(&'static str, i64)]) -> Entry {
    let mut person = Entry::new(Entity::Person)
        .with("given", "Zuzanna")
        .with("family", "Aaronson")
        .with("safe_phone", "unsafe")
        .with("safe_letter", "unsafe")
        .with("safe_visit", "ask")
        .with("phone", "0114 496 0971")
        .with("mobile", "07700 900971")
        .with("work_phone", "0114 496 0972")
        .with("email", "canary@example.org")
        .with("address", "97 Canary Row")
        .with("postcode", "ZE97 1CC");
    for (field, value) in extra {
        person.values.set(field, *value);
    }
    person
}

fn with_canary(session: &Session, extra: &[(&'static str, i64)]) -> PersonId {
    let mut store = session.colleague();
    let referral =
        Entry::new(Entity::Referral).with("received", today()).with("source", "gp").with("state", "received");
    let change = Change::Refer {
        person: Who::New(canary(extra)),
        referral: referral.with("reason", "CANARY REASON"),
        consents: vec![],
        identities: vec![],
    };
    let person = PersonId(store.apply(&change).unwrap().id_of(Entity::Person).unwrap());
    let risk = Entry::new(Entity::Risk)
        .with("person_id", person.0)
        .with("category", "animal")
        .with("what", "a large dog")
        .with("from_on", today())
        .with("lone_working", 1);
    store.apply(&Change::Add(risk)).unwrap();
    let offer = Entry::new(Entity::Offer).with("person_id", person.0).with("what", "CANARY OFFER");
    let ask = Entry::new(Entity::Ask).with("person_id", person.0).with("what", "CANARY WISH");
    let give = Entry::new(Entity::Exchange)
        .with("giver_person_id", person.0)
        .with("receiver_person_id", 1)
        .with("what", "CANARY GIVE")
        .with("meant", "CANARY MEANING")
        .with("happened_on", today());
    let offer = offer.with("offered_on", today()).with("gift_kind", "hand").with("state", "open");
    for entry in [offer, ask.with("asked_on", today()).with("state", "open"), give.with("gift_kind", "hand")]
    {
        store.apply(&Change::Add(entry)).unwrap();
    }
    person
}

/// Ways to every screen that may show the person who is found by name.
const WAYS: [&str; 12] = [
    "",
    "Tab",
    "Tab Tab",
    "Tab Tab Tab",
    "Tab Tab Tab Tab",
    "Tab Tab Tab Tab Tab",
    "c",
    "r",
    "e",
    "e Ctrl+D",
    "y",
    "Space",
];

#[test]
fn no_screen_at_any_size_shows_an_unsafe_number_or_address_without_its_warning() {
    let mut shown = std::collections::BTreeSet::new();
    for (width, height) in [(80, 24), (120, 40), (200, 50), (40, 12)] {
        let mut session = Session::demo().at(width, height);
        with_canary(&session, &[]);
        for way in WAYS {
            session = session.press("1 Ctrl+F").write("aaronson").press("Enter");
            session = session.press(way);
            for _ in 0..30 {
                let screen = session.screen();
                for (field, canary) in CANARIES {
                    if screen.contains(canary) {
                        let warned = ["Never ring or write", "Never ring", "Ringing"]
                            .iter()
                            .any(|w| screen.contains(w));
                        assert!(warned, "{canary} without its warning, {width}x{height}, {way}:\n{screen}");
                        if field == "address" {
                            assert!(
                                screen.contains("Do not visit alone")
                                    || screen.contains("a large dog")
                                    || way.starts_with('e'),
                                "an address without its alert, {width}x{height}, {way}:\n{screen}"
                            );
                        }
                        shown.insert((field, way));
                    }
                }
                session = session.press("Down");
            }
            session = session.press("Esc Esc t Esc Esc");
        }
        // The lists.
        for pane in ["1", "2", "2 End", "Ctrl+F", "5"] {
            session = session.press(pane);
            let screen = session.screen();
            let bare = CANARIES.iter().any(|(_, canary)| screen.contains(canary));
            assert!(!bare || screen.contains("Never ring"), "{screen}");
            session = session.press("Esc");
        }
    }
    let fields: std::collections::BTreeSet<_> = shown.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields.len(), CANARIES.len(), "a canary was never met, so nothing is known of it: {shown:?}");
}

#[test]
fn a_restricted_record_shows_a_name_until_somebody_says_why() {
    let mut session = Session::demo().at(120, 40);
    let person = with_canary(&session, &[("restricted", 1)]);
    let hides = |session: &Session| {
        let screen = session.screen();
        for (_, canary) in CANARIES {
            assert!(!screen.contains(canary), "{canary}:\n{screen}");
        }
        assert!(!screen.contains("CANARY") && !screen.contains("large dog"), "{screen}");
    };
    for pane in ["1", "2", "2 End", "5", "4", "4 Tab", "4 Tab Tab", "4 Tab Tab Tab", "4 BackTab", "3", "1"] {
        session = session.press(pane);
        for _ in 0..60 {
            hides(&session);
            session = session.press("Down");
        }
    }
    session = session.press("Ctrl+F").write("aaronson");
    hides(&session);
    session = session.press("Enter");
    hides(&session);
    assert_snapshot!(session.screen(), @"
    [1 Today] 2 Queue  3 Assets  4 Give and take  5 Reports                             Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
         77 days      PRICE, Megan       How does it go? Pram Walk, Canal S~ | HUGHES, Dilys (Mrs)
                  +- Restricted record: AARONSON, Zuzanna ---------------------------------------------------+
         70 days  |                                                                                          |
                  |   This record is only for those who need it. What you write here is kept, and whoever    |
         69 days  |   works with them and supervisors are told that you opened it.                           |
                  |                                                                                          |
         64 days  |   Why you open it  >                                                                     |
                  |                                                                                          |s (Wed 18 Mar
         64 days  |   [ Save ]   [ Leave ]                                                                   |
                  |                                                                                          |
         46 days  |                                                                                          |
                  |                                                                                          |
         29 days  |                                                                                          |e, received 1
                  |                                                                                          |
         28 days  |                                                                                          |
                  |                                                                                          |
         20 days  |                                                                                          |
                  |                                                                                          |e Fri 21 Nov
                  |                                                                                          |Fri 21 Nov
     NOT CHECKED F|                                                                                          |
         49 assets|                                                                                          |Thu 25 Sep
                  |                                                                                          |Mon 20 Oct
     FUNDING ENDS |                                                                                          |
         10 assets|                                                                                          | Sports Hall,
                  |                                                                                          |2025, there
                  |                                                                                          |2025
                  |                                                                                          |
     NOT YET ASKED|                                                                                          |
         18 people|                                                                                          |all, in 15
                  |                                                                                          |
                  |                                                                                          | 10 min
     DONE TODAY (1|                                                                                          |rsation to
     >   08:50    |                                                                                          |em
                  +------------------------------------------------------------------------------------------+
                                                                             |   Mon 23 Feb  Phone call  Spoke, 10 min
    ------------------------------------------------------------------------------------------------------------------------
     Opening of a restricted record. Field 1 of 1: Why you open it.
     Tab next  Shift+Tab back  Ctrl+S save  Ctrl+E big editor  Esc leave  F1 help
    ");
    session = session.press("Ctrl+S");
    hides(&session);
    session = session.write("She rang and asked for me.").press("Ctrl+S");
    assert!(session.screen().contains("0114 496 0971"), "{}", session.screen());
    let views = session.store().views_of(person, 5).unwrap();
    assert_eq!(views[0].reason.as_deref(), Some("She rang and asked for me."));
    let alerts = session.store().reminders_of_person(person).unwrap();
    assert_eq!(
        alerts.iter().map(|row| row.what.as_str()).collect::<Vec<_>>(),
        ["Jo Evans opened this restricted record"]
    );
    // It is not taken back.
    let session = session.press("u");
    assert!(!session.screen().contains("opened a restricted"), "{}", session.screen());
}

#[test]
fn what_a_restricted_person_offers_wishes_or_gave_is_read_and_edited_only_with_a_reason() {
    for keys in ["4 Tab e", "4 Tab Tab e", "4 BackTab Enter"] {
        let session = Session::demo().at(80, 24);
        with_canary(&session, &[("restricted", 1)]);
        let session = session.press("Ctrl+R").press(keys);
        let screen = session.screen();
        assert!(screen.contains("Why you open it") && !screen.contains("CANARY"), "{keys}: {screen}");
        let session = session.write("She rang.").press("Ctrl+S").press("BackTab");
        // On the record that was opened it is there.
        assert!(session.screen().contains("CANARY"), "{}", session.screen());
    }
}

#[test]
fn a_draft_about_a_restricted_record_is_carried_on_only_with_a_reason() {
    let session = Session::demo().at(80, 24);
    let person = with_canary(&session, &[]);
    let session = session.press("Ctrl+F").write("aaronson").press("Enter e").write("x").press("Esc s");
    let restrict = Change::Edit {
        entity: Entity::Person,
        id: person.0,
        before: Values::new().with("restricted", Value::Nothing),
        after: Values::new().with("restricted", 1),
    };
    session.colleague().apply(&restrict).unwrap();
    let session = session.press("1 :").write("unfinished").press("Enter Enter");
    let screen = session.screen();
    assert!(screen.contains("Why you open it"), "{screen}");
    for (_, canary) in CANARIES {
        assert!(!screen.contains(canary), "{screen}");
    }
}

#[test]
fn an_edit_of_a_restricted_record_asks_why_too() {
    let session = Session::demo().at(80, 24);
    with_canary(&session, &[("restricted", 1)]);
    let session = session.press("Ctrl+R 2 /").write("aaronson").press("Enter e");
    assert!(session.screen().contains("Why you open it"), "{}", session.screen());
}

#[test]
fn what_fits_a_restricted_person_is_not_told_before_somebody_says_why() {
    let session = Session::demo().at(80, 24);
    with_canary(&session, &[("restricted", 1)]);
    let session = session.press("Ctrl+R 3 Down p").write("aaronson").press("Enter");
    let screen = session.screen();
    assert!(screen.contains("anyone. That record is restricted: open it (Ctrl+F), then s"), "{screen}");
    assert!(!screen.contains("matches \"") && !screen.contains("helps with \""), "{screen}");
}

#[test]
fn an_asset_counts_a_restricted_person_among_those_who_go_there_and_names_nobody() {
    let session = Session::demo().at(120, 40);
    let person = with_canary(&session, &[("restricted", 1)]);
    let joined = Entry::new(Entity::Connection)
        .with("person_id", person.0)
        .with("asset_id", 1)
        .with("kind", "introduction")
        .with("state", "attending")
        .with("said_yes", 1)
        .with("made_on", today())
        .with("note", "CANARY NOTE");
    let cooked = Entry::new(Entity::Exchange)
        .with("giver_person_id", person.0)
        .with("receiver_asset_id", 1)
        .with("what", "CANARY CAKE")
        .with("gift_kind", "hand")
        .with("happened_on", today());
    let neighbour = Entry::new(Entity::Connection)
        .with("person_id", 12)
        .with("other_person_id", person.0)
        .with("kind", "introduction")
        .with("state", "made")
        .with("said_yes", 1)
        .with("made_on", today());
    for entry in [joined, cooked, neighbour] {
        session.colleague().apply(&Change::Add(entry)).unwrap();
    }
    let mut session = session.press("Ctrl+R 3").write("tuesday lunch").press("Enter Enter");
    let mut told = 0;
    for _ in 0..7 {
        let screen = session.screen();
        assert!(!screen.to_lowercase().contains("aaronson") && !screen.contains("CANARY"), "{screen}");
        told += screen.to_lowercase().matches("somebody whose record is restricted").count();
        session = session.press("Tab");
    }
    assert!(told >= 2, "once among the people, once among what was received: {told}");
    // On the record of a neighbour it is somebody, not who.
    session.key(kith::tui::key::Key::Esc);
    let session = session.press("2 Ctrl+F").write("hughes").press("Enter Tab Tab");
    assert!(!session.screen().to_lowercase().contains("aaronson"), "{}", session.screen());
}

#[test]
fn whom_the_asset_search_is_for_is_noted_as_looked_at() {
    let session = Session::demo().at(80, 24);
    let before = session.store().views_of(PersonId(45), 9).unwrap().len();
    let session = session.press("3 Down p").write("ahmed").press("Enter");
    assert!(session.screen().contains("For (p): AHMED, Yusuf"), "{}", session.screen());
    assert_eq!(session.store().views_of(PersonId(45), 9).unwrap().len(), before + 1);
}
