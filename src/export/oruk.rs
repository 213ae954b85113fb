//! Assets as services of Open Referral UK 3.0, for directories of others. Keys without a value are left out, never null.

use serde_json::{Map, Value as Json, json};
use sha2::{Digest as _, Sha256};

use crate::domain::ages;
use crate::domain::entry::Values;
use crate::domain::timetable::DAYS;
use crate::domain::vocabulary::{INTEREST, NEED, Vocabulary};
use crate::report::shared::Shared;

/// What comes before the first service of a page that holds them all.
pub fn head(total: usize) -> String {
    let pages = usize::from(total > 0);
    format!(
        "{{\"total_items\":{total},\"total_pages\":{pages},\"page_number\":1,\"size\":{total},\"first_page\":true,\
         \"last_page\":true,\"empty\":{},\"contents\":[",
        total == 0
    )
}

/// What comes after the last one.
pub const TAIL: &str = "\n]}\n";

/// The days in the words of calendars, from Monday on.
const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// One service.
pub fn service(shared: &Shared) -> Json {
    let values = &shared.asset.values;
    let uid = shared.asset.uid.as_deref().unwrap_or_default();
    let text = |field: &str| values.text(field).trim();
    let mut service = Object::default();
    service.put("id", uid);
    service.put("name", text("name"));
    service.put("description", text("description"));
    service.put("url", text("website"));
    service.put("email", text("email"));
    service.put(
        "status",
        match text("status") {
            "temporarily_closed" => "temporarily closed",
            "active" => "active",
            _ => "inactive",
        },
    );
    service.put("fees", text("cost"));
    service.put("assured_date", text("checked_on"));
    let (from, to) = ages::read(text("ages"));
    service.value("minimum_age", from.map(Json::from));
    service.value("maximum_age", to.map(Json::from));
    service.0.insert("organization".to_owned(), organisation(shared, uid));
    service.list("schedules", schedules(text("schedule"), uid));
    service.list("languages", languages(text("languages"), uid));
    service.list("contacts", contacts(shared, uid));
    service.list("service_at_locations", place(values, uid));
    service.list("attributes", attributes(values, uid));
    service.list(
        "funding",
        Some(text("funder"))
            .filter(|funder| !funder.is_empty())
            .map(|funder| json!({"id": made(&[uid, "funding"]), "source": funder}))
            .into_iter()
            .collect(),
    );
    Json::Object(service.0)
}

#[derive(Default)]
struct Object(Map<String, Json>);

impl Object {
    fn put(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.0.insert(key.to_owned(), Json::from(text));
        }
    }

    fn value(&mut self, key: &str, value: Option<Json>) {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value);
        }
    }

    fn list(&mut self, key: &str, list: Vec<Json>) {
        if !list.is_empty() {
            self.0.insert(key.to_owned(), Json::from(list));
        }
    }
}

/// An id for a part that has none here: the same for the same parts, in every export.
fn made(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\u{1f}").as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// The organisation; the standard asks for one, so a group without gets one of its own name.
fn organisation(shared: &Shared, uid: &str) -> Json {
    if shared.organisation.is_empty() {
        let name = shared.asset.values.text("name");
        return json!({
            "id": made(&[uid, "organization"]),
            "name": name,
            "description": format!("{name}, a group without an organisation of its own."),
        });
    }
    json!({
        "id": made(&["organization", &shared.organisation]),
        "name": shared.organisation,
        "description": format!("{}, which runs what is listed here under its name.", shared.organisation),
    })
}

/// The hours of each day where the line says nothing else; else the line itself.
fn schedules(line: &str, uid: &str) -> Vec<Json> {
    if line.is_empty() {
        return Vec::new();
    }
    let plain: Option<Vec<_>> = line.split(';').map(opening).collect();
    let Some(openings) = plain else {
        return vec![json!({"id": made(&[uid, "schedule"]), "description": line})];
    };
    openings
        .into_iter()
        .map(|(days, hours)| {
            let mut schedule = Object::default();
            schedule.put("id", &made(&[uid, "schedule", &days, hours.map_or("", |(from, _)| from)]));
            schedule.put("freq", "WEEKLY");
            schedule.put("byday", &days);
            if let Some((from, to)) = hours {
                schedule.put("opens_at", &format!("{from}:00"));
                schedule.put("closes_at", &format!("{to}:00"));
            }
            schedule.put("description", line);
            Json::Object(schedule.0)
        })
        .collect()
}

/// `Tue, Thu 14:00-16:00` as the codes of its days and its hours; `None` where it says anything else.
fn opening(part: &str) -> Option<(String, Option<(&str, &str)>)> {
    let part = part.trim();
    let (days, hours) = match part.rsplit_once(' ') {
        Some((days, hours)) if hours.starts_with(|c: char| c.is_ascii_digit()) => (days, Some(hours)),
        _ => (part, None),
    };
    let codes: Option<Vec<&str>> = days
        .split(',')
        .map(|day| DAYS.iter().position(|known| *known == day.trim()).and_then(|at| CODES.get(at)).copied())
        .collect();
    let hours = match hours {
        Some(span) => Some(span.split_once('-').filter(|(from, to)| is_time(from) && is_time(to))?),
        None => None,
    };
    Some((codes?.join(","), hours))
}

fn is_time(text: &str) -> bool {
    text.len() == 5 && chrono::NaiveTime::parse_from_str(text, "%H:%M").is_ok()
}

fn languages(line: &str, uid: &str) -> Vec<Json> {
    let names = line.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| json!({"id": made(&[uid, "language", name]), "name": name})).collect()
}

/// The telephone numbers, with the name of whoever runs it where they agreed.
fn contacts(shared: &Shared, uid: &str) -> Vec<Json> {
    let numbers = shared.asset.values.text("phone").split(['\n', ',', ';', '/']).map(str::trim);
    let phones: Vec<Json> = numbers
        .filter(|number| !number.is_empty())
        .map(|number| json!({"id": made(&[uid, "phone", number]), "number": number}))
        .collect();
    if phones.is_empty() && shared.person.is_empty() {
        return Vec::new();
    }
    let mut contact = Object::default();
    contact.put("id", &made(&[uid, "contact"]));
    contact.put("name", &shared.person);
    contact.list("phones", phones);
    vec![Json::Object(contact.0)]
}

fn place(values: &Values, uid: &str) -> Vec<Json> {
    let text = |field: &str| values.text(field).trim();
    let degrees = |field: &str| {
        let millionths = i32::try_from(values.number(field)?).ok()?;
        serde_json::Number::from_f64(f64::from(millionths) / 1_000_000.0).map(Json::Number)
    };
    let (address, postcode) = (text("address"), text("postcode"));
    let nowhere = address.is_empty() && postcode.is_empty() && text("place").is_empty();
    if nowhere && text("access").is_empty() && values.number("latitude").is_none() {
        return Vec::new();
    }
    let location = made(&[uid, "location"]);
    let mut found = Object::default();
    found.put("id", &location);
    found.put("location_type", "physical");
    found.put("name", text("place"));
    found.value("latitude", degrees("latitude"));
    found.value("longitude", degrees("longitude"));
    if !(address.is_empty() && postcode.is_empty()) {
        let parts: Vec<&str> =
            address.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let (street, town) = match parts.as_slice() {
            [] => (String::new(), ""),
            [one] => ((*one).to_owned(), ""),
            [street @ .., town] => (street.join(", "), *town),
        };
        found.list(
            "addresses",
            vec![json!({
                "id": made(&[uid, "address"]), "location_id": location, "address_1": street, "city": town,
                "state_province": "", "postal_code": postcode, "country": "GB", "address_type": "physical",
            })],
        );
    }
    if !text("access").is_empty() {
        let access = json!({"id": made(&[uid, "accessibility"]), "description": text("access")});
        found.list("accessibility", vec![access]);
    }
    vec![json!({"id": made(&[uid, "service_at_location"]), "location_id": location, "location": found.0})]
}

/// Interests and needs as terms of kith's own vocabularies.
fn attributes(values: &Values, uid: &str) -> Vec<Json> {
    let mut all = Vec::new();
    for (field, taxonomy, vocabulary) in
        [("interests", "Interests", &INTEREST), ("needs", "Helps with", &NEED)]
    {
        all.extend(
            values.text(field).split_whitespace().map(|code| attribute(code, taxonomy, vocabulary, uid)),
        );
    }
    all
}

fn attribute(code: &str, taxonomy: &str, vocabulary: &Vocabulary, uid: &str) -> Json {
    let label = vocabulary.label(code);
    json!({
        "id": made(&[uid, "attribute", taxonomy, code]),
        "link_id": uid,
        "link_type": "service",
        "taxonomy_term": {
            "id": made(&["taxonomy_term", taxonomy, code]),
            "name": label,
            "description": label,
            "code": code,
            "taxonomy": taxonomy,
        },
    })
}
