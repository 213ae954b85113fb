//! The community's side in plain mode: a gap, a card, a closure, what was said, two people joined.

use insta::assert_snapshot;

use super::{from, short_sentences, talk};
use crate::cli::Home;

#[test]
fn a_gap_is_noted_and_moved_along_and_a_card_is_put_up() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        new gap
        a walking group with dogs
        loneliness
        S6


        gaps
        1
        being grown
        Gwen

        back
        new card
        Seed swap
        Bring seeds.


        library


        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "What is missing"), @"
    What is missing? In plain words.
    > a walking group with dogs
    What would it help with? Type a word, or more to hear all 35. Enter for none.
    > loneliness
    Loneliness. Where? Enter for none.
    > S6
    Anything more? Type as many lines as you like. Finish with a line that has only a full stop.
    > 
    > 
    > gaps
    > 1
    > being grown
    > Gwen
    > 
    > back
    > new card
    > Seed swap
    > Bring seeds.
    > 
    > 
    > library
    > 
    > 
    > stop
    > 
    Your gap is not finished. It is kept, and offered at the next start.
    ");
}

#[test]
fn an_asset_closes_and_somebody_says_how_it_was() {
    let home = Home::peopled();
    home.kith("connect 1 1 --said-yes --yes").fine();
    let heard = talk(
        &home,
        "
        activities
        lunch
        1
        what was said of it
        good
        They saved me a chair.



        it has closed
        1
        the roof

        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "How was it"), @"
    How was it? 1 good, 2 good and bad, 3 not good.
    > good
    Good. What did they say, in their words? Type as many lines as you like. Finish with a line that has only a full stop.
    > They saved me a chair.
    > 
    > 
    > 
    > it has closed
    > 1
    > the roof
    > 
    > back
    > stop
    > 
    Your word on Tuesday Lunch Club is not finished. It is kept, and offered at the next start.
    ");
}

#[test]
fn somebody_is_gone_along_with_and_joined_to_a_neighbour() {
    let home = Home::peopled();
    home.kith("connect 1 1 --said-yes --yes").fine();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        go along
        went together
        today
        Colin


        join to another person
        patel
        1
        yes
        introduction


        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "How did it go"), @"
    How did it go? 1 planned, 2 went together, 3 met them there, 4 went alone, 5 did not go. Enter for went together.
    > went together
    Went together. When was it? Enter for today.
    > today
    Tuesday 3 March 2026. Who went along? Enter for none.
    > Colin
    What is to be noted? Type as many lines as you like. Finish with a line that has only a full stop.
    > 
    > 
    > join to another person
    > patel
    > 1
    > yes
    > introduction
    > 
    > 
    > back
    > stop
    > 
    Your visit is not finished. It is kept, and offered at the next start.
    ");
}

#[test]
fn a_pair_is_heard_with_its_reasons_and_each_is_asked_first() {
    let home = Home::peopled();
    home.given("teach knitting", "offer 1 --kind head -").fine();
    home.given(r#"{"what": "to learn to knit"}"#, "add ask --person 2").fine();
    let heard = talk(
        &home,
        "
        give and take
        hear who could help whom
        1
        ask each of them

        yes

        .
        yes
        back
        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "could give"), @r#"
    1 of 1: Ada OKONKWO could give Meera PATEL: teach knitting. Meera PATEL: to learn to knit. For: both say "knit". Ask both before you introduce them.
    Type a number to choose or back. Enter for back.
    > 1
    What about these two?
    1 ask each of them   2 they are no fit   3 open who gives   4 open who receives   5 back
    > ask each of them
    Ada OKONKWO would like to give: teach knitting.
    Meera PATEL would like: to learn to knit.
    Ask each of them first.
    How far is it? 1 asking each of them, 2 introduced, 3 paired, 4 became friends, 5 not a fit. Enter for asking each of them.
    > 
    Did Ada OKONKWO say yes to this? Yes or no. Enter for not known.
    > yes
    Did Meera PATEL say yes to this? Yes or no. Enter for not known.
    > 
    Anything to note? Type as many lines as you like. Finish with a line that has only a full stop.
    > .
    Check: Ada OKONKWO and Meera PATEL, asking each of them.
    Save? Yes or no. Enter for yes.
    > yes
    Saved. Type undo to take it back.
    1 of 1: Ada OKONKWO could give Meera PATEL: teach knitting. Meera PATEL: to learn to knit. Asking each of them.
    Type a number to choose or back. Enter for back.
    > back
    Give and take.
    1 hear the offers   2 hear the wishes   3 hear who could help whom   4 somebody was asked   5 new offer   6 new wish   7 give or receive   8 back
    > back
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > stop
    Goodbye.
    "#);
    let pairs = home.kith("list pairs --json").json();
    assert_eq!(pairs["items"][0]["giver_yes"], true);
    assert_eq!(pairs["items"][0]["state"], "asking");
}

#[test]
fn a_search_that_finds_nothing_offers_the_gap_filled_in() {
    let home = Home::peopled();
    let heard = talk(&home, "\nactivities\nwoodcarving near:S6\n1\n\n.\n\nstop\n");
    short_sentences(&heard);
    let told = from(&heard, "Nothing was found");
    assert!(told.contains("1 note it as a gap   2 back"), "{told}");
    assert!(told.contains("Check: a gap: Woodcarving, from S6."), "{told}");
    let gaps = home.kith("list gaps --json").json();
    assert_eq!(gaps["items"][0]["raised_from"], "empty_search", "{told}");
    assert_eq!(gaps["items"][0]["area"], "S6", "{told}");
    // A filter that cannot be read is said, and is no gap.
    let wrong = talk(&home, "\nactivities\nwoodcarving kind:wrong\nstop\n");
    assert!(!wrong.contains("note it as a gap"), "{wrong}");
}

#[test]
fn an_activity_is_heard_with_its_room_and_money_and_is_checked() {
    let home = Home::peopled();
    home.kith("edit asset 1 --set capacity=space --set capacity_on='1 feb' --set funding_until='1 may' --set capability='No hoist'").fine();
    let heard = talk(&home, "\nactivities\nlunch\n1\nit was checked today\nvisited\nback\nstop\n");
    short_sentences(&heard);
    for said in [
        "Room: has space, as of Sun 1 Feb 2026.",
        "Copes with: No hoist.",
        "Its funding is until Fri 1 May 2026.",
        "How did you check it?",
        "Checked today: visited.",
    ] {
        assert!(heard.contains(said), "{said}: {heard}");
    }
    assert_eq!(home.kith("show asset 1 --json").json()["item"]["checked_how"], "visited");
    let why = talk(&home, "\nactivities\nlunch day:sun\n2\nstop\n");
    assert!(why.contains("Without day=sun"), "{why}");
}
