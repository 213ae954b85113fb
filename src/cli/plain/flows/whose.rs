//! Who works with whom, records that are one person, contacts with somebody else or with nobody we know yet.

use chrono::NaiveDateTime;

use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, Trouble, draft, entry};
use crate::cli::plain::look::{Found, Look};
use crate::cli::plain::pick::Choice;
use crate::cli::plain::step::{Answers, Step, Way};
use crate::cli::plain::words;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::id::{ContactId, PersonId, ReferralId};
use crate::domain::{referral, when};
use crate::fault::Fault;
use crate::report::allot::{self, Worker};
use crate::store::Store;

fn told(step: &str, reason: impl Into<String>) -> Vec<Trouble> {
    vec![Trouble { step: step.to_owned(), reason: reason.into() }]
}

fn choices(workers: &[Worker]) -> Vec<Choice> {
    workers.iter().map(|worker| Choice::new(worker.login.clone(), worker.name.clone())).collect()
}

fn chosen(answers: &Answers, store: &Store, step: &str) -> Result<Worker, Vec<Trouble>> {
    let login = answers.get(step).map_or("", String::as_str);
    allot::worker(store, login).map_err(|fault| told(step, fault.message))
}

/// The form that gives a person's referral to a worker.
pub fn allot(store: &Store, person: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let all = store.records_of(Entity::Referral, "person_id", person)?;
    let open = all.iter().rfind(|record| referral::is_open(record.values.text("state")));
    let Some(referral) = open.or(all.last()).map(|record| ReferralId(record.id)) else {
        return Err(Fault::missing(format!("{} has no referral.", whom.name)));
    };
    let way = Way::Of(choices(&allot::workers(store)?), false);
    let steps = vec![Step::new("worker", "Worker", "Who works with them?", way).needed()];
    let name = whom.name.clone();
    let read = move |answers: &Answers, store: &Store, _: NaiveDateTime| {
        let worker = chosen(answers, store, "worker")?;
        let change =
            allot::referrals(store, &[referral], worker.id).map_err(|fault| told("worker", fault.message))?;
        Ok(Saved { change, check: format!("{} works with {name}.", worker.name) })
    };
    let form = Form::new("allot", format!("allotment of {}", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Person, person))
}

/// The form that hands a caseload over, for leave or sickness.
pub fn hand_over(store: &Store) -> Result<Form, Fault> {
    let workers = allot::workers(store)?;
    if workers.len() < 2 {
        return Err(Fault::missing("Nobody else works here yet.").hint("To add somebody: kith add worker"));
    }
    let mine = store.worker()?.and_then(|id| workers.iter().find(|worker| worker.id == id));
    let mine = mine.map_or_else(String::new, |worker| worker.login.clone());
    let of = || Way::Of(choices(&workers), false);
    let steps = vec![
        Step::new("from", "Whose caseload", "Whose caseload is handed over?", of()).default(mine).needed(),
        Step::new("to", "Who takes it over", "Who takes it over?", of()).needed(),
        Step::new("until", "Until", "Until when?", Way::Coming)
            .help("A reminder to give it back is set on that day."),
    ];
    let read = move |answers: &Answers, store: &Store, now: NaiveDateTime| {
        let (from, to) = (chosen(answers, store, "from")?, chosen(answers, store, "to")?);
        let until = match answers.get("until").map_or("", String::as_str) {
            "" => None,
            text => Some(when::read_moment(text, now).map_err(|reason| told("until", reason))?.0),
        };
        let (change, moved) =
            allot::caseload(store, &from, &to, until).map_err(|fault| told("to", fault.message))?;
        let back = until.map_or_else(String::new, |day| format!(" Until {}.", when::show_day_long(day)));
        let check = format!("from {} to {}: {}.{back}", from.name, to.name, moved.words());
        Ok(Saved { change, check })
    };
    Ok(Form::new("hand_over", "handing over", steps, Box::new(read)))
}

/// The form that makes two records of one person one.
pub fn merge(store: &Store, person: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let stays = vec![Choice::new("this", "this one"), Choice::new("other", "the other one")];
    let steps = vec![
        Step::new(
            "other",
            "The other record",
            "Who are they the same as? Type a name.",
            Way::Record(Look::Person),
        )
        .needed(),
        Step::new("stays", "Which stays", "Which record stays?", Way::Of(stays, false))
            .default("this")
            .needed()
            .help("Its name and its own words hold. Everything of the other one moves to it."),
        Step::new("reason", "How you know", "How do you know?", Way::Line)
            .needed()
            .help("For example: same birthday and street."),
    ];
    let name = whom.name.clone();
    let read = move |answers: &Answers, store: &Store, _: NaiveDateTime| {
        let found = answers.get("other").and_then(|text| Found::read(text));
        let Some((Entity::Person, other)) = found else { return Err(told("other", "Say who.")) };
        if other == person {
            return Err(told("other", "That is this record. Choose the other one."));
        }
        let called =
            Whom::of(store, Entity::Person, other).map_err(|error| told("other", error.to_string()))?.name;
        let reason = answers.get("reason").map_or("", |text| text.trim());
        if reason.is_empty() {
            return Err(told("reason", "Say how you know."));
        }
        let keeps = answers.get("stays").is_none_or(|text| text != "other");
        let (stays, gone) = if keeps { (person, other) } else { (other, person) };
        let change =
            Change::Merge { stays: PersonId(stays), other: PersonId(gone), reason: reason.to_owned() };
        let check = format!(
            "{name}, case {person}, and {called}, case {other}, are one person. Case {stays} stays. They can be taken apart again."
        );
        Ok(Saved { change, check })
    };
    let form = Form::new("merge", format!("merge of {}", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Person, person).notes(whom.notes(store)?))
}

/// The form that moves a contact to the person it was with.
pub fn wrong_person(store: &Store, contact: i64) -> Result<Form, Fault> {
    let record = store.needed(Entity::Contact, contact)?;
    let Some(from) = record.values.number("person_id") else {
        return Err(Fault::missing("This contact is with nobody yet."));
    };
    let whom = Whom::of(store, Entity::Person, from)?;
    let steps = vec![
        Step::new("to", "It was with", "Who was it with? Type a name.", Way::Record(Look::Person)).needed(),
    ];
    let day = record.values.day("happened_on").map_or_else(String::new, when::show_day_long);
    let read = move |answers: &Answers, store: &Store, _: NaiveDateTime| {
        let found = answers.get("to").and_then(|text| Found::read(text));
        let Some((Entity::Person, to)) = found else { return Err(told("to", "Say who.")) };
        if to == from {
            return Err(told("to", "It is with them already."));
        }
        let called = Whom::of(store, Entity::Person, to).map_err(|error| told("to", error.to_string()))?.name;
        let change = Change::Edit {
            entity: Entity::Contact,
            id: contact,
            before: Values::new().with("person_id", from),
            after: Values::new().with("person_id", to),
        };
        let check =
            format!("the contact of {day} was with {called}. A reminder that it answered stands open again.");
        Ok(Saved { change, check })
    };
    let form =
        Form::new("wrong_person", format!("move of a contact with {}", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Contact, contact))
}

/// The form that notes an informal contact, with nobody we know yet.
pub fn informal() -> Form {
    let field = |name: &str, words: &str| Step::field(Entity::Contact, "", name, words);
    let steps = [
        field("somebody", "Who was it, as far as you know?"),
        field("place", "Where?"),
        field("method", "How did you meet?").map(|step| step.default("face_to_face")),
        Some(Step::new("when", "When", "When?", Way::Past).default("today").needed()),
        field("note", "What was said?"),
        field("minutes", "How many minutes did it take?").map(Step::aside),
    ];
    let read = |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::Contact, "");
        let text = answers.get("when").map_or("today", String::as_str);
        let (day, time) = when::read_past_moment(text, now).map_err(|reason| told("when", reason))?;
        given.set("happened_on", day.to_string());
        if let Some(time) = time {
            given.set("happened_at", time.format("%H:%M").to_string());
        }
        let contact = entry(&given.with("outcome", "spoke"), "", now)?;
        let with = contact.values.text("somebody");
        let with = if with.is_empty() { "somebody we do not know yet" } else { with };
        let check = format!("informal contact with {with}, {}.", when::show_day_long(day));
        Ok(Saved { change: Change::LogContact { contact, clears: Vec::new(), next: None }, check })
    };
    let form =
        Form::new("informal", "informal contact", steps.into_iter().flatten().collect(), Box::new(read));
    form.notes(vec!["No name or number is needed. It can become a referral later.".to_owned()])
}

/// The form that makes a referral of an informal contact: with somebody who is here, or somebody new.
pub fn promote(store: &Store, contact: i64) -> Result<Form, Fault> {
    let record = store.needed(Entity::Contact, contact)?;
    let mut form = super::referral::form(store, None)?;
    let inner = form.read;
    form.kind = "promote";
    "referral of somebody we met".clone_into(&mut form.called);
    form.subject = Some((Entity::Contact, contact));
    let day = record.values.day("happened_on").map_or_else(String::new, when::show_day_long);
    let parts = [
        format!("Met on {day}"),
        record.values.text("somebody").to_owned(),
        record.values.text("note").to_owned(),
    ];
    form.notes.insert(0, words::sentences(parts));
    form.read = Box::new(move |answers, store, now| {
        let saved = inner(answers, store, now)?;
        match saved.change {
            Change::Refer { person, referral, .. } => Ok(Saved {
                change: Change::Promote { contact: ContactId(contact), person, referral },
                check: saved.check,
            }),
            _ => Err(Vec::new()),
        }
    });
    if let Some(step) = form.steps.iter_mut().find(|step| step.name == "referral.source") {
        "outreach_met".clone_into(&mut step.default);
    }
    Ok(form)
}
