//! What may leave the team: counts under five are hidden, with as many others as keep them from being found by subtraction.
//!
//! The rule is the one health statistics are published by: no count from 1 to 4 is told. Nought and five or more are, unless
//! somebody could work out a hidden one from them: from a whole and its other parts, from a share and its rest, from the same
//! number told elsewhere in the report. Whoever holds two reports over different days may still subtract one from the other.

use super::rows::RowsOf;
use super::{HIDDEN, Report, Section, Table};

/// Counts below this are hidden, but for nought.
pub const FEWEST: usize = 5;

/// Units that count no people and nothing people did.
const OF_NOBODY: [&str; 5] = ["assets", "gaps", "referrers", "minutes", DAYS];

/// A figure of days is a middle of some rows: of fewer than five it would say who they are.
const DAYS: &str = "days";

/// One number that is told in one place or more.
struct Cell {
    value: usize,
    hidden: bool,
    /// It stands nowhere, but whoever subtracts knows it.
    unsaid: bool,
}

impl Cell {
    fn is_small(&self) -> bool {
        (1..FEWEST).contains(&self.value)
    }
}

/// Cells that add up to another one, or to something that is known in any case.
struct Sum {
    whole: Option<usize>,
    parts: Vec<usize>,
}

/// Where the numbers of a figure stand among the cells.
#[derive(Clone, Copy, Default)]
struct Places {
    value: Option<usize>,
    of: Option<usize>,
    before: Option<usize>,
}

#[derive(Default)]
struct Sheet {
    cells: Vec<Cell>,
    sums: Vec<Sum>,
    /// Numbers that are told of the same rows.
    rows: Vec<(RowsOf, usize)>,
    /// Wholes, by value.
    wholes: Vec<usize>,
}

/// The report as it may leave the team.
#[must_use]
pub fn outside(mut report: Report) -> Report {
    let mut sheet = Sheet::default();
    let figures: Vec<Vec<Places>> = report.sections.iter().map(|section| sheet.figures(section)).collect();
    let told: Vec<usize> = sheet.cells.iter().filter(|cell| !cell.unsaid).map(|cell| cell.value).collect();
    let tables: Vec<Vec<TableCells>> = report
        .sections
        .iter()
        .map(|section| section.tables.iter().map(|table| sheet.table(table, &told)).collect())
        .collect();
    sheet.hide();
    let mut anything = false;
    for ((section, places), cells) in report.sections.iter_mut().zip(figures).zip(tables) {
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
            for (row, at, cell) in cells {
                if sheet.is_hidden(cell) {
                    anything = true;
                    let row = table.rows.get_mut(row).into_iter().flatten().enumerate();
                    let hidden = row.filter(|(column, _)| *column == at || table.derived.contains(column));
                    hidden.for_each(|(_, text)| HIDDEN.clone_into(text));
                }
            }
            without_names(table);
        }
        section.tables.retain(|table| !table.columns.is_empty());
    }
    report.sections.retain(|section| !section.figures.is_empty() || !section.tables.is_empty());
    if anything {
        report.sections.push(told_of_it());
    }
    report
}

/// The figures of days whose rows are fewer than five, by what another figure of the same rows counts.
fn middles_of_few(section: &Section) -> Vec<usize> {
    let few = |rows: &RowsOf| {
        let same = section.figures.iter().find(|one| one.unit != DAYS && one.rows == *rows);
        same.is_none_or(|one| one.value < FEWEST)
    };
    let all = section.figures.iter().enumerate();
    all.filter(|(_, one)| one.unit == DAYS && one.value > 0 && few(&one.rows)).map(|(at, _)| at).collect()
}

/// The row, the column and the cell of each number in a table.
type TableCells = Vec<(usize, usize, usize)>;

impl Sheet {
    fn cell(&mut self, value: usize) -> usize {
        self.cells.push(Cell { value, hidden: false, unsaid: false });
        self.cells.len() - 1
    }

    fn value(&self, cell: usize) -> usize {
        self.cells.get(cell).map_or(0, |cell| cell.value)
    }

    fn is_hidden(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|cell| cell.hidden)
    }

    /// The cell of a whole: the one that has its value already, for the same whole is told in many places.
    fn whole(&mut self, value: usize) -> usize {
        if let Some(known) = self.wholes.iter().copied().find(|known| self.value(*known) == value) {
            return known;
        }
        let cell = self.cell(value);
        self.wholes.push(cell);
        cell
    }

    fn figures(&mut self, section: &Section) -> Vec<Places> {
        let mut places = Vec::new();
        for figure in &section.figures {
            if OF_NOBODY.contains(&figure.unit) {
                places.push(Places::default());
                continue;
            }
            let same = self.rows.iter().find(|(rows, _)| *rows != RowsOf::Nothing && *rows == figure.rows);
            let known = same.map(|(_, cell)| *cell).filter(|cell| self.value(*cell) == figure.value);
            let value = match known {
                Some(cell) => cell,
                // A figure that is a whole of others, too.
                None if figure.of.is_none() && figure.value >= FEWEST => self.whole(figure.value),
                None => self.cell(figure.value),
            };
            self.rows.push((figure.rows.clone(), value));
            let of = figure.of.map(|whole| {
                let rest = self.cell(whole.saturating_sub(figure.value));
                if let Some(cell) = self.cells.get_mut(rest) {
                    cell.unsaid = true;
                }
                let whole = self.whole(whole);
                self.sums.push(Sum { whole: Some(whole), parts: vec![value, rest] });
                whole
            });
            let before = figure.before.map(|before| self.cell(before));
            places.push(Places { value: Some(value), of, before });
        }
        self.parts_of_wholes(&places);
        places
    }

    /// Figures of one section that share a whole and add up to it: what is true of them now is so of what was before.
    fn parts_of_wholes(&mut self, places: &[Places]) {
        let mut wholes: Vec<usize> = places.iter().filter_map(|place| place.of).collect();
        wholes.sort_unstable();
        wholes.dedup();
        for whole in wholes {
            let all: Vec<&Places> = places.iter().filter(|place| place.of == Some(whole)).collect();
            let parts: Vec<usize> = all.iter().filter_map(|place| place.value).collect();
            if parts.iter().map(|part| self.value(*part)).sum::<usize>() != self.value(whole) {
                continue;
            }
            self.sums.push(Sum { whole: Some(whole), parts });
            let before: Vec<usize> = all.iter().filter_map(|place| place.before).collect();
            self.sums.push(Sum { whole: None, parts: before });
        }
    }

    /// The numbers of a table: its columns may add up to something that is told, its rows to their first number.
    fn table(&mut self, table: &Table, told: &[usize]) -> TableCells {
        let mut cells = TableCells::new();
        for (row, words) in table.rows.iter().enumerate() {
            for column in &table.counts {
                if let Some(value) = words.get(*column).and_then(|text| text.parse().ok()) {
                    cells.push((row, *column, self.cell(value)));
                }
            }
        }
        for column in &table.counts {
            let parts: Vec<usize> =
                cells.iter().filter(|(_, at, _)| at == column).map(|(_, _, cell)| *cell).collect();
            if told.contains(&parts.iter().map(|part| self.value(*part)).sum()) {
                self.sums.push(Sum { whole: None, parts });
            }
        }
        for row in 0..table.rows.len() {
            let mut own = cells.iter().filter(|(at, _, _)| *at == row).map(|(_, _, cell)| *cell);
            let (whole, parts) = (own.next(), own.collect::<Vec<usize>>());
            let sum: usize = parts.iter().map(|part| self.value(*part)).sum();
            if parts.len() > 1 && whole.is_some_and(|whole| self.value(whole) == sum) {
                self.sums.push(Sum { whole, parts });
            }
        }
        cells
    }

    /// Hides what is small, and as much beside it as keeps it hidden.
    fn hide(&mut self) {
        for cell in self.cells.iter_mut().filter(|cell| !cell.unsaid && cell.is_small()) {
            cell.hidden = true;
        }
        while let Some(next) = self.sums.iter().find_map(|sum| self.gives_away(sum)) {
            if let Some(cell) = self.cells.get_mut(next) {
                cell.hidden = true;
            }
        }
    }

    /// What else must be hidden so that a sum does not give a hidden part away; nothing where it does not.
    fn gives_away(&self, sum: &Sum) -> Option<usize> {
        if sum.whole.is_some_and(|whole| self.is_hidden(whole)) {
            return None;
        }
        let parts = || sum.parts.iter().filter_map(|at| self.cells.get(*at).map(|cell| (*at, cell)));
        let at_stake = parts().any(|(_, cell)| if cell.unsaid { cell.is_small() } else { cell.hidden });
        if !at_stake {
            return None;
        }
        let unknown = parts().filter(|(_, cell)| cell.value > 0 && (cell.hidden || cell.unsaid));
        let (count, total) = unknown.fold((0, 0), |(n, sum), (_, cell)| (n + 1, sum + cell.value));
        // Each of them is at least one: with this much between them, each could be five as well.
        if count > 1 && total >= count + FEWEST - 1 {
            return None;
        }
        let seen = parts().filter(|(_, cell)| !cell.hidden && !cell.unsaid && cell.value > 0);
        seen.min_by_key(|(_, cell)| cell.value).map(|(at, _)| at).or(sum.whole)
    }
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
