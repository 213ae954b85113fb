//! What is kept about a person joined to an asset.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{CONNECTION_KIND, CONNECTION_STATE};

/// A connection. It cannot be made without the person's yes.
pub(super) const CONNECTION: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("asset_id", "Asset", Kind::Link(Entity::Asset)).required(),
    Field::new("kind", "How", Kind::One(&CONNECTION_KIND)).required().step(1).default("introduction"),
    Field::new("state", "How far it is", Kind::One(&CONNECTION_STATE))
        .required()
        .step(1)
        .default("suggested"),
    Field::new("said_yes", "The person said yes", Kind::Flag).step(1),
    Field::new("made_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("note", "Note", Kind::Story).step(1).hint("What else was offered, and what they said."),
    Field::new("reason_ended", "Why it ended", Kind::Line),
    Field::new("attended", "Times attended", Kind::Count(10_000)),
    Field::new("last_attended", "Last there", Kind::PastDay),
    Field::new("introduced_by", "Introduced by", Kind::Link(Entity::Person)),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];
