//! Notes being written: several lines, wrapped between words, Up and Down by the rows one sees.

use ratatui::layout::{Position, Rect};

use super::line_edit::{LineEdit, Press};
use crate::domain::clean::Clean;
use crate::tui::clip;
use crate::tui::key::Key;
use crate::tui::paint::Paint;
use crate::tui::paste;
use crate::tui::theme::Role;

/// The longest note, in letters: the 64 KiB of a field, also when every letter takes several bytes.
pub const LONGEST_NOTE: usize = 16_000;

/// A long text with its caret.
#[derive(Clone, Debug)]
pub struct TextArea {
    edit: LineEdit,
    width: u16,
    height: u16,
    top: usize,
    /// The column that Up and Down keep to.
    goal: Option<u16>,
    /// The lines of the text as they were wrapped last: only a line that has changed is wrapped again.
    lines: Vec<Wrapped>,
    /// The rows of all of them.
    rows: Vec<Row>,
}

/// A line and the rows it is seen in: where each begins and how long it is, in bytes of the line.
#[derive(Clone, Debug, Default)]
struct Wrapped {
    text: String,
    rows: Vec<(usize, usize)>,
}

/// A row as it is seen: the bytes of the text it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    from: usize,
    to: usize,
}

impl Default for TextArea {
    fn default() -> Self {
        Self::new("")
    }
}

impl TextArea {
    /// A field with a text in it, the caret at its end.
    pub fn new(text: &str) -> Self {
        Self::at_most(text, LONGEST_NOTE)
    }

    /// The same for another longest text, in letters.
    pub fn at_most(text: &str, most: usize) -> Self {
        let edit = LineEdit::new(text).at_most(most);
        let mut area =
            Self { edit, width: 40, height: 2, top: 0, goal: None, lines: Vec::new(), rows: Vec::new() };
        area.wrap();
        area
    }

    /// The same place with another text in it, the caret at its end.
    #[must_use]
    pub fn with(&self, text: &str, most: usize) -> Self {
        let mut other = Self::at_most(text, most);
        other.resize(self.width, self.height);
        other
    }

    /// Puts the caret before the first letter, so that a text that is there already is read from its beginning.
    pub fn to_the_top(&mut self) {
        self.edit.go_to(0);
        self.settle();
    }

    /// The text, its lines ended by `\n`.
    pub fn text(&self) -> String {
        self.edit.text().to_owned()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.edit.is_empty()
    }

    /// How many letters are in it, line ends included.
    pub fn length(&self) -> usize {
        self.edit.text().chars().count()
    }

    /// It is shown in so many columns and rows from now on.
    pub fn resize(&mut self, width: u16, height: u16) {
        if self.width != width.max(4) {
            self.width = width.max(4);
            self.lines.clear();
        }
        self.height = height.max(1);
        self.settle();
    }

    /// Takes a key. Up on the first row and Down on the last are ignored.
    pub fn press(&mut self, key: Key) -> Press {
        let goal = self.goal.take();
        let page = isize::try_from(self.height).unwrap_or(1);
        let press = match key {
            Key::Enter => self.edit.press(Key::Char('\n')),
            Key::Up => self.by_rows(-1, goal),
            Key::Down => self.by_rows(1, goal),
            Key::PageUp => self.by_rows(-page, goal),
            Key::PageDown => self.by_rows(page, goal),
            Key::Home => self.go_to_edge(false),
            Key::End => self.go_to_edge(true),
            key => self.edit.press(key),
        };
        self.settle();
        press
    }

    /// Takes a paste, cleaned for several lines (R-K10). What does not fit is left out and told.
    pub fn paste(&mut self, text: &str) -> Press {
        let press = self.edit.insert(&paste::for_lines(text));
        self.settle();
        press
    }

    /// Works out the rows the text is seen in; there is always at least one. The last column is the caret's.
    fn wrap(&mut self) {
        let columns = self.width.saturating_sub(1);
        let text = self.edit.text();
        let now: Vec<&str> = text.split('\n').collect();
        let same = |(was, is): &(&Wrapped, &&str)| was.text == **is;
        let front = self.lines.iter().zip(&now).take_while(same).count();
        let most = self.lines.len().min(now.len()) - front;
        let back = self.lines.iter().rev().zip(now.iter().rev()).take(most).take_while(same).count();
        let anew: Vec<Wrapped> = now
            .iter()
            .take(now.len() - back)
            .skip(front)
            .map(|line| Wrapped { text: (*line).to_owned(), rows: wrapped(line, columns) })
            .collect();
        self.lines.splice(front..self.lines.len() - back, anew);
        self.rows.clear();
        let mut from = 0;
        for line in &self.lines {
            let row = |(at, length): &(usize, usize)| Row { from: from + at, to: from + at + length };
            self.rows.extend(line.rows.iter().map(row));
            from += line.text.len() + 1;
        }
    }

    fn shown(&self, row: Row) -> &str {
        self.edit.text().get(row.from..row.to).unwrap_or("")
    }

    /// The row of the caret, and its column there.
    fn place(&self) -> (usize, u16) {
        let caret = self.edit.halves().0.len();
        let row = self.rows.partition_point(|row| row.from <= caret).saturating_sub(1);
        let before = self.rows.get(row).and_then(|row| self.edit.text().get(row.from..caret)).unwrap_or("");
        (row, clip::width(Clean::line(before).as_str()).min(self.width.saturating_sub(1)))
    }

    fn by_rows(&mut self, by: isize, goal: Option<u16>) -> Press {
        let (row, column) = self.place();
        let goal = goal.unwrap_or(column);
        let wanted = row.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        self.goal = Some(goal);
        if wanted == row {
            return Press::Ignored;
        }
        if let Some(target) = self.rows.get(wanted).copied() {
            let (front, _) = clip::split(self.shown(target), goal);
            let byte = target.from + front.len().min(self.end_of(wanted));
            self.edit.go_to(byte);
        }
        Press::Moved
    }

    /// The last place of a row, in bytes from its beginning: behind the last letter of a row that wraps is the next row.
    fn end_of(&self, at: usize) -> usize {
        let Some(row) = self.rows.get(at).copied() else { return 0 };
        let shown = self.shown(row);
        let wraps = self.rows.get(at + 1).is_some_and(|next| next.from == row.to);
        if wraps { last_letter_off(shown).len() } else { shown.len() }
    }

    fn go_to_edge(&mut self, end: bool) -> Press {
        let (at, _) = self.place();
        let last = if end { self.end_of(at) } else { 0 };
        if let Some(row) = self.rows.get(at) {
            self.edit.go_to(row.from + last);
        }
        Press::Moved
    }

    /// Moves the first row that is shown no further than it must for the caret to be seen.
    fn settle(&mut self) {
        self.wrap();
        let (row, _) = self.place();
        let height = usize::from(self.height);
        self.top = self.top.min(row).max((row + 1).saturating_sub(height));
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }

    /// Draws the rows around the caret.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Rect, role: Role) {
        for (y, row) in (area.y..area.bottom()).zip(self.rows.iter().skip(self.top)) {
            paint.text(area.x, y, area.width, self.shown(*row).trim_end(), role);
        }
    }

    /// Where the caret stands in the area.
    pub fn cursor(&self, area: Rect) -> Position {
        let (row, column) = self.place();
        let y = u16::try_from(row.saturating_sub(self.top)).unwrap_or(0);
        let y = (area.y + y).min(area.bottom().saturating_sub(1));
        Position::new((area.x + column).min(area.right().saturating_sub(1)), y)
    }
}

fn last_letter_off(text: &str) -> &str {
    use unicode_segmentation::UnicodeSegmentation as _;
    let last = text.graphemes(true).next_back().map_or(0, str::len);
    text.split_at_checked(text.len().saturating_sub(last)).map_or("", |(front, _)| front)
}

/// Whether a text takes more than so many columns; of a long one only as much is looked at as tells it.
fn wider(text: &str, columns: u16) -> bool {
    let mut bytes = usize::from(columns) * 4 + 64;
    loop {
        let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let front = text.get(..end).unwrap_or(text);
        if clip::width(Clean::line(front).as_str()) > columns {
            return true;
        }
        if end >= text.len() {
            return false;
        }
        bytes = bytes.saturating_mul(2);
    }
}

/// Where the rows of a line begin and how long they are, in bytes: broken after spaces, in a word only if it fills a row.
fn wrapped(line: &str, columns: u16) -> Vec<(usize, usize)> {
    let columns = columns.max(2);
    let wide = |text: &str| clip::width(Clean::line(text).as_str());
    let mut rows = Vec::new();
    let (mut from, mut at) = (0, 0);
    for piece in line.split_inclusive(' ') {
        let word = piece.trim_end_matches(' ');
        let row = line.get(from..at).unwrap_or("");
        if at > from && wide(row).saturating_add(wide(word)) > columns {
            rows.push((from, at - from));
            from = at;
        }
        let end = at + piece.len();
        while let Some(rest) = line.get(from..at + word.len())
            && wider(rest, columns)
        {
            let (head, _) = clip::split(rest, columns);
            if head.is_empty() || head.len() == rest.len() {
                break;
            }
            rows.push((from, head.len()));
            from += head.len();
        }
        at = end;
    }
    rows.push((from, line.len() - from));
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn area(text: &str, width: u16, height: u16) -> TextArea {
        let mut area = TextArea::new(text);
        area.resize(width, height);
        area
    }

    fn rows(area: &TextArea) -> Vec<&str> {
        area.rows.iter().map(|row| area.shown(*row)).collect()
    }

    #[test]
    fn text_wraps_between_words_and_long_words_are_broken() {
        let text = area("Ada answered. Brighter\n\nLlanfairpwllgwyngyll", 15, 9);
        assert_eq!(rows(&text), ["Ada answered. ", "Brighter", "", "Llanfairpwllgw", "yngyll"]);
        assert_eq!(rows(&area("at the door, 11.50.", 12, 9)), ["at the ", "door, ", "11.50."]);
    }

    #[test]
    fn up_and_down_move_by_the_rows_one_sees_and_keep_their_column() {
        let mut area = area("one two three\nx\nfour five", 9, 9);
        assert_eq!(rows(&area), ["one two ", "three", "x", "four ", "five"]);
        area.press(Key::Up);
        area.press(Key::Up);
        assert_eq!(area.edit.halves().0, "one two three\nx");
        area.press(Key::Up);
        assert_eq!(area.edit.halves().0, "one two thre");
        area.press(Key::End);
        area.press(Key::Enter);
        assert_eq!(area.text(), "one two three\n\nx\nfour five");
        assert_eq!(self::area("x", 9, 9).press(Key::Up), Press::Ignored);
    }

    #[test]
    fn home_and_end_are_those_of_the_row() {
        let mut area = area("one two three", 9, 9);
        area.press(Key::Up);
        area.press(Key::End);
        assert_eq!(area.edit.halves().0, "one two");
        area.press(Key::Home);
        assert_eq!(area.edit.halves().0, "");
    }

    #[test]
    fn the_caret_is_always_among_the_rows_shown() {
        let mut area = area("", 12, 2);
        for letter in "one two three four five six seven".chars() {
            area.press(Key::Char(letter));
        }
        let place = area.cursor(Rect::new(0, 0, 12, 2));
        assert_eq!(place.y, 1);
        for _ in 0..9 {
            area.press(Key::Up);
        }
        assert_eq!(area.cursor(Rect::new(0, 0, 12, 2)).y, 0);
    }

    #[test]
    fn a_paste_keeps_its_lines_and_typing_is_undone_by_words() {
        let mut area = area("Rang.", 40, 3);
        area.paste("\r\nNo answer.");
        assert_eq!(area.text(), "Rang.\nNo answer.");
        area.press(Key::Ctrl('z'));
        assert_eq!(area.text(), "Rang.");
        let mut longer = TextArea::at_most(&"a".repeat(LONGEST_NOTE), LONGEST_NOTE + 1);
        assert_eq!(longer.press(Key::Char('b')), Press::Edited);
        let mut full = TextArea::new(&"a".repeat(LONGEST_NOTE));
        assert!(matches!(full.press(Key::Char('b')), Press::Full(_)));
    }

    proptest! {
        #[test]
        fn rows_hold_the_whole_text_and_the_caret_stays_inside(
            text in "[a-z\u{e9}\u{65e5}\u{202e}\n ]{0,60}", width in 8u16..30,
            keys in proptest::collection::vec(0usize..7, 0..20)) {
            let mut area = area(&text, width, 3);
            for key in keys {
                area.press([Key::Up, Key::Down, Key::Left, Key::Home, Key::End, Key::PageUp, Key::Enter][key]);
                let place = area.cursor(Rect::new(0, 0, width, 3));
                prop_assert!(place.x < width && place.y < 3);
            }
            let together: String = rows(&area).concat();
            prop_assert_eq!(together, area.text().replace('\n', ""));
        }

        #[test]
        fn what_is_wrapped_line_by_line_is_what_would_be_wrapped_anew(
            text in "[a-z\u{65e5}\n ]{0,80}", width in 6u16..20,
            keys in proptest::collection::vec(0usize..9, 0..30)) {
            let mut typed = area(&text, width, 3);
            for key in keys {
                let up = [Key::Up, Key::Home, Key::Left, Key::Backspace, Key::Enter, Key::Char('x'), Key::Ctrl('z'),
                    Key::Delete, Key::Ctrl('w')];
                typed.press(up[key]);
                let anew = area(&typed.text(), width, 3);
                prop_assert_eq!(rows(&typed), rows(&anew));
            }
            typed.paste("one\n\ntwo words");
            let anew = area(&typed.text(), width, 3);
            prop_assert_eq!(rows(&typed), rows(&anew));
        }
    }
}
