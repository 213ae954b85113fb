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
            for (head, means) in defined(table).filter(|_| definitions) {
                let _ = writeln!(text, "      {head}: {means}");
            }
        }
    }
    text.truncate(text.trim_end().len());
    Clean::lines(&text).into_owned()
}

/// The heads of the columns that say more than their name, each with what it says.
fn defined(table: &Table) -> impl Iterator<Item = (&str, &'static str)> {
    table.columns.iter().enumerate().filter_map(|(at, head)| Some((head.as_str(), table.means(at)?)))
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
            for (at, (head, means)) in defined(table).enumerate() {
                let gap = if at == 0 { "\n" } else { "" };
                let _ = writeln!(text, "{gap}- {}: {}", plain(head), plain(means));
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
const HEADS: [&str; 11] =
    ["section", "name", "value", "unit", "of", "definition", "before", "shown", "table", "row", "column"];

/// Every figure and every cell of every table as a row: section, name, value, unit, of, definition, what it was before, how it is
/// read; of a cell also the table by the head of its first column, the row by its first cell, and the head of its column.
pub fn csv(report: &Report) -> String {
    let line = |cells: [&str; 11]| super::csv::line(cells.into_iter().map(str::to_owned));
    let mut text = line(HEADS);
    for section in &report.sections {
        let title = section.title.as_str();
        for figure in &section.figures {
            let told = |number: Option<usize>, hidden: bool| match number {
                _ if hidden => HIDDEN.to_owned(),
                number => number.map(|number| number.to_string()).unwrap_or_default(),
            };
            let value = told((figure.describes != Some(0)).then_some(figure.value), figure.hidden);
            let of = told(figure.of, figure.of_hidden);
            let before = told(figure.before, figure.before_hidden);
            let (name, shown) = (figure.name.as_str(), figure.shown());
            let row = [title, name, &value, figure.unit, &of, figure.definition, &before, &shown, "", "", ""];
            text.push_str(&line(row));
        }
        for table in &section.tables {
            let called = table.columns.first().map_or("", String::as_str);
            for cell in cells(table) {
                let Cell { name, value, unit, definition, shown, row, column } = cell;
                let row = [title, &name, &value, unit, "", definition, "", shown, called, row, column];
                text.push_str(&line(row));
            }
        }
    }
    text
}

/// A cell of a table as a row of the CSV.
struct Cell<'a> {
    name: String,
    value: String,
    unit: &'a str,
    definition: &'a str,
    shown: &'a str,
    row: &'a str,
    column: &'a str,
}

/// The cells of a table behind the first of each row, which names the row; the sentences of a table of one column.
fn cells(table: &Table) -> impl Iterator<Item = Cell<'_>> {
    let sentences = table.columns.len() == 1;
    table.rows.iter().flat_map(move |cells| {
        let row = cells.first().map_or("", String::as_str);
        let all = table.columns.iter().zip(cells).enumerate().skip(usize::from(!sentences));
        all.map(move |(column, (head, shown))| {
            // A share is a number of hundredths, and its unit says so.
            let share = shown.strip_suffix('%').filter(|number| number.parse::<f64>().is_ok());
            let number = share.or_else(|| Some(shown.as_str()).filter(|text| text.parse::<f64>().is_ok()));
            let value = if shown == HIDDEN { HIDDEN } else { number.unwrap_or_default() };
            let counted = table.units.iter().find(|(own, _)| *own == column).map_or("", |(_, unit)| *unit);
            Cell {
                name: if sentences { head.clone() } else { format!("{row}: {}", head.to_lowercase()) },
                value: value.to_owned(),
                unit: if share.is_some() { "%" } else { counted },
                definition: table.means(column).unwrap_or_default(),
                shown,
                row: if sentences { "" } else { row },
                column: head,
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::rows::RowsOf;
    use crate::report::{Figure, Section};

    fn report() -> Report {
        let figure = Figure::new("Asked <b>", 3, "people", "Who was asked | by us.", RowsOf::Nothing).of(8);
        let table = Table::new(["Who", "How many"], vec![vec!["A & B_C".into(), "12".into()]])
            .meaning(&[(1, "All of <them>.")]);
        let section = Section { title: "Give and take".into(), figures: vec![figure], tables: vec![table] };
        Report { title: "Caseload".into(), sections: vec![section] }
    }

    #[test]
    fn every_cell_of_a_table_is_a_row_of_the_csv() {
        let mut report = report();
        let rows = [["Men", "12", "38%", "too few"], ["Women", "*", "*", ""]];
        let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
        let mut table =
            Table::new(["Group", "Reached", "Share", "Median"], rows).meaning(&[(1, "Who, by gender.")]);
        table.units = vec![(1, "people")];
        let sentence = Table::new(["Why"], vec![vec!["Nobody knows.".to_owned()]]);
        report.sections[0].tables = vec![table, sentence];
        let csv = csv(&report);
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "section,name,value,unit,of,definition,before,shown,table,row,column");
        assert_eq!(
            lines[2..],
            [
                "Give and take,Men: reached,12,people,,\"Who, by gender.\",,12,Group,Men,Reached",
                "Give and take,Men: share,38,%,,,,38%,Group,Men,Share",
                "Give and take,Men: median,,,,,,too few,Group,Men,Median",
                "Give and take,Women: reached,*,people,,\"Who, by gender.\",,*,Group,Women,Reached",
                "Give and take,Women: share,*,,,,,*,Group,Women,Share",
                "Give and take,Women: median,,,,,,,Group,Women,Median",
                "Give and take,Why,,,,,,Nobody knows.,Why,,Why",
            ]
        );
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
        assert!(md.contains("\n- How many: All of \\<them\\>."), "{md}");
        assert!(text(&report, true).contains("How many: All of <them>."));
        let page = page(&report);
        assert!(page.contains("<dt>How many</dt><dd>All of &lt;them&gt;.</dd>"), "{page}");
        assert!(page.contains("Asked &lt;b&gt;") && page.contains("width=\"38\""), "{page}");
        assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
    }
}
