//! The reports over days: activity, waiting, impact, and what the report of gaps says of days.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Months, NaiveDate};
use kith::domain::entity::Entity;
use kith::domain::entry::Record;
use kith::domain::unit_cost::Costs;
use kith::domain::vocabulary::{
    ASSET_KIND, CLOSE_REASON, CONNECTION_STATE, CONTACT_METHOD, CONTACT_OUTCOME, GAP_FROM, GOAL_STATUS, NEED,
    REFERRAL_SOURCE,
};
use kith::domain::when;

use super::book::{Book, day, number, share, text};
use super::reach;
use super::rungs;
use super::{Part, Rows, figures};

/// Records of a kind in the days that are of the people who are asked about; contacts are those the worker made.
fn counted<'a>(book: &'a Book, entity: Entity, field: &'a str) -> Vec<&'a Record> {
    book.within(entity, field).filter(|one| is_asked_about(book, one)).collect()
}

fn is_asked_about(book: &Book, one: &Record) -> bool {
    let (person, worker) = (number(one, "person_id"), book.lens.worker.map(|worker| worker.0));
    let mine = match one.entity {
        Entity::Contact => worker.is_none_or(|worker| number(one, "worker_id") == Some(worker)),
        _ => worker.is_none_or(|worker| person.is_some_and(|id| book.worker(id) == worker)),
    };
    let there = match (one.entity, &book.lens.source) {
        // A referral counts where it came from itself.
        (Entity::Referral, Some(source)) => {
            text(one, "source") == source && person.is_some_and(|id| book.lives_there(id))
        }
        _ => !book.has_places() || person.is_some_and(|id| book.is_there(id)),
    };
    mine && there
}

fn referrals(book: &Book) -> Vec<&Record> {
    counted(book, Entity::Referral, "received")
}

fn contacts(book: &Book) -> Vec<&Record> {
    let all = counted(book, Entity::Contact, "happened_on");
    all.into_iter().filter(|one| number(one, "person_id").is_some()).collect()
}

fn informal(book: &Book) -> Vec<&Record> {
    let all = counted(book, Entity::Contact, "happened_on");
    all.into_iter().filter(|one| number(one, "person_id").is_none()).collect()
}

/// Whether a connection was more than suggested, with the person's yes.
fn agreed(one: &Record) -> bool {
    text(one, "state") != "suggested" && one.values.flag("said_yes")
}

fn connections(book: &Book) -> Vec<&Record> {
    let all = counted(book, Entity::Connection, "made_on");
    all.into_iter().filter(|one| agreed(one)).collect()
}

fn closed(book: &Book) -> Vec<&Record> {
    let all = counted(book, Entity::Episode, "closed_on");
    all.into_iter().filter(|one| text(one, "state") == "closed").collect()
}

fn opened(book: &Book) -> Vec<&Record> {
    counted(book, Entity::Episode, "opened_on")
}

fn goals(book: &Book) -> Vec<&Record> {
    let all = counted(book, Entity::Goal, "ended_on");
    all.into_iter().filter(|one| text(one, "status") != "open").collect()
}

fn needs(book: &Book) -> Vec<&Record> {
    counted(book, Entity::Need, "raised_on")
}

fn structural(book: &Book) -> Vec<&Record> {
    needs(book).into_iter().filter(|one| number(one, "structural") == Some(1)).collect()
}

fn gaps(book: &Book) -> Vec<&Record> {
    book.within(Entity::Gap, "raised_on").collect()
}

/// Those with whom somebody spoke in the days.
pub fn spoken(book: &Book) -> BTreeSet<i64> {
    let all = contacts(book);
    let spoke = all.into_iter().filter(|one| text(one, "outcome") == "spoke");
    spoke.filter_map(|one| number(one, "person_id")).collect()
}

/// People whose oldest referral of all came in the days.
fn new_people(book: &Book) -> usize {
    let first = |one: &&Record| {
        let person = number(one, "person_id").unwrap();
        let mine = book.lens.worker.is_none_or(|worker| book.worker(person) == worker.0);
        let mut all = book.of_person(Entity::Referral, person);
        mine && book.is_there(person) && all.all(|other| day(other, "received") >= day(one, "received"))
    };
    let all: BTreeSet<Option<i64>> =
        book.within(Entity::Referral, "received").filter(first).map(|one| number(one, "person_id")).collect();
    all.len()
}

fn minutes(book: &Book) -> usize {
    contacts(book).into_iter().filter_map(|one| number(one, "minutes")).sum::<i64>().try_into().unwrap()
}

fn started(book: &Book) -> usize {
    counted(book, Entity::Connection, "first_attended").len()
}

/// As many days before; nothing where the caseload holds nothing of that time.
pub fn before(book: &Book) -> Option<Book> {
    let length = book.lens.to - book.lens.from;
    let to = book.lens.from.pred_opt().unwrap();
    let kinds = [
        (Entity::Referral, "received"),
        (Entity::Contact, "happened_on"),
        (Entity::Episode, "opened_on"),
        (Entity::Connection, "made_on"),
        (Entity::Connection, "first_attended"),
        (Entity::Goal, "ended_on"),
        (Entity::Need, "raised_on"),
        (Entity::Gap, "raised_on"),
        (Entity::Measure, "measured_on"),
    ];
    let there = kinds.into_iter().any(|(entity, field)| {
        let own = |one: &&Record| match entity {
            Entity::Connection if field == "made_on" => agreed(one),
            Entity::Goal => text(one, "status") != "open",
            _ => true,
        };
        book.all(entity).filter(own).any(|one| day(one, field).is_some_and(|on| on <= to))
    });
    let lens = kith::store::figures::lens::Lens { from: to - length, to, ..book.lens.clone() };
    there.then(|| book.in_days(&lens))
}

/// A figure beside what it was before.
fn beside(book: &Book, name: &str, count: impl Fn(&Book) -> usize, whole: Option<usize>) -> (String, String) {
    let now = count(book);
    let now = whole.map_or_else(|| now.to_string(), |whole| share(now, whole));
    let shown = match before(book) {
        Some(before) => format!("{now}, before: {}", count(&before)),
        None => now,
    };
    (name.to_owned(), shown)
}

/// A figure for each code: the largest first, those nobody named last.
fn by_code(
    book: &Book,
    title: &str,
    list: fn(&Book) -> Vec<&Record>,
    code: impl Fn(&Book, &Record) -> String,
    label: impl Fn(&str) -> String,
) -> Part {
    let codes = |book: &Book| list(book).into_iter().map(|one| code(book, one)).collect::<Vec<_>>();
    let now = codes(book);
    let then = before(book).map(|before| codes(&before)).unwrap_or_default();
    let all: BTreeSet<&String> = now.iter().chain(&then).collect();
    let count = |codes: &[String], wanted: &str| codes.iter().filter(|one| *one == wanted).count();
    let mut all: Vec<&String> = all.into_iter().collect();
    all.sort_by_key(|one| (one.is_empty(), std::cmp::Reverse(count(&now, one))));
    let figure = |one: &&String| {
        let name = label(one);
        let name = if name.is_empty() { "Not said".to_owned() } else { name };
        beside(book, &name, |book| count(&codes(book), one), Some(now.len()))
    };
    Part::of(title, all.iter().map(figure).collect())
}

fn field(name: &'static str) -> impl Fn(&Book, &Record) -> String {
    move |_, one| text(one, name).to_owned()
}

fn goals_ended(book: &Book) -> Part {
    by_code(book, "How goals ended", goals, field("status"), |code| GOAL_STATUS.label(code).to_owned())
}

pub fn activity(book: &Book) -> Vec<Part> {
    let one = |name: &str, count: fn(&Book) -> usize| beside(book, name, count, None);
    let kind = |book: &Book, one: &Record| {
        let id = number(one, "asset_id");
        id.map_or_else(String::new, |id| text(book.record(Entity::Asset, id), "kind").to_owned())
    };
    let led = |code: &str| if code.is_empty() { "A neighbour" } else { ASSET_KIND.label(code) }.to_owned();
    vec![
        Part::of(
            "Coming and going",
            vec![
                one("Referrals received", |book| referrals(book).len()),
                one("New people", new_people),
                one("Informal contacts", |book| informal(book).len()),
                one("Work begun", |book| opened(book).len()),
                one("Work closed", |book| closed(book).len()),
            ],
        ),
        by_code(book, "Where referrals came from", referrals, field("source"), |code| {
            REFERRAL_SOURCE.label(code).to_owned()
        }),
        Part::of(
            "With people",
            vec![
                one("People we spoke with", |book| spoken(book).len()),
                one("Contacts", |book| contacts(book).len()),
                one("Minutes noted", minutes),
                one("Connections made", |book| connections(book).len()),
                one("First attended", started),
            ],
        ),
        by_code(book, "How we were in touch", contacts, field("method"), |code| {
            CONTACT_METHOD.label(code).to_owned()
        }),
        by_code(book, "What came of it", contacts, field("outcome"), |code| {
            CONTACT_OUTCOME.label(code).to_owned()
        }),
        by_code(book, "Where people were led", connections, kind, led),
        by_code(book, "Why work was closed", closed, field("close_reason"), |code| {
            CLOSE_REASON.label(code).to_owned()
        }),
        goals_ended(book),
        Part::of("Month by month", Vec::new()).table(months(
            book,
            &every_month(book),
            &[
                (referrals, "received"),
                (contacts, "happened_on"),
                (connections, "made_on"),
                (closed, "closed_on"),
            ],
        )),
    ]
}

type Listed = (fn(&Book) -> Vec<&Record>, &'static str);

/// The first days of the months that the days touch.
fn every_month(book: &Book) -> Vec<NaiveDate> {
    let first = book.lens.from.with_day(1).unwrap();
    (0..200).map(|n| first + Months::new(n)).take_while(|month| *month <= book.lens.to).collect()
}

fn months(book: &Book, months: &[NaiveDate], lists: &[Listed]) -> Rows {
    let of = |one: &Record, field: &str| day(one, field).and_then(|on| on.with_day(1));
    let row = |month: &NaiveDate| {
        let count = |(list, field): &Listed| {
            list(book).into_iter().filter(|one| of(one, field) == Some(*month)).count().to_string()
        };
        std::iter::once(when::show_month(*month)).chain(lists.iter().map(count)).collect()
    };
    months.iter().map(row).collect()
}

/// What came and went in each month; nothing where nothing did in any.
pub fn came_and_went(book: &Book) -> Rows {
    let lists: [Listed; 4] =
        [(referrals, "received"), (opened, "opened_on"), (closed, "closed_on"), (contacts, "happened_on")];
    let rows = months(book, &every_month(book), &lists);
    if rows.iter().any(|row| row[1..].iter().any(|n| n != "0")) { rows } else { Rows::new() }
}

pub fn causes(book: &Book) -> Vec<Part> {
    let (all, through) = {
        let all = referrals(book);
        let gate = ["gp", "practice_nurse", "other_primary_care"];
        (all.len(), all.iter().filter(|one| gate.contains(&text(one, "source"))).count())
    };
    let left = book.all(Entity::Connection).filter(|one| text(one, "state") == "asset_closed");
    let left = left.filter(|one| is_asked_about(book, one));
    let one = |name: &str, count: fn(&Book) -> usize| beside(book, name, count, None);
    vec![
        Part::of(
            "What stands in the way",
            vec![
                one("Needs raised", |book| needs(book).len()),
                beside(
                    book,
                    "With a cause outside the person",
                    |book| structural(book).len(),
                    Some(needs(book).len()),
                ),
                ("Had to come through a practice".to_owned(), share(through, all)),
                one("Gaps noted", |book| gaps(book).len()),
                ("Left by a closure".to_owned(), left.count().to_string()),
            ],
        ),
        by_code(book, "Causes outside the person", structural, field("need"), |code| {
            NEED.label(code).to_owned()
        }),
        by_code(book, "Where gaps showed", gaps, field("raised_from"), |code| {
            GAP_FROM.label(code).to_owned()
        }),
    ]
}

/// What so many quarters of some numbers reach, or that they are too few to describe.
pub fn described(all: &[i64], quarters: usize) -> String {
    if all.len() < 5 {
        return "too few".to_owned();
    }
    let mut sorted: Vec<f64> = all.iter().map(|n| f64::from(i32::try_from(*n).unwrap())).collect();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() - 1) * quarters;
    f64::midpoint(sorted[at / 4], sorted[at.div_ceil(4)]).to_string()
}

fn waited(book: &Book, only: fn(&Record) -> bool) -> Vec<i64> {
    let first = |referral: &&Record| {
        let (person, came) = (number(referral, "person_id").unwrap(), day(referral, "received").unwrap());
        let after = book.of_person(Entity::Contact, person).filter(|one| only(one));
        let ended = day(referral, "closed_on");
        let of_it = |on: &NaiveDate| *on >= came && ended.is_none_or(|ended| *on <= ended);
        let first = after.filter_map(|one| day(one, "happened_on")).filter(of_it).min();
        first.map(|on| (on - came).num_days())
    };
    referrals(book).iter().filter_map(first).collect()
}

pub fn waiting(book: &Book) -> Vec<Part> {
    let people = book.people();
    let count = |state: &str| people.iter().filter(|one| book.state(**one) == state).count().to_string();
    let over = people.iter().filter(|one| book.waits(**one).1.is_some_and(|by| by < book.today)).count();
    let in_time = |book: &Book, one: &Record| {
        let (person, came) = (number(one, "person_id").unwrap(), day(one, "received"));
        let tried = book.of_person(Entity::Contact, person).filter_map(|one| day(one, "happened_on"));
        let open = ["received", "offered", "accepted"].contains(&text(one, "state"));
        let tried = tried.filter(|on| day(one, "closed_on").is_none_or(|ended| *on <= ended));
        match tried.filter(|on| Some(*on) >= came).min() {
            None if open => "not_yet",
            None => "not_needed",
            Some(on) if day(one, "contact_by").is_none_or(|by| on <= by) => "in_time",
            Some(_) => "late",
        }
        .to_owned()
    };
    let label = |code: &str| {
        let all = [("in_time", "In the time set"), ("late", "Later"), ("not_yet", "Not yet")];
        all.iter().find(|(known, _)| *known == code).map_or("Not before it ended", |one| one.1).to_owned()
    };
    let row = |name: &str, only: fn(&Record) -> bool| {
        let days = waited(book, only);
        let then = before(book).map(|before| waited(&before, only)).unwrap_or_default();
        let mut row = vec![name.to_owned(), days.len().to_string()];
        row.extend([2, 1, 3].map(|quarters| described(&days, quarters)));
        row.push(described(&then, 2));
        row
    };
    vec![
        Part::of(
            "Today",
            figures([
                ("Waiting now", count("waiting")),
                ("Waiting over the time set", over.to_string()),
                ("Tried, not yet spoken to", count("trying")),
            ]),
        ),
        by_code(book, "The first try after a referral", referrals, in_time, label),
        Part::of("How long it took", Vec::new()).table(vec![
            row("To the first try", |_| true),
            row("To the first talk", |one| text(one, "outcome") == "spoke"),
        ]),
    ]
}

pub fn impact(book: &Book, costs: &Costs) -> Vec<Part> {
    let came = by_code(book, "What became of connections", connections, field("state"), |code| {
        CONNECTION_STATE.label(code).to_owned()
    });
    let places = [("Became a participant", 2), ("Became a contributor", 3), ("Came to lead", 5)];
    let way = places.map(|(name, place)| (name, rungs::count(book, Some(place)).to_string()));
    let mut parts = vec![goals_ended(book), came];
    // Moves know no practice, area or source.
    if !book.has_places() {
        parts.push(Part::of("On the way from recipient to contributor", figures(way)));
    }
    parts.extend(reach::used(book));
    parts.push(reach::worth(book, costs));
    parts
}
