//! Who did what, and when: the log as people read it.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use super::audit::RowChange;
use super::fault::StoreError;
use crate::clock;
use crate::domain::change::Verb;
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::id::OperationId;
use crate::domain::{name, when};

/// From so many records on, an operation is said to be about many.
const MOST_NAMED: i64 = 1_000;

/// One recorded act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its number.
    pub id: OperationId,
    /// Its universal id.
    pub uid: String,
    /// The instant, UTC.
    pub at: String,
    /// The login of who did it.
    pub actor: String,
    /// Through which door: `screen` or `command`.
    pub via: String,
    /// What was done.
    pub verb: Option<Verb>,
    /// To what kind of record.
    pub subject: Option<Entity>,
    /// To which record.
    pub subject_id: Option<i64>,
    /// The operation it takes back.
    pub undoes: Option<OperationId>,
    /// Whether it is undone now.
    pub undone: bool,
}

impl Operation {
    const SELECT: &'static str = "SELECT o.id, o.uid, o.at, o.actor, o.via, o.verb, o.subject, o.subject_id, o.undoes, \
         EXISTS (SELECT 1 FROM undone WHERE operation_id = o.id) AS undone FROM operation AS o";

    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let verb: String = row.get("verb")?;
        let subject: Option<String> = row.get("subject")?;
        Ok(Self {
            id: OperationId(row.get("id")?),
            uid: row.get("uid")?,
            at: row.get("at")?,
            actor: row.get("actor")?,
            via: row.get("via")?,
            verb: Verb::parse(&verb),
            subject: subject.and_then(|word| Entity::parse(&word)),
            subject_id: row.get("subject_id")?,
            undoes: row.get::<_, Option<i64>>("undoes")?.map(OperationId),
            undone: row.get("undone")?,
        })
    }

    /// What was done, in words without names: `logged a contact`.
    pub fn words(&self) -> String {
        self.verb.map_or_else(|| "did something".to_owned(), |verb| verb.words(self.subject))
    }
}

/// One operation.
pub(super) fn one(connection: &Connection, id: OperationId) -> Result<Option<Operation>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{} WHERE o.id = ?1", Operation::SELECT))?;
    Ok(statement.query_row([id.0], Operation::of).optional()?)
}

/// The newest operations, newest first, from before the operation given (or from the newest).
pub(super) fn newest(
    connection: &Connection,
    before: Option<OperationId>,
    most: usize,
) -> Result<Vec<Operation>, StoreError> {
    let mut statement = connection
        .prepare_cached(&format!("{} WHERE o.id < ?1 ORDER BY o.id DESC LIMIT ?2", Operation::SELECT))?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![before.map_or(i64::MAX, |id| id.0), most], Operation::of)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The operations that touched a record, newest first.
pub(super) fn of_record(
    connection: &Connection,
    entity: Entity,
    id: i64,
    most: usize,
) -> Result<Vec<Operation>, StoreError> {
    let sql = format!(
        "{} WHERE o.id IN (SELECT operation_id FROM row_change WHERE entity = ?1 AND row_id = ?2) \
         ORDER BY o.id DESC LIMIT ?3",
        Operation::SELECT
    );
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![entity.table(), id, most], Operation::of)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// How many operations there are, of all or of those that touched a record.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn operations(&self, of: Option<(Entity, i64)>) -> Result<usize, StoreError> {
        let number: i64 = match of {
            None => self
                .connection
                .prepare_cached("SELECT count(*) AS n FROM operation")?
                .query_row([], |row| row.get("n"))?,
            Some((entity, id)) => self
                .connection
                .prepare_cached(
                    "SELECT count(DISTINCT operation_id) AS n FROM row_change WHERE entity = ?1 AND row_id = ?2",
                )?
                .query_row(params![entity.table(), id], |row| row.get("n"))?,
        };
        Ok(usize::try_from(number).unwrap_or(0))
    }
}

/// Who changed a field of a record last, by login, and when; `None` where nobody has.
pub(super) fn who_changed(
    connection: &Connection,
    entity: Entity,
    id: i64,
    field: &str,
) -> Result<Option<(String, String)>, StoreError> {
    let sql = format!(
        "SELECT o.actor, o.at FROM row_change AS c JOIN operation AS o ON o.id = c.operation_id \
         WHERE c.entity = ?1 AND c.row_id = ?2 AND c.after <> '' \
         AND json_extract(c.before, '$.{field}') IS NOT json_extract(c.after, '$.{field}') ORDER BY c.id DESC LIMIT 1"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let found =
        statement.query_row(params![entity.table(), id], |row| Ok((row.get("actor")?, row.get("at")?)));
    Ok(found.optional()?)
}

/// The fault of an edit that meets a colleague's edit of the same field.
pub(super) fn conflict(
    connection: &Connection,
    entity: Entity,
    id: i64,
    field: &str,
) -> Result<StoreError, StoreError> {
    let found = who_changed(connection, entity, id, field)?;
    let (who, at) = found.unwrap_or_else(|| ("Someone".to_owned(), String::new()));
    let label = entity.field(field).map_or(field, |known| known.label).to_owned();
    Ok(StoreError::Conflict { field: label, who: name_of(connection, &who)?, at: spoken(&at) })
}

/// The fault of an undo that meets what somebody did since.
pub(super) fn changed_since(connection: &Connection, change: &RowChange) -> Result<StoreError, StoreError> {
    let found: Option<(String, String)> = connection
        .prepare_cached(
            "SELECT o.actor, o.at FROM row_change AS c JOIN operation AS o ON o.id = c.operation_id \
             WHERE c.entity = ?1 AND c.row_id = ?2 AND c.id > ?3 ORDER BY c.id DESC LIMIT 1",
        )?
        .query_row(params![change.entity, change.row_id, change.id], |row| {
            Ok((row.get("actor")?, row.get("at")?))
        })
        .optional()?;
    let (who, at) = found.unwrap_or_else(|| ("Someone".to_owned(), String::new()));
    let word = Entity::parse(&change.entity).map_or("record", Entity::word);
    Ok(StoreError::ChangedSince { who: name_of(connection, &who)?, word, at: spoken(&at) })
}

/// The fault of an undo that would take away what later records belong to.
pub(super) fn added_since(connection: &Connection) -> Result<StoreError, StoreError> {
    let found: Option<(String, String)> = connection
        .prepare(
            "SELECT o.actor, o.at FROM pragma_foreign_key_check AS f \
             JOIN row_change AS c ON c.entity = f.\"table\" AND c.row_id = f.rowid \
             JOIN operation AS o ON o.id = c.operation_id ORDER BY c.id DESC LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get("actor")?, row.get("at")?)))
        .optional()?;
    let last = match found {
        Some((who, at)) => format!(" ({}, at {})", name_of(connection, &who)?, spoken(&at)),
        None => String::new(),
    };
    Ok(StoreError::Rule(format!(
        "It cannot be undone: later records belong to what it added{last}. Take those back first."
    )))
}

/// The name of the worker with a login; the login where there is none.
pub(super) fn name_of(connection: &Connection, login: &str) -> Result<String, StoreError> {
    let name: Option<String> = connection
        .prepare_cached("SELECT name FROM worker WHERE login = ?1")?
        .query_row([login], |row| row.get("name"))
        .optional()?;
    Ok(name.unwrap_or_else(|| login.to_owned()))
}

/// The name of whom or what an operation was about, as it is now; `None` where nothing of it is left.
pub(super) fn subject_name(
    connection: &Connection,
    operation: &Operation,
) -> Result<Option<String>, StoreError> {
    let (Some(entity), Some(id)) = (operation.subject, operation.subject_id) else { return Ok(None) };
    let Some(record) = super::row::one(connection, entity, id)? else { return Ok(None) };
    let spoken = |values: &Values| name::spoken(values.text("given"), values.text("family"));
    let named = match entity {
        Entity::Person => Some(spoken(&record.values)),
        Entity::Asset => Some(record.values.text("name").to_owned()),
        _ => match record.values.number("person_id").or_else(|| record.values.number("giver_person_id")) {
            Some(id) => super::row::one(connection, Entity::Person, id)?.map(|person| spoken(&person.values)),
            None => None,
        },
    };
    let more = others(connection, operation, entity)?;
    Ok(named.map(|name| if more.is_empty() { name } else { format!("{name} and {more} more") }))
}

/// How many others an operation was about besides the one it names: people where its records belong to people, else
/// records; empty where none, in words where there are more than anybody counts.
fn others(connection: &Connection, operation: &Operation, entity: Entity) -> Result<String, StoreError> {
    let of_people = ["person_id", "giver_person_id"].into_iter().find(|field| entity.field(field).is_some());
    let who = match of_people {
        Some(field) => format!(
            "SELECT DISTINCT t.{field} FROM row_change AS c JOIN {} AS t ON t.id = c.row_id \
             WHERE c.operation_id = ?1 AND c.entity = ?2 AND t.{field} IS NOT NULL ORDER BY 1 LIMIT ?3",
            entity.table()
        ),
        None => "SELECT DISTINCT row_id FROM row_change WHERE operation_id = ?1 AND entity = ?2 ORDER BY 1 LIMIT ?3"
            .to_owned(),
    };
    let mut statement = connection.prepare_cached(&format!("SELECT count(*) AS n FROM ({who})"))?;
    let touched: i64 =
        statement.query_row(params![operation.id.0, entity.table(), MOST_NAMED], |row| row.get("n"))?;
    Ok(match touched {
        ..=1 => String::new(),
        MOST_NAMED.. => "many".to_owned(),
        some => (some - 1).to_string(),
    })
}

/// A stored instant as people read it: `09:10 on Tue 3 Mar 2026`.
pub fn spoken(stamp: &str) -> String {
    clock::local_of(stamp).map_or_else(
        || stamp.to_owned(),
        |at| format!("{} on {}", when::show_time(at.time()), when::show_day(at.date())),
    )
}
