//! `kith batch`: many changes from JSON on standard input, as one operation: all of them, or none.

use std::collections::HashMap;

use clap::Args;
use serde_json::{Map, Value as Json};

use super::desk::Desk;
use super::gather::{self, Wanted};
use super::{json, prompt};
use crate::domain::change::{Change, Verb};
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Record, Values};
use crate::domain::id::{AssetId, FollowUpId};
use crate::fault::{Fault, Kind};
use crate::report::closure::Closure;
use crate::report::counted;
use crate::store::Store;

/// So many mistakes are told at once.
const TOLD: usize = 20;

/// Make many changes from JSON on standard input, as one operation
///
/// A list, an object with "items", or one object a line. Each says what to do: {"do": "edit", "kind": "asset", "id": 4,
/// "set": {"cost": "free"}}. There are add, edit, `put_away` (with "reason"), `bring_back` and done (a reminder). A record is
/// named by its "id" or its "uid". If one cannot be done, nothing is changed, and each mistake is said with its place.
#[derive(Args)]
pub struct Batch {
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// A hyphen: standard input, which is also read without it
    #[arg(value_name = "-", value_parser = ["-"], hide_possible_values = true)]
    input: Option<String>,
}

impl Batch {
    /// Reads the changes, checks all of them, and carries them out.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.input.is_none() && prompt::input_is_a_terminal() {
            return Err(Fault::usage("The changes come as JSON on standard input.")
                .hint("For example: kith batch < changes.json"));
        }
        let input = prompt::standard_input()?;
        // Whatever was to write the changes may have failed; a list without any is [].
        if input.trim().is_empty() {
            return Err(Fault::usage("Nothing came on standard input. Nothing was changed.")
                .hint("No changes at all are an empty list: []"));
        }
        let items = read(&input)?;
        let mut store = desk.open()?;
        let mut changes = Vec::with_capacity(items.len());
        let mut wrong = Vec::new();
        let mut missing = true;
        let mut told = Vec::new();
        // What an item before has made of a record is what the next one finds.
        let mut held: HashMap<(Entity, i64), Values> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            match change(desk, &store, item, &held) {
                Ok(Some(change)) => {
                    if let Change::Edit { entity, id, after, .. } = &change {
                        held.insert((*entity, *id), after.clone());
                    }
                    told.extend(closes(&store, &change)?);
                    changes.push(change);
                }
                Ok(None) => {}
                Err(fault) => {
                    missing &= fault.kind == Kind::Missing;
                    wrong.push(format!("Item {}: {}", at + 1, fault.message.replace("\n  ", " ")));
                }
            }
        }
        if !wrong.is_empty() {
            let count = counted(wrong.len(), "item cannot be done", "items cannot be done");
            let more = wrong.len().saturating_sub(TOLD);
            wrong.truncate(TOLD);
            if more > 0 {
                wrong.push(format!("And {more} more."));
            }
            // Where all that is wrong is that records do not exist, a script can tell by the status.
            let kind = if missing { Kind::Missing } else { Kind::Failed };
            let told = format!("{count}. Nothing was changed.\n  {}", wrong.join("\n  "));
            return Err(Fault::new(kind, told));
        }
        if changes.is_empty() {
            return desk.unchanged("Nothing was changed: everything was so already.");
        }
        for sentence in told {
            desk.out.say(&sentence);
        }
        let count = changes.len();
        let all = Change::Together { verb: Verb::Batch, changes };
        desk.write(&mut store, &all, self.dry_run, |_, _| {
            Ok(format!("Made {}.", counted(count, "change", "changes")))
        })
    }
}

/// Who is connected to an asset that a change closes or puts away, in a sentence.
fn closes(store: &Store, change: &Change) -> Result<Option<String>, Fault> {
    let (id, edit) = match change {
        Change::Edit { entity: Entity::Asset, id, before, after } => (*id, Some((before, after))),
        Change::PutAway { entity: Entity::Asset, id, .. } => (*id, None),
        _ => return Ok(None),
    };
    let closure = Closure::of(store, AssetId(id))?;
    let sentence = match edit {
        Some((before, after)) => closure.by_edit(before, after),
        None => Some(closure.sentence()),
    };
    let sentence = sentence.filter(|_| !closure.people.is_empty());
    Ok(sentence.map(|sentence| format!("{}: {sentence}", closure.name())))
}

/// The items of a list, of an object that holds one, or of lines.
fn read(input: &str) -> Result<Vec<Map<String, Json>>, Fault> {
    let told = |error: &serde_json::Error| {
        let (line, column) = (error.line(), error.column());
        Fault::failed(format!("The JSON on standard input cannot be read at line {line}, column {column}."))
    };
    let mut items = Vec::new();
    for value in serde_json::Deserializer::from_str(input).into_iter::<Json>() {
        match value.map_err(|error| told(&error))? {
            Json::Array(list) => items.extend(list),
            Json::Object(mut object) => match object.remove("items") {
                Some(Json::Array(list)) => items.extend(list),
                _ => items.push(Json::Object(object)),
            },
            other => items.push(other),
        }
    }
    let object = |(at, item): (usize, Json)| match item {
        Json::Object(object) => Ok(object),
        _ => Err(Fault::failed(format!("Item {} is no object. Nothing was changed.", at + 1))),
    };
    items.into_iter().enumerate().map(object).collect()
}

/// What an item asks for; `None` where it is so already.
fn change(
    desk: &Desk,
    store: &Store,
    item: &Map<String, Json>,
    held: &HashMap<(Entity, i64), Values>,
) -> Result<Option<Change>, Fault> {
    let text = |key: &str| item.get(key).and_then(Json::as_str).unwrap_or_default();
    if let Some(key) =
        item.keys().find(|key| !["do", "kind", "id", "uid", "set", "reason"].contains(&key.as_str()))
    {
        return Err(Fault::failed(format!("it has a key that kith does not know: {key}.")));
    }
    let entity =
        Entity::parse(text("kind")).ok_or_else(|| Fault::failed("its \"kind\" is none that kith knows."))?;
    let today = desk.clock.today();
    match text("do") {
        "add" => {
            let draft = draft(entity, item)?;
            let change = Change::Add(gather::entry(desk, &draft)?);
            gather::links_exist(store, &change)?;
            Ok(Some(change))
        }
        "edit" => {
            let mut record = named(store, entity, item)?;
            if let Some(held) = held.get(&(entity, record.id)) {
                record.values.clone_from(held);
            }
            let draft = draft(entity, item)?;
            let after = check::check_edit(&draft, &record.values, desk.clock.now())
                .map_err(|problems| gather::not_saved(entity, &problems))?;
            if draft.iter().all(|(name, _)| after.value(name) == record.values.value(name)) {
                return Ok(None);
            }
            let change = Change::Edit { entity, id: record.id, before: record.values, after };
            gather::links_exist(store, &change)?;
            Ok(Some(change))
        }
        "put_away" => {
            let record = named(store, entity, item)?;
            let reason = text("reason").split_whitespace().collect::<Vec<_>>().join(" ");
            if reason.is_empty() {
                return Err(Fault::failed("it does not say why (\"reason\")."));
            }
            let change = Change::PutAway { entity, id: record.id, on: today, reason };
            Ok(record.put_away_on.is_none().then_some(change))
        }
        "bring_back" => {
            let record = named(store, entity, item)?;
            Ok(record.put_away_on.is_some().then_some(Change::BringBack { entity, id: record.id }))
        }
        "done" if entity == Entity::FollowUp => {
            let record = named(store, entity, item)?;
            let open = record.values.text("state") == "open";
            Ok(open.then_some(Change::Finish { id: FollowUpId(record.id), on: today }))
        }
        "done" => Err(Fault::failed("only a reminder (follow_up) is done.")),
        _ => Err(Fault::failed("its \"do\" must be add, edit, put_away, bring_back or done.")),
    }
}

/// The record that an item names.
fn named(store: &Store, entity: Entity, item: &Map<String, Json>) -> Result<Record, Fault> {
    let uid = item.get("uid").and_then(Json::as_str).unwrap_or_default();
    if let Some(id) = item.get("id") {
        let id = id.as_i64().ok_or_else(|| Fault::failed("its \"id\" is no number."))?;
        let record = store.needed(entity, id)?;
        return match item.get("uid") {
            Some(_) if record.uid.as_deref() != Some(uid) => Err(Fault::failed(format!(
                "its \"uid\" is not that of {} {id}: leave one of the two out.",
                entity.word()
            ))),
            _ => Ok(record),
        };
    }
    if uid.is_empty() {
        return Err(Fault::failed(format!("it names no {} (\"id\" or \"uid\").", entity.word())));
    }
    store
        .with_uid(entity, uid)?
        .ok_or_else(|| Fault::missing(format!("There is no {} of that \"uid\".", entity.word())))
}

/// The fields that an item sets.
fn draft(entity: Entity, item: &Map<String, Json>) -> Result<Draft, Fault> {
    let mut draft = Wanted::new(entity).draft;
    let Some(Json::Object(set)) = item.get("set") else {
        return Err(Fault::failed("it says no fields (\"set\")."));
    };
    for (name, value) in set {
        let Some(field) = entity.field(name) else {
            return Err(Fault::failed(format!("{} has no field {name}.", entity.one())));
        };
        let text = json::text_for(field, value)
            .ok_or_else(|| Fault::failed(format!("{name} cannot be what stands there.")))?;
        draft.set(name, text);
    }
    Ok(draft)
}
