//! The search line of a list: typed while it is open, kept with Enter, cleared with Esc.

use ratatui::layout::Position;

use super::line_edit::{LineEdit, Press};
use crate::tui::clip;
use crate::tui::key::Key;
use crate::tui::paint::Paint;
use crate::tui::theme::Role;

/// The words before the text.
const LABEL: &str = "Search: ";

/// What a key did to a search line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The text is another one: search again.
    Edited,
    /// Nothing has to be searched.
    Kept,
    /// The key is for the keymap.
    Left,
}

/// The search line of a list.
#[derive(Clone, Debug, Default)]
pub struct Query {
    edit: LineEdit,
    open: bool,
    waiting: bool,
}

impl Query {
    /// What was typed.
    pub fn text(&self) -> &str {
        self.edit.text()
    }

    /// Whether letters go into it.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.edit.is_empty()
    }

    /// Opens it because the user asked to search: every character is text.
    pub fn open(&mut self) {
        (self.open, self.waiting) = (true, false);
    }

    /// Opens it because its list begins so: while it is empty, digits, `?` and `:` still do what they do everywhere, and `/` makes
    /// every character text.
    pub fn wait(&mut self) {
        (self.open, self.waiting) = (true, true);
    }

    /// Letters no longer go into it; the text stays.
    pub fn keep(&mut self) {
        self.open = false;
    }

    /// Puts a text in, as if it had been typed.
    pub fn set(&mut self, text: &str) {
        self.edit = LineEdit::new(text);
        self.waiting = false;
    }

    /// Rubs everything out; true where there was a text.
    pub fn clear(&mut self) -> bool {
        let had = !self.is_empty();
        self.edit = LineEdit::default();
        had
    }

    /// Takes a key while it is open.
    pub fn press(&mut self, key: Key) -> Typed {
        match key {
            _ if !self.open => Typed::Left,
            Key::Char(letter)
                if self.waiting && self.is_empty() && (letter.is_ascii_digit() || "?: ".contains(letter)) =>
            {
                Typed::Left
            }
            // Whoever is used to the key that opens it presses it here, too; digits are text after it.
            Key::Char('/') if self.waiting && self.is_empty() => {
                self.open();
                Typed::Kept
            }
            Key::Enter if !self.is_empty() => {
                self.keep();
                Typed::Kept
            }
            Key::Esc if self.clear() => {
                self.keep();
                Typed::Edited
            }
            Key::Esc if !self.waiting => {
                self.keep();
                Typed::Kept
            }
            Key::Enter
            | Key::Esc
            | Key::Up
            | Key::Down
            | Key::PageUp
            | Key::PageDown
            | Key::Tab
            | Key::BackTab => {
                self.keep();
                Typed::Left
            }
            _ => match self.edit.press(key) {
                Press::Edited => Typed::Edited,
                Press::Moved | Press::Full(_) => Typed::Kept,
                Press::Ignored => Typed::Left,
            },
        }
    }

    /// Takes pasted text while it is open; true where it did.
    pub fn paste(&mut self, text: &str) -> bool {
        if self.open {
            self.edit.paste(text);
        }
        self.open
    }

    /// Draws it on one row.
    pub fn draw(&self, paint: &mut Paint<'_>, x: u16, y: u16, width: u16) {
        let label = paint.text(x, y, width, LABEL, if self.open { Role::LabelOn } else { Role::Text });
        let room = width.saturating_sub(label);
        let shown = self.edit.view(room.max(1));
        paint.text(x + label, y, room, &shown.text, Role::Text);
    }

    /// Where the caret stands.
    pub fn cursor(&self, x: u16, y: u16, width: u16) -> Position {
        let label = clip::width(LABEL);
        let caret = self.edit.view(width.saturating_sub(label).max(1)).caret;
        Position::new(x + (label + caret).min(width.saturating_sub(1)), y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_line_takes_letters_and_keeps_them_with_enter() {
        let mut query = Query::default();
        assert_eq!(query.press(Key::Char('a')), Typed::Left);
        query.open();
        assert_eq!(query.press(Key::Char('1')), Typed::Edited);
        assert_eq!(query.press(Key::Enter), Typed::Kept);
        assert_eq!((query.text(), query.is_open()), ("1", false));
    }

    #[test]
    fn esc_clears_first_and_only_then_means_back() {
        let mut query = Query::default();
        query.wait();
        query.press(Key::Char('a'));
        assert_eq!(query.press(Key::Esc), Typed::Edited);
        assert_eq!(query.press(Key::Esc), Typed::Left);
    }

    #[test]
    fn the_key_that_opens_it_is_no_text_where_it_is_open_already_and_digits_are_text_after_it() {
        let mut query = Query::default();
        query.wait();
        assert_eq!(query.press(Key::Char('/')), Typed::Kept);
        assert_eq!(query.press(Key::Char('2')), Typed::Edited);
        assert_eq!(query.press(Key::Char('/')), Typed::Edited);
        assert_eq!((query.text(), query.is_open()), ("2/", true));
    }

    #[test]
    fn an_empty_line_that_waits_leaves_the_digits_to_the_panes() {
        let mut query = Query::default();
        query.wait();
        assert_eq!(query.press(Key::Char('2')), Typed::Left);
        query.press(Key::Char('s'));
        assert_eq!(query.press(Key::Char('2')), Typed::Edited);
        assert_eq!(query.press(Key::Down), Typed::Left);
        assert!(!query.is_open(), "moving in the list leaves the line");
    }
}
