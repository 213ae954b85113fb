//! The assets that fit a person, without any word typed: all are measured by points, and the few that are shown say why.

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::{Row, params_from_iter};

use super::asset::{AssetResult, SELECT, Search};
use super::candidate::Candidate;
use crate::domain::matching::{self, Thing, Wants};
use crate::domain::place::{Point, Spot};
use crate::domain::timetable::Week;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span};
use crate::store::row::columns;

/// What is read of each asset: only what gives points or decides the order.
const MEASURED: &str = include_str!("fitting.sql");

/// Its columns, in the order in which they are read.
const COLUMNS: [&str; 24] = [
    "asset_id",
    "kind",
    "needs",
    "interests",
    "gifts_welcomed",
    "postcode",
    "status",
    "capacity",
    "access",
    "languages",
    "name",
    "week",
    "pence",
    "age_from",
    "age_to",
    "lat",
    "lon",
    "exact",
    "meets_people",
    "shut",
    "check_every",
    "sort",
    "checked_on",
    "stems",
];

/// An asset that fits, as it is put in order.
struct Fitting {
    score: i64,
    standing: u8,
    name: String,
    asset: i64,
    sort: i64,
    alike: bool,
}

/// An asset as it is measured, and what decides whether it is left out.
struct Measured<'r> {
    thing: Thing<'r>,
    shut: bool,
    sort: i64,
}

impl<'r> Measured<'r> {
    fn of(
        row: &'r Row<'_>,
        places: [usize; COLUMNS.len()],
        recheck_days: u32,
    ) -> Result<Self, rusqlite::Error> {
        let text = |column: usize| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str()?);
        let number = |column: usize| row.get::<_, Option<i64>>(column);
        let [asset, kind, needs, interests, gifts, postcode, status, capacity, access, languages, rest @ ..] =
            places;
        let [name, week, pence, age_from, age_to, lat, lon, exact, meets, shut, check_every, rest @ ..] =
            rest;
        let [sort, checked_on, stems] = rest;
        let at = number(lat)?.zip(number(lon)?).map(|(lat, lon)| Point { lat, lon });
        let exact = number(exact)? == Some(2);
        let days = number(check_every)?.and_then(|days| u32::try_from(days).ok());
        let checked_on: Option<NaiveDate> =
            row.get_ref(checked_on)?.as_str_or_null()?.and_then(|day| day.parse().ok());
        let thing = Thing {
            asset: row.get(asset)?,
            name: text(name)?,
            kind: text(kind)?,
            needs: text(needs)?,
            interests: text(interests)?,
            gifts: text(gifts)?,
            stems: row.get_ref(stems)?.as_blob()?,
            postcode: text(postcode)?,
            spot: at.map(|at| Spot { at, exact }),
            week: Week(number(week)?.and_then(|week| u32::try_from(week).ok()).unwrap_or(0)),
            pence: number(pence)?,
            cost: "",
            ages: (number(age_from)?, number(age_to)?),
            access: text(access)?,
            languages: text(languages)?,
            meets: number(meets)? == Some(1),
            do_not_list: false,
            status: text(status)?,
            capacity: text(capacity)?,
            checked_on,
            recheck_days: days.unwrap_or(recheck_days),
        };
        Ok(Self { thing, shut: number(shut)? == Some(1), sort: row.get(sort)? })
    }
}

impl Store {
    /// A page of the assets that meet anything a person wants, the best first.
    pub(super) fn assets_that_fit(
        &self,
        search: &Search<'_>,
        wants: &Wants,
        span: Span,
    ) -> Result<AssetResult, StoreError> {
        let (today, all) = (self.clock.today(), search.ask.all);
        let mut statement = self.connection.prepare_cached(&format!("{MEASURED}{}", search.only.also))?;
        let places = columns(&statement, COLUMNS)?;
        let mut rows = statement.query(params_from_iter(search.only.values.iter()))?;
        let mut found: Vec<Fitting> = Vec::new();
        let (mut closed, mut hidden_stale) = (0, 0);
        while let Some(row) = rows.next()? {
            let Measured { thing, shut, sort } = Measured::of(row, places, self.cadence.asset_recheck_days)?;
            let fit = matching::points(wants, &thing, today);
            if fit.met == 0 {
                continue;
            }
            if !all && shut {
                closed += 1;
            } else if !all && matching::stale(thing.checked_on, today, self.cadence.asset_stale_days) {
                hidden_stale += 1;
            } else {
                found.push(Fitting {
                    score: fit.score,
                    standing: matching::standing(thing.kind),
                    name: thing.name.to_owned(),
                    asset: thing.asset,
                    sort,
                    alike: false,
                });
            }
        }
        in_order(&mut found);
        let mut seen = HashSet::new();
        for one in found.iter_mut().filter(|one| !seen.insert(one.sort)) {
            one.alike = true;
            one.score += matching::weight::ALIKE;
        }
        in_order(&mut found);
        let mut hits = Vec::new();
        for one in found.iter().skip(span.from).take(span.most) {
            let mut statement = self.connection.prepare_cached(&format!("{SELECT} WHERE a.id = ?1"))?;
            for mut candidate in Candidate::all(&mut statement, [one.asset])? {
                candidate.measure(Some(wants), today, self.cadence.asset_recheck_days);
                if one.alike {
                    candidate.alike();
                }
                hits.push(candidate.hit);
            }
        }
        let page = Page { rows: hits, from: span.from, total: found.len() };
        Ok(AssetResult { page, hidden_stale, closed, more: false })
    }
}

/// The most points first, then groups before services, then by name.
fn in_order(found: &mut [Fitting]) {
    found.sort_unstable_by(|a, b| {
        (Reverse(a.score), a.standing, &a.name, a.asset).cmp(&(
            Reverse(b.score),
            b.standing,
            &b.name,
            b.asset,
        ))
    });
}
