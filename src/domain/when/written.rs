//! Days as they are written: numbers in UK order, and months by name.

use chrono::{Datelike as _, Months, NaiveDate, Weekday};

use super::day::{Day, Lean, Near, Trouble, out_of_range, said};
use super::spoken::onward;
use super::token::Token::{self, Mark, Number, Word};
use super::{FIRST_YEAR, LAST_YEAR, show_birth};

/// The day of that year, month and day; or how long the month is, which month there is not, or which years there are.
pub(super) fn build(year: u32, month: u32, day: u32) -> Day {
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(out_of_range());
    }
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Err(said(&format!("There is no month {month}. Type the day first, like 3/12/2026.")));
    };
    if let Some(found) = first.with_day(day) {
        return Ok(found);
    }
    let length = first.num_days_in_month();
    Err(if (month, day) == (2, 29) {
        said(&format!("{year} is not a leap year: February has 28 days."))
    } else {
        said(&format!("{} has {length} days.", first.format("%B")))
    })
}

/// The month of a name, or of its first three letters or more.
pub fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

/// The weekday of a name, or of its first three letters or more.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 8] = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("weds", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    DAYS.iter().find(|(name, _)| word.len() >= 3 && name.starts_with(word)).map(|&(_, day)| day)
}

/// `3/3`, `3.3.26`, `3-3-2026`, `3 3 2026`, `2026-03-03`.
pub(super) fn numeric(tokens: &[Token<'_>], near: Option<Near>) -> Option<Day> {
    let numbers = match tokens {
        [a, Mark('/' | '.' | '-'), b] => [Some(a), Some(b), None],
        [a, Mark(first @ ('/' | '.' | '-')), b, Mark(second), c] if first == second => {
            [Some(a), Some(b), Some(c)]
        }
        [a @ Number { .. }, b @ Number { .. }, c @ Number { .. }] => [Some(a), Some(b), Some(c)],
        _ => return None,
    };
    let read = |token: Option<&Token<'_>>| match token {
        Some(Number { value, digits }) => Some((*value, *digits)),
        _ => None,
    };
    let [a, b, c] = numbers.map(read);
    match (a?, b?, c) {
        ((year, 4), (month, 1 | 2), Some((day, 1 | 2))) => Some(build(year, month, day)),
        ((day, 1 | 2), (month, 1 | 2), Some(year)) => {
            Some(full_year(year, near).and_then(|year| day_first(day, month, |m, d| build(year, m, d))))
        }
        ((day, 1 | 2), (month, 1 | 2), None) if numbers.last() == Some(&None) => {
            Some(day_first(day, month, |m, d| yearless(m, d, near)))
        }
        ((month, 1 | 2), (_, 4), None) if (1..=12).contains(&month) => Some(Err(day_missing())),
        _ => None,
    }
}

/// Day and month in UK order; what only fits the US order is refused with the date it would be.
fn day_first(day: u32, month: u32, make: impl Fn(u32, u32) -> Day) -> Day {
    if month > 12
        && (1..=12).contains(&day)
        && let Ok(meant) = make(day, month)
    {
        let meant = meant.format("%-d %B %Y");
        return Err(said(&format!("There is no month {month}. Did you mean {meant}?")));
    }
    make(month, day)
}

/// `3 mar`, `3rd of march`, `march 3 2026`, `tue 3 mar`, `10th`, `tue 10th`.
pub(super) fn named(tokens: &[Token<'_>], near: Option<Near>) -> Option<Day> {
    let ordinal = tokens.iter().any(|token| matches!(token, Word("st" | "nd" | "rd" | "th")));
    let plain = plain_words(tokens);
    let (on, dated) = match plain.as_slice() {
        [Word(word), rest @ ..] if weekday(word).is_some() => (weekday(word), rest),
        all => (None, all),
    };
    let found = match dated {
        [Number { value: day, digits: 1 | 2 }, Word(name)]
        | [Word(name), Number { value: day, digits: 1 | 2 }] => {
            let month = month(name)?;
            match on {
                Some(on) => return Some(nearest_on(month, *day, on, near)),
                None => yearless(month, *day, near),
            }
        }
        [Number { value: day, digits: 1 | 2 }, Word(name), Number { value, digits }]
        | [Word(name), Number { value: day, digits: 1 | 2 }, Number { value, digits }] => {
            let month = month(name)?;
            full_year((*value, *digits), near).and_then(|year| build(year, month, *day))
        }
        [Number { value: year, digits: 4 }, Word(name), Number { value: day, digits: 1 | 2 }] => {
            build(*year, month(name)?, *day)
        }
        [Word(name)] | [Word(name), Number { digits: 4, .. }] if month(name).is_some() => Err(day_missing()),
        [Number { value: day, digits: 1 | 2 }] if ordinal => of_month(*day, near),
        [Number { value, digits: 1 | 2 }] if on.is_none() && near.is_some() => {
            Err(said(&format!("Type {} for a day of the month, or {value}d for {value} days.", nth(*value))))
        }
        [Number { digits: 4, .. }] => Err(said("Enter the day and the month as well as the year.")),
        _ => return None,
    };
    Some(match (found, on) {
        (Ok(day), Some(on)) if day.weekday() != on => Err(wrong_weekday(day, on)),
        (found, _) => found,
    })
}

/// The pieces without ordinals, `of`, `the`, and the marks that stand beside the name of a month.
fn plain_words<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let has_month = tokens.iter().any(|token| matches!(token, Word(word) if month(word).is_some()));
    let idle = |token: &Token<'_>| match token {
        Word("st" | "nd" | "rd" | "th" | "of" | "the" | "on") => true,
        Mark('/' | '.' | '-') => has_month,
        _ => false,
    };
    tokens.iter().copied().filter(|token| !idle(token)).collect()
}

/// The day of a month without its year: the first from today on, or the last up to today.
fn yearless(month: u32, day: u32, near: Option<Near>) -> Day {
    let Near { today, lean } = near.ok_or_else(year_missing)?;
    let year = u32::try_from(today.year()).unwrap_or(0);
    let found = build(year, month, day)?;
    match lean {
        Lean::Ahead if found < today => build(year + 1, month, day),
        Lean::Back if found > today => build(year.saturating_sub(1), month, day),
        _ => Ok(found),
    }
}

/// The date nearest to today with that weekday; lists leave the year out and this finds it again.
fn nearest_on(month: u32, day: u32, on: Weekday, near: Option<Near>) -> Day {
    let Near { today, .. } = near.ok_or_else(year_missing)?;
    let year = u32::try_from(today.year()).unwrap_or(0);
    let around = [year, year + 1, year.saturating_sub(1)].map(|year| build(year, month, day));
    let fitting = around.iter().flatten().filter(|found| found.weekday() == on);
    match fitting.min_by_key(|found| found.signed_duration_since(today).num_days().abs()) {
        Some(found) => Ok(*found),
        None => Err(build(year, month, day).map_or_else(|trouble| trouble, |found| wrong_weekday(found, on))),
    }
}

/// `10th`: the first from today on, or the last up to today, in a month that has it.
fn of_month(day: u32, near: Option<Near>) -> Day {
    let Near { today, lean } = near.ok_or_else(year_missing)?;
    if !(1..=31).contains(&day) {
        return Err(said("A month has 31 days at most."));
    }
    let first = today.with_day(1).unwrap_or(today);
    let months = (0..3).filter_map(|step| match lean {
        Lean::Ahead => first.checked_add_months(Months::new(step)),
        Lean::Back => first.checked_sub_months(Months::new(step)),
    });
    let fits = |found: &NaiveDate| match lean {
        Lean::Ahead => *found >= today,
        Lean::Back => *found <= today,
    };
    months.filter_map(|month| month.with_day(day)).find(fits).ok_or_else(out_of_range)
}

/// A year of four digits, or of two in this century.
fn full_year((value, digits): (u32, usize), near: Option<Near>) -> Result<u32, Trouble> {
    match digits {
        1..=3 if near.is_none() => Err(year_missing()),
        2 => Ok(2000 + value),
        4 => Ok(value),
        _ => Err(said("Type the year in full, like 2026.")),
    }
}

fn wrong_weekday(day: NaiveDate, on: Weekday) -> Trouble {
    let typed = onward(day, on).format("%A");
    said(&format!("{} is a {}, not a {typed}.", show_birth(day), day.format("%A")))
}

fn nth(day: u32) -> String {
    let ending = match (day % 10, day % 100) {
        (1, 1 | 21 | 31) => "st",
        (2, 2 | 22) => "nd",
        (3, 3 | 23) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

fn year_missing() -> Trouble {
    said("Enter the year of birth in full, like 14 Jul 1945.")
}

fn day_missing() -> Trouble {
    said("Enter the day as well as the month.")
}
