//! The community's side: one asset whole, who is joined to it, and the lists of those that need a word.

mod connection;

use chrono::{Days, NaiveDate};
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params, params_from_iter};

pub use connection::{BEGUN, CONNECTED, ConnectionRow, GOING_ON};

use super::Store;
use super::community::{FeedbackRow, Load};
use super::fault::StoreError;
use super::figures::lens::pattern;
use super::figures::quoted;
use super::page::{Page, Span, length};
use super::today::DueRow;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::id::{AssetId, WorkerId};

const LISTED: &str = include_str!("listed.sql");

/// One asset with what goes on around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetPage {
    /// The record itself.
    pub record: Record,
    /// How many people stand in each state, by code, in the order of the vocabulary.
    pub states: Vec<(&'static str, usize)>,
    /// How many people were ever joined to it.
    pub people: usize,
    /// How many of them are connected to it now: they said yes and it has not ended ([`CONNECTED`]).
    pub going_on: usize,
    /// When somebody was last joined to it.
    pub last: Option<NaiveDate>,
    /// Who checked its details, as they are called; empty where nobody did.
    pub checked_by: String,
    /// Reminders about it that are open, by day.
    pub reminders: Vec<DueRow>,
    /// How many notes were written about it.
    pub notes: usize,
    /// What we ourselves put on it.
    pub load: Load,
    /// What people said of it, the newest first.
    pub said: Vec<FeedbackRow>,
}

/// A note on a person or an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// Its number.
    pub id: i64,
    /// The day it was written.
    pub on: NaiveDate,
    /// The text.
    pub text: String,
    /// Who wrote it, as they are called.
    pub by: String,
}

/// An asset in a list of those that need a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetRow {
    /// Which.
    pub asset: AssetId,
    /// Its name.
    pub name: String,
    /// Its kind, a code.
    pub kind: String,
    /// Where it meets.
    pub place: String,
    /// Its telephone number.
    pub phone: String,
    /// Whether it runs, a code.
    pub status: String,
    /// When its details were last checked.
    pub checked_on: Option<NaiveDate>,
    /// How they were checked, a code.
    pub checked_how: String,
    /// How it is paid for, a code.
    pub funding: String,
    /// Who pays.
    pub funder: String,
    /// Until when.
    pub funding_until: Option<NaiveDate>,
    /// How many people are connected to it now ([`CONNECTED`]): those who would be left if it closed.
    pub going_on: usize,
}

impl AssetRow {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |name: &str| -> rusqlite::Result<String> {
            Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
        };
        Ok(Self {
            asset: AssetId(row.get("id")?),
            name: text("name")?,
            kind: text("kind")?,
            place: text("place")?,
            phone: text("phone")?,
            status: text("status")?,
            checked_on: text("checked_on")?.parse().ok(),
            checked_how: text("checked_how")?,
            funding: text("funding")?,
            funder: text("funder")?,
            funding_until: text("funding_until")?.parse().ok(),
            going_on: length(row.get("going_on")?),
        })
    }
}

impl Store {
    /// One asset whole; `None` where there is none of that number.
    pub fn asset(&self, asset: AssetId) -> Result<Option<AssetPage>, StoreError> {
        let Some(record) = self.record(Entity::Asset, asset.0)? else { return Ok(None) };
        let mut statement = self.connection.prepare_cached(
            "SELECT state, count(DISTINCT person_id) AS n, max(made_on) AS last FROM connection \
             WHERE asset_id = ?1 AND put_away_on IS NULL GROUP BY state",
        )?;
        let counted: Vec<(String, usize, Option<String>)> = statement
            .query_map([asset.0], |row| Ok((row.get("state")?, length(row.get("n")?), row.get("last")?)))?
            .collect::<Result<_, _>>()?;
        let terms = crate::domain::vocabulary::CONNECTION_STATE.terms;
        let states: Vec<(&'static str, usize)> = terms
            .iter()
            .filter_map(|term| counted.iter().find(|(s, ..)| s == term.code).map(|(_, n, _)| (term.code, *n)))
            .collect();
        let last = counted.iter().filter_map(|(.., last)| last.as_ref()?.parse().ok()).max();
        Ok(Some(AssetPage {
            people: self.people_of_asset(asset, false)?,
            going_on: self.people_of_asset(asset, true)?,
            states,
            last,
            checked_by: self.worker_name(record.values.number("checked_by").map(WorkerId))?,
            reminders: self.reminders_of_asset(asset)?,
            notes: self.notes_of(Entity::Asset, asset.0, Span::first(0))?.total,
            load: self.load_on(asset)?,
            said: self.feedback_of(asset)?,
            record,
        }))
    }

    fn people_of_asset(&self, asset: AssetId, going_on: bool) -> Result<usize, StoreError> {
        let only = if going_on {
            format!(" AND c.state IN ({}) AND p.put_away_on IS NULL", quoted(&CONNECTED))
        } else {
            String::new()
        };
        let sql = format!(
            "SELECT count(DISTINCT c.person_id) AS n FROM connection AS c JOIN person AS p ON p.id = c.person_id \
             WHERE c.asset_id = ?1 AND c.put_away_on IS NULL{only}"
        );
        Ok(length(self.connection.prepare_cached(&sql)?.query_row([asset.0], |row| row.get("n"))?))
    }

    /// The name a worker goes by; empty where there is none.
    pub fn worker_name(&self, worker: Option<WorkerId>) -> Result<String, StoreError> {
        let Some(worker) = worker else { return Ok(String::new()) };
        let record = self.record(Entity::Worker, worker.0)?;
        Ok(record.map(|record| record.values.text("name").to_owned()).unwrap_or_default())
    }

    /// A page of the notes on a person or an asset, the newest first.
    pub fn notes_of(&self, of: Entity, id: i64, span: Span) -> Result<Page<NoteRow>, StoreError> {
        let column = if of == Entity::Asset { "asset_id" } else { "person_id" };
        let count = format!("SELECT count(*) AS n FROM note WHERE {column} = ?1 AND put_away_on IS NULL");
        let total = self.connection.prepare_cached(&count)?.query_row([id], |row| row.get("n"))?;
        if span.most == 0 {
            return Ok(Page { rows: Vec::new(), from: span.from, total: length(total) });
        }
        let sql = format!(
            "SELECT n.id, n.written_on, n.text, w.name FROM note AS n LEFT JOIN worker AS w ON w.id = n.worker_id \
             WHERE n.{column} = ?1 AND n.put_away_on IS NULL ORDER BY n.written_on DESC, n.id DESC LIMIT ?2 OFFSET ?3"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params![id, span.limit(), span.offset()], |row| {
                Ok(NoteRow {
                    id: row.get("id")?,
                    on: row.get::<_, String>("written_on")?.parse().unwrap_or_default(),
                    text: row.get("text")?,
                    by: row.get::<_, Option<String>>("name")?.unwrap_or_default(),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }

    /// A page of the assets whose details were not checked for as long as the team allows (90 days), or the asset itself
    /// (`check_every`), or ever; the longest unchecked first.
    pub fn stale_assets(&self, today: NaiveDate, span: Span) -> Result<Page<AssetRow>, StoreError> {
        self.stale_assets_in(None, today, span)
    }

    /// The same of an area: a beginning of postcodes.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn stale_assets_in(
        &self,
        area: Option<&str>,
        today: NaiveDate,
        span: Span,
    ) -> Result<Page<AssetRow>, StoreError> {
        let usual = self.cadence.asset_recheck_days;
        let shortest: Option<u32> = self
            .connection
            .prepare_cached("SELECT min(check_every) AS days FROM asset WHERE check_every IS NOT NULL")?
            .query_row([], |row| row.get("days"))?;
        let days = shortest.map_or(usual, |days| days.min(usual));
        let oldest = today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(today);
        let condition = "coalesce(checked_on, '') < ? AND coalesce(checked_on, '') < date(?, '-' || coalesce(check_every, ?) || ' days') \
             AND status IN ('active', 'planned') AND put_away_on IS NULL";
        let values =
            vec![Sql::Text(oldest.to_string()), Sql::Text(today.to_string()), Sql::Integer(i64::from(usual))];
        let (condition, values) = in_area(condition, values, area);
        self.assets_where(&condition, values, "coalesce(checked_on, '')", span)
    }

    /// A page of the assets whose funding ends within so many days or has ended, the first to end first.
    pub fn funding_ending(
        &self,
        today: NaiveDate,
        days: u64,
        span: Span,
    ) -> Result<Page<AssetRow>, StoreError> {
        self.funding_ending_in(None, today, days, span)
    }

    /// The same of an area: a beginning of postcodes.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn funding_ending_in(
        &self,
        area: Option<&str>,
        today: NaiveDate,
        days: u64,
        span: Span,
    ) -> Result<Page<AssetRow>, StoreError> {
        let until = today.checked_add_days(Days::new(days)).unwrap_or(today);
        let condition = "funding_until IS NOT NULL AND funding_until <= ? AND status IN ('active', 'planned') AND put_away_on IS NULL";
        let (condition, values) = in_area(condition, vec![Sql::Text(until.to_string())], area);
        self.assets_where(&condition, values, "funding_until", span)
    }

    /// How many assets in use, in an area or anywhere, hold each code of a field, the most first.
    pub fn assets_by(&self, field: &str, area: Option<&str>) -> Result<Vec<(String, usize)>, StoreError> {
        let Some(field) = crate::domain::entity::Entity::Asset.field(field) else { return Ok(Vec::new()) };
        let (condition, values) = in_area("put_away_on IS NULL", Vec::new(), area);
        let sql = format!(
            "SELECT coalesce({}, '') AS code, count(*) AS n FROM asset WHERE {condition} GROUP BY 1 ORDER BY 2 DESC, 1",
            field.name
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params_from_iter(values), |row| Ok((row.get("code")?, length(row.get("n")?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A page of the assets in use of which a field holds a code; an empty one is where nothing is noted.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn assets_noted_as(
        &self,
        (field, code): (&str, &str),
        area: Option<&str>,
        span: Span,
    ) -> Result<Page<AssetRow>, StoreError> {
        let Some(field) = crate::domain::entity::Entity::Asset.field(field) else {
            return Ok(Page::default());
        };
        let condition = format!("coalesce({}, '') = ? AND put_away_on IS NULL", field.name);
        let (condition, values) = in_area(&condition, vec![Sql::Text(code.to_owned())], area);
        self.assets_where(&condition, values, "name COLLATE NOCASE", span)
    }

    fn assets_where(
        &self,
        condition: &str,
        values: Vec<Sql>,
        order: &str,
        span: Span,
    ) -> Result<Page<AssetRow>, StoreError> {
        let count = format!("SELECT count(*) AS n FROM asset WHERE {condition}");
        let total = self
            .connection
            .prepare_cached(&count)?
            .query_row(params_from_iter(values.iter()), |row| row.get("n"))?;
        if span.most == 0 {
            return Ok(Page { rows: Vec::new(), from: span.from, total: length(total) });
        }
        let sql = format!(
            "{LISTED} JOIN (SELECT id, {order} AS place_in FROM asset WHERE {condition} ORDER BY 2, 1 LIMIT ? OFFSET ?) \
             AS wanted ON wanted.id = a.id ORDER BY wanted.place_in, a.id"
        );
        let all = values.into_iter().chain([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(all), AssetRow::of)?.collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }
}

/// A condition on assets, of an area where one is asked about.
fn in_area(condition: &str, mut values: Vec<Sql>, area: Option<&str>) -> (String, Vec<Sql>) {
    let Some(area) = area else { return (condition.to_owned(), values) };
    values.push(Sql::Text(pattern(area)));
    (format!("{condition} AND postcode GLOB ?"), values)
}
