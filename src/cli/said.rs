//! A record in one line, as the sentence after a write says it.

use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Values};
use crate::domain::id::PersonId;
use crate::domain::name;
use crate::domain::vocabulary;
use crate::domain::when;
use crate::fault::Fault;
use crate::store::Store;
use crate::store::restricted::UNNAMED;

/// A sentence about a record: `Added contact 5: Ada OKONKWO, Phone, Spoke, Tue 3 Mar 2026.`
pub fn sentence(store: &Store, did: &str, entity: Entity, id: i64) -> Result<String, Fault> {
    let record = store.needed(entity, id)?;
    let about = about(store, &record)?;
    let colon = if about.is_empty() { "" } else { ": " };
    let stop = if about.ends_with(['.', '?', '!']) { "" } else { "." };
    Ok(format!("{did} {} {id}{colon}{about}{stop}", entity.word()))
}

/// What tells a record from others of its kind, in a few words.
pub fn about(store: &Store, record: &Record) -> Result<String, Fault> {
    let values = &record.values;
    let shown = |field: &str| shown(record.entity, values, field);
    let parts = match record.entity {
        Entity::Person => vec![name::spoken(values.text("given"), values.text("family"))],
        Entity::Asset | Entity::Worker => vec![values.text("name").to_owned()],
        Entity::Referral => vec![
            linked(store, values)?,
            format!("received {}", shown("received")),
            format!("from {}", shown("source")),
        ],
        Entity::Contact => vec![
            linked(store, values)?,
            shown("method"),
            shown("outcome"),
            when::show_moment(values.day("happened_on").unwrap_or_default(), values.time("happened_at")),
        ],
        Entity::Note => vec![linked(store, values)?, shown("written_on")],
        Entity::FollowUp => vec![values.text("what").to_owned(), due(store, values), linked(store, values)?],
        Entity::Connection => {
            vec![linked(store, values)?, party(store, values, "other_person_id", "asset_id")?, shown("state")]
        }
        Entity::Visit => vec![linked(store, values)?, shown("how"), shown("visited_on")],
        Entity::Feedback => vec![asset(store, values)?, shown("went"), shown("said_on")],
        Entity::Gap => vec![values.text("what").to_owned(), shown("state")],
        Entity::GapPerson => vec![linked(store, values)?, shown("since")],
        Entity::Notice => vec![values.text("title").to_owned(), shown("until_on")],
        Entity::Search => vec![values.text("name").to_owned(), values.text("filters").to_owned()],
        Entity::Asked => vec![linked(store, values)?, shown("answer"), shown("asked_on")],
        Entity::Offer | Entity::Ask => vec![values.text("what").to_owned(), linked(store, values)?],
        Entity::Pair => {
            let side = |field: &str, entity: Entity| match values.number(field) {
                Some(id) => linked(store, &store.needed(entity, id)?.values),
                None => Ok(String::new()),
            };
            let names = format!("{} and {}", side("offer_id", Entity::Offer)?, side("ask_id", Entity::Ask)?);
            vec![names, shown("state"), shown("since")]
        }
        Entity::Exchange => vec![
            values.text("what").to_owned(),
            format!("from {}", party(store, values, "giver_person_id", "giver_asset_id")?),
            format!("to {}", party(store, values, "receiver_person_id", "receiver_asset_id")?),
            shown("happened_on"),
        ],
        Entity::Rung => vec![linked(store, values)?, shown("rung"), asset(store, values)?, shown("since")],
        Entity::Measure => vec![
            linked(store, values)?,
            shown("instrument"),
            shown("measured_on"),
            values.text("items").to_owned(),
        ],
        Entity::Letter => vec![linked(store, values)?, shown("kind"), shown("written_on"), shown("how")],
        Entity::ServiceUse => {
            vec![
                linked(store, values)?,
                shown("service"),
                shown("times"),
                shown("from_on"),
                shown("until_on"),
            ]
        }
        Entity::Consent => vec![linked(store, values)?, shown("purpose"), shown("answer")],
        Entity::Risk => vec![linked(store, values)?, shown("category"), shown("from_on")],
        Entity::Relation => vec![values.text("name").to_owned(), shown("relation"), linked(store, values)?],
        Entity::Strength | Entity::Goal | Entity::Step => {
            vec![values.text("what").to_owned(), linked(store, values)?]
        }
        Entity::Need => vec![linked(store, values)?, shown("need"), shown("state")],
        Entity::Plan => vec![linked(store, values)?, shown("agreed_on")],
        Entity::Episode => vec![linked(store, values)?, shown("opened_on"), shown("state")],
        Entity::Identity => vec![values.text("source").to_owned(), values.text("external_id").to_owned()],
    };
    Ok(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

/// The value of a field as people read it.
pub fn shown(entity: Entity, values: &Values, field: &str) -> String {
    if let (Entity::Referral, "state_reason") = (entity, field)
        && let Some(words) = vocabulary::reason(values.text(field))
    {
        return words.to_owned();
    }
    entity.field(field).map_or_else(String::new, |field| check::show(field, values.value(field.name)))
}

fn due(store: &Store, values: &Values) -> String {
    let Some(day) = values.day("due_on") else { return String::new() };
    let time = values.time("due_at").map_or(String::new(), |time| format!(" at {}", when::show_time(time)));
    format!("{}{time}", when::show_echo(day, store.clock().today()))
}

/// Whom or what the record is about: a person, an asset, or what a referral or connection is about.
fn linked(store: &Store, values: &Values) -> Result<String, Fault> {
    if let Some(id) = values.number("person_id") {
        return person(store, id);
    }
    for (field, entity) in [("referral_id", Entity::Referral), ("connection_id", Entity::Connection)] {
        if let Some(id) = values.number(field) {
            let person = store.needed(entity, id)?.values.number("person_id");
            return person.map_or(Ok(String::new()), |id| self::person(store, id));
        }
    }
    asset(store, values)
}

fn party(store: &Store, values: &Values, by_person: &str, by_asset: &str) -> Result<String, Fault> {
    match (values.number(by_person), values.number(by_asset)) {
        (Some(id), _) if store.is_restricted(PersonId(id))? => Ok(UNNAMED.to_owned()),
        (Some(id), _) => person(store, id),
        (None, Some(id)) => Ok(store.needed(Entity::Asset, id)?.values.text("name").to_owned()),
        (None, None) => Ok(String::new()),
    }
}

/// The name of a person in the order it is said.
pub fn person(store: &Store, id: i64) -> Result<String, Fault> {
    let person = store.needed(Entity::Person, id)?;
    Ok(name::spoken(person.values.text("given"), person.values.text("family")))
}

fn asset(store: &Store, values: &Values) -> Result<String, Fault> {
    let Some(id) = values.number("asset_id") else { return Ok(String::new()) };
    Ok(store.needed(Entity::Asset, id)?.values.text("name").to_owned())
}
