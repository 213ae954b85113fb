//! Offers and wishes as they are laid side by side: whose, which words, where, when, in which language.

use super::Party;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::matching::{self, Synonyms, Unread, Wish};
use crate::domain::place::{self, Point};
use crate::domain::postcode;
use crate::domain::timetable::{self, Week};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::find::own_language;
use crate::store::give::pair::PairAsk;
use crate::store::row::{columns, text};

/// An offer or a wish as it is laid beside others; the number 0 is a group that welcomes gifts.
pub(super) struct Laid {
    pub id: i64,
    pub who: Party,
    pub interests: String,
    pub gifts: String,
    words: Vec<String>,
    introduce: Option<bool>,
    outward: String,
    area: u64,
    spot: Option<(place::From, bool)>,
    week: Week,
    language: String,
    interpreter: bool,
}

/// The stems of the words, the sets in which they stand, and the codes of the interests.
pub(super) struct Keys<'a> {
    pub stems: Vec<&'a str>,
    pub sets: Vec<&'a [usize]>,
    pub interests: Vec<&'a str>,
}

impl Laid {
    pub fn keys<'a>(&'a self, synonyms: &'a Synonyms) -> Keys<'a> {
        let stems: Vec<&str> = self.words.iter().map(|word| matching::stem(word)).collect();
        let sets = stems.iter().map(|stem| synonyms.of(stem)).collect();
        Keys { stems, sets, interests: self.interests.split_whitespace().collect() }
    }

    pub fn wish<'a>(&'a self, keys: &'a Keys<'a>) -> Wish<'a> {
        Wish {
            words: &self.words,
            stems: &keys.stems,
            sets: &keys.sets,
            interests: &keys.interests,
            gifts: &self.gifts,
            introduce: self.introduce,
            outward: &self.outward,
            area: self.area,
            spot: self.spot,
            week: self.week,
            language: &self.language,
            interpreter: self.interpreter,
        }
    }
}

impl Store {
    /// Sets which words mean much the same for the team, besides those that come with the program.
    pub fn set_synonyms(&mut self, text: &str) {
        text.clone_into(&mut self.own_synonyms);
        self.synonyms.take();
    }

    /// Lines of the team's words that could not be used.
    pub fn unread_synonyms(&self) -> &[Unread] {
        &self.all_synonyms().1
    }

    /// Which words mean much the same.
    pub(super) fn synonyms(&self) -> &Synonyms {
        &self.all_synonyms().0
    }

    fn all_synonyms(&self) -> &(Synonyms, Vec<Unread>) {
        self.synonyms.get_or_init(|| {
            let mut all = Synonyms::default();
            let unread = all.add(&self.own_synonyms);
            (all, unread)
        })
    }

    /// The newest open offers, and the wishes and welcomes they could answer; nobody whom consent or safety keeps apart.
    pub(super) fn side_by_side(
        &self,
        wanted: PairAsk,
        newest: usize,
    ) -> Result<(Vec<Laid>, Vec<Laid>), StoreError> {
        let open = |sql: &str, since: &str, only: Option<PersonId>| {
            let only = only.map(|person| format!(" AND o.person_id = {person}")).unwrap_or_default();
            self.laid(&format!("{sql}{only} ORDER BY o.{since} DESC, o.id DESC"), newest)
        };
        let of_offers = include_str!("laid.sql");
        let of_asks = of_offers.replace("FROM offer AS", "FROM ask AS").replace("o.gift_kind AS", "NULL AS");
        let mut offers = open(of_offers, "offered_on", None)?;
        let mut asks = open(&of_asks, "asked_on", wanted.of.filter(|_| wanted.wishes_only))?;
        if !wanted.wishes_only {
            let welcoming =
                self.laid(&format!("{} ORDER BY a.id", include_str!("welcoming.sql")), newest.div_ceil(3))?;
            asks.extend(welcoming.into_iter().map(|laid| Laid { id: 0, ..laid }));
        }
        let mut people: Vec<i64> =
            offers.iter().chain(&asks).filter_map(|laid| Some(laid.who.person?.0)).collect();
        people.sort_unstable();
        people.dedup();
        let apart = self.kept_apart(&people)?;
        let may_meet = |laid: &Laid| laid.who.person.is_none_or(|person| !apart.contains(&person.0));
        offers.retain(may_meet);
        asks.retain(may_meet);
        Ok((offers, asks))
    }

    fn laid(&self, sql: &str, most: usize) -> Result<Vec<Laid>, StoreError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(&format!("{sql} LIMIT ?1"))?;
        let names = [
            "id",
            "person_id",
            "asset_id",
            "what",
            "interests",
            "introduce",
            "when_where",
            "gifts",
            "language",
            "interpreter_needed",
            "free_when",
            "postcode",
            "lat",
            "lon",
            "exact",
        ];
        let [
            id,
            person,
            asset,
            what,
            interests,
            introduce,
            when_where,
            gifts,
            language,
            interpreter,
            free_when,
            postcode,
            lat,
            lon,
            exact,
        ] = columns(&statement, names)?;
        let rows = statement.query_map([most], |row| {
            let postcode = text(row, postcode)?;
            let exact: bool = row.get(exact)?;
            let known = row.get::<_, Option<i64>>(lat)?.zip(row.get::<_, Option<i64>>(lon)?);
            let spot = match known {
                Some((lat, lon)) => Some((Point { lat, lon }.from_here(), exact)),
                None => place::area(&postcode).map(|at| (at.from_here(), false)),
            };
            let own = timetable::read(&text(row, when_where)?).week;
            let week = if own.is_unknown() { timetable::read(&text(row, free_when)?).week } else { own };
            let language = text(row, language)?;
            Ok(Laid {
                id: row.get(id)?,
                who: Party {
                    veiled: false,
                    person: row.get::<_, Option<i64>>(person)?.map(PersonId),
                    asset: row.get::<_, Option<i64>>(asset)?.map(AssetId),
                    ..Party::default()
                },
                interests: text(row, interests)?,
                gifts: text(row, gifts)?,
                words: self.synonyms().words(&text(row, what)?),
                introduce: row.get(introduce)?,
                area: matching::area_number(postcode::outward(&postcode)),
                outward: postcode::outward(&postcode).to_owned(),
                spot,
                week,
                interpreter: row.get::<_, Option<bool>>(interpreter)?.unwrap_or(false)
                    || language.to_lowercase().contains("interpreter needed"),
                language: own_language(&language),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
