//! Each kind of row behind a figure in words: the name, and what is to be said of it.

use chrono::NaiveDate;

use super::RowLine;
use crate::domain::entity::Entity;
use crate::domain::vocabulary::{
    ASSET_KIND, ASSET_STATUS, CONNECTION_KIND, CONNECTION_STATE, FUNDING, GIFT_KIND, REFERRAL_SOURCE,
    REFERRAL_STATE,
};
use crate::domain::{name, when};
use crate::report::counted;
use crate::store::asset::{AssetRow, ConnectionRow};
use crate::store::figures::ReferralRow;
use crate::store::give::measure::{Measure, MeasureRow};
use crate::store::give::{AskRow, ExchangeRow, OfferRow};
use crate::store::queue::QueueRow;
use crate::store::today::DueRow;

/// Where somebody of the queue is, in words: `Active, next: Phone call, Sat 28 Feb, 3 days late`.
pub(super) fn person(row: &QueueRow, today: NaiveDate) -> RowLine {
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

pub(super) fn reminder(row: &DueRow, today: NaiveDate) -> RowLine {
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

pub(super) fn referral(row: &ReferralRow, today: NaiveDate) -> RowLine {
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

pub(super) fn connection(row: &ConnectionRow, today: NaiveDate) -> RowLine {
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

pub(super) fn offer(row: &OfferRow, today: NaiveDate) -> RowLine {
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

pub(super) fn ask(row: &AskRow, today: NaiveDate) -> RowLine {
    RowLine {
        record: (Entity::Ask, row.id.0),
        person: row.who.person,
        asset: row.who.asset,
        name: row.who.listed(),
        detail: format!("{}, since {}", row.what, when::show_day_short(row.since, today)),
        marked: false,
    }
}

pub(super) fn exchange(row: &ExchangeRow, today: NaiveDate) -> RowLine {
    RowLine {
        record: (Entity::Exchange, row.id),
        person: row.giver.person.or(row.receiver.person),
        asset: row.giver.asset,
        name: row.giver.listed(),
        detail: format!("{} to {}, {}", row.what, row.receiver.spoken(), when::show_day_short(row.on, today)),
        marked: false,
    }
}

pub(super) fn measured(measure: Measure, row: &MeasureRow, today: NaiveDate) -> RowLine {
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

pub(super) fn stale(row: &AssetRow) -> RowLine {
    let checked =
        row.checked_on.map_or("never checked".to_owned(), |day| format!("checked {}", when::show_day(day)));
    asset(row, format!("{checked}, {}", counted(row.going_on, "person is connected", "people are connected")))
}

pub(super) fn funding(row: &AssetRow, today: NaiveDate) -> RowLine {
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

/// An asset of the directory: its kind, and where it meets.
pub(super) fn noted(row: &AssetRow) -> RowLine {
    let place = if row.place.is_empty() { String::new() } else { format!(", {}", row.place) };
    RowLine { marked: false, ..asset(row, format!("{}{place}", ASSET_KIND.label(&row.kind))) }
}

pub(super) fn asset(row: &AssetRow, detail: String) -> RowLine {
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
