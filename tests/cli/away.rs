//! Records put away and brought back.

use insta::assert_snapshot;

use super::Home;

#[test]
fn a_record_is_put_away_with_a_reason_and_brought_back() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("put-away person 2").told(), @"
    status 2
    -- messages
    Say why it is put away, such as --reason 'added twice'.
    ");
    assert_snapshot!(home.given("Added twice.", "put-away person 2").told(), @"
    status 0
    Put away person 2: Meera PATEL.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("list people --json").json()["total"], 1);
    assert_eq!(home.kith("list people --put-away --json").json()["total"], 2);
    assert_snapshot!(home.kith("put-away person 2 --reason again").told(), @"
    status 0
    Nothing was changed: it was put away already.
    ");
    assert_snapshot!(home.kith("bring-back person 2").told(), @"
    status 0
    Brought back person 2: Meera PATEL.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("list people --json").json()["total"], 2);
    assert_snapshot!(home.kith("put-away person 99 --reason gone").told(), @"
    status 3
    -- messages
    There is no person 99.
    ");
}

#[test]
fn a_second_record_of_one_person_is_not_made_unawares() {
    let home = Home::peopled();
    let same_number = "add person --set given=A --set 'nhs_number=999 000 0018'";
    assert_snapshot!(home.kith(same_number).told(), @"
    status 1
    -- messages
    Person 1 has the same NHS number. Nobody was added.
    For the same person: kith edit person 1, or kith add referral --person 1.
    ");
    assert_snapshot!(home.kith("edit person 2 --set 'nhs_number=999 000 0018'").told(), @"
    status 1
    -- messages
    NHS number 999 000 0018 belongs to case 1. Nothing was changed. If both are one person, put the two records together.
    ");
    let same_birthday = r#"{"given":"Ada","family":"Okonkow","date_of_birth":"14 7 1945","source":"self"}"#;
    assert_snapshot!(home.given(same_birthday, "add referral").told(), @"
    status 6
    -- messages
    Person 1 has the same birthday and a similar name. Nobody was added.
    For the same person: kith edit person 1, or kith add referral --person 1. For another: --yes
    ");
    assert_eq!(home.given(same_birthday, "add referral --yes").status, 0);
    let twin = r#"{"given":"Joan","family":"Taylor","date_of_birth":"14 7 1945"}"#;
    assert_eq!(home.given(twin, "add person").status, 0);
}

#[test]
fn two_records_of_one_person_are_put_together_and_taken_apart() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("merge people 1 2").told(), @"
    status 2
    -- messages
    Say how you know, such as --reason 'same birthday and street'.
    ");
    assert_snapshot!(home.given("Same street, she said so.", "merge people 1 2").told(), @"
    status 0
    Put together as person 1: Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("merge people 1 2 --reason again").told(), @"
    status 1
    -- messages
    Case 2 is part of case 1 already.
    ");
    assert_snapshot!(home.kith("bring-back person 2").told(), @"
    status 1
    -- messages
    Case 2 was put together with case 1. Nothing was changed: open case 1.
    ");
    // Her reminder went with her.
    assert_eq!(home.kith("show follow-up 1 --json").json()["item"]["person_id"], 1);
    assert_snapshot!(home.kith("unmerge 2").told(), @"
    status 0
    Taken apart again: person 2: Meera PATEL.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("history --limit 2").told(), @"
    status 0
    No.  When                     Who  What
    6    09:10 on Tue 3 Mar 2026  jo   made one record two again 2
    5    09:10 on Tue 3 Mar 2026  jo   made two records of one person one 1
    -- messages
    The first 2 of 6.
    ");
}

#[test]
fn a_contact_with_the_wrong_person_is_moved() {
    let home = Home::peopled();
    assert_eq!(home.given("Rang.", "log 1 --method phone --outcome spoke -").status, 0);
    assert_eq!(home.kith("edit contact 1 --set person_id=2").fine().status, 0);
    assert_eq!(home.kith("show contact 1 --json").json()["item"]["person_id"], 2);
}
