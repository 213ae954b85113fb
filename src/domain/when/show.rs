//! Dates and times as kith shows and says them.

use chrono::{Datelike as _, Months, NaiveDate, NaiveTime};

/// Dates nearer than this many months are shown without their year in lists.
const YEARLESS_MONTHS: u32 = 6;

/// The day as it is shown everywhere: `Tue 3 Mar 2026`.
pub fn show_day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// The day in a list: `Tue 3 Mar` within six months of today, else with its year.
pub fn show_day_short(day: NaiveDate, today: NaiveDate) -> String {
    let span = Months::new(YEARLESS_MONTHS);
    let from = today.checked_sub_months(span).unwrap_or(NaiveDate::MIN);
    let until = today.checked_add_months(span).unwrap_or(NaiveDate::MAX);
    if (from..=until).contains(&day) { day.format("%a %-d %b").to_string() } else { show_day(day) }
}

/// The day in a sentence: `Tuesday 3 March 2026`.
pub fn show_day_long(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// A month with its year: `March 2026`.
pub fn show_month(day: NaiveDate) -> String {
    day.format("%B %Y").to_string()
}

/// A date of birth, whose weekday nobody needs: `14 Jul 1945`.
pub fn show_birth(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// The time by the 24-hour clock: `09:10`.
pub fn show_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// The day, with the time if there is one: `Tue 3 Mar 2026, 09:10`.
pub fn show_moment(day: NaiveDate, time: Option<NaiveTime>) -> String {
    match time {
        Some(time) => format!("{}, {}", show_day(day), show_time(time)),
        None => show_day(day),
    }
}

/// The day first and how far off it is after, for the line under a field: `Tue 10 Mar 2026 (in 7 days)`.
pub fn show_echo(day: NaiveDate, today: NaiveDate) -> String {
    format!("{} ({})", show_day(day), distance(day, today))
}

/// How far off the day is, always with its date: `in 7 days (Tue 10 Mar 2026)`; for today just `today`.
pub fn relative(day: NaiveDate, today: NaiveDate) -> String {
    if day == today {
        return distance(day, today);
    }
    format!("{} ({})", distance(day, today), show_day(day))
}

/// The age in whole years; below 0 for a birth still to come. Someone born on 29 February has a birthday on 1 March
/// in other years.
pub fn age(birth: NaiveDate, today: NaiveDate) -> i32 {
    let before_birthday = (today.month(), today.day()) < (birth.month(), birth.day());
    today.year() - birth.year() - i32::from(before_birthday)
}

/// How many days late something due is; `None` until the day after it was due.
pub fn days_late(due: NaiveDate, today: NaiveDate) -> Option<i64> {
    Some(today.signed_duration_since(due).num_days()).filter(|days| *days > 0)
}

/// The words for being late: `1 day late`, `3 days late`.
pub fn late_words(days: i64) -> String {
    format!("{} late", counted(days))
}

fn distance(day: NaiveDate, today: NaiveDate) -> String {
    match day.signed_duration_since(today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {}", counted(days)),
        days => format!("{} ago", counted(-days)),
    }
}

fn counted(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}
