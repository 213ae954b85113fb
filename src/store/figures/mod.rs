//! The figures of a caseload, each counted by the same condition that opens its rows.

pub mod counted;
pub mod lens;
mod referrals;
mod referrers;
pub mod spans;

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{params, params_from_iter};

use self::lens::{Condition, Whose};
pub use self::referrals::{ReferralRow, Referrals};
pub use self::referrers::{QUIET_FROM, Referrer, Sent};
use super::Store;
use super::asset::GOING_ON;
use super::derive::tally::EVERYONE;
use super::fault::StoreError;
use super::page::{Page, Span, length};
use super::queue::QueueRow;
use crate::domain::id::{AssetId, WorkerId};
use crate::domain::journey::Rung;
use crate::domain::standing::State;

/// A set of people that a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// Everyone whose record is in use.
    Everyone,
    /// Everyone in our work: waiting, being tried, active, or with a reminder.
    InWork,
    /// Those who stand somewhere.
    In(State),
    /// Those who wait and whose first contact was due before the day.
    WaitingOver(NaiveDate),
    /// Those in our work who were asked what they would like to give.
    Asked,
    /// Those in our work whom nobody asked.
    NotAsked,
    /// Those in our work who were asked and offered something.
    Offered,
    /// Those who gave.
    Gave,
    /// Those who received.
    Received,
    /// Those who gave and received.
    Both,
    /// Those who gave or received.
    Either,
    /// Those on a rung.
    On(Rung),
}

impl Set {
    /// The condition on `standing AS s`, or on `standing_tally AS s`, with its values.
    fn condition(self) -> (String, Vec<Sql>) {
        let used = "s.state <> 'put_away'";
        let mut values: Vec<Sql> = Vec::new();
        let condition = match self {
            Self::Everyone => used.to_owned(),
            Self::InWork => "s.in_work = 1".to_owned(),
            Self::In(state) => {
                values.push(state.code().to_owned().into());
                "s.state = ?".to_owned()
            }
            Self::WaitingOver(day) => {
                values.push(day.to_string().into());
                "s.waiting_since IS NOT NULL AND s.contact_by < ?".to_owned()
            }
            Self::Asked => "s.in_work = 1 AND s.asked = 1".to_owned(),
            Self::NotAsked => "s.in_work = 1 AND s.asked = 0".to_owned(),
            Self::Offered => "s.in_work = 1 AND s.asked = 1 AND s.offered = 1".to_owned(),
            Self::Gave => format!("{used} AND s.gave = 1"),
            Self::Received => format!("{used} AND s.received = 1"),
            Self::Both => format!("{used} AND s.gave = 1 AND s.received = 1"),
            Self::Either => format!("{used} AND (s.gave = 1 OR s.received = 1)"),
            Self::On(rung) => {
                values.push(rung.code().to_owned().into());
                format!("s.rung = ? AND {used}")
            }
        };
        (condition, values)
    }
}

/// Sources that are a general practice: who came through one of these came through the gate.
pub const PRACTICES: [&str; 3] = ["gp", "practice_nurse", "other_primary_care"];

/// The condition on `standing AS s` of a set among the people of a practice, an area or a source.
fn among(set: Set, whose: &Whose) -> (String, Vec<Sql>) {
    let (mut condition, mut values) = set.condition();
    if let Some(worker) = whose.worker {
        condition.push_str(" AND s.worker_id IN (?, 0)");
        values.push(Sql::Integer(worker.0));
    }
    let mut places = Condition::default();
    places.of_places("s.person_id", &whose.lens());
    condition.push_str(&places.sql);
    values.append(&mut places.values);
    (condition, values)
}

/// Codes as a list for SQL.
pub(in crate::store) fn quoted(codes: &[&str]) -> String {
    codes.iter().map(|code| format!("'{code}'")).collect::<Vec<_>>().join(", ")
}

impl Store {
    /// A page of the people of a set, by name; one worker's and nobody's, or (`None`) everyone's.
    pub fn people_of(
        &self,
        set: Set,
        worker: Option<WorkerId>,
        span: Span,
    ) -> Result<Page<QueueRow>, StoreError> {
        let (mut condition, mut values) = set.condition();
        if let Some(worker) = worker {
            condition.push_str(" AND s.worker_id IN (?, 0)");
            values.push(Sql::Integer(worker.0));
        }
        let total = self.count_of(set, worker)?;
        let rows = self.queue_rows(None, &condition, &values, "sort_name, person_id", span)?;
        Ok(Page { rows, from: span.from, total })
    }

    /// The same of whose people they are: also of a practice, an area or a source.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn people_among(&self, set: Set, whose: &Whose, span: Span) -> Result<Page<QueueRow>, StoreError> {
        if !whose.is_of_places() {
            return self.people_of(set, whose.worker, span);
        }
        let (condition, values) = among(set, whose);
        let total = self.queue_length(None, &condition, &values)?;
        let rows = self.queue_rows(None, &condition, &values, "sort_name, person_id", span)?;
        Ok(Page { rows, from: span.from, total })
    }

    /// How many people are in a set, of whose people they are.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn count_among(&self, set: Set, whose: &Whose) -> Result<usize, StoreError> {
        if !whose.is_of_places() {
            return self.count_of(set, whose.worker);
        }
        let (condition, values) = among(set, whose);
        self.queue_length(None, &condition, &values)
    }

    /// How many people are in a set.
    pub fn count_of(&self, set: Set, worker: Option<WorkerId>) -> Result<usize, StoreError> {
        let (condition, values) = set.condition();
        if let Set::WaitingOver(_) = set {
            return self.queue_length(worker, &condition, &values);
        }
        let sql = format!(
            "SELECT coalesce(sum(s.n), 0) AS n FROM standing_tally AS s WHERE s.worker_id IN (?, ?) AND {condition}"
        );
        let all = whose(worker).into_iter().chain(values);
        Ok(length(
            self.connection.prepare_cached(&sql)?.query_row(params_from_iter(all), |row| row.get("n"))?,
        ))
    }

    /// How many referrals came from each source, by code, most first.
    pub fn referral_sources(&self, worker: Option<WorkerId>) -> Result<Vec<(String, usize)>, StoreError> {
        self.counted("tally.of = 'referral' AND tally.worker_id IN (?, ?)", &whose(worker))
    }

    /// How many connections go how, by code, most first.
    pub fn connection_states(&self) -> Result<Vec<(String, usize)>, StoreError> {
        self.counted("tally.of = 'connection' AND tally.worker_id IN (?, ?)", &whose(None))
    }

    /// How many connections go on, and how many of those lead to a group or a resident.
    pub fn connections_going_on(&self) -> Result<(usize, usize), StoreError> {
        let sql = format!(
            "SELECT coalesce(sum(n), 0) AS n, \
             coalesce(sum(CASE WHEN kind IN ('association', 'individual_resident') THEN n END), 0) AS groups \
             FROM tally WHERE of = 'connection' AND worker_id = {EVERYONE} AND code IN ({})",
            quoted(&GOING_ON)
        );
        let counts = |row: &rusqlite::Row<'_>| Ok((length(row.get("n")?), length(row.get("groups")?)));
        Ok(self.connection.prepare_cached(&sql)?.query_row([], counts)?)
    }

    /// How many exchanges there were in all, and how many offers were taken up, of how many offers made.
    pub fn exchange_counts(&self) -> Result<(usize, usize, usize), StoreError> {
        Ok((self.tally("exchange", None)?, self.tally("offer", Some("met"))?, self.tally("offer", None)?))
    }

    /// How many records of a table are in use; only those with a code, where one is given.
    pub(super) fn tally(&self, of: &str, code: Option<&str>) -> Result<usize, StoreError> {
        let sql = format!(
            "SELECT coalesce(sum(n), 0) AS n FROM tally WHERE of = ?1 AND worker_id = {EVERYONE} \
             AND code = coalesce(?2, code)"
        );
        let n = self.connection.prepare_cached(&sql)?.query_row(params![of, code], |row| row.get("n"))?;
        Ok(length(n))
    }

    /// How many referrals came through a general practice, of how many; from the tallies, so that nothing is counted.
    pub fn through_practices(&self, worker: Option<WorkerId>) -> Result<(usize, usize), StoreError> {
        let all = self.referral_sources(worker)?;
        let through = all.iter().filter(|(code, _)| PRACTICES.contains(&code.as_str())).map(|(_, n)| n).sum();
        Ok((through, all.iter().map(|(_, n)| n).sum()))
    }

    /// How many referrers wait to hear from us.
    pub fn unheard(&self) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) AS n FROM referral WHERE reply_wanted = 1 AND replied_on IS NULL \
                   AND put_away_on IS NULL AND state NOT IN ('received', 'offered', 'withdrawn')";
        Ok(length(self.connection.prepare_cached(sql)?.query_row([], |row| row.get("n"))?))
    }

    /// How many contacts were logged from one day to another, both included.
    pub fn contacts_between(
        &self,
        from: NaiveDate,
        until: NaiveDate,
        worker: Option<WorkerId>,
    ) -> Result<usize, StoreError> {
        let whose = if worker.is_some() { " AND worker_id = ?" } else { "" };
        let sql = format!(
            "SELECT count(*) AS n FROM contact WHERE happened_on BETWEEN ? AND ? AND put_away_on IS NULL{whose}"
        );
        let values = [Sql::Text(from.to_string()), Sql::Text(until.to_string())]
            .into_iter()
            .chain(worker.map(|id| Sql::Integer(id.0)));
        Ok(length(
            self.connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get("n"))?,
        ))
    }

    /// How many people stand on each rung in a group; every group of everyone where none is given.
    pub fn groups_with_rungs(&self, span: Span) -> Result<Vec<(AssetId, String, usize)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.asset_id, a.name, count(*) AS n FROM standing_rung AS r JOIN asset AS a ON a.id = r.asset_id \
             GROUP BY r.asset_id ORDER BY n DESC, a.name, r.asset_id LIMIT ?1 OFFSET ?2",
        )?;
        let rows = statement.query_map([span.limit(), span.offset()], |row| {
            Ok((AssetId(row.get("asset_id")?), row.get("name")?, length(row.get("n")?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Tallies by code, most first.
    fn counted(&self, which: &str, values: &[Sql]) -> Result<Vec<(String, usize)>, StoreError> {
        let sql =
            format!("SELECT code, sum(n) AS n FROM tally WHERE {which} GROUP BY code ORDER BY n DESC, code");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values.iter()), |row| {
            Ok((row.get("code")?, length(row.get("n")?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Under which workers a tally stands: one worker's and nobody's, or everyone's.
fn whose(worker: Option<WorkerId>) -> [Sql; 2] {
    let (one, other) = worker.map_or((EVERYONE, EVERYONE), |worker| (worker.0, 0));
    [Sql::Integer(one), Sql::Integer(other)]
}
