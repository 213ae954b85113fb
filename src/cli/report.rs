//! `kith report`: figures of the caseload and of the community's side, each with what it counts and its rows.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::desk::{Desk, whose};
use super::export;
use super::json::Item;
use super::output::{Format, Row};
use crate::export::report as forms;
use crate::fault::Fault;
use crate::report::rows::{self, RowLine};
use crate::report::{Figure, Report as Answer, caseload, community};
use crate::store::Store;
use crate::store::page::Span;

/// The reports there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// Who is where, what is late, who gives and receives, who stands where on the way.
    Caseload,
    /// Who refers, who has gone quiet, who still waits to hear from us.
    Referrers,
    /// What the community does not have yet, and who waits for it.
    Gaps,
    /// How far the directory can be trusted.
    Assets,
    /// Funding that ends, month by month, with who would be left without it.
    Funding,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Md,
    /// One page that loads nothing.
    Html,
    /// Rows of figures.
    Csv,
    /// Data.
    Json,
}

/// Print the figures of the caseload, of referrers, gaps, assets or funding
#[derive(Args)]
pub struct Report {
    /// Which report
    #[arg(value_enum)]
    which: Which,
    /// Only your own people and nobody's (caseload)
    #[arg(long)]
    mine: bool,
    /// Say below each figure what it counts
    #[arg(long)]
    definitions: bool,
    /// As what; text unless --json or --csv is given
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Into this new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// List the rows behind the figure of this name
    #[arg(long, value_name = "FIGURE")]
    rows: Option<String>,
}

impl Report {
    /// Prints the report.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let store = desk.open()?;
        let today = desk.clock.today();
        if self.mine && self.which != Which::Caseload {
            return Err(Fault::usage("Only the report caseload can be of your own people."));
        }
        let report = match self.which {
            Which::Caseload => caseload::ask(&store, whose(&store, self.mine)?, today)?,
            Which::Referrers => community::referrers(&store, today)?,
            Which::Gaps => community::gaps(&store, today)?,
            Which::Assets => community::assets(&store, today)?,
            Which::Funding => community::funding(&store, today)?,
        };
        if let Some(name) = &self.rows {
            return behind(desk, &store, &report, name);
        }
        let form = self.format.unwrap_or(match desk.out.format {
            Format::Text => Form::Text,
            Format::Csv => Form::Csv,
            Format::Json => Form::Json,
        });
        match (&self.out, form) {
            (None, form) => desk.out.text(written(&report, form, self.definitions)?.trim_end()),
            (Some(path), form) => {
                let text = written(&report, form, self.definitions)?;
                export::to_file(path, |take| take(&text).map(|_| 1))?;
                desk.out.say(&format!("Written: {}", path.display()));
                Ok(())
            }
        }
    }
}

/// The whole report in a form.
fn written(report: &Answer, form: Form, definitions: bool) -> Result<String, Fault> {
    Ok(match form {
        Form::Text => forms::text(report, definitions) + "\n",
        Form::Md => forms::markdown(report),
        Form::Html => forms::page(report),
        Form::Csv => forms::csv(report),
        Form::Json => {
            let mut text = super::json::written(&json(report))?;
            text.push('\n');
            text
        }
    })
}

/// Lists the rows behind a figure.
fn behind(desk: &mut Desk, store: &Store, report: &Answer, name: &str) -> Result<(), Fault> {
    let wanted = crate::domain::fold::fold(name);
    let all = || report.sections.iter().flat_map(|section| &section.figures);
    let Some(figure) = all().find(|figure| crate::domain::fold::fold(&figure.name) == wanted) else {
        let names: Vec<&str> = all().map(|figure| figure.name.as_str()).collect();
        return Err(Fault::missing("There is no figure of that name in this report.")
            .hint(format!("There are: {}.", names.join(", "))));
    };
    let mut list = desk.out.list(
        vec!["kind", "id", "name", "detail"],
        &["Name", "", "No."],
        "There are no rows behind it.",
    )?;
    let page = rows::open(store, &figure.rows, Span::first(usize::MAX))?;
    let row = |line: &RowLine| {
        let (entity, id) = line.record;
        let item = Item::new()
            .with("kind", entity.table())
            .with("id", id)
            .with("name", line.name.as_str())
            .with("detail", line.detail.as_str());
        Row { item, cells: vec![line.name.clone(), line.detail.clone(), format!("{} {id}", entity.word())] }
    };
    let all = page.rows.iter().map(row).collect();
    desk.out.rows(&mut list, all)?;
    desk.out.end(&list, page.total)
}

fn figure(figure: &Figure) -> Item {
    Item::new()
        .with("name", figure.name.as_str())
        .with("value", figure.value)
        .with("unit", figure.unit)
        .with("of", figure.of)
        .with("definition", figure.definition)
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
