//! `kith merge` and `kith unmerge`: two records of one person made one, and two again.

use clap::Args;

use super::desk::Desk;
use super::{prompt, said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::fault::Fault;
use crate::store::Store;

/// Make two records of one person one; it can be taken apart again
///
/// Everything of the second record moves to the first, which stays. The strictest safety word of either holds. The
/// reason comes from a question, from --reason, or from standard input.
#[derive(Args)]
pub struct Merge {
    /// The kind of record
    #[arg(value_parser = ["people"])]
    kind: String,
    /// The number of the record that stays
    stays: String,
    /// The number of the record that is put away
    other: String,
    /// How you know that they are one person
    #[arg(long)]
    reason: Option<String>,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Take two records apart that were made one
///
/// What was moved goes back; what came after stays with the record that stayed.
#[derive(Args)]
pub struct Unmerge {
    /// The number of the record that was put away
    person: String,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Merge {
    /// Makes the two one.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let stays = subject::of(&self.stays, Entity::Person)?;
        let other = subject::of(&self.other, Entity::Person)?;
        let mut store = desk.open()?;
        let names = format!("{} and {}", named(&store, stays)?, named(&store, other)?);
        let reason = match &self.reason {
            Some(reason) if reason != "-" => reason.clone(),
            None if desk.ask.present => desk.ask.line("How do you know?")?.unwrap_or_default(),
            _ => prompt::standard_input()?,
        };
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.is_empty() {
            return Err(Fault::usage("Say how you know, such as --reason 'same birthday and street'."));
        }
        if desk.ask.present && !self.dry_run && !desk.ask.sure(&format!("Make {names} one, case {stays}?"))? {
            return Err(Fault::failed("Nothing was changed."));
        }
        let change = Change::Merge { stays: PersonId(stays), other: PersonId(other), reason };
        desk.write(&mut store, &change, self.dry_run, |store, _| {
            said::sentence(store, "Put together as", Entity::Person, stays)
        })
    }
}

impl Unmerge {
    /// Makes the one two again.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let other = subject::of(&self.person, Entity::Person)?;
        let mut store = desk.open()?;
        let change = Change::Unmerge { other: PersonId(other) };
        desk.write(&mut store, &change, self.dry_run, |store, _| {
            said::sentence(store, "Taken apart again:", Entity::Person, other)
        })
    }
}

fn named(store: &Store, person: i64) -> Result<String, Fault> {
    Ok(format!("case {person} ({})", said::about(store, &store.needed(Entity::Person, person)?)?))
}
