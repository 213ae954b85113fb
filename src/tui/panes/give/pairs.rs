//! The rows of pairs: those that were begun, what could fit, what a group would welcome, those that came together.

use chrono::NaiveDate;

use super::cards::{About, Cards, of};
use crate::domain::entity::Entity;
use crate::domain::vocabulary::PAIR_STATE;
use crate::domain::when;
use crate::store::give::{Pair, PairRow, Party};
use crate::store::page::{Page, Span};
use crate::store::{Store, StoreError};
use crate::tui::command::Command;
use crate::tui::dialogs::options;
use crate::tui::effect::Effect;
use crate::tui::request::FormRequest;
use crate::tui::theme::Role;
use crate::tui::widgets::card::Card;

/// Stands above what is only suggested.
const COULD_FIT: &str = "Could fit";

/// Most pairs that are suggested.
const MOST_PAIRS: usize = 100;

/// What is known of a pair that a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired {
    /// How far it is.
    pub how: How,
    /// Whoever gives.
    pub giver: Party,
    /// Whoever would like it.
    pub receiver: Party,
    /// What is offered.
    pub what: String,
    /// The number of the offer.
    pub offer: i64,
    /// The number of the wish; 0 of a group that welcomes such gifts.
    pub ask: i64,
}

impl Paired {
    /// What stands above the first of its kind.
    fn heading(&self, together: bool) -> &'static str {
        match self.how {
            How::Begun(_) if together => "Came together",
            How::Begun(_) => "Begun",
            How::Suggested => COULD_FIT,
            How::Welcome => "A group would welcome it",
        }
    }

    /// Whether it can be edited, or put away.
    pub fn takes(&self, command: Command) -> bool {
        match self.how {
            How::Begun(_) => true,
            How::Suggested => command == Command::PutAway,
            How::Welcome => false,
        }
    }
}

/// How far a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It was begun: its number.
    Begun(i64),
    /// It is only suggested.
    Suggested,
    /// A group welcomes such gifts.
    Welcome,
}

/// Pairs that were begun, then those that could fit, then the groups that would welcome a gift, then those that came
/// together.
pub fn page(store: &Store, span: Span, today: NaiveDate, width: u16) -> Result<Cards, StoreError> {
    let begun = store.pairs_begun(false, span)?;
    let mut rows: Vec<Card<About>> = begun.rows.iter().map(|row| begun_card(row, today, width)).collect();
    let left = |before: usize, read: usize| Span {
        from: span.from.saturating_sub(before),
        most: span.most.saturating_sub(read),
    };
    let found = store.suggested_pairs(MOST_PAIRS, left(begun.total, rows.len()))?;
    let first = i64::try_from(found.from).unwrap_or(0) + 1;
    rows.extend(found.rows.iter().zip(first..).map(|(pair, key)| pair_card(pair, key, width)));
    let before = begun.total + found.total;
    let together = store.pairs_begun(true, left(before, rows.len()))?;
    rows.extend(together.rows.iter().map(|row| begun_card(row, today, width)));
    let mut above = "";
    for (at, card) in rows.iter_mut().enumerate() {
        let now = card.about.pair.as_ref().map_or("", |pair| pair.heading(span.from + at >= before));
        // What could fit is what the list is for: it has a heading only below others.
        let plain = at == 0 && now == COULD_FIT;
        if now != above && !plain && (at > 0 || span.from == 0) {
            now.clone_into(&mut card.heading);
            card.gap = usize::from(at > 0);
        }
        above = now;
    }
    Ok(Page { rows, from: span.from, total: before + together.total })
}

/// The first lines of a pair: who, what, for whom.
fn laid_card(key: i64, paired: &Paired, wish: &str, width: u16) -> Card<About> {
    let (giver, taker) = (&paired.giver, &paired.receiver);
    let names = format!("{} to {}", giver.spoken(), taker.spoken());
    let narrow = width < 60;
    let first = if narrow { giver.listed() } else { format!("{}: {}", giver.listed(), paired.what) };
    let joint = if paired.how == How::Welcome { "for" } else { "can help" };
    let second = format!("{joint} {}: {wish}", taker.listed());
    let what = paired.what.clone();
    let about = About { pair: Some(paired.clone()), ..of(giver, None) };
    let mut card = Card::new(key, about, vec![(0, first)]).named(names);
    if narrow {
        card.add_text(&what, width, 1, Role::Text);
    }
    card.add_text(&second, width, 2, Role::Text);
    card
}

fn begun_card(row: &PairRow, today: NaiveDate, width: u16) -> Card<About> {
    let paired = Paired {
        how: How::Begun(row.id),
        giver: row.offer.who.clone(),
        receiver: row.ask.who.clone(),
        what: row.offer.what.clone(),
        offer: row.offer.id.0,
        ask: row.ask.id.0,
    };
    let state = PAIR_STATE.label(&row.state);
    let since = when::show_day_short(row.since, today);
    let names = format!("{} and {}", row.offer.who.spoken(), row.ask.who.spoken());
    let mut card = laid_card(-row.id, &paired, &row.ask.what, width);
    card.said = format!("{names}: {}, since {since}.", state.to_lowercase());
    let said = |who: &Party, yes: Option<bool>| match yes {
        Some(true) => format!("{} said yes", who.spoken()),
        Some(false) => format!("{} said no", who.spoken()),
        None => format!("{} is not asked yet", who.spoken()),
    };
    let state = format!("{state}, since {since}");
    let told = [state.as_str(), &row.note].into_iter().filter(|part| !part.is_empty());
    let told = told.collect::<Vec<_>>().join(". ");
    card.add_text(&told, width, 2, Role::Text);
    if row.state == "asking" {
        let (giver, receiver) = (said(&row.offer.who, row.giver_yes), said(&row.ask.who, row.receiver_yes));
        card.add_text(&format!("{giver}; {receiver}"), width, 2, Role::Text);
    }
    card
}

fn pair_card(pair: &Pair, key: i64, width: u16) -> Card<About> {
    let (giver, taker) = (&pair.offer.who, &pair.ask.who);
    let how = if pair.is_welcome() { How::Welcome } else { How::Suggested };
    let said = if how == How::Welcome {
        format!("{} could give {} to {}.", giver.spoken(), pair.offer.what, taker.spoken())
    } else {
        format!("{} could help {} with {}.", giver.spoken(), taker.spoken(), pair.offer.what)
    };
    let paired = Paired {
        how,
        giver: giver.clone(),
        receiver: taker.clone(),
        what: pair.offer.what.clone(),
        offer: pair.offer.id.0,
        ask: pair.ask.id.0,
    };
    let mut card = laid_card(key, &paired, &pair.ask.what, width).said(said);
    for reason in pair.reasons.iter().take(4) {
        card.add_text(&format!("‹{}› {}", reason.mark(), reason.text), width, 1, Role::Text);
    }
    card
}

/// What can be done about a pair: the title, what stands above, and the answers.
pub fn about_pair(pair: &Paired) -> Effect {
    let form = |words: &str, request: FormRequest| (words.to_owned(), Effect::Form(request));
    let mut answers = match pair.how {
        How::Suggested => vec![
            form("Ask each of them, then introduce them", introduce(pair)),
            form("They are no fit", FormRequest::Pair { offer: pair.offer, ask: pair.ask, fits: false }),
        ],
        How::Begun(id) => vec![
            form("Say how far it is", FormRequest::PairMoves(id)),
            ("Record what was given".to_owned(), given_by(pair)),
            form("Put it away", FormRequest::PutAway { entity: Entity::Pair, id }),
        ],
        How::Welcome => vec![form("Connect them to the group", introduce(pair))],
    };
    for who in [&pair.giver, &pair.receiver] {
        let opened = match (who.person, who.asset) {
            (Some(person), _) => Effect::Person(person),
            (None, Some(asset)) => Effect::Asset(asset),
            (None, None) => continue,
        };
        answers.push((format!("Open {}", who.spoken()), opened));
    }
    let above = vec![format!("{} would like to give: {}", pair.giver.spoken(), pair.what)];
    Effect::Open(Box::new(options::ask("What about these two?", above, answers)))
}

/// The form that brings the two of a pair a step nearer.
pub fn introduce(pair: &Paired) -> FormRequest {
    match (pair.how, pair.giver.person, pair.receiver.asset) {
        (How::Begun(id), ..) => FormRequest::PairMoves(id),
        (How::Welcome, Some(person), Some(asset)) => FormRequest::Connect { person, asset },
        _ => FormRequest::Pair { offer: pair.offer, ask: pair.ask, fits: true },
    }
}

/// The form that records what was given, with what the pair knows.
fn given_by(pair: &Paired) -> Effect {
    let who = |party: &Party| match (party.person, party.asset) {
        (Some(person), _) => format!("person {person} {}", party.spoken()),
        (None, Some(asset)) => format!("asset {asset} {}", party.spoken()),
        (None, None) => String::new(),
    };
    let known = vec![
        ("giver".to_owned(), who(&pair.giver)),
        ("receiver".to_owned(), who(&pair.receiver)),
        ("what".to_owned(), pair.what.clone()),
        ("offer_id".to_owned(), pair.offer.to_string()),
        ("ask_id".to_owned(), pair.ask.to_string()),
    ];
    Effect::Filled(FormRequest::Give { person: None, asset: None }, known)
}
