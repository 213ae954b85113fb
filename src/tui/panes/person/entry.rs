//! The chosen entry of the line of time, whole, in a column of its own where a window is very wide.

use crate::domain::entity::Entity;
use crate::store::history::{Operation, spoken};
use crate::store::{Store, StoreError};
use crate::tui::panes::{glance, reading};
use crate::tui::widgets::sheet::Sheet;

/// From this width on there is room for it beside the list and the person.
const VERY_WIDE: u16 = 180;

/// How many changes of one entry are looked through for the first.
const MOST: usize = 200;

/// The entry under the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Which row it was read for.
    pub key: i64,
    /// What stands in the column.
    pub sheet: Sheet,
}

/// Whether a body of this width has the column.
pub(super) fn very_wide(width: u16) -> bool {
    width >= VERY_WIDE
}

impl Entry {
    /// Reads an entry, and who wrote it down and changed it.
    pub fn read(store: &Store, key: i64, (entity, id): (Entity, i64)) -> Result<Self, StoreError> {
        let mut sheet = Sheet::new();
        sheet.heading(glance::capital(entity.word()));
        reading::whole(store, entity, id, &mut sheet)?;
        let history = store.history_of(entity, id, MOST)?;
        let by = |verb: &str, operation: &Operation| -> Result<String, StoreError> {
            let who = store.name_of(&operation.actor)?;
            Ok(format!("{verb} by {who}, {}", spoken(&operation.at)))
        };
        if let (Some(last), Some(first)) = (history.first(), history.last()) {
            sheet.gap();
            sheet.line(by("Written down", first)?);
            if last.id != first.id {
                sheet.line(by("Changed", last)?);
            }
        }
        Ok(Self { key, sheet })
    }
}
