//! The brush: every text that reaches the terminal goes through it, cleaned and cut to its place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::charset::{Charset, Glyphs};
use super::theme::{Role, Theme};
use crate::domain::clean::Clean;

/// The brush of one frame.
pub struct Paint<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    charset: Charset,
}

impl<'a> Paint<'a> {
    /// A brush over a frame's cells.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, charset: Charset) -> Self {
        Self { buffer, theme, charset }
    }

    /// The glyphs to draw with.
    pub fn glyphs(&self) -> &'static Glyphs {
        self.charset.glyphs()
    }

    /// Writes one line, cleaned and cut to the width; gives the columns it took.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() || width == 0 {
            return 0;
        }
        let width = width.min(area.right() - x);
        let cut = fit(text, width, self.charset);
        let style = self.theme.style(role);
        let (end, _) = self.buffer.set_stringn(x, y, &cut, usize::from(width), style);
        end - x
    }

    /// Writes pieces one after another; gives the columns they took.
    pub fn pieces(&mut self, x: u16, y: u16, width: u16, pieces: &[(&str, Role)]) -> u16 {
        let mut taken = 0;
        for (text, role) in pieces {
            taken += self.text(x + taken, y, width.saturating_sub(taken), text, *role);
        }
        taken
    }

    /// Draws a row as the focused one, over what stands there.
    pub fn focus_row(&mut self, area: Rect) {
        self.buffer.set_style(area, self.theme.style(Role::Focus));
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Draws a rule across.
    pub fn rule(&mut self, x: u16, y: u16, width: u16) {
        let line = self.glyphs().rule.repeat(usize::from(width));
        let style = self.theme.style(Role::Rule);
        self.buffer.set_stringn(x, y, line, usize::from(width), style);
    }

    /// Draws an upright rule.
    pub fn post(&mut self, x: u16, y: u16, height: u16) {
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
        for (x, y, glyph) in
            [(area.x, area.y, top_left), (right, area.y, top_right), (area.x, bottom, bottom_left), (right, bottom, bottom_right)]
        {
            self.buffer.set_stringn(x, y, glyph, 1, style);
        }
        if !title.is_empty() {
            let words = format!(" {title} ");
            self.text(area.x + 2, area.y, inner.width.saturating_sub(2), &words, Role::Title);
        }
        inner
    }
}

/// The text cleaned and cut to a width in columns; a mark stands where something was cut off.
pub fn fit(text: &str, width: u16, charset: Charset) -> String {
    let clean = Clean::line(text);
    let owned;
    let shown = match charset {
        Charset::Utf8 => clean.as_str(),
        Charset::Ascii => {
            owned = clean.ascii();
            owned.as_str()
        }
    };
    let width = usize::from(width);
    if shown.width() <= width {
        return shown.to_owned();
    }
    let more = charset.glyphs().more;
    let room = width.saturating_sub(more.width());
    let mut cut = String::new();
    let mut taken = 0;
    for grapheme in shown.graphemes(true) {
        taken += grapheme.width();
        if taken > room {
            break;
        }
        cut.push_str(grapheme);
    }
    cut.push_str(more);
    cut
}

/// How many columns a text takes once it is cleaned.
pub fn width_of(text: &str) -> u16 {
    u16::try_from(Clean::line(text).as_str().width()).unwrap_or(u16::MAX)
}

/// A text cleaned and broken into lines of at most so many columns, at spaces where there are any.
pub fn wrap(text: &str, width: u16) -> Vec<String> {
    let width = usize::from(width.max(1));
    let clean = Clean::lines(text);
    let mut lines = Vec::new();
    for paragraph in clean.as_str().split('\n') {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            push_word(&mut lines, &mut line, word, width);
        }
        lines.push(line);
    }
    lines
}

fn push_word(lines: &mut Vec<String>, line: &mut String, word: &str, width: usize) {
    if !line.is_empty() && line.width() + 1 + word.width() <= width {
        line.push(' ');
        line.push_str(word);
        return;
    }
    if !line.is_empty() {
        lines.push(std::mem::take(line));
    }
    for grapheme in word.graphemes(true) {
        if line.width() + grapheme.width() > width && !line.is_empty() {
            lines.push(std::mem::take(line));
        }
        line.push_str(grapheme);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_with_a_mark_and_never_wider_than_its_place() {
        assert_eq!(fit("Tuesday Lunch Club", 10, Charset::Utf8), "Tuesday L…");
        assert_eq!(fit("Tuesday Lunch Club", 10, Charset::Ascii), "Tuesday L~");
        assert_eq!(fit("Siân", 10, Charset::Ascii), "Si?n");
    }

    #[test]
    fn long_words_and_line_ends_are_wrapped() {
        assert_eq!(wrap("Would try lunch\nclub", 9), ["Would try", "lunch", "club"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
