//! Who works with whom, two records of one person, contacts with somebody else or with nobody we know yet, in plain mode.

use insta::assert_snapshot;

use super::{from, short_sentences, talk};
use crate::cli::Home;

/// Jo's home with Sam as a colleague.
fn two_of_us() -> Home {
    let home = Home::peopled();
    home.kith("add worker --set login=sam --set 'name=Sam Okoro' --set role=link_worker").fine();
    home
}

#[test]
fn a_referral_is_given_to_a_colleague_and_a_caseload_handed_over() {
    let home = two_of_us();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        who works with them
        sam

        back
        hand over a caseload
        sam
        jo
        fri
        yes

        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "Who works with them"), @"
    Who works with them? 1 Sam Okoro, 2 jo.
    > sam
    Sam Okoro.
    Check: Sam Okoro works with Ada OKONKWO.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > back
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > hand over a caseload
    Whose caseload is handed over? 1 Sam Okoro, 2 jo. Enter for jo.
    > sam
    Sam Okoro. Who takes it over? 1 Sam Okoro, 2 jo.
    > jo
    Jo. Until when? Enter for none.
    > fri
    Friday 6 March 2026, in 3 days. Is that right? Yes or no. Enter for yes.
    > yes
    Check: from Sam Okoro to jo: 1 referral, 0 stretches of work and 0 reminders. Until Friday 6 March 2026.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > stop
    Goodbye.
    ");
}

#[test]
fn two_records_are_made_one_and_a_contact_moves_to_whom_it_was_with() {
    let home = Home::peopled();
    home.kith("log 1 --when today --outcome spoke").fine();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        a contact was with somebody else
        meera
        1

        the same person as another
        meera
        1

        Same street, she said so.

        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "Who was it with"), @"
    Who was it with? Type a name.
    > meera
    1 of 1: Meera PATEL. Date of birth not known. Known, no referral.
    Type a number to choose or back. Enter for back.
    > 1
    Meera PATEL.
    Check: the contact of Tuesday 3 March 2026 was with Meera PATEL. A reminder that it answered stands open again.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > the same person as another
    Safe contact: no voicemail.
    Who are they the same as? Type a name.
    > meera
    1 of 1: Meera PATEL. Date of birth not known. Known, no referral.
    Type a number to choose or back. Enter for back.
    > 1
    Meera PATEL. Which record stays? 1 this one, 2 the other one. Enter for this one.
    > 
    How do you know?
    > Same street, she said so.
    Check: Ada OKONKWO, case 1, and Meera PATEL, case 2, are one person. Case 1 stays. They can be taken apart again.
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
    let contacts = home.kith("list contacts --json").json();
    assert_eq!(contacts["items"][0]["person_id"], 1, "what moved came back with the merge");
}

#[test]
fn somebody_met_without_a_name_becomes_a_referral_later() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        informal contact
        A woman at the library
        the library


        Asked about her brother.
        .

        people met
        1
        Mabel
        Frost






        yesterday
        yes

        .


        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "No name or number"), @"
    No name or number is needed. It can become a referral later.
    Who was it, as far as you know? Enter for none.
    > A woman at the library
    Where? Enter for none.
    > the library
    How did you meet? 1 phone call, 2 face to face, 3 home visit, 4 video, 5 text, 6 e-mail, 7 letter, 8 group, 9 went along together. Enter for face to face.
    > 
    When? Enter for today.
    > 
    Tuesday 3 March 2026. What was said? Type as many lines as you like. Finish with a line that has only a full stop.
    > Asked about her brother.
    > .
    Check: informal contact with A woman at the library, Tuesday 3 March 2026.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > people met
    1 of 1: Tuesday 3 March 2026. The library. A woman at the library: Asked about her brother.
    Type a number to make a referral of it or back. Enter for back.
    > 1
    Met on Tuesday 3 March 2026. A woman at the library. Asked about her brother.
    What is the person's given name? Enter for none.
    > Mabel
    What is their family name? Enter for none.
    > Frost
    When were they born? For example 14 7 1945. Enter for none.
    > 
    What is their NHS number? Enter for none.
    > 
    What do they like to be called? Enter for none.
    > 
    What is their phone number? Enter for none.
    > 
    What is their postcode? Enter for none.
    > 
    What must be known before one rings or writes? Enter for none.
    > 
    When did the referral come? Enter for today.
    > yesterday
    Monday 2 March 2026, yesterday. Is that right? Yes or no. Enter for yes.
    > yes
    Where does it come from? Type a word, or more to hear all 22. Enter for met in the community.
    > 
    Why were they referred? Type as many lines as you like. Finish with a line that has only a full stop.
    > .
    How soon? 1 routine, 2 soon, 3 urgent. Enter for routine.
    > 
    Check: referral of Mabel FROST, a new person, from met in the community, received Monday 2 March 2026.
    Save? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Nobody was met without a record.
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > stop
    Goodbye.
    ");
}

#[test]
fn a_give_answers_the_offer_it_came_from() {
    let home = Home::peopled();
    home.kith("add offer --person 1 --set what='cooking for others' --set gift_kind=hand").fine();
    let heard = talk(
        &home,
        "
        give and take
        give or receive
        okonkwo
        1
        meera
        1
        soup for two
        hand

        1

        yes
        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "Who gave"), @"
    Who gave? Type a name.
    > okonkwo
    1 of 1: Ada OKONKWO. Born 14 July 1945. Waiting.
    Type a number to choose or back. Enter for back.
    > 1
    Ada OKONKWO. Who received? Type a name.
    > meera
    1 of 1: Meera PATEL. Date of birth not known. Known, no referral.
    Type a number to choose or back. Enter for back.
    > 1
    Meera PATEL. What was given?
    > soup for two
    What kind of gift was it? 1 hand: what I can do, 2 head: what I know, 3 heart: what I care about, 4 connection: people and places I know. Enter for hand: what I can do.
    > hand
    Hand: what I can do. When? Enter for today.
    > 
    Does it answer an offer of theirs? 1 cooking for others. Enter for none.
    > 1
    Cooking for others. Was the giver thanked? Yes or no. Enter for not known.
    > 
    Check: Ada OKONKWO gave to Meera PATEL: soup for two, Tuesday 3 March 2026.
    Save? Yes or no. Enter for yes.
    > yes
    Saved. Type undo to take it back.
    Give and take.
    1 hear the offers   2 hear the wishes   3 hear who could help whom   4 somebody was asked   5 new offer   6 new wish   7 give or receive   8 back
    > back
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > stop
    Goodbye.
    ");
}
