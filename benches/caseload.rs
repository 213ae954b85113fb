//! How long the store takes on a caseload of 25,000 people: pages, records, searches letter by letter, one write.
//!
//! The file is made once, under the target folder; `docs/performance.md` has the commands and the figures.
#![expect(clippy::expect_used, reason = "a bench that cannot go on stops and says why")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{Days, NaiveDate};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use kith::clock::Clock;
use kith::domain::change::{Change, Verb};
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::domain::facets::Facets;
use kith::domain::id::PersonId;
use kith::report::{self, timeline};
use kith::sample::{self, Plan};
use kith::store::find::AssetAsk;
use kith::store::give::PairAsk;
use kith::store::give::measure::{Measure, Scope};
use kith::store::open::Mode;
use kith::store::page::Span;
use kith::store::queue::{Order, QueueAsk};
use kith::store::today::Between;
use kith::store::{Actor, Store, Via};
use rusqlite::Connection;

/// A screen of 40 rows.
const ROWS: usize = 40;

/// The person who is given 500 entries.
const LONG: PersonId = PersonId(1);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).expect("a day")
}

fn actor() -> Actor {
    Actor::new(sample::LOGIN, Via::Screen)
}

/// The large caseload; made at the first run.
fn file() -> PathBuf {
    made("everyday.kith", 25_000, 5_000)
}

/// A file of that many people and assets; made at the first run.
fn made(name: &str, people: usize, assets: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let path = folder.join(name);
    if !path.exists() {
        private(&folder);
        let unfinished = folder.join("unfinished.kith");
        drop(std::fs::remove_file(&unfinished));
        let mut store = Store::create(&unfinished, actor(), Clock::on(today())).expect("a new file");
        let plan = Plan { people, assets, ..Plan::new(today()) };
        sample::fill(&mut store, &plan).expect("the sample");
        lengthen(&mut store);
        drop(store);
        std::fs::rename(&unfinished, &path).expect("the file in its place");
    }
    path
}

fn private(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).expect("a private folder");
}

/// Gives one person a line of time of 500 entries.
fn lengthen(store: &mut Store) {
    let contacts: Vec<Change> = (0..500)
        .map(|n| Change::Add(contact(LONG, today() - Days::new(n), "Rang as agreed. All well. Nothing new.")))
        .collect();
    store.apply(&Change::Together { verb: Verb::Import, changes: contacts }).expect("500 contacts");
}

fn contact(person: PersonId, day: NaiveDate, note: &str) -> Entry {
    Entry::new(Entity::Contact)
        .with("person_id", person.0)
        .with("method", "phone")
        .with("outcome", "spoke")
        .with("happened_on", day)
        .with("happened_at", "10:30")
        .with("note", note)
}

fn open() -> Store {
    Store::open(&file(), Mode::ReadWrite, actor(), Clock::on(today())).expect("the caseload")
}

fn pages(c: &mut Criterion) {
    let store = open();
    let jo = store.worker().expect("a worker");
    let mut group = c.benchmark_group("page");
    group.bench_function("queue, mine, due first", |b| {
        let ask = QueueAsk { worker: jo, ..QueueAsk::default() };
        b.iter(|| black_box(store.queue(&ask, Span::first(ROWS)).expect("a page")));
    });
    group.bench_function("queue, everyone, by name, from row 800", |b| {
        let ask = QueueAsk { order: Order::Name, ..QueueAsk::default() };
        b.iter(|| black_box(store.queue(&ask, Span { from: 800, most: ROWS }).expect("a page")));
    });
    group.bench_function("today, mine", |b| {
        b.iter(|| {
            let due = store.due(jo, Between::today(today()), Span::first(ROWS)).expect("what is due");
            let waiting = store.waiting(jo, Span::first(ROWS)).expect("who waits");
            black_box((due, waiting, store.late(jo, today()).expect("what is late")))
        });
    });
    group.bench_function("assets by name", |b| {
        let ask = AssetAsk::default();
        b.iter(|| black_box(store.find_assets(&ask, Span::first(ROWS)).expect("assets")));
    });
    group.finish();
}

fn people(c: &mut Criterion) {
    let store = open();
    let mut group = c.benchmark_group("person");
    group.bench_function("record, standing and 500 entries, first page", |b| {
        b.iter(|| {
            let record = store.needed(Entity::Person, LONG.0).expect("a person");
            let rungs = store.rungs_of(LONG).expect("rungs");
            black_box((record, rungs, store.timeline(LONG, Span::first(ROWS)).expect("a line of time")))
        });
    });
    group.bench_function("a record opened whole, 500 entries, first page", |b| {
        b.iter(|| {
            let summary = report::person::ask(&store, LONG, today()).expect("a person");
            let way = report::way::ask(&store, LONG, today()).expect("a way");
            let page = timeline::page(&store, LONG, &[], "", Span::first(ROWS)).expect("a line of time");
            black_box((summary, way, page))
        });
    });
    group.bench_function("contacts only of 500 entries, first page", |b| {
        let kinds = [Entity::Contact];
        b.iter(|| black_box(timeline::page(&store, LONG, &kinds, "", Span::first(ROWS)).expect("contacts")));
    });
    group.bench_function("a word in 500 entries", |b| {
        b.iter(|| black_box(timeline::page(&store, LONG, &[], "agreed", Span::first(ROWS)).expect("a word")));
    });
    group.bench_function("record, standing and 20 entries", |b| {
        let person = PersonId(9_000);
        b.iter(|| {
            let record = store.needed(Entity::Person, person.0).expect("a person");
            let rungs = store.rungs_of(person).expect("rungs");
            black_box((record, rungs, store.timeline(person, Span::first(ROWS)).expect("a line of time")))
        });
    });
    group.finish();
}

/// Every beginning of what is typed, one after another, as a person types it.
fn beginnings(words: &str) -> Vec<&str> {
    words.char_indices().map(|(at, c)| words.get(..at + c.len_utf8()).unwrap_or(words)).collect()
}

fn searches(c: &mut Criterion) {
    let store = open();
    let mut group = c.benchmark_group("search");
    for (what, words) in [
        ("people, a name", "okonkwo ada"),
        ("people, a common name", "smith"),
        ("people, a slip", "hargeaves"),
        ("people, a postcode", "ml1 4qt"),
        ("people, an NHS number", "999 000 1235"),
    ] {
        for typed in beginnings(words) {
            group.bench_function(format!("{what}: {typed}"), |b| {
                b.iter(|| black_box(store.find_people(typed, 20).expect("people")));
            });
        }
    }
    group.bench_function("notes: lunch", |b| {
        b.iter(|| black_box(store.find_notes("lunch", 20).expect("notes")));
    });
    group.finish();
}

/// Searches and matches over 5,000 and over 100,000 assets: each beginning of what is typed, filters, and everybody's own list.
fn assets(c: &mut Criterion) {
    let region = made("assets.kith", 2_000, 100_000);
    for (size, path) in [("5,000", file()), ("100,000", region)] {
        let store = Store::open(&path, Mode::ReadWrite, actor(), Clock::on(today())).expect("the caseload");
        let mut group = c.benchmark_group(format!("assets/{size}"));
        let mut bench = |what: String, ask: AssetAsk| {
            group.bench_function(what, |b| {
                b.iter(|| black_box(store.find_assets(&ask, Span::first(ROWS)).expect("assets")));
            });
        };
        for words in ["lunch club", "choor", "wlaking", "day:tue cost:free"] {
            for typed in beginnings(words) {
                bench(format!("typed: {typed}"), AssetAsk { text: typed.to_owned(), ..AssetAsk::default() });
            }
        }
        let narrowed = Facets::read("day=tue,thu cost=free near=ML1 within=2").expect("filters");
        bench("filters alone".to_owned(), AssetAsk { facets: narrowed.clone(), ..AssetAsk::default() });
        for id in [1, 2, 3, 40, 500] {
            let for_person = Some(PersonId(id));
            bench(format!("match of person {id}"), AssetAsk { for_person, ..AssetAsk::default() });
        }
        bench(
            "match of person 1, filters".to_owned(),
            AssetAsk { for_person: Some(LONG), facets: narrowed, ..AssetAsk::default() },
        );
        bench(
            "match of person 1, typed: lunch".to_owned(),
            AssetAsk { for_person: Some(LONG), text: "lunch".to_owned(), ..AssetAsk::default() },
        );
        group.finish();
    }
}

/// The large caseload with 200,000 gives and receives, and 2,000 offers and 2,000 wishes that stand open; made at the first
/// run.
fn giving() -> PathBuf {
    let path = file().with_file_name("giving.kith");
    if !path.exists() {
        let unfinished = path.with_file_name("unfinished-giving.kith");
        drop(std::fs::remove_file(&unfinished));
        std::fs::copy(file(), &unfinished).expect("a copy");
        let mut store =
            Store::open(&unfinished, Mode::ReadWrite, actor(), Clock::on(today())).expect("the copy");
        let mut rng = fastrand::Rng::with_seed(5);
        let mut together = |changes: Vec<Change>| {
            store.apply(&Change::Together { verb: Verb::Import, changes }).expect("kept");
        };
        for _ in 0..100 {
            let gives = (0..2_000).map(|_| {
                let giver = rng.i64(1..=25_000);
                let receiver = giver % 25_000 + 1;
                let entry = Entry::new(Entity::Exchange)
                    .with("giver_person_id", giver)
                    .with("receiver_person_id", receiver)
                    .with("what", "a cake for next door")
                    .with("gift_kind", "hand");
                Change::Add(entry.with("happened_on", today() - Days::new(rng.u64(..2_000))))
            });
            together(gives.collect());
        }
        let one = |all: &[&'static str], at: usize| all.get(at % all.len()).copied().unwrap_or_default();
        let words = [
            "chess",
            "baking bread",
            "lifts to town",
            "guitar",
            "walks with a dog",
            "Welsh",
            "shelves put up",
            "knitting",
            "sewing",
            "allotment vegetables",
            "old photographs",
            "first steps online",
            "telephone calls",
            "haircuts",
            "budgets",
            "forms and letters",
            "singing",
            "piano",
            "bird watching",
            "football",
            "swimming",
            "Urdu",
            "Punjabi cooking",
            "poems",
            "family history",
            "bicycle repairs",
            "plumbing",
            "decorating",
            "fishing",
            "draughts",
            "sign language",
            "prayers",
            "shopping",
            "ironing",
            "babysitting",
            "maths",
            "drawing",
            "pottery",
            "tango",
            "campaigning",
        ];
        let codes = [
            "arts",
            "music_singing",
            "crafts",
            "gardening",
            "nature",
            "walking",
            "sport",
            "dance",
            "cooking",
            "reading",
            "language",
            "games",
            "computing",
            "repair_making",
            "history",
            "faith",
            "pets",
            "campaigning",
            "mutual_aid",
            "befriending",
            "learning",
            "volunteering",
        ];
        for (entity, day) in [(Entity::Offer, "offered_on"), (Entity::Ask, "asked_on")] {
            let all = (0..2_000).map(|n| {
                let at = rng.usize(..880);
                let entry = Entry::new(entity)
                    .with("person_id", rng.i64(1..=25_000))
                    .with("what", format!("{} and {}", one(&words, at), one(&words, at + n)))
                    .with("interests", one(&codes, at))
                    .with("introduce", 1)
                    .with("state", "open")
                    .with(day, today());
                Change::Add(if entity == Entity::Offer { entry.with("gift_kind", "hand") } else { entry })
            });
            together(all.collect());
        }
        drop(store);
        std::fs::rename(&unfinished, &path).expect("the file in its place");
    }
    path
}

/// Pairs, the board and the measure of reciprocity.
fn gives(c: &mut Criterion) {
    let store = Store::open(&giving(), Mode::ReadWrite, actor(), Clock::on(today())).expect("the caseload");
    let mut group = c.benchmark_group("give");
    group.bench_function("pairs of 2,000 offers and 2,000 wishes, the best 20", |b| {
        let ask = PairAsk { newest: 2_000, ..PairAsk::default() };
        b.iter(|| black_box(store.pairs(ask, 20, Span::first(20)).expect("pairs")));
    });
    group.bench_function("pairs of the newest 150 of each, a screen", |b| {
        b.iter(|| black_box(store.suggested_pairs(100, Span::first(ROWS)).expect("pairs")));
    });
    group.bench_function("the board of rungs, first page", |b| {
        let quarter = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        b.iter(|| {
            let counts = (store.rung_counts().expect("counts"), store.came_since(quarter).expect("moves"));
            black_box((counts, store.on_rung(None, Span::first(ROWS)).expect("a page")))
        });
    });
    let year = NaiveDate::from_ymd_opt(2025, 3, 4).expect("a day");
    let scope = Scope { worker: None, group: None, from: year, to: today() };
    group.bench_function("every measure of a year, and eight quarters", |b| {
        b.iter(|| black_box(report::reciprocity::ask(&store, scope, "").expect("a report")));
    });
    for measure in [Measure::Asked, Measure::Both, Measure::Gives, Measure::FirstGive, Measure::ServicesOnly]
    {
        group.bench_function(format!("{measure:?} of a year"), |b| {
            b.iter(|| black_box(store.measured(measure, scope).expect("a figure")));
        });
    }
    group.finish();
}

/// The contacts of the large caseload in a file of their own, with their indexes, without triggers and word index.
fn without_log() -> Connection {
    let path = file().with_file_name("unlogged.db");
    drop(std::fs::remove_file(&path));
    let connection = Connection::open(&path).expect("a bare file");
    connection
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF;")
        .and_then(|()| {
            connection.execute("ATTACH ?1 AS caseload", [file().to_string_lossy().as_ref()]).map(drop)
        })
        .expect("the caseload beside it");
    let statements: Vec<String> = connection
        .prepare(
            "SELECT sql FROM caseload.sqlite_schema WHERE tbl_name = 'contact' AND type IN ('table', 'index') \
             AND sql IS NOT NULL ORDER BY type DESC",
        )
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .expect("how the contacts are kept");
    for sql in statements {
        connection.execute_batch(&sql).expect("the same table");
    }
    connection
        .execute_batch("INSERT INTO main.contact SELECT * FROM caseload.contact; DETACH caseload;")
        .expect("the same contacts");
    connection
}

/// One write with its audit, against SQLite's own commit of one small row and of the same contact without its audit, with
/// FULL, on the same disk in the same run.
fn writes(c: &mut Criterion) {
    let mut store = open();
    let mut group = c.benchmark_group("write");
    let bare = file().with_file_name("bare.db");
    drop(std::fs::remove_file(&bare));
    let connection = Connection::open(&bare).expect("a bare file");
    connection
        .execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; \
             CREATE TABLE contact (id INTEGER PRIMARY KEY, person_id INTEGER, at TEXT, note TEXT) STRICT;",
        )
        .expect("a table");
    let note = "Rang as agreed. All well. Nothing new.";
    group.bench_function("bare FULL commit of one row", |b| {
        b.iter(|| {
            connection
                .execute("INSERT INTO contact (person_id, at, note) VALUES (1, '2026-03-03', ?1)", [note])
                .expect("a row")
        });
    });
    // The same contact in the same table among as many, with its indexes and without the log: what SQLite itself asks.
    let unlogged = without_log();
    let mut person = 100;
    group.bench_function("a contact without its audit", |b| {
        let sql = "INSERT INTO contact (uid, person_id, worker_id, happened_on, method, outcome, note) \
                   VALUES (?1, ?2, 1, '2026-03-03', 'phone', 'spoke', ?3)";
        let mut insert = unlogged.prepare(sql).expect("the table of contacts");
        b.iter(|| {
            person += 1;
            insert.execute(rusqlite::params![format!("bench-{person}"), person, note]).expect("a row");
        });
    });
    let mut person = 100;
    group.bench_function("a contact with its audit", |b| {
        b.iter_batched(
            || {
                person += 1;
                let contact = contact(PersonId(person), today(), note);
                Change::LogContact { contact, clears: Vec::new(), next: None }
            },
            |change| store.apply(&change).expect("saved"),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("an edit of one field with its audit", |b| {
        let mut values = store.needed(Entity::Person, 50).expect("a person").values;
        let mut turn = 0;
        b.iter_batched(
            || {
                turn += 1;
                let before = values.clone();
                values.set("phone", format!("01632 960{:03}", turn % 1000));
                Change::Edit { entity: Entity::Person, id: 50, before, after: values.clone() }
            },
            |change| store.apply(&change).expect("saved"),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(40)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .without_plots();
    targets = pages, people, searches, assets, gives, writes
}
criterion_main!(benches);
