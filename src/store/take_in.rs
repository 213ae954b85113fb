//! Whole records of another caseload, taken in as they are: their universal ids, their states and what was put away.

use std::collections::HashMap;

use rusqlite::{OptionalExtension as _, params_from_iter};

use super::write::{Act, Writing};
use super::{Done, Store, StoreError, migrate};
use crate::domain::change::Verb;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value, Values};
use crate::domain::field::Kind;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was added.
    Added,
    /// It is here already, the same.
    Same,
    /// It is here already, and says something else; what is here stays.
    Differs,
}

/// Hands over whole records, each before those that need it; links are numbers among the records handed over.
pub trait Hands {
    /// The next record; `None` at the end, and where it cannot go on.
    fn next(&mut self) -> Option<Record>;
    /// What became of the last one.
    fn told(&mut self, taken: Taken);
    /// Whether everything was handed over; else nothing is changed.
    fn is_whole(&self) -> bool;
}

impl Store {
    /// The numbers of all records of a kind, those put away too, in order.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn numbers(&self, entity: Entity) -> Result<Vec<i64>, StoreError> {
        let sql = format!("SELECT id FROM {} ORDER BY id", entity.table());
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map([], |row| row.get("id"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes records in, as one operation; with `keep` unset all is tried and nothing stays. `None` where nothing was new.
    ///
    /// # Errors
    /// They are not handed over whole, a record names another that is not there, or the file cannot be written.
    pub fn take_in(&mut self, hands: &mut dyn Hands, keep: bool) -> Result<Option<Done>, StoreError> {
        let act = Act { verb: Verb::TakeIn, subject: None, undoes: None, reason: None };
        let mut held = false;
        let done = self.write(&act, |writing| {
            let mut taking = Taking {
                writing,
                numbers: HashMap::new(),
                later: Vec::new(),
                empty: HashMap::new(),
                added: 0,
            };
            while let Some(record) = hands.next() {
                let taken = taking.take(record)?;
                hands.told(taken);
            }
            if !hands.is_whole() {
                return Err(StoreError::NothingTo("take in"));
            }
            taking.tie()?;
            held = !keep || taking.added == 0;
            if held { Err(StoreError::NothingTo("keep")) } else { Ok(()) }
        });
        match done {
            Err(StoreError::NothingTo("keep")) if held => Ok(None),
            done => done.map(Some),
        }
    }
}

/// Links that may name a record that comes later, which are tied at the end.
struct Later {
    entity: Entity,
    id: i64,
    field: &'static str,
    to: (Entity, i64),
}

/// A link to a record that has not come yet.
type Wait = (&'static str, (Entity, i64));

struct Taking<'w, 'a> {
    writing: &'w mut Writing<'a>,
    numbers: HashMap<(Entity, i64), i64>,
    later: Vec<Later>,
    empty: HashMap<Entity, bool>,
    added: usize,
}

impl Taking<'_, '_> {
    fn take(&mut self, mut record: Record) -> Result<Taken, StoreError> {
        let entity = record.entity;
        let mut waits = Vec::new();
        for field in entity.fields() {
            let Kind::Link(to) = field.kind else { continue };
            let Some(number) = record.values.number(field.name) else { continue };
            if let Some(id) = self.numbers.get(&(to, number)) {
                record.values.set(field.name, *id);
            } else {
                record.values.set(field.name, Value::Nothing);
                waits.push((field.name, (to, number)));
            }
        }
        if entity == Entity::Identity {
            self.tie_identity(&mut record.values)?;
        }
        let (id, taken) = if let Some((id, same)) = self.here(&record, &waits)? {
            (id, if same { Taken::Same } else { Taken::Differs })
        } else {
            self.added += 1;
            (self.insert(&record)?, Taken::Added)
        };
        self.numbers.insert((entity, record.id), id);
        if taken == Taken::Added {
            self.later.extend(waits.into_iter().map(|(field, to)| Later { entity, id, field, to }));
        }
        Ok(taken)
    }

    /// The name in another system names its record by kind and number.
    fn tie_identity(&self, values: &mut Values) -> Result<(), StoreError> {
        let named = Entity::parse(values.text("kind")).zip(values.number("record_id"));
        let id = named.and_then(|named| self.numbers.get(&named));
        let id = id.ok_or_else(|| not_there("record_id"))?;
        values.set("record_id", *id);
        Ok(())
    }

    /// The record as it is here: by its universal id; a worker by login; of what never travels, one that says the same.
    fn here(&mut self, record: &Record, waits: &[Wait]) -> Result<Option<(i64, bool)>, StoreError> {
        let entity = record.entity;
        if let (true, Some(uid)) = (entity.travels(), &record.uid) {
            let found = self.one(entity, &[("uid", &Value::Text(uid.clone()))])?;
            return found.map_or(Ok(None), |id| Ok(Some((id, self.says_the_same(record, id)?))));
        }
        if self.is_empty(entity)? {
            return Ok(None);
        }
        if entity == Entity::Worker {
            let found = self.one(entity, &[("login", record.values.value("login"))])?;
            return found.map_or(Ok(None), |id| Ok(Some((id, self.says_the_same(record, id)?))));
        }
        if entity == Entity::Identity {
            let named = ["kind", "source", "external_id"].map(|field| (field, record.values.value(field)));
            let found = self.one(entity, &named)?;
            return found.map_or(Ok(None), |id| Ok(Some((id, self.says_the_same(record, id)?))));
        }
        // A link that is tied at the end says nothing yet.
        let said = entity.fields().iter().filter(|field| !waits.iter().any(|(name, _)| *name == field.name));
        let all: Vec<(&str, &Value)> =
            said.map(|field| (field.name, record.values.value(field.name))).collect();
        Ok(self.one(entity, &all)?.map(|id| (id, true)))
    }

    fn is_empty(&mut self, entity: Entity) -> Result<bool, StoreError> {
        if let Some(empty) = self.empty.get(&entity) {
            return Ok(*empty);
        }
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {}) AS empty", entity.table());
        let empty = self.writing.connection.query_row(&sql, [], |row| row.get("empty"))?;
        self.empty.insert(entity, empty);
        Ok(empty)
    }

    fn one(&self, entity: Entity, by: &[(&str, &Value)]) -> Result<Option<i64>, StoreError> {
        let conditions: Vec<String> =
            by.iter().enumerate().map(|(at, (field, _))| format!("{field} IS ?{}", at + 1)).collect();
        let sql = format!(
            "SELECT id FROM {} WHERE {} ORDER BY id LIMIT 1",
            entity.table(),
            conditions.join(" AND ")
        );
        let mut statement = self.writing.connection.prepare_cached(&sql)?;
        let values = params_from_iter(by.iter().map(|(_, value)| *value));
        Ok(statement.query_row(values, |row| row.get("id")).optional()?)
    }

    fn says_the_same(&self, record: &Record, id: i64) -> Result<bool, StoreError> {
        let held = self.writing.record(record.entity, id)?;
        let same = |field: &crate::domain::field::Field| {
            // A link that is tied at the end says nothing yet.
            let said = record.values.value(field.name);
            (field.is_link() && said.is_nothing()) || said == held.values.value(field.name)
        };
        Ok(held.put_away_on == record.put_away_on && record.entity.fields().iter().all(same))
    }

    fn insert(&self, record: &Record) -> Result<i64, StoreError> {
        let entity = record.entity;
        let mut columns: Vec<&str> = entity.fields().iter().map(|field| field.name).collect();
        let mut values: Vec<Value> =
            entity.fields().iter().map(|field| record.values.value(field.name).clone()).collect();
        columns.extend(["put_away_on", "put_away_reason"]);
        let text = |text: Option<String>| text.map_or(Value::Nothing, Value::Text);
        values.push(text(record.put_away_on.map(|day| day.to_string())));
        values.push(text(record.put_away_reason.clone()));
        if entity.travels() {
            columns.push("uid");
            values.push(text(record.uid.clone()));
        }
        let places: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        let sql =
            format!("INSERT INTO {} ({}) VALUES ({})", entity.table(), columns.join(", "), places.join(", "));
        self.writing.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(self.writing.connection.last_insert_rowid())
    }

    /// Ties the links to records that came later.
    fn tie(&mut self) -> Result<(), StoreError> {
        for later in std::mem::take(&mut self.later) {
            let id = self.numbers.get(&later.to).ok_or_else(|| not_there(later.field))?;
            self.writing.update(later.entity, later.id, &Values::new().with(later.field, *id))?;
        }
        Ok(())
    }
}

fn not_there(field: &str) -> StoreError {
    StoreError::Rule(format!(
        "A record names another ({field}) that is not in the folder. Nothing was changed."
    ))
}

/// The version of the tables, which an export names.
pub fn version() -> i32 {
    migrate::known_version()
}
