//! What cannot be: said at the answer, in words, with nothing written and everything typed still there.

use kith::domain::entity::Entity;
use kith::domain::id::PersonId;
use kith::tui::request::FormRequest;

use super::session::Session;

fn person(session: &Session, words: &str) -> PersonId {
    session.store().find_people(words, 1).unwrap()[0].person
}

/// Opens the form of a contact with Ada, born on 14 July 1945, with a day.
fn contact_on(day: &str) -> Session {
    let mut session = Session::demo().at(120, 40);
    let ada = person(&session, "okonkwo");
    session.form(FormRequest::LogContact { person: ada, follow_up: None });
    session.press("Tab Ctrl+U").write(day).press("Ctrl+S")
}

#[test]
fn a_contact_in_the_future_or_before_somebody_was_born_is_refused_at_its_day() {
    for (day, reason) in [
        ("tomorrow", "Wed 4 Mar 2026 is still to come"),
        ("5 mar 2026", "Thu 5 Mar 2026 is still to come"),
        ("1 jan 1940", "is before they were born (14 Jul 1945)"),
    ] {
        let mut session = contact_on(day);
        let before = session.store().last_operation().unwrap();
        let screen = session.screen();
        assert!(session.status().contains(reason), "{day}: {}", session.status());
        assert!(screen.contains(day), "{day} is lost: {screen}");
        assert_eq!(session.store().last_operation().unwrap(), before);
        // Put right, it is saved.
        session = session.press("Ctrl+U").write("today").press("Ctrl+S");
        assert!(session.status().contains("Press u to undo"), "{day}: {}", session.status());
    }
}

#[test]
fn somebody_is_not_born_in_the_future() {
    let session = Session::demo().at(120, 40).press("a 2");
    assert!(session.screen().contains("Date of birth"), "{}", session.screen());
    let before = session.store().count(Entity::Person).unwrap();
    let session = session.write("Newcomer").press("Tab Tab").write("1 1 2030").press("Ctrl+S");
    assert!(session.status().contains("Date of birth"), "{}", session.status());
    assert_eq!(session.store().count(Entity::Person).unwrap(), before);
    assert!(session.screen().contains("1 1 2030"), "{}", session.screen());
}

#[test]
fn the_nhs_number_of_somebody_else_is_refused_and_says_whose_it_is() {
    let mut session = Session::demo().at(120, 40);
    let other = person(&session, "walker stan");
    let kept = session.store().needed(Entity::Person, other.0).unwrap().values;
    session.form(FormRequest::Edit { entity: Entity::Person, id: other.0 });
    // Ada's number.
    let mut at = 0;
    while !session.row_of_cursor().contains("NHS number") && at < 20 {
        session = session.press("Tab");
        at += 1;
    }
    let session = session.press("Ctrl+U").write("999 000 1235").press("Ctrl+S");
    assert!(
        session.screen().contains("OKONKWO") || session.status().contains("OKONKWO"),
        "{}",
        session.screen()
    );
    assert_eq!(session.store().needed(Entity::Person, other.0).unwrap().values, kept);
    assert!(session.screen().contains("999 000 1235"), "{}", session.screen());
}
