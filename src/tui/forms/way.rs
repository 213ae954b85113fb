//! A person's way: strengths, needs, the plan, goals and steps; and the people around them.

use chrono::NaiveDateTime;

use super::form::Form;
use super::row::{Row, begun};
use super::sheet::{Answers, Saved, Sheet, named, row, rows};
use super::whom::Whom;
use crate::domain::change::Change;
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Record};
use crate::domain::id::PersonId;
use crate::domain::vocabulary::{GOAL_STATUS, STEP_STATUS};
use crate::fault::Fault;
use crate::store::{Store, StoreError};
use crate::tui::dialogs::options;
use crate::tui::dialogs::story::Story;
use crate::tui::effect::Effect;
use crate::tui::request::{FormRequest, Which};
use crate::tui::screen::Screen;

/// What a form that adds to a person's way is called.
fn title(entity: Entity) -> &'static str {
    match entity {
        Entity::Strength => "Add a strength",
        Entity::Need => "Add a need",
        Entity::Plan => "Write the plan",
        Entity::Goal => "Add a goal",
        Entity::ServiceUse => "Note use of a health service",
        _ => "Add somebody around them",
    }
}

/// The form that adds a strength, a need, a plan, a goal or somebody around a person.
pub fn add(store: &Store, entity: Entity, person: PersonId) -> Result<Sheet, Fault> {
    let whom = Whom::person(store, person)?;
    let mut all = rows(entity, "");
    if entity == Entity::Plan {
        before_it(store, person, &mut all)?;
    }
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(entity, "");
        draft.set("person_id", person.to_string());
        let entry = Answers::entry(&draft, "", now)?;
        Ok(Saved::new(Change::Add(entry), format!("Saved: {} of {spoken}.", entity.word())))
    };
    let called = format!("{} of {}", entity.word(), whom.spoken);
    let sheet =
        Sheet::new(entity.table(), format!("{}: {}", title(entity), whom.listed), all, Box::new(read));
    Ok(sheet.about(Entity::Person, person.0, called).notes(whom.notes(store)?))
}

/// A plan begins with the words of the one before, which stays on the line of time.
fn before_it(store: &Store, person: PersonId, all: &mut [Row]) -> Result<(), StoreError> {
    let plans = store.records_of(Entity::Plan, "person_id", person.0)?;
    let newest = plans.iter().max_by_key(|plan| (plan.values.day("agreed_on"), plan.id));
    for row in all.iter_mut() {
        match row.name.as_str() {
            "why_not" => row.only_if = Some(("agreed", &["no", "not_yet"])),
            "matters" | "agreed_with" => {
                if let Some(newest) = newest {
                    row.set(newest.values.text(&row.name));
                    row.first = row.text();
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whom a record of the way is about.
fn whose(store: &Store, record: &Record) -> Result<(Whom, i64), Fault> {
    let person = record.values.number("person_id").unwrap_or_default();
    Ok((Whom::person(store, PersonId(person))?, person))
}

/// The form that adds a step towards a goal.
pub fn step(store: &Store, goal: i64) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Goal, goal)?;
    let (whom, person) = whose(store, &record)?;
    let all = ["what", "who", "due_on", "confidence"].into_iter();
    let all = all.filter_map(|name| row(Entity::Step, "", name)).collect();
    let spoken = whom.spoken.clone();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = answers.draft(Entity::Step, "");
        draft.set("person_id", person.to_string());
        draft.set("goal_id", goal.to_string());
        let entry = Answers::entry(&draft, "", now)?;
        Ok(Saved::new(Change::Add(entry), format!("Saved: step of {spoken}.")))
    };
    let sheet = Sheet::new("step", format!("Add a step: {}", whom.listed), all, Box::new(read));
    let notes = vec![format!("Towards: {}", record.values.text("what"))];
    Ok(sheet.about(Entity::Goal, goal, format!("step of {}", whom.spoken)).notes(notes))
}

/// The form that says how a step went.
pub fn step_done(store: &Store, step: i64) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Step, step)?;
    let mut all = changed(&record, &["status", "done_on", "confidence"]);
    for row in &mut all {
        match row.name.as_str() {
            "status" if record.values.text("status") == "to_do" => row.set("done"),
            "done_on" if row.text().is_empty() => row.set("today"),
            _ => {}
        }
        if row.name == "done_on" {
            row.only_if = Some(("status", &["done", "dropped"]));
            row.label = "When";
        } else if row.name == "confidence" {
            row.only_if = Some(("status", &["to_do"]));
        }
    }
    edit(store, &record, "step_done", "How the step went", all, |answers| {
        STEP_STATUS.label(answers.text("status")).to_owned()
    })
}

/// The form that says how a goal goes, and what came of it once it ends.
pub fn goal_goes(store: &Store, goal: i64) -> Result<Sheet, Fault> {
    let record = store.needed(Entity::Goal, goal)?;
    let mut all = changed(&record, &["now", "status", "outcome"]);
    for row in all.iter_mut().filter(|row| row.name == "outcome") {
        row.only_if = Some(("status", &["reached", "partly", "let_go"]));
    }
    edit(store, &record, "goal_goes", "How the goal goes", all, |answers| {
        GOAL_STATUS.label(answers.text("status")).to_owned()
    })
}

/// The rows of some fields of a record, each with what it holds.
fn changed(record: &Record, names: &[&str]) -> Vec<Row> {
    let fields = names.iter().filter_map(|name| record.entity.field(name));
    fields.map(|field| Row::of(field, "", &begun(field, record.values.value(field.name)))).collect()
}

fn edit(
    store: &Store,
    record: &Record,
    form: &'static str,
    title: &str,
    all: Vec<Row>,
    state: fn(&Answers) -> String,
) -> Result<Sheet, Fault> {
    let (whom, _) = whose(store, record)?;
    let (entity, id) = (record.entity, record.id);
    let what = record.values.text("what").to_owned();
    let said = what.clone();
    let names: Vec<String> = all.iter().map(|row| row.name.clone()).collect();
    let read = move |answers: &Answers, now: NaiveDateTime| {
        let mut draft = Draft::new(entity);
        for name in names.iter().filter(|name| answers.changed(name)) {
            draft.set(name, answers.text(name));
        }
        let before = answers.before().clone();
        let after = check::check_edit(&draft, &before, now).map_err(|found| named(found, ""))?;
        if after == before {
            return Err(Vec::new());
        }
        let words = format!("Saved as {}: {said}.", state(answers).to_lowercase());
        Ok(Saved::new(Change::Edit { entity, id, before, after }, words))
    };
    let called = format!("{} of {}", entity.word(), whom.spoken);
    let mut sheet = Sheet::new(form, format!("{title}: {}", whom.listed), all, Box::new(read))
        .about(entity, id, called)
        .notes(vec![what]);
    sheet.before = record.values.clone();
    sheet.edits = Some((entity, id));
    Ok(sheet)
}

/// The form for the only goal or step there is, or the question which one is meant.
pub fn choose(store: &Store, request: &FormRequest, person: PersonId) -> Result<Box<dyn Screen>, Fault> {
    let whom = Whom::person(store, person)?;
    let (entity, open) = match request {
        FormRequest::StepDone(_) => (Entity::Step, "to_do"),
        _ => (Entity::Goal, "open"),
    };
    let of = |id: i64| match request {
        FormRequest::StepDone(_) => FormRequest::StepDone(Which::This(id)),
        FormRequest::AddStep(_) => FormRequest::AddStep(Which::This(id)),
        _ => FormRequest::GoalGoes(Which::This(id)),
    };
    let mut records = store.records_of(entity, "person_id", person.0)?;
    records.retain(|record| record.values.text("status") == open);
    match records.as_slice() {
        [] => {
            let word = if entity == Entity::Goal { "goal" } else { "step" };
            Err(Fault::missing(format!("{} has no {word} on the way.", whom.spoken))
                .hint(format!("Add a {word} first.")))
        }
        [only] => Ok(Box::new(Form::new(super::sheet(&of(only.id), store)?, store))),
        many => {
            let answers = many
                .iter()
                .map(|record| (record.values.text("what").to_owned(), Effect::Form(of(record.id))));
            let word = if entity == Entity::Goal { "Which goal?" } else { "Which step?" };
            Ok(Box::new(options::ask(format!("{word} {}", whom.listed), Vec::new(), answers.collect())))
        }
    }
}

/// The editor of a person's story; with the texts of a draft, what was typed then.
pub fn story(
    store: &Store,
    person: PersonId,
    kept: Option<Vec<(String, String)>>,
) -> Result<Box<dyn Screen>, Fault> {
    let whom = Whom::person(store, person)?;
    let kept = kept.map(|texts| {
        let of = |name: &str| {
            texts.iter().find(|(known, _)| known == name).map_or_else(String::new, |(_, text)| text.clone())
        };
        (of("story"), of("was.story"))
    });
    Ok(Box::new(Story::new(store, person, (whom.listed, whom.spoken), kept)?))
}

/// The menu of what can be added to a person's way, gifts before needs.
pub fn menu(store: &Store, person: PersonId) -> Result<Box<dyn Screen>, Fault> {
    let whom = Whom::person(store, person)?;
    let add =
        |words: &str, entity: Entity| (words.to_owned(), Effect::Form(FormRequest::AddTo { entity, person }));
    let answers = vec![
        add("The plan: what matters to them", Entity::Plan),
        add("A strength", Entity::Strength),
        add("Something they would like help with", Entity::Need),
        add("A goal", Entity::Goal),
        ("A step towards a goal".to_owned(), Effect::Form(FormRequest::AddStep(Which::Of(person)))),
    ];
    Ok(Box::new(options::ask(format!("Add what? {}", whom.listed), Vec::new(), answers)))
}
