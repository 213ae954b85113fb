//! The forms of a day's work, asked line by line; each has the names of the form of the screens, so that drafts travel.

pub mod community;
pub mod connect;
pub mod contact;
pub mod give;
pub mod measure;
pub mod pair;
pub mod record;
pub mod referral;
pub mod reminder;
pub mod stage;
pub mod whom;
pub mod whose;

use super::form::Form;
use super::step::Answers;
use super::turn::Told;
use super::work::Work;
use crate::domain::entity::Entity;
use crate::store::drafts::KeptDraft;

/// The form a draft was typed in; `None` for one that only the screens have.
pub fn of_draft(work: &Work<'_>, draft: &KeptDraft, answers: &Answers) -> Told<Option<Form>> {
    let store = &work.store;
    let entity = Entity::parse(&draft.subject);
    let person = draft.subject_id;
    let about = entity.map(|entity| (entity, draft.subject_id));
    let number = |name: &str| answers.get(name).and_then(|text| text.parse::<i64>().ok());
    let form = match (draft.form.as_str(), about) {
        ("contact", Some(_)) => contact::form(store, person, number("=follow_up"))?,
        ("reminder", Some((entity, id))) => reminder::set(store, entity, id)?,
        ("note", Some((entity, id))) => reminder::note(store, entity, id)?,
        ("later", Some(_)) => reminder::later(store, draft.subject_id)?,
        ("put_away", Some((entity, id))) => reminder::put_away(store, entity, id)?,
        ("referral", about) => referral::form(store, about.map(|(_, id)| id))?,
        ("offer", _) => give::standing(Entity::Offer, about),
        ("ask", _) => give::standing(Entity::Ask, about),
        ("exchange", _) => give::exchange(about),
        ("pair", Some(_)) => match number(pair::WISH) {
            Some(wish) => pair::begin(store, draft.subject_id, wish, true)?,
            None => return Ok(None),
        },
        ("pair_moves", Some(_)) => pair::moves(store, draft.subject_id)?,
        ("asked", Some(_)) => give::asked(store, person)?,
        ("connect", Some(_)) => match number("=asset") {
            Some(asset) => connect::form(store, person, asset)?,
            None => return Ok(None),
        },
        ("close_asset", Some(_)) => community::close(store, draft.subject_id)?,
        ("feedback", Some(_)) => community::feedback(store, draft.subject_id)?,
        ("gap", about) => community::gap(store, about.map(|(_, id)| id))?,
        ("gap_moves", Some(_)) => community::gap_moves(store, draft.subject_id)?,
        ("notice", _) => community::notice(),
        ("connect_people", Some(_)) => community::connect_people(store, person)?,
        ("stage", Some(_)) => stage::of_referral(store, person)?,
        ("stage_connection", Some(_)) => stage::of_connection(store, draft.subject_id)?,
        ("pause", Some(_)) => stage::of_work(store, person, false)?,
        ("close", Some(_)) => stage::of_work(store, person, true)?,
        ("allot", Some(_)) => whose::allot(store, person)?,
        ("hand_over", _) => whose::hand_over(store)?,
        ("merge", Some(_)) => whose::merge(store, person)?,
        ("wrong_person", Some(_)) => whose::wrong_person(store, draft.subject_id)?,
        ("informal", _) => whose::informal(),
        ("promote", Some(_)) => whose::promote(store, draft.subject_id)?,
        ("edit", Some((entity, id))) => record::edit(store, entity, id)?,
        ("measure", Some(_)) => measure::form(store, person)?,
        ("person", _) => record::add(Entity::Person),
        ("asset", _) => record::add(Entity::Asset),
        (kind, Some(_)) => match record::OF_A_PERSON.iter().find(|(entity, _)| entity.table() == kind) {
            Some((entity, _)) => record::add_to(store, *entity, person)?,
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(form))
}
