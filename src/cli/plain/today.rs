//! What is late, for today, for the next days, who waits; and every open reminder.

use super::flows::reminder;
use super::list::{List, Row};
use super::person::{self, form, tick};
use super::pick::Choice;
use super::turn::{Told, Turn};
use super::work::Work;
use super::{asset, figures, words};
use crate::domain::entity::Entity;
use crate::report::rows::RowsOf;
use crate::report::today::{self, GroupOf};
use crate::store::Store;
use crate::store::figures::Set;
use crate::store::page::Span;
use crate::store::today::Between;

/// What a row of the day leads to.
#[derive(Clone, Copy)]
pub struct Leads {
    group: GroupOf,
    person: Option<i64>,
    asset: Option<i64>,
    follow_up: Option<i64>,
}

impl Leads {
    fn of(row: &today::Row) -> Self {
        Self { group: row.group, person: row.person, asset: row.asset, follow_up: row.follow_up }
    }
}

/// How many reminders are late and for today, in a sentence.
pub fn counts(work: &Work<'_>) -> Told<String> {
    let (worker, on) = (work.worker()?, work.store.clock().today());
    let (late, _) = work.store.late(worker, on)?;
    let today = work.store.due_count(worker, Between::on(on))?;
    let late = match late {
        0 => none_late(work)?,
        1 => "1 reminder is late".to_owned(),
        n => format!("{n} reminders are late"),
    };
    let today = match today {
        0 => "nothing is for today".to_owned(),
        1 => "1 is for today".to_owned(),
        n => format!("{n} are for today"),
    };
    Ok(format!("{late}, {today}."))
}

/// That nothing is late; where that is so only of the worker's own people, what is late for the others is said too.
fn none_late(work: &Work<'_>) -> Told<String> {
    let on = work.store.clock().today();
    Ok(match (work.worker()?, work.store.late(None, on)?.0) {
        (None, _) | (_, 0) => "Nothing is late".to_owned(),
        (Some(_), 1) => "Nothing of yours is late, 1 reminder of the others is".to_owned(),
        (Some(_), n) => format!("Nothing of yours is late, {n} reminders of the others are"),
    })
}

/// How many reminders are late, for the way back to the menu.
pub fn late(work: &Work<'_>) -> Told<String> {
    let (late, _) = work.store.late(work.worker()?, work.store.clock().today())?;
    Ok(match late {
        0 => format!("{}.", none_late(work)?),
        1 => "1 reminder is late.".to_owned(),
        n => format!("{n} reminders are late."),
    })
}

/// Hears the day and opens what is picked.
pub fn hear(work: &mut Work<'_>) -> Told<()> {
    let worker = work.worker()?;
    let fetch = |store: &Store, span: Span| {
        let on = store.clock().today();
        let (mut skip, mut left) = (span.from, span.most);
        let (mut rows, mut total) = (Vec::new(), 0);
        // Forms that were begun have a place of their own in the menu.
        let here = |of: &GroupOf| *of != GroupOf::Drafts;
        for of in GroupOf::ALL.into_iter().filter(here) {
            let group = today::page(store, worker, on, of, Span { from: skip, most: left })?;
            left = left.saturating_sub(group.rows.len());
            skip = skip.saturating_sub(group.total);
            total += group.total;
            for one in &group.rows {
                rows.push(row(store, one)?);
            }
        }
        Ok((rows, total))
    };
    let empty = "Nothing is due, and nobody waits for a first contact.";
    let help = "What is late comes first, then today, then the next 7 days, then who waits for a first contact; last the \
                activities to check, those whose money runs out, and whom nobody has asked what they would give.";
    let list = List { empty, opens: "open", help, fetch: &fetch };
    list.each(work, open)
}

fn row(store: &Store, row: &today::Row) -> Told<Row<Leads>> {
    // What somebody likes to be called is not in the row.
    let name = match row.person {
        Some(id) => words::of_person(&store.needed(Entity::Person, id)?.values),
        None => row.spoken.clone(),
    };
    let time = row.time.as_ref().map_or(String::new(), |time| format!(" at {time}"));
    let (mark, first, after) = match row.group {
        GroupOf::Late => ("late", String::new(), row.when.clone()),
        GroupOf::Today => ("today", row.time.clone().unwrap_or_default(), String::new()),
        GroupOf::Next => ("next", format!("{}{time}", row.when), String::new()),
        GroupOf::Waiting => ("waiting", String::new(), format!("waits {}", row.when)),
        GroupOf::Tried => ("tried", String::new(), row.when.clone()),
        GroupOf::Replies => ("reply", String::new(), row.when.clone()),
        GroupOf::Reviews => ("review", String::new(), row.when.clone()),
        GroupOf::Stale => ("to check", String::new(), String::new()),
        GroupOf::Funding => ("money", String::new(), String::new()),
        GroupOf::NotAsked => ("to ask", String::new(), String::new()),
        GroupOf::Drafts => ("", String::new(), String::new()),
        GroupOf::Done => ("done", row.time.clone().unwrap_or_default(), String::new()),
    };
    let said = |part: &&str| !part.starts_with("was due") && !part.starts_with("at ");
    let aside = row.aside.split("; ").filter(said).collect::<Vec<_>>().join(", ");
    let safe = row.safe_contact.trim();
    let safe = if safe.is_empty() { String::new() } else { format!("Safe contact: {safe}") };
    let sentence = words::sentences([first, name.clone(), row.what.clone(), after, aside, safe]);
    Ok(Row { value: Leads::of(row), name, mark: mark.to_owned(), sentence })
}

fn open(work: &mut Work<'_>, leads: Leads) -> Told<()> {
    let counted = match leads.group {
        GroupOf::Stale => Some(RowsOf::Stale(None)),
        GroupOf::Funding => Some(RowsOf::Funding(u64::from(work.store.cadence().funding_alert_days), None)),
        GroupOf::NotAsked => Some(RowsOf::People(Set::NotAsked, work.worker()?.into())),
        _ => None,
    };
    if let Some(rows) = counted {
        return figures::behind(work, &rows);
    }
    match (leads.person, leads.asset) {
        (Some(person), _) => person::open(work, person),
        (None, Some(asset)) => asset::open(work, asset),
        (None, None) => Ok(()),
    }
}

/// Hears every open reminder by its day, and does with one what is picked.
pub fn reminders(work: &mut Work<'_>) -> Told<()> {
    let worker = work.worker()?;
    let fetch = |store: &Store, span: Span| {
        let on = store.clock().today();
        // Days are compared as text, so the last one has four digits of a year.
        let until = chrono::NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(on);
        let ever = Between { from: None, until };
        let page = store.due(worker, ever, span)?;
        let rows: Told<Vec<_>> = page.rows.iter().map(|due| row(store, &today::due_row(due, on))).collect();
        Ok((rows?, page.total))
    };
    let help = "The longest late comes first. To set a reminder, open the person first.";
    let list = List { empty: "No reminder is open.", opens: "choose", help, fetch: &fetch };
    list.each(work, one)
}

fn one(work: &mut Work<'_>, leads: Leads) -> Told<()> {
    let Some(id) = leads.follow_up else { return open(work, leads) };
    let what = work.store.needed(Entity::FollowUp, id)?.values.text("what").to_owned();
    let choices = Choice::plain(&["tick off", "move to later", "open", "put away", "back"]);
    match work.menu(&words::sentence(&what), "Open goes to whom or what it is about.", &choices, 5) {
        Ok(0) => tick(work, id, leads.person),
        Ok(1) => form(work, |store| reminder::later(store, id)),
        Ok(2) => open(work, leads),
        Ok(3) => form(work, |store| reminder::put_away(store, Entity::FollowUp, id)),
        Ok(_) | Err(Turn::Back) => Ok(()),
        Err(turn) => Err(turn),
    }
}
