//! Notes being written: several lines, wrapped softly, with the terminal's own cursor where the next letter goes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget as _;
use ratatui_textarea::{CursorMove, TextArea as Inner, WrapMode};

use super::line_edit::Press;
use crate::domain::clean::Clean;
use crate::tui::clip;
use crate::tui::key::Key;
use crate::tui::paint::Paint;
use crate::tui::paste;
use crate::tui::theme::Role;

/// The longest note, in letters: the 64 KiB of a field, also when every letter takes several bytes.
pub const LONGEST_NOTE: usize = 16_000;
/// How many edits can be taken back.
const EDITS: usize = 2_000;
/// How many rows a page key moves by.
const PAGE: usize = 10;

/// A long text with its caret.
#[derive(Clone, Debug)]
pub struct TextArea {
    inner: Inner<'static>,
    most: usize,
}

impl Default for TextArea {
    fn default() -> Self {
        Self::new("")
    }
}

impl TextArea {
    /// A field with a text in it, the caret at its end.
    pub fn new(text: &str) -> Self {
        let mut inner = Inner::new(text.split('\n').map(str::to_owned).collect());
        inner.set_wrap_mode(WrapMode::WordOrGlyph);
        inner.set_max_histories(EDITS);
        // The crate would underline the caret's line and draw a caret of its own.
        inner.set_cursor_line_style(Style::new());
        inner.set_cursor_style(Style::new());
        inner.move_cursor(CursorMove::Bottom);
        inner.move_cursor(CursorMove::End);
        Self { inner, most: LONGEST_NOTE }
    }

    /// The same, holding at most so many letters.
    #[must_use]
    pub fn at_most(mut self, letters: usize) -> Self {
        self.most = letters;
        self
    }

    /// The text, its lines ended by `\n`.
    pub fn text(&self) -> String {
        self.inner.lines().join("\n")
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.inner.is_empty()
    }

    /// How many letters are in it, line ends included.
    pub fn length(&self) -> usize {
        let lines = self.inner.lines();
        lines.iter().map(|line| line.chars().count()).sum::<usize>() + lines.len().saturating_sub(1)
    }

    /// Takes a key. Up on the first row and Down on the last are ignored, so that the form may leave the field.
    pub fn press(&mut self, key: Key) -> Press {
        match key {
            Key::Char(_) | Key::Enter if self.length() >= self.most => Press::Full(self.full()),
            Key::Char(letter) => self.edited(|inner| {
                inner.insert_char(letter);
                true
            }),
            Key::Enter => self.edited(|inner| {
                inner.insert_newline();
                true
            }),
            Key::Backspace => self.edited(Inner::delete_char),
            Key::Delete => self.edited(Inner::delete_next_char),
            Key::Ctrl('w') => self.edited(Inner::delete_word),
            Key::Ctrl('u') => self.edited(Inner::delete_line_by_head),
            Key::Ctrl('z') => self.travel(Inner::undo),
            Key::Ctrl('y') => self.travel(Inner::redo),
            Key::Left => self.moved(CursorMove::Back),
            Key::Right => self.moved(CursorMove::Forward),
            Key::Home => self.moved(CursorMove::Head),
            Key::End => self.moved(CursorMove::End),
            Key::Up => self.by_rows(CursorMove::Up, 1),
            Key::Down => self.by_rows(CursorMove::Down, 1),
            Key::PageUp => self.by_rows(CursorMove::Up, PAGE),
            Key::PageDown => self.by_rows(CursorMove::Down, PAGE),
            _ => Press::Ignored,
        }
    }

    /// Takes a paste, cleaned for several lines (R-K10). What does not fit is left out and told.
    pub fn paste(&mut self, text: &str) -> Press {
        let text = paste::for_lines(text);
        let room = self.most.saturating_sub(self.length());
        let fitting: String = text.chars().take(room).collect();
        self.inner.insert_str(&fitting);
        if fitting.len() < text.len() { Press::Full(self.full()) } else { Press::Edited }
    }

    /// Draws the rows around the caret; then [`TextArea::cursor`] knows where the caret stands.
    ///
    /// The crate lays the rows out in cells of their own, because it passes letters as they are and draws a caret.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Rect, role: Role) {
        let mut cells = Buffer::empty(area);
        (&self.inner).render(area, &mut cells);
        for row in area.rows() {
            let mut text = String::new();
            let mut covered = 0;
            for cell in row.columns().filter_map(|place| cells.cell(place.as_position())) {
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                let width = clip::width(cell.symbol()).max(1);
                covered = width - 1;
                let shown = Clean::line(cell.symbol()).as_str() == cell.symbol();
                text.push_str(&if shown { cell.symbol().to_owned() } else { "?".repeat(usize::from(width)) });
            }
            paint.text(row.x, row.y, row.width, &text, role);
        }
    }

    /// Where the caret stood in the area when it was last drawn.
    pub fn cursor(&self, area: Rect) -> Position {
        let caret = self.inner.screen_cursor();
        let (top, left) = self.inner.scroll_offset();
        let place = |at: usize, first: u16, start: u16, size: u16| {
            let at = u16::try_from(at).unwrap_or(u16::MAX).saturating_sub(first);
            start.saturating_add(at.min(size.saturating_sub(1)))
        };
        Position {
            x: place(caret.col, left, area.x, area.width),
            y: place(caret.row, top, area.y, area.height),
        }
    }

    fn full(&self) -> String {
        format!("This field holds at most {} letters.", self.most)
    }

    fn edited(&mut self, edit: impl FnOnce(&mut Inner<'static>) -> bool) -> Press {
        if edit(&mut self.inner) { Press::Edited } else { Press::Moved }
    }

    fn moved(&mut self, step: CursorMove) -> Press {
        self.inner.move_cursor(step);
        Press::Moved
    }

    fn by_rows(&mut self, step: CursorMove, rows: usize) -> Press {
        let before = self.inner.cursor();
        for _ in 0..rows {
            self.inner.move_cursor(step);
        }
        if self.inner.cursor() == before { Press::Ignored } else { Press::Moved }
    }

    /// Takes back, or brings again, edits up to the next word: single letters would be tedious.
    fn travel(&mut self, step: fn(&mut Inner<'static>) -> bool) -> Press {
        if !step(&mut self.inner) {
            return Press::Moved;
        }
        while !self.between_words() && step(&mut self.inner) {}
        Press::Edited
    }

    fn between_words(&self) -> bool {
        let caret = self.inner.cursor();
        let before = caret.1.checked_sub(1);
        let line = self.inner.lines().get(caret.0);
        let letter = before.and_then(|at| line.and_then(|line| line.chars().nth(at)));
        letter.is_none_or(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::charset::Charset;
    use crate::tui::theme::{Look, Theme};

    fn shown(text: &TextArea, columns: u16, rows: u16) -> (Vec<String>, Position) {
        let area = Rect::new(2, 1, columns, rows);
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns + 4, rows + 2));
        let theme = Theme::new(Look::Mono, Charset::Utf8);
        text.draw(&mut Paint::new(&mut buffer, &theme), area, Role::Text);
        let row = |y| area.columns().map(|c| buffer.cell((c.x, y)).unwrap().symbol()).collect::<String>();
        assert!(
            buffer.content.iter().all(|cell| cell.modifier.is_empty()),
            "no caret is drawn, the terminal has one"
        );
        ((1..=rows).map(|y| row(y).trim_end().to_owned()).collect(), text.cursor(area))
    }

    fn typed(area: &mut TextArea, text: &str) {
        for letter in text.chars() {
            area.press(if letter == '\n' { Key::Enter } else { Key::Char(letter) });
        }
    }

    #[test]
    fn a_note_wraps_softly_and_the_cursor_is_where_the_next_letter_goes() {
        let mut note = TextArea::default();
        typed(&mut note, "Ada answered. Brighter today.");
        let (rows, cursor) = shown(&note, 16, 3);
        assert_eq!(rows, ["Ada answered.", "Brighter today.", ""]);
        assert_eq!(cursor, Position { x: 2 + 15, y: 2 });
        assert_eq!(note.text(), "Ada answered. Brighter today.", "wrapping adds nothing to the text");
    }

    #[test]
    fn up_and_down_go_by_rows_and_leave_the_field_at_its_ends() {
        let mut note = TextArea::new("one\ntwo");
        shown(&note, 10, 4);
        assert_eq!(note.press(Key::Up), Press::Moved);
        assert_eq!(note.press(Key::Up), Press::Ignored);
        assert_eq!(note.press(Key::Down), Press::Moved);
        assert_eq!(note.press(Key::Down), Press::Ignored);
        assert_eq!(note.press(Key::Tab), Press::Ignored);
    }

    #[test]
    fn a_long_note_keeps_its_caret_in_sight() {
        let mut note = TextArea::default();
        typed(&mut note, "1\n2\n3\n4\n5\n6");
        let (rows, cursor) = shown(&note, 10, 3);
        assert_eq!(rows, ["4", "5", "6"]);
        assert_eq!(cursor, Position { x: 3, y: 3 });
    }

    #[test]
    fn undo_takes_back_words_and_redo_brings_them_again() {
        let mut note = TextArea::default();
        typed(&mut note, "ring after two");
        note.press(Key::Ctrl('z'));
        assert_eq!(note.text(), "ring after ");
        note.press(Key::Ctrl('y'));
        assert_eq!(note.text(), "ring after two");
    }

    #[test]
    fn a_paste_keeps_its_lines_and_a_full_field_says_so() {
        let mut note = TextArea::default().at_most(8);
        assert_eq!(note.paste("one\r\ntwo"), Press::Edited);
        assert_eq!(note.text(), "one\ntwo");
        assert!(matches!(note.paste(" three"), Press::Full(_)));
        assert_eq!(note.length(), 8);
    }

    #[test]
    fn wide_letters_take_two_columns_and_lose_nothing() {
        let note = TextArea::new("日本 é");
        let (rows, cursor) = shown(&note, 12, 1);
        assert_eq!(rows, ["日 本  é"], "the second half of a wide letter is a cell of its own");
        assert_eq!(cursor.x, 2 + 6);
    }

    #[test]
    fn hostile_letters_are_shown_as_marks_and_stay_in_the_text() {
        let note = TextArea::new("a\u{202e}b\u{200b}c");
        let (rows, _) = shown(&note, 12, 1);
        assert!(rows.concat().is_ascii(), "{rows:?}");
        assert_eq!(note.text(), "a\u{202e}b\u{200b}c");
    }
}
