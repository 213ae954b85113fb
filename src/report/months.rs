//! Counts month by month: every month of the days, also those in which nothing was.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::counted::month;
use crate::store::figures::counted::{By, Of};
use crate::store::figures::lens::Lens;
use crate::store::{Store, StoreError};

/// Of more months than these, those before the first in which anything was are left out.
const MANY: usize = 120;

/// How many there were of each kind in each month, the oldest first.
pub struct Months(BTreeMap<String, Vec<usize>>);

impl Months {
    /// The months of the days of a lens.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn of(store: &Store, counted: &[Of], lens: &Lens) -> Result<Self, StoreError> {
        let mut parts = Vec::new();
        for of in counted {
            parts.push(store.parts(*of, By::Month, lens)?);
        }
        let begun = parts.iter().flatten().map(|(code, _)| code.as_str()).min();
        let mut months: BTreeMap<String, Vec<usize>> =
            all(lens.from, lens.to, begun).into_iter().map(|month| (month, vec![0; counted.len()])).collect();
        for (at, kind) in parts.iter().enumerate() {
            for (month, n) in kind {
                if let Some(cell) = months.get_mut(month).and_then(|row| row.get_mut(at)) {
                    *cell = *n;
                }
            }
        }
        Ok(Self(months))
    }

    /// The months, as `2026-03`.
    pub fn codes(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// A row for each month: what it is called, and how many there were of each kind.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let row = |(code, counts): (&String, &Vec<usize>)| {
            std::iter::once(month(code)).chain(counts.iter().map(usize::to_string)).collect()
        };
        self.0.iter().map(row).collect()
    }

    /// Whether there was anything in any of them.
    pub fn is_anything(&self) -> bool {
        self.0.values().flatten().any(|n| *n > 0)
    }
}

/// The months that some days touch. Where they are many, they begin with the first in which anything was; where nothing was at
/// all, the newest of them stand there.
fn all(from: NaiveDate, to: NaiveDate, begun: Option<&str>) -> Vec<String> {
    let number = |year: i32, month: u32| i64::from(year) * 12 + i64::from(month) - 1;
    let (first, last) = (number(from.year(), from.month()), number(to.year(), to.month()));
    let many = i64::try_from(MANY).unwrap_or(i64::MAX);
    let read = |code: &str| {
        let (year, month) = code.split_once('-')?;
        Some(number(year.parse().ok()?, month.parse().ok()?))
    };
    let first =
        if last - first < many { first } else { begun.and_then(read).unwrap_or(last + 1 - many).max(first) };
    (first..=last).map(|n| format!("{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_month_of_the_days_stands_there_and_of_many_none_in_which_anything_was_is_left_out() {
        let some = all(day("2025-11-30"), day("2026-02-01"), Some("2026-01"));
        assert_eq!(some, ["2025-11", "2025-12", "2026-01", "2026-02"]);
        assert_eq!(all(day("2016-04-01"), day("2026-03-31"), Some("2026-01")).len(), 120);
        let long = all(day("1990-01-01"), day("2026-03-03"), Some("2025-12"));
        assert_eq!(long, ["2025-12", "2026-01", "2026-02", "2026-03"]);
        let longer = all(day("1990-01-01"), day("2026-03-03"), Some("1991-02"));
        assert_eq!((longer.len(), longer[0].as_str()), (422, "1991-02"));
        let nothing = all(day("1990-01-01"), day("2026-03-03"), None);
        assert_eq!((nothing.len(), nothing[119].as_str()), (120, "2026-03"));
    }
}
