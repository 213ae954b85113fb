//! What of a line of time is looked at: some kinds of entry, and those that hold the words typed.

use ratatui::layout::{Position, Rect};

use crate::domain::entity::Entity;
use crate::report::timeline::KINDS;
use crate::tui::dialogs::picker::{Item, Pick, Picker};
use crate::tui::effect::{Answer, Effect};
use crate::tui::paint::Paint;
use crate::tui::theme::Role;
use crate::tui::widgets::query::Query;

/// What of a line of time is looked at.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    /// The words.
    pub query: Query,
    kind: usize,
}

impl Looking {
    /// The kinds of entry that are shown; all where none is named.
    pub fn kinds(&self) -> &'static [Entity] {
        KINDS.get(self.kind).map_or(&[], |(_, kinds)| kinds)
    }

    fn words(&self) -> &'static str {
        KINDS.get(self.kind).map_or("Everything", |(words, _)| words)
    }

    /// Whether anything is left out.
    pub fn narrowed(&self) -> bool {
        self.kind != 0 || !self.query.is_empty()
    }

    /// Whether a line above the list says what is shown.
    pub fn shows(&self) -> bool {
        self.narrowed() || self.query.is_open()
    }

    /// Shows everything again; whether anything was left out.
    pub fn clear(&mut self) -> bool {
        let narrowed = self.narrowed();
        self.query.clear();
        self.query.keep();
        self.kind = 0;
        narrowed
    }

    /// The question which kind is to be shown.
    pub fn choose(&self) -> Effect {
        let item =
            |(at, (words, _)): (usize, &(&str, &[Entity]))| Item { on: at == self.kind, ..Item::new(*words) };
        let items = KINDS.iter().enumerate().map(item).collect();
        let pick: Pick = Box::new(|at, _| Effect::Answer(Answer::Row(at)));
        Effect::Open(Box::new(Picker::of("What to show of the timeline", items, pick)))
    }

    /// Takes the answer to that question.
    pub fn chose(&mut self, at: usize) {
        self.kind = if at < KINDS.len() { at } else { 0 };
    }

    /// What the status sentence says where nothing meets it.
    pub fn nothing(&self) -> String {
        if self.query.is_empty() {
            format!("Timeline: nothing of {} is noted. Esc shows everything.", self.words().to_lowercase())
        } else {
            "Timeline: no entry holds these words. Esc shows everything.".to_owned()
        }
    }

    /// Draws the line that says what is shown.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Rect, total: usize) {
        let room = area.width.saturating_sub(1);
        if self.query.is_open() || !self.query.is_empty() {
            let kind =
                if self.kind == 0 { String::new() } else { format!("  in {}", self.words().to_lowercase()) };
            let right = u16::try_from(kind.len()).unwrap_or(0).min(room / 2);
            self.query.draw(paint, area.x + 1, area.y, room - right);
            paint.text(area.x + 1 + room - right, area.y, right, &kind, Role::Text);
            return;
        }
        let words = format!("Showing: {} ({total}). Esc shows everything.", self.words().to_lowercase());
        paint.text(area.x + 1, area.y, room, &words, Role::Text);
    }

    /// Where the caret of the words stands, while they are typed.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        self.query.is_open().then(|| self.query.cursor(area.x + 1, area.y, area.width.saturating_sub(1)))
    }
}
