//! Rows as CSV that no spreadsheet can run and that kith reads back without loss.

use crate::domain::check::write;
use crate::domain::formula::harmless;
use crate::export::column::{Cell, Column};
use crate::report::listed::Listed;

/// The header, after a byte order mark where one is wanted.
pub fn head(columns: &[Column], mark: bool) -> String {
    let names = line(columns.iter().map(|column| column.name().to_owned()));
    if mark { format!("\u{feff}{names}") } else { names }
}

/// The row of one record.
pub fn row(columns: &[Column], listed: &Listed) -> String {
    line(columns.iter().map(|column| text(column.cell(listed))))
}

fn text(cell: Cell<'_>) -> String {
    match cell {
        Cell::Id(id) => id.to_string(),
        Cell::Uid(uid) => uid.to_owned(),
        Cell::Text(text) => text,
        Cell::Value(field, value) => write(field, value),
        Cell::Nothing => String::new(),
    }
}

/// Cells with commas between and a line end; a cell that a spreadsheet could run is made harmless.
pub fn line(cells: impl Iterator<Item = String>) -> String {
    let mut line = String::new();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            line.push(',');
        }
        quoted(&harmless(&cell), &mut line);
    }
    line.push('\n');
    line
}

/// The cell in quotation marks where it needs them.
fn quoted(cell: &str, line: &mut String) {
    let needs = cell.contains([',', '"', '\n', '\r', ';', '\t', '|']) || cell.trim() != cell;
    if needs {
        line.push('"');
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_formulas_cannot_run() {
        let cells = ["plain", "a,b", "say \"hi\"", "two\nlines", "=1+1", "+44 7700 900123", " spaced"];
        assert_eq!(
            line(cells.into_iter().map(str::to_owned)),
            "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",'=1+1,'+44 7700 900123,\" spaced\"\n"
        );
    }
}
