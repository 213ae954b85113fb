//! Today: what is late, due today, due in the next seven days, and who waits for a first contact.

pub mod calendar;
pub mod work;

use chrono::{Days, NaiveDate, NaiveTime};
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::Store;
use super::fault::StoreError;
use super::page::{Page, Span, length};
use crate::domain::id::{AssetId, FollowUpId, PersonId, WorkerId};

const DUE: &str = include_str!("due.sql");
const WAITING: &str = include_str!("waiting.sql");

/// How many days ahead Today looks.
pub const DAYS_AHEAD: u64 = 7;

/// A reminder that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRow {
    /// Which reminder.
    pub follow_up: FollowUpId,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// The asset it is about.
    pub asset: Option<AssetId>,
    /// Given name of the person.
    pub given: String,
    /// Family name of the person.
    pub family: String,
    /// Name of the asset.
    pub asset_name: String,
    /// What must be known before one rings or writes.
    pub safe_contact: String,
    /// The day.
    pub due_on: NaiveDate,
    /// The time, where there is one.
    pub due_at: Option<NaiveTime>,
    /// What it is for.
    pub what: String,
    /// How often it comes again, as a code; empty for once.
    pub recurrence: String,
    /// Whose it is.
    pub worker: Option<WorkerId>,
    /// On how many days we tried in vain since we last spoke.
    pub tries: i64,
    /// The rule that raised it, as a code; empty where a worker set it.
    pub rule: String,
    /// How often it was moved to later.
    pub moved: i64,
}

/// Somebody who waits for a first contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRow {
    /// Who.
    pub person: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// What must be known before one rings or writes.
    pub safe_contact: String,
    /// Language and interpreter.
    pub language: String,
    /// The day the referral came.
    pub since: NaiveDate,
    /// The day by which a first contact is to be tried.
    pub contact_by: Option<NaiveDate>,
    /// Where the referral came from, as a code.
    pub source: String,
    /// Who referred.
    pub referrer: String,
    /// How soon it asks to be answered, as a code.
    pub urgency: String,
}

fn text(row: &Row<'_>, name: &str) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
}

impl DueRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            follow_up: FollowUpId(row.get("id")?),
            person: row.get::<_, Option<i64>>("person_id")?.map(PersonId),
            asset: row.get::<_, Option<i64>>("asset_id")?.map(AssetId),
            given: text(row, "given")?,
            family: text(row, "family")?,
            asset_name: text(row, "asset_name")?,
            safe_contact: text(row, "safe_contact")?,
            due_on: text(row, "due_on")?.parse().unwrap_or_default(),
            due_at: NaiveTime::parse_from_str(&text(row, "due_at")?, "%H:%M").ok(),
            what: text(row, "what")?,
            recurrence: text(row, "recurrence")?,
            worker: row.get::<_, Option<i64>>("worker_id")?.map(WorkerId),
            tries: row.get::<_, Option<i64>>("tries")?.unwrap_or(0),
            rule: text(row, "rule")?,
            moved: row.get::<_, Option<i64>>("moved")?.unwrap_or(0),
        })
    }
}

impl WaitingRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let referrer = [text(row, "referrer_name")?, text(row, "referrer_organisation")?];
        Ok(Self {
            person: PersonId(row.get("person_id")?),
            given: text(row, "given")?,
            family: text(row, "family")?,
            safe_contact: text(row, "safe_contact")?,
            language: text(row, "language")?,
            since: text(row, "waiting_since")?.parse().unwrap_or_default(),
            contact_by: text(row, "contact_by")?.parse().ok(),
            source: text(row, "source")?,
            referrer: referrer.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            urgency: text(row, "urgency")?,
        })
    }
}

/// The days between which reminders are asked for; both ends count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between {
    /// The first day; `None` for since ever.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: NaiveDate,
}

impl Between {
    /// Everything open that is due by the end of Today's view.
    pub fn today(today: NaiveDate) -> Self {
        Self { from: None, until: today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today) }
    }

    /// Everything that is late.
    pub fn late(today: NaiveDate) -> Self {
        Self { from: None, until: today.pred_opt().unwrap_or(today) }
    }

    /// What is due on one day.
    pub fn on(day: NaiveDate) -> Self {
        Self { from: Some(day), until: day }
    }
}

impl Store {
    /// Open reminders by day and time, a page at a time; one worker's and nobody's, or (`None`) everyone's.
    pub fn due(
        &self,
        worker: Option<WorkerId>,
        days: Between,
        span: Span,
    ) -> Result<Page<DueRow>, StoreError> {
        let total = self.due_count(worker, days)?;
        if span.most == 0 {
            return Ok(Page { rows: Vec::new(), from: span.from, total });
        }
        let (from, until) = Self::ends(days);
        let inner = |whose: &str| {
            format!(
                "SELECT id, due_on, coalesce(due_at, '99') AS due_at FROM follow_up WHERE state = 'open' \
                 AND put_away_on IS NULL AND due_on BETWEEN ? AND ?{whose}"
            )
        };
        let ends = [Sql::Text(from), Sql::Text(until)];
        let mut all: Vec<Sql> = ends.to_vec();
        let wanted = match worker {
            Some(id) => {
                all.push(Sql::Integer(id.0));
                all.extend(ends.iter().cloned());
                format!("{} UNION ALL {}", inner(" AND worker_id = ?"), inner(" AND worker_id IS NULL"))
            }
            None => inner(""),
        };
        all.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let sql = format!(
            "{DUE} JOIN ({wanted} ORDER BY 2, 3, 1 LIMIT ? OFFSET ?) AS wanted ON wanted.id = f.id \
             ORDER BY wanted.due_on, wanted.due_at, f.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(all), DueRow::of)?.collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total })
    }

    /// Reminders about an asset that are open, by day and time.
    pub fn reminders_of_asset(&self, asset: AssetId) -> Result<Vec<DueRow>, StoreError> {
        self.open_reminders("f.asset_id", asset.0)
    }

    /// Reminders about a person that are open, by day and time.
    pub fn reminders_of_person(&self, person: PersonId) -> Result<Vec<DueRow>, StoreError> {
        self.open_reminders("f.person_id", person.0)
    }

    fn open_reminders(&self, column: &str, id: i64) -> Result<Vec<DueRow>, StoreError> {
        let sql = format!(
            "{DUE} WHERE {column} = ?1 AND f.state = 'open' AND f.put_away_on IS NULL \
             ORDER BY f.due_on, coalesce(f.due_at, '99'), f.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id], DueRow::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many reminders are open between two days.
    pub fn due_count(&self, worker: Option<WorkerId>, days: Between) -> Result<usize, StoreError> {
        let (from, until) = Self::ends(days);
        let whose = if worker.is_some() { " AND (worker_id = ? OR worker_id IS NULL)" } else { "" };
        let sql = format!(
            "SELECT count(*) AS n FROM follow_up WHERE state = 'open' AND put_away_on IS NULL \
             AND due_on BETWEEN ? AND ?{whose}"
        );
        let all = [Sql::Text(from), Sql::Text(until)].into_iter().chain(worker.map(|id| Sql::Integer(id.0)));
        let n = self.connection.prepare_cached(&sql)?.query_row(params_from_iter(all), |row| row.get("n"))?;
        Ok(length(n))
    }

    fn ends(days: Between) -> (String, String) {
        (days.from.map_or_else(|| "0000-01-01".to_owned(), |day| day.to_string()), days.until.to_string())
    }

    /// Who waits for a first contact, the longest first.
    pub fn waiting(&self, worker: Option<WorkerId>, span: Span) -> Result<Page<WaitingRow>, StoreError> {
        let whose = if worker.is_some() { " AND s.worker_id IN (?, 0)" } else { "" };
        let who = worker.map(|id| Sql::Integer(id.0));
        let count =
            format!("SELECT count(*) AS n FROM standing AS s WHERE s.waiting_since IS NOT NULL{whose}");
        let total = self
            .connection
            .prepare_cached(&count)?
            .query_row(params_from_iter(who.clone()), |row| row.get("n"))?;
        if span.most == 0 {
            return Ok(Page { rows: Vec::new(), from: span.from, total: length(total) });
        }
        let sql = format!(
            "{WAITING} WHERE s.waiting_since IS NOT NULL{whose} ORDER BY s.waiting_since, s.person_id LIMIT ? OFFSET ?"
        );
        let all = who.into_iter().chain([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(all), WaitingRow::of)?.collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }

    /// How many reminders are late, and the oldest of them: the count that is on every screen.
    pub fn late(
        &self,
        worker: Option<WorkerId>,
        today: NaiveDate,
    ) -> Result<(usize, Option<DueRow>), StoreError> {
        let page = self.due(worker, Between::late(today), Span::first(1))?;
        Ok((page.total, page.rows.into_iter().next()))
    }
}
