//! Give and take from the menu: what is offered, what is wished for, and what was given.

use super::flows::give;
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
use crate::store::Store;
use crate::store::give::Party;
use crate::store::page::Span;

const ACTS: [&str; 7] = [
    "hear the offers",
    "hear the wishes",
    "somebody was asked",
    "new offer",
    "new wish",
    "give or receive",
    "back",
];

/// Stays with give and take until the listener goes back.
pub fn open(work: &mut Work<'_>) -> Told<()> {
    let choices = Choice::plain(&ACTS);
    loop {
        let done = match work.menu("Give and take.", "People receive, and people give.", &choices, ACTS.len())
        {
            Ok(0) => hear(work, Entity::Offer),
            Ok(1) => hear(work, Entity::Ask),
            Ok(2) => asked(work),
            Ok(3) => fill(work, give::standing(Entity::Offer, None), Answers::new()).map(|_| ()),
            Ok(4) => fill(work, give::standing(Entity::Ask, None), Answers::new()).map(|_| ()),
            Ok(5) => fill(work, give::exchange(None), Answers::new()).map(|_| ()),
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
    list.each(work, |work, who| match (who.person, who.asset) {
        (Some(id), _) => person::open(work, id.0),
        (None, Some(id)) => super::asset::open(work, id.0),
        (None, None) => Ok(()),
    })
}

fn row(who: &Party, what: &str, when_where: &str) -> Row<Party> {
    let name = who.spoken();
    let sentence = words::sentences([name.as_str(), what, when_where]);
    Row { value: who.clone(), name, mark: String::new(), sentence }
}
