//! What is told to a help desk: the terminal's own answers, where it gives any, and nothing about anyone (R-T14, R-P4).

use super::{Home, SIZE};
use crate::terminal::session::Ended;

#[test]
fn a_terminal_that_answers_is_told_of_in_plain_sentences() {
    let home = Home::with_a_caseload();
    for (column, said) in [
        ("2", "Characters: the terminal shows UTF-8, and the session is set to it."),
        ("3", "! Characters: the session says UTF-8 and the terminal does not show it."),
    ] {
        let mut session = home.start_in(&["doctor"], &[], (100, 30));
        session.wait_for_bytes("\x1b[6n");
        session.send(&format!("\x1b[1;{column}R"));
        session.wait_for_bytes("\x1b[?2004$p");
        session.send("\x1b[?2004;2$y\x1b[1;1R");
        session.wait_for("Paste: the terminal marks a paste as one.");
        let screen = session.screen();
        assert!(screen.contains(said), "{screen}");
        assert!(screen.contains("Delay: an answer took"), "{screen}");
        assert!(!screen.contains("OKONKWO"), "{screen}");
        let ended = session.end();
        assert_eq!(ended, if column == "2" { Ended::Status(0) } else { Ended::Status(1) }, "{screen}");
    }
}

#[test]
fn a_terminal_that_does_not_answer_is_waited_for_a_second_and_no_longer() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&["doctor"], &[], SIZE);
    session.wait_for("does not answer questions");
    assert_eq!(session.end(), Ended::Status(0));
}

#[test]
fn keys_are_named_as_they_arrive() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&["doctor", "--keys"], &[], SIZE);
    session.wait_for("Enter ends it");
    session.press("F1");
    session.wait_until("F1 is named", |screen| screen.contents().lines().any(|line| line == "F1"));
    session.press("Up Backspace Enter");
    assert_eq!(session.end(), Ended::Status(0));
    let screen = session.screen();
    assert!(screen.contains("Up") && screen.contains("Backspace"), "{screen}");
}
