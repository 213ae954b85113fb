//! The daily copy that the screens start: it goes on without them, it is made once, and what a dead one left goes.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::{Home, SIZE};
use crate::terminal::session::{Ended, PATIENCE};

const AUTOMATIC: &[(&str, &str)] = &[("KITH_BACKUP_AUTOMATIC", "true")];

fn folder(home: &Home) -> PathBuf {
    home.folder.path().join("backups")
}

/// What lies in the folder of copies: how many copies, how many parts.
fn there(home: &Home) -> (usize, usize) {
    let Ok(entries) = fs::read_dir(folder(home)) else { return (0, 0) };
    let names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let ending = |end: &str| names.iter().filter(|name| name.ends_with(end)).count();
    (ending(".db"), ending(".part"))
}

/// Opens the screens and leaves them at once.
fn look_in(home: &Home) {
    let mut session = home.start_in(&[], AUTOMATIC, SIZE);
    session.wait_for("[1 Today]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
}

/// A part as a process leaves it that died just now.
fn dead_part(home: &Home) {
    if !folder(home).is_dir() {
        fs::create_dir(folder(home)).unwrap();
        fs::set_permissions(folder(home), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    }
    let stamp = chrono::Utc::now().format("%Y%m%dT%H%M%S%.3fZ");
    fs::write(folder(home).join(format!(".kith-{stamp}-00000000000000ff.part")), "x").unwrap();
}

#[test]
fn a_copy_outlives_the_screens_that_began_it_and_takes_away_what_a_dead_one_left() {
    let home = Home::with_a_caseload();
    dead_part(&home);
    look_in(&home);
    let start = Instant::now();
    while there(&home) != (1, 0) && start.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(there(&home), (1, 0));
    look_in(&home);
    assert_eq!(there(&home), (1, 0), "one a day");
}

#[test]
fn while_a_copy_is_being_made_no_other_is_begun() {
    let home = Home::with_a_caseload();
    dead_part(&home);
    // Whoever makes a copy holds the folder.
    let making = fs::File::open(folder(&home)).unwrap();
    making.lock_shared().unwrap();
    look_in(&home);
    let told = home.run(&["backup", "--if-due"]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("one is being made"), "{told:?}");
    assert_eq!(there(&home), (0, 1));
    drop(making);
    assert!(home.run(&["backup", "--if-due"]).status.success());
    assert_eq!(there(&home), (1, 0));
}
