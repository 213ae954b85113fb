//! Which open offers could answer which open wishes, and which groups would welcome them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rusqlite::{Row, params};

use super::laid::{Keys, Laid};
use super::{ASK, AskRow, COLUMNS, OFFER, OfferRow, Places};
use crate::domain::id::{AskId, PersonId};
use crate::domain::matching::{self, Reason, Shared};
use crate::domain::vocabulary::GIFT_KIND;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span};
use crate::store::row::columns;

/// How many of the newest offers and wishes are laid side by side where a screen waits for them.
const NEWEST: usize = 150;
/// The same where one person is looked for: of all the offers of others.
const NEWEST_OF_OTHERS: usize = 600;

/// An offer that could answer a wish, or a gift that a group would welcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The offer.
    pub offer: OfferRow,
    /// The wish; of a group that welcomes such gifts and has no wish of its own, what it welcomes, with the number 0.
    pub ask: AskRow,
    /// Points; more is better.
    pub score: i64,
    /// Why, and what speaks against it.
    pub reasons: Vec<Reason>,
}

impl Pair {
    /// Whether it is a group that welcomes such gifts, without a wish of its own: one is connected to it.
    pub fn is_welcome(&self) -> bool {
        self.ask.id.0 == 0
    }
}

/// Which pairs are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairAsk {
    /// Only what one person offers or wishes for.
    pub of: Option<PersonId>,
    /// Only what answers their wishes, not what they offer.
    pub wishes_only: bool,
    /// So many of the newest open offers and of the newest wishes are laid side by side.
    pub newest: usize,
}

impl Default for PairAsk {
    /// What a screen waits for: of everyone, the newest hundred and fifty of each.
    fn default() -> Self {
        Self { of: None, wishes_only: false, newest: NEWEST }
    }
}

/// A pair that was found: points, the place of the offer, the place of the wish.
type Found = (Reverse<i64>, usize, usize);

/// So many groups that would welcome it stand beside one offer, among those of everyone.
const GROUPS: usize = 1;
/// The same among those of one person.
const GROUPS_OF_ONE: usize = 5;
/// So many of the best groups are looked at for each offer: the giver may go to some already.
const KEPT: usize = 10;

impl Store {
    /// Offers and wishes that fit, the best first, at most so many; never a person with themselves, never whoever consent
    /// or safety keeps apart, and none that were laid together already. Only those of the span are read whole.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn suggested_pairs(&self, most: usize, span: Span) -> Result<Page<Pair>, StoreError> {
        self.pairs(PairAsk::default(), most, span)
    }

    /// The offers of others that answer what a person would like, the best first.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn pairs_of(&self, person: PersonId, most: usize) -> Result<Vec<Pair>, StoreError> {
        let ask = PairAsk { of: Some(person), wishes_only: true, newest: NEWEST_OF_OTHERS };
        Ok(self.pairs(ask, most, Span::first(most))?.rows)
    }

    /// The pairs that are asked for, the best first, at most so many.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn pairs(&self, wanted: PairAsk, most: usize, span: Span) -> Result<Page<Pair>, StoreError> {
        let (offers, asks) = self.side_by_side(wanted, wanted.newest)?;
        let offered: Vec<Keys<'_>> = offers.iter().map(|laid| laid.keys(self.synonyms())).collect();
        let wished: Vec<Keys<'_>> = asks.iter().map(|laid| laid.keys(self.synonyms())).collect();
        let known = self.laid_together()?;
        let mut found: Vec<Found> = Vec::new();
        let mut welcomes: Vec<Vec<(Reverse<i64>, usize)>> = vec![Vec::new(); offers.len()];
        let index = Index::of(&offered);
        let mut shared = Counted::new(offers.len());
        for (a, (ask, keys)) in asks.iter().zip(&wished).enumerate() {
            index.count(keys, &mut shared);
            let wish = ask.wish(keys);
            for o in shared.take() {
                let (Some(offer), Some(keys)) = (offers.get(o), offered.get(o)) else { continue };
                let mut points = shared.of(o);
                let own = offer.wish(keys);
                let of_them = wanted.of.is_none_or(|person| {
                    ask.who.person == Some(person)
                        || (!wanted.wishes_only && offer.who.person == Some(person))
                });
                if !of_them || offer.who.is(&ask.who) {
                    continue;
                }
                if ask.id == 0 && matching::welcomes(&own, &wish) {
                    points.gifts = 1;
                    let points = Reverse(matching::pair_score(points, &own, &wish));
                    welcomes.get_mut(o).into_iter().for_each(|best| keep(best, (points, a)));
                } else if ask.id != 0 && (known.is_empty() || !known.contains(&(offer.id, ask.id))) {
                    found.push((Reverse(matching::pair_score(points, &own, &wish)), o, a));
                }
            }
        }
        let groups = if wanted.of.is_some() { GROUPS_OF_ONE } else { GROUPS };
        // People come first, and leave a quarter of the room to groups where there are any.
        let for_groups = most.saturating_sub(found.len()).max(most / 4);
        let welcomed = self.new_to_them(welcomes, (groups, for_groups), &offers, &asks)?;
        let room = most - welcomed.len().min(most / 4);
        if found.len() > room {
            found.select_nth_unstable(room);
            found.truncate(room);
        }
        found.sort_unstable();
        let left = most - found.len();
        found.extend(welcomed.into_iter().take(left));
        let total = found.len();
        let shown: Vec<Found> = found.into_iter().skip(span.from).take(span.most).collect();
        let numbers = |laid: &[Laid], which: fn(&Found) -> usize| -> Vec<i64> {
            shown.iter().filter_map(|pair| laid.get(which(pair)).map(|laid| laid.id)).collect()
        };
        let of_offers = numbers(&offers, |(_, offer, _)| *offer);
        let of_asks = numbers(&asks, |(_, _, ask)| *ask);
        let whole_offers = self.whole(OFFER, &of_offers, OfferRow::of, |row| row.id.0)?;
        let whole_asks = self.whole(ASK, &of_asks, AskRow::of, |row| row.id.0)?;
        let mut rows = Vec::new();
        for (Reverse(score), o, a) in shown {
            let (Some(offer), Some(ask)) = (offers.get(o), asks.get(a)) else { continue };
            let (Some(offer_keys), Some(ask_keys)) = (offered.get(o), wished.get(a)) else { continue };
            let reasons = matching::pair(&offer.wish(offer_keys), &ask.wish(ask_keys)).reasons;
            let whole_ask =
                if ask.id == 0 { Some(self.welcome(ask)?) } else { whole_asks.get(&ask.id).cloned() };
            let (Some(offer), Some(ask)) = (whole_offers.get(&offer.id).cloned(), whole_ask) else {
                continue;
            };
            rows.push(Pair { offer, ask, score, reasons });
        }
        Ok(Page { rows, from: span.from, total })
    }

    /// The groups that would welcome an offer best, so many of each offer and so many in all, the best first, without those
    /// that the giver goes to already.
    fn new_to_them(
        &self,
        welcomes: Vec<Vec<(Reverse<i64>, usize)>>,
        (of_each, in_all): (usize, usize),
        offers: &[Laid],
        asks: &[Laid],
    ) -> Result<Vec<Found>, StoreError> {
        let mut goes = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM connection WHERE person_id = ?1 AND asset_id = ?2 AND put_away_on IS NULL) \
             OR EXISTS (SELECT 1 FROM asset WHERE id = ?2 AND run_by_person_id = ?1) AS goes",
        )?;
        let mut left = vec![of_each; welcomes.len()];
        let mut all: Vec<Found> = Vec::new();
        for (o, best) in welcomes.into_iter().enumerate() {
            all.extend(best.into_iter().map(|(points, a)| (points, o, a)));
        }
        all.sort_unstable();
        let mut found = Vec::new();
        for (points, o, a) in all {
            if found.len() == in_all {
                break;
            }
            let Some(person) = offers.get(o).and_then(|laid| laid.who.person) else { continue };
            let Some(left) = left.get_mut(o).filter(|left| **left > 0) else { continue };
            let group = asks.get(a).and_then(|laid| laid.who.asset).map_or(0, |asset| asset.0);
            if !goes.query_row(params![person.0, group], |row| row.get::<_, bool>("goes"))? {
                *left -= 1;
                found.push((points, o, a));
            }
        }
        Ok(found)
    }

    /// What a group welcomes, in the form of a wish.
    fn welcome(&self, laid: &Laid) -> Result<AskRow, StoreError> {
        let mut who = laid.who.clone();
        if let Some(asset) = who.asset {
            let mut statement = self.connection.prepare_cached("SELECT name FROM asset WHERE id = ?1")?;
            who.group = statement.query_row([asset.0], |row| row.get("name"))?;
        }
        let kinds = laid.gifts.split_whitespace().map(|kind| GIFT_KIND.label(kind).to_lowercase());
        let kinds: Vec<String> =
            kinds.map(|label| label.split(':').next().unwrap_or_default().to_owned()).collect();
        Ok(AskRow {
            id: AskId(0),
            who,
            what: format!("welcomes gifts of the {}", kinds.join(", ")),
            interests: laid.interests.clone(),
            when_where: String::new(),
            since: self.clock.today(),
            introduce: None,
        })
    }

    /// Offers and wishes that were laid together already, whatever came of it.
    fn laid_together(&self) -> Result<HashSet<(i64, i64)>, StoreError> {
        let sql = "SELECT offer_id, ask_id FROM pair WHERE put_away_on IS NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get("offer_id")?, row.get("ask_id")?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Who of these people is kept apart from strangers. They are left out in silence: no list says why.
    pub(crate) fn kept_apart(&self, people: &[i64]) -> Result<HashSet<i64>, StoreError> {
        let list = serde_json::to_string(people).unwrap_or_default();
        let mut statement = self.connection.prepare_cached(include_str!("apart.sql"))?;
        let rows = statement.query_map([self.clock.today().to_string(), list], |row| row.get("person_id"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One offer, as lists show it.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn offer_row(&self, id: i64) -> Result<Option<OfferRow>, StoreError> {
        Ok(self.whole(OFFER, &[id], OfferRow::of, |row| row.id.0)?.remove(&id))
    }

    /// One wish, as lists show it.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn ask_row(&self, id: i64) -> Result<Option<AskRow>, StoreError> {
        Ok(self.whole(ASK, &[id], AskRow::of, |row| row.id.0)?.remove(&id))
    }

    /// The rows of those numbers, by number, in one question.
    pub(super) fn whole<T>(
        &self,
        select: &str,
        ids: &[i64],
        of: fn(&Row<'_>, Places) -> rusqlite::Result<T>,
        number: fn(&T) -> i64,
    ) -> Result<HashMap<i64, T>, StoreError> {
        let list = serde_json::to_string(ids).unwrap_or_default();
        let sql = format!("{select} WHERE o.id IN (SELECT value FROM json_each(?1)) ORDER BY o.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let places = columns(&statement, COLUMNS)?;
        let rows = statement.query_map([list], |row| of(row, places))?;
        let rows = rows.map(|row| row.map(|row| (number(&row), row)));
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Keeps a group among the best of an offer, the best first.
fn keep(best: &mut Vec<(Reverse<i64>, usize)>, group: (Reverse<i64>, usize)) {
    let at = best.partition_point(|kept| *kept < group);
    if at < KEPT {
        best.insert(at, group);
        best.truncate(KEPT);
    }
}

/// Which offers have an interest, the stem of a word, or a word of a set, by their places.
struct Index<'a> {
    codes: HashMap<&'a str, Vec<usize>>,
    stems: HashMap<&'a str, Vec<usize>>,
    sets: HashMap<usize, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn of(offered: &'a [Keys<'a>]) -> Self {
        let mut index = Self { codes: HashMap::new(), stems: HashMap::new(), sets: HashMap::new() };
        for (o, keys) in offered.iter().enumerate() {
            keys.interests.iter().for_each(|code| note(&mut index.codes, *code, o));
            keys.stems.iter().for_each(|stem| note(&mut index.stems, *stem, o));
            keys.sets.iter().copied().flatten().for_each(|set| note(&mut index.sets, *set, o));
        }
        index
    }

    /// Counts what each offer shares with a wish: a word that is the same counts as that alone, not as one that is like it.
    fn count(&self, wish: &Keys<'_>, counted: &mut Counted) {
        for o in wish.interests.iter().filter_map(|code| self.codes.get(code)).flatten() {
            counted.at(*o, |shared| shared.interests += 1);
        }
        for (stem, sets) in wish.stems.iter().zip(&wish.sets) {
            counted.word += 1;
            for o in self.stems.get(stem).into_iter().flatten() {
                counted.once(*o, |shared| shared.words += 1);
            }
            for o in sets.iter().filter_map(|set| self.sets.get(set)).flatten() {
                counted.once(*o, |shared| shared.alike += 1);
            }
        }
    }
}

/// Notes that an offer has a key; once, however often it has it.
fn note<K: std::hash::Hash + Eq>(index: &mut HashMap<K, Vec<usize>>, key: K, offer: usize) {
    let offers = index.entry(key).or_default();
    if offers.last() != Some(&offer) {
        offers.push(offer);
    }
}

/// What each offer shares with one wish, used again for the next.
struct Counted {
    shared: Vec<Shared>,
    /// By which word of the wish each offer was counted last.
    by: Vec<usize>,
    /// Which word of all wishes it is now.
    word: usize,
    touched: Vec<usize>,
    shown: Vec<usize>,
}

impl Counted {
    fn new(offers: usize) -> Self {
        let none = Shared::default();
        Self {
            shared: vec![none; offers],
            by: vec![0; offers],
            word: 0,
            touched: Vec::new(),
            shown: Vec::new(),
        }
    }

    fn at(&mut self, offer: usize, add: impl FnOnce(&mut Shared)) {
        if let Some(shared) = self.shared.get_mut(offer) {
            if !shared.anything() {
                self.touched.push(offer);
            }
            add(shared);
        }
    }

    fn once(&mut self, offer: usize, add: impl FnOnce(&mut Shared)) {
        let word = self.word;
        match self.by.get_mut(offer) {
            Some(by) if *by != word => {
                *by = word;
                self.at(offer, add);
            }
            _ => {}
        }
    }

    /// The offers that share something with the wish.
    fn take(&mut self) -> Vec<usize> {
        self.shown.clear();
        std::mem::swap(&mut self.shown, &mut self.touched);
        self.shown.clone()
    }

    /// What an offer shares; it is forgotten for the next wish.
    fn of(&mut self, offer: usize) -> Shared {
        self.shared.get_mut(offer).map(std::mem::take).unwrap_or_default()
    }
}
