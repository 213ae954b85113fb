//! `kith later`: another day for a reminder, or for several.

use clap::Args;

use super::desk::Desk;
use super::done::open_ones;
use super::said;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::{when, working_day};
use crate::fault::Fault;
use crate::report::counted;

/// Move a reminder, or several, to another day
#[derive(Args)]
pub struct Later {
    /// The numbers of the reminders, then the day and the time if there is one: tomorrow, fri 2pm, 2 weeks, 10 mar
    #[arg(required = true, value_name = "REMINDER WHEN")]
    reminder: Vec<String>,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Later {
    /// Moves the reminders.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let (numbers, said) = split(&self.reminder, desk)?;
        let mut store = desk.open()?;
        let open = open_ones(&store, &numbers)?;
        let text = match said {
            Some(text) => text,
            None if desk.ask.present => {
                desk.ask.line("Later, when? For example: tomorrow, fri, 2 weeks.")?.unwrap_or_default()
            }
            None => String::new(),
        };
        if text.is_empty() {
            return Err(Fault::usage("Say when, such as kith later 12 fri."));
        }
        let (day, time) = when::read_moment(&text, desk.clock.now()).map_err(Fault::usage)?;
        let mut changes = Vec::new();
        for record in open {
            let mut after = record.values.clone();
            after.set("due_on", day);
            if let Some(time) = time {
                after.set("due_at", time.format("%H:%M").to_string());
            }
            if after != record.values {
                let (entity, id) = (Entity::FollowUp, record.id);
                changes.push(Change::Edit { entity, id, before: record.values, after });
            }
        }
        let count = changes.len();
        let change = match changes.pop() {
            None => return desk.unchanged("Nothing was changed: it is due then already."),
            Some(one) if changes.is_empty() => one,
            Some(last) => {
                changes.push(last);
                Change::Together { verb: Verb::Edit, changes }
            }
        };
        desk.write(&mut store, &change, self.dry_run, |store, done| {
            if count > 1 {
                let moved = counted(count, "reminder", "reminders");
                return Ok(format!("Moved {moved} to {}.", when::show_day(day)));
            }
            let id = done.id_of(Entity::FollowUp).unwrap_or_default();
            let times = store.needed(Entity::FollowUp, id)?.values.number("moved").unwrap_or(0);
            let often = if times > 1 { format!(" It was moved {times} times.") } else { String::new() };
            Ok(format!("{}{often}", said::sentence(store, "Moved", Entity::FollowUp, id)?))
        })?;
        if let Some(remark) = working_day::remark(day, store.nation()) {
            desk.out.say(&remark);
        }
        Ok(())
    }
}

/// The words that name reminders, and what follows as the moment: the longest end that reads as one.
///
/// `12 14 fri` is two reminders and a day; `12 2 weeks` is one reminder and two weeks.
fn split(words: &[String], desk: &Desk) -> Result<(Vec<String>, Option<String>), Fault> {
    let is_number = |word: &String| super::subject::of(word, Entity::FollowUp).is_ok();
    let first = words.iter().take_while(|word| is_number(word)).count();
    if first == words.len() {
        return match words {
            // `kith later 12 14`: the 14th cannot be told from reminder 14, so it is a reminder.
            [_, ..] => Ok((words.to_vec(), None)),
            [] => Err(Fault::usage("Say which reminder, such as kith later 12 fri.")),
        };
    }
    for numbers in 1..=first {
        let (before, after) = words.split_at(numbers);
        let text = after.join(" ");
        if when::read_moment(&text, desk.clock.now()).is_ok() {
            return Ok((before.to_vec(), Some(text)));
        }
    }
    let (before, after) = words.split_at(first.max(1));
    Ok((before.to_vec(), Some(after.join(" "))))
}
