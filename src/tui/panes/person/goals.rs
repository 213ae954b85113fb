//! The part of a record about a person's way: gifts before needs, goals with their steps below.

use super::About;
use super::parts::{Cards, grouped, key, of};
use crate::domain::clean::Clean;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::report::way::{self, Point, Way};
use crate::store::{Store, StoreError};
use crate::tui::clip;
use crate::tui::theme::Role;
use crate::tui::widgets::card::{Card, LEAD};
use crate::tui::widgets::sheet::Sheet;

/// How many lines of the words of a plan the list shows; Enter shows all.
const MOST: usize = 8;

/// A person's way as the rows of a part.
pub fn goals(store: &Store, person: PersonId, width: u16, tall: bool) -> Result<Cards, StoreError> {
    let way = way::ask(store, person, store.clock().today())?;
    let one = |point: &Point| card(point, width, tall);
    let plan = way.plan.iter().map(one).collect();
    let goals = way.goals.iter().flat_map(|goal| std::iter::once(goal).chain(&goal.steps)).map(one).collect();
    let cards = |points: &[Point]| points.iter().map(one).collect();
    let mut groups = vec![
        ("What matters to me", or_none(plan, Entity::Plan, "Not written yet")),
        ("Strengths", or_none(cards(&way.strengths), Entity::Strength, "None noted yet")),
        ("Would like help with", or_none(cards(&way.needs), Entity::Need, "Nothing noted yet")),
        ("Goals", or_none(goals, Entity::Goal, "None noted yet")),
    ];
    if !way.measures.is_empty() {
        groups.push(("Measures", cards(&way.measures)));
    }
    Ok(grouped(groups))
}

/// The rows of a group, or one that says there are none: Enter on it adds the first.
pub fn or_none(cards: Vec<Card<About>>, entity: Entity, none: &str) -> Vec<Card<About>> {
    if !cards.is_empty() {
        return cards;
    }
    let about = About { adds: Some(entity), ..About::default() };
    let said = format!("{none}: Enter adds the first.");
    vec![Card::new(-key(entity, 1), about, vec![(0, none.to_owned())]).said(said)]
}

/// One thing on a person's way as a row.
pub fn card(point: &Point, width: u16, tall: bool) -> Card<About> {
    let (key, about) = match point.record {
        Some((entity, id)) => (key(entity, id), of(entity, id)),
        None => (0, About { adds: Some(Entity::Need), ..About::default() }),
    };
    let kind = point.record.map(|(entity, _)| entity);
    let name = if kind == Some(Entity::Step) { format!("Step: {}", point.name) } else { point.name.clone() };
    let mut rows = clip::wrap(&Clean::line(&name), width.saturating_sub(LEAD).max(8)).into_iter();
    let first = rows.next().unwrap_or_default();
    let mut card = Card::new(key, about, vec![(0, first)]).said(point.sentence());
    card.needs_you = point.late;
    for row in rows {
        card.add_text(&row, width, 1, Role::Text);
    }
    // In a small window a row is short, so that a move costs few bytes; Enter reads it whole.
    let plan = kind == Some(Entity::Plan);
    if tall || plan || point.text.is_empty() {
        card.add_text(&point.text, width, if tall { MOST } else { 2 }, Role::Text);
        card.add_text(&point.words, width, if tall { 3 } else { 1 }, Role::Text);
    } else if kind == Some(Entity::Measure) {
        // The first result and the latest two are what one looks for; Enter reads them all.
        let lines: Vec<&str> = point.text.lines().collect();
        let from = lines.len().saturating_sub(2).max(1);
        let some = lines.iter().take(1).chain(lines.iter().skip(from));
        some.for_each(|line| card.add_text(line, width, 1, Role::Text));
        card.add_text(&point.words, width, 2, Role::Text);
    } else {
        card.add_text(&point.text.replace('\n', " "), width, 1, Role::Text);
    }
    card
}

/// What matters and where they are going, for the side of a record.
pub fn beside(way: &Way, sheet: &mut Sheet) {
    if let Some(plan) = &way.plan {
        sheet.heading("What matters to me");
        sheet.words(plan.text.clone());
    }
    let open: Vec<&Point> = way.goals.iter().filter(|goal| goal.open).collect();
    if !open.is_empty() {
        sheet.heading("Goals");
        for goal in open {
            sheet.words(format!("{}. {}", goal.name.trim_end_matches('.'), goal.words));
        }
    }
    if !way.strengths.is_empty() {
        sheet.heading("Strengths");
        sheet.words(way.strengths.iter().map(|point| point.name.as_str()).collect::<Vec<_>>().join("; "));
    }
}
