//! What was typed and not saved: kept when one stops, when the input ends, and offered at the next start.

use insta::assert_snapshot;

use super::{from, talk};
use crate::cli::Home;

#[test]
fn stop_keeps_the_answers_and_the_next_start_offers_them() {
    let home = Home::peopled();
    let first = talk(
        &home,
        "log\npatel\n1\nvisit\nyesterday\n\nspoke\nShe asked about the allotment.\n.\nstop\nstop",
    );
    assert_snapshot!("stopped", from(&first, "Which reminder"));
    let second = talk(&home, "1\n\nfri 2pm\n\n\n\nstop");
    assert_snapshot!("carried_on", second);
    let contact = home.kith("list contacts --json").json()["items"][0].clone();
    assert_eq!(contact["note"], "She asked about the allotment.");
    let third = talk(&home, "stop");
    assert!(!third.contains("unfinished"), "{third}");
}

#[test]
fn the_end_of_the_input_keeps_even_half_a_note() {
    let home = Home::peopled();
    let first = talk(&home, "log\npatel\n1\n\n\n\nShe was out. A neighbour\nsaid she is back on Friday.");
    assert!(first.ends_with("is not finished. It is kept, and offered at the next start.\n"), "{first}");
    let second = talk(&home, "2\nstop");
    assert!(
        second.contains("You have an unfinished contact with Meera PATEL from Tue 3 Mar 2026, 09:10."),
        "{second}"
    );
    let third = talk(&home, "1\n\n\n\nstop");
    assert!(third.contains("Notes: She was out. A neighbour\nsaid she is back on Friday."), "{third}");
    let note = home.kith("list contacts --json").json()["items"][0]["note"].clone();
    assert_eq!(note, "She was out. A neighbour\nsaid she is back on Friday.");
}

#[test]
fn what_is_thrown_away_is_gone_and_nothing_typed_is_nothing_kept() {
    let home = Home::peopled();
    talk(&home, "log\npatel\n1\nvideo");
    let second = talk(&home, "throw\nlog\npatel\n1\nstop\nstop");
    assert!(second.contains("Thrown away."), "{second}");
    assert!(!second.contains("is not finished"), "{second}");
    assert!(!talk(&home, "stop").contains("unfinished"));
}

#[test]
fn a_draft_about_what_is_gone_is_told_and_can_be_thrown_away() {
    let home = Home::peopled();
    talk(&home, "4\n1\nlater\nfri\nno\nfri\n\nback");
    home.kith("done 1").fine();
    let next = talk(&home, "2\nstop");
    assert!(next.contains("That reminder is not open any more. It cannot be carried on."), "{next}");
    assert!(next.contains("Thrown away."), "{next}");
    assert!(!talk(&home, "stop").contains("unfinished"));
}
