//! What a colleague did while a form was open: said in words, and nothing typed is lost.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Values};
use kith::domain::id::PersonId;
use kith::tui::request::FormRequest;

use super::session::{Session, today};

fn person(session: &Session, words: &str) -> PersonId {
    session.store().find_people(words, 1).unwrap()[0].person
}

/// Somebody who is in the caseload twice: the record that stays, and the other.
fn twice(session: &Session) -> (PersonId, PersonId) {
    let ada = person(session, "okonkwo");
    let other = Entry::new(Entity::Person).with("given", "Adah").with("family", "Okonkwo-Twice");
    let done = session.colleague().apply(&Change::Add(other)).unwrap();
    (ada, PersonId(done.id_of(Entity::Person).unwrap()))
}

fn merge(session: &Session, stays: PersonId, other: PersonId) {
    let change = Change::Merge { stays, other, reason: "same birthday".to_owned() };
    session.colleague().apply(&change).unwrap();
}

#[test]
fn an_edit_of_somebody_a_colleague_has_just_merged_says_where_they_are_and_keeps_what_was_typed() {
    let mut session = Session::demo().at(120, 40);
    let (ada, other) = twice(&session);
    session.form(FormRequest::Edit { entity: Entity::Person, id: other.0 });
    let session = session.write("Ad");
    merge(&session, ada, other);
    let session = session.press("Ctrl+S");
    let said = format!("put together with case {ada}. Nothing was changed: open case {ada}.");
    assert!(session.status().contains(&said), "{}", session.status());
    assert!(session.screen().contains("AdahAd"), "{}", session.screen());
    let session = session.press("Esc s");
    assert!(session.status().contains("is kept as a draft"), "{}", session.status());
}

#[test]
fn a_contact_with_somebody_a_colleague_has_just_merged_goes_to_the_record_that_stayed() {
    let mut session = Session::demo().at(120, 40);
    let (ada, other) = twice(&session);
    let before = session.store().records_of(Entity::Contact, "person_id", ada.0).unwrap().len();
    session.form(FormRequest::LogContact { person: other, follow_up: None });
    let session = session.press("Tab Tab Tab Tab").write("Rang about the bus");
    merge(&session, ada, other);
    let session = session.press("Ctrl+S");
    let contacts = session.store().records_of(Entity::Contact, "person_id", ada.0).unwrap();
    assert_eq!(contacts.len(), before + 1, "{}", session.screen());
    assert!(contacts.iter().any(|record| record.values.text("note") == "Rang about the bus"));
}

#[test]
fn a_referral_a_colleague_has_just_closed_is_not_moved_and_both_are_seen() {
    let mut session = Session::demo().at(120, 40);
    let ada = person(&session, "okonkwo");
    session.form(FormRequest::Stage { person: ada });
    let all = session.store().records_of(Entity::Referral, "person_id", ada.0).unwrap();
    let referral = all.last().unwrap().clone();
    let state = referral.values.text("state");
    let close = Change::Edit {
        entity: Entity::Referral,
        id: referral.id,
        before: Values::new().with("state", state),
        after: Values::new().with("state", "closed").with("state_reason", "completed"),
    };
    session.colleague().apply(&close).unwrap();
    // Jo withdraws the referral meanwhile.
    let session = session.press("8 Tab Enter Enter Ctrl+S");
    let kept = session.store().record(Entity::Referral, referral.id).unwrap().unwrap();
    assert_eq!(kept.values.text("state"), "closed", "{}", session.screen());
    assert!(session.status().contains("Sam Okoro"), "{}", session.status());
}

#[test]
fn a_work_a_colleague_has_just_closed_is_not_closed_twice() {
    let mut session = Session::demo().at(120, 40);
    let ada = person(&session, "okonkwo");
    session.form(FormRequest::CloseWork(ada));
    let running = session.store().running_work(ada).unwrap().unwrap();
    let close = Change::Edit {
        entity: Entity::Episode,
        id: running.id,
        before: Values::new().with("state", running.values.text("state")),
        after: Values::new().with("state", "closed").with("closed_on", today()).with("close_reason", "moved"),
    };
    session.colleague().apply(&close).unwrap();
    let session = session.press("1 Ctrl+S");
    let kept = session.store().record(Entity::Episode, running.id).unwrap().unwrap();
    assert_eq!(kept.values.text("close_reason"), "moved", "{}", session.screen());
    assert!(session.status().contains("Sam Okoro"), "{}", session.status());
}
