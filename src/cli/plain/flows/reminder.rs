//! Reminders and notes: set one, move it, tick it off, write a note, put a record away.

use chrono::NaiveDateTime;

use super::contact::{DAYS, put_moment, said_of};
use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, Trouble, draft, entry, named};
use crate::cli::plain::step::{Answers, Step, Way};
use crate::cli::plain::turn::Told;
use crate::cli::plain::words;
use crate::cli::plain::work::Work;
use crate::domain::change::Change;
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::Draft;
use crate::domain::id::{AssetId, FollowUpId};
use crate::domain::{recurrence, when};
use crate::fault::Fault;
use crate::report::closure::Closure;
use crate::store::Store;

/// The form that sets a reminder about a person or an asset.
pub fn set(store: &Store, entity: Entity, id: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, entity, id)?;
    let steps = vec![
        Some(Step::new("when", "When", format!("When? {DAYS}"), Way::Coming).needed()),
        Step::field(Entity::FollowUp, "", "what", "What is the reminder for?")
            .map(|s| s.default("Phone call")),
        Step::field(Entity::FollowUp, "", "recurrence", "Does it come again?"),
    ];
    let link = match entity {
        Entity::Referral => "referral_id",
        Entity::Connection => "connection_id",
        _ => whom.link(),
    };
    let person = (whom.entity == Entity::Person).then_some(whom.id);
    let name = whom.name.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::FollowUp, "");
        given.set(link, id.to_string());
        if let Some(person) = person {
            given.set("person_id", person.to_string());
        }
        moment(&mut given, answers, now)?;
        let mut reminder = entry(&given, "", now)?;
        let again = recurrence::parse(reminder.values.text("recurrence"));
        let mut comes = String::new();
        if let Some((again, due)) = again.zip(reminder.values.day("due_on")) {
            // It knows the day it began on, so that a 31st comes back to the 31st.
            reminder.values.set("recurrence", again.starting(due).code());
            comes = again.show();
        }
        let check = words::sentences([format!("About {name}"), said_of(&reminder), comes]);
        Ok(Saved { change: Change::Add(reminder), check })
    };
    let called = format!("reminder about {}", whom.name);
    let steps = steps.into_iter().flatten().collect();
    Ok(Form::new("reminder", called, steps, Box::new(read)).about(entity, id).notes(whom.notes(store)?))
}

fn moment(given: &mut Draft, answers: &Answers, now: NaiveDateTime) -> Result<(), Vec<Trouble>> {
    let text = answers.get("when").map_or("", String::as_str);
    let (day, time) =
        when::read_moment(text, now).map_err(|reason| vec![Trouble { step: "when".to_owned(), reason }])?;
    put_moment(given, ["due_on", "due_at"], day, time);
    Ok(())
}

/// The form that moves a reminder to another day.
pub fn later(store: &Store, id: i64) -> Result<Form, Fault> {
    let record = store.needed(Entity::FollowUp, id)?;
    if record.values.text("state") != "open" {
        return Err(Fault::failed("That reminder is not open any more."));
    }
    let whom = Whom::of(store, Entity::FollowUp, id)?;
    let what = words::low(record.values.text("what"));
    let due = record.values.day("due_on").map_or(String::new(), when::show_day_long);
    let note = format!("{}, {}. It was for {due}.", whom.name, what);
    let before = record.values;
    let name = whom.name;
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = Draft::new(Entity::FollowUp);
        moment(&mut given, answers, now)?;
        let after = check::check_edit(&given, &before, now).map_err(|found| named(found, ""))?;
        if after == before {
            return Err(vec![Trouble { step: String::new(), reason: "It is due then already".to_owned() }]);
        }
        let day = after.day("due_on").map_or(String::new(), when::show_day_long);
        let time = after.time("due_at").map_or(String::new(), |at| format!(", {}", when::show_time(at)));
        let check = format!("{what}, {name}, moves to {day}{time}.");
        let change = Change::Edit { entity: Entity::FollowUp, id, before: before.clone(), after };
        Ok(Saved { change, check })
    };
    let steps = vec![
        Step::new("when", "When", format!("Later, when? {DAYS}"), Way::Coming).default("tomorrow").needed(),
    ];
    let form = Form::new("later", "move of a reminder", steps, Box::new(read));
    Ok(form.about(Entity::FollowUp, id).notes(vec![note]))
}

/// Ticks a reminder off without a contact, after a yes.
pub fn finish(work: &mut Work<'_>, id: i64) -> Told<()> {
    let what = work.store.needed(Entity::FollowUp, id)?.values.text("what").to_owned();
    let whom = Whom::of(&work.store, Entity::FollowUp, id)?;
    let words = format!("Check: {}, {}, is done.\nSave?", words::low(&what), whom.name);
    if !work.talk.sure(&words, true, "The reminder is ticked off. Undo brings it back.")? {
        return work.say("Nothing was saved.");
    }
    let on = work.store.clock().today();
    let Some(done) = work.apply(&Change::Finish { id: FollowUpId(id), on })? else { return Ok(()) };
    let next =
        done.items.iter().find(|item| item.entity == Entity::FollowUp && item.id != id).map(|item| item.id);
    if let Some(next) = next {
        let due = work.store.needed(Entity::FollowUp, next)?.values.day("due_on");
        let due = due.map_or(String::new(), when::show_day_long);
        work.say(&format!("It comes again on {due}."))?;
    }
    work.say("Saved. Type undo to take it back.")
}

/// The form that writes a note on a person or an asset.
pub fn note(store: &Store, entity: Entity, id: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, entity, id)?;
    let (link, about, name) = (whom.link(), (whom.entity, whom.id), whom.name.clone());
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::Note, "");
        given.set(link, about.1.to_string());
        let note = entry(&given, "", now)?;
        let day = note.values.day("written_on").map_or(String::new(), when::show_day_long);
        let check =
            format!("note on {name}, {day}: {}", words::sentence(&beginning(note.values.text("text"))));
        Ok(Saved { change: Change::Add(note), check })
    };
    let steps = [
        Step::field(Entity::Note, "", "text", "What would you like to note?"),
        Step::field(Entity::Note, "", "written_on", "When was it?").map(Step::aside),
    ];
    let called = format!("note on {}", whom.name);
    let form = Form::new("note", called, steps.into_iter().flatten().collect(), Box::new(read));
    Ok(form.about(whom.entity, whom.id))
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let some = words.iter().take(12).copied().collect::<Vec<_>>().join(" ");
    if words.len() > 12 { format!("{some} and so on") } else { some }
}

/// The form that puts a record away, with a reason.
pub fn put_away(store: &Store, entity: Entity, id: i64) -> Result<Form, Fault> {
    let record = store.needed(entity, id)?;
    if let Some(on) = record.put_away_on {
        return Err(Fault::missing(format!("It was put away on {} already.", when::show_day(on))));
    }
    let whom = Whom::of(store, entity, id)?;
    let what = match entity {
        Entity::Person | Entity::Asset => whom.name,
        _ => format!("the {} of {}", entity.word(), whom.name),
    };
    let said = what.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let text = |name: &str| answers.get(name).map_or("", |text| text.trim());
        let reason = match (text("reason"), text("words")) {
            ("" | "other", words) => words.to_owned(),
            (code, "") => code.to_owned(),
            (code, words) => format!("{code}: {words}"),
        };
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.is_empty() {
            let reason = "Say why it is put away.".to_owned();
            return Err(vec![Trouble { step: "words".to_owned(), reason }]);
        }
        let check = words::sentence(&format!("{said} is put away: {reason}"));
        Ok(Saved { change: Change::PutAway { entity, id, on: now.date(), reason }, check })
    };
    let why = Step::new("words", "Why", format!("Why is {what} put away? In a few words."), Way::Line);
    let mut notes = vec!["It leaves the lists. Nothing is lost, and it can be brought back.".to_owned()];
    if entity == Entity::Asset {
        notes.push(Closure::of(store, AssetId(id))?.sentence());
    }
    let form = Form::new("put_away", format!("putting away of {what}"), vec![why.needed()], Box::new(read));
    Ok(form.about(entity, id).notes(notes))
}
