//! The queue: who is in our work, in the order of what is due, a page at a time from an index.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::Store;
use super::fault::StoreError;
use super::figures::Set;
use super::find::match_of;
use super::page::{Page, Span, length};
use crate::domain::id::{FollowUpId, PersonId, WorkerId};
use crate::domain::journey::Rung;
use crate::domain::standing::State;

const SELECT: &str = include_str!("queue.sql");

/// The day that stands for "nothing is due" in the store, so that the index keeps such rows last.
const NEVER: &str = "9999-12-31";

/// The order of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// What is due first comes first.
    #[default]
    Due,
    /// By family name, then given name.
    Name,
}

/// What is asked of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct QueueAsk {
    /// One worker's people and those of nobody; `None` for everyone's.
    pub worker: Option<WorkerId>,
    /// Only people who are there; `None` for everyone in our work.
    pub state: Option<State>,
    /// Only people whose name or number has words that begin so.
    pub text: String,
    /// The order.
    pub order: Order,
}

/// One person of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// Who.
    pub person: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Title.
    pub title: String,
    /// What must be known before one rings or writes.
    pub safe_contact: String,
    /// Whose; 0 is nobody's.
    pub worker: WorkerId,
    /// Where they are.
    pub state: State,
    /// What is due first, and when.
    pub due_on: Option<NaiveDate>,
    /// At what time.
    pub due_at: Option<NaiveTime>,
    /// What is due.
    pub next: String,
    /// The reminder that is due.
    pub follow_up: Option<FollowUpId>,
    /// The day the referral came, while nobody has tried yet.
    pub waiting_since: Option<NaiveDate>,
    /// The day by which a first contact is to be tried.
    pub contact_by: Option<NaiveDate>,
    /// The day of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// What happened then, as a code of the contact outcomes.
    pub last_outcome: String,
    /// On how many days we tried in vain since we last spoke.
    pub tries: i64,
    /// Where they stand on the way from recipient to contributor.
    pub rung: Rung,
}

impl QueueRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |name: &str| -> rusqlite::Result<String> {
            Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
        };
        let day = |name: &str| -> rusqlite::Result<Option<NaiveDate>> {
            Ok(row
                .get::<_, Option<String>>(name)?
                .filter(|day| day != NEVER)
                .and_then(|day| day.parse().ok()))
        };
        Ok(Self {
            person: PersonId(row.get("person_id")?),
            given: text("given")?,
            family: text("family")?,
            title: text("title")?,
            safe_contact: text("safe_contact")?,
            worker: WorkerId(row.get("worker_id")?),
            state: State::parse(&text("state")?).unwrap_or(State::Known),
            due_on: day("due_on")?,
            due_at: NaiveTime::parse_from_str(&text("due_at")?, "%H:%M").ok(),
            next: text("next_what")?,
            follow_up: row.get::<_, Option<i64>>("next_follow_up_id")?.map(FollowUpId),
            waiting_since: day("waiting_since")?,
            contact_by: day("contact_by")?,
            last_contact: day("last_contact_on")?,
            last_outcome: text("last_outcome")?,
            tries: row.get("tries")?,
            rung: Rung::parse(&text("rung")?).unwrap_or(Rung::Newcomer),
        })
    }
}

impl Store {
    /// A page of the queue.
    pub fn queue(&self, ask: &QueueAsk, span: Span) -> Result<Page<QueueRow>, StoreError> {
        let mut condition = String::new();
        let mut values: Vec<Sql> = Vec::new();
        match ask.state {
            Some(state) => {
                condition.push_str("s.state = ?");
                values.push(state.code().to_owned().into());
            }
            None => condition.push_str("s.in_work = 1"),
        }
        if !ask.text.trim().is_empty() {
            condition
                .push_str(" AND s.person_id IN (SELECT rowid FROM person_word WHERE person_word MATCH ?)");
            values.push(match_of(&ask.text, self.clock.today()).into());
        }
        let order = match ask.order {
            Order::Due => "due_on, due_at, person_id",
            Order::Name => "sort_name, person_id",
        };
        let total = if ask.text.trim().is_empty() {
            self.count_of(ask.state.map_or(Set::InWork, Set::In), ask.worker)?
        } else {
            self.queue_length(ask.worker, &condition, &values)?
        };
        let rows = self.queue_rows(ask.worker, &condition, &values, order, span)?;
        Ok(Page { rows, from: span.from, total })
    }

    /// How many people there are of whom a condition on `standing AS s` is so.
    pub(super) fn queue_length(
        &self,
        worker: Option<WorkerId>,
        condition: &str,
        values: &[Sql],
    ) -> Result<usize, StoreError> {
        let whose = if worker.is_some() { " AND s.worker_id IN (?, 0)" } else { "" };
        let sql = format!("SELECT count(*) AS n FROM standing AS s WHERE {condition}{whose}");
        let all = values.iter().cloned().chain(worker.map(|id| Sql::Integer(id.0)));
        let n = self.connection.prepare_cached(&sql)?.query_row(params_from_iter(all), |row| row.get("n"))?;
        Ok(length(n))
    }

    /// One worker's rows and nobody's come from two runs through the index that SQLite merges, never from a sort.
    pub(super) fn queue_rows(
        &self,
        worker: Option<WorkerId>,
        condition: &str,
        values: &[Sql],
        order: &str,
        span: Span,
    ) -> Result<Vec<QueueRow>, StoreError> {
        let inner = |whose: &str| {
            format!(
                "SELECT s.person_id, s.due_on, s.due_at, s.sort_name FROM standing AS s WHERE {condition}{whose}"
            )
        };
        let mut all: Vec<Sql> = values.to_vec();
        let wanted = match worker {
            Some(id) => {
                all.push(Sql::Integer(id.0));
                all.extend(values.iter().cloned());
                format!("{} UNION ALL {}", inner(" AND s.worker_id = ?"), inner(" AND s.worker_id = 0"))
            }
            None => inner(""),
        };
        all.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let sql = format!(
            "{SELECT} JOIN ({wanted} ORDER BY {order} LIMIT ? OFFSET ?) AS wanted ON wanted.person_id = s.person_id \
             ORDER BY {}",
            order.split(", ").map(|column| format!("s.{column}")).collect::<Vec<_>>().join(", ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(all), QueueRow::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Where one person stands, as a row of the queue.
    pub fn standing(&self, person: PersonId) -> Result<Option<QueueRow>, StoreError> {
        use rusqlite::OptionalExtension as _;
        let mut statement = self.connection.prepare_cached(&format!("{SELECT} WHERE s.person_id = ?1"))?;
        Ok(statement.query_row([person.0], QueueRow::of).optional()?)
    }

    /// The people who stand somewhere, oldest name first, a page at a time; for figures that open their rows.
    pub fn people_in(&self, state: State, span: Span) -> Result<Page<QueueRow>, StoreError> {
        self.queue(&QueueAsk { state: Some(state), order: Order::Name, ..QueueAsk::default() }, span)
    }
}
