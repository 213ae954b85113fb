//! What must be known before one rings or writes stands beside every number, on every screen.

use kith::domain::entity::Entity;

use super::session::Session;

/// Every screen about the person under the cursor of the queue.
const SCREENS: [&str; 5] = ["", "Enter", "Enter Tab", "Enter Tab Tab", "Enter Tab Tab Tab Tab"];

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
    for person in people.iter().filter(|person| !person.values.text("safe_contact").is_empty()) {
        let numbers = ["phone", "mobile", "work_phone", "email"].map(|field| person.values.text(field));
        if numbers.iter().any(|number| !number.is_empty() && screen.contains(number)) {
            let warning: String = person.values.text("safe_contact").chars().take(16).collect();
            assert!(screen.contains(&warning), "no warning beside a number:\n{screen}");
            shown += 1;
        }
    }
    shown
}
