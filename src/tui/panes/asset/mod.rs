//! One asset whole.

use crate::domain::id::AssetId;
use crate::store::{Store, StoreError};
use crate::tui::widgets::sheet::Sheet;

/// What is seen of an asset beside a list; `None` where there is none of that number.
pub fn sheet(store: &Store, asset: AssetId) -> Result<Option<Sheet>, StoreError> {
    let Some(page) = store.asset(asset)? else { return Ok(None) };
    let mut sheet = Sheet::new();
    sheet.heading(page.record.values.text("name"));
    Ok(Some(sheet))
}
