//! Who stands where on the way from recipient to contributor.

use rusqlite::{Row, params};

use crate::domain::id::{AssetId, PersonId};
use crate::domain::journey::Rung;
use crate::store::Store;
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
        for row in &mut page.rows {
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

    /// How many people stand on each rung, lowest first; records that were put away are not counted.
    pub fn rung_counts(&self) -> Result<[(Rung, usize); 6], StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT rung, sum(n) AS n FROM standing_tally WHERE worker_id = {EVERYONE} AND state <> 'put_away' \
             GROUP BY rung"
        ))?;
        let found: Vec<(String, i64)> = statement
            .query_map([], |row| Ok((row.get("rung")?, row.get("n")?)))?
            .collect::<Result<_, _>>()?;
        Ok(Rung::ALL.map(|rung| {
            let n = found.iter().find(|(code, _)| code == rung.code()).map_or(0, |(_, n)| *n);
            (rung, length(n))
        }))
    }

    /// How many people stand on each rung in one group, lowest first.
    pub fn rung_counts_of(&self, asset: AssetId) -> Result<[(Rung, usize); 6], StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT rung, count(*) AS n FROM standing_rung WHERE asset_id = ?1 GROUP BY rung",
        )?;
        let found: Vec<(String, i64)> = statement
            .query_map([asset.0], |row| Ok((row.get("rung")?, row.get("n")?)))?
            .collect::<Result<_, _>>()?;
        Ok(Rung::ALL.map(|rung| {
            let n = found.iter().find(|(code, _)| code == rung.code()).map_or(0, |(_, n)| *n);
            (rung, length(n))
        }))
    }
}
