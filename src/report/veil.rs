//! What is seen of a restricted record before somebody has said why it is opened.

use super::person::Summary;
use crate::domain::entity::Entity;
use crate::domain::field::Kind;
use crate::domain::id::PersonId;
use crate::store::{Store, StoreError};

/// Whom a record is about, of those whose record is restricted: a gift may be about two.
pub fn restricted_behind(store: &Store, entity: Entity, id: i64) -> Result<Vec<PersonId>, StoreError> {
    if entity == Entity::Person {
        let person = PersonId(id);
        return Ok(if store.is_restricted(person)? { vec![person] } else { Vec::new() });
    }
    let Some(record) = store.record(entity, id)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for field in entity.fields() {
        let behind = match field.kind {
            Kind::Link(
                linked @ (Entity::Person
                | Entity::Referral
                | Entity::Connection
                | Entity::Goal
                | Entity::Offer
                | Entity::Ask),
            ) => record.values.number(field.name).map(|id| restricted_behind(store, linked, id)),
            _ => None,
        };
        for person in behind.transpose()?.unwrap_or_default() {
            if !found.contains(&person) {
                found.push(person);
            }
        }
    }
    Ok(found)
}

impl Summary {
    /// What is seen of a restricted record before a reason was given: who it is, and that it is restricted.
    #[must_use]
    pub fn veiled(self) -> Self {
        if !self.restricted {
            return self;
        }
        Self {
            born: String::new(),
            nhs_number: String::new(),
            phones: Vec::new(),
            safe_contact: "Restricted: opening it asks for a reason".to_owned(),
            address: String::new(),
            email: String::new(),
            practice: String::new(),
            next: None,
            tried: String::new(),
            good_to_know: Vec::new(),
            about: String::new(),
            consents: Vec::new(),
            connections: Vec::new(),
            asked: String::new(),
            offers: Vec::new(),
            asks: Vec::new(),
            gave_and_received: String::new(),
            risks: String::new(),
            risk_lines: Vec::new(),
            alone: String::new(),
            rungs: Vec::new(),
            path: Vec::new(),
            ..self
        }
    }
}
