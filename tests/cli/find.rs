//! Finding people, assets and words in notes.

use insta::assert_snapshot;

use super::Home;

#[test]
fn words_come_from_standard_input_so_that_no_name_enters_the_history_of_the_shell() {
    let home = Home::peopled();
    assert_snapshot!(home.given("okonkwo ada\n", "find").told(), @"
    status 0
    person 1  OKONKWO, Ada (Mrs)  name; Waiting
    ");
    assert_snapshot!(home.given("patel", "find -").told(), @"
    status 0
    person 2  PATEL, Meera  name; Known, no referral
    ");
    assert_snapshot!(home.kith("find lunch").told(), @"
    status 0
    asset 1  Tuesday Lunch Club  Tue 12:00-14:00, 3 pounds
             . Checked 11 days ago (Fri 20 Feb 2026), phoned, by jo
    ");
    assert_snapshot!(home.kith("find 'okonko'").told(), @"
    status 0
    person 1  OKONKWO, Ada (Mrs)  a name spelt nearly so; Waiting
    ");
    assert_snapshot!(home.kith("find").told(), @"
    status 2
    -- messages
    There are no words to look for.
    ");
}

#[test]
fn numbers_and_notes_are_found_too() {
    let home = Home::peopled();
    home.given("Likes the radio.", "note 1").fine();
    let ids = |words: &str| -> Vec<(String, i64)> {
        let answer = home.kith(words).fine().json();
        let items = answer["items"].as_array().unwrap().clone();
        items.iter().map(|i| (i["kind"].as_str().unwrap().to_owned(), i["id"].as_i64().unwrap())).collect()
    };
    assert_eq!(ids("find '999 000 0018' --json"), [("person".to_owned(), 1)]);
    assert_eq!(ids("find '0114 496 0001' --json"), [("person".to_owned(), 1)]);
    assert_eq!(ids("find radio --json"), [("note".to_owned(), 1)]);
    assert_eq!(ids("find lunch --assets --json"), [("asset".to_owned(), 1)]);
}

#[test]
fn nothing_met_has_a_status_of_its_own() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("find zzzz").told(), @"
    status 3
    -- messages
    Nobody and nothing was found.
    Try fewer letters, or another word.
    ");
    let ran = home.kith("find zzzz --json");
    assert_eq!(ran.status, 3);
    assert_eq!(ran.json()["items"].as_array().unwrap().len(), 0);
    assert_eq!(home.kith("find lunch --people").status, 3);
}

#[test]
fn assets_for_a_person_say_why() {
    let home = Home::peopled();
    home.kith("edit person 1 --set interests=cooking").fine();
    assert_snapshot!(home.kith("find --for 1").told(), @r#"
    status 0
    asset 1  Tuesday Lunch Club  Tue 12:00-14:00, 3 pounds
             + matches "cooking" (interests)
             . Checked 11 days ago (Fri 20 Feb 2026), phoned, by jo
    "#);
    let answer = home.kith("find --for 1 --json").fine().json();
    assert_eq!(answer["items"][0]["reasons"][0]["for"], true);
}
