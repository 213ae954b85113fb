//! The rows of Today that are not reminders, in words.

use chrono::NaiveDate;

use super::{GroupOf, Row, joined};
use crate::domain::entity::Entity;
use crate::domain::vocabulary::{CONTACT_METHOD, CONTACT_OUTCOME, FOLLOW_UP_RULE, REFERRAL_STATE};
use crate::domain::{name, when};
use crate::store::Store;
use crate::store::asset::AssetRow;
use crate::store::drafts::KeptDraft;
use crate::store::today::DueRow;
use crate::store::today::work::WorkRow;

/// An empty row of a group.
pub(super) fn blank(group: GroupOf) -> Row {
    Row {
        group,
        marked: false,
        when: String::new(),
        name: String::new(),
        spoken: String::new(),
        what: String::new(),
        detail: String::new(),
        aside: String::new(),
        safe_contact: String::new(),
        due: None,
        time: None,
        days_late: 0,
        person: None,
        asset: None,
        follow_up: None,
        referral: None,
        connection: None,
        draft: None,
        record: 0,
        why: String::new(),
    }
}

/// A row of one of the lists of work.
pub(super) fn row(row: &WorkRow, group: GroupOf, today: NaiveDate, store: &Store) -> Row {
    let ago = row.day.map_or(0, |day| today.signed_duration_since(day).num_days().max(0));
    let short = row.day.map_or_else(|| "not known".to_owned(), |day| when::show_day_short(day, today));
    let (listed, spoken) = if row.person.is_some() {
        (name::listed(&row.family, &row.given, ""), name::spoken(&row.given, &row.family))
    } else if row.asset.is_some() {
        (row.asset_name.clone(), row.asset_name.clone())
    } else if row.text.is_empty() {
        ("Informal contact".to_owned(), "an informal contact".to_owned())
    } else {
        (row.text.clone(), row.text.clone())
    };
    let cadence = store.cadence();
    let mut one = Row {
        name: listed,
        spoken,
        safe_contact: row.safe_contact.clone(),
        person: row.person.map(|id| id.0),
        asset: row.asset.map(|id| id.0).filter(|_| row.person.is_none()),
        referral: (row.of == Entity::Referral).then_some(row.id),
        connection: (row.of == Entity::Connection).then_some(row.id),
        due: row.day,
        record: row.id,
        ..blank(group)
    };
    match (group, row.of) {
        (GroupOf::Tried, _) => {
            let most = i64::from(cadence.unable_to_contact_tries);
            one.when = if row.number == 1 { "1 try".to_owned() } else { format!("{} tries", row.number) };
            one.what = format!("Not reached, last tried {short}");
            one.marked = row.number >= most;
            let outcome = CONTACT_OUTCOME.label(&row.code).to_owned();
            one.aside.clone_from(&outcome);
            if one.marked {
                one.aside = joined(&[outcome, format!("tried {most} times: is it time to stop?")]);
            }
            one.why = format!(
                "We tried on {}, did not reach them, and no reminder is set to try again.",
                crate::report::counted(usize::try_from(row.number).unwrap_or(0), "day", "days")
            );
        }
        (_, Entity::Referral) => {
            one.when = days(ago);
            one.marked = ago > 0;
            let who = if row.text.is_empty() { "The referrer" } else { &row.text };
            one.what = format!("{who} waits to hear from us");
            let state = REFERRAL_STATE.label(&row.code).to_lowercase();
            one.aside = format!("{state} since {short}");
            "The referrer would like to hear back, and nobody has told them yet.".clone_into(&mut one.why);
        }
        (GroupOf::Replies, _) => {
            one.when = days(ago);
            one.marked = true;
            one.what = format!("No answer from {}", row.asset_name);
            one.aside = format!("asked {short}");
            one.why = format!(
                "They were put in touch with {} {ago} days ago, it has not answered, and no reminder is set.",
                row.asset_name
            );
        }
        (_, Entity::Plan) => {
            one.when = review(row.day, today);
            one.marked = row.day.is_some_and(|day| day < today);
            "Look at the plan together".clone_into(&mut one.what);
            one.why = format!("The plan was to be looked at again by {short}, and no reminder is set.");
        }
        (_, Entity::Risk) => {
            one.when = review(row.day, today);
            one.marked = row.day.is_some_and(|day| day < today);
            "Look at a risk again".clone_into(&mut one.what);
            one.why = format!("A risk was to be looked at again by {short}, and no reminder is set.");
        }
        (GroupOf::Done, of) => {
            let time = row.time.map(when::show_time);
            one.when = time.clone().unwrap_or_else(|| "today".to_owned());
            one.time = time;
            one.what = if of == Entity::Contact { contact(row) } else { row.text.clone() };
            "It was done today.".clone_into(&mut one.why);
        }
        _ => {
            one.when = days(ago);
            one.what = format!("How does it go? {}", row.asset_name);
            one.aside = format!("joined {short}");
            one.why = format!(
                "They were joined to {} {ago} days ago, and no reminder was set to ask how it goes.",
                row.asset_name
            );
        }
    }
    one.detail = joined(&[one.aside.clone(), one.safe_contact.clone()]);
    one
}

/// Why a reminder is where it is: the rule or the worker that set it, and its day.
pub(super) fn why(row: &DueRow, group: GroupOf, short: &str) -> String {
    let set = match row.rule.as_str() {
        "" => "Somebody set this reminder".to_owned(),
        rule => format!("Set by a rule ({})", FOLLOW_UP_RULE.label(rule).to_lowercase()),
    };
    match group {
        GroupOf::Late => format!("{set}; it was due {short}."),
        GroupOf::Today => format!("{set}; it is due today."),
        _ => format!("{set}; it is due {short}."),
    }
}

/// A contact in words: `Phone call, spoke, 10 minutes`.
fn contact(row: &WorkRow) -> String {
    let (method, outcome) = row.code.split_once(' ').unwrap_or((&row.code, ""));
    let outcome =
        if outcome == "spoke" { String::new() } else { CONTACT_OUTCOME.label(outcome).to_lowercase() };
    let minutes = if row.number > 0 { format!("{} min", row.number) } else { String::new() };
    [CONTACT_METHOD.label(method).to_owned(), outcome, minutes]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn days(ago: i64) -> String {
    match ago {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

fn review(day: Option<NaiveDate>, today: NaiveDate) -> String {
    match day.and_then(|day| when::days_late(day, today)) {
        Some(late) => when::late_words(late),
        None => "today".to_owned(),
    }
}

/// The one row that counts the assets nobody has checked for long.
pub(super) fn stale(count: usize, days: u32) -> Row {
    let name = crate::report::counted(count, "asset", "assets");
    Row {
        when: name.clone(),
        spoken: name,
        name: "Nobody has looked".to_owned(),
        record: 1,
        what: format!("Last checked over {days} days ago, or never"),
        why: "Details that nobody checks go out of date. Open the row to see which.".to_owned(),
        ..blank(GroupOf::Stale)
    }
}

/// The one row that counts the assets whose funding ends soon: `first` is the first to end.
pub(super) fn funding(first: &AssetRow, count: usize, today: NaiveDate, days: u32) -> Row {
    let name = crate::report::counted(count, "asset", "assets");
    let ended = first.funding_until.is_some_and(|until| until < today);
    let until = first.funding_until.map(|until| when::show_day_short(until, today)).unwrap_or_default();
    let going = match first.going_on {
        0 => String::new(),
        n => format!("; {} connected", crate::report::counted(n, "person is", "people are")),
    };
    let verb = if ended { "ended on" } else { "until" };
    let detail = format!("{}: {verb} {until}{going}", first.name);
    Row {
        when: name.clone(),
        spoken: name,
        name: "Money runs out".to_owned(),
        record: 1,
        what: format!("Funding ends within {days} days, or has ended"),
        aside: detail.clone(),
        detail,
        why: "Who goes there would be left with nothing. Open the row to see which, and whom.".to_owned(),
        ..blank(GroupOf::Funding)
    }
}

/// The one row that counts whom nobody has asked yet what they would like to give.
pub(super) fn not_asked(count: usize, met: usize) -> Row {
    let name = crate::report::counted(count, "person", "people");
    let soon = match met {
        0 => String::new(),
        1 => "1 of them has a reminder in the next 7 days".to_owned(),
        n => format!("{n} of them have a reminder in the next 7 days"),
    };
    Row {
        when: name.clone(),
        spoken: name,
        name: "Nobody has asked".to_owned(),
        record: 1,
        what: "What they would like to give".to_owned(),
        aside: soon.clone(),
        detail: soon,
        why: "Everyone has something to give, and giving begins with being asked. Open the row to see who."
            .to_owned(),
        ..blank(GroupOf::NotAsked)
    }
}

/// A form that was begun and not saved.
pub(super) fn draft(draft: &KeptDraft) -> Row {
    Row {
        when: "begun".to_owned(),
        name: capital(&draft.title),
        spoken: draft.title.clone(),
        what: "Not saved yet".to_owned(),
        draft: Some(draft.id),
        record: draft.id,
        why: "You began this form and did not save it. Open the row to carry on.".to_owned(),
        ..blank(GroupOf::Drafts)
    }
}

/// The same with a capital first.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
