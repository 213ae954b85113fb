//! `kith report`: figures of the caseload and of the community's side, each with what it counts and its rows.

use std::path::PathBuf;

use chrono::{Months, NaiveDate};
use clap::{Args, ValueEnum};

use super::desk::{Desk, whose};
use super::json::Item;
use super::output::{Format, Row};
use super::{export, subject};
use crate::domain::entity::Entity;
use crate::domain::id::AssetId;
use crate::domain::when;
use crate::export::report as forms;
use crate::fault::Fault;
use crate::report::outcomes::{self, Period};
use crate::report::rows::{self, RowLine};
use crate::report::{Figure, Report as Answer, allot, caseload, community, reciprocity};
use crate::store::Store;
use crate::store::give::measure::Scope;
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
    /// Who is asked, offers, gives and receives, who moves on the way, and where people are led.
    Reciprocity,
    /// How people were at first and later, by each instrument; only people with both
    Outcomes,
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
    /// The first day that counts (reciprocity); a year ago unless given
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day that counts (reciprocity); today unless given
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Only the people of this worker (reciprocity)
    #[arg(long, value_name = "WORKER")]
    worker: Option<String>,
    /// Only the people who have a place in this group, by its number (reciprocity)
    #[arg(long, value_name = "ASSET")]
    group: Option<String>,
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
        let narrowed = [&self.from, &self.to, &self.worker, &self.group].into_iter().any(Option::is_some);
        let outcomes = self.which == Which::Outcomes && self.group.is_none();
        if narrowed && self.which != Which::Reciprocity && !outcomes {
            return Err(Fault::usage(
                "Only the reports reciprocity and outcomes take days and a worker, and only reciprocity a group.",
            ));
        }
        let report = match self.which {
            Which::Reciprocity => self.reciprocity(&store, today)?,
            Which::Outcomes => self.outcomes(&store, today)?,
            Which::Caseload => caseload::ask(&store, whose(&store, self.mine)?, today)?,
            Which::Referrers => community::referrers(&store, today)?,
            Which::Gaps => community::gaps(&store, today)?,
            Which::Assets => community::assets(&store, today)?,
            Which::Funding => community::funding(&store, today)?,
        };
        if let Some(name) = &self.rows {
            return behind(desk, &store, &report, name);
        }
        // What stands at one moment has no first and last day.
        let days = match self.which {
            Which::Reciprocity | Which::Outcomes => Some(self.days(today)?),
            _ => None,
        };
        let form = self.format.unwrap_or(match desk.out.format {
            Format::Text => Form::Text,
            Format::Csv => Form::Csv,
            Format::Json => Form::Json,
        });
        match (&self.out, form) {
            (None, form) => desk.out.text(written(&report, days, form, self.definitions)?.trim_end()),
            (Some(path), form) => {
                let text = written(&report, days, form, self.definitions)?;
                export::to_file(path, |take| take(&text).map(|_| 1))?;
                desk.out.say(&format!("Written: {}", path.display()));
                Ok(())
            }
        }
    }
}

impl Report {
    /// The first and the last day that count: a year up to today unless given.
    fn days(&self, today: NaiveDate) -> Result<Days, Fault> {
        let day = |text: &Option<String>, usual| match text {
            Some(text) => when::read_past_day(text, today).map_err(Fault::usage),
            None => Ok(usual),
        };
        let to = day(&self.to, today)?;
        let from = day(&self.from, to.checked_sub_months(Months::new(12)).unwrap_or(to))?;
        if from > to {
            return Err(Fault::usage("The first day comes after the last."));
        }
        Ok((from, to))
    }

    fn outcomes(&self, store: &Store, today: NaiveDate) -> Result<Answer, Fault> {
        let (from, to) = self.days(today)?;
        let worker = self.worker.as_deref().map(|name| allot::worker(store, name)).transpose()?;
        Ok(outcomes::ask(store, Period { worker: worker.map(|worker| worker.id), from, to })?)
    }

    fn reciprocity(&self, store: &Store, today: NaiveDate) -> Result<Answer, Fault> {
        let (from, to) = self.days(today)?;
        let worker = self.worker.as_deref().map(|name| allot::worker(store, name)).transpose()?;
        let group =
            self.group.as_deref().map(|key| subject::of(key, Entity::Asset).map(AssetId)).transpose()?;
        let mut of = Vec::new();
        if let Some(worker) = &worker {
            of.push(format!("people of {}", worker.name));
        }
        if let Some(group) = group {
            of.push(store.needed(Entity::Asset, group.0)?.values.text("name").to_owned());
        }
        Ok(reciprocity::ask(
            store,
            Scope { worker: worker.map(|worker| worker.id), group, from, to },
            &of.join(", "),
        )?)
    }
}

/// The first and the last day that count.
type Days = (NaiveDate, NaiveDate);

/// The whole report in a form.
fn written(report: &Answer, days: Option<Days>, form: Form, definitions: bool) -> Result<String, Fault> {
    Ok(match form {
        Form::Text => forms::text(report, definitions) + "\n",
        Form::Md => forms::markdown(report),
        Form::Html => forms::page(report),
        Form::Csv => forms::csv(report),
        Form::Json => {
            let mut text = super::json::written(&json(report, days))?;
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

fn json(report: &Answer, days: Option<Days>) -> Item {
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
        .with("from", days.map(|(from, _)| from.to_string()))
        .with("to", days.map(|(_, to)| to.to_string()))
        .items("sections", sections.collect())
}
