//! Suggest an asset to a person, or join them to it once they say yes.

use chrono::NaiveDateTime;

use super::contact::{next, next_of, said_of};
use super::whom::Whom;
use crate::cli::plain::form::{Form, Saved, draft, entry};
use crate::cli::plain::step::{Answers, Step};
use crate::cli::plain::words;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::domain::vocabulary::CONNECTION_STATE;
use crate::fault::Fault;
use crate::report::joined;
use crate::store::Store;

/// The form that suggests an asset, with the reminder to ask how it went.
pub fn form(store: &Store, person: i64, asset: i64) -> Result<Form, Fault> {
    let whom = Whom::of(store, Entity::Person, person)?;
    let group = Whom::of(store, Entity::Asset, asset)?;
    let field = |name: &str, words: &str| Step::field(Entity::Connection, "", name, words);
    let yes = format!("Did {} say yes to {}?", whom.called, group.name);
    let steps = [
        field("said_yes", &yes).map(|step| {
            step.default("no").help("Without a yes it is a suggestion. A connection needs the person's yes.")
        }),
        field("kind", "How are they joined?"),
        field("state", "How far is it?").map(|step| step.default("made").only_if("said_yes", &["yes"])),
        field("note", "What did they say of it?"),
        field("made_on", "When was it?").map(Step::aside),
    ];
    let mut steps: Vec<Step> = steps.into_iter().flatten().collect();
    steps.extend(next(&format!("Ask how it goes with {}", group.name)));
    let said = format!("{} and {}", whom.name, group.name);
    let called = format!("suggestion of {} to {}", group.name, whom.name);
    let read = move |answers: &Answers, _: &Store, now: NaiveDateTime| {
        let mut given = draft(answers, Entity::Connection, "");
        given.set("person_id", person.to_string());
        given.set("asset_id", asset.to_string());
        if answers.get("said_yes").is_none_or(|yes| yes != "yes") {
            given.set("state", "suggested");
        }
        let connection = entry(&given, "", now)?;
        let state = words::low(CONNECTION_STATE.label(connection.values.text("state")));
        let mut check = format!("{said}, {state}.");
        let mut changes = vec![Change::Add(connection)];
        if let Some(mut reminder) = next_of(answers, now)? {
            check = format!("{check} {}", said_of(&reminder));
            reminder.values.set("person_id", person);
            changes.push(Change::Add(reminder));
        }
        let change = match changes.as_slice() {
            [only] => only.clone(),
            _ => Change::Together { verb: Verb::Add, changes },
        };
        Ok(Saved { change, check })
    };
    let form = Form::new("connect", called, steps, Box::new(read));
    let mut notes = whom.notes(store)?;
    notes.extend(joined::said_no(store, PersonId(person), "share_groups")?);
    Ok(form.about(Entity::Person, person).notes(notes))
}
