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
pub mod measured;
pub mod missing;
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
pub mod timeline;
pub mod today;
mod veil;
pub mod waiting;
pub mod way;

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

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Default)]
pub struct Table {
    /// The heads of its columns.
    pub columns: Vec<String>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// The columns that count people, or things that people did or that were done for them.
    #[serde(skip)]
    pub counts: Vec<usize>,
    /// The columns that are worked out from the counts of their row, and are hidden with them.
    #[serde(skip)]
    pub derived: Vec<usize>,
    /// The columns that may name people: they stay in the team.
    #[serde(skip)]
    pub names: Vec<usize>,
    /// The rows follow each other in time, and a chart may be drawn of the counts.
    #[serde(skip)]
    pub over_time: bool,
    /// What each row opens, where its rows open anything: a figure with the name of the row.
    #[serde(skip)]
    pub opens: Vec<Figure>,
    /// Cells that tell how many some rows are that are told elsewhere, too: the row, the column, those rows.
    #[serde(skip)]
    pub tells: Vec<(usize, usize, RowsOf)>,
    /// Columns that add up to what is told elsewhere.
    #[serde(skip)]
    pub adds: Vec<Adds>,
    /// Columns that count some of those of another column of their row: the part and the whole.
    #[serde(skip)]
    pub nested: Vec<(usize, usize)>,
    /// A column of shares: of how many, which is the whole of some rows without those rows.
    #[serde(skip)]
    pub shares: Option<(usize, usize, RowsOf)>,
    /// What is worked out here is not told of a row whose row of the same name, in the part of this title, does not tell all.
    #[serde(skip)]
    pub follows: Option<&'static str>,
}

/// A number that is told of some rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// How many they are.
    Rows(RowsOf),
    /// Of how many they are a share.
    WholeOf(RowsOf),
    /// How many of the whole they are not.
    RestOf(RowsOf),
}

/// Columns of a table that count what is told elsewhere in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adds {
    /// The columns.
    pub columns: Vec<usize>,
    /// The rows that count only such.
    pub within: Vec<usize>,
    /// The rows that may count such.
    pub over: Vec<usize>,
    /// Whether those rows count all of them.
    pub whole: bool,
    /// Whether a row may count the same ones again that another row counts.
    pub once: bool,
    /// Whether what is left beside the rows is somebody, too, and not told where it is few.
    pub rest: bool,
    /// The numbers they add up to.
    pub to: Vec<Number>,
}

impl Adds {
    /// A column that adds up to a number over some of the rows.
    pub fn exactly(columns: &[usize], rows: Vec<usize>, to: Vec<Number>) -> Self {
        let within = rows.clone();
        Self { columns: columns.to_vec(), within, over: rows, whole: true, once: false, rest: false, to }
    }

    /// A column that comes to a number at most, over some of the rows: what is left is the rest of it.
    pub fn at_most(columns: &[usize], rows: Vec<usize>, to: Vec<Number>) -> Self {
        let over = Vec::new();
        Self { columns: columns.to_vec(), within: rows, over, whole: false, once: false, rest: true, to }
    }
}

impl Table {
    /// A table of words.
    pub fn new<C: Into<String>>(columns: impl IntoIterator<Item = C>, rows: Vec<Vec<String>>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows, ..Self::default() }
    }

    /// The same, with columns that count people or what they did.
    #[must_use]
    pub fn counting(mut self, columns: &[usize]) -> Self {
        self.counts = columns.to_vec();
        self
    }

    /// The same, with columns that are worked out from the counts of their row.
    #[must_use]
    pub fn deriving(mut self, columns: &[usize]) -> Self {
        self.derived = columns.to_vec();
        self
    }

    /// The same, with columns that may name people.
    #[must_use]
    pub fn naming(mut self, columns: &[usize]) -> Self {
        self.names = columns.to_vec();
        self
    }
}

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
