//! The real program over the hostile caseload in a real terminal: from its first byte to its last.

use std::os::unix::fs::PermissionsExt as _;

use rustix::process::Signal;
use tempfile::TempDir;

use super::caseload;
use super::line::{Output, off_the_list};
use crate::terminal::session::Session;

/// The program with these words in a terminal of that size.
fn start(folder: &TempDir, words: &[&str], size: (u16, u16)) -> Session {
    let file = folder.path().join("hostile.db");
    if !file.exists() {
        caseload::make(&file);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let (home, file) = (folder.path().to_str().unwrap(), file.to_str().unwrap());
    let environment =
        [("HOME", home), ("KITH_DB", file), ("KITH_AS", "jo"), ("KITH_BACKUP_AUTOMATIC", "false")];
    let words: Vec<&str> = ["--on", "2026-03-03"].iter().chain(words).copied().collect();
    Session::kith(&words, &environment, size)
}

#[test]
fn a_whole_session_sends_nothing_hostile() {
    for size in [(80, 24), (120, 40)] {
        let folder = tempfile::tempdir().unwrap();
        let mut session = start(&folder, &[], size);
        session.wait_for("[1 Today]");
        for keys in [
            "Down Enter",
            "Tab Down Enter",
            "Esc",
            "Esc",
            "2 Down Enter Tab Tab",
            "Esc",
            "c Tab Tab",
            "Esc",
            "3 Down Enter Tab",
            "Esc",
            "4 Tab Down",
            "5 Down Enter",
            "Esc",
            "Ctrl+F e v Down",
            "Esc",
            ":",
            "Esc",
            "Space",
            "Esc",
            "?",
            "Esc",
            "1 q",
        ] {
            session.press(keys);
            session.settle();
        }
        session.signal(Signal::TERM);
        session.end();
        assert_eq!(off_the_list(&session.bytes_since(0), Output::Session), None);
    }
}

#[test]
fn what_a_command_prints_on_a_terminal_is_not_hostile_whatever_its_form() {
    let folder = tempfile::tempdir().unwrap();
    let forms = [
        "list people",
        "list people --csv",
        "list people --json",
        "show person 1",
        "find evil --csv",
        "today",
        "today --csv",
        "due --csv",
        "history --csv",
        "export people",
        "export assets",
        "export referrals",
        "export people --format json",
        "export people --format ndjson",
        "export people --mark",
    ];
    for words in forms {
        let words: Vec<&str> = words.split(' ').collect();
        let mut session = start(&folder, &words, (80, 24));
        session.end();
        session.settle();
        let bytes = session.bytes_since(0);
        // The terminal itself puts a return before each new line.
        let text =
            String::from_utf8(bytes).unwrap_or_else(|why| panic!("{words:?}: {why}")).replace("\r\n", "\n");
        assert_eq!(off_the_list(text.as_bytes(), Output::Lines), None, "kith {words:?}");
        assert!(text.len() > 100, "kith {words:?} says {text}");
    }
}
