//! Assets: add one, and join a person to one.

use chrono::NaiveDateTime;

use super::contact::{next, next_what, next_when};
use super::row::{Choice, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, rows};
use super::whom::Whom;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::vocabulary::CONNECTION_STATE;
use crate::fault::Fault;
use crate::report::joined;
use crate::store::Store;

/// The form that adds an asset.
pub fn add() -> Sheet {
    let read = |answers: &Answers, now: NaiveDateTime| {
        let entry = Answers::entry(&answers.draft(Entity::Asset, ""), "", now)?;
        let name = entry.values.text("name").to_owned();
        Ok(Saved::new(Change::Add(entry), format!("Saved: {name} is among the assets.")))
    };
    let mut sheet = Sheet::new("asset", "Add an asset", rows(Entity::Asset, ""), Box::new(read));
    "new asset".clone_into(&mut sheet.called);
    sheet
}

/// The form that joins a person to an asset: from a suggestion on, with the reminder to ask how it went.
pub fn connect(store: &Store, person: PersonId, asset: AssetId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let group = Whom::of(store.needed(Entity::Asset, asset.0)?);
    let joined = joined::already(store, person, asset)?;
    let goes_on = joined.as_ref().filter(|joined| joined.goes_on).map(|joined| joined.words.clone());
    let mut all = rows(Entity::Connection, "");
    if goes_on.is_some() {
        let answers = vec![Choice::new("no", "No"), Choice::new("yes", "Yes")];
        all.insert(0, Row::choice("again", "Once more", answers, "no").needed());
    }
    all.push(next_when().apart());
    all.extend(next_what());
    if let Some(row) = all.iter_mut().find(|row| row.name == "next.what") {
        row.set(&format!("Ask how it goes with {}", group.spoken));
        row.first = row.text();
    }
    let words = format!("{} for {}", group.spoken, whom.spoken);
    let read = move |answers: &Answers, now: NaiveDateTime| {
        if let Some(words) = &goes_on
            && answers.text("again") != "yes"
        {
            let reason = format!("They are connected already: {words}. Once more needs a Yes here.");
            return Err(vec![Trouble::new("again", reason)]);
        }
        let mut draft = answers.draft(Entity::Connection, "");
        draft.set("person_id", person.to_string());
        draft.set("asset_id", asset.to_string());
        let entry = Answers::entry(&draft, "", now)?;
        let state = CONNECTION_STATE.label(entry.values.text("state")).to_lowercase();
        let mut changes = vec![Change::Add(entry)];
        if !answers.text("next.when").is_empty()
            && let Some(mut reminder) = next(answers, now)?
        {
            reminder.values.set("person_id", person.0);
            changes.push(Change::Add(reminder));
        }
        let change = match changes.as_slice() {
            [only] => only.clone(),
            _ => Change::Together { verb: Verb::Add, changes },
        };
        Ok(Saved::new(change, format!("Saved: {words}, {state}.")))
    };
    let title = format!("Suggest {} to {}", group.spoken, whom.listed);
    let mut notes = whom.notes(store)?;
    notes.extend(joined::said_no(store, person, "share_groups")?.map(|no| format!("! {no}")));
    notes.extend(joined.map(|joined| {
        let before = if joined.goes_on { "already" } else { "before" };
        format!("! Connected {before}: {}.", joined.words)
    }));
    Ok(Sheet::new("connect", title, all, Box::new(read))
        .about(Entity::Person, person.0, format!("suggestion of {} to {}", group.spoken, whom.spoken))
        .knowing("=asset", asset.to_string())
        .notes(notes))
}
