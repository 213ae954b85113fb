//! The reports on how things stand: caseload, referrers, gaps, assets, funding, supervision.

use chrono::{Days, NaiveDate};
use kith::domain::entity::Entity;
use kith::domain::entry::Record;
use kith::domain::fold::fold;
use kith::domain::vocabulary::{
    ASSET_KIND, CAPACITY, CONNECTION_STATE, FUNDING, GAP_STATE, NEED, REFERRAL_SOURCE, SECTOR,
};
use kith::domain::{name, when};

use super::book::{Book, day, number, share, tally, text};
use super::days;
use super::rungs::{RUNGS, stands};
use super::{Part, Rows, figures};

const PRACTICES: [&str; 3] = ["gp", "practice_nurse", "other_primary_care"];

const STATES: [(&str, &str); 7] = [
    ("waiting", "Waiting"),
    ("trying", "Trying to reach"),
    ("active", "Active"),
    ("paused", "Paused"),
    ("closed", "Closed"),
    ("known", "Known, no referral"),
    ("put_away", "Put away"),
];

pub fn caseload(book: &Book) -> Vec<Part> {
    let mut parts = people_and_reminders(book);
    parts.truncate(if book.has_places() { 1 } else { 2 });
    parts.extend([give_and_take(book), way(book), sources(book)]);
    let [loop_, _] = referral_loop(book);
    parts.push(loop_);
    // The rest is told of the whole caseload.
    if book.has_places() {
        return parts;
    }
    parts.push(connections(book));
    parts.push(Part::of("Assets", figures([stale(book), ends_soon(book)])));
    parts.push(Part::of("Gaps", gap_states(book)));
    parts
}

fn people_and_reminders(book: &Book) -> Vec<Part> {
    let people = book.people();
    let in_state = |state: &str| people.iter().filter(|one| book.state(**one) == state).count();
    let mut first: Vec<(String, String)> =
        STATES.iter().map(|(code, label)| ((*label).to_owned(), in_state(code).to_string())).collect();
    let over = people.iter().filter(|one| book.waits(**one).1.is_some_and(|by| by < book.today)).count();
    first.insert(1, ("Waiting too long".to_owned(), share(over, in_state("waiting"))));
    let mine = |one: &&Record| {
        let of = number(one, "worker_id");
        text(one, "state") == "open"
            && (book.lens.worker.is_none_or(|worker| of.is_none_or(|of| of == worker.0)))
    };
    let due: Vec<NaiveDate> =
        book.all(Entity::FollowUp).filter(mine).filter_map(|one| day(one, "due_on")).collect();
    let late = due.iter().filter(|on| **on < book.today).count();
    let now = due.iter().filter(|on| **on == book.today).count();
    vec![
        Part::of("People", first),
        Part::of("Reminders", figures([("Late", late.to_string()), ("For today", now.to_string())])),
    ]
}

fn give_and_take(book: &Book) -> Part {
    let (people, all) = (book.people(), |entity| book.all(entity).count());
    let has = |entity, person: i64| book.of_person(entity, person).next().is_some();
    let in_work: Vec<i64> = people.iter().copied().filter(|one| book.is_in_work(*one)).collect();
    let asked: Vec<i64> = in_work.iter().copied().filter(|one| has(Entity::Asked, *one)).collect();
    let offered = asked.iter().filter(|one| has(Entity::Offer, **one)).count();
    let used: Vec<i64> = people.iter().copied().filter(|one| !book.is_put_away(*one)).collect();
    let sides: Vec<(bool, bool)> = used
        .iter()
        .map(|one| (book.exchanges("giver", *one) > 0, book.exchanges("receiver", *one) > 0))
        .collect();
    let count = |which: fn(&(bool, bool)) -> bool| sides.iter().filter(|one| which(one)).count();
    let met = book.all(Entity::Offer).filter(|one| text(one, "state") == "met").count();
    let everyones = if book.has_places() { 6 } else { 8 };
    Part::of(
        "Give and take",
        figures([
            ("Asked", share(asked.len(), in_work.len())),
            ("Not asked yet", share(in_work.len() - asked.len(), in_work.len())),
            ("Offered something", share(offered, asked.len())),
            ("Gave", count(|(gave, _)| *gave).to_string()),
            ("Received", count(|(_, received)| *received).to_string()),
            ("Gave and received", share(count(|(a, b)| *a && *b), count(|(a, b)| *a || *b))),
            ("Times given", all(Entity::Exchange).to_string()),
            ("Offers taken up", share(met, all(Entity::Offer))),
        ])
        .into_iter()
        .take(everyones)
        .collect(),
    )
}

fn way(book: &Book) -> Part {
    let people: Vec<i64> = book.people().into_iter().filter(|one| !book.is_put_away(*one)).collect();
    let on = |place: usize| people.iter().filter(|one| stands(book, **one) == place).count();
    let all = RUNGS.iter().enumerate().map(|(at, (_, label))| ((*label).to_owned(), on(at).to_string()));
    Part::of("On the way from recipient to contributor", all.collect())
}

/// The referrals of the people, from the source that is asked about.
fn referrals(book: &Book) -> Vec<&Record> {
    let people = book.people();
    let of = |one: &&Record| number(one, "person_id").is_some_and(|id| people.contains(&id));
    let from = |one: &&Record| book.lens.source.as_deref().is_none_or(|source| text(one, "source") == source);
    book.all(Entity::Referral).filter(of).filter(from).collect()
}

fn sources(book: &Book) -> Part {
    let mut all = tally(referrals(book).into_iter().map(|one| text(one, "source")));
    all.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
    let whole = all.iter().map(|(_, n)| n).sum();
    let all = all.iter().map(|(code, n)| (REFERRAL_SOURCE.label(code).to_owned(), share(*n, whole)));
    Part::of("Where referrals come from", all.collect())
}

/// Whether a referrer would like to hear, has not, and there is something to hear.
fn waits_to_hear(one: &Record) -> bool {
    number(one, "reply_wanted") == Some(1)
        && day(one, "replied_on").is_none()
        && !["received", "offered", "withdrawn"].contains(&text(one, "state"))
}

/// The part of the caseload, and the same part of the report on referrers with who has gone quiet.
fn referral_loop(book: &Book) -> [Part; 2] {
    let all = referrals(book);
    let through = all.iter().filter(|one| PRACTICES.contains(&text(one, "source"))).count();
    let unheard = all.iter().filter(|one| waits_to_hear(one)).count();
    let first = [
        ("Through a practice", share(through, all.len())),
        ("Referrers who wait to hear", unheard.to_string()),
    ];
    let who = who_refers(book);
    let quiet = who.iter().filter(|one| one.year >= 3 && one.lately == 0).count();
    let mut more = figures(first.clone());
    more.push(("Gone quiet".to_owned(), share(quiet, who.len())));
    [Part::of("The referral loop", figures(first)), Part::of("The referral loop", more)]
}

struct Refers {
    name: String,
    key: (String, String),
    year: usize,
    before: usize,
    lately: usize,
    last: NaiveDate,
    unheard: usize,
}

fn who_refers(book: &Book) -> Vec<Refers> {
    let ago = |days: u64| book.today - Days::new(days);
    let mut all: Vec<Refers> = Vec::new();
    for one in referrals(book) {
        let on = day(one, "received").unwrap();
        if on <= ago(730) || on > book.today {
            continue;
        }
        let key = (text(one, "referrer_organisation").to_owned(), text(one, "source").to_owned());
        let at = all.iter().position(|known| known.key == key).unwrap_or_else(|| {
            let source = REFERRAL_SOURCE.label(&key.1);
            let name = if key.0.is_empty() { source.to_owned() } else { format!("{} ({source})", key.0) };
            all.push(Refers { name, key, year: 0, before: 0, lately: 0, last: on, unheard: 0 });
            all.len() - 1
        });
        let who = &mut all[at];
        who.year += usize::from(on > ago(365));
        who.before += usize::from(on <= ago(365));
        who.lately += usize::from(on > ago(90));
        who.last = who.last.max(on);
        who.unheard += usize::from(waits_to_hear(one));
    }
    all.sort_by(|a, b| b.year.cmp(&a.year).then_with(|| a.key.cmp(&b.key)));
    all
}

pub fn referrers(book: &Book) -> Vec<Part> {
    let [_, loop_] = referral_loop(book);
    let row = |one: Refers| {
        let counts = [one.year, one.before, one.lately].map(|n| n.to_string());
        let quiet = if one.year >= 3 && one.lately == 0 { "Gone quiet" } else { "" };
        let rest = [when::show_day(one.last), one.unheard.to_string(), quiet.to_owned()];
        std::iter::once(one.name).chain(counts).chain(rest).collect()
    };
    let rows: Rows = who_refers(book).into_iter().map(row).collect();
    let mut parts = vec![loop_];
    if book.lens.worker.is_none() && !book.has_places() {
        let share = [("To groups and neighbours", to_groups(book))];
        parts.push(Part::of("Where people are led", figures(share)));
    }
    parts.extend(told("Who refers", rows));
    parts
}

/// A part that is a table; where it has no rows there is a sentence, which tells no number.
fn told(title: &str, rows: Rows) -> Option<Part> {
    (!rows.is_empty()).then(|| Part::of(title, Vec::new()).table(rows))
}

fn to_groups(book: &Book) -> String {
    let going = book.goes_on();
    share(going.iter().filter(|one| book.is_to_group(one)).count(), going.len())
}

fn connections(book: &Book) -> Part {
    let counts = tally(book.all(Entity::Connection).map(|one| text(one, "state")));
    let in_order = CONNECTION_STATE.terms.iter().filter_map(|term| {
        let (_, n) = counts.iter().find(|(code, _)| code == term.code)?;
        Some((term.label.to_owned(), n.to_string()))
    });
    let last = ("To groups and neighbours".to_owned(), to_groups(book));
    Part::of("Connections", in_order.chain([last]).collect())
}

fn runs(one: &Record) -> bool {
    ["active", "planned"].contains(&text(one, "status"))
}

fn stale(book: &Book) -> (&'static str, String) {
    let old = |one: &&Record| {
        let days = number(one, "check_every").map_or(90, |days| u64::try_from(days).unwrap());
        runs(one) && day(one, "checked_on").is_none_or(|on| on < book.today - Days::new(days))
    };
    ("To be checked again", book.all(Entity::Asset).filter(old).count().to_string())
}

fn ending(book: &Book, days: u64) -> Vec<&Record> {
    let ends = |one: &&Record| {
        runs(one) && day(one, "funding_until").is_some_and(|until| until <= book.today + Days::new(days))
    };
    let mut all: Vec<&Record> = book.all(Entity::Asset).filter(ends).collect();
    all.sort_by_key(|one| (day(one, "funding_until"), one.id));
    all
}

fn ends_soon(book: &Book) -> (&'static str, String) {
    ("Funding ends soon", ending(book, 90).len().to_string())
}

fn gap_states(book: &Book) -> Vec<(String, String)> {
    let in_state = |code| book.all(Entity::Gap).filter(|one| text(one, "state") == code).count().to_string();
    GAP_STATE.terms.iter().map(|term| (term.label.to_owned(), in_state(term.code))).collect()
}

pub fn gaps(book: &Book) -> Vec<Part> {
    let mut all: Vec<&Record> = book.all(Entity::Gap).collect();
    let far = |one: &Record| GAP_STATE.terms.iter().position(|term| term.code == text(one, "state"));
    all.sort_by_key(|one| (far(one), day(one, "raised_on"), one.id));
    let row = |one: &&Record| {
        let waits: Vec<&Record> =
            book.all(Entity::GapPerson).filter(|who| number(who, "gap_id") == Some(one.id)).collect();
        let join = waits.iter().filter(|who| number(who, "would_join") == Some(1)).count();
        vec![
            text(one, "what").to_owned(),
            NEED.label(text(one, "need")).to_owned(),
            text(one, "area").to_owned(),
            GAP_STATE.label(text(one, "state")).to_owned(),
            text(one, "led_by").to_owned(),
            waits.len().to_string(),
            join.to_string(),
            when::show_day(day(one, "raised_on").unwrap()),
        ]
    };
    let rows: Rows = all.iter().map(row).collect();
    let mut parts = vec![Part::of("How far gaps are", gap_states(book))];
    parts.extend(days::causes(book));
    parts.extend(told("Each of the gaps", rows));
    parts
}

pub fn assets(book: &Book) -> Vec<Part> {
    let mut part = Part::of("What is in it", Vec::new());
    for (field, words) in
        [("kind", &ASSET_KIND), ("sector", &SECTOR), ("capacity", &CAPACITY), ("funding", &FUNDING)]
    {
        let mut counts = tally(book.all(Entity::Asset).map(|one| text(one, field)));
        counts.sort_by(|(a, n), (b, m)| m.cmp(n).then(a.cmp(b)));
        let called = |code: &str| if code.is_empty() { "Not said" } else { words.label(code) }.to_owned();
        part = part.table(counts.iter().map(|(code, n)| vec![called(code), n.to_string()]).collect());
    }
    let first = Part::of("What needs somebody", figures([stale(book), ends_soon(book)]));
    let there = part.tables.iter().any(|rows| !rows.is_empty());
    std::iter::once(first).chain(there.then_some(part)).collect()
}

/// Who would be left without an asset: everybody with a connection to it that was more than suggested and has not ended, by
/// name.
fn left(book: &Book, asset: i64) -> Vec<String> {
    const ENDED: [&str; 5] = ["suggested", "did_not_start", "stopped", "declined", "asset_closed"];
    let mut people: Vec<&Record> = book
        .all(Entity::Connection)
        .filter(|one| number(one, "asset_id") == Some(asset) && !ENDED.contains(&text(one, "state")))
        .filter_map(|one| number(one, "person_id"))
        .map(|id| book.record(Entity::Person, id))
        .filter(|person| person.put_away_on.is_none())
        .collect();
    people.sort_by_key(|one| (text(one, "family").to_owned(), text(one, "given").to_owned(), one.id));
    people.dedup_by_key(|one| one.id);
    let called = |one: &Record| match number(one, "restricted") {
        Some(1) => "somebody whose record is restricted".to_owned(),
        _ => name::spoken(text(one, "given"), text(one, "family")),
    };
    people.into_iter().map(called).collect()
}

pub fn funding(book: &Book) -> Vec<Part> {
    let mut parts = vec![Part::of("What ends", figures([ends_soon(book)]))];
    let mut months: Vec<(String, Rows)> = Vec::new();
    for one in ending(book, 365) {
        let until = day(one, "funding_until").unwrap();
        let month = if until < book.today { "Ended already".to_owned() } else { when::show_month(until) };
        let left = left(book, one.id);
        let row = vec![
            text(one, "name").to_owned(),
            when::show_day(until),
            FUNDING.label(text(one, "funding")).to_owned(),
            text(one, "funder").to_owned(),
            left.len().to_string(),
            if left.is_empty() { "nobody we know".to_owned() } else { left.join(", ") },
        ];
        match months.iter_mut().find(|(known, _)| *known == month) {
            Some((_, rows)) => rows.push(row),
            None => months.push((month, vec![row])),
        }
    }
    parts.extend(months.into_iter().map(|(month, rows)| Part::of(&month, Vec::new()).table(rows)));
    parts
}

pub fn supervision(book: &Book) -> Vec<Part> {
    let mut parts = people_and_reminders(book);
    parts.extend(told("What came and went", days::came_and_went(book)));
    let listed = |id: i64| {
        let one = book.record(Entity::Person, id);
        name::listed(text(one, "family"), text(one, "given"), text(one, "title"))
    };
    let shown = |on: Option<NaiveDate>| on.map(when::show_day).unwrap_or_default();
    let mut waiting: Vec<i64> =
        book.people().into_iter().filter(|one| book.state(*one) == "waiting").collect();
    waiting.sort_by_key(|one| (book.waits(*one).0, fold(&listed(*one))));
    if !waiting.is_empty() {
        let row = |id: &i64| vec![listed(*id), shown(book.waits(*id).0), shown(book.waits(*id).1)];
        let rows = waiting.iter().take(10).map(row).collect();
        parts.push(Part::of("The longest waits", Vec::new()).table(rows));
    }
    let mut in_work: Vec<i64> = book.people().into_iter().filter(|one| book.is_in_work(*one)).collect();
    in_work.sort_by_key(|one| fold(&listed(*one)));
    if !in_work.is_empty() {
        let rows = in_work.iter().map(|id| sheet(book, *id, listed(*id))).collect();
        parts.push(Part::of("To hand over", Vec::new()).table(rows));
    }
    parts
}

/// A row of the sheet to hand over by: of somebody restricted no more than the name.
fn sheet(book: &Book, person: i64, name: String) -> Vec<String> {
    if number(book.record(Entity::Person, person), "restricted") == Some(1) {
        return vec![name, "Restricted".to_owned(), String::new(), String::new(), String::new()];
    }
    let state = book.state(person);
    let (what, due) = next(book, person);
    let late = |due: NaiveDate| match (book.today - due).num_days() {
        days if days <= 0 => String::new(),
        1 => " (1 day late)".to_owned(),
        days => format!(" ({days} days late)"),
    };
    let due = due.map_or_else(String::new, |due| format!("{}{}", when::show_day(due), late(due)));
    let last = book.of_person(Entity::Contact, person).filter_map(|one| day(one, "happened_on")).max();
    let label = STATES.iter().find(|(code, _)| *code == state).unwrap().1;
    vec![name, label.to_owned(), what, due, last.map(when::show_day).unwrap_or_default()]
}

/// What is next and when: for somebody who waits the first contact, where it comes before every reminder.
fn next(book: &Book, person: i64) -> (String, Option<NaiveDate>) {
    let reminder = book.next(person);
    let due = reminder.and_then(|one| day(one, "due_on"));
    let what = reminder.map_or("", |one| text(one, "what")).to_owned();
    let by = book
        .of_person(Entity::Referral, person)
        .filter(|one| ["received", "offered", "accepted"].contains(&text(one, "state")))
        .max_by_key(|one| (day(one, "received"), one.id))
        .and_then(|one| day(one, "contact_by"));
    match (book.state(person), due, by) {
        ("waiting", None, Some(by)) => ("First contact".to_owned(), Some(by)),
        ("waiting", Some(due), Some(by)) if by < due => ("First contact".to_owned(), Some(by)),
        ("trying", None, Some(by)) => ("Try again".to_owned(), Some(by)),
        _ => (what, due),
    }
}
