//! `kith episode`: a person's work paused, closed with a reason, or started again.

use clap::{Args, Subcommand};

use super::desk::Desk;
use super::ending::{self, Reminders};
use super::fixed::Words;
use super::gather;
use super::{said, subject};
use crate::domain::change::Change;
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry, Record};
use crate::domain::id::PersonId;
use crate::fault::Fault;
use crate::store::Store;

/// Pause the work with a person, close it, or start it again
///
/// There is no limit of sessions: a stretch of work is paused, closed with a reason, and begun again when the person
/// comes back.
#[derive(Args)]
pub struct Episode {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Let the work rest for a while
    Pause(Pause),
    /// End the work, and say why
    Close(Close),
    /// Start the work again: after a pause it goes on, after an end it is a new stretch
    Reopen(Reopen),
}

#[derive(Args)]
struct Pause {
    /// The number of the person
    person: String,
    /// Why it rests
    #[arg(long)]
    reason: Option<String>,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
struct Close {
    /// The number of the person
    person: String,
    /// Why: goals met, connected and settled, the person ended it, lost contact, moved ...
    #[arg(long, value_parser = Words::Of(Entity::Episode, "close_reason"), hide_possible_values = true)]
    reason: Option<String>,
    /// More about it, in words
    #[arg(long)]
    note: Option<String>,
    #[command(flatten)]
    reminders: Reminders,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
struct Reopen {
    /// The number of the person
    person: String,
    /// Try it, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl Episode {
    /// Pauses, closes or starts again.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        match &self.act {
            Act::Pause(pause) => pause.run(desk),
            Act::Close(close) => close.run(desk),
            Act::Reopen(reopen) => reopen.run(desk),
        }
    }
}

/// The stretch of work that runs, or a fault that says how to begin one.
fn running(store: &Store, person: PersonId) -> Result<Record, Fault> {
    store.needed(Entity::Person, person.0)?;
    store.running_work(person)?.ok_or_else(|| {
        Fault::missing("No work goes on with this person.")
            .hint(format!("To start it: kith episode reopen {person}"))
    })
}

fn edit(record: &Record, draft: &Draft, desk: &Desk) -> Result<Change, Fault> {
    let after = check::check_edit(draft, &record.values, desk.clock.now())
        .map_err(|problems| gather::not_saved(Entity::Episode, &problems))?;
    Ok(Change::Edit { entity: Entity::Episode, id: record.id, before: record.values.clone(), after })
}

fn asked(desk: &mut Desk, given: Option<&String>, question: &str) -> Result<String, Fault> {
    match given {
        Some(given) => Ok(given.clone()),
        None if desk.ask.present => Ok(desk.ask.line(question)?.unwrap_or_default()),
        None => Ok(String::new()),
    }
}

impl Pause {
    fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = PersonId(subject::of(&self.person, Entity::Person)?);
        let mut store = desk.open()?;
        let record = running(&store, person)?;
        let reason = asked(desk, self.reason.as_ref(), "Why does it rest?")?;
        let draft = Draft::new(Entity::Episode).with("state", "paused").with("pause_reason", reason);
        let change = edit(&record, &draft, desk)?;
        desk.write(&mut store, &change, self.dry_run, |store, _| {
            said::sentence(store, "Paused", Entity::Episode, record.id)
        })
    }
}

impl Close {
    fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = PersonId(subject::of(&self.person, Entity::Person)?);
        let mut store = desk.open()?;
        let record = running(&store, person)?;
        let reason = match (&self.reason, Entity::Episode.field("close_reason")) {
            (None, Some(field)) if desk.ask.present => desk.ask.field(field, "")?.unwrap_or_default(),
            (reason, _) => reason.clone().unwrap_or_default(),
        };
        if reason.is_empty() {
            return Err(Fault::usage("Say why, such as --reason 'goals met'."));
        }
        if let Some(field) = Entity::Episode.field("close_reason") {
            check::read(field, &reason, desk.clock.now())
                .map_err(|why| Fault::usage(format!("{}: {why}", field.label)))?;
        }
        let note = asked(desk, self.note.as_ref(), "In words? Enter for nothing.")?;
        let draft = Draft::new(Entity::Episode)
            .with("state", "closed")
            .with("close_reason", reason)
            .with("close_note", note);
        let change = edit(&record, &draft, desk)?;
        let change = ending::with_reminders(desk, &store, person, change, self.reminders)?;
        desk.write(&mut store, &change, self.dry_run, |store, _| {
            said::sentence(store, "Closed", Entity::Episode, record.id)
        })
    }
}

impl Reopen {
    fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let person = PersonId(subject::of(&self.person, Entity::Person)?);
        let mut store = desk.open()?;
        store.needed(Entity::Person, person.0)?;
        let change = match store.running_work(person)? {
            Some(record) => edit(&record, &Draft::new(Entity::Episode).with("state", "open"), desk)?,
            None => Change::Add(
                Entry::new(Entity::Episode)
                    .with("person_id", person.0)
                    .with("opened_on", desk.clock.today())
                    .with("state", "open"),
            ),
        };
        let id = if let Change::Edit { id, .. } = &change { Some(*id) } else { None };
        desk.write(&mut store, &change, self.dry_run, |store, done| {
            let id = id.or(done.id_of(Entity::Episode)).unwrap_or_default();
            said::sentence(store, "Started", Entity::Episode, id)
        })
    }
}
