//! `kith today`: what is late, due today, due in the next seven days, and who waits for a first contact.

use clap::Args;

use super::day::{KEYS, reminder, waiting};
use super::desk::Desk;
use super::output::{Format, Row};
use super::table::Table;
use crate::domain::id::WorkerId;
use crate::domain::when;
use crate::fault::Fault;
use crate::store::Store;
use crate::store::page::Span;
use crate::store::today::Between;

/// At most so many rows of each part are printed for people; scripts get every one.
const SHOWN: usize = 50;

/// Say what to do now: what is late, for today and the next 7 days, and who waits for a first contact
#[derive(Args)]
pub struct Today {
    /// Only your own and nobody's
    #[arg(long)]
    mine: bool,
}

/// One part of the day.
struct Part {
    title: &'static str,
    word: &'static str,
    rows: Vec<Row>,
    total: usize,
}

impl Today {
    /// Prints the day.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let store = desk.open()?;
        let worker = desk.whose(&store, self.mine)?;
        day(desk, &store, worker)
    }
}

/// Prints the day of a worker, or of everyone.
pub fn day(desk: &mut Desk, store: &Store, worker: Option<WorkerId>) -> Result<(), Fault> {
    let most = if desk.out.format == Format::Text { SHOWN } else { usize::MAX };
    let parts = parts(desk, store, worker, most)?;
    if desk.out.format != Format::Text {
        let mut list = desk.out.list(KEYS.to_vec(), &[], "")?;
        let total = parts.iter().map(|part| part.total).sum();
        for part in parts {
            desk.out.rows(&mut list, part.rows)?;
        }
        return desk.out.end(&list, total);
    }
    let text = words(desk, &parts);
    desk.out.text(&text)
}

fn parts(desk: &Desk, store: &Store, worker: Option<WorkerId>, most: usize) -> Result<Vec<Part>, Fault> {
    let today = desk.clock.today();
    let next = Between { from: today.succ_opt(), ..Between::today(today) };
    let ways = [
        ("LATE", "late", Between::late(today)),
        ("TODAY", "today", Between::on(today)),
        ("NEXT 7 DAYS", "next", next),
    ];
    let mut parts = Vec::new();
    for (title, word, days) in ways {
        let page = store.due(worker, days, Span::first(most))?;
        let rows = page.rows.iter().map(|row| reminder(row, today)).collect();
        parts.push(Part { title, word, rows, total: page.total });
    }
    let page = store.waiting(worker, Span::first(most))?;
    let rows = page.rows.iter().map(|row| waiting(row, today)).collect();
    parts.push(Part { title: "WAITING FOR FIRST CONTACT", word: "waiting", rows, total: page.total });
    Ok(parts)
}

fn words(desk: &Desk, parts: &[Part]) -> String {
    let today = desk.clock.today();
    let count = |word: &str| parts.iter().find(|part| part.word == word).map_or(0, |part| part.total);
    let late = match count("late") {
        0 => "Nothing is late".to_owned(),
        1 => "1 reminder is late".to_owned(),
        n => format!("{n} reminders are late"),
    };
    let due = match count("today") {
        0 => "nothing is for today".to_owned(),
        1 => "1 is for today".to_owned(),
        n => format!("{n} are for today"),
    };
    let mut text = format!("{}. {late}, and {due}.\n", when::show_day_long(today));
    let mut table = Table::new(&[], desk.out.width);
    let lines =
        |part: &Part| -> Vec<Vec<String>> { part.rows.iter().map(|row| cells(row, part.word)).collect() };
    table.settle(&parts.iter().flat_map(lines).collect::<Vec<_>>());
    for part in parts.iter().filter(|part| part.total > 0) {
        text.push_str(&format!("\n{} ({})\n", part.title, part.total));
        text.push_str(&table.page(&lines(part), false));
        if part.total > part.rows.len() {
            text.push_str(&format!("  and {} more\n", part.total - part.rows.len()));
        }
    }
    if count("waiting") == 0 {
        text.push_str("\nNobody waits for a first contact.\n");
    }
    text.truncate(text.trim_end().len());
    text
}

/// The cells of a line: a mark, when, who, what, and the number to use in the next command.
fn cells(row: &Row, word: &str) -> Vec<String> {
    let late = row.item.cell("days_late") != "0";
    let mut cells = vec![if late { "!" } else { " " }.to_owned()];
    cells.extend(row.cells.iter().cloned());
    if let Some(number) = cells.last_mut() {
        *number = format!("{} {number}", if word == "waiting" { "person" } else { "reminder" });
    }
    cells
}
