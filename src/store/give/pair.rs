//! Which open offers could answer which open wishes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{ASK, AskRow, COLUMNS, OFFER, OfferRow, Party};
use crate::domain::id::{AssetId, PersonId};
use crate::domain::matching::{self, Reason, Wish};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span};
use crate::store::row::{columns, text};

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

/// An offer or a wish as it is laid beside others.
struct Laid {
    id: i64,
    who: Party,
    words: Vec<String>,
    interests: String,
    introduce: Option<bool>,
    postcode: String,
}

impl Store {
    /// Offers and wishes that fit, the best first, at most so many; never a person with themselves. Only those of the
    /// span are read whole.
    ///
    /// The newest three hundred open ones of each are laid side by side.
    pub fn suggested_pairs(&self, most: usize, span: Span) -> Result<Page<Pair>, StoreError> {
        let offers = self.laid("offer", "offered_on")?;
        let asks = self.laid("ask", "asked_on")?;
        let offered: Vec<Keys<'_>> = offers.iter().map(keys).collect();
        let wanted: Vec<Keys<'_>> = asks.iter().map(keys).collect();
        // What an offer and a wish must share to fit at all: an interest, or the beginning of a word.
        let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (o, (stems, codes)) in offered.iter().enumerate() {
            for key in codes.iter().chain(stems) {
                by_key.entry(key).or_default().push(o);
            }
        }
        let mut found: Vec<(i64, usize, usize)> = Vec::new();
        for (a, (ask, keys)) in asks.iter().zip(&wanted).enumerate() {
            let mut near: Vec<usize> =
                keys.1.iter().chain(&keys.0).filter_map(|key| by_key.get(key)).flatten().copied().collect();
            near.sort_unstable();
            near.dedup();
            let ask_wish = ask.wish(keys);
            for o in near {
                let (Some(offer), Some(keys)) = (offers.get(o), offered.get(o)) else { continue };
                if offer.who.is(&ask.who) {
                    continue;
                }
                let score = matching::pair_score(&offer.wish(keys), &ask_wish);
                found.extend(score.map(|score| (score, o, a)));
            }
        }
        found.sort_unstable_by_key(|(score, o, a)| (Reverse(*score), *o, *a));
        found.truncate(most);
        let total = found.len();
        let mut rows = Vec::new();
        for (score, o, a) in found.into_iter().skip(span.from).take(span.most) {
            let (Some(offer), Some(ask)) = (offers.get(o), asks.get(a)) else { continue };
            let (Some(offer_keys), Some(ask_keys)) = (offered.get(o), wanted.get(a)) else { continue };
            let reasons = matching::pair(&offer.wish(offer_keys), &ask.wish(ask_keys)).reasons;
            let (offer, ask) = (self.offer_row(offer.id)?, self.ask_row(ask.id)?);
            rows.push(Pair { offer, ask, score, reasons });
        }
        Ok(Page { rows, from: span.from, total })
    }

    /// The newest open ones of a table, with what they are measured by.
    fn laid(&self, table: &str, since: &str) -> Result<Vec<Laid>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT o.id, o.person_id, o.asset_id, o.what, o.interests, o.introduce, \
             coalesce(p.postcode, a.postcode) AS postcode FROM {table} AS o \
             LEFT JOIN person AS p ON p.id = o.person_id LEFT JOIN asset AS a ON a.id = o.asset_id \
             WHERE o.state = 'open' AND o.put_away_on IS NULL ORDER BY o.{since} DESC, o.id DESC LIMIT {LAID}"
        ))?;
        let names = ["id", "person_id", "asset_id", "what", "interests", "introduce", "postcode"];
        let [id, person, asset, what, interests, introduce, postcode] = columns(&statement, names)?;
        let rows = statement.query_map([], |row| {
            let who = Party {
                person: row.get::<_, Option<i64>>(person)?.map(PersonId),
                asset: row.get::<_, Option<i64>>(asset)?.map(AssetId),
                ..Party::default()
            };
            Ok(Laid {
                id: row.get(id)?,
                who,
                words: matching::telling_words(&text(row, what)?),
                interests: text(row, interests)?,
                introduce: row.get(introduce)?,
                postcode: text(row, postcode)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn offer_row(&self, id: i64) -> Result<OfferRow, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{OFFER} WHERE o.id = ?1"))?;
        let places = columns(&statement, COLUMNS)?;
        Ok(statement.query_row([id], |row| OfferRow::of(row, places))?)
    }

    fn ask_row(&self, id: i64) -> Result<AskRow, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{ASK} WHERE o.id = ?1"))?;
        let places = columns(&statement, COLUMNS)?;
        Ok(statement.query_row([id], |row| AskRow::of(row, places))?)
    }
}

/// The stems of the words, and the codes of the interests.
type Keys<'a> = (Vec<&'a str>, Vec<&'a str>);

fn keys(laid: &Laid) -> Keys<'_> {
    let stems = laid.words.iter().map(|word| matching::stem(word)).collect();
    (stems, laid.interests.split_whitespace().collect())
}

impl Laid {
    fn wish<'a>(&'a self, (stems, interests): &'a Keys<'a>) -> Wish<'a> {
        Wish { words: &self.words, stems, interests, introduce: self.introduce, postcode: &self.postcode }
    }
}
