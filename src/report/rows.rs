//! The rows behind a figure: each figure names the read that gives them, and all are drawn alike.

use chrono::NaiveDate;

use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::domain::vocabulary::{
    ASSET_STATUS, CONNECTION_KIND, CONNECTION_STATE, FUNDING, GAP_STATE, GIFT_KIND, REFERRAL_SOURCE,
    REFERRAL_STATE,
};
use crate::domain::{name, when};
use crate::report::closure;
use crate::report::impact::{self, WhoUsed};
use crate::report::outcomes::{self, Who};
use crate::store::asset::{AssetRow, ConnectionRow};
use crate::store::community::{GapRow, Stranded};
use crate::store::figures::counted::Counted;
use crate::store::figures::lens::Lens;
use crate::store::figures::{ReferralRow, Referrals, Set};
use crate::store::give::measure::{Measure, MeasureRow, Scope};
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
    /// Referrals that are so: [`Store::referrals`].
    Referrals(Referrals, Option<WorkerId>),
    /// Referrers who have gone quiet: [`Store::referrers`].
    Quiet,
    /// Gaps that are so far, or all: [`Store::gaps`].
    Gaps(Option<&'static str>),
    /// Connections that go on and lead to groups and neighbours: [`Store::connections_to_groups`].
    ToGroups,
    /// Connections that go so, or all: [`Store::connections`].
    Connections(Option<String>),
    /// Offers that were taken up: [`Store::offers_taken_up`].
    OffersTakenUp,
    /// Wishes that stand open: [`Store::asks`].
    Asks,
    /// What was given and received: [`Store::exchanges`].
    Exchanges,
    /// The rows of a measure of reciprocity: [`Store::measure_rows`].
    Measured(Measure, Scope),
    /// People with noted use of a service: [`impact::people`].
    Used(String, WhoUsed, Box<Lens>),
    /// Rows that are counted through a lens: [`Store::counted_rows`].
    Counted(Box<Counted>),
    /// People with results of an instrument: [`outcomes::people`].
    Outcomes(String, Who, Box<Lens>),
    /// Assets to be checked again: [`Store::stale_assets`].
    Stale,
    /// Assets whose funding ends within so many days: [`Store::funding_ending`].
    Funding(u64),
    /// The people who are connected with an asset: [`Store::stranded_by`].
    Connected(AssetId),
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

/// A page of the rows behind a figure. Of somebody whose record is restricted it says who they are and no more.
pub fn open(store: &Store, rows: &RowsOf, span: Span) -> Result<Page<RowLine>, StoreError> {
    let mut page = read(store, rows, span)?;
    let restricted = store.restricted_people()?;
    for line in page.rows.iter_mut().filter(|line| line.person.is_some_and(|id| restricted.contains(&id.0))) {
        "Restricted".clone_into(&mut line.detail);
        line.asset = None;
    }
    Ok(page)
}

/// People by name.
fn named(store: &Store, people: &[PersonId], span: Span) -> Result<Page<RowLine>, StoreError> {
    let mut rows = Vec::new();
    for id in people.iter().skip(span.from).take(span.most) {
        let record = store.needed(Entity::Person, id.0)?;
        let text = |field| record.values.text(field);
        rows.push(RowLine {
            record: (Entity::Person, id.0),
            person: Some(*id),
            name: name::listed(text("family"), text("given"), text("title")),
            asset: None,
            detail: String::new(),
            marked: false,
        });
    }
    Ok(Page { rows, from: span.from, total: people.len() })
}

fn read(store: &Store, rows: &RowsOf, span: Span) -> Result<Page<RowLine>, StoreError> {
    let today = store.clock().today();
    Ok(match rows {
        RowsOf::Nothing => Page { from: span.from, ..Page::default() },
        RowsOf::People(set, worker) => {
            lines(store.people_of(*set, *worker, span)?, |row| person(&row, today))
        }
        RowsOf::Reminders(days, worker) => {
            lines(store.due(*worker, *days, span)?, |row| reminder(&row, today))
        }
        RowsOf::Referrals(which, worker) => {
            lines(store.referrals(which, *worker, span)?, |row| referral(&row, today))
        }
        RowsOf::Quiet => super::referrers::quiet(store, today, span)?,
        RowsOf::Gaps(state) => lines(store.gaps(*state, span)?, |row| gap(&row, today)),
        RowsOf::ToGroups => lines(store.connections_to_groups(span)?, |row| connection(&row, today)),
        RowsOf::Connections(state) => {
            lines(store.connections(state.as_deref(), span)?, |row| connection(&row, today))
        }
        RowsOf::OffersTakenUp => lines(store.offers_taken_up(span)?, |row| offer(&row, today)),
        RowsOf::Asks => lines(store.asks(span, "")?, |row| ask(&row, today)),
        RowsOf::Exchanges => lines(store.exchanges(span, None)?, |row| exchange(&row, today)),
        RowsOf::Measured(measure, scope) => {
            lines(store.measure_rows(*measure, *scope, span)?, |row| measured(*measure, &row, today))
        }
        RowsOf::Outcomes(code, who, lens) => named(store, &outcomes::people(store, code, *who, lens)?, span)?,
        RowsOf::Used(service, who, lens) => named(store, &impact::people(store, service, *who, lens)?, span)?,
        RowsOf::Counted(which) => {
            lines(store.counted_rows(which, span)?, |row| super::counted::line(which.of, &row, today))
        }
        RowsOf::Stale => lines(store.stale_assets(today, span)?, |row| stale(&row)),
        RowsOf::Funding(days) => {
            let page = store.funding_ending(today, *days, span)?;
            let mut rows = Vec::new();
            for row in &page.rows {
                let mut line = funding(row, today);
                let names = stranded(store, row.asset)?;
                if !names.is_empty() {
                    line.detail = format!("{}; {names}", line.detail);
                }
                rows.push(line);
            }
            Page { rows, from: page.from, total: page.total }
        }
        RowsOf::Connected(asset) => {
            let all = store.stranded_by(*asset)?;
            let rows = all.iter().skip(span.from).take(span.most).map(connected).collect();
            Page { rows, from: span.from, total: all.len() }
        }
    })
}

/// Somebody who is connected with an asset, and how it goes.
fn connected(one: &Stranded) -> RowLine {
    RowLine {
        record: (Entity::Connection, one.connection),
        person: Some(one.person),
        asset: None,
        name: name::listed(&one.family, &one.given, ""),
        detail: CONNECTION_STATE.label(&one.state).to_owned(),
        marked: false,
    }
}

/// Who would be left without an asset, by name: `2 people would be left: Ada OKONKWO, Peter LAMB`.
pub fn stranded(store: &Store, asset: AssetId) -> Result<String, StoreError> {
    Ok(match closure::names(&store.stranded_by(asset)?).as_slice() {
        [] => String::new(),
        all => format!("{} would be left: {}", super::counted(all.len(), "person", "people"), all.join(", ")),
    })
}

fn gap(row: &GapRow, today: NaiveDate) -> RowLine {
    let led = if row.led_by.is_empty() { String::new() } else { format!(", led by {}", row.led_by) };
    let waiting = super::counted(row.waiting, "person waits", "people wait");
    RowLine {
        record: (Entity::Gap, row.id),
        person: None,
        asset: row.became,
        name: row.what.clone(),
        detail: format!(
            "{}{led}, {waiting}, since {}",
            GAP_STATE.label(&row.state),
            when::show_day_short(row.raised_on, today)
        ),
        marked: row.state == "noted",
    }
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
        asset: row.asset,
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

fn measured(measure: Measure, row: &MeasureRow, today: NaiveDate) -> RowLine {
    let entity = match measure {
        Measure::Offers | Measure::OffersUsed => Entity::Offer,
        Measure::Gives | Measure::Thanked | Measure::Receives => Entity::Exchange,
        Measure::GoingOn | Measure::ToGroups => Entity::Connection,
        Measure::Referrals | Measure::ThroughPractice => Entity::Referral,
        _ => Entity::Person,
    };
    let on = row.on.map(|day| when::show_day_short(day, today));
    let after =
        row.days.filter(|days| *days >= 0).map(|days| format!("{days} days after the first referral"));
    let what = Some(row.what.clone()).filter(|what| !what.is_empty());
    let detail: Vec<String> = [what, on, after].into_iter().flatten().collect();
    RowLine {
        record: (entity, row.id),
        person: Some(row.person),
        asset: None,
        name: name::listed(&row.family, &row.given, ""),
        detail: detail.join(", "),
        marked: false,
    }
}

fn stale(row: &AssetRow) -> RowLine {
    let checked =
        row.checked_on.map_or("never checked".to_owned(), |day| format!("checked {}", when::show_day(day)));
    asset(
        row,
        format!("{checked}, {}", super::counted(row.going_on, "person is connected", "people are connected")),
    )
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
