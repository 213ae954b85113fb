//! The conditions of a search of assets: what it is narrowed by, and what is usually left out.

use chrono::{Days, NaiveDate};
use rusqlite::types::Value as Sql;

use crate::domain::facets::Facets;
use crate::domain::place::Spot;

/// Conditions on `asset_facet AS f`, with their values; codes and words are asked of `asset_stem`.
#[derive(Clone, Debug, Default)]
pub(super) struct Only {
    /// The conditions, each with `AND` before it.
    pub also: String,
    /// Their values.
    pub values: Vec<Sql>,
}

impl Only {
    /// The conditions of facets; distances count from a place.
    pub fn of(facets: &Facets, from: Option<Spot>, today: NaiveDate, recheck_days: u32) -> Self {
        let mut only = Self::default();
        let codes = [
            ("needs", &facets.need),
            ("interests", &facets.interest),
            ("gifts_welcomed", &facets.gift),
            ("attending", &facets.attending),
        ];
        for (column, code) in codes.into_iter().filter(|(_, code)| !code.is_empty()) {
            only.and_stem(&format!("instr(' ' || t.{column} || ' ', ' ' || ? || ' ') > 0"), code);
        }
        for (column, code) in [("kind", &facets.kind), ("sector", &facets.sector)] {
            if !code.is_empty() {
                only.and_stem(&format!("t.{column} = ?"), code);
            }
        }
        if facets.meets {
            only.and("f.meets_people = 1", []);
        }
        if facets.fresh {
            let days = Sql::Integer(i64::from(recheck_days));
            only.and(
                "f.checked_on >= date(?, '-' || coalesce(f.check_every, ?) || ' days')",
                [text(&today.to_string()), days],
            );
        }
        only.of_facets(facets, from);
        only
    }

    fn of_facets(&mut self, facets: &Facets, from: Option<Spot>) {
        let week = facets.week();
        if !week.is_unknown() {
            self.and("f.week & ? <> 0", [Sql::Integer(i64::from(week.0))]);
        }
        if let Some(most) = facets.cost {
            self.and("f.pence <= ?", [Sql::Integer(most)]);
        }
        if let Some(age) = facets.age {
            let age = Sql::Integer(age);
            self.and("coalesce(f.age_from, 0) <= ? AND coalesce(f.age_to, 999) >= ?", [age.clone(), age]);
        }
        for (column, words) in [("access", &facets.access), ("languages", &facets.language)] {
            if !words.is_empty() {
                self.and_stem(&format!("instr(' ' || t.{column} || ' ', ' ' || ? || ' ') > 0"), words);
            }
        }
        if let Some(tenths) = facets.within {
            self.within(tenths, from);
        }
    }

    /// What is at most so far, in tenths of a mile: the sum that [`crate::domain::place::From::squared`] works out.
    fn within(&mut self, tenths: u32, from: Option<Spot>) {
        let Some(spot) = from else {
            // Nobody knows where from, so nothing is known to be near.
            self.and("f.asset_id IS NULL AND f.asset_id IS NOT NULL", []);
            return;
        };
        let here = spot.at.from_here();
        let miles = f64::from(tenths) / 10.0;
        let (lat, lon) = (Sql::Integer(spot.at.lat), Sql::Integer(spot.at.lon));
        let up = || [lat.clone(), Sql::Real(here.north)];
        let across = || [lon.clone(), Sql::Real(here.east), Sql::Real(here.shrinks), lat.clone()];
        let values =
            up().into_iter().chain(up()).chain(across()).chain(across()).chain([Sql::Real(miles * miles)]);
        let (up, across) = ("((f.lat - ?) * ?)", "((f.lon - ?) * (? - ? * (f.lat - ?)))");
        self.and(&format!("{up} * {up} + {across} * {across} <= ?"), values);
    }

    /// A condition on `asset_stem AS t` with its one value.
    fn and_stem(&mut self, condition: &str, value: &str) {
        let sql =
            format!("EXISTS (SELECT 1 FROM asset_stem AS t WHERE t.asset_id = f.asset_id AND {condition})");
        self.and(&sql, [text(value)]);
    }

    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Sql>) {
        self.also.push_str(" AND ");
        self.also.push_str(condition);
        self.values.extend(values);
    }
}

/// The day before which details are too old for the default search.
pub(super) fn oldest(today: NaiveDate, days: u32) -> NaiveDate {
    today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(today)
}

fn text(text: &str) -> Sql {
    Sql::Text(text.to_owned())
}
