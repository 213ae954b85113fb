//! Copies: private, verified, each the caseload as it stood at one moment.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use kith::clock::Clock;
use kith::store::StoreError;
use kith::store::backup;
use kith::store::open::{self, Mode};
use rusqlite::Connection;

use super::{ANY_VERSION, add_asset, caseload, own_folder, reopen, state};

fn at(hour: i64) -> String {
    (instant() + TimeDelta::hours(hour)).to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

fn instant() -> DateTime<Utc> {
    "2026-03-03T09:14:05.123Z".parse().unwrap()
}

#[test]
fn a_copy_is_private_named_for_its_moment_and_holds_everything() {
    let (folder, path) = caseload(5);
    let store = reopen(&path).unwrap();
    let copy = store.back_up("before import").unwrap().unwrap();
    assert_eq!(
        copy,
        fs::canonicalize(folder.path()).unwrap().join("backups/kith-20260303T090000.000Z-before-import.db")
    );
    let bits = |path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(bits(copy.clone()), 0o600);
    assert_eq!(bits(folder.path().join("backups")), 0o700);
    let names: Vec<_> = state(&folder.path().join("backups")).into_iter().map(|file| file.0).collect();
    assert_eq!(names.len(), 1, "no part is left: {names:?}");
    let opened = open::open(&copy, Mode::ReadOnly, ANY_VERSION).unwrap();
    let count: i64 = opened.connection.query_row("SELECT count(*) FROM asset", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 5);
}

#[test]
fn under_the_group_scheme_a_colleague_can_use_the_copy() {
    let folder = own_folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o2770)).unwrap();
    let opened = open::create(&folder.path().join("kith.db")).unwrap();
    let copy = backup::make(&opened.connection, &opened.path, &at(0), "daily").unwrap();
    let bits = |path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(bits(copy), 0o660);
    assert_eq!(bits(folder.path().join("backups")), 0o2770);
}

#[test]
fn a_copy_never_writes_over_another() {
    let (_folder, path) = caseload(1);
    let opened = open::open(&path, Mode::ReadWrite, ANY_VERSION).unwrap();
    let first = backup::make(&opened.connection, &path, &at(0), "daily").unwrap();
    let bytes = fs::read(&first).unwrap();
    let again = backup::make(&opened.connection, &path, &at(0), "daily");
    assert!(matches!(again, Err(StoreError::AlreadyThere(_))), "{again:?}");
    assert!(fs::read(&first).unwrap() == bytes);
    assert_eq!(backup::list(&path).unwrap().len(), 1);
}

#[test]
fn copies_under_writers_are_each_whole_and_a_prefix_of_the_log() {
    let (_folder, path) = caseload(1);
    let stop = AtomicBool::new(false);
    let copies = std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut store = reopen(&path).unwrap();
                loop {
                    add_asset(&mut store, "Walking group");
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                }
            });
        }
        let opened = open::open(&path, Mode::ReadWrite, ANY_VERSION).unwrap();
        let copies: Result<Vec<_>, _> =
            (0..5).map(|n| backup::make(&opened.connection, &path, &at(n), "daily")).collect();
        stop.store(true, Ordering::Relaxed);
        copies.unwrap()
    });
    let log = |path| -> Vec<String> {
        let connection = Connection::open(path).unwrap();
        let mut statement = connection.prepare("SELECT hash FROM operation ORDER BY id").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let whole = log(&path);
    let mut last = 0;
    for copy in &copies {
        let part = log(copy);
        assert!(!part.is_empty() && part.len() >= last && whole.starts_with(&part));
        last = part.len();
        assert!(reopen(copy).unwrap().verify().is_ok());
    }
    assert!(whole.len() > 1, "the writers wrote");
}

#[test]
fn a_copy_is_due_after_a_day_and_when_there_is_none() {
    assert!(backup::due(None, instant()));
    assert!(!backup::due(Some(instant() - TimeDelta::hours(24)), instant()));
    assert!(backup::due(Some(instant() - TimeDelta::hours(24) - TimeDelta::seconds(1)), instant()));
    assert!(!backup::due(Some(instant() + TimeDelta::minutes(3)), instant()), "a clock a little ahead");
    assert!(backup::due(Some(instant() + TimeDelta::days(400)), instant()), "a clock that was a year wrong");
}

#[test]
fn a_copy_made_as_if_today_were_another_day_is_dated_by_the_real_one() {
    let (_folder, path) = caseload(1);
    let far = chrono::NaiveDate::from_ymd_opt(2199, 1, 1).unwrap();
    let mut store = reopen(&path).unwrap();
    assert!(store.backup_due().unwrap());
    store.set_clock(Clock::OnDay(far));
    let started = Clock::System.instant();
    store.back_up("by hand").unwrap();
    let made = backup::newest(&path).unwrap().unwrap();
    assert!((made - started).abs() < TimeDelta::hours(1), "{made}");
    assert!(!store.backup_due().unwrap());
}

#[test]
fn making_a_copy_thins_the_older_ones() {
    let (_folder, path) = caseload(1);
    let mut store = reopen(&path).unwrap();
    for minute in [0, 1, 2, 3, 180] {
        store.set_clock(Clock::Fixed(instant() + TimeDelta::minutes(minute)));
        store.back_up("by hand").unwrap();
    }
    let minutes: Vec<i64> =
        backup::list(&path).unwrap().iter().map(|copy| (copy.at - instant()).num_minutes()).collect();
    assert_eq!(minutes, [180, 3], "one of each hour");
}

#[test]
fn the_list_is_newest_first_and_sweeping_leaves_what_thinning_keeps() {
    let (folder, path) = caseload(1);
    assert!(backup::list(&path).unwrap().is_empty());
    let opened = open::open(&path, Mode::ReadWrite, ANY_VERSION).unwrap();
    for minute in 0..4 {
        let stamp = (instant() + TimeDelta::minutes(minute)).to_rfc3339();
        backup::make(&opened.connection, &path, &stamp, "by hand").unwrap();
    }
    let part = folder.path().join("backups/.kith-20260301T000000.000Z-00000000000000ff.part");
    let young = folder.path().join("backups/.kith-20260303T090000.000Z-00000000000000ff.part");
    let stranger = folder.path().join("backups/holiday.db");
    for path in [&part, &young, &stranger] {
        fs::write(path, "x").unwrap();
    }
    let listed = backup::list(&path).unwrap();
    assert_eq!(listed.len(), 4);
    assert!(listed.is_sorted_by(|a, b| a.at >= b.at));
    assert_eq!(backup::newest(&path).unwrap(), Some(instant() + TimeDelta::minutes(3)));
    // Whoever makes a copy holds the folder.
    let making = fs::File::open(folder.path().join("backups")).unwrap();
    making.lock_shared().unwrap();
    let gone = backup::sweep(&path, instant() + TimeDelta::hours(2)).unwrap();
    assert_eq!(gone.len(), 4, "three copies of the same hour and the old part: {gone:?}");
    assert!(!part.exists() && young.exists() && stranger.exists());
    drop(making);
    let gone = backup::sweep(&path, instant() + TimeDelta::hours(2)).unwrap();
    assert_eq!(gone, [young], "nobody makes a copy now, so its maker is dead");
    assert!(stranger.exists());
    assert_eq!(backup::list(&path).unwrap(), listed.get(..1).unwrap());
}

#[test]
fn copies_are_refused_a_folder_where_others_could_swap_them() {
    let (folder, path) = caseload(1);
    let backups = folder.path().join("backups");
    fs::create_dir(&backups).unwrap();
    fs::set_permissions(&backups, fs::Permissions::from_mode(0o777)).unwrap();
    let opened = open::open(&path, Mode::ReadWrite, ANY_VERSION).unwrap();
    let refused = backup::make(&opened.connection, &path, &at(0), "daily");
    assert!(matches!(refused, Err(StoreError::OpenFolder { .. })), "{refused:?}");
    assert!(state(&backups).is_empty());
}
