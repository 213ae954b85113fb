//! A link worker's day, end to end, in a real terminal; and a new referral over a slow line.

use std::thread;
use std::time::{Duration, Instant};

use super::{Home, SIZE};
use crate::terminal::session::{Ended, Session};

/// Does something by its name, from the palette.
fn by_name(session: &mut Session, words: &str, seen: &str) {
    session.settle();
    session.press(":");
    session.wait_for("Do anything");
    session.type_text(words);
    session.settle();
    session.press("Enter");
    session.wait_for(seen);
    session.settle();
}

/// Saves the form and waits until it is said.
fn save(session: &mut Session) {
    session.settle();
    session.press("Ctrl+S");
    session.wait_for("to undo.");
    session.settle();
}

#[test]
fn a_link_workers_day_from_the_late_list_to_the_last_look_back() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[], SIZE);
    // What is late comes first: nobody answers, and the next try is set in the same form.
    session.wait_for("LATE");
    session.press("c");
    session.wait_for("Log a contact");
    session.press("Tab Tab Enter");
    session.wait_for("No answer");
    session.press("3 Tab Tab Tab");
    session.type_text("tomorrow");
    session.settle();
    session.press("Tab");
    session.type_text("Phone call");
    session.settle();
    save(&mut session);
    // A new referral: somebody walks in.
    by_name(&mut session, "add a referral", "Given name");
    session.type_text("Rosa");
    session.settle();
    session.press("Tab");
    session.type_text("Lima");
    session.settle();
    save(&mut session);
    // Her record: accepted, a risk that there is none, what she is good at, what matters.
    session.press("Ctrl+F");
    session.wait_for("Find anyone");
    session.type_text("lima");
    session.settle();
    session.wait_for("LIMA, Rosa");
    session.settle();
    session.press("Enter");
    session.wait_for("Waiting since");
    session.press("w");
    session.wait_for("Where they are");
    session.press("3");
    save(&mut session);
    by_name(&mut session, "no known risks", "are there no known risks");
    session.press("y");
    session.wait_for("to undo.");
    by_name(&mut session, "add a strength", "What");
    session.type_text("Grows tomatoes on a windowsill");
    session.settle();
    save(&mut session);
    by_name(&mut session, "write the plan", "What matters to me");
    session.type_text("To be outside again.");
    session.settle();
    save(&mut session);
    // Work that rests, and goes on.
    by_name(&mut session, "pause the work", "Pause the work");
    session.type_text("With her sister");
    session.settle();
    save(&mut session);
    session.wait_for("Paused since");
    by_name(&mut session, "start the work again", "again?");
    session.press("y");
    session.wait_for("goes on");
    // Two steps back, one forward, and home.
    session.settle();
    session.press("u");
    session.wait_for("Undo");
    session.press("y");
    session.wait_for("Paused since");
    session.settle();
    session.press("1");
    session.wait_for("[1 Today]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    let people = String::from_utf8(home.run(&["list", "people", "--json"]).stdout).unwrap();
    assert!(people.contains("Lima"), "what was saved is in the file");
    let check = home.run(&["check"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn a_new_referral_takes_under_two_minutes_over_a_line_of_600_milliseconds() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[("SSH_CONNECTION", "a")], SIZE);
    let road = Duration::from_millis(300);
    session.wait_for("[1 Today]");
    let begun = Instant::now();
    let mut pressed = 0;
    let mut step = |session: &mut Session, keys: &str, text: &str, seen: &str| {
        thread::sleep(road);
        session.press(keys);
        session.type_text(text);
        session.wait_for(seen);
        thread::sleep(road);
        session.settle();
        pressed += keys.split(' ').filter(|key| !key.is_empty()).count() + text.chars().count();
    };
    step(&mut session, "a", "", "Given name");
    step(&mut session, "", "Rosa", "Rosa");
    step(&mut session, "Tab", "Lima", "Lima");
    step(&mut session, "Tab", "3 5 1961", "1961");
    step(&mut session, "Tab Tab", "0114 496 0007", "0007");
    step(&mut session, "Ctrl+S", "", "to undo.");
    let took = begun.elapsed();
    // Somebody who types slowly needs half a second for a key besides what the road takes.
    let typing = Duration::from_millis(500) * u32::try_from(pressed).unwrap();
    assert!(took + typing < Duration::from_mins(2), "{took:?} and {typing:?} for {pressed} keys");
    let people = String::from_utf8(home.run(&["list", "people", "--json"]).stdout).unwrap();
    assert!(people.contains("0114 496 0007"), "{people}");
}
