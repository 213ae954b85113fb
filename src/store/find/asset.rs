//! Finding assets: by words, by need and interest, and by what fits a person, each with its reasons.

use chrono::{Days, NaiveDate};
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::candidate::Candidate;
use super::judge::Judge;
use super::{CANDIDATES, FEW, Query, near_key};
use crate::domain::entity::Entity;
use crate::domain::fold;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::matching::{self, Fit, Reason, Wants};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span, length};

const SELECT: &str = include_str!("asset.sql");

/// How many assets are measured for one person without words; more fit, but nobody reads so far down.
const MEASURED: usize = 20_000;

/// What is asked of the assets.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AssetAsk {
    /// Only assets that have words beginning so, or nearly so.
    pub text: String,
    /// Measured by what this person needs, enjoys, offers and asks for.
    pub for_person: Option<PersonId>,
    /// Only assets that help with this need, a code; empty for any.
    pub need: String,
    /// Only assets that serve this interest, a code; empty for any.
    pub interest: String,
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
    pub checked_on: Option<NaiveDate>,
    /// Whether it runs, a code.
    pub status: String,
    /// Whether it has room, a code.
    pub capacity: String,
    /// How far away it is, where both places are known.
    pub distance_miles: Option<f64>,
    /// Points; the list is in their order when words or a person were given.
    pub score: i64,
    /// Why it is here, and what speaks against it.
    pub reasons: Vec<Reason>,
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

impl Store {
    /// A page of the assets that fit, the best first; without words or a person, by name.
    pub fn find_assets(&self, ask: &AssetAsk, span: Span) -> Result<AssetResult, StoreError> {
        let wants = match ask.for_person {
            Some(person) => Some(self.wants_of(person)?),
            None => None,
        };
        let query = Query::read(&ask.text, self.clock.today());
        let asked =
            if query.is_empty() { wants.as_ref().and_then(wanted_words) } else { Some(query.prefixes()) };
        let Some(asked) = asked else { return self.assets_by_name(ask, wants.as_ref(), span) };
        let most = if query.is_empty() { MEASURED } else { CANDIDATES };
        let (mut found, more) = self.assets_met(ask, &asked, &query, most)?;
        if found.len() < FEW && !query.is_empty() {
            self.add_near_assets(ask, &query, &mut found)?;
        }
        let (closed, found) = set_aside(found, ask.all, |hit| matching::closed(&hit.status));
        let today = self.clock.today();
        let (hidden_stale, mut found) = set_aside(found, ask.all, |hit| {
            matching::stale(hit.checked_on, today, self.cadence.asset_stale_days)
        });
        self.measure(&mut found, wants.as_ref(), &query);
        if query.is_empty() {
            found.retain(|(met, _)| *met > 0);
        }
        let total = found.len();
        let rows = found.into_iter().skip(span.from).take(span.most).map(|(_, c)| c.hit).collect();
        Ok(AssetResult { page: Page { rows, from: span.from, total }, hidden_stale, closed, more })
    }

    /// What an asset is measured by for this person: needs, interests, and what they offer and ask for.
    pub fn wants_of(&self, person: PersonId) -> Result<Wants, StoreError> {
        let record = self.needed(Entity::Person, person.0)?;
        let codes = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut wants = Wants {
            needs: codes(record.values.text("needs")),
            postcode: record.values.text("postcode").to_owned(),
            ..Wants::default()
        };
        wants.interests =
            codes(record.values.text("interests")).into_iter().map(|c| (c, "interests")).collect();
        for (entity, whence) in [(Entity::Offer, "offers"), (Entity::Ask, "would like")] {
            let records = self.records_of(entity, "person_id", person.0)?;
            for record in records.iter().filter(|record| record.values.text("state") == "open") {
                wants
                    .interests
                    .extend(codes(record.values.text("interests")).into_iter().map(|c| (c, whence)));
                for word in matching::telling_words(record.values.text("what")) {
                    if !wants.words.iter().any(|(known, _)| *known == word) {
                        wants.words.push((word, whence));
                    }
                }
            }
        }
        Ok(wants)
    }

    fn measure(&self, found: &mut [(usize, Candidate)], wants: Option<&Wants>, query: &Query) {
        let today = self.clock.today();
        let judge = Judge::new();
        let typed: Vec<String> = query.parts().iter().flat_map(|part| part.words.iter().cloned()).collect();
        for (met, candidate) in found.iter_mut() {
            let fit = candidate.fit(wants, today, self.cadence.asset_recheck_days);
            let words = if typed.is_empty() { 0 } else { candidate.words_fit(&typed, &judge) };
            let Fit { score, met: all, reasons } = fit;
            *met = all;
            candidate.hit.score = score + words;
            candidate.hit.reasons = reasons;
        }
        found.sort_by(|(_, a), (_, b)| {
            b.hit
                .score
                .cmp(&a.hit.score)
                .then_with(|| matching::standing(&a.hit.kind).cmp(&matching::standing(&b.hit.kind)))
                .then_with(|| a.hit.name.cmp(&b.hit.name))
                .then_with(|| a.hit.asset.cmp(&b.hit.asset))
        });
    }

    fn assets_met(
        &self,
        ask: &AssetAsk,
        asked: &str,
        query: &Query,
        most: usize,
    ) -> Result<(Vec<Candidate>, bool), StoreError> {
        let (also, values) = only(ask);
        let sql = format!(
            "{SELECT} WHERE a.id IN (SELECT rowid FROM asset_word WHERE asset_word MATCH ? ORDER BY rowid DESC LIMIT ?) \
             AND a.put_away_on IS NULL{also}"
        );
        let run = |asked: &str| -> Result<Vec<Candidate>, StoreError> {
            let mut all = vec![Sql::Text(asked.to_owned()), limit(most)];
            all.extend(values.iter().cloned());
            let mut statement = self.connection.prepare_cached(&sql)?;
            Ok(Candidate::all(&mut statement, params_from_iter(all))?)
        };
        if query.is_empty() {
            let found = run(asked)?;
            let more = found.len() >= most;
            return Ok((found, more));
        }
        // Names first, so that a name is never pushed out by many descriptions that use the same word.
        let names = format!("name : ({asked})");
        let mut found = run(&names)?;
        let mut more = found.len() >= most;
        // One or two letters stand in every description, so they are looked for in names alone.
        if !query.is_short() {
            let others = run(&format!("({asked}) NOT ({names})"))?;
            more |= others.len() >= most;
            found.extend(others);
        }
        Ok((found, more))
    }

    /// Assets of whose name one word may have been typed with a slip.
    fn add_near_assets(
        &self,
        ask: &AssetAsk,
        query: &Query,
        found: &mut Vec<Candidate>,
    ) -> Result<(), StoreError> {
        for part in query.parts() {
            let [word] = part.words.as_slice() else { continue };
            if word.chars().count() < 4 {
                continue;
            }
            let mut keys = fold::near_keys(word);
            let mut near = self.near_assets(ask, &keys, false)?;
            if near.len() < FEW {
                keys.retain(|key| key.chars().count() >= 4);
                near.extend(self.near_assets(ask, &keys, true)?);
            }
            for mut candidate in near {
                let (names, words) = (fold::words(&candidate.hit.name), candidate.words());
                let fits = query.parts().iter().flat_map(|part| &part.words).all(|typed| {
                    names.iter().any(|kept| Judge::meets(typed, kept, true).is_some())
                        || words.split(' ').any(|kept| kept.starts_with(typed.as_str()))
                });
                if fits && !found.iter().any(|known| known.hit.asset == candidate.hit.asset) {
                    candidate.by_slip = true;
                    found.push(candidate);
                }
            }
        }
        Ok(())
    }

    /// Assets of whose name a word has one of the near keys, or begins with one.
    fn near_assets(
        &self,
        ask: &AssetAsk,
        keys: &[String],
        begins: bool,
    ) -> Result<Vec<Candidate>, StoreError> {
        let (also, values) = only(ask);
        let sql = format!(
            "{SELECT} WHERE a.id IN (SELECT n.record_id FROM json_each(?) AS k CROSS JOIN near_word AS n \
             WHERE n.kind = 'asset' AND {} LIMIT ?) AND a.put_away_on IS NULL{also}",
            near_key(begins)
        );
        let list = serde_json::to_string(keys).unwrap_or_default();
        let mut all = vec![Sql::Text(list), limit(CANDIDATES)];
        all.extend(values);
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(Candidate::all(&mut statement, params_from_iter(all))?)
    }

    fn assets_by_name(
        &self,
        ask: &AssetAsk,
        wants: Option<&Wants>,
        span: Span,
    ) -> Result<AssetResult, StoreError> {
        let (also, values) = only(ask);
        let today = self.clock.today();
        let oldest = today
            .checked_sub_days(Days::new(u64::from(self.cadence.asset_stale_days)))
            .unwrap_or(today)
            .to_string();
        let shut = "a.status IN ('defunct', 'temporarily_closed', 'inactive')";
        let count = format!(
            "SELECT count(*) AS n, coalesce(sum({shut}), 0) AS closed, \
             coalesce(sum(NOT {shut} AND a.checked_on < ?), 0) AS stale FROM asset AS a WHERE a.put_away_on IS NULL{also}"
        );
        let all = std::iter::once(Sql::Text(oldest.clone())).chain(values.iter().cloned());
        let (n, closed, stale): (i64, i64, i64) =
            self.connection.prepare_cached(&count)?.query_row(params_from_iter(all), |row| {
                Ok((row.get("n")?, row.get("closed")?, row.get("stale")?))
            })?;
        let mut all: Vec<Sql> = values;
        let usable = if ask.all {
            String::new()
        } else {
            all.push(Sql::Text(oldest));
            format!(" AND NOT {shut} AND (a.checked_on IS NULL OR a.checked_on >= ?)")
        };
        all.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let sql = format!(
            "{SELECT} JOIN (SELECT a.id FROM asset AS a WHERE a.put_away_on IS NULL{also}{usable} \
             ORDER BY a.name, a.id LIMIT ? OFFSET ?) AS wanted ON wanted.id = a.id ORDER BY a.name, a.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = Candidate::all(&mut statement, params_from_iter(all))?;
        let measured = |mut candidate: Candidate| {
            let fit = candidate.fit(wants, today, self.cadence.asset_recheck_days);
            candidate.hit.score = fit.score;
            candidate.hit.reasons = fit.reasons;
            candidate.hit
        };
        let rows = found.into_iter().map(measured).collect();
        let (closed, hidden_stale) = if ask.all { (0, 0) } else { (length(closed), length(stale)) };
        let total = length(n).saturating_sub(closed).saturating_sub(hidden_stale);
        Ok(AssetResult { page: Page { rows, from: span.from, total }, hidden_stale, closed, more: false })
    }
}

/// The conditions for a need and an interest, with their values.
fn only(ask: &AssetAsk) -> (String, Vec<Sql>) {
    let mut also = String::new();
    let mut values = Vec::new();
    for (column, code) in [("needs", &ask.need), ("interests", &ask.interest)] {
        if !code.is_empty() {
            also.push_str(" AND instr(' ' || a.");
            also.push_str(column);
            also.push_str(" || ' ', ' ' || ? || ' ') > 0");
            values.push(Sql::Text(code.clone()));
        }
    }
    (also, values)
}

/// The full-text query for anything a person wants; `None` where they want nothing we know of.
fn wanted_words(wants: &Wants) -> Option<String> {
    let codes = wants.needs.iter().chain(wants.interests.iter().map(|(code, _)| code));
    let mut ways: Vec<String> = codes.map(|code| format!("more : \"{}\"", fold::fold(code))).collect();
    ways.extend(wants.words.iter().map(|(word, _)| format!("\"{}\"*", matching::stem(word))));
    ways.sort_unstable();
    ways.dedup();
    (!ways.is_empty()).then(|| ways.join(" OR "))
}

/// Sets aside the candidates of which something is so, unless all are wanted; gives how many and the others.
fn set_aside<T: Into<(usize, Candidate)>>(
    found: Vec<T>,
    all: bool,
    so: impl Fn(&AssetHit) -> bool,
) -> (usize, Vec<(usize, Candidate)>) {
    let found: Vec<(usize, Candidate)> = found.into_iter().map(Into::into).collect();
    let before = found.len();
    let kept: Vec<_> = found.into_iter().filter(|(_, candidate)| all || !so(&candidate.hit)).collect();
    (before - kept.len(), kept)
}

impl From<Candidate> for (usize, Candidate) {
    fn from(candidate: Candidate) -> Self {
        (0, candidate)
    }
}

fn limit(most: usize) -> Sql {
    Sql::Integer(i64::try_from(most).unwrap_or(i64::MAX))
}
