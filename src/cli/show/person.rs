//! A person's record in words and as JSON: banner, details, where they stand, and their line of time.

use std::fmt::Write as _;

use crate::cli::desk::Desk;
use crate::cli::goal;
use crate::cli::json::{self, Item};
use crate::cli::output::Format;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::id::PersonId;
use crate::domain::terms::term;
use crate::fault::Fault;
use crate::report::path::Step;
use crate::report::person::{self, Summary};
use crate::report::rhythm::{self, Rhythm};
use crate::report::timeline::{self, Line};
use crate::report::way::{self, Way};
use crate::store::page::Span;
use crate::store::person::GroupRung;
use crate::store::{Store, StoreError};

/// Prints a person, and records that they were looked at.
pub fn show(desk: &mut Desk, store: &mut Store, person: &Record, reason: Option<&str>) -> Result<(), Fault> {
    let id = PersonId(person.id);
    store.view(id, reason)?;
    let today = desk.clock.today();
    let summary = person::ask(store, id, today)?
        .ok_or(StoreError::NoRecord { word: Entity::Person.word(), id: id.0 })?;
    let entries = store.timeline(id, Span::first(usize::MAX))?.rows;
    let lines: Vec<Line> = entries.iter().map(|entry| timeline::words(entry, today)).collect();
    if desk.out.format == Format::Json {
        return as_json(desk, store, person, &summary, &lines);
    }
    let way = way::ask(store, id, today)?;
    let rhythm = rhythm::ask(store, id, today)?;
    desk.out.text(in_words(&summary, &way, &rhythm, &lines).trim_end())
}

/// A person's record in words.
pub fn in_words(summary: &Summary, way: &Way, rhythm: &Rhythm, lines: &[Line]) -> String {
    let mut text = format!("{}\n{}\n", summary.first_line().join("   "), banner(summary).join("   "));
    if let Some(next) = &summary.next {
        let mark = if next.late { "! " } else { "" };
        let _ = writeln!(text, "{mark}Next: {}", next.words);
    }
    let mut details: Vec<(String, &str)> = vec![(String::new(), summary.tried.as_str())];
    details.extend(summary.phones.iter().map(|phone| (phone.label.to_owned(), phone.number.as_str())));
    details.extend(
        [
            ("E-mail", &summary.email),
            ("!", &summary.alone),
            ("Address", &summary.address),
            ("Safe contact", &summary.safe_contact),
            ("Risks", &summary.risks),
            ("GP", &summary.practice),
            ("About", &summary.about),
        ]
        .map(|(label, text)| (label.to_owned(), text.as_str())),
    );
    details.extend(summary.good_to_know.iter().map(|line| ("Good to know".to_owned(), line.as_str())));
    details.extend([("Asked".to_owned(), summary.asked.as_str())]);
    let spoke = rhythm.words();
    details.extend([("How often we spoke".to_owned(), spoke.as_str())]);
    details.extend([("Gave and received".to_owned(), summary.gave_and_received.as_str())]);
    details.extend([("On the way".to_owned(), summary.rung.as_str())]);
    details.extend([("Put away".to_owned(), summary.put_away.as_str())]);
    for (label, line) in details.into_iter().filter(|(_, line)| !line.is_empty()) {
        let colon = match label.as_str() {
            "" => "",
            "!" => " ",
            _ => ": ",
        };
        let _ = writeln!(text, "{label}{colon}{}", line.replace('\n', "\n  "));
    }
    let parts = [
        ("Connections", &summary.connections),
        (term("Would like to give"), &summary.offers),
        (term("Would like"), &summary.asks),
        ("Where they stand", &summary.rungs),
    ];
    for (title, items) in parts.into_iter().filter(|(_, items)| !items.is_empty()) {
        let _ = write!(text, "\n{title}\n");
        for item in items {
            let _ = writeln!(text, "  {}: {}", item.name, item.words);
        }
    }
    if !summary.path.is_empty() {
        text.push_str("\nHow they came there\n");
        for step in &summary.path {
            let group = if step.group.is_empty() { "On the whole" } else { &step.group };
            let _ = writeln!(text, "  {group}, {}", step.words());
        }
    }
    text.push_str(&goal::in_words(way));
    text.push_str("\nTimeline\n");
    if lines.is_empty() {
        text.push_str("  Nothing yet.\n");
    }
    for line in lines {
        let mark = if line.late { "!" } else { " " };
        let time = if line.time.is_empty() { String::new() } else { format!(" {}", line.time) };
        let _ = writeln!(text, "{mark} {}{time}  {}", line.day, line.heading());
        for detail in &line.details {
            let _ = writeln!(text, "    {detail}");
        }
    }
    text
}

/// Birth, NHS number and where they are; the telephone stands below with its warning.
fn banner(summary: &Summary) -> Vec<String> {
    let parts = [
        format!("Born {}", summary.born),
        format!("NHS number {}", summary.nhs_number),
        summary.warning(),
        summary.state.clone(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

fn as_json(
    desk: &mut Desk,
    store: &Store,
    person: &Record,
    summary: &Summary,
    lines: &[Line],
) -> Result<(), Fault> {
    let id = PersonId(person.id);
    let standing = store.standing(id)?;
    let records = |entity: Entity| -> Result<Vec<Item>, Fault> {
        Ok(store.records_of(entity, "person_id", person.id)?.iter().map(json::record).collect())
    };
    let item = json::record(person)
        .with("name", summary.listed.as_str())
        .with("state", standing.as_ref().map(|standing| standing.state.code()))
        .with("rung", standing.as_ref().map(|standing| standing.rung.code()))
        .with("next", summary.next.as_ref().map(|next| next.words.clone()))
        .shown("due", summary.next.as_ref().map(|next| next.due))
        .items("referrals", records(Entity::Referral)?)
        .items("consents", records(Entity::Consent)?)
        .items("connections", records(Entity::Connection)?)
        .items("offers", records(Entity::Offer)?)
        .items("asks", records(Entity::Ask)?)
        .items("rungs", store.rungs_of(id)?.iter().map(rung).collect())
        .items("path", summary.path.iter().map(step).collect())
        .items(
            "spoke_by_month",
            rhythm::ask(store, id, desk.clock.today())?.months.iter().map(month).collect(),
        );
    let item = goal::as_json(store, id, item)?.items("timeline", lines.iter().map(line).collect());
    desk.out.json(&Item::new().with("version", 1).item("item", item))
}

fn month(month: &rhythm::Month) -> Item {
    Item::new().with("month", month.first.format("%Y-%m").to_string()).with("spoke", month.spoke)
}

fn rung(rung: &GroupRung) -> Item {
    Item::new()
        .with("asset_id", rung.asset.0)
        .with("asset", rung.name.as_str())
        .with("rung", rung.rung.code())
        .shown("since", rung.since)
        .with("because", rung.because.as_str())
}

fn step(step: &Step) -> Item {
    Item::new()
        .with("on", step.on.to_string())
        .with("asset_id", step.asset_id)
        .text("asset", &step.group)
        .with("was", step.was)
        .with("rung", step.rung)
        .with("up", step.up)
        .with("because", step.because.as_str())
}

fn line(line: &Line) -> Item {
    Item::new()
        .with("kind", line.kind)
        .with("id", line.id)
        .with("on", line.on.to_string())
        .text("at", &line.time)
        .with("title", line.title.as_str())
        .text("what", &line.what)
        .with("details", line.details.clone())
        .with("open", line.open)
        .with("late", line.late)
}
