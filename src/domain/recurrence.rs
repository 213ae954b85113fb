//! Reminders that come again: every so many days, weeks or months.

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// The longest wait between two reminders, in days, weeks or months.
const MOST: u32 = 366;

/// What is counted between two reminders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Every {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
}

use Every as Unit;

/// How often a reminder comes again. It is kept as its [`code`](Recurrence::code).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Recurrence {
    every: u32,
    unit: Unit,
    /// The day of the month it began on, when short months would otherwise make it forget.
    day: Option<u32>,
}

impl Recurrence {
    /// The short form that is stored: `10d`, `2w`, `1m`, or `1m31` for one that began on a 31st.
    pub fn code(self) -> String {
        let unit = match self.unit {
            Unit::Day => 'd',
            Unit::Week => 'w',
            Unit::Month => 'm',
        };
        let day = self.day.map(|day| day.to_string()).unwrap_or_default();
        format!("{}{unit}{day}", self.every)
    }

    /// How many of what lie between two reminders, and the day of the month it began on where short months matter.
    pub fn parts(self) -> (u32, Every, Option<u32>) {
        (self.every, self.unit, self.day)
    }

    /// How it is said: `every 2 weeks`, `every month`.
    pub fn show(self) -> String {
        let unit = match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
        };
        if self.every == 1 { format!("every {unit}") } else { format!("every {} {unit}s", self.every) }
    }

    /// The same, told which day the first reminder is, so that a 31st comes back to the 31st after a short month.
    #[must_use]
    pub fn starting(self, first: NaiveDate) -> Self {
        let day = (self.unit == Unit::Month && first.day() > 28).then(|| first.day());
        Self { day, ..self }
    }

    /// The next reminder after this one. In a month that is too short it is the last day of that month.
    ///
    /// At the very end of the calendar the same day is given back.
    pub fn next(self, after: NaiveDate) -> NaiveDate {
        let days = |count: u32| after.checked_add_days(Days::new(u64::from(count))).unwrap_or(after);
        match self.unit {
            Unit::Day => days(self.every),
            Unit::Week => days(self.every.saturating_mul(7)),
            Unit::Month => {
                let moved = after.checked_add_months(Months::new(self.every)).unwrap_or(after);
                let wanted = self.day.unwrap_or(0).max(moved.day());
                (moved.day()..=wanted).rev().find_map(|day| moved.with_day(day)).unwrap_or(moved)
            }
        }
    }

    fn new(every: u32, unit: Unit) -> Option<Self> {
        (1..=MOST).contains(&every).then_some(Self { every, unit, day: None })
    }
}

/// Reads how often a reminder comes again, as people say it: `weekly`, `every 2 weeks`, `fortnightly`, `every month`.
///
/// Nothing, `no`, `once` and `never` mean that it does not come again: `None`.
///
/// # Errors
/// A sentence with examples, or the longest wait that is allowed.
pub fn read(text: &str) -> Result<Option<Recurrence>, String> {
    let lowered = text.trim().to_lowercase();
    if let Some(found) = parse(&lowered) {
        return Ok(Some(found));
    }
    let phrase = lowered.strip_prefix("every ").unwrap_or(&lowered).trim();
    let (every, unit) = match phrase {
        "" if lowered.is_empty() => return Ok(None),
        "no" | "none" | "never" | "once" | "does not repeat" => return Ok(None),
        "daily" => (1, Unit::Day),
        "weekly" => (1, Unit::Week),
        "fortnightly" | "fortnight" | "2 weekly" | "two weekly" => (2, Unit::Week),
        "monthly" => (1, Unit::Month),
        "quarterly" | "quarter" => (3, Unit::Month),
        "yearly" | "annually" | "year" => (12, Unit::Month),
        _ => counted(phrase).ok_or_else(refusal)?,
    };
    Recurrence::new(every, unit).map(Some).ok_or_else(too_long)
}

/// Reads a stored [`code`](Recurrence::code); `None` when it is not one.
pub fn parse(code: &str) -> Option<Recurrence> {
    let at = code.find(|letter: char| !letter.is_ascii_digit())?;
    let (every, rest) = code.split_at_checked(at)?;
    let mut letters = rest.chars();
    let unit = match letters.next()? {
        'd' => Unit::Day,
        'w' => Unit::Week,
        'm' => Unit::Month,
        _ => return None,
    };
    let found = Recurrence::new(every.parse().ok()?, unit)?;
    match letters.as_str() {
        "" => Some(found),
        day if unit == Unit::Month => {
            let day = Some(day.parse().ok()?).filter(|day| (29..=31).contains(day))?;
            Some(Recurrence { day: Some(day), ..found })
        }
        _ => None,
    }
}

/// `2 weeks`, `other week`, `six months`, `day`.
fn counted(phrase: &str) -> Option<(u32, Unit)> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let (count, unit) = match words.as_slice() {
        [unit] => (1, *unit),
        ["other" | "second", unit] => (2, *unit),
        [count, unit] => (number(count)?, *unit),
        _ => return None,
    };
    let (times, unit) = match unit {
        "d" | "day" | "days" => (1, Unit::Day),
        "w" | "wk" | "wks" | "week" | "weeks" => (1, Unit::Week),
        "fortnight" | "fortnights" => (2, Unit::Week),
        "m" | "month" | "months" => (1, Unit::Month),
        "quarter" | "quarters" => (3, Unit::Month),
        "year" | "years" => (12, Unit::Month),
        _ => return None,
    };
    Some((count.saturating_mul(times), unit))
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit()) {
        return Some(word.parse().unwrap_or(u32::MAX));
    }
    WORDS.iter().position(|known| *known == word).and_then(|at| u32::try_from(at + 1).ok())
}

fn refusal() -> String {
    "Type how often, like every 2 weeks, weekly or every month.".to_owned()
}

fn too_long() -> String {
    format!("How often must be a number from 1 to {MOST}, like every 2 weeks.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn it_is_read_as_people_say_it() {
        for (typed, code) in [
            ("every 2 weeks", "2w"),
            ("Weekly", "1w"),
            ("fortnightly", "2w"),
            ("every fortnight", "2w"),
            ("every other week", "2w"),
            ("monthly", "1m"),
            ("daily", "1d"),
            ("every month", "1m"),
            ("every three months", "3m"),
            ("10 days", "10d"),
            ("2w", "2w"),
            ("yearly", "12m"),
            ("1m31", "1m31"),
        ] {
            assert_eq!(read(typed).unwrap().unwrap().code(), code, "{typed:?}");
        }
        for typed in ["", "  ", "no", "never", "Once"] {
            assert_eq!(read(typed), Ok(None), "{typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_help() {
        for typed in [
            "every",
            "every tuesday",
            "sometimes",
            "every 0 days",
            "every 99999999999 weeks",
            "every 400 days",
            "-1d",
        ] {
            assert!(read(typed).unwrap_err().contains("like every 2 weeks"), "{typed:?}");
        }
        assert_eq!(parse("2w31"), None);
        assert_eq!(parse("1m28"), None);
        assert_eq!(parse("1\u{e9}"), None);
    }

    #[test]
    fn a_month_end_clamps_and_comes_back() {
        let first = day(2026, 1, 31);
        let monthly = parse("1m").unwrap();
        assert_eq!(monthly.next(first), day(2026, 2, 28));
        let monthly = monthly.starting(first);
        assert_eq!(monthly.code(), "1m31");
        assert_eq!(monthly.next(day(2026, 2, 28)), day(2026, 3, 31));
        assert_eq!(monthly.next(day(2026, 3, 31)), day(2026, 4, 30));
        assert_eq!(parse("1m").unwrap().starting(day(2026, 1, 5)).code(), "1m");
    }

    #[test]
    fn it_is_shown_as_it_is_said() {
        assert_eq!(parse("2w").unwrap().show(), "every 2 weeks");
        assert_eq!(parse("1m31").unwrap().show(), "every month");
        assert_eq!(parse("2w").unwrap().next(day(2026, 3, 3)), day(2026, 3, 17));
    }

    proptest! {
        #[test]
        fn codes_and_sentences_read_back(every in 1u32..=MOST, unit in "[dwm]", first in 0u64..3_000) {
            let found = parse(&format!("{every}{unit}")).unwrap();
            prop_assert_eq!(read(&found.show()), Ok(Some(found)));
            let begun = found.starting(day(2024, 1, 1) + Days::new(first));
            prop_assert_eq!(parse(&begun.code()), Some(begun));
        }

        #[test]
        fn the_next_is_later_and_nothing_panics(text in any::<String>(), every in 0u32.., unit in "[dwm]") {
            let _ = read(&text);
            let _ = read(&format!("every {every} {unit}"));
            if let Some(found) = parse(&format!("{every}{unit}")) {
                prop_assert!(found.next(day(2026, 3, 3)) > day(2026, 3, 3));
                let _ = found.next(NaiveDate::MAX);
                let _ = found.next(NaiveDate::MIN);
            }
        }
    }
}
