//! Answers that cannot be used: what is wrong, how to put it right, and the question again with nothing lost.

use insta::assert_snapshot;

use super::{from, talk, talk_with};
use crate::cli::Home;

#[test]
fn what_is_wrong_is_said_and_the_question_comes_again() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        frobnicate
        49
        ?
        find

        zzzz
        patel
        9
        1
        log
        pigeon
        14
        home
        tomorrow
        31/4
        yesterday
        no
        yesterday
        yes
        ?

        .
        7

        29 feb
        fri
        no
        fri

        
        maybe
        what happened
        no answer
        minutes
        20

        back
        stop
    ",
    );
    assert_snapshot!(from(&heard, "That is not one of the choices"));
    let contact = home.kith("list contacts --json").json()["items"][0].clone();
    assert_eq!(
        (contact["method"].as_str(), contact["outcome"].as_str()),
        (Some("home_visit"), Some("no_answer"))
    );
    assert_eq!(contact["happened_on"], "2026-03-02");
}

#[test]
fn back_goes_one_question_back_and_keeps_the_answers() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        log
        patel
        1
        text
        yesterday

        back
        back


        left
        First words.
        .
        back
        .

        none
        back
        none
        n
        3
        stop
    ",
    );
    assert_snapshot!(from(&heard, "How did you contact"));
    assert_eq!(home.kith("list contacts --json").json()["total"], 0);
}

#[test]
fn somebody_whose_name_is_a_command_can_be_typed_in_quotation_marks() {
    let home = Home::peopled();
    talk(&home, "6\nnew\nZoe\n\"Back\"\n\n\n\n\n\n\n\n\n.\n\n\nstop");
    let people = home.kith("list people --json").json();
    let last =
        people["items"].as_array().unwrap().iter().find(|item| item["given"] == "Zoe").unwrap().clone();
    assert_eq!(last["family"], "Back");
}

#[test]
fn a_caseload_that_is_only_looked_at_saves_nothing_and_says_so() {
    let home = Home::peopled();
    let (status, heard) = talk_with(&home, "plain --read-only", &[], "log\npatel\n1\nundo\ny\nstop");
    assert_eq!(status, 0);
    assert!(heard.contains("open for looking only"), "{heard}");
    assert_eq!(talk_with(&home, "plain --json", &[], "").0, 2);
}
