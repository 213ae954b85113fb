//! The pty harness itself, on small programs of the system.

use rustix::process::Signal;

use super::session::{Ended, Session};

const SIZE: (u16, u16) = (40, 12);

#[test]
fn what_a_program_prints_is_on_the_screen_and_its_status_is_known() {
    let mut session = Session::start("sh", &["-c", "echo hello; exit 3"], &[], SIZE);
    session.wait_for("hello");
    assert_eq!(session.end(), Ended::Status(3));
}

#[test]
fn what_is_typed_arrives_and_is_counted() {
    let mut session = Session::start("cat", &[], &[], SIZE);
    let mark = session.mark();
    session.type_text("Ada");
    session.press("Enter");
    session.wait_until("cat repeats the line", |screen| screen.contents().matches("Ada").count() == 2);
    session.settle();
    assert_eq!(String::from_utf8(session.bytes_since(mark)).unwrap(), "Ada\r\nAda\r\n");
    assert_eq!(session.cursor(), (0, 2));
}

#[test]
fn the_environment_holds_nothing_but_what_is_given() {
    let session = Session::start("sh", &["-c", "env | sort; stty size"], &[("KITH_DB", "x")], SIZE);
    session.wait_for("12 40");
    assert!(session.screen().contains("KITH_DB=x"));
    assert!(!session.screen().contains("CARGO"));
}

#[test]
fn a_program_learns_its_new_size() {
    let mut session = Session::start("sh", &["-c", "echo ready; read x; stty size"], &[], SIZE);
    session.wait_for("ready");
    session.resize(100, 30);
    session.press("Enter");
    session.wait_for("30 100");
}

#[test]
fn a_signal_and_a_dropped_line_are_told_apart_from_an_exit() {
    let mut session = Session::start("cat", &[], &[], SIZE);
    session.signal(Signal::TERM);
    assert_eq!(session.end(), Ended::Killed("Terminated".to_owned()));

    let mut session =
        Session::start("sh", &["-c", "trap 'exit 9' HUP; echo ready; read x; exit 4"], &[], SIZE);
    session.wait_for("ready");
    session.hang_up();
    assert_eq!(session.end(), Ended::Status(9));
}

#[test]
fn kith_itself_runs_in_it() {
    let mut session = Session::kith(&["--version"], &[], SIZE);
    session.end();
}
