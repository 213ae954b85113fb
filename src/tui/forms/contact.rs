//! Log a contact, with the reminder it answers, the next reminder and where the person is, all in one form.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::row::{Choice, Reads, Row};
use super::sheet::{Answers, Saved, Sheet, Trouble, row};
use super::stage;
use super::whom::Whom;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry};
use crate::domain::id::{FollowUpId, PersonId};
use crate::domain::vocabulary::CONTACT_METHOD;
use crate::domain::{recurrence, when};
use crate::fault::Fault;
use crate::store::{Store, StoreError};
use crate::tui::dialogs::find_anyone;
use crate::tui::effect::Effect;

/// The form that logs a contact with a person.
pub fn sheet(store: &Store, person: PersonId, answers: Option<FollowUpId>) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let mut rows = Vec::new();
    rows.extend(row(Entity::Contact, "", "method"));
    rows.push(Row::moment("when", "When", Reads::PastMoment, "today").needed());
    rows.extend(["outcome", "minutes", "note"].into_iter().filter_map(|name| row(Entity::Contact, "", name)));
    rows.push(next_when().apart());
    rows.extend(next_what());
    rows.extend(reminders(store, person, answers)?);
    rows.extend(beside(store, person)?);
    let referral = stage::referral_of(store, person)?;
    let now = store.standing(person)?.map(|row| row.state);
    if let Some(referral) = &referral {
        rows.extend(stage::rows(referral, now));
    }
    let spoken = whom.spoken.clone();
    let staged = referral.map(|referral| (referral.id, referral.values));
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let saved = read(person, &spoken, answers, now)?;
        let moved = staged.as_ref().and_then(|(id, before)| stage::change(*id, answers, before));
        Ok(match moved {
            Some(moved) => {
                let change = Change::Together { verb: Verb::Log, changes: vec![saved.change, moved] };
                Saved { change, said: saved.said }
            }
            None => saved,
        })
    };
    let mut sheet = Sheet::new("contact", format!("Log a contact: {}", whom.listed), rows, Box::new(read))
        .about(Entity::Person, person.0, format!("contact with {}", whom.spoken))
        .notes(whom.notes(store)?);
    if let Some(id) = answers {
        sheet = sheet.knowing("=follow_up", id.0.to_string());
    }
    sheet.another = Some(|| Effect::Open(Box::new(find_anyone::to_contact())));
    Ok(sheet)
}

/// Where it was, who else was there, and where somebody was gone along to.
fn beside(store: &Store, person: PersonId) -> Result<Vec<Row>, StoreError> {
    let mut rows: Vec<Row> =
        ["place", "who_else"].into_iter().filter_map(|name| row(Entity::Contact, "", name)).collect();
    let joined = store.connections_of_person(person)?;
    if !joined.is_empty() {
        let options = joined.into_iter().map(|row| Choice::new(row.id.0.to_string(), row.asset_name));
        rows.push(
            Row::choice("connection_id", "Went along to", options.collect(), "")
                .on_step(2)
                .helped("It counts as a time they were there."),
        );
    }
    Ok(rows)
}

/// The row that asks when to be reminded next.
pub fn next_when() -> Row {
    Row::moment("next.when", "Next reminder", Reads::ComingMoment, "")
        .helped("For example: fri 2pm, tue week, 10 mar.")
}

/// The row that asks what the next reminder is for.
pub fn next_what() -> Option<Row> {
    row(Entity::FollowUp, "next.", "what").map(|mut row| {
        row.required = false;
        row
    })
}

/// The person's open reminders, so that the contact answers the one it was for: the one asked for, else one that is due.
fn reminders(store: &Store, person: PersonId, asked: Option<FollowUpId>) -> Result<Option<Row>, StoreError> {
    let today = store.clock().today();
    let mut open: Vec<(NaiveDate, i64, String)> = store
        .records_of(Entity::FollowUp, "person_id", person.0)?
        .into_iter()
        .filter(|record| record.values.text("state") == "open")
        .filter_map(|record| {
            let due = record.values.day("due_on")?;
            Some((due, record.id, record.values.text("what").to_owned()))
        })
        .collect();
    open.sort();
    if open.is_empty() {
        return Ok(None);
    }
    let due = open.iter().find(|(due, _, _)| *due <= today).map(|(_, id, _)| *id);
    let first = asked.map(|id| id.0).or(due);
    let mut options = vec![Choice::new("none", "None of the reminders")];
    options.extend(open.into_iter().map(|(due, id, what)| {
        let when =
            when::days_late(due, today).map_or_else(|| when::show_day_short(due, today), when::late_words);
        Choice::new(id.to_string(), format!("{what}, {when}"))
    }));
    let text = first.map_or_else(|| "none".to_owned(), |id| id.to_string());
    Ok(Some(
        Row::choice("answers", "It answers", options, &text).helped("The reminder that is done with this."),
    ))
}

fn read(
    person: PersonId,
    spoken: &str,
    answers: &Answers,
    now: NaiveDateTime,
) -> Result<Saved, Vec<Trouble>> {
    let mut troubles = Vec::new();
    let mut draft = answers.draft(Entity::Contact, "");
    draft.set("person_id", person.to_string());
    match when::read_past_moment(answers.text("when"), now) {
        Ok((day, time)) => put_moment(&mut draft, ["happened_on", "happened_at"], day, time),
        Err(reason) => troubles.push(Trouble::new("when", reason)),
    }
    let next = next(answers, now).unwrap_or_else(|found| {
        troubles.extend(found);
        None
    });
    let contact = Answers::entry(&draft, "", now).map_err(|found| {
        let on_row = |trouble: &Trouble| trouble.row != "happened_on";
        troubles.iter().cloned().chain(found.into_iter().filter(on_row)).collect::<Vec<_>>()
    })?;
    if !troubles.is_empty() {
        return Err(troubles);
    }
    let clears = answers.text("answers").parse().map(FollowUpId).into_iter().collect();
    let method = CONTACT_METHOD.label(contact.values.text("method")).to_lowercase();
    let day = contact.values.day("happened_on").map_or_else(String::new, when::show_day);
    let reminder = next.as_ref().and_then(|next| next.values.day("due_on"));
    let change = Change::LogContact { contact, clears, next };
    // The row of the status sentence is short: the reminder is the news that can still be wrong.
    let said = match reminder {
        Some(due) => format!("Saved: {method}, {spoken}. Reminder {}.", when::show_day(due)),
        None => format!("Saved: {method} with {spoken}, {day}."),
    };
    Ok(Saved::new(change, said))
}

/// Puts a day and a time into their two fields.
pub fn put_moment(draft: &mut Draft, fields: [&str; 2], day: NaiveDate, time: Option<NaiveTime>) {
    let [on, at] = fields;
    draft.set(on, when::show_day(day));
    draft.set(at, time.map_or_else(String::new, when::show_time));
}

/// The next reminder, where one was asked for: the day and what it is for go together.
pub fn next(answers: &Answers, now: NaiveDateTime) -> Result<Option<Entry>, Vec<Trouble>> {
    let (day, what) = (answers.text("next.when"), answers.text("next.what"));
    if day.is_empty() && what.is_empty() {
        return Ok(None);
    }
    if day.is_empty() {
        return Err(vec![Trouble::new("next.when", "Say when to be reminded, or empty the line below.")]);
    }
    if what.is_empty() {
        return Err(vec![Trouble::new("next.what", "Say what the reminder is for.")]);
    }
    let (on, at) = when::read_moment(day, now).map_err(|reason| vec![Trouble::new("next.when", reason)])?;
    let mut entry = Entry::new(Entity::FollowUp).with("due_on", on).with("what", what).with("state", "open");
    if let Some(time) = at {
        entry.values.set("due_at", when::show_time(time));
    }
    Ok(Some(entry))
}

/// A recurrence that knows the day it began on, so that a 31st comes back to the 31st.
pub fn begin_recurrence(entry: &mut Entry) {
    let found = recurrence::parse(entry.values.text("recurrence"));
    if let Some((again, due)) = found.zip(entry.values.day("due_on")) {
        entry.values.set("recurrence", again.starting(due).code());
    }
}
