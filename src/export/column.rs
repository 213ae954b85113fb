//! The columns of an exported list: numbers and universal ids, then every field of the field table.

use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value};
use crate::domain::field::Field;
use crate::domain::name;
use crate::domain::party::{self, Role};
use crate::report::listed::Listed;

/// One column: its header, which is also the JSON key.
#[derive(Clone, Copy, Debug)]
pub enum Column {
    /// The record's number in this file.
    Id,
    /// The record's universal id.
    Uid,
    /// The universal id of the person of a referral.
    PersonUid,
    /// Who stands in the record, by the place among its roles: the universal id.
    Party(&'static Role, usize),
    /// The same one's name.
    PartyName(&'static Role, usize),
    /// The worker's login.
    Worker,
    /// A field of the record.
    Field(&'static Field),
    /// A field of the person of a referral.
    OfPerson(&'static Field),
}

/// What a column holds for one record.
#[derive(Clone, Debug)]
pub enum Cell<'r> {
    /// A text made for the file.
    Text(String),
    /// A number of the record itself.
    Id(i64),
    /// A universal id.
    Uid(&'r str),
    /// A value with its field.
    Value(&'static Field, &'r Value),
    /// Nothing.
    Nothing,
}

/// The columns of a kind of record. A referral is written with its person, so that the list stands on its own.
pub fn of(entity: Entity) -> Vec<Column> {
    let mut columns = vec![Column::Id, Column::Uid];
    if entity == Entity::Referral {
        columns.push(Column::PersonUid);
    }
    for (at, role) in party::roles(entity).iter().enumerate() {
        columns.extend([Column::Party(role, at), Column::PartyName(role, at)]);
    }
    if party::has_worker(entity) {
        columns.push(Column::Worker);
    }
    columns.extend(entity.fields().iter().map(Column::Field));
    if entity == Entity::Referral {
        columns.extend(Entity::Person.fields().iter().map(Column::OfPerson));
    }
    columns
}

impl Column {
    /// The header.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Uid => "uid",
            Self::PersonUid => "person_uid",
            Self::Party(role, _) => role.column,
            Self::PartyName(role, _) => role.named,
            Self::Worker => party::WORKER,
            Self::Field(field) | Self::OfPerson(field) => field.name,
        }
    }

    /// The field it is, where it is one.
    pub fn field(&self) -> Option<&'static Field> {
        match self {
            Self::Field(field) | Self::OfPerson(field) => Some(field),
            _ => None,
        }
    }

    /// What it holds.
    pub fn cell<'r>(&self, listed: &'r Listed) -> Cell<'r> {
        let uid = |record: &'r Record| record.uid.as_deref().map_or(Cell::Nothing, Cell::Uid);
        match self {
            Self::Id => Cell::Id(listed.record.id),
            Self::Uid => uid(&listed.record),
            Self::PersonUid => listed.person.as_ref().map_or(Cell::Nothing, uid),
            Self::Party(_, at) => listed.parties.get(*at).and_then(Option::as_ref).map_or(Cell::Nothing, uid),
            Self::PartyName(_, at) => {
                listed.parties.get(*at).and_then(Option::as_ref).map_or(Cell::Nothing, named)
            }
            Self::Worker => listed.worker.clone().map_or(Cell::Nothing, Cell::Text),
            Self::Field(field) => Cell::Value(field, listed.record.values.value(field.name)),
            Self::OfPerson(field) => match &listed.person {
                Some(person) => Cell::Value(field, person.values.value(field.name)),
                None => Cell::Nothing,
            },
        }
    }
}

/// The name of a person or a group.
fn named(record: &Record) -> Cell<'static> {
    let text = |field| record.values.text(field);
    Cell::Text(match record.entity {
        Entity::Person => name::spoken(text("given"), text("family")),
        _ => text("name").to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_stands_twice() {
        for entity in Entity::ALL {
            let mut names: Vec<_> = of(entity).iter().map(Column::name).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}", entity.table());
        }
    }
}
