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
    How was it? 1 good, 2 good and bad, 3 not good. Enter for good.
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
