//! What is kept about a referral: who asked us, why, and how far it has come.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{REFERRAL_METHOD, REFERRAL_SOURCE, REFERRAL_STATE, URGENCY};

/// A referral. A self-referral needs no referrer.
pub(super) const REFERRAL: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("received", "Received", Kind::PastDay).required().step(1).default("today"),
    Field::new("source", "From", Kind::One(&REFERRAL_SOURCE)).required().step(1).default("self"),
    Field::new("reason", "Reason", Kind::Story)
        .step(1)
        .hint("Why they were referred, in the referrer's words."),
    Field::new("own_words", "In their own words", Kind::Story).step(1),
    Field::new("urgency", "How soon", Kind::One(&URGENCY)).step(1).default("routine"),
    Field::new("referrer_name", "Referrer", Kind::Name).step(2),
    Field::new("referrer_role", "Their role", Kind::Line).step(2),
    Field::new("referrer_organisation", "Their organisation", Kind::Line).step(2),
    Field::new("referrer_contact", "How to reach them", Kind::Line).step(2),
    Field::new("method", "How it came", Kind::One(&REFERRAL_METHOD)).step(2),
    Field::new("hopes", "Hopes", Kind::Story).step(2),
    Field::new("note", "Note", Kind::Story).step(2),
    Field::new("reply_wanted", "They would like to hear back", Kind::Flag).step(2),
    Field::new("replied_on", "Heard from us", Kind::PastDay),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
    Field::new("state", "Where it stands", Kind::One(&REFERRAL_STATE)).required().default("received"),
    Field::new("state_reason", "Why", Kind::Line),
    Field::new("state_on", "Since", Kind::PastDay),
    Field::new("contact_by", "First contact by", Kind::ComingDay),
    Field::new("closed_on", "Closed", Kind::PastDay),
    Field::new("list", "List it came on", Kind::Line),
];
