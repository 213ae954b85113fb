//! The way from recipient to contributor, found by going through what shows it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use kith::domain::entity::Entity;

use super::book::{Book, day, number, text};

/// The places on the way, the lowest first, as the record and as the report writes them.
pub const RUNGS: [(&str, &str); 6] = [
    ("newcomer", "Newcomer"),
    ("recipient", "Recipient"),
    ("participant", "Participant"),
    ("contributor", "Contributor"),
    ("connector", "Connector"),
    ("leader", "Leader"),
];

/// What shows where somebody stands, or says so: the day, the group (none between people) and the place.
type Shown = (NaiveDate, Option<i64>, usize);

fn shown(book: &Book, person: i64) -> Vec<Shown> {
    let mut all = Vec::new();
    for one in book.of_person(Entity::Connection, person) {
        let (state, furthest, group) = (text(one, "state"), text(one, "furthest"), number(one, "asset_id"));
        let made = day(one, "made_on").unwrap();
        let closed_early = state == "asset_closed" && ["", "suggested"].contains(&furthest);
        if !["suggested", "declined", "did_not_start"].contains(&state) && !closed_early {
            all.push((made, group, 1));
        }
        let last = day(one, "last_attended");
        let far = ["attending", "belongs", "contributes"].contains(&furthest);
        if far || number(one, "attended").unwrap_or(0) >= 2 {
            let from = second_visit(book, one.id).or(last).unwrap_or(made);
            all.push((last.map_or(from, |last| last.min(from)), group, 2));
        }
        if furthest == "contributes" {
            all.push((last.unwrap_or(made), group, 3));
        }
    }
    for one in book.all(Entity::Exchange) {
        let on = day(one, "happened_on").unwrap();
        if number(one, "receiver_person_id") == Some(person) {
            all.push((on, number(one, "giver_asset_id"), 1));
        }
        if number(one, "giver_person_id") == Some(person) {
            all.push((on, number(one, "receiver_asset_id"), 3));
        }
    }
    for one in book.all(Entity::Connection).filter(|one| number(one, "introduced_by") == Some(person)) {
        if text(one, "state") != "declined" {
            all.push((day(one, "made_on").unwrap(), number(one, "asset_id"), 4));
        }
    }
    let long_ago = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
    for one in book.all(Entity::Asset).filter(|one| number(one, "run_by_person_id") == Some(person)) {
        let since = day(one, "run_since").or(day(one, "checked_on")).unwrap_or(long_ago);
        all.push((since, Some(one.id), 5));
    }
    all
}

fn second_visit(book: &Book, connection: i64) -> Option<NaiveDate> {
    let mut visits: Vec<NaiveDate> = book
        .all(Entity::Visit)
        .filter(|visit| number(visit, "connection_id") == Some(connection))
        .filter(|visit| ["together", "met_there", "alone"].contains(&text(visit, "how")))
        .filter_map(|visit| day(visit, "visited_on"))
        .collect();
    visits.sort_unstable();
    visits.get(1).copied()
}

/// A worker's words on where somebody stands.
fn said(book: &Book, person: i64) -> Vec<Shown> {
    let mut words: Vec<(i64, Shown)> = book
        .of_person(Entity::Rung, person)
        .map(|one| {
            let place = RUNGS.iter().position(|(code, _)| *code == text(one, "rung")).unwrap();
            (one.id, (day(one, "since").unwrap(), number(one, "asset_id"), place))
        })
        .collect();
    words.sort_by_key(|(id, word)| (word.0, *id));
    words.into_iter().map(|(_, word)| word).collect()
}

/// Where somebody stands in one group, or on the whole: what is shown lifts, and a word counts until something later rises above.
#[derive(Clone, Copy, Default)]
struct Stand {
    place: usize,
}

impl Stand {
    fn day(&mut self, shown: usize, word: Option<usize>) {
        self.place = word.unwrap_or_else(|| self.place.max(shown));
    }
}

/// Day by day, where somebody came to stand on the whole: on the highest place of any group, and of what was between people.
pub fn moves(book: &Book, person: i64) -> Vec<(NaiveDate, usize, usize)> {
    let (shown, said) = (shown(book, person), said(book, person));
    let days: BTreeSet<NaiveDate> = shown.iter().chain(&said).map(|(on, _, _)| *on).collect();
    let mut groups: BTreeMap<i64, Stand> = BTreeMap::new();
    let (mut between, mut word, mut since_word) = (0, None, 0);
    let mut stood = 0;
    let mut all = Vec::new();
    for on in days {
        let of_day = |list: &[Shown]| list.iter().filter(|one| one.0 == on).copied().collect::<Vec<_>>();
        let (shown, said) = (of_day(&shown), of_day(&said));
        let mut raised = 0;
        let touched: BTreeSet<i64> = shown.iter().chain(&said).filter_map(|one| one.1).collect();
        for group in touched {
            let of = |list: &[Shown]| list.iter().filter(|one| one.1 == Some(group)).map(|one| one.2).max();
            let last = said.iter().rfind(|one| one.1 == Some(group)).map(|one| one.2);
            let stand = groups.entry(group).or_default();
            let was = stand.place;
            stand.day(of(&shown).unwrap_or(0), last);
            if stand.place != was {
                raised = raised.max(stand.place);
            }
        }
        let direct = shown.iter().filter(|one| one.1.is_none()).map(|one| one.2).max().unwrap_or(0);
        between = between.max(direct);
        if let Some(last) = said.iter().rfind(|one| one.1.is_none()) {
            (word, since_word) = (Some(last.2), 0);
        } else {
            since_word = since_word.max(raised).max(direct);
        }
        let highest = groups.values().map(|stand| stand.place).max().unwrap_or(0).max(between);
        let stands = word.map_or(highest, |word: usize| word.max(since_word));
        if stands != stood {
            all.push((on, stood, stands));
        }
        stood = stands;
    }
    all
}

/// Where somebody stands now.
pub fn stands(book: &Book, person: i64) -> usize {
    moves(book, person).last().map_or(0, |(_, _, to)| *to)
}

/// How many moves of the worker's people in the days lead up to a place, or (with nothing) down.
pub fn count(book: &Book, to: Option<usize>) -> usize {
    let moves = book.own().into_iter().flat_map(|person| moves(book, person));
    let moves = moves.filter(|(on, _, _)| book.is_within(*on));
    moves.filter(|(_, from, at)| to.map_or(at < from, |to| *at == to && at > from)).count()
}
