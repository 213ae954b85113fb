//! How somebody is by an instrument, on the screen: one item a line, by its number.

use insta::assert_snapshot;
use kith::domain::entity::Entity;
use kith::domain::id::PersonId;
use kith::tui::request::FormRequest;

use super::session::Session;

#[test]
fn a_measure_is_answered_item_by_item_and_stands_on_the_line_of_time() {
    let mut session = Session::demo().at(80, 24);
    // Somebody with whom nothing was measured yet.
    let taken = |id: &i64| !session.store().records_of(Entity::Measure, "person_id", *id).unwrap().is_empty();
    let person = PersonId((1..60).find(|id| !taken(id)).unwrap());
    session.form(FormRequest::AddTo { entity: Entity::Measure, person });
    assert_snapshot!(session.screen(), @"
     Record a measure: WIŚNIEWSKI, Łukasz                                  ! 2 late
    --------------------------------------------------------------------------------

       Instrument              > ONS4 personal well-being
       When in the work          At the start
       When                      today
                                 = Tue 3 Mar 2026 (today).
       Satisfied                  (optional) 0 to 10. Overall, how satisfied are~
       Worthwhile                 (optional) 0 to 10. Overall, to what extent do~
       Happy yesterday            (optional) 0 to 10. Overall, how happy did you~
       Anxious yesterday          (optional) 0 to 10. Overall, how anxious did yo~
       In their own words         (optional)


       [ Save ]   [ Leave ]






    --------------------------------------------------------------------------------
     Measure of Łukasz WIŚNIEWSKI. Field 1 of 8: Instrument. ONS4 personal well-bei~
     Tab next  Shift+Tab back  Ctrl+S save  Esc leave  F1 help
    ");
    // The instrument and the stage stand; the day is today; then each answer by its digit.
    let session = session.press("Tab Tab Tab 5 Tab 6 Tab 4 Tab 8 Ctrl+S");
    assert!(session.status().contains("Reminder set: Measure agai"), "{}", session.screen());
    let kept = session.store().records_of(Entity::Measure, "person_id", person.0).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].values.text("items"), kept[0].values.text("stage")), ("5 6 4 8", "baseline"));
    // Another instrument shows its own items, and begins with what was used last.
    let mut again = session;
    again.form(FormRequest::AddTo { entity: Entity::Measure, person });
    assert!(again.screen().contains("Last time: Satisfied 5"), "{}", again.screen());
    let other = again.press("2");
    assert!(
        other.screen().contains("Lack companionship") && !other.screen().contains("0 to 10"),
        "{}",
        other.screen()
    );
    let refused = other.press("Tab Tab Tab 4 Ctrl+S");
    assert!(refused.screen().contains("Lack companionship is a number from 1 to 3"), "{}", refused.screen());
    let other = refused.press("Backspace");
    let nothing = other.press("Ctrl+S");
    assert!(nothing.screen().contains("Give at least one answer"), "{}", nothing.screen());
}

#[test]
fn a_measure_dated_before_the_referral_is_saved_and_said_to_be_so() {
    for (width, said) in [(80, "Saved. Before the referral ("), (120, "Before the referral (")] {
        let mut session = Session::demo().at(width, 24);
        let referred =
            |id: &i64| !session.store().records_of(Entity::Referral, "person_id", *id).unwrap().is_empty();
        let person = PersonId((1..60).find(referred).unwrap());
        let before = session.store().records_of(Entity::Measure, "person_id", person.0).unwrap().len();
        session.form(FormRequest::AddTo { entity: Entity::Measure, person });
        let session = session.press("1 Tab Tab").write("1 jan 2020").press("Tab 5 Tab 6 Tab 4 Tab 8 Ctrl+S");
        let status = session.status();
        assert!(status.contains(said) && status.contains("): is the day right?"), "{}", session.screen());
        assert!(status.contains("to undo"), "{status}");
        let kept = session.store().records_of(Entity::Measure, "person_id", person.0).unwrap();
        assert_eq!((kept.len(), kept[kept.len() - 1].values.text("measured_on")), (before + 1, "2020-01-01"));
    }
}
