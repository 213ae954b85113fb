//! The community's side besides assets: gaps and who waits for them, the noticeboard, visits, what people said, the load
//! that we put on an asset, and whom a closure or the end of a funding would strand.

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::Store;
use super::asset::CONNECTED;
use super::fault::StoreError;
use super::figures::quoted;
use super::page::{Page, Span, length};
use super::restricted::UNNAMED;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::domain::name;
use crate::domain::vocabulary::DECLINED_BY_PROVIDER;

/// A gap, with how many wait for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapRow {
    /// Its number.
    pub id: i64,
    /// What is missing.
    pub what: String,
    /// The need it would help with, a code.
    pub need: String,
    /// Where.
    pub area: String,
    /// How it came up, a code.
    pub from: String,
    /// How far it is, a code.
    pub state: String,
    /// When it came up.
    pub raised_on: NaiveDate,
    /// Since when it is so far.
    pub since: Option<NaiveDate>,
    /// Who leads it.
    pub led_by: String,
    /// Who works on it, as they are called.
    pub worker: String,
    /// The asset it became.
    pub became: Option<AssetId>,
    /// How many people wait for it.
    pub waiting: usize,
    /// How many of them would help to start it.
    pub would_join: usize,
}

/// Somebody who waits for a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitRow {
    /// The number of the wait.
    pub id: i64,
    /// Who.
    pub person: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Their record is restricted: no list says what they wait for.
    pub restricted: bool,
    /// Since when.
    pub since: NaiveDate,
    /// They would help to start it.
    pub would_join: bool,
    /// When they were told that it runs.
    pub told_on: Option<NaiveDate>,
}

/// A card on the noticeboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its number.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// What it says.
    pub body: String,
    /// How to answer.
    pub contact: String,
    /// Since when it is up.
    pub from: NaiveDate,
    /// Until when.
    pub until: Option<NaiveDate>,
    /// Its small print; empty for that of the team.
    pub disclaimer: String,
}

/// One time of going along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    /// Its number as a record.
    pub id: i64,
    /// Which time it was.
    pub number: i64,
    /// When.
    pub on: NaiveDate,
    /// How it went, a code.
    pub how: String,
    /// Who went along.
    pub companion: String,
    /// What was noted.
    pub note: String,
}

/// What somebody said of an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackRow {
    /// Its number.
    pub id: i64,
    /// When.
    pub on: NaiveDate,
    /// How it was, a code.
    pub went: String,
    /// In their words.
    pub words: String,
}

/// What we ourselves put on an asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// People we connected, ever.
    pub sent: usize,
    /// Those who wait for an answer or a place.
    pub waiting: usize,
    /// Those whom it turned down.
    pub refused: usize,
    /// Those who did not start.
    pub did_not_start: usize,
    /// Those who go now.
    pub going: usize,
}

/// Somebody who counts on an asset, or to whom it was suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranded {
    /// The connection.
    pub connection: i64,
    /// Who.
    pub person: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Their record is restricted: no list says where they go.
    pub restricted: bool,
    /// How it goes, a code.
    pub state: String,
    /// Whose they are: the worker of the connection, else the person's own.
    pub worker: Option<WorkerId>,
}

/// The state of a connection that was offered, and the person has not said yes yet.
pub const SUGGESTED: &str = "suggested";

impl WaitRow {
    /// Who it is, in a sentence; whoever is restricted is not named.
    pub fn spoken(&self) -> String {
        if self.restricted { UNNAMED.to_owned() } else { name::spoken(&self.given, &self.family) }
    }
}

/// States of a connection that has not come to its end, as a list for SQL.
fn open_states() -> String {
    format!("'{SUGGESTED}', {}", quoted(&CONNECTED))
}

/// The condition that it was the group that said no: the reason is one of its own, as a code or before more words.
fn by_the_group() -> String {
    let terms = DECLINED_BY_PROVIDER.terms.iter().filter(|term| term.code != "other");
    let ways =
        terms.map(|term| format!("reason_ended = '{}' OR reason_ended LIKE '{}:%'", term.code, term.label));
    ways.collect::<Vec<_>>().join(" OR ")
}

fn text(row: &Row<'_>, name: &str) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
}

fn day(row: &Row<'_>, name: &str) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(text(row, name)?.parse().ok())
}

impl Store {
    /// The searches of assets that were kept, by name.
    pub fn saved_searches(&self) -> Result<Vec<Record>, StoreError> {
        let mut all = self.records_after(Entity::Search, 0, 1_000)?;
        all.retain(|record| record.put_away_on.is_none());
        all.sort_by(|a, b| a.values.text("name").cmp(b.values.text("name")).then(a.id.cmp(&b.id)));
        Ok(all)
    }

    /// A page of the gaps, those that are furthest last and the oldest first; only those so far, where a code is given.
    pub fn gaps(&self, state: Option<&str>, span: Span) -> Result<Page<GapRow>, StoreError> {
        let (condition, values) = match state {
            Some(state) => (" AND g.state = ?", vec![Sql::Text(state.to_owned())]),
            None => ("", Vec::new()),
        };
        let count = format!("SELECT count(*) AS n FROM gap AS g WHERE g.put_away_on IS NULL{condition}");
        let total = self
            .connection
            .prepare_cached(&count)?
            .query_row(params_from_iter(values.iter()), |row| row.get("n"))?;
        let sql = format!(
            "SELECT g.id, g.what, g.need, g.area, g.raised_from, g.state, g.raised_on, g.state_on, g.led_by, g.became_id, \
             w.name AS worker, (SELECT count(*) FROM gap_person AS p WHERE p.gap_id = g.id AND p.put_away_on IS NULL) AS waiting, \
             (SELECT count(*) FROM gap_person AS p WHERE p.gap_id = g.id AND p.put_away_on IS NULL AND p.would_join = 1) \
             AS would_join FROM gap AS g LEFT JOIN worker AS w ON w.id = g.worker_id WHERE g.put_away_on IS NULL{condition} \
             ORDER BY CASE g.state WHEN 'noted' THEN 0 WHEN 'passed_on' THEN 1 WHEN 'being_grown' THEN 2 WHEN 'running' \
             THEN 3 ELSE 4 END, g.raised_on, g.id LIMIT ? OFFSET ?"
        );
        let all = values.into_iter().chain([Sql::Integer(span.limit()), Sql::Integer(span.offset())]);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params_from_iter(all), |row| {
                Ok(GapRow {
                    id: row.get("id")?,
                    what: text(row, "what")?,
                    need: text(row, "need")?,
                    area: text(row, "area")?,
                    from: text(row, "raised_from")?,
                    state: text(row, "state")?,
                    raised_on: day(row, "raised_on")?.unwrap_or_default(),
                    since: day(row, "state_on")?,
                    led_by: text(row, "led_by")?,
                    worker: text(row, "worker")?,
                    became: row.get::<_, Option<i64>>("became_id")?.map(AssetId),
                    waiting: length(row.get("waiting")?),
                    would_join: length(row.get("would_join")?),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(Page { rows, from: span.from, total: length(total) })
    }

    /// Who waits for a gap, those who would help to start it first.
    pub fn waiting_for(&self, gap: i64) -> Result<Vec<WaitRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT w.id, w.person_id, p.given, p.family, w.since, w.would_join, w.told_on, \
             coalesce(s.restricted, 0) AS restricted FROM gap_person AS w JOIN person AS p ON p.id = w.person_id \
             LEFT JOIN standing AS s ON s.person_id = p.id WHERE w.gap_id = ?1 AND w.put_away_on IS NULL \
             ORDER BY coalesce(w.would_join, 0) DESC, w.since, w.id",
        )?;
        let rows = statement.query_map([gap], |row| {
            Ok(WaitRow {
                id: row.get("id")?,
                person: PersonId(row.get("person_id")?),
                given: text(row, "given")?,
                family: text(row, "family")?,
                restricted: row.get("restricted")?,
                since: day(row, "since")?.unwrap_or_default(),
                would_join: row.get::<_, Option<i64>>("would_join")? == Some(1),
                told_on: day(row, "told_on")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The cards that are up on a day (all there are, where no day is given), those that come down first before others.
    pub fn notices(&self, on: Option<NaiveDate>) -> Result<Vec<NoticeRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, body, contact, from_on, until_on, disclaimer FROM notice WHERE put_away_on IS NULL \
             AND (?1 IS NULL OR (from_on <= ?1 AND (until_on IS NULL OR until_on >= ?1))) \
             ORDER BY coalesce(until_on, '9999'), id",
        )?;
        let rows = statement.query_map([on.map(|day| day.to_string())], |row| {
            Ok(NoticeRow {
                id: row.get("id")?,
                title: text(row, "title")?,
                body: text(row, "body")?,
                contact: text(row, "contact")?,
                from: day(row, "from_on")?.unwrap_or_default(),
                until: day(row, "until_on")?,
                disclaimer: text(row, "disclaimer")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every time of going along of a connection, in order.
    pub fn visits_of(&self, connection: i64) -> Result<Vec<VisitRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, number, visited_on, how, companion, note FROM visit WHERE connection_id = ?1 AND put_away_on IS NULL \
             ORDER BY visited_on, number, id",
        )?;
        let rows = statement.query_map([connection], |row| {
            Ok(VisitRow {
                id: row.get("id")?,
                number: row.get::<_, Option<i64>>("number")?.unwrap_or_default(),
                on: day(row, "visited_on")?.unwrap_or_default(),
                how: text(row, "how")?,
                companion: text(row, "companion")?,
                note: text(row, "note")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What people said of an asset, the newest first.
    pub fn feedback_of(&self, asset: AssetId) -> Result<Vec<FeedbackRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.id, f.said_on, f.went, CASE WHEN s.restricted = 1 THEN '' ELSE f.words END AS words FROM feedback AS f \
             LEFT JOIN standing AS s ON s.person_id = f.person_id WHERE f.asset_id = ?1 AND f.put_away_on IS NULL \
             ORDER BY f.said_on DESC, f.id DESC LIMIT 200",
        )?;
        let rows = statement.query_map([asset.0], |row| {
            Ok(FeedbackRow {
                id: row.get("id")?,
                on: day(row, "said_on")?.unwrap_or_default(),
                went: text(row, "went")?,
                words: text(row, "words")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What we ourselves put on an asset, in people.
    pub fn load_on(&self, asset: AssetId) -> Result<Load, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT count(DISTINCT CASE WHEN state NOT IN ('suggested', 'agreed') AND (state <> 'asset_closed' \
             OR coalesce(furthest, 'suggested') NOT IN ('suggested', 'agreed')) THEN person_id END) AS sent, \
             count(DISTINCT CASE WHEN state IN ('made', 'replied', 'accepted', 'waiting') THEN person_id END) AS waiting, \
             count(DISTINCT CASE WHEN state = 'declined' AND ({}) THEN person_id END) AS refused, \
             count(DISTINCT CASE WHEN state = 'did_not_start' THEN person_id END) AS did_not_start, \
             count(DISTINCT CASE WHEN state IN ('started', 'attending', 'belongs', 'contributes') THEN person_id END) AS going \
             FROM connection WHERE asset_id = ?1 AND put_away_on IS NULL",
            by_the_group()
        ))?;
        Ok(statement.query_row([asset.0], |row| {
            Ok(Load {
                sent: length(row.get("sent")?),
                waiting: length(row.get("waiting")?),
                refused: length(row.get("refused")?),
                did_not_start: length(row.get("did_not_start")?),
                going: length(row.get("going")?),
            })
        })?)
    }

    /// Who would be stranded if an asset closed, by name: whoever is connected to it ([`CONNECTED`]).
    pub fn stranded_by(&self, asset: AssetId) -> Result<Vec<Stranded>, StoreError> {
        Ok(self.open_people_of(asset)?.into_iter().filter(|one| one.state != SUGGESTED).collect())
    }

    /// Everyone with an open connection to an asset, those too to whom it was only suggested, by name: the furthest open
    /// connection of each, of two alike the newest.
    pub fn open_people_of(&self, asset: AssetId) -> Result<Vec<Stranded>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT max((c.state <> '{SUGGESTED}') * 1000000000000 + c.id) AS furthest, c.id, c.person_id, p.given, p.family, c.state, c.worker_id, s.worker_id AS own, \
             coalesce(s.restricted, 0) AS restricted \
             FROM connection AS c JOIN person AS p ON p.id = c.person_id LEFT JOIN standing AS s ON s.person_id = p.id \
             WHERE c.asset_id = ?1 AND c.put_away_on IS NULL AND p.put_away_on IS NULL AND c.state IN ({}) \
             GROUP BY c.person_id ORDER BY p.family, p.given, p.id",
            open_states()
        ))?;
        let rows = statement.query_map([asset.0], |row| {
            let own = row.get::<_, Option<i64>>("own")?.filter(|id| *id > 0);
            Ok(Stranded {
                connection: row.get("id")?,
                person: PersonId(row.get("person_id")?),
                given: text(row, "given")?,
                family: text(row, "family")?,
                restricted: row.get("restricted")?,
                state: text(row, "state")?,
                worker: own.or(row.get("worker_id")?).map(WorkerId),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
