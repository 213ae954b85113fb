//! The mouse, where it is listened to: the wheel moves, a press goes to what is under it, a second one opens it.

use ratatui::layout::Size;

use super::App;
use crate::tui::command::Command;
use crate::tui::frame;
use crate::tui::key::Key;
use crate::tui::mouse::Mouse;
use crate::tui::place::Place;
use crate::tui::screen::{Pane, Title};

/// How many rows one click of the wheel moves.
const WHEEL: usize = 3;

impl App {
    /// The mouse did something.
    pub fn mouse(&mut self, mouse: Mouse) {
        if !self.settings.mouse || self.shown_again() {
            return;
        }
        match mouse {
            Mouse::Up => (0..WHEEL).for_each(|_| self.press(Key::Up)),
            Mouse::Down => (0..WHEEL).for_each(|_| self.press(Key::Down)),
            Mouse::Press(x, y) => self.point(x, y),
        }
    }

    /// Goes to what stands at a place of the screen, or opens it where the cursor is there already.
    fn point(&mut self, x: u16, y: u16) {
        if y == 0 {
            return self.point_at_tab(x);
        }
        let Some(before) = self.focused_row() else { return };
        let Some(top) = self.stack.last() else { return };
        let fields = top.places().iter().any(|place| matches!(place, Place::Form | Place::Notes));
        if before == y {
            if !fields {
                self.ask(Command::Open);
            }
            return;
        }
        let (there, back) = match (fields, y > before) {
            (true, true) => (Key::Tab, Key::BackTab),
            (true, false) => (Key::BackTab, Key::Tab),
            (false, true) => (Key::Down, Key::Up),
            (false, false) => (Key::Up, Key::Down),
        };
        self.walk(y, before, there, back);
    }

    /// Moves row by row until the cursor is on the row of the press, or on the one that the press is part of.
    fn walk(&mut self, goal: u16, from: u16, there: Key, back: Key) {
        let down = goal > from;
        let mut at = from;
        for _ in 0..self.size.height {
            self.press(there);
            let Some(now) = self.focused_row() else { return };
            let moved = if down { now > at } else { now < at };
            if !moved || now == goal {
                return;
            }
            if down && now > goal {
                // The press was on a further line of the row before.
                self.press(back);
                return;
            }
            if !down && now < goal {
                return;
            }
            at = now;
        }
    }

    fn point_at_tab(&mut self, x: u16) {
        let Some(Title::Tabs(open)) = self.stack.last().map(|top| top.title()) else { return };
        if let Some(pane) = frame::tab_at(x, open, self.size.width) {
            self.ask(match pane {
                Pane::Today => Command::GoToday,
                Pane::Queue => Command::GoQueue,
                Pane::Assets => Command::GoAssets,
                Pane::Give => Command::GoGive,
                Pane::Reports => Command::GoReports,
            });
            self.after();
        }
    }

    /// The row of the screen that the cursor's row begins on.
    fn focused_row(&self) -> Option<u16> {
        let top = self.stack.last()?;
        let size = Size { width: self.size.width, height: self.size.height };
        top.focused_row(frame::body(top.as_ref(), size, self.settings.speak))
    }
}
