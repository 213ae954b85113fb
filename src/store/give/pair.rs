//! Which open offers could answer which open wishes.

use std::collections::{BTreeMap, BTreeSet};

use super::{AskRow, OfferRow};
use crate::domain::matching::{self, Reason, Wish};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::Span;

/// How many of the newest offers and wishes are laid side by side.
const LAID: usize = 300;

/// An offer that could answer a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The offer.
    pub offer: OfferRow,
    /// The wish.
    pub ask: AskRow,
    /// Points; more is better.
    pub score: i64,
    /// Why, and what speaks against it.
    pub reasons: Vec<Reason>,
}

impl Store {
    /// Offers and wishes that fit, the best first, at most so many; never a person with themselves.
    ///
    /// The newest three hundred open ones of each are laid side by side.
    pub fn suggested_pairs(&self, most: usize) -> Result<Vec<Pair>, StoreError> {
        let offers = self.offers(Span::first(LAID), "")?.rows;
        let asks = self.asks(Span::first(LAID), "")?.rows;
        let offered: Vec<Vec<String>> =
            offers.iter().map(|offer| matching::telling_words(&offer.what)).collect();
        let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (o, (offer, words)) in offers.iter().zip(&offered).enumerate() {
            for key in keys(&offer.interests, words) {
                by_word.entry(key).or_default().push(o);
            }
        }
        let wanted: Vec<Vec<String>> = asks.iter().map(|ask| matching::telling_words(&ask.what)).collect();
        let mut found: Vec<(i64, usize, usize)> = Vec::new();
        for (a, (ask, words)) in asks.iter().zip(&wanted).enumerate() {
            let near: BTreeSet<usize> =
                keys(&ask.interests, words).filter_map(|key| by_word.get(key)).flatten().copied().collect();
            for o in near {
                let (Some(offer), Some(offered)) = (offers.get(o), offered.get(o)) else { continue };
                if offer.who.is(&ask.who) {
                    continue;
                }
                let score = matching::pair_score(&offer.wish(offered), &ask.wish(words));
                found.extend(score.map(|score| (score, o, a)));
            }
        }
        found.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let pairs = found.into_iter().take(most).filter_map(|(score, o, a)| {
            let (offer, ask) = (offers.get(o)?, asks.get(a)?);
            let reasons = matching::pair(&offer.wish(offered.get(o)?), &ask.wish(wanted.get(a)?)).reasons;
            Some(Pair { offer: offer.clone(), ask: ask.clone(), score, reasons })
        });
        Ok(pairs.collect())
    }
}

/// What an offer and a wish must share to fit at all: an interest, or the beginning of a word.
fn keys<'a>(interests: &'a str, words: &'a [String]) -> impl Iterator<Item = &'a str> {
    interests.split_whitespace().chain(words.iter().map(|word| matching::stem(word)))
}

impl OfferRow {
    fn wish<'a>(&'a self, words: &'a [String]) -> Wish<'a> {
        Wish { words, interests: &self.interests, introduce: self.introduce, postcode: &self.postcode }
    }
}

impl AskRow {
    fn wish<'a>(&'a self, words: &'a [String]) -> Wish<'a> {
        Wish { words, interests: &self.interests, introduce: self.introduce, postcode: &self.postcode }
    }
}
