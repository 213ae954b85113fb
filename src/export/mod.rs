//! Values in, text out: CSV, JSON and the other formats; no I/O and no clock.
//!
//! A caller asks [`crate::report::listed::page`] for records, page by page, and writes what [`Sheet`] makes of them: its head, a
//! piece for every record, its tail. What is written reads back through `kith import` without a difference.

mod column;
pub mod csv;
pub mod everything;
pub mod html;
pub mod ics;
pub mod json;
pub mod letter;
pub mod noticeboard;
pub mod oruk;
pub mod report;
pub mod vcard;

use crate::domain::entity::Entity;
use crate::domain::field::Field;
use crate::report::listed::Listed;
use column::Column;

/// The formats an export is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A header and a row for each record; with a byte order mark for spreadsheets that need one.
    Csv {
        /// Whether the byte order mark is written.
        mark: bool,
    },
    /// One object with a version and all items.
    Json,
    /// One object a line.
    Ndjson,
}

/// A list of records as text.
#[derive(Clone, Debug)]
pub struct Sheet {
    format: Format,
    columns: Vec<Column>,
    rows: usize,
}

impl Sheet {
    /// An empty list of records of a kind.
    pub fn new(entity: Entity, format: Format) -> Self {
        Self { format, columns: column::of(entity), rows: 0 }
    }

    /// The headers, which are also the JSON keys, each with its field where it is one.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, Option<&'static Field>)> {
        self.columns.iter().map(|column| (column.name(), column.field()))
    }

    /// What comes before the first record.
    pub fn head(&self) -> String {
        match self.format {
            Format::Csv { mark } => csv::head(&self.columns, mark),
            Format::Json => "{\"version\":1,\"items\":[".to_owned(),
            Format::Ndjson => String::new(),
        }
    }

    /// One record.
    pub fn row(&mut self, listed: &Listed) -> String {
        let first = self.rows == 0;
        self.rows += 1;
        match self.format {
            Format::Csv { .. } => csv::row(&self.columns, listed),
            Format::Json if first => format!("\n{}", json::object(&self.columns, listed)),
            Format::Json => format!(",\n{}", json::object(&self.columns, listed)),
            Format::Ndjson => format!("{}\n", json::object(&self.columns, listed)),
        }
    }

    /// What comes after the last record.
    pub fn tail(&self) -> &'static str {
        if self.format == Format::Json { "\n]}\n" } else { "" }
    }
}
