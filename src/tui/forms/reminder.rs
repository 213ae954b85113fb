//! Reminders and notes: set one, move it to later, write a note.

use chrono::NaiveDateTime;

use super::contact::{begin_recurrence, put_moment};
use super::row::{Reads, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row, rows};
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry, Values};
use crate::domain::id::FollowUpId;
use crate::domain::{check, when};
use crate::fault::Fault;
use crate::store::Store;
use crate::tui::request::Subject;

/// The record a subject names.
pub fn record(about: Subject) -> (Entity, i64) {
    match about {
        Subject::Person(id) => (Entity::Person, id.0),
        Subject::Asset(id) => (Entity::Asset, id.0),
        Subject::Referral(id) => (Entity::Referral, id.0),
        Subject::Connection(id) => (Entity::Connection, id.0),
    }
}

/// The field that links to a kind of record.
pub(super) fn link(entity: Entity) -> &'static str {
    match entity {
        Entity::Asset => "asset_id",
        Entity::Referral => "referral_id",
        Entity::Connection => "connection_id",
        _ => "person_id",
    }
}

/// Whom or what a subject is about.
pub fn whom(store: &Store, about: Subject) -> Result<Whom, Fault> {
    let (entity, id) = record(about);
    let record = store.needed(entity, id)?;
    Whom::behind(store, &record)?.ok_or_else(|| Fault::missing("It is about nobody that is still here."))
}

/// The form that sets a reminder.
pub fn set(store: &Store, about: Subject) -> Result<Sheet, Fault> {
    let whom = whom(store, about)?;
    let (entity, id) = record(about);
    let mut all = vec![
        Row::moment("when", "When", Reads::ComingMoment, "")
            .needed()
            .helped("For example: tomorrow, fri 2pm, tue week, 10 mar."),
    ];
    all.extend(["what", "recurrence"].into_iter().filter_map(|name| row(Entity::FollowUp, "", name)));
    let person = (whom.entity == Entity::Person).then_some(whom.id);
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::FollowUp, "");
        draft.set(link(entity), id.to_string());
        if let Some(person) = person {
            draft.set("person_id", person.to_string());
        }
        let moment = when::read_moment(answers.text("when"), now);
        let (day, time) = moment.map_err(|reason| vec![Trouble::new("when", reason)])?;
        put_moment(&mut draft, ["due_on", "due_at"], day, time);
        let mut entry = Answers::entry(&draft, "", now)?;
        begin_recurrence(&mut entry);
        Ok(Saved::new(
            Change::Add(entry),
            format!("Saved: reminder about {spoken}, {}.", when::show_day(day)),
        ))
    };
    Ok(Sheet::new("reminder", format!("Set a reminder: {}", whom.listed), all, Box::new(read))
        .about(entity, id, format!("reminder about {}", whom.spoken))
        .notes(whom.notes(store)?))
}

/// The form that moves a reminder to later.
pub fn later(store: &Store, id: FollowUpId) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::FollowUp, id.0)?;
    let whom = Whom::behind(store, &record)?;
    let (listed, spoken) = whom.map_or_else(Default::default, |whom| (whom.listed, whom.spoken));
    let values = record.values;
    let today = store.clock().today();
    let due = values.day("due_on").unwrap_or(today);
    let text = if due > today {
        when::show_moment(due, values.time("due_at")).replace(',', "")
    } else {
        "tomorrow".to_owned()
    };
    let what = values.text("what").to_owned();
    let notes = vec![format!("{what}. It was for {}.", when::show_moment(due, values.time("due_at")))];
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let moment = when::read_moment(answers.text("when"), now);
        let (day, time) = moment.map_err(|reason| vec![Trouble::new("when", reason)])?;
        let mut draft = Draft::new(Entity::FollowUp);
        put_moment(&mut draft, ["due_on", "due_at"], day, time);
        let before = answers.before().clone();
        let after =
            check::check_edit(&draft, &before, now).map_err(|found| super::sheet::named(found, ""))?;
        if after == before {
            return Err(Vec::new());
        }
        let change = Change::Edit { entity: Entity::FollowUp, id: id.0, before, after };
        Ok(Saved::new(change, format!("Moved to {}: {what}, {spoken}.", when::show_day(day))))
    };
    let rows = vec![Row::moment("when", "To when", Reads::ComingMoment, &text).needed()];
    let mut sheet = Sheet::new("later", format!("Move the reminder: {listed}"), rows, Box::new(read))
        .about(Entity::FollowUp, id.0, "move of a reminder".to_owned())
        .notes(notes);
    sheet.before = values;
    sheet.edits = Some((Entity::FollowUp, id.0));
    Ok(sheet)
}

/// The form that writes a note; a note on a referral or a connection is one on the person.
pub fn note(store: &Store, about: Subject) -> Result<Sheet, Fault> {
    let whom = whom(store, about)?;
    let (entity, id, spoken) = (whom.entity, whom.id, whom.spoken.clone());
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Note, "");
        draft.set(link(entity), id.to_string());
        let entry: Entry = Answers::entry(&draft, "", now)?;
        Ok(Saved::new(Change::Add(entry), format!("Saved: note on {spoken}.")))
    };
    let mut all = rows(Entity::Note, "");
    // The note itself comes first: the day is today unless somebody says otherwise.
    all.reverse();
    let mut sheet = Sheet::new("note", format!("Write a note: {}", whom.listed), all, Box::new(read))
        .about(entity, id, format!("note on {}", whom.spoken))
        .notes(whom.notes(store)?);
    sheet.before = Values::new();
    Ok(sheet)
}
