//! Columns of text fitted to the width of the terminal.

use unicode_width::UnicodeWidthStr as _;

/// Blanks between columns.
const GAP: usize = 2;
/// No column is made narrower than this.
const NARROWEST: usize = 6;
/// Where there is no terminal, a cell is cut at this width, so that one long note does not push all else away.
const WIDEST: usize = 60;

/// A table whose column widths are settled by its first page.
pub struct Table {
    headings: &'static [&'static str],
    width: Option<usize>,
    widths: Vec<usize>,
}

impl Table {
    /// A table with these headings, for a terminal of that width.
    pub fn new(headings: &'static [&'static str], width: Option<usize>) -> Self {
        Self { headings, width, widths: Vec::new() }
    }

    /// Settles the widths of the columns by these rows.
    pub fn settle(&mut self, rows: &[Vec<String>]) {
        self.widths = widths(self.headings, rows, self.width);
    }

    /// The column of the terminal at which a column of the table begins.
    pub fn start_of(&self, column: usize) -> usize {
        self.widths.iter().take(column).map(|width| width + GAP).sum()
    }

    /// The lines of some rows, with the headings if they are the first.
    pub fn page(&mut self, rows: &[Vec<String>], first: bool) -> String {
        let mut lines = String::new();
        if rows.is_empty() {
            return lines;
        }
        if first {
            self.settle(rows);
            let headings: Vec<String> = self.headings.iter().map(|&heading| heading.to_owned()).collect();
            if !headings.is_empty() {
                self.line(&headings, &mut lines);
            }
        }
        for row in rows {
            self.line(row, &mut lines);
        }
        lines
    }

    fn line(&self, cells: &[String], lines: &mut String) {
        let start = lines.len();
        for (cell, width) in cells.iter().zip(&self.widths) {
            let cut = fit(cell, *width);
            lines.push_str(&cut);
            lines.extend(std::iter::repeat_n(' ', width.saturating_sub(cut.width()) + GAP));
        }
        let end = lines.trim_end_matches(' ').len().max(start);
        lines.truncate(end);
        lines.push('\n');
    }
}

/// The text, cut to so many columns with an ellipsis of two dots where it is longer.
pub fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut used = 2;
    for letter in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        used += letter.width();
        if used > width {
            break;
        }
        cut.push_str(letter);
    }
    cut.truncate(cut.trim_end().len());
    cut.push_str("..");
    cut
}

fn widths(headings: &[&str], rows: &[Vec<String>], width: Option<usize>) -> Vec<usize> {
    let mut widths: Vec<usize> = headings.iter().map(|heading| heading.width()).collect();
    widths.resize(rows.iter().map(Vec::len).max().unwrap_or(0).max(widths.len()), 0);
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(cell.width().min(WIDEST));
        }
    }
    let Some(room) = width else { return widths };
    loop {
        let used: usize = widths.iter().map(|width| width + GAP).sum::<usize>().saturating_sub(GAP);
        let Some(widest) = widths.iter_mut().max().filter(|widest| used > room && **widest > NARROWEST)
        else {
            return widths;
        };
        *widest -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_line_up_and_lines_have_no_blanks_at_the_end() {
        let mut table = Table::new(&["Name", "Due"], None);
        let text = table.page(&[row(&["OKONKWO, Ada", "today"]), row(&["LI, Bo", ""])], true);
        assert_eq!(text, "Name          Due\nOKONKWO, Ada  today\nLI, Bo\n");
    }

    #[test]
    fn the_widest_column_gives_way_first() {
        let mut table = Table::new(&["Name", "What"], Some(20));
        let text = table.page(&[row(&["LI, Bo", "a very long reminder indeed"])], true);
        assert_eq!(text, "Name    What\nLI, Bo  a very lon..\n");
        assert!(text.lines().all(|line| line.width() <= 20));
    }
}
