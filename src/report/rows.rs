//! The rows behind a figure: each figure names the read that gives them, and all are drawn alike.

use chrono::NaiveDate;

use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::domain::vocabulary::{
    ASSET_STATUS, CONNECTION_KIND, CONNECTION_STATE, FUNDING, GIFT_KIND, REFERRAL_SOURCE, REFERRAL_STATE,
};
use crate::domain::{name, when};
use crate::store::asset::{AssetRow, ConnectionRow};
use crate::store::figures::{ReferralRow, Set};
use crate::store::give::{AskRow, ExchangeRow, OfferRow};
use crate::store::page::{Page, Span};
use crate::store::queue::QueueRow;
use crate::store::today::{Between, DueRow};
use crate::store::{Store, StoreError};

/// Which read gives the rows behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum RowsOf {
    /// There are no rows to open.
    #[default]
    Nothing,
    /// People of a set: [`Store::people_of`].
    People(Set, Option<WorkerId>),
    /// Open reminders: [`Store::due`].
    Reminders(Between, Option<WorkerId>),
    /// Referrals, of one source or all: [`Store::referrals`].
    Referrals(Option<String>, Option<WorkerId>),
    /// Connections that go so, or all: [`Store::connections`].
    Connections(Option<String>),
    /// Offers that stand open: [`Store::offers`].
    Offers,
    /// Wishes that stand open: [`Store::asks`].
    Asks,
    /// What was given and received: [`Store::exchanges`].
    Exchanges,
    /// Assets to be checked again: [`Store::stale_assets`].
    Stale,
    /// Assets whose funding ends within so many days: [`Store::funding_ending`].
    Funding(u64),
}

/// One row behind a figure, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowLine {
    /// The kind of record, and its number.
    pub record: (Entity, i64),
    /// The person to open.
    pub person: Option<PersonId>,
    /// The asset to open.
    pub asset: Option<AssetId>,
    /// The name in a list.
    pub name: String,
    /// What is to be said of it.
    pub detail: String,
    /// It needs somebody.
    pub marked: bool,
}

/// A page of the rows behind a figure.
pub fn open(store: &Store, rows: &RowsOf, span: Span) -> Result<Page<RowLine>, StoreError> {
    let today = store.clock().today();
    Ok(match rows {
        RowsOf::Nothing => Page { from: span.from, ..Page::default() },
        RowsOf::People(set, worker) => {
            lines(store.people_of(*set, *worker, span)?, |row| person(&row, today))
        }
        RowsOf::Reminders(days, worker) => {
            lines(store.due(*worker, *days, span)?, |row| reminder(&row, today))
        }
        RowsOf::Referrals(source, worker) => {
            lines(store.referrals(source.as_deref(), *worker, span)?, |row| referral(&row, today))
        }
        RowsOf::Connections(state) => {
            lines(store.connections(state.as_deref(), span)?, |row| connection(&row, today))
        }
        RowsOf::Offers => lines(store.offers(span, "")?, |row| offer(&row, today)),
        RowsOf::Asks => lines(store.asks(span, "")?, |row| ask(&row, today)),
        RowsOf::Exchanges => lines(store.exchanges(span, None)?, |row| exchange(&row, today)),
        RowsOf::Stale => lines(store.stale_assets(today, span)?, |row| stale(&row)),
        RowsOf::Funding(days) => lines(store.funding_ending(today, *days, span)?, |row| funding(&row, today)),
    })
}

fn lines<T>(page: Page<T>, line: impl Fn(T) -> RowLine) -> Page<RowLine> {
    Page { rows: page.rows.into_iter().map(line).collect(), from: page.from, total: page.total }
}

/// Where somebody of the queue is, in words: `Active, next: Phone call, Sat 28 Feb, 3 days late`.
fn person(row: &QueueRow, today: NaiveDate) -> RowLine {
    let next = row.due_on.map(|due| {
        let late = when::days_late(due, today);
        let late = late.map(|days| format!(", {}", when::late_words(days))).unwrap_or_default();
        format!("next: {}, {}{late}", row.next, when::show_day_short(due, today))
    });
    let words: Vec<String> = std::iter::once(row.state.label().to_owned()).chain(next).collect();
    RowLine {
        record: (Entity::Person, row.person.0),
        person: Some(row.person),
        asset: None,
        name: name::listed(&row.family, &row.given, &row.title),
        detail: words.join(", "),
        marked: row.due_on.is_some_and(|due| due < today),
    }
}

fn reminder(row: &DueRow, today: NaiveDate) -> RowLine {
    let time = row.due_at.map(|at| format!(" {}", when::show_time(at))).unwrap_or_default();
    let late = when::days_late(row.due_on, today);
    let late = late.map(|days| format!(", {}", when::late_words(days))).unwrap_or_default();
    RowLine {
        record: (Entity::FollowUp, row.follow_up.0),
        person: row.person,
        asset: row.asset,
        name: if row.person.is_some() {
            name::listed(&row.family, &row.given, "")
        } else {
            row.asset_name.clone()
        },
        detail: format!("{}, {}{time}{late}", row.what, when::show_day_short(row.due_on, today)),
        marked: row.due_on < today,
    }
}

fn referral(row: &ReferralRow, today: NaiveDate) -> RowLine {
    let from = if row.referrer.is_empty() { REFERRAL_SOURCE.label(&row.source) } else { &row.referrer };
    RowLine {
        record: (Entity::Referral, row.id),
        person: Some(row.person),
        asset: None,
        name: name::listed(&row.family, &row.given, ""),
        detail: format!(
            "{}, from {from}, {}",
            when::show_day_short(row.received, today),
            REFERRAL_STATE.label(&row.state).to_lowercase()
        ),
        marked: false,
    }
}

fn connection(row: &ConnectionRow, today: NaiveDate) -> RowLine {
    RowLine {
        record: (Entity::Connection, row.id.0),
        person: Some(row.person),
        asset: Some(row.asset),
        name: name::listed(&row.family, &row.given, ""),
        detail: format!(
            "{}, {}, {} since {}",
            row.asset_name,
            CONNECTION_KIND.label(&row.kind).to_lowercase(),
            CONNECTION_STATE.label(&row.state).to_lowercase(),
            when::show_day_short(row.made_on, today)
        ),
        marked: false,
    }
}

fn offer(row: &OfferRow, today: NaiveDate) -> RowLine {
    let gift = GIFT_KIND.label(&row.gift_kind).split(':').next().unwrap_or_default().to_lowercase();
    RowLine {
        record: (Entity::Offer, row.id.0),
        person: row.who.person,
        asset: row.who.asset,
        name: row.who.listed(),
        detail: format!("{} ({gift}), since {}", row.what, when::show_day_short(row.since, today)),
        marked: false,
    }
}

fn ask(row: &AskRow, today: NaiveDate) -> RowLine {
    RowLine {
        record: (Entity::Ask, row.id.0),
        person: row.who.person,
        asset: row.who.asset,
        name: row.who.listed(),
        detail: format!("{}, since {}", row.what, when::show_day_short(row.since, today)),
        marked: false,
    }
}

fn exchange(row: &ExchangeRow, today: NaiveDate) -> RowLine {
    RowLine {
        record: (Entity::Exchange, row.id),
        person: row.giver.person.or(row.receiver.person),
        asset: row.giver.asset,
        name: row.giver.listed(),
        detail: format!("{} to {}, {}", row.what, row.receiver.spoken(), when::show_day_short(row.on, today)),
        marked: false,
    }
}

fn stale(row: &AssetRow) -> RowLine {
    let checked =
        row.checked_on.map_or("never checked".to_owned(), |day| format!("checked {}", when::show_day(day)));
    asset(row, format!("{checked}, {}", super::counted(row.going_on, "person goes", "people go")))
}

fn funding(row: &AssetRow, today: NaiveDate) -> RowLine {
    let until = row.funding_until.map(|day| {
        let verb = if day < today { "ended" } else { "ends" };
        format!(", {verb} {}", when::relative(day, today))
    });
    let funder = if row.funder.is_empty() { String::new() } else { format!(" from {}", row.funder) };
    let kind = FUNDING.label(&row.funding);
    let mut line = asset(row, format!("{kind}{funder}{}", until.unwrap_or_default()));
    line.marked = row.funding_until.is_some_and(|day| day < today);
    line
}

fn asset(row: &AssetRow, detail: String) -> RowLine {
    let status =
        if row.status == "active" { String::new() } else { format!(", {}", ASSET_STATUS.label(&row.status)) };
    RowLine {
        record: (Entity::Asset, row.asset.0),
        person: None,
        asset: Some(row.asset),
        name: row.name.clone(),
        detail: detail + &status,
        marked: true,
    }
}
