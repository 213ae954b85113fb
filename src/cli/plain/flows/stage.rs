//! Where a referral stands, how a connection goes, and the work with a person: paused, closed, started again.

use chrono::NaiveDateTime;

use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, named};
use crate::cli::plain::pick::Choice;
use crate::cli::plain::step::{Answers, Step, Way};
use crate::cli::plain::words;
use crate::domain::change::{Change, Verb};
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry, Record, Values};
use crate::domain::id::PersonId;
use crate::domain::referral::{self, Why};
use crate::domain::vocabulary::{
    CLOSE_REASON, CONNECTION_STATE, DECLINED_BY_PERSON, NOT_FOR_US, REFERRAL_STATE,
};
use crate::fault::Fault;
use crate::store::Store;

const SAID_NO: &[&str] = &["declined", "withdrawn"];
const ENDED: &[&str] =
    &["declined", "withdrawn", "closed", "unable_to_contact", "inappropriate", "redirected"];

/// What becomes of the open reminders of a person when the work ends.
fn reminders(store: &Store, person: i64) -> Result<(Option<Step>, Vec<i64>), Fault> {
    let open: Vec<i64> =
        store.reminders_of_person(PersonId(person))?.iter().map(|row| row.follow_up.0).collect();
    let choices = vec![Choice::new("away", "put them away with it"), Choice::new("keep", "keep them")];
    let words = match open.len() {
        1 => "1 reminder is open. What becomes of it?".to_owned(),
        n => format!("{n} reminders are open. What becomes of them?"),
    };
    let step =
        Step::new("reminders", "Open reminders", words, Way::Of(choices, false)).default("away").needed();
    Ok(((!open.is_empty()).then_some(step), open))
}

fn with_reminders(change: Change, answers: &Answers, open: &[i64], now: NaiveDateTime) -> Change {
    if answers.get("reminders").is_none_or(|text| text != "away") || open.is_empty() {
        return change;
    }
    let verb: Verb = change.verb();
    let away = open.iter().map(|id| Change::PutAway {
        entity: Entity::FollowUp,
        id: *id,
        on: now.date(),
        reason: "The work has ended".to_owned(),
    });
    Change::Together { verb, changes: std::iter::once(change).chain(away).collect() }
}

/// The referral that a person's work is about: the newest open one, else the newest.
fn referral_of(store: &Store, person: i64) -> Result<Option<Record>, Fault> {
    let all = store.records_of(Entity::Referral, "person_id", person)?;
    let open = |record: &&Record| referral::is_open(record.values.text("state"));
    Ok(all.iter().rfind(open).or(all.last()).cloned())
}

/// The form that changes where a person's referral stands.
pub fn of_referral(store: &Store, person: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let Some(record) = referral_of(store, person)? else {
        return Err(Fault::missing(format!("{} has no referral.", whom.name)));
    };
    let state = record.values.text("state").to_owned();
    let moves =
        referral::moves(&state).iter().map(|code| Choice::new(*code, words::low(REFERRAL_STATE.label(code))));
    let now = words::low(REFERRAL_STATE.label(&state));
    let ask = format!("The referral is {now}. What is it now?");
    let (open_reminders, open) = reminders(store, person)?;
    let of = |list| Way::Of(Choice::of(list), false);
    let mut steps = vec![
        Step::new("stage", "Where they are", ask, Way::Of(moves.collect(), false)).needed(),
        Step::new("why_not", "Why", "Why?", of(&DECLINED_BY_PERSON)).needed().only_if("stage", SAID_NO),
        Step::new("why_closed", "Why closed", "Why?", of(&CLOSE_REASON))
            .needed()
            .only_if("stage", &["closed"]),
        Step::new("why_not_us", "Why not for us", "Why?", of(&NOT_FOR_US))
            .needed()
            .only_if("stage", &["inappropriate"]),
        Step::new("where_to", "Passed on to", "To whom was it passed on?", Way::Line)
            .needed()
            .only_if("stage", &["redirected"]),
    ];
    steps.extend(open_reminders.map(|step| step.only_if("stage", ENDED)));
    let name = whom.name.clone();
    let id = record.id;
    let seen = record.values.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let text = |name: &str| answers.get(name).cloned().unwrap_or_default();
        let to = text("stage");
        let reason = match referral::why(&to) {
            Why::OneOf(list) if std::ptr::eq(list, &raw const CLOSE_REASON) => text("why_closed"),
            Why::OneOf(list) if std::ptr::eq(list, &raw const NOT_FOR_US) => text("why_not_us"),
            Why::OneOf(_) => text("why_not"),
            Why::Words => text("where_to"),
            Why::Nothing | Why::Tries => String::new(),
        };
        let before = Values::new()
            .with("state", seen.value("state").clone())
            .with("state_reason", seen.value("state_reason").clone());
        let after = Values::new().with("state", to.as_str()).with("state_reason", reason);
        let change = Change::Edit { entity: Entity::Referral, id, before, after };
        let check = format!("{name} is now {}.", words::low(REFERRAL_STATE.label(&to)));
        Ok(Saved { change: with_reminders(change, answers, &open, now), check })
    };
    let form = Form::new("stage", format!("change of where {} is", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Person, person).notes(whom.notes(store)?))
}

/// The form that says how a connection goes.
pub fn of_connection(store: &Store, connection: i64) -> Result<Form, Fault> {
    let record = store.needed(Entity::Connection, connection)?;
    let asset = record.values.number("asset_id").map_or(Ok(None), |id| store.record(Entity::Asset, id))?;
    let asset = asset.map_or_else(String::new, |asset| asset.values.text("name").to_owned());
    let field = |name: &str, words: &str| Step::field(Entity::Connection, "", name, words);
    let stands = |name: &str| {
        let field = Entity::Connection.field(name);
        field.map_or_else(String::new, |field| check::write(field, record.values.value(name)))
    };
    let steps = [
        field("state", "How far is it?").map(|step| step.default(stands("state"))),
        field("said_yes", "Did they say yes? Yes or no.").map(|step| step.default(stands("said_yes"))),
        field("attended", "How many times were they there?")
            .map(|step| step.default(stands("attended")).aside()),
        field("reason_ended", "Why did it end?")
            .map(|step| step.only_if("state", &["did_not_start", "stopped", "declined"])),
    ];
    let steps: Vec<Step> = steps.into_iter().flatten().collect();
    let before = record.values.clone();
    let word = asset.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = Draft::new(Entity::Connection);
        for (name, text) in answers.iter().filter(|(name, _)| Entity::Connection.field(name).is_some()) {
            given.set(name, text.as_str());
        }
        let after = check::check_edit(&given, &before, now).map_err(|problems| named(problems, ""))?;
        if after == before {
            return Err(Vec::new());
        }
        let state = words::low(CONNECTION_STATE.label(after.text("state")));
        let change =
            Change::Edit { entity: Entity::Connection, id: connection, before: before.clone(), after };
        Ok(Saved { change, check: format!("{word} is now {state}.") })
    };
    let form = Form::new("stage_connection", format!("change to {asset}"), steps, Box::new(read));
    Ok(form.about(Entity::Connection, connection))
}

/// The form that pauses the work with a person (`false`), or closes it (`true`).
pub fn of_work(store: &Store, person: i64, close: bool) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let Some(record) = store.running_work(PersonId(person))? else {
        return Err(Fault::missing(format!("No work goes on with {}.", whom.name)));
    };
    let field = |name: &str, words: &str| Step::field(Entity::Episode, "", name, words);
    let (open_reminders, open) = reminders(store, person)?;
    let mut steps = Vec::new();
    if close {
        steps.extend(field("close_reason", "Why is the work closed?").map(Step::needed));
        steps.extend(field("close_note", "In words?"));
        steps.extend(open_reminders);
    } else {
        steps.extend(field("pause_reason", "Why does the work rest?"));
    }
    let name = whom.name.clone();
    let state = if close { "closed" } else { "paused" };
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = Draft::new(Entity::Episode).with("state", state);
        for (name, text) in answers.iter().filter(|(name, _)| Entity::Episode.field(name).is_some()) {
            given.set(name, text.as_str());
        }
        let before = record.values.clone();
        let after = check::check_edit(&given, &before, now).map_err(|problems| named(problems, ""))?;
        let change = Change::Edit { entity: Entity::Episode, id: record.id, before, after };
        let change = if close { with_reminders(change, answers, &open, now) } else { change };
        Ok(Saved { change, check: format!("the work with {name} is {state}.") })
    };
    let kind = if close { "close" } else { "pause" };
    let form = Form::new(kind, format!("{kind} of {}", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Person, person))
}

/// The change that starts the work with a person again.
pub fn start(store: &Store, person: i64) -> Result<Change, Fault> {
    Ok(match store.running_work(PersonId(person))? {
        Some(record) if record.values.text("state") == "open" => {
            return Err(Fault::missing("The work goes on already."));
        }
        Some(record) => Change::Edit {
            entity: Entity::Episode,
            id: record.id,
            before: Values::new().with("state", record.values.value("state").clone()),
            after: Values::new().with("state", "open"),
        },
        None => Change::Add(
            Entry::new(Entity::Episode)
                .with("person_id", person)
                .with("opened_on", store.clock().today())
                .with("state", "open"),
        ),
    })
}
