//! Files in and out: golden plans of the real lists, counts that agree, a second run that changes nothing.

mod contacts;
mod decided;
mod directories;
mod everything;
mod exports;
mod fuzz;
mod gives;
mod hostile;
mod imports;
mod mappings;
mod parts;
mod slips;
mod twice;

use std::path::PathBuf;

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::import::{Outcome, Request, run};
use kith::store::{Actor, Store, Via};

/// A file of the fixtures.
fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// An empty caseload on 3 March 2026.
fn caseload() -> Store {
    let day = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    Store::memory(Actor::new("jo", Via::Command), Clock::on(day)).unwrap()
}

/// A request for a file of the fixtures.
fn request(kind: Kind, name: &str) -> Request {
    Request::new(kind, Input::Path(fixture(name)))
}

/// Imports without hearing of progress.
fn import(store: &mut Store, request: &Request) -> Outcome {
    let outcome = run(store, request, &mut |_| true).unwrap();
    assert!(outcome.adds_up(), "{outcome:?}");
    outcome
}

/// Imports rows given as text.
fn import_text(store: &mut Store, kind: Kind, name: &str, text: &str) -> Outcome {
    import(store, &Request::new(kind, Input::Held(name.to_owned(), text.as_bytes().to_vec())))
}

/// Read, added, changed, same, set aside, refused.
fn figures(outcome: &Outcome) -> [u64; 6] {
    [outcome.read, outcome.added, outcome.changed, outcome.same, outcome.set_aside, outcome.refused]
}
