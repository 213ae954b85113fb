//! `kith undo` and `kith redo`: take back what was done, or do it again.

use clap::Args;

use super::desk::Desk;
use super::json;
use super::output::Format;
use crate::domain::id::OperationId;
use crate::fault::Fault;
use crate::store::history::{Operation, spoken};
use crate::store::{Done, Store, StoreError};

/// Take back the last thing you did, and say what it was
///
/// At a terminal it asks first. What was taken back can be done again with kith redo.
#[derive(Args)]
pub struct Undo {
    /// The number of another operation to take back, from kith history
    operation: Option<i64>,
    /// Say what would be taken back, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Do again what the last undo took back
#[derive(Args)]
pub struct Redo {
    /// Say what would be done again, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Undo {
    /// Takes the operation back.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        let target = match self.operation {
            Some(id) => store.operation(OperationId(id))?,
            None => store.next_undo()?,
        };
        let target = target.ok_or(match self.operation {
            Some(id) => StoreError::NoRecord { word: "operation", id },
            None => StoreError::NothingTo("undo"),
        })?;
        let words = words(&store, &target)?;
        if self.dry_run {
            return would(desk, "Would take back", &target, &words);
        }
        if desk.ask.present && !desk.ask.sure(&format!("Take back: {words}?"))? {
            return Err(Fault::failed("Nothing was changed."));
        }
        let (done, target) = match self.operation {
            Some(id) => store.undo_operation(OperationId(id))?,
            None => store.undo()?,
        };
        desk.copy_after = true;
        told(desk, &done, &target, &format!("Took back: {words}."), "To do it again: kith redo")
    }
}

impl Redo {
    /// Does the operation again.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let mut store = desk.open()?;
        let target = store.next_redo()?.ok_or(StoreError::NothingTo("do again"))?;
        let words = words(&store, &target)?;
        if self.dry_run {
            return would(desk, "Would do again", &target, &words);
        }
        if desk.ask.present && !desk.ask.sure(&format!("Do again: {words}?"))? {
            return Err(Fault::failed("Nothing was changed."));
        }
        let (done, target) = store.redo()?;
        desk.copy_after = true;
        told(desk, &done, &target, &format!("Did again: {words}."), "To take it back: kith undo")
    }
}

/// What was done, to which record, by whom and when: `logged a contact (contact 5), by Jo at 09:10 on Tue 3 Mar 2026`.
fn words(store: &Store, operation: &Operation) -> Result<String, Fault> {
    let which = match (operation.subject, operation.subject_id) {
        (Some(entity), Some(id)) => format!(" ({} {id})", entity.word()),
        _ => String::new(),
    };
    let who = store.name_of(&operation.actor)?;
    Ok(format!("{}{which}, by {who} at {}", operation.words(), spoken(&operation.at)))
}

fn would(desk: &mut Desk, did: &str, target: &Operation, words: &str) -> Result<(), Fault> {
    if desk.out.format == Format::Json {
        let item = json::nothing_kept(Vec::new()).with("of", target.id.0).with("what", target.words());
        return desk.out.json(&item);
    }
    desk.out.text(&format!("{did}: {words}."))
}

fn told(desk: &mut Desk, done: &Done, target: &Operation, sentence: &str, hint: &str) -> Result<(), Fault> {
    if desk.out.format == Format::Json {
        let item = json::done(done).with("of", target.id.0).with("what", target.words());
        return desk.out.json(&item);
    }
    desk.out.text(sentence)?;
    desk.out.say(hint);
    Ok(())
}
