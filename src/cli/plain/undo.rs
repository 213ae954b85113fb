//! Take back, do again, and what is new: each named before anything is done.

use super::list::{List, Row};
use super::turn::Told;
use super::work::Work;
use crate::fault::Fault;
use crate::store::history::{Operation, spoken};
use crate::store::page::Span;
use crate::store::{Store, StoreError};

/// So many acts are read for what is new.
const NEWS: usize = 100;

/// Takes back the last act, after a yes.
pub fn undo(work: &mut Work<'_>) -> Told<()> {
    let Some(target) = work.store.next_undo()? else {
        return work.say("There is nothing of yours to take back.");
    };
    let words = words(&work.store, &target)?;
    if !work.talk.sure(&format!("Take back: {words}?"), false, "Nothing changes without a yes.")? {
        return work.say("Nothing was changed.");
    }
    // What was named is what is taken back, also when something else was done meanwhile.
    let done = work.store.undo_operation(target.id).map(|_| ());
    told(work, done, "Taken back. Type redo to do it again.")
}

/// Does again what was taken back last, after a yes.
pub fn redo(work: &mut Work<'_>) -> Told<()> {
    let Some(target) = work.store.next_redo()? else {
        return work.say("There is nothing to do again.");
    };
    let words = words(&work.store, &target)?;
    if !work.talk.sure(&format!("Do again: {words}?"), false, "Nothing changes without a yes.")? {
        return work.say("Nothing was changed.");
    }
    let done = work.store.redo().map(|_| ());
    told(work, done, "Done again. Type undo to take it back.")
}

fn told(work: &mut Work<'_>, done: Result<(), StoreError>, sentence: &str) -> Told<()> {
    match done {
        Ok(()) => {
            work.talk.desk.copy_after = true;
            let _own = work.store.changed_elsewhere()?;
            work.say(sentence)
        }
        Err(error) => work.fault(&error.into()),
    }
}

/// What was done, about whom, by whom and when.
fn words(store: &Store, operation: &Operation) -> Result<String, Fault> {
    let about = store.subject_name(operation)?.map_or(String::new(), |name| format!(", {name}"));
    let who = store.name_of(&operation.actor)?;
    Ok(format!("{}{about}, by {who} at {}", operation.words(), spoken(&operation.at)))
}

/// Says what was done lately, by whom, the newest first.
pub fn news(work: &mut Work<'_>) -> Told<()> {
    let fetch = |store: &Store, span: Span| {
        let all = store.history(None, NEWS)?;
        let total = all.len();
        let some = all.into_iter().skip(span.from).take(span.most);
        let rows: Result<Vec<Row<()>>, Fault> = some
            .map(|operation| {
                let undone = if operation.undone { ", since taken back" } else { "" };
                let sentence = format!("{}{undone}", words(store, &operation)?);
                Ok(Row { value: (), name: String::new(), mark: String::new(), sentence })
            })
            .collect();
        Ok((rows?, total))
    };
    let help = "The newest comes first. What was taken back stays in the list.";
    let list = List { empty: "Nothing has been done here yet.", opens: "", help, fetch: &fetch };
    list.hear(work).map(|_| ())
}
