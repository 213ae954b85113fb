//! How names, days and choices are said in a sentence.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::entry::Values;
use crate::domain::{name, when};

/// A label inside a sentence; one that begins with initials (`GP`) keeps them.
pub fn low(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(|c| c.is_uppercase() || c == '&') => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// A text as a sentence begins and ends: a capital first, one full stop last.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let begun: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    if begun.is_empty() || begun.ends_with(['.', '?', '!']) { begun } else { format!("{begun}.") }
}

/// Sentences one after the other; empty ones are left out.
pub fn sentences<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> String {
    let all = parts.into_iter().map(|part| sentence(part.as_ref()));
    all.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The name of a person as it is said, what they like to be called first: `Bet, Elizabeth OKONKWO`.
pub fn person(given: &str, family: &str, preferred: &str) -> String {
    let spoken = name::spoken(given, family);
    let (preferred, given) = (preferred.trim(), given.trim());
    if preferred.is_empty() || preferred == given { spoken } else { format!("{preferred}, {spoken}") }
}

/// The name of a person's record as it is said.
pub fn of_person(values: &Values) -> String {
    person(values.text("given"), values.text("family"), values.text("preferred"))
}

/// What a person is called to their face, for questions: `How did you contact Ada?`
pub fn called(values: &Values) -> String {
    let names = ["preferred", "given", "family"].map(|field| values.text(field).trim());
    names.into_iter().find(|name| !name.is_empty()).unwrap_or("them").to_owned()
}

/// A date of birth in a sentence: `14 July 1945`.
pub fn birth(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// A day in a sentence with its time, and how far off it is: `Tuesday 10 March 2026, 14:00, in 7 days`.
pub fn moment(day: NaiveDate, time: Option<NaiveTime>, today: NaiveDate) -> String {
    let mut words = when::show_day_long(day);
    if let Some(time) = time {
        words = format!("{words}, {}", when::show_time(time));
    }
    if day == today {
        return words;
    }
    let away = when::relative(day, today);
    format!("{words}, {}", away.split(" (").next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_name_is_said_first() {
        assert_eq!(person("Elizabeth", "Okonkwo", "Bet"), "Bet, Elizabeth OKONKWO");
        assert_eq!(person("Ada", "Okonkwo", "Ada"), "Ada OKONKWO");
        assert_eq!(person("", "Suharto", ""), "SUHARTO");
    }

    #[test]
    fn sentences_begin_with_a_capital_and_end_once() {
        assert_eq!(
            sentences(["3 days late", "", "no voicemail.", "why?"]),
            "3 days late. No voicemail. Why?"
        );
        assert_eq!(low("A&E visits"), "A&E visits");
        assert_eq!((low("GP").as_str(), low("E-mail").as_str()), ("GP", "e-mail"));
    }

    #[test]
    fn a_day_is_said_whole_with_its_distance() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        assert_eq!(moment(day(10), None, day(3)), "Tuesday 10 March 2026, in 7 days");
        let nine = NaiveTime::from_hms_opt(9, 10, 0);
        assert_eq!(moment(day(3), nine, day(3)), "Tuesday 3 March 2026, 09:10");
    }
}
