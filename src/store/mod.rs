//! The only door to SQLite: opening and creating caseload files, applying changes, undoing them, typed reads.

pub mod backup;
pub mod drafts;
pub mod open;
