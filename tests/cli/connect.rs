//! People joined to assets, and assets checked.

use insta::assert_snapshot;

use super::Home;

#[test]
fn a_connection_is_a_suggestion_until_the_person_says_yes() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("connect 1 1").told(), @"
    status 0
    Made connection 1: Ada OKONKWO, Tuesday Lunch Club, Suggested.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("stage 1 made").told(), @"
    status 1
    -- messages
    The connection was not saved.
      The person said yes: A connection needs the person's yes. Until then it is suggested.
    ");
    assert_snapshot!(home.kith("stage 1 made --said-yes").told(), @"
    status 0
    Moved connection 1: Ada OKONKWO, Tuesday Lunch Club, Made.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("stage 1 attending").told(), @"
    status 0
    Moved connection 1: Ada OKONKWO, Tuesday Lunch Club, Attending.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.given("The bus does not come any more.", "stage 1 stopped -").told(), @"
    status 0
    Moved connection 1: Ada OKONKWO, Tuesday Lunch Club, Stopped.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("show connection 1").told(), @"
    status 0
    Connection 1: Ada OKONKWO, Tuesday Lunch Club, Stopped
    Person: Ada OKONKWO (person 1)
    Asset: Tuesday Lunch Club (asset 1)
    How: Introduction
    How far it is: Stopped
    The person said yes: Yes
    When: Tue 3 Mar 2026
    Why it ended: The bus does not come any more.
    The furthest it came: Attending
    Worker: jo (worker 1)
    ");
    assert_snapshot!(home.kith("stage 1 gone").told(), @"
    status 2
    -- messages
    Choose one of: Suggested, Agreed, Made, Replied, Accepted, Waiting, Started, Attending, Belongs, Contributes, Did not start, Stopped, Declined, It closed.
    ");
    assert_snapshot!(home.kith("stage 9 made").told(), @"
    status 3
    -- messages
    There is no connection 9.
    ");
}

#[test]
fn a_yes_makes_it_at_once() {
    let home = Home::peopled();
    let ran = home.given("Joan meets her at the door.", "connect 1 asset:1 --said-yes --kind accompanied -");
    assert_snapshot!(ran.told(), @"
    status 0
    Made connection 1: Ada OKONKWO, Tuesday Lunch Club, Made.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(
        home.kith("list connections --state made --json").json()["items"][0]["note"],
        "Joan meets her at the door."
    );
    assert_snapshot!(home.kith("connect 1 9").told(), @"
    status 3
    -- messages
    There is no asset 9.
    ");
    assert_snapshot!(home.kith("connect asset:1 1").told(), @"
    status 2
    -- messages
    This needs the number of a person.
    ");
}

#[test]
fn a_check_of_an_asset_takes_it_off_the_stale_list() {
    let home = Home::peopled();
    home.kith("edit asset 1 --set checked_on=2025-06-01").fine();
    assert_snapshot!(home.kith("list stale").told(), @"
    status 0
    Checked         Name                How     People  No.
    Sun 1 Jun 2025  Tuesday Lunch Club  Phoned  0       1
    ");
    assert_snapshot!(home.kith("checked 1 --how phoned").told(), @"
    status 0
    Checked asset 1: Tuesday Lunch Club.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("list stale").told(), @"
    status 0
    Every asset was checked of late.
    ");
    home.kith("edit asset 1 --set 'funding_until=1 apr' --set funder=Council").fine();
    assert_snapshot!(home.kith("list funding").told(), @"
    status 0
    Funded until    Name                By       People  No.
    Wed 1 Apr 2026  Tuesday Lunch Club  Council  0       1
    ");
}

#[test]
fn who_is_connected_already_is_connected_once_more_only_after_a_yes() {
    let home = Home::peopled();
    home.kith("connect 1 1 --said-yes").fine();
    assert_snapshot!(home.kith("connect 1 1").told(), @"
    status 6
    -- messages
    Person 1 is connected to asset 1 already: made, since Tue 3 Mar 2026. Nothing was connected.
    To say how that goes: kith stage 1 STATE. For a second connection: --yes
    ");
    assert_eq!(home.kith("list connections --json").json()["items"].as_array().unwrap().len(), 1);
    home.kith("connect 1 1 --yes").fine();
    assert_eq!(home.kith("list connections --json").json()["items"].as_array().unwrap().len(), 2);
    for id in [1, 2] {
        home.kith(&format!("stage {id} stopped --said-yes")).fine();
    }
    home.kith("connect 1 1").fine();
    home.kith("connect 2 1").fine();
}
