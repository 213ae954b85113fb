//! Measures: what follows from the answers is worked out when they are kept, and they are taken again after three months.

use chrono::{Days, NaiveDate};
use rusqlite::types::Value as Sql;
use rusqlite::{params, params_from_iter};

use super::figures::lens::{Condition, Lens};
use super::write::Writing;
use super::{Store, StoreError};
use crate::domain::cadence;
use crate::domain::entity::Entity;
use crate::domain::entry::{Value, Values};
use crate::domain::id::PersonId;
use crate::domain::instrument::{self, Instrument};
use crate::domain::vocabulary::INSTRUMENT;

/// The rule under which a measure that is due again stands among the reminders.
const AGAIN: &str = "measures_again";

/// For so many weeks after the first of them a measure can be taken again and still be of the three to four months.
const STILL: u32 = 4;

/// One result, as figures need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub person: PersonId,
    /// The day.
    pub on: String,
    /// Whether it was taken at the start.
    pub baseline: bool,
    /// Whether it is dated before the person's first referral.
    pub early: bool,
    /// The answers as they are kept.
    pub items: String,
}

impl Store {
    /// The results of an instrument up to the last day of a lens, person by person, the oldest first; of people whose record
    /// is in use.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn measures_taken(&self, instrument: &str, lens: &Lens) -> Result<Vec<Taken>, StoreError> {
        let mut only = Condition::default();
        only.and("m.instrument = ?", [Sql::Text(instrument.to_owned())]);
        only.and("m.measured_on <= ?", [Sql::Text(lens.to.to_string())]);
        only.of_people("m.person_id", lens);
        let sql = format!(
            "SELECT m.id, m.person_id, m.measured_on, m.stage = 'baseline' AS baseline, m.items, \
             coalesce(m.measured_on < (SELECT min(received) FROM referral WHERE person_id = m.person_id AND put_away_on IS NULL), 0) \
             AS early FROM measure AS m \
             JOIN standing AS s ON s.person_id = m.person_id WHERE m.put_away_on IS NULL AND s.state <> 'put_away'{} \
             ORDER BY m.person_id, m.measured_on, m.id",
            only.sql
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(only.values), |row| {
            Ok(Taken {
                id: row.get("id")?,
                person: PersonId(row.get("person_id")?),
                on: row.get("measured_on")?,
                baseline: row.get("baseline")?,
                early: row.get("early")?,
                items: row.get("items")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// The day of the oldest result up to a day; nothing where there is none.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn first_measured(&self, until: NaiveDate) -> Result<Option<NaiveDate>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT min(measured_on) AS first FROM measure WHERE put_away_on IS NULL AND measured_on <= ?1",
        )?;
        let first: Option<String> = statement.query_row([until.to_string()], |row| row.get("first"))?;
        Ok(first.and_then(|day| day.parse().ok()))
    }
}

impl Writing<'_> {
    /// The answers of a measure in the one way they are kept, with the score, and whether it is complete.
    pub(super) fn scored(&self, values: &mut Values) -> Result<(), StoreError> {
        let code = values.text("instrument").to_owned();
        let Some(one) = instrument::named(&code) else {
            return Err(StoreError::Rule(format!("kith knows no instrument {code}.")));
        };
        let answers = one.read(values.text("items")).map_err(StoreError::Rule)?;
        values.set("items", Instrument::written(&answers));
        values.set("complete", i64::from(one.is_complete(&answers)));
        let score = one.score(&answers).map(|score| instrument::shown(score.hundredths));
        values.set("score", score.map_or(Value::Nothing, Value::Text));
        if let (Some(worker), true) = (self.worker, values.value("worker_id").is_nothing()) {
            values.set("worker_id", worker);
        }
        Ok(())
    }

    /// What is measured at the start or on the way is measured again after a quarter of a year; a newer one answers that.
    pub(super) fn after_measure(&mut self, id: i64) -> Result<(), StoreError> {
        let record = self.record(Entity::Measure, id)?;
        let (values, gone) = (&record.values, record.put_away_on.is_some());
        let (Some(person), Some(on)) = (values.number("person_id"), values.day("measured_on")) else {
            return Ok(());
        };
        let what = format!("Measure again: {}", INSTRUMENT.label(values.text("instrument")));
        let fresh = self.is_new(Entity::Measure, id) && !gone;
        // One of long ago that is entered late neither answers what a newer one asks for, nor asks for anything.
        if !fresh && !gone || self.is_measured_since(id, person, values, on)? {
            return Ok(());
        }
        // Where no question was answered, it was not measured: it is to be asked again.
        if fresh && !values.text("items").chars().any(char::is_alphanumeric) {
            return Ok(());
        }
        let open: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM follow_up WHERE person_id = ?1 AND rule = ?2 AND what = ?3 AND state = 'open' AND put_away_on IS NULL",
            )?
            .query_map(params![person, AGAIN, what], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        for follow_up in open {
            let after = if gone {
                Values::new().with("state", "cancelled")
            } else {
                Values::new().with("state", "done").with("done_on", self.today())
            };
            self.update(Entity::FollowUp, follow_up, &after)?;
        }
        if !fresh || !matches!(values.text("stage"), "baseline" | "review") {
            return Ok(());
        }
        let after = |weeks: u32| on + Days::new(u64::from(weeks) * 7);
        let weeks = self.cadence.measures_again_weeks;
        let today = self.today();
        // What is entered late is due at once, as long as it is not too late.
        if after(weeks.saturating_add(STILL)) < today {
            return Ok(());
        }
        self.raise(AGAIN, what, cadence::on_or_after(after(weeks).max(today), self.nation), &record)
    }

    /// Whether somebody was measured so again after a result.
    fn is_measured_since(
        &self,
        id: i64,
        person: i64,
        values: &Values,
        on: NaiveDate,
    ) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM measure WHERE person_id = ?1 AND instrument = ?2 AND put_away_on IS NULL \
             AND (measured_on, id) > (?3, ?4)) AS newer",
        )?;
        let of = params![person, values.text("instrument"), on.to_string(), id];
        Ok(statement.query_row(of, |row| row.get("newer"))?)
    }
}
