//! What a typed day means, whichever way it is put; and why one could not be read.

use chrono::{Datelike as _, NaiveDate};

use super::spoken::{spanned, spoken};
use super::token::Token;
use super::written::{named, numeric};
use super::{FIRST_YEAR, LAST_YEAR};

/// Which way a day that could be either is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// The next one: reminders and plans.
    Ahead,
    /// The last one: what has been done.
    Back,
}

/// Why a text was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It has not the shape of a day at all.
    Unknown,
    /// It has the shape of a day, and this sentence says what is wrong with it.
    Said(String),
}

impl Trouble {
    /// The sentence for the person who typed it; `examples` is what to say when the text means nothing.
    ///
    /// It never holds the text itself, which may be anybody's name put in the wrong place.
    pub(super) fn told(self, examples: &str) -> String {
        match self {
            Self::Said(said) => said,
            Self::Unknown => format!("That cannot be read as a date. {examples}"),
        }
    }
}

/// A day, or why it could not be read.
pub(super) type Day = Result<NaiveDate, Trouble>;

/// What fills in the parts that were not typed: today, and which way to go from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub(super) today: NaiveDate,
    pub(super) lean: Lean,
}

/// The day these pieces mean.
pub(super) fn read(tokens: &[Token<'_>], near: Near) -> Day {
    spoken(tokens, near)
        .or_else(|| spanned(tokens, near.today))
        .or_else(|| numeric(tokens, Some(near)))
        .or_else(|| named(tokens, Some(near)))
        .unwrap_or(Err(Trouble::Unknown))
        .and_then(in_range)
}

/// The day of birth these pieces write out; spoken days, and years left out or cut to two digits, are refused.
pub(super) fn birth(tokens: &[Token<'_>]) -> Day {
    numeric(tokens, None).or_else(|| named(tokens, None)).unwrap_or(Err(Trouble::Unknown)).and_then(in_range)
}

/// The day itself, unless its year is outside what kith keeps.
pub(super) fn in_range(day: NaiveDate) -> Day {
    if (FIRST_YEAR..=LAST_YEAR).contains(&day.year()) { Ok(day) } else { Err(out_of_range()) }
}

/// A refusal in one sentence.
pub(super) fn said(sentence: &str) -> Trouble {
    Trouble::Said(sentence.to_owned())
}

/// The refusal of a year outside what kith keeps.
pub(super) fn out_of_range() -> Trouble {
    said(&format!("The year must be from {FIRST_YEAR} to {LAST_YEAR}."))
}
