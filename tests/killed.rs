//! Kills: writers that are killed at any moment lose nothing of what they said was saved, and leave no half-made file.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::{Change, Who};
use kith::domain::check::check;
use kith::domain::entity::Entity;
use kith::domain::entry::{Draft, Entry};
use kith::domain::id::{OperationId, PersonId};
use kith::store::open::{self, Mode};
use kith::store::{Actor, Done, Store, StoreError, Via};
use rusqlite::Connection;
use rustix::process::{Resource, Rlimit, setrlimit};
use tempfile::TempDir;

const ME: &[&str] = &["--exact", "killed::writer", "--ignored", "--nocapture", "--test-threads=1"];

/// By a signal of the kernel, because a file would have become larger than allowed: `SIGXFSZ`.
const TOO_LARGE: i32 = 25;

fn clock() -> Clock {
    Clock::on(NaiveDate::from_ymd_opt(2026, 3, 3).unwrap())
}

fn reopen(path: &Path, login: &str) -> Store {
    Store::open(path, Mode::ReadWrite, Actor::new(login, Via::Command), clock()).unwrap()
}

/// A process of its own, started by the other tests and killed by them.
#[test]
#[ignore = "the other tests start it and kill it"]
fn writer() {
    let Some(path) = std::env::var_os("KILLED_FILE").map(PathBuf::from) else { return };
    let word = |name: &str| std::env::var(name).unwrap_or_default();
    if let Ok(limit) = word("KILLED_LIMIT").parse() {
        setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).unwrap();
        setrlimit(Resource::Fsize, Rlimit { current: Some(limit), maximum: Some(limit) }).unwrap();
    }
    let login = word("KILLED_AS");
    match word("KILLED_ROLE").as_str() {
        "create" => drop(Store::create(&path, Actor::new(login, Via::Command), clock()).unwrap()),
        "open" => drop(reopen(&path, &login)),
        "early" => say_too_early(&path),
        _ => save_for_ever(&path, &login),
    }
    println!("\nended");
}

/// Saves and says so, again and again: whole referrals, contacts with a reminder, edits, undone things.
fn save_for_ever(path: &Path, login: &str) {
    let mut store = reopen(path, login);
    for turn in 0.. {
        let done = save(&mut store, turn);
        let uid = store.history(Some(OperationId(done.operation.0 + 1)), 1).unwrap().remove(0).uid;
        println!("\nsaved {} {uid}", done.operation.0);
    }
}

fn save(store: &mut Store, turn: u64) -> Done {
    let entry = |draft: &Draft| check(draft, clock().now()).unwrap();
    let person = store.records_after(Entity::Person, 0, 1).unwrap().first().map(|person| person.id);
    let change = match (turn % 4, person) {
        (1, Some(id)) => Change::LogContact {
            contact: entry(&Draft::new(Entity::Contact).with("person_id", id.to_string())),
            clears: vec![],
            next: Some(
                Entry::new(Entity::FollowUp)
                    .with("due_on", clock().today())
                    .with("what", "Ring again")
                    .with("state", "open"),
            ),
        },
        (2, _) => match store.undo() {
            Ok((done, _)) => return done,
            // Somebody's later record belongs to it, or it was this writer's first turn.
            Err(StoreError::Rule(_) | StoreError::NothingTo(_)) => referral(newcomer()),
            Err(other) => panic!("{other:?}"),
        },
        (3, Some(id)) => referral(Who::Known(PersonId(id))),
        _ => referral(newcomer()),
    };
    store.apply(&change).unwrap()
}

fn newcomer() -> Who {
    let person = Draft::new(Entity::Person).with("given", "Ada").with("family", "Okonkwo");
    Who::New(check(&person, clock().now()).unwrap())
}

fn referral(person: Who) -> Change {
    Change::Refer {
        person,
        referral: Entry::new(Entity::Referral)
            .with("received", clock().today())
            .with("source", "gp")
            .with("state", "received"),
        consents: vec![],
        identities: vec![],
    }
}

/// The liar of the control: says that it has saved, and then saves.
fn say_too_early(path: &Path) {
    let connection = Connection::open(path).unwrap();
    connection.busy_timeout(Duration::from_secs(10)).unwrap();
    for _ in 0.. {
        let uid = format!("{:032x}", fastrand::u128(..));
        connection
            .execute_batch(&format!(
                "BEGIN IMMEDIATE; INSERT INTO operation (uid, at, actor, via, verb) VALUES ('{uid}', '', '', '', '')"
            ))
            .unwrap();
        println!("\nsaved {} {uid}", connection.last_insert_rowid());
        std::thread::sleep(Duration::from_millis(4));
        connection.execute_batch("COMMIT").unwrap();
    }
}

/// A folder of our own, and what has been said to be saved in the file there.
struct Case {
    _folder: TempDir,
    path: PathBuf,
    said: Vec<(i64, String)>,
}

impl Case {
    fn empty() -> Self {
        let private = std::fs::Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new().permissions(private).tempdir().unwrap();
        let path = folder.path().join("kith.db");
        Self { _folder: folder, path, said: Vec::new() }
    }

    fn made() -> Self {
        let case = Self::empty();
        drop(Store::create(&case.path, Actor::new("first", Via::Command), clock()).unwrap());
        case
    }

    fn start(&self, role: &str, login: &str, limit: &str) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(ME)
            .env("KILLED_FILE", &self.path)
            .env("KILLED_ROLE", role)
            .env("KILLED_AS", login)
            .env("KILLED_LIMIT", limit)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Four writers on the file, each killed at a moment of its own; remembers what they said.
    fn four_are_killed(&mut self, role: &str) {
        let mut writers: Vec<(u64, Child)> = ["ana", "ben", "cat", "dan"]
            .map(|login| (fastrand::u64(20..260), self.start(role, login, "")))
            .into_iter()
            .collect();
        writers.sort_by_key(|(moment, _)| *moment);
        let mut now = 0;
        for (moment, writer) in &mut writers {
            std::thread::sleep(Duration::from_millis(*moment - now));
            now = *moment;
            writer.kill().unwrap();
        }
        for (_, writer) in writers {
            let output = writer.wait_with_output().unwrap();
            assert_eq!(output.status.signal(), Some(9), "{}", String::from_utf8_lossy(&output.stderr));
            self.hear(&output.stdout);
        }
    }

    /// Takes down every whole line that says that something was saved.
    fn hear(&mut self, output: &[u8]) {
        let text = String::from_utf8_lossy(output);
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        for line in whole.lines() {
            let Some((id, uid)) = line.strip_prefix("saved ").and_then(|said| said.split_once(' ')) else {
                continue;
            };
            self.said.push((id.parse().unwrap(), uid.to_owned()));
        }
    }

    /// What was said to be saved and is not in the log.
    fn lost(&self) -> Vec<i64> {
        let connection = Connection::open(&self.path).unwrap();
        let mut statement = connection.prepare("SELECT id, uid FROM operation").unwrap();
        let kept: BTreeMap<i64, String> = statement
            .query_map([], |row| Ok((row.get("id")?, row.get("uid")?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        self.said.iter().filter(|(id, uid)| kept.get(id) != Some(uid)).map(|(id, _)| *id).collect()
    }

    /// The file is whole, the log is sound and has no gap, and nothing is lost.
    fn is_whole(&self) {
        assert_eq!(self.lost(), Vec::<i64>::new(), "of {} that were said to be saved", self.said.len());
        let connection = Connection::open(&self.path).unwrap();
        let word: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(word, "ok");
        let gaps: i64 = connection
            .query_row("SELECT ifnull(max(id), 0) - count(*) FROM operation", [], |row| row.get(0))
            .unwrap();
        assert_eq!(gaps, 0, "operations are missing from the log");
        drop(connection);
        let store = reopen(&self.path, "last");
        let log = store.verify().unwrap();
        assert!(log.sound(), "{log:?}");
        // What nobody was told may be there too: the kill came between the commit and the word.
        assert!(log.operations >= u64::try_from(self.said.len()).unwrap());
    }
}

fn rounds(count: usize, rounds_of_a_file: usize) {
    let mut said = 0;
    for _ in 0..count.div_ceil(rounds_of_a_file) {
        let mut case = Case::made();
        for round in 0..rounds_of_a_file {
            case.four_are_killed("save");
            // Every other time the next writers meet the file as the killed ones left it.
            if round % 2 == 1 {
                case.is_whole();
            }
        }
        case.is_whole();
        said += case.said.len();
    }
    println!("{count} times four writers were killed; {said} operations were said to be saved, none is lost");
    assert!(said > count, "the writers hardly came to write: {said} in {count} rounds");
}

#[test]
fn four_writers_killed_twenty_times_lose_nothing_they_said_was_saved() {
    rounds(20, 5);
}

/// R1 of the reliability page.
#[test]
#[ignore = "minutes; the command is in docs/proofs.md"]
fn four_writers_killed_two_hundred_times_lose_nothing_they_said_was_saved() {
    rounds(200, 10);
}

#[test]
fn the_proof_would_catch_a_writer_that_speaks_before_its_commit() {
    let mut case = Case::made();
    for _ in 0..40 {
        case.four_are_killed("early");
        if !case.lost().is_empty() {
            return;
        }
        case.said.clear();
    }
    panic!("forty times a writer lied and nobody noticed");
}

#[test]
fn a_writer_that_dies_in_the_middle_of_writing_a_page_leaves_a_whole_file() {
    let mut case = Case::made();
    for at in 1..20 {
        let limit = (at * 40_009).to_string();
        let output = case.start("save", "ana", &limit).wait_with_output().unwrap();
        assert_eq!(output.status.signal(), Some(TOO_LARGE), "{}", String::from_utf8_lossy(&output.stderr));
        case.hear(&output.stdout);
        case.is_whole();
    }
    assert!(case.said.len() > 10);
}

/// The tables of a file: as a fresh one has them, or none at all; never something between.
fn never_half_made(path: &Path) -> &'static str {
    let whole = Store::memory(Actor::new("x", Via::Command), clock()).unwrap().schema().unwrap();
    let connection = match open::open(path, Mode::ReadWrite, i32::MAX) {
        Err(StoreError::Missing(_)) => {
            drop(Store::create(path, Actor::new("last", Via::Command), clock()).unwrap());
            assert!(reopen(path, "last").schema().unwrap() == whole);
            return "nothing there";
        }
        other => other.unwrap().connection,
    };
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
    assert_eq!(version == 0, tables == 0, "version {version} with {tables} tables and indexes");
    drop(connection);
    let store = reopen(path, "last");
    assert!(store.schema().unwrap() == whole);
    assert!(store.verify().unwrap().sound());
    if version == 0 { "no tables yet" } else { "whole" }
}

/// So many sizes from nothing to more than a new file ever has, its log included.
fn sizes(count: u64) -> impl Iterator<Item = u64> {
    let case = Case::made();
    let size = std::fs::metadata(&case.path).unwrap().len();
    (0..count).map(move |n| n * (size * 3 / 2) / count)
}

fn creations_are_killed(count: usize, mut end: impl FnMut(&Case) -> Child) -> BTreeMap<&'static str, usize> {
    let mut found: BTreeMap<&'static str, usize> = BTreeMap::new();
    for _ in 0..count {
        let case = Case::empty();
        let output = end(&case).wait_with_output().unwrap();
        let found_now = never_half_made(&case.path);
        if String::from_utf8_lossy(&output.stdout).contains("\nended\n") {
            assert_eq!(found_now, "whole");
        }
        *found.entry(found_now).or_default() += 1;
    }
    println!("{count} creations cut short left {found:?}");
    found
}

#[test]
fn a_creation_that_is_killed_leaves_nothing_or_a_file_that_opens() {
    let found = creations_are_killed(30, |case| {
        let mut child = case.start("create", "ana", "");
        std::thread::sleep(Duration::from_micros(fastrand::u64(0..60_000)));
        child.kill().unwrap();
        child
    });
    assert_eq!(found.values().sum::<usize>(), 30);
}

#[test]
fn a_creation_that_dies_at_any_size_of_the_file_is_never_half_made() {
    let mut limits = sizes(30);
    let found =
        creations_are_killed(30, |case| case.start("create", "ana", &limits.next().unwrap().to_string()));
    // The control: it was cut short before the tables, and was let finish too.
    assert!(found.len() >= 2 && found.contains_key("whole"), "{found:?}");
}

#[test]
fn a_file_brought_to_a_newer_version_is_old_or_new_after_any_death() {
    let mut found = BTreeMap::new();
    for limit in sizes(20) {
        let case = Case::empty();
        drop(open::create(&case.path).unwrap());
        case.start("open", "ana", &limit.to_string()).wait_with_output().unwrap();
        *found.entry(never_half_made(&case.path)).or_insert(0) += 1;
    }
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), ["no tables yet", "whole"], "{found:?}");
}
