//! Keys against the real program: few frames, few bytes, and no key or paste that makes it stumble.

use std::time::Duration;

use rustix::process::Signal;

use super::{Home, SIZE};
use crate::terminal::anything::anything;
use crate::terminal::session::{Ended, Session};

#[test]
fn an_idle_screen_sends_nothing_in_five_seconds() {
    let home = Home::with_a_caseload();
    let session = home.start(&[]);
    session.settle();
    let mark = session.mark();
    std::thread::sleep(Duration::from_secs(5));
    assert_eq!(String::from_utf8_lossy(&session.bytes_since(mark)), "");
}

#[test]
fn what_a_colleague_saves_comes_to_an_idle_screen() {
    let home = Home::with_a_caseload();
    let session = home.start(&[]);
    session.settle();
    let remind = ["remind", "1", "--when", "today", "--set", "what=Ring about the lost key"];
    assert!(home.run(&remind).status.success());
    session.wait_for("lost key");
}

#[test]
fn two_hundred_arrows_at_once_are_drawn_in_few_frames() {
    let home = Home::with_a_caseload();
    let mut session = home.start(&[]);
    session.press("2");
    session.wait_for("[2 Queue]");
    session.settle();
    let reads = session.reads();
    let before = session.cursor();
    session.send(&"\x1b[B".repeat(200));
    session.wait_until("the cursor has moved", |screen| screen.cursor_position() != (before.1, before.0));
    session.settle();
    let frames = session.reads() - reads;
    assert!((1..=3).contains(&frames), "{frames} frames for 200 keys");
}

/// Sends so many keys; the program may only end by being asked to.
fn storm(home: &Home, seed: u64, keys: usize) {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut session = home.start_in(&[], &[], SIZE);
    // What an earlier storm has typed is offered back first.
    session.wait_until("the first screen is drawn", |screen| {
        let text = screen.contents();
        text.contains("[1 Today]") || text.contains("Unfinished work")
    });
    for _ in 0..keys {
        // `q` ends the program, so it is not among the letters; everything else may come.
        let key = anything(&mut random).replace('q', "Q");
        session.send(&key);
        if random.u8(0..4) == 0 {
            std::thread::sleep(Duration::from_millis(random.u64(1..40)));
        }
        if random.u8(0..60) == 0 {
            session.resize(random.u16(1..200), random.u16(1..60));
        }
        if !session.runs() {
            break;
        }
    }
    session.resize(SIZE.0, SIZE.1);
    session.settle();
    if session.runs() {
        session.signal(Signal::CONT);
        session.signal(Signal::TERM);
    }
    let ended = session.end();
    session.settle();
    let bytes = session.bytes_since(0);
    let told = String::from_utf8_lossy(&bytes);
    assert!(
        !told.contains("mistake in the program"),
        "seed {seed}: {}",
        told.rsplit("?1049l").next().unwrap_or("")
    );
    assert!(matches!(ended, Ended::Status(143 | 0)), "seed {seed}: {ended:?}");
}

fn storms(count: u64, keys: usize) {
    let home = Home::with_a_caseload();
    // The short form is the same every time; the long one looks for what nobody has seen.
    let seed = if count > 100 { fastrand::u64(..u64::MAX / 2) } else { 1 };
    for seed in seed..seed + count {
        storm(&home, seed, keys);
    }
    let checked = home.run(&["check"]);
    assert!(checked.status.success(), "from seed {seed}: {}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn twenty_storms_of_keys_leave_no_panic_and_a_sound_file() {
    storms(20, 120);
}

/// R17 of the reliability page, through a terminal.
#[test]
#[ignore = "minutes; the command is in docs/proofs.md"]
fn five_hundred_storms_of_keys_leave_no_panic_and_a_sound_file() {
    storms(500, 400);
}

#[test]
fn typing_ahead_of_the_first_frame_is_not_lost() {
    let home = Home::with_a_caseload();
    let mut session: Session = home.start_in(&[], &[], SIZE);
    session.wait_until("the other screen is entered", vt100::Screen::alternate_screen);
    session.send("2");
    session.wait_for("[2 Queue]");
}
