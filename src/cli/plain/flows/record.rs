//! Any record, asked field by field: added to a person's record or to the directory, and edited one detail at a time.

use chrono::NaiveDateTime;

use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, draft, entry, fill, named};
use crate::cli::plain::pick::{Choice, Picked, pick};
use crate::cli::plain::step::{Answers, Step};
use crate::cli::plain::talk::Question;
use crate::cli::plain::turn::Told;
use crate::cli::plain::words;
use crate::cli::plain::work::Work;
use crate::domain::change::Change;
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::Draft;
use crate::domain::field::{Field, Kind};
use crate::fault::Fault;
use crate::store::Store;

/// What is added to a person's record by such a form, and the word of the menu.
pub const OF_A_PERSON: [(Entity, &str); 9] = [
    (Entity::Consent, "say yes or no to something"),
    (Entity::Rung, "where they stand on the way"),
    (Entity::Strength, "a strength"),
    (Entity::Need, "something they would like help with"),
    (Entity::Plan, "the plan: what matters to them"),
    (Entity::Goal, "a goal"),
    (Entity::Risk, "a risk, or that there is none"),
    (Entity::Relation, "somebody around them"),
    (Entity::ServiceUse, "how often they used a health service"),
];

/// The fields that a form shows; those of later pages are answered by their names.
fn steps(entity: Entity, names_first: bool) -> Vec<Step> {
    let shown = entity.fields().iter().filter(|field| field.step > 0);
    shown
        .filter_map(|field| {
            let step = Step::field(entity, "", field.name, &question(field))?;
            let later = field.step > 1 || (names_first && !field.required && field.name != "description");
            Some(if later { step.aside() } else { step })
        })
        .collect()
}

fn question(field: &Field) -> String {
    match field.kind {
        Kind::Flag => format!("{}? Yes or no.", field.label),
        _ => format!("{}?", field.label),
    }
}

/// The form that adds a record to a person's.
pub fn add_to(store: &Store, entity: Entity, person: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let name = whom.name.clone();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, entity, "");
        given.set("person_id", person.to_string());
        let kept = entry(&given, "", now)?;
        let told = told(entity, &kept.values);
        Ok(Saved {
            change: Change::Add(kept),
            check: words::sentence(&format!("{} of {name}: {told}", entity.word())),
        })
    };
    let called = format!("{} of {}", entity.word(), whom.name);
    let form = Form::new(entity.table(), called, steps(entity, false), Box::new(read));
    Ok(form.about(Entity::Person, person).notes(whom.notes(store)?))
}

/// The form that adds a person without a referral, or an asset.
pub fn add(entity: Entity) -> Form {
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let kept = entry(&draft(answers, entity, ""), "", now)?;
        let told = told(entity, &kept.values);
        Ok(Saved {
            change: Change::Add(kept),
            check: words::sentence(&format!("a new {}: {told}", entity.word())),
        })
    };
    let called = format!("new {}", entity.word());
    Form::new(entity.table(), called, steps(entity, entity == Entity::Asset), Box::new(read))
}

/// What was answered, in a few words.
fn told(entity: Entity, values: &crate::domain::entry::Values) -> String {
    let shown = entity.fields().iter().filter(|field| field.step > 0 && !matches!(field.kind, Kind::Story));
    let parts = shown.filter(|field| !values.value(field.name).is_nothing()).map(|field| {
        let text = check::show(field, values.value(field.name));
        if field.required { text } else { format!("{} {text}", words::low(field.label)) }
    });
    parts.take(5).collect::<Vec<_>>().join(", ")
}

/// The form that edits a record: nothing is asked in turn, every detail by its name.
pub fn edit(store: &Store, entity: Entity, id: i64) -> Result<Form, Fault> {
    let record = store.needed(entity, id)?;
    let before = record.values.clone();
    let steps = entity.fields().iter().filter(|field| field.step > 0).filter_map(|field| {
        let text = check::write(field, before.value(field.name));
        Step::field(entity, "", field.name, &question(field)).map(|step| step.default(text).aside())
    });
    let steps: Vec<Step> = steps.collect();
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = Draft::new(entity);
        for (name, text) in answers.iter().filter(|(name, _)| entity.field(name).is_some()) {
            given.set(name, text.as_str());
        }
        let after = check::check_edit(&given, &before, now).map_err(|problems| named(problems, ""))?;
        let changed =
            entity.fields().iter().filter(|field| after.value(field.name) != before.value(field.name));
        let told: Vec<String> = changed
            .map(|field| format!("{} {}", words::low(field.label), shown(field, after.value(field.name))))
            .collect();
        if told.is_empty() {
            return Err(Vec::new());
        }
        let check = words::sentence(&format!("changed to: {}", told.join(", ")));
        Ok(Saved { change: Change::Edit { entity, id, before: before.clone(), after }, check })
    };
    let called = format!("edit of {} {id}", entity.word());
    Ok(Form::new("edit", called, steps, Box::new(read)).about(entity, id))
}

fn shown(field: &Field, value: &crate::domain::entry::Value) -> String {
    let text = check::show(field, value);
    if text.is_empty() { "none".to_owned() } else { text }
}

/// Asks which detail is to change, asks it, and goes on to the check, where more can be named.
pub fn change(work: &mut Work<'_>, entity: Entity, id: i64) -> Told<()> {
    let form = edit(&work.store, entity, id)?;
    let choices: Vec<Choice> =
        form.steps.iter().map(|step| Choice::new(step.name.clone(), words::low(&step.label))).collect();
    let all: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
    let question = Question::new("Which detail would you like to change? Type its name.")
        .help(format!("There are: {}.", all.join(", ")));
    loop {
        let answer = work.talk.ask(&question)?.unwrap_or_default();
        let Picked::One(at) = pick(&answer, &choices) else {
            work.talk.carry("That is not clear. Type ? to hear the names.");
            continue;
        };
        let Some(step) = form.steps.get(at).cloned() else { continue };
        let mut answers = Answers::new();
        let text = step.ask(work, &mut answers)?;
        answers.insert(step.name.clone(), text);
        return fill(work, form, answers).map(|_| ());
    }
}
