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
    status 6
    -- messages
    Person 1 has the same NHS number. Nobody was added.
    For the same person: kith edit person 1, or kith add referral --person 1. For another: --yes
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
