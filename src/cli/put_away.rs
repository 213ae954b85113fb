//! `kith put-away` and `kith bring-back`: out of the way, and in use again. Nothing is lost.

use clap::Args;

use super::desk::Desk;
use super::fixed::Words;
use super::{prompt, said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::id::AssetId;
use crate::fault::Fault;
use crate::report::closure::Closure;

/// Put a record away, and say why; it can be brought back
///
/// The reason comes from a question, from --reason, or from standard input.
#[derive(Args)]
pub struct PutAway {
    /// The kind of record
    #[arg(value_parser = Words::Kinds, hide_possible_values = true)]
    kind: String,
    /// Its number
    id: String,
    /// Why, in a few words
    #[arg(long)]
    reason: Option<String>,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Bring back a record that was put away
#[derive(Args)]
pub struct BringBack {
    /// The kind of record
    #[arg(value_parser = Words::Kinds, hide_possible_values = true)]
    kind: String,
    /// Its number
    id: String,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl PutAway {
    /// Puts it away.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let entity = subject::kind(&self.kind)?;
        let id = subject::of(&self.id, entity)?;
        let mut store = desk.open()?;
        let record = store.needed(entity, id)?;
        if record.put_away_on.is_some() {
            return desk.unchanged("Nothing was changed: it was put away already.");
        }
        let reason = match &self.reason {
            Some(reason) if reason != "-" => reason.clone(),
            None if desk.ask.present => desk.ask.line("Why?")?.unwrap_or_default(),
            _ => prompt::standard_input()?,
        };
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.is_empty() {
            return Err(Fault::usage("Say why it is put away, such as --reason 'added twice'."));
        }
        if entity == Entity::Asset {
            desk.out.say(&Closure::of(&store, AssetId(id))?.sentence());
        }
        let change = Change::PutAway { entity, id, on: desk.clock.today(), reason };
        desk.write(&mut store, &change, self.dry_run, |store, _| {
            said::sentence(store, "Put away", entity, id)
        })
    }
}

impl BringBack {
    /// Brings it back.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let entity = subject::kind(&self.kind)?;
        let id = subject::of(&self.id, entity)?;
        let mut store = desk.open()?;
        if store.needed(entity, id)?.put_away_on.is_none() {
            return desk.unchanged("Nothing was changed: it is in use.");
        }
        desk.write(&mut store, &Change::BringBack { entity, id }, self.dry_run, |store, _| {
            said::sentence(store, "Brought back", entity, id)
        })
    }
}
