//! Finding assets: by words, by what narrows, and by what fits a person, each with its reasons.

use rusqlite::params;

use super::Query;
use super::candidate::{Candidate, Typed};
use super::judge::Judge;
use super::matched::NEAREST;
use super::narrow::Marked;
use crate::domain::facets::Facets;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::matching::access::Access;
use crate::domain::matching::{self, Distance, Measure, Reason, Wants, plain};
use crate::domain::place::Spot;
use crate::store::Store;
use crate::store::derive::facet;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span};
use crate::store::row::numbers;

pub(super) const SELECT: &str = include_str!("asset.sql");

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

impl Search<'_> {
    /// The place that was named: whoever names one wants what is near it.
    fn near(&self) -> Option<Spot> {
        self.from.filter(|_| !self.ask.facets.near.is_empty())
    }
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
        // Whoever names a place counts from there, whomever it is for.
        let wants = wants.map(|wants| match from {
            Some(spot) if !ask.facets.near.is_empty() => {
                Wants { spot: Some(spot), postcode: ask.facets.near.clone(), ..wants }
            }
            _ => wants,
        });
        let query = Query::of_assets(&ask.text, today);
        let typed = Typed::new(&ask.text, query.typed());
        let access = plain::access_of(&typed.words);
        let mut search = Search { ask, wants, from, only: None, query, typed, access };
        let fits = search.wants.as_ref().is_some_and(Wants::anything);
        if search.query.is_empty() && !fits {
            return self.assets_by_name(&search, span);
        }
        let passing = self.passing(ask, from)?;
        if let Some(wants) = search.wants.as_ref().filter(|_| search.query.is_empty()) {
            search.only = (!ask.facets.is_empty()).then(|| passing.all());
            return self.assets_that_fit(&search, wants, span);
        }
        let there = if ask.facets.is_empty() {
            passing.all()
        } else {
            self.passing(&AssetAsk { facets: Facets::default(), ..ask.clone() }, None)?.all()
        };
        let shown = if ask.all { passing.all() } else { passing.usable.clone() };
        let mut found = self.assets_of_words(&search, &there, &shown)?;
        let left_out = |marked: &Marked| if ask.all { 0 } else { found.count_in(marked) };
        let (closed, hidden_stale) = (left_out(&passing.closed), left_out(&passing.stale));
        found.keep(&shown);
        if let Some(from) = search.near().filter(|_| found.len() > NEAREST) {
            found.first(&self.nearest(&found.marked(), from, Span::first(NEAREST))?);
        }
        let (mut judged, rest) = self.to_be_judged(&search.query, &found)?;
        self.measure(&mut judged, &search);
        let shown = judged.into_iter().skip(span.from).take(span.most);
        let mut rows: Vec<AssetHit> =
            shown.map(|candidate| self.explained(candidate, &search)).collect::<Result<_, _>>()?;
        let total = found.len();
        let after = span.from.saturating_sub(total - rest.len());
        let beyond: Vec<i64> = rest.into_iter().skip(after).take(span.most - rows.len()).collect();
        if !beyond.is_empty() {
            let mut more = self.read_matched(&search.query, &found, &beyond)?;
            self.weigh(&mut more, &search);
            let more = more.into_iter().map(|candidate| self.explained(candidate, &search));
            rows.extend(more.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(AssetResult {
            page: Page { rows, from: span.from, total },
            hidden_stale,
            closed,
            more: found.more,
        })
    }

    /// An asset as it is shown.
    pub(super) fn told(&self, candidate: Candidate, typed: &Typed) -> Result<AssetHit, StoreError> {
        candidate.told(&self.connection, self.clock.today(), self.cadence.asset_recheck_days, typed)
    }

    /// Measures and puts in order; the reasons are said of those alone that are shown.
    fn measure(&self, found: &mut [Candidate], search: &Search<'_>) {
        self.weigh(found, search);
        by_points(found);
    }

    fn weigh(&self, found: &mut [Candidate], search: &Search<'_>) {
        let today = self.clock.today();
        let judge = Judge::new();
        let measure = search.wants.as_ref().map(Measure::new);
        let near = search.near();
        for candidate in found.iter_mut() {
            candidate.weigh(measure.as_ref(), today, self.cadence.asset_recheck_days);
            let access = candidate.access(&search.access, search.wants.as_ref());
            candidate.hit.score += access.iter().map(|reason| reason.points).sum::<i64>();
            candidate.hit.score += candidate.words_fit(&search.typed, &judge);
            candidate.hit.score += near.map_or(0, |near| candidate.nearness(near));
        }
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

    fn assets_by_name(&self, search: &Search<'_>, span: Span) -> Result<AssetResult, StoreError> {
        let passing = self.passing(search.ask, search.from)?;
        let (shown, closed, hidden_stale) = if search.ask.all {
            (passing.all(), 0, 0)
        } else {
            let left_out = (passing.closed.count(), passing.stale.count());
            (passing.usable.clone(), left_out.0, left_out.1)
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
