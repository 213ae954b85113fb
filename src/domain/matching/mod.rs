//! Which assets fit a person, and which offers fit which wishes: pure scoring, always with its reasons.
//!
//! Nothing here is worked out by a machine that cannot say why. A group without a telephone, a web page or an
//! organisation scores no less for it, and where two fit alike the group stands before the service.

pub mod access;
mod fit;
mod pair;
pub mod plain;
pub mod stems;
mod synonyms;
pub mod weight;
mod word;

use chrono::NaiveDate;

pub use fit::{Measure, condition, condition_points, fit};
pub use pair::{Shared, Wish, area_number, pair, pair_score, welcomes};
pub use synonyms::{Synonyms, Unread};
pub use word::{same_word, stem, telling_words};

pub use super::place::Distance;
use super::place::Spot;
use super::sieve::Facts;
use super::timetable::Week;
use super::when;
use access::Access;

/// More than so many miles is far, where nobody said how far a person can travel.
const FAR_MILES: u8 = 10;

/// One reason for, against, or only worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// For (`true`), against (`false`), or only information.
    pub good: Option<bool>,
    /// What it weighs: points of `docs/matching.md`; 0 for information.
    pub points: i64,
    /// The words: `matches "gardening" (interests)`.
    pub text: String,
}

impl Reason {
    /// A reason for.
    pub fn plus(text: impl Into<String>) -> Self {
        Self { good: Some(true), points: 0, text: text.into() }
    }

    /// A reason against.
    pub fn minus(text: impl Into<String>) -> Self {
        Self { good: Some(false), points: 0, text: text.into() }
    }

    /// Only information.
    pub fn info(text: impl Into<String>) -> Self {
        Self { good: None, points: 0, text: text.into() }
    }

    /// The mark that stands before it on a screen: `+`, `-` or `.`.
    pub fn mark(&self) -> char {
        match self.good {
            Some(true) => '+',
            Some(false) => '-',
            None => '.',
        }
    }
}

/// Where a word of a person was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whence {
    /// In what they offer.
    Offers,
    /// In what they would like.
    Wishes,
    /// In a goal.
    Goals,
    /// In what matters to them.
    Plan,
    /// In what is written about them.
    About,
    /// In a note or a contact.
    Notes,
}

impl Whence {
    /// The word that stands in brackets: `offers`, `would like`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Offers => "offers",
            Self::Wishes => "would like",
            Self::Goals => "goals",
            Self::Plan => "what matters",
            Self::About => "about them",
            Self::Notes => "notes",
        }
    }

    fn points(self) -> i64 {
        match self {
            Self::Offers | Self::Wishes => weight::WORD,
            Self::Goals | Self::Plan | Self::About => weight::OWN_WORD,
            Self::Notes => weight::NOTE_WORD,
        }
    }

    /// How many words of that sort count at most.
    fn most(self) -> usize {
        match self {
            Self::Offers | Self::Wishes => usize::MAX,
            Self::Goals | Self::Plan | Self::About => 3,
            Self::Notes => 2,
        }
    }
}

/// An earlier or present connection of the person to an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The number of the asset.
    pub asset: i64,
    /// It goes on.
    pub goes_on: bool,
    /// How it went, in words: `stopped (cost)`.
    pub words: String,
}

/// What somebody looks for: what an asset is measured by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wants {
    /// Needs, as codes.
    pub needs: Vec<String>,
    /// Interests as codes, each with where it was said: `interests`, `offers`, `would like`.
    pub interests: Vec<(String, &'static str)>,
    /// Folded words of theirs that mean something, each with where it was written; the weightiest first.
    pub words: Vec<(String, Whence)>,
    /// Kinds of gift they offer, as codes, each with what it is.
    pub gifts: Vec<(String, String)>,
    /// The person's postcode, or nothing.
    pub postcode: String,
    /// Where they live, as well as it is known.
    pub spot: Option<Spot>,
    /// How far they can travel, in miles.
    pub travel: Option<i64>,
    /// When they are free; nothing where nobody asked.
    pub week: Week,
    /// What they can pay at most each time, in pence.
    pub cost_limit: Option<i64>,
    /// Their language, folded; nothing for English and where it is not known.
    pub language: String,
    /// They need an interpreter.
    pub interpreter: bool,
    /// What they need to get in and take part.
    pub access: Vec<Access>,
    /// Their age, in years.
    pub age: Option<i64>,
    /// What they were connected to.
    pub tried: Vec<Tried>,
}

impl Wants {
    /// Whether anything is known that an asset could meet.
    pub fn anything(&self) -> bool {
        !(self.needs.is_empty()
            && self.interests.is_empty()
            && self.words.is_empty()
            && self.gifts.is_empty()
            && self.language.is_empty())
    }
}

/// What is known of an asset when it is measured.
#[derive(Clone, Copy, Debug)]
pub struct Thing<'a> {
    /// Its number.
    pub asset: i64,
    /// Its name.
    pub name: &'a str,
    /// What it is narrowed by: its codes, when and where it is, what it costs, whether it runs.
    pub facts: Facts,
    /// The stems of its name and description, as [`stems`] keeps them.
    pub stems: &'a [u8],
    /// Its postcode.
    pub postcode: &'a str,
    /// What it costs, in its own words.
    pub cost: &'a str,
    /// What it says of access, folded.
    pub access: &'a str,
    /// The languages it names, folded.
    pub languages: &'a str,
    /// It is not to be printed or passed on.
    pub do_not_list: bool,
    /// After so many days they are to be checked again.
    pub recheck_days: u32,
}

/// How well something fits, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// Points for less points against; more is better.
    pub score: i64,
    /// How much of what was wanted is met; 0 is nothing at all.
    pub met: usize,
    /// How far away it is, where both places are known.
    pub distance: Option<Distance>,
    /// The reasons: for, then against, then information.
    pub reasons: Vec<Reason>,
    /// Only the points are wanted: no reason is put into words.
    quiet: bool,
}

/// Whether the details are too old for the default search. Details that were never checked only carry a warning.
pub fn stale(checked_on: Option<NaiveDate>, today: NaiveDate, days: u32) -> bool {
    checked_on.is_some_and(|day| days_since(day, today) > u64::from(days))
}

/// Whether an asset has closed, for good or for a time.
pub fn closed(status: &str) -> bool {
    matches!(status, "defunct" | "temporarily_closed" | "inactive")
}

/// The capacity of an asset that takes nobody new for now.
pub const PAUSED: &str = "paused";

/// Where a kind of asset stands among those that fit alike: groups and neighbours before places, services last.
pub fn standing(kind: &str) -> u8 {
    match kind {
        "association" | "individual_resident" => 0,
        "story_culture" | "place_physical" => 1,
        _ => 2,
    }
}

fn days_since(day: NaiveDate, today: NaiveDate) -> u64 {
    u64::try_from(today.signed_duration_since(day).num_days()).unwrap_or(0)
}

/// How long ago a day was, in days, weeks or months, always with its date: `5 months ago (Fri 3 Oct 2025)`.
pub fn ago(day: NaiveDate, today: NaiveDate) -> String {
    let days = days_since(day, today);
    let counted = match days {
        0..=20 => return when::relative(day, today),
        21..=60 => format!("{} weeks ago", days / 7),
        61..=729 => format!("{} months ago", days / 30),
        _ => format!("{} years ago", days / 365),
    };
    format!("{counted} ({})", when::show_day(day))
}

fn low(label: &str) -> String {
    label.to_lowercase()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
