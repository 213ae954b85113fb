//! At a real terminal: no escape byte but the one that clears the window, and every end keeps what was typed.

use rustix::process::Signal;

use super::talk;
use crate::cli::{Home, ON};
use crate::terminal::session::{Ended, Session};

/// Plain mode at a terminal of a kind, in a home.
fn at_terminal(home: &Home, words: &[&str], more: &[(&str, &str)]) -> Session {
    let folder = home.path("");
    let mut env = vec![("HOME", folder.to_str().unwrap()), ("KITH_BACKUP_AUTOMATIC", "false")];
    env.extend(more);
    let all: Vec<&str> = ["--on", ON, "--as", "jo"].iter().chain(words).copied().collect();
    Session::kith(&all, &env, (100, 60))
}

fn answer(session: &mut Session, question: &str, line: &str) {
    session.wait_for(question);
    session.send(&format!("{line}\r"));
}

fn escapes(session: &Session) -> usize {
    session.bytes_since(0).split(|byte| *byte == 0x1b).count() - 1
}

#[test]
fn the_window_is_cleared_once_at_the_end_unless_told_not_to() {
    let home = Home::peopled();
    let mut session = at_terminal(&home, &["plain"], &[]);
    session.wait_for("kith clears it when you leave");
    answer(&mut session, "9 stop", "stop");
    assert_eq!(session.end(), Ended::Status(0));
    assert!(session.bytes_since(0).ends_with(b"\x1b[3J"));
    assert_eq!(escapes(&session), 1);
    assert_eq!(session.screen().trim(), "", "nothing is left in sight");
    let mut session = at_terminal(&home, &["plain", "--keep"], &[]);
    answer(&mut session, "9 stop", "stop");
    assert_eq!(session.end(), Ended::Status(0));
    assert_eq!(escapes(&session), 0);
}

#[test]
fn a_terminal_that_is_dumb_gets_no_escape_byte_at_all() {
    for term in ["dumb", ""] {
        let home = Home::peopled();
        let mut session = at_terminal(&home, &["plain"], &[("TERM", term)]);
        session.wait_for("Close the window when you leave.");
        answer(&mut session, "9 stop", "log");
        answer(&mut session, "Who?", "patel");
        answer(&mut session, "1 of 1: Meera PATEL", "1");
        answer(&mut session, "How did you contact Meera?", "");
        answer(&mut session, "When? Enter for now.", "");
        answer(&mut session, "What happened?", "no answer");
        answer(&mut session, "No answer. Notes.", ".");
        answer(&mut session, "Which reminder", "none");
        answer(&mut session, "next reminder", "tomorrow");
        answer(&mut session, "Wednesday 4 March 2026, tomorrow. Is that right?", "");
        answer(&mut session, "What is that reminder for?", "");
        answer(&mut session, "Save? Yes or no.", "");
        answer(&mut session, "Saved. Type undo", "stop");
        assert_eq!(session.end(), Ended::Status(0));
        assert_eq!(escapes(&session), 0);
        assert_eq!(home.kith("list contacts --json").json()["total"], 1);
    }
}

#[test]
fn a_signal_or_a_dropped_line_keeps_what_was_typed_and_tells_its_status() {
    for (signal, status) in [(Some(Signal::TERM), 143), (Some(Signal::HUP), 129), (None, 129)] {
        let home = Home::peopled();
        let mut session = at_terminal(&home, &["plain", "--keep"], &[]);
        answer(&mut session, "9 stop", "log");
        answer(&mut session, "Who?", "patel");
        answer(&mut session, "1 of 1", "1");
        answer(&mut session, "How did you contact", "letter");
        session.wait_for("When?");
        match signal {
            Some(signal) => session.signal(signal),
            None => session.hang_up(),
        }
        assert_eq!(session.end(), Ended::Status(status), "{signal:?}");
        let next = talk(&home, "1\n\n\n.\nstop\nstop");
        assert!(next.contains("You have an unfinished contact with Meera PATEL"), "{next}");
        assert!(next.contains("So far. How: letter."), "{next}");
    }
}

#[test]
fn a_line_that_is_dropped_while_an_answer_is_written_ends_with_129_too() {
    let home = Home::peopled();
    for _ in 0..8 {
        let mut session = at_terminal(&home, &["plain", "--keep"], &[]);
        session.wait_for("9 stop");
        // What is said to these lines meets a terminal that is gone, at one line or another.
        session.send("find\rpatel\r1\r?\rwork\rstop\r");
        session.hang_up();
        assert_eq!(session.end(), Ended::Status(129));
    }
}

#[test]
fn ctrl_c_ends_with_130_and_keeps_half_a_note() {
    let home = Home::peopled();
    let mut session = at_terminal(&home, &["plain"], &[]);
    answer(&mut session, "9 stop", "find");
    answer(&mut session, "Who?", "patel");
    answer(&mut session, "1 of 1", "1");
    answer(&mut session, "1 log a contact", "note");
    answer(&mut session, "What would you like to note?", "She likes roses");
    session.settle();
    session.send("\u{3}");
    assert_eq!(session.end(), Ended::Status(130));
    let next = talk(&home, "2\nstop");
    assert!(next.contains("You have an unfinished note on Meera PATEL"), "{next}");
}

#[test]
fn a_draft_of_the_screens_is_carried_on_here() {
    let home = Home::peopled();
    let db = home.caseload();
    let variables = [("KITH_DB", db.to_str().unwrap())];
    let mut session = at_terminal(&home, &[], &variables);
    session.wait_for("[1 Today]");
    session.press("2");
    session.wait_for("[2 Queue]");
    session.press("c");
    session.wait_for("Log a contact");
    session.press("Tab Tab Tab Tab");
    session.wait_for("Notes, optional");
    session.type_text("He answered after two rings");
    session.wait_for("two rings");
    session.signal(Signal::TERM);
    assert_eq!(session.end(), Ended::Status(143));
    let next = talk(&home, "1\n\n\n\n\n\n\n\nstop");
    assert!(next.contains("Notes: He answered after two rings."), "{next}");
    assert_eq!(home.kith("list contacts --json").json()["items"][0]["note"], "He answered after two rings");
}

#[test]
fn accessible_or_the_setting_starts_plain_mode_and_the_demo_with_it() {
    let home = Home::peopled();
    let db = home.caseload();
    let db = ("KITH_DB", db.to_str().unwrap());
    let mut session = at_terminal(&home, &[], &[db, ("ACCESSIBLE", "1")]);
    answer(&mut session, "9 stop", "stop");
    assert_eq!(session.end(), Ended::Status(0));
    let mut session = at_terminal(&home, &[], &[db, ("ACCESSIBLE", "0")]);
    session.wait_for("[1 Today]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    home.kith("config set reader screen-reader").fine();
    let mut session = at_terminal(&home, &["demo"], &[]);
    session.wait_for("This caseload is made up");
    answer(&mut session, "9 stop", "stop");
    assert_eq!(session.end(), Ended::Status(0));
}
