//! `kith done`: a reminder is ticked off, by the contact it asked for or without one.

use clap::Args;

use super::desk::Desk;
use super::gather::Fields;
use super::log::{self, How, Next};
use super::{said, subject};
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::id::FollowUpId;
use crate::fault::Fault;
use crate::store::Store;

/// Tick off a reminder, and say how it went
///
/// With --method or --outcome a contact is logged, and it answers the reminder. Without, the reminder is just done.
#[derive(Args)]
pub struct Done {
    /// The number of the reminder
    reminder: String,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    next: Next,
    #[command(flatten)]
    fields: Fields,
}

impl Done {
    /// Ticks the reminder off.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let id = subject::of(&self.reminder, Entity::FollowUp)?;
        let mut store = desk.open()?;
        let record = store.needed(Entity::FollowUp, id)?;
        if record.values.text("state") != "open" {
            return Err(Fault::failed("That reminder is not open any more."));
        }
        let person = whose(&store, &record.values)?;
        let said = self.how.is_said() || !self.fields.set.is_empty() || self.fields.input.is_some();
        if said || (person.is_some() && asked(desk)?) {
            let person = person.ok_or_else(|| {
                Fault::usage("This reminder is not about a person, so no contact can answer it.")
                    .hint(format!("To tick it off without one: kith done {id}"))
            })?;
            return log::log(desk, &mut store, person, &[id], &self.how, &self.next, &self.fields);
        }
        if self.next.next.is_some() {
            return Err(Fault::usage("The next reminder comes with a contact: say --outcome too.")
                .hint("To set one by itself: kith remind"));
        }
        let change = Change::Finish { id: FollowUpId(id), on: desk.clock.today() };
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            let mut sentence = said::sentence(store, "Ticked off", Entity::FollowUp, id)?;
            for next in done.items.iter().filter(|item| item.entity == Entity::FollowUp && item.id != id) {
                sentence.push('\n');
                sentence.push_str(&said::sentence(store, "Next:", Entity::FollowUp, next.id)?);
            }
            Ok(sentence)
        })
    }
}

/// Asks at the terminal whether there was a contact.
fn asked(desk: &mut Desk) -> Result<bool, Fault> {
    if !desk.ask.present || desk.ask.yes {
        return Ok(false);
    }
    loop {
        let question = "How did it go? 1 I contacted them, 2 done without a contact. [1]";
        match desk.ask.line(question)?.unwrap_or_default().as_str() {
            "" | "1" => return Ok(true),
            "2" => return Ok(false),
            _ => {}
        }
    }
}

/// The person a reminder is about, also by way of a referral or a connection.
fn whose(store: &Store, values: &Values) -> Result<Option<i64>, Fault> {
    if let Some(id) = values.number("person_id") {
        return Ok(Some(id));
    }
    for (field, entity) in [("referral_id", Entity::Referral), ("connection_id", Entity::Connection)] {
        if let Some(id) = values.number(field) {
            return Ok(store.needed(entity, id)?.values.number("person_id"));
        }
    }
    Ok(None)
}
