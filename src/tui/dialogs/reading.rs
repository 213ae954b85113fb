//! A long text to read: help about a field, a note in full. It scrolls.

use ratatui::layout::{Position, Rect, Size};

use crate::domain::clean::Clean;
use crate::tui::clip;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::keymap::Place;
use crate::tui::paint::Paint;
use crate::tui::screen::{Screen, Title};
use crate::tui::theme::Role;

/// A long text on a screen of its own.
pub struct Reading {
    title: String,
    text: String,
    top: usize,
    size: Size,
    bare: bool,
}

impl Reading {
    /// A text with its title.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title: title.into(), text: text.into(), top: 0, size: Size::new(80, 19), bare: false }
    }

    /// A text to be copied with the mouse: at the left edge and without a box, so that only the text is taken.
    pub fn to_copy(name: &str, text: impl Into<String>) -> Self {
        Self { bare: true, ..Self::new(format!("Copy {name}: drag over it with the mouse"), text) }
    }

    fn inset(&self) -> u16 {
        u16::from(!self.bare)
    }

    fn rows(&self) -> Vec<String> {
        clip::wrap(&Clean::lines(&self.text), self.size.width.saturating_sub(2 * self.inset()))
    }

    fn last(&self) -> usize {
        self.rows().len().saturating_sub(usize::from(self.size.height))
    }

    fn scroll(&mut self, by: isize) -> Effect {
        self.top = self.top.saturating_add_signed(by).min(self.last());
        Effect::None
    }
}

impl Screen for Reading {
    fn places(&self) -> &'static [Place] {
        &[Place::Picker]
    }

    fn perform(&mut self, command: Command) -> Effect {
        let page = isize::try_from(self.size.height.saturating_sub(1)).unwrap_or(1);
        match command {
            Command::Up => self.scroll(-1),
            Command::Down => self.scroll(1),
            Command::PageUp => self.scroll(-page),
            Command::PageDown => self.scroll(page),
            Command::Open | Command::Back => Effect::Close,
            _ => Effect::None,
        }
    }

    fn called(&self, command: Command) -> Option<&'static str> {
        (command == Command::Open).then_some("close")
    }

    fn title(&self) -> Title {
        // What was said last stands in the status: that there is more must be seen all the same.
        let rows = self.rows().len();
        let until = (self.top + usize::from(self.size.height)).min(rows);
        let more = if self.last() == 0 {
            String::new()
        } else {
            format!("lines {} to {until} of {rows}", self.top + 1)
        };
        Title::Words(self.title.clone(), more)
    }

    fn status(&self) -> String {
        let rows = self.rows().len();
        let until = (self.top + usize::from(self.size.height)).min(rows);
        if self.last() == 0 {
            return format!("{}. Esc closes.", self.title);
        }
        format!(
            "{}. Lines {} to {until} of {rows}. Page Down for more, Esc closes.",
            self.title,
            self.top + 1
        )
    }

    fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        for (y, row) in (area.y..area.bottom()).zip(self.rows().iter().skip(self.top)) {
            let inset = self.inset();
            paint.text(area.x + inset, y, area.width.saturating_sub(2 * inset), row, Role::Text);
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        Some(Position::new(area.x + self.inset(), area.y))
    }

    fn resized(&mut self, body: Size) {
        self.size = body;
        self.top = self.top.min(self.last());
    }

    fn typed(&mut self, key: Key) -> Option<Effect> {
        match key {
            Key::Home => Some(self.scroll(isize::MIN)),
            Key::End => Some(self.scroll(isize::try_from(self.last()).unwrap_or(0))),
            Key::Char('q' | ' ') => Some(Effect::Close),
            _ => None,
        }
    }

    fn floats(&self) -> bool {
        !self.bare
    }
}
