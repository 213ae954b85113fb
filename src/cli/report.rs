//! `kith report`: the figures of the caseload, each with what it counts.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};

use super::desk::{Desk, whose};
use super::json::Item;
use super::output::{Format, Row};
use crate::fault::Fault;
use crate::report::{Figure, Report as Answer, caseload};

/// The reports there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// Who is where, what is late, who gives and receives, who stands where on the way.
    Caseload,
}

/// Print the figures of the caseload
#[derive(Args)]
pub struct Report {
    /// Which report
    #[arg(value_enum)]
    which: Which,
    /// Only your own people and nobody's
    #[arg(long)]
    mine: bool,
    /// Say below each figure what it counts
    #[arg(long)]
    definitions: bool,
}

impl Report {
    /// Prints the report.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let store = desk.open()?;
        let worker = whose(&store, self.mine)?;
        let report = match self.which {
            Which::Caseload => caseload::ask(&store, worker, desk.clock.today())?,
        };
        match desk.out.format {
            Format::Text => desk.out.text(&words(&report, self.definitions)),
            Format::Csv => rows(desk, &report),
            Format::Json => desk.out.json(&json(&report)),
        }
    }
}

fn words(report: &Answer, definitions: bool) -> String {
    let mut text = format!("{}\n", report.title);
    for section in &report.sections {
        let _ = write!(text, "\n{}\n", section.title);
        for figure in &section.figures {
            let _ = writeln!(text, "  {:<44} {}", figure.name, figure.shown());
            if definitions {
                let _ = writeln!(text, "      {}", figure.definition);
            }
        }
        for table in &section.tables {
            for row in std::iter::once(&table.columns).chain(&table.rows) {
                let _ = writeln!(text, "  {}", row.join("  "));
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn figure(figure: &Figure) -> Item {
    Item::new()
        .with("name", figure.name.as_str())
        .with("value", figure.value)
        .with("unit", figure.unit)
        .with("of", figure.of)
        .with("definition", figure.definition)
}

fn rows(desk: &mut Desk, report: &Answer) -> Result<(), Fault> {
    let keys = vec!["section", "name", "value", "unit", "of", "definition"];
    let mut list = desk.out.list(keys, &[], "")?;
    let row = |section: &str, one: &Figure| {
        let item = Item::new()
            .with("section", section)
            .with("name", one.name.as_str())
            .with("value", one.value)
            .with("unit", one.unit)
            .with("of", one.of)
            .with("definition", one.definition);
        Row { item, cells: Vec::new() }
    };
    let rows: Vec<Row> = report
        .sections
        .iter()
        .flat_map(|section| section.figures.iter().map(|one| row(&section.title, one)))
        .collect();
    let total = rows.len();
    desk.out.rows(&mut list, rows)?;
    desk.out.end(&list, total)
}

fn json(report: &Answer) -> Item {
    let sections = report.sections.iter().map(|section| {
        let tables = section
            .tables
            .iter()
            .map(|table| Item::new().with("columns", table.columns.clone()).with("rows", table.rows.clone()));
        Item::new()
            .with("title", section.title.as_str())
            .items("figures", section.figures.iter().map(figure).collect())
            .items("tables", tables.collect())
    });
    Item::new()
        .with("version", 1)
        .with("title", report.title.as_str())
        .with("from", serde_json::Value::Null)
        .with("to", serde_json::Value::Null)
        .items("sections", sections.collect())
}
