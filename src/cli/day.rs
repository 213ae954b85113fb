//! Reminders as `today`, `due` and the lists show them; `kith due`.

use chrono::NaiveDate;
use clap::Args;

use super::desk::Desk;
use super::json::Item;
use super::output::Row;
use crate::domain::{name, vocabulary, when};
use crate::fault::Fault;
use crate::store::page::Span;
use crate::store::today::{Between, DueRow, WaitingRow};

/// How many rows are read at a time.
pub const PAGE: usize = 500;

/// The keys of a reminder or of somebody who waits, in `today` and `due`.
pub const KEYS: [&str; 15] = [
    "group",
    "kind",
    "id",
    "subject",
    "name",
    "what",
    "due",
    "due_at",
    "days_late",
    "person_id",
    "asset_id",
    "safe_contact",
    "recurrence",
    "tries",
    "worker_id",
];

/// List the reminders that are due, the latest first in line
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
}

impl Due {
    /// Lists them.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        let today = desk.clock.today();
        let until = match &self.until {
            Some(text) => when::read_day(text, today).map_err(Fault::usage)?,
            None => today,
        };
        let store = desk.open()?;
        let worker = desk.whose(&store, self.mine)?;
        let headings = &["Due", "Name", "Reminder is for", "Reminder"];
        let mut list = desk.out.list(KEYS.to_vec(), headings, "Nothing is due.")?;
        let most = self.limit.unwrap_or(usize::MAX);
        let mut shown = 0;
        loop {
            let span = Span { from: shown, most: PAGE.min(most - shown) };
            let page = store.due(worker, Between { from: None, until }, span)?;
            shown += page.rows.len();
            let empty = page.rows.is_empty();
            let rows = page.rows.iter().map(|row| reminder(row, today)).collect();
            desk.out.rows(&mut list, rows)?;
            if empty || shown >= most || desk.out.closed() {
                return desk.out.end(&list, page.total);
            }
        }
    }
}

/// Which part of the day's list a reminder stands in.
pub fn group(due: NaiveDate, today: NaiveDate) -> &'static str {
    match due.cmp(&today) {
        std::cmp::Ordering::Less => "late",
        std::cmp::Ordering::Equal => "today",
        std::cmp::Ordering::Greater => "next",
    }
}

/// A reminder as a row.
pub fn reminder(row: &DueRow, today: NaiveDate) -> Row {
    let listed = name::listed(&row.family, &row.given, "");
    let name = if row.person.is_some() { listed } else { row.asset_name.clone() };
    let subject = match (row.person, row.asset) {
        (Some(id), _) => format!("person:{id}"),
        (None, Some(id)) => format!("asset:{id}"),
        (None, None) => String::new(),
    };
    let late = when::days_late(row.due_on, today);
    let item = Item::new()
        .with("group", group(row.due_on, today))
        .with("kind", "follow_up")
        .with("id", row.follow_up.0)
        .text("subject", &subject)
        .text("name", &name)
        .with("what", row.what.as_str())
        .with("due", row.due_on.to_string())
        .shown("due_at", row.due_at.map(|time| time.format("%H:%M")))
        .with("days_late", late.unwrap_or(0))
        .with("person_id", row.person.map(|id| id.0))
        .with("asset_id", row.asset.map(|id| id.0))
        .text("safe_contact", &row.safe_contact)
        .text("recurrence", &row.recurrence)
        .with("tries", row.tries)
        .with("worker_id", row.worker.map(|id| id.0));
    let time = row.due_at.map(when::show_time);
    let due = match (late, time) {
        (Some(days), _) => when::late_words(days),
        (None, Some(time)) if row.due_on == today => time,
        (None, None) if row.due_on == today => "any time".to_owned(),
        (None, Some(time)) => format!("{} {time}", when::show_day_short(row.due_on, today)),
        (None, None) => when::show_day_short(row.due_on, today),
    };
    let cells = vec![due, name, with_care(&row.what, &row.safe_contact), row.follow_up.to_string()];
    Row { item, cells }
}

/// Somebody who waits for a first contact as a row.
pub fn waiting(row: &WaitingRow, today: NaiveDate) -> Row {
    let name = name::listed(&row.family, &row.given, "");
    let days = today.signed_duration_since(row.since).num_days();
    let late = row.contact_by.and_then(|day| when::days_late(day, today)).unwrap_or(0);
    let source = vocabulary::REFERRAL_SOURCE.label(&row.source);
    let what = match (row.referrer.is_empty(), row.language.is_empty()) {
        (true, true) => source.to_owned(),
        (false, true) => format!("{source}: {}", row.referrer),
        (true, false) => format!("{source}; {}", row.language),
        (false, false) => format!("{source}: {}; {}", row.referrer, row.language),
    };
    let item = Item::new()
        .with("group", "waiting")
        .with("kind", "person")
        .with("id", row.person.0)
        .with("subject", format!("person:{}", row.person))
        .with("name", name.as_str())
        .with("what", "First contact")
        .shown("due", row.contact_by)
        .with("due_at", serde_json::Value::Null)
        .with("days_late", late)
        .with("person_id", row.person.0)
        .with("asset_id", serde_json::Value::Null)
        .text("safe_contact", &row.safe_contact)
        .with("recurrence", serde_json::Value::Null)
        .with("tries", 0)
        .with("worker_id", serde_json::Value::Null)
        .with("waiting_since", row.since.to_string())
        .with("days_waiting", days)
        .with("source", row.source.as_str())
        .text("referrer", &row.referrer)
        .text("urgency", &row.urgency)
        .text("language", &row.language);
    let waits = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    Row { item, cells: vec![waits, name, with_care(&what, &row.safe_contact), row.person.to_string()] }
}

/// What is to be done, with what must be known before one rings or writes.
fn with_care(what: &str, safe_contact: &str) -> String {
    if safe_contact.is_empty() { what.to_owned() } else { format!("{what} (! {safe_contact})") }
}
