//! The assets that pass what a search is narrowed by, looked for among all of them.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rusqlite::Rows;

use super::asset::AssetAsk;
use crate::domain::facets::Facets;
use crate::domain::language;
use crate::domain::matching::access;
use crate::domain::place::Spot;
use crate::domain::sieve::{BYTES, Facts, IN_BLOCK, Sieve};
use crate::store::Store;
use crate::store::fault::StoreError;

/// A few or many of the assets: a bit for the number of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marked(Vec<u64>);

/// The assets that pass: those in use, those that have closed, and those of the others that nobody checked for long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Passing {
    pub usable: Marked,
    pub closed: Marked,
    pub stale: Marked,
}

/// For so many searches it is remembered.
const KEPT: usize = 4;

impl Marked {
    fn place(asset: i64) -> (usize, u64) {
        (usize::try_from(asset.div_euclid(64)).unwrap_or(usize::MAX), 1 << asset.rem_euclid(64))
    }

    fn mark(&mut self, asset: i64) {
        let (at, bit) = Self::place(asset);
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(at) {
            *bits |= bit;
        }
    }

    /// Those of some numbers.
    pub fn of(numbers: impl Iterator<Item = i64>) -> Self {
        let mut marked = Self::default();
        numbers.for_each(|asset| marked.mark(asset));
        marked
    }

    /// Whether an asset is among them.
    pub fn has(&self, asset: i64) -> bool {
        let (at, bit) = Self::place(asset);
        self.0.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|bits| usize::try_from(bits.count_ones()).unwrap_or(0)).sum()
    }

    /// Their numbers, from the lowest.
    pub fn numbers(&self) -> impl Iterator<Item = i64> {
        let bits = |bits: u64| (0..64_i64).filter(move |bit| bits & (1 << bit) != 0);
        (0_i64..).zip(&self.0).flat_map(move |(at, all)| bits(*all).map(move |bit| at * 64 + bit))
    }

    fn and(&mut self, other: &Self) {
        for (at, bits) in self.0.iter_mut().enumerate() {
            *bits &= other.0.get(at).copied().unwrap_or(0);
        }
    }

    fn or(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (bits, others) in self.0.iter_mut().zip(&other.0) {
            *bits |= others;
        }
    }
}

impl Passing {
    /// All of them, in use or not.
    pub fn all(&self) -> Marked {
        let mut all = self.usable.clone();
        all.or(&self.closed);
        all.or(&self.stale);
        all
    }
}

/// Which assets pass some filters, as long as nothing was changed.
#[derive(Clone, Debug)]
pub(in crate::store) struct Remembered {
    facets: Facets,
    from: Option<Spot>,
    today: NaiveDate,
    version: (i64, u64, u32, u32),
    passing: Arc<Passing>,
}

impl Store {
    /// The assets that pass the facets of a search. What was worked out for the last searches is used again: while words are
    /// typed, the filters stay.
    pub(super) fn passing(&self, ask: &AssetAsk, from: Option<Spot>) -> Result<Arc<Passing>, StoreError> {
        let (facets, today) = (&ask.facets, self.clock.today());
        let from = from.filter(|_| facets.within.is_some());
        let (stale, recheck) = (self.cadence.asset_stale_days, self.cadence.asset_recheck_days);
        let version = (self.data_version()?, self.connection.total_changes(), stale, recheck);
        let mut remembered = self.remembered.borrow_mut();
        remembered.retain(|one| one.version == version && one.today == today);
        if let Some(one) = remembered.iter().find(|one| one.facets == *facets && one.from == from) {
            return Ok(Arc::clone(&one.passing));
        }
        let passing = Arc::new(self.assets_that_pass(ask, from)?);
        if remembered.len() >= KEPT {
            remembered.remove(0);
        }
        let facets = facets.clone();
        remembered.push(Remembered { facets, from, today, version, passing: Arc::clone(&passing) });
        Ok(passing)
    }

    /// The assets that pass the facets of a search; distances count from a place.
    fn assets_that_pass(&self, ask: &AssetAsk, from: Option<Spot>) -> Result<Passing, StoreError> {
        let facets = &ask.facets;
        let today = self.clock.today();
        let oldest = oldest(today, self.cadence.asset_stale_days);
        let sieve = Sieve::of(facets, from, today, self.cadence.asset_recheck_days);
        let mut passing = Passing::default();
        let mut statement = self.connection.prepare_cached(BLOCKS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let first = row.get::<_, i64>(0)? * IN_BLOCK;
            let facts = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            for (asset, bytes) in (first..).zip(facts.chunks_exact(BYTES)) {
                let Some(facts) = Facts::read(bytes).filter(|facts| sieve.lets(facts)) else { continue };
                let marked = if facts.shut {
                    &mut passing.closed
                } else if facts.checked_on.is_some_and(|day| day < oldest) {
                    &mut passing.stale
                } else {
                    &mut passing.usable
                };
                marked.mark(asset);
            }
        }
        for (column, all) in [("access", &facets.access), ("languages", &facets.language)] {
            for words in all.split(',').filter(|words| !words.is_empty()) {
                let with = match column {
                    "access" => self.assets_with_access(words)?,
                    _ => self.assets_that_speak(words)?,
                };
                for marked in [&mut passing.usable, &mut passing.closed, &mut passing.stale] {
                    marked.and(&with);
                }
            }
        }
        Ok(passing)
    }

    /// The assets that say that they have something one may need. By its name it is met in whatever words: step-free is a
    /// ramp, a lift, level access; other words are met as they are. Where it says no, it is not met.
    fn assets_with_access(&self, words: &str) -> Result<Marked, StoreError> {
        let known = access::named(words);
        let mut statement =
            self.connection.prepare_cached("SELECT asset_id, access FROM asset_stem WHERE access <> ''")?;
        let mut rows = statement.query([])?;
        let mut marked = Marked::default();
        while let Some(row) = rows.next()? {
            let said = row.get_ref(1)?.as_str().unwrap_or_default();
            let met = known.map_or_else(|| access::says(said, words), |access| access.met(said));
            if met == Some(true) {
                marked.mark(row.get(0)?);
            }
        }
        Ok(marked)
    }

    /// The assets that name a language, by whichever of its names.
    fn assets_that_speak(&self, language: &str) -> Result<Marked, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT asset_id, languages FROM asset_stem WHERE languages <> ''")?;
        let mut rows = statement.query([])?;
        let mut marked = Marked::default();
        while let Some(row) = rows.next()? {
            if language::spoken(row.get_ref(1)?.as_str().unwrap_or_default(), language) {
                marked.mark(row.get(0)?);
            }
        }
        Ok(marked)
    }
}

/// All blocks, from the first.
pub(super) const BLOCKS: &str = "SELECT block, facts FROM asset_block ORDER BY block";

/// The facts of assets that are asked for in the order of their numbers.
pub(super) struct Blocks<'s> {
    rows: Rows<'s>,
    block: i64,
    facts: Vec<u8>,
}

impl<'s> Blocks<'s> {
    /// Out of the rows of [`BLOCKS`].
    pub fn of(rows: Rows<'s>) -> Self {
        Self { rows, block: -1, facts: Vec::new() }
    }

    /// The facts of an asset whose number is above those that were asked for before it; `None` where there are none.
    pub fn facts_of(&mut self, asset: i64) -> Result<Option<Facts>, StoreError> {
        let wanted = asset.div_euclid(IN_BLOCK);
        while self.block < wanted {
            let Some(row) = self.rows.next()? else {
                self.block = i64::MAX;
                break;
            };
            self.block = row.get(0)?;
            self.facts.clear();
            self.facts.extend_from_slice(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?);
        }
        if self.block != wanted {
            return Ok(None);
        }
        let at = usize::try_from(asset.rem_euclid(IN_BLOCK)).unwrap_or(usize::MAX);
        Ok(self.facts.chunks_exact(BYTES).nth(at).and_then(Facts::read))
    }
}

/// The day before which details are too old for the default search.
pub(super) fn oldest(today: NaiveDate, days: u32) -> NaiveDate {
    today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_and_told_in_order_whatever_their_number() {
        let mut marked = Marked::default();
        let all = [0, 1, 63, 64, 200, 100_000];
        all.into_iter().rev().for_each(|asset| marked.mark(asset));
        assert_eq!(marked.numbers().collect::<Vec<_>>(), all);
        assert_eq!(marked.count(), all.len());
        assert!(marked.has(64) && !marked.has(65) && !marked.has(i64::MAX) && !marked.has(-1));
    }
}
