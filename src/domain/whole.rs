//! The folder of a whole caseload: its names, its version, and the order of its kinds.

use super::entity::Entity;

/// The version of the folder's form.
pub const VERSION: u64 = 1;

/// The name of the file that says what is in the folder.
pub const MANIFEST: &str = "manifest.json";

/// The file of a kind of record.
pub fn file(entity: Entity) -> String {
    format!("{}.ndjson", entity.table())
}

/// The kinds in the order in which they are taken in: a record names only records of earlier kinds or of its own.
pub const ORDER: [Entity; 33] = [
    Entity::Worker,
    Entity::Person,
    Entity::Consent,
    Entity::Risk,
    Entity::Relation,
    Entity::Strength,
    Entity::Need,
    Entity::Plan,
    Entity::Goal,
    Entity::Step,
    Entity::Asset,
    Entity::Referral,
    Entity::Episode,
    Entity::Connection,
    Entity::Contact,
    Entity::Note,
    Entity::FollowUp,
    Entity::Visit,
    Entity::Feedback,
    Entity::Gap,
    Entity::GapPerson,
    Entity::Notice,
    Entity::Search,
    Entity::Asked,
    Entity::Offer,
    Entity::Ask,
    Entity::Pair,
    Entity::Exchange,
    Entity::Rung,
    Entity::Measure,
    Entity::ServiceUse,
    Entity::Letter,
    Entity::Identity,
];
