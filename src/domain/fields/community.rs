//! What the community's side needs besides assets: what people said of them, gaps, the noticeboard, saved searches.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{FEEDBACK as WENT, GAP_FROM, GAP_STATE, NEED};

/// What somebody said of an asset.
pub(super) const FEEDBACK: &[Field] = &[
    Field::new("asset_id", "Asset", Kind::Link(Entity::Asset)).required(),
    Field::new("went", "How it was", Kind::One(&WENT)).required().step(1),
    Field::new("words", "In their words", Kind::Story).step(1).hint("What was good, and what was not."),
    Field::new("said_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("person_id", "Who said it", Kind::Link(Entity::Person)),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// Something people look for and the community does not have yet.
pub(super) const GAP: &[Field] = &[
    Field::new("what", "What is missing", Kind::Line)
        .required()
        .step(1)
        .hint("In plain words: a walking group for people with dogs."),
    Field::new("need", "It would help with", Kind::One(&NEED)).step(1),
    Field::new("area", "Where", Kind::Line).step(1).hint("An area or the first half of a postcode."),
    Field::new("raised_from", "How it came up", Kind::One(&GAP_FROM)).required().step(1).default("worker"),
    Field::new("raised_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("note", "In words", Kind::Story).step(1),
    Field::new("state", "How far it is", Kind::One(&GAP_STATE)).required().step(2).default("noted"),
    Field::new("led_by", "Led by", Kind::Line).step(2),
    Field::new("worker_id", "Who works on it", Kind::Link(Entity::Worker)),
    Field::new("asset_id", "It came up at", Kind::Link(Entity::Asset)),
    Field::new("became_id", "It became", Kind::Link(Entity::Asset)),
    Field::new("state_on", "Since", Kind::PastDay),
];

/// Somebody who waits for a gap to be closed.
pub(super) const GAP_PERSON: &[Field] = &[
    Field::new("gap_id", "Gap", Kind::Link(Entity::Gap)).required(),
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("since", "Since", Kind::PastDay).required().step(1).default("today"),
    Field::new("would_join", "Would help to start it", Kind::Flag).step(1),
    Field::new("told_on", "Told on", Kind::PastDay),
];

/// A card on the noticeboard. Anyone may put one up.
pub(super) const NOTICE: &[Field] = &[
    Field::new("title", "Title", Kind::Line).required().step(1),
    Field::new("body", "What it says", Kind::Story).required().step(1),
    Field::new("contact", "How to answer", Kind::Line)
        .step(1)
        .hint("What may be printed: a place, a day, a number they gave for this."),
    Field::new("from_on", "Up from", Kind::ComingDay).required().step(1).default("today"),
    Field::new("until_on", "Until", Kind::ComingDay)
        .step(1)
        .hint("Left empty, it comes down after four weeks."),
    Field::new("disclaimer", "Small print", Kind::Line).step(1).hint("Left empty: the one of the team."),
    Field::new("asset_id", "Of the asset", Kind::Link(Entity::Asset)),
    Field::new("person_id", "Of the person", Kind::Link(Entity::Person)),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// A search of assets that is kept to be made again. It never holds a person.
pub(super) const SEARCH: &[Field] = &[
    Field::new("name", "Name", Kind::Line).required().step(1),
    Field::new("text", "Words", Kind::Line).step(1),
    Field::new("filters", "Filters", Kind::Line)
        .step(1)
        .hint("For example: need=loneliness day=tue within=2 cost=free."),
    Field::new("worker_id", "Whose", Kind::Link(Entity::Worker)),
];
