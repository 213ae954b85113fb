//! Assets as cards of an address book (vCard 4.0, RFC 6350).

use calcard::vcard::{VCard, VCardEntry, VCardProperty as Property, VCardValue, VCardVersion};

use crate::domain::vocabulary::INTEREST;
use crate::report::shared::Shared;

/// The card of an asset, with what happens there and when as its note.
pub fn card(shared: &Shared) -> String {
    let values = &shared.asset.values;
    let text = |field: &str| values.text(field).trim().to_owned();
    let mut card = VCard::default();
    let mut put = |property: Property, text: String| {
        if !text.is_empty() {
            let mut entry = VCardEntry::new(property);
            entry.values.push(VCardValue::Text(text));
            card.entries.push(entry);
        }
    };
    put(Property::Kind, "org".to_owned());
    put(Property::Fn, text("name"));
    put(Property::Uid, shared.asset.uid.as_deref().map(|uid| format!("urn:uuid:{uid}")).unwrap_or_default());
    put(Property::Org, shared.organisation.clone());
    for number in text("phone").split(['\n', ',', ';', '/']) {
        put(Property::Tel, number.trim().to_owned());
    }
    put(Property::Email, text("email"));
    put(Property::Url, text("website"));
    put(Property::Note, note(shared));
    let place: Vec<String> =
        ["place", "address"].map(text).into_iter().filter(|part| !part.is_empty()).collect();
    let interests: Vec<String> =
        values.text("interests").split_whitespace().map(|code| INTEREST.label(code).to_owned()).collect();
    let mut parts = |property: Property, parts: Vec<String>| {
        if parts.iter().any(|part| !part.is_empty()) {
            let mut entry = VCardEntry::new(property);
            entry.values.extend(parts.into_iter().map(VCardValue::Text));
            card.entries.push(entry);
        }
    };
    let street = place.join(", ");
    // Box, extended address, street, town, county, postcode, country.
    let address = ["", "", street.as_str(), "", "", values.text("postcode"), ""];
    if !(street.is_empty() && values.text("postcode").is_empty()) {
        parts(Property::Adr, address.map(str::to_owned).to_vec());
    }
    parts(Property::Categories, interests);
    let mut written = String::new();
    // Writing into a text cannot fail.
    let _written = card.write_to(&mut written, VCardVersion::V4_0);
    written
}

fn note(shared: &Shared) -> String {
    let values = &shared.asset.values;
    let mut lines = vec![values.text("description").trim().to_owned()];
    for (label, field) in [("When", "schedule"), ("Cost", "cost"), ("Access", "access"), ("Ages", "ages")] {
        let text = values.text(field).trim();
        if !text.is_empty() {
            lines.push(format!("{label}: {text}"));
        }
    }
    if !shared.person.is_empty() {
        lines.push(format!("Run by {}", shared.person));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
