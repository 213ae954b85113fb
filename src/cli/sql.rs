//! `kith sql`: one question over the documented views, for whoever would else open the live file with another program.

use std::time::Duration;

use clap::Args;
use serde_json::Value as Json;

use super::desk::Desk;
use super::json::Item;
use super::output::{List, Out, Row};
use super::prompt;
use crate::fault::Fault;
use crate::store::StoreError;
use crate::store::sql::views;
use crate::store::sql::{Cell, EXAMPLE, LONGEST, Takes};

/// So many rows are given where nothing else is said.
const MOST: usize = 100_000;

/// Ask the caseload by SQL: one SELECT over the documented views
///
/// Only the views can be read; nothing can be changed. What was put away and whoever is restricted is left out. That it
/// was looked is recorded, without the words of the question.
#[derive(Args)]
pub struct Sql {
    /// The question; a hyphen or nothing reads it from standard input
    query: Option<String>,
    /// Say which views there are and what their columns hold
    #[arg(long, conflicts_with = "query")]
    views: bool,
    /// At most so many rows
    #[arg(long, default_value_t = MOST, value_name = "ROWS")]
    limit: usize,
    /// Stop after so many seconds
    #[arg(long, default_value_t = LONGEST.as_secs(), value_name = "SECONDS")]
    seconds: u64,
}

impl Sql {
    /// Answers the question, or lists the views.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.views {
            return list_views(desk);
        }
        let query = match self.query.as_deref() {
            Some(query) if query != "-" => query.to_owned(),
            _ => prompt::standard_input()?,
        };
        if query.trim().is_empty() {
            return Err(
                Fault::usage("Say what is asked.").hint(format!("For example: kith sql \"{EXAMPLE}\""))
            );
        }
        let mut store = desk.open()?;
        store.limit_memory()?;
        let restricted = store.restricted_people()?.len();
        let mut writer =
            Writer { out: &mut desk.out, list: None, names: Vec::new(), gathered: Vec::new(), failed: None };
        let ended = store.answer(&query, self.limit, Duration::from_secs(self.seconds), &mut writer);
        if ended.is_ok() {
            writer.write();
        }
        let Writer { list, failed, .. } = writer;
        if let Some(fault) = failed {
            return Err(fault);
        }
        let ended = ended.map_err(|error| match error {
            StoreError::Rule(words) => Fault::usage(words),
            other => other.into(),
        })?;
        if let Some(list) = list {
            desk.out.end(&list, ended.rows)?;
        }
        if ended.more {
            desk.out.warn(&format!("There are more rows than {}. To have more: --limit ROWS", self.limit));
        }
        match restricted {
            0 => {}
            1 => desk.out.warn("1 restricted record is left out."),
            n => desk.out.warn(&format!("{n} restricted records are left out.")),
        }
        Ok(())
    }
}

fn list_views(desk: &mut Desk) -> Result<(), Fault> {
    let keys = vec!["view", "column", "about"];
    let mut list = desk.out.list(keys, &["View", "Column", "What it holds"], "")?;
    let mut rows = Vec::new();
    for view in views::all() {
        for (column, about) in &view.columns {
            let item = Item::new().with("view", view.name.as_str()).with("column", column.as_str());
            let cells = vec![view.name.clone(), column.clone(), about.clone()];
            rows.push(Row { item: item.with("about", about.as_str()), cells });
        }
    }
    let total = rows.len();
    desk.out.rows(&mut list, rows)?;
    desk.out.end(&list, total)
}

/// So many rows are gathered before they are written.
const PAGE: usize = 200;

/// Writes an answer as it comes.
struct Writer<'o> {
    out: &'o mut Out,
    list: Option<List>,
    names: Vec<&'static str>,
    gathered: Vec<Row>,
    failed: Option<Fault>,
}

impl Writer<'_> {
    /// Writes what was gathered; whether more is wanted.
    fn write(&mut self) -> bool {
        let rows = std::mem::take(&mut self.gathered);
        let done = self.list.as_mut().map_or(Ok(()), |list| self.out.rows(list, rows));
        self.failed = done.err();
        self.failed.is_none() && !self.out.closed()
    }
}

impl Takes for Writer<'_> {
    fn columns(&mut self, names: Vec<String>) -> Result<(), StoreError> {
        let mut own: Vec<String> = Vec::with_capacity(names.len());
        for name in names {
            // An object has each key once.
            let taken = |name: &str| own.iter().any(|there| there == name);
            let numbered = (2..).map(|n| format!("{name}_{n}"));
            let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name));
            own.push(free.unwrap_or(name));
        }
        // They live as long as the answer, which is the last thing the process does.
        self.names = own.into_iter().map(|name| &*Box::leak(name.into_boxed_str())).collect();
        let headings: &'static [&'static str] = Box::leak(self.names.clone().into_boxed_slice());
        match self.out.list(self.names.clone(), headings, "No rows.") {
            Ok(list) => self.list = Some(list),
            Err(fault) => self.failed = Some(fault),
        }
        Ok(())
    }

    fn row(&mut self, cells: Vec<Cell>) -> Result<bool, StoreError> {
        let mut row = Row { item: Item::new(), cells: Vec::with_capacity(cells.len()) };
        for (name, cell) in self.names.iter().zip(cells) {
            let (value, text) = match cell {
                Cell::Null => (Json::Null, String::new()),
                Cell::Integer(number) => (Json::from(number), number.to_string()),
                Cell::Real(number) => (Json::from(number), number.to_string()),
                Cell::Text(text) => (Json::from(text.as_str()), text),
            };
            row.item = row.item.with(name, value);
            row.cells.push(text);
        }
        self.gathered.push(row);
        Ok(if self.gathered.len() < PAGE { self.failed.is_none() } else { self.write() })
    }
}
