//! Tables of a report: what their columns say and add up to, and which rows their numbers open.

use serde::Serialize;

use super::Figure;
use super::rows::RowsOf;

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
    /// What each column says, where it is more than a name.
    #[serde(skip)]
    pub means: Vec<(usize, &'static str)>,
    /// Of what its columns are numbers.
    #[serde(skip)]
    pub units: Vec<(usize, &'static str)>,
    /// What its numbers open.
    #[serde(skip)]
    pub opens: Vec<Opens>,
    /// Cells that tell how many some rows are that are told elsewhere, too: the row, the column, those rows.
    #[serde(skip)]
    pub tells: Vec<(usize, usize, RowsOf)>,
    /// Each row counts the same people again, so that a column adds up to nothing that is told elsewhere.
    #[serde(skip)]
    pub again: bool,
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

/// What a number in a table opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opens {
    /// The row it stands in.
    pub row: usize,
    /// The column it stands in; the first where it is the row itself that opens.
    pub column: usize,
    /// The number as a figure, with the rows behind it.
    pub figure: Figure,
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

    /// The same, with what columns say.
    #[must_use]
    pub fn meaning(mut self, means: &[(usize, &'static str)]) -> Self {
        self.means = means.to_vec();
        self
    }

    /// What a column says; nothing where its name is enough.
    pub fn means(&self, column: usize) -> Option<&'static str> {
        self.means.iter().find(|(own, _)| *own == column).map(|(_, words)| *words)
    }

    /// The rows that the number in a cell counts; nothing where there is no number. It is called by its row and its column.
    pub fn open(&mut self, row: usize, column: usize, unit: &'static str, rows: RowsOf) {
        let cell = |at: usize| self.rows.get(row).and_then(|cells| cells.get(at));
        let (Some(name), Some(Ok(value))) = (cell(0), cell(column).map(|text| text.parse())) else { return };
        let head = self.columns.get(column).map_or("", String::as_str);
        let name = format!("{name}: {}", head.to_lowercase());
        let definition = self.means(column).unwrap_or_default();
        if !self.units.contains(&(column, unit)) {
            self.units.push((column, unit));
        }
        self.opens.push(Opens { row, column, figure: Figure::new(name, value, unit, definition, rows) });
    }

    /// What a row opens, in the order of its columns.
    pub fn opened_by(&self, row: usize) -> impl Iterator<Item = &Figure> {
        self.opens.iter().filter(move |one| one.row == row).map(|one| &one.figure)
    }

    /// The same; where it has no rows, what is said instead: that there is nothing, and how something comes there.
    #[must_use]
    pub fn or_said(self, nothing: &str, how: &str) -> Self {
        if self.rows.is_empty() { Self::new([nothing], vec![vec![how.to_owned()]]) } else { self }
    }

    /// The same, with columns that may name people.
    #[must_use]
    pub fn naming(mut self, columns: &[usize]) -> Self {
        self.names = columns.to_vec();
        self
    }
}
