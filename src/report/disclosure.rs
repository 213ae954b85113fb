//! What may leave the team: counts under five are hidden, with as many others as keep them from being found by subtraction.
//!
//! The rule is the one health statistics are published by: no count from 1 to 4 is told. Nought and five or more are, unless
//! somebody could work out a hidden one from them: from a whole and its other parts, from a share and its rest, from the same
//! number told elsewhere in the report. So each report is attacked before it leaves: `sums` knows which numbers add up to
//! which, `solve` works out what each hidden one can be, and while one can be found to be small, `sheet` hides another beside
//! it. Whoever holds two reports over different days may still subtract one from the other.

mod sheet;
mod solve;
mod sums;

use self::sheet::{Places, Sheet};
use self::sums::TableCells;
use super::rows::RowsOf;
use super::{Figure, HIDDEN, Report, Section, TOO_FEW, Table};

/// Counts below this are hidden, but for nought.
pub const FEWEST: usize = 5;

/// Units that count no people and nothing people did.
const OF_NOBODY: [&str; 5] = ["assets", "gaps", "referrers", "minutes", DAYS];

/// A figure of days is a middle of some rows: of fewer than five it would say who they are.
const DAYS: &str = "days";

/// Whether a figure counts no people and nothing people did.
fn is_of_nobody(figure: &Figure) -> bool {
    OF_NOBODY.contains(&figure.unit)
}

/// The report as it may leave the team.
#[must_use]
pub fn outside(report: Report) -> Report {
    together(vec![report]).pop().unwrap_or_else(|| Report { title: String::new(), sections: Vec::new() })
}

/// Several reports of the same days as they may leave the team side by side: what one hides the others do not give away.
#[must_use]
pub fn together(mut reports: Vec<Report>) -> Vec<Report> {
    let mut sheet = Sheet::default();
    sheet.wholes(reports.iter().flat_map(|report| &report.sections));
    let sections = || reports.iter().flat_map(|report| &report.sections);
    let figures: Vec<Vec<Places>> = sections().map(|section| sheet.figures(section)).collect();
    let between = sums::between_figures(&mut sheet);
    sheet.add(between);
    let tables: Vec<Vec<Cells>> = sections()
        .map(|section| section.tables.iter().map(|table| cells_of(&mut sheet, table)).collect())
        .collect();
    sheet.hide();
    let mut places = figures.into_iter().zip(tables);
    let mut told_apart: Vec<(String, String)> = Vec::new();
    for report in &mut reports {
        veil(report, &sheet, &mut places, &mut told_apart);
    }
    reports
}

/// Puts a sign for what is not told in a report.
fn veil(
    report: &mut Report,
    sheet: &Sheet,
    places: &mut impl Iterator<Item = (Vec<Places>, Vec<Cells>)>,
    told_apart: &mut Vec<(String, String)>,
) {
    let mut anything = false;
    for section in &mut report.sections {
        let (places, cells) = places.next().unwrap_or_default();
        for at in middles_of_few(section) {
            if let Some(figure) = section.figures.get_mut(at) {
                (figure.value, figure.hidden, anything) = (0, true, true);
            }
        }
        for (figure, place) in section.figures.iter_mut().zip(places) {
            let hidden = |cell: Option<usize>| cell.is_some_and(|cell| sheet.is_hidden(cell));
            if hidden(place.value) {
                (figure.value, figure.hidden) = (0, true);
            }
            if hidden(place.of) {
                (figure.of, figure.of_hidden) = (None, true);
            }
            if hidden(place.before) {
                (figure.before, figure.before_hidden) = (None, true);
            }
            // Nobody outside opens the rows.
            figure.rows = RowsOf::Nothing;
            anything |= figure.hidden || hidden(place.of) || hidden(place.before);
        }
        for (table, cells) in section.tables.iter_mut().zip(cells) {
            for row in hide_in(table, &cells, sheet, told_apart) {
                told_apart.push((section.title.clone(), row));
                anything = true;
            }
            without_names(table);
        }
        section.tables.retain(|table| !table.columns.is_empty());
    }
    report.sections.retain(|section| !section.figures.is_empty() || !section.tables.is_empty());
    if anything {
        report.sections.push(told_of_it());
    }
}

/// The numbers of a table, and the number that a column of shares is of.
struct Cells {
    all: TableCells,
    of: Option<usize>,
}

/// The numbers of a table among those of the report, with the sums they stand in.
fn cells_of(sheet: &mut Sheet, table: &Table) -> Cells {
    let mut all = TableCells::new();
    for (row, words) in table.rows.iter().enumerate() {
        for column in &table.counts {
            let Some(value) = words.get(*column).and_then(|text| text.parse().ok()) else { continue };
            let same = table.tells.iter().find(|(own, head, _)| (*own, *head) == (row, *column));
            let same = same.and_then(|(_, _, rows)| sheet.value(rows));
            let same = same.filter(|cell| sheet.number(*cell) == value);
            all.push((row, *column, same.unwrap_or_else(|| sheet.cell(value))));
        }
    }
    let sums = sums::of_table(sheet, table, &all);
    sheet.add(sums);
    let of = table.shares.as_ref().map(|(_, known, rest)| sums::of_shares(sheet, *known, rest));
    Cells { all, of }
}

/// Puts a sign for what is not told in a table; gives the names of the rows in which something is not.
fn hide_in(table: &mut Table, cells: &Cells, sheet: &Sheet, before: &[(String, String)]) -> Vec<String> {
    let follows = table.follows;
    let apart =
        |name: &str| before.iter().any(|(title, row)| Some(title.as_str()) == follows && (row == name));
    let anywhere = before.iter().any(|(title, _)| Some(title.as_str()) == follows);
    let mut rows = Vec::new();
    for (at, row) in table.rows.iter_mut().enumerate() {
        let name = row.first().cloned().unwrap_or_default();
        let own = || cells.all.iter().filter(|(row, _, _)| *row == at);
        let hidden: Vec<usize> =
            own().filter(|(_, _, cell)| sheet.is_hidden(*cell)).map(|(_, column, _)| *column).collect();
        // A row that counts nobody itself is worked out from all the others.
        let follows = apart(&name) || (anywhere && own().next().is_none());
        let shares = cells.of.is_some_and(|of| sheet.is_hidden(of));
        for (column, text) in row.iter_mut().enumerate() {
            let derived = table.derived.contains(&column);
            let share = table.shares.as_ref().is_some_and(|(own, _, _)| *own == column);
            if hidden.contains(&column)
                || (derived && (follows || !hidden.is_empty()))
                || (share && shares)
                // Too few to be described says as much as a number.
                || (text == TOO_FEW && !hidden.is_empty())
            {
                HIDDEN.clone_into(text);
            }
        }
        if row.iter().any(|text| text == HIDDEN) {
            rows.push(name);
        }
    }
    rows
}

/// The figures of days that are a middle of fewer than five, by what they say of it, else by what another figure of the same
/// rows counts.
fn middles_of_few(section: &Section) -> Vec<usize> {
    let few = |days: &Figure| {
        if let Some(n) = days.describes {
            return (1..FEWEST).contains(&n);
        }
        let same = section.figures.iter().find(|one| one.unit != DAYS && one.rows == days.rows);
        days.value > 0 && same.is_none_or(|one| one.value < FEWEST)
    };
    let all = section.figures.iter().enumerate();
    all.filter(|(_, one)| one.unit == DAYS && few(one)).map(|(at, _)| at).collect()
}

/// Takes out what may name people.
fn without_names(table: &mut Table) {
    let names = std::mem::take(&mut table.names);
    let keep = |all: &mut Vec<String>| {
        let mut at = 0;
        all.retain(|_| {
            at += 1;
            !names.contains(&(at - 1))
        });
    };
    keep(&mut table.columns);
    table.rows.iter_mut().for_each(keep);
    let gone_before = |column: usize| names.iter().filter(|name| **name < column).count();
    table.derived = table.derived.iter().map(|column| column - gone_before(*column)).collect();
    table.counts = table.counts.iter().map(|column| column - gone_before(*column)).collect();
    let kept = |column: usize| !names.contains(&column);
    table.means.retain(|(column, _)| kept(*column));
    table.units.retain(|(column, _)| kept(*column));
    table.means.iter_mut().for_each(|(column, _)| *column -= gone_before(*column));
    table.units.iter_mut().for_each(|(column, _)| *column -= gone_before(*column));
    // Nobody outside opens the rows.
    table.opens.clear();
}

fn told_of_it() -> Section {
    let rows = [
        "* stands where a count is from 1 to 4, or would give such a count away by subtraction.",
        "Nought and five or more are told. Two reports over different days may still be subtracted from each other: share one.",
    ];
    let rows = rows.iter().map(|row| vec![(*row).to_owned()]).collect();
    Section {
        title: "What is not told".to_owned(),
        figures: Vec::new(),
        tables: vec![Table::new(["So that nobody can be known from a number"], rows)],
    }
}

#[cfg(test)]
mod tests;
