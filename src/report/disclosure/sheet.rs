//! The numbers of a report, each once however often it is told, and what must not be told so that none is found.

use super::FEWEST;
use super::solve::{self, Seen};
use super::sums::Sum;
use crate::report::rows::RowsOf;
use crate::report::{Number, Section};

/// One number that is told in one place or more.
#[derive(Clone, Debug)]
struct Cell {
    value: usize,
    hidden: bool,
    /// It stands nowhere, but whoever subtracts may come to know it.
    unsaid: bool,
    /// Nobody may come to know that it is small.
    kept: bool,
}

impl Cell {
    fn is_small(&self) -> bool {
        (1..FEWEST).contains(&self.value)
    }
}

/// Where the numbers of a figure stand among the cells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places {
    /// How many there are.
    pub value: Option<usize>,
    /// Of how many.
    pub of: Option<usize>,
    /// How many there were.
    pub before: Option<usize>,
}

/// The numbers that are told of some rows.
#[derive(Clone, Debug)]
pub struct Known {
    /// The rows.
    pub rows: RowsOf,
    /// How many there are.
    pub value: usize,
    /// Of how many.
    pub of: Option<usize>,
    /// How many of those they are not.
    pub rest: Option<usize>,
    /// How many there were before.
    pub before: Option<usize>,
}

/// The numbers of a report.
#[derive(Default)]
pub struct Sheet {
    cells: Vec<Cell>,
    sums: Vec<Sum>,
    known: Vec<Known>,
    /// Wholes, by what they count.
    wholes: Vec<(&'static str, usize)>,
}

impl Sheet {
    /// A new number that is told.
    pub fn cell(&mut self, value: usize) -> usize {
        self.cells.push(Cell { value, hidden: false, unsaid: false, kept: true });
        self.cells.len() - 1
    }

    /// A number that is not told and is the sum of others.
    pub fn unsaid(&mut self, parts: impl Iterator<Item = usize>) -> usize {
        let value = parts.map(|part| self.number(part)).sum();
        self.cells.push(Cell { value, hidden: false, unsaid: true, kept: false });
        self.cells.len() - 1
    }

    /// What is left of wholes beside parts, which is told nowhere and must not be found where it is small.
    pub fn rest(&mut self, wholes: &[usize], parts: &[usize]) -> usize {
        let sum = |cells: &[usize]| cells.iter().map(|cell| self.number(*cell)).sum::<usize>();
        let value = sum(wholes).saturating_sub(sum(parts));
        self.cells.push(Cell { value, hidden: false, unsaid: true, kept: true });
        self.cells.len() - 1
    }

    /// The number in a cell.
    pub fn number(&self, cell: usize) -> usize {
        self.cells.get(cell).map_or(0, |cell| cell.value)
    }

    /// Whether a number must not be told.
    pub fn is_hidden(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|cell| cell.hidden)
    }

    /// The numbers told of rows that can be opened.
    pub fn known(&self) -> impl Iterator<Item = &Known> {
        self.known.iter()
    }

    fn find(&self, rows: &RowsOf) -> Option<&Known> {
        self.known.iter().find(|one| one.rows == *rows)
    }

    /// The cell that tells how many rows there are.
    pub fn value(&self, rows: &RowsOf) -> Option<usize> {
        self.find(rows).map(|one| one.value)
    }

    /// The cell that tells how many there were before.
    pub fn before_of(&self, rows: &RowsOf) -> Option<usize> {
        self.find(rows)?.before
    }

    /// The cell of the whole that some rows are a share of.
    pub fn whole_of(&self, rows: &RowsOf) -> Option<usize> {
        self.find(rows)?.of
    }

    /// The cell of a number that is told elsewhere.
    pub fn cell_of(&self, number: &Number) -> Option<usize> {
        match number {
            Number::Rows(rows) => self.value(rows),
            Number::WholeOf(rows) => self.whole_of(rows),
            Number::RestOf(rows) => self.find(rows)?.rest,
        }
    }

    /// Cells that are told and hold a number, of five or more.
    pub fn told_as(&self, number: usize) -> Vec<usize> {
        let all = self.known.iter().flat_map(|one| [Some(one.value), one.of]).flatten();
        let mut same: Vec<usize> =
            all.filter(|cell| number >= FEWEST && self.number(*cell) == number).collect();
        same.sort_unstable();
        same.dedup();
        same
    }

    /// One more sum that holds.
    pub fn add(&mut self, sums: Vec<Sum>) {
        self.sums.extend(sums);
    }

    /// The wholes of all shares of a report: the same number of the same things is one whole, wherever it is told.
    pub fn wholes<'a>(&mut self, sections: impl Iterator<Item = &'a Section>) {
        for figure in sections.flat_map(|section| &section.figures) {
            if let Some(whole) = figure.of.filter(|_| !super::is_of_nobody(figure))
                && self.whole(figure.unit, whole).is_none()
            {
                let cell = self.cell(whole);
                self.wholes.push((figure.unit, cell));
            }
        }
    }

    fn whole(&self, unit: &str, value: usize) -> Option<usize> {
        let same = |(own, cell): &&(&str, usize)| *own == unit && self.number(*cell) == value;
        self.wholes.iter().find(same).map(|(_, cell)| *cell)
    }

    /// The numbers of the figures of a part.
    pub fn figures(&mut self, section: &Section) -> Vec<Places> {
        let mut places = Vec::new();
        for figure in &section.figures {
            if super::is_of_nobody(figure) {
                places.push(Places::default());
                continue;
            }
            let same = self.find(&figure.rows).filter(|one| one.rows != RowsOf::Nothing).cloned();
            let same = same.filter(|one| self.number(one.value) == figure.value);
            // A figure that is a whole of others, too.
            let whole = self.whole(figure.unit, figure.value).filter(|_| figure.value >= FEWEST);
            let taken = |cell: &usize| self.known.iter().any(|one| one.value == *cell);
            let value = match (&same, whole.filter(|cell| !taken(cell))) {
                (Some(one), _) => one.value,
                (None, Some(cell)) if figure.of != Some(figure.value) => cell,
                _ => self.cell(figure.value),
            };
            let of = figure.of.and_then(|of| self.whole(figure.unit, of));
            let rest = of.map(|of| {
                let rest = self.rest(&[of], &[value]);
                self.sums.push(Sum { plus: vec![value, rest], minus: vec![of], exact: true });
                rest
            });
            let before = match same.and_then(|one| one.before) {
                Some(cell) if figure.before == Some(self.number(cell)) => Some(cell),
                _ => figure.before.map(|before| self.cell(before)),
            };
            self.known.push(Known { rows: figure.rows.clone(), value, of, rest, before });
            places.push(Places { value: Some(value), of, before });
        }
        self.parts_of_wholes(&places);
        places
    }

    /// Figures of one section that share a whole and add up to it.
    fn parts_of_wholes(&mut self, places: &[Places]) {
        let mut wholes: Vec<usize> = places.iter().filter_map(|place| place.of).collect();
        wholes.sort_unstable();
        wholes.dedup();
        for whole in wholes {
            let all = places.iter().filter(|place| place.of == Some(whole));
            let parts: Vec<usize> = all.filter_map(|place| place.value).collect();
            if parts.iter().map(|part| self.number(*part)).sum::<usize>() == self.number(whole) {
                self.sums.push(Sum { plus: parts, minus: vec![whole], exact: true });
            }
        }
    }

    /// Hides what is small, and as little beside it as keeps it hidden from whoever subtracts.
    pub fn hide(&mut self) {
        let mut beside: Vec<usize> = Vec::new();
        for cell in self.cells.iter_mut().filter(|cell| !cell.unsaid && cell.is_small()) {
            cell.hidden = true;
        }
        let mut helpless: Vec<usize> = Vec::new();
        loop {
            let found = self.found_out().into_iter().find(|cell| !helpless.contains(cell));
            let Some(found) = found else { break };
            match self.beside(found) {
                Some(next) => {
                    self.set_hidden(next, true);
                    beside.push(next);
                }
                None => helpless.push(found),
            }
        }
        // What was hidden early may not be needed beside what was hidden later: wholes are told first, then what is largest.
        beside.sort_by_key(|cell| std::cmp::Reverse((self.is_whole(*cell), self.number(*cell))));
        for cell in beside {
            self.set_hidden(cell, false);
            if self.found_out().iter().any(|found| !helpless.contains(found)) {
                self.set_hidden(cell, true);
            }
        }
    }

    fn set_hidden(&mut self, cell: usize, hidden: bool) {
        if let Some(cell) = self.cells.get_mut(cell) {
            cell.hidden = hidden;
        }
    }

    /// Whether a number is what others add up to: whoever reads the report looks for it first.
    fn is_whole(&self, cell: usize) -> bool {
        let adds_up = |sum: &Sum| sum.exact && sum.minus == [cell] && sum.plus.len() > 1;
        self.sums.iter().any(adds_up)
    }

    /// The small numbers that somebody who holds the report can find to be small.
    fn found_out(&self) -> Vec<usize> {
        let seen: Vec<Seen> = self
            .cells
            .iter()
            .map(|cell| match (cell.unsaid, cell.hidden) {
                (true, _) => Seen::Unsaid,
                (_, true) => Seen::Hidden,
                _ => Seen::Told(i64::try_from(cell.value).unwrap_or(i64::MAX)),
            })
            .collect();
        let ranges = solve::ranges(&seen, &self.sums);
        let small = i64::try_from(FEWEST).unwrap_or(0);
        let all = self.cells.iter().zip(ranges).enumerate();
        let all = all.filter(|(_, (cell, (_, most)))| {
            cell.kept && (cell.hidden || cell.unsaid) && cell.is_small() && *most < small
        });
        all.map(|(at, _)| at).collect()
    }

    /// The smallest number that is told and stands in the nearest sums of one that is found out; a whole only where no part is
    /// left.
    fn beside(&self, found: usize) -> Option<usize> {
        let mut near = vec![found];
        let mut from = 0;
        loop {
            let sums = self.sums.iter().filter(|sum| {
                let mut cells = sum.plus.iter().chain(&sum.minus);
                cells.any(|cell| near.get(from..).is_some_and(|near| near.contains(cell)))
            });
            let around: Vec<usize> =
                sums.flat_map(|sum| sum.plus.iter().chain(&sum.minus)).copied().collect();
            let told = around.iter().filter(|at| {
                self.cells.get(**at).is_some_and(|cell| !cell.hidden && !cell.unsaid && cell.value > 0)
            });
            if let Some(next) = told.min_by_key(|at| (self.is_whole(**at), self.number(**at))) {
                return Some(*next);
            }
            from = near.len();
            let mut further: Vec<usize> = around.into_iter().filter(|cell| !near.contains(cell)).collect();
            further.sort_unstable();
            further.dedup();
            if further.is_empty() {
                return None;
            }
            near.extend(further);
        }
    }
}
