//! Whose work is counted, and in which days: one worker's, of one practice, in one area, from one source.

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;

use crate::domain::id::WorkerId;
use crate::store::{Store, StoreError};

/// Whose work is counted, and in which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The first day that counts.
    pub from: NaiveDate,
    /// The last day that counts.
    pub to: NaiveDate,
    /// Only people this worker works with, and contacts this worker made.
    pub worker: Option<WorkerId>,
    /// Only people of this general practice: its code or its name.
    pub practice: Option<String>,
    /// Only people whose postcode begins so: `S6`, `S6 3`, `S`.
    pub area: Option<String>,
    /// Only people who were ever referred from this source, and referrals from it: a code.
    pub source: Option<String>,
}

impl Lens {
    /// Everyone's work in some days.
    pub fn days(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, to, worker: None, practice: None, area: None, source: None }
    }

    /// As many days as these, before them.
    #[must_use]
    pub fn before(&self) -> Self {
        let back = |day: NaiveDate, n: i64| day.checked_sub_signed(chrono::Duration::days(n));
        let length = (self.to - self.from).num_days() + 1;
        let from = back(self.from, length).unwrap_or(self.from);
        let to = back(self.from, 1).unwrap_or(self.from);
        Self { from, to, ..self.clone() }
    }

    /// Whether only some of the people count.
    pub fn is_narrowed(&self) -> bool {
        self.worker.is_some() || self.practice.is_some() || self.area.is_some() || self.source.is_some()
    }
}

/// Whose people are meant, whatever the days: a worker's with nobody's, of a practice, in an area, from a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// This worker's people and nobody's.
    pub worker: Option<WorkerId>,
    /// Only people of this general practice: its code or its name.
    pub practice: Option<String>,
    /// Only people whose postcode begins so.
    pub area: Option<String>,
    /// Only people who were ever referred from this source, and referrals from it: a code.
    pub source: Option<String>,
}

impl Whose {
    /// Whose people a lens lets through.
    pub fn of(lens: &Lens) -> Self {
        let (practice, area, source) = (lens.practice.clone(), lens.area.clone(), lens.source.clone());
        Self { worker: lens.worker, practice, area, source }
    }

    /// Whether it is of a practice, an area or a source.
    pub fn is_of_places(&self) -> bool {
        self.practice.is_some() || self.area.is_some() || self.source.is_some()
    }

    /// The same through a lens, of days that do not matter.
    pub(in crate::store) fn lens(&self) -> Lens {
        let day = NaiveDate::default();
        let (practice, area, source) = (self.practice.clone(), self.area.clone(), self.source.clone());
        Lens { from: day, to: day, worker: self.worker, practice, area, source }
    }
}

impl From<Option<WorkerId>> for Whose {
    fn from(worker: Option<WorkerId>) -> Self {
        Self { worker, ..Self::default() }
    }
}

/// A condition with the values its question marks stand for.
#[derive(Default)]
pub(in crate::store) struct Condition {
    /// The condition, each part with ` AND ` before it.
    pub sql: String,
    /// The values, in order.
    pub values: Vec<Sql>,
}

impl Condition {
    /// One more thing that must be true.
    pub fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Sql>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    /// A day that lies in the days of the lens.
    pub fn on(&mut self, day: &str, lens: &Lens) {
        let days = [Sql::Text(lens.from.to_string()), Sql::Text(lens.to.to_string())];
        self.and(&format!("{day} BETWEEN ? AND ?"), days);
    }

    /// A person whom the lens lets through, by an expression for their number.
    pub fn of_people(&mut self, person: &str, lens: &Lens) {
        if let Some(worker) = lens.worker {
            let whose = format!("{person} IN (SELECT person_id FROM standing WHERE worker_id = ?)");
            self.and(&whose, [Sql::Integer(worker.0)]);
        }
        self.of_places(person, lens);
    }

    /// A person of the practice, the area and the source, whoever works with them.
    pub fn of_places(&mut self, person: &str, lens: &Lens) {
        if let Some(practice) = &lens.practice {
            let of = "SELECT id FROM person WHERE gp_practice_code = ? COLLATE NOCASE OR gp_practice = ? COLLATE NOCASE";
            let name = Sql::Text(practice.clone());
            self.and(&format!("{person} IN ({of})"), [name.clone(), name]);
        }
        if let Some(area) = &lens.area {
            let within = format!("{person} IN (SELECT id FROM person WHERE postcode GLOB ?)");
            self.and(&within, [Sql::Text(pattern(area))]);
        }
        if let Some(source) = &lens.source {
            let from = "SELECT person_id FROM referral WHERE source = ? AND put_away_on IS NULL";
            self.and(&format!("{person} IN ({from})"), [Sql::Text(source.clone())]);
        }
    }
}

impl Store {
    /// Whether anybody is registered with a practice of that code or name, put away or not.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn has_people_of_practice(&self, practice: &str) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM person WHERE gp_practice_code = ?1 COLLATE NOCASE \
             OR gp_practice = ?1 COLLATE NOCASE) AS there",
        )?;
        Ok(statement.query_row([practice], |row| row.get("there"))?)
    }
}

/// What the postcodes of an area look like: `S` is S1 to S99, `S6` is not S60, `S6 3` is a part of it.
pub(in crate::store) fn pattern(area: &str) -> String {
    let area: String = area
        .trim()
        .to_uppercase()
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == ' ')
        .collect();
    if area.chars().all(|letter| letter.is_ascii_alphabetic()) {
        format!("{area}[0-9]*")
    } else if area.contains(' ') {
        format!("{area}*")
    } else {
        format!("{area} *")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_a_beginning_of_postcodes_and_never_another_district() {
        assert_eq!(pattern("s"), "S[0-9]*");
        assert_eq!(pattern("s6"), "S6 *");
        assert_eq!(pattern("S6 3"), "S6 3*");
        assert_eq!(pattern("S6*'"), "S6 *");
    }

    #[test]
    fn the_days_before_are_as_many_and_end_the_day_before() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let before = Lens::days(day("2026-03-01"), day("2026-03-31")).before();
        assert_eq!((before.from, before.to), (day("2026-01-29"), day("2026-02-28")));
    }
}
