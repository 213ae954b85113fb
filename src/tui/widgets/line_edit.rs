//! One line of text being edited: letters stay whole, typing is undone by words, and a filled field is replaced whole.

use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use crate::domain::clean::Clean;
use crate::tui::clip;
use crate::tui::key::Key;
use crate::tui::paint::Paint;
use crate::tui::paste;
use crate::tui::theme::Role;

/// What a key did to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// The text is another one now.
    Edited,
    /// Only the caret moved.
    Moved,
    /// The text is as long as it may be; the sentence says so.
    Full(String),
    /// The key means nothing here: the form may use it.
    Ignored,
}

/// How many steps of undo are kept.
const STEPS: usize = 100;
/// The longest text of one line, in letters, unless a field says otherwise.
pub const LONGEST_LINE: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    text: String,
    caret: usize,
}

/// What the last edit was: a run of the same kind is one step of undo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Run {
    #[default]
    None,
    Typing,
    RubbingOut,
}

/// The text of a field with its caret.
#[derive(Clone, Debug)]
pub struct LineEdit {
    input: Input,
    undo: Vec<Step>,
    redo: Vec<Step>,
    run: Run,
    selected: bool,
    most: usize,
}

/// What a field shows: the part of its text that fits, cleaned, and where the caret stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The visible part.
    pub text: String,
    /// The column of the caret in it, always within the columns asked for.
    pub caret: u16,
}

impl Default for LineEdit {
    fn default() -> Self {
        Self::new("")
    }
}

impl LineEdit {
    /// A field with a text in it, the caret at its end.
    pub fn new(text: &str) -> Self {
        let input = Input::new(text.to_owned());
        Self {
            input,
            undo: Vec::new(),
            redo: Vec::new(),
            run: Run::None,
            selected: false,
            most: LONGEST_LINE,
        }
    }

    /// The same, holding at most so many letters.
    #[must_use]
    pub fn at_most(mut self, letters: usize) -> Self {
        self.most = letters;
        self
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Puts another text in its place, as one step that can be undone.
    pub fn set(&mut self, text: &str) {
        self.remember(Run::None);
        self.input = Input::new(text.to_owned());
        self.selected = false;
    }

    /// Selects the whole text, so that typing replaces it: what focusing a filled field does (R-F3).
    pub fn select_all(&mut self) {
        self.selected = !self.is_empty();
        self.run = Run::None;
    }

    /// Whether the whole text is selected.
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// Whether the caret stands at the end.
    pub fn at_end(&self) -> bool {
        self.input.cursor() == self.text().chars().count()
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Press {
        match key {
            Key::Char(letter) => self.letter(letter),
            Key::Backspace => self.rub_out(InputRequest::DeletePrevChar, Run::RubbingOut),
            Key::Delete => self.rub_out(InputRequest::DeleteNextChar, Run::RubbingOut),
            Key::Ctrl('w') => self.rub_out(InputRequest::DeletePrevWord, Run::None),
            Key::Ctrl('u') => self.rub_out(InputRequest::DeleteFromStart, Run::None),
            Key::Left if self.selected => self.go(InputRequest::GoToStart),
            Key::Right if self.selected => self.go(InputRequest::GoToEnd),
            Key::Left => self.go(InputRequest::GoToPrevChar),
            Key::Right => self.go(InputRequest::GoToNextChar),
            Key::Home => self.go(InputRequest::GoToStart),
            Key::End => self.go(InputRequest::GoToEnd),
            Key::Ctrl('z') => self.travel(true),
            Key::Ctrl('y') => self.travel(false),
            _ => Press::Ignored,
        }
    }

    /// Takes a paste, cleaned for one line (R-K10). What does not fit is left out and told.
    pub fn paste(&mut self, text: &str) -> Press {
        self.insert(&paste::for_line(text))
    }

    /// Puts a text in at the caret, as one step that can be undone.
    pub fn insert(&mut self, text: &str) -> Press {
        let room = self.most.saturating_sub(if self.selected { 0 } else { self.length() });
        self.remember(Run::None);
        self.empty_selection();
        let fitting: String = text.chars().take(room).collect();
        let cut = fitting.len() < text.len();
        let (front, back) = self.halves();
        let caret = front.chars().count() + fitting.chars().count();
        self.input = Input::new(format!("{front}{fitting}{back}")).with_cursor(caret);
        if cut { Press::Full(self.full()) } else { Press::Edited }
    }

    /// The text before and after the caret.
    pub fn halves(&self) -> (&str, &str) {
        let at = self.text().char_indices().nth(self.input.cursor()).map_or(self.text().len(), |(at, _)| at);
        self.text().split_at_checked(at).unwrap_or((self.text(), ""))
    }

    /// Puts the caret behind so many bytes of the text.
    pub fn go_to(&mut self, byte: usize) {
        let letters = self.text().char_indices().take_while(|(at, _)| *at < byte).count();
        self.go(InputRequest::SetCursor(letters));
    }

    /// What is shown in so many columns, moved sideways so that the caret is visible.
    pub fn view(&self, columns: u16) -> View {
        let (before, after) = self.halves();
        let (before, after) = (Clean::line(before), Clean::line(after));
        let caret = clip::width(before.as_str());
        // The caret needs a column of its own behind the last letter.
        let room = columns.saturating_sub(1);
        let mut shown = before.as_str();
        while clip::width(shown) > room {
            let (first, rest) = clip::split(shown, clip::width(shown).saturating_sub(room).max(1));
            // Letters that are put together, as in Korean or Hindi, may be wider than two columns.
            shown = if first.is_empty() { clip::without_first(shown) } else { rest };
        }
        let caret = caret.min(clip::width(shown));
        let text = format!("{shown}{after}");
        View { text: clip::split(&text, columns).0.to_owned(), caret }
    }

    /// Draws what fits into the first row of an area.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Rect) {
        let role = if self.selected { Role::Selected } else { Role::Text };
        paint.text(area.x, area.y, area.width, &self.view(area.width).text, role);
    }

    /// Where the caret stands when it is drawn there; a selected text has it on its first letter.
    pub fn cursor(&self, area: Rect) -> Position {
        let caret = if self.selected { 0 } else { self.view(area.width).caret };
        Position::new(area.x + caret.min(area.width.saturating_sub(1)), area.y)
    }

    fn length(&self) -> usize {
        self.text().chars().count()
    }

    fn full(&self) -> String {
        format!("This field holds at most {} letters.", self.most)
    }

    fn letter(&mut self, letter: char) -> Press {
        if !self.selected && self.length() >= self.most {
            return Press::Full(self.full());
        }
        // A blank begins a new step, so that undo takes back one word.
        let run = if letter == ' ' { Run::None } else { Run::Typing };
        self.remember(run);
        self.empty_selection();
        self.input.handle(InputRequest::InsertChar(letter));
        self.run = Run::Typing;
        Press::Edited
    }

    fn rub_out(&mut self, request: InputRequest, run: Run) -> Press {
        let before = Step { text: self.text().to_owned(), caret: self.input.cursor() };
        if self.selected {
            self.remember(Run::None);
            self.empty_selection();
            return Press::Edited;
        }
        if self.input.handle(request).is_none() {
            return Press::Moved;
        }
        self.keep(before, run);
        Press::Edited
    }

    fn go(&mut self, request: InputRequest) -> Press {
        self.selected = false;
        self.run = Run::None;
        self.input.handle(request);
        Press::Moved
    }

    fn empty_selection(&mut self) {
        if self.selected {
            self.input.reset();
            self.selected = false;
        }
    }

    fn remember(&mut self, run: Run) {
        let step = Step { text: self.text().to_owned(), caret: self.input.cursor() };
        self.keep(step, run);
    }

    /// Keeps a step for undo, unless it belongs to the run that is going on.
    fn keep(&mut self, step: Step, run: Run) {
        self.redo.clear();
        if run == Run::None || run != self.run {
            self.undo.push(step);
            let extra = self.undo.len().saturating_sub(STEPS);
            self.undo.drain(..extra);
        }
        self.run = run;
    }

    fn travel(&mut self, back: bool) -> Press {
        let (from, to) =
            if back { (&mut self.undo, &mut self.redo) } else { (&mut self.redo, &mut self.undo) };
        let Some(step) = from.pop() else { return Press::Moved };
        to.push(Step { text: self.input.value().to_owned(), caret: self.input.cursor() });
        self.input = Input::new(step.text).with_cursor(step.caret);
        self.run = Run::None;
        self.selected = false;
        Press::Edited
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(edit: &mut LineEdit, text: &str) {
        for letter in text.chars() {
            edit.press(Key::Char(letter));
        }
    }

    #[test]
    fn typing_in_a_filled_field_that_was_just_entered_replaces_it() {
        let mut edit = LineEdit::new("today");
        edit.select_all();
        typed(&mut edit, "fri");
        assert_eq!(edit.text(), "fri");
        assert_eq!(edit.press(Key::Ctrl('z')), Press::Edited);
        assert_eq!(edit.text(), "today");
    }

    #[test]
    fn moving_in_a_selected_field_keeps_its_text() {
        let mut edit = LineEdit::new("today");
        edit.select_all();
        edit.press(Key::End);
        typed(&mut edit, " 9am");
        assert_eq!(edit.text(), "today 9am");
    }

    #[test]
    fn rubbing_out_takes_whole_letters_words_and_the_beginning() {
        let mut edit = LineEdit::new("Ada e\u{301}");
        edit.press(Key::Backspace);
        assert_eq!(edit.text(), "Ada ");
        typed(&mut edit, "lives alone");
        edit.press(Key::Ctrl('w'));
        assert_eq!(edit.text(), "Ada lives ");
        edit.press(Key::Ctrl('u'));
        assert_eq!(edit.text(), "");
        assert_eq!(edit.press(Key::Backspace), Press::Moved, "nothing to rub out is no edit");
    }

    #[test]
    fn letters_wider_than_two_columns_move_out_of_sight_like_others() {
        let wide = "\u{1100}\u{1100}\u{1100}\u{1161}";
        assert!(clip::width(wide) > 2, "the control: one letter of {} columns", clip::width(wide));
        let edit = LineEdit::new(&format!("{}end", wide.repeat(30)));
        for columns in 1..20 {
            let view = edit.view(columns);
            assert!(view.caret < columns && clip::width(&view.text) <= columns, "{columns}");
        }
    }

    #[test]
    fn undo_takes_back_word_by_word_and_redo_brings_it_again() {
        let mut edit = LineEdit::default();
        typed(&mut edit, "ring after two");
        edit.press(Key::Ctrl('z'));
        assert_eq!(edit.text(), "ring after");
        edit.press(Key::Ctrl('z'));
        edit.press(Key::Ctrl('y'));
        assert_eq!(edit.text(), "ring after");
        edit.press(Key::Ctrl('y'));
        assert_eq!(edit.text(), "ring after two");
    }

    #[test]
    fn a_paste_is_cleaned_and_what_does_not_fit_is_told() {
        let mut edit = LineEdit::default().at_most(12);
        assert_eq!(edit.paste("12 High St\r\n"), Press::Edited);
        assert_eq!(edit.text(), "12 High St");
        assert_eq!(edit.paste(" Sheffield"), Press::Full("This field holds at most 12 letters.".into()));
        assert_eq!(edit.text(), "12 High St S");
        assert!(matches!(edit.press(Key::Char('x')), Press::Full(_)));
    }

    #[test]
    fn a_long_text_moves_sideways_with_its_caret() {
        let mut edit = LineEdit::new("abcdefghij");
        assert_eq!(edit.view(20), View { text: "abcdefghij".into(), caret: 10 });
        assert_eq!(edit.view(5), View { text: "ghij".into(), caret: 4 });
        edit.press(Key::Home);
        assert_eq!(edit.view(5), View { text: "abcde".into(), caret: 0 });
    }

    #[test]
    fn keys_of_the_form_are_left_to_the_form() {
        let mut edit = LineEdit::new("x");
        for key in [Key::Tab, Key::Enter, Key::Up, Key::Down, Key::Esc, Key::Ctrl('s'), Key::F(1)] {
            assert_eq!(edit.press(key), Press::Ignored);
        }
    }

    proptest! {
        #[test]
        fn the_caret_is_always_in_sight(text in ".{0,30}", lefts in 0usize..20, columns in 1u16..12) {
            let mut edit = LineEdit::new(&text);
            for _ in 0..lefts {
                edit.press(Key::Left);
            }
            let view = edit.view(columns);
            prop_assert!(view.caret < columns, "{:?}", view);
            prop_assert!(clip::width(&view.text) <= columns, "{:?}", view);
        }
    }
}
