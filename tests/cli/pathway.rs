//! A referral's way, stretches of work, who works with whom, and people met before anybody referred them.

use insta::assert_snapshot;

use super::Home;

#[test]
fn a_referral_moves_only_where_it_can_and_says_what_is_missing() {
    let home = Home::peopled();
    let stage = |words: &str| home.kith(&format!("edit referral 1 {words}")).told();
    assert_snapshot!(stage("--set state=closed --set state_reason=moved"), @"
    status 1
    -- messages
    A referral that is received cannot become closed at once. It can become: offered, accepted, declined, unable to contact, not for us, passed on, withdrawn.
    ");
    assert_snapshot!(stage("--set state=inappropriate"), @"
    status 1
    -- messages
    Say why it is not for us.
    ");
    assert_snapshot!(stage("--set state=unable_to_contact"), @"
    status 1
    -- messages
    Nobody has tried so far. 3 tries on different days come first: try again, or choose another state.
    ");
    for day in ["2 mar", "27 feb", "26 feb"] {
        home.kith(&format!("log 1 --outcome no_answer --when '{day}'")).fine();
    }
    assert_snapshot!(stage("--set state=unable_to_contact"), @"
    status 0
    Changed referral 1: Ada OKONKWO, received Fri 20 Feb 2026, from GP.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(stage("--set state=accepted"), @"
    status 0
    Changed referral 1: Ada OKONKWO, received Fri 20 Feb 2026, from GP.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("list episodes").told(), @"
    status 0
    No.  Name                Opened          State
    1    OKONKWO, Ada (Mrs)  Tue 3 Mar 2026  Open
    ");
}

#[test]
fn the_work_is_paused_closed_and_started_again() {
    let home = Home::peopled();
    home.kith("edit referral 1 --set state=accepted").fine();
    home.kith("remind 1 --when fri --set what='Ring Ada'").fine();
    assert_snapshot!(home.kith("episode reopen 1").told(), @"
    status 0
    Started stretch of work 1: Ada OKONKWO, Tue 3 Mar 2026, Open.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("episode pause 1 --reason 'In hospital'").told(), @"
    status 0
    Paused stretch of work 1: Ada OKONKWO, Tue 3 Mar 2026, Paused.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("show person 1 --json").json()["item"]["state"], "paused");
    home.kith("episode reopen 1").fine();
    assert_snapshot!(home.kith("episode close 1").told(), @"
    status 2
    -- messages
    Say why, such as --reason 'goals met'.
    ");
    assert_snapshot!(home.kith("episode close 1 --reason 'goals met'").told(), @"
    status 6
    -- messages
    1 reminder is open. Nothing was changed.
    To put them away with it: --put-away-reminders. To keep them: --keep-reminders
    ");
    assert_snapshot!(home.kith("episode close 1 --reason 'goals met' --put-away-reminders").told(), @"
    status 0
    Closed stretch of work 1: Ada OKONKWO, Tue 3 Mar 2026, Closed.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("show referral 1 --json").json()["item"]["state_reason"], "goals_met");
    assert_eq!(
        home.kith("due --until '1 apr' --json").json()["items"].as_array().unwrap().len(),
        1,
        "only Meera's is left"
    );
    assert_snapshot!(home.kith("episode pause 1").told(), @"
    status 3
    -- messages
    No work goes on with this person.
    To start it: kith episode reopen 1
    ");
    assert_snapshot!(home.kith("episode reopen 1").told(), @"
    status 0
    Started stretch of work 2: Ada OKONKWO, Tue 3 Mar 2026, Open.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("show episode 2 --json").json()["item"]["reopened_from"], 1);
    home.kith("undo").fine();
    home.kith("undo").fine();
    assert_eq!(
        home.kith("show referral 1 --json").json()["item"]["state"],
        "accepted",
        "one undo takes all of it"
    );
}

#[test]
fn referrals_are_given_to_a_worker_and_a_caseload_is_handed_over() {
    let home = Home::peopled();
    home.kith("add worker --set login=sam --set name='Sam Ode'").fine();
    assert_snapshot!(home.kith("allot 1").told(), @"
    status 2
    -- messages
    Say which referrals, and who takes them, such as: kith allot 12 15 jo
    ");
    assert_snapshot!(home.kith("allot 1 lin").told(), @"
    status 3
    -- messages
    No worker goes by that login.
    There are: sam, jo. To add one: kith add worker
    ");
    assert_snapshot!(home.kith("allot 1 sam").told(), @"
    status 0
    Gave 1 referral to Sam Ode.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("allot 1 sam").told(), @"
    status 1
    -- messages
    Nothing was changed: it is theirs already.
    ");
    assert_snapshot!(home.kith("allot --from sam --to jo --until 'in 2 weeks'").told(), @"
    status 0
    Handed over from Sam Ode to jo: 1 referral, 0 stretches of work and 0 reminders.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("show referral 1 --json").json()["item"]["worker_id"], 1);
    assert_snapshot!(home.kith("due --until '1 apr'").told(), @"
    status 0
    2 reminders are due by Wednesday 1 April 2026, none is late.

    Saturday 7 March 2026
    - PATEL, Meera: Send details (reminder 1)

    Tuesday 17 March 2026
    - Give the caseload back to Sam Ode (reminder 2)
    ");
    home.kith("undo").fine();
    assert_eq!(home.kith("show referral 1 --json").json()["item"]["worker_id"], 2);
}

#[test]
fn somebody_met_without_a_name_becomes_a_referral_later() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("log --informal --method face_to_face").told(), @"
    status 1
    -- messages
    The contact was not saved.
      With whom: Say with whom it was, or what was said.
    ");
    let met = "log --informal --method face_to_face --set somebody=Rosa --set place='Waiting room' -";
    assert_snapshot!(home.given("Asked about the garden.", met).told(), @"
    status 0
    Logged contact 1: Face to face, Spoke, Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
    let person = r#"{"given":"Rosa","family":"Lima","source":"outreach_met"}"#;
    assert_snapshot!(home.given(person, "add referral --from-contact 1").told(), @"
    status 0
    Added referral 2: Rosa LIMA, received Tue 3 Mar 2026, from Met in the community.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("show contact 1 --json").json()["item"]["person_id"], 3);
    assert_snapshot!(home.given(person, "add referral --from-contact 1 --yes").told(), @"
    status 1
    -- messages
    That contact is with somebody we know already.
    ");
    home.kith("undo").fine();
    assert_eq!(home.kith("show contact 1 --json").json()["item"]["person_id"], serde_json::Value::Null);
}

#[test]
fn a_day_before_somebody_was_born_is_refused() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("add goal --person 1 --set what='Eat with others' --set set_on='1 mar 1940'").told(), @"
    status 1
    -- messages
    Set: Fri 1 Mar 1940 is before they were born (14 Jul 1945).
    ");
}
