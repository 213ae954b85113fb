//! A search that met nothing: why, and the gap it may be.

use super::Assets;
use crate::tui::effect::Effect;
use crate::tui::request::FormRequest;
use crate::tui::screen::Screen as _;

impl Assets {
    /// What stands where the list would be.
    pub(super) fn nothing(&self) -> String {
        let mut lines = vec![self.status()];
        lines.extend(
            self.why_empty.lines.iter().filter(|line| Some(*line) != self.trouble().as_ref()).cloned(),
        );
        if self.why_empty.unasked {
            return lines.join("\n");
        }
        // While the search line is open, the first Enter keeps what was typed.
        let enter = if self.query.is_open() { "Enter twice" } else { "Enter" };
        lines.push(format!("If nobody does it yet, press {enter} to note a gap."));
        lines.join("\n")
    }

    /// The form that notes a gap, with what was looked for.
    pub(super) fn gap(&self) -> Effect {
        let known = self.missing.known();
        Effect::Filled(FormRequest::Gap { person: self.ask.for_person, asset: None }, known)
    }
}
