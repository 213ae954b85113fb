//! What else is done in plain mode: details, consents, where they are, the plan, a new person, an activity, bringing back.

use insta::assert_snapshot;

use super::{from, short_sentences, talk};
use crate::cli::Home;

#[test]
fn a_detail_is_changed_by_its_name_and_more_can_be_named_before_saving() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        change a detail
        mobile
        07700 900042
        say that we are
        the library

        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "Which detail"), @"
    Which detail would you like to change? Type its name.
    > mobile
    Mobile? Enter for none.
    > 07700 900042
    Check: Changed to: mobile 07700 900042.
    Save? Yes or no. Enter for yes.
    > say that we are
    Say that we are? Enter for none.
    > the library
    Check: Changed to: mobile 07700 900042, say that we are the library.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > back
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > stop
    Goodbye.
    ");
    let person = home.kith("show person 1 --json --reason x").json();
    assert_eq!(person["item"]["mobile"], "07700 900042");
    assert_eq!(person["item"]["say_we_are"], "the library");
}

#[test]
fn a_referral_is_accepted_paused_started_again_and_closed() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        change where they are
        accepted

        pause the work
        In hospital

        start the work again
        yes
        close the work
        goals met


        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "The referral is"), @"
    The referral is received. What is it now? 1 offered, 2 accepted, 3 declined, 4 unable to contact, 5 not for us, 6 passed on, 7 withdrawn.
    > accepted
    Accepted.
    Check: Ada OKONKWO is now accepted.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > pause the work
    Why does the work rest? Enter for none.
    > In hospital
    Check: the work with Ada OKONKWO is paused.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > start the work again
    Start the work again? Yes or no. Enter for yes.
    > yes
    Saved. Type undo to take it back.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > close the work
    Why is the work closed? 1 goals met, 2 connected and settled, 3 the person ended it, 4 lost contact, 5 moved, 6 referred on, 7 died, 8 not for us, 9 other.
    > goals met
    Goals met. In words? Enter for none.
    > 
    Check: the work with Ada OKONKWO is closed.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > back
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > stop
    Goodbye.
    ");
    assert_eq!(home.kith("show referral 1 --json").json()["item"]["state_reason"], "goals_met");
}

#[test]
fn a_strength_a_yes_and_a_place_on_the_way_are_added_and_the_way_is_heard() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        add to the record
        a strength
        Cooks for thirty
        1


        add to the record
        say yes or no
        share with the gp
        yes
        today
        none
        none

        the plan and the goals
        back
        stop
        ",
    );
    short_sentences(&heard);
    assert!(heard.contains("Cooks for thirty"), "{heard}");
    assert_eq!(home.kith("list strengths --json").json()["total"], 1);
    assert_eq!(home.kith("consent 1 --json").json()["items"][0]["answer"], "yes");
}

#[test]
fn somebody_without_a_referral_and_an_activity_are_added_and_an_unfinished_one_is_offered() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        new person
        Rosa
        stop
        stop
        ",
    );
    assert!(heard.contains("is not finished. It is kept"), "{heard}");
    let heard = talk(
        &home,
        "
        carry on
        Lima






        none

        new activity
        Men\u{27}s Shed
        1
        .

        stop
        ",
    );
    assert!(heard.contains("You have an unfinished new person"), "{heard}");
    assert_eq!(home.kith("list people --json").json()["total"], 3, "{heard}");
    assert_eq!(home.kith("list assets --json").json()["total"], 2, "{heard}");
}

#[test]
fn somebody_is_found_by_a_number_and_brought_back() {
    let home = Home::peopled();
    home.kith("put-away person 1 --reason moved").fine();
    for typed in ["0114 496 0001", "999 000 0018"] {
        let heard = talk(&home, &format!("\n find someone\n {typed}\n 1\n bring back\n no\n back\n stop\n"));
        assert!(heard.contains("Bring it back?"), "{typed}: {heard}");
    }
    talk(&home, "\n find someone\n okonkwo\n 1\n bring back\n yes\n back\n stop\n");
    assert_eq!(home.kith("list people --json").json()["total"], 2);
}
