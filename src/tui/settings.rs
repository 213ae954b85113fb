//! What of the configuration the screens ask.

use std::time::Duration;

use super::widgets::table::Scroll;

/// What of the configuration the screens ask.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How long nothing must be pressed before a preview is read. Zero reads it at once.
    pub preview_delay: Duration,
    /// How lists scroll at their edge.
    pub scroll: Scroll,
    /// Whether the line of hints is shown.
    pub more_keys: bool,
    /// Whose bank holidays count.
    pub nation: crate::domain::working_day::Nation,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            preview_delay: Duration::from_millis(150),
            scroll: Scroll::Row,
            more_keys: true,
            nation: crate::domain::working_day::Nation::EnglandAndWales,
        }
    }
}
