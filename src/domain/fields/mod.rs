//! The field tables, one file for each room of the caseload.

mod asset;
mod community;
mod connection;
mod contact;
mod give;
mod pathway;
mod person;
mod referral;

use super::entity::Entity;
use super::field::Field;

/// The field table of a kind of record.
pub(super) fn of(entity: Entity) -> &'static [Field] {
    match entity {
        Entity::Worker => person::WORKER,
        Entity::Person => person::PERSON,
        Entity::Consent => person::CONSENT,
        Entity::Identity => person::IDENTITY,
        Entity::Risk => person::RISK,
        Entity::Relation => person::RELATION,
        Entity::Strength => pathway::STRENGTH,
        Entity::Need => pathway::NEED,
        Entity::Plan => pathway::PLAN,
        Entity::Goal => pathway::GOAL,
        Entity::Step => pathway::STEP,
        Entity::Episode => pathway::EPISODE,
        Entity::Referral => referral::REFERRAL,
        Entity::Contact => contact::CONTACT,
        Entity::Note => contact::NOTE,
        Entity::FollowUp => contact::FOLLOW_UP,
        Entity::Asset => asset::ASSET,
        Entity::Connection => connection::CONNECTION,
        Entity::Visit => connection::VISIT,
        Entity::Feedback => community::FEEDBACK,
        Entity::Gap => community::GAP,
        Entity::GapPerson => community::GAP_PERSON,
        Entity::Notice => community::NOTICE,
        Entity::Search => community::SEARCH,
        Entity::Asked => give::ASKED,
        Entity::Offer => give::OFFER,
        Entity::Ask => give::ASK,
        Entity::Pair => give::PAIR,
        Entity::Exchange => give::EXCHANGE,
        Entity::Rung => give::RUNG,
        Entity::Measure => pathway::MEASURE,
        Entity::ServiceUse => pathway::SERVICE_USE,
        Entity::Letter => pathway::LETTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_stands_twice_and_every_form_step_follows_the_one_before() {
        for entity in Entity::ALL {
            let fields = of(entity);
            for (at, field) in fields.iter().enumerate() {
                assert!(!fields[at + 1..].iter().any(|f| f.name == field.name), "{entity:?} {}", field.name);
                assert!(!field.label.is_empty(), "{entity:?} {}", field.name);
            }
            let last = fields.iter().map(|f| f.step).max().unwrap_or(0);
            for step in 1..=last {
                let shown = fields.iter().filter(|f| f.step == step).count();
                assert!((1..=9).contains(&shown), "{entity:?} step {step} shows {shown} fields");
            }
        }
    }
}
