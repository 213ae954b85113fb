//! `kith batch`: many changes as one operation, or none.

use super::Home;

#[test]
fn many_changes_are_one_operation_and_one_undo() {
    let home = Home::peopled();
    let changes = r#"[
        {"do": "add", "kind": "asset", "set": {"name": "Town Choir", "schedule": "Tue 10:00-12:00"}},
        {"do": "edit", "kind": "person", "id": 1, "set": {"phone": "0114 496 0009", "interests": ["gardening", "walking"]}},
        {"do": "add", "kind": "follow-up", "set": {"person_id": 1, "what": "Ring", "due_on": "2026-03-10"}},
        {"do": "put_away", "kind": "person", "id": 2, "reason": "added twice"}
    ]"#;
    let tried = home.given(changes, "batch --dry-run --json").fine().json();
    assert_eq!(tried["operation"], serde_json::Value::Null);
    let done = home.given(changes, "batch --json").fine().json();
    assert!(
        done["operation"].as_i64().unwrap() > 0 && done["items"].as_array().unwrap().len() >= 4,
        "{done}"
    );
    let person = home.kith("show person 1 --json").fine().json();
    assert_eq!(person["item"]["interests"], serde_json::json!(["gardening", "walking"]));
    assert!(home.kith("history --limit 1").fine().out.contains("made several changes"));
    // Said again it is so already, but for what is added.
    let again = r#"{"do": "edit", "kind": "person", "id": 1, "set": {"phone": "0114 496 0009"}}
        {"do": "put_away", "kind": "person", "id": 2, "reason": "added twice"}"#;
    assert!(home.given(again, "batch").fine().out.contains("so already"));
    home.kith("undo --yes").fine();
    assert!(!home.kith("list assets --json").fine().out.contains("Town Choir"));
    assert_eq!(
        home.kith("show person 2 --json").fine().json()["item"]["put_away_on"],
        serde_json::Value::Null
    );
}

#[test]
fn a_reminder_is_done_and_a_record_is_named_by_its_universal_id() {
    let home = Home::peopled();
    home.kith("add follow-up --set person_id=1 --set due_on=2026-03-10 --set what=Ring").fine();
    let due = home.kith("due --until 2026-12-31 --json").fine().json();
    let id = due["items"][0]["id"].as_i64().unwrap();
    let uid = home.kith("show person 1 --json").fine().json()["item"]["uid"].as_str().unwrap().to_owned();
    let lines = format!(
        "{{\"do\": \"done\", \"kind\": \"follow_up\", \"id\": {id}}}\n{{\"do\": \"edit\", \"kind\": \"person\", \"uid\": \"{uid}\", \"set\": {{\"title\": \"Dr\"}}}}\n"
    );
    home.given(&lines, "batch -").fine();
    assert_eq!(home.kith("show person 1 --json").fine().json()["item"]["title"], "Dr");
    assert_eq!(home.kith(&format!("show follow-up {id} --json")).fine().json()["item"]["state"], "done");
}

#[test]
fn if_one_item_is_wrong_nothing_is_changed_and_each_mistake_is_said_with_its_place() {
    let home = Home::peopled();
    let before = home.kith("history --limit 1 --json").fine().out;
    let changes = r#"{"items": [
        {"do": "edit", "kind": "person", "id": 1, "set": {"phone": "0114 496 0009"}},
        {"do": "edit", "kind": "person", "id": 99, "set": {"phone": "0114 496 0009"}},
        {"do": "edit", "kind": "person", "id": 1, "set": {"date_of_birth": "2090-01-01"}},
        {"do": "edit", "kind": "person", "id": 1, "set": {"shoe_size": 9}},
        {"do": "add", "kind": "contact", "set": {"person_id": 77}},
        {"do": "burn", "kind": "person", "id": 1},
        {"do": "edit", "kind": "dragon", "id": 1},
        {"do": "put_away", "kind": "person", "id": 1},
        {"do": "done", "kind": "person", "id": 1},
        {"do": "edit", "kind": "person", "set": {"phone": ""}},
        {"do": "edit", "kind": "person", "id": 1, "fields": {}}
    ]}"#;
    let ran = home.given(changes, "batch");
    assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{}", ran.told());
    insta::assert_snapshot!(ran.err, @r#"
    10 items cannot be done. Nothing was changed.
      Item 2: There is no person 99.
      Item 3: The person was not saved. Date of birth: Date of birth must be in the past.
      Item 4: A person has no field shoe_size.
      Item 5: There is no person 77.
      Item 6: its "do" must be add, edit, put_away, bring_back or done.
      Item 7: its "kind" is none that kith knows.
      Item 8: it does not say why ("reason").
      Item 9: only a reminder (follow_up) is done.
      Item 10: it names no person ("id" or "uid").
      Item 11: it has a key that kith does not know: fields.
    "#);
    for broken in ["{", "[1]", "\"a\"", "[{}]"] {
        assert_eq!(home.given(broken, "batch").status, 1, "{broken}");
    }
    assert!(home.given("[]", "batch").fine().out.contains("Nothing was changed"));
    assert_eq!(home.given("", "batch").status, 2, "whatever was to write the changes may have failed");
    assert_eq!(home.kith("history --limit 1 --json").fine().out, before);
}

#[test]
fn changes_of_records_that_do_not_exist_end_with_3_and_other_mistakes_with_1() {
    let home = Home::peopled();
    let edit = |name: &str| format!(r#"{{"do": "edit", "kind": "person", {name}, "set": {{"phone": ""}}}}"#);
    let gone = edit(r#""uid": "0190a000-0000-7000-8000-000000000000""#);
    assert_eq!(home.given(&edit("\"id\": 99"), "batch").status, 3);
    assert_eq!(home.given(&gone, "batch").status, 3);
    assert_eq!(home.given(&format!("{gone}\n{}", edit("\"id\": 99")), "batch").status, 3);
    let wrong = r#"{"do": "burn", "kind": "person", "id": 1}"#;
    assert_eq!(home.given(&format!("{gone}\n{wrong}"), "batch").status, 1);
}
