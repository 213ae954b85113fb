//! Starting and ending: the terminal is left as it was found, whatever ends the program.

use rustix::process::{Pid, Signal};

use super::{Home, ON, SIZE};
use crate::terminal::session::{Ended, Session};

#[test]
fn the_sample_caseload_opens_and_q_leaves_it() {
    let home = Home::bare();
    let mut session = home.start(&["demo"]);
    session.wait_for("made up");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    assert!(!home.caseload().exists());
}

#[test]
fn a_real_file_opens_and_q_leaves_it() {
    let home = Home::with_a_caseload();
    let mut session = home.start(&[]);
    session.press("2");
    session.wait_for("[2 Queue]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    let checked = home.run(&["check"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

/// The program under a shell that writes down the terminal's settings before and after, and how it ended.
fn under_a_shell(home: &Home) -> Session {
    let script = "stty -a > $HOME/before; echo a line from before; \
                  sh -c 'echo $$ > $HOME/pid; exec \"$0\" --on \"$1\"' \"$0\" \"$1\"; \
                  echo $? > $HOME/status; stty -a > $HOME/after; echo it is over; read line";
    let session = home.start_program("sh", &["-c", script, env!("CARGO_BIN_EXE_kith"), ON], &[], SIZE);
    session.wait_for("[1 Today]");
    session
}

fn told(home: &Home, name: &str) -> String {
    std::fs::read_to_string(home.folder.path().join(name)).unwrap()
}

fn is_as_it_was_found(home: &Home, session: &Session, status: &str) {
    session.wait_for("it is over");
    assert_eq!(told(home, "status").trim(), status);
    assert_eq!(told(home, "after"), told(home, "before"));
    session.wait_until("the first screen is back and nothing else", |screen| {
        screen.contents().trim() == "a line from before\nit is over"
            && !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && !screen.application_cursor()
    });
}

#[test]
fn the_terminal_is_as_it_was_found_after_q() {
    let home = Home::with_a_caseload();
    let mut session = under_a_shell(&home);
    session.press("2 Down Enter q");
    is_as_it_was_found(&home, &session, "0");
}

#[test]
fn the_terminal_is_as_it_was_found_after_a_signal() {
    for (signal, status) in [(Signal::TERM, "143"), (Signal::HUP, "129"), (Signal::INT, "130")] {
        let home = Home::with_a_caseload();
        let mut session = under_a_shell(&home);
        session.press("2 Down");
        session.wait_for("[2 Queue]");
        let pid = Pid::from_raw(told(&home, "pid").trim().parse().unwrap()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
        is_as_it_was_found(&home, &session, status);
    }
}

#[test]
fn a_dropped_line_ends_the_program() {
    let home = Home::with_a_caseload();
    let mut session = home.start(&[]);
    session.hang_up();
    assert_eq!(session.end(), Ended::Status(129));
    assert!(home.run(&["check"]).status.success());
}

#[test]
#[cfg(target_os = "linux")]
fn stopping_and_coming_back_draws_the_screen_again() {
    let home = Home::with_a_caseload();
    let mut session = home.start(&[]);
    session.press("2");
    session.wait_for("[2 Queue]");
    session.signal(Signal::TSTP);
    session.wait_until("the screen is left", |screen| !screen.alternate_screen());
    session.wait_for_the_stop();
    session.signal(Signal::CONT);
    session.wait_until("the queue is back", |screen| {
        screen.alternate_screen() && screen.contents().contains("[2 Queue]")
    });
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
}
