//! Log a contact, with the reminders it answers and the next reminder.

use chrono::{NaiveDate, NaiveDateTime};

use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, Trouble, draft, entry};
use crate::cli::plain::pick::Choice;
use crate::cli::plain::step::{Answers, Step, Way};
use crate::cli::plain::words;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry};
use crate::domain::id::FollowUpId;
use crate::domain::vocabulary::{CONTACT_METHOD, CONTACT_OUTCOME};
use crate::domain::when;
use crate::fault::Fault;
use crate::store::today::DueRow;
use crate::store::{Store, StoreError};

/// How days can be said.
pub const DAYS: &str = "For example: tomorrow, fri, 2 weeks, 10 mar.";

/// The form that logs a contact with a person; `answers` is the reminder it was begun from.
pub fn form(store: &Store, person: i64, answers: Option<i64>) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let field = |name: &str, words: &str| Step::field(Entity::Contact, "", name, words);
    let mut steps: Vec<Step> = Vec::new();
    steps.extend(field("method", &format!("How did you contact {}?", whom.called)));
    steps.push(Step::new("when", "When", "When?", Way::Past).default("now").needed());
    steps.extend(field("outcome", "What happened?"));
    steps.extend(field("note", "Notes."));
    steps.extend(field("minutes", "How many minutes did it take?").map(Step::aside));
    steps.extend(reminders(store, person, answers)?);
    steps.extend(next("Phone call"));
    let name = whom.name.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| read(person, &name, answers, now);
    let called = format!("contact with {}", whom.name);
    Ok(Form::new("contact", called, steps, Box::new(read))
        .about(Entity::Person, person)
        .notes(whom.notes(store)?))
}

/// The two questions about the next reminder.
pub fn next(what: &str) -> [Step; 2] {
    let when = format!("When is the next reminder? {DAYS}");
    [
        Step::new("next.when", "Next reminder", when, Way::Coming)
            .help("Say a time too if there is one: fri 2pm."),
        Step::field(Entity::FollowUp, "next.", "what", "What is that reminder for?")
            .unwrap_or_else(|| Step::new("next.what", "Reminder is for", "What for?", Way::Guard))
            .default(what)
            .only_if("next.when", &[]),
    ]
}

/// The person's open reminders, so that the contact answers the one it was for, else one that is due.
fn reminders(store: &Store, person: i64, asked: Option<i64>) -> Result<Option<Step>, StoreError> {
    let today = store.clock().today();
    let open = store.reminders_of_person(crate::domain::id::PersonId(person))?;
    let due = open.iter().find(|row| row.due_on <= today).map(|row| row.follow_up.0);
    let choices: Vec<Choice> = open.iter().map(|row| reminder(row, today)).collect();
    if choices.is_empty() {
        return Ok(None);
    }
    let first = asked.or(due).map_or(String::new(), |id| id.to_string());
    let words = "Which reminder does this answer, or none?";
    let step = Step::new("answers", "Reminder it answers", words, Way::Of(choices, true)).default(first);
    Ok(Some(step.help("A reminder that is answered is ticked off.")))
}

/// An open reminder as a choice: `phone call (3 days late)`.
pub fn reminder(row: &DueRow, today: NaiveDate) -> Choice {
    Choice::new(row.follow_up.to_string(), format!("{} ({})", words::low(&row.what), away(row.due_on, today)))
}

/// How far off a reminder is: `3 days late`, `for today`, `on Tue 10 Mar`.
pub fn away(due: NaiveDate, today: NaiveDate) -> String {
    match when::days_late(due, today) {
        Some(days) => when::late_words(days),
        None if due == today => "for today".to_owned(),
        None => format!("on {}", when::show_day_short(due, today)),
    }
}

fn read(person: i64, name: &str, answers: &Answers, now: NaiveDateTime) -> Result<Saved, Vec<Trouble>> {
    let mut given = draft(answers, Entity::Contact, "");
    given.set("person_id", person.to_string());
    let text = answers.get("when").map_or("now", String::as_str);
    let (day, time) = when::read_past_moment(text, now)
        .map_err(|reason| vec![Trouble { step: "when".to_owned(), reason }])?;
    put_moment(&mut given, ["happened_on", "happened_at"], day, time);
    let contact = entry(&given, "", now)?;
    let clears: Vec<FollowUpId> = answers
        .get("answers")
        .into_iter()
        .flat_map(|text| text.split(' '))
        .filter_map(|id| id.parse().ok().map(FollowUpId))
        .collect();
    let next = next_of(answers, now)?;
    let method = words::low(CONTACT_METHOD.label(contact.values.text("method")));
    let outcome = words::low(CONTACT_OUTCOME.label(contact.values.text("outcome")));
    let moment = words::moment(day, time, day);
    let mut check = format!("{method} with {name}, {moment}, {outcome}.");
    if !contact.values.text("note").is_empty() {
        check.push_str(" With notes.");
    }
    match clears.len() {
        0 => {}
        1 => check.push_str(" 1 reminder is ticked off."),
        n => check.push_str(&format!(" {n} reminders are ticked off.")),
    }
    if let Some(next) = &next {
        check = format!("{check} {}", said_of(next));
    }
    Ok(Saved { change: Change::LogContact { contact, clears, next }, check })
}

/// Puts a day and a time into their two fields.
pub fn put_moment(given: &mut Draft, fields: [&str; 2], day: NaiveDate, time: Option<chrono::NaiveTime>) {
    let [on, at] = fields;
    given.set(on, day.to_string());
    given.set(at, time.map_or_else(String::new, when::show_time));
}

/// The next reminder, where one was asked for.
pub fn next_of(answers: &Answers, now: NaiveDateTime) -> Result<Option<Entry>, Vec<Trouble>> {
    let text = answers.get("next.when").map_or("", String::as_str);
    if text.is_empty() {
        return Ok(None);
    }
    let mut given = draft(answers, Entity::FollowUp, "next.");
    let (day, time) = when::read_moment(text, now)
        .map_err(|reason| vec![Trouble { step: "next.when".to_owned(), reason }])?;
    put_moment(&mut given, ["due_on", "due_at"], day, time);
    // The person is named by the change: any number keeps the check content until then.
    given.set("person_id", "1");
    let mut next = entry(&given, "next.", now)?;
    next.values.remove("person_id");
    Ok(Some(next))
}

/// A reminder in a sentence: `Reminder Tuesday 10 March 2026: phone call.`
pub fn said_of(reminder: &Entry) -> String {
    let day = reminder.values.day("due_on").map_or(String::new(), when::show_day_long);
    let time =
        reminder.values.time("due_at").map_or(String::new(), |at| format!(", {}", when::show_time(at)));
    words::sentence(&format!("Reminder {day}{time}: {}", words::low(reminder.values.text("what"))))
}
