//! Undo, redo and the history, across sessions.

use insta::assert_snapshot;

use super::Home;

#[test]
fn undo_names_what_it_takes_back_and_redo_does_it_again() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("undo --dry-run").told(), @"
    status 0
    Would take back: added a reminder (reminder 1), by jo at 09:10 on Tue 3 Mar 2026.
    ");
    assert_snapshot!(home.kith("undo").told(), @"
    status 0
    Took back: added a reminder (reminder 1), by jo at 09:10 on Tue 3 Mar 2026.
    -- messages
    To do it again: kith redo
    ");
    assert_eq!(home.kith("list follow-ups --json").json()["total"], 0);
    assert_snapshot!(home.kith("redo").told(), @"
    status 0
    Did again: added a reminder (reminder 1), by jo at 09:10 on Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("list follow-ups --json").json()["total"], 1);
    assert_snapshot!(home.kith("redo").told(), @"
    status 3
    -- messages
    There is nothing to do again.
    ");
    assert_snapshot!(home.kith("history").told(), @"
    status 0
    No.  When                     Who  What
    6    09:10 on Tue 3 Mar 2026  jo   did again 4: added a reminder 1
    5    09:10 on Tue 3 Mar 2026  jo   took back 4: added a reminder 1 (undone)
    4    09:10 on Tue 3 Mar 2026  jo   added a reminder 1
    3    09:10 on Tue 3 Mar 2026  jo   added an asset 1
    2    09:10 on Tue 3 Mar 2026  jo   added a person 2
    1    09:10 on Tue 3 Mar 2026  jo   added a referral 1
    ");
}

#[test]
fn nobody_takes_back_by_accident_what_a_colleague_did() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("--as sam undo").told(), @"
    status 3
    -- messages
    There is nothing to undo.
    ");
    assert_snapshot!(home.kith("--as sam --json undo 2").told().replace(char::is_whitespace, " "), @r#"status 1 -- messages {"version":1,"error":{"kind":"failed","message":"It cannot be undone: later records belong to what it added (jo, at 09:10 on Tue 3 Mar 2026). Take those back first.","hint":""}}"#);
    assert_eq!(home.kith("undo 99").status, 3);
}

#[test]
fn an_undo_that_would_lose_somebody_elses_work_is_refused() {
    let home = Home::peopled();
    home.kith("edit person 2 --set family=Shah").fine();
    home.kith("--as sam edit person 2 --set family=Rao").fine();
    assert_snapshot!(home.kith("undo").told(), @"
    status 1
    -- messages
    It cannot be undone: sam has changed the same person since, at 09:10 on Tue 3 Mar 2026.
    ");
}

#[test]
fn history_tells_of_one_record() {
    let home = Home::peopled();
    home.kith("edit person 2 --set family=Shah").fine();
    assert_snapshot!(home.kith("history person 2").told(), @"
    status 0
    No.  When                     Who  What
    5    09:10 on Tue 3 Mar 2026  jo   edited a person 2
    2    09:10 on Tue 3 Mar 2026  jo   added a person 2
    ");
    assert_eq!(home.kith("history person 2 --json").json()["items"].as_array().unwrap().len(), 2);
    assert_eq!(home.kith("history person 99").status, 3);
    assert_eq!(home.kith("history person").status, 2);
}

#[test]
fn a_worker_stays_known_when_the_first_thing_they_did_is_taken_back() {
    let home = Home::new();
    home.kith("add person --set given=Ada").fine();
    home.kith("undo").fine();
    let names = |home: &Home| home.kith("list workers --json").fine().json()["items"].clone();
    assert_eq!(names(&home)[0]["login"], "jo");
    home.kith("redo").fine();
    assert_eq!(names(&home).as_array().unwrap().len(), 1);
    assert_eq!(home.kith("list people --json").json()["items"].as_array().unwrap().len(), 1);
    home.kith("check").fine();
}
