//! What is kept about a contact, a note and a reminder.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{CONTACT_METHOD, CONTACT_OUTCOME, FOLLOW_UP_RULE, FOLLOW_UP_STATE};

/// A contact. One without a person is informal: a talk in a waiting room, at a noticeboard; it can become a referral.
pub(super) const CONTACT: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)),
    Field::new("somebody", "With whom", Kind::Line)
        .hint("For an informal contact: a first name, or who it was."),
    Field::new("method", "How", Kind::One(&CONTACT_METHOD)).required().step(1).default("phone"),
    Field::new("happened_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("happened_at", "Time", Kind::Time).step(1),
    Field::new("outcome", "What happened", Kind::One(&CONTACT_OUTCOME)).required().step(1).default("spoke"),
    Field::new("minutes", "How long", Kind::Count(1440)).step(1).hint("Minutes."),
    Field::new("note", "Notes", Kind::Story).step(1),
    Field::new("place", "Place", Kind::Line).step(2),
    Field::new("who_else", "Who else was there", Kind::Line).step(2),
    Field::new("connection_id", "Went along to", Kind::Link(Entity::Connection)),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// A note on a person or an asset.
pub(super) const NOTE: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)),
    Field::new("asset_id", "Asset", Kind::Link(Entity::Asset)),
    Field::new("written_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("text", "Note", Kind::Story).required().step(1),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// A reminder on a person, referral, asset or connection.
pub(super) const FOLLOW_UP: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)),
    Field::new("referral_id", "Referral", Kind::Link(Entity::Referral)),
    Field::new("asset_id", "Asset", Kind::Link(Entity::Asset)),
    Field::new("connection_id", "Connection", Kind::Link(Entity::Connection)),
    Field::new("due_on", "When", Kind::ComingDay)
        .required()
        .step(1)
        .hint("For example: tomorrow, fri, 2 weeks, 10 mar."),
    Field::new("due_at", "Time", Kind::Time).step(1),
    Field::new("what", "Reminder is for", Kind::Line).required().step(1),
    Field::new("recurrence", "Comes again", Kind::Recurrence).step(1).hint("For example: every 2 weeks."),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
    Field::new("rule", "Raised by", Kind::One(&FOLLOW_UP_RULE)),
    Field::new("moved", "Times moved to later", Kind::Count(10_000)),
    Field::new("state", "State", Kind::One(&FOLLOW_UP_STATE)).required().default("open"),
    Field::new("done_on", "Done", Kind::PastDay),
    Field::new("cleared_by", "Answered by contact", Kind::Link(Entity::Contact)),
];
