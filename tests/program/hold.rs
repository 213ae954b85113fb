//! What the real program holds to in a real terminal, where no other test looks: merged sizes, a refused alternate screen,
//! pastes in the wrong place, no way to a shell, a draft that is kept while one thinks.

use std::num::NonZero;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use super::{Home, SIZE};
use crate::terminal::session::{Ended, Session};

/// A session at the queue.
fn at_the_queue(home: &Home, more: &[(&str, &str)]) -> Session {
    let mut session = home.start_in(&[], more, SIZE);
    session.wait_for("[1 Today]");
    session.press("2");
    session.wait_for("Row 1 of");
    session.settle();
    session
}

#[test]
fn ten_sizes_in_a_row_are_drawn_once_or_twice_and_end_in_the_last() {
    let home = Home::with_a_caseload();
    let session = at_the_queue(&home, &[]);
    let mark = session.mark();
    for step in 0..10 {
        session.resize(90 + step, 30);
    }
    session.settle();
    assert_eq!(session.screen().lines().count(), 30, "{}", session.screen());
    // A frame begins with the first row; every frame of another size sends it anew.
    let bytes = session.bytes_since(mark);
    let text = String::from_utf8_lossy(&bytes);
    let frames = text.matches("[2 Queue]").count();
    assert!((1..=3).contains(&frames), "{frames} frames for ten sizes");
}

#[test]
fn a_terminal_that_refuses_the_alternate_screen_shows_the_same() {
    let home = Home::with_a_caseload();
    let mut session = at_the_queue(&home, &[]);
    session.press("Down Down c");
    session.wait_for("Log a contact");
    session.settle();
    session.press("Esc");
    session.wait_for("Row 3 of");
    session.settle();
    let sent = String::from_utf8(session.bytes_since(0)).unwrap();
    assert!(sent.contains("\x1b[?1049h"));
    let mut refusing = vt100::Parser::new(NonZero::new(SIZE.1).unwrap(), NonZero::new(SIZE.0).unwrap(), 200);
    // Something stood in the window before.
    refusing.process(b"$ ls\r\nnotes  lists\r\n$ kith\r\n");
    refusing.process(sent.replace("\x1b[?1049h", "").as_bytes());
    assert_eq!(refusing.screen().contents().trim_end(), session.screen().trim_end());
}

#[test]
fn text_pasted_into_a_list_does_nothing_but_say_what_to_do() {
    let home = Home::with_a_caseload();
    // With the marks of a paste, and from a terminal that sends none: the letters come faster than anybody types.
    for paste in ["\x1b[200~x 12 quit caaz\x1b[201~", "xtcaz quit 1 x now"] {
        let mut session = at_the_queue(&home, &[]);
        session.send(paste);
        session.wait_for("You pasted text here. Press c to log a contact, then paste.");
        assert!(session.screen().contains("[2 Queue]"), "{}", session.screen());
        session.press("q");
        assert_eq!(session.end(), Ended::Status(0));
        let history = home.run(&["history", "--json", "--limit", "1"]);
        assert!(
            !String::from_utf8(history.stdout).unwrap().contains("\"via\":\"screen\""),
            "something was written"
        );
    }
}

#[test]
fn who_came_in_without_a_shell_is_given_none() {
    let home = Home::with_a_caseload();
    let mut session = at_the_queue(&home, &[("KITH_LOCKED", "1")]);
    session.press("Ctrl+P");
    session.type_text("suspend");
    session.press("Enter");
    session.wait_for("it cannot be suspended");
    assert!(session.runs());
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
}

#[test]
fn what_was_typed_is_kept_while_one_thinks_and_outlives_kill_9() {
    let home = Home::with_a_caseload();
    let mut session = at_the_queue(&home, &[]);
    session.press("c");
    session.wait_for("Log a contact");
    session.press("Tab Tab Tab Tab");
    session.wait_for("Notes, optional");
    session.type_text("Thinking about the choir");
    session.wait_for("Thinking about the choir");
    // Nobody leaves the field; five seconds after the last key it is kept.
    thread::sleep(Duration::from_millis(6_500));
    session.signal(Signal::KILL);
    session.end();
    let mut session = home.start_in(&[], &[], SIZE);
    session.wait_for("Carry on?");
    session.press("Enter");
    session.wait_for("Thinking about the choir");
}
