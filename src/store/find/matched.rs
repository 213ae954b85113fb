//! The assets that have what was typed: all of them by number, and of those the ones that are read and judged.
//!
//! Which assets they are is never asked with the filters: else a filter could bring results that were not there before it.

use std::collections::{HashMap, HashSet};

use super::asset::{SELECT, Search};
use super::candidate::Candidate;
use super::narrow::Marked;
use super::{FEW, Query};
use crate::domain::fold;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::row::numbers;

/// How many assets are read and judged for words: of a name that has them, and of anything else that has.
const JUDGED: usize = 400;
/// The same while one or two letters are typed.
const BEGUN: usize = 200;
/// So many assets that have the words are looked at, the newest first. Whoever meets more types on.
const MOST: usize = 20_000;

/// How an asset was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// It has every word.
    Whole,
    /// It has words that a slip may have made the typed ones of.
    Slip,
    /// It lacks one part of the question.
    Without(usize),
}

/// The assets that have what was typed.
#[derive(Default)]
pub(super) struct Matched {
    /// Each with how it was met, those whose name says it first.
    all: Vec<(i64, How)>,
    known: HashSet<i64>,
    /// There are more than were looked at.
    pub more: bool,
}

impl Matched {
    fn add(&mut self, ids: Vec<i64>, how: How) {
        for id in ids {
            if self.known.insert(id) {
                self.all.push((id, how));
            }
        }
    }

    /// How many of them are among some.
    pub fn count_in(&self, marked: &Marked) -> usize {
        self.all.iter().filter(|(id, _)| marked.has(*id)).count()
    }

    /// Puts some of them first, in the order in which they are given.
    pub fn first(&mut self, ids: &[i64]) {
        let place: HashMap<i64, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        self.all.sort_by_key(|(id, _)| place.get(id).copied().unwrap_or(usize::MAX));
    }

    /// All of them, as marks.
    pub fn marked(&self) -> Marked {
        Marked::of(self.all.iter().map(|(id, _)| *id))
    }

    /// Leaves those alone that are among some.
    pub fn keep(&mut self, marked: &Marked) {
        self.all.retain(|(id, _)| marked.has(*id));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }
}

impl Store {
    /// The assets that have every word; with few of them those that nearly have; with none, those that lack one word.
    pub(super) fn assets_of_words(
        &self,
        search: &Search<'_>,
        there: &Marked,
        shown: &Marked,
    ) -> Result<Matched, StoreError> {
        let query = &search.query;
        let mut found = Matched::default();
        // Names first, so that a name is never pushed out by many descriptions that use the same word; of those the ones
        // that begin as it was typed.
        let phrase = fold::fold(&search.ask.text);
        let whole = format!("name : ^ \"{phrase}\" *");
        let begins = if phrase.is_empty() { Vec::new() } else { self.met(&whole, shown, judged(query))?.0 };
        found.add(begins, How::Whole);
        let asked = query.matching_words(false);
        let names = format!("name : ({asked})");
        if query.is_short() {
            // One or two letters stand in every description, so they are looked for in names alone.
            let (ids, more) = self.met(&names, there, MOST)?;
            found.more |= more;
            found.add(ids, How::Whole);
        } else {
            found.add(self.met(&names, shown, judged(query))?.0, How::Whole);
            let (ids, more) = self.met(&asked, there, MOST)?;
            found.more |= more;
            found.add(ids, How::Whole);
        }
        let direct = found.count_in(there);
        if direct < FEW {
            found.add(self.met(&query.matching_words(true), there, MOST)?.0, How::Whole);
        }
        self.add_near(search, there, direct < FEW, &mut found)?;
        if found.count_in(there) == 0 && query.parts().len() > 1 {
            for at in 0..query.parts().len() {
                let Some(asked) = query.without(at) else { continue };
                let (ids, more) = self.met(&asked, there, MOST)?;
                found.more |= more;
                found.add(ids, How::Without(at));
            }
        }
        Ok(found)
    }

    /// The numbers of assets that a full-text query meets and that are among some, the newest first, at most so many; and
    /// whether there are more.
    fn met(&self, asked: &str, among: &Marked, most: usize) -> Result<(Vec<i64>, bool), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rowid FROM asset_word WHERE asset_word MATCH ?1 ORDER BY rowid DESC")?;
        let mut rows = statement.query([asked])?;
        let (mut ids, mut looked_at): (Vec<i64>, usize) = (Vec::new(), 0);
        while ids.len() < most
            && looked_at < MOST
            && let Some(row) = rows.next()?
        {
            looked_at += 1;
            let id = row.get(0)?;
            if among.has(id) {
                ids.push(id);
            }
        }
        let more = ids.len() >= most || looked_at >= MOST;
        Ok((ids, more))
    }

    /// Assets of whose words some may have been typed with a slip or two, or with a blank too many or too few.
    fn add_near(
        &self,
        search: &Search<'_>,
        there: &Marked,
        slips: bool,
        found: &mut Matched,
    ) -> Result<(), StoreError> {
        let words = &search.typed.words;
        let mut near: Vec<Vec<String>> = vec![Vec::new(); words.len()];
        for (at, near) in near.iter_mut().enumerate() {
            let Some(word) = words.get(at) else { continue };
            if slips {
                *near = self.near_terms(word)?;
                near.extend(self.in_two(word)?);
            }
            let beside = [at.checked_sub(1).and_then(|before| words.get(before)), words.get(at + 1)];
            for (joined, beside) in [true, false].into_iter().zip(beside) {
                let Some(beside) = beside else { continue };
                let whole = if joined { format!("{beside}{word}") } else { format!("{word}{beside}") };
                if self.is_term(&whole)? {
                    near.push(whole);
                }
            }
        }
        if near.iter().all(Vec::is_empty) {
            return Ok(());
        }
        let asked = search.query.or_near(&near);
        found.add(self.met(&format!("name : ({asked})"), there, JUDGED / 2)?.0, How::Slip);
        let (ids, more) = self.met(&asked, there, MOST)?;
        found.more |= more;
        search.typed.keep_near(&near);
        found.add(ids, How::Slip);
        Ok(())
    }

    /// Two words of assets that were typed as one: `foodbank` of a `food bank`.
    fn in_two(&self, word: &str) -> Result<Option<String>, StoreError> {
        for at in 3..word.len().saturating_sub(2) {
            let Some((one, other)) = word.split_at_checked(at) else { continue };
            if self.is_term(one)? && self.is_term(other)? {
                return Ok(Some(format!("{one} {other}")));
            }
        }
        Ok(None)
    }

    /// Whether assets have a word.
    fn is_term(&self, word: &str) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT word FROM asset_term WHERE word = ?1")?;
        Ok(statement.exists([word])?)
    }

    /// The first of them, to be judged: of names, and of anything else. What is left after them is shown after them.
    pub(super) fn to_be_judged(
        &self,
        query: &Query,
        found: &Matched,
    ) -> Result<(Vec<Candidate>, Vec<i64>), StoreError> {
        let slips = found.all.iter().any(|(_, how)| *how == How::Slip);
        let most = if slips { JUDGED * 3 / 4 } else { 2 * judged(query) };
        let (first, rest) = found.all.split_at(most.min(found.all.len()));
        let candidates = self.assets_as_met(query, first)?;
        Ok((candidates, rest.iter().map(|(id, _)| *id).collect()))
    }

    /// Some of them as they are read, in their order.
    pub(super) fn read_matched(
        &self,
        query: &Query,
        found: &Matched,
        ids: &[i64],
    ) -> Result<Vec<Candidate>, StoreError> {
        let place: HashMap<i64, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let some: Vec<(i64, How)> =
            found.all.iter().filter(|(id, _)| place.contains_key(id)).copied().collect();
        let mut candidates = self.assets_as_met(query, &some)?;
        candidates.sort_by_key(|one| place.get(&one.hit.asset.0).copied());
        Ok(candidates)
    }

    fn assets_as_met(&self, query: &Query, some: &[(i64, How)]) -> Result<Vec<Candidate>, StoreError> {
        let sql =
            format!("{SELECT} WHERE a.id IN (SELECT value FROM json_each(?1)) AND a.put_away_on IS NULL");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut candidates = Candidate::all(&mut statement, [numbers(some.iter().map(|(id, _)| *id))])?;
        let how: HashMap<i64, How> = some.iter().copied().collect();
        for candidate in &mut candidates {
            match how.get(&candidate.hit.asset.0) {
                Some(How::Slip) => candidate.by_slip = true,
                Some(How::Without(at)) => {
                    candidate.without = query.parts().get(*at).map(super::query::Part::said);
                }
                _ => {}
            }
        }
        Ok(candidates)
    }
}

/// How many of the nearest to a named place are judged.
pub(super) const NEAREST: usize = JUDGED;

/// How many names, and how many others, are judged.
fn judged(query: &Query) -> usize {
    if query.is_short() || query.has_begun() { BEGUN } else { JUDGED }
}
