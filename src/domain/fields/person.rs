//! What is kept about a person, what they agreed to, who works here, and the names other systems use.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{
    CARER, CONSENT_ANSWER, CONSENT_PURPOSE, ETHNICITY, INTEREST, NEED, RELATION as RELATIONS, RISK_CATEGORY,
    SAFE, WORKER_ROLE,
};

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
    Field::new("safe_phone", "Ringing", Kind::One(&SAFE)).step(2),
    Field::new("safe_voicemail", "Leaving a message", Kind::One(&SAFE)).step(2),
    Field::new("safe_text", "Texting", Kind::One(&SAFE)).step(2),
    Field::new("safe_email", "E-mailing", Kind::One(&SAFE)).step(2),
    Field::new("safe_letter", "Writing a letter", Kind::One(&SAFE)).step(2),
    Field::new("safe_visit", "Visiting at home", Kind::One(&SAFE)).step(2),
    Field::new("overhear", "Who may overhear", Kind::Line)
        .step(2)
        .hint("Who else answers, listens or reads."),
    Field::new("say_we_are", "Say that we are", Kind::Line).step(2).hint("For example: the library."),
    Field::new("address", "Address", Kind::Line).step(3),
    Field::new("work_phone", "Work phone", Kind::Phone).step(3),
    Field::new("email", "E-mail", Kind::Email).step(3),
    Field::new("title", "Title", Kind::Line).step(3),
    Field::new("pronouns", "Pronouns", Kind::Line).step(3),
    Field::new("gender", "Gender", Kind::Line).step(3).hint("In the person's own words."),
    Field::new("ethnicity", "Ethnicity", Kind::One(&ETHNICITY)).step(3).hint("As the person says it."),
    Field::new("language", "Language", Kind::Line).step(3),
    Field::new("interpreter_needed", "Interpreter needed", Kind::Flag).step(3),
    Field::new("access_needs", "Access needs", Kind::Line).step(4),
    Field::new("free_when", "When they are free", Kind::Line).step(5).hint("For example: Mon, Wed mornings."),
    Field::new("cost_limit", "Can pay, in pounds", Kind::Count(1_000))
        .step(5)
        .hint("At most, each time; 0 is only what is free."),
    Field::new("travel_miles", "Can travel, in miles", Kind::Count(500)).step(5).hint("At most, one way."),
    Field::new("carer", "Caring", Kind::One(&CARER)).step(4),
    Field::new("household", "Household", Kind::Line).step(4).hint("Who lives with them."),
    Field::new("interests", "Interests", Kind::Several(&INTEREST)).step(4),
    Field::new("needs", "Would like help with", Kind::Several(&NEED)).step(4),
    Field::new("gp_practice", "GP practice", Kind::Line).step(4),
    Field::new("gp_practice_code", "GP practice code", Kind::Line).step(4),
    Field::new("gp_name", "GP", Kind::Line).step(4),
    Field::new("about", "About me", Kind::Story).step(5).hint("What matters to the person, in their words."),
    Field::new("story", "Story", Kind::Story).step(5).hint("What they told you, as long as it needs to be."),
    Field::new("shared_story", "Story to share", Kind::Story)
        .step(5)
        .hint("Without names and places, and only with their yes: it may stand in a report."),
    Field::new("restricted", "Restricted record", Kind::Flag),
    Field::new("restricted_reason", "Why restricted", Kind::Line),
    Field::new("merged_into", "Is the same as", Kind::Link(Entity::Person)),
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

/// A risk, from and until when; or the word that somebody asked and there is none.
pub(super) const RISK: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("category", "What kind", Kind::One(&RISK_CATEGORY)).required().step(1).default("none_known"),
    Field::new("what", "In words", Kind::Line).step(1).hint("What to know, and what to do."),
    Field::new("from_on", "Since", Kind::PastDay).required().step(1).default("today"),
    Field::new("until_on", "Until", Kind::PastDay).step(1).hint("Left empty while it holds."),
    Field::new("review_on", "Look at it again", Kind::ComingDay).step(1),
    Field::new("lone_working", "Do not visit alone", Kind::Flag).step(1),
    Field::new("restricted", "Only with a reason", Kind::Flag)
        .step(1)
        .hint("A safeguarding concern is always so."),
    Field::new("worker_id", "Worker", Kind::Link(Entity::Worker)),
];

/// Somebody around a person.
pub(super) const RELATION: &[Field] = &[
    Field::new("person_id", "Person", Kind::Link(Entity::Person)).required(),
    Field::new("name", "Name", Kind::Name).required().step(1),
    Field::new("relation", "Who they are", Kind::One(&RELATIONS)).required().step(1).default("friend"),
    Field::new("phone", "Phone", Kind::Phone).step(1),
    Field::new("may_know", "May know of our work", Kind::One(&SAFE)).required().step(1).default("ask"),
    Field::new("emergency", "To ring in an emergency", Kind::Flag).step(1),
    Field::new("note", "Note", Kind::Line).step(1),
    Field::new("other_person_id", "Is in the caseload as", Kind::Link(Entity::Person)),
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
