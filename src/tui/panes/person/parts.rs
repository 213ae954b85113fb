//! The rows of each part of a person's record.

use chrono::NaiveDate;

use super::About;
use super::looking::Looking;
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::terms::term;
use crate::domain::{vocabulary, when};
use crate::report::path;
use crate::report::person::{Item, Summary};
use crate::report::timeline::{self, Line};
use crate::store::page::{Page, Span};
use crate::store::{Store, StoreError};
use crate::tui::panes::glance::capital;
use crate::tui::theme::Role;
use crate::tui::widgets::card::Card;

pub type Cards = Page<Card<About>>;

/// How wide the days of a line of time are.
const DAY: u16 = 15;

/// Most gives and receives that are shown of one person.
const MOST: usize = 500;

fn whole(rows: Vec<Card<About>>) -> Cards {
    Page { total: rows.len(), from: 0, rows }
}

/// Groups of rows one below another, each under its heading.
pub fn grouped<'a>(groups: impl IntoIterator<Item = (&'a str, Vec<Card<About>>)>) -> Cards {
    let mut rows: Vec<Card<About>> = Vec::new();
    for (heading, cards) in groups {
        let gap = usize::from(!rows.is_empty());
        for (at, mut card) in cards.into_iter().enumerate() {
            if at == 0 {
                (card.heading, card.gap) = (heading.to_owned(), gap);
            }
            rows.push(card);
        }
    }
    whole(rows)
}

/// Kinds have their own numbers, so that the number alone would not tell two rows apart.
pub fn key(entity: Entity, id: i64) -> i64 {
    let kind = Entity::ALL.iter().position(|kind| *kind == entity).unwrap_or_default();
    id.saturating_mul(64) + i64::try_from(kind).unwrap_or_default() + 1
}

pub fn of(entity: Entity, id: i64) -> About {
    About { record: Some((entity, id)), ..About::default() }
}

/// Everything about a person on one line of time, or what is looked at of it.
pub fn timeline(
    store: &Store,
    person: PersonId,
    looking: &Looking,
    span: Span,
    width: u16,
    tall: bool,
) -> Result<Cards, StoreError> {
    let today = store.clock().today();
    let page = timeline::page(store, person, looking.kinds(), looking.query.text(), span)?;
    let rows = page.rows.iter().map(|(entry, line)| {
        let mut about = of(entry.kind, entry.id);
        about.open_reminder = line.open;
        entry_card(line, about, today, width, if tall { 4 } else { 2 })
    });
    Ok(Page { rows: rows.collect(), from: page.from, total: page.total })
}

fn entry_card(line: &Line, about: About, today: NaiveDate, width: u16, most: usize) -> Card<About> {
    let time = if line.time.is_empty() { String::new() } else { format!(" {}", line.time) };
    let what = if line.what.is_empty() { String::new() } else { format!("  {}", line.what) };
    let heading = format!("{}{time}{what}", line.title);
    let kind = Entity::parse(line.kind).unwrap_or(Entity::Note);
    let key = key(kind, line.id);
    let narrow = width < 60;
    let day = if narrow { (10, when::show_day_short(line.on, today)) } else { (DAY, line.day.clone()) };
    let mut card = Card::new(key, about, vec![day, (0, heading)]).said(line.sentence());
    card.needs_you = line.late;
    card.indent = if narrow { 2 } else { DAY + 1 };
    card.add_text(&line.details.join("\n"), width, most, Role::Text);
    card
}

/// What the person is joined to, the newest first.
pub fn connections(
    store: &Store,
    person: PersonId,
    summary: &Summary,
    width: u16,
) -> Result<Cards, StoreError> {
    let rows = store.connections_of_person(person)?;
    let cards = rows.iter().zip(&summary.connections).map(|(row, item)| {
        let about = About { asset: row.asset, ..of(Entity::Connection, row.id.0) };
        let said = format!("{}, {}.", item.name, item.words);
        let mut card = Card::new(row.id.0, about, vec![(0, item.name.clone())]).said(said);
        card.add_text(&capital(&item.words), width, 2, Role::Text);
        if !row.introduced_by.is_empty() {
            card.add_text(&format!("Introduced by {}", row.introduced_by), width, 1, Role::Text);
        }
        if !row.options_shown.is_empty() {
            card.add_text(&format!("Also shown: {}", row.options_shown), width, 3, Role::Text);
        }
        if !row.reason_ended.is_empty() {
            let known = vocabulary::reason(&row.reason_ended).map(str::to_lowercase);
            let why = known.unwrap_or_else(|| row.reason_ended.clone());
            card.add_text(&format!("Why it ended: {why}"), width, 2, Role::Text);
        }
        card.add_text(&row.note, width, 2, Role::Text);
        card
    });
    Ok(whole(cards.collect()))
}

/// What the person said yes and no to.
pub fn said_yes(summary: &Summary, width: u16) -> Cards {
    let cards = summary.consents.iter().zip(1..).map(|(consent, key)| {
        let on = consent.on.map(when::show_day).unwrap_or_default();
        let said = format!("{}: {}.", consent.label, consent.answer.to_lowercase());
        let label = if width < 60 { 24 } else { 28 };
        let cells = vec![(label, consent.label.clone()), (10, consent.answer.clone()), (0, on)];
        let mut card = Card::new(key, About::default(), cells).said(said);
        card.add_text(&consent.note, width, 2, Role::Text);
        card
    });
    whole(cards.collect())
}

/// What the person offers, would like, gave and received, and where they stand.
pub fn gives(store: &Store, person: PersonId, summary: &Summary, width: u16) -> Result<Cards, StoreError> {
    let today = store.clock().today();
    let exchanges = store.exchanges(Span::first(MOST), Some(person))?.rows;
    let exchanged = exchanges.iter().map(|row| {
        let gave = row.giver.person == Some(person);
        let other = if gave {
            format!("to {}", row.receiver.spoken())
        } else {
            format!("from {}", row.giver.spoken())
        };
        let verb = if gave { "Gave" } else { "Received" };
        let words = format!("{verb} {} {other}", row.what);
        let day = when::show_day_short(row.on, today);
        let said = format!("{day}, {words}.");
        let mut card =
            Card::new(row.id * 8 + 3, of(Entity::Exchange, row.id), vec![(DAY, day), (0, words)]).said(said);
        card.add_text(&row.meant, width, 2, Role::Text);
        if !row.came_back.is_empty() {
            card.add_text(&format!("Came back: {}", row.came_back), width, 2, Role::Text);
        }
        card
    });
    let exchanged = exchanged.collect();
    let rungs = summary.rungs.iter().map(|rung| {
        let about = About { asset: Some(AssetId(rung.id)), shown_by: true, ..About::default() };
        let said = format!("{}: {}.", rung.name, rung.words);
        let mut card = Card::new(rung.id * 8 + 4, about, vec![(0, rung.name.clone())]).said(said);
        card.add_text(&capital(&rung.words), width, 2, Role::Text);
        let mut moves = summary.path.iter().filter(|step| step.asset_id == Some(rung.id));
        if let Some(step) = moves.next_back().filter(|step| !step.up) {
            card.add_text(&step.words(), width, 1, Role::Text);
        }
        card
    });
    let whole = on_the_whole(summary, today, width);
    let rungs: Vec<_> = whole.into_iter().chain(rungs).collect();
    Ok(grouped([
        (term("Would like to give"), items(&summary.offers, Entity::Offer, 1)),
        (term("Would like"), items(&summary.asks, Entity::Ask, 2)),
        ("Given and received", exchanged),
        (&format!("On the way: {}", summary.rung.to_lowercase()), rungs),
    ]))
}

/// How they came to where they stand on the whole, as a line over time; nothing where they have not moved.
fn on_the_whole(summary: &Summary, today: NaiveDate, width: u16) -> Option<Card<About>> {
    let newest = summary.path.iter().rfind(|step| step.asset_id.is_none())?;
    let words = newest.words();
    let about = About { shown_by: true, ..About::default() };
    let said = format!("On the whole, since {words}. Press Enter to see what shows it.");
    let mut card = Card::new(4, about, vec![(0, format!("On the whole, since {words}"))]).said(said);
    let room = usize::from(width.saturating_sub(card.indent + 8).min(80));
    card.below.extend(path::line(&summary.path, today, room).into_iter().map(|line| (line, Role::Text)));
    Some(card)
}

fn items(items: &[Item], entity: Entity, kind: i64) -> Vec<Card<About>> {
    let card = |item: &Item| {
        let said = format!("{}, {}, {}.", capital(entity.word()), item.name, item.words);
        let name = format!("{}, {}", item.name, item.words);
        Card::new(item.id * 8 + kind, of(entity, item.id), vec![(0, name)]).said(said)
    };
    items.iter().map(card).collect()
}
