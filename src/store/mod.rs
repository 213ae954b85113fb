//! The only door to SQLite: opening and creating caseload files, applying changes, undoing them, typed reads.

mod apply;
pub mod asset;
pub mod audit;
pub mod backup;
mod chance;
mod changes;
mod closing;
pub mod community;
pub mod contact;
mod derive;
pub mod doubt;
pub mod drafts;
pub mod fault;
pub mod figures;
pub mod find;
pub mod give;
pub mod history;
mod in_step;
mod known;
pub mod measure;
mod merge;
mod migrate;
pub mod open;
mod own;
pub mod page;
mod pathway;
pub mod person;
#[cfg(test)]
mod plan;
pub mod postcodes;
pub mod queue;
mod record;
pub mod restricted;
mod row;
mod rules;
pub mod service_use;
mod soundness;
pub mod sql;
pub mod take_in;
pub mod today;
mod trigger;
mod undo;
mod write;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rusqlite::{Connection, OptionalExtension};

pub use fault::StoreError;
pub use postcodes::Postcodes;
pub use soundness::View;
pub use write::{Done, Touched};

use crate::clock::Clock;
use crate::domain::cadence::Cadence;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::id::{OperationId, WorkerId};
use crate::domain::matching::{Synonyms, Unread};
use crate::domain::own_text::OwnText;
use crate::domain::working_day::Nation;
use audit::LogCheck;
use chance::Chance;
use history::Operation;
use write::Act;

/// Through which door somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// The full screen.
    Screen,
    /// The command line, and scripts.
    Command,
}

impl Via {
    /// The word the log keeps.
    pub fn word(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Command => "command",
        }
    }
}

/// Who is acting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The login name, which the log keeps.
    pub login: String,
    /// The name people read; the login until somebody gives a better one.
    pub name: String,
    /// Through which door.
    pub via: Via,
}

impl Actor {
    /// Somebody who acts under a login.
    pub fn new(login: impl Into<String>, via: Via) -> Self {
        let login = login.into();
        Self { name: login.clone(), login, via }
    }
}

/// A caseload: one connection to one file, and who acts on it.
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    clock: Clock,
    actor: Actor,
    chance: Chance,
    nation: Nation,
    cadence: Cadence,
    /// Words that mean much the same, as the team adds them; read when they are first needed.
    own_synonyms: String,
    /// The team's own templates of letters and table of codes.
    own_texts: Vec<OwnText>,
    synonyms: OnceLock<(Synonyms, Vec<Unread>)>,
    /// Which assets the last filters let through.
    remembered: RefCell<Vec<find::Remembered>>,
    read_only: bool,
    looking_not_recorded: bool,
    warnings: Vec<String>,
    seen_version: i64,
    drafts_later: bool,
}

impl Store {
    /// Opens a caseload file; an older one is brought to this version after a backup.
    pub fn open(path: &Path, mode: open::Mode, actor: Actor, clock: Clock) -> Result<Self, StoreError> {
        let mut opened = open::open(path, mode, migrate::known_version())?;
        if opened.version < migrate::known_version() {
            if mode == open::Mode::ReadOnly {
                return Err(StoreError::ReadOnly);
            }
            if opened.version > 0 {
                backup::keep(&opened.connection, &opened.path, clock, "before-migration")?;
            }
            migrate::run(&mut opened.connection, opened.version)?;
        }
        Self::over(opened, mode, actor, clock)
    }

    /// Another connection to the same file for the same actor, for work beside the screens.
    ///
    /// # Errors
    /// The caseload is in no file, or the file cannot be opened.
    pub fn another(&self) -> Result<Self, StoreError> {
        let path = self.path.as_deref().ok_or_else(|| {
            StoreError::Rule("This caseload is kept nowhere. Make one with kith init first.".to_owned())
        })?;
        let mode = if self.read_only { open::Mode::ReadOnly } else { open::Mode::ReadWrite };
        let mut other = Self::open(path, mode, self.actor.clone(), self.clock)?;
        other.nation = self.nation;
        other.cadence = self.cadence.clone();
        other.own_synonyms.clone_from(&self.own_synonyms);
        other.own_texts.clone_from(&self.own_texts);
        Ok(other)
    }

    /// Creates a caseload file; never over an existing one.
    pub fn create(path: &Path, actor: Actor, clock: Clock) -> Result<Self, StoreError> {
        let mut opened = open::create(path)?;
        migrate::run(&mut opened.connection, opened.version)?;
        Self::over(opened, open::Mode::ReadWrite, actor, clock)
    }

    /// A caseload in memory: the real thing, gone when it is dropped.
    pub fn memory(actor: Actor, clock: Clock) -> Result<Self, StoreError> {
        let mut connection = open::memory()?;
        migrate::run(&mut connection, 0)?;
        Ok(Self::with(connection, actor, clock))
    }

    fn over(opened: open::Opened, mode: open::Mode, actor: Actor, clock: Clock) -> Result<Self, StoreError> {
        let mut store = Self::with(opened.connection, actor, clock);
        store.path = Some(opened.path);
        store.read_only = mode == open::Mode::ReadOnly;
        store.looking_not_recorded = opened.looking_not_recorded;
        store.warnings = opened.warnings;
        store.seen_version = store.data_version()?;
        Ok(store)
    }

    fn with(connection: Connection, actor: Actor, clock: Clock) -> Self {
        connection.set_prepared_statement_cache_capacity(128);
        Self {
            connection,
            path: None,
            clock,
            actor,
            chance: Chance::System,
            nation: Nation::EnglandAndWales,
            cadence: Cadence::default(),
            own_synonyms: String::new(),
            own_texts: Vec::new(),
            synonyms: OnceLock::new(),
            remembered: RefCell::default(),
            read_only: false,
            looking_not_recorded: false,
            warnings: Vec::new(),
            seen_version: 0,
            drafts_later: false,
        }
    }

    /// Takes every random value from a seed from now on, so that a sample is the same every time.
    pub fn seed(&mut self, seed: u64) {
        self.chance = Chance::Seeded(fastrand::Rng::with_seed(seed));
    }

    /// Sets what time it is for what follows (the sample lives through a year).
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// What time it is.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Sets who acts from now on.
    pub fn set_actor(&mut self, actor: Actor) {
        self.actor = actor;
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The file; `None` for a caseload in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Sentences to show once: what opening noticed.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Whether changes are refused.
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// Whether looking at a record cannot be recorded, because the file cannot be written.
    pub fn looking_not_recorded(&self) -> bool {
        self.looking_not_recorded
    }

    /// The acting worker's number; `None` before the first thing they do here.
    pub fn worker(&self) -> Result<Option<WorkerId>, StoreError> {
        let id: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM worker WHERE login = ?1")?
            .query_row([&self.actor.login], |row| row.get("id"))
            .optional()?;
        Ok(id.map(WorkerId))
    }

    /// Carries out a change as one operation: all of it, or nothing.
    pub fn apply(&mut self, change: &Change) -> Result<Done, StoreError> {
        let act = Act { verb: change.verb(), subject: change.subject(), undoes: None, reason: None };
        self.write(&act, |writing| writing.carry_out(change))
    }

    /// Carries out a change and takes all of it back at once: what it would make or touch, with nothing kept.
    pub fn rehearse(&mut self, change: &Change) -> Result<Vec<Touched>, StoreError> {
        let act = Act { verb: change.verb(), subject: change.subject(), undoes: None, reason: None };
        let mut tried = None;
        let outcome = self.write(&act, |writing| {
            writing.carry_out(change)?;
            tried = Some(writing.items.clone());
            // The write ends here, so its transaction is rolled back.
            Err(StoreError::NothingTo("keep"))
        });
        match (tried, outcome) {
            (Some(items), _) => Ok(items),
            (None, outcome) => outcome.map(|done| done.items),
        }
    }

    fn write(
        &mut self,
        act: &Act,
        work: impl FnOnce(&mut write::Writing<'_>) -> Result<(), StoreError>,
    ) -> Result<Done, StoreError> {
        // Looking is recorded by those who may only look, too.
        if self.read_only && !matches!(act.verb, Verb::OpenRestricted | Verb::LookBySql) {
            return Err(StoreError::ReadOnly);
        }
        write::operation(
            &mut self.connection,
            &self.actor,
            write::Calendar { clock: self.clock, nation: self.nation, cadence: &self.cadence },
            &mut self.chance,
            act,
            work,
        )
    }

    /// The newest operations, newest first, from before the one given.
    pub fn history(&self, before: Option<OperationId>, most: usize) -> Result<Vec<Operation>, StoreError> {
        history::newest(&self.connection, before, most)
    }

    /// One operation by its number; `None` where there is none.
    pub fn operation(&self, id: OperationId) -> Result<Option<Operation>, StoreError> {
        history::one(&self.connection, id)
    }

    /// The operations that touched a record, newest first.
    pub fn history_of(&self, entity: Entity, id: i64, most: usize) -> Result<Vec<Operation>, StoreError> {
        history::of_record(&self.connection, entity, id, most)
    }

    /// Who changed a field of a record last, by login, and when; `None` where nobody has since it was added.
    pub fn who_changed(
        &self,
        entity: Entity,
        id: i64,
        field: &str,
    ) -> Result<Option<(String, String)>, StoreError> {
        history::who_changed(&self.connection, entity, id, field)
    }

    /// The name of the worker with a login; the login where there is none.
    pub fn name_of(&self, login: &str) -> Result<String, StoreError> {
        history::name_of(&self.connection, login)
    }

    /// The name of whom or what an operation was about, as it is now.
    pub fn subject_name(&self, operation: &Operation) -> Result<Option<String>, StoreError> {
        history::subject_name(&self.connection, operation)
    }

    /// The schema as SQL: tables, indexes and triggers, in the order they were made.
    pub fn schema(&self) -> Result<String, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_word\\_%' ESCAPE '\\' ORDER BY rowid",
        )?;
        let all =
            statement.query_map([], |row| row.get::<_, String>("sql"))?.collect::<Result<Vec<_>, _>>()?;
        Ok(format!("-- Written by a test from a fresh file; do not edit.\n\n{};\n", all.join(";\n\n")))
    }

    /// Whether somebody else has saved since the last time this was asked.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        let now = self.data_version()?;
        let changed = now != self.seen_version;
        self.seen_version = now;
        Ok(changed)
    }

    /// Reads several things as they stand at one moment, whoever saves meanwhile; the file is then locked once for all.
    pub fn at_one_moment<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return read(self);
        }
        let moment = self.connection.unchecked_transaction().map_err(StoreError::from)?;
        let found = read(self)?;
        moment.commit().map_err(StoreError::from)?;
        Ok(found)
    }

    /// The number of the newest operation, whoever's; 0 before the first. While it stays, so does every record.
    pub fn last_operation(&self) -> Result<i64, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT coalesce(max(id), 0) AS id FROM operation")?;
        Ok(statement.query_row([], |row| row.get("id"))?)
    }

    fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }

    /// Reads the whole log and compares every row with it.
    pub fn verify(&self) -> Result<LogCheck, StoreError> {
        audit::verify(&self.connection)
    }

    /// Works everything that is derived out anew (`kith check --mend`).
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        derive::rebuild(&transaction)?;
        transaction.commit()?;
        Ok(())
    }
}
