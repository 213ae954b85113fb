//! `kith today`: the whole day's work in one list.

use std::fmt::Write as _;

use clap::Args;

use super::day::{KEYS, row};
use super::desk::{Desk, whose};
use super::output::Format;
use super::table::Table;
use crate::domain::id::WorkerId;
use crate::domain::when;
use crate::fault::Fault;
use crate::report::today::{self, GroupOf, Row};
use crate::store::Store;

/// At most so many rows of each part are printed for people; scripts get every one.
const SHOWN: usize = 50;

/// Say what to do now: what is late, for today and the next 7 days, who waits, and what was done
#[derive(Args)]
pub struct Today {
    /// Only your own and nobody's
    #[arg(long)]
    mine: bool,
}

impl Today {
    /// Prints the day.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let store = desk.open()?;
        let worker = whose(&store, self.mine)?;
        day(desk, &store, worker)
    }
}

/// Prints the day of a worker, or of everyone.
pub fn day(desk: &mut Desk, store: &Store, worker: Option<WorkerId>) -> Result<(), Fault> {
    let on = desk.clock.today();
    if desk.out.format == Format::Text {
        let text = words(desk, &today::ask(store, worker, on, SHOWN)?);
        return desk.out.text(&text);
    }
    let day = today::ask(store, worker, on, usize::MAX)?;
    let mut list = desk.out.list(KEYS.to_vec(), &[], "")?;
    for group in &day.groups {
        let rows = group.rows.iter().map(|one| row(store, one)).collect::<Result<_, _>>()?;
        desk.out.rows(&mut list, rows)?;
    }
    desk.out.end(&list, day.groups.iter().map(|group| group.total).sum())
}

fn words(desk: &Desk, day: &today::Today) -> String {
    let mut text = format!("{}. {}\n", when::show_day_long(day.on), day.sentence);
    let mut table = Table::new(&[], desk.out.width);
    table.settle(&day.groups.iter().flat_map(|group| &group.rows).map(cells).collect::<Vec<_>>());
    for group in day.groups.iter().filter(|group| group.total > 0) {
        let note = if group.note.is_empty() { String::new() } else { format!("   {}", group.note) };
        let _ = write!(text, "\n{}{note}\n", group.heading());
        for row in &group.rows {
            text.push_str(&table.page(&[cells(row)], false));
            if !row.detail.is_empty() {
                let _ = writeln!(text, "{}{}", " ".repeat(table.start_of(2)), row.detail);
            }
        }
        if group.total > group.rows.len() {
            let _ = writeln!(text, "   and {} more", group.total - group.rows.len());
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The cells of a line: a mark, when, who, what, and the number to name in the next command.
fn cells(row: &Row) -> Vec<String> {
    let number = match (row.group, row.follow_up, row.person) {
        (GroupOf::Stale, ..) => "kith list stale".to_owned(),
        (GroupOf::Funding, ..) => "kith list funding".to_owned(),
        (GroupOf::NotAsked, ..) => "kith list not-asked".to_owned(),
        (GroupOf::Drafts, ..) | (_, None, None) => String::new(),
        (GroupOf::Waiting, _, Some(id)) | (_, None, Some(id)) => format!("person {id}"),
        (_, Some(id), _) => format!("reminder {id}"),
    };
    let mark = if row.marked { "!" } else { " " };
    vec![mark.to_owned(), row.when.clone(), row.name.clone(), row.what.clone(), number]
}
