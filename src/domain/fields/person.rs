//! What is kept about a person, what they agreed to, who works here, and the names other systems use.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{CONSENT_ANSWER, CONSENT_PURPOSE, INTEREST, NEED, WORKER_ROLE};

/// A person. Everything but a name is optional: an informal contact needs no number.
pub(super) const PERSON: &[Field] = &[
    Field::new("given", "Given name", Kind::Name).step(1),
    Field::new("family", "Family name", Kind::Name)
        .step(1)
        .hint("One name is enough: leave the other empty."),
    Field::new("preferred", "Likes to be called", Kind::Name).step(1),
    Field::new("date_of_birth", "Date of birth", Kind::BirthDay).step(1).hint("For example 14 7 1945."),
    Field::new("nhs_number", "NHS number", Kind::NhsNumber).step(1),
    Field::new("phone", "Phone", Kind::Phone).step(1),
    Field::new("mobile", "Mobile", Kind::Phone).step(1),
    Field::new("postcode", "Postcode", Kind::Postcode).step(1),
    Field::new("safe_contact", "Safe contact", Kind::Line).step(1).hint(
        "What must be known before you ring or write: no voicemail, never write, say you are the library.",
    ),
    Field::new("address", "Address", Kind::Line).step(2),
    Field::new("work_phone", "Work phone", Kind::Phone).step(2),
    Field::new("email", "E-mail", Kind::Email).step(2),
    Field::new("title", "Title", Kind::Line).step(2),
    Field::new("pronouns", "Pronouns", Kind::Line).step(2),
    Field::new("gender", "Gender", Kind::Line).step(2).hint("In the person's own words."),
    Field::new("language", "Language", Kind::Line).step(2).hint("And whether an interpreter is needed."),
    Field::new("access_needs", "Access needs", Kind::Line).step(2),
    Field::new("interests", "Interests", Kind::Several(&INTEREST)).step(2),
    Field::new("needs", "Would like help with", Kind::Several(&NEED)).step(3),
    Field::new("about", "About me", Kind::Story).step(3).hint("What matters to the person, in their words."),
    Field::new("gp_practice", "GP practice", Kind::Line).step(3),
    Field::new("gp_practice_code", "GP practice code", Kind::Line).step(3),
    Field::new("gp_name", "GP", Kind::Line).step(3),
];

/// What a person has agreed to.
pub(super) const CONSENT: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("purpose", "May we", Kind::One(&CONSENT_PURPOSE)).required().step(1),
    Field::new("answer", "Answer", Kind::One(&CONSENT_ANSWER)).required().step(1),
    Field::new("answered_on", "When", Kind::PastDay).required().step(1).default("today"),
    Field::new("how", "How", Kind::Line).step(1),
    Field::new("reason", "Note", Kind::Line).step(1),
];

/// Someone who works here.
pub(super) const WORKER: &[Field] = &[
    Field::new("login", "Login name", Kind::Line).required().step(1),
    Field::new("name", "Name", Kind::Name).required().step(1),
    Field::new("role", "Role", Kind::One(&WORKER_ROLE)).required().step(1).default("link_worker"),
];

/// The name another system knows a record by: a list's own number for a person, a directory's for a service.
pub(super) const IDENTITY: &[Field] = &[
    Field::new("kind", "Kind of record", Kind::Line).required(),
    Field::new("record_id", "Record", Kind::Count(i64::MAX)).required(),
    Field::new("source", "Source", Kind::Line).required(),
    Field::new("external_id", "Their number", Kind::Line).required(),
];
