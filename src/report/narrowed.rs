//! What a line of time can be narrowed to.

use crate::domain::entity::Entity;

/// What a line of time can be narrowed to: the words of the choice, and the kinds of entry.
pub const KINDS: [(&str, &[Entity]); 11] = [
    ("Everything", &[]),
    ("Contacts", &[Entity::Contact]),
    ("Reminders", &[Entity::FollowUp]),
    ("Notes", &[Entity::Note]),
    ("Connections", &[Entity::Connection, Entity::Visit, Entity::Feedback, Entity::GapPerson]),
    (
        "Give and take",
        &[Entity::Asked, Entity::Offer, Entity::Ask, Entity::Pair, Entity::Exchange, Entity::Rung],
    ),
    (
        "Plan, strengths, needs and goals",
        &[Entity::Plan, Entity::Strength, Entity::Need, Entity::Goal, Entity::Step],
    ),
    ("Said yes and no", &[Entity::Consent]),
    ("Referrals, our work and risks", &[Entity::Referral, Entity::Episode, Entity::Risk]),
    ("Letters", &[Entity::Letter]),
    ("Measures", &[Entity::Measure, Entity::ServiceUse]),
];
