//! Hiding the screen: at once with a key, and by itself when nobody has pressed one for a while (R-P5, R-S9).

use std::time::Duration;

use super::App;
use crate::clock::awake_and_asleep;

impl App {
    /// Hides the screen now. What is typed stays, and is kept as a draft besides.
    pub(super) fn hide(&mut self) {
        self.hidden = true;
        if let Err(error) = self.hold_draft() {
            self.fail(&error.into());
        }
    }

    /// Notes that somebody is there; whether the screen was hidden and is shown again, so that the key does nothing more.
    pub(super) fn shown_again(&mut self) -> bool {
        self.last_key = awake_and_asleep();
        std::mem::take(&mut self.hidden)
    }

    /// How long until the screen hides itself; `None` where it never does, or is hidden.
    pub(super) fn hide_due(&self) -> Option<Duration> {
        let after = self.settings.hide_after;
        let quiet = awake_and_asleep().saturating_sub(self.last_key);
        (!after.is_zero() && !self.hidden).then(|| after.saturating_sub(quiet))
    }
}
