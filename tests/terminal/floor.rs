//! The floor of the screens in a real terminal: modes, frames, signals and dropped lines, with a stand-in for the app.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use kith::tui::charset::Charset;
use kith::tui::input::{Event, Input};
use kith::tui::key::Key;
use kith::tui::terminal::{Modes, Window, give_back_on_panic};
use kith::tui::watchdog::{Desk, Watchdog};
use rustix::process::Signal;

use super::session::{Ended, Session};

const SIZE: (u16, u16) = (60, 12);
const ME: &[&str] = &["--exact", "terminal::floor::stand_in", "--ignored", "--nocapture", "--test-threads=1"];

/// A program that shows what is typed, started by the other tests inside a terminal.
#[test]
#[ignore = "the other tests run it inside a terminal"]
fn stand_in() {
    let Some(drafts) = std::env::var_os("STAND_IN") else { return };
    let mut input = Input::open(Duration::from_millis(50)).unwrap();
    let mut window = Window::enter(Charset::Utf8, Modes::default()).unwrap();
    let desk: Desk<String> = Desk::default();
    let (path, kept) = (drafts.clone(), desk.clone());
    give_back_on_panic(window.restorer(), move || {
        if let Some(draft) = kept.take() {
            std::fs::write(&path, draft).unwrap();
        }
    });
    let save = move |draft| std::fs::write(drafts, draft).unwrap();
    let watchdog = Watchdog::start(desk.clone(), save, window.restorer()).unwrap();
    let (mut typed, mut frames) = (String::new(), 0);
    loop {
        frames += 1;
        let size = window.size();
        window
            .draw(|frame| {
                let line = format!("{}x{} typed: {typed}", size.width, size.height);
                frame.buffer_mut().set_string(1, 1, &line, ratatui::style::Style::new());
                let end = u16::try_from(line.len()).unwrap() + 1;
                frame.set_cursor_position((end, 1));
            })
            .unwrap();
        for event in input.wait(None) {
            match event {
                Event::Key(Key::Char(c)) => typed.push(c),
                Event::Key(Key::Ctrl('x')) => {
                    window.leave().unwrap();
                    println!("{frames} frames");
                    std::process::exit(0);
                }
                Event::Key(Key::Ctrl('p')) => panic!("{typed}"),
                Event::Key(Key::Ctrl('s')) => std::thread::sleep(Duration::from_mins(10)),
                Event::Key(key) => write!(typed, "<{key}>").unwrap(),
                Event::Mouse(_) => {}
                Event::Paste(text) => write!(typed, "[{text}]").unwrap(),
                Event::Resize(width, height) => window.resize(width, height).unwrap(),
                Event::Redraw => window.redraw().unwrap(),
                Event::Stop => {
                    window.suspend().unwrap();
                    input.forget_stops();
                }
                Event::Gone => watchdog.terminal_gone(),
            }
        }
        desk.publish(Some(typed.clone()));
    }
}

fn start(drafts: &Path) -> Session {
    let program = std::env::current_exe().unwrap();
    let session =
        Session::start(program.to_str().unwrap(), ME, &[("STAND_IN", drafts.to_str().unwrap())], SIZE);
    session.wait_for("typed:");
    session
}

fn scratch() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let drafts = folder.path().join("drafts");
    (folder, drafts)
}

/// What every end must have sent: marked pastes off, the other screen left, the cursor shown.
fn gave_back(bytes: &[u8]) {
    let sent = String::from_utf8_lossy(bytes);
    for code in ["\x1b[?2004l", "\x1b[?1049l", "\x1b[?25h"] {
        assert!(sent.contains(code), "{code:?} is missing from {sent:?}");
    }
    assert!(!sent.contains("\x1b[3J"));
}

#[test]
fn an_idle_screen_sends_nothing_and_a_letter_sends_little_in_one_write() {
    let (_folder, drafts) = scratch();
    let mut session = start(&drafts);
    session.settle();
    let (mark, reads) = (session.mark(), session.reads());
    session.settle();
    assert_eq!(session.mark(), mark, "idle");
    session.type_text("a");
    session.wait_for("typed: a");
    session.settle();
    assert_eq!(String::from_utf8(session.bytes_since(mark)).unwrap(), "a");
    assert_eq!(session.reads(), reads + 1);
}

#[test]
fn two_hundred_waiting_arrows_are_drawn_in_few_frames() {
    let (_folder, drafts) = scratch();
    let mut session = start(&drafts);
    session.send(&"\x1b[D".repeat(200));
    session.settle();
    session.press("Ctrl+X");
    session.wait_for("frames");
    let count: u32 =
        session.screen().split(" frames").next().unwrap().split_whitespace().last().unwrap().parse().unwrap();
    assert!(count <= 5, "{count} frames for 200 keys");
}

#[test]
fn a_split_arrow_is_an_arrow_and_a_paste_is_one_event() {
    let (_folder, drafts) = scratch();
    let mut session = start(&drafts);
    for piece in ["\x1b", "[", "A"] {
        session.send(piece);
        std::thread::sleep(Duration::from_millis(5));
    }
    session.wait_for("typed: <Up>");
    session.send("\x1b[200~q1\x1b[201~");
    session.wait_for("<Up>[q1]");
    session.press("Esc");
    session.wait_for("[q1]<Esc>");
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one_with_nothing_lost() {
    let (_folder, drafts) = scratch();
    let mut session = start(&drafts);
    session.type_text("kept");
    for (cols, rows) in [(100, 30), (40, 12), (1, 1), (300, 100), (80, 24)] {
        session.resize(cols, rows);
    }
    session.wait_for("80x24 typed: kept");
    session.settle();
    assert_eq!(session.cursor(), (18, 1));
}

#[test]
fn leaving_gives_the_terminal_back_as_it_was() {
    let (_folder, drafts) = scratch();
    let program = std::env::current_exe().unwrap();
    let script = format!("stty -a; '{}' {}; echo status $?; stty -a", program.display(), ME.join(" "));
    let mut session =
        Session::start("sh", &["-c", &script], &[("STAND_IN", drafts.to_str().unwrap())], (100, 40));
    session.wait_for("typed:");
    let mark = session.mark();
    session.press("Ctrl+X");
    assert_eq!(session.end(), Ended::Status(0));
    session.settle();
    let all = String::from_utf8(session.bytes_since(0)).unwrap();
    let modes: Vec<&str> = all.match_indices("speed ").map(|(at, _)| &all[at..]).collect();
    let last = modes.last().unwrap().trim_end();
    assert_eq!(modes.len(), 2);
    assert_eq!(&modes[0][..last.len()], last);
    gave_back(&session.bytes_since(mark));
}

#[test]
fn a_panic_gives_the_terminal_back_keeps_the_draft_and_quotes_nobody() {
    let (_folder, drafts) = scratch();
    let mut session = start(&drafts);
    session.type_text("Meera");
    session.wait_for("Meera");
    let mark = session.mark();
    session.press("Ctrl+P");
    session.end();
    session.settle();
    gave_back(&session.bytes_since(mark));
    let told = String::from_utf8(session.bytes_since(mark)).unwrap();
    let after = told.split("?1049l").last().unwrap();
    assert!(
        after.contains("kith has stopped because of a mistake in the program. What was saved is safe."),
        "{after}"
    );
    assert!(!after.contains("Meera"));
    assert_eq!(std::fs::read_to_string(&drafts).unwrap(), "Meera");
}

#[test]
fn signals_from_outside_keep_the_draft_and_have_their_status() {
    for (signal, status) in [(Signal::HUP, 129), (Signal::TERM, 143), (Signal::INT, 130)] {
        let (_folder, drafts) = scratch();
        let mut session = start(&drafts);
        session.type_text("Ada answered");
        session.wait_for("Ada answered");
        let mark = session.mark();
        session.signal(signal);
        assert_eq!(session.end(), Ended::Status(status));
        session.settle();
        gave_back(&session.bytes_since(mark));
        assert_eq!(std::fs::read_to_string(&drafts).unwrap(), "Ada answered");
    }
}

#[test]
fn a_dropped_line_keeps_the_draft_even_when_the_loop_is_busy() {
    for busy in [false, true] {
        let (_folder, drafts) = scratch();
        let mut session = start(&drafts);
        session.type_text("Ada answered");
        session.wait_for("Ada answered");
        if busy {
            session.press("Ctrl+S");
        }
        session.hang_up();
        assert_eq!(session.end(), Ended::Status(129), "busy: {busy}");
        assert_eq!(std::fs::read_to_string(&drafts).unwrap(), "Ada answered");
    }
}

#[test]
fn a_dropped_line_is_noticed_where_hang_ups_are_ignored_and_nobody_is_told() {
    for busy in ["", "Ctrl+S"] {
        let (_folder, drafts) = scratch();
        let program = std::env::current_exe().unwrap();
        // The shell leads the session and gets the signal; the program behind it would hear nothing.
        let script = format!(
            "trap '' HUP; '{}' {}; echo $? > '{}.status'",
            program.display(),
            ME.join(" "),
            drafts.display()
        );
        let mut session =
            Session::start("sh", &["-c", &script], &[("STAND_IN", drafts.to_str().unwrap())], SIZE);
        session.wait_for("typed:");
        session.type_text("Ada");
        session.wait_for("Ada");
        session.press(busy);
        session.hang_up();
        session.end();
        assert_eq!(std::fs::read_to_string(&drafts).unwrap(), "Ada");
        assert_eq!(std::fs::read_to_string(drafts.with_extension("status")).unwrap().trim(), "129");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_stop_from_outside_gives_the_terminal_back_and_coming_back_draws_again() {
    let (_folder, drafts) = scratch();
    let mut session = start(&drafts);
    session.type_text("kept");
    session.wait_for("kept");
    let mark = session.mark();
    session.signal(Signal::TSTP);
    session.wait_until("the screen is left", |screen| !screen.alternate_screen());
    session.wait_for_the_stop();
    gave_back(&session.bytes_since(mark));
    session.signal(Signal::CONT);
    session.wait_for("typed: kept");
    session.type_text("!");
    session.wait_for("kept!");
}

/// R12 of the reliability page: the ways a line is lost, fifty times each.
#[test]
#[ignore = "a minute; the command is in docs/proofs.md"]
fn two_hundred_lost_lines_lose_no_draft() {
    for round in 0..50 {
        for way in ["hang up", "SIGTERM", "one by one, then SIGHUP", "busy, then hang up"] {
            let (_folder, drafts) = scratch();
            let mut session = start(&drafts);
            let words = format!("draft {round}");
            session.type_text(&words);
            session.wait_for(&words);
            let status = match way {
                "SIGTERM" => {
                    session.signal(Signal::TERM);
                    143
                }
                "one by one, then SIGHUP" => {
                    session.resize(1, 1);
                    session.signal(Signal::HUP);
                    129
                }
                busy => {
                    session.press(if busy == "hang up" { "" } else { "Ctrl+S" });
                    session.hang_up();
                    129
                }
            };
            assert_eq!(session.end(), Ended::Status(status), "{way}, round {round}");
            assert_eq!(std::fs::read_to_string(&drafts).unwrap(), words, "{way}, round {round}");
        }
    }
}
