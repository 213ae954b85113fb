//! Reminders for a calendar: those that are open, and those that a calendar may still show and is to take out.

use chrono::NaiveDate;
use rusqlite::params;

use super::text;
use crate::domain::id::WorkerId;
use crate::store::{Store, StoreError};

/// A reminder as a calendar needs it.
#[derive(Clone, PartialEq, Eq)]
pub struct CalendarRow {
    /// Its number.
    pub id: i64,
    /// Its universal id.
    pub uid: String,
    /// The day.
    pub due_on: NaiveDate,
    /// The time.
    pub due_at: Option<chrono::NaiveTime>,
    /// How often it comes again, as a code; empty for once.
    pub recurrence: String,
    /// The rule that raised it, as a code; empty where a worker set it.
    pub rule: String,
    /// Whether it is open.
    pub open: bool,
    /// Given name of the person, for the initials.
    pub given: String,
    /// Family name of the person, for the initials.
    pub family: String,
    /// How often it was changed since it was set.
    pub changes: i64,
}

impl Store {
    /// The reminders that are open and due by a day, and those that were done, cancelled or put away since another.
    pub fn calendar(
        &self,
        worker: Option<WorkerId>,
        until: NaiveDate,
        since: NaiveDate,
    ) -> Result<Vec<CalendarRow>, StoreError> {
        let whose =
            if worker.is_some() { "AND (f.worker_id = ?3 OR f.worker_id IS NULL)" } else { "AND ?3 IS NULL" };
        let sql = format!(
            "{} {whose} ORDER BY f.due_on, coalesce(f.due_at, '99'), f.id",
            include_str!("calendar.sql")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = params![until.to_string(), since.to_string(), worker.map(|id| id.0)];
        let rows = statement.query_map(values, |row| {
            Ok(CalendarRow {
                id: row.get("id")?,
                uid: text(row, "uid")?,
                due_on: text(row, "due_on")?.parse().unwrap_or_default(),
                due_at: chrono::NaiveTime::parse_from_str(&text(row, "due_at")?, "%H:%M").ok(),
                recurrence: text(row, "recurrence")?,
                rule: text(row, "rule")?,
                open: row.get("open")?,
                given: text(row, "given")?,
                family: text(row, "family")?,
                changes: row.get::<_, i64>("changes")?.saturating_sub(1).max(0),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
