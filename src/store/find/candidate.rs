//! One asset as it is read from the file and measured by what somebody wants.

mod met;
mod told;
mod words;

pub(super) use words::Typed;

use rusqlite::{Params, Row, Statement};

use super::AssetHit;
use crate::domain::fold;
use crate::domain::id::AssetId;
use crate::domain::matching::{self, Fit, Measure, Reason, Thing, Wants, access::Access, stems, weight};
use crate::domain::place::{Point, Spot};
use crate::domain::sieve::{Facts, codes};
use crate::domain::timetable::Week;
use crate::domain::vocabulary::{ASSET_STATUS, CAPACITY, GIFT_KIND, INTEREST, NEED};
use crate::store::row::{columns, text};

/// One asset as it is read for measuring.
pub(super) struct Candidate {
    pub hit: AssetHit,
    needs: String,
    interests: String,
    address: String,
    run_by: String,
    description: String,
    access: String,
    languages: String,
    facts: Facts,
    do_not_list: bool,
    /// It was met by a typing slip.
    pub by_slip: bool,
    /// A word that was typed and that it does not have.
    pub without: Option<String>,
}

/// The columns of a candidate, in the order in which they are read.
const COLUMNS: [&str; 28] = [
    "id",
    "name",
    "kind",
    "place",
    "schedule",
    "cost",
    "postcode",
    "checked_on",
    "status",
    "capacity",
    "needs",
    "interests",
    "gifts_welcomed",
    "address",
    "run_by",
    "description",
    "access",
    "languages",
    "week",
    "pence",
    "age_from",
    "age_to",
    "lat",
    "lon",
    "exact",
    "meets_people",
    "do_not_list",
    "check_every",
];

/// The rings around a place that was named, in miles.
const RINGS: [f64; 6] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
/// More points than words give.
const RING: i64 = 5_000;

impl Candidate {
    /// The rows of a statement.
    pub fn all(statement: &mut Statement<'_>, values: impl Params) -> rusqlite::Result<Vec<Self>> {
        let places = columns(statement, COLUMNS)?;
        statement.query_map(values, |row| Self::of(row, &places))?.collect()
    }

    fn of(row: &Row<'_>, places: &[usize; COLUMNS.len()]) -> rusqlite::Result<Self> {
        let [id, name, kind, place, schedule, cost, postcode, checked, status, capacity, rest @ ..] = *places;
        let [needs, interests, gifts, address, run_by, description, access, languages, rest @ ..] = rest;
        let [week, pence, age_from, age_to, lat, lon, exact, meets, do_not_list, check_every] = rest;
        let number = |column: usize| row.get::<_, Option<i64>>(column);
        let hit = AssetHit {
            asset: AssetId(row.get(id)?),
            name: text(row, name)?,
            kind: text(row, kind)?,
            place: text(row, place)?,
            schedule: text(row, schedule)?,
            cost: text(row, cost)?,
            postcode: text(row, postcode)?,
            checked_on: text(row, checked)?.parse().ok(),
            status: text(row, status)?,
            capacity: text(row, capacity)?,
            distance: None,
            score: 0,
            reasons: Vec::new(),
            met: Vec::new(),
        };
        let (needs, interests) = (text(row, needs)?, text(row, interests)?);
        let facts = Facts {
            codes: codes(&NEED, &needs)
                | codes(&INTEREST, &interests)
                | codes(&GIFT_KIND, &text(row, gifts)?)
                | codes(&ASSET_STATUS, &hit.status)
                | codes(&CAPACITY, &hit.capacity),
            week: Week(number(week)?.and_then(|week| u32::try_from(week).ok()).unwrap_or(0)),
            pence: number(pence)?,
            ages: (number(age_from)?, number(age_to)?),
            at: number(lat)?.zip(number(lon)?).map(|(lat, lon)| Point { lat, lon }),
            exact: number(exact)? == Some(2),
            meets: number(meets)? == Some(1),
            shut: matching::closed(&hit.status),
            checked_on: hit.checked_on,
            check_every: number(check_every)?,
        };
        Ok(Self {
            hit,
            needs,
            interests,
            address: text(row, address)?,
            run_by: text(row, run_by)?,
            description: text(row, description)?,
            access: text(row, access)?,
            languages: text(row, languages)?,
            facts,
            do_not_list: number(do_not_list)? == Some(1),
            by_slip: false,
            without: None,
        })
    }

    /// Measures it without a word about why, for the many of which few are shown.
    pub fn weigh(&mut self, measure: Option<&Measure<'_>>, today: chrono::NaiveDate, recheck_days: u32) {
        let days = recheck(&self.facts, recheck_days);
        let fit = match measure {
            Some(measure) => {
                let words = fold::fold(&format!("{} {}", self.hit.name, self.description));
                measure.points(&self.thing(&stems::of(&words), days), today)
            }
            None => matching::condition_points(&self.thing(&[], days), today),
        };
        self.hit.score = fit.score;
    }

    /// Measures it, and says why it is here.
    pub fn measure(&mut self, wants: Option<&Wants>, today: chrono::NaiveDate, recheck_days: u32) -> usize {
        let days = recheck(&self.facts, recheck_days);
        let fit = match wants {
            Some(wants) => {
                let words = fold::fold(&format!("{} {}", self.hit.name, self.description));
                matching::fit(wants, &self.thing(&stems::of(&words), days), today)
            }
            None => matching::condition(&self.thing(&[], days), today),
        };
        let Fit { score, met, distance, reasons, .. } = fit;
        self.hit.score = score;
        self.hit.distance = distance;
        self.hit.reasons = reasons;
        if let Some(word) = &self.without {
            let missing = Reason::minus(format!("Nothing about \"{word}\""));
            let against = self.hit.reasons.iter().position(|reason| reason.good != Some(true));
            self.hit.reasons.insert(against.unwrap_or(self.hit.reasons.len()), missing);
        }
        met
    }

    /// Whether it has the access that typed words ask for, where it tells; what the person needs is said already.
    pub fn access(&self, asked: &[Access], wants: Option<&Wants>) -> Vec<Reason> {
        let said = |access: &&Access| wants.is_some_and(|wants| wants.access.contains(access));
        let asked = asked.iter().filter(|access| !self.access.is_empty() && !said(access));
        let reason = |access: &Access| {
            let said = if access.met(&self.access)? {
                Reason { points: weight::FITS_ACCESS, ..Reason::plus(access.fits()) }
            } else {
                Reason { points: weight::NO_ACCESS, ..Reason::minus(access.lacking()) }
            };
            Some(said)
        };
        asked.filter_map(reason).collect()
    }

    /// Says whether it has the access that typed words ask for.
    pub fn say_access(&mut self, asked: &[Access], wants: Option<&Wants>) {
        for said in self.access(asked, wants) {
            let ends = |reason: &Reason| match said.good {
                Some(true) => reason.good != Some(true),
                _ => reason.good.is_none(),
            };
            let at = self.hit.reasons.iter().position(ends).unwrap_or(self.hit.reasons.len());
            self.hit.reasons.insert(at, said);
        }
    }

    /// Points for how near it is to a place that was named: what is in a nearer ring stands first, whatever its words.
    pub fn nearness(&self, from: Spot) -> i64 {
        let Some(spot) = self.facts.spot() else { return 0 };
        let miles = from.at.miles_to(spot.at);
        let rings = RINGS.iter().filter(|ring| miles <= **ring).count();
        i64::try_from(rings).unwrap_or(0) * RING
    }

    /// Another of its sort fits better.
    pub fn alike(&mut self) {
        let points = matching::weight::ALIKE;
        self.hit.score += points;
        let reason = Reason { points, ..Reason::minus("Another like it stands above") };
        let against =
            self.hit.reasons.iter().rposition(|reason| reason.good.is_some()).map_or(0, |at| at + 1);
        self.hit.reasons.insert(against, reason);
    }

    /// Says how far away it is from a place that is not a person's.
    pub fn measure_from(&mut self, from: Spot) {
        let Some(spot) = self.facts.spot() else { return };
        let exact = from.exact && spot.exact;
        let distance = matching::Distance { miles: from.at.miles_to(spot.at), exact };
        self.hit.distance = Some(distance);
        let said = Reason { good: None, ..Reason::plus(distance.words()) };
        let first = self.hit.reasons.iter().position(|reason| reason.good.is_none());
        self.hit.reasons.insert(first.unwrap_or(self.hit.reasons.len()), said);
    }

    fn thing<'a>(&'a self, stems: &'a [u8], recheck_days: u32) -> Thing<'a> {
        Thing {
            asset: self.hit.asset.0,
            name: &self.hit.name,
            facts: self.facts,
            stems,
            postcode: &self.hit.postcode,
            cost: &self.hit.cost,
            access: &self.access,
            languages: &self.languages,
            do_not_list: self.do_not_list,
            recheck_days,
        }
    }
}

/// After how many days an asset is to be checked again: its own number, or what holds for all.
pub(super) fn recheck(facts: &Facts, recheck_days: u32) -> u32 {
    facts.check_every.and_then(|days| u32::try_from(days).ok()).unwrap_or(recheck_days)
}
