//! Copies of the caseload file: asked for, made of themselves, brought back.

use std::fs;
use std::time::{Duration, Instant};

use super::Home;

fn copies(home: &Home) -> Vec<std::path::PathBuf> {
    let folder = home.caseload().with_file_name("backups");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "db"))
        .collect()
}

#[test]
fn a_copy_is_made_and_brought_back_with_the_present_file_kept_aside() {
    let home = Home::peopled();
    let copy = home.kith("backup --json").fine().json()["file"].as_str().unwrap().to_owned();
    let copy =
        copies(&home).into_iter().find(|path| copy.ends_with(path.file_name().unwrap().to_str().unwrap()));
    let copy = copy.unwrap();
    home.kith("edit person 2 --set family=Shah").fine();
    let restore = format!("restore '{}'", copy.display());
    let ran = home.kith(&restore);
    assert_eq!(ran.status, 6, "{}", ran.told());
    assert_eq!(home.kith("show 2 --json").json()["item"]["family"], "Shah");
    let ran = home.kith(&format!("{restore} --yes")).fine();
    assert!(ran.err.contains("The file that was there is kept: "), "{}", ran.told());
    assert_eq!(home.kith("show 2 --json").json()["item"]["family"], "Patel");
    home.kith("check").fine();
    let listed = home.kith("restore --json").fine().json();
    assert!(listed["items"].as_array().unwrap().iter().any(|item| item["why"] == "asked"));
}

#[test]
fn what_is_no_copy_replaces_nothing() {
    let home = Home::peopled();
    fs::write(home.path("diary.txt"), "Dear diary").unwrap();
    for name in ["diary.txt", "none.db"] {
        let ran = home.kith(&format!("restore '{}' --yes", home.path(name).display()));
        assert!([1, 3].contains(&ran.status), "{}", ran.told());
        assert_eq!(home.kith("list people --json").json()["total"], 2);
    }
}

#[test]
fn the_first_write_of_a_day_starts_a_copy_that_nobody_waits_for() {
    let home = Home::peopled();
    assert_eq!(copies(&home).len(), 0);
    let mut command = home.command("add person --set given=Zoe");
    command.env("KITH_BACKUP_AUTOMATIC", "true");
    assert!(command.output().unwrap().status.success());
    let start = Instant::now();
    while copies(&home).is_empty() && start.elapsed() < Duration::from_mins(1) {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(copies(&home).len(), 1);
    assert!(home.kith("backup --if-due").fine().out.contains("less than a day old"));
}

#[test]
fn a_copy_that_is_not_there_is_said_before_anything_is_asked() {
    let home = Home::peopled();
    let ran = home.kith("restore nowhere.db");
    assert_eq!(
        (ran.status, ran.err.contains("There is no copy at nowhere.db.")),
        (3, true),
        "{}",
        ran.told()
    );
    std::fs::write(home.path("diary.txt"), "Dear diary").unwrap();
    let ran = home.kith(&format!("restore '{}' --yes", home.path("diary.txt").display()));
    assert!(!ran.err.contains(".."), "{}", ran.told());
}
