//! Today: what is late, for today, coming, and who waits.

use insta::assert_snapshot;

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Values;
use kith::store::page::Span;
use kith::store::today::Between;

use super::session::{Session, today};

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
         10:00        JONES, Siân        Home visit, 14 Mill Lane; check in 11:00
         11:30        MACDONALD, Ewan    Phone call, prefers landline
                      ! Landline only; he does not hear the mobile.
         any time     AHMED, Yusuf       Check walking group place
         any time     O'BRIEN, Niamh     6-week review, bring goals sheet
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
     LATE (2)                                                                | JONES, Siân (Ms)
       ! 4 days late  OKONKWO, Ada       Phone call, after 2pm               | Born 2 Nov 1957 (68)
                      Was due Fri 27 Feb; tried on 2 days, not reached       | NHS number 999 000 2347
                      ! Please do not text. Best after 2pm.                  | Mobile 07700 900767
       ! 1 day late   PATEL, Meera       Send lunch club details, large pri~ |
                      Was due Mon 2 Mar                                      | Active since Wed 5 Nov 2025
                                                                             | Next: Home visit, 14 Mill Lane; check in
     TODAY (4)                                                               | 11:00, today 10:00
     >   10:00        JONES, Siân        Home visit, 14 Mill Lane; check in~ |
         11:30        MACDONALD, Ewan    Phone call, prefers landline        | Gives and takes
                      ! Landline only; he does not hear the mobile.          |   Would like: someone to speak Welsh with
         any time     AHMED, Yusuf       Check walking group place           |   Gave and received: gave 1 time, received 1
         any time     O'BRIEN, Niamh     6-week review, bring goals sheet    |   time
                                                                             |   On the way: contributor
     NEXT 7 DAYS (6)                                                         |
         Wed 4 Mar    TAYLOR, Joan       First talk                          | Joined to
                      At 14:00                                               |   Dial-a-Ride, attending since Thu 22 Jan
         Thu 5 Mar    WRIGHT, Colin      Phone call                          |   2026, there 4 times, last on Thu 22 Jan
         Fri 6 Mar    SINGH, Harpreet    Meet at allotment                   |   2026
         Mon 9 Mar    WRIGHT, Colin      Shelf at Joan TAYLOR's; meet there~ |   Friday Film Club, made since Mon 5 Jan
         Mon 9 Mar    EVANS WEST, Jo     Close or carry on?                  |   2026, not yet been
         Tue 10 Mar   AP RHYS, Ceri      Phone call                          |   Mill Memories, started since Tue 23 Dec
                                                                             |   2025, there 1 time, last on Fri 23 Jan
     WAITING FOR FIRST CONTACT (3)   target 5 working days                   |   2026
         5 days       NGUYEN, Thi Lan    Referred by Front desk, Millbrook~  |   Talking Newspaper, St Anne's Hall,
                      Since Tue 24 Feb; Language: Vietnamese; interpreter    |   accepted since Mon 24 Nov 2025
                      needed.                                                |
         2 days       BROWN, Denise      Urgent; Referred by Dr Shah, Mill~  | Timeline (36)
                      Since Fri 27 Feb                                       |   Tue 3 Mar  Reminder  Home visit, 14 Mill
         1 day        COOPER, Alan       Self-referral                       |   Lane; check in 11:00, today
                      Since Mon 2 Mar                                        |   Fri 27 Feb  Pair  someone to speak Welsh
                                                                             |   with from Dilys HUGHES, asking each of
     WAITING FOR A REPLY (3)                                                 |   them
       ! 57 days      JONES, Siân        No answer from Friday Film Club     |   Wed 18 Feb  Goal let go  Out of the house
                      Asked Mon 5 Jan                                        |   once a week
    ------------------------------------------------------------------------------------------------------------------------
     Today, 1 of 4: Siân JONES, Home visit, 14 Mill Lane; check in 11:00, 10:00.
     Enter open  t tick off  z later  c log contact  / search  f filter  Space more  ? help  q quit
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

#[test]
fn where_only_others_are_late_the_first_row_says_so_and_still_names_the_day() {
    for (width, height, words) in
        [(80, 24, "2 others late  3 Mar"), (120, 40, "2 late of others  Tue 3 Mar 2026")]
    {
        let session = Session::demo().at(width, height);
        let late = session.store().due(None, Between::late(today()), Span::first(9)).unwrap();
        let mut sam = session.colleague();
        let workers = sam.records_after(Entity::Worker, 0, 9).unwrap();
        let id = workers.iter().find(|record| record.values.text("login") == "sam").unwrap().id;
        // Everything that is late is given to Sam.
        for row in late.rows {
            let record = sam.needed(Entity::FollowUp, row.follow_up.0).unwrap();
            let before = Values::new().with("worker_id", record.values.value("worker_id").clone());
            let after = Values::new().with("worker_id", id);
            let change = Change::Edit { entity: Entity::FollowUp, id: record.id, before, after };
            sam.apply(&change).unwrap();
        }
        let session = session.press("Ctrl+R");
        assert!(session.rows()[0].ends_with(words), "{}", session.rows()[0]);
    }
}

#[test]
fn funding_that_ends_soon_is_one_row_that_opens_the_assets_and_who_would_be_left() {
    let session = Session::demo().at(80, 24).press("1 End").press("Up Up");
    let screen = session.screen();
    assert!(screen.contains("FUNDING ENDS SOON") && screen.contains("Money runs out"), "{screen}");
    let session = session.press("Enter");
    let screen = session.screen();
    assert!(screen.contains("Tuesday Lunch Club") && screen.contains("would be left:"), "{screen}");
}
