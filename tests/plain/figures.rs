//! Figures, measures and letters, line by line.

use insta::assert_snapshot;

use super::{from, short_sentences, talk};
use crate::cli::Home;

#[test]
fn a_report_is_heard_figure_by_figure_with_who_is_behind_it() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        figures
        activity
        everyone
        since april
        1
        1
        back
        back
        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "Which report"), @"
    Which report? 1 Caseload, 2 Activity, 3 Who refers, 4 Waiting, 5 Outcomes, 6 Impact, 7 Reciprocity, 8 Equity of reach, 9 Gaps and causes, 10 The directory, 11 Funding, 12 Supervision. Enter for 1.
    > activity
    Whose? 1 everyone, 2 my people, 3 a practice, 4 a postcode area, 5 a source of referrals. Enter for 1.
    > everyone
    Which days? 1 past year, 2 this quarter, 3 last quarter, 4 this month, 5 last month, 6 since April, 7 year to March. Enter for 1.
    > since april
    Activity, Tue 1 Apr 2025 to Tue 3 Mar 2026.
    1 of 24: Coming and going. Referrals received: 1 referral.
    2 of 24: New people: 1 person.
    3 of 24: Informal contacts: 0 contacts.
    4 of 24: Work begun: 0 episodes.
    5 of 24: Work closed: 0 episodes.
    6 of 24: Where referrals came from. GP: 1 of 1 referral, 100%.
    7 of 24: With people. People we spoke with: 0 people.
    8 of 24: Contacts: 0 contacts.
    9 of 24: Minutes noted: 0 minutes.
    10 of 24: Connections made: 0 connections.
    Type a number to hear who is behind a figure, more for the rest, or back. Enter for more.
    > 1
    1 of 1: OKONKWO, Ada. GP, Fri 20 Feb.
    Type a number to open or back. Enter for back.
    > 1
    Ada OKONKWO, Mrs. Born 14 July 1945, aged 80. Waiting since Fri 20 Feb 2026. Next: first contact, 4 days late.
    Safe contact: no voicemail.
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > back
    Back in the list. Type a number to open or back. Enter for back.
    > back
    Back in the list. Type a number to hear who is behind a figure, more for the rest, or back. Enter for more.
    > back
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > stop
    Goodbye.
    ");
}

#[test]
fn a_report_is_heard_of_a_practice_an_area_or_a_source() {
    let home = Home::peopled();
    home.kith("edit person 1 --set gp_practice='High Street' --set postcode='S6 3BS'").fine();
    for (whose, said) in [
        (
            "practice\nNowhere\nhigh street",
            "Activity, practice high street, Sun 1 Mar 2026 to Tue 3 Mar 2026.",
        ),
        ("area\n!\ns6", "Activity, area S6, Sun 1 Mar 2026 to Tue 3 Mar 2026."),
        ("source\ngp", "Activity, referred by GP, Sun 1 Mar 2026 to Tue 3 Mar 2026."),
    ] {
        let heard = talk(&home, &format!("report\nactivity\na {whose}\nthis month\nback\nstop\n"));
        assert!(heard.contains(said), "{whose}: {heard}");
    }
    let heard = talk(&home, "report\nactivity\na practice\nNowhere\nstop\n");
    assert!(heard.contains("Nobody is registered with a practice of that code or name."), "{heard}");
    // Assets have an area, and no practice.
    let heard = talk(&home, "report\nthe directory\na postcode area\ns6\nback\nstop\n");
    assert!(heard.contains("Whose? 1 everyone, 2 a postcode area.") && heard.contains("area S6"), "{heard}");
}

#[test]
fn the_word_report_leads_to_the_figures() {
    let home = Home::peopled();
    for word in ["report", "reports", "figures"] {
        let heard = talk(&home, &format!("{word}\nwaiting\neveryone\nthis month\nback\nstop\n"));
        assert!(heard.contains("Which report? 1 Caseload"), "{word}: {heard}");
        assert!(heard.contains("Waiting, Sun 1 Mar 2026 to Tue 3 Mar 2026."), "{word}: {heard}");
    }
    let help = talk(&home, "?\nstop\n");
    assert!(help.contains("Figures, or reports, says the reports."), "{help}");
}

#[test]
fn a_number_in_a_table_is_opened_by_its_name() {
    let home = Home::demo();
    let heard = talk(
        &home,
        "
        reports
        who refers
        everyone
        5
        past year
        back
        back
        stop
        ",
    );
    assert!(heard.contains("Which number?") && heard.contains("OKONKWO, Ada"), "{heard}");
}

#[test]
fn a_measure_is_asked_item_by_item_and_a_wrong_answer_comes_again() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        record a measure
        loneliness

        4
        2
        2
        3

        The evenings are long.
        .

        back
        stop
        ",
    );
    short_sentences(&heard);
    assert_snapshot!(from(&heard, "Which instrument"), @"
    Which instrument? 1 ONS4 personal well-being, 2 loneliness, 3 SWEMWBS, 4 PAM, 5 MYCaW, 6 EQ-5D. Enter for ONS4 personal well-being.
    > loneliness
    Loneliness. When in the work? 1 at the start, 2 on the way, 3 at the end, 4 later. Enter for at the start.
    > 
    How often do you feel that you lack companionship? 1 hardly ever or never, 2 some of the time, 3 often. Enter for none.
    > 4
    Lack companionship is a number from 1 to 3, or a hyphen. How often do you feel that you lack companionship? 1 hardly ever or never, 2 some of the time, 3 often. Enter for none.
    > 2
    How often do you feel left out? 1 hardly ever or never, 2 some of the time, 3 often. Enter for none.
    > 2
    How often do you feel isolated from others? 1 hardly ever or never, 2 some of the time, 3 often. Enter for none.
    > 3
    How often do you feel lonely? 1 never, 2 hardly ever, 3 occasionally, 4 some of the time, 5 often or always. Enter for none.
    > 
    Anything in their own words? Type as many lines as you like. Finish with a line that has only a full stop.
    > The evenings are long.
    > .
    Check: Loneliness of Ada OKONKWO, at the start: Three items 7.
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
    let measure = home.kith("list measures --json").json()["items"][0].clone();
    assert_eq!(measure["items"], "2 2 3 -");
    assert_eq!(measure["words"], "The evenings are long.");
}

#[test]
fn the_use_of_a_service_is_added_like_anything_else() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        add to the record
        how often they used a health service
        a&e
        1 sep

        28 feb

        2


        back
        stop
        ",
    );
    assert!(heard.contains("Saved. Type undo to take it back."), "{heard}");
    let used = home.kith("list service-use --json").json()["items"][0].clone();
    assert_eq!((used["service"].as_str(), used["times"].as_i64()), (Some("emergency"), Some(2)), "{used}");
}

#[test]
fn a_letter_is_heard_whole_with_what_the_gp_is_asked_and_kept_after_a_yes() {
    let home = Home::peopled();
    let yes = "--set purpose=share_gp --set answer=yes --set answered_on=today --set how=asked";
    home.kith(&format!("consent 1 {yes}")).fine();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        write a letter
        for the gp record
        look at the new tablets


        undo
        yes
        back
        stop
        ",
    );
    assert_snapshot!(from(&heard, "Which letter"), @"
    Which letter? 1 for the GP record, 2 to the referrer, 3 the person's own plan. Enter for 1.
    > for the gp record
    What is the GP asked to do? Enter for nothing.
    > look at the new tablets
    Anything else? Enter for nothing.
    > 
    Social prescribing, Tue 3 Mar 2026
    Ada OKONKWO, born 14 Jul 1945, NHS number 999 000 0018
    Actions for the GP:
    - look at the new tablets
    Referred Fri 20 Feb 2026 (GP), received.
    Contact: no talk yet.
    Safe contact: no voicemail
    jo
    Keep the letter on the line of time? Yes or no. Enter for yes.
    > 
    Saved. Type undo to take it back.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > undo
    Take back: added a letter, Ada OKONKWO, by jo at 09:10 on Tue 3 Mar 2026? Yes or no. Enter for no.
    > yes
    Taken back. Type redo to do it again.
    Ada OKONKWO. What would you like to do?
    1 log a contact   2 hear the timeline   3 set a reminder   4 phone number   5 more choices   6 back
    > back
    Nothing is late. What would you like to do?
    1 today   2 find someone   3 log a contact   4 reminders   5 activities   6 new referral   7 give and take   8 what is new   9 stop
    > stop
    Goodbye.
    ");
    assert_eq!(home.kith("list letters --json").json()["total"], 0);
}

#[test]
fn a_letter_for_which_there_is_no_yes_is_not_written_and_the_reason_is_said() {
    let home = Home::peopled();
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        write a letter
        gp

        back
        stop
        ",
    );
    assert!(heard.contains("You can add what they say yes to."), "{heard}");
    assert_eq!(home.kith("list letters --json").json()["total"], 0);
}

#[test]
fn a_mistake_in_the_teams_wording_is_said_and_keeps_nobody_from_recording_a_measure() {
    let home = Home::peopled();
    home.write_config("instruments.toml", "[pam]\nscore = \"What does the sheet say?\"\n");
    let heard = talk(
        &home,
        "
        find someone
        okonkwo
        1
        record a measure
        pam

        56.4
        3
        .

        back
        stop
        ",
    );
    assert!(heard.contains("line 1: the wording of PAM is shown only under a licence."), "{heard}");
    assert!(!heard.contains("What does the sheet say?"), "{heard}");
    assert_eq!(home.kith("list measures --json").json()["items"][0]["items"], "56.4 3");
}
