//! The assets that fit a person, without any word typed: all are measured by points, and the few that are shown say why.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::params_from_iter;

use super::asset::{AssetResult, SELECT, Search};
use super::candidate::{Candidate, recheck};
use super::narrow::{BLOCKS, Blocks, oldest};
use crate::domain::matching::{self, Measure, Thing, Wants};
use crate::domain::vocabulary::ASSET_KIND;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span};
use crate::store::row::{columns, numbers};

/// What is read of each asset beside its facts: only what gives points or decides the order.
const MEASURED: &str =
    "SELECT asset_id, stems, languages, access, postcode, name, sort FROM asset_stem ORDER BY asset_id";
/// The same of the assets that pass the filters.
const PASSING: &str = "SELECT asset_id, stems, languages, access, postcode, name, sort FROM asset_stem \
     WHERE asset_id IN (SELECT value FROM json_each(?1)) ORDER BY asset_id";

/// Its columns, in the order in which they are read.
const COLUMNS: [&str; 7] = ["asset_id", "stems", "languages", "access", "postcode", "name", "sort"];

/// An asset that fits, as it is put in order.
struct Fitting {
    score: i64,
    standing: u8,
    name: String,
    asset: i64,
    sort: i64,
    alike: bool,
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
        let oldest = oldest(today, self.cadence.asset_stale_days);
        let measure = Measure::new(wants);
        let passing = search.only.as_ref().map(|only| numbers(only.numbers()));
        let sql = if passing.is_some() { PASSING } else { MEASURED };
        let mut statement = self.connection.prepare_cached(sql)?;
        let [asset, stems, languages, access, postcode, name, sort] = columns(&statement, COLUMNS)?;
        let mut rows = statement.query(params_from_iter(passing))?;
        let mut blocks = self.connection.prepare_cached(BLOCKS)?;
        let mut blocks = Blocks::of(blocks.query([])?);
        let mut found: Vec<Fitting> = Vec::new();
        let (mut closed, mut hidden_stale) = (0, 0);
        while let Some(row) = rows.next()? {
            let text = |column: usize| Ok::<_, rusqlite::Error>(row.get_ref(column)?.as_str()?);
            let asset = row.get(asset)?;
            let Some(facts) = blocks.facts_of(asset)? else { continue };
            let stems = row.get_ref(stems)?.as_blob().map_err(rusqlite::Error::from)?;
            let languages = text(languages)?;
            if !measure.may_meet(facts.codes, stems, languages) {
                continue;
            }
            let thing = Thing {
                asset,
                name: text(name)?,
                facts,
                stems,
                postcode: text(postcode)?,
                cost: "",
                access: text(access)?,
                languages,
                do_not_list: false,
                recheck_days: recheck(&facts, self.cadence.asset_recheck_days),
            };
            let fit = measure.points(&thing, today);
            if fit.met == 0 {
                continue;
            }
            if !all && facts.shut {
                closed += 1;
            } else if !all && facts.checked_on.is_some_and(|day| day < oldest) {
                hidden_stale += 1;
            } else {
                found.push(Fitting {
                    score: fit.score,
                    standing: matching::standing(facts.code(&ASSET_KIND)),
                    name: thing.name.to_owned(),
                    asset,
                    sort: row.get(sort)?,
                    alike: false,
                });
            }
        }
        stand_back(&mut found);
        let total = found.len();
        best(&mut found, span.from.saturating_add(span.most));
        let mut hits = Vec::new();
        for one in found.iter().skip(span.from).take(span.most) {
            let mut statement = self.connection.prepare_cached(&format!("{SELECT} WHERE a.id = ?1"))?;
            for mut candidate in Candidate::all(&mut statement, [one.asset])? {
                candidate.measure(Some(wants), today, self.cadence.asset_recheck_days);
                if one.alike {
                    candidate.alike();
                }
                hits.push(self.told(candidate, &search.typed)?);
            }
        }
        let page = Page { rows: hits, from: span.from, total };
        Ok(AssetResult { page, hidden_stale, closed, more: false })
    }
}

/// Of assets of one sort all but the best stand back.
fn stand_back(found: &mut [Fitting]) {
    let mut best: HashMap<i64, usize> = HashMap::with_capacity(found.len());
    for (at, one) in found.iter().enumerate() {
        let best = best.entry(one.sort).or_insert(at);
        if found.get(*best).is_some_and(|so_far| one.order() < so_far.order()) {
            *best = at;
        }
    }
    for (at, one) in found.iter_mut().enumerate() {
        if best.get(&one.sort) != Some(&at) {
            one.alike = true;
            one.score += matching::weight::ALIKE;
        }
    }
}

/// Keeps so many of the first, in order; the others are never put in order.
fn best(found: &mut Vec<Fitting>, most: usize) {
    if most < found.len() {
        found.select_nth_unstable_by(most, |a, b| a.order().cmp(&b.order()));
        found.truncate(most);
    }
    found.sort_unstable_by(|a, b| a.order().cmp(&b.order()));
}

impl Fitting {
    /// The most points first, then groups before services, then by name.
    fn order(&self) -> (Reverse<i64>, u8, &str, i64) {
        (Reverse(self.score), self.standing, &self.name, self.asset)
    }
}
