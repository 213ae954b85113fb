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
    status 2
    -- messages
    Place on the way: Choose one of: Newcomer, Recipient, Participant, Contributor, Leader, Connector.
    ");
}

#[test]
fn pairs_are_suggested_laid_together_and_introduced_only_after_both_yeses() {
    let home = Home::peopled();
    home.given("Teach crochet and knitting", "offer 1 --kind head --introduce -").fine();
    home.given(r#"{"what": "to learn to knit", "introduce": true}"#, "add ask --person 2").fine();
    assert_snapshot!(home.kith("pairs").told(), @r#"
    status 0
    1 1  OKONKWO, Ada: Teach crochet and knitting
         PATEL, Meera: to learn to knit
         + both say "knit"
         + both said yes to be introduced
    "#);
    let json = home.kith("pairs --person 2 --json").json();
    assert_eq!(json["items"][0]["offer_id"], 1);
    assert_eq!(json["items"][0]["reasons"][0]["for"], true);
    assert_snapshot!(home.kith("pair 1 1 --state introduced").told(), @"
    status 1
    -- messages
    The pair was not saved.
      Whoever offers said yes: Nobody is introduced before whoever offers has said yes.
      Whoever wishes said yes: Nobody is introduced before whoever wishes has said yes.
    ");
    assert_snapshot!(home.kith("pair 1 1 --giver-yes").told(), @"
    status 0
    Laid together pair 1: Ada OKONKWO and Meera PATEL, Asking each of them, Tue 3 Mar 2026.
    Added reminder 2: Ask about an introduction: to learn to knit, Wed 4 Mar 2026 (tomorrow), Meera PATEL.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("pairs").told(), @"
    status 3
    -- messages
    No offer fits a wish.
    Record more of both: kith offer PERSON, kith add ask. Those laid together already: kith list pairs
    ");
    assert_snapshot!(home.kith("pair 1 1 --state introduced --receiver-yes").told(), @"
    status 0
    Moved pair 1: Ada OKONKWO and Meera PATEL, Introduced, Tue 3 Mar 2026.
    Added reminder 3: Ask how it went: Teach crochet and knitting, Tue 17 Mar 2026 (in 14 days), Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    let again = home.kith("pair 1 1 --state introduced").fine();
    assert!(again.told().contains("Nothing was changed"), "{}", again.told());
    assert_snapshot!(home.kith("list pairs").told(), @"
    status 0
    No.  Who could help whom                  How far it is  Since
    1    OKONKWO, Ada (Mrs) and PATEL, Meera  Introduced     Tue 3 Mar 2026
    ");
    assert_snapshot!(home.kith("pair 1 1 --state friends").told(), @"
    status 0
    Moved pair 1: Ada OKONKWO and Meera PATEL, Became friends, Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
}

#[test]
fn a_team_adds_its_own_like_words_and_hears_which_line_says_nothing() {
    let home = Home::peopled();
    home.given("cornet lessons", "offer 1 --kind head -").fine();
    home.given(r#"{"what": "somebody for the brass"}"#, "add ask --person 2").fine();
    assert_eq!(home.kith("pairs").status, 3);
    home.write_config("synonyms.txt", "# ours\ncornet, brass\nalone\n");
    assert_snapshot!(home.kith("pairs").told(), @r#"
    status 0
    1 1  OKONKWO, Ada: cornet lessons
         PATEL, Meera: somebody for the brass
         + "brass" is much like "cornet"
         . Ask both before you introduce them
    -- messages
    ~/.config/kith/synonyms.txt, line 3: A set needs two words or more, with commas between them.
    "#);
    assert!(home.kith("config check").told().contains("synonyms.txt, line 3: A set needs two words or more"));
}

#[test]
fn whoever_was_not_asked_yet_is_listed_and_a_team_may_use_its_own_words() {
    let home = Home::peopled();
    home.kith("ask 1 --answer unsure").fine();
    assert_snapshot!(home.kith("list not-asked").told(), @"
    status 0
    Name          Where they are      Due        Next step     Person
    PATEL, Meera  Known, no referral  Sat 7 Mar  Send details  2
    ");
    home.write_config("config.toml", "[terms]\nleader = \"Host\"\n");
    home.kith("rung 2 host --agreed").fine();
    assert!(home.kith("show 2").told().contains("On the way: Host"));
    assert_eq!(home.kith("show 2 --json").json()["item"]["rung"], "leader", "what is kept stays the same");
}
