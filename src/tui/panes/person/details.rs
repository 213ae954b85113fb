//! The part of a record with what is known of a person, in groups; Enter edits a group.

use super::About;
use super::goals;
use super::parts::Cards;
use super::parts::grouped;
use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::field::Field;
use crate::domain::id::PersonId;
use crate::domain::risk::Risks;
use crate::report::{details, known, rhythm, way};
use crate::store::{Store, StoreError};
use crate::tui::widgets::card::Card;

/// The key of the row that says how often we spoke.
const RHYTHM: i64 = -900;

/// Behind which group the people around somebody stand.
const AROUND: usize = 1;

/// What is known of a person.
pub fn details(
    store: &Store,
    person: PersonId,
    width: u16,
    tall: bool,
    speak: bool,
) -> Result<Cards, StoreError> {
    let Some(record) = store.record(Entity::Person, person.0)? else { return Ok(Cards::default()) };
    let risks = store.records_of(Entity::Risk, "person_id", person.0)?;
    let risks = Risks::of(risks.iter().map(|risk| &risk.values), store.clock().today(), false);
    let alone = risks.before_an_address();
    let mut groups: Vec<(&str, Vec<Card<About>>)> = Vec::new();
    for (part, (title, _)) in details::GROUPS.iter().enumerate() {
        let cards = details::fields(part).into_iter().map(|field| {
            // The alert comes before the address, on the same row.
            let before = if field.name == "address" { alone.as_str() } else { "" };
            row(&record, field, Some(part), (before, width))
        });
        groups.push((title, cards.collect()));
        if part == AROUND {
            let around = way::ask(store, person, store.clock().today())?.around;
            let cards = around.iter().map(|point| goals::card(point, width, tall)).collect();
            groups.push(("People around them", goals::or_none(cards, Entity::Relation, "Nobody noted yet")));
        }
    }
    let rhythm = rhythm::ask(store, person, store.clock().today())?;
    let words = rhythm.words();
    // Signs say nothing to who listens.
    let value = if speak { words } else { [rhythm.line(), words].join("  ").trim().to_owned() };
    let card = Card::labelled(RHYTHM, About::default(), "How often we spoke", &value, width);
    groups.push(("Contacts", vec![card.said(rhythm.words())]));
    let filled = |field: &&Field| !record.values.value(field.name).is_nothing();
    let others = details::others().into_iter().filter(filled);
    groups.push(("Other", others.map(|field| row(&record, field, None, ("", width))).collect()));
    Ok(grouped(groups))
}

fn row(
    record: &Record,
    field: &'static Field,
    part: Option<usize>,
    (before, width): (&str, u16),
) -> Card<About> {
    let value = known(&check::show(field, record.values.value(field.name)));
    let value = if before.is_empty() { value } else { format!("! {before} {value}") };
    let key = Entity::Person.fields().iter().position(|other| other.name == field.name);
    let key = key.and_then(|at| i64::try_from(at).ok()).unwrap_or_default();
    let about = About { story: field.name == "story", part, ..About::default() };
    // Fields have keys of their own below those of the records.
    Card::labelled(-1_000 - key, about, field.label, &value, width)
}
