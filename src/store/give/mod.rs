//! Give and take: offers and wishes that are open, what was given and received, and who was never asked.

mod begun;
mod group;
mod laid;
pub mod measure;
mod met;
mod pair;
mod party;
mod rung;

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params, params_from_iter};

pub use begun::PairRow;
pub use group::GroupGives;
pub use pair::{Pair, PairAsk};
pub use party::Party;
pub use rung::{EvidenceRow, MoveRow, RungRow};

use super::Store;
use super::fault::StoreError;
use super::figures::Set;
use super::page::{Page, Span, length};
use super::queue::QueueRow;
use super::row::{columns, text};
use crate::domain::fold;
use crate::domain::id::{AskId, AssetId, OfferId, PersonId, WorkerId};

const OFFER: &str = include_str!("offer.sql");
const ASK: &str = include_str!("ask.sql");
const EXCHANGE: &str = include_str!("exchange.sql");

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
    /// What came back to the giver.
    pub came_back: String,
    /// Whether thanks were said; `None` where nobody noted it.
    pub thanked: Option<bool>,
    /// The offer it answered.
    pub offer: Option<OfferId>,
    /// The wish it answered.
    pub ask: Option<AskId>,
}

/// Where a kind of thing that stands open is kept.
struct Open {
    table: &'static str,
    select: &'static str,
    since: &'static str,
}

fn text_of(row: &Row<'_>, name: &str) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
}

/// The columns of an offer or a wish, in the order in which they are read.
const COLUMNS: [&str; 12] = [
    "id",
    "person_id",
    "asset_id",
    "given",
    "family",
    "asset_name",
    "what",
    "gift_kind",
    "interests",
    "when_where",
    "since",
    "introduce",
];

type Places = [usize; COLUMNS.len()];

fn party(row: &Row<'_>, [person, asset, given, family, group]: [usize; 5]) -> rusqlite::Result<Party> {
    Ok(Party {
        person: row.get::<_, Option<i64>>(person)?.map(PersonId),
        asset: row.get::<_, Option<i64>>(asset)?.map(AssetId),
        given: text(row, given)?,
        family: text(row, family)?,
        group: text(row, group)?,
        veiled: false,
    })
}

impl OfferRow {
    fn of(
        row: &Row<'_>,
        [id, who @ .., what, kind, interests, place, since, introduce]: Places,
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            id: OfferId(row.get(id)?),
            who: party(row, who)?,
            what: text(row, what)?,
            gift_kind: text(row, kind)?,
            interests: text(row, interests)?,
            when_where: text(row, place)?,
            since: text(row, since)?.parse().unwrap_or_default(),
            introduce: row.get(introduce)?,
        })
    }
}

impl AskRow {
    fn of(
        row: &Row<'_>,
        [id, who @ .., what, _, interests, place, since, introduce]: Places,
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            id: AskId(row.get(id)?),
            who: party(row, who)?,
            what: text(row, what)?,
            interests: text(row, interests)?,
            when_where: text(row, place)?,
            since: text(row, since)?.parse().unwrap_or_default(),
            introduce: row.get(introduce)?,
        })
    }
}

impl ExchangeRow {
    /// One row; `of` is whose opened record it is read in. A restricted person is named in their own record alone, and
    /// what was given is told in the record of either.
    fn of(row: &Row<'_>, of: Option<PersonId>) -> rusqlite::Result<Self> {
        let mut veiled = false;
        let mut side = |side: &str| -> rusqlite::Result<Party> {
            let person = row.get::<_, Option<i64>>(format!("{side}_person_id").as_str())?.map(PersonId);
            if row.get(format!("{side}_restricted").as_str())? && person != of {
                veiled = true;
                return Ok(Party { veiled, ..Party::default() });
            }
            Ok(Party {
                person,
                asset: row.get::<_, Option<i64>>(format!("{side}_asset_id").as_str())?.map(AssetId),
                given: text_of(row, &format!("{side}_given"))?,
                family: text_of(row, &format!("{side}_family"))?,
                group: text_of(row, &format!("{side}_asset"))?,
                veiled: false,
            })
        };
        let (giver, receiver) = (side("giver")?, side("receiver")?);
        veiled &= of.is_none();
        Ok(Self {
            id: row.get("id")?,
            on: text_of(row, "happened_on")?.parse().unwrap_or_default(),
            giver,
            receiver,
            what: if veiled { "Restricted".to_owned() } else { text_of(row, "what")? },
            gift_kind: if veiled { String::new() } else { text_of(row, "gift_kind")? },
            minutes: row.get("minutes")?,
            meant: if veiled { String::new() } else { text_of(row, "meant")? },
            came_back: if veiled { String::new() } else { text_of(row, "came_back")? },
            thanked: row.get("thanked")?,
            offer: row.get::<_, Option<i64>>("offer_id")?.map(OfferId),
            ask: row.get::<_, Option<i64>>("ask_id")?.map(AskId),
        })
    }
}

impl Store {
    /// A page of the offers that stand open, the newest first; with text, only those whose words begin so.
    pub fn offers(&self, span: Span, text: &str) -> Result<Page<OfferRow>, StoreError> {
        self.standing_open(
            &Open { table: "offer", select: OFFER, since: "offered_on" },
            span,
            text,
            OfferRow::of,
        )
    }

    /// A page of the wishes that stand open, the newest first; with text, only those whose words begin so.
    pub fn asks(&self, span: Span, text: &str) -> Result<Page<AskRow>, StoreError> {
        self.standing_open(&Open { table: "ask", select: ASK, since: "asked_on" }, span, text, AskRow::of)
    }

    fn standing_open<T>(
        &self,
        open: &Open,
        span: Span,
        text: &str,
        of: fn(&Row<'_>, Places) -> rusqlite::Result<T>,
    ) -> Result<Page<T>, StoreError> {
        let Open { table, select, since } = open;
        let condition = "state = 'open' AND put_away_on IS NULL";
        let (total, ids) = if text.trim().is_empty() {
            let total = self.tally(table, Some("open"))?;
            let sql = format!(
                "SELECT id FROM {table} WHERE {condition} ORDER BY {since} DESC, id DESC LIMIT ?1 OFFSET ?2"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let ids: Vec<i64> = statement
                .query_map(params![span.limit(), span.offset()], |row| row.get("id"))?
                .collect::<Result<_, _>>()?;
            (total, ids)
        } else {
            let all = self.met_open(open, text)?;
            (all.len(), all.into_iter().skip(span.from).take(span.most).collect())
        };
        let list = serde_json::to_string(&ids).unwrap_or_default();
        let sql = format!(
            "{select} WHERE o.id IN (SELECT value FROM json_each(?1)) ORDER BY o.{since} DESC, o.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let places = columns(&statement, COLUMNS)?;
        let rows = statement.query_map([list], |row| of(row, places))?.collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total })
    }

    /// What stands open and has words that begin so, the newest first. There are at most some thousands, so what was said
    /// is looked through; names come from their index. What somebody said whose record is restricted is not searched.
    fn met_open(&self, open: &Open, text: &str) -> Result<Vec<i64>, StoreError> {
        let typed = fold::words(text);
        let named = |table: &str, word: &String| -> Result<HashSet<i64>, StoreError> {
            let column = if table == "asset_word" { "name" } else { "names" };
            let sql = format!("SELECT rowid AS id FROM {table} WHERE {table} MATCH ?1");
            let mut statement = self.connection.prepare_cached(&sql)?;
            let ids = statement.query_map([format!("{column} : \"{word}\"*")], |row| row.get("id"))?;
            Ok(ids.collect::<Result<_, _>>()?)
        };
        let people = typed.iter().map(|word| named("person_word", word)).collect::<Result<Vec<_>, _>>()?;
        let groups = typed.iter().map(|word| named("asset_word", word)).collect::<Result<Vec<_>, _>>()?;
        let sql = format!(
            "SELECT id, person_id, asset_id, what FROM {} WHERE state = 'open' AND put_away_on IS NULL \
             ORDER BY {} DESC, id DESC",
            open.table, open.since
        );
        let veiled = self.restricted_people()?;
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            let (person, group): (Option<i64>, Option<i64>) = (row.get("person_id")?, row.get("asset_id")?);
            let seen = person.is_none_or(|id| !veiled.contains(&id));
            let said = if seen { row.get_ref("what")?.as_str().unwrap_or_default() } else { "" };
            let said = fold::fold(said);
            let names = people.iter().zip(&groups);
            let met = typed.iter().zip(names).all(|(typed, (people, groups))| {
                said.split(' ').any(|kept| kept.starts_with(typed.as_str()))
                    || person.is_some_and(|id| people.contains(&id))
                    || group.is_some_and(|id| groups.contains(&id))
            });
            if met {
                ids.push(row.get("id")?);
            }
        }
        Ok(ids)
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
        let total = if person.is_some() {
            let count = format!("SELECT count(*) AS n FROM ({wanted})");
            let mut statement = self.connection.prepare_cached(&count)?;
            length(statement.query_row(params_from_iter(values.iter()), |row| row.get("n"))?)
        } else {
            self.tally("exchange", None)?
        };
        values.extend([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let sql = format!(
            "{EXCHANGE} JOIN ({wanted} ORDER BY 2 DESC, 1 DESC LIMIT ? OFFSET ?) AS wanted ON wanted.id = e.id \
             ORDER BY e.happened_on DESC, e.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params_from_iter(values), |row| ExchangeRow::of(row, person))?
            .collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total })
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

    /// How many of those whom nobody asked yet have a next step between two days; of one worker (and nobody's), or of
    /// everyone.
    pub fn not_asked_but_due(
        &self,
        worker: Option<WorkerId>,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<usize, StoreError> {
        let whose = if worker.is_some() { " AND worker_id IN (?3, 0)" } else { " AND ?3 IS NULL" };
        let sql = format!(
            "SELECT count(*) AS n FROM standing WHERE in_work = 1 AND asked = 0 AND due_on BETWEEN ?1 AND ?2{whose}"
        );
        let values = params![from.to_string(), until.to_string(), worker.map(|id| id.0)];
        Ok(length(self.connection.prepare_cached(&sql)?.query_row(values, |row| row.get("n"))?))
    }
}
