//! The measures of reciprocity: each is a list of rows, and its figure is how many there are.
//!
//! The scheme, one worker or one group is measured, over days from and up to; people who are put away are left out.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::domain::journey::Rung;
use crate::store::Store;
use crate::store::asset::GOING_ON;
use crate::store::fault::StoreError;
use crate::store::figures::{PRACTICES, Set, quoted};
use crate::store::page::{Page, Span, length};

/// Whose give and take is measured, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Only people this worker works with; everyone where none is given.
    pub worker: Option<WorkerId>,
    /// Only people who have a place in this group.
    pub group: Option<AssetId>,
    /// The first day that counts.
    pub from: NaiveDate,
    /// The last day that counts.
    pub to: NaiveDate,
}

impl Scope {
    fn is_of_everybody(self) -> bool {
        self.worker.is_none() && self.group.is_none()
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// People in our work now.
    InWork,
    /// Of those, who was asked in the days what they would like to give.
    Asked,
    /// Of those asked, who offered something in the days, or answered so.
    Offered,
    /// Offers made in the days.
    Offers,
    /// Of those, which a give has answered, whenever that was.
    OffersUsed,
    /// People whose first give of all falls into the days, with how long it came after their first referral.
    FirstGive,
    /// People who gave or received in the days.
    Either,
    /// People who gave and received in the days.
    Both,
    /// Gives of the people in the days.
    Gives,
    /// Of those, for which thanks were said.
    Thanked,
    /// What the people received in the days.
    Receives,
    /// Moves up to a rung in the days: on the whole, or in the group that is chosen.
    Reached(Rung),
    /// Moves up to any rung in the days.
    Risen,
    /// Moves down in the days, each a worker's word.
    Down,
    /// Connections that go on.
    GoingOn,
    /// Of those, which lead to groups and neighbours.
    ToGroups,
    /// People in our work with connections that go on.
    Connected,
    /// Of those, who is connected to services and places alone.
    ServicesOnly,
    /// Referrals received in the days.
    Referrals,
    /// Of those, which came through a general practice.
    ThroughPractice,
}

/// One row of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRow {
    /// The number of the record that is counted.
    pub id: i64,
    /// Of whom it is.
    pub person: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// The day it counts by.
    pub on: Option<NaiveDate>,
    /// What it is, in the words it was noted in.
    pub what: String,
    /// Days since the first referral, of a first give.
    pub days: Option<i64>,
}

/// What was given and received in some days by the people who are measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// Times they gave.
    pub gives: usize,
    /// Of those, times thanks were said.
    pub thanked: usize,
    /// Times they received.
    pub receives: usize,
    /// How many of them gave or received.
    pub either: usize,
    /// How many of them did both.
    pub both: usize,
}

impl Measure {
    /// The rows: `id`, `person_id`, `on_day`, `what`, `since`. `?1` and `?2` are the days, `?3` the group or nothing.
    ///
    /// Of everybody, whoever is left out is few: then a million rows need not be looked up among the people one by one.
    fn rows(self, scope: Scope) -> String {
        let states = quoted(&GOING_ON);
        let groups = "(c.asset_id IS NULL OR c.asset_id IN \
             (SELECT id FROM asset WHERE kind IN ('association', 'individual_resident')))";
        let going = format!("c.put_away_on IS NULL AND c.state IN ({states})");
        let plain = |from: &str| {
            format!(
                "SELECT p.person_id AS id, p.person_id, NULL AS on_day, '' AS what, NULL AS since FROM {from}"
            )
        };
        // Of everybody, whoever was asked is fewer than whoever is in work, and is looked at first.
        let join = if scope.is_of_everybody() { "CROSS JOIN" } else { "JOIN" };
        let asked = format!(
            "SELECT p.person_id AS id, p.person_id, max(a.asked_on) AS on_day, '' AS what, NULL AS since \
             FROM asked AS a {join} p ON p.person_id = a.person_id \
             WHERE p.in_work = 1 AND a.put_away_on IS NULL AND a.asked_on BETWEEN ?1 AND ?2"
        );
        let offers = "SELECT o.id, p.person_id, o.offered_on AS on_day, o.what, NULL AS since FROM offer AS o \
             JOIN p ON p.person_id = o.person_id WHERE o.put_away_on IS NULL AND o.offered_on BETWEEN ?1 AND ?2";
        let exchanges = |side: &str| {
            format!(
                "SELECT e.id, p.person_id, e.happened_on AS on_day, e.what, NULL AS since FROM exchange AS e \
                 JOIN p ON p.person_id = e.{side}_person_id \
                 WHERE e.put_away_on IS NULL AND e.happened_on BETWEEN ?1 AND ?2"
            )
        };
        let any = |side: &str| {
            format!(
                "EXISTS (SELECT 1 FROM exchange AS e WHERE e.{side}_person_id = p.person_id \
                 AND e.happened_on BETWEEN ?1 AND ?2 AND e.put_away_on IS NULL)"
            )
        };
        let connections = format!(
            "SELECT c.id, p.person_id, c.made_on AS on_day, coalesce((SELECT name FROM asset WHERE id = c.asset_id), '') AS what, \
             NULL AS since FROM connection AS c JOIN p ON p.person_id = c.person_id WHERE {going}"
        );
        // The people with connections that go on, which are fewer than all people.
        let connected = |which: &str| {
            format!(
                "SELECT p.person_id AS id, p.person_id, NULL AS on_day, '' AS what, NULL AS since FROM \
                 (SELECT c.person_id, max({groups}) AS to_groups FROM connection AS c WHERE {going} GROUP BY c.person_id) AS g \
                 JOIN p ON p.person_id = g.person_id WHERE p.in_work = 1{which}"
            )
        };
        let moves = |which: &str| {
            format!(
                "SELECT p.person_id AS id, p.person_id, m.moved_on AS on_day, m.because AS what, NULL AS since \
                 FROM standing_move AS m JOIN p ON p.person_id = m.person_id \
                 WHERE m.asset_id = coalesce(?3, 0) AND m.moved_on BETWEEN ?1 AND ?2 AND {which}"
            )
        };
        let of_whom = if scope.is_of_everybody() {
            "r.person_id NOT IN (SELECT person_id FROM standing WHERE state = 'put_away') AND ?1 <= ?2"
        } else {
            "r.person_id IN (SELECT person_id FROM p)"
        };
        let referrals = format!(
            "SELECT r.id, r.person_id, r.received AS on_day, coalesce(r.referrer_organisation, '') AS what, \
             NULL AS since FROM referral AS r WHERE r.put_away_on IS NULL AND r.received BETWEEN ?1 AND ?2 AND {of_whom}"
        );
        match self {
            Self::InWork => plain("p WHERE p.in_work = 1"),
            Self::Asked => format!("{asked} GROUP BY p.person_id"),
            Self::Offered => format!(
                "{asked} GROUP BY p.person_id HAVING max(a.answer = 'offered') = 1 OR EXISTS (SELECT 1 FROM offer AS o \
                 WHERE o.person_id = p.person_id AND o.put_away_on IS NULL AND o.offered_on BETWEEN ?1 AND ?2)"
            ),
            Self::Offers => offers.to_owned(),
            Self::OffersUsed => format!(
                "{offers} AND o.id IN (SELECT offer_id FROM exchange WHERE offer_id IS NOT NULL AND put_away_on IS NULL)"
            ),
            Self::FirstGive => {
                "SELECT p.person_id AS id, p.person_id, p.first_gave AS on_day, \
                 (SELECT what FROM exchange AS e WHERE e.giver_person_id = p.person_id AND e.put_away_on IS NULL \
                 ORDER BY e.happened_on, e.id LIMIT 1) AS what, \
                 (SELECT min(received) FROM referral AS r WHERE r.person_id = p.person_id AND r.put_away_on IS NULL) AS since \
                 FROM p WHERE p.first_gave BETWEEN ?1 AND ?2"
                    .to_owned()
            }
            Self::Either => plain(&format!("p WHERE {} OR {}", any("giver"), any("receiver"))),
            Self::Both => plain(&format!("p WHERE {} AND {}", any("giver"), any("receiver"))),
            Self::Gives => exchanges("giver"),
            Self::Thanked => format!("{} AND e.thanked = 1", exchanges("giver")),
            Self::Receives => exchanges("receiver"),
            Self::Reached(rung) => moves(&format!("m.rung = '{}' AND m.up = 1", rung.code())),
            Self::Risen => moves(&format!("m.rung <> '{}' AND m.up = 1", Rung::Newcomer.code())),
            Self::Down => moves("m.up = 0"),
            Self::GoingOn => connections,
            Self::ToGroups => format!("{connections} AND {groups}"),
            Self::Connected => connected(""),
            Self::ServicesOnly => connected(" AND g.to_groups = 0"),
            Self::Referrals => referrals,
            Self::ThroughPractice => format!("{referrals} AND r.source IN ({})", quoted(&PRACTICES)),
        }
    }
}

impl Store {
    /// How many rows a measure has.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn measured(&self, measure: Measure, scope: Scope) -> Result<usize, StoreError> {
        match measure {
            Measure::Gives => return Ok(self.exchanged(scope)?.gives),
            Measure::Receives => return Ok(self.exchanged(scope)?.receives),
            Measure::Thanked => return Ok(self.exchanged(scope)?.thanked),
            Measure::Either => return Ok(self.exchanged(scope)?.either),
            Measure::Both => return Ok(self.exchanged(scope)?.both),
            // Whose record was put away is not in our work: everybody who is has been counted already.
            Measure::InWork if scope.is_of_everybody() && scope.from <= scope.to => {
                return self.count_of(Set::InWork, None);
            }
            _ => {}
        }
        let sql = format!("{} SELECT count(*) AS n FROM ({})", people(scope), measure.rows(scope));
        let n = self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values(scope)), |row| row.get("n"))?;
        Ok(length(n))
    }

    /// How many rows of a measure fall on each day, in no order: one pass, from which the counts of several stretches of days
    /// are made. Of a measure whose rows are people who may be counted in several stretches, it says nothing.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn measured_by_day(
        &self,
        measure: Measure,
        scope: Scope,
    ) -> Result<Vec<(NaiveDate, usize)>, StoreError> {
        let sql = format!(
            "{} SELECT on_day, count(*) AS n FROM ({}) GROUP BY on_day",
            people(scope),
            measure.rows(scope)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values(scope)), |row| {
            let day: Option<String> = row.get("on_day")?;
            Ok((day.and_then(|day| day.parse().ok()), length(row.get("n")?)))
        })?;
        let all: Vec<(Option<NaiveDate>, usize)> = rows.collect::<Result<_, _>>()?;
        Ok(all.into_iter().filter_map(|(day, n)| Some((day?, n))).collect())
    }

    /// What the people who are measured gave and received in the days: one pass over what happened then, for in ten years
    /// that is much, and each of its figures asked by itself would read it all again.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn exchanged(&self, scope: Scope) -> Result<Exchanged, StoreError> {
        let days = [(scope.from, scope.to)];
        Ok(self.exchanged_in(scope, &days)?.into_iter().next().unwrap_or_default())
    }

    /// The same for several stretches of days: whose they are is read once.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn exchanged_in(
        &self,
        scope: Scope,
        stretches: &[(NaiveDate, NaiveDate)],
    ) -> Result<Vec<Exchanged>, StoreError> {
        // Of everybody, whoever is left out is few; of a worker or a group, whoever is meant.
        let everybody = scope.is_of_everybody();
        let listed: HashSet<i64> = if everybody {
            let sql = "SELECT person_id FROM standing WHERE state = 'put_away'";
            let mut statement = self.connection.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| row.get("person_id"))?;
            rows.collect::<Result<_, _>>()?
        } else {
            let sql = format!("{} SELECT person_id FROM p", people(scope));
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params_from_iter(values(scope)), |row| row.get("person_id"))?;
            rows.collect::<Result<_, _>>()?
        };
        let measured = |person: &i64| listed.contains(person) != everybody;
        stretches.iter().map(|(from, to)| self.exchanged_of(*from, *to, &measured)).collect()
    }

    fn exchanged_of(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        measured: &impl Fn(&i64) -> bool,
    ) -> Result<Exchanged, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT giver_person_id, receiver_person_id, thanked FROM exchange \
             WHERE put_away_on IS NULL AND happened_on BETWEEN ?1 AND ?2",
        )?;
        let mut rows = statement.query([from.to_string(), to.to_string()])?;
        let mut sums = Exchanged::default();
        let mut people: HashMap<i64, (bool, bool)> = HashMap::new();
        while let Some(row) = rows.next()? {
            let (giver, receiver): (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
            if let Some(giver) = giver.filter(measured) {
                sums.gives += 1;
                sums.thanked += usize::from(row.get::<_, Option<bool>>(2)? == Some(true));
                people.entry(giver).or_default().0 = true;
            }
            if let Some(receiver) = receiver.filter(measured) {
                sums.receives += 1;
                people.entry(receiver).or_default().1 = true;
            }
        }
        sums.either = people.len();
        sums.both = people.values().filter(|(gave, received)| *gave && *received).count();
        Ok(sums)
    }

    /// A page of the rows of a measure, by name and day.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn measure_rows(
        &self,
        measure: Measure,
        scope: Scope,
        span: Span,
    ) -> Result<Page<MeasureRow>, StoreError> {
        let total = self.measured(measure, scope)?;
        let sql = format!(
            "{} SELECT m.id, m.person_id, m.on_day, m.what, m.since, n.given, n.family FROM ({}) AS m \
             JOIN person AS n ON n.id = m.person_id JOIN standing AS s ON s.person_id = m.person_id \
             ORDER BY s.sort_name, m.person_id, m.on_day, m.id LIMIT ?5 OFFSET ?6",
            people(scope),
            measure.rows(scope)
        );
        let mut all = values(scope);
        all.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(all), |row| {
            let text = |name: &str| row.get::<_, Option<String>>(name).map(Option::unwrap_or_default);
            let day = |name: &str| Ok::<_, rusqlite::Error>(text(name)?.parse::<NaiveDate>().ok());
            let on = day("on_day")?;
            let since = day("since")?;
            Ok(MeasureRow {
                id: row.get("id")?,
                person: PersonId(row.get("person_id")?),
                given: text("given")?,
                family: text("family")?,
                on,
                what: text("what")?,
                days: on.zip(since).map(|(on, since)| on.signed_duration_since(since).num_days()),
            })
        })?;
        Ok(Page { rows: rows.collect::<Result<_, _>>()?, from: span.from, total })
    }
}

/// The people who are measured: `p` with `person_id` and `in_work`.
fn people(scope: Scope) -> String {
    let worker = if scope.worker.is_some() { " AND s.worker_id = ?4" } else { " AND ?4 IS NULL" };
    let group = if scope.group.is_some() {
        " AND EXISTS (SELECT 1 FROM standing_rung AS g WHERE g.person_id = s.person_id AND g.asset_id = ?3)"
    } else {
        " AND ?3 IS NULL"
    };
    format!(
        "WITH p AS (SELECT s.person_id, s.in_work, s.first_gave FROM standing AS s WHERE s.state <> 'put_away' \
         AND ?1 <= ?2{worker}{group})"
    )
}

fn values(scope: Scope) -> Vec<Sql> {
    let number = |id: Option<i64>| id.map_or(Sql::Null, Sql::Integer);
    vec![
        Sql::Text(scope.from.to_string()),
        Sql::Text(scope.to.to_string()),
        number(scope.group.map(|group| group.0)),
        number(scope.worker.map(|worker| worker.0)),
    ]
}
