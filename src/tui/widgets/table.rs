//! The one list: a page of rows out of a longer list, a cursor, and an offset that moves with a margin.
//!
//! The offset is kept here and moves only when it must, so that moving the cursor one row repaints two rows: every byte
//! crosses a slow line. Rows may be several lines tall; a heading stands above the first row of its group.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use crate::store::page::{Page, Span};
use crate::tui::command::Command;
use crate::tui::paint::Paint;
use crate::tui::theme::Role;

/// How few and how many rows are read at once: more than two screens, so that most moves need no reading.
const AT_ONCE: (usize, usize) = (60, 150);

/// The sign before a marked row, between the cursor's and that of what needs you.
const MARK: &str = "*";

/// A row of a list.
pub trait Tall {
    /// How many lines stand above it that belong to its group (a heading); they do not take the cursor.
    fn head(&self) -> usize {
        0
    }

    /// How many lines it takes itself, at least one.
    fn tall(&self) -> usize {
        1
    }

    /// A number by which it is known again after a reload; rows without one share 0.
    fn key(&self) -> i64;
}

/// How a list scrolls when the cursor comes to its edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scroll {
    /// Row by row.
    #[default]
    Row,
    /// By half a page, which costs fewer bytes in all on a slow line.
    HalfPage,
}

/// A list of which only a page is read.
#[derive(Clone, Debug)]
pub struct Table<T> {
    rows: Vec<T>,
    from: usize,
    total: usize,
    cursor: usize,
    offset: usize,
    height: usize,
    scroll: Scroll,
    marks: BTreeSet<i64>,
}

impl<T: Tall> Default for Table<T> {
    fn default() -> Self {
        Self::new(Scroll::Row)
    }
}

impl<T: Tall> Table<T> {
    /// An empty list.
    pub fn new(scroll: Scroll) -> Self {
        Self {
            rows: Vec::new(),
            from: 0,
            total: 0,
            cursor: 0,
            offset: 0,
            height: 1,
            scroll,
            marks: BTreeSet::new(),
        }
    }

    /// The rows that are wanted around the cursor: what `reload` asks the store for.
    pub fn span(&self) -> Span {
        let most = (self.height * 5 / 2).clamp(AT_ONCE.0, AT_ONCE.1);
        Span { from: self.offset.saturating_sub(most / 3), most }
    }

    /// Takes a page that was read. The cursor stays on the same row number, or on the last.
    pub fn fill(&mut self, page: Page<T>) {
        self.rows = page.rows;
        self.from = page.from;
        self.total = page.total;
        if self.from == 0 && self.rows.len() >= self.total {
            // The whole list was read: what is not in it any more is not marked any more.
            let rows = &self.rows;
            self.marks.retain(|key| rows.iter().any(|row| row.key() == *key));
        }
        self.cursor = self.cursor.min(self.total.saturating_sub(1));
        self.offset = self.offset.min(self.cursor);
        self.settle();
    }

    /// Takes a page and keeps the cursor on the row of the key it stood on, where the page holds it.
    pub fn refill(&mut self, page: Page<T>) {
        let key = self.chosen().map(Tall::key);
        self.fill(page);
        if let Some(key) = key {
            self.go_to(key);
        }
    }

    /// Puts the cursor on the row of a key, if it is among those read.
    pub fn go_to(&mut self, key: i64) {
        if let Some(at) = self.rows.iter().position(|row| row.key() == key && key != 0) {
            self.cursor = self.from + at;
            self.settle();
        }
    }

    /// Puts the cursor on the first row.
    pub fn to_top(&mut self) {
        self.cursor = 0;
        self.offset = 0;
    }

    /// Another list is to be read: nothing of the old one is looked for again.
    pub fn begin_again(&mut self) {
        self.to_top();
        self.rows.clear();
        self.marks.clear();
    }

    /// The list has so many lines of the screen.
    pub fn resize(&mut self, height: u16) {
        let was = std::mem::replace(&mut self.height, usize::from(height.max(1)));
        self.settle();
        // The cursor was put on a row before the list had a height: what is above it has room now.
        while was == 1 && self.offset > self.from && self.ends_within(self.offset - 1) {
            self.offset -= 1;
        }
    }

    /// Whether everything from a row to the last has room on the screen.
    fn ends_within(&self, from: usize) -> bool {
        let mut used = 0;
        (from..self.total).all(|at| {
            used += self
                .row(at)
                .map_or(1, |row| row.tall() + if at == from { row.head().min(1) } else { row.head() });
            used <= self.height
        })
    }

    /// The row under the cursor.
    pub fn chosen(&self) -> Option<&T> {
        self.row(self.cursor)
    }

    /// The place of the cursor, from 0.
    pub fn at(&self) -> usize {
        self.cursor
    }

    /// How long the whole list is.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The keys of the marked rows.
    pub fn marks(&self) -> &BTreeSet<i64> {
        &self.marks
    }

    /// Marks the row under the cursor, or takes its mark away, and goes to the next.
    fn mark(&mut self) {
        let Some(key) = self.chosen().map(Tall::key).filter(|key| *key != 0) else { return };
        if !self.marks.remove(&key) {
            self.marks.insert(key);
        }
        self.step(1);
    }

    /// The rows that were read.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// Whether rows around the cursor still have to be read.
    pub fn wants(&self) -> bool {
        let last = self.total.min(self.offset + self.height);
        self.total > 0 && (self.offset < self.from || last > self.from + self.rows.len())
    }

    /// Moves the cursor; `None` where the command does not move a list, `Some(true)` when rows have to be read.
    pub fn perform(&mut self, command: Command) -> Option<bool> {
        let page = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1);
        match command {
            Command::Up => self.step(-1),
            Command::Down => self.step(1),
            Command::PageUp => self.step(-page),
            Command::PageDown => self.step(page),
            Command::Mark => self.mark(),
            Command::ClearMarks => self.marks.clear(),
            Command::First => self.to_top(),
            Command::Last => {
                self.cursor = self.total.saturating_sub(1);
                self.settle();
            }
            _ => return None,
        }
        Some(self.wants())
    }

    fn step(&mut self, by: isize) {
        let last = self.total.saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.settle();
    }

    fn row(&self, at: usize) -> Option<&T> {
        at.checked_sub(self.from).and_then(|at| self.rows.get(at))
    }

    /// Lines above a row: on the first line of the screen one is enough to say which group it is.
    fn above(&self, at: usize, row: &T) -> usize {
        if at == self.offset { row.head().min(1) } else { row.head() }
    }

    fn tall(&self, at: usize) -> usize {
        self.row(at).map_or(1, |row| row.tall() + self.above(at, row))
    }

    /// Moves the offset no further than it must for the cursor's row to be whole on the screen.
    fn settle(&mut self) {
        if self.cursor < self.offset {
            let back = match self.scroll {
                Scroll::Row => 0,
                Scroll::HalfPage => self.height / 2,
            };
            self.offset = self.cursor.saturating_sub(back);
        }
        if self.fits() {
            return;
        }
        let goal = if self.scroll == Scroll::HalfPage { self.height / 2 } else { self.height };
        self.offset = self.cursor;
        let mut used = self.tall(self.cursor);
        while let Some(before) = self.offset.checked_sub(1) {
            used += self.tall(before);
            if used > goal {
                break;
            }
            self.offset = before;
        }
        while !self.fits() && self.offset < self.cursor {
            self.offset += 1;
        }
    }

    fn fits(&self) -> bool {
        let mut used = 0;
        for at in self.offset..=self.cursor {
            used += self.tall(at);
            if used > self.height {
                return at == self.offset && at == self.cursor;
            }
        }
        true
    }

    /// The rows on the screen: the row, its place in the list, and the lines its heading and itself begin at.
    pub fn visible(&self) -> Vec<(&T, usize, u16, u16)> {
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let mut shown = Vec::new();
        let mut line = 0usize;
        let mut at = self.offset;
        while let Some(row) = self.row(at) {
            if line >= self.height {
                break;
            }
            let above = self.above(at, row);
            shown.push((row, at, small(line), small(line + above)));
            line += above + row.tall();
            at += 1;
        }
        shown
    }

    /// Draws the rows: `heading` fills the lines above a row, `body` (told whether the cursor is on it) its own.
    pub fn draw(
        &self,
        paint: &mut Paint<'_>,
        area: Rect,
        mut heading: impl FnMut(&T, &mut Paint<'_>, Rect),
        mut body: impl FnMut(&T, bool, &mut Paint<'_>, Rect),
    ) {
        for (row, at, head, top) in self.visible() {
            let cut = |from: u16, tall: usize| {
                let y = area.y.saturating_add(from);
                let tall = u16::try_from(tall).unwrap_or(u16::MAX);
                Rect { x: area.x, y, width: area.width, height: tall.min(area.bottom().saturating_sub(y)) }
            };
            if top > head {
                heading(row, paint, cut(head, usize::from(top - head)));
            }
            let place = cut(top, row.tall());
            if place.height > 0 {
                body(row, at == self.cursor, paint, place);
                if self.marks.contains(&row.key()) {
                    paint.text(place.x + 2, place.y, 1, MARK, Role::Text);
                }
            }
        }
    }

    /// Where the cursor's row begins on the screen, for the hardware cursor; the column is the caller's.
    pub fn cursor(&self, area: Rect, column: u16) -> Option<Position> {
        let shown = self.visible();
        let (_, _, _, top) = shown.into_iter().find(|(_, at, _, _)| *at == self.cursor)?;
        let y = area.y.saturating_add(top);
        (y < area.bottom()).then(|| Position::new(area.x.saturating_add(column), y))
    }
}

#[cfg(test)]
mod tests;
