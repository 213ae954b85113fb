//! A day's work: what is late, a contact with the next reminder, a note, an activity, a referral, give and take.

use insta::assert_snapshot;

use super::{from, short_sentences, talk};
use crate::cli::Home;

/// Today, a call that answers a reminder, its next reminder, the timeline, and taking it back.
const CALL: &str = "
    1
    1
    1

    today 9.10am
    1
    Brighter today. Will try the lunch club on the 10th.
    Somebody should meet her at the door.
    .

    tue week
    
    
    
    4
    2
    back
    back
    undo
    yes
    redo
    y
    stop
";

#[test]
fn a_call_is_logged_from_today_with_its_next_reminder() {
    let home = Home::peopled();
    home.kith("remind 1 --when 2026-02-28 --set what='Phone call'").fine();
    let heard = talk(&home, CALL);
    short_sentences(&heard);
    assert_snapshot!(heard);
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/guide/plain.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    assert!(guide.contains(heard.trim_end()), "the morning in docs/guide/plain.md is another one");
    let contacts = home.kith("list contacts --json").json();
    assert_eq!(contacts["items"][0]["outcome"], "spoke");
    assert_eq!(contacts["items"][0]["happened_at"], "09:10");
    let due = home.kith("due --until 2026-03-31 --json").json();
    let due: Vec<&str> =
        due["items"].as_array().unwrap().iter().map(|i| i["due"].as_str().unwrap()).collect();
    assert_eq!(due, ["2026-03-07", "2026-03-10"], "the late one is answered, Meera's is still there");
    assert!(home.kith("history person 1 --views").out.contains("jo"), "opening a person is recorded");
}

#[test]
fn somebody_new_is_referred_and_a_double_is_said() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        6
        new
        Ada
        Okonkwo
        14 7 1945


        2
        Bet



        yesterday

        gp
        Dr Shah

        Lonely.
        .
        soon

        find
        bet
        1
        back
        stop
    ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "For whom?"));
    assert_eq!(home.kith("list people --json").json()["total"], 3);
    // The one who is here already is taken instead.
    let heard = talk(&home, "6\nnew\nAda\nOkonkwo\n14 7 1945\n\n999 000 0018\n\n\n\n\n.\n\n\nstop");
    assert!(
        heard.contains("Check: referral of Ada OKONKWO, from self, received Tuesday 3 March 2026."),
        "{heard}"
    );
    assert_eq!(home.kith("list people --json").json()["total"], 3);
}

#[test]
fn an_activity_is_heard_and_suggested_with_its_reasons() {
    let home = Home::peopled();
    home.kith("edit person 1 --set interests=cooking").fine();
    let heard = talk(
        &home,
        "
        find
        okonko
        1
        activities

        1
        hear more
        suggest
        no

        She would like to be met at the door.
        .
        fri

        
        
        back
        details
        back
        stop
    ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "Who?"));
    let made = home.kith("list connections --json").json()["items"][0].clone();
    assert_eq!((made["state"].as_str(), made["said_yes"].as_bool()), (Some("suggested"), Some(false)));
}

#[test]
fn notes_reminders_and_give_and_take() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        find
        14 7 1945
        1
        note
        Her sister Joan Taylor visits on Sundays.
        stop
        .

        set a reminder
        in 2 weeks

        Ring about the bus
        every 2 weeks

        move
        fri 2pm


        tick off
        2

        asked
        offered
        Baking
        heart
        cooking

        .

        back
        give
        give or receive
        okonkwo
        1
        patel
        1
        A cake

        yesterday

        none
        yes

        hear the offers
        back
        back
        reminders
        1
        tick
        2

        back
        what
        stop
    ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "Who?"));
    let note = home.kith("list notes --json").json()["items"][0]["text"].clone();
    assert_eq!(note, "Her sister Joan Taylor visits on Sundays.\nstop");
    assert_eq!(home.kith("list exchanges --json").json()["total"], 1);
    assert_eq!(home.kith("list offers --json").json()["total"], 1);
}

#[test]
fn a_person_is_put_away_and_undo_brings_them_back() {
    let home = Home::peopled();
    let heard = talk(&home, "find\nmeera\n1\nput away\nAdded twice\n\nundo\nyes\nfind\nmeera\n1\nback\nstop");
    assert_snapshot!(from(&heard, "It leaves the lists"));
}
