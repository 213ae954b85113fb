//! `kith note`: a note on a person or an asset.

use clap::Args;

use super::desk::Desk;
use super::gather::{self, Fields, Wanted};
use super::{said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::fault::Fault;

/// Write a note on a person or an asset
///
/// The words come from a question or from standard input.
#[derive(Args)]
pub struct Note {
    /// What it is about: the number of a person, or asset:4
    subject: String,
    #[command(flatten)]
    fields: Fields,
}

impl Note {
    /// Gathers, checks and keeps the note.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let subject = subject::read(&self.subject, Entity::Person)?;
        let field = match subject.entity {
            Entity::Person => "person_id",
            Entity::Asset => "asset_id",
            _ => return Err(Fault::usage("A note is about a person or an asset, such as 12 or asset:4.")),
        };
        let mut store = desk.open()?;
        store.needed(subject.entity, subject.id)?;
        let given =
            self.fields.gather(desk, Wanted::new(Entity::Note).link(field, subject.id).text("text"))?;
        let change = Change::Add(given.entry(desk)?);
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            said::sentence(store, "Wrote", Entity::Note, done.id_of(Entity::Note).unwrap_or_default())
        })
    }
}
