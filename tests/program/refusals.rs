//! Where there is no terminal that could show a screen: one plain sentence and the documented status.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;

use super::{Home, SIZE};
use crate::terminal::session::Ended;

#[test]
fn without_a_terminal_there_is_one_line_and_the_status_of_wrong_use() {
    let home = Home::with_a_caseload();
    let ran = home.run(&[]);
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "");
    assert_eq!(
        String::from_utf8_lossy(&ran.stderr),
        "The screens need a terminal, and there is none here. For the same work a line at a time: kith plain\n"
    );
}

#[test]
fn a_terminal_that_cannot_move_its_cursor_gets_one_line_and_the_status_of_wrong_use() {
    for term in ["dumb", ""] {
        let home = Home::with_a_caseload();
        let mut session = home.start_in(&[], &[("TERM", term)], (160, 24));
        assert_eq!(session.end(), Ended::Status(2), "TERM={term}");
        session.wait_for("kith plain");
        let bytes = session.bytes_since(0);
        assert!(!bytes.contains(&0x1b), "{}", String::from_utf8_lossy(&bytes));
        assert_eq!(session.screen().trim().lines().count(), 1);
    }
}

#[test]
fn the_sample_without_a_terminal_is_text() {
    let home = Home::bare();
    let ran = home.run(&["demo"]);
    assert_eq!(ran.status.code(), Some(0));
    let text = String::from_utf8(ran.stdout).unwrap();
    assert!(text.lines().count() > 20 && text.contains("To open the screens"), "{text}");
    assert!(!text.contains('\x1b'));
}

#[test]
fn a_file_that_cannot_be_opened_is_refused_before_the_screen_is_touched() {
    let home = Home::bare();
    std::fs::write(home.caseload(), "Dear Jo, this is a letter.").unwrap();
    std::fs::set_permissions(home.caseload(), Permissions::from_mode(0o600)).unwrap();
    let mut session = home.start_in(&[], &[], SIZE);
    assert_eq!(session.end(), Ended::Status(1));
    session.wait_for("--db");
    let bytes = session.bytes_since(0);
    assert!(!bytes.contains(&0x1b), "{}", String::from_utf8_lossy(&bytes));
    assert_eq!(std::fs::read(home.caseload()).unwrap(), b"Dear Jo, this is a letter.");
}
