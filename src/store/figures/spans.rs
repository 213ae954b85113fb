//! How long things took: days people waited, minutes of contacts.

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::counted::{Counted, Of};
use super::lens::{Condition, Lens};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::length;

/// How long people waited, in days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// From each referral to the first try, where there was one.
    pub to_first_try: Vec<i64>,
    /// From each referral to the first conversation, where there was one.
    pub to_first_talk: Vec<i64>,
}

impl Store {
    /// Days from each referral received in the days to the first try and to the first conversation after it and before it ended.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn waits(&self, lens: &Lens) -> Result<Waits, StoreError> {
        let (rows, values) = Counted::all(Of::Referrals, lens).select(None);
        let first = |only: &str| {
            format!(
                "(SELECT min(happened_on) FROM contact WHERE person_id = r.person_id AND happened_on >= r.on_day \
                 AND (x.closed_on IS NULL OR happened_on <= x.closed_on) AND put_away_on IS NULL{only})"
            )
        };
        let sql = format!(
            "SELECT r.on_day, {} AS tried, {} AS spoke FROM ({rows}) AS r JOIN referral AS x ON x.id = r.id",
            first(""),
            first(" AND outcome = 'spoke'")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut waits = Waits::default();
        let mut all = statement.query(params_from_iter(values))?;
        while let Some(row) = all.next()? {
            let day = |name: &str| -> Result<Option<NaiveDate>, StoreError> {
                Ok(row.get::<_, Option<String>>(name)?.and_then(|day| day.parse().ok()))
            };
            let Some(received) = day("on_day")? else { continue };
            waits.to_first_try.extend(day("tried")?.map(|tried| (tried - received).num_days()));
            waits.to_first_talk.extend(day("spoke")?.map(|spoke| (spoke - received).num_days()));
        }
        Ok(waits)
    }

    /// Minutes of the contacts in the days, and how many of them say no minutes.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn minutes(&self, lens: &Lens) -> Result<(usize, usize), StoreError> {
        let mut only = Condition::default();
        only.on("x.happened_on", lens);
        if let Some(worker) = lens.worker {
            only.and("x.worker_id = ?", [Sql::Integer(worker.0)]);
        }
        only.of_places("x.person_id", lens);
        let sql = format!(
            "SELECT coalesce(sum(minutes), 0) AS n, coalesce(sum(minutes IS NULL), 0) AS unsaid FROM contact AS x \
             WHERE x.put_away_on IS NULL AND x.person_id IS NOT NULL{}",
            only.sql
        );
        let read = |row: &Row<'_>| Ok((length(row.get("n")?), length(row.get("unsaid")?)));
        Ok(self.connection.prepare_cached(&sql)?.query_row(params_from_iter(only.values), read)?)
    }
}
