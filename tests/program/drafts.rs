//! What was typed and not saved: it outlives every end of the program and is offered back at the next start.

use rustix::process::Signal;

use super::{Home, SIZE};
use crate::terminal::session::{Ended, Session};

const WORDS: &str = "Ada answered after two rings";
const OFFER: &str = "You have an unfinished contact with";

/// The notes of a contact form with something typed into them.
fn typing(home: &Home) -> Session {
    let mut session = home.start(&[]);
    session.press("2");
    session.wait_for("[2 Queue]");
    session.press("c");
    session.wait_for("Log a contact");
    session.press("Tab Tab Tab Tab");
    session.wait_for("Notes, optional");
    session.type_text(WORDS);
    session.wait_for(WORDS);
    session
}

/// The next start, at the offer to carry on.
fn offered(home: &Home) -> Session {
    let session = home.start_in(&[], &[], SIZE);
    session.wait_for("Carry on?");
    session.wait_for(OFFER);
    session
}

fn notes(home: &Home) -> usize {
    let listed = home.run(&["list", "contacts", "--json", "--limit", "10000"]);
    String::from_utf8(listed.stdout).unwrap().matches(WORDS).count()
}

#[test]
fn what_was_typed_when_the_line_dropped_is_offered_back_and_can_be_saved() {
    for way in ["SIGTERM", "SIGHUP", "a dropped line"] {
        let home = Home::with_a_caseload();
        let mut session = typing(&home);
        let status = match way {
            "SIGTERM" => {
                session.signal(Signal::TERM);
                143
            }
            "SIGHUP" => {
                session.signal(Signal::HUP);
                129
            }
            _ => {
                session.hang_up();
                129
            }
        };
        assert_eq!(session.end(), Ended::Status(status), "{way}");
        assert_eq!(notes(&home), 0, "{way}");
        let mut session = offered(&home);
        session.press("Enter");
        session.wait_for(WORDS);
        session.press("Ctrl+S");
        session.wait_for("Press u to undo");
        session.press("q");
        assert_eq!(session.end(), Ended::Status(0), "{way}");
        assert_eq!(notes(&home), 1, "{way}");
        // What was saved is offered to nobody again.
        let mut session = home.start(&[]);
        session.press("q");
        assert_eq!(session.end(), Ended::Status(0), "{way}");
    }
}

#[test]
fn what_was_typed_in_a_field_that_was_left_outlives_even_kill_9() {
    let home = Home::with_a_caseload();
    let mut session = typing(&home);
    session.press("Tab");
    session.wait_for("Next reminder, optional");
    session.settle();
    session.signal(Signal::KILL);
    assert_eq!(session.end(), Ended::Killed("Killed".to_owned()));
    let mut session = offered(&home);
    session.press("Enter");
    session.wait_for(WORDS);
}

#[test]
fn what_was_put_off_is_offered_again_and_what_was_thrown_away_is_gone() {
    let home = Home::with_a_caseload();
    let mut session = typing(&home);
    session.signal(Signal::TERM);
    session.end();
    let mut session = offered(&home);
    session.press("2");
    session.wait_for("[1 Today]");
    session.press("q");
    session.wait_for("is not finished");
    session.press("y");
    assert_eq!(session.end(), Ended::Status(0));
    let mut session = offered(&home);
    session.press("3");
    session.wait_for("[1 Today]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    let session = home.start(&[]);
    assert!(!session.screen().contains("unfinished"));
}

#[test]
fn q_typed_into_a_form_is_a_letter_and_esc_asks_before_anything_is_lost() {
    let home = Home::with_a_caseload();
    let mut session = typing(&home);
    session.press("q 1 Esc");
    session.wait_for("What would you like to do?");
    session.press("Enter");
    session.wait_for(&format!("{WORDS}q1"));
    session.press("Esc");
    session.wait_for("What would you like to do?");
    session.press("s");
    session.wait_for("kept as a draft");
    session.press("q");
    session.wait_for("is not finished");
    session.press("y");
    assert_eq!(session.end(), Ended::Status(0));
    drop(offered(&home));
}
