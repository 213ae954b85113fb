//! `kith add`: a new record of any kind.

pub mod guard;

use clap::Args;

use super::desk::Desk;
use super::fixed::Words;
use super::gather::{self, Fields, Wanted};
use super::{said, subject};
use crate::domain::change::{Change, Who};
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry};
use crate::domain::id::{ContactId, PersonId};
use crate::fault::Fault;

/// Add a record: a person, referral, asset, reminder, offer ...
///
/// The fields come from questions, from --set, or as a JSON object on standard input. A referral takes the fields of
/// its person too, or --person with the number of somebody known.
#[derive(Args)]
pub struct Add {
    /// The kind of record: person, referral, asset, contact, note, follow-up, connection, offer, ask, exchange ...
    #[arg(value_parser = Words::Kinds, hide_possible_values = true)]
    kind: String,
    /// The number of the person it is for
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// The number of an informal contact that becomes a referral: the person's first contact
    #[arg(long, value_name = "ID")]
    from_contact: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Add {
    /// Gathers, checks and keeps the record.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let entity = subject::kind(&self.kind)?;
        let mut wanted = Wanted::new(entity);
        if let Some(person) = &self.person {
            if entity.field("person_id").is_none() {
                return Err(Fault::usage(format!("{} is not for one person.", entity.one())));
            }
            wanted = wanted.link("person_id", subject::of(person, Entity::Person)?);
        }
        if entity == Entity::Referral && self.person.is_none() {
            wanted.person = Some(Draft::new(Entity::Person));
        }
        let mut store = desk.open()?;
        let given = self.fields.gather(desk, wanted)?;
        if given.draft.iter().chain(given.person.iter().flat_map(Draft::iter)).next().is_none() {
            return Err(gather::nothing_said(entity));
        }
        let change = match (entity, given.draft.text("person_id"), given.person.as_ref()) {
            (Entity::Referral, None, Some(person)) => {
                let person = gather::entry(desk, person)?;
                guard::somebody_known(desk, &store, &person.values)?;
                Change::Refer {
                    person: Who::New(person),
                    referral: unlinked(desk, &given.draft)?,
                    consents: Vec::new(),
                    identities: Vec::new(),
                }
            }
            (Entity::Referral, ..) => {
                let referral = given.entry(desk)?;
                let person = referral.values.number("person_id").unwrap_or_default();
                Change::Refer {
                    person: Who::Known(PersonId(person)),
                    referral,
                    consents: Vec::new(),
                    identities: Vec::new(),
                }
            }
            (Entity::Person, ..) => {
                let person = given.entry(desk)?;
                guard::somebody_known(desk, &store, &person.values)?;
                Change::Add(person)
            }
            _ => Change::Add(given.entry(desk)?),
        };
        let change = match &self.from_contact {
            Some(contact) => promoted(change, ContactId(subject::of(contact, Entity::Contact)?))?,
            None => change,
        };
        gather::links_exist(&store, &change)?;
        desk.write(&mut store, &change, self.fields.dry_run, |store, done| {
            let id = done.id_of(entity).unwrap_or_default();
            said::sentence(store, "Added", entity, id)
        })
    }
}

/// The same referral, made of an informal contact.
fn promoted(change: Change, contact: ContactId) -> Result<Change, Fault> {
    match change {
        Change::Refer { person, referral, .. } => Ok(Change::Promote { contact, person, referral }),
        _ => Err(Fault::usage("Only a referral is made of an informal contact.")),
    }
}

/// A referral without its person, checked: its person is made with it.
fn unlinked(desk: &Desk, draft: &Draft) -> Result<Entry, Fault> {
    let mut entry = gather::entry(desk, &draft.clone().with("person_id", "1"))?;
    entry.values.remove("person_id");
    Ok(entry)
}
