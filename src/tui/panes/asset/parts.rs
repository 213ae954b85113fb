//! The rows of each part of one asset.

use super::About;
use chrono::NaiveDate;

use crate::domain::entity::Entity;
use crate::domain::id::AssetId;
use crate::domain::terms::term;
use crate::domain::vocabulary::{CONNECTION_KIND, CONNECTION_STATE, FEEDBACK};
use crate::domain::{check, name, when};
use crate::report::{counted, known, today};
use crate::store::asset::{AssetPage, ConnectionRow};
use crate::store::community::FeedbackRow;
use crate::store::page::{Page, Span};
use crate::store::restricted::UNNAMED;
use crate::store::{Store, StoreError};
use crate::tui::panes::glance::capital;
use crate::tui::theme::Role;
use crate::tui::widgets::card::Card;

type Cards = Page<Card<About>>;

/// How wide the days are.
const DAY: u16 = 15;

/// The fields of the record: those of the form, and any other that holds something.
pub fn details(page: &AssetPage, width: u16) -> Cards {
    let fields = Entity::Asset.fields().iter().zip(1..).filter(|(field, _)| {
        let is_link = matches!(field.kind, crate::domain::field::Kind::Link(_));
        !is_link && (field.step > 0 || !page.record.values.value(field.name).is_nothing())
    });
    let card = |(field, key): (&crate::domain::field::Field, i64)| {
        let value = known(&check::show(field, page.record.values.value(field.name)));
        Card::labelled(key, About::default(), field.label, &value, width)
    };
    let mut rows: Vec<Card<About>> = fields.map(card).collect();
    let told = [("Our load", our_load(page)), ("Checked by", page.checked_by.clone())];
    for ((label, value), key) in told.into_iter().zip(1_001..).filter(|((_, value), _)| !value.is_empty()) {
        rows.push(Card::labelled(key, About::default(), label, &value, width));
    }
    Page { total: rows.len(), from: 0, rows }
}

/// What we ourselves put on it, in one line; empty where we sent nobody.
pub fn our_load(page: &AssetPage) -> String {
    let load = page.load;
    if load.sent == 0 {
        return String::new();
    }
    let mut parts = vec![format!("{} sent", load.sent)];
    for (n, words) in [
        (load.going, "go now"),
        (load.waiting, "wait"),
        (load.refused, "turned down"),
        (load.did_not_start, "did not start"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {words}"));
        }
    }
    parts.join(", ")
}

/// Who is joined to it, the newest first.
pub fn people(store: &Store, asset: AssetId, span: Span, width: u16) -> Result<Cards, StoreError> {
    let page = store.connections_of_asset(asset, span)?;
    let rows = page.rows.iter().map(|row| person(row, width)).collect();
    Ok(Page { rows, from: page.from, total: page.total })
}

fn person(row: &ConnectionRow, width: u16) -> Card<About> {
    let (about, listed, spoken) = if row.restricted {
        (About::default(), capital(UNNAMED), capital(UNNAMED))
    } else {
        let about = About { person: Some(row.person), record: Some((Entity::Connection, row.id.0)) };
        (about, name::listed(&row.family, &row.given, ""), name::spoken(&row.given, &row.family))
    };
    let state = CONNECTION_STATE.label(&row.state);
    let there = usize::try_from(row.attended.unwrap_or(0)).unwrap_or(0);
    let there =
        if there > 0 { format!(", there {}", counted(there, "time", "times")) } else { String::new() };
    let words = format!("{state} since {}{there}", when::show_day(row.made_on));
    let said = format!("{spoken}, {}{there}.", state.to_lowercase());
    let narrow = width < 60;
    let mut cells = vec![(22, listed)];
    if !narrow {
        cells.push((0, words.clone()));
    }
    let mut card = Card::new(row.id.0, about, cells).said(said);
    if narrow {
        card.add_text(&words, width, 2, Role::Text);
    }
    if row.restricted {
        return card;
    }
    let introduced = [CONNECTION_KIND.label(&row.kind).to_owned(), by(&row.introduced_by)];
    card.add_text(&introduced.concat(), width, 1, Role::Text);
    card.add_text(&row.note, width, 2, Role::Text);
    card
}

fn by(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!(", by {name}") }
}

/// Most gives and receives that are shown of one group.
const MOST_GIVEN: usize = 200;

/// What the group offers, would like, gave and received, and how many people stand where in it.
pub fn gives(store: &Store, asset: AssetId, width: u16) -> Result<Cards, StoreError> {
    let found = store.gives_of_group(asset, MOST_GIVEN)?;
    let today = store.clock().today();
    let mut rows: Vec<Card<About>> = Vec::new();
    let mut group = |heading: &str, cards: Vec<Card<About>>| {
        for (at, mut card) in cards.into_iter().enumerate() {
            if at == 0 {
                heading.clone_into(&mut card.heading);
                card.gap = usize::from(!rows.is_empty());
            }
            rows.push(card);
        }
    };
    let open = |entity: Entity, id: i64, what: &str, since: NaiveDate| {
        let about = About { person: None, record: Some((entity, id)) };
        let words = format!("{what}, since {}", when::show_day_short(since, today));
        let kind = if entity == Entity::Offer { 1 } else { 2 };
        Card::new(id * 8 + kind, about, vec![(0, words.clone())]).said(format!("{words}."))
    };
    let offers = found.offers.iter().map(|row| open(Entity::Offer, row.id.0, &row.what, row.since));
    group(term("Would like to give"), offers.collect());
    let asks = found.asks.iter().map(|row| open(Entity::Ask, row.id.0, &row.what, row.since));
    group(term("Would like"), asks.collect());
    let exchanges = found.exchanges.iter().map(|row| {
        let gave = row.giver.asset == Some(asset);
        let (verb, joint, other) =
            if gave { ("Gave", "to", &row.receiver) } else { ("Received", "from", &row.giver) };
        let day = when::show_day_short(row.on, today);
        let words = format!("{verb} {} {joint} {}", row.what, other.spoken());
        let record = (!other.veiled).then_some((Entity::Exchange, row.id));
        let about = About { person: other.person, record };
        let said = format!("{day}, {words}.");
        let mut card = Card::new(row.id * 8 + 3, about, vec![(DAY, day), (0, words)]).said(said);
        card.add_text(&row.meant, width, 2, Role::Text);
        card
    });
    group("Given and received", exchanges.collect());
    let rungs = found.rungs.iter().rev().zip(1..).filter(|((_, n), _)| *n > 0).map(|((rung, n), at)| {
        let people = counted(*n, "person", "people");
        let said = format!("{}: {people}.", rung.label());
        let cells = vec![(DAY, rung.label().to_owned()), (0, people)];
        Card::new(at * 8 + 4, About::default(), cells).said(said)
    });
    group("On the way in this group", rungs.collect());
    Ok(Page { total: rows.len(), from: 0, rows })
}

/// What was noted about it, the newest first.
pub fn notes(store: &Store, asset: AssetId, span: Span, width: u16) -> Result<Cards, StoreError> {
    let page = store.notes_of(Entity::Asset, asset.0, span)?;
    let rows = page.rows.iter().map(|row| {
        let about = About { person: None, record: Some((Entity::Note, row.id)) };
        let day = when::show_day(row.on);
        let said = format!("{day}, note by {}.", known(&row.by));
        let mut card = Card::new(row.id, about, vec![(DAY, day), (0, row.by.clone())]).said(said);
        card.add_text(&row.text, width, 4, Role::Text);
        card
    });
    Ok(Page { rows: rows.collect(), from: page.from, total: page.total })
}

/// What people said of it, the newest first.
pub fn said(page: &AssetPage, width: u16) -> Cards {
    let row = |row: &FeedbackRow| {
        let about = About { person: None, record: Some((Entity::Feedback, row.id)) };
        let day = when::show_day(row.on);
        let went = FEEDBACK.label(&row.went);
        let said = format!("{day}, {}.", went.to_lowercase());
        let mut card = Card::new(row.id, about, vec![(DAY, day), (0, went.to_owned())]).said(said);
        card.add_text(&row.words, width, 4, Role::Text);
        card
    };
    let rows: Vec<Card<About>> = page.said.iter().map(row).collect();
    Page { total: rows.len(), from: 0, rows }
}

/// What is to be done about it.
pub fn reminders(store: &Store, page: &AssetPage, width: u16) -> Cards {
    let today = store.clock().today();
    let rows: Vec<Card<About>> = page
        .reminders
        .iter()
        .map(|row| {
            let line = today::due_row(row, today);
            let about = About { person: None, record: Some((Entity::FollowUp, row.follow_up.0)) };
            let day = when::show_day(row.due_on);
            let said = format!("{}, due {day}.", line.what);
            let mut card =
                Card::new(row.follow_up.0, about, vec![(DAY, day), (0, line.what.clone())]).said(said);
            card.needs_you = line.marked;
            card.add_text(&capital(&line.detail), width, 2, Role::Text);
            card
        })
        .collect();
    Page { total: rows.len(), from: 0, rows }
}
