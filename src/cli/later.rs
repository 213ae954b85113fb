//! `kith later`: another day for a reminder.

use clap::Args;

use super::desk::Desk;
use super::{said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::{when, working_day};
use crate::fault::Fault;

/// Move a reminder to another day
#[derive(Args)]
pub struct Later {
    /// The number of the reminder
    reminder: String,
    /// The day, and the time if there is one: tomorrow, fri 2pm, 2 weeks, 10 mar
    when: Option<String>,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Later {
    /// Moves the reminder.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let id = subject::of(&self.reminder, Entity::FollowUp)?;
        let mut store = desk.open()?;
        let record = store.needed(Entity::FollowUp, id)?;
        if record.values.text("state") != "open" {
            return Err(Fault::failed("That reminder is not open any more."));
        }
        let text = match &self.when {
            Some(text) => text.clone(),
            None if desk.ask.present => {
                desk.ask.line("Later, when? For example: tomorrow, fri, 2 weeks.")?.unwrap_or_default()
            }
            None => String::new(),
        };
        if text.is_empty() {
            return Err(Fault::usage("Say when, such as kith later 12 fri."));
        }
        let (day, time) = when::read_moment(&text, desk.clock.now()).map_err(Fault::failed)?;
        let mut after = record.values.clone();
        after.set("due_on", day);
        if let Some(time) = time {
            after.set("due_at", time.format("%H:%M").to_string());
        }
        if after == record.values {
            return desk.unchanged("Nothing was changed: it is due then already.");
        }
        let change = Change::Edit { entity: Entity::FollowUp, id, before: record.values, after };
        desk.write(&mut store, &change, self.dry_run, |store, _| {
            said::sentence(store, "Moved", Entity::FollowUp, id)
        })?;
        if let Some(remark) = working_day::remark(day, store.nation()) {
            desk.out.say(&remark);
        }
        Ok(())
    }
}
