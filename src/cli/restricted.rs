//! Restricted records on the command line: a reason is asked for, and what is not needed stays hidden.

use std::collections::HashSet;

use super::desk::Desk;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::field::Kind;
use crate::domain::id::PersonId;
use crate::domain::risk;
use crate::fault::{Fault, Kind as FaultKind};
use crate::report::restricted_behind;
use crate::store::Store;

/// The reason for opening a person's record; nothing where it is not restricted.
///
/// # Errors
/// The record is restricted, and nobody said why it is opened.
pub fn why(
    desk: &mut Desk,
    store: &Store,
    person: PersonId,
    given: Option<&str>,
) -> Result<Option<String>, Fault> {
    if !store.is_restricted(person)? {
        return Ok(None);
    }
    asked(desk, given).map(Some)
}

fn asked(desk: &mut Desk, given: Option<&str>) -> Result<String, Fault> {
    let reason = match given {
        Some(reason) => reason.to_owned(),
        None if desk.ask.present => {
            desk.ask.line("It is restricted. Why do you open it?")?.unwrap_or_default()
        }
        None => String::new(),
    };
    if reason.trim().is_empty() {
        return Err(Fault::new(FaultKind::NeedsYes, "This record is restricted. It was not opened.")
            .hint("Say why with --reason. It is kept, and whoever works with them is told."));
    }
    Ok(reason)
}

/// Asks for a reason where a record is about somebody whose record is restricted, or is a restricted risk; the look is
/// recorded.
pub fn behind(desk: &mut Desk, store: &mut Store, record: &Record, given: Option<&str>) -> Result<(), Fault> {
    for person in restricted_behind(store, record.entity, record.id)? {
        if let Some(reason) = why(desk, store, person, given)? {
            return Ok(store.view(person, Some(&reason))?);
        }
    }
    if record.entity == Entity::Risk && risk::is_restricted(&record.values) {
        let reason = asked(desk, given)?;
        if let Some(person) = record.values.number("person_id") {
            store.view(PersonId(person), Some(&reason))?;
        }
    }
    Ok(())
}

/// The record as lists and files show it: of somebody restricted, only whose it is.
///
/// # Errors
/// The caseload cannot be read.
pub fn veiled(store: &Store, mut record: Record, restricted: &HashSet<i64>) -> Result<Record, Fault> {
    let kept: &[&str] = match record.entity {
        Entity::Person if restricted.contains(&record.id) => &["given", "family", "restricted"],
        Entity::Risk if risk::is_restricted(&record.values) => &["person_id", "restricted", "from_on"],
        _ => {
            if !is_about(store, &record, restricted)? {
                return Ok(record);
            }
            &[
                "person_id",
                "connection_id",
                "giver_person_id",
                "receiver_person_id",
                "due_on",
                "received",
                "happened_on",
                "state",
            ]
        }
    };
    for field in record.entity.fields().iter().filter(|field| !kept.contains(&field.name)) {
        record.values.remove(field.name);
    }
    if record.entity == Entity::Exchange {
        // With whom somebody restricted gave and took is not said either.
        for side in ["giver_person_id", "receiver_person_id"] {
            if record.values.number(side).is_some_and(|person| !restricted.contains(&person)) {
                record.values.remove(side);
            }
        }
    }
    Ok(record)
}

/// Whether a record is about somebody of these: by its own links where it has any to people, else by what stands behind it.
fn is_about(store: &Store, record: &Record, restricted: &HashSet<i64>) -> Result<bool, Fault> {
    let links =
        record.entity.fields().iter().filter(|field| matches!(field.kind, Kind::Link(Entity::Person)));
    let mut people = links.map(|field| record.values.number(field.name)).peekable();
    if restricted.is_empty() || people.peek().is_some() {
        return Ok(people.flatten().any(|person| restricted.contains(&person)));
    }
    Ok(!restricted_behind(store, record.entity, record.id)?.is_empty())
}
