//! The records of a kind one after the other, a page at a time, as an export hands them out.

use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::party;
use crate::fault::Fault;
use crate::store::Store;

/// A record, and the person it is about where its line in a file needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The record.
    pub record: Record,
    /// The person of a referral.
    pub person: Option<Record>,
    /// Who stands in it, in the order of [`party::roles`].
    pub parties: Vec<Option<Record>>,
    /// The login of the worker who did it or is to do it.
    pub worker: Option<String>,
}

impl Listed {
    /// The numbers of the people it is about.
    pub fn people(&self) -> impl Iterator<Item = i64> {
        let of_parties = self.parties.iter().flatten().filter(|one| one.entity == Entity::Person);
        let linked = ["person_id", "other_person_id"].map(|link| self.record.values.number(link));
        linked.into_iter().flatten().chain(of_parties.map(|one| one.id))
    }
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
        let parties = party::roles(entity).iter().map(|role| {
            let person = record.values.number(role.person).map(|id| (Entity::Person, id));
            let asset = role.asset.and_then(|link| record.values.number(link)).map(|id| (Entity::Asset, id));
            person.or(asset).map_or(Ok(None), |(entity, id)| store.record(entity, id))
        });
        let parties = parties.collect::<Result<_, _>>()?;
        let worker = match record.values.number("worker_id").filter(|_| party::has_worker(entity)) {
            Some(id) => {
                store.record(Entity::Worker, id)?.map(|worker| worker.values.text("login").to_owned())
            }
            None => None,
        };
        listed.push(Listed { record, person, parties, worker });
    }
    Ok((listed, next))
}
