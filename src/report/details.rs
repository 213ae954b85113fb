//! The fields of a person in groups, as a record shows and edits them.

use crate::domain::entity::Entity;
use crate::domain::field::Field;

/// The groups: what each is called, and its fields. Whatever stands in none of them is told at the end.
pub const GROUPS: [(&str, &[&str]); 7] = [
    (
        "Who",
        &[
            "given",
            "family",
            "preferred",
            "title",
            "pronouns",
            "date_of_birth",
            "nhs_number",
            "gender",
            "ethnicity",
            "household",
        ],
    ),
    (
        "How to reach them",
        &[
            "phone",
            "mobile",
            "work_phone",
            "email",
            "address",
            "postcode",
            "safe_contact",
            "safe_phone",
            "safe_voicemail",
            "safe_text",
            "safe_email",
            "safe_letter",
            "safe_visit",
            "overhear",
            "say_we_are",
        ],
    ),
    ("Access and language", &["language", "interpreter_needed", "access_needs"]),
    ("Free time, money and travel", &["free_when", "cost_limit", "travel_miles"]),
    ("Care", &["carer", "interests", "needs"]),
    ("Practice", &["gp_practice", "gp_practice_code", "gp_name"]),
    ("In their words", &["about", "story", "shared_story"]),
];

/// The fields of a group.
pub fn fields(group: usize) -> Vec<&'static Field> {
    let names = GROUPS.get(group).map_or(&[] as &[&str], |(_, names)| names);
    names.iter().filter_map(|name| Entity::Person.field(name)).collect()
}

/// The fields that stand in no group.
pub fn others() -> Vec<&'static Field> {
    let grouped = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    Entity::Person.fields().iter().filter(|field| !grouped(field.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_form_stands_in_one_group() {
        for field in Entity::Person.fields().iter().filter(|field| field.step > 0) {
            let groups = GROUPS.iter().filter(|(_, names)| names.contains(&field.name)).count();
            assert_eq!(groups, 1, "{}", field.name);
        }
        for (group, (title, names)) in GROUPS.iter().enumerate() {
            assert_eq!(fields(group).len(), names.len(), "{title}");
        }
    }
}
