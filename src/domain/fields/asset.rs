//! What is kept about a group, place, person, business or service of the community.

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind};
use crate::domain::vocabulary::{
    ASSET_KIND, ASSET_STATUS, ATTENDING, CAPACITY, CHECKED_HOW, FUNDING, GIFT_KIND, INTEREST, NEED, SECTOR,
};

/// An asset. A group without an organisation, a number or funding is as good as any.
pub(super) const ASSET: &[Field] = &[
    Field::new("name", "Name", Kind::Name).required().step(1),
    Field::new("kind", "Kind", Kind::One(&ASSET_KIND)).required().step(1).default("association"),
    Field::new("description", "What happens there", Kind::Story).step(1),
    Field::new("interests", "Interests", Kind::Several(&INTEREST)).step(1),
    Field::new("needs", "Helps with", Kind::Several(&NEED)).step(1),
    Field::new("schedule", "When", Kind::Line).step(1).hint("For example: Tue 12:00-14:00."),
    Field::new("cost", "Cost", Kind::Line).step(1).hint("For example: free, or 3 pounds with a meal."),
    Field::new("phone", "Phone", Kind::Line).step(1),
    Field::new("postcode", "Postcode", Kind::Postcode).step(1),
    Field::new("place", "Place", Kind::Line).step(2),
    Field::new("address", "Address", Kind::Line).step(2),
    Field::new("access", "Access", Kind::Line).step(2).hint("Steps, toilet, hearing loop, who meets people."),
    Field::new("attending", "How to take part", Kind::Several(&ATTENDING)).step(2),
    Field::new("run_by", "Run by", Kind::Line).step(2),
    Field::new("run_by_person_id", "Run by the person", Kind::Link(Entity::Person)),
    Field::new("run_since", "Run by them since", Kind::PastDay),
    Field::new("sector", "Who stands behind it", Kind::One(&SECTOR)).step(2),
    Field::new("email", "E-mail", Kind::Line).step(2),
    Field::new("website", "Web page", Kind::Line).step(2),
    Field::new("languages", "Languages", Kind::Line).step(2),
    Field::new("gifts_welcomed", "Gifts welcomed", Kind::Several(&GIFT_KIND)).step(3),
    Field::new("capacity", "Room for more", Kind::One(&CAPACITY)).step(3).default("unknown"),
    Field::new("funding", "Funding", Kind::One(&FUNDING)).step(3).default("unknown"),
    Field::new("funder", "Funded by", Kind::Line).step(3),
    Field::new("funding_until", "Funded until", Kind::ComingDay).step(3),
    Field::new("status", "Runs", Kind::One(&ASSET_STATUS)).required().step(3).default("active"),
    Field::new("checked_on", "Checked", Kind::PastDay).step(3).default("today"),
    Field::new("checked_how", "Checked how", Kind::One(&CHECKED_HOW)).step(3),
    Field::new("meets_people", "Somebody meets newcomers", Kind::Flag).step(4),
    Field::new("ages", "Ages", Kind::Line).step(4).hint("For example: 16+, 5-11, all ages."),
    Field::new("capability", "What it can cope with", Kind::Line)
        .step(4)
        .hint("For example: good with memory loss; not with drink."),
    Field::new("check_every", "Check every, in days", Kind::Count(3_650))
        .step(4)
        .hint("Left empty, as for all: 90 days."),
    Field::new("do_not_list", "Do not list", Kind::Flag)
        .step(4)
        .hint("It is found here, and printed and shared nowhere."),
    Field::new("note", "Note", Kind::Story).step(4),
    Field::new("legal_form", "Legal form", Kind::Line),
    Field::new("latitude", "Latitude", Kind::Degrees),
    Field::new("longitude", "Longitude", Kind::Degrees),
    Field::new("capacity_on", "Room as of", Kind::PastDay),
    Field::new("checked_by", "Checked by", Kind::Link(Entity::Worker)),
    Field::new("list", "List it came on", Kind::Line),
    Field::new("gone_on", "Gone from its list", Kind::PastDay),
];
