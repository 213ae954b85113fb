//! `kith show`: one record, whole.

pub mod person;

use std::fmt::Write as _;

use clap::Args;

use super::desk::Desk;
use super::fixed::Words;
use super::json::{self, Item};
use super::output::Format;
use super::{restricted, said, subject};
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::field::Kind;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::journey::Rung;
use crate::domain::terms::term;
use crate::domain::vocabulary::FEEDBACK;
use crate::domain::when;
use crate::fault::Fault;
use crate::store::Store;
use crate::store::community::FeedbackRow;
use crate::store::give::ExchangeRow;

/// Show one record, whole: a person with their line of time, a referral, an asset ...
///
/// Opening a person is recorded: kith history person ID --views says who looked.
#[derive(Args)]
pub struct Show {
    /// The kind of record; or just the number of a person
    #[arg(value_parser = Words::Kinds, hide_possible_values = true)]
    kind: String,
    /// Its number
    id: Option<String>,
    /// Why you open a restricted record; it is kept
    #[arg(long)]
    reason: Option<String>,
}

impl Show {
    /// Prints the record.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if desk.out.format == Format::Csv {
            return Err(
                Fault::usage("One record is not a list.").hint("For a file: kith show person 12 --json")
            );
        }
        let subject = match &self.id {
            Some(id) => {
                let entity = subject::kind(&self.kind)?;
                subject::Subject { entity, id: subject::of(id, entity)? }
            }
            None => subject::read(&self.kind, Entity::Person)?,
        };
        let mut store = desk.open()?;
        let record = store.needed(subject.entity, subject.id)?;
        if subject.entity == Entity::Person {
            let reason = restricted::why(desk, &store, PersonId(record.id), self.reason.as_deref())?;
            return person::show(desk, &mut store, &record, reason.as_deref());
        }
        restricted::behind(desk, &mut store, &record, self.reason.as_deref())?;
        if desk.out.format == Format::Json {
            let item = match record.entity {
                Entity::Asset => around_as_json(&store, AssetId(record.id), json::record(&record))?,
                Entity::Gap => {
                    let mut waiting = Vec::new();
                    for one in store.waiting_for(record.id)? {
                        waiting.push(
                            Item::new()
                                .with("person_id", (!one.restricted).then_some(one.person.0))
                                .with("name", one.spoken())
                                .with("since", one.since.to_string())
                                .with("would_join", one.would_join),
                        );
                    }
                    json::record(&record).items("waiting", waiting)
                }
                _ => json::record(&record),
            };
            return desk.out.json(&Item::new().with("version", 1).item("item", item));
        }
        let mut text =
            format!("{} {}: {}\n", capital(record.entity.word()), record.id, said::about(&store, &record)?);
        text.push_str(&fields(&store, &record, &[])?);
        if record.entity == Entity::Asset {
            text.push_str(&around(&store, AssetId(record.id))?);
            text.push_str(&gives(&store, AssetId(record.id))?);
        }
        if record.entity == Entity::Gap {
            for one in store.waiting_for(record.id)? {
                let would = if one.would_join { ", would help to start it" } else { "" };
                let number = if one.restricted { String::new() } else { format!(" (person {})", one.person) };
                let _ = writeln!(text, "Waits: {}{number}{would}", one.spoken());
            }
        }
        desk.out.text(text.trim_end())
    }
}

/// How much of what a group gave and received is shown.
const GIVES: usize = 10;

/// The same as data: our load, what people said, what the group gives and takes, who stands where in it.
fn around_as_json(store: &Store, asset: AssetId, item: Item) -> Result<Item, Fault> {
    let load = store.load_on(asset)?;
    let load = Item::new()
        .with("sent", load.sent)
        .with("going", load.going)
        .with("waiting", load.waiting)
        .with("turned_down", load.refused)
        .with("did_not_start", load.did_not_start);
    let said = |row: &FeedbackRow| {
        Item::new()
            .with("id", row.id)
            .with("on", row.on.to_string())
            .with("went", row.went.as_str())
            .text("words", &row.words)
    };
    let feedback = store.feedback_of(asset)?.iter().map(said).collect();
    let found = store.gives_of_group(asset, GIVES)?;
    let named = |id: i64, what: &str| Item::new().with("id", id).with("what", what);
    let exchange = |row: &ExchangeRow| {
        let gave = row.giver.asset == Some(asset);
        let other = if gave { &row.receiver } else { &row.giver };
        named(row.id, &row.what)
            .with("on", row.on.to_string())
            .with("gave", gave)
            .with("other", other.spoken())
    };
    let rung = |(rung, people): &(Rung, usize)| Item::new().with("rung", rung.code()).with("people", *people);
    Ok(item
        .item("load", load)
        .items("feedback", feedback)
        .items("offers", found.offers.iter().map(|row| named(row.id.0, &row.what)).collect())
        .items("asks", found.asks.iter().map(|row| named(row.id.0, &row.what)).collect())
        .items("exchanges", found.exchanges.iter().map(exchange).collect())
        .items("rungs", found.rungs.iter().filter(|(_, people)| *people > 0).map(rung).collect()))
}

/// What goes on around an asset: our own load on it, and what people said.
fn around(store: &Store, asset: AssetId) -> Result<String, Fault> {
    let load = store.load_on(asset)?;
    let mut text = String::new();
    if load.sent > 0 {
        let _ = writeln!(
            text,
            "Our load: {} sent, {} go now, {} wait, {} turned down, {} did not start",
            load.sent, load.going, load.waiting, load.refused, load.did_not_start
        );
    }
    for said in store.feedback_of(asset)? {
        let words = if said.words.is_empty() { String::new() } else { format!(": {}", said.words) };
        let _ = writeln!(
            text,
            "Said {}, {}{words}",
            when::show_day(said.on),
            FEEDBACK.label(&said.went).to_lowercase()
        );
    }
    Ok(text)
}

/// A group's own give and take, a line each.
fn gives(store: &Store, asset: AssetId) -> Result<String, Fault> {
    let found = store.gives_of_group(asset, GIVES)?;
    let mut text = String::new();
    for offer in &found.offers {
        let _ = writeln!(text, "{}: {} (offer {})", term("Would like to give"), offer.what, offer.id.0);
    }
    for ask in &found.asks {
        let _ = writeln!(text, "{}: {} (wish {})", term("Would like"), ask.what, ask.id.0);
    }
    for row in &found.exchanges {
        let gave = row.giver.asset == Some(asset);
        let (verb, joint, other) =
            if gave { ("Gave", "to", &row.receiver) } else { ("Received", "from", &row.giver) };
        let day = when::show_day(row.on);
        let _ = writeln!(text, "{verb} {}, {joint} {}, {day}", row.what, other.spoken());
    }
    let stand = found.rungs.iter().rev().filter(|(_, n)| *n > 0);
    let stand: Vec<String> = stand.map(|(rung, n)| format!("{n} {}", rung.label().to_lowercase())).collect();
    if !stand.is_empty() {
        let _ = writeln!(text, "On the way in this group: {}", stand.join(", "));
    }
    Ok(text)
}

/// Every field that is known, a line each; `but` are left out.
pub fn fields(store: &Store, record: &Record, but: &[&str]) -> Result<String, Fault> {
    let mut text = String::new();
    for field in record.entity.fields().iter().filter(|field| !but.contains(&field.name)) {
        let value = record.values.value(field.name);
        if value.is_nothing() {
            continue;
        }
        let shown = match (field.kind, value.number()) {
            (Kind::Link(entity), Some(id)) => {
                let about =
                    store.record(entity, id)?.map(|record| said::about(store, &record)).transpose()?;
                format!("{} ({} {id})", about.unwrap_or_default(), entity.word())
            }
            _ => said::shown(record.entity, &record.values, field.name),
        };
        let _ = writeln!(text, "{}: {}", field.label, shown.replace('\n', "\n  "));
    }
    if let Some(day) = record.put_away_on {
        let why = record.put_away_reason.as_deref().unwrap_or_default();
        let _ = writeln!(text, "Put away: {} {why}", when::show_day(day));
    }
    Ok(text)
}

/// The word with its first letter as a capital.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
