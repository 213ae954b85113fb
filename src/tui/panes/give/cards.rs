//! The rows of each list of give and take.

use chrono::{Datelike as _, NaiveDate};

use super::pairs::Paired;
use super::{ASKS, NOT_ASKED, OFFERS, PAIRS, WAY};
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::journey::Rung;
use crate::domain::vocabulary::GIFT_KIND;
use crate::domain::{name, when};
use crate::store::give::{AskRow, ExchangeRow, OfferRow, Party, RungRow};
use crate::store::page::{Page, Span};
use crate::store::queue::QueueRow;
use crate::store::{Store, StoreError};
use crate::tui::theme::Role;
use crate::tui::widgets::card::Card;

pub type Cards = Page<Card<About>>;

/// What a row is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The person.
    pub person: Option<PersonId>,
    /// The group.
    pub asset: Option<AssetId>,
    /// The offer, wish or exchange itself.
    pub record: Option<(Entity, i64)>,
    /// Which pair, in the list of pairs.
    pub pair: Option<Paired>,
}

pub(super) fn of(party: &Party, record: Option<(Entity, i64)>) -> About {
    About { person: party.person, asset: party.asset, record, pair: None }
}

/// A page of a list, for a width.
pub fn page(store: &Store, part: usize, text: &str, span: Span, width: u16) -> Result<Cards, StoreError> {
    let today = store.clock().today();
    Ok(match part {
        PAIRS => super::pairs::page(store, span, today, width)?,
        OFFERS => mapped(&store.offers(span, text)?, |row| offer(row, today, width)),
        ASKS => mapped(&store.asks(span, text)?, |row| ask(row, today, width)),
        WAY => on_the_way(store, span, width)?,
        NOT_ASKED => mapped(&store.not_yet_asked(span)?, not_asked),
        _ => given(&store.exchanges(span, None)?, today, width),
    })
}

fn mapped<T>(page: &Page<T>, card: impl Fn(&T) -> Card<About>) -> Cards {
    Page { rows: page.rows.iter().map(card).collect(), from: page.from, total: page.total }
}

fn offer(row: &OfferRow, today: NaiveDate, width: u16) -> Card<About> {
    let about = of(&row.who, Some((Entity::Offer, row.id.0)));
    let said = format!("{} offers {}.", row.who.spoken(), row.what);
    let mut card = Card::new(row.id.0, about, vec![(0, row.who.listed())]).said(said).named(row.who.spoken());
    card.add_text(&row.what, width, 2, Role::Text);
    let kind = GIFT_KIND.label(&row.gift_kind).split(':').next().unwrap_or_default().to_lowercase();
    let since = format!("{kind}, since {}", when::show_day_short(row.since, today));
    card.add_text(&joined(&[&row.when_where, &since]), width, 2, Role::Text);
    card
}

fn ask(row: &AskRow, today: NaiveDate, width: u16) -> Card<About> {
    let about = of(&row.who, Some((Entity::Ask, row.id.0)));
    let said = format!("{} would like {}.", row.who.spoken(), row.what);
    let mut card = Card::new(row.id.0, about, vec![(0, row.who.listed())]).said(said).named(row.who.spoken());
    card.add_text(&row.what, width, 2, Role::Text);
    let since = format!("since {}", when::show_day_short(row.since, today));
    card.add_text(&joined(&[&row.when_where, &since]), width, 2, Role::Text);
    card
}

/// Everyone by where they stand, the highest first; each place on the way has its heading with its count.
fn on_the_way(store: &Store, span: Span, width: u16) -> Result<Cards, StoreError> {
    let counts = store.rung_counts()?;
    let today = store.clock().today();
    let quarter = quarter_of(today);
    let came = store.came_since(quarter)?;
    let mut begins: Vec<(usize, Rung, usize)> = Vec::new();
    let mut from = 0;
    for (rung, n) in counts.into_iter().rev() {
        begins.push((from, rung, n));
        from += n;
    }
    let page = store.on_rung(None, span)?;
    let rows = page.rows.iter().enumerate().map(|(at, row)| {
        let mut card = rung_card(row, (quarter, today), width);
        let begin = begins.iter().find(|(first, _, n)| *first == span.from + at && *n > 0);
        if let Some((first, rung, n)) = begin {
            let new = came.iter().find(|(each, _)| each == rung).map_or(0, |(_, n)| *n);
            let new = match new {
                0 => String::new(),
                new => format!(", {new} of them since {}", when::show_day_short(quarter, today)),
            };
            card.heading = format!("{} ({n}){new}", rung.label().to_uppercase());
            card.gap = usize::from(*first > 0);
        }
        card
    });
    Ok(Page { rows: rows.collect(), from: page.from, total: page.total })
}

/// The first day of the quarter of a day.
fn quarter_of(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1).unwrap_or(day)
}

fn rung_card(row: &RungRow, (quarter, today): (NaiveDate, NaiveDate), width: u16) -> Card<About> {
    let about = About { person: Some(row.person), ..About::default() };
    let spoken = name::spoken(&row.given, &row.family);
    let said = format!("{spoken}, {}.", row.rung.label().to_lowercase());
    let listed = name::listed(&row.family, &row.given, "");
    let mut card = Card::new(row.person.0, about, vec![(0, listed)]).said(said).named(spoken);
    if let Some((on, was)) = row.came.filter(|(on, _)| *on >= quarter) {
        let verb = if row.rung > was { "Came here" } else { "Here, by a worker's word," };
        let since = when::show_day_short(on, today);
        card.add_text(
            &format!("{verb} on {since}, before: {}", was.label().to_lowercase()),
            width,
            1,
            Role::Text,
        );
    }
    for (group, rung) in row.groups.iter().take(3) {
        card.add_text(&format!("{group}: {}", rung.label().to_lowercase()), width, 1, Role::Text);
    }
    card
}

fn not_asked(row: &QueueRow) -> Card<About> {
    let about = About { person: Some(row.person), ..About::default() };
    let spoken = name::spoken(&row.given, &row.family);
    let said = format!("{spoken}. Press ‹add› when you have asked them.");
    let cells = vec![(22, name::listed(&row.family, &row.given, "")), (0, row.state.label().to_owned())];
    Card::new(row.person.0, about, cells).said(said).named(spoken)
}

fn given(page: &Page<ExchangeRow>, today: NaiveDate, width: u16) -> Cards {
    let quarter = quarter_of(today);
    let from = page.from;
    let mut before: Option<bool> = None;
    let rows = page.rows.iter().enumerate().map(|(at, row)| {
        let now = row.on >= quarter;
        let mut card = exchange(row, today, width);
        if before.is_some_and(|before| before != now) || from + at == 0 {
            let words = if now { "This quarter, since" } else { "Before" };
            card.heading = format!("{words} {}", when::show_day(quarter));
            card.gap = usize::from(at > 0);
        }
        before = Some(now);
        card
    });
    Page { rows: rows.collect(), from, total: page.total }
}

fn exchange(row: &ExchangeRow, today: NaiveDate, width: u16) -> Card<About> {
    let giver = if row.giver.person.is_some() { &row.giver } else { &row.receiver };
    let about = of(giver, Some((Entity::Exchange, row.id)));
    let day = when::show_day_short(row.on, today);
    let names = format!("{} to {}", row.giver.spoken(), row.receiver.spoken());
    let said = format!("{day}, {names}: {}.", row.what);
    let mut card = Card::new(row.id, about, vec![(0, names.clone())]).said(said).named(names);
    let minutes = row.minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default();
    card.add_text(&joined(&[&row.what, &day, &minutes]), width, 2, Role::Text);
    card.add_text(&row.meant, width, 2, Role::Text);
    if !row.came_back.is_empty() {
        card.add_text(&format!("Came back: {}", row.came_back), width, 2, Role::Text);
    }
    card
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// In which order a list is, and why.
pub fn order(part: usize) -> &'static str {
    match part {
        PAIRS => {
            "Those that were begun come first, then what fits best, then those that came together; the lines below each say why."
        }
        OFFERS | ASKS => "The newest comes first.",
        WAY => "The highest place on the way comes first, then names. It is never a ranking.",
        NOT_ASKED => "By family name, then given name.",
        _ => "The latest comes first.",
    }
}

/// What a list says that has no rows.
pub fn nothing(part: usize) -> &'static str {
    match part {
        PAIRS => "No offer fits a wish yet. Record more of both.",
        OFFERS => "No offers yet. Press ‹add› to record one.",
        ASKS => "Nobody has said yet what they would like. Press ‹add› to record it.",
        WAY => "Nobody is here yet.",
        NOT_ASKED => "Everyone in our work was asked what they would like to give.",
        _ => "Nothing was given yet. Press ‹add› to record it.",
    }
}
