//! Lists and records, in words, JSON and rows.

use insta::assert_snapshot;

use super::Home;

#[test]
fn lists_are_words_json_or_rows() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("list people").told(), @"
    status 0
    No.  Name                Postcode  Safe contact
    1    OKONKWO, Ada (Mrs)            no voicemail
    2    PATEL, Meera
    ");
    assert_snapshot!(home.kith("list queue").told(), @"
    status 0
    Name                Where they are      Due            Next step      Person
    OKONKWO, Ada (Mrs)  Waiting             ! 4 days late  First contact  1
    PATEL, Meera        Known, no referral  Sat 7 Mar      Send details   2
    ");
    assert_snapshot!(home.kith("list waiting").told(), @"
    status 0
    Waiting  Name          From                                      Person
    7 days   OKONKWO, Ada  From: GP  since Fri 20 Feb; no voicemail  1
    ");
    assert_snapshot!(home.kith("list assets").told(), @"
    status 0
    No.  Name                Kind           When             Postcode  Runs
    1    Tuesday Lunch Club  Group or club  Tue 12:00-14:00            Running
    ");
    assert_snapshot!(home.kith("list referrals").told(), @"
    status 0
    No.  Name                Received         From  State
    1    OKONKWO, Ada (Mrs)  Fri 20 Feb 2026  GP    Received
    ");
    assert_snapshot!(home.kith("list follow-ups").told(), @"
    status 0
    No.  Due             About         Reminder is for  State
    1    Sat 7 Mar 2026  PATEL, Meera  Send details     Open
    ");
    assert_snapshot!(home.kith("list connections").told(), @"
    status 0
    There are none.
    ");
    assert_snapshot!(home.kith("list queue --csv").told(), @r#"
    status 0
    id,uid,kind,name,given,family,state,due,due_at,days_late,what,follow_up_id,waiting_since,contact_by,last_contact,last_outcome,tries,rung,safe_contact,worker_id
    1,UID,person,"OKONKWO, Ada (Mrs)",Ada,Okonkwo,waiting,2026-02-27,,4,First contact,,2026-02-20,2026-02-27,,,0,newcomer,no voicemail,
    2,UID,person,"PATEL, Meera",Meera,Patel,known,2026-03-07,,0,Send details,1,,,,,0,newcomer,,1
    "#);
    let answer = home.kith("list people --json").fine().json();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["items"][0]["given"], "Ada");
    assert_eq!(answer["items"][0]["date_of_birth"], "1945-07-14");
    assert_eq!(answer["items"][1]["nhs_number"], serde_json::Value::Null);
}

#[test]
fn lists_are_cut_and_filtered() {
    let home = Home::peopled();
    home.kith("log 1 --outcome spoke --when '20 feb'").fine();
    home.kith("--as sam log 2 --outcome no_answer").fine();
    let ids = |words: &str| -> Vec<i64> {
        let answer = home.kith(words).fine().json();
        answer["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
    };
    assert_eq!(ids("list contacts --json"), [1, 2]);
    assert_eq!(ids("list contacts --since '1 mar' --json"), [2]);
    assert_eq!(ids("list contacts --mine --json"), [1]);
    assert_eq!(ids("list contacts --limit 1 --json"), [1]);
    assert_eq!(ids("list referrals --state closed --json"), Vec::<i64>::new());
    assert_eq!(ids("list queue --state active --json"), [1]);
    assert_snapshot!(home.kith("list referrals --state gone").told(), @"
    status 2
    -- messages
    There is no such state.
    There are: received, offered, accepted, declined, unable_to_contact, inappropriate, redirected, withdrawn, closed.
    ");
    assert_snapshot!(home.kith("list people --since '1 mar'").told(), @"
    status 2
    -- messages
    This list has no days to count from.
    ");
    assert_snapshot!(home.kith("list contacts --limit 1").told(), @"
    status 0
    No.  Name                When             How         What happened
    1    OKONKWO, Ada (Mrs)  Fri 20 Feb 2026  Phone call  Spoke
    -- messages
    The first 1 of 2.
    ");
}

#[test]
fn one_record_is_shown_whole() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("show person 1").told(), @"
    status 0
    OKONKWO, Ada (Mrs)
    Born 14 Jul 1945 (80)   NHS number 999 000 0018   ! no voicemail   Waiting since Fri 20 Feb 2026
    ! Next: First contact, was due Fri 27 Feb 2026 (4 days late)
    Phone: 0114 496 0001
    Safe contact: no voicemail
    Risks: Nobody has asked yet
    Asked: Not asked yet what they would like to give
    How often we spoke: Not spoken in the last 12 months.
    Gave and received: Nothing noted yet
    On the way: Newcomer

    Timeline
      Fri 20 Feb 2026  Referral  From GP
        Lonely since Ken died.
    ");
    assert_snapshot!(home.kith("show referral 1").told(), @"
    status 0
    Referral 1: Ada OKONKWO, received Fri 20 Feb 2026, from GP
    Person: Ada OKONKWO (person 1)
    Received: Fri 20 Feb 2026
    From: GP
    Reason: Lonely since Ken died.
    How soon: Routine
    Where it stands: Received
    Since: Fri 20 Feb 2026
    First contact by: Fri 27 Feb 2026
    ");
    assert_snapshot!(home.kith("show asset 1").told(), @"
    status 0
    Asset 1: Tuesday Lunch Club
    Name: Tuesday Lunch Club
    Kind: Group or club
    Interests: Cooking
    When: Tue 12:00-14:00
    Cost: 3 pounds
    Room for more: Not known
    Funding: Not known
    Runs: Running
    Checked: Fri 20 Feb 2026
    Checked how: Phoned
    Checked by: jo (worker 1)
    ");
    assert_snapshot!(home.kith("show person 99").told(), @"
    status 3
    -- messages
    There is no person 99.
    ");
    assert_snapshot!(home.kith("show person 1 --csv").told(), @"
    status 2
    -- messages
    One record is not a list.
    For a file: kith show person 12 --json
    ");
}

#[test]
fn lists_fit_the_width_of_the_terminal() {
    let home = Home::peopled();
    let output = home.command("list assets").env("COLUMNS", "60").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
}

#[test]
fn a_sound_file_passes_its_check() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("check").told(), @"
    status 0
      The pages of the file are sound.
      Every record that is named is there.
      The log is whole: 4 operations, 6 changes.
      Every row is as the log says.
      What is worked out from the records is as they say.
    ");
    let answer = home.kith("check --json").fine().json();
    assert_eq!(answer["ok"], true);
    assert!(answer["checks"].as_array().unwrap().iter().all(|check| check["ok"] == true));
}
