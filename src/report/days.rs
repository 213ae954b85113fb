//! Days that a report is asked of, by the names people give them.

use chrono::{Datelike as _, Months, NaiveDate};

use super::reciprocity;
use crate::domain::when;

/// Which days count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// The twelve months up to today.
    #[default]
    Year,
    /// The quarter of today.
    Quarter,
    /// The quarter before it.
    LastQuarter,
    /// The month of today.
    Month,
    /// The month before it.
    LastMonth,
    /// From the first of April up to today.
    FinancialYear,
    /// The year that ended on the last of March.
    LastFinancialYear,
    /// From one day to another.
    Between(NaiveDate, NaiveDate),
}

impl Days {
    /// Those that have a name, in the order they are offered.
    pub const NAMED: [Self; 7] = [
        Self::Year,
        Self::Quarter,
        Self::LastQuarter,
        Self::Month,
        Self::LastMonth,
        Self::FinancialYear,
        Self::LastFinancialYear,
    ];

    /// Their name on the command line; those of two days have none.
    pub fn code(self) -> &'static str {
        match self {
            Self::Year => "past-year",
            Self::Quarter => "this-quarter",
            Self::LastQuarter => "last-quarter",
            Self::Month => "this-month",
            Self::LastMonth => "last-month",
            Self::FinancialYear => "since-april",
            Self::LastFinancialYear => "year-to-march",
            Self::Between(..) => "",
        }
    }

    /// What people call them.
    pub fn label(self) -> String {
        match self {
            Self::Year => "past year".to_owned(),
            Self::Quarter => "this quarter".to_owned(),
            Self::LastQuarter => "last quarter".to_owned(),
            Self::Month => "this month".to_owned(),
            Self::LastMonth => "last month".to_owned(),
            Self::FinancialYear => "since April".to_owned(),
            Self::LastFinancialYear => "year to March".to_owned(),
            Self::Between(from, to) => format!("{} to {}", when::show_birth(from), when::show_birth(to)),
        }
    }

    /// The first and the last of them.
    pub fn on(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let year = a_year_before(today);
        let first = today.with_day(1).unwrap_or(today);
        let april = |year: i32| NaiveDate::from_ymd_opt(year, 4, 1).unwrap_or(today);
        let begun = if today.month() >= 4 { today.year() } else { today.year() - 1 };
        match self {
            Self::Year => (year, today),
            Self::Quarter => reciprocity::quarter(today, 0).unwrap_or((year, today)),
            Self::LastQuarter => reciprocity::quarter(today, 1).unwrap_or((year, today)),
            Self::Month => (first, today),
            Self::LastMonth => {
                let last = first.pred_opt().unwrap_or(first);
                (last.with_day(1).unwrap_or(last), last)
            }
            Self::FinancialYear => (april(begun), today),
            Self::LastFinancialYear => (april(begun - 1), april(begun).pred_opt().unwrap_or(today)),
            Self::Between(from, to) => (from, to),
        }
    }
}

/// Some days as a name of a folder or a file: `2026-02` of a month, `2026-q1` of a quarter, else both days.
pub fn name(from: NaiveDate, to: NaiveDate) -> String {
    let ends = to.succ_opt().is_some_and(|day| day.day() == 1);
    let months = (to.year() - from.year()) * 12 + i32::try_from(to.month()).unwrap_or(0)
        - i32::try_from(from.month()).unwrap_or(0);
    match (from.day(), ends, months) {
        (1, true, 0) => from.format("%Y-%m").to_string(),
        (1, true, 2) if from.month() % 3 == 1 => format!("{}-q{}", from.year(), from.month() / 3 + 1),
        _ => format!("{from}-to-{to}"),
    }
}

/// The first day of the year that ends with a day: twelve months, so that the same day a year ago is not in it.
pub fn a_year_before(last: NaiveDate) -> NaiveDate {
    last.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt()).unwrap_or(last)
}

/// Two days as people type them, in their order. The last of them may still come: a quarter is asked for before it is over.
///
/// # Errors
/// A sentence: one of them is no day, or the first comes after the last.
pub fn between(from: &str, to: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), String> {
    let past = |text: &str| when::read_past_day(text, today);
    let from = past(from)?;
    let to = match past(to) {
        Ok(to) if to >= from => to,
        Ok(earlier) => when::read_day(to, today).ok().filter(|to| *to >= from).unwrap_or(earlier),
        Err(why) => when::read_day(to, today).map_err(|_| why)?,
    };
    if from > to {
        return Err("The first day comes after the last.".to_owned());
    }
    Ok((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_a_name_begin_and_end_where_people_say_they_do() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let on = |days: Days| days.on(day("2026-03-03"));
        assert_eq!(on(Days::Year), (day("2025-03-04"), day("2026-03-03")));
        assert_eq!(on(Days::LastMonth), (day("2026-02-01"), day("2026-02-28")));
        assert_eq!(on(Days::Month), (day("2026-03-01"), day("2026-03-03")));
        assert_eq!(on(Days::FinancialYear), (day("2025-04-01"), day("2026-03-03")));
        assert_eq!(on(Days::LastFinancialYear), (day("2024-04-01"), day("2025-03-31")));
        assert_eq!(Days::LastFinancialYear.on(day("2026-04-01")), (day("2025-04-01"), day("2026-03-31")));
    }

    #[test]
    fn days_are_a_short_name_of_a_folder() {
        let named = |from: &str, to: &str| name(from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(named("2026-02-01", "2026-02-28"), "2026-02");
        assert_eq!(named("2025-10-01", "2025-12-31"), "2025-q4");
        assert_eq!(named("2026-02-01", "2026-04-30"), "2026-02-01-to-2026-04-30");
        assert_eq!(named("2026-02-01", "2026-02-27"), "2026-02-01-to-2026-02-27");
        let codes: Vec<&str> = Days::NAMED.map(Days::code).to_vec();
        assert!(codes.iter().all(|code| !code.is_empty() && !code.contains(' ')));
    }

    #[test]
    fn the_last_day_may_still_come_and_a_year_is_known_from_the_first() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let asked = |from: &str, to: &str| between(from, to, day("2026-03-03"));
        assert_eq!(asked("1 jan", "31 mar").unwrap(), (day("2026-01-01"), day("2026-03-31")));
        assert_eq!(asked("1 apr", "31 mar").unwrap(), (day("2025-04-01"), day("2026-03-31")));
        assert_eq!(asked("1 jan 2025", "28 feb 2025").unwrap(), (day("2025-01-01"), day("2025-02-28")));
        assert_eq!(asked("1 feb", "1 jan 2026").unwrap_err(), "The first day comes after the last.");
        assert!(asked("1 feb", "soonish").is_err());
    }
}
