//! What somebody works out who holds a report: between which numbers each hidden count must lie.
//!
//! They know what is told, which numbers add up to which, and that a sign stands for no nought. From each sum they find the
//! least and the most that each part of it can be, until nothing new comes of it; and they subtract sums from each other.

use super::sums::Sum;

/// What somebody knows of a number before they begin to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is told.
    Told(i64),
    /// A sign stands for it: it is one at least.
    Hidden,
    /// It stands nowhere.
    Unsaid,
}

/// More than any number of a report.
pub const ENDLESS: i64 = i64::MAX / 8;

/// So often the sums are gone through, at most: what has not been found by then is not found.
const ROUNDS: usize = 200;

/// A sum as it is worked with: so many times each number, all together from the least to the most.
struct Line {
    terms: Vec<(usize, i64)>,
    least: i64,
    most: i64,
}

/// The least and the most that each number can be, for whoever knows all of this.
pub fn ranges(seen: &[Seen], sums: &[Sum]) -> Vec<(i64, i64)> {
    let mut ranges: Vec<(i64, i64)> = seen
        .iter()
        .map(|one| match one {
            Seen::Told(value) => (*value, *value),
            Seen::Hidden => (1, ENDLESS),
            Seen::Unsaid => (0, ENDLESS),
        })
        .collect();
    let mut lines: Vec<Line> = sums.iter().map(line).collect();
    lines.extend(subtracted(seen, sums));
    for _ in 0..ROUNDS {
        let mut found = false;
        for line in &lines {
            found |= narrow(line, &mut ranges);
        }
        if !found {
            break;
        }
    }
    ranges
}

fn line(sum: &Sum) -> Line {
    let mut terms: Vec<(usize, i64)> = Vec::new();
    for (cells, times) in [(&sum.plus, 1), (&sum.minus, -1)] {
        for cell in cells {
            match terms.iter_mut().find(|(known, _)| known == cell) {
                Some((_, all)) => *all += times,
                None => terms.push((*cell, times)),
            }
        }
    }
    terms.retain(|(_, times)| *times != 0);
    Line { terms, least: if sum.exact { 0 } else { -ENDLESS }, most: 0 }
}

/// The least and the most that a term can be.
fn reach((lower, upper): (i64, i64), times: i64) -> (i64, i64) {
    let (one, other) = (lower.saturating_mul(times), upper.saturating_mul(times));
    let endless = |n: i64| n.clamp(-ENDLESS, ENDLESS);
    (endless(one.min(other)), endless(one.max(other)))
}

/// Narrows what each number of a sum can be by all the others; whether anything was found.
fn narrow(line: &Line, ranges: &mut [(i64, i64)]) -> bool {
    let mut found = false;
    for (cell, times) in &line.terms {
        let (mut least, mut most) = (0_i64, 0_i64);
        for (other, own) in line.terms.iter().filter(|(other, _)| other != cell) {
            let (lower, upper) = reach(ranges.get(*other).copied().unwrap_or((0, ENDLESS)), *own);
            least = if lower.min(least) <= -ENDLESS { -ENDLESS } else { least + lower };
            most = if upper.max(most) >= ENDLESS { ENDLESS } else { most + upper };
            if least <= -ENDLESS && most >= ENDLESS {
                break;
            }
        }
        let Some(range) = ranges.get_mut(*cell) else { continue };
        // times x lies from lower to upper.
        let lower = if most >= ENDLESS || line.least <= -ENDLESS { None } else { Some(line.least - most) };
        let upper = if least <= -ENDLESS || line.most >= ENDLESS { None } else { Some(line.most - least) };
        let (lower, upper) = if *times > 0 { (lower, upper) } else { (upper.map(|n| -n), lower.map(|n| -n)) };
        let by = times.abs();
        if let Some(lower) = lower.map(|n| n.div_euclid(by) + i64::from(n.rem_euclid(by) != 0))
            && lower > range.0
        {
            (range.0, found) = (lower, true);
        }
        if let Some(upper) = upper.map(|n| n.div_euclid(by))
            && upper < range.1
        {
            (range.1, found) = (upper, true);
        }
    }
    found
}

/// What is left when sums are subtracted from each other until each says something of its own.
fn subtracted(seen: &[Seen], sums: &[Sum]) -> Vec<Line> {
    let unknown: Vec<usize> =
        seen.iter().enumerate().filter(|(_, one)| !matches!(one, Seen::Told(_))).map(|(at, _)| at).collect();
    let width = unknown.len();
    let mut rows: Vec<Vec<i128>> = Vec::new();
    for sum in sums.iter().filter(|sum| sum.exact) {
        let mut row = vec![0_i128; width + 1];
        for (cell, times) in line(sum).terms {
            match (seen.get(cell), unknown.binary_search(&cell)) {
                (Some(Seen::Told(value)), _) => add(&mut row, width, -i128::from(*value) * i128::from(times)),
                (_, Ok(at)) => add(&mut row, at, i128::from(times)),
                _ => {}
            }
        }
        rows.push(row);
    }
    let mut done = 0;
    for column in 0..width {
        let at = |rows: &[Vec<i128>], row: usize| {
            rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0)
        };
        let Some(found) = (done..rows.len()).find(|row| at(&rows, *row) != 0) else { continue };
        rows.swap(done, found);
        let Some(pivot) = rows.get(done).cloned() else { break };
        let own = at(&rows, done);
        for row in (0..rows.len()).filter(|row| *row != done) {
            let other = at(&rows, row);
            if other == 0 {
                continue;
            }
            if let Some(row) = rows.get_mut(row) {
                for (cell, held) in row.iter_mut().zip(&pivot) {
                    *cell = cell.saturating_mul(own).saturating_sub(held.saturating_mul(other));
                }
                shortened(row);
            }
        }
        done += 1;
    }
    let small = |n: &i128| i64::try_from(*n).ok().filter(|n| n.abs() < ENDLESS);
    let line = |row: Vec<i128>| {
        let all: Vec<i64> = row.iter().map(small).collect::<Option<_>>()?;
        let (total, own) = all.split_last()?;
        let terms = unknown.iter().copied().zip(own.iter().copied()).filter(|(_, times)| *times != 0);
        let terms: Vec<(usize, i64)> = terms.collect();
        (!terms.is_empty()).then_some(Line { terms, least: *total, most: *total })
    };
    rows.into_iter().filter_map(line).collect()
}

fn add(row: &mut [i128], at: usize, n: i128) {
    if let Some(cell) = row.get_mut(at) {
        *cell += n;
    }
}

/// Divides a row by what all of it can be divided by.
fn shortened(row: &mut [i128]) {
    let mut common = 0_i128;
    for cell in row.iter() {
        let (mut one, mut other) = (common, cell.saturating_abs());
        while other != 0 {
            (one, other) = (other, one % other);
        }
        common = one;
    }
    if common > 1 {
        for cell in row.iter_mut() {
            *cell /= common;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(plus: &[usize], minus: &[usize]) -> Sum {
        Sum { plus: plus.to_vec(), minus: minus.to_vec(), exact: true }
    }

    #[test]
    fn what_is_missing_from_a_sum_is_found() {
        let seen = [Seen::Told(12), Seen::Hidden, Seen::Told(9)];
        assert_eq!(ranges(&seen, &[exact(&[1, 2], &[0])])[1], (3, 3));
        let seen = [Seen::Told(12), Seen::Hidden, Seen::Hidden];
        assert_eq!(ranges(&seen, &[exact(&[1, 2], &[0])])[1..], [(1, 11), (1, 11)]);
    }

    #[test]
    fn two_sums_that_share_their_hidden_numbers_are_subtracted_from_each_other() {
        // a + b + c = 20 and a + b = 17, both hidden: c is 3, though neither sum alone says so.
        let seen = [Seen::Told(20), Seen::Hidden, Seen::Hidden, Seen::Hidden, Seen::Told(17)];
        let sums = [exact(&[1, 2, 3], &[0]), exact(&[1, 2], &[4])];
        assert_eq!(ranges(&seen, &sums)[3], (3, 3));
        // a + b = c + d, with a and d known: b and c differ by what is known and no more.
        let seen = [Seen::Told(20), Seen::Hidden, Seen::Hidden, Seen::Told(17)];
        assert_eq!(ranges(&seen, &[exact(&[0, 1], &[2, 3])])[1], (1, ENDLESS));
    }

    #[test]
    fn a_number_that_is_at_most_another_is_bounded_by_it() {
        let most = Sum { plus: vec![1], minus: vec![0], exact: false };
        assert_eq!(ranges(&[Seen::Told(3), Seen::Hidden], &[most])[1], (1, 3));
    }
}
