//! What a script must be able to rely on when something goes wrong: nothing lands in another record, nothing is said to have
//! failed that was done, and a fault names what to do.

use super::Home;

#[test]
fn whose_record_it_is_cannot_be_said_twice() {
    let home = Home::peopled();
    for (input, words) in [
        (r#"{"person_id":2,"method":"phone","note":"n"}"#, "log 1 -"),
        (r#"{"person_id":2,"text":"n"}"#, "note 1 -"),
        ("", "note 1 --set person_id=2 --set text=n"),
    ] {
        let ran = home.given(input, words);
        assert_eq!(ran.status, 2, "{words}: {}", ran.told());
        assert!(ran.err.contains("The command says person_id 1, and the fields say 2."), "{}", ran.err);
    }
    assert_eq!(home.kith("list contacts --json").json()["total"], 0);
    // The same one may stand in both.
    home.given(r#"{"person_id":1,"method":"phone","note":"n"}"#, "log 1 -").fine();
}

#[test]
fn a_batch_finds_what_its_own_items_before_have_changed() {
    let home = Home::peopled();
    let twice = r#"[{"do":"edit","kind":"person","id":2,"set":{"about":"one"}},
        {"do":"edit","kind":"person","id":2,"set":{"about":"two"}}]"#;
    home.given(twice, "batch").fine();
    assert_eq!(home.kith("show person 2 --json").json()["item"]["about"], "two");
    home.kith("check").fine();
}

#[test]
fn a_batch_refuses_an_id_and_a_uid_of_two_records_and_values_a_field_cannot_hold() {
    let home = Home::peopled();
    for (item, why) in [
        (
            r#"{"do":"edit","kind":"asset","id":1,"uid":"zzz","set":{"cost":"free"}}"#,
            "its \"uid\" is not that of",
        ),
        (r#"{"do":"edit","kind":"asset","id":1,"set":{"cost":["a"]}}"#, "cost cannot be what stands there"),
        (r#"{"do":"edit","kind":"asset","id":1,"set":{"cost":true}}"#, "cost cannot be what stands there"),
    ] {
        let ran = home.given(item, "batch");
        assert_eq!(ran.status, 1, "{}", ran.told());
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    // A mark before the text is no part of it.
    home.given("\u{feff}{\"do\":\"edit\",\"kind\":\"asset\",\"id\":1,\"set\":{\"cost\":\"free\"}}", "batch")
        .fine();
}

#[test]
fn a_login_that_is_there_already_is_refused_in_words() {
    let home = Home::peopled();
    home.kith("add worker --set login=sam --set name=Sam --set role=link_worker").fine();
    let ran = home.kith("add worker --set login=sam --set name=Samira --set role=link_worker");
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("Another worker has that already: "), "{}", ran.err);
}

#[test]
fn a_change_whose_answer_cannot_be_written_is_said_to_be_made() {
    let home = Home::peopled();
    for words in ["note 2 --set text=once --json", "note 2 --set text=once", "config --quiet"] {
        let script = format!("{} --on 2026-03-03 --as jo {words} >/dev/full", env!("CARGO_BIN_EXE_kith"));
        let mut command = std::process::Command::new("/bin/sh");
        command.args(["-c", &script]).env_clear().env("HOME", home.path("")).env("LANG", "en_GB.UTF-8");
        let output = command.env("KITH_BACKUP_AUTOMATIC", "false").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{words}");
        let err = String::from_utf8(output.stderr).unwrap();
        let told = err.contains("The change was made. ") && err.contains("Do not run it again.");
        assert_eq!(told, words.starts_with("note"), "{words}: {err}");
        assert!(err.contains("The answer could not be written"), "{words}: {err}");
    }
    assert_eq!(home.kith("list notes --json").json()["total"], 2);
}

#[test]
fn a_practice_nobody_has_a_file_and_a_person_there_is_not_are_missing() {
    let home = Home::peopled();
    for words in [
        "report activity --practice nosuch",
        "import everything nosuch",
        "import people nosuch.csv",
        "episode close 9999 --reason moved",
    ] {
        let ran = home.kith(words);
        assert_eq!(ran.status, 3, "{words}: {}", ran.told());
    }
}

#[test]
fn one_form_of_an_answer_is_asked_for_at_a_time() {
    let home = Home::peopled();
    for words in ["report caseload --format md --json", "report caseload --format csv --json"] {
        assert_eq!(home.kith(words).status, 2, "{words}");
    }
    home.kith("report caseload --format json --json").fine();
}

#[test]
fn what_undo_touched_is_named_with_its_universal_id_and_once() {
    let home = Home::peopled();
    home.kith("edit person 2 --set about=x").fine();
    let undone = home.kith("undo --json").json();
    let items = undone["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{undone}");
    assert!(items[0]["uid"].is_string(), "{undone}");
}

#[test]
fn the_check_of_the_settings_is_one_document_for_scripts() {
    let home = Home::peopled();
    home.write_config("config.toml", "[screen]\nthem = \"mono\"\n");
    home.write_config("population.csv", "kind,group,people\nage,65-74,x\n");
    home.write_config("instruments.toml", "[pam]\nscore = \"How?\"\n");
    let ran = home.kith("config check --json");
    assert_eq!(ran.status, 1);
    let answer = ran.json();
    assert_eq!(answer["ok"], false);
    let warnings: Vec<&str> =
        answer["warnings"].as_array().unwrap().iter().filter_map(|one| one.as_str()).collect();
    for (at, part) in ["them is not known", "licence", "population.csv, line 2: x is no number of people."]
        .into_iter()
        .enumerate()
    {
        assert!(warnings.get(at).is_some_and(|one| one.contains(part)), "{part}: {warnings:?}");
    }
    serde_json::from_str::<serde_json::Value>(&ran.err).unwrap();
    // Any other command says it, whatever form its answer has.
    let other = home.kith("list people --json").fine();
    assert!(other.err.contains("them is not known in [screen]"), "{}", other.err);
}

#[test]
fn a_file_that_is_no_caseload_is_not_called_well() {
    let home = Home::new();
    std::fs::write(home.caseload(), "not a caseload, though it has the name of one\n".repeat(99)).unwrap();
    let ran = home.kith("doctor --json");
    assert_eq!(ran.json()["ok"], false, "{}", ran.told());
    assert_eq!(ran.status, 1);
}

#[test]
fn a_total_is_how_many_there_are_however_few_are_shown() {
    let home = Home::peopled();
    for words in ["history", "history person 1"] {
        let all = home.kith(&format!("{words} --json")).json();
        let one = home.kith(&format!("{words} --limit 1 --json")).json();
        assert_eq!(one["items"].as_array().unwrap().len(), 1);
        assert_eq!(one["total"], all["total"], "{words}");
        assert_eq!(all["total"], all["items"].as_array().unwrap().len(), "{words}");
    }
}

#[test]
fn what_kith_wrote_where_there_was_nothing_is_read_as_nothing() {
    let home = Home::peopled();
    let file = home.path("measures.ndjson");
    home.kith(&format!("export measures --format ndjson --out '{}'", file.display())).fine();
    let read = home.kith(&format!("import measures '{}' --json", file.display())).fine().json();
    assert_eq!((read["read"].as_u64(), read["operation"].is_null()), (Some(0), true), "{read}");
}

#[test]
fn a_hyphen_never_becomes_the_name_of_a_file() {
    let home = Home::peopled();
    let list = home.path("list.csv");
    std::fs::write(&list, "NHS number,Surname\n1,X\n").unwrap();
    for words in ["demo --out -", "man -", &format!("import people '{}' --rejects -", list.display())] {
        let ran = home.kith(words);
        assert_eq!(ran.status, 2, "{words}: {}", ran.told());
    }
    assert!(!std::path::Path::new("-").exists());
}
