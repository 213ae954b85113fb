//! Counts that follow each other in time, as columns and as lines of steps.

use super::lines::{counts, measure};
use crate::report::Table;
use crate::tui::charset::Glyphs;

/// So wide is a column with the gap behind it.
const COLUMN: usize = 3;

/// The counts of a table over time, seen from one of its rows: the first of them as columns, each of them as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    what: String,
    values: Vec<usize>,
    at: usize,
    lines: Vec<Series>,
}

/// One count over time, as a line of steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What is counted.
    pub what: String,
    values: Vec<usize>,
}

impl Series {
    /// The line in so many places, the newest where not all have room: `__.|:.`, or half and whole blocks. Whatever was
    /// counted at all stands above the ground.
    pub fn line(&self, width: usize, glyphs: &Glyphs) -> String {
        let most = self.most().max(1);
        let top = glyphs.steps.len().saturating_sub(1);
        let shown = self.values.get(self.values.len().saturating_sub(width)..).unwrap_or_default();
        let step =
            |value: &usize| glyphs.steps.get((value * top).div_ceil(most)).copied().unwrap_or_default();
        shown.iter().map(step).collect()
    }

    /// The highest of its counts.
    pub fn most(&self) -> usize {
        self.values.iter().copied().max().unwrap_or(0)
    }
}

impl Chart {
    /// The chart of a table whose rows follow each other in time; `None` for any other.
    pub fn of(table: &Table, at: usize) -> Option<Self> {
        let column = table.counts.first().copied().filter(|_| table.over_time && table.rows.len() > 1)?;
        let what = table.columns.get(column).cloned().unwrap_or_default();
        let series = |column: &usize| Series {
            what: table.columns.get(*column).cloned().unwrap_or_default(),
            values: counts(table, *column).collect(),
        };
        let lines = table.counts.iter().map(series).collect();
        Some(Self { what, values: measure(table).collect(), at, lines })
    }

    /// The line of the count of that name.
    pub fn series_of(&self, what: &str) -> Option<&Series> {
        self.lines.iter().find(|one| one.what == what)
    }

    /// As many of the counts as have room, each in a row of its own: its name, its line, what it is here and at most.
    pub fn rows(&self, height: usize, width: u16, glyphs: &Glyphs) -> Vec<String> {
        let name = self.lines.iter().map(|one| one.what.chars().count()).max().unwrap_or(0);
        let row = |one: &Series| {
            let here = one.values.get(self.at).copied().unwrap_or(0);
            let said = format!("{here}, at most {}", one.most());
            let room = usize::from(width).saturating_sub(name + said.len() + 4).max(1);
            let line = one.line(room, glyphs);
            format!("{:<name$}  {line}  {said}", one.what)
        };
        self.lines.iter().take(height).map(row).collect()
    }

    /// What it shows, and how many the highest column stands for: `Referrals (the highest is 8)`.
    pub fn title(&self) -> String {
        format!("{} (the highest is {})", self.what, self.most())
    }

    fn most(&self) -> usize {
        self.values.iter().copied().max().unwrap_or(0)
    }

    /// The columns in so many rows, with a mark below that of the row they are seen from; the newest where not all have room.
    pub fn lines(&self, height: usize, width: u16, glyphs: &Glyphs) -> Vec<String> {
        let room = (usize::from(width) / COLUMN).max(1);
        let left_out = self.values.len().saturating_sub(room);
        let shown = self.values.get(left_out..).unwrap_or_default();
        let (most, levels) = (self.most().max(1), height.saturating_sub(1).max(1));
        // Whatever was counted at all is seen.
        let level = |value: usize| (value * levels).div_ceil(most);
        let column = format!("{0}{0} ", glyphs.bar);
        let row = |wanted: usize| -> String {
            shown.iter().map(|value| if level(*value) >= wanted { column.as_str() } else { "   " }).collect()
        };
        let mark: String =
            (0..shown.len()).map(|at| if at + left_out == self.at { "^^ " } else { "-- " }).collect();
        let rows = (1..=levels).rev().map(row).chain([mark]);
        rows.map(|line| line.trim_end().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::charset::Charset;

    #[test]
    fn columns_stand_on_a_line_that_marks_the_row_and_the_newest_stay_where_there_is_little_room() {
        let rows = [1, 0, 8, 4].iter().enumerate().map(|(at, n)| vec![format!("Month {at}"), n.to_string()]);
        let mut table = Table::new(["Month", "Referrals"], rows.collect()).counting(&[1]);
        assert_eq!(Chart::of(&table, 0), None);
        table.over_time = true;
        let chart = Chart::of(&table, 3).unwrap();
        assert_eq!(chart.title(), "Referrals (the highest is 8)");
        let lines = |height, width, charset: Charset| chart.lines(height, width, charset.glyphs());
        assert_eq!(lines(3, 60, Charset::Ascii), ["      ##", "##    ## ##", "-- -- -- ^^"]);
        assert_eq!(lines(2, 6, Charset::Ascii), ["## ##", "-- ^^"]);
        assert_eq!(lines(2, 6, Charset::Utf8), ["██ ██", "-- ^^"]);
    }

    #[test]
    fn each_count_is_a_line_of_steps_with_what_it_is_here_and_at_most() {
        let rows = [["1", "0"], ["0", "30"], ["8", "90"], ["4", "60"]];
        let rows = rows
            .iter()
            .enumerate()
            .map(|(at, [a, b])| vec![format!("Month {at}"), a.to_string(), b.to_string()]);
        let mut table = Table::new(["Month", "Referrals", "Contacts"], rows.collect()).counting(&[1, 2]);
        table.over_time = true;
        let chart = Chart::of(&table, 3).unwrap();
        let rows = |charset: Charset, height, width| chart.rows(height, width, charset.glyphs());
        assert_eq!(
            rows(Charset::Ascii, 3, 78),
            ["Referrals  ._|:  4, at most 8", "Contacts   _.|:  60, at most 90"]
        );
        assert_eq!(
            rows(Charset::Utf8, 3, 78),
            ["Referrals  ▄_█▄  4, at most 8", "Contacts   _▄██  60, at most 90"]
        );
        // The newest stay where there is little room, and only what has room is told.
        assert_eq!(rows(Charset::Ascii, 1, 28), ["Referrals  _|:  4, at most 8"]);
        assert_eq!(chart.series_of("Contacts").unwrap().line(9, Charset::Ascii.glyphs()), "_.|:");
    }
}
