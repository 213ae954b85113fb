//! The one list: a page of rows out of a longer list, a cursor, and an offset that moves with a margin.
//!
//! The offset is kept here and moves only when it must, so that moving the cursor one row repaints two rows: every byte
//! crosses a slow line. Rows may be several lines tall; a heading stands above the first row of its group.

use ratatui::layout::{Position, Rect};

use crate::store::page::{Page, Span};
use crate::tui::command::Command;
use crate::tui::paint::Paint;

/// How few and how many rows are read at once: more than two screens, so that most moves need no reading.
const AT_ONCE: (usize, usize) = (60, 150);

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
}

impl<T: Tall> Default for Table<T> {
    fn default() -> Self {
        Self::new(Scroll::Row)
    }
}

impl<T: Tall> Table<T> {
    /// An empty list.
    pub fn new(scroll: Scroll) -> Self {
        Self { rows: Vec::new(), from: 0, total: 0, cursor: 0, offset: 0, height: 1, scroll }
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
    }

    /// The list has so many lines of the screen.
    pub fn resize(&mut self, height: u16) {
        self.height = usize::from(height.max(1));
        self.settle();
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
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Eq)]
    struct Row(i64, usize, usize);

    impl Tall for Row {
        fn head(&self) -> usize {
            self.1
        }
        fn tall(&self) -> usize {
            self.2
        }
        fn key(&self) -> i64 {
            self.0
        }
    }

    fn rows(from: i64, to: i64) -> Vec<Row> {
        (from..=to).map(|n| Row(n, 0, 1)).collect()
    }

    fn list(height: u16) -> Table<Row> {
        let mut table = Table::default();
        table.resize(height);
        table.fill(Page { rows: rows(1, 20), from: 0, total: 20 });
        table
    }

    #[test]
    fn moving_inside_the_window_leaves_the_offset_and_the_edge_moves_it_by_one() {
        let mut table = list(5);
        for _ in 0..4 {
            table.perform(Command::Down);
        }
        assert_eq!((table.cursor, table.offset), (4, 0));
        table.perform(Command::Down);
        assert_eq!((table.cursor, table.offset), (5, 1));
        table.perform(Command::Last);
        assert_eq!((table.cursor, table.offset), (19, 15));
        table.perform(Command::Down);
        assert_eq!(table.cursor, 19);
        table.perform(Command::First);
        assert_eq!((table.cursor, table.offset), (0, 0));
    }

    #[test]
    fn over_a_slow_line_the_edge_moves_the_offset_by_half_a_page() {
        let mut table = list(6);
        table.scroll = Scroll::HalfPage;
        for _ in 0..6 {
            table.perform(Command::Down);
        }
        assert_eq!((table.cursor, table.offset), (6, 4));
    }

    #[test]
    fn a_move_beyond_what_was_read_asks_for_more_and_the_cursor_stays() {
        let mut table: Table<Row> = Table::default();
        table.resize(10);
        let page = |span: Span| {
            let all = rows(1, 1000);
            Page {
                rows: all.into_iter().skip(span.from).take(span.most).collect(),
                from: span.from,
                total: 1000,
            }
        };
        table.fill(page(table.span()));
        assert_eq!(table.perform(Command::Last), Some(true));
        table.fill(page(table.span()));
        assert!(!table.wants());
        assert_eq!(table.chosen(), Some(&Row(1000, 0, 1)));
    }

    #[test]
    fn tall_rows_are_whole_on_the_screen_when_the_cursor_is_on_them() {
        let mut table: Table<Row> = Table::default();
        table.resize(6);
        let rows = (0..10).map(|n| Row(n + 1, usize::from(n % 3 == 0), 2)).collect();
        table.fill(Page { rows, from: 0, total: 10 });
        for at in 0..10 {
            let (_, _, _, top) = table.visible().into_iter().find(|(_, a, _, _)| *a == at).unwrap();
            assert!(usize::from(top) + 2 <= 6, "row {at} begins at {top}");
            table.perform(Command::Down);
        }
    }

    #[test]
    fn another_list_begins_at_its_own_first_row() {
        let mut table = list(5);
        table.begin_again();
        table.refill(Page { rows: vec![Row(7, 0, 1), Row(1, 0, 1)], from: 0, total: 2 });
        assert_eq!(table.chosen(), Some(&Row(7, 0, 1)));
    }

    #[test]
    fn a_reload_finds_the_same_row_again() {
        let mut table = list(5);
        table.go_to(8);
        table.refill(Page { rows: rows(4, 20), from: 0, total: 17 });
        assert_eq!(table.chosen(), Some(&Row(8, 0, 1)));
    }
}
