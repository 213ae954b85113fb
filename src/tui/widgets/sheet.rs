//! A sheet: headings, words and labels with values, wrapped to the place they get. It stands beside lists and is read whole.

use ratatui::layout::Rect;

use crate::domain::clean::Clean;
use crate::tui::clip;
use crate::tui::paint::Paint;
use crate::tui::theme::Role;

/// One piece of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    indent: u16,
    label: String,
    text: String,
    role: Role,
}

/// One row of a sheet that was wrapped to a width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Columns left free before it.
    pub indent: u16,
    /// What stands there.
    pub text: String,
    /// How it looks.
    pub role: Role,
}

/// Headings, words and labels with values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pieces: Vec<Piece>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new() -> Self {
        Self::default()
    }

    fn push(&mut self, indent: u16, label: &str, text: impl Into<String>, role: Role) {
        self.pieces.push(Piece { indent, label: label.to_owned(), text: text.into(), role });
    }

    /// A heading, with an empty line above it unless it is the first thing.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.gap();
        self.push(0, "", text, Role::Title);
    }

    /// A row of the sheet's own, at its left edge.
    pub fn line(&mut self, text: impl Into<String>) {
        self.push(0, "", text, Role::Text);
    }

    /// Something that needs you, at the left edge; its text begins with the mark.
    pub fn alarm(&mut self, text: impl AsRef<str>) {
        self.push(0, "", format!("! {}", text.as_ref()), Role::Alarm);
    }

    /// Something that is late, at the left edge: only its mark stands out.
    pub fn late(&mut self, text: impl AsRef<str>) {
        self.push(0, "", format!("! {}", text.as_ref()), Role::Text);
    }

    /// Words below a heading.
    pub fn words(&mut self, text: impl Into<String>) {
        self.push(2, "", text, Role::Text);
    }

    /// A label with its value beside it, or below it where there is no room.
    pub fn pair(&mut self, label: &str, value: impl Into<String>) {
        self.push(2, label, value, Role::Text);
    }

    /// An empty line, unless there is one already or nothing stands above.
    pub fn gap(&mut self) {
        if self.pieces.last().is_some_and(|last| !(last.text.is_empty() && last.label.is_empty())) {
            self.push(0, "", "", Role::Text);
        }
    }

    /// Whether nothing stands on it.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The rows it takes in a width.
    pub fn lines(&self, width: u16) -> Vec<Line> {
        let label = self.pieces.iter().map(|piece| clip::width(&piece.label)).max().unwrap_or(0);
        let mut lines = Vec::new();
        for piece in &self.pieces {
            piece.lines(width, label.min(width / 2), &mut lines);
        }
        lines
    }

    /// How many rows it takes in a width.
    pub fn height(&self, width: u16) -> usize {
        self.lines(width).len()
    }

    /// Draws it from a row on; what does not fit is left away.
    pub fn draw(&self, paint: &mut Paint<'_>, area: Rect, from: usize) {
        for (line, y) in self.lines(area.width).iter().skip(from).zip(area.top()..area.bottom()) {
            let room = area.width.saturating_sub(line.indent);
            paint.marked(area.x + line.indent, y, room, &line.text, line.role);
        }
    }
}

impl Piece {
    fn lines(&self, width: u16, labels: u16, lines: &mut Vec<Line>) {
        let mut push = |indent: u16, text: String| lines.push(Line { indent, text, role: self.role });
        let room = width.saturating_sub(self.indent).max(2);
        if self.label.is_empty() {
            let rows = clip::wrap(&Clean::lines(&self.text), room);
            for row in rows {
                push(self.indent, row);
            }
            return;
        }
        let beside = room.saturating_sub(labels + 2);
        if beside < 16 || clip::width(&self.label) > labels {
            push(self.indent, self.label.clone());
            let rows = clip::wrap(&Clean::lines(&self.text), room.saturating_sub(2).max(2));
            for row in rows {
                push(self.indent + 2, row);
            }
            return;
        }
        for (at, row) in clip::wrap(&Clean::lines(&self.text), beside).into_iter().enumerate() {
            let label = if at == 0 { self.label.as_str() } else { "" };
            let blanks = usize::from((labels + 2).saturating_sub(clip::width(label)));
            push(self.indent, format!("{label}{}{row}", " ".repeat(blanks)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(sheet: &Sheet, width: u16) -> Vec<String> {
        let blank = |line: &Line| " ".repeat(usize::from(line.indent));
        sheet.lines(width).iter().map(|line| format!("{}{}", blank(line), line.text)).collect()
    }

    #[test]
    fn labels_stand_in_a_column_and_long_values_go_on_below_themselves() {
        let mut sheet = Sheet::new();
        sheet.heading("Details");
        sheet.pair("Born", "14 Jul 1945");
        sheet.pair("Access needs", "uses a stick; stairs are hard");
        assert_eq!(
            text(&sheet, 36),
            [
                "Details",
                "  Born          14 Jul 1945",
                "  Access needs  uses a stick; stairs",
                "                are hard"
            ]
        );
        assert_eq!(text(&sheet, 20)[1..3], ["  Born", "    14 Jul 1945"]);
    }

    #[test]
    fn a_gap_is_never_doubled_and_never_first() {
        let mut sheet = Sheet::new();
        sheet.gap();
        sheet.heading("One");
        sheet.gap();
        sheet.heading("Two");
        assert_eq!(text(&sheet, 20), ["One", "", "Two"]);
    }
}
