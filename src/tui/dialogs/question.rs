//! A question with a safe answer first: it holds the very effect it asks about.

use ratatui::layout::{Position, Rect, Size};

use crate::tui::clip;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;

/// A yes-or-no question. Enter is No.
pub struct Question {
    words: String,
    yes: Option<Effect>,
    width: u16,
}

impl Question {
    /// A question and what happens on Yes.
    pub fn new(words: impl Into<String>, yes: Effect) -> Self {
        Self { words: words.into(), yes: Some(yes), width: 80 }
    }
}

impl Screen for Question {
    fn places(&self) -> &'static [Place] {
        &[Place::Question]
    }

    fn perform(&mut self, command: Command) -> Effect {
        match (command, self.yes.take()) {
            (Command::Yes, Some(yes)) => Effect::Many(vec![Effect::Close, yes]),
            _ => Effect::Close,
        }
    }

    fn title(&self) -> Title {
        Title::Words("Question".to_owned(), String::new())
    }

    fn status(&self) -> String {
        // The keys are never cut off: the question itself stands above in full.
        let words = &self.words;
        let sentences = vec![
            format!("{words} n is No, go back. y is Yes."),
            format!("{words} n: no. y: yes."),
            format!("n: no. y: yes. {words}"),
        ];
        clip::first_fitting(self.width.saturating_sub(1), sentences)
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let inner = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(1),
        };
        let rows = paint.lines(inner, &self.words, Role::Text);
        let y = inner.y + rows + 1;
        paint.pieces(inner.x, y, inner.width, &[("n", Role::Key), ("  No, go back", Role::Text)]);
        paint.pieces(inner.x, y + 1, inner.width, &[("y", Role::Key), ("  Yes", Role::Text)]);
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        let width = area.width.saturating_sub(2);
        let rows = clip::wrap(&crate::domain::clean::Clean::lines(&self.words), width).len();
        let rows = u16::try_from(rows).unwrap_or(0);
        Some(Position::new(area.x + 1, (area.y + rows + 2).min(area.bottom().saturating_sub(1))))
    }

    fn resized(&mut self, body: Size) {
        self.width = body.width;
    }

    fn tall(&self) -> Option<u16> {
        Some(7)
    }

    fn floats(&self) -> bool {
        true
    }
}
