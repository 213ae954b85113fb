//! Contacts by themselves: those with nobody we know yet.

use chrono::NaiveDate;

use super::Store;
use super::fault::StoreError;
use super::page::{Page, Span, length};
use super::row::{columns, text};
use crate::domain::id::ContactId;

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
