//! Reports: figures, what they count, and the rows behind them.

use insta::assert_snapshot;

use super::session::Session;

#[test]
fn a_figure_says_what_it_counts() {
    let session = Session::demo().at(80, 24).press("5 Down");
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]    ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     Caseload on Tuesday 3 March 2026, my people (f changes it)
     People
         Waiting                            3
     >   Waiting too long                   0 of 3 (0%)
         Trying to reach                    2
         Active                             39
         Paused                             1
         Closed                             3
         Known, no referral                 0
         Put away                           0

     Reminders
         Late                               2
         For today                          4
     Give and take
    --------------------------------------------------------------------------------
     People who wait and whose first contact was due before today: five working
     days after the referral came, bank holidays left out.

    --------------------------------------------------------------------------------
     2 of 70. Waiting too long: 0 of 3 (0%) people.
     f filter  Space more  ? help  q quit
    ");
}

#[test]
fn enter_opens_the_rows_behind_a_figure() {
    let session = Session::demo().at(80, 24).press("5 Down Down Enter");
    assert_snapshot!(session.screen(), @"
     The rows behind: Trying to reach                                      2 in all
    --------------------------------------------------------------------------------
     People with an open referral whom we tried to reach and have not spoken to
     yet.

     >   KHAN, Imran (Mr)           Trying to reach, next: Letter 2, Wed 11 Mar
         OWEN, Rhys (Mr)            Trying to reach, next: Letter 1, Fri 27 Mar














    --------------------------------------------------------------------------------
     Row 1 of 2. KHAN, Imran (Mr): Trying to reach, next: Letter 2, Wed 11 Mar.
     Enter open  Esc back  Space more  ? help  q quit
    ");
}
