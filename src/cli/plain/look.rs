//! Somebody or something looked for by words: a name, a date of birth, an NHS number, a telephone, a group.

use super::list::{List, Row};
use super::step::{Answers, Step};
use super::talk::Question;
use super::turn::{Told, Turn};
use super::words;
use super::work::Work;
use crate::domain::entity::Entity;
use crate::store::Store;
use crate::store::find::{AssetAsk, AssetHit, PersonHit};
use crate::store::page::Span;

/// At most so many people are heard; whoever is not among them is found by more letters.
const MOST: usize = 50;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A person.
    Person,
    /// An asset.
    Asset,
    /// A person or an asset.
    Either,
}

/// Somebody or something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its kind.
    pub entity: Entity,
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
}

impl Found {
    /// As an answer keeps it: `person 12 Ada OKONKWO`.
    pub fn kept(&self) -> String {
        format!("{} {} {}", self.entity.table(), self.id, self.name)
    }

    /// The record a kept answer names.
    pub fn read(text: &str) -> Option<(Entity, i64)> {
        let mut parts = text.splitn(3, ' ');
        let entity = parts.next().and_then(Entity::parse)?;
        Some((entity, parts.next()?.parse().ok()?))
    }
}

impl Look {
    fn help(self) -> &'static str {
        match self {
            Self::Person => {
                "A few letters are enough. One slip is forgiven. Numbers work with or without spaces."
            }
            Self::Asset => "Type words of its name, or of what happens there.",
            Self::Either => "Type a name. People and groups are both looked for.",
        }
    }
}

/// The answer to a step that asks for a record.
pub fn answer(step: &Step, look: Look, work: &mut Work<'_>, answers: &Answers) -> Told<String> {
    let stands = answers.get(&step.name).filter(|text| !text.is_empty()).unwrap_or(&step.default).clone();
    let enter = step.said(&stands);
    let question = Question::new(step.words.clone()).help(look.help());
    let question = if stands.is_empty() { question } else { question.enter(enter) };
    loop {
        let Some(text) = work.talk.ask(&question)? else { return Ok(stands) };
        if let Some(found) = among(work, look, &text)? {
            work.talk.carry(&words::sentence(&found.name));
            return Ok(found.kept());
        }
    }
}

/// Asks for words and looks until somebody or something is picked.
pub fn find(work: &mut Work<'_>, words: &str, look: Look) -> Told<Found> {
    let question = Question::new(words).help(look.help());
    loop {
        let text = work.talk.ask(&question)?.unwrap_or_default();
        if let Some(found) = among(work, look, &text)? {
            return Ok(found);
        }
    }
}

/// The person the words meet; other words are asked for until somebody is picked.
pub fn among_people(work: &mut Work<'_>, text: &str) -> Told<Found> {
    match among(work, Look::Person, text)? {
        Some(found) => Ok(found),
        None => find(work, "Who? Type a name or a number.", Look::Person),
    }
}

/// Hears what the words meet; nothing when nothing is picked, so that other words can be tried.
fn among(work: &mut Work<'_>, look: Look, text: &str) -> Told<Option<Found>> {
    let fetch = |store: &Store, span: Span| {
        let all = met(store, look, text)?;
        let total = all.len();
        Ok((all.into_iter().skip(span.from).take(span.most).collect(), total))
    };
    let empty = match look {
        Look::Person => "Nobody was found. Try fewer letters, or another way to write it.",
        Look::Asset | Look::Either => "Nothing was found. Try fewer letters, or another word.",
    };
    let list = List { empty, opens: "choose", help: "Back lets you try other words.", fetch: &fetch };
    match list.hear(work) {
        Err(Turn::Back) => Ok(None),
        found => found,
    }
}

fn met(store: &Store, look: Look, text: &str) -> Told<Vec<Row<Found>>> {
    let mut rows = Vec::new();
    if look != Look::Asset {
        rows.extend(store.find_people(text, MOST)?.iter().map(person));
    }
    if look != Look::Person {
        let ask = AssetAsk { text: text.to_owned(), all: true, ..AssetAsk::default() };
        rows.extend(store.find_assets(&ask, Span::first(MOST))?.page.rows.iter().map(asset));
    }
    Ok(rows)
}

fn person(hit: &PersonHit) -> Row<Found> {
    let name = words::person(&hit.given, &hit.family, &hit.preferred);
    let born = hit
        .date_of_birth
        .map_or_else(|| "Date of birth not known".to_owned(), |day| format!("Born {}", words::birth(day)));
    let why = if hit.why == "name" { String::new() } else { format!("Found by {}", words::low(&hit.why)) };
    let sentence = words::sentences([name.as_str(), &born, hit.state.label(), &why]);
    let value = Found { entity: Entity::Person, id: hit.person.0, name: name.clone() };
    Row { value, name, mark: String::new(), sentence }
}

fn asset(hit: &AssetHit) -> Row<Found> {
    let value = Found { entity: Entity::Asset, id: hit.asset.0, name: hit.name.clone() };
    let sentence = words::sentences([&hit.name, &hit.schedule, &hit.place]);
    Row { value, name: hit.name.clone(), mark: String::new(), sentence }
}
