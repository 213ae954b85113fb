//! What is kept about a person joined to an asset or to another person, and about going along with them.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{CONNECTION_KIND, CONNECTION_STATE, VISIT as WENT};

/// A connection. It cannot be made without the person's yes.
pub(super) const CONNECTION: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("asset_id", "Asset", Kind::Link(Entity::Asset)),
    Field::new("other_person_id", "To the person", Kind::Link(Entity::Person)),
    Field::new("kind", "How", Kind::One(&CONNECTION_KIND)).required().step(1).default("introduction"),
    Field::new("state", "How far it is", Kind::One(&CONNECTION_STATE))
        .required()
        .step(1)
        .default("suggested"),
    Field::new("said_yes", "The person said yes", Kind::Flag).step(1),
    Field::new("made_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("options_shown", "What else was shown", Kind::Line)
        .step(1)
        .hint("Other places that were offered, and why they said no to them."),
    Field::new("note", "Note", Kind::Story).step(1),
    Field::new("reason_ended", "Why it ended", Kind::Line),
    Field::new("replied_on", "They answered on", Kind::PastDay),
    Field::new("first_attended", "First there", Kind::PastDay),
    Field::new("attended", "Times attended", Kind::Count(10_000)),
    Field::new("last_attended", "Last there", Kind::PastDay),
    Field::new("introduced_by", "Introduced by", Kind::Link(Entity::Person)),
    Field::new("furthest", "The furthest it came", Kind::One(&CONNECTION_STATE)),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// One time of going along. The last one is the one where they go alone.
pub(super) const VISIT: &[Field] = &[
    Field::new("connection_id", "Connection", Kind::Link(Entity::Connection)).required(),
    Field::new("visited_on", "When", Kind::ComingDay).required().step(1).default("today"),
    Field::new("how", "How it went", Kind::One(&WENT)).required().step(1).default("together"),
    Field::new("companion", "Who went along", Kind::Line)
        .step(1)
        .hint("We, a volunteer, a neighbour, a member of the group."),
    Field::new("note", "Note", Kind::Story).step(1).hint("What helped, and what to do next time."),
    Field::new("number", "Which time", Kind::Count(10_000)),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];
