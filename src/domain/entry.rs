//! Values, drafts, entries and records: what a human gave, what was checked, what the store holds.

use std::collections::BTreeMap;
use std::fmt;

use super::entity::Entity;

/// One canonical value: nothing, text (ISO dates, bare digits, codes) or a whole number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Value {
    /// Not known.
    #[default]
    Nothing,
    /// Text.
    Text(String),
    /// A whole number: a count, a yes or no, an id, millionths of a degree.
    Number(i64),
}

impl Value {
    /// The text, where there is any.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where there is one.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether nothing is known.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

impl fmt::Debug for Value {
    /// Says only what sort of value it is, so that no personal data reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nothing => "nothing",
            Self::Text(_) => "text",
            Self::Number(_) => "number",
        })
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<chrono::NaiveDate> for Value {
    fn from(day: chrono::NaiveDate) -> Self {
        Self::Text(day.to_string())
    }
}

/// Canonical values by field name; a field that is absent was not given.
///
/// They stand in one list in the order of their names: a record has few of them, and an import of a large list holds millions.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Values(Vec<(&'static str, Value)>);

impl Values {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where a field stands, or where it would.
    fn place(&self, field: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(name, _)| (*name).cmp(field))
    }

    /// The value of a field; nothing where it was not given.
    pub fn value(&self, field: &str) -> &Value {
        const NOTHING: &Value = &Value::Nothing;
        let at = self.place(field).ok();
        at.and_then(|at| self.0.get(at)).map_or(NOTHING, |(_, value)| value)
    }

    /// The text of a field, or the empty text.
    pub fn text(&self, field: &str) -> &str {
        self.value(field).text().unwrap_or("")
    }

    /// The number of a field.
    pub fn number(&self, field: &str) -> Option<i64> {
        self.value(field).number()
    }

    /// The day of a field.
    pub fn day(&self, field: &str) -> Option<chrono::NaiveDate> {
        self.text(field).parse().ok()
    }

    /// The time of day of a field.
    pub fn time(&self, field: &str) -> Option<chrono::NaiveTime> {
        chrono::NaiveTime::parse_from_str(self.text(field), "%H:%M").ok()
    }

    /// Whether a field is yes.
    pub fn flag(&self, field: &str) -> bool {
        self.number(field) == Some(1)
    }

    /// Whether the field was given, even as nothing.
    pub fn has(&self, field: &str) -> bool {
        self.place(field).is_ok()
    }

    /// Gives a field its value.
    pub fn set(&mut self, field: &'static str, value: impl Into<Value>) {
        let value = value.into();
        match self.place(field) {
            Ok(at) => {
                if let Some((_, held)) = self.0.get_mut(at) {
                    *held = value;
                }
            }
            Err(at) => self.0.insert(at, (field, value)),
        }
    }

    /// Takes a field out.
    pub fn remove(&mut self, field: &str) {
        if let Ok(at) = self.place(field) {
            self.0.remove(at);
        }
    }

    /// The same with a field's value.
    #[must_use]
    pub fn with(mut self, field: &'static str, value: impl Into<Value>) -> Self {
        self.set(field, value);
        self
    }

    /// Every field that was given, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(&'static str, Value)> for Values {
    /// Of pairs in any order; of a field that is given twice the last holds. Those that are in order already are not moved.
    fn from_iter<I: IntoIterator<Item = (&'static str, Value)>>(pairs: I) -> Self {
        let mut all: Vec<_> = pairs.into_iter().collect();
        if !all.is_sorted_by(|a, b| a.0 < b.0) {
            all.reverse();
            all.sort_by_key(|(name, _)| *name);
            all.dedup_by_key(|(name, _)| *name);
            all.shrink_to_fit();
        }
        Self(all)
    }
}

/// What a human or a file gave: raw text by field name, unchecked.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// The kind of record it is for.
    pub entity: Entity,
    raw: BTreeMap<&'static str, String>,
}

impl Draft {
    /// An empty draft.
    pub fn new(entity: Entity) -> Self {
        Self { entity, raw: BTreeMap::new() }
    }

    /// A draft that holds the defaults of the field table.
    pub fn with_defaults(entity: Entity) -> Self {
        let mut draft = Self::new(entity);
        for field in entity.fields().iter().filter(|field| !field.default.is_empty()) {
            draft.raw.insert(field.name, field.default.to_owned());
        }
        draft
    }

    /// Gives a field its text. False where the kind of record has no such field.
    pub fn set(&mut self, field: &str, text: impl Into<String>) -> bool {
        match self.entity.field(field) {
            Some(known) => {
                self.raw.insert(known.name, text.into());
                true
            }
            None => false,
        }
    }

    /// The same with a field's text; an unknown field changes nothing.
    #[must_use]
    pub fn with(mut self, field: &str, text: impl Into<String>) -> Self {
        self.set(field, text);
        self
    }

    /// The text of a field, where it was given.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.raw.get(field).map(String::as_str)
    }

    /// Every field that was given.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.raw.iter().map(|(name, text)| (*name, text.as_str()))
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({}, {} fields)", self.entity.table(), self.raw.len())
    }
}

/// A checked record that is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The kind of record.
    pub entity: Entity,
    /// Its canonical values.
    pub values: Values,
}

impl Entry {
    /// An entry that holds nothing yet.
    pub fn new(entity: Entity) -> Self {
        Self { entity, values: Values::new() }
    }

    /// The same with a field's value.
    #[must_use]
    pub fn with(mut self, field: &'static str, value: impl Into<Value>) -> Self {
        self.values.set(field, value);
        self
    }
}

/// A record as the store holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The kind of record.
    pub entity: Entity,
    /// Its number inside this file.
    pub id: i64,
    /// Its universal id, where this kind of record leaves the file.
    pub uid: Option<String>,
    /// The day it was put away; `None` while it is in use.
    pub put_away_on: Option<chrono::NaiveDate>,
    /// Why it was put away.
    pub put_away_reason: Option<String>,
    /// Its values, every field of the table.
    pub values: Values,
}
