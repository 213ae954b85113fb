//! Many rows at once: marked, acted on as one operation, and no longer marked afterwards.

use kith::domain::entity::Entity;

use super::session::Session;

/// How many reminders are open.
fn open_reminders(session: &Session) -> usize {
    let all = session.store().records_after(Entity::FollowUp, 0, 10_000).unwrap();
    all.iter().filter(|record| record.values.text("state") == "open" && record.put_away_on.is_none()).count()
}

/// How many referrals are with the worker of that login.
fn referrals_of(session: &Session, login: &str) -> usize {
    let workers = session.store().records_after(Entity::Worker, 0, 100).unwrap();
    let worker = workers.iter().find(|record| record.values.text("login") == login).unwrap().id;
    let all = session.store().records_after(Entity::Referral, 0, 10_000).unwrap();
    all.iter().filter(|record| record.values.number("worker_id") == Some(worker)).count()
}

#[test]
fn marked_people_are_given_to_a_colleague_as_one_act_and_one_undo_takes_it_back() {
    let session = Session::demo().press("2 m m m :").write("who works").press("Enter");
    assert!(session.screen().contains("Who works with them: 3 people"), "{}", session.screen());
    let before = referrals_of(&session, "sam");
    let session = session.press("3 Ctrl+S");
    let status = session.status();
    assert!(status.contains("works with 3 people. Press u to undo."), "{status}");
    let taken = referrals_of(&session, "sam");
    assert!(taken > before && taken <= before + 3, "{before} {taken}");
    // The marks are gone with the act: the sentence is about the row again.
    let session = session.press("Down");
    assert!(session.status().starts_with("Row "), "{}", session.status());
    let session = session.press("u y");
    assert_eq!(referrals_of(&session, "sam"), before);
}

#[test]
fn marked_reminders_are_ticked_off_together_and_are_not_marked_any_more() {
    let session = Session::demo().press("1 m m");
    assert!(session.status().starts_with("2 marked."), "{}", session.status());
    let before = open_reminders(&session);
    let session = session.press("t y");
    assert_eq!(open_reminders(&session), before - 2, "{}", session.screen());
    let last = session.store().history(None, 1).unwrap().remove(0);
    let named = session.store().subject_name(&last).unwrap().unwrap();
    assert!(named.ends_with(" and 1 more"), "the history says that there were two: {named}");
    assert!(!session.press("Down").status().contains("marked"));
}

#[test]
fn marked_assets_have_a_reminder_each() {
    let session = Session::demo().press("3 Esc m m r");
    assert!(session.screen().contains("Set 2 reminders"), "{}", session.screen());
    let before = open_reminders(&session);
    let session = session.write("tomorrow").press("Tab").write("Ring them").press("Ctrl+S");
    assert_eq!(open_reminders(&session), before + 2, "{}", session.screen());
    assert!(!session.press("Down").status().contains("marked"));
}

#[test]
fn what_is_done_to_one_record_never_lands_in_another_while_rows_are_marked() {
    let session = Session::demo().at(80, 24).press("2 m m c");
    assert_eq!(session.status(), "2 marked. This is done for one at a time. Press M to take the marks away.",);
    assert!(session.screen().contains("[2 Queue]"), "no form is open: {}", session.screen());
    let session = session.press("x");
    assert!(session.screen().contains("Of Meera PATEL, Ada OKONKWO."), "{}", session.screen());
    // Enter reads the row under the cursor, which changes nothing.
    let session = session.press("Esc t");
    assert!(!session.screen().contains("Log a contact"), "{}", session.screen());
}

#[test]
fn a_search_that_finds_nobody_of_ones_own_says_where_others_are_found() {
    let session = Session::demo().at(80, 24).press("2 /").write("van der");
    assert_eq!(session.status(), "Nobody of yours has such a name. Ctrl+F looks among everyone.");
}

#[test]
fn a_name_typed_after_a_slash_on_today_is_looked_for_and_does_nothing_else() {
    let session = Session::demo().at(80, 24).press("1 /").write("patel");
    assert!(session.screen().contains("PATEL, Meera"), "{}", session.screen());
    assert!(!session.screen().contains("Add a referral"), "{}", session.screen());
}
