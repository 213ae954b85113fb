//! Who stands where on the way from recipient to contributor.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Row, params};

use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::journey::Rung;
use crate::store::Store;
use crate::store::derive;
use crate::store::derive::tally::EVERYONE;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span, length};

/// A person with where they stand on the whole and in each group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RungRow {
    /// Who.
    pub person: PersonId,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Where they stand on the whole.
    pub rung: Rung,
    /// Where they stand in each group, the highest first.
    pub groups: Vec<(String, Rung)>,
    /// The newest move on the whole: the day, and where they stood before.
    pub came: Option<(NaiveDate, Rung)>,
}

/// A move of a person on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRow {
    /// The group; `None` for the whole.
    pub asset: Option<AssetId>,
    /// Its name; empty for the whole.
    pub group: String,
    /// The day.
    pub on: NaiveDate,
    /// Where they stood before.
    pub was: Rung,
    /// Where they stood from then on.
    pub rung: Rung,
    /// Why, without names.
    pub because: String,
}

/// A record that shows where somebody stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// The kind of record.
    pub of: Entity,
    /// Its number.
    pub id: i64,
    /// The group; `None` between people.
    pub asset: Option<AssetId>,
    /// What it shows.
    pub rung: Rung,
    /// The day.
    pub on: Option<NaiveDate>,
    /// Why, without names.
    pub because: &'static str,
}

impl Store {
    /// A page of the people on a rung, by name; of everyone, the highest rung first, where no rung is given.
    pub fn on_rung(&self, rung: Option<Rung>, span: Span) -> Result<Page<RungRow>, StoreError> {
        let counts = self.rung_counts()?;
        let wanted: Vec<(Rung, usize)> =
            counts.into_iter().rev().filter(|(each, _)| rung.is_none_or(|rung| rung == *each)).collect();
        let total = wanted.iter().map(|(_, n)| n).sum();
        let mut page = Page { rows: Vec::new(), from: span.from, total };
        let (mut skip, mut left) = (span.from, span.most);
        for (rung, count) in wanted {
            if skip >= count {
                skip -= count;
                continue;
            }
            if left == 0 {
                break;
            }
            let found = self.rung_rows(rung, Span { from: skip, most: left })?;
            left = left.saturating_sub(found.len());
            skip = 0;
            page.rows.extend(found);
        }
        let mut newest = self.connection.prepare_cached(
            "SELECT moved_on, was FROM standing_move WHERE person_id = ?1 AND asset_id = 0 ORDER BY moved_on DESC LIMIT 1",
        )?;
        for row in &mut page.rows {
            let came = newest
                .query_row([row.person.0], |row| {
                    Ok((row.get::<_, String>("moved_on")?, row.get::<_, String>("was")?))
                })
                .optional()?;
            row.came = came.and_then(|(on, was)| Some((on.parse().ok()?, Rung::parse(&was)?)));
            row.groups =
                self.rungs_of(row.person)?.into_iter().map(|group| (group.name, group.rung)).collect();
        }
        Ok(page)
    }

    fn rung_rows(&self, rung: Rung, span: Span) -> Result<Vec<RungRow>, StoreError> {
        let of = |row: &Row<'_>| -> rusqlite::Result<RungRow> {
            Ok(RungRow {
                person: PersonId(row.get("person_id")?),
                given: row.get::<_, Option<String>>("given")?.unwrap_or_default(),
                family: row.get::<_, Option<String>>("family")?.unwrap_or_default(),
                rung,
                groups: Vec::new(),
                came: None,
            })
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT s.person_id, p.given, p.family FROM (SELECT person_id, sort_name FROM standing \
             WHERE rung = ?1 AND state <> 'put_away' ORDER BY sort_name, person_id LIMIT ?2 OFFSET ?3) AS s \
             JOIN person AS p ON p.id = s.person_id ORDER BY s.sort_name, s.person_id",
        )?;
        let rows = statement.query_map(params![rung.code(), span.limit(), span.offset()], of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every move of a person: the whole first, then group by group; each by day.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn moves_of(&self, person: PersonId) -> Result<Vec<MoveRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT m.asset_id, coalesce(a.name, '') AS name, m.moved_on, m.was, m.rung, m.because \
             FROM standing_move AS m LEFT JOIN asset AS a ON a.id = m.asset_id WHERE m.person_id = ?1 \
             ORDER BY m.asset_id <> 0, name, m.asset_id, m.moved_on",
        )?;
        let rung = |code: String| Rung::parse(&code).unwrap_or(Rung::Newcomer);
        let rows = statement.query_map([person.0], |row| {
            let asset: i64 = row.get("asset_id")?;
            Ok(MoveRow {
                asset: (asset != 0).then_some(AssetId(asset)),
                group: row.get("name")?,
                on: row.get::<_, String>("moved_on")?.parse().unwrap_or_default(),
                was: rung(row.get("was")?),
                rung: rung(row.get("rung")?),
                because: row.get("because")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What shows where a person stands, the newest first: in one group, or between people and in every group.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn evidence_of(
        &self,
        person: PersonId,
        group: Option<AssetId>,
    ) -> Result<Vec<EvidenceRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(derive::EVIDENCE)?;
        let rows = statement.query_map([person.0], |row| {
            let (of, rung): (String, String) = (row.get("of")?, row.get("rung")?);
            Ok(EvidenceRow {
                of: Entity::parse(&of).unwrap_or(Entity::Connection),
                id: row.get("record_id")?,
                asset: row.get::<_, Option<i64>>("asset_id")?.map(AssetId),
                rung: Rung::parse(&rung).unwrap_or(Rung::Newcomer),
                on: row.get::<_, String>("shown_on")?.parse().ok(),
                because: derive::reason(&row.get::<_, String>("because")?),
            })
        })?;
        let mut all: Vec<EvidenceRow> = rows.collect::<Result<_, _>>()?;
        all.retain(|row| group.is_none() || row.asset == group);
        all.sort_by(|a, b| b.on.cmp(&a.on).then(b.rung.cmp(&a.rung)));
        all.dedup_by(|a, b| (a.of, a.id, a.rung) == (b.of, b.id, b.rung));
        Ok(all)
    }

    /// How many people came to the rung on which they stand on the whole, or came down to it, since a day; lowest first.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn came_since(&self, day: NaiveDate) -> Result<[(Rung, usize); 6], StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT m.rung, count(DISTINCT m.person_id) AS n FROM standing_move AS m \
             JOIN standing AS s ON s.person_id = m.person_id AND s.rung = m.rung AND s.state <> 'put_away' \
             WHERE m.asset_id = 0 AND m.moved_on >= ?1 GROUP BY m.rung",
        )?;
        let found: Vec<(String, i64)> = statement
            .query_map([day.to_string()], |row| Ok((row.get("rung")?, row.get("n")?)))?
            .collect::<Result<_, _>>()?;
        Ok(by_rung(&found))
    }

    /// How many people stand on each rung, lowest first; records that were put away are not counted.
    pub fn rung_counts(&self) -> Result<[(Rung, usize); 6], StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT rung, sum(n) AS n FROM standing_tally WHERE worker_id = {EVERYONE} AND state <> 'put_away' \
             GROUP BY rung"
        ))?;
        let found: Vec<(String, i64)> = statement
            .query_map([], |row| Ok((row.get("rung")?, row.get("n")?)))?
            .collect::<Result<_, _>>()?;
        Ok(by_rung(&found))
    }

    /// How many people stand on each rung in one group, lowest first.
    pub fn rung_counts_of(&self, asset: AssetId) -> Result<[(Rung, usize); 6], StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rung, count(*) AS n FROM standing_rung WHERE asset_id = ?1 GROUP BY rung",
        )?;
        let found: Vec<(String, i64)> = statement
            .query_map([asset.0], |row| Ok((row.get("rung")?, row.get("n")?)))?
            .collect::<Result<_, _>>()?;
        Ok(by_rung(&found))
    }
}

/// Counts by code as the counts of every rung, lowest first.
fn by_rung(found: &[(String, i64)]) -> [(Rung, usize); 6] {
    Rung::ALL.map(|rung| {
        let n = found.iter().find(|(code, _)| code == rung.code()).map_or(0, |(_, n)| *n);
        (rung, length(n))
    })
}
