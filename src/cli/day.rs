//! Reminders and people who wait, as `today`, `due` and `list waiting` show them; `kith due`.

use clap::Args;

use super::desk::{Desk, whose};
use super::json::{self, Item};
use super::output::Row;
use crate::domain::entity::Entity;
use crate::domain::when;
use crate::fault::Fault;
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
        let worker = whose(&store, self.mine)?;
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
