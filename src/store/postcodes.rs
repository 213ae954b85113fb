//! A table of postcodes with their places: imported as a whole, about nobody, and so no operation of the log.

use rusqlite::{TransactionBehavior, params};

use super::fault::StoreError;
use super::{Store, derive};
use crate::domain::place::Point;

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

impl Store {
    /// Keeps postcodes with their places, as one act: `rows` are taken until there are no more, or one of them is a fault.
    /// Where assets are is worked out anew.
    pub fn keep_postcodes<E: From<StoreError>>(
        &mut self,
        rows: impl Iterator<Item = Result<(String, Point), E>>,
        keep: bool,
    ) -> Result<Postcodes, E> {
        if self.read_only && keep {
            return Err(StoreError::ReadOnly.into());
        }
        let told = |error: rusqlite::Error| E::from(StoreError::from(error));
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        let mut counts = Postcodes::default();
        {
            let mut known =
                transaction.prepare("SELECT lat, lon FROM postcode WHERE postcode = ?1").map_err(told)?;
            let mut put = transaction
                .prepare(
                    "INSERT INTO postcode (postcode, lat, lon) VALUES (?1, ?2, ?3) \
                     ON CONFLICT DO UPDATE SET lat = excluded.lat, lon = excluded.lon",
                )
                .map_err(told)?;
            for row in rows {
                let (postcode, at) = row?;
                let mut found = known.query([&postcode]).map_err(told)?;
                let was = match found.next().map_err(told)? {
                    Some(row) => {
                        Some(Point { lat: row.get("lat").map_err(told)?, lon: row.get("lon").map_err(told)? })
                    }
                    None => None,
                };
                match was {
                    Some(was) if was == at => counts.same += 1,
                    Some(_) => counts.changed += 1,
                    None => counts.added += 1,
                }
                if was != Some(at) {
                    put.execute(params![postcode, at.lat, at.lon]).map_err(told)?;
                }
            }
        }
        if !keep {
            transaction.rollback().map_err(told)?;
            return Ok(counts);
        }
        if counts.added + counts.changed > 0 {
            transaction.execute_batch("DELETE FROM asset_facet; DELETE FROM asset_stem;").map_err(told)?;
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
