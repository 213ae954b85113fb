//! Contacts by themselves: those with nobody we know yet, and how often somebody was spoken with.

use chrono::NaiveDate;
use rusqlite::params;

use super::Store;
use super::fault::StoreError;
use super::page::{Page, Span, length};
use super::row::{columns, text};
use crate::domain::id::{ContactId, PersonId};

/// A contact with nobody we know yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InformalRow {
    /// Which.
    pub contact: ContactId,
    /// The day.
    pub on: NaiveDate,
    /// With whom, as far as anybody said.
    pub somebody: String,
    /// Where.
    pub place: String,
    /// What was said.
    pub note: String,
}

impl InformalRow {
    /// It in one line: who it was, and the beginning of what was said.
    pub fn words(&self) -> String {
        let note = self.note.lines().next().unwrap_or_default();
        let parts = [self.somebody.as_str(), note];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { "Somebody".to_owned() } else { parts.join(": ") }
    }
}

impl Store {
    /// How often a person was spoken with, by month (`2026-03`), from one day to another; months without are left out.
    pub fn spoke_by_month(
        &self,
        person: PersonId,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<(String, usize)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT substr(happened_on, 1, 7) AS month, count(*) AS n FROM contact WHERE person_id = ?1 \
             AND happened_on BETWEEN ?2 AND ?3 AND outcome = 'spoke' AND put_away_on IS NULL GROUP BY 1 ORDER BY 1",
        )?;
        let rows = statement.query_map(params![person.0, from.to_string(), until.to_string()], |row| {
            Ok((row.get("month")?, length(row.get("n")?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Contacts with nobody we know yet, the newest first.
    pub fn informal_contacts(&self, span: Span) -> Result<Page<InformalRow>, StoreError> {
        let total = self
            .connection
            .prepare_cached(
                "SELECT count(*) AS n FROM contact WHERE person_id IS NULL AND put_away_on IS NULL",
            )?
            .query_row([], |row| row.get("n"))?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id, happened_on, somebody, place, note FROM contact WHERE person_id IS NULL \
             AND put_away_on IS NULL ORDER BY happened_on DESC, id DESC LIMIT ?1 OFFSET ?2",
        )?;
        let [id, on, somebody, place, note] =
            columns(&statement, ["id", "happened_on", "somebody", "place", "note"])?;
        let rows = statement
            .query_map([span.limit(), span.offset()], |row| {
                Ok(InformalRow {
                    contact: ContactId(row.get(id)?),
                    on: text(row, on)?.parse().unwrap_or_default(),
                    somebody: text(row, somebody)?,
                    place: text(row, place)?,
                    note: text(row, note)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }
}
