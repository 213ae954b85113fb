//! How somebody is by an instrument: one item a line, answered by its number.

use chrono::NaiveDateTime;

use super::row::{Reads, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row};
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::domain::instrument::asked::{self, name_of};
use crate::domain::instrument::wording::Wording;
use crate::domain::instrument::{self, Instrument, Item};
use crate::fault::Fault;
use crate::store::Store;

/// The row of an item, there only while its instrument is chosen. What stands in its empty line begins with the range, for
/// that must be seen at 80 columns.
fn item_row(
    one: &'static Instrument,
    item: &'static Item,
    alone: &'static [&'static str],
    wording: &Wording,
) -> Row {
    // A line, not a list: one digit and Tab is the whole answer.
    let mut row = Row::moment(&name_of(one, item), &item.label, Reads::Item(item), "");
    let ask = match wording.ask(one, item) {
        "" => "Left empty, it counts as left out.",
        ask => ask,
    };
    row.hint = format!("{} to {}. {ask}", item.from, item.to).into();
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
    let (wording, mistake) = Wording::as_far_as_read(store.own_texts());
    for (one, alone) in instrument::all().iter().zip(asked::alone()) {
        all.extend(one.items.iter().map(|item| item_row(one, item, alone, &wording)));
    }
    all.extend(row(Entity::Measure, "", "words"));
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Measure, "");
        draft.set("person_id", person.to_string());
        let Some(one) = instrument::named(answers.text("instrument")) else {
            return Err(vec![Trouble::new("instrument", "Choose what was used.")]);
        };
        let items = asked::gathered(one, |item| answers.text(&name_of(one, item)))
            .map_err(|wrong| vec![Trouble::new(wrong.name, wrong.reason)])?;
        draft.set("items", items.as_str());
        let entry = Answers::entry(&draft, "", now)?;
        let scores = one.said(&items);
        Ok(Saved::new(Change::Add(entry), format!("Saved: {} of {spoken}. {scores}.", one.short)))
    };
    let title = format!("Record a measure: {}", whom.listed);
    let sheet = Sheet::new("measure", title, all, Box::new(read));
    let mut notes = whom.notes(store)?;
    notes.extend(mistake);
    notes.extend(before.last().map(|last| {
        let said =
            instrument::named(last.values.text("instrument")).map(|one| one.said(last.values.text("items")));
        format!("Last time: {}", said.unwrap_or_default())
    }));
    Ok(sheet.about(Entity::Person, person.0, format!("measure of {}", whom.spoken)).notes(notes))
}
