//! `kith close`: an asset closes, and everybody who went there is looked after.

use clap::Args;

use super::desk::Desk;
use super::{json, prompt, subject};
use crate::domain::entity::Entity;
use crate::domain::id::AssetId;
use crate::domain::when;
use crate::fault::{Fault, Kind};
use crate::report::closure::Closure;
use crate::report::counted;
use crate::store::community::Stranded;

/// Close an asset, for good or for a time
///
/// Who is connected is said first. Their connections end, and each of them gets a reminder for whoever works with them,
/// all as one act that one undo takes back. With --json they stand in `connected`, beside what was written.
#[derive(Args)]
pub struct Close {
    /// The number of the asset
    asset: String,
    /// How: defunct (for good), temporarily-closed, inactive
    #[arg(long, default_value = "defunct", value_name = "WAY", value_parser = super::fixed::CLOSINGS, hide_possible_values = true)]
    how: String,
    /// Why, in words
    #[arg(long)]
    reason: Option<String>,
    /// When, if not today
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Note the gap it leaves: those who went there wait for something like it
    #[arg(long)]
    gap: bool,
    /// Say who is connected and what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// A hyphen takes the reason from standard input
    #[arg(value_name = "-", value_parser = ["-"], hide_possible_values = true)]
    input: Option<String>,
}

/// Somebody who is connected, as data: of a restricted record it is not said who.
fn connected(one: &Stranded) -> json::Item {
    let (given, family) = if one.restricted { ("", "") } else { (one.given.as_str(), one.family.as_str()) };
    json::Item::new()
        .with("person", (!one.restricted).then_some(one.person.0))
        .text("given", given)
        .text("family", family)
        .with("state", one.state.as_str())
}

impl Close {
    /// Closes it.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let asset = AssetId(subject::of(&self.asset, Entity::Asset)?);
        let mut store = desk.open()?;
        let closure = Closure::of(&store, asset)?;
        let today = desk.clock.today();
        let on = match &self.when {
            Some(text) => when::read_past_day(text, today).map_err(Fault::usage)?,
            None => today,
        };
        let reason = match &self.reason {
            Some(reason) => reason.clone(),
            None if self.input.is_some() => prompt::standard_input()?,
            None if desk.ask.present => desk.ask.line("Why? Enter for nothing.")?.unwrap_or_default(),
            None => String::new(),
        };
        let way = self.how.replace('-', "_").to_lowercase();
        let mut change = closure.change(&way, &reason, on)?;
        if self.gap {
            change = closure.with_gap(change, &way, on)?;
        }
        let people = closure.people.len();
        desk.out.say(&closure.sentence());
        desk.beside = Some(("connected", closure.people.iter().map(connected).collect()));
        if people > 0 && !self.dry_run {
            let reminders = counted(people, "reminder", "reminders");
            let question = format!("Close {}, and make {reminders}?", closure.name());
            if !desk.ask.yes && !desk.ask.present {
                return Err(Fault::new(Kind::NeedsYes, format!("{} was not closed.", closure.name()))
                    .hint("People are connected to it. To close it with a reminder for each: --yes"));
            }
            if !desk.ask.sure(&question)? {
                return Err(Fault::failed("Nothing was changed."));
            }
        }
        desk.write(&mut store, &change, self.dry_run, |_, _| {
            Ok(format!(
                "Closed {}: {}.",
                closure.name(),
                counted(people, "reminder was made", "reminders were made")
            ))
        })
    }
}
