//! How long a large list of referrals takes to come in, beside the least that SQLite needs for the same rows, in one run.
//!
//! `cargo bench --bench bulk -- 100000` makes a list of so many made-up people, imports it into a new caseload, imports it
//! again, and copies every row that came of it, with indexes, row images and word index, into a bare file.
#![expect(clippy::expect_used, reason = "a bench that cannot go on stops and says why")]

use std::io::{BufWriter, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::fold::fold;
use kith::domain::nhs_number;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::import::{Outcome, Request, run};
use kith::store::{Actor, Store, Via};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

/// Beginnings of made-up names.
const SYLLABLES: [&str; 20] = [
    "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "la", "me",
    "ni", "so", "ta",
];

fn main() {
    let rows = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bulk");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).expect("a private folder");
    let (list, caseload) = (folder.join("referrals.csv"), folder.join("caseload.kith"));
    write_list(&list, rows).expect("the list");

    let today = NaiveDate::from_ymd_opt(2026, 11, 27).expect("a day");
    let mut store =
        Store::create(&caseload, Actor::new("bench", Via::Command), Clock::on(today)).expect("a new file");
    let before = peak();
    let (first, outcome) = import(&mut store, &list);
    let peak = peak();
    let (second, again) = import(&mut store, &list);
    drop(store);
    let least = least(&caseload, &folder.join("least.db"));
    println!(
        "{rows} rows: {} new, {} set aside, {} refused",
        outcome.added, outcome.set_aside, outcome.refused
    );
    println!("import {first:.1?}, most memory {peak} MiB ({before} MiB before it)");
    println!("the same again {second:.1?}: {} new, {} changed", again.added, again.changed);
    println!("least {least:.1?}; ratio {:.2}", first.as_secs_f64() / least.as_secs_f64());
}

fn import(store: &mut Store, list: &Path) -> (Duration, Outcome) {
    let start = Instant::now();
    let request = Request::new(Kind::Referrals, Input::Path(PathBuf::from(list)));
    let outcome = run(store, &request, &mut |_| true).expect("an import");
    (start.elapsed(), outcome)
}

/// The most memory this process has had, in MiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// A list of made-up people with NHS numbers of the 999 range; one in eleven has none.
fn write_list(path: &Path, rows: u32) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    let mut chance = fastrand::Rng::with_seed(999);
    let name = |chance: &mut fastrand::Rng, ending: &str| {
        let made: String = (0..3).filter_map(|_| chance.choice(SYLLABLES)).collect();
        format!("{made}{ending}")
    };
    writeln!(out, "NHS number,First name,Surname,Date of birth,Postcode,Mobile,Received,Reason")?;
    for row in 0..rows {
        let number = nhs_number::from_serial(row).unwrap_or_default();
        let (given, family) = (name(&mut chance, "n"), name(&mut chance, "ford"));
        let (day, month, year) = (chance.u32(1..=28), chance.u32(1..=12), chance.u32(1930..=2005));
        let (area, end, came) = (chance.u32(1..=9), chance.u32(0..1000), chance.u32(1..=28));
        writeln!(
            out,
            "{number},{given},{family},{day:02}/{month:02}/{year},M{area} 1AA,07700 900{end:03},{came:02}/09/2026,Lonely since the move"
        )?;
    }
    out.flush()
}

/// How long it takes to put the rows of a caseload into a bare file: prepared statements, one transaction, 64 MiB of page
/// cache, the indexes and the word index at the end. Reading the rows is part of it.
fn least(caseload: &Path, path: &Path) -> Duration {
    let from = Connection::open(caseload).expect("the caseload");
    let mut to = Connection::open(path).expect("a bare file");
    to.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536;",
    )
    .expect("settings");
    let start = Instant::now();
    let transaction = to.transaction().expect("a transaction");
    for (name, sql) in schema(&from, "table") {
        transaction.execute_batch(&sql).expect("a table");
        if !sql.starts_with("CREATE VIRTUAL") {
            copy(&from, &transaction, &name);
        }
    }
    for (_, sql) in schema(&from, "index") {
        transaction.execute_batch(&sql).expect("an index");
    }
    words(&from, &transaction);
    transaction.commit().expect("a commit");
    start.elapsed()
}

/// Names and statements of a file's tables or indexes, without what SQLite makes itself.
fn schema(from: &Connection, kind: &str) -> Vec<(String, String)> {
    let mut statement = from
        .prepare(
            "SELECT s.name, s.sql FROM sqlite_schema AS s LEFT JOIN pragma_table_list AS t ON t.name = s.name \
             WHERE s.type = ?1 AND s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
             AND coalesce(t.type, '') <> 'shadow'",
        )
        .expect("the schema");
    let rows = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?))).expect("the schema");
    rows.collect::<Result<_, _>>().expect("the schema")
}

fn copy(from: &Connection, to: &Connection, table: &str) {
    let mut names = from.prepare("SELECT name FROM pragma_table_info(?1)").expect("columns");
    let names: Vec<String> =
        names.query_map([table], |row| row.get(0)).and_then(Iterator::collect).expect("columns");
    let places: Vec<&str> = names.iter().map(|_| "?").collect();
    let columns: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let columns = columns.join(", ");
    let mut insert = to
        .prepare(&format!("INSERT INTO \"{table}\" ({columns}) VALUES ({})", places.join(", ")))
        .expect("an insert");
    let mut select = from.prepare(&format!("SELECT {columns} FROM \"{table}\"")).expect("rows");
    let mut rows = select.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        let values = (0..names.len()).map(|at| row.get::<_, Value>(at).expect("a value"));
        insert.execute(params_from_iter(values)).expect("a row put in");
    }
}

fn words(from: &Connection, to: &Connection) {
    let mut insert =
        to.prepare("INSERT INTO person_word (rowid, names, numbers) VALUES (?1, ?2, ?3)").expect("an insert");
    let mut select = from
        .prepare(
            "SELECT id, concat_ws(' ', given, family, preferred) AS names, concat_ws(' ', nhs_number, \
             replace(mobile, ' ', ''), lower(replace(postcode, ' ', '')), replace(date_of_birth, '-', '')) AS numbers \
             FROM person ORDER BY id",
        )
        .expect("people");
    let mut rows = select.query([]).expect("people");
    while let Some(row) = rows.next().expect("a person") {
        let (id, names, numbers): (i64, String, String) =
            (row.get(0).expect("a number"), row.get(1).expect("names"), row.get(2).expect("numbers"));
        insert.execute(params![id, fold(&names), numbers]).expect("words put in");
    }
}
