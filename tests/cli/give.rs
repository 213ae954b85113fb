//! Give and take: being asked, offers, gives and receives, rungs.

use insta::assert_snapshot;

use super::Home;

#[test]
fn being_asked_can_bring_offers_with_it() {
    let home = Home::peopled();
    let asked = r#"{"answer":"offered","offers":[{"what":"Teach crochet","gift_kind":"head","interests":["crafts"]}]}"#;
    assert_snapshot!(home.given(asked, "ask 1").told(), @"
    status 0
    Noted asking 1: Ada OKONKWO, Offered something, Tue 3 Mar 2026.
    Added offer 1: Teach crochet, Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("ask 2 --answer 'not now'").told(), @"
    status 0
    Noted asking 2: Meera PATEL, Not now, Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("list offers").told(), @"
    status 0
    No.  Whose               Would like to give  Since
    1    OKONKWO, Ada (Mrs)  Teach crochet       Tue 3 Mar 2026
    ");
    home.kith("undo").fine();
    home.kith("undo").fine();
    assert_eq!(home.kith("list offers --json").json()["total"], 0);
}

#[test]
fn a_give_answers_the_offer_and_the_rung_follows_from_it() {
    let home = Home::peopled();
    assert_snapshot!(home.given("Lifts to the lunch club", "offer 2 --kind hand --introduce -").told(), @"
    status 0
    Added offer 1: Lifts to the lunch club, Meera PATEL.
    -- messages
    To take it back: kith undo
    ");
    let ran =
        home.given("A lift to the lunch club", "give --from 2 --to 1 --offer 1 --minutes 30 --thanked -");
    assert_snapshot!(ran.told(), @"
    status 0
    Added give or receive 1: A lift to the lunch club, from Meera PATEL, to Ada OKONKWO, Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("list offers --state met --json").json()["total"], 1);
    assert_eq!(home.kith("show 2 --json").json()["item"]["rung"], "contributor");
    assert_snapshot!(home.given("Soup", "give --from 1 --to 1 -").told(), @"
    status 1
    -- messages
    The give or receive was not saved.
      Received by the person: Giver and receiver must be two.
    ");
    assert_snapshot!(home.given("Soup", "give --to 1 -").told(), @"
    status 1
    -- messages
    The give or receive was not saved.
      Given by the person: Say who gave: a person or a group.
    ");
    assert_snapshot!(home.kith("list exchanges").told(), @"
    status 0
    No.  What was given            By            To                  When
    1    A lift to the lunch club  PATEL, Meera  OKONKWO, Ada (Mrs)  Tue 3 Mar 2026
    ");
}

#[test]
fn a_rung_is_said_by_a_worker() {
    let home = Home::peopled();
    let ran = home.given("Opens up and makes the tea.", "rung 1 leader --asset 1 --agreed -");
    assert_snapshot!(ran.told(), @"
    status 0
    Added place on the way 1: Ada OKONKWO, Leader, Tuesday Lunch Club, Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("show 1 --json").json()["item"]["rungs"][0]["rung"], "leader");
    assert_snapshot!(home.kith("rung 1 king").told(), @"
    status 1
    -- messages
    The place on the way was not saved.
      Place on the way: Choose one of: Newcomer, Recipient, Participant, Contributor, Leader, Connector.
    ");
}
