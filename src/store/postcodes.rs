//! A table of postcodes with their places: imported as a whole, about nobody, and so no operation of the log.

use rusqlite::{Transaction, TransactionBehavior, params};

use super::fault::StoreError;
use super::{Store, derive};
use crate::domain::place::Point;

/// A row of a public table: what a postcode lies at, which statistical area it lies in, and how deprived an area is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicRow {
    /// The postcode, in its canonical form.
    pub postcode: Option<String>,
    /// Where it is.
    pub at: Option<Point>,
    /// The statistical area: `E01007963`.
    pub area: Option<String>,
    /// The tenth of areas by deprivation, 1 the most deprived.
    pub decile: Option<u8>,
}

/// What became of the rows of a table of postcodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Postcodes {
    /// Postcodes that were not known.
    pub added: u64,
    /// Those that are somewhere else now.
    pub changed: u64,
    /// Those that were known so.
    pub same: u64,
}

/// What a row brought.
#[derive(Default)]
struct News {
    added: bool,
    changed: bool,
}

impl News {
    fn of(&mut self, (added, changed): (bool, bool)) {
        self.added |= added;
        self.changed |= changed;
    }
}

/// Whether it is there already, whether it says the same, and how it is put: with its key first.
const PLACE: [&str; 3] = [
    "SELECT 1 FROM postcode WHERE postcode = ?1 AND ?2 IS ?2 AND ?3 IS ?3",
    "SELECT 1 FROM postcode WHERE postcode = ?1 AND lat = ?2 AND lon = ?3",
    "INSERT INTO postcode (postcode, lat, lon) VALUES (?1, ?2, ?3) \
     ON CONFLICT DO UPDATE SET lat = excluded.lat, lon = excluded.lon",
];
const WITHIN: [&str; 3] = [
    "SELECT 1 FROM postcode_area WHERE postcode = ?1 AND ?2 IS ?2",
    "SELECT 1 FROM postcode_area WHERE postcode = ?1 AND area = ?2",
    "INSERT INTO postcode_area (postcode, area) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET area = excluded.area",
];
const DECILE: [&str; 3] = [
    "SELECT 1 FROM area WHERE area = ?1 AND ?2 IS ?2",
    "SELECT 1 FROM area WHERE area = ?1 AND decile = ?2",
    "INSERT INTO area (area, decile) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET decile = excluded.decile",
];

/// Puts a row into a table where it says something new; whether it was added, whether it was changed.
fn put(
    transaction: &Transaction<'_>,
    [known, same, write]: [&str; 3],
    values: &[&dyn rusqlite::ToSql],
) -> rusqlite::Result<(bool, bool)> {
    if transaction.prepare_cached(same)?.exists(values)? {
        return Ok((false, false));
    }
    let known = transaction.prepare_cached(known)?.exists(values)?;
    transaction.prepare_cached(write)?.execute(values)?;
    Ok((!known, known))
}

impl Store {
    /// Keeps postcodes with their places and areas, and areas with their deprivation, as one act: `rows` are taken until there are no more, or one of them is a fault.
    /// Where assets are is worked out anew.
    pub fn keep_postcodes<E: From<StoreError>>(
        &mut self,
        rows: impl Iterator<Item = Result<PublicRow, E>>,
        keep: bool,
    ) -> Result<Postcodes, E> {
        if self.read_only && keep {
            return Err(StoreError::ReadOnly.into());
        }
        let told = |error: rusqlite::Error| E::from(StoreError::from(error));
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        let mut counts = Postcodes::default();
        for row in rows {
            let row = row?;
            let mut news = News::default();
            if let (Some(postcode), Some(at)) = (&row.postcode, row.at) {
                news.of(self::put(&transaction, PLACE, params![postcode, at.lat, at.lon]).map_err(told)?);
            }
            if let (Some(postcode), Some(area)) = (&row.postcode, &row.area) {
                news.of(self::put(&transaction, WITHIN, params![postcode, area]).map_err(told)?);
            }
            if let (Some(area), Some(decile)) = (&row.area, row.decile) {
                news.of(self::put(&transaction, DECILE, params![area, decile]).map_err(told)?);
            }
            match news {
                News { added: true, .. } => counts.added += 1,
                News { changed: true, .. } => counts.changed += 1,
                News { .. } => counts.same += 1,
            }
        }
        if !keep {
            transaction.rollback().map_err(told)?;
            return Ok(counts);
        }
        if counts.added + counts.changed > 0 {
            derive::facet::forget(&transaction).map_err(E::from)?;
            derive::facet::anew(&transaction).map_err(E::from)?;
        }
        transaction.commit().map_err(told)?;
        Ok(counts)
    }

    /// How many postcodes are known.
    pub fn postcodes(&self) -> Result<u64, StoreError> {
        let n: i64 =
            self.connection.query_row("SELECT count(*) AS n FROM postcode", [], |row| row.get("n"))?;
        Ok(u64::try_from(n).unwrap_or(0))
    }
}
