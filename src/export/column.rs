//! The columns of an exported list: numbers and universal ids, then every field of the field table.

use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value};
use crate::domain::field::Field;
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
    /// A field of the record.
    Field(&'static Field),
    /// A field of the person of a referral.
    OfPerson(&'static Field),
}

/// What a column holds for one record.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'r> {
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
            Self::Field(field) | Self::OfPerson(field) => field.name,
        }
    }

    /// What it holds.
    pub fn cell<'r>(&self, listed: &'r Listed) -> Cell<'r> {
        let uid = |record: &'r Record| record.uid.as_deref().map_or(Cell::Nothing, Cell::Uid);
        match self {
            Self::Id => Cell::Id(listed.record.id),
            Self::Uid => uid(&listed.record),
            Self::PersonUid => listed.person.as_ref().map_or(Cell::Nothing, uid),
            Self::Field(field) => Cell::Value(field, listed.record.values.value(field.name)),
            Self::OfPerson(field) => match &listed.person {
                Some(person) => Cell::Value(field, person.values.value(field.name)),
                None => Cell::Nothing,
            },
        }
    }
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
