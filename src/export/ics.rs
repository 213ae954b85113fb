//! Reminders as an iCalendar file (RFC 5545): stable ids, so that reading it again renews what is there.
//!
//! A calendar leaves the caseload, so it holds initials and nothing else about anyone.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::domain::recurrence::{Every, Recurrence};

/// The longest line, in octets.
const LONGEST: usize = 75;

/// One reminder of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The universal id, which never changes.
    pub uid: String,
    /// How often it has changed: a higher number replaces a lower one.
    pub sequence: i64,
    /// The day.
    pub day: NaiveDate,
    /// The time in the United Kingdom; `None` for any time of the day.
    pub time: Option<NaiveTime>,
    /// What a calendar shows.
    pub summary: String,
    /// One line more.
    pub description: String,
    /// How often it comes again.
    pub again: Option<Recurrence>,
    /// It is done, moved away or put away: a calendar takes it out.
    pub cancelled: bool,
}

/// A whole calendar; `stamp` is the instant in UTC, as `20260303T091400Z`.
pub fn calendar(entries: &[Entry], stamp: &str) -> String {
    let mut text = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kith//reminders//EN", "CALSCALE:GREGORIAN"] {
        put(&mut text, line);
    }
    put(&mut text, "METHOD:PUBLISH");
    for line in LONDON {
        put(&mut text, line);
    }
    for entry in entries {
        event(&mut text, entry, stamp);
    }
    put(&mut text, "END:VCALENDAR");
    text
}

/// The rule of British time since 1996, for programs that do not know the name.
const LONDON: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "DTSTART:19810329T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

fn event(text: &mut String, entry: &Entry, stamp: &str) {
    put(text, "BEGIN:VEVENT");
    put(text, &format!("UID:{}@kith", entry.uid));
    put(text, &format!("DTSTAMP:{stamp}"));
    put(text, &format!("SEQUENCE:{}", entry.sequence));
    let day = entry.day.format("%Y%m%d");
    if let Some(time) = entry.time {
        put(text, &format!("DTSTART;TZID=Europe/London:{day}T{}", time.format("%H%M%S")));
        put(text, "DURATION:PT30M");
    } else {
        put(text, &format!("DTSTART;VALUE=DATE:{day}"));
        // The end of a whole day is the day after.
        let end = entry.day.succ_opt().unwrap_or(entry.day);
        put(text, &format!("DTEND;VALUE=DATE:{}", end.format("%Y%m%d")));
        put(text, "TRANSP:TRANSPARENT");
    }
    if let Some(again) = entry.again.filter(|_| !entry.cancelled) {
        put(text, &format!("RRULE:{}", rule(again, entry.day)));
    }
    put(text, &format!("SUMMARY:{}", escaped(&entry.summary)));
    put(text, &format!("DESCRIPTION:{}", escaped(&entry.description)));
    put(text, "CLASS:PRIVATE");
    put(text, if entry.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    put(text, "END:VEVENT");
}

/// A recurrence as calendars say it; the 31st falls on the last day of a short month.
fn rule(again: Recurrence, from: NaiveDate) -> String {
    let (every, unit, on) = again.parts();
    let often = match unit {
        Every::Day => "DAILY",
        Every::Week => "WEEKLY",
        Every::Month => "MONTHLY",
    };
    let mut rule = format!("FREQ={often};INTERVAL={every}");
    // Only where the first day is one of those days: a calendar cannot begin outside its own rule.
    let last = from.with_day(1).and_then(|first| first.checked_add_months(chrono::Months::new(1)));
    let last = last.and_then(|next| next.pred_opt()).map_or(31, |day| day.day());
    if let Some(on) = on.filter(|on| from.day() == last.min(*on)) {
        let days: Vec<String> = (28..=on).map(|day| day.to_string()).collect();
        let _ = write!(rule, ";BYMONTHDAY={};BYSETPOS=-1", days.join(","));
    }
    rule
}

/// A text with what has a meaning of its own in a calendar made plain.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                plain.push('\\');
                plain.push(letter);
            }
            '\n' => plain.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => plain.push(letter),
        }
    }
    plain
}

/// Puts a line, folded so that none is longer than 75 octets and no letter is cut in two.
fn put(text: &mut String, line: &str) {
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::recurrence;

    fn entry(day: &str) -> Entry {
        Entry {
            uid: "0195-a".to_owned(),
            sequence: 0,
            day: day.parse().unwrap(),
            time: None,
            summary: "AO: reminder".to_owned(),
            description: "kith reminder 12".to_owned(),
            again: None,
            cancelled: false,
        }
    }

    fn lines(entry: Entry) -> Vec<String> {
        let text = calendar(&[entry], "20260303T091400Z");
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        let from = text.find("BEGIN:VEVENT").unwrap();
        text[from..].split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_reminder_for_a_day_takes_the_whole_day_and_one_with_a_time_is_in_british_time() {
        let all_day = lines(entry("2028-02-29"));
        assert!(all_day.contains(&"DTSTART;VALUE=DATE:20280229".to_owned()), "{all_day:?}");
        assert!(all_day.contains(&"DTEND;VALUE=DATE:20280301".to_owned()), "{all_day:?}");
        let timed = lines(Entry { time: NaiveTime::from_hms_opt(14, 30, 0), ..entry("2026-03-29") });
        assert!(timed.contains(&"DTSTART;TZID=Europe/London:20260329T143000".to_owned()), "{timed:?}");
        for line in ["CLASS:PRIVATE", "STATUS:CONFIRMED", "UID:0195-a@kith", "SEQUENCE:0"] {
            assert!(timed.contains(&line.to_owned()), "{line} in {timed:?}");
        }
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_no_letter_is_cut_in_two() {
        let long =
            Entry {
                summary: "Ü".repeat(60), description: "a, b; c\\d\ne".to_owned(), ..entry("2026-03-03")
            };
        let lines = lines(long);
        assert!(lines.iter().all(|line| line.len() <= 75), "{lines:?}");
        let at = lines.iter().position(|line| line.starts_with("SUMMARY:")).unwrap();
        assert!(lines[at + 1].starts_with(" Ü"), "{lines:?}");
        let unfolded = lines.join("\r\n").replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:{}", "Ü".repeat(60))));
        assert!(unfolded.contains("DESCRIPTION:a\\, b\\; c\\\\d\\ne"), "{unfolded}");
    }

    #[test]
    fn what_comes_again_is_a_rule_and_a_31st_falls_on_the_last_day_of_a_short_month() {
        let again = |code: &str, day: &str| {
            let lines = lines(Entry { again: recurrence::parse(code), ..entry(day) });
            lines.into_iter().find(|line| line.starts_with("RRULE")).unwrap()
        };
        assert_eq!(again("2w", "2026-03-03"), "RRULE:FREQ=WEEKLY;INTERVAL=2");
        assert_eq!(again("10d", "2026-03-03"), "RRULE:FREQ=DAILY;INTERVAL=10");
        assert_eq!(
            again("1m31", "2026-02-28"),
            "RRULE:FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
        );
        assert_eq!(again("1m31", "2026-03-03"), "RRULE:FREQ=MONTHLY;INTERVAL=1");
    }

    #[test]
    fn a_reminder_that_is_over_is_taken_out_and_comes_no_more() {
        let over =
            Entry { cancelled: true, sequence: 2, again: recurrence::parse("1w"), ..entry("2026-03-03") };
        let lines = lines(over);
        assert!(lines.contains(&"STATUS:CANCELLED".to_owned()) && lines.contains(&"SEQUENCE:2".to_owned()));
        assert!(!lines.iter().any(|line| line.starts_with("RRULE")), "{lines:?}");
    }
}
