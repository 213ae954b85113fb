//! Questions asked of the caseload; the answers are data that every format draws.

pub mod activity;
pub mod allot;
pub mod beginning;
pub mod caseload;
pub mod catalogue;
pub mod causes;
pub mod closure;
pub mod community;
pub mod counted;
pub mod days;
pub mod details;
pub mod disclosure;
pub mod equity;
pub mod everything;
pub mod growing;
pub mod impact;
pub mod joined;
pub mod letter;
pub mod listed;
mod lowered;
pub mod measured;
pub mod missing;
mod months;
mod narrowed;
pub mod noticeboard;
pub mod outcomes;
pub mod pairing;
pub mod path;
pub mod person;
pub mod reciprocity;
mod referrers;
pub mod rhythm;
pub mod rows;
pub mod said;
pub mod shared;
pub mod supervision;
mod table;
pub mod timeline;
pub mod today;
mod veil;
pub mod waiting;
pub mod way;

pub use table::{Adds, Number, Opens, Table};
pub use veil::restricted_behind;

use serde::Serialize;

use rows::RowsOf;

/// A report: figures and tables under titles, each figure with its definition and the rows behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What it is about.
    pub title: String,
    /// Its parts, in the order they are read.
    pub sections: Vec<Section>,
}

/// One part of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Default)]
pub struct Section {
    /// What the part is about.
    pub title: String,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is called.
    pub name: String,
    /// How many.
    pub value: usize,
    /// Of what: `people`, `reminders`.
    pub unit: &'static str,
    /// Out of how many, where it is a share.
    pub of: Option<usize>,
    /// How many there were in as many days before, where it is compared.
    pub before: Option<usize>,
    /// Of how many it is the middle, where it is one; of none there is no number.
    pub describes: Option<usize>,
    /// It is not told, so that nobody can be known from it; then the number is gone, too.
    pub hidden: bool,
    /// Its whole is not told: `of` is gone.
    pub of_hidden: bool,
    /// What there was before is not told: `before` is gone.
    pub before_hidden: bool,
    /// What is counted, in a sentence or two.
    pub definition: &'static str,
    /// The rows behind it.
    #[serde(skip)]
    pub rows: RowsOf,
}

impl Figure {
    /// A figure with its unit and its definition.
    pub fn new(
        name: impl Into<String>,
        value: usize,
        unit: &'static str,
        definition: &'static str,
        rows: RowsOf,
    ) -> Self {
        Self {
            name: name.into(),
            value,
            unit,
            of: None,
            before: None,
            describes: None,
            hidden: false,
            of_hidden: false,
            before_hidden: false,
            definition,
            rows,
        }
    }

    /// The same as a share of a whole.
    #[must_use]
    pub fn of(mut self, whole: usize) -> Self {
        self.of = Some(whole);
        self
    }

    /// The same beside what it was in as many days before.
    #[must_use]
    pub fn compared(mut self, before: usize) -> Self {
        self.before = Some(before);
        self
    }

    /// The share in whole hundredths; `None` where there is no whole, where it is empty, and where the figure is not told.
    pub fn percent(&self) -> Option<usize> {
        let whole = self.of.filter(|whole| *whole > 0 && !self.hidden)?;
        Some((self.value * 200 + whole) / (whole * 2))
    }

    /// What it says in words where there is no number to tell: nobody to describe, or nothing that it could be a share of.
    pub fn in_words(&self) -> Option<&'static str> {
        match self.of {
            _ if self.hidden => None,
            _ if self.describes == Some(0) => Some("nobody yet"),
            Some(0) => Some("none to count"),
            _ => None,
        }
    }

    /// The figure as it is read: `12`, `3 of 8 (38%)`, `none to count`, `12, before: 9`; what is not told is a `*`.
    pub fn shown(&self) -> String {
        let now = match (self.of, self.percent()) {
            _ if self.hidden => HIDDEN.to_owned(),
            _ if self.in_words().is_some() => self.in_words().unwrap_or_default().to_owned(),
            _ if self.of_hidden => format!("{} of {HIDDEN}", self.value),
            (Some(whole), Some(percent)) => format!("{} of {whole} ({percent}%)", self.value),
            (Some(whole), None) => format!("{} of {whole}", self.value),
            _ => self.value.to_string(),
        };
        match self.before {
            Some(before) => format!("{now}, before: {before}"),
            None if self.before_hidden => format!("{now}, before: {HIDDEN}"),
            None => now,
        }
    }
}

/// What stands where too few are counted to describe them.
pub const TOO_FEW: &str = "too few";

/// What stands where a number is not told.
pub const HIDDEN: &str = "*";

/// `1 person`, `3 people`: a count with its word in the right number.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// The text, or `Not known` where there is none.
pub fn known(text: &str) -> String {
    if text.trim().is_empty() { "Not known".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_says_its_whole_and_never_divides_by_nothing() {
        let share =
            |value, whole| Figure::new("Asked", value, "people", "", RowsOf::Nothing).of(whole).shown();
        assert_eq!(share(3, 8), "3 of 8 (38%)");
        assert_eq!(share(0, 0), "none to count");
        assert_eq!(share(1, 1), "1 of 1 (100%)");
        assert_eq!(Figure::new("Late", 2, "reminders", "", RowsOf::Nothing).shown(), "2");
    }

    #[test]
    fn a_middle_of_nobody_is_no_number_of_days() {
        let days = Figure::new("Days to the first give", 0, "days", "", RowsOf::Nothing);
        assert_eq!(days.shown(), "0");
        assert_eq!(Figure { describes: Some(0), ..days }.shown(), "nobody yet");
    }

    #[test]
    fn one_is_said_as_one() {
        assert_eq!(counted(1, "person", "people"), "1 person");
        assert_eq!(counted(0, "person", "people"), "0 people");
        assert_eq!(known("  "), "Not known");
    }
}
