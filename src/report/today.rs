//! Today in words: the whole day's work in one list, from what is late to what was done.

mod group;
mod work;

use chrono::{Days, NaiveDate};
use serde::Serialize;

pub use group::GroupOf;

use crate::domain::id::WorkerId;
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::domain::working_day::Nation;
use crate::domain::{cadence, name, recurrence, when};
use crate::store::figures::Set;
use crate::store::page::Span;
use crate::store::today::work::Work;
use crate::store::today::{Between, DAYS_AHEAD, DueRow, WaitingRow};
use crate::store::{Store, StoreError};

/// A group with some of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Which group.
    pub group: GroupOf,
    /// How many rows it has in all.
    pub total: usize,
    /// What stands beside the title: `target 5 working days`; may be empty.
    pub note: String,
    /// The rows asked for.
    pub rows: Vec<Row>,
}

impl Group {
    /// The title with the count: `LATE (2)`.
    pub fn heading(&self) -> String {
        match self.group {
            // Its one row counts.
            group if group.counts() => group.title().to_owned(),
            group => format!("{} ({})", group.title(), self.total),
        }
    }
}

/// One row of Today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Which group it is in.
    pub group: GroupOf,
    /// Whether it needs somebody: late, or waiting longer than the target.
    pub marked: bool,
    /// When, in words: `3 days late`, `10:00`, `any time`, `Wed 4 Mar`, `9 days`.
    pub when: String,
    /// The name in a list: `OKONKWO, Ada`, or the asset's.
    pub name: String,
    /// The name in a sentence: `Ada OKONKWO`.
    pub spoken: String,
    /// What it is for; for somebody who waits, why or from whom.
    pub what: String,
    /// One line more; may be empty.
    pub detail: String,
    /// The same without what must be known before one rings, for screens that give that a line of its own.
    #[serde(skip)]
    pub aside: String,
    /// What must be known before one rings or writes; may be empty.
    pub safe_contact: String,
    /// The day it is due, or by which a first contact is to be tried.
    pub due: Option<NaiveDate>,
    /// The time it is due.
    pub time: Option<String>,
    /// How many days late; 0 for what is not late.
    pub days_late: i64,
    /// The person it is about.
    pub person: Option<i64>,
    /// The asset it is about.
    pub asset: Option<i64>,
    /// The reminder.
    pub follow_up: Option<i64>,
    /// The referral.
    pub referral: Option<i64>,
    /// The connection.
    pub connection: Option<i64>,
    /// The form that was begun.
    pub draft: Option<i64>,
    /// The number of the record that makes the row, whatever its kind.
    #[serde(skip)]
    pub record: i64,
    /// Why the row is where it is, in a sentence.
    pub why: String,
}

/// The week of a worker at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Week {
    /// Contacts logged since Monday.
    pub contacts: usize,
    /// People who wait for a first contact.
    pub waiting: usize,
    /// How many working days the longest of them has waited.
    pub longest_wait: Option<i64>,
}

/// The whole of Today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Today {
    /// The day.
    pub on: NaiveDate,
    /// The groups, in order; an empty one is there with no rows.
    pub groups: Vec<Group>,
    /// The sentence that says what matters most.
    pub sentence: String,
    /// The week at a glance.
    pub week: Week,
}

/// Today for one worker (with what is nobody's) or for everyone, at most so many rows of each group.
pub fn ask(
    store: &Store,
    worker: Option<WorkerId>,
    today: NaiveDate,
    most: usize,
) -> Result<Today, StoreError> {
    let groups: Vec<Group> = GroupOf::ALL
        .into_iter()
        .map(|group| page(store, worker, today, group, Span::first(most)))
        .collect::<Result<_, _>>()?;
    Ok(Today { on: today, sentence: sentence(&groups), groups, week: week(store, worker, today)? })
}

/// The week of a worker, or of everyone, at a glance.
pub fn week(store: &Store, worker: Option<WorkerId>, today: NaiveDate) -> Result<Week, StoreError> {
    let waiting = store.waiting(worker, Span::first(1))?;
    let longest = waiting.rows.first().map(|row| cadence::waited(row.since, today, store.nation()));
    let monday = today.week(chrono::Weekday::Mon).first_day();
    let contacts = store.contacts_between(monday, today, worker)?;
    Ok(Week { contacts, waiting: waiting.total, longest_wait: longest })
}

/// A page of one group.
pub fn page(
    store: &Store,
    worker: Option<WorkerId>,
    today: NaiveDate,
    group: GroupOf,
    span: Span,
) -> Result<Group, StoreError> {
    let list = match group {
        GroupOf::Tried => Some(Work::Tried),
        GroupOf::Replies => Some(Work::Replies),
        GroupOf::Reviews => Some(Work::Reviews),
        GroupOf::Done => Some(Work::Done),
        _ => None,
    };
    if let Some(list) = list {
        let page = store.work(list, worker, today, span)?;
        let rows = page.rows.iter().map(|row| work::row(row, group, today, store)).collect();
        return Ok(Group { group, total: page.total, note: String::new(), rows });
    }
    let part = |all: Vec<Row>| Group {
        group,
        total: all.len(),
        note: String::new(),
        rows: all.into_iter().skip(span.from).take(span.most).collect(),
    };
    if group == GroupOf::Stale {
        let count = store.stale_assets(today, Span::first(0))?.total;
        let days = store.cadence().asset_recheck_days;
        return Ok(part((count > 0).then(|| work::stale(count, days)).into_iter().collect()));
    }
    if group == GroupOf::Funding {
        let days = store.cadence().funding_alert_days;
        let first = store.funding_ending(today, u64::from(days), Span::first(1))?;
        let row = first.rows.first().map(|asset| work::funding(asset, first.total, today, days));
        return Ok(part(row.into_iter().collect()));
    }
    if group == GroupOf::NotAsked {
        let count = store.count_of(Set::NotAsked, worker)?;
        let soon = days_of(GroupOf::Next, today).until;
        let met = if count > 0 { store.not_asked_but_due(worker, today, soon)? } else { 0 };
        return Ok(part((count > 0).then(|| work::not_asked(count, met)).into_iter().collect()));
    }
    if group == GroupOf::Drafts {
        return Ok(part(store.kept_drafts().iter().map(work::draft).collect()));
    }
    if group == GroupOf::Waiting {
        let page = store.waiting(worker, span)?;
        let rows = page.rows.iter().map(|row| waiting(row, today, store.nation())).collect();
        let note = format!("target {} working days", store.cadence().first_contact_working_days);
        return Ok(Group { group, total: page.total, note, rows });
    }
    let page = store.due(worker, days_of(group, today), span)?;
    let rows = page.rows.iter().map(|row| reminder(row, group, today)).collect();
    Ok(Group { group, total: page.total, note: String::new(), rows })
}

/// The days of a group of reminders.
fn days_of(group: GroupOf, today: NaiveDate) -> Between {
    match group {
        GroupOf::Late => Between::late(today),
        GroupOf::Today => Between::on(today),
        _ => Between {
            from: today.succ_opt(),
            until: today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(today),
        },
    }
}

/// A reminder as a row of the group that its day belongs to; a later one as a row of the next days.
pub fn due_row(row: &DueRow, today: NaiveDate) -> Row {
    let group = match row.due_on.cmp(&today) {
        std::cmp::Ordering::Less => GroupOf::Late,
        std::cmp::Ordering::Equal => GroupOf::Today,
        std::cmp::Ordering::Greater => GroupOf::Next,
    };
    reminder(row, group, today)
}

fn reminder(row: &DueRow, group: GroupOf, today: NaiveDate) -> Row {
    let time = row.due_at.map(when::show_time);
    let days_late = when::days_late(row.due_on, today).unwrap_or(0);
    let short = when::show_day_short(row.due_on, today);
    let when = match group {
        GroupOf::Late => when::late_words(days_late),
        GroupOf::Today => time.clone().unwrap_or_else(|| "any time".to_owned()),
        _ => short.clone(),
    };
    let due = if group == GroupOf::Late { format!("was due {short}") } else { String::new() };
    let hour = match (group, &time) {
        (GroupOf::Late | GroupOf::Next, Some(time)) => format!("at {time}"),
        _ => String::new(),
    };
    let moved = match row.moved {
        ..=0 => String::new(),
        1 => "moved once".to_owned(),
        times => format!("moved {times} times"),
    };
    let again = recurrence::parse(&row.recurrence).map(recurrence::Recurrence::show).unwrap_or_default();
    let (listed, spoken) = if row.person.is_some() {
        (name::listed(&row.family, &row.given, ""), name::spoken(&row.given, &row.family))
    } else {
        (row.asset_name.clone(), row.asset_name.clone())
    };
    Row {
        group,
        marked: group == GroupOf::Late,
        when,
        name: listed,
        spoken,
        what: row.what.clone(),
        why: work::why(row, group, &short),
        aside: joined(&[due.clone(), hour.clone(), tried(row.tries), moved.clone(), again.clone()]),
        detail: joined(&[due, hour, tried(row.tries), moved, row.safe_contact.clone(), again]),
        safe_contact: row.safe_contact.clone(),
        due: Some(row.due_on),
        time,
        days_late,
        person: row.person.map(|id| id.0),
        asset: row.asset.map(|id| id.0),
        follow_up: Some(row.follow_up.0),
        record: row.follow_up.0,
        ..work::blank(group)
    }
}

fn waiting(row: &WaitingRow, today: NaiveDate, nation: Nation) -> Row {
    let days = cadence::waited(row.since, today, nation);
    let over = row.contact_by.is_some_and(|by| by < today);
    let from = match (row.source.as_str(), row.referrer.as_str()) {
        ("self", "") => "Self-referral".to_owned(),
        (source, "") => format!("From: {}", REFERRAL_SOURCE.label(source)),
        (_, referrer) => format!("Referred by {referrer}"),
    };
    let urgent = match row.urgency.as_str() {
        "urgent" => "Urgent",
        "soon" => "Soon",
        _ => "",
    };
    let language =
        if row.language.is_empty() { String::new() } else { format!("Language: {}", row.language) };
    let since = format!("since {}", when::show_day_short(row.since, today));
    Row {
        group: GroupOf::Waiting,
        marked: over,
        when: if days == 1 { "1 day".to_owned() } else { format!("{days} days") },
        name: name::listed(&row.family, &row.given, ""),
        spoken: name::spoken(&row.given, &row.family),
        what: joined(&[urgent.to_owned(), from]),
        aside: joined(&[since.clone(), language.clone()]),
        detail: joined(&[since, language, row.safe_contact.clone()]),
        safe_contact: row.safe_contact.clone(),
        due: row.contact_by,
        time: None,
        days_late: row.contact_by.and_then(|by| when::days_late(by, today)).unwrap_or(0),
        person: Some(row.person.0),
        record: row.person.0,
        why: match row.contact_by {
            Some(by) => format!(
                "Referred {}, and nobody has tried to reach them yet; a first contact was to be tried by {}.",
                when::show_day_short(row.since, today),
                when::show_day_short(by, today)
            ),
            None => "Referred, and nobody has tried to reach them yet.".to_owned(),
        },
        ..work::blank(GroupOf::Waiting)
    }
}

/// On how many days we tried in vain: `tried on 2 days, not reached`.
pub fn tried(days: i64) -> String {
    match days {
        ..=0 => String::new(),
        1 => "tried on 1 day, not reached".to_owned(),
        days => format!("tried on {days} days, not reached"),
    }
}

fn joined(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// What matters most, in a sentence or two; the groups must have their first rows.
pub fn sentence(groups: &[Group]) -> String {
    let total = |of: GroupOf| groups.iter().find(|group| group.group == of).map_or(0, |group| group.total);
    let late = total(GroupOf::Late);
    if late == 0 {
        let today = super::counted(total(GroupOf::Today), "reminder is", "reminders are");
        let waiting = super::counted(total(GroupOf::Waiting), "person waits", "people wait");
        return format!("Nothing is late. {today} for today, {waiting} for a first contact.");
    }
    let oldest =
        groups.iter().find(|group| group.group == GroupOf::Late).and_then(|group| group.rows.first());
    let count = super::counted(late, "reminder is late", "reminders are late");
    match oldest {
        Some(row) if late == 1 => format!("{count}: {}, {}.", row.spoken, row.when),
        Some(row) => format!("{count}. The oldest is {}: {}.", row.when, row.spoken),
        None => format!("{count}."),
    }
}
