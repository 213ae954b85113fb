//! UK dates and times the way people type them, always echoed back in full.
//!
//! Days are day first, and today counts. Every reader gives the one date it understood, for the screen to echo with
//! [`show_echo`], or a sentence that helps; none of them looks at a clock.

mod day;
mod file;
mod show;
mod spoken;
mod time;
mod token;
mod written;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

pub use file::{Order, Written, order_told, read_file_birth, read_file_day};
pub use show::{
    age, days_late, late_words, relative, show_birth, show_day, show_day_long, show_day_short, show_echo,
    show_moment, show_month, show_time,
};
pub use time::read_time;
pub use written::month;

use day::{Lean, Near, Trouble};
use token::{Token, prepared, tokens};

/// The first year that any date may have.
const FIRST_YEAR: i32 = 1900;
/// The last year that any date may have.
const LAST_YEAR: i32 = 2199;
/// The greatest age a date of birth may give, in years.
const GREATEST_AGE: i32 = 120;

/// Reads a day that is mostly still to come: `fri`, `2 weeks`, `3 mar`, `3/3/2026`, `tue week`.
///
/// A weekday is the next one and never today; `next fri` is Friday of the week after this one (weeks begin on Monday);
/// `fri week` is seven days after the first Friday from today on. A day without a year is the first from today on.
///
/// # Errors
/// A sentence: what to type, or the date that was probably meant.
pub fn read_day(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    whole_day(text, today, Lean::Ahead)
}

/// Reads a day that has been: `fri` is last Friday, and a day without a year is the last one up to today.
///
/// # Errors
/// As [`read_day`], and for a day that is still to come.
pub fn read_past_day(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    not_to_come(whole_day(text, today, Lean::Back)?, today)
}

/// Reads a date of birth: day, month and the whole year, in any of the written forms.
///
/// # Errors
/// A sentence: the year in full is asked for, the date must be in the past, and nobody is over 120.
pub fn read_birth(text: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let lowered = prepared(text);
    if lowered.is_empty() {
        return Err("Enter a date of birth, like 14 Jul 1945.".to_owned());
    }
    let found = tokens(&lowered).map_or(Err(Trouble::Unknown), |tokens| day::birth(&tokens));
    let birth =
        found.map_err(|trouble| trouble.told("Date of birth must be like 14 Jul 1945 or 14/7/1945."))?;
    check_birth(birth, today)
}

/// Reads a day with or without a time, mostly still to come: `fri 2pm`, `mon am`, `14:00` (today), `3 mar at 9.10am`.
///
/// `am` alone is 09:00 and `pm` alone is 14:00; `now` is this minute.
///
/// # Errors
/// As [`read_day`] and [`read_time`].
pub fn read_moment(text: &str, now: NaiveDateTime) -> Result<(NaiveDate, Option<NaiveTime>), String> {
    moment(text, now, Lean::Ahead)
}

/// Reads a day that has been, with or without a time, as for a contact: `today 9.10am`, `fri 2pm` is last Friday.
///
/// # Errors
/// As [`read_past_day`] and [`read_time`]. A time later today is let pass, for the clock may be a little slow.
pub fn read_past_moment(text: &str, now: NaiveDateTime) -> Result<(NaiveDate, Option<NaiveTime>), String> {
    let (day, time) = moment(text, now, Lean::Back)?;
    Ok((not_to_come(day, now.date())?, time))
}

/// Reads the stored form of a day, `2026-03-03`, and nothing else.
///
/// # Errors
/// A sentence that shows the form.
pub fn read_iso(text: &str) -> Result<NaiveDate, String> {
    let exact = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let read = if exact { NaiveDate::parse_from_str(text, "%Y-%m-%d").ok() } else { None };
    read.ok_or_else(|| "Date must be like 2026-03-03: year, month, day.".to_owned())
}

fn whole_day(text: &str, today: NaiveDate, lean: Lean) -> Result<NaiveDate, String> {
    let lowered = prepared(text);
    if lowered.is_empty() {
        return Err("Enter a date, like fri, 3 mar or 2 weeks.".to_owned());
    }
    let found =
        tokens(&lowered).map_or(Err(Trouble::Unknown), |tokens| day::read(&tokens, Near { today, lean }));
    found.map_err(|trouble| trouble.told("Try fri, 3 mar, 2 weeks or 3/3/2026."))
}

fn moment(text: &str, now: NaiveDateTime, lean: Lean) -> Result<(NaiveDate, Option<NaiveTime>), String> {
    let lowered = prepared(text);
    if lowered.is_empty() {
        return Err("Enter a date, like today, fri 2pm or 3 mar.".to_owned());
    }
    let tokens = tokens(&lowered).unwrap_or_default();
    let found = split_moment(&tokens, now, lean);
    found.map_err(|trouble| trouble.told("Try today 9.10am, fri 2pm, 3 mar or 2 weeks."))
}

/// Tries the whole as a day, the whole as a time today, then every place where one may end and the other begin.
fn split_moment(
    tokens: &[Token<'_>],
    now: NaiveDateTime,
    lean: Lean,
) -> Result<(NaiveDate, Option<NaiveTime>), Trouble> {
    let today = now.date();
    let near = Near { today, lean };
    if matches!(tokens, [Token::Word("now")]) {
        return Ok((today, Some(time::to_the_minute(now.time()))));
    }
    let mut trouble = match day::read(tokens, near) {
        Ok(day) => return Ok((day, None)),
        Err(trouble) => trouble,
    };
    if time::is_plain(tokens)
        && let Some(read) = time::read(tokens)
    {
        return read.map(|time| (today, Some(time))).map_err(Trouble::Said);
    }
    for at in 1..tokens.len() {
        let Some((front, back)) = tokens.split_at_checked(at) else { continue };
        let time_last = time::read_after_day(back).map(|time| (front, time));
        let time_first = time::is_plain(front).then(|| time::read(front)).flatten().map(|time| (back, time));
        for (days, time) in [time_last, time_first].into_iter().flatten() {
            match (day::read(days, near), time) {
                (Ok(day), Ok(time)) => return Ok((day, Some(time))),
                (Ok(_), Err(said)) | (Err(Trouble::Said(said)), _) if trouble == Trouble::Unknown => {
                    trouble = Trouble::Said(said);
                }
                _ => {}
            }
        }
    }
    Err(trouble)
}

fn not_to_come(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, String> {
    if day > today {
        return Err(format!("Date must be today or in the past. {} is still to come.", show_day(day)));
    }
    Ok(day)
}

fn check_birth(birth: NaiveDate, today: NaiveDate) -> Result<NaiveDate, String> {
    if birth >= today {
        return Err("Date of birth must be in the past.".to_owned());
    }
    if age(birth, today) > GREATEST_AGE {
        return Err(format!("Date of birth must be less than {GREATEST_AGE} years ago. Check the year."));
    }
    Ok(birth)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
