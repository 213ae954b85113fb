//! Offers that a give has answered.

use rusqlite::params;

use super::{COLUMNS, OFFER, OfferRow, columns};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::{Page, Span};

impl Store {
    /// A page of the offers that were taken up, the newest first.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn offers_taken_up(&self, span: Span) -> Result<Page<OfferRow>, StoreError> {
        let total = self.tally("offer", Some("met"))?;
        let sql = format!(
            "{OFFER} WHERE o.state = 'met' AND o.put_away_on IS NULL ORDER BY o.offered_on DESC, o.id DESC LIMIT ?1 OFFSET ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let places = columns(&statement, COLUMNS)?;
        let rows =
            statement.query_map(params![span.limit(), span.offset()], |row| OfferRow::of(row, places))?;
        Ok(Page { rows: rows.collect::<Result<_, _>>()?, from: span.from, total })
    }
}
