//! Dates as they stand in files of other systems: no today, no words like `fri`, one order of day and month a file.

use chrono::{Datelike as _, NaiveDate};

use super::day::Trouble;
use super::token::{Token, prepared, tokens};
use super::written::{build, month, weekday};
use super::{check_birth, show_birth};

/// Which number comes first in a file's dates. Dates with the month in letters, or the year first, need no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Day, month, year: the order of the United Kingdom.
    #[default]
    Dmy,
    /// Month, day, year: the order of the United States.
    Mdy,
    /// Year, month, day; slashed dates with the year last are refused, for nobody can tell their order.
    Iso,
}

/// Two-digit years from this one on are of the last century, as POSIX has it.
const CENTURY_TURNS: u32 = 69;

/// What a file's date says before it is known to be a real day.
struct Parts {
    year: u32,
    year_digits: usize,
    month: u32,
    day: u32,
}

impl Parts {
    fn full_year(&self) -> u32 {
        match self.year_digits {
            2 if self.year >= CENTURY_TURNS => 1900 + self.year,
            2 => 2000 + self.year,
            _ => self.year,
        }
    }
}

/// Reads a date of a file. A time after it is passed over, and no time zone is worked out: the day is the one written.
///
/// Two-digit years 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068. For dates of birth use [`read_file_birth`].
///
/// # Errors
/// A sentence; for a day and month that only fit the other order, the date that was probably meant.
pub fn read_file_day(text: &str, order: Order) -> Result<NaiveDate, String> {
    dated(&parts(text, order)?)
}

/// What a date in numbers tells of the order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Both orders give a day.
    Either,
    /// Only the day first does.
    DayFirst,
    /// Only the month first does.
    MonthFirst,
}

/// What a date such as `02/25/2026` tells; `None` for any other text, and for a date that is the same in both orders.
pub fn order_told(text: &str) -> Option<Written> {
    let mut parts = text.trim().split(['/', '-', '.', ' ', 'T']);
    let mut number = || parts.next().filter(|part| part.len() <= 2)?.parse::<u32>().ok();
    let (first, second) = (number()?, number()?);
    let year = parts.next().filter(|part| matches!(part.len(), 2 | 4))?;
    if !year.chars().all(|digit| digit.is_ascii_digit()) || first == second {
        return None;
    }
    let month = |number: u32| (1..=12).contains(&number);
    match (month(first), month(second)) {
        (true, true) => Some(Written::Either),
        (false, true) => Some(Written::DayFirst),
        (true, false) if second <= 31 => Some(Written::MonthFirst),
        _ => None,
    }
}

/// Reads a date of birth of a file, which must have its year in full, be in the past and be under 120 years ago.
///
/// # Errors
/// As [`read_file_day`], and the refusals of a typed date of birth.
pub fn read_file_birth(text: &str, order: Order, today: NaiveDate) -> Result<NaiveDate, String> {
    let parts = parts(text, order)?;
    if parts.year_digits == 2 {
        return Err("Date of birth needs the year in full, like 14 Jul 1945.".to_owned());
    }
    check_birth(dated(&parts)?, today)
}

fn dated(parts: &Parts) -> Result<NaiveDate, String> {
    let year = parts.full_year();
    if parts.month > 12
        && (1..=12).contains(&parts.day)
        && let Ok(meant) = build(year, parts.day, parts.month)
    {
        return Err(format!("There is no month {}. Did you mean {}?", parts.month, show_birth(meant)));
    }
    if parts.month > 12 {
        return Err(format!("There is no month {}. {EXAMPLES}", parts.month));
    }
    build(year, parts.month, parts.day).map_err(|trouble| trouble.told(EXAMPLES))
}

const EXAMPLES: &str = "Dates in a file must be like 18/04/2014, 18 Apr 2014 or 2014-04-18.";

fn parts(text: &str, order: Order) -> Result<Parts, String> {
    let lowered = prepared(text);
    let found = tokens(&lowered).unwrap_or_default();
    let plain: Vec<Token<'_>> = found
        .into_iter()
        .filter(|token| !matches!(token, Token::Word("st" | "nd" | "rd" | "th" | "of")))
        .collect();
    let (named, dated) = match plain.as_slice() {
        [Token::Word(word), rest @ ..] if weekday(word).is_some() => (weekday(word), rest),
        all => (None, all),
    };
    let parts = shaped(dated, order).map_err(|trouble| trouble.told(EXAMPLES))?;
    if let Some(named) = named
        && let Ok(day) = build(parts.full_year(), parts.month, parts.day)
        && day.weekday() != named
    {
        return Err("The weekday is not the one of that date. Check both.".to_owned());
    }
    Ok(parts)
}

fn shaped(tokens: &[Token<'_>], order: Order) -> Result<Parts, Trouble> {
    use Token::{Mark, Number, Word};
    let (parts, rest) = match tokens {
        [
            Number { value: year, digits: 4 },
            Mark(a),
            Number { value: month, .. },
            Mark(b),
            Number { value: day, .. },
            rest @ ..,
        ] if a == b && is_separator(*a) => {
            (Parts { year: *year, year_digits: 4, month: *month, day: *day }, rest)
        }
        [Number { value, digits: 8 }, rest @ ..] => {
            let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
            (Parts { year, year_digits: 4, month, day }, rest)
        }
        [
            Number { value: first, .. },
            Mark(a),
            Number { value: second, .. },
            Mark(b),
            Number { value: year, digits: year_digits @ (2 | 4) },
            rest @ ..,
        ] if a == b && is_separator(*a) => {
            let (day, month) = match order {
                Order::Dmy => (*first, *second),
                Order::Mdy => (*second, *first),
                Order::Iso => {
                    return Err(Trouble::Said("Dates in this file must have the year first.".to_owned()));
                }
            };
            (Parts { year: *year, year_digits: *year_digits, month, day }, rest)
        }
        [
            Number { value: day, .. },
            Mark(_),
            Word(name),
            Mark(_),
            Number { value: year, digits: year_digits @ (2 | 4) },
            rest @ ..,
        ]
        | [
            Number { value: day, .. },
            Word(name),
            Number { value: year, digits: year_digits @ (2 | 4) },
            rest @ ..,
        ]
        | [
            Word(name),
            Number { value: day, .. },
            Number { value: year, digits: year_digits @ (2 | 4) },
            rest @ ..,
        ] => {
            let month = month(name).ok_or(Trouble::Unknown)?;
            (Parts { year: *year, year_digits: *year_digits, month, day: *day }, rest)
        }
        [Number { digits: 5, value }] => {
            return Err(Trouble::Said(format!(
                "{value} is a spreadsheet's own day number. Format the column as dates and save the file again."
            )));
        }
        _ => return Err(Trouble::Unknown),
    };
    if is_time_of_file(rest) { Ok(parts) } else { Err(Trouble::Unknown) }
}

fn is_separator(mark: char) -> bool {
    matches!(mark, '/' | '-' | '.')
}

/// Whether what follows the date looks like a time with or without its zone.
fn is_time_of_file(rest: &[Token<'_>]) -> bool {
    rest.iter().all(|token| match token {
        Token::Number { .. } => true,
        Token::Word(word) => matches!(*word, "t" | "z" | "am" | "pm" | "utc" | "gmt" | "bst"),
        Token::Mark(mark) => matches!(mark, ':' | '.' | '+' | '-'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_numbers_tells_its_order_or_reads_either_way() {
        assert_eq!(order_told("25/02/2026"), Some(Written::DayFirst));
        assert_eq!(order_told("02/25/2026 10:00"), Some(Written::MonthFirst));
        assert_eq!(order_told("01/02/2026"), Some(Written::Either));
        assert_eq!(order_told("1-2-26"), Some(Written::Either));
        for none in ["03/03/2026", "2026-02-25", "25 Feb 2026", "45/45/2026", "", "12:30"] {
            assert_eq!(order_told(none), None, "{none}");
        }
    }
}
