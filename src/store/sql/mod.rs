//! SQL for readers of the caseload: only the documented views, only looking, with limits; and that it was looked is recorded.
//!
//! A connection of its own is opened beside the caseload's. The caseload is attached to it under a name that nobody can
//! guess, so that no statement can name a table of it; the names of its tables stand for nothing; and whatever is not a
//! view is refused while the statement is prepared.

mod allowed;
pub mod views;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::write::Act;
use super::{Store, StoreError, open};
use crate::domain::change::Verb;
use allowed::Allowed;

/// A statement is stopped when it took so long.
pub const LONGEST: Duration = Duration::from_mins(1);

/// SQLite may take so much memory for a statement, in bytes.
const MEMORY: i64 = 256 << 20;
/// What the program itself takes beside SQLite, in bytes.
const OURS: u64 = 48 << 20;

/// Between two looks at the clock a statement may take so many steps.
const STEPS: i32 = 10_000;

/// A question that shows how it is done.
pub const EXAMPLE: &str = "SELECT state, count(*) FROM v_caseload GROUP BY state";

/// A value of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Real(f64),
    /// A text; bytes as hexadecimal digits.
    Text(String),
}

/// How an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Rows given.
    pub rows: usize,
    /// Whether there are more than were asked for.
    pub more: bool,
}

/// Who takes the answer.
pub trait Takes {
    /// The names of the columns, before any row.
    fn columns(&mut self, names: Vec<String>) -> Result<(), StoreError>;
    /// A row; `false` ends the answer.
    fn row(&mut self, cells: Vec<Cell>) -> Result<bool, StoreError>;
}

impl Store {
    /// Answers one statement over the views; at most so many rows.
    ///
    /// That it was looked is recorded first, where the file can be written.
    ///
    /// # Errors
    /// The statement is none, reads something that is no view, takes too long or too much, or the caseload is not in a
    /// file.
    pub fn answer(
        &mut self,
        sql: &str,
        most: usize,
        longest: Duration,
        takes: &mut dyn Takes,
    ) -> Result<Ended, StoreError> {
        let connection = self.beside(longest)?;
        let mut statement = connection.prepare(sql).map_err(|error| told(&error))?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        if names.is_empty() {
            return Err(StoreError::Rule("This is no question. Begin with SELECT.".to_owned()));
        }
        self.looked_by_sql()?;
        takes.columns(names)?;
        ask(&mut statement, most, takes)
    }

    /// Lets SQLite take no more memory than a reader may need, for as long as the process lives.
    ///
    /// # Errors
    /// The limit is not taken.
    pub fn limit_memory(&self) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "hard_heap_limit", MEMORY)?;
        // SQLite does not count all that it takes (a sort holds its rows beside), so the system counts too: what it refuses,
        // SQLite tells as out of memory.
        let most = u64::try_from(MEMORY).unwrap_or_default() + OURS;
        let limit = getrlimit(Resource::Data);
        let lower = |known: Option<u64>| Some(known.map_or(most, |known| known.min(most)));
        setrlimit(Resource::Data, Rlimit { current: lower(limit.current), maximum: limit.maximum })
            .map_err(|error| StoreError::Rule(format!("Memory cannot be limited here: {error}.")))
    }

    fn looked_by_sql(&mut self) -> Result<(), StoreError> {
        if !self.records_looking() {
            return Ok(());
        }
        let act = Act { verb: Verb::LookBySql, subject: None, undoes: None, reason: None };
        self.write(&act, |_| Ok(())).map(drop)
    }

    /// The connection on which statements of readers are prepared.
    fn beside(&self, longest: Duration) -> Result<Connection, StoreError> {
        let path = self.path.as_deref().ok_or_else(|| {
            StoreError::Rule("A caseload that is in no file cannot be asked by SQL.".to_owned())
        })?;
        let mut connection = open::memory()?;
        let caseload = format!("k{}", uuid::Uuid::new_v4().simple());
        connection.execute(&format!("ATTACH DATABASE ?1 AS {caseload}"), [path.to_string_lossy()])?;
        let views = views::all();
        let mut shut = vec!["sqlite_schema".to_owned(), "sqlite_master".to_owned()];
        let mut made = String::new();
        for view in &views {
            let _ = writeln!(made, "{};", view.made_over(&caseload));
        }
        let mut statement =
            connection.prepare(&format!("SELECT name FROM {caseload}.sqlite_schema WHERE type = 'table'"))?;
        for name in statement.query_map([], |row| row.get::<_, String>("name"))? {
            let name = name?;
            if !name.starts_with("sqlite_") {
                // The name of a table stands for nothing here.
                let _ = writeln!(made, "CREATE TEMP VIEW \"{name}\" AS SELECT NULL AS hidden;");
            }
            shut.push(name);
        }
        drop(statement);
        connection.execute_batch(&made)?;
        connection.pragma_update(None, "query_only", "ON")?;
        let allowed = Allowed { caseload, views: views.into_iter().map(|view| view.name).collect(), shut };
        connection
            .authorizer(Some(move |context: rusqlite::hooks::AuthContext<'_>| allowed.judge(&context)))?;
        let until = Instant::now() + longest;
        connection.progress_handler(STEPS, Some(move || Instant::now() > until))?;
        Ok(connection)
    }
}

fn ask(statement: &mut Statement<'_>, most: usize, takes: &mut dyn Takes) -> Result<Ended, StoreError> {
    let columns = statement.column_count();
    let mut rows = statement.query([]).map_err(|error| told(&error))?;
    let mut given = 0;
    while let Some(row) = rows.next().map_err(|error| told(&error))? {
        if given == most {
            return Ok(Ended { rows: given, more: true });
        }
        let cells = (0..columns).map(|at| row.get_ref(at).map(cell)).collect::<Result<_, _>>()?;
        given += 1;
        if !takes.row(cells)? {
            break;
        }
    }
    Ok(Ended { rows: given, more: false })
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Real(number) => Cell::Real(number),
        ValueRef::Text(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Cell::Text(bytes.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })),
    }
}

/// What SQLite says of a statement, as a sentence of kith.
fn told(error: &rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode as Code;
    StoreError::Rule(match error.sqlite_error_code() {
        Some(Code::OperationInterrupted) => "This took too long and was stopped. Ask for less.".to_owned(),
        Some(Code::OutOfMemory) => "This takes too much memory and was stopped. Ask for less.".to_owned(),
        Some(Code::AuthorizationForStatementDenied) => NOT_ADMITTED.to_owned(),
        _ if error.to_string().contains("prohibited") => NOT_ADMITTED.to_owned(),
        _ if error.to_string().starts_with(NO_FUNCTION) => {
            let function = error.to_string();
            let name =
                function.trim_start_matches(NO_FUNCTION).split(' ').next().unwrap_or_default().to_owned();
            format!("This function is not admitted here: {name}.")
        }
        _ if matches!(error, rusqlite::Error::MultipleStatement) => "Ask one question at a time.".to_owned(),
        _ => format!("SQLite does not understand this: {}.", error.to_string().trim_end_matches('.')),
    })
}

/// How SQLite begins to say that a function is refused.
const NO_FUNCTION: &str = "not authorized to use function: ";

const NOT_ADMITTED: &str = "Only the views can be read, and nothing can be changed. They are in docs/views.md, and with kith sql --views.";
