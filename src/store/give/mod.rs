//! Give and take: offers and wishes that are open, what was given and received, and who was never asked.

mod pair;
mod rung;

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params, params_from_iter};

pub use pair::Pair;
pub use rung::RungRow;

use super::Store;
use super::fault::StoreError;
use super::figures::Set;
use super::page::{Page, Span, length};
use super::queue::QueueRow;
use crate::domain::id::{AskId, AssetId, OfferId, PersonId};
use crate::domain::{fold, name};

const OFFER: &str = include_str!("offer.sql");
const ASK: &str = include_str!("ask.sql");
const EXCHANGE: &str = include_str!("exchange.sql");

/// A person or a group that gives, receives, offers or asks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Party {
    /// The person.
    pub person: Option<PersonId>,
    /// The group.
    pub asset: Option<AssetId>,
    /// Given name of the person.
    pub given: String,
    /// Family name of the person.
    pub family: String,
    /// Name of the group.
    pub group: String,
}

impl Party {
    /// The name in a list: `OKONKWO, Ada`, or the name of the group.
    pub fn listed(&self) -> String {
        if self.person.is_some() {
            name::listed(&self.family, &self.given, "")
        } else if self.asset.is_some() {
            self.group.clone()
        } else {
            "Not known".to_owned()
        }
    }

    /// The name in a sentence: `Ada OKONKWO`, or the name of the group.
    pub fn spoken(&self) -> String {
        if self.person.is_some() { name::spoken(&self.given, &self.family) } else { self.listed() }
    }
}

/// An offer that stands open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferRow {
    /// Which.
    pub id: OfferId,
    /// Whose.
    pub who: Party,
    /// What is offered.
    pub what: String,
    /// The kind of gift, a code.
    pub gift_kind: String,
    /// What it has to do with, codes with spaces between.
    pub interests: String,
    /// When and where.
    pub when_where: String,
    /// Since when.
    pub since: NaiveDate,
    /// Whether they may be introduced; `None` where nobody asked.
    pub introduce: Option<bool>,
    postcode: String,
}

/// A wish that stands open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskRow {
    /// Which.
    pub id: AskId,
    /// Whose.
    pub who: Party,
    /// What is wished for.
    pub what: String,
    /// What it has to do with, codes with spaces between.
    pub interests: String,
    /// When and where.
    pub when_where: String,
    /// Since when.
    pub since: NaiveDate,
    /// Whether they may be introduced; `None` where nobody asked.
    pub introduce: Option<bool>,
    postcode: String,
}

/// Something given by one and received by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeRow {
    /// Its number.
    pub id: i64,
    /// When.
    pub on: NaiveDate,
    /// Who gave.
    pub giver: Party,
    /// Who received.
    pub receiver: Party,
    /// What.
    pub what: String,
    /// The kind of gift, a code.
    pub gift_kind: String,
    /// Minutes, where anybody counted.
    pub minutes: Option<i64>,
    /// What it meant.
    pub meant: String,
    /// Whether thanks were said; `None` where nobody noted it.
    pub thanked: Option<bool>,
    /// The offer it answered.
    pub offer: Option<OfferId>,
    /// The wish it answered.
    pub ask: Option<AskId>,
}

fn text(row: &Row<'_>, name: &str) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
}

fn party(row: &Row<'_>) -> rusqlite::Result<Party> {
    Ok(Party {
        person: row.get::<_, Option<i64>>("person_id")?.map(PersonId),
        asset: row.get::<_, Option<i64>>("asset_id")?.map(AssetId),
        given: text(row, "given")?,
        family: text(row, "family")?,
        group: text(row, "asset_name")?,
    })
}

fn home(row: &Row<'_>) -> rusqlite::Result<String> {
    let own = text(row, "postcode")?;
    if own.is_empty() { text(row, "asset_postcode") } else { Ok(own) }
}

impl OfferRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: OfferId(row.get("id")?),
            who: party(row)?,
            what: text(row, "what")?,
            gift_kind: text(row, "gift_kind")?,
            interests: text(row, "interests")?,
            when_where: text(row, "when_where")?,
            since: text(row, "since")?.parse().unwrap_or_default(),
            introduce: row.get("introduce")?,
            postcode: home(row)?,
        })
    }
}

impl AskRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: AskId(row.get("id")?),
            who: party(row)?,
            what: text(row, "what")?,
            interests: text(row, "interests")?,
            when_where: text(row, "when_where")?,
            since: text(row, "since")?.parse().unwrap_or_default(),
            introduce: row.get("introduce")?,
            postcode: home(row)?,
        })
    }
}

impl ExchangeRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let side = |side: &str| -> rusqlite::Result<Party> {
            Ok(Party {
                person: row.get::<_, Option<i64>>(format!("{side}_person_id").as_str())?.map(PersonId),
                asset: row.get::<_, Option<i64>>(format!("{side}_asset_id").as_str())?.map(AssetId),
                given: text(row, &format!("{side}_given"))?,
                family: text(row, &format!("{side}_family"))?,
                group: text(row, &format!("{side}_asset"))?,
            })
        };
        Ok(Self {
            id: row.get("id")?,
            on: text(row, "happened_on")?.parse().unwrap_or_default(),
            giver: side("giver")?,
            receiver: side("receiver")?,
            what: text(row, "what")?,
            gift_kind: text(row, "gift_kind")?,
            minutes: row.get("minutes")?,
            meant: text(row, "meant")?,
            thanked: row.get("thanked")?,
            offer: row.get::<_, Option<i64>>("offer_id")?.map(OfferId),
            ask: row.get::<_, Option<i64>>("ask_id")?.map(AskId),
        })
    }
}

impl Store {
    /// A page of the offers that stand open, the newest first; with text, only those whose words begin so.
    pub fn offers(&self, span: Span, text: &str) -> Result<Page<OfferRow>, StoreError> {
        if text.trim().is_empty() {
            return self.standing_open("offer", OFFER, "offered_on", span, OfferRow::of);
        }
        let all = self.standing_open("offer", OFFER, "offered_on", Span::first(usize::MAX), OfferRow::of)?;
        Ok(narrowed(all, span, text, |row| (&row.who, &row.what)))
    }

    /// A page of the wishes that stand open, the newest first; with text, only those whose words begin so.
    pub fn asks(&self, span: Span, text: &str) -> Result<Page<AskRow>, StoreError> {
        if text.trim().is_empty() {
            return self.standing_open("ask", ASK, "asked_on", span, AskRow::of);
        }
        let all = self.standing_open("ask", ASK, "asked_on", Span::first(usize::MAX), AskRow::of)?;
        Ok(narrowed(all, span, text, |row| (&row.who, &row.what)))
    }

    fn standing_open<T>(
        &self,
        table: &str,
        select: &str,
        since: &str,
        span: Span,
        of: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Page<T>, StoreError> {
        let open = "state = 'open' AND put_away_on IS NULL";
        let count = format!("SELECT count(*) AS n FROM {table} WHERE {open}");
        let total = self.connection.prepare_cached(&count)?.query_row([], |row| row.get("n"))?;
        let sql = format!(
            "{select} WHERE o.id IN (SELECT id FROM {table} WHERE {open} ORDER BY {since} DESC, id DESC \
             LIMIT ?1 OFFSET ?2) ORDER BY o.{since} DESC, o.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows =
            statement.query_map(params![span.limit(), span.offset()], of)?.collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }

    /// A page of what was given and received, the newest first; of one person, or of everyone.
    pub fn exchanges(&self, span: Span, person: Option<PersonId>) -> Result<Page<ExchangeRow>, StoreError> {
        let side = |column: &str| {
            format!("SELECT id, happened_on FROM exchange WHERE {column} = ? AND put_away_on IS NULL")
        };
        let (wanted, mut values) = match person {
            Some(person) => {
                // A person who gives to themselves is one row, not two.
                let both = format!("{} UNION {}", side("giver_person_id"), side("receiver_person_id"));
                (both, vec![Sql::Integer(person.0); 2])
            }
            None => ("SELECT id, happened_on FROM exchange WHERE put_away_on IS NULL".to_owned(), Vec::new()),
        };
        let count = format!("SELECT count(*) AS n FROM ({wanted})");
        let total = self
            .connection
            .prepare_cached(&count)?
            .query_row(params_from_iter(values.iter()), |row| row.get("n"))?;
        values.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let sql = format!(
            "{EXCHANGE} JOIN ({wanted} ORDER BY 2 DESC, 1 DESC LIMIT ? OFFSET ?) AS wanted ON wanted.id = e.id \
             ORDER BY e.happened_on DESC, e.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows =
            statement.query_map(params_from_iter(values), ExchangeRow::of)?.collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }

    /// How often a person gave, and how often they received.
    pub fn gave_and_received(&self, person: PersonId) -> Result<(usize, usize), StoreError> {
        let count = |column: &str| -> Result<usize, StoreError> {
            let sql =
                format!("SELECT count(*) AS n FROM exchange WHERE {column} = ?1 AND put_away_on IS NULL");
            Ok(length(self.connection.prepare_cached(&sql)?.query_row([person.0], |row| row.get("n"))?))
        };
        Ok((count("giver_person_id")?, count("receiver_person_id")?))
    }

    /// A page of the people in our work whom nobody asked yet what they would like to give, by name.
    pub fn not_yet_asked(&self, span: Span) -> Result<Page<QueueRow>, StoreError> {
        self.people_of(Set::NotAsked, None, span)
    }
}

/// The rows whose words begin so. Offers and wishes that stand open are few, so they are looked through in memory.
fn narrowed<T>(all: Page<T>, span: Span, text: &str, of: impl Fn(&T) -> (&Party, &String)) -> Page<T> {
    let typed = fold::words(text);
    let meets = |row: &T| {
        let (who, what) = of(row);
        let kept = fold::words(&format!("{} {} {} {what}", who.given, who.family, who.group));
        typed.iter().all(|typed| kept.iter().any(|kept| kept.starts_with(typed.as_str())))
    };
    let rows: Vec<T> = all.rows.into_iter().filter(meets).collect();
    let total = rows.len();
    Page { rows: rows.into_iter().skip(span.from).take(span.most).collect(), from: span.from, total }
}
