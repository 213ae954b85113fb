//! The measure of reciprocity, by going through what was asked, offered, given and received.

use chrono::{Datelike as _, Months, NaiveDate};
use kith::domain::entity::Entity;
use kith::domain::entry::Record;
use kith::store::figures::lens::Lens;

use super::book::{Book, day, number, share, text};
use super::rungs;
use super::{Part, Rows, figures};

/// The measure of reciprocity, of the worker's own people.
pub fn reciprocity(book: &Book) -> Vec<Part> {
    let own = book.own();
    let of_own = |one: &&Record, field: &str| number(one, field).is_some_and(|id| own.contains(&id));
    let in_work: Vec<i64> = own.iter().copied().filter(|one| book.is_in_work(*one)).collect();
    let asked: Vec<i64> = in_work.iter().copied().filter(|one| asks(book, *one).next().is_some()).collect();
    let offered = asked.iter().filter(|one| {
        let answered = asks(book, **one).any(|answer| text(answer, "answer") == "offered");
        answered || offers(book, &[**one]).next().is_some()
    });
    let made: Vec<&Record> = offers(book, &own).collect();
    let taken = made
        .iter()
        .filter(|offer| book.all(Entity::Exchange).any(|one| number(one, "offer_id") == Some(offer.id)));
    let gives: Vec<&Record> = exchanges(book).filter(|one| of_own(one, "giver_person_id")).collect();
    let receives = exchanges(book).filter(|one| of_own(one, "receiver_person_id")).count();
    let does = |person: &i64, side: &str| exchanges(book).any(|one| number(one, side) == Some(*person));
    let either = own.iter().filter(|one| does(one, "giver_person_id") || does(one, "receiver_person_id"));
    let both = own.iter().filter(|one| does(one, "giver_person_id") && does(one, "receiver_person_id"));
    let thanked = gives.iter().filter(|one| number(one, "thanked") == Some(1)).count();
    let first = first_gives(book, &own);
    let mut days: Vec<i64> = first.iter().filter_map(|(_, days)| *days).filter(|days| *days >= 0).collect();
    days.sort_unstable();
    let middle = days.get(days.len().saturating_sub(1) / 2).copied();
    let mut up: Vec<(String, String)> = rungs::RUNGS[1..]
        .iter()
        .enumerate()
        .map(|(at, (code, _))| (format!("Became {code}"), rungs::count(book, Some(at + 1)).to_string()))
        .collect();
    up.push(("Moved down".to_owned(), rungs::count(book, None).to_string()));
    vec![
        Part::of(
            "Asked and offered",
            figures([
                ("Asked", share(asked.len(), in_work.len())),
                ("Offered something", share(offered.count(), asked.len())),
                ("Offers taken up", share(taken.count(), made.len())),
            ]),
        ),
        Part::of(
            "Given and received",
            figures([
                ("Gave and received", share(both.count(), either.count())),
                ("Gives among gives and receives", share(gives.len(), gives.len() + receives)),
                ("Thanked", share(thanked, gives.len())),
                ("Gave for the first time", first.len().to_string()),
                (
                    "Days to the first give",
                    middle.map_or_else(|| "nobody yet".to_owned(), |days| days.to_string()),
                ),
            ]),
        ),
        Part::of("On the way", up),
        led(book, &own, &in_work),
        Part::of("Quarter by quarter", Vec::new()).table(quarters(book)),
    ]
}

fn asks(book: &Book, person: i64) -> impl Iterator<Item = &Record> {
    book.within(Entity::Asked, "asked_on").filter(move |one| number(one, "person_id") == Some(person))
}

fn offers<'a>(book: &'a Book, people: &[i64]) -> impl Iterator<Item = &'a Record> {
    book.within(Entity::Offer, "offered_on")
        .filter(move |one| number(one, "person_id").is_some_and(|id| people.contains(&id)))
}

fn exchanges(book: &Book) -> impl Iterator<Item = &Record> {
    book.within(Entity::Exchange, "happened_on")
}

/// Whose first give of all falls into the days, with the days since the first referral.
fn first_gives(book: &Book, own: &[i64]) -> Vec<(i64, Option<i64>)> {
    let first = |person: &i64| {
        let gave = book.all(Entity::Exchange).filter(|one| number(one, "giver_person_id") == Some(*person));
        let on = gave.filter_map(|one| day(one, "happened_on")).min().filter(|on| book.is_within(*on))?;
        let came = book.of_person(Entity::Referral, *person).filter_map(|one| day(one, "received")).min();
        Some((*person, came.map(|came| (on - came).num_days())))
    };
    own.iter().filter_map(first).collect()
}

fn led(book: &Book, own: &[i64], in_work: &[i64]) -> Part {
    let of = |one: &Record, people: &[i64]| number(one, "person_id").is_some_and(|id| people.contains(&id));
    let going: Vec<&Record> = book.goes_on().into_iter().filter(|one| of(one, own)).collect();
    let groups = going.iter().filter(|one| book.is_to_group(one)).count();
    let connected: Vec<i64> =
        in_work.iter().copied().filter(|one| going.iter().any(|line| of(line, &[*one]))).collect();
    let services = connected
        .iter()
        .filter(|one| !going.iter().any(|line| of(line, &[**one]) && book.is_to_group(line)))
        .count();
    let came: Vec<&Record> = book.within(Entity::Referral, "received").filter(|one| of(one, own)).collect();
    let gate = ["gp", "practice_nurse", "other_primary_care"];
    let through = came.iter().filter(|one| gate.contains(&text(one, "source"))).count();
    Part::of(
        "Where people are led",
        figures([
            ("To groups and neighbours", share(groups, going.len())),
            ("Services only", share(services, connected.len())),
            ("Through a practice", share(through, came.len())),
        ]),
    )
}

/// The last eight quarters, the oldest first, from the first with anything in it; no day after the last that is asked about
/// counts.
fn quarters(book: &Book) -> Rows {
    let to = book.lens.to;
    let this = NaiveDate::from_ymd_opt(to.year(), to.month0() / 3 * 3 + 1, 1).unwrap();
    let row = |back: u32| {
        let from = this - Months::new(back * 3);
        let until = (from + Months::new(3)).pred_opt().unwrap().min(to);
        let book = book.in_days(&Lens { from, to: until, ..book.lens.clone() });
        let own = book.own();
        let of_own = |one: &&Record, field: &str| number(one, field).is_some_and(|id| own.contains(&id));
        let side = |field: &str| exchanges(&book).filter(|one| of_own(one, field)).count();
        let does =
            |person: &i64, field: &str| exchanges(&book).any(|one| number(one, field) == Some(*person));
        let both = own.iter().filter(|one| does(one, "giver_person_id") && does(one, "receiver_person_id"));
        let asked = own.iter().filter(|one| book.is_in_work(**one) && asks(&book, **one).next().is_some());
        let rose = (1..rungs::RUNGS.len()).map(|place| rungs::count(&book, Some(place))).sum::<usize>();
        let counts = [
            asked.count(),
            offers(&book, &own).count(),
            side("giver_person_id"),
            side("receiver_person_id"),
            both.count(),
            first_gives(&book, &own).len(),
            rose,
        ];
        let name = format!("{} Q{}", from.year(), from.month0() / 3 + 1);
        std::iter::once(name).chain(counts.map(|n| n.to_string())).collect()
    };
    let all: Rows = (0..8).rev().map(row).collect();
    let first = all.iter().position(|row| row[1..].iter().any(|n| n != "0")).unwrap_or(7);
    all[first..].to_vec()
}
