//! When in the week something is, read out of the words people write: `Tue 12:00-14:00`, `Mondays, 2pm to 4pm`, `Daily`.
//!
//! The words are always kept and shown as they were written. What is read here only narrows a search and weighs a match,
//! so words that cannot be read mean "not known", never "never".

use super::{fold, when};

/// The short names of the days, from Monday on.
pub const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Their long names, folded.
pub const LONG: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// The parts of a day.
pub const PARTS: [&str; 3] = ["morning", "afternoon", "evening"];

/// Midday, in minutes.
const NOON: u16 = 12 * 60;
/// When an evening begins, in minutes.
const EVENING: u16 = 17 * 60;
/// When the small hours end, in minutes.
const SMALL_HOURS: u16 = 6 * 60;
/// A day, in minutes.
const WHOLE: u16 = 24 * 60;

/// The mornings, afternoons and evenings of a week, a bit for each: Monday morning is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week(pub u32);

impl Week {
    /// One part of one day, from 0 (Monday, morning).
    pub fn of(day: usize, part: usize) -> Self {
        Self(1 << (day % 7 * 3 + part % 3))
    }

    /// The whole of a day.
    pub fn day(day: usize) -> Self {
        Self(0b111 << (day % 7 * 3))
    }

    /// A part of every day.
    pub fn every(part: usize) -> Self {
        (0..7).fold(Self::default(), |week, day| week.and(Self::of(day, part)))
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    #[must_use]
    pub fn meets(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether it is at no time that is known.
    pub fn is_unknown(self) -> bool {
        self.0 == 0
    }

    /// The days on which it is, in words: `Tue and Thu`, `Mon, Tue and Fri`.
    pub fn days(self) -> String {
        let names: Vec<&str> = (0..7)
            .filter(|day| !self.meets(Self::day(*day)).is_unknown())
            .filter_map(|day| DAYS.get(day).copied())
            .collect();
        match names.as_slice() {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}

/// What was read out of a line of times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// When in the week.
    pub week: Week,
    /// A span that ends before it begins, as it was written.
    pub backwards: Option<String>,
    /// A time that no clock shows, as it was written: `25:00`.
    pub impossible: Option<String>,
}

/// A word of the line.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    /// A day of the week, from 0.
    Day(usize),
    /// Several days at once.
    Days(u8),
    /// A time, in minutes since midnight; whether it was said which half of the day it is in.
    Time(u16, bool),
    /// A part of the day.
    Part(usize),
    /// From one to the other.
    To,
    /// Not on what follows.
    Not,
    /// A mark that ends one thing and begins another.
    Break,
}

/// Reads when in the week something is.
pub fn read(text: &str) -> Timetable {
    let mut found = Timetable::default();
    let tokens = tokens(text, &mut found.impossible);
    let (mut days, mut timed, mut not) = (0_u8, true, false);
    let mut left_out = Week::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match *token {
            Token::Day(day) => {
                let fresh = if timed { 0 } else { days };
                let (more, read) = span_of_days(day, rest(&tokens, at));
                at += read;
                if not {
                    left_out = left_out.and(whole(more));
                    continue;
                }
                days = fresh | more;
                timed = false;
                if next_time(rest(&tokens, at)).is_none() {
                    found.week = found.week.and(whole(more));
                }
            }
            Token::Days(more) => {
                days = if timed { more } else { days | more };
                timed = false;
                if next_time(rest(&tokens, at)).is_none() {
                    found.week = found.week.and(whole(days));
                }
            }
            Token::Time(from, known) => {
                let (until, read) = span_of_time(from, known, rest(&tokens, at));
                at += read;
                timed = true;
                let on = if days == 0 { 0b111_1111 } else { days };
                match until {
                    Some((from, until)) if until < from => {
                        found.backwards.get_or_insert_with(|| {
                            format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
                        });
                    }
                    Some((from, until)) if days != 0 => found.week = found.week.and(hours(on, from, until)),
                    None if days != 0 => found.week = found.week.and(hours(on, from, from + 1)),
                    _ => {}
                }
            }
            Token::Part(part) => {
                timed = true;
                let on = if days == 0 { 0b111_1111 } else { days };
                for day in (0..7).filter(|day| on & (1 << day) != 0) {
                    found.week = found.week.and(Week::of(day, part));
                }
            }
            Token::Not => not = true,
            // `Mon; Tue 2pm`: the mark ends what the days before it say.
            Token::Break => (timed, not) = (true, false),
            Token::To => {}
        }
    }
    found.week = Week(found.week.0 & !left_out.0);
    found
}

/// The words from a place on.
fn rest(tokens: &[Token], at: usize) -> &[Token] {
    tokens.get(at..).unwrap_or_default()
}

/// Whether a time or a part of the day follows before another stretch begins.
fn next_time(tokens: &[Token]) -> Option<()> {
    for token in tokens {
        match token {
            Token::Time(..) | Token::Part(_) => return Some(()),
            Token::Break | Token::Not => return None,
            _ => {}
        }
    }
    None
}

/// The days from one on, where `to` another follows; and how many words that took.
fn span_of_days(first: usize, rest: &[Token]) -> (u8, usize) {
    if let [Token::To, Token::Day(last), ..] = rest {
        let mut days = 0;
        let mut day = first;
        loop {
            days |= 1 << day;
            if day == *last {
                return (days, 2);
            }
            day = (day + 1) % 7;
        }
    }
    (1 << first, 0)
}

/// The span that a time begins, both ends in minutes, and how many words that took. `2 to 4pm` is from 14:00.
fn span_of_time(from: u16, known: bool, rest: &[Token]) -> (Option<(u16, u16)>, usize) {
    let [Token::To, Token::Time(until, until_known), ..] = rest else { return (None, 0) };
    let (mut from, mut until) = (from, *until);
    if !known && *until_known && until > NOON && from < NOON && from + NOON <= until {
        from += NOON;
    } else if known && !until_known && until < from && until + NOON > from && until < NOON {
        until += NOON;
    } else if !known && !until_known && until < from && from <= NOON {
        // `10-2`: nobody meets from ten at night to two.
        until += NOON;
    }
    // What begins in the evening and ends in the small hours is on the day on which it begins.
    if until == 0 || from >= EVENING && until <= SMALL_HOURS {
        until = WHOLE;
    }
    (Some((from, until)), 2)
}

fn whole(days: u8) -> Week {
    (0..7).filter(|day| days & (1 << day) != 0).fold(Week::default(), |week, day| week.and(Week::day(day)))
}

/// The parts of the days that a span touches.
fn hours(days: u8, from: u16, until: u16) -> Week {
    let touched = [(0, NOON), (NOON, EVENING), (EVENING, WHOLE)];
    let mut week = Week::default();
    for (part, (begins, ends)) in touched.into_iter().enumerate() {
        if from < ends && until > begins {
            for day in (0..7).filter(|day| days & (1 << day) != 0) {
                week = week.and(Week::of(day, part));
            }
        }
    }
    week
}

fn tokens(text: &str, impossible: &mut Option<String>) -> Vec<Token> {
    let mut words: Vec<String> = Vec::new();
    for letter in text.chars() {
        let digit = letter.is_ascii_digit();
        match letter {
            '-' | '–' | '—' | '−' => words.push("-".to_owned()),
            ';' | '\n' | ',' | '&' | '+' | '/' | '(' | ')' => words.push(letter.to_string()),
            _ if letter.is_whitespace() => words.push(String::new()),
            _ => {
                let joins = words.last().is_some_and(|word| {
                    let last = word.chars().next_back();
                    last.is_some_and(|last| {
                        let number = last.is_ascii_digit() || matches!(last, ':' | '.');
                        let this = digit || matches!(letter, ':' | '.');
                        last != '-' && !";,&+/()\n".contains(last) && (number == this || (digit && number))
                    })
                });
                match words.last_mut() {
                    Some(word) if joins => word.push(letter),
                    _ => words.push(letter.to_string()),
                }
            }
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let half = words.get(at).map(|next| fold::fold(next));
            // `until 5 Mar 2026` is a day, no time.
            if half.as_deref().and_then(when::month).is_some() {
                continue;
            }
            let half = half.as_deref().filter(|half| matches!(*half, "am" | "pm" | "a" | "p" | "noon"));
            at += usize::from(half.is_some());
            let time = time(word, half);
            if time.is_none() && word.contains(':') {
                impossible.get_or_insert_with(|| (*word).to_owned());
            }
            tokens.extend(time);
            continue;
        }
        tokens.extend(word_token(word));
    }
    tokens
}

fn word_token(word: &str) -> Option<Token> {
    match word {
        "-" => return Some(Token::To),
        ";" | "\n" | "(" | ")" => return Some(Token::Break),
        _ => {}
    }
    let word = fold::fold(word);
    let word = word.as_str();
    match word {
        "to" | "until" | "till" | "til" => return Some(Token::To),
        "not" | "except" | "closed" => return Some(Token::Not),
        "daily" | "everyday" => return Some(Token::Days(0b111_1111)),
        "weekdays" | "weekday" => return Some(Token::Days(0b001_1111)),
        "weekends" | "weekend" => return Some(Token::Days(0b110_0000)),
        "noon" | "midday" | "lunchtime" => return Some(Token::Time(NOON, true)),
        "mornings" | "afternoons" | "evenings" | "nights" | "night" => {
            let part = ["mornings", "afternoons", "evenings"].iter().position(|name| *name == word);
            return Some(Token::Part(part.unwrap_or(2)));
        }
        _ => {}
    }
    if let Some(part) = PARTS.iter().position(|part| word == *part) {
        return Some(Token::Part(part));
    }
    let day = word.trim_end_matches('s');
    let found = LONG.iter().position(|long| {
        let long = long.trim_end_matches('s');
        day == long || (day.len() >= 3 && long.starts_with(day)) || (day == "weds" && long == "wednesday")
    });
    found.map(Token::Day)
}

/// A time of day: `14:00`, `2.30 pm`, `10`; `None` for any other number.
fn time(word: &str, half: Option<&str>) -> Option<Token> {
    let mut parts = word.trim_end_matches(['.', ':']).splitn(2, [':', '.']);
    let hour: u16 = parts.next()?.parse().ok()?;
    let minute: u16 = match parts.next() {
        Some(minute) => minute.parse().ok()?,
        None => 0,
    };
    if hour > 24 || minute > 59 {
        return None;
    }
    let hour = match half {
        Some("pm" | "p") if hour < 12 => hour + 12,
        Some("am" | "a") if hour == 12 => 0,
        _ => hour,
    };
    let known = half.is_some() || word.contains(':') || hour > 12 || (word.contains('.') && hour >= 9);
    Some(Token::Time((hour * 60 + minute).min(WHOLE), known))
}

#[cfg(test)]
mod tests;
