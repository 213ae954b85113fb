//! The exit statuses that scripts rely on, verb by verb; and that every read heeds --csv and --json or says why not.

use super::Home;

#[test]
fn what_does_not_exist_ends_with_3_in_every_verb_that_writes() {
    let home = Home::peopled();
    for words in [
        "edit person 999 --set phone=",
        "put-away person 999 --reason moved",
        "bring-back person 999",
        "log 999 --method phone",
        "log 1 --clears 999 --method phone",
        "remind 999 --when fri --set what=call",
        "done 999",
        "later 999 fri",
        "connect 999 1",
        "connect 1 999",
        "stage 999 made",
        "checked 999 --how phoned",
        "close 999 --reason gone",
        "visit 999 --how alone",
        "gap stage 999 noted",
        "gap wait 999 1",
        "gap grow 999",
        "ask 999 --answer no",
        "offer 999 --kind hand --set what=cakes",
        "give --from 999 --to 1 --set what=cakes",
        "give --from 1 --to asset:999 --set what=cakes",
        "pair 999 1",
        "goal 999 --set what=sleep",
        "rung 999 leader",
        "rung 1 leader --asset 999",
        "measure 999 ons4 --answers 5,5,5,5",
        "letter gp 999",
        "episode pause 999 --reason away",
        "episode reopen 999",
        "allot 999 jo",
        "allot 1 nosuch",
        "consent 999 --set purpose=contact_phone --set answer=yes",
        "merge people 999 1 --reason same",
        "merge people 1 999 --reason same",
        "unmerge 999",
        "undo 999",
        "restore none.db",
        "import people none.csv",
        "add contact --person 999 --set method=phone",
        "add referral --person 999",
    ] {
        let ran = home.kith(words);
        assert_eq!((ran.status, ran.out.as_str()), (3, ""), "{words}: {}", ran.told());
        assert_eq!(home.kith(&format!("{words} --json")).status, 3, "{words}");
    }
}

#[test]
fn wrong_words_end_with_2_in_every_verb_that_writes() {
    let home = Home::peopled();
    home.kith("connect 1 1").fine();
    home.kith("episode reopen 1").fine();
    for words in [
        "edit dragon 1 --set phone=",
        "edit person Ada --set phone=",
        "edit person 1 --set shoe_size=9",
        "put-away dragon 1 --reason moved",
        "log 1 --method nosuch",
        "log 1 --method phone --outcome nosuch",
        "log 1 --method phone --when nosuch",
        "remind 1 --when nosuch --set what=call",
        "later 1 nosuch",
        "connect 1 1 --kind nosuch --yes",
        "stage 1 nosuch",
        "checked 1 --how nosuch",
        "close 1 --how nosuch",
        "visit 1 --how nosuch",
        "gap add --need nosuch --set what=choir",
        "ask 1 --answer nosuch",
        "offer 1 --kind nosuch --set what=cakes",
        "rung 1 nosuch",
        "measure 1 nosuch",
        "measure 1 ons4 --stage nosuch --answers 5,5,5,5",
        "episode close 1 --reason nosuch",
        "letter nosuch 1",
        "import dragons list.csv",
        "import people list.csv --format nosuch",
        "config set nosuch 1",
        "undo nosuch",
    ] {
        let ran = home.kith(words);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{words}: {}", ran.told());
    }
}

#[test]
fn what_needs_a_yes_ends_with_6_where_there_is_no_terminal() {
    let home = Home::peopled();
    let copy = home.kith("backup --json").fine().json()["file"].as_str().unwrap().to_owned();
    let copy = copy.replacen('~', home.path("").to_str().unwrap().trim_end_matches('/'), 1);
    home.kith("connect 1 1").fine();
    for words in ["connect 1 1", "episode close 2 --reason moved", &format!("restore '{copy}'")] {
        home.kith("episode reopen 2").fine();
        let ran = home.kith(words);
        assert_eq!((ran.status, ran.out.as_str()), (6, ""), "{words}: {}", ran.told());
    }
}

#[test]
fn every_read_answers_in_rows_and_in_json_or_says_why_it_does_not() {
    let home = Home::demo();
    let kinds = kith::cli::command();
    let list = kinds.get_subcommands().find(|verb| verb.get_name() == "list").unwrap();
    let lists = list.get_positionals().flat_map(clap::Arg::get_possible_values);
    let mut tables: Vec<String> = lists.map(|value| format!("list {} --limit 2", value.get_name())).collect();
    assert!(tables.len() > 30);
    tables.extend(
        [
            "find lunch",
            "match 1",
            "pairs",
            "today",
            "due",
            "history --limit 3",
            "history person 1 --limit 3",
            "gap",
            "notice",
            "consent 1",
            "check",
            "doctor",
            "restore",
            "config",
            "config check",
            "config path",
            "config get theme",
            "report caseload",
            "report waiting --rows 'Waiting now'",
            "sql 'SELECT person_id FROM v_caseload' --limit 2",
            "sql --views",
            "export people",
            "list people --limit 2",
        ]
        .map(str::to_owned),
    );
    home.kith("show person 1").fine();
    tables.push("history person 1 --views".to_owned());
    for words in tables {
        let rows = home.kith(&format!("{words} --csv"));
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(rows.out.as_bytes());
        let head = reader.headers().unwrap().clone();
        assert!(!head.is_empty() && head.iter().all(|key| !key.contains(' ')), "{words}: {}", rows.told());
        assert!(reader.records().all(|row| row.is_ok()), "{words}: {}", rows.out);
        let json = home.kith(&format!("{words} --json"));
        assert_eq!(json.status, rows.status, "{words}");
        assert_eq!(json.json()["version"], 1, "{words}");
    }
    for words in ["show person 1", "show asset 1", "goal 1", "letter gp 1 --preview", "notice print"] {
        let rows = home.kith(&format!("{words} --csv"));
        assert_eq!((rows.status, rows.out.as_str()), (2, ""), "{words}: {}", rows.told());
        assert_eq!(home.kith(&format!("{words} --json")).fine().json()["version"], 1, "{words}");
    }
    for words in ["due --ics --csv", "due --ics --json"] {
        assert_eq!(home.kith(words).status, 2, "{words}");
    }
}
