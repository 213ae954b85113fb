//! Every form: what is wrong or missing is said at its answer, nothing is written, and what was typed stays.

use kith::domain::entity::Entity;
use kith::domain::id::{AssetId, ConnectionId, FollowUpId, PersonId};
use kith::store::Store;
use kith::tui::key::Key;
use kith::tui::request::{FormRequest, Subject, Which};

use super::session::Session;

/// What is typed into every line of a form: no day, no number, no telephone number, but a fine name.
const TYPED: &str = "31 feb";

fn person_with(store: &Store, entity: Entity) -> PersonId {
    let all = store.records_after(entity, 0, 1000).unwrap();
    let first = all.iter().filter(|record| record.put_away_on.is_none());
    let has = |id: &i64| !store.is_restricted(PersonId(*id)).unwrap();
    PersonId(first.filter_map(|record| record.values.number("person_id")).find(has).unwrap())
}

fn first(store: &Store, entity: Entity, fits: impl Fn(&kith::domain::entry::Record) -> bool) -> i64 {
    let all = store.records_after(entity, 0, 1000).unwrap();
    all.iter().find(|record| record.put_away_on.is_none() && fits(record)).unwrap().id
}

/// Every form that a link worker types into.
fn forms(store: &Store) -> Vec<FormRequest> {
    let person = person_with(store, Entity::Goal);
    let about = Subject::Person(person);
    let asset = AssetId(first(store, Entity::Asset, |_| true));
    let reminder = FollowUpId(first(store, Entity::FollowUp, |r| r.values.text("state") == "open"));
    let connection = ConnectionId(first(store, Entity::Connection, |_| true));
    let step = first(store, Entity::Step, |_| true);
    let goal = first(store, Entity::Goal, |_| true);
    let add = |entity| FormRequest::AddTo { entity, person };
    let edit = |entity, id| FormRequest::Edit { entity, id };
    vec![
        FormRequest::LogContact { person, follow_up: None },
        FormRequest::Remind { about },
        FormRequest::Later(reminder),
        edit(Entity::Person, person.0),
        edit(Entity::Asset, asset.0),
        edit(Entity::FollowUp, reminder.0),
        FormRequest::AddReferral { person: None },
        FormRequest::AddReferral { person: Some(person) },
        FormRequest::AddPerson,
        FormRequest::AddAsset,
        FormRequest::Offer { subject: Some(about) },
        FormRequest::Ask { subject: Some(about) },
        FormRequest::Give { person: Some(person), asset: None },
        FormRequest::Asked(person),
        FormRequest::Consent(person),
        FormRequest::Risk(person),
        FormRequest::Informal,
        FormRequest::Connect { person, asset },
        FormRequest::StageConnection(connection),
        add(Entity::Plan),
        add(Entity::Goal),
        FormRequest::AddStep(Which::This(goal)),
        FormRequest::StepDone(Which::This(step)),
        FormRequest::PairMoves(first(store, Entity::Pair, |_| true)),
        FormRequest::Merge(person),
        FormRequest::HandOver,
    ]
}

#[test]
fn every_form_says_at_the_answer_what_is_wrong_writes_nothing_and_keeps_what_was_typed() {
    let requests = forms(Session::demo().store());
    for request in requests {
        let mut session = Session::demo().at(120, 40);
        session.form(request);
        let before = session.store().last_operation().unwrap();
        // Every line is typed over; a choice takes no letters that are none of its.
        for _ in 0..24 {
            session.does(|app| {
                app.press(Key::Ctrl('u'));
                app.paste(TYPED);
            });
            if session.screen().contains("Esc close") {
                session = session.press("Esc");
            }
            session.undrawn(|app| app.press(Key::Tab));
        }
        let session = session.press("Ctrl+S");
        let screen = session.screen();
        assert_eq!(session.store().last_operation().unwrap(), before, "{request:?} was written:\n{screen}");
        assert!(session.status().starts_with("Not saved yet."), "{request:?}: {}", session.status());
        assert!(screen.contains("   ! "), "{request:?} says nothing at the answer:\n{screen}");
        assert!(screen.contains(TYPED), "{request:?} lost what was typed:\n{screen}");
    }
}
