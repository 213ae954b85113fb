//! The rules between the fields of a record.

use chrono::NaiveDate;

use super::Problem;
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::facets::Facets;
use crate::domain::place::Point;

/// Adds what is wrong with the fields of a record taken together.
pub(super) fn between(entity: Entity, values: &Values, today: NaiveDate, problems: &mut Vec<Problem>) {
    let one_of = |names: &[&str]| names.iter().any(|name| values.number(name).is_some());
    match entity {
        Entity::Person if values.text("given").is_empty() && values.text("family").is_empty() => {
            problems.push(Problem::new("given", "Give at least one name."));
        }
        Entity::Note if !one_of(&["person_id", "asset_id"]) => {
            problems.push(Problem::new("person_id", "Say who or what the note is about."));
        }
        Entity::FollowUp if !one_of(&["person_id", "asset_id", "referral_id", "connection_id"]) => {
            problems.push(Problem::new("person_id", "Say who or what the reminder is about."));
        }
        Entity::Offer | Entity::Ask if !one_of(&["person_id", "asset_id"]) => {
            problems.push(Problem::new("person_id", "Say whose it is: a person's or a group's."));
        }
        Entity::Contact
            if !one_of(&["person_id"])
                && ["somebody", "note", "place"].iter().all(|name| values.text(name).is_empty()) =>
        {
            problems.push(Problem::new("somebody", "Say with whom it was, or what was said."));
        }
        Entity::Plan if values.text("agreed") == "no" && values.text("why_not").is_empty() => {
            problems.push(Problem::new("why_not", "Say why it was not agreed."));
        }
        Entity::Risk => {
            let (from, until) = (values.day("from_on"), values.day("until_on"));
            if until.is_some() && until < from {
                problems.push(Problem::new("until_on", "It cannot end before it began."));
            }
            if !matches!(values.text("category"), "none_known" | "") && values.text("what").is_empty() {
                problems.push(Problem::new("what", "Say in words what to know, and what to do."));
            }
        }
        Entity::ServiceUse => {
            let (from, until) = (values.day("from_on"), values.day("until_on"));
            if until.is_some() && until < from {
                problems.push(Problem::new("until_on", "The last day comes before the first."));
            }
        }
        Entity::Exchange => exchange(values, problems),
        Entity::Pair if !matches!(values.text("state"), "asking" | "not_fit") => {
            for (field, who) in [("giver_yes", "whoever offers"), ("receiver_yes", "whoever wishes")] {
                if !values.flag(field) {
                    let reason = format!("Nobody is introduced before {who} has said yes.");
                    problems.push(Problem::new(field, reason));
                }
            }
        }
        Entity::Connection => connection(values, problems),
        Entity::Asset => on_the_map(values, problems),
        Entity::Search => {
            if let Err(reason) = Facets::read(values.text("filters")) {
                problems.push(Problem::new("filters", reason));
            }
        }
        Entity::Gap if values.text("state") == "running" && values.text("led_by").is_empty() => {
            problems.push(Problem::new("led_by", "Say who leads it."));
        }
        Entity::Notice => {
            let (from, until) = (values.day("from_on"), values.day("until_on"));
            if until.is_some() && until < from {
                problems.push(Problem::new("until_on", "It cannot come down before it goes up."));
            }
        }
        _ => {}
    }
    if let (Some(born), true) = (values.day("date_of_birth"), entity == Entity::Person)
        && born > today
        && !problems.iter().any(|problem| problem.field == "date_of_birth")
    {
        problems.push(Problem::new("date_of_birth", "Date of birth must be in the past."));
    }
}

/// A place on the map is both numbers, in the British Isles.
fn on_the_map(values: &Values, problems: &mut Vec<Problem>) {
    let reason = match (values.number("latitude"), values.number("longitude")) {
        (None, None) => return,
        (Some(lat), Some(lon)) if Point::in_the_uk(lat, lon).is_some() => return,
        (Some(lat), Some(lon)) if Point::in_the_uk(lon, lat).is_some() => {
            "Latitude and longitude have changed places: latitude is the one near 50 to 60."
        }
        (Some(_), Some(_)) => {
            "That place is not in the British Isles. Without it the postcode tells the place."
        }
        _ => "A place on the map needs both latitude and longitude, or neither.",
    };
    let field = if values.number("latitude").is_some() { "latitude" } else { "longitude" };
    problems.push(Problem::new(field, reason));
}

fn connection(values: &Values, problems: &mut Vec<Problem>) {
    let (asset, other) = (values.number("asset_id"), values.number("other_person_id"));
    if asset.is_none() == other.is_none() {
        problems.push(Problem::new("asset_id", "Say to what: an asset or another person."));
    }
    if other.is_some() && other == values.number("person_id") {
        problems.push(Problem::new("other_person_id", "They must be two people."));
    }
    if !values.flag("said_yes") && !matches!(values.text("state"), "suggested" | "declined" | "asset_closed")
    {
        problems.push(Problem::new(
            "said_yes",
            "A connection needs the person's yes. Until then it is suggested.",
        ));
    }
}

fn exchange(values: &Values, problems: &mut Vec<Problem>) {
    let ids = |names: [&str; 2]| names.map(|name| values.number(name));
    let giver = ids(["giver_person_id", "giver_asset_id"]);
    let receiver = ids(["receiver_person_id", "receiver_asset_id"]);
    if giver == [None, None] {
        problems.push(Problem::new("giver_person_id", "Say who gave: a person or a group."));
    }
    if receiver == [None, None] {
        problems.push(Problem::new("receiver_person_id", "Say who received: a person or a group."));
    }
    if giver == receiver && giver != [None, None] {
        problems.push(Problem::new("receiver_person_id", "Giver and receiver must be two."));
    }
}
