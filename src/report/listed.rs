//! The records of a kind one after the other, a page at a time, as an export hands them out.

use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::fault::Fault;
use crate::store::Store;

/// A record, and the person it is about where its line in a file needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The record.
    pub record: Record,
    /// The person of a referral.
    pub person: Option<Record>,
}

/// A page of records in use (those put away are left out), and the number to go on after; `None` at the end.
///
/// # Errors
/// The caseload cannot be read.
pub fn page(
    store: &Store,
    entity: Entity,
    after: i64,
    most: usize,
) -> Result<(Vec<Listed>, Option<i64>), Fault> {
    let records = store.records_after(entity, after, most)?;
    let next = records.last().map(|record| record.id);
    let mut listed = Vec::with_capacity(records.len());
    for record in records.into_iter().filter(|record| record.put_away_on.is_none()) {
        let person = match record.values.number("person_id") {
            Some(id) if entity == Entity::Referral => store.record(Entity::Person, id)?,
            _ => None,
        };
        listed.push(Listed { record, person });
    }
    Ok((listed, next))
}
