//! The day's work from a script: contacts, notes, reminders, and Today.

use insta::assert_snapshot;

use super::Home;

#[test]
fn today_says_what_is_late_due_next_and_who_waits() {
    let home = Home::peopled();
    home.kith("remind 1 --when 'today 2pm' --set 'what=Phone call'").fine();
    home.kith("--on 2026-02-20 remind asset:1 --when '28 feb' --set 'what=Ask about places'").fine();
    assert_snapshot!(home.kith("today").told(), @"
    status 0
    Tuesday 3 March 2026. 1 reminder is late: Tuesday Lunch Club, 3 days late.

    LATE (1)
    !  3 days late  Tuesday Lunch Club  Ask about places              reminder 3
                    was due Sat 28 Feb

    TODAY (1)
       14:00        OKONKWO, Ada        Phone call                    reminder 2
                    no voicemail

    NEXT 7 DAYS (1)
       Sat 7 Mar    PATEL, Meera        Send details                  reminder 1

    WAITING FOR FIRST CONTACT (1)   target 5 working days
    !  7 days       OKONKWO, Ada        From: GP                      person 1
                    since Fri 20 Feb; no voicemail

    NOT YET ASKED
       2 people     Nobody has asked    What they would like to give  kith list not-asked
                    1 of them has a reminder in the next 7 days
    ");
    let answer = home.kith("today --json").fine().json();
    let groups: Vec<&str> =
        answer["items"].as_array().unwrap().iter().map(|item| item["group"].as_str().unwrap()).collect();
    assert_eq!(groups, ["late", "today", "next", "waiting", "not_asked"]);
    assert_eq!(answer["items"][0]["days_late"], 3);
    assert_eq!(answer["items"][0]["subject"], "asset:1");
    assert_eq!(answer["items"][0]["due"], "2026-02-28");
    assert_snapshot!(home.kith("due").told(), @"
    status 0
    2 reminders are due by Tuesday 3 March 2026, 1 is late.

    Saturday 28 February 2026, 3 days late
    - Tuesday Lunch Club: Ask about places (reminder 3)

    Tuesday 3 March 2026
    - 14:00  OKONKWO, Ada: Phone call (reminder 2)
      ! no voicemail
    ");
    assert_eq!(home.kith("due --until 'sat' --json").json()["total"], 3);
    assert_snapshot!(home.kith("due --csv --until sat").told(), @r#"
    status 0
    group,kind,id,uid,subject,name,what,due,due_at,days_late,when,detail,safe_contact,person_id,asset_id,follow_up_id
    late,follow_up,3,UID,asset:1,Tuesday Lunch Club,Ask about places,2026-02-28,,3,3 days late,was due Sat 28 Feb,,,1,3
    today,follow_up,2,UID,person:1,"OKONKWO, Ada",Phone call,2026-03-03,14:00,0,14:00,no voicemail,no voicemail,1,,2
    next,follow_up,1,UID,person:2,"PATEL, Meera",Send details,2026-03-07,,0,Sat 7 Mar,,,2,,1
    "#);
}

#[test]
fn an_empty_day_is_fine() {
    let home = Home::new();
    assert_snapshot!(home.kith("today").told(), @"
    status 0
    Tuesday 3 March 2026. Nothing is late. 0 reminders are for today, 0 people wait for a first contact.
    ");
    assert_snapshot!(home.kith("due").told(), @"
    status 0
    Nothing is due.
    ");
    assert_eq!(home.kith("today --json").fine().json()["items"].as_array().unwrap().len(), 0);
}

#[test]
fn a_contact_is_logged_with_its_note_from_standard_input_and_the_next_reminder() {
    let home = Home::peopled();
    let note = "Brighter today.\nWill try the lunch club if someone meets her at the door.";
    let ran = home.given(
        note,
        "log 1 --method phone --outcome spoke --when 'today 9.05am' --minutes 20 \
        --next 'tue week' --next-for 'First visit' -",
    );
    assert_snapshot!(ran.told(), @"
    status 0
    Logged contact 1: Ada OKONKWO, Phone call, Spoke, Tue 3 Mar 2026, 09:05.
    Next: reminder 2: First visit, Tue 10 Mar 2026 (in 7 days), Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("show 1").told(), @"
    status 0
    OKONKWO, Ada (Mrs)
    Born 14 Jul 1945 (80)   NHS number 999 000 0018   ! no voicemail   Active since Fri 20 Feb 2026
    Next: First visit, due in 7 days (Tue 10 Mar 2026)
    Phone: 0114 496 0001
    Safe contact: no voicemail
    Risks: Nobody has asked yet
    Asked: Not asked yet what they would like to give
    How often we spoke: Spoke once in 12 months, in March.
    Gave and received: Nothing noted yet
    On the way: Newcomer

    Timeline
      Tue 10 Mar 2026  Reminder  First visit, in 7 days (Tue 10 Mar 2026)
      Tue 3 Mar 2026 09:05  Phone call  Spoke, 20 min
        Brighter today.
        Will try the lunch club if someone meets her at the door.
      Fri 20 Feb 2026  Referral  From GP
        Lonely since Ken died.
    ");
}

#[test]
fn a_contact_from_json_answers_reminders_and_makes_the_next() {
    let home = Home::peopled();
    let contact = r#"{"method":"home_visit","outcome":"spoke","clears":[1],
        "next":{"due_on":"10 mar","what":"Phone call"}}"#;
    assert_snapshot!(home.given(contact, "log 2").told(), @"
    status 0
    Logged contact 1: Meera PATEL, Home visit, Spoke, Tue 3 Mar 2026.
    Ticked off reminder 1: Send details, Sat 7 Mar 2026 (in 4 days), Meera PATEL.
    Next: reminder 2: Phone call, Tue 10 Mar 2026 (in 7 days), Meera PATEL.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("list follow-ups --json").json()["total"], 1);
    assert_eq!(home.kith("undo").fine().status, 0);
    assert_eq!(home.kith("list contacts --json").json()["total"], 0);
    assert_eq!(home.kith("list follow-ups --json").json()["items"][0]["id"], 1);
}

#[test]
fn nothing_is_logged_when_nothing_is_said() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("log 1").told(), @"
    status 2
    -- messages
    Nothing was said about the contact.
    Say at least --outcome, such as --outcome spoke.
    ");
    assert_snapshot!(home.kith("log 1 --outcome spoke --when 'fri week'").told(), @"
    status 2
    -- messages
    Date must be today or in the past. Fri 13 Mar 2026 is still to come.
    ");
    assert_snapshot!(home.kith("log 1 --outcome shouted").told(), @"
    status 2
    -- messages
    What happened: Choose one of: Spoke, Left a message, No answer, Did not attend, Cancelled by the person, Cancelled by us.
    ");
    assert_snapshot!(home.kith("log Ada --outcome spoke").told(), @"
    status 2
    -- messages
    A person is named by its number, such as 12.
    To find the number: kith find, or kith list people
    ");
    assert_snapshot!(home.kith("log 7 --outcome spoke").told(), @"
    status 3
    -- messages
    There is no person 7.
    ");
}

#[test]
fn a_note_comes_from_standard_input() {
    let home = Home::peopled();
    assert_snapshot!(home.given("Meets at the side door.", "note asset:1").told(), @"
    status 0
    Wrote note 1: Tuesday Lunch Club, Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.given("Likes the radio.", "note 1").told(), @"
    status 0
    Wrote note 2: Ada OKONKWO, Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("note 1").told(), @"
    status 1
    -- messages
    The note was not saved.
      Note: Note is needed.
    ");
    assert_snapshot!(home.given("x", "note referral:1").told(), @"
    status 2
    -- messages
    A note is about a person or an asset, such as 12 or asset:4.
    ");
}

#[test]
fn a_reminder_is_set_moved_and_done() {
    let home = Home::peopled();
    assert_snapshot!(home.given("Ring about the bus", "remind 1 --when 'sat 2pm' -").told(), @"
    status 0
    Set reminder 2: Ring about the bus, Sat 7 Mar 2026 (in 4 days) at 14:00, Ada OKONKWO.
    -- messages
    To take it back: kith undo
    That is a Saturday.
    ");
    assert_snapshot!(home.given("Six-week review", "remind referral:1 --when '6 weeks' --every '2 weeks' -").told(), @"
    status 0
    Set reminder 3: Six-week review, Tue 14 Apr 2026 (in 42 days), Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("later 2 'mon 10am'").told(), @"
    status 0
    Moved reminder 2: Ring about the bus, Mon 9 Mar 2026 (in 6 days) at 10:00, Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("done 2 --outcome no_answer --method phone").told(), @"
    status 0
    Logged contact 1: Ada OKONKWO, Phone call, No answer, Tue 3 Mar 2026.
    Ticked off reminder 2: Ring about the bus, Mon 9 Mar 2026 (in 6 days) at 10:00, Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("done 3").told(), @"
    status 0
    Ticked off reminder 3: Six-week review, Tue 14 Apr 2026 (in 42 days), Ada OKONKWO.
    Next: reminder 4: Six-week review, Tue 28 Apr 2026 (in 56 days), Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("done 2").told(), @"
    status 1
    -- messages
    That reminder is not open any more.
    ");
    assert_snapshot!(home.kith("later 99 fri").told(), @"
    status 3
    -- messages
    There is no reminder 99.
    ");
    assert_snapshot!(home.kith("later 1").told(), @"
    status 2
    -- messages
    Say when, such as kith later 12 fri.
    ");
}
