//! A report in every form in which it leaves the screen: plain text, Markdown, one HTML page with bars.

use std::fmt::Write as _;

use super::html;
use crate::report::{Figure, HIDDEN, Report, Section, Table};

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
    text
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
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
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
    for letter in text.chars() {
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

/// The report as one HTML page: figures with bars where they are a share, and what each counts.
pub fn page(report: &Report) -> String {
    let mut body = format!("<h1>{}</h1>\n", html::escape(&report.title));
    for section in &report.sections {
        body.push_str(&part(section));
    }
    html::page(&report.title, STYLE, &body)
}

fn part(section: &Section) -> String {
    let mut body = format!("<h2>{}</h2>\n", html::escape(&section.title));
    if !section.figures.is_empty() {
        let most = section.figures.iter().map(|figure| figure.value).max().unwrap_or(0);
        body.push_str("<table>\n<tr><th>Figure</th><th></th><th></th><th>What is counted</th></tr>\n");
        for figure in &section.figures {
            let _ = writeln!(
                body,
                "<tr><td>{}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>",
                html::escape(&figure.name),
                html::escape(&figure.shown()),
                bar(figure, most),
                html::escape(figure.definition)
            );
        }
        body.push_str("</table>\n");
    }
    for table in &section.tables {
        body.push_str("<table>\n<tr>");
        for head in &table.columns {
            let _ = write!(body, "<th>{}</th>", html::escape(head));
        }
        body.push_str("</tr>\n");
        for row in &table.rows {
            body.push_str("<tr>");
            for cell in row {
                let _ = write!(body, "<td>{}</td>", html::escape(cell));
            }
            body.push_str("</tr>\n");
        }
        body.push_str("</table>\n");
        if table.over_time {
            body.push_str(&over_time(table));
        }
    }
    body
}

/// Columns for each count of a table over time: one chart for each, with its numbers in words for who cannot see it.
fn over_time(table: &Table) -> String {
    const HEIGHT: usize = 60;
    const WIDTH: usize = 14;
    let mut charts = String::new();
    for column in &table.counts {
        let Some(head) = table.columns.get(*column) else { continue };
        // What is not told has no column, and its sign stands in the words.
        let cells: Vec<(&str, &str)> = table
            .rows
            .iter()
            .map(|row| (row.first().map_or("", String::as_str), row.get(*column).map_or("", String::as_str)))
            .collect();
        let number = |cell: &str| cell.parse::<usize>().unwrap_or(0);
        let most = cells.iter().map(|(_, cell)| number(cell)).max().unwrap_or(0);
        if most == 0 {
            continue;
        }
        let said: Vec<String> = cells.iter().map(|(month, n)| format!("{month} {n}")).collect();
        let _ = write!(
            charts,
            "<figure>\n<svg width=\"{}\" height=\"{}\" role=\"img\" aria-label=\"{}\">",
            cells.len() * WIDTH + 2,
            HEIGHT + 2,
            html::escape(&format!("{head}: {}", said.join(", ")))
        );
        for (at, (month, n)) in cells.iter().enumerate() {
            let tall = number(n) * HEIGHT / most;
            let _ = write!(
                charts,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{tall}\" fill=\"#1d5fa8\"><title>{}</title></rect>",
                at * WIDTH + 1,
                HEIGHT + 1 - tall,
                WIDTH - 3,
                html::escape(&format!("{month}: {n}"))
            );
        }
        let _ = writeln!(
            charts,
            "</svg>\n<figcaption>{}, at most {most}</figcaption>\n</figure>",
            html::escape(head)
        );
    }
    charts
}

/// A bar: of a share its hundredths; of a count its part of the largest in the section.
fn bar(figure: &Figure, most: usize) -> String {
    let width = match figure.percent() {
        Some(percent) => percent.min(100),
        None if most > 0 => figure.value * 100 / most,
        None => 0,
    };
    format!(
        "<svg width=\"104\" height=\"12\" role=\"img\" aria-label=\"{}\"><rect x=\"0.5\" y=\"0.5\" width=\"102\" height=\"11\" \
         fill=\"none\" stroke=\"#777\"/><rect x=\"1\" y=\"1\" width=\"{width}\" height=\"10\" fill=\"#1d5fa8\"/></svg>",
        html::escape(&figure.shown())
    )
}

/// The heads of the rows.
const HEADS: [&str; 7] = ["section", "name", "value", "unit", "of", "definition", "before"];

/// The figures as rows: section, name, value, unit, of, definition, and what it was before.
pub fn csv(report: &Report) -> String {
    let mut text = super::csv::line(HEADS.iter().map(|head| (*head).to_owned()));
    for section in &report.sections {
        for figure in &section.figures {
            let of = figure.of.map(|of| of.to_string()).unwrap_or_default();
            let value = if figure.hidden { HIDDEN.to_owned() } else { figure.value.to_string() };
            let before = figure.before.map(|before| before.to_string()).unwrap_or_default();
            let cells =
                [section.title.as_str(), &figure.name, &value, figure.unit, &of, figure.definition, &before];
            text.push_str(&super::csv::line(cells.into_iter().map(str::to_owned)));
        }
    }
    text
}

const STYLE: &str = ".n { text-align: right; white-space: nowrap; }\nfigure { display: inline-block; margin: 0.5em 1em 0.5em 0; }\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::rows::RowsOf;

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
