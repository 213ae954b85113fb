//! The brush: every text that reaches the terminal goes through it, cleaned and cut to its place.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::charset::Glyphs;
use super::clip;
use super::keyboard::Keyboard;
use super::place::Place;
use super::theme::{Role, Theme};
use crate::domain::clean::Clean;

/// The marks of reasons: as they are written in the code, as they are seen, as they are heard (R-A6).
const MARKS: [(&str, &str, &str); 3] =
    [("‹+›", "+", "For:"), ("‹-›", "-", "Against:"), ("‹.›", ".", "Note:")];

/// The brush of one frame.
pub struct Paint<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    keyboard: &'a Keyboard,
    places: &'static [Place],
}

impl<'a> Paint<'a> {
    /// A brush over a frame's cells.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, keyboard: &'a Keyboard) -> Self {
        Self { buffer, theme, keyboard, places: &[] }
    }

    /// What is written next names the keys of these places: see [`Keyboard::fill`].
    pub fn names_keys_of(&mut self, places: &'static [Place]) {
        self.places = places;
    }

    /// The glyphs to draw with.
    pub fn glyphs(&self) -> &'static Glyphs {
        self.theme.glyphs()
    }

    /// A sentence with the keys of the session in it, and its marks as signs or, where they are heard, as words.
    fn filled<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains('‹') {
            return Cow::Borrowed(text);
        }
        let mut text = self.keyboard.fill(self.places, text).into_owned();
        for (mark, sign, word) in MARKS {
            text = text.replace(mark, if self.theme.speaks() { word } else { sign });
        }
        Cow::Owned(text)
    }

    /// Writes one line, cleaned and cut to the width; gives the columns it took.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() || width == 0 {
            return 0;
        }
        let width = width.min(area.right() - x);
        let filled = self.filled(text);
        let clean = Clean::line(&filled);
        let cut = clip::fit(&clean, width, self.glyphs());
        let style = self.theme.style(role);
        if !cut.is_ascii() {
            let (end, _) = self.buffer.set_stringn(x, y, &cut, usize::from(width), style);
            return end - x;
        }
        // Cleaned ASCII has one letter in each column, and needs no look at where letters end.
        let mut end = x;
        for letter in cut.chars() {
            if let Some(cell) = self.buffer.cell_mut((end, y)) {
                cell.set_char(letter).set_style(style);
            }
            end += 1;
        }
        end - x
    }

    /// A text as it fits into so many columns.
    pub fn cut(&self, text: &str, width: u16) -> String {
        clip::fit(&Clean::line(&self.filled(text)), width, self.glyphs()).into_owned()
    }

    /// Writes pieces one after another; gives the columns they took.
    pub fn pieces(&mut self, x: u16, y: u16, width: u16, pieces: &[(&str, Role)]) -> u16 {
        let mut taken = 0;
        for (text, role) in pieces {
            taken += self.text(x + taken, y, width.saturating_sub(taken), text, *role);
        }
        taken
    }

    /// Writes one line; where it begins with `! `, the mark stands out whatever the role of the rest.
    pub fn marked(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        match text.strip_prefix("! ") {
            Some(rest) if role != Role::Alarm => {
                self.pieces(x, y, width, &[("!", Role::Alarm), (" ", role), (rest, role)])
            }
            _ => self.text(x, y, width, text, role),
        }
    }

    /// Writes a long text in rows of the width, at most so many; gives how many rows it took.
    pub fn lines(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let filled = self.filled(text);
        let rows = clip::wrap(&Clean::lines(&filled), area.width);
        let mut y = 0;
        for row in rows.iter().take(usize::from(area.height)) {
            self.text(area.x, area.y + y, area.width, row, role);
            y += 1;
        }
        y
    }

    /// Draws a row as the focused one, over what stands there.
    pub fn focus_row(&mut self, area: Rect) {
        self.buffer.set_style(area, self.theme.style(Role::Focus));
    }

    /// Empties an area; what the look paints the screen with stays.
    pub fn clear(&mut self, area: Rect) {
        let base = self.theme.base();
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(base);
                }
            }
        }
    }

    /// Draws a rule across.
    pub fn rule(&mut self, x: u16, y: u16, width: u16) {
        if self.theme.speaks() {
            return;
        }
        let line = self.glyphs().rule.repeat(usize::from(width));
        let style = self.theme.style(Role::Rule);
        self.buffer.set_stringn(x, y, line, usize::from(width), style);
    }

    /// Draws an upright rule.
    pub fn post(&mut self, x: u16, y: u16, height: u16) {
        if self.theme.speaks() {
            return;
        }
        let style = self.theme.style(Role::Rule);
        for row in y..y.saturating_add(height) {
            self.buffer.set_stringn(x, row, self.glyphs().post, 1, style);
        }
    }

    /// Draws a box and gives its inside.
    pub fn frame(&mut self, area: Rect, title: &str) -> Rect {
        self.clear(area);
        let [top_left, top_right, bottom_left, bottom_right] = self.glyphs().corners;
        let inner = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(2),
        };
        let style = self.theme.style(Role::Rule);
        let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
        self.rule(area.x, area.y, area.width);
        self.rule(area.x, bottom, area.width);
        self.post(area.x, inner.y, inner.height);
        self.post(right, inner.y, inner.height);
        for (x, y, glyph) in [
            (area.x, area.y, top_left),
            (right, area.y, top_right),
            (area.x, bottom, bottom_left),
            (right, bottom, bottom_right),
        ] {
            self.buffer.set_stringn(x, y, glyph, 1, style);
        }
        if !title.is_empty() {
            let words = format!(" {title} ");
            self.text(area.x + 2, area.y, inner.width.saturating_sub(2), &words, Role::Title);
        }
        inner
    }
}
