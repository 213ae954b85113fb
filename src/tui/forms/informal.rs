//! Informal contacts, with nobody we know yet: noted in a moment, and made a referral of later.

use chrono::NaiveDateTime;

use super::referral;
use super::row::{Reads, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Draft;
use crate::domain::id::ContactId;
use crate::domain::when;
use crate::fault::Fault;
use crate::store::Store;

/// The form that notes an informal contact.
pub fn add() -> Sheet {
    let mut rows: Vec<Row> = ["somebody", "place", "method"].into_iter().filter_map(field).collect();
    rows.push(Row::moment("when", "When", Reads::PastMoment, "today").needed());
    rows.extend(["note", "minutes"].into_iter().filter_map(field));
    if let Some(method) = rows.iter_mut().find(|row| row.name == "method") {
        method.set("face_to_face");
        method.first = method.text();
    }
    let mut sheet = Sheet::new("informal", "Informal contact", rows, Box::new(read));
    "informal contact".clone_into(&mut sheet.called);
    sheet.notes(vec!["No name or number is needed. It can become a referral later.".to_owned()])
}

fn field(name: &str) -> Option<Row> {
    row(Entity::Contact, "", name).map(|row| row.on_step(1))
}

fn read(answers: &Answers, now: NaiveDateTime) -> Result<Saved, Vec<Trouble>> {
    let mut draft: Draft = answers.draft(Entity::Contact, "").with("outcome", "spoke");
    let (day, time) = when::read_past_moment(answers.text("when"), now)
        .map_err(|reason| vec![Trouble::new("when", reason)])?;
    super::contact::put_moment(&mut draft, ["happened_on", "happened_at"], day, time);
    let entry = Answers::entry(&draft, "", now)?;
    let with = entry.values.text("somebody");
    let with = if with.is_empty() { String::new() } else { format!(" with {with}") };
    let said = format!("Saved: informal contact{with}, {}.", when::show_day(day));
    Ok(Saved::new(Change::LogContact { contact: entry, clears: Vec::new(), next: None }, said))
}

/// The form that makes a referral of an informal contact.
pub fn promote(store: &Store, contact: ContactId) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Contact, contact.0)?;
    if record.values.number("person_id").is_some() {
        return Err(Fault::missing("That contact is with somebody we know already."));
    }
    let mut sheet = referral::add(store, None)?;
    let day = record.values.day("happened_on").map_or_else(String::new, when::show_day);
    let with = record.values.text("somebody");
    let note = record.values.text("note");
    let mut met = format!("Met on {day}");
    for part in [with, note].into_iter().filter(|part| !part.is_empty()) {
        met.push_str(": ");
        met.push_str(part);
    }
    for (name, text) in [("person.given", with), ("referral.source", "outreach_met")] {
        if let Some(row) = sheet.rows.iter_mut().find(|row| row.name == name) {
            row.set(text);
        }
    }
    sheet.form = "promote";
    "Make a referral of an informal contact".clone_into(&mut sheet.title);
    let sheet = sheet.about(Entity::Contact, contact.0, "referral of somebody we met".to_owned());
    Ok(sheet.notes(vec![met]).knowing("=contact", contact.to_string()))
}
