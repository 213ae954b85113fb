//! Questions at a real terminal: what is asked, what an answer does, and that nothing happens without a yes.

use crate::terminal::session::{Ended, Session};

use super::{Home, ON};

/// The program at a terminal, in a home.
fn at_terminal(home: &Home, words: &str) -> Session {
    let mut all = vec!["--on".to_owned(), ON.to_owned(), "--as".to_owned(), "jo".to_owned()];
    all.extend(super::split(words));
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let folder = home.path("");
    let env = [("HOME", folder.to_str().unwrap()), ("KITH_BACKUP_AUTOMATIC", "false")];
    Session::kith(&all, &env, (110, 60))
}

/// Answers a question once it is asked.
fn answer(session: &mut Session, question: &str, line: &str) {
    session.wait_for(question);
    session.send(&format!("{line}\r"));
}

#[test]
fn a_contact_is_asked_for_field_by_field_and_dates_are_echoed_in_full() {
    let home = Home::peopled();
    let mut session = at_terminal(&home, "log 1");
    answer(&mut session, "How [Phone call]:", "99");
    session.wait_for("Choose one of");
    session
        .wait_until("the question comes again", |s| s.contents().matches("How [Phone call]:").count() == 2);
    session.send("3\r");
    answer(&mut session, "When [today]:", "yesterday");
    session.wait_for("= Mon 2 Mar 2026 (yesterday)");
    answer(&mut session, "Time (optional):", "");
    answer(&mut session, "What happened [Spoke]:", "no answer");
    answer(&mut session, "How long. Minutes. (optional):", "");
    answer(&mut session, "Notes (optional) Finish with a line that has only a full stop.", "Nobody in.");
    session.send(".\r");
    session.wait_for("To take it back: kith undo");
    assert_eq!(session.end(), Ended::Status(0));
    let contact = home.kith("list contacts --json").json()["items"][0].clone();
    assert_eq!(contact["method"], "home_visit");
    assert_eq!(contact["happened_on"], "2026-03-02");
    assert_eq!(contact["outcome"], "no_answer");
    assert_eq!(contact["note"], "Nobody in.");
}

#[test]
fn the_words_to_find_are_asked_for() {
    let home = Home::peopled();
    let mut session = at_terminal(&home, "find");
    answer(&mut session, "Find:", "okonkwo");
    session.wait_for("person 1  OKONKWO, Ada (Mrs)");
    assert_eq!(session.end(), Ended::Status(0));
}

#[test]
fn undo_asks_first_and_enter_is_no() {
    let home = Home::peopled();
    let mut session = at_terminal(&home, "undo");
    answer(&mut session, "Take back: added a reminder (reminder 1)", "");
    session.wait_for("Nothing was changed.");
    assert_eq!(session.end(), Ended::Status(1));
    assert_eq!(home.kith("list follow-ups --json").json()["total"], 1);
    let mut session = at_terminal(&home, "undo");
    answer(&mut session, "Take back: added a reminder (reminder 1)", "y");
    session.wait_for("Took back");
    assert_eq!(session.end(), Ended::Status(0));
    assert_eq!(home.kith("list follow-ups --json").json()["total"], 0);
}

#[test]
fn the_usual_file_is_made_on_first_use_after_one_question() {
    let home = Home::bare();
    let mut session = at_terminal(&home, "today");
    answer(&mut session, "There is no caseload yet. Make one at", "no");
    session.wait_for("No caseload was made.");
    assert_eq!(session.end(), Ended::Status(1));
    assert!(!home.caseload().exists());
    let mut session = at_terminal(&home, "today");
    answer(&mut session, "There is no caseload yet. Make one at", "yes");
    session.wait_for("Nothing is late.");
    assert_eq!(session.end(), Ended::Status(0));
    assert!(home.caseload().exists());
}

#[test]
fn a_line_that_ends_stops_the_questions_and_changes_nothing() {
    let home = Home::peopled();
    let mut session = at_terminal(&home, "add person");
    answer(&mut session, "Given name (optional):", "Zoe");
    session.wait_for("Family name");
    session.send("\u{4}");
    session.wait_for("Stopped. Nothing was changed.");
    assert_eq!(session.end(), Ended::Status(1));
    assert_eq!(home.kith("list people --json").json()["total"], 2);
}

#[test]
fn a_reminder_is_ticked_off_with_or_without_a_contact() {
    let home = Home::peopled();
    let mut session = at_terminal(&home, "done 1");
    answer(&mut session, "How did it go?", "2");
    session.wait_for("Ticked off reminder 1");
    assert_eq!(session.end(), Ended::Status(0));
    assert_eq!(home.kith("list contacts --json").json()["total"], 0);
}

#[test]
fn the_demo_opens_the_screens_at_a_terminal_and_q_leaves_them() {
    let home = Home::bare();
    let mut session = at_terminal(&home, "demo");
    session.wait_for("OKONKWO, Ada");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    assert!(!home.caseload().exists());
}
