//! The line between: every terminal by name, no question asked of it, nothing it does not know, a slow road there and back.

use std::thread;
use std::time::{Duration, Instant};

use super::{Home, SIZE};
use crate::terminal::session::{Ended, Session};

/// Logs a contact with the first person of the queue.
fn log_a_contact(session: &mut Session) {
    session.wait_for("[1 Today]");
    session.press("2");
    session.wait_for("[2 Queue]");
    session.press("c");
    session.wait_for("Log a contact");
    session.press("Ctrl+S");
    session.wait_for("to undo.");
}

#[test]
fn every_terminal_by_name_is_drawn_on_and_left() {
    for term in [
        "xterm",
        "xterm-256color",
        "screen",
        "screen-256color",
        "tmux-256color",
        "linux",
        "vt100",
        "putty",
        "putty-256color",
    ] {
        let home = Home::with_a_caseload();
        let mut session = home.start_in(&[], &[("TERM", term)], SIZE);
        session.wait_for("[1 Today]");
        session.press("2");
        session.wait_for("[2 Queue]");
        session.press("n");
        session.wait_for("Write a note");
        session.type_text("Seen at the library.");
        session.press("Ctrl+S");
        session.wait_for("to undo.");
        // A machine that is busy gives the letters of the note all at once, and what follows at once is of that paste.
        session.settle();
        session.press("q");
        assert_eq!(session.end(), Ended::Status(0), "{term}");
    }
}

#[test]
fn the_terminal_is_asked_nothing_and_sent_nothing_it_may_not_know() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[], SIZE);
    log_a_contact(&mut session);
    session.press("3 Down Enter Esc 4 5 ? Esc q");
    session.settle();
    let bytes = session.bytes_since(0);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // DA1, DSR, XTVERSION, kitty keys, colours of the terminal; 24-bit colour, underline colour, synchronised output,
    // the mouse, the clipboard, a title.
    for asked in
        ["\x1b[c", "\x1b[0c", "\x1b[>", "\x1b[=", "\x1b[6n", "\x1b[5n", "\x1b[?u", "\x1b]10", "\x1b]11"]
    {
        assert!(!text.contains(asked), "{asked:?}");
    }
    for unknown in [
        "38;2;",
        "48;2;",
        "58;",
        "\x1b[?2026",
        "\x1b[?1000",
        "\x1b[?1006",
        "\x1b]52",
        "\x1b]0",
        "\x1b]2",
        "\x1b[2J",
    ] {
        assert!(!text.contains(unknown), "{unknown:?}");
    }
}

#[test]
fn what_some_terminals_can_do_is_sent_to_those_alone() {
    let home = Home::with_a_caseload();
    let more = [("TERM_PROGRAM", "WezTerm"), ("KITH_SCREEN_MOUSE", "true")];
    let mut session = home.start_in(&[], &more, SIZE);
    session.wait_for("[1 Today]");
    session.press("2 Enter");
    session.settle();
    session.press("y");
    session.wait_for("Copied: ");
    session.press("q q");
    assert_eq!(session.end(), Ended::Status(0));
    let text = String::from_utf8_lossy(&session.bytes_since(0)).into_owned();
    assert!(text.contains("\x1b]52;c;"), "the clipboard");
    assert_eq!(text.matches("\x1b[?2026h").count(), text.matches("\x1b[?2026l").count(), "frames at once");
    assert!(text.contains("\x1b[?2026h"));
    assert!(
        text.contains("\x1b[?1006h") && text.rfind("\x1b[?1006l") > text.rfind("\x1b[?1006h"),
        "the mouse, on and off again"
    );
}

#[test]
fn a_lone_escape_acts_soon_near_and_far() {
    for (more, most) in [(&[][..], 400), (&[("SSH_TTY", "/dev/pts/1")][..], 600)] {
        let home = Home::with_a_caseload();
        let mut session = home.start_in(&[], more, SIZE);
        session.wait_for("[1 Today]");
        session.press("2");
        session.wait_for("[2 Queue]");
        session.press("?");
        session.wait_for("Help: keys");
        session.settle();
        let begun = Instant::now();
        session.send("\x1b");
        session.wait_for("[2 Queue]");
        // The grace time is 10 and 100 ms; the rest is room for a busy machine.
        assert!(begun.elapsed() < Duration::from_millis(most), "{:?}", begun.elapsed());
    }
}

#[test]
fn an_arrow_that_the_line_splits_is_an_arrow_and_unknown_sequences_type_nothing() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[("SSH_TTY", "/dev/pts/1")], SIZE);
    session.wait_for("[1 Today]");
    session.press("2");
    session.wait_for("Row 1 of");
    for piece in ["\x1b", "[", "B"] {
        session.send(piece);
        thread::sleep(Duration::from_millis(60));
    }
    session.wait_for("Row 2 of");
    session.send("\x1b[99;5~\x1b[?1;2c\x1bOz\x1b[200q\x1b]11;rgb:0000/0000/0000\x07\x1bPx\x1b\\");
    session.settle();
    assert!(session.screen().contains("Row 2 of"), "{}", session.screen());
    session.send("\x1b[A");
    session.wait_for("Row 1 of");
}

#[test]
fn over_ssh_a_held_key_is_few_frames_and_lists_scroll_by_half_pages() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[("SSH_CONNECTION", "a")], SIZE);
    session.wait_for("[1 Today]");
    session.press("2");
    session.wait_for("Row 1 of");
    session.settle();
    let (frames, mark) = (session.reads(), session.mark());
    for _ in 0..40 {
        session.send("\x1b[B");
        thread::sleep(Duration::from_millis(15));
    }
    session.wait_for("Row 41 of");
    session.settle();
    let frames = session.reads() - frames;
    assert!(frames <= 20, "{frames} frames for a key held for 0.6 s");
    assert!(session.bytes_since(mark).len() < 12_000, "{}", session.bytes_since(mark).len());
}

#[test]
fn a_contact_is_logged_within_a_minute_over_a_line_of_600_milliseconds() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[("SSH_CONNECTION", "a")], SIZE);
    let road = Duration::from_millis(300);
    // What is pressed is on the road for 300 ms before it reaches the program; the picture takes as long back, and
    // nothing more is pressed until it is seen.
    session.wait_for("[1 Today]");
    let begun = Instant::now();
    let step = |session: &mut Session, keys: &str, text: &str, seen: &str| {
        thread::sleep(road);
        session.press(keys);
        session.type_text(text);
        session.wait_for(seen);
        thread::sleep(road);
    };
    step(&mut session, "2", "", "[2 Queue]");
    step(&mut session, "c", "", "Log a contact");
    step(&mut session, "Tab Tab", "", "What happened");
    step(&mut session, "Enter", "", "Left a message");
    step(&mut session, "1", "", "Log a contact");
    step(&mut session, "Tab Tab", "Brighter today. Will try the lunch club.", "lunch club");
    step(&mut session, "Ctrl+S", "", "to undo.");
    let took = begun.elapsed();
    assert!(took < Duration::from_mins(1), "{took:?}");
    assert!(took > road * 14, "the road was taken: {took:?}");
    let logged = String::from_utf8(home.run(&["history", "--json"]).stdout).unwrap();
    assert!(logged.contains("\"log\""), "{logged}");
}
