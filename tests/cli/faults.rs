//! Files that are no caseload, files of others, and outputs that cannot be written: a sentence, a status, nothing harmed.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::{Command, Stdio};

use insta::assert_snapshot;

use super::{Home, bytes};

/// Runs a read and a write on a path and expects the status of both and the file untouched.
fn refused(home: &Home, name: &str, status: i32) -> String {
    let path = home.path(name);
    let before = bytes(&path);
    let read = home.kith(&format!("--db '{}' today", path.display()));
    let write = home.kith(&format!("--db '{}' add person --set given=Zoe", path.display()));
    assert_eq!(read.status, status, "{}", read.told());
    assert_eq!(write.status, status, "{}", write.told());
    assert_eq!(bytes(&path), before, "{name} was changed");
    read.told()
}

fn private(path: &std::path::Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn what_is_no_caseload_file_is_refused_in_one_sentence_and_left_alone() {
    let home = Home::peopled();
    assert_snapshot!(refused(&home, "none.db", 3), @"
    status 3
    -- messages
    There is no caseload file at ~/none.db.
    To make a new one: kith init --db ~/none.db
    ");
    fs::create_dir(home.path("folder.db")).unwrap();
    assert_snapshot!(refused(&home, "folder.db", 1), @"
    status 1
    -- messages
    ~/folder.db is a folder, not a caseload file.
    Name the caseload file itself: kith --db FILE
    ");
    fs::write(home.path("text.db"), "Dear diary, today I met a very nice link worker.\n".repeat(40)).unwrap();
    private(&home.path("text.db"));
    assert_snapshot!(refused(&home, "text.db", 1), @"
    status 1
    -- messages
    ~/text.db is not a kith caseload file. It was not changed.
    Check the name after --db, or in KITH_DB. If it is the right one: kith restore COPY --db ~/text.db
    ");
    fs::write(home.path("empty.db"), "").unwrap();
    private(&home.path("empty.db"));
    assert_snapshot!(refused(&home, "empty.db", 1), @"
    status 1
    -- messages
    ~/empty.db is empty, so it is not a caseload file. It was not changed.
    If it is not needed: rm ~/empty.db && kith init --db ~/empty.db
    ");
    symlink(home.caseload(), home.path("link.db")).unwrap();
    assert_snapshot!(refused(&home, "link.db", 1), @"
    status 1
    -- messages
    ~/link.db is a link. kith opens only the real file, so that nobody can swap it.
    Find the real file and name that: readlink -f ~/link.db
    ");
}

#[test]
fn a_file_that_others_can_read_is_refused_with_the_command_that_mends_it() {
    let home = Home::peopled();
    fs::set_permissions(home.caseload(), fs::Permissions::from_mode(0o644)).unwrap();
    assert_snapshot!(home.kith("today").told(), @"
    status 1
    -- messages
    Other people on this computer can reach ~/.local/share/kith/kith.db (mode 0644).
    To keep it to yourself: chmod go-rwx ~/.local/share/kith/kith.db
    ");
}

#[test]
fn a_file_of_a_newer_kith_has_a_status_of_its_own() {
    let home = Home::peopled();
    let newer = home.path("newer.db");
    fs::copy(home.caseload(), &newer).unwrap();
    private(&newer);
    // The version is the big-endian number at byte 60 of the header.
    let mut file = bytes(&newer).unwrap();
    file[60..64].copy_from_slice(&900_i32.to_be_bytes());
    fs::write(&newer, file).unwrap();
    let told = refused(&home, "newer.db", 7);
    assert!(told.contains("was made by a newer kith: the file is version 900"), "{told}");
}

#[test]
fn faults_are_json_for_scripts() {
    let home = Home::peopled();
    let ran = home.kith("--json show person 9");
    assert_eq!(ran.status, 3);
    assert_eq!(ran.out, "");
    assert_snapshot!(ran.err, @r#"{"version":1,"error":{"kind":"missing","message":"There is no person 9.","hint":""}}"#);
    assert_snapshot!(home.kith("--json shwo person 9").told(), @r#"
    status 2
    -- messages
    {"version":1,"error":{"kind":"usage","message":"There is no command shwo.","hint":"Did you mean show?"}}
    "#);
    assert_snapshot!(home.kith("--json --csv today").told(), @r#"
    status 2
    -- messages
    {"version":1,"error":{"kind":"usage","message":"--json and --csv cannot be used together.","hint":"It is used like this: kith --on <DATE> --as <NAME> --json"}}
    "#);
}

#[test]
fn a_wrong_use_is_said_plainly() {
    let home = Home::new();
    for words in [
        "tday",
        "today --mien",
        "list peeple",
        "list",
        "today extra",
        "list people --limit x",
        "--color pink today",
    ] {
        let ran = home.kith(words);
        assert_eq!(ran.status, 2, "{words}: {}", ran.told());
        assert_eq!(ran.out, "");
    }
    assert_snapshot!(home.kith("tday").told(), @"
    status 2
    -- messages
    There is no command tday.
    Did you mean today?
    ");
    assert_snapshot!(home.kith("today --mien").told(), @"
    status 2
    -- messages
    --mien is not understood here.
    Did you mean --mine?
    ");
    assert_snapshot!(home.kith("list peeple").told(), @"
    status 2
    -- messages
    peeple is not known for WHICH.
    Did you mean people?
    ");
    assert_snapshot!(home.kith("measure 1 ons4 '5 6 4 8'").told(), @"
    status 2
    -- messages
    5 6 4 8 is not understood here.
    It is used like this: kith --help
    ");
    assert_snapshot!(home.kith("list").told(), @"
    status 2
    -- messages
    WHICH is missing.
    It is used like this: kith list <WHICH>
    ");
    assert_snapshot!(home.kith("--on 'in the spring' today").told(), @"
    status 2
    -- messages
    That cannot be read as a date. Try today 9.10am, fri 2pm, 3 mar or 2 weeks.
    The day after --on is like 2026-03-03 or 3 mar.
    ");
}

#[test]
fn a_reader_who_stops_early_is_no_fault() {
    let home = Home::new();
    let many: String = (0..400).map(|n| format!("add person --set given=P{n}\n")).collect();
    for words in many.lines().take(60) {
        home.kith(words).fine();
    }
    for words in [
        "list people",
        "list people --json",
        "list people --csv",
        "history --limit 500",
        "--help",
        "completions bash",
    ] {
        let script = format!(
            "{{ {} {words}; echo \"status $?\" >&2; }} | head -1 >/dev/null",
            env!("CARGO_BIN_EXE_kith")
        );
        let output = Command::new("sh")
            .args(["-c", &script])
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", home.path(""))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "status 0\n", "{words}");
    }
}

#[test]
fn an_output_without_room_is_a_plain_fault() {
    let home = Home::peopled();
    for words in ["list people", "today --json", "show 1", "--help", "completions bash", "history"] {
        let script = format!("{} {words} >/dev/full", env!("CARGO_BIN_EXE_kith"));
        let output = Command::new("sh")
            .args(["-c", &script])
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", home.path(""))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{words}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked"), "{words}: {said}");
    }
    // Nowhere to complain either.
    let script = format!("{} today >/dev/full 2>/dev/full", env!("CARGO_BIN_EXE_kith"));
    let status = Command::new("sh")
        .args(["-c", &script])
        .env_clear()
        .env("HOME", home.path(""))
        .stdin(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn text_that_could_steer_a_terminal_never_leaves_as_it_is() {
    let home = Home::new();
    let hostile = "A\u{202e}da\u{200b}\u{e0041}\u{2066}";
    let add = serde_json::json!({"given": hostile, "family": "Okonkwo", "safe_contact": hostile}).to_string();
    home.given(&add, "add person").fine();
    for words in ["list people", "list people --json", "show 1", "show 1 --json", "list queue"] {
        let told = home.kith(words).fine().out;
        assert!(!told.chars().any(|c| hostile.contains(c) && !c.is_ascii()), "{words}: {told:?}");
    }
    assert_eq!(home.kith("show 1 --json").json()["item"]["given"], hostile);
}

#[test]
fn a_file_that_somebody_holds_is_busy_and_not_a_riddle() {
    let home = Home::peopled();
    let holder = rusqlite::Connection::open(home.caseload()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let ran = home.kith("add person --set given=Zoe");
    assert_snapshot!(ran.told(), @"
    status 5
    -- messages
    Someone else is saving.
    Try again.
    ");
    assert_eq!(home.kith("list people --json").fine().json()["total"], 2, "reading goes on");
}
