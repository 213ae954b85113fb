//! The first start of all: what the user needs is asked in plain lines before anything is drawn, and never again.

use super::Home;
use crate::terminal::session::{Ended, Session};

/// kith with no command at a terminal, in a home where nothing was ever set or named.
fn first(home: &Home, more: &[(&str, &str)]) -> Session {
    let folder = home.folder.path().to_str().unwrap();
    let mut env = vec![("HOME", folder), ("KITH_AS", "jo"), ("KITH_BACKUP_AUTOMATIC", "false")];
    env.extend(more);
    Session::kith(&["--on", super::ON], &env, (100, 40))
}

fn answer(session: &mut Session, question: &str, line: &str) {
    session.wait_for(question);
    session.send(&format!("{line}\r"));
}

fn setting(home: &Home) -> String {
    std::fs::read_to_string(home.folder.path().join(".config/kith/config.toml")).unwrap_or_default()
}

fn usual(home: &Home) -> std::path::PathBuf {
    home.folder.path().join(".local/share/kith/kith.db")
}

const NEED: &str =
    "Do you use a screen reader or magnifier? 1 No, 2 Screen reader, 3 Magnifier. Enter for No.";
const START: &str = "What would you like to start with?";

#[test]
fn what_is_needed_is_asked_once_before_anything_is_drawn() {
    let home = Home::bare();
    let mut session = first(&home, &[]);
    session.wait_for(NEED);
    assert!(!session.bytes_since(0).contains(&0x1b));
    answer(&mut session, NEED, "");
    answer(&mut session, START, "3");
    session.wait_for("[1 Today]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    assert_eq!(setting(&home), "[screen]\nreader = \"none\"\n");
    assert!(usual(&home).exists());
    let mut session = first(&home, &[]);
    session.wait_for("[1 Today]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
}

#[test]
fn a_screen_reader_gets_plain_mode_and_a_magnifier_the_screens() {
    let home = Home::bare();
    let mut session = first(&home, &[]);
    answer(&mut session, NEED, "screen");
    answer(&mut session, START, "empty");
    answer(&mut session, "9 stop", "stop");
    assert_eq!(session.end(), Ended::Status(0));
    assert_eq!(setting(&home), "[screen]\nreader = \"screen-reader\"\n");
    let home = Home::bare();
    let mut session = first(&home, &[]);
    answer(&mut session, NEED, "3");
    answer(&mut session, START, "");
    session.wait_for("made up");
    session.wait_for("[1 Today]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    assert_eq!(setting(&home), "[screen]\nreader = \"magnifier\"\n");
    assert!(!usual(&home).exists(), "the made-up town is not kept");
}

#[test]
fn a_list_is_tried_first_and_imported_after_a_yes() {
    let home = Home::bare();
    let list = home.folder.path().join("list.csv");
    std::fs::write(&list, "Given name,Family name,Date of birth\nAda,Okonkwo,14/07/1945\n").unwrap();
    let mut session = first(&home, &[]);
    answer(&mut session, NEED, "1");
    answer(&mut session, START, "list");
    answer(&mut session, "What is on the list?", "people");
    answer(&mut session, "Which file?", "nothing.csv");
    session.wait_until("the file is asked for again", |screen| {
        screen.contents().matches("Which file?").count() == 2
    });
    assert!(!usual(&home).exists());
    session.send("~/list.csv\r");
    session.wait_for("Import it?");
    assert!(!usual(&home).exists(), "nothing is made before the yes");
    session.send("\r");
    session.wait_for("[1 Today]");
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
    let listed = home.run(&["list", "people", "--json", "--db", usual(&home).to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("Okonkwo"));
}

#[test]
fn nothing_is_asked_where_it_is_set_or_named_or_shared() {
    let home = Home::with_a_caseload();
    let db = home.caseload().display().to_string();
    for more in [("KITH_DB", db.as_str()), ("KITH_SCREEN_READER", "none"), ("KITH_LOCKED", "1")] {
        std::fs::create_dir_all(usual(&home).parent().unwrap()).unwrap();
        if more.0 != "KITH_DB" {
            let made = home.run(&["init", "--db", usual(&home).to_str().unwrap()]);
            assert!(made.status.success() || usual(&home).exists());
        }
        let mut session = first(&home, &[more]);
        session.wait_for("[1 Today]");
        session.press("q");
        assert_eq!(session.end(), Ended::Status(0), "{more:?}");
        assert_eq!(setting(&home), "");
    }
}

#[test]
fn leaving_at_the_first_question_makes_nothing() {
    let home = Home::bare();
    let mut session = first(&home, &[]);
    answer(&mut session, NEED, "stop");
    assert_eq!(session.end(), Ended::Status(0));
    let mut session = first(&home, &[]);
    session.wait_for(NEED);
    session.send("\u{3}");
    assert_eq!(session.end(), Ended::Status(130));
    assert_eq!(setting(&home), "");
    assert!(!usual(&home).exists());
}
