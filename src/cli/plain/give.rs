//! Give and take from the menu: what is offered, what is wished for, and what was given.

use super::flows::pair as pair_flow;
use super::flows::{connect, give, reminder};
use super::form::fill;
use super::list::{List, Row};
use super::look::{self, Look};
use super::person::{self, form};
use super::pick::Choice;
use super::step::Answers;
use super::turn::{Told, Turn};
use super::words;
use super::work::Work;
use crate::domain::entity::Entity;
use crate::domain::vocabulary::PAIR_STATE;
use crate::store::Store;
use crate::store::give::{AskRow, OfferRow, Party};
use crate::store::page::Span;

const ACTS: [&str; 8] = [
    "hear the offers",
    "hear the wishes",
    "hear who could help whom",
    "somebody was asked",
    "new offer",
    "new wish",
    "give or receive",
    "back",
];

/// Most pairs that are suggested.
const MOST_PAIRS: usize = 100;

/// Stays with give and take until the listener goes back.
pub fn open(work: &mut Work<'_>) -> Told<()> {
    let choices = Choice::plain(&ACTS);
    loop {
        let done = match work.menu("Give and take.", "People receive, and people give.", &choices, ACTS.len())
        {
            Ok(0) => hear(work, Entity::Offer),
            Ok(1) => hear(work, Entity::Ask),
            Ok(2) => pairs(work),
            Ok(3) => asked(work),
            Ok(4) => fill(work, give::standing(Entity::Offer, None), Answers::new()).map(|_| ()),
            Ok(5) => fill(work, give::standing(Entity::Ask, None), Answers::new()).map(|_| ()),
            Ok(6) => fill(work, give::exchange(None), Answers::new()).map(|_| ()),
            Ok(_) | Err(Turn::Back) => return Ok(()),
            Err(turn) => return Err(turn),
        };
        work.settled(done)?;
    }
}

fn asked(work: &mut Work<'_>) -> Told<()> {
    let person = look::find(work, "Who was asked? Type a name.", Look::Person)?;
    form(work, |store| give::asked(store, person.id))
}

fn hear(work: &mut Work<'_>, entity: Entity) -> Told<()> {
    let fetch = |store: &Store, span: Span| {
        if entity == Entity::Offer {
            let page = store.offers(span, "")?;
            let rows = page.rows.iter().map(|offer| row(&offer.who, &offer.what, &offer.when_where));
            return Ok((rows.collect(), page.total));
        }
        let page = store.asks(span, "")?;
        let rows = page.rows.iter().map(|wish| row(&wish.who, &wish.what, &wish.when_where));
        Ok((rows.collect(), page.total))
    };
    let help = "The newest comes first. A number opens whose it is.";
    let list = List { empty: "There are none yet.", opens: "open whose it is", help, fetch: &fetch };
    list.each(work, |work, who| open_party(work, &who))
}

/// A pair in the list: begun, suggested, or a gift that a group would welcome.
#[derive(Clone)]
struct Heard {
    begun: Option<i64>,
    offer: i64,
    wish: i64,
    giver: Party,
    taker: Party,
}

/// Pairs that were begun, then those that could fit, with their reasons.
fn pairs(work: &mut Work<'_>) -> Told<()> {
    let fetch = |store: &Store, span: Span| {
        let begun = store.pairs_begun(false, span)?;
        let left = Span {
            from: span.from.saturating_sub(begun.total),
            most: span.most.saturating_sub(begun.rows.len()),
        };
        let found = store.suggested_pairs(MOST_PAIRS, left)?;
        let mut rows: Vec<Row<Heard>> = Vec::new();
        for pair in &begun.rows {
            let state = words::low(PAIR_STATE.label(&pair.state));
            rows.push(heard(&pair.offer, &pair.ask, Some(pair.id), &[state]));
        }
        for pair in &found.rows {
            let reasons: Vec<String> = pair
                .reasons
                .iter()
                .map(|reason| match reason.good {
                    Some(true) => format!("For: {}", reason.text),
                    Some(false) => format!("Against: {}", reason.text),
                    None => reason.text.clone(),
                })
                .collect();
            rows.push(heard(&pair.offer, &pair.ask, None, &reasons));
        }
        Ok((rows, begun.total + found.total))
    };
    let help = "Those that were begun come first, then what fits best. A number says what can be done.";
    let list = List { empty: "No offer fits a wish yet.", opens: "choose", help, fetch: &fetch };
    list.each(work, |work, pair| about_pair(work, &pair))
}

fn heard(offer: &OfferRow, ask: &AskRow, begun: Option<i64>, more: &[String]) -> Row<Heard> {
    let (giver, taker) = (offer.who.spoken(), ask.who.spoken());
    let name = format!("{giver} to {taker}");
    let gives = format!("{giver} could give {taker}: {}", offer.what);
    let wish = format!("{taker}: {}", ask.what);
    let parts = [gives, wish].into_iter().chain(more.iter().cloned());
    let sentence = words::sentences(parts.collect::<Vec<_>>());
    let (offer_id, wish_id) = (offer.id.0, ask.id.0);
    let value =
        Heard { begun, offer: offer_id, wish: wish_id, giver: offer.who.clone(), taker: ask.who.clone() };
    Row { value, name, mark: String::new(), sentence }
}

fn about_pair(work: &mut Work<'_>, pair: &Heard) -> Told<()> {
    let first: &[&str] = match (pair.begun, pair.wish) {
        (Some(_), _) => &["say how far it is", "put it away"],
        (None, 0) => &["connect them to the group"],
        (None, _) => &["ask each of them", "they are no fit"],
    };
    let all: Vec<&str> =
        first.iter().copied().chain(["open who gives", "open who receives", "back"]).collect();
    let chosen = work.menu(
        "What about these two?",
        "Nobody is introduced before both say yes.",
        &Choice::plain(&all),
        9,
    );
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(Turn::Back) => return Ok(()),
        Err(turn) => return Err(turn),
    };
    match (all.get(chosen).copied().unwrap_or("back"), pair.begun, pair.giver.person) {
        ("say how far it is", Some(id), _) => form(work, |store| pair_flow::moves(store, id)),
        ("put it away", Some(id), _) => form(work, |store| reminder::put_away(store, Entity::Pair, id)),
        ("connect them to the group", _, Some(person)) => {
            let asset = pair.taker.asset.map_or(0, |asset| asset.0);
            form(work, |store| connect::form(store, person.0, asset))
        }
        (words @ ("ask each of them" | "they are no fit"), ..) => {
            let fits = words == "ask each of them";
            let form = pair_flow::begin(&work.store, pair.offer, pair.wish, fits)?;
            let known = Answers::from([(pair_flow::WISH.to_owned(), pair.wish.to_string())]);
            fill(work, form, known).map(|_| ())
        }
        ("open who gives", ..) => open_party(work, &pair.giver),
        ("open who receives", ..) => open_party(work, &pair.taker),
        _ => Ok(()),
    }
}

fn open_party(work: &mut Work<'_>, who: &Party) -> Told<()> {
    match (who.person, who.asset) {
        (Some(id), _) => person::open(work, id.0),
        (None, Some(id)) => super::asset::open(work, id.0),
        (None, None) => Ok(()),
    }
}

fn row(who: &Party, what: &str, when_where: &str) -> Row<Party> {
    let name = who.spoken();
    let sentence = words::sentences([name.as_str(), what, when_where]);
    Row { value: who.clone(), name, mark: String::new(), sentence }
}
