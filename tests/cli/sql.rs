//! `kith sql`: the views answer, and nothing else does.

use super::Home;

/// The made-up caseload, in which one record is restricted.

#[test]
fn a_question_over_the_views_is_answered_as_text_csv_and_json() {
    let home = Home::peopled();
    let query = "SELECT given, family, state FROM v_caseload ORDER BY family";
    let text = home.kith(&format!("sql '{query}'")).fine().out;
    let csv = home.kith(&format!("sql '{query}' --csv")).fine().out;
    let json = home.kith(&format!("sql '{query}' --json")).fine().json();
    assert!(text.starts_with("given"), "{text}");
    assert_eq!(csv.lines().next(), Some("given,family,state"));
    assert_eq!((csv.lines().count(), json["items"].as_array().unwrap().len()), (3, 2));
    assert_eq!(csv.lines().nth(1).unwrap().split(',').next(), json["items"][0]["given"].as_str());
    // The words may come from standard input, and two columns of one name are two keys.
    let twice = home.given("SELECT 1 AS a, 2.5 AS a, NULL AS b;", "sql --json").fine().json();
    assert_eq!(twice["items"][0], serde_json::json!({"a": 1, "a_2": 2.5, "b": null}));
    let none = home.kith("sql 'SELECT id FROM v_gaps WHERE id < 0' --csv").fine();
    assert_eq!(none.out, "id\n");
}

#[test]
fn nothing_but_the_views_can_be_read_and_nothing_can_be_changed() {
    let home = Home::demo();
    let before = home.kith("check --json").fine().out;
    for query in [
        "SELECT * FROM person",
        "SELECT count(*) FROM person",
        "SELECT 1 FROM v_people, person",
        "SELECT count(*) FROM person_word",
        "SELECT rowid FROM main.person",
        "SELECT * FROM sqlite_schema",
        "SELECT sql FROM temp.sqlite_master",
        "WITH v_people AS (SELECT * FROM person) SELECT * FROM v_people",
        "WITH v_people AS (SELECT given FROM main.person) SELECT count(*) FROM v_people",
        "SELECT (SELECT count(*) FROM row_change)",
        "SELECT * FROM pragma_database_list",
        "SELECT count(*) FROM pragma_table_list",
        "PRAGMA query_only = OFF",
        "PRAGMA database_list",
        "ATTACH 'other.db' AS other",
        "DELETE FROM v_people",
        "UPDATE v_people SET given = 'x'",
        "CREATE TEMP TABLE t(a)",
        "DROP VIEW v_people",
        "SELECT load_extension('x')",
        "SELECT zeroblob(9)",
        "SELECT randomblob(9)",
        "VACUUM INTO 'other.db'",
        "BEGIN",
        "SELECT 1; SELECT 2",
        "SELECT",
        "nonsense",
    ] {
        let ran = home.given(query, "sql");
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{query}: {}", ran.told());
    }
    assert_eq!(home.given(" \n", "sql").status, 2);
    assert_eq!(home.kith("check --json").fine().out, before);
}

#[test]
fn restricted_records_are_in_no_view_and_are_counted() {
    let home = Home::demo();
    let restricted = home.kith("list people --json").fine().json();
    let items = restricted["items"].as_array().unwrap();
    let hidden: Vec<_> = items.iter().filter(|item| item["restricted"] == true).collect();
    assert!(!hidden.is_empty(), "the sample has a restricted record");
    let views = home.kith("sql --views --json").fine().json();
    let mut names: Vec<&str> =
        views["items"].as_array().unwrap().iter().map(|row| row["view"].as_str().unwrap()).collect();
    names.dedup();
    assert_eq!(names.len(), 28);
    for view in names {
        let ran = home.kith(&format!("sql 'SELECT * FROM {view}' --json")).fine();
        assert!(ran.err.contains("1 restricted record is left out."), "{}", ran.told());
        let rows = ran.json();
        let rows = rows["items"].as_array().unwrap();
        for row in rows {
            for person in &hidden {
                for (key, value) in row.as_object().unwrap() {
                    let names_them =
                        (key.ends_with("person_id") || key == "introduced_by") && *value == person["id"];
                    let is_them = ["v_people", "v_caseload"].contains(&view) && row["uid"] == person["uid"];
                    assert!(!names_them && !is_them, "{view}: {row}");
                }
            }
        }
    }
}

#[test]
fn that_it_was_looked_is_recorded_and_is_no_step_to_undo() {
    let home = Home::peopled();
    let last = home.kith("history --json --limit 1").fine().json()["items"][0]["id"].as_i64().unwrap();
    home.kith("sql --read-only 'SELECT given FROM v_people'").fine();
    // A question that is refused has shown nothing.
    assert_eq!(home.kith("sql 'SELECT * FROM person'").status, 2);
    let history = home.kith("history --limit 2").fine().out;
    assert_eq!(history.matches("looked by SQL").count(), 1, "{history}");
    assert!(!history.contains("given"), "{history}");
    let json = home.kith("history --json --limit 1").fine().json();
    assert_eq!(
        (&json["items"][0]["id"], &json["items"][0]["verb"]),
        (&(last + 1).into(), &"look_by_sql".into())
    );
    let undone = home.kith("undo --yes --json").fine().json();
    assert_ne!(undone["operation"], serde_json::Value::Null);
    assert!(home.kith("history --limit 3").fine().out.contains(&format!("took back {last}")));
}

#[test]
fn long_answers_are_cut_and_endless_ones_are_stopped() {
    let home = Home::peopled();
    let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT";
    let ran = home.kith(&format!("sql '{endless} x FROM n' --limit 450 --csv")).fine();
    assert_eq!(ran.out.lines().count(), 451);
    assert!(ran.err.contains("There are more rows than 450."), "{}", ran.told());
    let ran = home.kith(&format!("sql '{endless} max(x) FROM n' --seconds 1"));
    assert_eq!(ran.status, 2, "{}", ran.told());
    assert!(ran.err.contains("took too long"), "{}", ran.told());
    // A sort keeps its rows beside what SQLite counts; the system counts them.
    let large = "WITH RECURSIVE c(n, s) AS (SELECT 1, replace(printf('%1000s', ''), ' ', 'y') UNION ALL \
                 SELECT n + 1, s FROM c WHERE n < 2000000) SELECT * FROM c ORDER BY s, n DESC";
    let ran = home.given(large, "sql --seconds 40");
    assert_eq!(ran.status, 2, "{}", ran.told());
    assert!(ran.err.contains("takes too much memory"), "{}", ran.told());
}
