//! How somebody is by an instrument: one item a line, answered by its number.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDateTime;

use super::row::{Reads, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row};
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::domain::instrument::{self, Instrument, Item};
use crate::domain::vocabulary::INSTRUMENT;
use crate::fault::Fault;
use crate::store::Store;

/// The codes of the instruments, each as the slice that a row asks for.
static ALONE: LazyLock<Vec<[&'static str; 1]>> =
    LazyLock::new(|| INSTRUMENT.terms.iter().map(|term| [term.code]).collect());

/// What stands in the empty line of an item, by its row: the range first, for it must be seen at 80 columns.
static HINTS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let of = |item: &Item| match item.ask.as_str() {
        "" => format!("{} to {}. Left empty, it counts as left out.", item.from, item.to),
        ask => format!("{} to {}. {ask}", item.from, item.to),
    };
    instrument::all()
        .iter()
        .flat_map(|one| one.items.iter().map(move |item| (name_of(one, item), of(item))))
        .collect()
});

/// The name of the row of an item.
fn name_of(one: &Instrument, item: &Item) -> String {
    format!("{}.{}", one.code, item.code)
}

/// The row of an item, there only while its instrument is chosen.
fn item_row(one: &'static Instrument, item: &'static Item, alone: &'static [&'static str]) -> Row {
    let name = name_of(one, item);
    // A line, not a list: one digit and Tab is the whole answer.
    let mut row = Row::moment(&name, &item.label, Reads::AsIs, "");
    row.hint = HINTS.get(&name).map_or("", String::as_str);
    row.only_if("instrument", alone)
}

/// The form that records a measure of a person.
pub fn open(store: &Store, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let before = store.records_of(Entity::Measure, "person_id", person.0)?;
    let mut all: Vec<Row> = Vec::new();
    for field in ["instrument", "stage", "measured_on"] {
        all.extend(row(Entity::Measure, "", field));
    }
    // What was used before is used again.
    if let Some(last) = before.last() {
        for row in &mut all {
            match row.name.as_str() {
                "instrument" => row.set(last.values.text("instrument")),
                "stage" => row.set("review"),
                _ => {}
            }
        }
    }
    for (one, alone) in instrument::all().iter().zip(ALONE.iter()) {
        all.extend(one.items.iter().map(|item| item_row(one, item, alone)));
    }
    all.extend(row(Entity::Measure, "", "words"));
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Measure, "");
        draft.set("person_id", person.to_string());
        let Some(one) = instrument::named(answers.text("instrument")) else {
            return Err(vec![Trouble::new("instrument", "Choose what was used.")]);
        };
        let mut given: Vec<&str> = Vec::new();
        for item in &one.items {
            let answer = answers.text(&name_of(one, item)).trim();
            given.push(if answer.is_empty() { "-" } else { answer });
            let mut upto = given.clone();
            upto.resize(one.items.len(), "-");
            if let Err(reason) = one.read(&upto.join(" ")) {
                return Err(vec![Trouble::new(name_of(one, item), reason)]);
            }
        }
        if given.iter().all(|answer| *answer == "-") {
            let first = one.items.first().map(|item| name_of(one, item)).unwrap_or_default();
            return Err(vec![Trouble::new(first, "Give at least one answer.")]);
        }
        draft.set("items", given.join(" "));
        let entry = Answers::entry(&draft, "", now)?;
        let scores = one.said(&given.join(" "));
        Ok(Saved::new(Change::Add(entry), format!("Saved: {} of {spoken}. {scores}.", one.short)))
    };
    let title = format!("Record a measure: {}", whom.listed);
    let sheet = Sheet::new("measure", title, all, Box::new(read));
    let mut notes = whom.notes(store)?;
    notes.extend(before.last().map(|last| {
        let said =
            instrument::named(last.values.text("instrument")).map(|one| one.said(last.values.text("items")));
        format!("Last time: {}", said.unwrap_or_default())
    }));
    Ok(sheet.about(Entity::Person, person.0, format!("measure of {}", whom.spoken)).notes(notes))
}
