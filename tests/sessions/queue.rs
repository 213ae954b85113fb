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
         Name                  Where they are   Due             Next step
     > ! OKONKWO, Ada          Active           4 days late     Phone call, after 2~
       ! PATEL, Meera          Active           1 day late      Send lunch club det~
         AHMED, Yusuf          Active           Today           Check walking group~
         O'BRIEN, Niamh        Active           Today           6-week review, brin~
         NGUYEN, Thi Lan       Waiting          5 of 5 days     First contact
         JONES, Siân           Active           Today 10:00     Home visit, 14 Mill~
         MACDONALD, Ewan       Active           Today 11:30     Phone call, prefers~
         Teuila                Active           Wed 4 Mar       Home visit
         TAYLOR, Joan          Active           Wed 4 Mar 14:00 First talk
         WRIGHT, Colin         Active           Thu 5 Mar       Phone call
         SINGH, Harpreet       Active           Fri 6 Mar       Meet at allotment
         BROWN, Denise         Waiting          2 of 5 days     First contact
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
         Name                  Where they are   Due             | Born 9 Mar 1954 (71)
       ! OKONKWO, Ada          Active           4 days late     | NHS number 999 000 2487
     > ! PATEL, Meera          Active           1 day late      | Phone 01632 960964
         AHMED, Yusuf          Active           Today           |
         O'BRIEN, Niamh        Active           Today           | Active since Mon 29 Dec 2025
         NGUYEN, Thi Lan       Waiting          5 of 5 days     | ! Next: Send lunch club details, large print, was due Mon
         JONES, Siân           Active           Today 10:00     | 2 Mar 2026 (1 day late)
         MACDONALD, Ewan       Active           Today 11:30     |
         Teuila                Active           Wed 4 Mar       | Gives and takes
         TAYLOR, Joan          Active           Wed 4 Mar 14:00 |   Asked: not now, mon 16 feb 2026
         WRIGHT, Colin         Active           Thu 5 Mar       |   Gave and received: nothing noted yet
         SINGH, Harpreet       Active           Fri 6 Mar       |   On the way: participant
         BROWN, Denise         Waiting          2 of 5 days     |
         EVANS WEST, Jo        Active           Mon 9 Mar       | Joined to
         IBÁÑEZ, José          Active           Mon 9 Mar       |   Tuesday Lunch Club, agreed since Wed 11 Feb 2026, not
         COOPER, Alan          Waiting          1 of 5 days     |   yet been
         KHAN, Imran           Trying to reach  Wed 11 Mar      |   Sewing Bee, attending since Thu 22 Jan 2026, there 4
         ROBERTS, Gwen         Active           Thu 12 Mar      |   times, last on Thu 22 Jan 2026
         FRASER, Lorna         Active           Fri 13 Mar      |   Carers' Coffee, Victoria Mount Studio, attending since
         DOSANJH, Balbir       Active           Mon 16 Mar      |   Tue 20 Jan 2026, there 4 times, last on Mon 16 Feb 2026
         AP RHYS, Ceri         Active           Mon 16 Mar      |
         MURPHY, Kathleen      Active           Tue 17 Mar      | Timeline (15)
         HUGHES, Dilys         Active           Wed 18 Mar      |   Mon 2 Mar  Reminder  Send lunch club details, large
         BEGUM, Rahima         Active           Thu 19 Mar      |   print, 1 day late
         WALKER, Stan          Active           Fri 20 Mar      |   Mon 16 Feb  Asked  what they would like to give: not
         REID, Isobel          Active           Mon 23 Mar      |   now
         GREEN, Maureen        Active           Tue 24 Mar      |   Mon 16 Feb  Group  Cancelled by us
         ADEYEMI, Tunde        Active           Wed 25 Mar      |   Wed 11 Feb  Connection  Tuesday Lunch Club, agreed
         CLARKE, Beryl         Active           Thu 26 Mar      |   Mon 9 Feb  Phone call  Spoke, 20 min
         OWEN, Rhys            Trying to reach  Fri 27 Mar      |   Thu 22 Jan  Connection  Sewing Bee, attending, there 4
         LEWIS, Patricia       Active           Mon 30 Mar      |   times
         SHAW, Audrey          Active           Mon 30 Mar      |
         PRICE, Megan          Active           Tue 31 Mar      | Good to know
         HILL, Gordon          Active           Wed 1 Apr       |   Large print.
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
         Name                  Where they are   Due             Next step
     > ! OKONKWO, Ada          Active           4 days late     Phone call, after 2~











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
