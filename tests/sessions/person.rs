//! A person's record: the banner, one line of time, and the other parts.

use insta::assert_snapshot;

use super::session::Session;

#[test]
fn a_record_opens_on_its_line_of_time_below_a_banner() {
    let session = Session::demo().at(80, 24).press("2 Enter");
    assert_snapshot!(session.screen(), @r#"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Born 14 Jul 1945 (80)   NHS number 999 000 1235   Active since Thu 5 Feb 2026
     Phone 01632 960144   ! Please do not text. Best after 2pm.
    --------------------------------------------------------------------------------
     [Timeline]  Details   Connections   Said yes to   Give and take
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     > ! Fri 27 Feb 2026 Reminder  Phone call, after 2pm, 4 days late
         Fri 27 Feb 2026 Phone call 15:35  Left a message
                         Left voicemail: "Hello Ada, it is Jo from Mill Lane. No
                         rush, I will try again on Tuesday after two."
         Thu 26 Feb 2026 Phone call 16:30  No answer
                         Landline rang out.
         Fri 13 Feb 2026 Would like  company at meals
         Fri 13 Feb 2026 Asked  what they would like to give: offered something
         Fri 13 Feb 2026 Connection  Tuesday Lunch Club, suggested
                         Introduction
         Fri 13 Feb 2026 Note
                         Goal: eat with other people once a week. 4 out of 10 now.
         Fri 13 Feb 2026 Offered  cooking, baking
    --------------------------------------------------------------------------------
     Timeline, 1 of 16: Fri 27 Feb 2026, reminder, phone call, after 2pm, 4 days la~
     Enter open  c log contact  r reminder  n note  Space more  ? help  q quit
    "#);
}

#[test]
fn a_wide_record_shows_gifts_before_needs_beside_its_line_of_time() {
    let session = Session::demo().at(120, 40).press("2 Enter");
    assert_snapshot!(session.screen(), @r#"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports                             Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Born 14 Jul 1945 (80)   NHS number 999 000 1235   Active since Thu 5 Feb 2026   Mill Lane Surgery, Dr Ferris
     Phone 01632 960144   ! Please do not text. Best after 2pm.
    ------------------------------------------------------------------------------------------------------------------------
     [Timeline]  Details   Connections   Said yes to   Give and take                                         Tab: next part
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     > ! Fri 27 Feb 2026 Reminder  Phone call, after 2pm, 4 days late               | Gives and takes
         Fri 27 Feb 2026 Phone call 15:35  Left a message                           |   Offers: cooking, baking
                         Left voicemail: "Hello Ada, it is Jo from Mill Lane. No    |   Would like: company at meals
                         rush, I will try again on Tuesday after two."              |   Gave and received: nothing noted
         Thu 26 Feb 2026 Phone call 16:30  No answer                                |   yet
                         Landline rang out.                                         |   On the way: newcomer
         Fri 13 Feb 2026 Would like  company at meals                               |
         Fri 13 Feb 2026 Asked  what they would like to give: offered something     | Joined to
         Fri 13 Feb 2026 Connection  Tuesday Lunch Club, suggested                  |   Tuesday Lunch Club, suggested since
                         Introduction                                               |   Fri 13 Feb 2026, not yet been
         Fri 13 Feb 2026 Note                                                       |
                         Goal: eat with other people once a week. 4 out of 10 now.  | Good to know
         Fri 13 Feb 2026 Offered  cooking, baking                                   |   Uses a stick; stairs are hard.
         Fri 13 Feb 2026 Home visit 13:35  Spoke, 45 min                            |   Walks 15 minutes; no car.
                         Feeling low since Ken died. Misses cooking for people.     |   Would like help with: Bereavement,
                         Would try lunch club if someone met her at the door.       |   Loneliness
                         Where: At home                                             |   Interests: Cooking, Befriending
         Mon 9 Feb 2026  Face to face 11:20  Spoke, 30 min                          |   Widowed in the winter (Ken). Cooked
                         At surgery. Says yes to contact by phone, no to text.      |   for a works canteen for thirty
         Thu 5 Feb 2026  Said yes  take part in give and take                       |   years.
                         How: When referred                                         |   Happy to be rung after 2pm.
         Thu 5 Feb 2026  Said yes  share with the GP                                |   Daughter: Grace, 01632 960200; yes
                         How: When referred                                         |   to our ringing her.
         Thu 5 Feb 2026  Said no  contact by text                                   |
                         How: When referred                                         | Said yes to
         Thu 5 Feb 2026  Said yes  contact by phone                                 |   Yes: Keep a record; Share with the
                         How: When referred                                         |   GP; Contact by phone; Take part in
         Thu 5 Feb 2026  Said yes  keep a record                                    |   give and take
                         How: When referred                                         |   Not asked: Share with groups;
    ------------------------------------------------------------------------------------------------------------------------
     Timeline, 1 of 16: Fri 27 Feb 2026, reminder, phone call, after 2pm, 4 days late.
     Enter open  c log contact  r reminder  n note  Esc back  Space more  ? help  q quit
    "#);
}

#[test]
fn the_other_parts_are_one_tab_away() {
    let session = Session::demo().at(80, 24).press("2 Enter Tab Tab Tab");
    assert_snapshot!(session.screen(), @"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Born 14 Jul 1945 (80)   NHS number 999 000 1235   Active since Thu 5 Feb 2026
     Phone 01632 960144   ! Please do not text. Best after 2pm.
    --------------------------------------------------------------------------------
      Timeline   Details   Connections  [Said yes to]  Give and take
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     >   Keep a record                Yes        Thu 5 Feb 2026
         Share with the GP            Yes        Thu 5 Feb 2026
         Share with groups            Not asked
         Contact by phone             Yes        Thu 5 Feb 2026
         Contact by text              No         Thu 5 Feb 2026
         Contact by e-mail            Not asked
         Contact by letter            Not asked
         Take part in give and take   Yes        Thu 5 Feb 2026





    --------------------------------------------------------------------------------
     Said yes to, 1 of 8: Keep a record: yes.
     Enter open  c log contact  r reminder  n note  Space more  ? help  q quit
    ");
}

#[test]
fn enter_reads_an_entry_whole() {
    let session = Session::demo().at(80, 24).press("2 Enter Down Enter");
    assert_snapshot!(session.screen(), @r#"
     Contact: Ada OKONKWO                                                  ! 2 late
    --------------------------------------------------------------------------------
       Person         Ada OKONKWO
       How            Phone call
       When           Fri 27 Feb 2026
       Time           15:35
       What happened  Left a message
       Worker         Jo Evans

     Notes
       Left voicemail: "Hello Ada, it is Jo from Mill Lane. No rush, I will try
       again on Tuesday after two."









    --------------------------------------------------------------------------------
     Lines 1 to 10 of 10. Esc goes back.
     e edit  x put away  Esc back  Space more  ? help  q quit
    "#);
}

#[test]
fn two_records_of_one_person_are_put_together_from_the_record_and_taken_apart() {
    let session = Session::demo().at(80, 24).press("2 Enter :").write("same person").press("Enter");
    let session =
        session.press("Enter").write("patel").press("Enter Tab Tab").write("Same street, she said so.");
    assert_snapshot!(session.screen(), @"
     The same person: OKONKWO, Ada (Mrs)                                Draft saved
    --------------------------------------------------------------------------------

       Everything of the other record moves to the one that stays. The strictest
       word about safe contact holds.
       The two can be taken apart again.

       Is the same as    Meera PATEL

       Which stays       This one: OKONKWO, Ada (Mrs), case 52

       How you know    > Same street, she said so.

       [ Save ]   [ Leave ]







    --------------------------------------------------------------------------------
     Field 3 of 3: How you know. Same street, she said so.
     Tab next  Shift+Tab back  Ctrl+S save  Ctrl+E big editor  Esc leave  F1 help
    ");
    let session = session.press("Ctrl+S");
    assert_snapshot!(session.status(), @"Saved: cases 52 and 49 are one now, case 52. Press u to undo.");
    // The other name still finds the record, which says what became of it and can be taken apart.
    let session = session.press("Ctrl+F").write("patel").press("Enter :").write("apart").press("Enter y");
    assert_snapshot!(session.status(), @"Taken apart: Meera PATEL is case 49 again. Press u to undo.");
}

#[test]
fn a_contact_that_was_with_somebody_else_is_moved_from_the_timeline() {
    let session = Session::demo().at(80, 24).press("2 Enter Down :").write("somebody else").press("Enter");
    let session = session.press("Enter").write("patel").press("Enter Ctrl+S");
    assert_eq!(session.status(), "Moved: the contact is with Meera PATEL now. Press u to undo.");
}
