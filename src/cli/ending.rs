//! What becomes of open reminders when the work with somebody ends: put away with it, or kept on purpose.

use clap::Args;

use super::desk::Desk;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::id::PersonId;
use crate::domain::referral;
use crate::fault::{Fault, Kind};
use crate::store::Store;

/// What becomes of open reminders.
#[derive(Args, Clone, Copy, Debug, Default)]
pub struct Reminders {
    /// Put away the reminders that are open, in the same operation
    #[arg(long, conflicts_with = "keep_reminders")]
    put_away_reminders: bool,
    /// Keep the reminders that are open: there is still something to do
    #[arg(long)]
    keep_reminders: bool,
}

/// Whether an edit ends a referral or a stretch of work.
pub fn ends(entity: Entity, before: &Values, after: &Values) -> bool {
    let (from, to) = (before.text("state"), after.text("state"));
    match entity {
        Entity::Referral => referral::is_open(from) && !referral::is_open(to),
        Entity::Episode => from != "closed" && to == "closed",
        _ => false,
    }
}

/// The change that ends the work, with what was said about the reminders that are open.
///
/// # Errors
/// Reminders are open, nothing was said about them, and there is no terminal to ask at.
pub fn with_reminders(
    desk: &Desk,
    store: &Store,
    person: PersonId,
    change: Change,
    said: Reminders,
) -> Result<Change, Fault> {
    let open = store.reminders_of_person(person)?;
    if open.is_empty() || said.keep_reminders {
        return Ok(change);
    }
    let count = match open.len() {
        1 => "1 reminder is open.".to_owned(),
        n => format!("{n} reminders are open."),
    };
    if !said.put_away_reminders {
        if !desk.ask.present {
            return Err(Fault::new(Kind::NeedsYes, format!("{count} Nothing was changed."))
                .hint("To put them away with it: --put-away-reminders. To keep them: --keep-reminders"));
        }
        if !desk.ask.sure(&format!("{count} Put them away with it?"))? {
            return Ok(change);
        }
    }
    let verb = change.verb();
    let away = open.iter().map(|row| Change::PutAway {
        entity: Entity::FollowUp,
        id: row.follow_up.0,
        on: desk.clock.today(),
        reason: "The work has ended".to_owned(),
    });
    Ok(Change::Together { verb, changes: std::iter::once(change).chain(away).collect() })
}
