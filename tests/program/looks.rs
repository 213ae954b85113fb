//! What is drawn: small windows, sessions without UTF-8, sessions without colour.

use super::{Home, SIZE};
use crate::terminal::session::{Ended, Session};

#[test]
fn forty_by_twelve_is_enough_for_every_pane() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[], (40, 12));
    session.wait_for("[1 Today]");
    for (key, tab) in
        [("2", "[2 Queue]"), ("3", "[3 Assets]"), ("4", "[4 Give and take]"), ("5", "[5 Reports]")]
    {
        session.press(key);
        session.wait_for(tab);
        session.settle();
        let rows: Vec<String> = session.screen().lines().map(str::to_owned).collect();
        assert_eq!(rows.len(), 12, "{tab}: {rows:?}");
        assert!(!rows[10].trim().is_empty(), "no status sentence: {rows:?}");
        // While a search line is open, q is a letter: Esc is the way out of it.
        assert!(rows[11].contains("q quit") || rows[11].contains("Esc"), "no way out is shown: {rows:?}");
    }
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
}

#[test]
fn a_window_that_is_too_small_says_one_sentence_and_is_drawn_again_when_it_grows() {
    let home = Home::with_a_caseload();
    let session = home.start_in(&[], &[], (38, 10));
    session.wait_for("40 by 12 will do).");
    let words = session.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words, "Please make the window bigger (it is 38 by 10; 40 by 12 will do).");
    session.resize(80, 24);
    session.wait_for("[1 Today]");
    session.resize(1, 1);
    session.settle();
    session.resize(80, 24);
    session.wait_for("[1 Today]");
}

/// Goes through every pane and opens what can be opened.
fn look_around(session: &mut Session) {
    session.wait_for("[1 Today]");
    for (key, tab) in
        [("2", "[2 Queue]"), ("3", "[3 Assets]"), ("4", "[4 Give and take]"), ("5", "[5 Reports]")]
    {
        session.press(key);
        session.wait_for(tab);
        session.press("Down Down Enter PageDown Esc Space Esc Ctrl+P Esc");
        session.settle();
    }
}

#[test]
fn a_session_without_utf8_gets_no_byte_above_ascii() {
    for variables in [&[("LANG", "C")][..], &[("LANG", "en_GB.UTF-8"), ("LC_ALL", "POSIX")]] {
        let home = Home::with_a_caseload();
        let mut session = home.start_in(&[], variables, SIZE);
        look_around(&mut session);
        session.press("q q");
        session.end();
        let bytes = session.bytes_since(0);
        let above: Vec<u8> = bytes.iter().copied().filter(|byte| *byte > 0x7f).collect();
        assert!(above.is_empty(), "{}", String::from_utf8_lossy(&above));
        assert!(bytes.len() > 5_000);
    }
    // The control: with UTF-8 the same screens hold others.
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[], SIZE);
    look_around(&mut session);
    assert!(session.bytes_since(0).iter().any(|byte| *byte > 0x7f));
}

/// The numbers of every `ESC [ … m` that was sent.
fn styles(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let codes = text.split("\x1b[").skip(1).filter_map(|rest| {
        let (numbers, _) = rest.split_once('m')?;
        numbers.chars().all(|c| c.is_ascii_digit() || c == ';').then(|| numbers.to_owned())
    });
    codes.collect()
}

#[test]
fn without_colour_the_focused_row_is_still_reversed() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[("NO_COLOR", "1")], SIZE);
    look_around(&mut session);
    session.press("2 Down");
    session.wait_for("[2 Queue]");
    session.settle();
    session.wait_until("the whole row of the cursor is in reverse", |screen| {
        let (row, _) = screen.cursor_position();
        (2..70).all(|column| screen.cell(row, column).is_some_and(vt100::Cell::inverse))
    });
    let coloured = |codes: &[String]| -> Vec<String> {
        let colour = |n: &str| matches!(n.parse(), Ok(30u8..=48 | 90..=107));
        codes.iter().filter(|code| code.split(';').any(colour)).cloned().collect()
    };
    assert_eq!(coloured(&styles(&session.bytes_since(0))), Vec::<String>::new());
    // The control: with colours there are some.
    let mut session = home.start_in(&[], &[], SIZE);
    look_around(&mut session);
    assert!(!coloured(&styles(&session.bytes_since(0))).is_empty());
}
