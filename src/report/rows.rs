//! The rows behind a figure: each figure names the read that gives them, and all are drawn alike.

mod words;

use chrono::NaiveDate;

use self::words::{
    ask, connection, exchange, funding, measured, noted, offer, person, referral, reminder, stale,
};
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::domain::vocabulary::{CONNECTION_STATE, GAP_STATE};
use crate::domain::{name, when};
use crate::report::closure;
use crate::report::impact::{self, WhoUsed};
use crate::report::outcomes::{self, Change, Who};
use crate::store::community::{GapRow, Stranded, WaitRow};
use crate::store::figures::counted::Counted;
use crate::store::figures::lens::{Lens, Whose};
use crate::store::figures::{Referrals, Set};
use crate::store::give::measure::{Measure, Scope};
use crate::store::page::{Page, Span};
use crate::store::today::Between;
use crate::store::{Store, StoreError};

/// Which read gives the rows behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum RowsOf {
    /// There are no rows to open.
    #[default]
    Nothing,
    /// People of a set: [`Store::people_among`].
    People(Set, Whose),
    /// Open reminders: [`Store::due`].
    Reminders(Between, Option<WorkerId>),
    /// Referrals that are so: [`Store::referrals`].
    Referrals(Referrals, Whose),
    /// Referrers who have gone quiet: [`Store::referrers`].
    Quiet(Whose),
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
    /// People whose scores changed so: [`outcomes::changed`], by instrument and scale.
    Changed(String, String, Option<Change>, Box<Lens>),
    /// People who wait for a gap, or only those who would help to start it: [`Store::waiting_for`].
    GapPeople(i64, bool),
    /// Assets of which a field holds a code, of an area or all: [`Store::assets_noted_as`].
    Assets(&'static str, String, Option<String>),
    /// Assets to be checked again, of an area or all: [`Store::stale_assets_in`].
    Stale(Option<String>),
    /// Assets whose funding ends within so many days, of an area or all: [`Store::funding_ending_in`].
    Funding(u64, Option<String>),
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
        RowsOf::People(set, whose) => {
            lines(store.people_among(*set, whose, span)?, |row| person(&row, today))
        }
        RowsOf::Reminders(days, worker) => {
            lines(store.due(*worker, *days, span)?, |row| reminder(&row, today))
        }
        RowsOf::Referrals(which, whose) => {
            lines(store.referrals(which, whose, span)?, |row| referral(&row, today))
        }
        RowsOf::Quiet(whose) => super::referrers::quiet(store, today, whose, span)?,
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
        RowsOf::Changed(code, scale, way, lens) => {
            named(store, &outcomes::changed(store, (code, scale), *way, lens)?, span)?
        }
        RowsOf::GapPeople(gap, would_join) => {
            let mut all = store.waiting_for(*gap)?;
            all.retain(|one| !would_join || one.would_join);
            let rows = all.iter().skip(span.from).take(span.most).map(|one| waits(one, today)).collect();
            Page { rows, from: span.from, total: all.len() }
        }
        RowsOf::Assets(field, code, area) => {
            let page = store.assets_noted_as((field, code), area.as_deref(), span)?;
            lines(page, |row| noted(&row))
        }
        RowsOf::Stale(area) => lines(store.stale_assets_in(area.as_deref(), today, span)?, |row| stale(&row)),
        RowsOf::Funding(days, area) => {
            let page = store.funding_ending_in(area.as_deref(), today, *days, span)?;
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

/// Somebody who waits for a gap.
fn waits(one: &WaitRow, today: NaiveDate) -> RowLine {
    let helps = if one.would_join { ", would help to start it" } else { "" };
    RowLine {
        record: (Entity::Person, one.person.0),
        person: Some(one.person),
        asset: None,
        name: name::listed(&one.family, &one.given, ""),
        detail: format!("since {}{helps}", when::show_day_short(one.since, today)),
        marked: false,
    }
}

fn lines<T>(page: Page<T>, line: impl Fn(T) -> RowLine) -> Page<RowLine> {
    Page { rows: page.rows.into_iter().map(line).collect(), from: page.from, total: page.total }
}
