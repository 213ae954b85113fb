//! Whom or what a form is about: names for its title, and the lines that guard against the wrong person.

use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Values};
use crate::domain::id::PersonId;
use crate::domain::safe_contact::SafeContact;
use crate::domain::{fold, name, when};
use crate::fault::Fault;
use crate::store::{Store, StoreError};

/// Somebody or something with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// The kind of record.
    pub entity: Entity,
    /// Its number.
    pub id: i64,
    /// As lists and titles show it: `OKONKWO, Ada (Mrs)`.
    pub listed: String,
    /// As it is said: `Ada OKONKWO`.
    pub spoken: String,
    /// What the store holds.
    pub values: Values,
}

impl Whom {
    /// A person.
    pub fn person(store: &Store, id: PersonId) -> Result<Self, Fault> {
        Ok(Self::of(store.needed(Entity::Person, id.0)?))
    }

    /// A person or an asset.
    pub fn of(record: Record) -> Self {
        let values = record.values;
        let (given, family) = (values.text("given"), values.text("family"));
        let (listed, spoken) = if record.entity == Entity::Asset {
            (values.text("name").to_owned(), values.text("name").to_owned())
        } else {
            (name::listed(family, given, values.text("title")), name::spoken(given, family))
        };
        Self { entity: record.entity, id: record.id, listed, spoken, values }
    }

    /// Whom or what any record is about: the person first, then the asset.
    pub fn behind(store: &Store, record: &Record) -> Result<Option<Self>, StoreError> {
        if matches!(record.entity, Entity::Person | Entity::Asset) {
            return Ok(Some(Self::of(record.clone())));
        }
        let links = [
            ("person_id", Entity::Person),
            ("giver_person_id", Entity::Person),
            ("receiver_person_id", Entity::Person),
            ("asset_id", Entity::Asset),
            ("giver_asset_id", Entity::Asset),
            ("referral_id", Entity::Referral),
            ("connection_id", Entity::Connection),
        ];
        for (field, entity) in links {
            let Some(id) = record.values.number(field) else { continue };
            if let Some(found) = store.record(entity, id)? {
                return Self::behind(store, &found);
            }
        }
        Ok(None)
    }

    /// What to know before one rings or writes, and whether somebody else goes by the same name.
    pub fn notes(&self, store: &Store) -> Result<Vec<String>, StoreError> {
        let mut notes = Vec::new();
        if self.entity != Entity::Person {
            return Ok(notes);
        }
        let safe = SafeContact::of(&self.values).warning();
        if !safe.is_empty() {
            notes.push(format!("! Safe contact: {safe}"));
        }
        let own = fold::fold(&self.spoken);
        for hit in store.find_people(&self.spoken, 5)? {
            let spoken = name::spoken(&hit.given, &hit.family);
            if hit.person.0 != self.id && fold::fold(&spoken) == own {
                let born = hit.date_of_birth.map_or_else(
                    || "whose date of birth is not known".to_owned(),
                    |day| format!("born {}", when::show_birth(day)),
                );
                let this = self
                    .values
                    .day("date_of_birth")
                    .map_or_else(String::new, |day| format!(" This one was born {}.", when::show_birth(day)));
                notes.push(format!("! There is another {spoken}, {born}.{this}"));
            }
        }
        Ok(notes)
    }
}
