//! Every command that prints what the hostile caseload holds, in words and as JSON.

use std::path::PathBuf;
use std::sync::OnceLock;

use kith::domain::entity::Entity;
use tempfile::TempDir;

use super::caseload::{self, EACH};
use super::line::{Output, off_the_list};
use super::{HOSTILE, text};
use crate::cli::Home;

/// A home whose caseload, in the file that is named with each run, is hostile.
struct Hostile {
    home: Home,
    _made: TempDir,
    file: PathBuf,
    marked: usize,
}

impl Hostile {
    fn new() -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let made = tempfile::tempdir().unwrap();
        let file = made.path().join("hostile.db");
        let bytes = MADE.get_or_init(|| {
            let whole = made.path().join("made.db");
            caseload::make(&whole);
            std::fs::read(whole).unwrap()
        });
        std::fs::write(&file, bytes).unwrap();
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        Self { home: Home::bare(), _made: made, file, marked: 0 }
    }

    /// Runs a command with these words after it, and this on standard input; looks at both ways out.
    fn runs(&mut self, words: &str, more: &[&str], input: &str) {
        let mut command = self.home.command("");
        command.arg("--db").arg(&self.file).args(words.split_whitespace()).args(more);
        let ran = command.write_stdin(input).output().unwrap();
        for bytes in [&ran.stdout, &ran.stderr] {
            if let Some(found) = off_the_list(bytes, Output::Lines) {
                panic!("kith {words} {more:?}: {found}");
            }
        }
        assert!(
            ran.status.code().is_some_and(|status| status < 8),
            "kith {words} {more:?}: {:?}",
            ran.status
        );
        let said = [ran.stdout, ran.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(!said.contains("mistake in the program"), "kith {words} {more:?}: {said}");
        self.marked += usize::from(said.contains("<U+") || said.contains("\\u"));
    }

    /// The same in words and as JSON.
    fn tells(&mut self, words: &str) {
        self.runs(words, &[], "");
        self.runs(&format!("{words} --json"), &[], "");
    }
}

#[test]
fn no_list_and_no_record_prints_anything_hostile() {
    let mut hostile = Hostile::new();
    let lists = [
        "queue",
        "waiting",
        "people",
        "referrals",
        "contacts",
        "notes",
        "follow-ups",
        "assets",
        "connections",
        "offers",
        "asks",
        "exchanges",
        "stale",
        "funding",
        "workers",
    ];
    for list in lists {
        let before = hostile.marked;
        hostile.tells(&format!("list {list}"));
        assert_eq!(hostile.marked, before + 2, "list {list} shows no marker");
        hostile.runs(&format!("list {list} --limit 3 --put-away"), &[], "");
        hostile.runs(&format!("list {list} --state any"), &[], "");
    }
    for entity in Entity::ALL {
        for id in [1, 2, EACH] {
            hostile.tells(&format!("show {} {id}", entity.table()));
            hostile.runs(&format!("history {} {id}", entity.table()), &[], "");
        }
    }
    for id in 3..EACH {
        hostile.runs(&format!("show person {id}"), &[], "");
        hostile.runs(&format!("show asset {id}"), &[], "");
    }
    hostile.tells("history person 1 --views");
}

#[test]
fn no_day_no_search_and_no_report_prints_anything_hostile() {
    let mut hostile = Hostile::new();
    for words in ["today", "due", "history", "report caseload --definitions", "check", "doctor"] {
        hostile.tells(words);
    }
    for words in ["evil", "zero", "title", "long", "9990001235", "a"] {
        hostile.tells(&format!("find {words}"));
    }
    for id in ["1", "2", "9"] {
        hostile.tells(&format!("find --for {id} --all"));
    }
    for (number, _) in HOSTILE.iter().enumerate() {
        hostile.runs("find -", &[], &text(number));
    }
    assert!(hostile.marked > 20, "{} answers show markers", hostile.marked);
}

#[test]
fn nothing_that_a_command_says_after_a_change_is_hostile() {
    let mut hostile = Hostile::new();
    let changes = [
        "add note --set person_id=1 --set text=x",
        "edit person 1 --set gender=x",
        "edit asset 1 --set cost=x",
        "log 1",
        "note 1 x",
        "remind 1 --when fri --what x",
        "done 1",
        "later 2 fri",
        "connect 1 2 --yes",
        "stage 1 accepted",
        "checked 1",
        "ask 1 --what x",
        "offer 1 --what x",
        "give --from 1 --to 2 --what x",
        "rung 1 leader",
        "put-away person 3 --reason x",
        "bring-back person 3",
        "undo --yes",
        "redo --yes",
        "undo",
        "backup",
    ];
    for words in changes {
        hostile.tells(words);
    }
}

#[test]
fn what_is_said_about_a_hostile_argument_or_file_is_not_hostile() {
    let mut hostile = Hostile::new();
    let folder = tempfile::tempdir().unwrap();
    for (number, raw) in HOSTILE.iter().enumerate() {
        // No argument can hold a NUL.
        let raw = raw.replace('\0', "");
        let commands = [
            "",
            "find",
            "list",
            "show",
            "show person",
            "add",
            "report",
            "log",
            "--on",
            "--as",
            "--db",
            "import",
        ];
        for words in commands.iter().skip(number % 3).step_by(3) {
            hostile.runs(words, &[&raw], "");
            hostile.runs(&format!("--json {words}"), &[&raw], "");
        }
        hostile.runs("edit person 1 --set", &[&format!("family={raw}")], "");
        hostile.runs("edit person 1 --set", &[&format!("{raw}=x")], "");
        let json = serde_json::json!({ "family": text(number), raw.clone(): text(number) });
        hostile.runs("add person", &["-"], &json.to_string());
        let rows = format!(
            "Surname,First name,Date of birth,{raw}\n\"{}\",Ada,{raw},x\nLi,Bo,1 2 1950,\"{raw}\"\n",
            text(number)
        );
        let name = format!("list{}.csv", raw.replace('/', ""));
        let file = folder.path().join(name);
        std::fs::write(&file, rows).unwrap();
        let more = ["--dry-run", "--dry-run --json", "--yes", ""][number % 4];
        hostile.runs(&format!("import people {more}"), &[file.to_str().unwrap()], "");
    }
}
