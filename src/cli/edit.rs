//! `kith edit`: other values for the fields of a record.

use clap::Args;

use super::desk::Desk;
use super::ending::{self, Reminders};
use super::fixed::Words;
use super::gather::{self, Fields, Wanted};
use super::{said, subject};
use crate::domain::change::{Change, Verb};
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Record};
use crate::domain::id::{AssetId, PersonId};
use crate::fault::Fault;
use crate::report::closure::Closure;
use crate::store::Store;

/// Change fields of a record
///
/// Only the fields that are given change. An empty value takes a field out: --set phone=
#[derive(Args)]
pub struct Edit {
    /// The kind of record
    #[arg(value_parser = Words::Kinds, hide_possible_values = true)]
    kind: String,
    /// Its number
    id: String,
    #[command(flatten)]
    reminders: Reminders,
    #[command(flatten)]
    fields: Fields,
}

impl Edit {
    /// Gathers, checks and keeps the new values.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let entity = subject::kind(&self.kind)?;
        let id = subject::of(&self.id, entity)?;
        let mut store = desk.open()?;
        let record = store.needed(entity, id)?;
        let mut given = self.fields.gather(desk, Wanted::new(entity).unasked())?;
        if given.draft.iter().next().is_none() {
            if !desk.ask.present {
                return Err(gather::nothing_said(entity));
            }
            ask(desk, &record, &mut given.draft)?;
        }
        let keeping = Keeping {
            dry_run: self.fields.dry_run,
            reminders: self.reminders,
            did: "Changed",
            verb: Verb::Edit,
            more: Vec::new(),
        };
        keep(desk, &mut store, &record, &given.draft, keeping)
    }
}

/// How new values are kept.
pub struct Keeping {
    /// Nothing is changed.
    pub dry_run: bool,
    /// What becomes of open reminders where the edit ends the work.
    pub reminders: Reminders,
    /// How the sentence begins that says what was done.
    pub did: &'static str,
    /// What the history calls it.
    pub verb: Verb,
    /// What is done with it, as part of one operation.
    pub more: Vec<Change>,
}

/// The same, where the room of an asset is said to be as it was: that is news of today.
fn said_again(record: &Record, draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    let again = |field: &'static str| draft.text(field).is_some_and(|text| text == record.values.text(field));
    if record.entity == Entity::Asset && again("capacity") && draft.text("capacity_on").is_none() {
        draft.set("capacity_on", "today");
    }
    draft
}

/// Checks the new values of a record and keeps those that differ.
pub fn keep(
    desk: &mut Desk,
    store: &mut Store,
    record: &Record,
    draft: &Draft,
    keeping: Keeping,
) -> Result<(), Fault> {
    let (entity, id) = (record.entity, record.id);
    let draft = &said_again(record, draft);
    let after = check::check_edit(draft, &record.values, desk.clock.now())
        .map_err(|problems| gather::not_saved(entity, &problems))?;
    if draft.iter().all(|(name, _)| after.value(name) == record.values.value(name)) {
        return desk.unchanged("Nothing was changed: every value was so already.");
    }
    if entity == Entity::Asset
        && let Some(sentence) = Closure::of(store, AssetId(id))?.by_edit(&record.values, &after)
    {
        desk.out.say(&sentence);
    }
    let ends = ending::ends(entity, &record.values, &after);
    let mut change = Change::Edit { entity, id, before: record.values.clone(), after };
    gather::links_exist(store, &change)?;
    if let Some(person) = record.values.number("person_id").filter(|_| ends) {
        change = ending::with_reminders(desk, store, PersonId(person), change, keeping.reminders)?;
    }
    if !keeping.more.is_empty() || keeping.verb != Verb::Edit {
        let changes = std::iter::once(change).chain(keeping.more).collect();
        change = Change::Together { verb: keeping.verb, changes };
    }
    desk.write(store, &change, keeping.dry_run, |store, _| said::sentence(store, keeping.did, entity, id))
}

/// Asks for every field of the form; Enter alone keeps what is there, a hyphen takes it out.
fn ask(desk: &mut Desk, record: &Record, draft: &mut Draft) -> Result<(), Fault> {
    desk.out.warn("Enter keeps what is there. A hyphen takes it out.");
    for field in record.entity.fields().iter().filter(|field| field.step > 0) {
        let stands = check::write(field, record.values.value(field.name));
        match desk.ask.field(field, &stands)? {
            Some(answer) if answer == "-" => drop(draft.set(field.name, "")),
            Some(answer) => drop(draft.set(field.name, answer)),
            None => {}
        }
    }
    Ok(())
}
