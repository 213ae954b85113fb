//! Whom or what a form is about: how they are called, and what guards against the wrong person.

use crate::cli::plain::words;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Values};
use crate::domain::safe_contact::SafeContact;
use crate::domain::{fold, name};
use crate::store::{Store, StoreError};

/// Somebody or something with a name.
pub struct Whom {
    /// The kind of record.
    pub entity: Entity,
    /// Its number.
    pub id: i64,
    /// The name as it is said.
    pub name: String,
    /// What they are called in a question.
    pub called: String,
    /// What the store holds.
    pub values: Values,
}

impl Whom {
    /// A person or an asset; of any other record, whom or what it is about.
    pub fn of(store: &Store, entity: Entity, id: i64) -> Result<Self, StoreError> {
        let record = store.needed(entity, id)?;
        match Self::behind(&record) {
            Some((entity, id)) if (entity, id) != (record.entity, record.id) => Self::of(store, entity, id),
            _ => Ok(Self::itself(record)),
        }
    }

    fn behind(record: &Record) -> Option<(Entity, i64)> {
        if matches!(record.entity, Entity::Person | Entity::Asset) {
            return None;
        }
        let links = [
            ("person_id", Entity::Person),
            ("asset_id", Entity::Asset),
            ("referral_id", Entity::Referral),
            ("connection_id", Entity::Connection),
        ];
        links.into_iter().find_map(|(field, entity)| Some((entity, record.values.number(field)?)))
    }

    fn itself(record: Record) -> Self {
        let values = record.values;
        let (name, called) = match record.entity {
            Entity::Person => (words::of_person(&values), words::called(&values)),
            Entity::Asset => (values.text("name").to_owned(), values.text("name").to_owned()),
            entity => (entity.word().to_owned(), entity.word().to_owned()),
        };
        Self { entity: record.entity, id: record.id, name, called, values }
    }

    /// The field that links a record to this one.
    pub fn link(&self) -> &'static str {
        if self.entity == Entity::Asset { "asset_id" } else { "person_id" }
    }

    /// What must be known before one rings or writes, and whether somebody else goes by the same name.
    pub fn notes(&self, store: &Store) -> Result<Vec<String>, StoreError> {
        let mut notes = Vec::new();
        if self.entity != Entity::Person {
            return Ok(notes);
        }
        if let Some(warning) = warning(&self.values) {
            notes.push(warning);
        }
        let spoken = name::spoken(self.values.text("given"), self.values.text("family"));
        for hit in store.find_people(&spoken, 5)? {
            let other = name::spoken(&hit.given, &hit.family);
            if hit.person.0 != self.id && fold::fold(&other) == fold::fold(&spoken) {
                let born = hit.date_of_birth.map_or_else(
                    || "whose date of birth is not known".to_owned(),
                    |day| format!("born {}", words::birth(day)),
                );
                let this = self.values.day("date_of_birth").map(words::birth);
                let this = this.map_or(String::new(), |day| format!(" This one was born {day}."));
                notes.push(format!("There is another {other}, {born}.{this}"));
            }
        }
        Ok(notes)
    }
}

/// The warning that is said wherever a number or an address is.
pub fn warning(values: &Values) -> Option<String> {
    let safe = SafeContact::of(values).warning();
    (!safe.is_empty()).then(|| words::sentence(&format!("Safe contact: {safe}")))
}
