//! The question on leaving a form with something typed in it. Enter keeps editing.

use ratatui::layout::{Position, Rect, Size};

use crate::tui::clip;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;

/// The three answers, each with its key; the safe one first.
const ANSWERS: [(&str, &str); 3] =
    [("k", "Keep editing (or Enter)"), ("s", "Save as draft"), ("t", "Throw away")];

/// The question on leaving a form.
pub struct Leaving {
    words: String,
    called: String,
    width: u16,
}

impl Leaving {
    /// Asks about a form: `contact with Ada OKONKWO`.
    pub fn new(called: &str) -> Self {
        let words = format!("The {called} is not saved. What would you like to do?");
        Self { words, called: called.to_owned(), width: 80 }
    }
}

impl Screen for Leaving {
    fn places(&self) -> &'static [Place] {
        &[Place::Leaving]
    }

    fn perform(&mut self, command: Command) -> Effect {
        match command {
            Command::KeepDraft => Effect::Many(vec![Effect::Close, Effect::KeepDraft]),
            Command::ThrowAway => Effect::Many(vec![Effect::Close, Effect::ThrowDraftAway]),
            _ => Effect::Close,
        }
    }

    fn title(&self) -> Title {
        Title::Words("Leave the form?".to_owned(), String::new())
    }

    fn status(&self) -> String {
        // The keys are never cut off: the question itself stands above in full.
        let keys = "k: keep editing. s: save as draft. t: throw away.";
        let sentences = vec![
            format!("{} {keys}", self.words),
            format!("The {} is not saved. {keys}", self.called),
            format!("The {} is not saved. k: keep. s: draft. t: throw.", self.called),
            "Not saved. k: keep. s: draft. t: throw.".to_owned(),
        ];
        clip::first_fitting(self.width.saturating_sub(1), sentences)
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let inner =
            Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height };
        let rows = paint.lines(inner, &self.words, Role::Text);
        for (y, (key, words)) in (inner.y + rows + 1..).zip(ANSWERS) {
            paint.pieces(
                inner.x,
                y,
                inner.width,
                &[(key, Role::Key), ("  ", Role::Text), (words, Role::Text)],
            );
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        let words = crate::domain::clean::Clean::lines(&self.words);
        let rows = clip::wrap(&words, area.width.saturating_sub(2)).len();
        let y = area.y + 2 + u16::try_from(rows).unwrap_or(0);
        Some(Position::new(area.x + 1, y.min(area.bottom().saturating_sub(1))))
    }

    fn resized(&mut self, body: Size) {
        self.width = body.width;
    }

    fn tall(&self) -> Option<u16> {
        Some(8)
    }

    fn floats(&self) -> bool {
        true
    }
}
