//! What a row of a record is about.

use crate::domain::entity::Entity;
use crate::domain::id::AssetId;

/// What a row of a part is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The record that can be read, edited and put away by itself.
    pub record: Option<(Entity, i64)>,
    /// The asset that Enter opens.
    pub asset: Option<AssetId>,
    /// Whether it is a reminder that is open.
    pub open_reminder: bool,
    /// The kind of record that Enter adds, where there is none yet.
    pub adds: Option<Entity>,
    /// The group of details that Enter edits.
    pub part: Option<usize>,
    /// Whether Enter opens the story.
    pub story: bool,
    /// Whether Enter opens what shows where they stand: in the group, or everywhere.
    pub shown_by: bool,
}
