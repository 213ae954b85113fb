//! Which numbers of a report add up to which, by what they count: whoever knows what the words mean knows it, too.

use super::sheet::Sheet;
use crate::domain::journey::Rung;
use crate::domain::standing::State;
use crate::report::outcomes::Who;
use crate::report::rows::RowsOf;
use crate::report::{Number, Table};
use crate::store::asset::GOING_ON;
use crate::store::figures::counted::{By, Counted};
use crate::store::figures::lens::Whose;
use crate::store::figures::{PRACTICES, Referrals, Set};

/// Cells that together are as many as others, or at most as many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Cells on the one side.
    pub plus: Vec<usize>,
    /// Cells on the other.
    pub minus: Vec<usize>,
    /// Both sides are equal; else the first is at most the other.
    pub exact: bool,
}

impl Sum {
    fn equal(plus: Vec<usize>, minus: Vec<usize>) -> Self {
        Self { plus, minus, exact: true }
    }

    fn at_most(plus: Vec<usize>, minus: Vec<usize>) -> Self {
        Self { plus, minus, exact: false }
    }
}

/// The sums that hold between the figures of a report, whichever parts they stand in.
pub fn between_figures(sheet: &mut Sheet) -> Vec<Sum> {
    let mut sums = parts_of_counts(sheet);
    let rows: Vec<RowsOf> = sheet.known().map(|one| one.rows.clone()).collect();
    let mut all_of: Vec<Whose> = rows
        .iter()
        .filter_map(|rows| match rows {
            RowsOf::People(_, whose) | RowsOf::Referrals(_, whose) => Some(whose.clone()),
            _ => None,
        })
        .collect();
    all_of.dedup();
    for whose in all_of {
        let people = |set| RowsOf::People(set, whose.clone());
        let states = State::ALL.into_iter().filter(|state| *state != State::PutAway).map(Set::In).map(people);
        let rungs = Rung::ALL.into_iter().map(Set::On).map(people);
        let cells = |all: &mut dyn Iterator<Item = RowsOf>| {
            all.map(|rows| sheet.value(&rows)).collect::<Option<Vec<_>>>()
        };
        // Everyone whose record is in use stands in one place and on one rung.
        if let (Some(states), Some(rungs)) = (cells(&mut states.into_iter()), cells(&mut rungs.into_iter())) {
            sums.push(Sum::equal(states, rungs));
        }
        let in_work =
            [State::Waiting, State::Trying, State::Active, State::Paused].map(|state| people(Set::In(state)));
        if let (Some(parts), Some(whole)) =
            (cells(&mut in_work.into_iter()), sheet.whole_of(&people(Set::Asked)))
        {
            // Whoever is paused is in our work while a reminder is open, which is nearly always: where it is so of all, whoever
            // reads it takes it to be so.
            let count: usize = parts.iter().map(|cell| sheet.number(*cell)).sum();
            let sure = parts.iter().take(3).copied().collect();
            sums.push(if count == sheet.number(whole) {
                Sum::equal(parts, vec![whole])
            } else {
                Sum::at_most(sure, vec![whole])
            });
        }
        let exchanged = [Set::Gave, Set::Received, Set::Both].map(|set| sheet.value(&people(set)));
        if let ([Some(gave), Some(received), Some(both)], Some(either)) =
            (exchanged, sheet.whole_of(&people(Set::Both)))
        {
            sums.push(Sum::equal(vec![gave, received], vec![both, either]));
        }
        let sources = rows.iter().filter_map(|rows| match rows {
            RowsOf::Referrals(Referrals::From(code), of) if *of == whose => Some((code, sheet.value(rows)?)),
            _ => None,
        });
        let sources: Vec<(&String, usize)> = sources.collect();
        let gate = RowsOf::Referrals(Referrals::OfPractices, whose.clone());
        if let (Some(through), false) = (sheet.value(&gate), sources.is_empty()) {
            let practices = sources.iter().filter(|(code, _)| PRACTICES.contains(&code.as_str()));
            sums.push(Sum::equal(practices.map(|(_, cell)| *cell).collect(), vec![through]));
            let all = sources.iter().map(|(_, cell)| *cell).collect();
            sums.extend(sheet.whole_of(&gate).map(|whole| Sum::equal(all, vec![whole])));
        }
    }
    let going_on = rows.iter().filter_map(|rows| match rows {
        RowsOf::Connections(Some(code)) if GOING_ON.contains(&code.as_str()) => sheet.value(rows),
        _ => None,
    });
    let going_on: Vec<usize> = going_on.collect();
    if let (Some(whole), false) = (sheet.whole_of(&RowsOf::ToGroups), going_on.is_empty()) {
        sums.push(Sum::equal(going_on, vec![whole]));
    }
    for rows in &rows {
        let RowsOf::Outcomes(code, Who::First, lens) = rows else { continue };
        let of = |who| sheet.value(&RowsOf::Outcomes(code.clone(), who, lens.clone()));
        if let (Some(all), Some(both), Some(first)) = (sheet.value(rows), of(Who::Both), of(Who::FirstOnly)) {
            sums.push(Sum::equal(vec![both, first], vec![all]));
        }
        // So it was before, where the other figures are some of the first, too.
        let was = |who| sheet.before_of(&RowsOf::Outcomes(code.clone(), who, lens.clone()));
        let Some(all) = was(Who::First) else { continue };
        let others = [Who::Both, Who::FirstOnly, Who::Incomplete, Who::Early].map(was);
        if let [Some(both), Some(first), Some(incomplete), Some(early)] = others {
            sums.push(Sum::equal(vec![both, first], vec![all]));
            for part in [incomplete, early] {
                let rest = sheet.rest(&[all], &[part]);
                sums.push(Sum::equal(vec![part, rest], vec![all]));
            }
        }
    }
    sums
}

/// Rows that are counted whole are as many as those of their parts, by whatever they are told apart; so it was before.
fn parts_of_counts(sheet: &mut Sheet) -> Vec<Sum> {
    let counted = sheet.known().filter_map(|one| match &one.rows {
        RowsOf::Counted(counted) => Some((Counted::clone(counted), one.value, one.before)),
        _ => None,
    });
    let counted: Vec<(Counted, usize, Option<usize>)> = counted.collect();
    let mut sums = Vec::new();
    let mut done: Vec<Counted> = Vec::new();
    for (one, _, _) in &counted {
        let all = Counted { part: None, ..one.clone() };
        if done.contains(&all) {
            continue;
        }
        let of = |part: Option<By>| {
            counted.iter().filter(move |(other, _, _)| {
                other.of == one.of && other.lens == one.lens && other.part.as_ref().map(|(by, _)| *by) == part
            })
        };
        let mut ways: Vec<By> = Vec::new();
        for (other, _, _) in &counted {
            if let (true, true, Some((by, _))) = (other.of == one.of, other.lens == one.lens, &other.part)
                && !ways.contains(by)
            {
                ways.push(*by);
            }
        }
        let whole = of(None).next();
        let now = whole.map(|(_, cell, _)| *cell);
        let now = now.unwrap_or_else(|| sheet.unsaid(of(ways.first().copied()).map(|(_, cell, _)| *cell)));
        let before = whole.and_then(|(_, _, before)| *before);
        let before = before
            .unwrap_or_else(|| sheet.unsaid(of(ways.first().copied()).filter_map(|(_, _, before)| *before)));
        for by in ways {
            let parts: Vec<usize> = of(Some(by)).map(|(_, cell, _)| *cell).collect();
            let earlier: Option<Vec<usize>> = of(Some(by)).map(|(_, _, before)| *before).collect();
            for (parts, whole) in [(Some(parts), now), (earlier, before)] {
                // Not every part has to stand in a report.
                let whole_is_there = |parts: &Vec<usize>| {
                    parts.iter().map(|part| sheet.number(*part)).sum::<usize>() == sheet.number(whole)
                };
                sums.extend(parts.filter(whole_is_there).map(|parts| Sum::equal(parts, vec![whole])));
            }
        }
        done.push(all);
    }
    sums
}

/// The row, the column and the cell of each number in a table.
pub type TableCells = Vec<(usize, usize, usize)>;

/// The sums within a table, and of its columns with what is told elsewhere.
pub fn of_table(sheet: &mut Sheet, table: &Table, cells: &TableCells) -> Vec<Sum> {
    let mut sums = Vec::new();
    let at = |row: usize, column: usize| {
        cells.iter().find(|(own, head, _)| (*own, *head) == (row, column)).map(|(_, _, cell)| *cell)
    };
    for adds in &table.adds {
        let Some(told) = numbers(sheet, &adds.to) else { continue };
        let of = |rows: &[usize]| -> Vec<usize> {
            let pairs = rows.iter().flat_map(|row| adds.columns.iter().map(|column| (*row, *column)));
            pairs.filter_map(|(row, column)| at(row, column)).collect()
        };
        let (within, over) = (of(&adds.within), of(&adds.over));
        if adds.once {
            // Each of the rows counts some of the same ones.
            sums.extend(within.iter().map(|cell| Sum::at_most(vec![*cell], told.clone())));
        } else if adds.within == adds.over && adds.whole {
            sums.push(Sum::equal(over, told));
            continue;
        } else if adds.rest {
            let rest = sheet.rest(&told, &within);
            sums.push(Sum::equal([within, vec![rest]].concat(), told.clone()));
        } else if !within.is_empty() {
            sums.push(Sum::at_most(within, told.clone()));
        }
        if adds.whole {
            sums.push(Sum::at_most(told, over));
        }
    }
    for (part, whole) in &table.nested {
        for row in 0..table.rows.len() {
            if let (Some(part), Some(whole)) = (at(row, *part), at(row, *whole)) {
                let rest = sheet.rest(&[whole], &[part]);
                sums.push(Sum::equal(vec![part, rest], vec![whole]));
            }
        }
    }
    for column in &table.counts {
        let parts: Vec<usize> =
            cells.iter().filter(|(_, head, _)| head == column).map(|(_, _, cell)| *cell).collect();
        if table.again || table.adds.iter().any(|adds| adds.columns.contains(column)) {
            continue;
        }
        let sum = parts.iter().map(|part| sheet.number(*part)).sum::<usize>();
        // Whatever else is told of as many may be the same.
        let same = sheet.told_as(sum);
        sums.extend(same.into_iter().map(|cell| Sum::equal(parts.clone(), vec![cell])));
    }
    for row in 0..table.rows.len() {
        let mut own = cells.iter().filter(|(at, _, _)| *at == row).map(|(_, _, cell)| *cell);
        let (whole, parts) = (own.next(), own.collect::<Vec<usize>>());
        let sum: usize = parts.iter().map(|part| sheet.number(*part)).sum();
        if let Some(whole) = whole.filter(|whole| parts.len() > 1 && sheet.number(*whole) == sum) {
            sums.push(Sum::equal(parts, vec![whole]));
        }
    }
    sums
}

/// The cells of numbers that are told elsewhere; nothing where one of them stands nowhere.
fn numbers(sheet: &Sheet, all: &[Number]) -> Option<Vec<usize>> {
    let mut cells = Vec::new();
    for number in all {
        match (number, sheet.cell_of(number)) {
            (_, Some(cell)) => cells.push(cell),
            // A part that nothing is in does not stand in a report.
            (Number::Rows(RowsOf::Counted(counted)), None) if counted.part.is_some() => {}
            _ => return None,
        }
    }
    Some(cells)
}

/// The number that the shares of a column are of: whoever sees the shares knows it. It is what is left of the whole of some
/// rows beside those rows.
pub fn of_shares(sheet: &mut Sheet, known: usize, rest: &RowsOf) -> usize {
    let cell = sheet.cell(known);
    if let Some((rest, whole)) = sheet.value(rest).zip(sheet.whole_of(rest)) {
        sheet.add(vec![Sum::equal(vec![cell, rest], vec![whole])]);
    }
    cell
}
