//! Times of day: `9.10am`, `09:10`, `0910`, `2pm`, `noon`.

use chrono::{NaiveTime, Timelike as _};

use super::token::{Token, prepared, tokens};

/// Reads a time of day as people type it.
///
/// # Errors
/// A sentence with examples; a bare hour is asked for its `am` or `pm`.
pub fn read_time(text: &str) -> Result<NaiveTime, String> {
    let lowered = prepared(text);
    let found = tokens(&lowered).unwrap_or_default();
    if found.is_empty() {
        return Err("Enter a time, like 09:10 or 2.30pm.".to_owned());
    }
    read(&found).unwrap_or_else(|| Err("Time must be like 09:10, 2pm or 2.30pm.".to_owned()))
}

/// Whether this can only be a time and not a day: it has a colon, an `am` or `pm`, or names an hour.
pub(super) fn is_plain(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| {
        matches!(token, Token::Mark(':') | Token::Word("am" | "pm" | "noon" | "midday" | "midnight"))
    })
}

/// The time after a day, which may begin with `at` and may be just `am` (09:00) or `pm` (14:00).
pub(super) fn read_after_day(tokens: &[Token<'_>]) -> Option<Result<NaiveTime, String>> {
    match tokens {
        [Token::Word("at") | Token::Mark('@'), rest @ ..] => read_after_day(rest),
        [Token::Word("am" | "morning")] => Some(clock(9, 0, 0)),
        [Token::Word("pm" | "afternoon")] => Some(clock(14, 0, 0)),
        _ => read(tokens),
    }
}

/// The time that these pieces are; `None` when they have not the shape of one.
pub(super) fn read(tokens: &[Token<'_>]) -> Option<Result<NaiveTime, String>> {
    use Token::{Mark, Number, Word};
    Some(match tokens {
        [Word("noon" | "midday")] => clock(12, 0, 0),
        [Word("midnight")] => clock(0, 0, 0),
        [whole @ .., Word(half @ ("am" | "pm"))] => {
            let (hour, minute, second) = parts(whole, true)?;
            halved(hour, *half == "pm").and_then(|hour| clock(hour, minute, second))
        }
        [Number { value, digits: 1 | 2 }] if *value <= 24 => Err(bare_hour(*value)),
        [Number { .. }, Mark('.' | ':'), ..] | [Number { digits: 4, .. }] => {
            let (hour, minute, second) = parts(tokens, false)?;
            clock(hour, minute, second)
        }
        _ => return None,
    })
}

/// The time without its seconds.
pub(super) fn to_the_minute(time: NaiveTime) -> NaiveTime {
    time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time)
}

/// Hour, minute and second as typed. Three digits together, as in `930`, are a time only before `am` or `pm`.
fn parts(tokens: &[Token<'_>], halved: bool) -> Option<(u32, u32, u32)> {
    use Token::{Mark, Number};
    match tokens {
        [Number { value, digits: 1 | 2 }] => Some((*value, 0, 0)),
        [Number { value, digits: 3 }] if halved => Some((value / 100, value % 100, 0)),
        [Number { value, digits: 4 }] => Some((value / 100, value % 100, 0)),
        [Number { value: hour, digits: 1 | 2 }, Mark('.' | ':'), Number { value: minute, digits: 2 }] => {
            Some((*hour, *minute, 0))
        }
        [
            Number { value: hour, digits: 1 | 2 },
            Mark(':'),
            Number { value: minute, digits: 2 },
            Mark(':'),
            Number { value: second, digits: 2 },
        ] => Some((*hour, *minute, *second)),
        _ => None,
    }
}

/// The hour of 24, from one with `am` or `pm`. `14pm` says the same thing twice and is let pass.
fn halved(hour: u32, afternoon: bool) -> Result<u32, String> {
    match (hour, afternoon) {
        (12, false) => Ok(0),
        (1..=11, false) | (12..=23, true) => Ok(hour),
        (1..=11, true) => Ok(hour + 12),
        _ => Err(format!(
            "There is no {hour}{}. Type the time like 9.10am or 2pm.",
            if afternoon { "pm" } else { "am" }
        )),
    }
}

fn bare_hour(hour: u32) -> String {
    if (1..=12).contains(&hour) {
        format!("Is that {hour}am or {hour}pm? Type it with am or pm.")
    } else {
        format!("Type the minutes as well, like {:02}:00.", hour % 24)
    }
}

fn clock(hour: u32, minute: u32, second: u32) -> Result<NaiveTime, String> {
    NaiveTime::from_hms_opt(hour, minute, second)
        .ok_or_else(|| "Time must be from 00:00 to 23:59, like 09:10 or 2.30pm.".to_owned())
}
