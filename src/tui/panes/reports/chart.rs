//! Counts that follow each other in time, as columns of signs that every terminal has.

use super::lines::measure;
use crate::report::Table;

/// So wide is a column with the gap behind it.
const COLUMN: usize = 3;

/// The counts of a table over time, seen from one of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    what: String,
    values: Vec<usize>,
    at: usize,
}

impl Chart {
    /// The chart of a table whose rows follow each other in time; `None` for any other.
    pub fn of(table: &Table, at: usize) -> Option<Self> {
        let column = table.counts.first().copied().filter(|_| table.over_time && table.rows.len() > 1)?;
        let what = table.columns.get(column).cloned().unwrap_or_default();
        Some(Self { what, values: measure(table).collect(), at })
    }

    /// What it shows, and how many the highest column stands for: `Referrals (the highest is 8)`.
    pub fn title(&self) -> String {
        format!("{} (the highest is {})", self.what, self.most())
    }

    fn most(&self) -> usize {
        self.values.iter().copied().max().unwrap_or(0)
    }

    /// The columns in so many rows, with a mark below that of the row they are seen from; the newest where not all have room.
    pub fn lines(&self, height: usize, width: u16) -> Vec<String> {
        let room = (usize::from(width) / COLUMN).max(1);
        let left_out = self.values.len().saturating_sub(room);
        let shown = self.values.get(left_out..).unwrap_or_default();
        let (most, levels) = (self.most().max(1), height.saturating_sub(1).max(1));
        // Whatever was counted at all is seen.
        let level = |value: usize| (value * levels).div_ceil(most);
        let row = |wanted: usize| -> String {
            shown.iter().map(|value| if level(*value) >= wanted { "## " } else { "   " }).collect()
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

    #[test]
    fn columns_stand_on_a_line_that_marks_the_row_and_the_newest_stay_where_there_is_little_room() {
        let rows = [1, 0, 8, 4].iter().enumerate().map(|(at, n)| vec![format!("Month {at}"), n.to_string()]);
        let mut table = Table::new(["Month", "Referrals"], rows.collect()).counting(&[1]);
        assert_eq!(Chart::of(&table, 0), None);
        table.over_time = true;
        let chart = Chart::of(&table, 3).unwrap();
        assert_eq!(chart.title(), "Referrals (the highest is 8)");
        assert_eq!(chart.lines(3, 60), ["      ##", "##    ## ##", "-- -- -- ^^"]);
        assert_eq!(chart.lines(2, 6), ["## ##", "-- ^^"]);
    }
}
