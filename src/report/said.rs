//! A report as it is heard: a sentence for each figure and each row of a table.

use std::fmt::Write as _;

use super::{Figure, Table};

/// A figure in a sentence: `Contacts: 12 contacts, 9 before.`, `Asked: 3 of 8 people, 38%.`
pub fn figure(figure: &Figure) -> String {
    let mut said = match figure.of {
        _ if figure.hidden => format!("{}: not told", figure.name),
        _ if figure.in_words().is_some() => {
            format!("{}: {}", figure.name, figure.in_words().unwrap_or_default())
        }
        Some(whole) => format!("{}: {} of {whole} {}", figure.name, figure.value, unit(whole, figure.unit)),
        None => format!("{}: {} {}", figure.name, figure.value, unit(figure.value, figure.unit)),
    };
    // Writing to a String cannot fail.
    if let Some(percent) = figure.percent() {
        let _ = write!(said, ", {percent}%");
    }
    match figure.before {
        Some(before) => {
            let _ = write!(said, ", {before} before");
        }
        None if figure.before_hidden => said.push_str(", how many before is not told"),
        None => {}
    }
    said + "."
}

/// The word of what is counted, for one of them or several.
pub fn unit(n: usize, unit: &str) -> &str {
    match (n, unit) {
        (1, "people") => "person",
        (1, unit) => unit.strip_suffix('s').unwrap_or(unit),
        (_, unit) => unit,
    }
}

/// A row of a table as it is heard: `Gwen ROBERTS. Gives: 3; Receives: 1.`
pub fn row(table: &Table, row: &[String]) -> String {
    let first = row.first().map_or("", String::as_str);
    match rest(table, row).as_str() {
        "" => first.to_owned(),
        rest => format!("{first}. {rest}."),
    }
}

/// What stands in a row behind its first cell, each cell after the head of its column: `Gives: 3; Receives: 1`. Nothing of
/// cells that are empty.
pub fn rest(table: &Table, row: &[String]) -> String {
    let told = table.columns.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty());
    told.map(|(head, cell)| format!("{head}: {cell}")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::rows::RowsOf;

    #[test]
    fn one_is_not_several_and_a_share_says_its_whole() {
        let of = |value, unit| Figure::new("Asked", value, unit, "", RowsOf::Nothing);
        assert_eq!(figure(&of(1, "people")), "Asked: 1 person.");
        assert_eq!(figure(&of(1, "gaps").compared(2)), "Asked: 1 gap, 2 before.");
        assert_eq!(figure(&of(3, "people").of(8)), "Asked: 3 of 8 people, 38%.");
        assert_eq!(figure(&of(0, "people").of(0)), "Asked: none to count.");
        assert_eq!(figure(&Figure { hidden: true, ..of(3, "people").of(8) }), "Asked: not told.");
        assert_eq!(
            figure(&Figure { before_hidden: true, ..of(9, "people") }),
            "Asked: 9 people, how many before is not told."
        );
    }
}
