//! The queue: who is in our work, and the person under the cursor.

use insta::assert_snapshot;

use super::session::Session;

#[test]
fn the_queue_shows_what_is_due_first_and_the_person_under_the_cursor_below() {
    let session = Session::demo().at(80, 24).press("2");
    assert_snapshot!(session.screen(), @"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     Showing: everyone of mine (45)   order: what is due first
         Name                  Where they are  Due              Next step
     > ! OKONKWO, Ada          Active          4 days late      Phone call, after 2~
       ! PATEL, Meera          Active          1 day late       Send lunch club det~
         AHMED, Yusuf          Active          Today            Check walking group~
         O'BRIEN, Niamh        Active          Today            6-week review, brin~
         NGUYEN, Thi Lan       Waiting         5 of 5 days      First contact
         JONES, Siân           Active          Today 10:00      Home visit, 14 Mill~
         MACDONALD, Ewan       Active          Today 11:30      Phone call, prefers~
         TAYLOR, Joan          Active          Wed 4 Mar 14:00  First talk
         WRIGHT, Colin         Active          Thu 5 Mar        Phone call
         SINGH, Harpreet       Active          Fri 6 Mar        Meet at allotment
         BROWN, Denise         Waiting         2 of 5 days      First contact
         EVANS WEST, Jo        Active          Mon 9 Mar        Close or carry on?
    --------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Phone 01632 960144   ! Please do not text. Best after 2pm.
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     Last: Fri 27 Feb 2026  Phone call  Left a message
    --------------------------------------------------------------------------------
     Row 1 of 45. Ada OKONKWO, active, 4 days late: Phone call, after 2pm.
     Enter open  c log contact  / search  f filter  Space more  ? help  q quit
    ");
}

#[test]
fn a_wide_queue_shows_the_person_beside_it() {
    let session = Session::demo().at(120, 40).press("2 Down");
    assert_snapshot!(session.screen(), @"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports                             Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     Showing: everyone of mine (45)   order: what is due first  | PATEL, Meera (Mrs)
         Name                  Where they are  Due              | Born 9 Mar 1954 (71)
       ! OKONKWO, Ada          Active          4 days late      | NHS number 999 000 2479
     > ! PATEL, Meera          Active          1 day late       | Phone 0114 496 0708
         AHMED, Yusuf          Active          Today            |
         O'BRIEN, Niamh        Active          Today            | Active since Mon 29 Dec 2025
         NGUYEN, Thi Lan       Waiting         5 of 5 days      | ! Next: Send lunch club details, large print, was due Mon
         JONES, Siân           Active          Today 10:00      | 2 Mar 2026 (1 day late)
         MACDONALD, Ewan       Active          Today 11:30      |
         TAYLOR, Joan          Active          Wed 4 Mar 14:00  | Gives and takes
         WRIGHT, Colin         Active          Thu 5 Mar        |   Not asked yet what they would like to give
         SINGH, Harpreet       Active          Fri 6 Mar        |   Gave and received: nothing noted yet
         BROWN, Denise         Waiting         2 of 5 days      |   On the way: participant
         EVANS WEST, Jo        Active          Mon 9 Mar        |
         COOPER, Alan          Waiting         1 of 5 days      | Joined to
         AP RHYS, Ceri         Active          Tue 10 Mar       |   Tuesday Lunch Club, agreed since Wed 11 Feb 2026, not
         KHAN, Imran           Trying to reach Wed 11 Mar       |   yet been
         ROBERTS, Gwen         Active          Thu 12 Mar       |   Sewing Bee, attending since Thu 22 Jan 2026, there 4
         FRASER, Lorna         Active          Fri 13 Mar       |   times, last on Thu 22 Jan 2026
         DOSANJH, Balbir       Active          Mon 16 Mar       |   Hollins Allotment Society, belongs since Mon 12 Jan
         IBÁÑEZ, José          Active          Mon 16 Mar       |   2026, there 9 times, last on Mon 9 Feb 2026
         MURPHY, Kathleen      Active          Tue 17 Mar       |
         HUGHES, Dilys         Active          Wed 18 Mar       | Timeline (23)
         AL-HAKIM, Yusra       Active          Wed 18 Mar       |   Mon 2 Mar  Reminder  Send lunch club details, large
         BEGUM, Rahima         Active          Thu 19 Mar       |   print, 1 day late
         WALKER, Stan          Active          Fri 20 Mar       |   Fri 20 Feb  Text  Spoke
         REID, Isobel          Active          Mon 23 Mar       |   Wed 11 Feb  Connection  Tuesday Lunch Club, agreed
         GREEN, Maureen        Active          Tue 24 Mar       |   Mon 9 Feb  Step done  Ring the carers' centre together
         ADEYEMI, Tunde        Active          Wed 25 Mar       |   Mon 9 Feb  Video  Spoke, 10 min
         CLARKE, Beryl         Active          Thu 26 Mar       |   Fri 23 Jan  Strength  Sews and mends
         OWEN, Rhys            Trying to reach Fri 27 Mar       |
         LEWIS, Patricia       Active          Mon 30 Mar       | Good to know
         SHAW, Audrey          Active          Mon 30 Mar       |   Large print.
         PRICE, Megan          Active          Tue 31 Mar       |   Would like help with: Caring, Low mood or anxiety
         HILL, Gordon          Active          Wed 1 Apr        |   Interests: Crafts, Reading
    ------------------------------------------------------------------------------------------------------------------------
     Row 2 of 45. Meera PATEL, active, 1 day late: Send lunch club details, large print.
     Enter open  c log contact  / search  f filter  o order  Space more  ? help  q quit
    ");
}

#[test]
fn searching_the_queue_narrows_it_letter_by_letter() {
    let session = Session::demo().at(80, 24).press("2 / o k Enter");
    assert_snapshot!(session.screen(), @"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     Search: ok
         Name                  Where they are  Due              Next step
     > ! OKONKWO, Ada          Active          4 days late      Phone call, after 2~











    --------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Phone 01632 960144   ! Please do not text. Best after 2pm.
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     Last: Fri 27 Feb 2026  Phone call  Left a message
    --------------------------------------------------------------------------------
     Row 1 of 1. Ada OKONKWO, active, 4 days late: Phone call, after 2pm.
     Enter open  c log contact  / search  f filter  Space more  ? help  q quit
    ");
}
