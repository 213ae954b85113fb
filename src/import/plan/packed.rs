//! Planned changes in few bytes: all changes of a large list are kept until they are saved, and most are never looked at
//! before.

use crate::domain::change::{Change, Who};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Value, Values};
use crate::domain::id::PersonId;

const ADD: u8 = 0;
const ADD_KNOWN: u8 = 1;
const REFER_KNOWN: u8 = 2;
const REFER_NEW: u8 = 3;
const REFER_ADDED: u8 = 4;
const EDIT: u8 = 5;

/// The bytes of a change; `None` where it is none of those that fill a large list.
pub(super) fn bytes_of(change: &Change) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match change {
        Change::Add(entry) => {
            bytes.push(ADD);
            put_entry(&mut bytes, entry)?;
        }
        Change::AddKnown { entry, identities, consents } => {
            bytes.push(ADD_KNOWN);
            put_entry(&mut bytes, entry)?;
            put_entries(&mut bytes, identities)?;
            put_entries(&mut bytes, consents)?;
        }
        Change::Refer { person, referral, consents, identities } => {
            match person {
                Who::Known(id) => {
                    bytes.push(REFER_KNOWN);
                    put_number(&mut bytes, id.0);
                }
                Who::New(entry) => {
                    bytes.push(REFER_NEW);
                    put_entry(&mut bytes, entry)?;
                }
                Who::Added(at) => {
                    bytes.push(REFER_ADDED);
                    put_number(&mut bytes, i64::try_from(*at).ok()?);
                }
            }
            put_entry(&mut bytes, referral)?;
            put_entries(&mut bytes, consents)?;
            put_entries(&mut bytes, identities)?;
        }
        Change::Edit { entity, id, before, after } => {
            bytes.push(EDIT);
            bytes.push(number_of(*entity)?);
            put_number(&mut bytes, *id);
            put_values(&mut bytes, *entity, before)?;
            put_values(&mut bytes, *entity, after)?;
        }
        _ => return None,
    }
    Some(bytes)
}

/// The change again; `None` for bytes that are none, which [`bytes_of`] never makes.
pub(super) fn change_of(bytes: &[u8]) -> Option<Change> {
    Bytes(bytes).change()
}

fn number_of(entity: Entity) -> Option<u8> {
    u8::try_from(Entity::ALL.iter().position(|known| *known == entity)?).ok()
}

fn put_entries(bytes: &mut Vec<u8>, entries: &[Entry]) -> Option<()> {
    bytes.push(u8::try_from(entries.len()).ok()?);
    entries.iter().try_for_each(|entry| put_entry(bytes, entry))
}

fn put_entry(bytes: &mut Vec<u8>, entry: &Entry) -> Option<()> {
    bytes.push(number_of(entry.entity)?);
    put_values(bytes, entry.entity, &entry.values)
}

/// Each value with the place of its field among the fields by name; both stand in that order.
fn put_values(bytes: &mut Vec<u8>, entity: Entity, values: &Values) -> Option<()> {
    bytes.push(u8::try_from(values.iter().count()).ok()?);
    let mut names = (0_u8..).zip(entity.names());
    for (name, value) in values.iter() {
        let (place, _) = names.find(|(_, known)| **known == name)?;
        bytes.push(place);
        match value {
            Value::Nothing => bytes.push(0),
            Value::Text(text) => {
                bytes.push(1);
                put_number(bytes, i64::try_from(text.len()).ok()?);
                bytes.extend_from_slice(text.as_bytes());
            }
            Value::Number(number) => {
                bytes.push(2);
                put_number(bytes, *number);
            }
        }
    }
    Some(())
}

/// Seven bits a byte, the lowest first; small numbers on both sides of nought are short.
fn put_number(bytes: &mut Vec<u8>, number: i64) {
    let mut rest = ((number << 1) ^ (number >> 63)).cast_unsigned();
    loop {
        let [low, ..] = (rest & 0x7f).to_le_bytes();
        rest >>= 7;
        if rest == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

/// What is still to be read.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn change(&mut self) -> Option<Change> {
        Some(match self.byte()? {
            ADD => Change::Add(self.entry()?),
            ADD_KNOWN => Change::AddKnown {
                entry: self.entry()?,
                identities: self.entries()?,
                consents: self.entries()?,
            },
            EDIT => {
                let entity = self.entity()?;
                let id = self.number()?;
                Change::Edit { entity, id, before: self.values(entity)?, after: self.values(entity)? }
            }
            who => Change::Refer {
                person: match who {
                    REFER_KNOWN => Who::Known(PersonId(self.number()?)),
                    REFER_NEW => Who::New(self.entry()?),
                    REFER_ADDED => Who::Added(usize::try_from(self.number()?).ok()?),
                    _ => return None,
                },
                referral: self.entry()?,
                consents: self.entries()?,
                identities: self.entries()?,
            },
        })
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<i64> {
        let (mut all, mut shift) = (0_u64, 0);
        loop {
            let byte = self.byte()?;
            all |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some((all >> 1).cast_signed() ^ -(all & 1).cast_signed());
            }
            shift += 7;
        }
    }

    fn text(&mut self) -> Option<&'b str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn entity(&mut self) -> Option<Entity> {
        Entity::ALL.get(usize::from(self.byte()?)).copied()
    }

    fn values(&mut self, entity: Entity) -> Option<Values> {
        let count = self.byte()?;
        let one = |_| {
            let name = *entity.names().get(usize::from(self.byte()?))?;
            let value = match self.byte()? {
                0 => Value::Nothing,
                1 => Value::Text(self.text()?.to_owned()),
                _ => Value::Number(self.number()?),
            };
            Some((name, value))
        };
        (0..count).map(one).collect()
    }

    fn entry(&mut self) -> Option<Entry> {
        let entity = self.entity()?;
        Some(Entry { entity, values: self.values(entity)? })
    }

    fn entries(&mut self) -> Option<Vec<Entry>> {
        (0..self.byte()?).map(|_| self.entry()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Nothing),
            ".{0,300}".prop_map(Value::Text),
            any::<i64>().prop_map(Value::Number)
        ]
    }

    fn values(entity: Entity) -> impl Strategy<Value = Values> {
        let field = prop::sample::select(entity.names().to_vec());
        prop::collection::vec((field, value()), 0..9).prop_map(|pairs| pairs.into_iter().collect())
    }

    fn entry() -> impl Strategy<Value = Entry> {
        prop::sample::select(Entity::ALL.to_vec())
            .prop_flat_map(|entity| values(entity).prop_map(move |values| Entry { entity, values }))
    }

    fn change() -> impl Strategy<Value = Change> {
        let some = || prop::collection::vec(entry(), 0..3);
        let who = prop_oneof![
            any::<i64>().prop_map(|id| Who::Known(PersonId(id))),
            entry().prop_map(Who::New),
            (0..usize::MAX >> 2).prop_map(Who::Added)
        ];
        let edited = prop::sample::select(Entity::ALL.to_vec())
            .prop_flat_map(|entity| (Just(entity), any::<i64>(), values(entity), values(entity)));
        prop_oneof![
            entry().prop_map(Change::Add),
            (entry(), some(), some()).prop_map(|(entry, identities, consents)| Change::AddKnown {
                entry,
                identities,
                consents
            }),
            (who, entry(), some(), some()).prop_map(|(person, referral, consents, identities)| {
                Change::Refer { person, referral, consents, identities }
            }),
            edited.prop_map(|(entity, id, before, after)| Change::Edit { entity, id, before, after }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back_as_it_was(change in change()) {
            let bytes = bytes_of(&change).unwrap();
            prop_assert_eq!(change_of(&bytes), Some(change));
        }

        #[test]
        fn bytes_that_are_no_change_are_none_and_never_a_crash(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _none_or_some = change_of(&bytes);
        }
    }

    #[test]
    fn another_change_is_not_packed() {
        assert_eq!(bytes_of(&Change::BringBack { entity: Entity::Asset, id: 7 }), None);
    }
}
