//! Find anyone: people and assets as one types, to open them, to answer a form, or to begin a form about them.

use super::picker::{Item, Pick, Picker, Source};
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::{fold, name, when};
use crate::store::find::{AssetAsk, PersonHit};
use crate::store::page::Span;
use crate::store::{Store, StoreError};
use crate::tui::effect::{Answer, Effect};
use crate::tui::forms::row::Look;
use crate::tui::request::FormRequest;

/// At most so many of a kind are shown; whoever is not among them is found by another letter.
const MOST: usize = 30;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its kind.
    pub entity: Entity,
    /// Its number.
    pub id: i64,
    /// Its name as it is said.
    pub words: String,
}

/// What is done with what was found.
type Then = fn(&Found) -> Effect;

/// The people and assets that a few words meet, and their rows.
pub fn found(store: &Store, text: &str, look: Look) -> Result<(Vec<Item>, Vec<Found>), StoreError> {
    let (mut items, mut all) = (Vec::new(), Vec::new());
    if look != Look::Asset {
        let people = store.find_people(text, MOST)?;
        for hit in &people {
            items.push(Item::new(listed(hit)).right(aside(hit, &people)));
            let words = name::spoken(&hit.given, &hit.family);
            all.push(Found { entity: Entity::Person, id: hit.person.0, words });
        }
    }
    if look != Look::Person && !text.trim().is_empty() {
        let ask = AssetAsk { text: text.to_owned(), all: true, ..AssetAsk::default() };
        for hit in store.find_assets(&ask, Span::first(MOST))?.page.rows {
            let right = if hit.schedule.is_empty() { hit.place.clone() } else { hit.schedule.clone() };
            items.push(Item::new(hit.name.clone()).right(right));
            all.push(Found { entity: Entity::Asset, id: hit.asset.0, words: hit.name });
        }
    }
    Ok((items, all))
}

fn listed(hit: &PersonHit) -> String {
    name::listed(&hit.family, &hit.given, &hit.title)
}

/// What stands beside a person: how they were met, and for two of one name the birth date that tells them apart.
fn aside(hit: &PersonHit, all: &[PersonHit]) -> String {
    let folded = |hit: &PersonHit| fold::fold(&format!("{} {}", hit.given, hit.family));
    let twin = all.iter().any(|other| other.person != hit.person && folded(other) == folded(hit));
    let mut parts = Vec::new();
    if hit.why != "name" && !hit.why.is_empty() {
        parts.push(hit.why.clone());
    }
    match hit.date_of_birth {
        Some(day) if twin => parts.push(format!("born {}", when::show_birth(day))),
        None if twin => parts.push("date of birth not known".to_owned()),
        _ => {}
    }
    parts.push(hit.state.label().to_lowercase());
    parts.join(", ")
}

fn picker(title: &str, look: Look, then: Then) -> Picker {
    let source: Source = Box::new(move |store, text| {
        let (items, all) = found(store, text, look)?;
        let pick: Pick = Box::new(move |at, _| all.get(at).map_or(Effect::None, then));
        Ok((items, Some(pick)))
    });
    let none = match look {
        Look::Person => "Nobody goes by these words. Try part of a name, a number or a postcode.",
        Look::Asset => "No asset goes by these words. Try one word of its name.",
        Look::Either => "Nobody and nothing goes by these words. Try part of a name.",
    };
    Picker::found(title, source, Box::new(|_, _| Effect::None)).none(none)
}

/// Finds anyone and anything, and opens it.
pub fn open() -> Picker {
    picker("Find anyone: name, date of birth, NHS number, phone, postcode", Look::Either, |found| {
        let open = match found.entity {
            Entity::Asset => Effect::Asset(AssetId(found.id)),
            _ => Effect::Person(PersonId(found.id)),
        };
        Effect::Many(vec![Effect::Close, open])
    })
}

/// Finds somebody or something for the screen below.
pub fn look_up(label: &str, look: Look) -> Picker {
    let what = match look {
        Look::Person => "find the person",
        Look::Asset => "find the asset",
        Look::Either => "find the person or the group",
    };
    picker(&format!("{label}: {what}"), look, |found| {
        Effect::Answer(Answer::Chose(found.entity, found.id, found.words.clone()))
    })
}

/// Finds a person to log a contact with.
pub fn to_contact() -> Picker {
    picker("Log another contact: with whom?", Look::Person, |found| {
        let request = FormRequest::LogContact { person: PersonId(found.id), follow_up: None };
        Effect::Many(vec![Effect::Close, Effect::Form(request)])
    })
}
