//! `kith remind`: a reminder on a person, referral, asset or connection.

use clap::Args;

use super::desk::Desk;
use super::gather::{self, Fields, Wanted};
use super::{said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::{when, working_day};
use crate::fault::Fault;

/// Set a reminder on a person, referral, asset or connection
///
/// What it is for comes from a question or from standard input.
#[derive(Args)]
pub struct Remind {
    /// What it is about: the number of a person, or referral:3, asset:4, connection:9
    subject: String,
    /// The day, and the time if there is one: tomorrow, fri 2pm, 2 weeks, 10 mar
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// How often it comes again: every 2 weeks, monthly ...
    #[arg(long, value_name = "HOW-OFTEN")]
    every: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Remind {
    /// Gathers, checks and keeps the reminder.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let subject = subject::read(&self.subject, Entity::Person)?;
        let field = match subject.entity {
            Entity::Person => "person_id",
            Entity::Referral => "referral_id",
            Entity::Asset => "asset_id",
            Entity::Connection => "connection_id",
            _ => {
                return Err(Fault::usage("A reminder is about a person, referral, asset or connection."));
            }
        };
        let mut store = desk.open()?;
        store.needed(subject.entity, subject.id)?;
        let mut wanted = Wanted::new(Entity::FollowUp).link(field, subject.id).text("what");
        wanted = wanted.option("recurrence", self.every.as_deref());
        if let Some(text) = &self.when {
            let (day, time) = when::read_moment(text, desk.clock.now()).map_err(Fault::usage)?;
            let time = time.map(|time| time.format("%H:%M").to_string());
            wanted = wanted.option("due_on", Some(&day.to_string())).option("due_at", time.as_deref());
        }
        let given = self.fields.gather(desk, wanted)?;
        let entry = given.entry(desk)?;
        let remark = entry.values.day("due_on").and_then(|day| working_day::remark(day, store.nation()));
        let change = Change::Add(entry);
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            said::sentence(store, "Set", Entity::FollowUp, done.id_of(Entity::FollowUp).unwrap_or_default())
        })?;
        if let Some(remark) = remark {
            desk.out.say(&remark);
        }
        Ok(())
    }
}
