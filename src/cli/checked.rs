//! `kith checked`: the details of an asset were checked.

use clap::Args;

use super::desk::Desk;
use super::edit;
use super::ending::Reminders;
use super::fixed::Words;
use super::gather::{Fields, Wanted};
use super::subject;
use crate::domain::change::Verb;
use crate::domain::entity::Entity;
use crate::domain::when;
use crate::fault::Fault;

/// Say that the details of an asset were checked, and how
#[derive(Args)]
pub struct Checked {
    /// The number of the asset
    asset: String,
    /// How: visited, phoned, emailed, website ...
    #[arg(long, value_parser = Words::Of(Entity::Asset, "checked_how"), hide_possible_values = true)]
    how: Option<String>,
    /// When, if not today
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Checked {
    /// Notes the check.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let id = subject::of(&self.asset, Entity::Asset)?;
        let mut store = desk.open()?;
        let record = store.needed(Entity::Asset, id)?;
        let today = desk.clock.today();
        let day = match &self.when {
            Some(text) => when::read_past_day(text, today).map_err(Fault::usage)?,
            None => today,
        };
        let worker = store.worker()?.map(|worker| worker.to_string());
        let wanted = Wanted::new(Entity::Asset)
            .option("checked_on", Some(&day.to_string()))
            .option("checked_how", Some(self.how.as_deref().unwrap_or("")))
            .option("checked_by", worker.as_deref());
        let given = self.fields.gather(desk, wanted.unasked())?;
        let keeping = edit::Keeping {
            dry_run: self.fields.dry_run,
            reminders: Reminders::default(),
            did: "Checked",
            verb: Verb::Checked,
            more: Vec::new(),
        };
        edit::keep(desk, &mut store, &record, &given.draft, keeping)
    }
}
