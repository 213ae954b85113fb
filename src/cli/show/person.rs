//! A person's record in words and as JSON: banner, details, where they stand, and their line of time.

use super::fields;
use crate::cli::desk::Desk;
use crate::cli::json::{self, Item};
use crate::cli::output::Format;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::id::PersonId;
use crate::domain::{name, nhs_number, vocabulary, when};
use crate::fault::Fault;
use crate::store::Store;
use crate::store::page::Span;
use crate::store::person::{GroupRung, TimelineEntry};
use crate::store::queue::QueueRow;

/// What the banner shows, so that the details need not.
const IN_BANNER: [&str; 7] =
    ["given", "family", "title", "preferred", "date_of_birth", "nhs_number", "safe_contact"];

/// Prints a person, and records that they were looked at.
pub fn show(desk: &mut Desk, store: &mut Store, person: &Record) -> Result<(), Fault> {
    let id = PersonId(person.id);
    store.view(id, None)?;
    let standing = store.standing(id)?;
    let rungs = store.rungs_of(id)?;
    let timeline = store.timeline(id, Span::first(usize::MAX))?.rows;
    if desk.out.format == Format::Json {
        return as_json(desk, store, person, standing.as_ref(), &rungs, &timeline);
    }
    let mut text = banner(desk, person, standing.as_ref());
    text.push_str(&fields(store, person, &IN_BANNER)?);
    if !rungs.is_empty() {
        text.push_str("\nWhere they stand\n");
        for rung in &rungs {
            text.push_str(&format!("  {} in {}: {}\n", rung.rung.label(), rung.name, rung.because));
        }
    }
    text.push_str("\nTimeline\n");
    if timeline.is_empty() {
        text.push_str("  Nothing yet.\n");
    }
    for entry in &timeline {
        text.push_str(&line(entry));
    }
    desk.out.text(text.trim_end())
}

fn banner(desk: &Desk, person: &Record, standing: Option<&QueueRow>) -> String {
    let values = &person.values;
    let today = desk.clock.today();
    let mut text = name::listed(values.text("family"), values.text("given"), values.text("title"));
    if !values.text("preferred").is_empty() {
        text.push_str(&format!("   likes to be called {}", values.text("preferred")));
    }
    let born = values.day("date_of_birth").map_or_else(
        || "Born: not known".to_owned(),
        |day| format!("Born {} ({})", when::show_birth(day), when::age(day, today)),
    );
    let number = match values.text("nhs_number") {
        "" => "NHS number: not known".to_owned(),
        number => format!("NHS number {}", nhs_number::show(number)),
    };
    let state = standing.map_or("", |standing| standing.state.label());
    text.push_str(&format!("\n{born}   {number}   {state}"));
    text.truncate(text.trim_end().len());
    if !values.text("safe_contact").is_empty() {
        text.push_str(&format!("\n! Safe contact: {}", values.text("safe_contact")));
    }
    if let Some(standing) = standing
        && let Some(due) = standing.due_on
    {
        text.push_str(&format!("\nNext: {}, {}", standing.next, when::relative(due, today)));
    }
    text.push('\n');
    text
}

/// One entry of the line of time: the day, what it was, and its long text below.
fn line(entry: &TimelineEntry) -> String {
    let day = when::show_moment(entry.on, entry.at);
    let what = words(entry).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let mut text = format!("  {day}  {what}\n");
    for line in entry.text.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str(&format!("    {line}\n"));
    }
    text
}

fn words(entry: &TimelineEntry) -> Vec<String> {
    let minutes = entry.minutes.map_or(String::new(), |minutes| format!("{minutes} min"));
    let label = |vocabulary: &'static vocabulary::Vocabulary, code: &str| vocabulary.label(code).to_owned();
    let (first, second, other) = (entry.first.as_str(), entry.second.as_str(), entry.other.clone());
    match entry.kind {
        Entity::Contact => vec![
            label(&vocabulary::CONTACT_METHOD, first),
            label(&vocabulary::CONTACT_OUTCOME, second),
            minutes,
            entry.third.clone(),
        ],
        Entity::Referral => vec![
            "Referral".to_owned(),
            label(&vocabulary::REFERRAL_SOURCE, first),
            label(&vocabulary::REFERRAL_STATE, second),
            other,
        ],
        Entity::FollowUp => vec!["Reminder".to_owned(), label(&vocabulary::FOLLOW_UP_STATE, first)],
        Entity::Connection => vec![
            "Connection".to_owned(),
            other,
            label(&vocabulary::CONNECTION_KIND, first),
            label(&vocabulary::CONNECTION_STATE, second),
        ],
        Entity::Asked => {
            vec!["Asked what they would like to give".to_owned(), label(&vocabulary::ASKED_ANSWER, first)]
        }
        Entity::Exchange => {
            vec![if first == "gave" { "Gave" } else { "Received" }.to_owned(), other, minutes]
        }
        kind => vec![super::capital(kind.word()), other],
    }
}

fn as_json(
    desk: &mut Desk,
    store: &Store,
    person: &Record,
    standing: Option<&QueueRow>,
    rungs: &[GroupRung],
    timeline: &[TimelineEntry],
) -> Result<(), Fault> {
    let consents = store.records_of(Entity::Consent, "person_id", person.id)?;
    let rungs = rungs.iter().map(rung_item).collect();
    let timeline = timeline.iter().map(entry_item).collect();
    let item = json::record(person)
        .with("state", standing.map(|standing| standing.state.code()))
        .with("rung", standing.map(|standing| standing.rung.code()))
        .with("next", standing.map(|standing| standing.next.clone()).filter(|next| !next.is_empty()))
        .shown("due", standing.and_then(|standing| standing.due_on))
        .items("consents", consents.iter().map(json::record).collect())
        .items("rungs", rungs)
        .items("timeline", timeline);
    desk.out.json(&Item::new().with("version", 1).item("item", item))
}

fn rung_item(rung: &GroupRung) -> Item {
    Item::new()
        .with("asset_id", rung.asset.0)
        .with("asset", rung.name.as_str())
        .with("rung", rung.rung.code())
        .shown("since", rung.since)
        .with("because", rung.because.as_str())
}

fn entry_item(entry: &TimelineEntry) -> Item {
    let what = words(entry).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Item::new()
        .with("kind", entry.kind.table())
        .with("id", entry.id)
        .with("on", entry.on.to_string())
        .shown("at", entry.at.map(|time| time.format("%H:%M")))
        .with("what", what)
        .text("text", &entry.text)
        .with("minutes", entry.minutes)
        .text("other", &entry.other)
        .with("other_id", entry.other_id)
}
