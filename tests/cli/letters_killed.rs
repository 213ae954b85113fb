//! A letter whose command is killed while it is written: the file is whole or absent, and what is recorded is there as a file.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Home, ON};

/// So often the command is killed, each time a little later; as often again as soon as the file is there.
const ROUNDS: u32 = 24;

/// Starts a letter into a file and kills it when that is wanted. Answers how long it ran.
fn killed(home: &Home, out: &Path, mut when: impl FnMut(Duration) -> bool) -> Duration {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kith"))
        .env_clear()
        .env("HOME", home.path(""))
        .env("LANG", "en_GB.UTF-8")
        .env("KITH_BACKUP_AUTOMATIC", "false")
        .args(["--on", ON, "--as", "jo", "letter", "plan", "1", "--out"])
        .arg(out)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if when(begun.elapsed()) {
            child.kill().unwrap();
            child.wait().unwrap();
            break;
        }
        std::thread::yield_now();
    }
    begun.elapsed()
}

fn recorded(home: &Home) -> usize {
    home.kith("list letters --json").fine().json()["items"].as_array().unwrap().len()
}

#[test]
fn a_letter_that_is_killed_is_a_whole_file_or_none_and_one_that_is_recorded_is_there() {
    let home = Home::peopled();
    let long = "What matters takes a good many words. ".repeat(2_000);
    home.given(&format!(r#"{{"person_id":1,"matters":"{long}","agreed":"yes"}}"#), "add plan -").fine();
    let whole = home.kith("letter plan 1 --preview").fine().out;
    let usual = killed(&home, &home.path("first.txt"), |_| false);
    assert_eq!(std::fs::read_to_string(home.path("first.txt")).unwrap().trim_end(), whole.trim_end());
    assert_eq!(recorded(&home), 1);
    // What cannot be written is not recorded either: the file comes first.
    assert_eq!(
        home.kith(&format!("letter plan 1 --out '{}'", home.path("nowhere/x.txt").display())).status,
        1
    );
    assert_eq!(recorded(&home), 1);
    let (mut absent, mut alone, mut both) = (0, 0, 0);
    for round in 0..ROUNDS * 2 {
        let out = home.path(&format!("letter-{round}.txt"));
        let before = recorded(&home);
        if round % 2 == 0 {
            let after = usual * (round / 2) / ROUNDS * 5 / 4;
            killed(&home, &out, |so_far| so_far >= after);
        } else {
            killed(&home, &out, |_| out.exists());
        }
        let is_recorded = recorded(&home) > before;
        match (std::fs::read_to_string(&out), is_recorded) {
            (Err(_), false) => absent += 1,
            (Err(_), true) => panic!("round {round}: recorded, and not there as a file"),
            (Ok(text), recorded) => {
                assert_eq!(text.trim_end(), whole.trim_end(), "round {round}: half of a letter");
                assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o600);
                if recorded { both += 1 } else { alone += 1 }
            }
        }
    }
    assert!(
        absent > 0 && alone + both > 0,
        "{absent} absent, {alone} written alone, {both} written and recorded"
    );
    // What a killed command leaves beside them is nobody else's to read, and the next letter is not in its way.
    for left in std::fs::read_dir(home.path("")).unwrap().map(|entry| entry.unwrap()) {
        if left.path().extension().is_some_and(|ending| ending == "part") {
            assert_eq!(left.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{left:?}");
        }
    }
    killed(&home, &home.path("last.txt"), |_| false);
    assert_eq!(std::fs::read_to_string(home.path("last.txt")).unwrap().trim_end(), whole.trim_end());
    println!("{absent} absent, {alone} written alone, {both} written and recorded");
}
