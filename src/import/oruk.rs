//! Services of Open Referral UK (version 3, and version 1 as far as it is the same) as the fields of an asset.

use std::sync::Arc;

use serde_json::Value;

use crate::domain::postcode;
use crate::import::flatten::plain;
use crate::import::oruk_schedule;

/// A service under kith's field names, and what a person should hear about it.
#[derive(Debug, Default)]
pub struct Service {
    /// Field and text.
    pub fields: Vec<(Arc<str>, String)>,
    /// Odd things that did not keep it from being read.
    pub remarks: Vec<String>,
}

impl Service {
    fn put(&mut self, field: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.fields.push((Arc::from(field), text));
        }
    }
}

/// Whether an object reads like a service of this standard rather than a row of some other JSON.
pub fn is_service(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some();
    // An asset that kith exported has a universal id beside a number of its own.
    has("name")
        && !has("uid")
        && (has("service_at_locations")
            || value.get("organization").is_some_and(Value::is_object)
            || has("organization_id")
            || (has("id") && has("status") && has("description")))
}

/// Whether an object is the answer of a feed's front door, which holds no service.
pub fn is_root(value: &Value) -> bool {
    value.get("openapi_url").is_some() && value.get("name").is_none()
}

/// What an object of a feed is that is no service of its own; nothing where it may be one.
pub fn beside(value: &Value) -> Option<&'static str> {
    let has = |key: &str| value.get(key).is_some();
    if has("uid") || is_service(value) {
        return None;
    }
    if has("taxonomy_terms") || (has("uri") && has("version")) {
        return Some("a taxonomy");
    }
    if has("term_uri") || (has("taxonomy") && has("parent_id")) {
        return Some("a term of a taxonomy");
    }
    if has("organization_identifiers") || has("parent_organization_id") {
        return Some("an organisation, which is read with its services");
    }
    let at_a_place = has("location") && value.get("service").is_some_and(Value::is_object) && !has("name");
    at_a_place.then_some("a service at one of its places, which is read with the service")
}

/// The fields of a service.
pub fn service(value: &Value) -> Service {
    let mut found = Service::default();
    let text = |key: &str| value.get(key).and_then(plain).unwrap_or_default();
    found.put("external_id", text("id"));
    found.put("name", text("name"));
    found.put("description", story(&text("description")));
    found.put("run_by", at(value, &["organization", "name"]));
    found.put("status", status(&text("status")));
    found.put("website", text("url"));
    found.put("cost", cost(value));
    found.put("ages", ages(value));
    // Version 1 calls the name of a language otherwise.
    let languages = ["name", "language"].map(|key| names(value, "languages", key));
    found.put("languages", languages.into_iter().find(|names| !names.is_empty()).unwrap_or_default());
    found.put("funder", names(value, "funding", "source"));
    found.put("checked_on", text("assured_date"));
    contacts(value, &mut found);
    place(value, &mut found);
    let mut schedules: Vec<&Value> =
        ["schedules", "regular_schedules"].iter().flat_map(|key| list(value, key)).collect();
    if schedules.is_empty() {
        schedules = list(value, "service_at_locations").take(1).flat_map(|s| list(s, "schedules")).collect();
    }
    found.remarks.extend(oruk_schedule::take_out_backwards(&mut schedules));
    found.put("schedule", oruk_schedule::line(&schedules));
    for (taxonomy, field) in OURS {
        let codes: Vec<String> = own_terms(value, taxonomy).map(|term| at(term, &["code"])).collect();
        found.put(field, codes.join(" "));
    }
    found.put("terms", terms(value));
    found.put("note", story(&text("alert")));
    found
}

/// The elements of a list member; nothing where there is none.
pub(super) fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> + use<'v> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn at(value: &Value, path: &[&str]) -> String {
    path.iter().try_fold(value, |value, key| value.get(key)).and_then(plain).unwrap_or_default()
}

fn names(value: &Value, key: &str, of: &str) -> String {
    list(value, key).map(|one| at(one, &[of])).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}

fn status(text: &str) -> String {
    text.trim().to_lowercase().replace(' ', "_")
}

/// What it costs: the sentence, else the priced options.
fn cost(value: &Value) -> String {
    let fees = at(value, &["fees"]);
    if !fees.is_empty() {
        return fees;
    }
    let option = |one: &Value| {
        let amount = one.get("amount").and_then(Value::as_f64).map(|amount| {
            if amount == 0.0 { "free".to_owned() } else { format!("£{amount:.2}").replace(".00", "") }
        });
        [at(one, &["option"]), amount.unwrap_or_default(), at(one, &["amount_description"])]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    list(value, "cost_options").map(option).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

fn ages(value: &Value) -> String {
    // In version 1 they stand in what makes somebody eligible.
    let eligible = || list(value, "eligibilitys").chain(list(value, "eligibility"));
    let age = |key: &str| {
        let all = std::iter::once(value).chain(eligible()).map(|one| at(one, &[key]));
        let found = all.map(|age| age.trim_end_matches(".0").to_owned()).find(|age| !age.is_empty());
        found.unwrap_or_default()
    };
    match (age("minimum_age"), age("maximum_age")) {
        (from, to) if from.is_empty() && to.is_empty() => String::new(),
        (from, to) if to.is_empty() => format!("{from} and over"),
        (from, to) if from.is_empty() => format!("up to {to}"),
        (from, to) => format!("{from} to {to}"),
    }
}

/// The ways to reach it: its own e-mail address, else that of the organisation; the telephone numbers of its contacts.
fn contacts(value: &Value, found: &mut Service) {
    let own = at(value, &["email"]);
    found.put("email", if own.is_empty() { at(value, &["organization", "email"]) } else { own });
    let phones =
        list(value, "phones").chain(list(value, "contacts").flat_map(|contact| list(contact, "phones")));
    let mut numbers: Vec<String> = Vec::new();
    for number in phones.map(|phone| at(phone, &["number"])) {
        if !number.is_empty() && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    found.put("phone", numbers.join("\n"));
}

/// Name, address, access and position of the first place; the others are said.
fn place(value: &Value, found: &mut Service) {
    let mut places = list(value, "service_at_locations").filter_map(|one| one.get("location"));
    let Some(place) = places.next() else { return };
    let others = places.count();
    if others > 0 {
        found.remarks.push(format!("It has {} places; the first was used.", others + 1));
    }
    found.put("place", at(place, &["name"]));
    if let Some(address) = list(place, "addresses").chain(list(place, "physical_addresses")).next() {
        let mut parts: Vec<String> = Vec::new();
        for key in ["address_1", "address_2", "city", "region", "state_province"] {
            let part = at(address, &[key]).trim().to_owned();
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        }
        // The code of a place elsewhere is part of its address.
        let code = at(address, &["postal_code"]);
        if code.trim().is_empty() || postcode::read(&code).is_ok() {
            found.put("postcode", code);
        } else {
            parts.push(code.trim().to_owned());
            found
                .remarks
                .push("Its postcode is none of the United Kingdom; it stands in the address.".to_owned());
        }
        found.put("address", parts.join(", "));
    }
    let access = list(place, "accessibility").chain(list(place, "accessibility_for_disabilities"));
    let words = |one: &Value| {
        ["accessibility", "description", "details"]
            .map(|key| at(one, &[key]))
            .into_iter()
            .find(|text| !text.is_empty())
    };
    found.put("access", access.filter_map(words).collect::<Vec<_>>().join("; "));
    position(place, found);
}

/// The coordinates as they stand; what is odd about them is put right, or left out, where every directory comes together.
fn position(place: &Value, found: &mut Service) {
    for key in ["latitude", "longitude"] {
        found.put(key, at(place, &[key]));
    }
}

/// The vocabularies of kith as its own export names them, and the fields they fill.
const OURS: [(&str, &str); 2] = [("Interests", "interests"), ("Helps with", "needs")];

/// The terms of one of kith's own vocabularies.
fn own_terms<'v>(value: &'v Value, taxonomy: &str) -> impl Iterator<Item = &'v Value> {
    let terms = list(value, "attributes").filter_map(|one| one.get("taxonomy_term"));
    terms.filter(move |term| is_own(term) && at(term, &["taxonomy"]) == taxonomy)
}

fn is_own(term: &Value) -> bool {
    let taxonomy = at(term, &["taxonomy"]);
    OURS.iter().any(|(name, _)| *name == taxonomy) && !at(term, &["code"]).is_empty()
}

/// The names of its other taxonomy terms, one a line.
fn terms(value: &Value) -> String {
    let terms = list(value, "attributes").filter_map(|one| one.get("taxonomy_term"));
    let three = terms.filter(|term| !is_own(term)).map(|term| at(term, &["name"]));
    let one = list(value, "service_taxonomys").map(|one| at(one, &["taxonomy", "name"]));
    three.chain(one).filter(|name| !name.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Text without markup: tags taken out, the commonest entities and escaped line ends put right.
pub fn story(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match after.split_once('>') {
            Some((tag, after)) if is_tag && tag.len() < 400 => {
                // What a page would run or be drawn by is no text of it.
                let name = tag.to_ascii_lowercase();
                let hidden = ["script", "style"].into_iter().find(|hidden| name.starts_with(hidden));
                let ends = hidden.and_then(|hidden| after.to_ascii_lowercase().find(&format!("</{hidden}")));
                let after = ends.and_then(|at| after.get(at..)).unwrap_or(after);
                if tag.starts_with(['p', 'P', '/']) || tag.to_ascii_lowercase().starts_with("br") {
                    plain.push('\n');
                }
                rest = after;
            }
            _ => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    for (entity, letter) in [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&pound;", "£"),
        ("&amp;", "&"),
        ("\\n", "\n"),
    ] {
        plain = plain.replace(entity, letter);
    }
    let lines: Vec<&str> = plain.lines().map(str::trim).collect();
    lines.join("\n").replace("\n\n\n", "\n\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &Value) -> (std::collections::BTreeMap<String, String>, Vec<String>) {
        let found = service(value);
        (found.fields.into_iter().map(|(field, text)| (field.to_string(), text)).collect(), found.remarks)
    }

    #[test]
    fn a_whole_service_gives_the_fields_of_an_asset() {
        let line =
            include_str!("../../tests/fixtures/libraries/services_full.ndjson").lines().next().unwrap();
        let value: Value = serde_json::from_str(line).unwrap();
        assert!(is_service(&value));
        let (fields, remarks) = read(&value);
        insta::assert_debug_snapshot!((fields, remarks));
    }

    #[test]
    fn what_a_service_costs_and_for_whom_is_said_in_a_line() {
        let (fields, _) = read(&serde_json::json!({
            "name": "Tea", "minimum_age": 55.0, "status": "temporarily closed",
            "cost_options": [{"option": "Adults", "amount": 3}, {"option": "Children", "amount": 0}],
            "contacts": [{"phones": [{"number": "0114 496 0001"}, {"number": "0114 496 0001"}]}],
        }));
        assert_eq!(fields["cost"], "Adults £3; Children free");
        assert_eq!(fields["ages"], "55 and over");
        assert_eq!(fields["status"], "temporarily_closed");
        assert_eq!(fields["phone"], "0114 496 0001");
    }

    #[test]
    fn a_place_is_given_as_it_stands_and_others_are_said() {
        let (fields, remarks) = read(&serde_json::json!({
            "name": "Tea", "service_at_locations": [
                {"location": {"latitude": 100, "longitude": 101, "addresses": [{"address_1": "1 Demo Drive", "city": "Sheffield"}]}},
                {"location": {"name": "Other"}}],
        }));
        assert_eq!(fields["address"], "1 Demo Drive, Sheffield");
        assert_eq!(fields["latitude"], "100", "judged with the row, as in every other list");
        assert_eq!(remarks.len(), 1);
    }

    #[test]
    fn markup_in_a_description_becomes_plain_text() {
        assert_eq!(story("<p>Tea &amp; talk<br/>2 < 3</p><b>All</b>"), "Tea & talk\n2 < 3\nAll");
        assert_eq!(story("A\\nB"), "A\nB");
    }
}
