//! What is kept about give and take: being asked, offers, wishes, gives and receives, a worker's word on a rung.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{
    ASKED_ANSWER, GIFT_KIND, INTEREST as INTERESTS, PAIR_STATE, RUNG as RUNGS, STANDING,
};

/// Being asked what one would like to give.
pub(super) const ASKED: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("asked_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("answer", "What they said", Kind::One(&ASKED_ANSWER)).required().step(1),
    Field::new("note", "Note", Kind::Story).step(1),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// Something a person or a group would like to give.
pub(super) const OFFER: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)),
    Field::new("asset_id", "Group", Kind::Link(Entity::Asset)),
    Field::new("what", "Would like to give", Kind::Line).required().step(1),
    Field::new("gift_kind", "Kind of gift", Kind::One(&GIFT_KIND)).required().step(1).default("hand"),
    Field::new("interests", "Has to do with", Kind::Several(&INTERESTS)).step(1),
    Field::new("when_where", "When and where", Kind::Line).step(1),
    Field::new("introduce", "May be introduced", Kind::Flag).step(1),
    Field::new("offered_on", "Since", Kind::PastDay).required().step(1).default("today"),
    Field::new("state", "State", Kind::One(&STANDING)).required().default("open"),
];

/// Something a person or a group would like.
pub(super) const ASK: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)),
    Field::new("asset_id", "Group", Kind::Link(Entity::Asset)),
    Field::new("what", "Would like", Kind::Line).required().step(1),
    Field::new("interests", "Has to do with", Kind::Several(&INTERESTS)).step(1),
    Field::new("when_where", "When and where", Kind::Line).step(1),
    Field::new("introduce", "May be introduced", Kind::Flag).step(1),
    Field::new("asked_on", "Since", Kind::PastDay).required().step(1).default("today"),
    Field::new("state", "State", Kind::One(&STANDING)).required().default("open"),
];

/// An offer and a wish that were laid together. Nobody is introduced before each has said yes.
pub(super) const PAIR: &[Field] = &[
    Field::new("offer_id", "Offer", Kind::Link(Entity::Offer)).required(),
    Field::new("ask_id", "Wish", Kind::Link(Entity::Ask)).required(),
    Field::new("state", "How far it is", Kind::One(&PAIR_STATE)).required().step(1).default("asking"),
    Field::new("giver_yes", "Whoever offers said yes", Kind::Flag).step(1),
    Field::new("receiver_yes", "Whoever wishes said yes", Kind::Flag).step(1),
    Field::new("since", "Since", Kind::PastDay).required().step(1).default("today"),
    Field::new("note", "Note", Kind::Story).step(1),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// Something given by one and received by another: a person, or a group.
pub(super) const EXCHANGE: &[Field] = &[
    Field::new("giver_person_id", "Given by the person", Kind::Link(Entity::Person)),
    Field::new("giver_asset_id", "Given by the group", Kind::Link(Entity::Asset)),
    Field::new("receiver_person_id", "Received by the person", Kind::Link(Entity::Person)),
    Field::new("receiver_asset_id", "Received by the group", Kind::Link(Entity::Asset)),
    Field::new("what", "What was given", Kind::Line).required().step(1),
    Field::new("gift_kind", "Kind of gift", Kind::One(&GIFT_KIND)).required().step(1).default("hand"),
    Field::new("happened_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("minutes", "How long", Kind::Count(100_000))
        .step(1)
        .hint("Minutes; leave empty if nobody counts."),
    Field::new("meant", "What it meant", Kind::Story).step(1).hint("In the person's words."),
    Field::new("came_back", "What came back", Kind::Story)
        .step(1)
        .hint("What the giver got from it, in their words."),
    Field::new("offer_id", "Answers the offer", Kind::Link(Entity::Offer)),
    Field::new("ask_id", "Answers the wish", Kind::Link(Entity::Ask)),
    Field::new("thanked", "Thanked", Kind::Flag).step(1),
];

/// A worker's word on where a person stands, agreed with the person.
pub(super) const RUNG: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("asset_id", "Group", Kind::Link(Entity::Asset)),
    Field::new("rung", "Place on the way", Kind::One(&RUNGS)).required().step(1),
    Field::new("since", "Since", Kind::PastDay).required().step(1).default("today"),
    Field::new("evidence", "What shows it", Kind::Story).step(1),
    Field::new("agreed", "Agreed with the person", Kind::Flag).step(1),
];
