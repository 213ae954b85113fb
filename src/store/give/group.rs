//! A group's own give and take: what it offers, what it would like, what it gave and received, who stands where in it.

use rusqlite::{Row, params};

use super::{ASK, AskRow, COLUMNS, EXCHANGE, ExchangeRow, OFFER, OfferRow, Places};
use crate::domain::id::AssetId;
use crate::domain::journey::Rung;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::row::columns;

/// What a group gives and takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupGives {
    /// What it offers, still open, the newest first.
    pub offers: Vec<OfferRow>,
    /// What it would like, still open, the newest first.
    pub asks: Vec<AskRow>,
    /// What it gave and received, the newest first.
    pub exchanges: Vec<ExchangeRow>,
    /// How many people stand on each rung in it, lowest first.
    pub rungs: [(Rung, usize); 6],
}

impl Store {
    /// What a group gives and takes; of what was given and received at most so many.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn gives_of_group(&self, asset: AssetId, most: usize) -> Result<GroupGives, StoreError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut statement = self.connection.prepare_cached(&format!(
            "{EXCHANGE} WHERE (e.giver_asset_id = ?1 OR e.receiver_asset_id = ?1) AND e.put_away_on IS NULL \
             ORDER BY e.happened_on DESC, e.id DESC LIMIT ?2"
        ))?;
        let of = |row: &Row<'_>| ExchangeRow::of(row, None);
        let exchanges = statement.query_map(params![asset.0, most], of)?.collect::<Result<_, _>>()?;
        Ok(GroupGives {
            offers: self.open_of_group(OFFER, "offered_on", asset, OfferRow::of)?,
            asks: self.open_of_group(ASK, "asked_on", asset, AskRow::of)?,
            exchanges,
            rungs: self.rung_counts_of(asset)?,
        })
    }

    fn open_of_group<T>(
        &self,
        select: &str,
        since: &str,
        asset: AssetId,
        of: fn(&Row<'_>, Places) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let sql = format!(
            "{select} WHERE o.asset_id = ?1 AND o.state = 'open' AND o.put_away_on IS NULL ORDER BY o.{since} DESC, o.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let places = columns(&statement, COLUMNS)?;
        let rows = statement.query_map([asset.0], |row| of(row, places))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
