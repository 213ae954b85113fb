//! The ebb and flow of contacts: how often we spoke with somebody, month by month over a year.

use chrono::{Datelike as _, Months, NaiveDate};

use super::counted;
use crate::domain::id::PersonId;
use crate::store::{Store, StoreError};

/// How many months are looked back on, this one with them.
const MONTHS: u32 = 12;

/// One month of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The first day of the month.
    pub first: NaiveDate,
    /// How often we spoke in it: contacts in which somebody was reached.
    pub spoke: usize,
}

/// How often we spoke with somebody in each of the last twelve months, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rhythm {
    /// The months.
    pub months: Vec<Month>,
}

/// The rhythm of the contacts with a person up to a day.
pub fn ask(store: &Store, person: PersonId, today: NaiveDate) -> Result<Rhythm, StoreError> {
    let this = today.with_day(1).unwrap_or(today);
    let back = |n: u32| this.checked_sub_months(Months::new(n)).unwrap_or(this);
    let spoke = store.spoke_by_month(person, back(MONTHS - 1), today)?;
    let months = (0..MONTHS).rev().map(back).map(|first| {
        let month = first.format("%Y-%m").to_string();
        let found = spoke.iter().find(|(known, _)| *known == month);
        Month { first, spoke: found.map_or(0, |(_, count)| *count) }
    });
    Ok(Rhythm { months: months.collect() })
}

impl Rhythm {
    /// One sign for each month, from a dot for none to a full block for four times or more; all are in every font of
    /// Windows, and an ASCII terminal shows `.`, `-`, `=` and `#` for them.
    pub fn signs(&self) -> String {
        let sign = |month: &Month| match month.spoke {
            0 => '·',
            1 => '░',
            2..=3 => '▒',
            _ => '█',
        };
        self.months.iter().map(sign).collect()
    }

    /// The signs with the months at their ends: `Apr ··░▒█░····░▒ Mar`; empty where we never spoke.
    pub fn line(&self) -> String {
        let name = |month: Option<&Month>| {
            month.map_or_else(String::new, |month| month.first.format("%b").to_string())
        };
        if self.total() == 0 {
            return String::new();
        }
        format!("{} {} {}", name(self.months.first()), self.signs(), name(self.months.last()))
    }

    /// It in one sentence: `Spoke 14 times in 12 months, most in February (5); last in March.`
    pub fn words(&self) -> String {
        let total = self.total();
        // Of months with as many, the newest is named.
        let most = self.months.iter().max_by_key(|month| (month.spoke, month.first));
        let last = self.months.iter().rfind(|month| month.spoke > 0);
        let (Some(most), Some(last), true) = (most, last, total > 0) else {
            return "Not spoken in the last 12 months.".to_owned();
        };
        let name = |month: &Month| month.first.format("%B").to_string();
        let times = counted(total, "time", "times");
        if total == 1 {
            return format!("Spoke once in 12 months, in {}.", name(last));
        }
        if most.spoke == total {
            return format!("Spoke {times} in 12 months, all in {}.", name(most));
        }
        let since = if last == most { String::new() } else { format!("; last in {}", name(last)) };
        format!("Spoke {times} in 12 months, most in {} ({}){since}.", name(most), most.spoke)
    }

    fn total(&self) -> usize {
        self.months.iter().map(|month| month.spoke).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rhythm(counts: [usize; 12]) -> Rhythm {
        let first = NaiveDate::from_ymd_opt(2025, 4, 1).unwrap();
        let month = |(n, spoke): (u32, usize)| Month { first: first + Months::new(n), spoke };
        Rhythm { months: (0..).zip(counts).map(month).collect() }
    }

    #[test]
    fn the_flow_is_seen_in_signs_and_said_in_a_sentence() {
        let told = rhythm([0, 0, 1, 2, 5, 1, 0, 0, 0, 0, 1, 4]);
        assert_eq!(told.line(), "Apr ··░▒█░····░█ Mar");
        assert_eq!(told.words(), "Spoke 14 times in 12 months, most in August (5); last in March.");
        assert_eq!(
            rhythm([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]).words(),
            "Spoke 6 times in 12 months, most in March (3)."
        );
    }

    #[test]
    fn once_and_never_are_said_plainly() {
        let mut once = [0; 12];
        once[10] = 1;
        assert_eq!(rhythm(once).words(), "Spoke once in 12 months, in February.");
        let mut week = [0; 12];
        week[3] = 2;
        assert_eq!(rhythm(week).words(), "Spoke 2 times in 12 months, all in July.");
        assert_eq!(rhythm([0; 12]).words(), "Not spoken in the last 12 months.");
        assert_eq!(rhythm([0; 12]).line(), "");
    }
}
