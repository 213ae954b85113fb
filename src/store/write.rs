//! One write transaction: an operation, its rows, what is worked out from them, its seal.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params, params_from_iter};

use super::chance::Chance;
use super::changes::{Changes, MOST_HELD};
use super::closing::Closed;
use super::fault::StoreError;
use super::{Actor, Store, audit, derive, history, migrate, row, trigger};
use crate::clock::Clock;
use crate::domain::cadence::Cadence;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Value, Values};
use crate::domain::id::OperationId;
use crate::domain::working_day::Nation;

/// What an operation made or touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The kind of record.
    pub entity: Entity,
    /// Its number.
    pub id: i64,
    /// Its universal id, where it has one.
    pub uid: Option<String>,
}

/// What a write did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The recorded act.
    pub operation: OperationId,
    /// What it made or touched, in order; the main one first.
    pub items: Vec<Touched>,
    /// How many reminders it made for people who are connected to an asset that it closed.
    pub reminders: usize,
}

impl Done {
    /// The number of the first record of the kind that was made or touched.
    pub fn id_of(&self, entity: Entity) -> Option<i64> {
        self.items.iter().find(|item| item.entity == entity).map(|item| item.id)
    }
}

/// What an operation says of itself.
pub(super) struct Act {
    pub verb: Verb,
    pub subject: Option<Entity>,
    pub undoes: Option<OperationId>,
    pub reason: Option<String>,
}

/// What day it is, which days are working days, and after how many of them something is to happen.
#[derive(Clone, Copy)]
pub(super) struct Calendar<'a> {
    pub clock: Clock,
    pub nation: Nation,
    pub cadence: &'a Cadence,
}

/// A write in progress.
pub(super) struct Writing<'a> {
    pub connection: &'a Connection,
    pub actor: &'a Actor,
    pub clock: Clock,
    pub chance: &'a mut Chance,
    pub nation: Nation,
    /// Whether a person does it, one act at a time: lists and the sample bring states as they find them.
    pub by_hand: bool,
    pub cadence: &'a Cadence,
    pub operation: OperationId,
    pub worker: Option<i64>,
    /// It is of very many records: only the first and the last of each kind are told, and no rule is followed.
    pub many: bool,
    /// From so many row changes on, they are not held but read from the log in parts.
    pub most_held: usize,
    pub items: Vec<Touched>,
    /// The records in `items`, so that an import of many edits need not look through them.
    pub seen: HashSet<(Entity, i64)>,
    pub added_people: Vec<i64>,
    /// Records that this operation adds.
    pub fresh: HashSet<(Entity, i64)>,
    /// Records whose state or day of review this operation changes.
    pub moved: HashSet<(Entity, i64)>,
    /// Assets that this operation closes or puts away.
    pub closed: Vec<Closed>,
    /// How many reminders were made for whoever is connected to them.
    pub reminders: usize,
}

/// Runs `work` as one operation in one IMMEDIATE transaction; nothing stays if anything fails.
pub(super) fn operation(
    connection: &mut Connection,
    actor: &Actor,
    calendar: Calendar<'_>,
    chance: &mut Chance,
    act: &Act,
    work: impl FnOnce(&mut Writing<'_>) -> Result<(), StoreError>,
) -> Result<Done, StoreError> {
    let transaction: Transaction<'_> =
        connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Calendar { clock, nation, cadence } = calendar;
    let uid = chance.uid(clock.instant().timestamp_millis());
    transaction
        .prepare_cached(
            "INSERT INTO operation (uid, at, actor, via, verb, subject, undoes, reason) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            uid,
            clock.stamp(),
            actor.login,
            actor.via.word(),
            act.verb.code(),
            act.subject.map(Entity::table),
            act.undoes.map(|id| id.0),
            act.reason,
        ])?;
    let id = OperationId(transaction.last_insert_rowid());
    transaction.prepare_cached("INSERT INTO current_operation (one, id) VALUES (1, ?1)")?.execute([id.0])?;
    let mut writing = Writing {
        connection: &transaction,
        actor,
        clock,
        chance,
        nation,
        by_hand: !matches!(act.verb, Verb::Import | Verb::TakeIn | Verb::Sample),
        cadence,
        operation: id,
        worker: None,
        many: false,
        most_held: MOST_HELD,
        items: Vec::new(),
        seen: HashSet::new(),
        added_people: Vec::new(),
        fresh: HashSet::new(),
        moved: HashSet::new(),
        closed: Vec::new(),
        reminders: 0,
    };
    // A caseload that is taken in brings its own workers, with their numbers.
    if act.undoes.is_none() && act.verb != Verb::TakeIn {
        writing.worker = Some(writing.ensure_worker(actor)?);
    }
    work(&mut writing)?;
    if act.undoes.is_none() && !matches!(act.verb, Verb::TakeIn | Verb::Sample) {
        writing.after_closings()?;
    }
    // An import and the sample say themselves what is to be done; an undo puts back what was there.
    if act.undoes.is_none() && !matches!(act.verb, Verb::Import | Verb::TakeIn | Verb::Sample | Verb::Migrate)
    {
        writing.follow_rules()?;
    }
    let (items, reminders) = (std::mem::take(&mut writing.items), writing.reminders);
    let many = writing.many || matches!(act.verb, Verb::TakeIn | Verb::Sample);
    let mut changes = Changes::of(&transaction, id, many, writing.most_held)?;
    derive::renew(&transaction, &mut changes)?;
    audit::seal(&transaction, id, subject_of(act, &items), &changes, chance)?;
    transaction.prepare_cached("DELETE FROM current_operation")?.execute([])?;
    match transaction.execute_batch("COMMIT") {
        Ok(()) => Ok(Done { operation: id, items, reminders }),
        // The transaction is still open then, and is rolled back when it is dropped.
        Err(error) if act.undoes.is_some() && is_broken_link(&error) => {
            Err(history::added_since(&transaction)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether a commit was refused because other records name what would go: an undo may come to that.
fn is_broken_link(error: &rusqlite::Error) -> bool {
    error.sqlite_error().map(|told| told.extended_code) == Some(rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

/// The number of the record an operation is about: the first of the kind it names.
fn subject_of(act: &Act, items: &[Touched]) -> Option<i64> {
    let named = items.iter().find(|item| Some(item.entity) == act.subject);
    named.or(items.first()).map(|item| item.id)
}

/// Pages kept in memory while much is written: 64 MiB, against SQLite's 2 MiB.
const MUCH: i64 = -64 * 1024;
const USUAL: i64 = -2000;

impl Store {
    /// Keeps more of the file in memory while much is written (an import, the sample), or the usual again.
    pub fn expect_much(&self, much: bool) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "cache_size", if much { MUCH } else { USUAL })?;
        // Fewer, longer checkpoints: each page then goes to the file once for many commits.
        self.connection.pragma_update(None, "wal_autocheckpoint", if much { 8_000 } else { 1_000 })?;
        Ok(())
    }

    /// Carries out many changes as one operation, as [`Change::Together`] is, and lets each go once it is carried out: an
    /// import of a large list is not held twice.
    /// What was done names only the first and the last record of each kind.
    pub fn apply_all(
        &mut self,
        verb: Verb,
        subject: Option<Entity>,
        changes: impl IntoIterator<Item = Result<Change, StoreError>>,
    ) -> Result<Done, StoreError> {
        self.apply_all_holding(verb, subject, changes, MOST_HELD)
    }

    /// The same, holding at most so many row changes at once; what comes of it is the same for every number.
    pub fn apply_all_holding(
        &mut self,
        verb: Verb,
        subject: Option<Entity>,
        changes: impl IntoIterator<Item = Result<Change, StoreError>>,
        most_held: usize,
    ) -> Result<Done, StoreError> {
        let act = Act { verb, subject, undoes: None, reason: None };
        self.write(&act, |writing| {
            (writing.many, writing.most_held) = (true, most_held);
            changes.into_iter().try_for_each(|change| writing.carry_out(&change?))
        })
    }
}

impl Writing<'_> {
    /// The present day in the United Kingdom.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// The acting worker's number; a login that is new is added with the first thing it does.
    fn ensure_worker(&mut self, actor: &Actor) -> Result<i64, StoreError> {
        let found: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM worker WHERE login = ?1")?
            .query_row([&actor.login], |row| row.get("id"))
            .optional()?;
        if let Some(id) = found {
            return Ok(id);
        }
        let entry = Entry::new(Entity::Worker)
            .with("login", actor.login.as_str())
            .with("name", actor.name.as_str())
            .with("role", "link_worker");
        let id = self.insert(&entry)?;
        self.items.clear();
        Ok(id)
    }

    /// Adds a record and gives its number.
    pub fn insert(&mut self, entry: &Entry) -> Result<i64, StoreError> {
        let entity = entry.entity;
        let uid = entity.travels().then(|| self.chance.uid(self.clock.instant().timestamp_millis()));
        let given: Vec<(&str, &Value)> = entity
            .fields()
            .iter()
            .map(|field| (field.name, entry.values.value(field.name)))
            .filter(|(_, v)| !v.is_nothing())
            .collect();
        let mut columns: Vec<&str> = given.iter().map(|(name, _)| *name).collect();
        let uid_value = uid.clone().map(Value::Text);
        let mut values: Vec<&Value> = given.iter().map(|(_, value)| *value).collect();
        if let Some(uid) = &uid_value {
            columns.push("uid");
            values.push(uid);
        }
        let places: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        let sql =
            format!("INSERT INTO {} ({}) VALUES ({})", entity.table(), columns.join(", "), places.join(", "));
        self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        let id = self.connection.last_insert_rowid();
        if entity == Entity::Person {
            self.added_people.push(id);
        }
        if self.many {
            self.tell_the_ends(Touched { entity, id, uid });
            return Ok(id);
        }
        self.seen.insert((entity, id));
        self.fresh.insert((entity, id));
        self.items.push(Touched { entity, id, uid });
        Ok(id)
    }

    /// The record, or a fault that names it.
    pub fn record(&self, entity: Entity, id: i64) -> Result<Record, StoreError> {
        row::one(self.connection, entity, id)?.ok_or(StoreError::NoRecord { word: entity.word(), id })
    }

    /// Writes the values that are given into a record.
    pub fn update(&mut self, entity: Entity, id: i64, values: &Values) -> Result<(), StoreError> {
        let pairs: Vec<(&'static str, &Value)> = values.iter().collect();
        if pairs.is_empty() {
            return Ok(());
        }
        let sets: Vec<String> =
            pairs.iter().enumerate().map(|(n, (name, _))| format!("{name} = ?{}", n + 2)).collect();
        let sql = format!("UPDATE {} SET {} WHERE id = ?1", entity.table(), sets.join(", "));
        let number = Value::Number(id);
        let all = std::iter::once(&number).chain(pairs.iter().map(|(_, value)| *value));
        let rows = self.connection.prepare_cached(&sql)?.execute(params_from_iter(all))?;
        let moves = |name: &str| matches!(name, "state" | "review_on" | "made_on" | "until_on");
        if !self.many && pairs.iter().any(|(name, _)| moves(name)) {
            self.moved.insert((entity, id));
        }
        if rows == 0 {
            return Err(StoreError::NoRecord { word: entity.word(), id });
        }
        self.touch(entity, id)
    }

    /// Writes the put-away columns of a record.
    pub fn put_away(
        &mut self,
        entity: Entity,
        id: i64,
        on: Option<(NaiveDate, &str)>,
    ) -> Result<(), StoreError> {
        let sql =
            format!("UPDATE {} SET put_away_on = ?2, put_away_reason = ?3 WHERE id = ?1", entity.table());
        let rows = self.connection.prepare_cached(&sql)?.execute(params![
            id,
            on.map(|(day, _)| day.to_string()),
            on.map(|(_, reason)| reason)
        ])?;
        if rows == 0 {
            return Err(StoreError::NoRecord { word: entity.word(), id });
        }
        self.touch(entity, id)
    }

    /// Takes a row out; its image goes into the log first, or the file refuses.
    pub fn take_out(&mut self, table: &str, id: i64) -> Result<(), StoreError> {
        let image = trigger::image(&trigger::columns(self.connection, table)?, "");
        let log = format!(
            "INSERT INTO row_change (operation_id, schema, entity, row_id, before) \
             SELECT ?2, ?3, '{table}', id, {image} FROM {table} WHERE id = ?1"
        );
        let version = migrate::known_version();
        self.connection.prepare_cached(&log)?.execute(params![id, self.operation.0, version])?;
        self.connection.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([id])?;
        Ok(())
    }

    /// Says that the operation is about a record, although nothing of it may have changed: it comes first.
    pub fn about(&mut self, entity: Entity, id: i64) -> Result<(), StoreError> {
        self.touch(entity, id)?;
        if let Some(at) = self.items.iter().position(|item| (item.entity, item.id) == (entity, id)) {
            let item = self.items.remove(at);
            self.items.insert(0, item);
        }
        Ok(())
    }

    pub(super) fn touch(&mut self, entity: Entity, id: i64) -> Result<(), StoreError> {
        if !self.many && !self.seen.insert((entity, id)) {
            return Ok(());
        }
        let uid = if entity.travels() {
            let sql = format!("SELECT uid FROM {} WHERE id = ?1", entity.table());
            self.connection.prepare_cached(&sql)?.query_row([id], |row| row.get("uid")).optional()?
        } else {
            None
        };
        let touched = Touched { entity, id, uid };
        if self.many {
            self.tell_the_ends(touched);
        } else {
            self.items.push(touched);
        }
        Ok(())
    }

    /// Keeps a record among those that are told, as the first of its kind or in the place of the last.
    fn tell_the_ends(&mut self, touched: Touched) {
        let mut alike = self.items.iter_mut().filter(|item| item.entity == touched.entity);
        match (alike.next(), alike.next()) {
            (Some(_), Some(last)) => *last = touched,
            _ => self.items.push(touched),
        }
    }
}
