//! Reminders as a calendar file, for `kith due --ics` and `kith export follow-ups`.

use std::path::Path;

use chrono::{Days, NaiveDate};

use super::desk::Desk;
use super::export::{hyphen, to_file};
use super::json::Item;
use super::output::Format;
use crate::domain::id::WorkerId;
use crate::domain::vocabulary::FOLLOW_UP_RULE;
use crate::domain::{name, recurrence};
use crate::export::ics::{self, Entry};
use crate::fault::Fault;
use crate::report::counted;
use crate::store::Store;
use crate::store::today::calendar::CalendarRow;

/// For so many days a reminder that is over is still told, so that calendars take it out.
const TOLD: u64 = 90;

/// Writes the reminders that are due by a day (all, where none is named) as a calendar.
pub fn write(
    desk: &mut Desk,
    store: &Store,
    worker: Option<WorkerId>,
    until: Option<NaiveDate>,
    out: Option<&Path>,
) -> Result<(), Fault> {
    let today = desk.clock.today();
    // Days are compared as text, so the last one has four digits of a year.
    let until = until.or_else(|| NaiveDate::from_ymd_opt(9999, 12, 31)).unwrap_or(today);
    let since = today.checked_sub_days(Days::new(TOLD)).unwrap_or(today);
    let rows = store.calendar(worker, until, since)?;
    let entries: Vec<Entry> = rows.iter().map(entry).collect();
    let open = rows.iter().filter(|row| row.open).count();
    let text = ics::calendar(&entries, &desk.clock.instant().format("%Y%m%dT%H%M%SZ").to_string());
    let Some(path) = out.filter(|path| !hyphen(path)) else { return desk.out.data(&text) };
    to_file(path, |take| take(&text).map(|_| open))?;
    let file = path.display().to_string();
    if desk.out.format == Format::Json {
        let item = Item::new().with("version", 1).with("file", file);
        return desk.out.json(&item.with("kind", "follow_up").with("count", open));
    }
    let count = counted(open, "reminder", "reminders");
    desk.out.done(&format!("Wrote {count} to {file}. It names people by their initials only."))
}

fn entry(row: &CalendarRow) -> Entry {
    let initials = name::initials(&row.given, &row.family);
    let what = match row.rule.as_str() {
        "" => "reminder".to_owned(),
        rule => FOLLOW_UP_RULE.label(rule).to_lowercase(),
    };
    let summary = if initials.is_empty() { format!("kith: {what}") } else { format!("{initials}: {what}") };
    Entry {
        uid: row.uid.clone(),
        sequence: row.changes,
        day: row.due_on,
        time: row.due_at,
        summary,
        description: format!("Reminder {} in kith. Open kith to see what it is for.", row.id),
        again: recurrence::parse(&row.recurrence),
        cancelled: !row.open,
    }
}
