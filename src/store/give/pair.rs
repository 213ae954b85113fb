//! Which open offers could answer which open wishes.

use super::{AskRow, OfferRow};
use crate::domain::matching::{self, Reason, Wish};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::Span;

/// How many of the newest offers and wishes are laid side by side.
const LAID: usize = 500;

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
    pub fn suggested_pairs(&self, most: usize) -> Result<Vec<Pair>, StoreError> {
        let offers = self.offers(Span::first(LAID), "")?.rows;
        let asks = self.asks(Span::first(LAID), "")?.rows;
        let offered: Vec<Vec<String>> =
            offers.iter().map(|offer| matching::telling_words(&offer.what)).collect();
        let asked: Vec<Vec<String>> = asks.iter().map(|ask| matching::telling_words(&ask.what)).collect();
        let mut found: Vec<(i64, usize, usize, Vec<Reason>)> = Vec::new();
        for (o, (offer, offered)) in offers.iter().zip(&offered).enumerate() {
            for (a, (ask, asked)) in asks.iter().zip(&asked).enumerate() {
                let same_person = offer.who.person.is_some() && offer.who.person == ask.who.person;
                let same_group = offer.who.asset.is_some() && offer.who.asset == ask.who.asset;
                if same_person || same_group {
                    continue;
                }
                let fit = matching::pair(&offer.wish(offered), &ask.wish(asked));
                if fit.met > 0 {
                    found.push((fit.score, o, a, fit.reasons));
                }
            }
        }
        found.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let pairs = found.into_iter().take(most).filter_map(|(score, o, a, reasons)| {
            Some(Pair { offer: offers.get(o)?.clone(), ask: asks.get(a)?.clone(), score, reasons })
        });
        Ok(pairs.collect())
    }
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
