//! Opening, copying and restoring caseload files: what is refused, what is kept, and that nothing is changed unasked.

mod copies;
mod hostile;
mod marked;
mod others;
mod permissions;
mod restoring;
mod side_file;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::check::check;
use kith::domain::entity::Entity;
use kith::domain::entry::Draft;
use kith::store::open::Mode;
use kith::store::{Actor, Store, StoreError, Via};
use tempfile::TempDir;

/// More than any version there will be while these tests run.
const ANY_VERSION: i32 = 1000;

fn clock() -> Clock {
    Clock::on(NaiveDate::from_ymd_opt(2026, 3, 3).unwrap())
}

fn jo() -> Actor {
    Actor::new("jo", Via::Command)
}

fn add_asset(store: &mut Store, name: &str) {
    let draft = Draft::new(Entity::Asset).with("name", name).with("kind", "group");
    store.apply(&Change::Add(check(&draft, clock().now()).unwrap())).unwrap();
}

fn assets(store: &Store) -> i64 {
    store.count(Entity::Asset).unwrap()
}

/// A folder that is ours alone, whatever the umask of whoever runs the tests.
fn own_folder() -> TempDir {
    tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o700)).tempdir().unwrap()
}

/// A folder with a caseload of so many assets, closed again.
fn caseload(count: usize) -> (TempDir, PathBuf) {
    let folder = own_folder();
    let path = folder.path().join("kith.db");
    let mut store = Store::create(&path, jo(), clock()).unwrap();
    for n in 0..count {
        add_asset(&mut store, &format!("Walking group {n}"));
    }
    (folder, path)
}

fn reopen(path: &Path) -> Result<Store, StoreError> {
    Store::open(path, Mode::ReadWrite, jo(), clock())
}

/// Everything about a folder's files that a refusal must leave alone: names, bytes, modes and times.
fn state(folder: &Path) -> Vec<(PathBuf, Vec<u8>, u32, i64, i64)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let found = fs::symlink_metadata(&path).unwrap();
            let bytes = if found.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
            (path, bytes, found.mode(), found.mtime(), found.mtime_nsec())
        })
        .collect();
    files.sort();
    files
}
