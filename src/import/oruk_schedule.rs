//! The schedules of a service as the one line a person reads: `Mon 09:00-17:00; Tue 10:00-18:00`.

use chrono::NaiveDate;
use serde_json::Value;

use crate::import::flatten::plain;

/// The days in the order of the week: code of the standard, word of its version 1, and the short name people read.
const DAYS: [(&str, &str, &str); 7] = [
    ("MO", "monday", "Mon"),
    ("TU", "tuesday", "Tue"),
    ("WE", "wednesday", "Wed"),
    ("TH", "thursday", "Thu"),
    ("FR", "friday", "Fri"),
    ("SA", "saturday", "Sat"),
    ("SU", "sunday", "Sun"),
];

/// One opening: when it comes in the week, its day or days in words, its hours.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Opening {
    rank: usize,
    days: String,
    hours: String,
}

/// Takes out the schedules that end before they begin; gives in words what was taken out.
pub fn take_out_backwards(schedules: &mut Vec<&Value>) -> Option<String> {
    let mut told = None;
    schedules.retain(|schedule| {
        let day = |keys| day_of(schedule, keys);
        let backwards = day(["valid_from", "dtstart"]).zip(day(["valid_to", "until"])).filter(|(a, b)| b < a);
        if let Some((from, until)) = backwards {
            told = Some(format!("A schedule ends ({until}) before it begins ({from}); it was left out."));
        }
        backwards.is_none()
    });
    told
}

/// The day that the first of two members gives that says anything; `20260331` and `2026-03-31` are one.
fn day_of(schedule: &Value, keys: [&str; 2]) -> Option<NaiveDate> {
    let found = keys.into_iter().map(|key| text(schedule, key)).find(|text| !text.is_empty())?;
    let day = |digits: usize, format: &str| NaiveDate::parse_from_str(found.get(..digits)?, format).ok();
    day(10, "%Y-%m-%d").or_else(|| day(8, "%Y%m%d"))
}

/// The line of all schedules, in the order of the week; several hours of one day stand together.
pub fn line(schedules: &Vec<&Value>) -> String {
    let mut openings: Vec<Opening> = schedules.iter().flat_map(|schedule| openings(schedule)).collect();
    openings.sort();
    openings.dedup();
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for opening in openings {
        match parts.last_mut() {
            Some((days, hours)) if *days == opening.days => hours.push(opening.hours),
            _ => parts.push((opening.days, vec![opening.hours])),
        }
    }
    let words = |(days, hours): (String, Vec<String>)| {
        let hours = hours.into_iter().filter(|span| !span.is_empty()).collect::<Vec<_>>().join(", ");
        [days, hours].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let parts: Vec<String> = parts.into_iter().map(words).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { described(schedules) } else { parts.join("; ") }
}

/// Without days and hours, what the schedules say of themselves.
fn described(schedules: &[&Value]) -> String {
    let texts: Vec<String> =
        schedules.iter().map(|schedule| text(schedule, "description")).filter(|t| !t.is_empty()).collect();
    texts.join("; ")
}

fn text(schedule: &Value, key: &str) -> String {
    schedule.get(key).and_then(plain).unwrap_or_default()
}

fn openings(schedule: &Value) -> Vec<Opening> {
    let hours = match (time(&text(schedule, "opens_at")), time(&text(schedule, "closes_at"))) {
        (opens, _) if opens.is_empty() => String::new(),
        (opens, closes) if closes.is_empty() => opens,
        // A span that ends at midnight is written with 00:00 in real feeds.
        (opens, closes) if closes == "00:00" => format!("{opens}-24:00"),
        (opens, closes) => format!("{opens}-{closes}"),
    };
    let ends = day_of(schedule, ["valid_to", "until"])
        .map(|day| format!(" (until {})", day.format("%-d %b %Y")))
        .unwrap_or_default();
    let hours = format!("{hours}{ends}");
    let byday = text(schedule, "byday");
    let named = if byday.is_empty() { text(schedule, "weekday") } else { byday };
    let monthly = text(schedule, "freq") == "MONTHLY";
    let every = text(schedule, "interval");
    let often = if every == "2" && !monthly { "every other " } else { "" };
    let mut found: Vec<Opening> = named
        .split([',', ' '])
        .filter_map(day)
        .map(|(rank, which, name)| {
            let days = match (which, monthly) {
                (Some(which), _) => format!("{which} {name} of the month"),
                (None, true) => format!("monthly on {name}"),
                (None, false) => format!("{often}{name}"),
            };
            Opening { rank: if monthly { rank + 7 } else { rank }, days, hours: hours.clone() }
        })
        .collect();
    let dates = text(schedule, "bymonthday");
    if found.is_empty() && !dates.is_empty() {
        found.push(Opening { rank: 20, days: format!("day {dates} of the month"), hours });
    } else if found.is_empty() && !hours.is_empty() {
        found.push(Opening { rank: 30, days: String::new(), hours });
    }
    found
}

/// Place in the week, which of the month, and name of a day such as `MO`, `1TU`, `-1FR` or `Monday`.
fn day(code: &str) -> Option<(usize, Option<&'static str>, &'static str)> {
    let letters = code.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
    let count = code.strip_suffix(letters)?;
    let which = match count.trim_start_matches('+') {
        "1" => Some("first"),
        "2" => Some("second"),
        "3" => Some("third"),
        "4" => Some("fourth"),
        "5" => Some("fifth"),
        "-1" => Some("last"),
        _ => None,
    };
    let wanted = letters.to_lowercase();
    let found = DAYS.iter().position(|(code, word, _)| code.to_lowercase() == wanted || *word == wanted)?;
    DAYS.get(found).map(|(_, _, name)| (found, which, *name))
}

/// `10:00` of `10:00:00` or `10:00`.
fn time(text: &str) -> String {
    let mut parts = text.trim().splitn(3, ':');
    match (parts.next(), parts.next()) {
        (Some(hour), Some(minute)) if !hour.is_empty() => {
            format!("{hour:0>2}:{}", minute.chars().take(2).collect::<String>())
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(schedules: &Value) -> String {
        line(&schedules.as_array().unwrap().iter().collect())
    }

    #[test]
    fn the_week_is_read_in_its_order_with_all_hours_of_a_day() {
        let week = json!([
            {"freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "18:00:00"},
            {"freq": "WEEKLY", "byday": "MO", "opens_at": "13:00:00", "closes_at": "17:00:00"},
            {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00:00", "closes_at": "12:00:00"},
            {"weekday": "Saturday", "opens_at": "20:00", "closes_at": "00:00"},
        ]);
        assert_eq!(said(&week), "Mon 09:00-12:00, 13:00-17:00; Tue 10:00-18:00; Sat 20:00-24:00");
    }

    #[test]
    fn months_and_every_other_week_are_said() {
        let month = json!([
            {"freq": "MONTHLY", "byday": "-1FR", "opens_at": "10:00", "closes_at": "12:00"},
            {"freq": "WEEKLY", "interval": 2, "byday": "WE,TH", "opens_at": "10:00"},
        ]);
        assert_eq!(
            said(&month),
            "every other Wed 10:00; every other Thu 10:00; last Fri of the month 10:00-12:00"
        );
        assert_eq!(said(&json!([{"description": "By appointment"}])), "By appointment");
        let ended =
            json!([{"byday": "TU", "opens_at": "10:00", "closes_at": "12:00", "valid_to": "2024-12-05"}]);
        assert_eq!(said(&ended), "Tue 10:00-12:00 (until 5 Dec 2024)");
    }
}
