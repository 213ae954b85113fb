//! A report in every form in which it leaves the screen: plain text, Markdown, one HTML page with bars.

mod page;

use std::fmt::Write as _;

pub use self::page::page;
use crate::domain::clean::Clean;
use crate::report::{HIDDEN, Report, Table};

/// The report as plain text; below each figure what it counts, where that is wanted.
pub fn text(report: &Report, definitions: bool) -> String {
    let mut text = format!("{}\n", report.title);
    for section in &report.sections {
        let _ = write!(text, "\n{}\n", section.title);
        for figure in &section.figures {
            let _ = writeln!(text, "  {:<44} {}", figure.name, figure.shown());
            if definitions {
                let _ = writeln!(text, "      {}", figure.definition);
            }
        }
        for table in &section.tables {
            text.push_str(&columns(table));
        }
    }
    text.truncate(text.trim_end().len());
    Clean::lines(&text).into_owned()
}

/// The columns of a table, each as wide as its widest cell.
fn columns(table: &Table) -> String {
    let width = |at: usize| {
        let cells = std::iter::once(&table.columns).chain(&table.rows);
        cells.filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let mut text = String::new();
    for row in std::iter::once(&table.columns).chain(&table.rows) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}").replace('\n', " "))
            .collect();
        let _ = writeln!(text, "  {}", cells.join("  ").trim_end());
    }
    text
}

/// The report as Markdown, with what each figure counts.
pub fn markdown(report: &Report) -> String {
    let mut text = format!("# {}\n", plain(&report.title));
    for section in &report.sections {
        let _ = write!(text, "\n## {}\n\n", plain(&section.title));
        if !section.figures.is_empty() {
            text.push_str("| Figure | | What is counted |\n|---|---:|---|\n");
            for figure in &section.figures {
                let _ = writeln!(
                    text,
                    "| {} | {} | {} |",
                    plain(&figure.name),
                    plain(&figure.shown()),
                    plain(figure.definition)
                );
            }
        }
        for table in &section.tables {
            let heads: Vec<String> = table.columns.iter().map(|head| plain(head)).collect();
            let _ = writeln!(text, "\n| {} |\n|{}", heads.join(" | "), "---|".repeat(heads.len()));
            for row in &table.rows {
                let cells: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
                let _ = writeln!(text, "| {} |", cells.join(" | "));
            }
        }
    }
    text
}

/// A text inside Markdown as it was written: its signs mean nothing.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in Clean::lines(text).as_str().chars() {
        match letter {
            '\n' | '\r' => plain.push(' '),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' => {
                plain.push('\\');
                plain.push(letter);
            }
            _ => plain.push(letter),
        }
    }
    plain
}

/// The heads of the rows.
const HEADS: [&str; 8] = ["section", "name", "value", "unit", "of", "definition", "before", "shown"];

/// The figures as rows: section, name, value, unit, of, definition, what it was before, and how it is read.
pub fn csv(report: &Report) -> String {
    let mut text = super::csv::line(HEADS.iter().map(|head| (*head).to_owned()));
    for section in &report.sections {
        for figure in &section.figures {
            let told = |number: Option<usize>, hidden: bool| match number {
                _ if hidden => HIDDEN.to_owned(),
                number => number.map(|number| number.to_string()).unwrap_or_default(),
            };
            let value = told((figure.describes != Some(0)).then_some(figure.value), figure.hidden);
            let of = told(figure.of, figure.of_hidden);
            let before = told(figure.before, figure.before_hidden);
            let (title, shown) = (section.title.as_str(), figure.shown());
            let cells = [title, &figure.name, &value, figure.unit, &of, figure.definition, &before, &shown];
            text.push_str(&super::csv::line(cells.into_iter().map(str::to_owned)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::rows::RowsOf;
    use crate::report::{Figure, Section};

    fn report() -> Report {
        let figure = Figure::new("Asked <b>", 3, "people", "Who was asked | by us.", RowsOf::Nothing).of(8);
        let table = Table::new(["Who", "How many"], vec![vec!["A & B_C".into(), "12".into()]]);
        let section = Section { title: "Give and take".into(), figures: vec![figure], tables: vec![table] };
        Report { title: "Caseload".into(), sections: vec![section] }
    }

    #[test]
    fn each_form_holds_the_same_figures_and_no_text_is_markup() {
        let report = report();
        let expected = format!("  {:<44} {}", "Asked <b>", "3 of 8 (38%)");
        assert!(text(&report, false).contains(&expected));
        assert!(text(&report, true).contains("Who was asked | by us."));
        let md = markdown(&report);
        assert!(md.contains("| Asked \\<b\\> | 3 of 8 (38%) | Who was asked \\| by us. |"), "{md}");
        assert!(md.contains("| A & B\\_C | 12 |"), "{md}");
        let page = page(&report);
        assert!(page.contains("Asked &lt;b&gt;") && page.contains("width=\"38\""), "{page}");
        assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    }
}
