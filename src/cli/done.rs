//! `kith done`: a reminder is ticked off, by the contact it asked for or without one.

use clap::Args;

use super::desk::Desk;
use super::gather::Fields;
use super::log::{self, How, Next};
use super::{said, subject};
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Values};
use crate::domain::id::FollowUpId;
use crate::fault::Fault;
use crate::report::counted;
use crate::store::Store;

/// Tick off a reminder, and say how it went
///
/// With --method or --outcome a contact is logged, and it answers the reminder. Without, the reminder is just done.
#[derive(Args)]
pub struct Done {
    /// The number of the reminder; several to tick them off together. A hyphen at the end takes the contact as JSON from
    /// standard input
    #[arg(required = true)]
    reminder: Vec<String>,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    next: Next,
    /// Give a field of the contact its value; can be said many times
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Done {
    /// Ticks the reminder off.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let (numbers, input) = match self.reminder.as_slice() {
            [numbers @ .., last] if last == "-" => (numbers, Some(last.clone())),
            numbers => (numbers, None),
        };
        let fields = Fields { set: self.set.clone(), dry_run: self.dry_run, input };
        let number = match numbers {
            [number] => number,
            [] => return Err(Fault::usage("Say which reminder, such as kith done 12.")),
            _ => return self.many(desk, numbers, &fields),
        };
        let id = subject::of(number, Entity::FollowUp)?;
        let mut store = desk.open()?;
        let record = store.needed(Entity::FollowUp, id)?;
        if record.values.text("state") != "open" {
            return Err(Fault::failed("That reminder is not open any more."));
        }
        let person = whose(&store, &record.values)?;
        let said = self.how.is_said() || !fields.set.is_empty() || fields.input.is_some();
        if said || (person.is_some() && asked(desk)?) {
            let person = person.ok_or_else(|| {
                Fault::usage("This reminder is not about a person, so no contact can answer it.")
                    .hint(format!("To tick it off without one: kith done {id}"))
            })?;
            return log::log(desk, &mut store, person, &[id], &self.how, &self.next, &fields);
        }
        if self.next.next.is_some() {
            return Err(Fault::usage("The next reminder comes with a contact: say --outcome too.")
                .hint("To set one by itself: kith remind"));
        }
        let change = Change::Finish { id: FollowUpId(id), on: desk.clock.today() };
        desk.write(&mut store, &change, fields.dry_run, |store, done| {
            let mut sentence = said::sentence(store, "Ticked off", Entity::FollowUp, id)?;
            for next in done.items.iter().filter(|item| item.entity == Entity::FollowUp && item.id != id) {
                sentence.push('\n');
                sentence.push_str(&said::sentence(store, "Next:", Entity::FollowUp, next.id)?);
            }
            Ok(sentence)
        })
    }
}

impl Done {
    /// Ticks several off, as one operation.
    fn many(&self, desk: &mut Desk, numbers: &[String], fields: &Fields) -> Result<(), Fault> {
        if self.how.is_said() || self.next.next.is_some() || !fields.set.is_empty() || fields.input.is_some()
        {
            return Err(Fault::usage("One contact answers one reminder: name one reminder, or say no more.")
                .hint("To tick off several without a contact: kith done 12 13 14"));
        }
        let mut store = desk.open()?;
        let open = open_ones(&store, numbers)?;
        let on = desk.clock.today();
        let changes = open.iter().map(|record| Change::Finish { id: FollowUpId(record.id), on }).collect();
        let change = Change::Together { verb: Verb::Finish, changes };
        desk.write(&mut store, &change, fields.dry_run, |_, _| {
            Ok(format!("Ticked off {}.", counted(open.len(), "reminder", "reminders")))
        })
    }
}

/// The reminders of those numbers, each once; every one must be open.
pub(super) fn open_ones(store: &Store, numbers: &[String]) -> Result<Vec<Record>, Fault> {
    let mut records: Vec<Record> = Vec::new();
    for number in numbers {
        let record = store.needed(Entity::FollowUp, subject::of(number, Entity::FollowUp)?)?;
        if record.values.text("state") != "open" || record.put_away_on.is_some() {
            return Err(Fault::failed(format!("Reminder {} is not open any more.", record.id))
                .hint("Nothing was changed."));
        }
        if records.iter().all(|known| known.id != record.id) {
            records.push(record);
        }
    }
    Ok(records)
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
