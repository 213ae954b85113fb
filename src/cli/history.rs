//! `kith history`: who did what, and when.

use clap::Args;

use super::desk::Desk;
use super::fixed::Words;
use super::json::Item;
use super::output::Row;
use super::subject;
use crate::domain::change::Verb;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::fault::Fault;
use crate::store::Store;
use crate::store::history::{Operation, spoken};

const KEYS: [&str; 9] = ["id", "uid", "at", "actor", "via", "verb", "subject", "subject_id", "undone"];

/// Say who did what, newest first; or who looked at a person
#[derive(Args)]
pub struct History {
    /// Only what touched this kind of record ...
    #[arg(requires = "id", value_parser = Words::Kinds, hide_possible_values = true)]
    kind: Option<String>,
    /// ... with this number
    id: Option<String>,
    /// Who looked at this person, instead of what was done
    #[arg(long, requires = "id")]
    views: bool,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    limit: usize,
}

impl History {
    /// Lists the operations.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let store = desk.open()?;
        if let (true, Some(kind), Some(id)) = (self.views, &self.kind, &self.id) {
            return self.looked(desk, &store, kind, id);
        }
        let of = match (&self.kind, &self.id) {
            (Some(kind), Some(id)) => {
                let entity = subject::kind(kind)?;
                let id = subject::of(id, entity)?;
                store.needed(entity, id)?;
                Some((entity, id))
            }
            _ => None,
        };
        let operations = match of {
            Some((entity, id)) => store.history_of(entity, id, self.limit)?,
            None => store.history(None, self.limit)?,
        };
        let headings = &["No.", "When", "Who", "What"];
        let mut list = desk.out.list(KEYS.to_vec(), headings, "Nothing has been done yet.")?;
        let total = store.operations(of)?;
        let rows = operations.iter().map(|operation| row(&store, operation)).collect::<Result<_, _>>()?;
        desk.out.rows(&mut list, rows)?;
        desk.out.end(&list, total)
    }

    fn looked(&self, desk: &mut Desk, store: &Store, kind: &str, id: &str) -> Result<(), Fault> {
        if subject::kind(kind)? != Entity::Person {
            return Err(Fault::usage("Only looking at people is recorded."));
        }
        let id = subject::of(id, Entity::Person)?;
        store.needed(Entity::Person, id)?;
        let keys = vec!["id", "at", "actor", "reason"];
        let mut list = desk.out.list(keys, &["When", "Who", "Why"], "Nobody has looked yet.")?;
        let views = store.views_of(PersonId(id), self.limit)?;
        let mut rows = Vec::new();
        for view in &views {
            let item = Item::new().with("id", view.id).with("at", view.at.as_str());
            let item = item.with("actor", view.actor.as_str()).with("reason", view.reason.clone());
            let why = view.reason.clone().unwrap_or_default();
            rows.push(Row { item, cells: vec![spoken(&view.at), store.name_of(&view.actor)?, why] });
        }
        desk.out.rows(&mut list, rows)?;
        desk.out.end(&list, views.len())
    }
}

fn row(store: &Store, operation: &Operation) -> Result<Row, Fault> {
    let item = Item::new()
        .with("id", operation.id.0)
        .with("uid", operation.uid.as_str())
        .with("at", operation.at.as_str())
        .with("actor", operation.actor.as_str())
        .with("via", operation.via.as_str())
        .with("verb", operation.verb.map(Verb::code))
        .with("subject", operation.subject.map(Entity::table))
        .with("subject_id", operation.subject_id)
        .with("undone", operation.undone);
    let undone = if operation.undone { " (undone)" } else { "" };
    let cells = vec![
        operation.id.to_string(),
        spoken(&operation.at),
        store.name_of(&operation.actor)?,
        format!("{}{undone}", words(store, operation)?),
    ];
    Ok(Row { item, cells })
}

/// What was done and to which record; of an undo or a redo, also what it took back or did again.
fn words(store: &Store, operation: &Operation) -> Result<String, Fault> {
    let which = operation.subject_id.map_or(String::new(), |id| format!(" {id}"));
    let target = match operation.undoes {
        Some(id) => store.operation(id)?,
        None => None,
    };
    let again = operation.verb == Some(Verb::Redo);
    let target = match target {
        // A redo undoes an undo; what it did again is one step further.
        Some(undo) if again => undo.undoes.map_or(Ok(None), |id| store.operation(id))?,
        target => target,
    };
    Ok(match target {
        Some(target) => {
            let did = if again { "did again" } else { "took back" };
            format!("{did} {}: {}{which}", target.id, target.words())
        }
        None => format!("{}{which}", operation.words()),
    })
}
