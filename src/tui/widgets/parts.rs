//! The parts of a screen that are shown one at a time: a row of their names, the open one in brackets.

use crate::domain::terms::term;
use crate::tui::clip;
use crate::tui::command::Command;
use crate::tui::paint::Paint;
use crate::tui::theme::Role;

/// The parts of a screen, one of them open.
#[derive(Clone, Debug)]
pub struct Parts {
    names: &'static [&'static str],
    open: usize,
}

impl Parts {
    /// Parts by name; the first is open.
    pub fn new(names: &'static [&'static str]) -> Self {
        Self { names, open: 0 }
    }

    /// The place of the open part, from 0.
    pub fn open(&self) -> usize {
        self.open
    }

    /// The name of the open part.
    pub fn name(&self) -> &'static str {
        self.names.get(self.open).map_or("", |name| term(name))
    }

    /// Opens the next or the previous part; false where the command is another.
    pub fn perform(&mut self, command: Command) -> bool {
        let count = self.names.len().max(1);
        match command {
            Command::NextPart => self.open = (self.open + 1) % count,
            Command::PreviousPart => self.open = (self.open + count - 1) % count,
            _ => return false,
        }
        true
    }

    /// Draws the row of names; where it is too narrow, only the open one and how to come to the others.
    pub fn draw(&self, paint: &mut Paint<'_>, x: u16, y: u16, width: u16) {
        let all: u16 = self.names.iter().map(|name| clip::width(term(name)) + 3).sum();
        if all > width {
            let words = format!("[{}]", self.name());
            let taken = paint.text(x, y, width, &words, Role::TabOn);
            let place = format!("  {} of {}, Tab for more", self.open + 1, self.names.len());
            paint.text(x + taken, y, width.saturating_sub(taken), &place, Role::Tab);
            return;
        }
        let hint = "Tab: next part";
        let left = width.saturating_sub(all + clip::width(hint));
        if left > 0 && left < width {
            paint.text(x + width - clip::width(hint), y, clip::width(hint), hint, Role::Quiet);
        }
        let mut x = x;
        for (at, name) in self.names.iter().enumerate() {
            if at == self.open {
                x += paint.text(x, y, width, &format!("[{}]", term(name)), Role::TabOn) + 1;
            } else {
                x += paint.text(x + 1, y, width, term(name), Role::Tab) + 3;
            }
        }
    }
}
