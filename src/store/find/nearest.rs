//! Assets in the order of how near they are: what a search shows that names a place, no person and no words.

use super::narrow::{BLOCKS, Marked};
use crate::domain::place::Spot;
use crate::domain::sieve::{BYTES, Facts, IN_BLOCK};
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::Span;

impl Store {
    /// A page of some assets, the nearest first and of two as near the one that was kept first; those whose place is not
    /// known come last.
    pub(super) fn nearest(&self, of: &Marked, from: Spot, span: Span) -> Result<Vec<i64>, StoreError> {
        let from = from.at.from_here();
        let mut statement = self.connection.prepare_cached(BLOCKS)?;
        let mut rows = statement.query([])?;
        let mut all: Vec<(f64, i64)> = Vec::new();
        while let Some(row) = rows.next()? {
            let first = row.get::<_, i64>(0)? * IN_BLOCK;
            let facts = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            for (asset, bytes) in (first..).zip(facts.chunks_exact(BYTES)).filter(|(id, _)| of.has(*id)) {
                let at = Facts::read(bytes).and_then(|facts| facts.at);
                all.push((at.map_or(f64::INFINITY, |at| from.squared(at)), asset));
            }
        }
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Ok(all.into_iter().skip(span.from).take(span.most).map(|(_, asset)| asset).collect())
    }
}
