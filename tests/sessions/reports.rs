//! Reports: figures, what they count, and the rows behind them.

use insta::assert_snapshot;

use super::session::Session;

#[test]
fn a_figure_says_what_it_counts() {
    let session = Session::demo().at(80, 24).press("5 Down");
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]    ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     [Caseload]  Reciprocity   my people (f)
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

#[test]
fn the_measure_of_reciprocity_fills_in_piece_by_piece_and_each_figure_opens_its_rows() {
    let mut session = Session::demo().at(80, 24).press("5 Tab");
    assert_eq!(session.status(), "Counting.");
    // While no key is pressed one piece after another comes.
    for _ in 0..5 {
        session.does(|app| {
            app.idle();
        });
    }
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]    ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
      Caseload  [Reciprocity]  past year (o), my people (f)
     Asked and offered
     >   Asked                              28 of 45 (62%)
         Offered something                  18 of 28 (64%)
         Offers taken up                    9 of 21 (43%)

     Given and received
         Gave and received                  13 of 27 (48%)
         Gives among gives and receives     31 of 58 (53%)
         Thanked                            19 of 31 (61%)
         Gave for the first time            21
         Days to the first give             101

     On the way
         Became recipient                   35
    --------------------------------------------------------------------------------
     People in our work now who were asked in these days what they would like to
     give, out of all in our work now.

    --------------------------------------------------------------------------------
     1 of 25. Asked: 28 of 45 (62%) people.
     Enter open  f filter  o order  Space more  ? help  q quit
    ");
    let rows = session.press("Down Down Down Enter");
    assert!(rows.screen().contains("The rows behind: Gave and received"), "{}", rows.screen());
    let quarter = rows.press("Esc o");
    assert!(quarter.screen().contains("this quarter (o), my people (f)"), "{}", quarter.screen());
}

#[test]
fn the_measure_is_for_everyone_one_worker_or_one_group_as_chosen() {
    let filled = |mut session: Session| {
        for _ in 0..5 {
            session.does(|app| {
                app.idle();
            });
        }
        session
    };
    let session = filled(Session::demo().at(80, 24).press("5 Tab f"));
    assert_snapshot!(session.screen(), @"
     Whose give and take? For a group: a word of its name                  ! 2 late
    --------------------------------------------------------------------------------
     Find:

     > Everyone
       My people
       People of Sam Okoro
       People of Meera Nair













    --------------------------------------------------------------------------------
     1 of 4: Everyone.
     Enter choose  Esc close
    ");
    let everyone = filled(session.press("Enter"));
    assert!(everyone.screen().contains("past year (o), everyone (f)"), "{}", everyone.screen());
    let group = filled(everyone.press("f").write("allotment").press("Enter"));
    assert_snapshot!(group.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]    ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
      Caseload  [Reciprocity]  past year (o), Hollins Allotment Society (f)
     Asked and offered
     >   Asked                              1 of 2 (50%)
         Offered something                  1 of 1 (100%)
         Offers taken up                    0 of 1 (0%)

     Given and received
         Gave and received                  0 of 1 (0%)
         Gives among gives and receives     3 of 3 (100%)
         Thanked                            2 of 3 (67%)
         Gave for the first time            1
         Days to the first give             140

     On the way
         Became recipient                   2
    --------------------------------------------------------------------------------
     People in our work now who were asked in these days what they would like to
     give, out of all in our work now.

    --------------------------------------------------------------------------------
     1 of 25. Asked: 1 of 2 (50%) people.
     Enter open  f filter  o order  Space more  ? help  q quit
    ");
    // The rows behind a figure are the people of the group alone.
    let rows = group.press("Enter");
    assert_snapshot!(rows.screen(), @"
     The rows behind: Asked                                                1 in all
    --------------------------------------------------------------------------------
     People in our work now who were asked in these days what they would like to
     give, out of all in our work now.

     >   SINGH, Harpreet            Tue 20 Jan















    --------------------------------------------------------------------------------
     Row 1 of 1. SINGH, Harpreet: Tue 20 Jan.
     Enter open  Esc back  Space more  ? help  q quit
    ");
}
