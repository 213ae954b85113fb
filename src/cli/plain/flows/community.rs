//! The community's side, asked line by line: an asset closes, what was said of it, gaps, cards, going along, two people joined.

use chrono::NaiveDateTime;

use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, Trouble, draft, entry};
use crate::cli::plain::look::{Found, Look};
use crate::cli::plain::pick::Choice;
use crate::cli::plain::step::{Answers, Step, Way};
use crate::cli::plain::words;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::Entry;
use crate::domain::id::AssetId;
use crate::domain::vocabulary::{FEEDBACK, GAP_STATE, VISIT};
use crate::fault::Fault;
use crate::report::closure::{Closure, WAYS};
use crate::report::counted;
use crate::store::Store;

fn told(step: &str, reason: impl Into<String>) -> Vec<Trouble> {
    vec![Trouble { step: step.to_owned(), reason: reason.into() }]
}

fn text<'a>(answers: &'a Answers, name: &str) -> &'a str {
    answers.get(name).map_or("", |text| text.trim())
}

fn person_of(answers: &Answers, name: &str) -> Option<i64> {
    match answers.get(name).and_then(|text| Found::read(text)) {
        Some((Entity::Person, id)) => Some(id),
        _ => None,
    }
}

fn of_field(entity: Entity, asked: &[(&str, &str)]) -> Vec<Step> {
    asked.iter().filter_map(|(name, words)| Step::field(entity, "", name, words)).collect()
}

/// The form that closes an asset: who is connected is said first, and each of them gets a reminder.
pub fn close(store: &Store, asset: i64) -> Result<Form, Fault> {
    let closure = Closure::of(store, AssetId(asset))?;
    let name = closure.name().to_owned();
    let ways = WAYS.iter().map(|(code, words)| Choice::new(*code, *words)).collect();
    let no_or_yes = vec![Choice::new("no", "No"), Choice::new("yes", "Yes")];
    let steps = vec![
        Step::new("way", "How", "How has it closed?", Way::Of(ways, false)).default("defunct").needed(),
        Step::new("why", "Why", "Why?", Way::Line).help("It is noted on the asset and on each connection."),
        Step::new("gap", "Note a gap", "Note the gap it leaves?", Way::Of(no_or_yes, false))
            .default("no")
            .help("Those who went there wait for something like it."),
    ];
    let said = closure.sentence();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let way = text(answers, "way");
        let mut change = closure
            .change(way, text(answers, "why"), now.date())
            .map_err(|fault| told("way", fault.message))?;
        if text(answers, "gap") == "yes" {
            change = closure.with_gap(change, way, now.date()).map_err(|fault| told("gap", fault.message))?;
        }
        let reminders = counted(closure.people.len(), "reminder", "reminders");
        Ok(Saved { change, check: format!("{} closes, with {reminders}.", closure.name()) })
    };
    let form = Form::new("close_asset", format!("closing of {name}"), steps, Box::new(read));
    Ok(form.about(Entity::Asset, asset).notes(vec![said]))
}

/// The form for what somebody said of an asset.
pub fn feedback(store: &Store, asset: i64) -> Result<Form, Fault> {
    let group = Whom::of(store, Entity::Asset, asset)?;
    let mut steps = of_field(
        Entity::Feedback,
        &[("went", "How was it?"), ("words", "What did they say, in their words?"), ("said_on", "When?")],
    );
    steps.push(
        Step::new("who", "Who said it", "Who said it? Type a name.", Way::Record(Look::Person)).aside(),
    );
    let name = group.name.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::Feedback, "");
        given.set("asset_id", asset.to_string());
        if let Some(person) = person_of(answers, "who") {
            given.set("person_id", person.to_string());
        }
        let kept = entry(&given, "", now)?;
        let went = words::low(FEEDBACK.label(kept.values.text("went")));
        Ok(Saved { change: Change::Add(kept), check: format!("of {name}: {went}.") })
    };
    let form = Form::new("feedback", format!("word on {}", group.name), steps, Box::new(read));
    Ok(form.about(Entity::Asset, asset))
}

/// The form that notes a gap, with somebody who waits for it.
pub fn gap(store: &Store, person: Option<i64>) -> Result<Form, Fault> {
    let whom = person.map(|person| Whom::of(store, Entity::Person, person)).transpose()?;
    let mut steps = of_field(
        Entity::Gap,
        &[
            ("what", "What is missing? In plain words."),
            ("need", "What would it help with?"),
            ("area", "Where?"),
            ("note", "Anything more?"),
        ],
    );
    if whom.is_none() {
        let words = "Who waits for it? Type a name, or nothing.";
        steps.push(Step::new("waits", "Who waits", words, Way::Record(Look::Person)).aside());
    }
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let waits = person.or_else(|| person_of(answers, "waits"));
        let mut given = draft(answers, Entity::Gap, "");
        let from = match text(answers, "raised_from") {
            "" if waits.is_some() => "a_person",
            "" => "worker",
            known => known,
        };
        given.set("raised_from", from);
        let kept = entry(&given, "", now)?;
        let check = words::sentence(kept.values.text("what"));
        let mut changes = vec![Change::Add(kept)];
        if let Some(person) = waits {
            let entry = Entry::new(Entity::GapPerson).with("person_id", person).with("since", now.date());
            changes.push(Change::AddToLast { entry, field: "gap_id" });
        }
        let change = match changes.as_slice() {
            [only] => only.clone(),
            _ => Change::Together { verb: Verb::Add, changes },
        };
        Ok(Saved { change, check: format!("a gap: {check}") })
    };
    let mut form = Form::new("gap", "gap", steps, Box::new(read));
    if let (Some(person), Some(whom)) = (person, whom) {
        form = form.about(Entity::Person, person).notes(whom.notes(store)?);
    }
    Ok(form)
}

/// The form that says how far a gap has come.
pub fn gap_moves(store: &Store, gap: i64) -> Result<Form, Fault> {
    let record = store.needed(Entity::Gap, gap)?;
    let before = record.values.clone();
    let what = before.text("what").to_owned();
    let mut steps = of_field(Entity::Gap, &[("state", "How far is it?"), ("led_by", "Who leads it?")]);
    for step in &mut steps {
        if step.name == "state" {
            *step = step.clone().default(before.text("state"));
        } else {
            *step = step.clone().default(before.text("led_by"));
        }
    }
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let given = draft(answers, Entity::Gap, "");
        let after = crate::domain::check::check_edit(&given, &before, now)
            .map_err(|problems| crate::cli::plain::form::named(problems, ""))?;
        if after == before {
            return Err(told("state", "Nothing is different."));
        }
        let state = words::low(GAP_STATE.label(after.text("state")));
        let led = after.text("led_by");
        let led = if led.is_empty() { String::new() } else { format!(", led by {led}") };
        let check = format!("{what}, {state}{led}.");
        Ok(Saved {
            change: Change::Edit { entity: Entity::Gap, id: gap, before: before.clone(), after },
            check,
        })
    };
    let form = Form::new("gap_moves", "move of a gap", steps, Box::new(read));
    Ok(form.about(Entity::Gap, gap))
}

/// The form that puts a card on the noticeboard.
pub fn notice() -> Form {
    let steps = of_field(
        Entity::Notice,
        &[
            ("title", "What is the title?"),
            ("body", "What does it say?"),
            ("contact", "How does one answer?"),
            ("until_on", "Until when is it up?"),
        ],
    );
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let kept = entry(&draft(answers, Entity::Notice, ""), "", now)?;
        let check = words::sentence(&format!("a card: {}", kept.values.text("title")));
        Ok(Saved { change: Change::Add(kept), check })
    };
    Form::new("notice", "card", steps, Box::new(read))
        .notes(vec!["It is printed as it stands: nothing that should not hang on a wall.".to_owned()])
}

/// The form for a time of going along.
pub fn visit(store: &Store, connection: i64, to: String) -> Result<Form, Fault> {
    store.needed(Entity::Connection, connection)?;
    let steps: Vec<Step> = [
        Step::field(Entity::Visit, "", "how", "How did it go?"),
        Some(
            Step::new("went_on", "When", "When was it?", Way::Past)
                .default("today")
                .only_if("how", &["together", "met_there", "alone", "not_gone"]),
        ),
        Step::field(Entity::Visit, "", "visited_on", "When will it be?")
            .map(|step| step.only_if("how", &["planned"])),
        Step::field(Entity::Visit, "", "companion", "Who went along?"),
        Step::field(Entity::Visit, "", "note", "What is to be noted?"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::Visit, "");
        given.set("connection_id", connection.to_string());
        if text(answers, "how") != "planned" {
            let day = crate::domain::when::read_past_moment(text(answers, "went_on"), now)
                .map_err(|reason| told("went_on", reason))?
                .0;
            given.set("visited_on", day.to_string());
        }
        let kept = entry(&given, "", now)?;
        let how = words::low(VISIT.label(kept.values.text("how")));
        Ok(Saved { change: Change::Add(kept), check: format!("{to}, {how}.") })
    };
    let form = Form::new("visit", "visit", steps, Box::new(read));
    Ok(form
        .about(Entity::Connection, connection)
        .notes(vec!["The last of them is the one where they go alone.".to_owned()]))
}

/// The form that joins a person to another person.
pub fn connect_people(store: &Store, person: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let mut steps =
        vec![Step::new("to", "To whom", "To whom? Type a name.", Way::Record(Look::Person)).needed()];
    steps.extend(of_field(
        Entity::Connection,
        &[
            ("said_yes", "Did both say yes?"),
            ("kind", "How are they joined?"),
            ("note", "What is to be noted?"),
        ],
    ));
    let name = whom.name.clone();
    let read = move |answers: &Answers, store: &Store, now: NaiveDateTime| {
        let Some(other) = person_of(answers, "to") else { return Err(told("to", "Say who.")) };
        if other == person {
            return Err(told("to", "They must be two people."));
        }
        let called =
            Whom::of(store, Entity::Person, other).map_err(|error| told("to", error.to_string()))?.name;
        let mut given = draft(answers, Entity::Connection, "");
        given.set("person_id", person.to_string());
        given.set("other_person_id", other.to_string());
        let yes = text(answers, "said_yes") == "yes";
        given.set("state", if yes { "made" } else { "suggested" });
        let kept = entry(&given, "", now)?;
        let how = if yes { "joined" } else { "suggested to each other" };
        Ok(Saved { change: Change::Add(kept), check: format!("{name} and {called}, {how}.") })
    };
    let form = Form::new("connect_people", format!("joining of {}", whom.name), steps, Box::new(read));
    Ok(form.about(Entity::Person, person).notes(whom.notes(store)?))
}
