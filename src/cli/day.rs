//! Reminders and people who wait, as `today`, `due` and `list waiting` show them; `kith due`.

use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::calendar;
use super::desk::{Desk, whose};
use super::json::{self, Item};
use super::output::{Format, Row};
use crate::domain::entity::Entity;
use crate::domain::id::WorkerId;
use crate::domain::when;
use crate::fault::Fault;
use crate::report::counted;
use crate::report::today::{self, GroupOf};
use crate::store::Store;
use crate::store::page::Span;
use crate::store::today::Between;

/// How many rows are read at a time.
pub const PAGE: usize = 500;

/// The keys of a reminder, or of somebody who waits.
pub const KEYS: [&str; 16] = [
    "group",
    "kind",
    "id",
    "uid",
    "subject",
    "name",
    "what",
    "due",
    "due_at",
    "days_late",
    "when",
    "detail",
    "safe_contact",
    "person_id",
    "asset_id",
    "follow_up_id",
];

/// List the reminders that are due, as an e-mail, or as a calendar
///
/// For a message every morning: 0 7 * * 1-5 kith due --mine
#[derive(Args)]
pub struct Due {
    /// The last day to look at; today if nothing is said
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Only your own and nobody's
    #[arg(long)]
    mine: bool,
    /// At most so many
    #[arg(long)]
    limit: Option<usize>,
    /// Write a calendar (iCalendar), with initials and no other personal data; every day, unless --until says when to stop
    #[arg(long)]
    ics: bool,
    /// Write the calendar to this new file, which only you can read; a hyphen is standard output
    #[arg(long, value_name = "FILE", requires = "ics")]
    out: Option<PathBuf>,
}

impl Due {
    /// Lists them.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let today = desk.clock.today();
        if self.ics && desk.out.format != Format::Text {
            return Err(Fault::usage("A calendar is neither JSON nor rows.")
                .hint("Leave out --ics, or leave out --json and --csv."));
        }
        if self.ics {
            let until = self.until.as_deref().map(|text| when::read_day(text, today).map_err(Fault::usage));
            let until = until.transpose()?;
            let store = desk.open()?;
            let worker = whose(&store, self.mine)?;
            return calendar::write(desk, &store, worker, until, self.out.as_deref());
        }
        let until = match &self.until {
            Some(text) => when::read_day(text, today).map_err(Fault::usage)?,
            None => today,
        };
        let store = desk.open()?;
        let worker = whose(&store, self.mine)?;
        if desk.out.format == Format::Text {
            return self.letter(desk, &store, worker, until);
        }
        let headings = &["Due", "Name", "Reminder is for", "", "Reminder"];
        let mut list = desk.out.list(KEYS.to_vec(), headings, "Nothing is due.")?;
        let most = self.limit.unwrap_or(usize::MAX);
        let mut shown = 0;
        loop {
            let span = Span { from: shown, most: PAGE.min(most - shown) };
            let page = store.due(worker, Between { from: None, until }, span)?;
            shown += page.rows.len();
            let empty = page.rows.is_empty();
            let rows = page.rows.iter().map(|due| row(&store, &today::due_row(due, today)));
            let rows = rows.collect::<Result<_, _>>()?;
            desk.out.rows(&mut list, rows)?;
            if empty || shown >= most || desk.out.closed() {
                return desk.out.end(&list, page.total);
            }
        }
    }
}

impl Due {
    /// The reminders as they read well in an e-mail: one under the other, grouped by their day, nothing in columns.
    fn letter(
        &self,
        desk: &mut Desk,
        store: &Store,
        worker: Option<WorkerId>,
        until: NaiveDate,
    ) -> Result<(), Fault> {
        let today = desk.clock.today();
        let span = Span::first(self.limit.unwrap_or(usize::MAX));
        let page = store.due(worker, Between { from: None, until }, span)?;
        if page.rows.is_empty() {
            return desk.out.text("Nothing is due.");
        }
        let late = page.rows.iter().filter(|row| row.due_on < today).count();
        let late = match late {
            0 => "none is late".to_owned(),
            1 => "1 is late".to_owned(),
            n => format!("{n} are late"),
        };
        let count = counted(page.total, "reminder is", "reminders are");
        let mut text = format!("{count} due by {}, {late}.\n", when::show_day_long(until));
        let mut day = None;
        for due in &page.rows {
            if day != Some(due.due_on) {
                day = Some(due.due_on);
                let late = when::days_late(due.due_on, today)
                    .map_or_else(String::new, |days| format!(", {}", when::late_words(days)));
                let _ = write!(text, "\n{}{late}\n", when::show_day_long(due.due_on));
            }
            let row = today::due_row(due, today);
            let time = due.due_at.map_or_else(String::new, |time| format!("{}  ", when::show_time(time)));
            let who = if row.name.is_empty() { String::new() } else { format!("{}: ", row.name) };
            let _ = writeln!(text, "- {time}{who}{} (reminder {})", row.what, due.follow_up);
            let aside = row.aside.split("; ");
            let aside: Vec<&str> = aside
                .filter(|part| !part.starts_with("was due") && !part.starts_with("at ") && !part.is_empty())
                .collect();
            if !aside.is_empty() {
                let _ = writeln!(text, "  {}", aside.join("; "));
            }
            if !row.safe_contact.is_empty() {
                let _ = writeln!(text, "  ! {}", row.safe_contact);
            }
        }
        if page.total > page.rows.len() {
            let _ = writeln!(text, "\nand {} more", page.total - page.rows.len());
        }
        text.truncate(text.trim_end().len());
        desk.out.text(&text)
    }
}

/// A row of the day: when, who, what, more, and the number to name in the next command.
pub fn row(store: &Store, row: &today::Row) -> Result<Row, Fault> {
    let (kind, id) = match (row.group, row.follow_up) {
        (GroupOf::Waiting, _) | (_, None) => (Entity::Person, row.person),
        (_, id) => (Entity::FollowUp, id),
    };
    let subject = match (row.person, row.asset) {
        (Some(id), _) => format!("person:{id}"),
        (None, Some(id)) => format!("asset:{id}"),
        (None, None) => String::new(),
    };
    let item = Item::new()
        .with("group", row.group.code())
        .with("kind", kind.table())
        .with("id", id)
        .with("uid", json::uid(store, kind, id)?)
        .text("subject", &subject)
        .text("name", &row.name)
        .with("what", row.what.as_str())
        .shown("due", row.due)
        .with("due_at", row.time.clone())
        .with("days_late", row.days_late)
        .with("when", row.when.as_str())
        .text("detail", &row.detail)
        .text("safe_contact", &row.safe_contact)
        .with("person_id", row.person)
        .with("asset_id", row.asset)
        .with("follow_up_id", row.follow_up);
    let number = id.map_or(String::new(), |id| id.to_string());
    let cells = vec![row.when.clone(), row.name.clone(), row.what.clone(), row.detail.clone(), number];
    Ok(Row { item, cells })
}
