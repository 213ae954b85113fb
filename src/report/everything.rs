//! A whole caseload as records that stand on their own: numbered from 1, each kind before those that need it.

use std::collections::{HashMap, HashSet};

use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value};
use crate::domain::field::Kind;
use crate::domain::whole::ORDER;
use crate::fault::Fault;
use crate::store::Store;

/// How many records are read at a time.
const PAGE: usize = 1000;

/// Links that are let go where the record they name is left out; any other takes its own record with it.
const LET_GO: [&str; 5] = ["run_by_person_id", "introduced_by", "merged_into", "reopened_from", "cleared_by"];

/// A whole caseload, kind by kind.
pub struct Everything<'s> {
    store: &'s Store,
    numbers: HashMap<Entity, Vec<i64>>,
    left_out: HashMap<Entity, HashSet<i64>>,
}

impl<'s> Everything<'s> {
    /// Looks at the whole caseload; these people are left out with all that is theirs.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn new(store: &'s Store, people: &[i64]) -> Result<Self, Fault> {
        let mut all = Self { store, numbers: HashMap::new(), left_out: HashMap::new() };
        let any = !people.is_empty();
        all.left_out.insert(Entity::Person, people.iter().copied().collect());
        for entity in ORDER {
            if any && entity != Entity::Person {
                let mut out = HashSet::new();
                all.each(entity, &mut |record| {
                    if all.goes_with(&record) {
                        out.insert(record.id);
                    }
                    Ok(true)
                })?;
                all.left_out.insert(entity, out);
            }
            let mut numbers = store.numbers(entity)?;
            numbers.retain(|id| !all.is_left_out(entity, *id));
            all.numbers.insert(entity, numbers);
        }
        Ok(all)
    }

    /// How many records of a kind there are.
    pub fn count(&self, entity: Entity) -> usize {
        self.numbers.get(&entity).map_or(0, Vec::len)
    }

    /// Gives the records of a kind in order, with their numbers and links from 1 on, until told to stop.
    ///
    /// # Errors
    /// The caseload cannot be read, or whoever takes them fails.
    pub fn records(
        &self,
        entity: Entity,
        take: &mut dyn FnMut(&Record) -> Result<bool, Fault>,
    ) -> Result<(), Fault> {
        self.each(entity, &mut |mut record| {
            let Some(number) = self.number(entity, record.id) else { return Ok(true) };
            record.id = number;
            for field in entity.fields() {
                let Kind::Link(to) = field.kind else { continue };
                if let Some(id) = record.values.number(field.name) {
                    let number = self.number(to, id).map_or(Value::Nothing, Value::Number);
                    record.values.set(field.name, number);
                }
            }
            if entity == Entity::Identity {
                let named = Entity::parse(record.values.text("kind")).zip(record.values.number("record_id"));
                let Some(number) = named.and_then(|(kind, id)| self.number(kind, id)) else {
                    return Ok(true);
                };
                record.values.set("record_id", number);
            }
            take(&record)
        })
    }

    fn each(&self, entity: Entity, take: &mut dyn FnMut(Record) -> Result<bool, Fault>) -> Result<(), Fault> {
        let mut after = 0;
        loop {
            let page = self.store.records_after(entity, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.id;
            for record in page {
                if !take(record)? {
                    return Ok(());
                }
            }
        }
    }

    fn is_left_out(&self, entity: Entity, id: i64) -> bool {
        self.left_out.get(&entity).is_some_and(|out| out.contains(&id))
    }

    /// Whether a record names one that is left out, and cannot stand without it.
    fn goes_with(&self, record: &Record) -> bool {
        let linked = record.entity.fields().iter().any(|field| match field.kind {
            Kind::Link(to) if !LET_GO.contains(&field.name) => {
                record.values.number(field.name).is_some_and(|id| self.is_left_out(to, id))
            }
            _ => false,
        });
        let named = record.entity == Entity::Identity
            && Entity::parse(record.values.text("kind"))
                .zip(record.values.number("record_id"))
                .is_some_and(|(kind, id)| self.is_left_out(kind, id));
        linked || named
    }

    fn number(&self, entity: Entity, id: i64) -> Option<i64> {
        let at = self.numbers.get(&entity)?.binary_search(&id).ok()?;
        i64::try_from(at + 1).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_there_and_comes_after_those_it_names() {
        for entity in Entity::ALL {
            assert_eq!(ORDER.iter().filter(|one| **one == entity).count(), 1, "{entity:?}");
        }
        for (at, entity) in ORDER.iter().enumerate() {
            for field in entity.fields() {
                let Kind::Link(to) = field.kind else { continue };
                let named = ORDER.iter().position(|one| *one == to).unwrap();
                assert!(named <= at, "{entity:?} names {to:?}");
                assert!(named < at || !field.required, "{entity:?} needs one of its own kind");
            }
        }
        for name in LET_GO {
            let fields = || Entity::ALL.into_iter().filter_map(|entity| entity.field(name));
            assert!(fields().count() > 0 && fields().all(|field| !field.required), "{name}");
        }
    }
}
