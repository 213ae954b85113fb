//! Which open offers could answer which open wishes.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rusqlite::Row;

use super::{ASK, AskRow, COLUMNS, OFFER, OfferRow, Party, Places};
use crate::domain::id::{AssetId, PersonId};
use crate::domain::matching::{self, Reason, Wish};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span};
use crate::store::row::{columns, text};

/// How many of the newest offers and wishes are laid side by side.
const LAID: usize = 300;

/// Risks while which nobody is brought together with a stranger; no list says that they are why.
const APART: &str = "'harm_from_others', 'harm_to_others', 'safeguarding'";

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
        self.pairs(None, most, span)
    }

    /// The offers of others that answer what a person would like, the best first.
    pub fn pairs_of(&self, person: PersonId, most: usize) -> Result<Vec<Pair>, StoreError> {
        Ok(self.pairs(Some(person), most, Span::first(most))?.rows)
    }

    fn pairs(&self, whose: Option<PersonId>, most: usize, span: Span) -> Result<Page<Pair>, StoreError> {
        let apart = self.kept_apart()?;
        let may_meet = |laid: &Laid| laid.who.person.is_none_or(|person| !apart.contains(&person.0));
        let mut offers = self.laid("offer", "offered_on", None)?;
        let mut asks = self.laid("ask", "asked_on", whose)?;
        offers.retain(may_meet);
        asks.retain(may_meet);
        let offered: Vec<Keys<'_>> = offers.iter().map(keys).collect();
        let wanted: Vec<Keys<'_>> = asks.iter().map(keys).collect();
        // Which offers have an interest, and which the stem of a word.
        let (mut by_code, mut by_stem) = (Index::new(), Index::new());
        for (o, (stems, codes)) in offered.iter().enumerate() {
            note(&mut by_code, codes, o);
            note(&mut by_stem, stems, o);
        }
        let mut found: Vec<(Reverse<i64>, usize, usize)> = Vec::new();
        for (a, (ask, keys)) in asks.iter().zip(&wanted).enumerate() {
            let mut shared = vec![(0, 0); offers.len()];
            for at in met(&by_code, &keys.1) {
                shared.get_mut(at).into_iter().for_each(|(interests, _)| *interests += 1);
            }
            for at in met(&by_stem, &keys.0) {
                shared.get_mut(at).into_iter().for_each(|(_, words)| *words += 1);
            }
            let ask_wish = ask.wish(keys);
            let others = offers.iter().zip(&offered).zip(shared).enumerate();
            for (o, ((offer, keys), (interests, words))) in others {
                if (interests, words) != (0, 0) && !offer.who.is(&ask.who) {
                    let score = matching::pair_score(interests, words, &offer.wish(keys), &ask_wish);
                    found.push((Reverse(score), o, a));
                }
            }
        }
        if found.len() > most {
            found.select_nth_unstable(most);
            found.truncate(most);
        }
        found.sort_unstable();
        let total = found.len();
        let shown: Vec<_> = found.into_iter().skip(span.from).take(span.most).collect();
        let numbers = |laid: &[Laid], which: fn(&(Reverse<i64>, usize, usize)) -> usize| -> Vec<i64> {
            shown.iter().filter_map(|pair| laid.get(which(pair)).map(|laid| laid.id)).collect()
        };
        let of_offers = numbers(&offers, |(_, offer, _)| *offer);
        let of_asks = numbers(&asks, |(_, _, ask)| *ask);
        let whole_offers = self.whole(OFFER, &of_offers, OfferRow::of, |row| row.id.0)?;
        let whole_asks = self.whole(ASK, &of_asks, AskRow::of, |row| row.id.0)?;
        let mut rows = Vec::new();
        for (Reverse(score), o, a) in shown {
            let (Some(offer), Some(ask)) = (offers.get(o), asks.get(a)) else { continue };
            let (Some(offer_keys), Some(ask_keys)) = (offered.get(o), wanted.get(a)) else { continue };
            let reasons = matching::pair(&offer.wish(offer_keys), &ask.wish(ask_keys)).reasons;
            let whole = (whole_offers.get(&offer.id).cloned(), whole_asks.get(&ask.id).cloned());
            let (Some(offer), Some(ask)) = whole else { continue };
            rows.push(Pair { offer, ask, score, reasons });
        }
        Ok(Page { rows, from: span.from, total })
    }

    /// Whoever a safety mark or a restricted record keeps apart from strangers. They are left out in silence.
    fn kept_apart(&self) -> Result<HashSet<i64>, StoreError> {
        let mut apart = self.restricted_people()?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT person_id FROM risk WHERE put_away_on IS NULL \
             AND (category IN ({APART}) OR lone_working = 1 OR restricted = 1) \
             AND (until_on IS NULL OR until_on >= ?1)"
        ))?;
        let today = self.clock.today().to_string();
        let rows = statement.query_map([today], |row| row.get("person_id"))?;
        for person in rows {
            apart.insert(person?);
        }
        Ok(apart)
    }

    /// The newest open ones of a table, with what they are measured by; none of those who said no to being introduced.
    fn laid(&self, table: &str, since: &str, whose: Option<PersonId>) -> Result<Vec<Laid>, StoreError> {
        let only = whose.map(|person| format!(" AND o.person_id = {person}")).unwrap_or_default();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT o.id, o.person_id, o.asset_id, o.what, o.interests, o.introduce, \
             coalesce(p.postcode, a.postcode) AS postcode FROM {table} AS o \
             LEFT JOIN person AS p ON p.id = o.person_id LEFT JOIN asset AS a ON a.id = o.asset_id \
             WHERE o.state = 'open' AND o.put_away_on IS NULL{only} AND coalesce(o.introduce, 1) <> 0 \
             AND p.put_away_on IS NULL \
             ORDER BY o.{since} DESC, o.id DESC LIMIT {LAID}"
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

    /// The rows of those numbers, by number, in one question.
    fn whole<T>(
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

/// Which offers have a key, by their places.
type Index<'a> = HashMap<&'a str, Vec<usize>>;

/// Notes that an offer has these keys; each once, however often it has it.
fn note<'a>(index: &mut Index<'a>, keys: &[&'a str], offer: usize) {
    for key in keys {
        let offers = index.entry(key).or_default();
        if offers.last() != Some(&offer) {
            offers.push(offer);
        }
    }
}

/// The places of the offers that have a key, for each of the keys.
fn met<'a>(index: &'a Index<'_>, keys: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    keys.iter().filter_map(|key| index.get(key)).flatten().copied()
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
