//! Finding assets: by words, by what narrows, and by what fits a person, each with its reasons.

use rusqlite::params;

use super::candidate::{Candidate, Typed};
use super::judge::Judge;
use super::narrow::Marked;
use super::{FEW, Query};
use crate::domain::facets::Facets;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::matching::access::Access;
use crate::domain::matching::{self, Distance, Measure, Reason, Wants, plain};
use crate::domain::place::Spot;
use crate::store::Store;
use crate::store::derive::facet;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span, length};
use crate::store::row::numbers;

pub(super) const SELECT: &str = include_str!("asset.sql");

/// How many assets are read and judged for words: of a name that has them, and of anything else that has.
const JUDGED: usize = 400;
/// The same while one or two letters are typed.
const BEGUN: usize = 200;
/// Up to so many assets are put in order after they are found.
const IN_ORDER: usize = 1_000;

/// What is asked of the assets.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AssetAsk {
    /// Only assets that have words beginning so, or nearly so.
    pub text: String,
    /// Measured by what is known of this person.
    pub for_person: Option<PersonId>,
    /// What it is narrowed by.
    pub facets: Facets,
    /// Also those that have closed or were not checked for over 180 days.
    pub all: bool,
}

/// An asset that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct AssetHit {
    /// Which.
    pub asset: AssetId,
    /// Its name.
    pub name: String,
    /// Its kind, a code.
    pub kind: String,
    /// Where it meets.
    pub place: String,
    /// When it meets.
    pub schedule: String,
    /// What it costs.
    pub cost: String,
    /// Its postcode.
    pub postcode: String,
    /// When its details were last checked.
    pub checked_on: Option<chrono::NaiveDate>,
    /// Whether it runs, a code.
    pub status: String,
    /// Whether it has room, a code.
    pub capacity: String,
    /// How far away it is, where both places are known.
    pub distance: Option<Distance>,
    /// Points; the list is in their order when words or a person were given.
    pub score: i64,
    /// Why it is here, and what speaks against it.
    pub reasons: Vec<Reason>,
    /// Folded words, or their beginnings, that the search has met in it: their letters stand out.
    pub met: Vec<String>,
}

/// What was found, and what was left out.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AssetResult {
    /// The assets.
    pub page: Page<AssetHit>,
    /// How many were left out because nobody checked them for over 180 days.
    pub hidden_stale: usize,
    /// How many were left out because they have closed.
    pub closed: usize,
    /// More assets fit than were measured; typing on finds them.
    pub more: bool,
}

impl AssetResult {
    /// How many were left out of it, in words: `1 not checked for half a year, 2 closed`.
    pub fn left_out(&self) -> Option<String> {
        let all = [(self.hidden_stale, "not checked for half a year"), (self.closed, "closed")];
        let left: Vec<String> =
            all.into_iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect();
        (!left.is_empty()).then(|| left.join(", "))
    }
}

/// One search under way: what is asked, by what it is measured, from where distances count.
pub(super) struct Search<'a> {
    pub ask: &'a AssetAsk,
    pub wants: Option<Wants>,
    pub from: Option<Spot>,
    /// The assets that pass the filters; nothing where there are none.
    pub only: Option<Marked>,
    pub query: Query,
    /// The words of the query, each alone.
    pub typed: Typed,
    /// The access that they ask for.
    access: Vec<Access>,
}

impl Store {
    /// A page of the assets that fit, the best first; without words or a person the nearest first where distances count from
    /// a place, else by name.
    pub fn find_assets(&self, ask: &AssetAsk, span: Span) -> Result<AssetResult, StoreError> {
        let today = self.clock.today();
        let (text, facets) = ask.facets.with_text(&ask.text);
        let ask = &AssetAsk { text, facets, ..ask.clone() };
        let wants = match ask.for_person {
            Some(person) => Some(self.wants_of(person)?),
            None => None,
        };
        let from = match &wants {
            Some(wants) if ask.facets.near.is_empty() => wants.spot,
            _ => facet::spot_of(&self.connection, &ask.facets.near)?,
        };
        let query = Query::of_assets(&ask.text, today);
        let typed = Typed::new(query.typed());
        let access = plain::access_of(&typed.words);
        let mut search = Search { ask, wants, from, only: None, query, typed, access };
        let fits = search.wants.as_ref().is_some_and(Wants::anything);
        if search.query.is_empty() && !fits {
            return self.assets_by_name(&search, span);
        }
        if !ask.facets.is_empty() {
            search.only = Some(self.assets_that_pass(ask, from)?.all());
        }
        if let Some(wants) = search.wants.as_ref().filter(|_| search.query.is_empty()) {
            return self.assets_that_fit(&search, wants, span);
        }
        let (found, more) = self.assets_of_words(&search)?;
        let (closed, found) = set_aside(found, ask.all, |hit| matching::closed(&hit.status));
        let (hidden_stale, mut found) = set_aside(found, ask.all, |hit| {
            matching::stale(hit.checked_on, today, self.cadence.asset_stale_days)
        });
        self.measure(&mut found, &search);
        let total = found.len();
        let shown = found.into_iter().skip(span.from).take(span.most);
        let rows = shown.map(|candidate| self.explained(candidate, &search)).collect::<Result<_, _>>()?;
        Ok(AssetResult { page: Page { rows, from: span.from, total }, hidden_stale, closed, more })
    }

    /// An asset as it is shown.
    pub(super) fn told(&self, candidate: Candidate, typed: &Typed) -> Result<AssetHit, StoreError> {
        candidate.told(&self.connection, self.clock.today(), self.cadence.asset_recheck_days, typed)
    }

    /// Measures and puts in order; the reasons are said of those alone that are shown.
    fn measure(&self, found: &mut [Candidate], search: &Search<'_>) {
        let today = self.clock.today();
        let judge = Judge::new();
        let measure = search.wants.as_ref().map(Measure::new);
        for candidate in found.iter_mut() {
            candidate.weigh(measure.as_ref(), today, self.cadence.asset_recheck_days);
            let access = candidate.access(&search.access, search.wants.as_ref());
            candidate.hit.score += access.iter().map(|reason| reason.points).sum::<i64>();
            candidate.hit.score += candidate.words_fit(&search.typed, &judge);
        }
        by_points(found);
    }

    /// An asset that was measured, with its reasons.
    fn explained(&self, mut candidate: Candidate, search: &Search<'_>) -> Result<AssetHit, StoreError> {
        let score = candidate.hit.score;
        candidate.measure(search.wants.as_ref(), self.clock.today(), self.cadence.asset_recheck_days);
        if let (None, Some(from)) = (&search.wants, search.from) {
            candidate.measure_from(from);
        }
        candidate.say_access(&search.access, search.wants.as_ref());
        let hit = self.told(candidate, &search.typed)?;
        let score = if search.typed.words.is_empty() { hit.score } else { score };
        Ok(AssetHit { score, ..hit })
    }

    /// The assets that have every word; with few of them those that nearly have; with none, those that lack one word.
    ///
    /// How few there are is asked without what narrows the search: else a filter could bring results that were not there
    /// before it.
    fn assets_of_words(&self, search: &Search<'_>) -> Result<(Vec<Candidate>, bool), StoreError> {
        let (mut found, more) = self.all_words(search, search.only.as_ref())?;
        let nothing =
            found.is_empty() && (search.only.is_none() || self.all_words(search, None)?.0.is_empty());
        if nothing && search.query.parts().len() > 1 {
            self.add_without_one(search, &mut found)?;
        }
        Ok((found, more))
    }

    /// The assets that have every word or nearly have, and that something does not narrow away.
    fn all_words(
        &self,
        search: &Search<'_>,
        only: Option<&Marked>,
    ) -> Result<(Vec<Candidate>, bool), StoreError> {
        let query = &search.query;
        let most = if query.is_short() || query.has_begun() { BEGUN } else { JUDGED };
        let asked = query.matching_words(false);
        // Names first, so that a name is never pushed out by many descriptions that use the same word.
        let names = format!("name : ({asked})");
        let (mut found, mut more) = self.met(only, &names, most)?;
        // One or two letters stand in every description, so they are looked for in names alone.
        if !query.is_short() {
            let (others, too_many) = self.met(only, &format!("({asked}) NOT ({names})"), most)?;
            more |= too_many;
            found.extend(others);
        }
        let direct = if only.is_none() { found.len() } else { self.how_many(&asked, query.is_short())? };
        if direct < FEW {
            let (others, _) = self.met(only, &query.matching_words(true), most)?;
            add_new(&mut found, others);
            more |= self.add_near(search, only, &mut found)?;
        }
        Ok((found, more))
    }

    /// How many assets have every word, counted up to the few that matter.
    fn how_many(&self, asked: &str, in_names: bool) -> Result<usize, StoreError> {
        let asked = if in_names { format!("name : ({asked})") } else { asked.to_owned() };
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) AS n FROM (SELECT 1 FROM asset_word AS w JOIN asset AS a ON a.id = w.rowid \
             WHERE asset_word MATCH ?1 AND a.put_away_on IS NULL LIMIT ?2)",
        )?;
        Ok(length(
            statement
                .query_row(params![asked, i64::try_from(FEW).unwrap_or(i64::MAX)], |row| row.get("n"))?,
        ))
    }

    /// The assets that a full-text query meets and nothing narrows away, the newest first, and whether there are more.
    fn met(
        &self,
        only: Option<&Marked>,
        asked: &str,
        most: usize,
    ) -> Result<(Vec<Candidate>, bool), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rowid FROM asset_word WHERE asset_word MATCH ?1 ORDER BY rowid DESC")?;
        let mut rows = statement.query([asked])?;
        let mut ids: Vec<i64> = Vec::new();
        while ids.len() < most
            && let Some(row) = rows.next()?
        {
            let id = row.get(0)?;
            if only.is_none_or(|only| only.has(id)) {
                ids.push(id);
            }
        }
        let more = ids.len() >= most;
        let sql =
            format!("{SELECT} WHERE a.id IN (SELECT value FROM json_each(?1)) AND a.put_away_on IS NULL");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok((Candidate::all(&mut statement, [numbers(ids)])?, more))
    }

    /// Assets of whose words some may have been typed with a slip or two, and whether there are more than were judged.
    fn add_near(
        &self,
        search: &Search<'_>,
        only: Option<&Marked>,
        found: &mut Vec<Candidate>,
    ) -> Result<bool, StoreError> {
        let mut near: Vec<Vec<String>> = Vec::new();
        for word in &search.typed.words {
            near.push(self.near_terms(word)?);
        }
        if near.iter().all(Vec::is_empty) {
            return Ok(false);
        }
        let asked = search.query.or_near(&near);
        let names = format!("name : ({asked})");
        let (mut candidates, mut more) = self.met(only, &names, JUDGED / 2)?;
        let (others, too_many) = self.met(only, &format!("({asked}) NOT ({names})"), JUDGED / 4)?;
        more |= too_many;
        candidates.extend(others);
        search.typed.keep_near(&near);
        for mut candidate in candidates {
            if !found.iter().any(|known| known.hit.asset == candidate.hit.asset) {
                candidate.by_slip = true;
                found.push(candidate);
            }
        }
        Ok(more)
    }

    /// Assets that have all words but one: each says which word it lacks.
    fn add_without_one(&self, search: &Search<'_>, found: &mut Vec<Candidate>) -> Result<(), StoreError> {
        for (at, part) in search.query.parts().iter().enumerate() {
            let Some(asked) = search.query.without(at) else { continue };
            let word = part.words.join(" ");
            let word = if word.is_empty() { part.together.concat() } else { word };
            let (candidates, _) = self.met(search.only.as_ref(), &asked, JUDGED)?;
            for mut candidate in candidates {
                if !found.iter().any(|known| known.hit.asset == candidate.hit.asset) {
                    candidate.without = Some(word.clone());
                    found.push(candidate);
                }
            }
        }
        Ok(())
    }

    fn assets_by_name(&self, search: &Search<'_>, span: Span) -> Result<AssetResult, StoreError> {
        let passing = self.assets_that_pass(search.ask, search.from)?;
        let (shown, closed, hidden_stale) = if search.ask.all {
            (passing.all(), 0, 0)
        } else {
            let left_out = (passing.closed.count(), passing.stale.count());
            (passing.usable, left_out.0, left_out.1)
        };
        let total = shown.count();
        let ids = match search.from {
            Some(from) => self.nearest(&shown, from, span)?,
            None => self.first_by_name(&shown, total, span)?,
        };
        let sql = format!("{SELECT} WHERE a.id IN (SELECT value FROM json_each(?1))");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = Candidate::all(&mut statement, [numbers(ids.iter().copied())])?;
        found.sort_by_key(|found| ids.iter().position(|id| *id == found.hit.asset.0));
        let explained = |candidate| self.explained(candidate, search);
        let rows = found.into_iter().map(explained).collect::<Result<_, _>>()?;
        Ok(AssetResult { page: Page { rows, from: span.from, total }, hidden_stale, closed, more: false })
    }

    /// A page of some assets in the order of their names.
    fn first_by_name(&self, of: &Marked, total: usize, span: Span) -> Result<Vec<i64>, StoreError> {
        // Few are put in order now that they are found; of many the first are found where they stand in order.
        if total <= IN_ORDER {
            let mut statement = self.connection.prepare_cached(
                "SELECT id FROM asset WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY +name, id LIMIT ?2 OFFSET ?3",
            )?;
            let page = params![numbers(of.numbers()), span.limit(), span.offset()];
            let ids = statement.query_map(page, |row| row.get(0))?;
            return Ok(ids.collect::<Result<_, _>>()?);
        }
        let mut statement = self.connection.prepare_cached("SELECT id FROM asset ORDER BY name, id")?;
        let mut rows = statement.query([])?;
        let (mut ids, mut before) = (Vec::new(), span.from);
        while ids.len() < span.most
            && let Some(row) = rows.next()?
        {
            let id = row.get(0)?;
            match before {
                _ if !of.has(id) => {}
                0 => ids.push(id),
                _ => before -= 1,
            }
        }
        Ok(ids)
    }
}

/// Adds the candidates that are not there yet.
fn add_new(found: &mut Vec<Candidate>, others: Vec<Candidate>) {
    for candidate in others {
        if !found.iter().any(|known| known.hit.asset == candidate.hit.asset) {
            found.push(candidate);
        }
    }
}

/// Puts candidates in order: the most points first, then groups before services, then by name.
fn by_points(found: &mut [Candidate]) {
    found.sort_by(|a, b| {
        b.hit
            .score
            .cmp(&a.hit.score)
            .then_with(|| matching::standing(&a.hit.kind).cmp(&matching::standing(&b.hit.kind)))
            .then_with(|| a.hit.name.cmp(&b.hit.name))
            .then_with(|| a.hit.asset.cmp(&b.hit.asset))
    });
}

/// Sets aside the candidates of which something is so, unless all are wanted; gives how many and the others.
fn set_aside(found: Vec<Candidate>, all: bool, so: impl Fn(&AssetHit) -> bool) -> (usize, Vec<Candidate>) {
    let before = found.len();
    let kept: Vec<_> = found.into_iter().filter(|candidate| all || !so(&candidate.hit)).collect();
    (before - kept.len(), kept)
}
