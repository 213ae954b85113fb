//! The house holds its own structure: layers, first lines, sizes, SQL and keys and time where they belong.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file below a folder with one of the endings, by its path from the root of the project.
fn files(folder: &str, endings: &[&str]) -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    let mut folders: Vec<PathBuf> =
        Some(root.join(folder)).filter(|folder| folder.is_dir()).into_iter().collect();
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
            if path.is_dir() {
                folders.push(path);
            } else if endings.contains(&ending) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

fn sources() -> BTreeMap<String, String> {
    files("src", &["rs"])
}

/// The part of a source file before its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or("")
}

/// The room a source file is in: the folder below `src`, or the file's own name.
fn room(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap();
    below.split(['/', '.']).next().unwrap()
}

fn lines_with<'a>(text: &'a str, words: &'a [&str]) -> impl Iterator<Item = (usize, &'a str)> {
    code(text)
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .filter(move |(_, line)| words.iter().any(|word| line.contains(word)))
        .map(|(at, line)| (at + 1, line))
}

fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn layers_only_look_down() {
    // Which rooms each room may name, besides itself.
    let below: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &[] as &[&str]),
        ("clock", &["domain"]),
        ("fault", &[]),
        ("config", &["domain", "clock", "fault"]),
        ("store", &["domain", "clock", "fault", "config"]),
        ("report", &["domain", "store", "clock", "fault"]),
        ("import", &["domain", "store", "clock", "fault"]),
        ("export", &["domain", "report"]),
        ("sample", &["domain", "store", "clock", "fault"]),
        (
            "cli",
            &["domain", "store", "report", "import", "export", "sample", "clock", "fault", "config", "tui"],
        ),
        ("tui", &["domain", "store", "report", "import", "export", "sample", "clock", "fault", "config"]),
        ("lib", &[]),
        ("main", &["cli"]),
    ]);
    let mut found = Vec::new();
    for (path, text) in sources() {
        let here = room(&path);
        let Some(allowed) = below.get(here) else { panic!("{path} is in no room of the house") };
        for (at, line) in lines_with(&text, &["crate::"]) {
            for part in line.split("crate::").skip(1) {
                let named = part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
                let is_room = below.contains_key(named) && named != here;
                if is_room && !allowed.contains(&named) {
                    found.push(format!("{path}:{at} looks from {here} to {named}"));
                }
            }
        }
    }
    none(&found);
}

#[test]
fn the_command_line_names_the_screens_only_to_start_them() {
    let mut found = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| room(path) == "cli") {
        for (at, line) in lines_with(text, &["crate::tui"]) {
            let starts = [
                "tui::run",
                "tui::settings",
                "tui::charset",
                "tui::theme",
                "tui::widgets::table::Scroll",
                "tui::input",
                "tui::probe",
            ];
            if !starts.iter().any(|word| line.contains(word)) {
                found.push(format!("{path}:{at} {}", line.trim()));
            }
        }
    }
    none(&found);
}

#[test]
fn every_file_says_in_its_first_line_what_it_is_for() {
    let named: Vec<String> = sources()
        .into_iter()
        .chain(files("tests", &["rs"]))
        .chain(files("benches", &["rs"]))
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    none(&named);
}

#[test]
fn no_file_is_longer_than_four_hundred_lines_or_named_for_nothing() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > 400 {
            found.push(format!("{path} has {lines} lines"));
        }
        let stem = Path::new(&path).file_stem().unwrap().to_string_lossy().into_owned();
        if ["util", "utils", "helper", "helpers", "common", "types", "misc", "manager"]
            .contains(&stem.as_str())
        {
            found.push(format!("{path} is named for nothing"));
        }
    }
    none(&found);
}

#[test]
fn only_the_store_names_sqlite_or_holds_sql() {
    let words = ["rusqlite", "SELECT ", "INSERT INTO", "DELETE FROM", "UPDATE ", "PRAGMA "];
    let mut found = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| room(path) != "store") {
        for (at, line) in lines_with(text, &words) {
            found.push(format!("{path}:{at} {}", line.trim()));
        }
    }
    none(&found);
}

#[test]
fn domain_and_export_ask_nothing_of_the_outside_world() {
    let words = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::time",
        "File::",
        "Clock",
        "println!",
        "eprintln!",
    ];
    let mut found = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| ["domain", "export"].contains(&room(path))) {
        for (at, line) in lines_with(text, &words) {
            found.push(format!("{path}:{at} {}", line.trim()));
        }
    }
    none(&found);
}

#[test]
fn the_time_of_day_comes_from_the_clock_alone() {
    let words = ["Utc::now", "Local::now", "SystemTime::now"];
    let mut found = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| *path != "src/clock.rs") {
        for (at, line) in lines_with(text, &words) {
            found.push(format!("{path}:{at} {}", line.trim()));
        }
    }
    none(&found);
}

#[test]
fn statements_are_deterministic() {
    let words = [
        "datetime('now'",
        "date('now'",
        "julianday(",
        "strftime(",
        "random()",
        "randomblob(",
        "CURRENT_TIMESTAMP",
        "INSERT OR REPLACE",
    ];
    let mut found = Vec::new();
    for (path, text) in files("src/store", &["rs", "sql"]) {
        for (at, line) in lines_with(&text, &words) {
            found.push(format!("{path}:{at} {}", line.trim()));
        }
    }
    none(&found);
}

#[test]
fn no_screen_reads_the_keys_of_a_terminal_library() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        let may = ["src/tui/key.rs", "src/tui/widgets/text_area.rs", "src/tui/widgets/line_edit.rs"]
            .contains(&path.as_str());
        for (at, line) in lines_with(&text, &["KeyCode", "KeyEvent"]).filter(|_| !may) {
            found.push(format!("{path}:{at} {}", line.trim()));
        }
    }
    none(&found);
}

#[test]
fn screens_write_text_only_with_the_brush() {
    let words =
        ["set_stringn", "set_string(", "set_symbol", "Paragraph::new", "SetTitle", "set_span", "set_line"];
    let mut found = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| room(path) == "tui") {
        if ["src/tui/paint.rs", "src/tui/backend.rs"].contains(&path.as_str()) {
            continue;
        }
        for (at, line) in lines_with(text, &words) {
            found.push(format!("{path}:{at} {}", line.trim()));
        }
    }
    none(&found);
}

#[test]
fn nothing_is_left_for_later_and_no_lint_is_waved_through() {
    let words = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "#[allow(", "#![allow("];
    let mut found = Vec::new();
    for (path, text) in sources() {
        for (at, line) in text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{path}:{} {}", at + 1, line.trim()));
            }
        }
    }
    none(&found);
}

#[test]
fn released_migrations_never_change() {
    use sha2::{Digest as _, Sha256};
    // One line a released migration: its file and the SHA-256 of its text. A line is added at a release, none is changed.
    let released =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tidy/migrations.sha256"))
            .unwrap();
    let there = files("src/store/migrations", &["sql"]);
    for line in released.lines() {
        let (hash, name) = line.split_once("  ").unwrap();
        let text = there.get(name).unwrap_or_else(|| panic!("{name} is gone"));
        let digest = Sha256::digest(text.as_bytes());
        let now = format!("{digest:x}");
        assert_eq!(now, hash, "{name} was released and has changed");
    }
    assert_eq!(
        there.len(),
        released.lines().count(),
        "a migration has no line in tests/tidy/migrations.sha256"
    );
}

#[test]
fn words_that_people_do_not_use_stay_off_the_screen() {
    // R-C6 and R-C5 of the screens page: what is written inside quotes in the two front doors.
    let banned = ["Invalid", "invalid input", " null", "disposition", "synchroni", "entity "];
    let mut found = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| ["tui", "cli", "domain"].contains(&room(path))) {
        for (at, line) in lines_with(text, &banned) {
            let quoted =
                line.split('"').skip(1).step_by(2).any(|q| banned.iter().any(|word| q.contains(word)));
            if quoted {
                found.push(format!("{path}:{at} {}", line.trim()));
            }
        }
    }
    none(&found);
}

#[test]
fn every_letter_and_sign_that_the_screens_write_is_in_every_windows_font() {
    let mut found = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| ["tui", "report"].contains(&room(path))) {
        for (at, line) in
            code(text).lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            let words = line.split('"').skip(1).step_by(2).flat_map(str::chars);
            found.extend(
                words.filter(|c| !kith::tui::charset::in_wgl4(*c)).map(|c| format!("{path}:{} {c}", at + 1)),
            );
        }
    }
    none(&found);
}
