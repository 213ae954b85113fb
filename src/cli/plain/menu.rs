//! The beginning of a session, and the menu everything starts from.

use super::flows::{community, contact, record, referral, whose};
use super::list::{List, Row};
use super::look::{self, Look};
use super::person::{self, form};
use super::pick::Choice;
use super::talk::Question;
use super::turn::{Told, Turn};
use super::work::Work;
use super::{asset, figures, give, today, undo, words};
use crate::domain::entity::Entity;
use crate::domain::vocabulary::GAP_STATE;
use crate::domain::when;
use crate::store::Store;
use crate::store::page::Span;

const ACTS: [&str; 19] = [
    "today",
    "find someone",
    "log a contact",
    "reminders",
    "activities",
    "new referral",
    "give and take",
    "what is new",
    "stop",
    "new person",
    "new activity",
    "informal contact",
    "people met",
    "hand over a caseload",
    "new gap",
    "gaps",
    "new card",
    "noticeboard",
    "figures",
];

/// So many of the choices are said; the others are understood by their words too.
const SAID: usize = 9;

const HELP: &str = "Type the number of a choice, or its first letters. Type undo to take back the last thing you did, \
                    and redo to do it again. New person adds somebody without a referral, new activity adds a group or place. \
                    Informal contact notes somebody you met, people met makes a referral of it. New gap notes what \
                    nobody does yet, gaps moves them along; new card and noticeboard are for the cards. \
                    Figures, or reports, says the reports.";

/// Whom to look for.
const WHO: &str = "Who? Type a name, a date of birth, an NHS number or a phone number.";

/// Says what stays in the window, what is not kept, and what the day holds.
pub fn welcome(work: &mut Work<'_>, clears: bool, keep: bool) -> Told<()> {
    work.say(match (clears, keep) {
        (true, _) => "What is said here stays in this window while you work. kith clears it when you leave.",
        (false, true) => "What is said here stays in this window after you leave.",
        (false, false) => "What is said here stays in this window. Close the window when you leave.",
    })?;
    if work.store.path().is_none() {
        work.say("This caseload is made up. Nothing you do here is kept.")?;
    }
    let day = when::show_day_long(work.store.clock().today());
    let counts = today::counts(work)?;
    work.say(&format!("{day}. {counts}"))
}

/// Stays at the menu until the user leaves.
pub fn stay(work: &mut Work<'_>) -> Told<()> {
    let choices = Choice::plain(&ACTS);
    let mut first = "What would you like to do? Type a number or a word. Type ? for help.".to_owned();
    loop {
        let done = match work.menu(&first, HELP, &choices, SAID) {
            Ok(8) | Err(Turn::Stop) => return work.say("Goodbye."),
            Ok(act) => perform(work, act),
            Err(Turn::Back) => {
                work.talk.carry("This is the menu. Type stop to leave.");
                Ok(())
            }
            Err(turn) => return Err(turn),
        };
        match done {
            Err(Turn::Stop) => {}
            done => work.settled(done)?,
        }
        let news =
            if work.store.changed_elsewhere()? { " A colleague has saved something: type new." } else { "" };
        first = format!("{}{news} What would you like to do?", today::late(work)?);
    }
}

fn perform(work: &mut Work<'_>, act: usize) -> Told<()> {
    match act {
        0 => today::hear(work),
        1 => {
            let found = look::find(work, WHO, Look::Person)?;
            person::open(work, found.id)
        }
        2 => {
            let found = look::find(work, WHO, Look::Person)?;
            form(work, |store| contact::form(store, found.id, None))
        }
        3 => today::reminders(work),
        4 => asset::search(work),
        5 => refer(work),
        6 => give::open(work),
        9 => form(work, |_| Ok(record::add(Entity::Person))),
        10 => form(work, |_| Ok(record::add(Entity::Asset))),
        11 => form(work, |_| Ok(whose::informal())),
        12 => met(work),
        13 => form(work, whose::hand_over),
        14 => form(work, |store| community::gap(store, None)),
        15 => gaps(work),
        16 => form(work, |_| Ok(community::notice())),
        17 => cards(work),
        18 => figures::open(work),
        _ => undo::news(work),
    }
}

/// Contacts with nobody we know yet, each of which can become a referral.
fn met(work: &mut Work<'_>) -> Told<()> {
    let fetch = |store: &Store, span: Span| {
        let page = store.informal_contacts(span)?;
        let rows = page.rows.iter().map(|row| Row {
            value: row.contact.0,
            name: row.somebody.clone(),
            mark: String::new(),
            sentence: words::sentences([when::show_day_long(row.on), row.place.clone(), row.words()]),
        });
        Ok((rows.collect(), page.total))
    };
    let list = List {
        empty: "Nobody was met without a record.",
        opens: "make a referral of it",
        help: "The referral is asked for as ever, and the contact goes to the person.",
        fetch: &fetch,
    };
    list.each(work, |work, contact| form(work, |store| whose::promote(store, contact)))
}

/// The gaps, each of which can be moved along.
fn gaps(work: &mut Work<'_>) -> Told<()> {
    let fetch = |store: &Store, span: Span| {
        let page = store.gaps(None, span)?;
        let rows = page.rows.iter().map(|row| {
            let led = if row.led_by.is_empty() { String::new() } else { format!("led by {}", row.led_by) };
            let waiting = crate::report::counted(row.waiting, "person waits", "people wait");
            let parts = [row.what.as_str(), GAP_STATE.label(&row.state), &led, &row.area, &waiting];
            Row {
                value: row.id,
                name: row.what.clone(),
                mark: String::new(),
                sentence: words::sentences(parts),
            }
        });
        Ok((rows.collect(), page.total))
    };
    let list = List {
        empty: "No gaps are noted. Type new gap to note one.",
        opens: "say how far it is",
        help: "A gap goes from noted to running. Whoever waits is told once it runs.",
        fetch: &fetch,
    };
    list.each(work, |work, gap| form(work, |store| community::gap_moves(store, gap)))
}

/// The cards that are up, each of which can be taken down.
fn cards(work: &mut Work<'_>) -> Told<()> {
    let fetch = |store: &Store, span: Span| {
        let all = store.notices(Some(store.clock().today()))?;
        let total = all.len();
        let row = |card: crate::store::community::NoticeRow| {
            let until =
                card.until.map_or_else(String::new, |day| format!("Up until {}", when::show_day_long(day)));
            let parts = [card.title.as_str(), &card.body, &card.contact, &until];
            Row {
                value: card.id,
                name: card.title.clone(),
                mark: String::new(),
                sentence: words::sentences(parts),
            }
        };
        Ok((all.into_iter().skip(span.from).take(span.most).map(row).collect(), total))
    };
    let list = List {
        empty: "No card is up. Type new card to put one up.",
        opens: "take it down",
        help: "Cards come down by themselves on their day.",
        fetch: &fetch,
    };
    list.each(work, |work, card| {
        form(work, |store| super::flows::reminder::put_away(store, Entity::Notice, card))
    })
}

/// A referral for somebody new, or for somebody who is here already.
fn refer(work: &mut Work<'_>) -> Told<()> {
    let words = "For whom? Type the name of somebody who is here, or new.";
    let question = Question::new(words)
        .enter("somebody new")
        .help("People who are here are looked for by name or number.");
    let answer = work.talk.ask(&question)?.unwrap_or_else(|| "new".to_owned());
    if answer.eq_ignore_ascii_case("new") {
        return form(work, |store| referral::form(store, None));
    }
    let found = look::among_people(work, &answer)?;
    form(work, |store| referral::form(store, Some(found.id)))
}
