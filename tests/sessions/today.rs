//! Today: what is late, for today, coming, and who waits.

use insta::assert_snapshot;

use super::session::Session;

#[test]
fn what_is_late_comes_first_and_says_how_to_reach_people_safely() {
    let session = Session::demo().at(80, 24);
    assert_snapshot!(session.screen(), @"
    [1 Today] 2 Queue  3 Assets  4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     LATE (2)
     > ! 4 days late  OKONKWO, Ada       Phone call, after 2pm
                      Was due Fri 27 Feb; tried on 2 days, not reached
                      ! Please do not text. Best after 2pm.
       ! 1 day late   PATEL, Meera       Send lunch club details, large print
                      Was due Mon 2 Mar
     TODAY (4)
         any time     AHMED, Yusuf       Check walking group place
         any time     O'BRIEN, Niamh     6-week review, bring goals sheet
         10:00        JONES, Siân        Home visit, 14 Mill Lane; check in 11:00
         11:30        MACDONALD, Ewan    Phone call, prefers landline
                      ! Landline only; he does not hear the mobile.
     NEXT 7 DAYS (6)
         Wed 4 Mar    TAYLOR, Joan       First talk, 14:00
         Thu 5 Mar    WRIGHT, Colin      Phone call
         Fri 6 Mar    SINGH, Harpreet    Meet at allotment
         Mon 9 Mar    WRIGHT, Colin      Shelf at Joan TAYLOR's; meet there Saturday
         Mon 9 Mar    EVANS WEST, Jo     Close or carry on?
         Tue 10 Mar   AP RHYS, Ceri      Phone call
    --------------------------------------------------------------------------------
     2 reminders are late. The oldest is 4 days late: Ada OKONKWO.
     Enter open  t tick off  z later  c log contact  Space more  ? help  q quit
    ");
}

#[test]
fn a_wide_window_shows_the_person_of_the_reminder_beside_it() {
    let session = Session::demo().at(120, 40).press("Down Down");
    assert_snapshot!(session.screen(), @"
    [1 Today] 2 Queue  3 Assets  4 Give and take  5 Reports                             Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     LATE (2)                                                                | AHMED, Yusuf (Mr)
       ! 4 days late  OKONKWO, Ada       Phone call, after 2pm               | Born 17 May 1981 (44)
                      Was due Fri 27 Feb; tried on 2 days, not reached       | NHS number 999 000 2436
                      ! Please do not text. Best after 2pm.                  | Phone 01632 960064
       ! 1 day late   PATEL, Meera       Send lunch club details, large pri~ | Mobile 07700 900094
                      Was due Mon 2 Mar                                      |
                                                                             | Active since Thu 11 Dec 2025
     TODAY (4)                                                               | Next: Check walking group place, today
     >   any time     AHMED, Yusuf       Check walking group place           |
         any time     O'BRIEN, Niamh     6-week review, bring goals sheet    | Gives and takes
         10:00        JONES, Siân        Home visit, 14 Mill Lane; check in~ |   Offers: naming birds by ear
         11:30        MACDONALD, Ewan    Phone call, prefers landline        |   Gave and received: nothing noted yet
                      ! Landline only; he does not hear the mobile.          |   On the way: participant
                                                                             |
     NEXT 7 DAYS (6)                                                         | Joined to
         Wed 4 Mar    TAYLOR, Joan       First talk                          |   Local History Table, Millbrook Library,
                      At 14:00                                               |   made since Mon 9 Feb 2026, not yet been
         Thu 5 Mar    WRIGHT, Colin      Phone call                          |   Friday Prayers and Lunch, attending since
         Fri 6 Mar    SINGH, Harpreet    Meet at allotment                   |   Fri 30 Jan 2026, there 4 times, last on
         Mon 9 Mar    WRIGHT, Colin      Shelf at Joan TAYLOR's; meet there~ |   Fri 30 Jan 2026
         Mon 9 Mar    EVANS WEST, Jo     Close or carry on?                  |   Walking for Health, started since Fri 16
         Tue 10 Mar   AP RHYS, Ceri      Phone call                          |   Jan 2026, there 1 time, last on Wed 18 Feb
                                                                             |   2026
     WAITING FOR FIRST CONTACT (3)   target 5 working days                   |   Tea Dance, Riverside Park, replied since
         5 days       NGUYEN, Thi Lan    Referred by Front desk, Millbrook~  |   Mon 29 Dec 2025
                      Since Tue 24 Feb; Language: Vietnamese; interpreter    |
                      needed.                                                | Timeline (27)
         2 days       BROWN, Denise      Urgent; Referred by Dr Shah, Mill~  |   Tue 3 Mar  Reminder  Check walking group
                      Since Fri 27 Feb                                       |   place, today
         1 day        COOPER, Alan       Self-referral                       |   Wed 18 Feb  Plan  not agreed yet
                      Since Mon 2 Mar                                        |   Wed 18 Feb  Text  Spoke
                                                                             |   Mon 9 Feb  Connection  Local History
                                                                             |   Table, Millbrook Library, made
                                                                             |   Mon 9 Feb  Face to face  Spoke, 50 min
                                                                             |   Fri 30 Jan  Connection  Friday Prayers and
    ------------------------------------------------------------------------------------------------------------------------
     Today, 1 of 4: Yusuf AHMED, Check walking group place, any time.
     Enter open  t tick off  z later  c log contact  f filter  Space more  ? help  q quit
    ");
}

#[test]
fn a_small_window_keeps_when_who_and_what() {
    let session = Session::demo().at(40, 12);
    assert_snapshot!(session.screen(), @"
    [1 Today]      ! 2 late  Tue 3 Mar 2026
     LATE (2)
     > ! 4 days late OKONKWO, Ada
           Phone call, after 2pm
           Was due Fri 27 Feb; tried on 2 d~
           ! Please do not text. Best after
           2pm.
       ! 1 day late  PATEL, Meera
           Send lunch club details, large p~
           Was due Mon 2 Mar
     2 reminders are late. The oldest is 4~
     Space more  ? help  q quit
    ");
}
