//! One asset as it is read from the file and measured by what somebody wants.

use chrono::NaiveDate;
use rusqlite::{Params, Row, Statement};

use super::AssetHit;
use super::judge::{How, Judge};
use crate::domain::fold;
use crate::domain::id::AssetId;
use crate::domain::matching::{self, Fit, Thing, Wants};
use crate::store::row::{columns, text};

/// One asset as it is read for measuring.
pub(super) struct Candidate {
    pub hit: AssetHit,
    needs: String,
    interests: String,
    description: String,
    /// It was met by a typing slip.
    pub by_slip: bool,
}

/// The columns of a candidate, in the order in which they are read.
const COLUMNS: [&str; 13] = [
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
    "description",
];

impl Candidate {
    /// The rows of a statement.
    pub fn all(statement: &mut Statement<'_>, values: impl Params) -> rusqlite::Result<Vec<Self>> {
        let places = columns(statement, COLUMNS)?;
        statement.query_map(values, |row| Self::of(row, places))?.collect()
    }

    fn of(row: &Row<'_>, places: [usize; COLUMNS.len()]) -> rusqlite::Result<Self> {
        let [id, name, kind, place, schedule, cost, postcode, checked, status, capacity, rest @ ..] = places;
        let [needs, interests, description] = rest;
        Ok(Self {
            hit: AssetHit {
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
                distance_miles: None,
                score: 0,
                reasons: Vec::new(),
            },
            needs: text(row, needs)?,
            interests: text(row, interests)?,
            description: text(row, description)?,
            by_slip: false,
        })
    }

    /// Name and description, folded.
    pub fn words(&self) -> String {
        fold::fold(&format!("{} {}", self.hit.name, self.description))
    }

    pub fn fit(&self, wants: Option<&Wants>, today: NaiveDate, recheck_days: u32) -> Fit {
        match wants {
            Some(wants) if wants.words.is_empty() => {
                matching::fit(wants, &self.thing("", recheck_days), today)
            }
            Some(wants) => matching::fit(wants, &self.thing(&self.words(), recheck_days), today),
            None => matching::condition(&self.thing("", recheck_days), today),
        }
    }

    fn thing<'a>(&'a self, words: &'a str, recheck_days: u32) -> Thing<'a> {
        Thing {
            name: &self.hit.name,
            kind: &self.hit.kind,
            needs: &self.needs,
            interests: &self.interests,
            words,
            postcode: &self.hit.postcode,
            status: &self.hit.status,
            capacity: &self.hit.capacity,
            checked_on: self.hit.checked_on,
            recheck_days,
        }
    }

    /// How well the words that were typed fit the name; those that fit only the description count little.
    pub fn words_fit(&self, typed: &[String], judge: &Judge) -> i64 {
        let names = fold::words(&self.hit.name);
        typed
            .iter()
            .map(|word| {
                let met = names.iter().filter_map(|kept| Judge::meets(word, kept, self.by_slip)).min();
                let points = match met {
                    Some(How::Whole) => 300,
                    Some(How::Begins) => 200,
                    Some(How::Near) => 100,
                    None => return 0,
                };
                points + judge.score(word, names.iter().map(String::as_str), met == Some(How::Near))
            })
            .sum()
    }
}
