//! Reports: figures, what they count, and the rows behind them.

use insta::assert_snapshot;

use super::session::Session;

/// While no key is pressed one piece after another comes.
fn filled(mut session: Session) -> Session {
    // However slow the machine is just now.
    while session.does(|app| app.fills_on()) {
        session.does(kith::tui::app::App::idle);
    }
    session
}

/// A report, whole, on a screen of a size.
fn report(name: &str, width: u16, height: u16) -> Session {
    filled(Session::demo().at(width, height).press("5 /").write(name).press("Enter"))
}

#[test]
fn a_figure_says_what_it_counts() {
    let session = Session::demo().at(80, 24).press("5 Down");
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]    ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     [Caseload] 1 of 12 (Tab, /)  today, my people (f)
     People
         Waiting                          3
     >   Waiting too long                 0 of 3 (0%)
         Trying to reach                  2
         Active                           39
         Paused                           1
         Closed                           3
         Known, no referral               0
         Put away                         0

     Reminders
         Late                             2
         For today                        4
     Give and take
    --------------------------------------------------------------------------------
     People who wait and whose first contact was due before today: five working
     days after the referral came, bank holidays left out.

    --------------------------------------------------------------------------------
     2 of 70. Waiting too long: 0 of 3 people, 0%.
     / other report  f whose  Space more  ? help  q quit
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
    let session = Session::demo().at(80, 24).press("5 /").write("recip").press("Enter");
    let session = filled(session);
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]    ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     [Reciprocity] 7 of 12 (Tab, /)  4 Mar 2025 to 3 Mar 2026 (o), my people (f)
     Asked and offered
     >   Asked                            28 of 45 (62%)
         Offered something                18 of 28 (64%)
         Offers taken up                  9 of 21 (43%)

     Given and received
         Gave and received                13 of 27 (48%)
         Gives among gives and receives   31 of 58 (53%)
         Thanked                          19 of 31 (61%)
         Gave for the first time          21
         Days to the first give           101

     On the way
         Became recipient                 35
    --------------------------------------------------------------------------------
     People in our work now who were asked in these days what they would like to
     give, out of all in our work now.

    --------------------------------------------------------------------------------
     1 of 21. Asked: 28 of 45 people, 62%.
     Enter open  / other report  f whose  o days  Space more  ? help  q quit
    ");
    let rows = session.press("Down Down Down Enter");
    assert!(rows.screen().contains("The rows behind: Gave and received"), "{}", rows.screen());
    let quarter = rows.press("Esc o Down Enter");
    assert!(quarter.screen().contains("1 Jan 2026 to 3 Mar 2026 (o), my people (f)"), "{}", quarter.screen());
}

#[test]
fn the_measure_is_for_everyone_one_worker_or_one_group_as_chosen() {
    let session = filled(Session::demo().at(80, 24).press("5 /").write("recip").press("Enter f"));
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
    assert!(
        everyone.screen().contains("4 Mar 2025 to 3 Mar 2026 (o), everyone (f)"),
        "{}",
        everyone.screen()
    );
    let group = filled(everyone.press("f").write("allotment").press("Enter"));
    assert_snapshot!(group.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]    ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     [Reciprocity] 7 of 12 (Tab, /)  past year (o), Hollins Allotment Society (f)
     Asked and offered
     >   Asked                            1 of 2 (50%)
         Offered something                1 of 1 (100%)
         Offers taken up                  0 of 1 (0%)

     Given and received
         Gave and received                0 of 1 (0%)
         Gives among gives and receives   3 of 3 (100%)
         Thanked                          2 of 3 (67%)
         Gave for the first time          1
         Days to the first give           140

     On the way
         Became recipient                 2
    --------------------------------------------------------------------------------
     People in our work now who were asked in these days what they would like to
     give, out of all in our work now.

    --------------------------------------------------------------------------------
     1 of 20. Asked: 1 of 2 people, 50%.
     Enter open  / other report  f whose  o days  Space more  ? help  q quit
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

#[test]
fn activity_has_bars_beside_its_shares_and_its_months_as_a_table() {
    let session = report("activity", 120, 40);
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]                            Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     [Activity] 2 of 12 (Tab, /)  4 Mar 2025 to 3 Mar 2026 (o), my people (f)     | Referrals received
     Coming and going                                                             |   48, before: 0 referrals
     >   Referrals received               48, before: 0                           | now     #############################
         New people                       48, before: 0                           | before
         Informal contacts                2, before: 0                            |
         Work begun                       42, before: 1                           | What is counted
         Work closed                      2, before: 1                            |   Referrals received in these days.
                                                                                  |
     Where referrals came from                                                    | Enter opens the rows behind it.
         GP                               8 of 48 (17%), before: 0     ##         |
         Self                             4 of 48 (8%), before: 0      #          |
         Allied health professional       3 of 48 (6%), before: 0      #          |
         Council                          3 of 48 (6%), before: 0      #          |
         Housing association              3 of 48 (6%), before: 0      #          |
         Pharmacy                         3 of 48 (6%), before: 0      #          |
         Faith group                      2 of 48 (4%), before: 0      #          |
         Family, friend or neighbour      2 of 48 (4%), before: 0      #          |
         Fire service                     2 of 48 (4%), before: 0      #          |
         Hospital discharge               2 of 48 (4%), before: 0      #          |
         Job centre                       2 of 48 (4%), before: 0      #          |
         Multi-disciplinary team          2 of 48 (4%), before: 0      #          |
         Practice nurse                   2 of 48 (4%), before: 0      #          |
         Charity or community group       2 of 48 (4%), before: 0      #          |
         Ambulance                        1 of 48 (2%), before: 0      #          |
         Mental health team               1 of 48 (2%), before: 0      #          |
         Other primary care               1 of 48 (2%), before: 0      #          |
         Met in the community             1 of 48 (2%), before: 0      #          |
         Police                           1 of 48 (2%), before: 0      #          |
         Came back                        1 of 48 (2%), before: 0      #          |
         School or college                1 of 48 (2%), before: 0      #          |
         Social care                      1 of 48 (2%), before: 0      #          |
                                                                                  |
     With people                                                                  |
         People we spoke with             42, before: 0                           |
         Contacts                         442, before: 0                          |
    ------------------------------------------------------------------------------------------------------------------------
     1 of 72. Referrals received: 48 referrals, 0 before.
     Enter open  / other report  f whose  o days  Space more  ? help  q quit
    ");
    let months = session.press("End Up");
    assert_snapshot!(months.screen(), @"
     1 Today  2 Queue  3 Assets  4 Give and take [5 Reports]                            Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     [Activity] 2 of 12 (Tab, /)  4 Mar 2025 to 3 Mar 2026 (o), my people (f)     | Referrals (the highest is 8)
         Story or culture                 3 of 83 (4%), before: 0      #          |                   ##    ##    ##
         Place                            1 of 83 (1%), before: 0      #          |                   ## ## ##    ##
         A neighbour                      1 of 83 (1%), before: 0      #          |             ##    ## ## ##    ##
                                                                                  |             ## ## ## ## ##    ##
     Why work was closed                                                          |             ## ## ## ## ##    ##
         Moved                            1 of 2 (50%), before: 0      #####      | ## ## ## ## ## ## ## ## ##    ##
         The person ended it              1 of 2 (50%), before: 0      #####      | ## ## ## ## ## ## ## ## ## ## ## ##
         Goals met                        0 of 2 (0%), before: 1                  | -- -- -- -- -- -- -- -- -- -- -- ^^
                                                                                  |
     How goals ended                                                              | Month
         Reached                          15 of 28 (54%), before: 0    ######     |   March 2026
         Let go                           8 of 28 (29%), before: 0     ###        |
         Partly reached                   5 of 28 (18%), before: 0     ##         | Referrals
                                                                                  |   1     .....::|||.|.  at most 8
     Month by month                                                               |
         Month           Referrals  Contacts  Connections made  Work closed       | Contacts
         March 2025      1          1         0                 0                 |   8     ......::||||.  at most 80
         April 2025      2          3         1                 0                 |
         May 2025        2          10        2                 0                 | Connections made
         June 2025       2          10        2                 0                 |   0     _......:|||:_  at most 19
         July 2025       2          17        4                 0                 |
         August 2025     5          22        4                 1                 | Work closed
         September 2025  4          33        5                 0                 |   0     _____|_____|_  at most 1
         October 2025    7          44        7                 0                 |
         November 2025   6          58        19                0                 | Enter opens the rows behind it.
         December 2025   7          78        18                0                 |
         January 2026    1          78        14                0                 | What the columns say
         February 2026   8          80        7                 1                 |   Referrals: Referrals received in the
     >   March 2026      1          8         0                 0                 |   month.
                                                                                  |   Contacts: Contacts with people in the
     The days before                                                              |   month, also where nobody was reached.
         The first record of this caseload is of Fri 27 Sep 2024. The days        |   Connections made: Connections that
         before begin on Mon 4 Mar 2024, so they are not whole, and what is told  |   were made in the month with the
         of them may be too little.                                               |   person's yes.
    ------------------------------------------------------------------------------------------------------------------------
     71 of 72. March 2026. Referrals: 1; Contacts: 8; Connections made: 0; Work closed: 0.
     Enter open  / other report  f whose  o days  Space more  ? help  q quit
    ");
}

#[test]
fn every_report_is_there_at_every_size_and_its_figures_open_their_rows() {
    for (width, height) in [(40, 12), (80, 24), (200, 50)] {
        let mut session = Session::demo().at(width, height).press("5");
        for which in kith::report::catalogue::Which::ALL {
            session = filled(session);
            let screen = session.screen();
            assert!(screen.contains(&format!("[{}]", which.label())), "{width}x{height}: {screen}");
            assert!(screen.contains(" > "), "{width}x{height}: {screen}");
            // Down to the end and back: no row is drawn where it does not belong, and none says nothing.
            session = session.press("End");
            assert!(!session.status().is_empty(), "{}", session.screen());
            session = session.press("Home Tab");
        }
        assert!(filled(session).screen().contains("[Caseload]"), "after the last comes the first again");
    }
}

#[test]
fn the_days_and_the_people_of_a_report_are_chosen_or_typed() {
    let session = report("activity", 80, 24).press("o").write("1 jan to 31 jan").press("Enter");
    let session = filled(session);
    assert!(session.screen().contains("1 Jan 2026 to 31 Jan 2026 (o)"), "{}", session.screen());
    let session = filled(session.press("f").write("ml1").press("Enter"));
    assert!(session.screen().contains("postcodes ML1 (f)"), "{}", session.screen());
    // A report that cannot be of an area is of everyone; the area is not forgotten. Assets have an area, too.
    let given = filled(session.press("/").write("reciprocity").press("Enter"));
    assert!(given.screen().contains("everyone (f)"), "{}", given.screen());
    let assets = filled(given.press("/").write("directory").press("Enter"));
    assert!(assets.screen().contains("today, postcodes ML1 (f)"), "{}", assets.screen());
    let assets = assets.press("o");
    assert!(assets.status().contains("how things stand today"));
    let all = filled(assets.press("f").write("everyone").press("Enter"));
    assert!(all.screen().contains("today, everyone (f)"), "{}", all.screen());
    let there = filled(all.press("f").write("ml2").press("Enter"));
    assert!(there.screen().contains("today, postcodes ML2 (f)"), "{}", there.screen());
    let back = filled(report("activity", 80, 24).press("f").write("referred by gp").press("Enter"));
    assert!(back.screen().contains("from GP (f)"), "{}", back.screen());
}

#[test]
fn the_caseload_is_of_one_worker_a_practice_an_area_or_a_source_as_chosen() {
    let of = |typed: &str| filled(Session::demo().at(80, 24).press("5 f").write(typed).press("Enter"));
    for (typed, said) in [
        ("everyone", "today, everyone (f)"),
        ("sam", "today, people of Sam Okoro (f)"),
        ("mill lane surgery", "today, practice mill lane surgery (f)"),
        ("ml1", "today, postcodes ML1 (f)"),
        ("referred by self", "today, from Self (f)"),
    ] {
        let screen = of(typed).screen();
        assert!(screen.contains(said) && screen.contains("Active "), "{typed}: {screen}");
    }
    // A practice of which nobody is registered is said to be so, and is not chosen.
    let nowhere = Session::demo().at(80, 24).press("5 f").write("no such place");
    assert!(nowhere.screen().contains("nobody is registered there"), "{}", nowhere.screen());
    assert!(!nowhere.press("Enter").screen().contains("practice no such place (f)"));
}

#[test]
fn no_name_of_a_figure_is_cut_at_any_size() {
    for (width, height) in [(40, 12), (80, 24), (120, 40), (200, 50)] {
        for (which, name) in [
            ("outcomes", "Loneliness: first before the referral"),
            ("impact", "Outpatient appointments: before and after"),
        ] {
            let mut session = report(which, width, height);
            let mut seen = String::new();
            for _ in 0..32 {
                seen.push_str(&session.screen());
                session = session.press("Down");
            }
            // In a small window a name may take two lines.
            let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(seen.contains(&format!("{name} ")), "{which} at {width}x{height}: {}", session.screen());
        }
    }
}

#[test]
fn a_report_is_kept_as_a_page_that_tells_no_count_under_five_and_is_never_written_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("activity.html");
    let keep = |session: Session| {
        session.press(":").write("as a page").press("Enter").write(page.to_str().unwrap()).press("Enter")
    };
    let kept = keep(report("activity", 80, 24));
    assert!(kept.status().contains("Kept: "), "{}", kept.screen());
    let text = std::fs::read_to_string(&page).unwrap();
    assert!(text.contains("What is not told") && text.contains("<svg"), "{text}");
    let again = keep(report("activity", 80, 24));
    assert!(again.status().contains("There is a file"), "{}", again.screen());
    assert_eq!(std::fs::read_to_string(&page).unwrap(), text);
}

/// The rows of the fourth number of a row that opens several.
fn rows_of_last_90_days(asked: Session) -> String {
    asked.press("4").screen()
}

#[test]
fn a_row_of_who_refers_and_of_what_ends_opens_its_people() {
    let rows = report("who refers", 120, 40).press("Down Down Down Down");
    assert!(rows.screen().contains("Enter opens the rows behind it."), "{}", rows.screen());
    let asked = rows.press("Enter");
    let screen = asked.screen();
    assert!(screen.contains("Which rows? Mill Lane Surgery (GP)"), "{screen}");
    assert!(screen.contains("1  All of them") && screen.contains("Last 90 days"), "{screen}");
    let lately = rows_of_last_90_days(asked);
    assert!(
        lately.contains("3 in all") && lately.contains("Of the past year, those of its last"),
        "{lately}"
    );
    let asked = report("who refers", 120, 40).press("Down Down Down Down Enter");
    let behind = asked.press("Enter");
    let screen = behind.screen();
    assert!(
        screen.contains("The rows behind: Mill Lane Surgery (GP)") && screen.contains("8 in all"),
        "{screen}"
    );
    assert!(screen.contains("OKONKWO, Ada") && screen.contains("in the two years up to today"), "{screen}");
    let ends = report("funding", 80, 24).press("Down Enter").screen();
    assert!(ends.contains("The rows behind: Tuesday Lunch Club") && ends.contains("3 in all"), "{ends}");
    assert!(ends.contains("PATEL, Meera") && ends.contains("Agreed"), "{ends}");
}

#[test]
fn on_a_small_screen_no_name_of_days_or_of_whose_work_is_cut() {
    for which in kith::report::catalogue::Which::ALL {
        let screen = report(which.label(), 40, 12).screen();
        let heading = screen.lines().nth(1).unwrap_or_default();
        let what = if which.takes_days() { "past year" } else { "today" };
        let whose = if which.takes_worker() { "my people" } else { "everyone" };
        assert!(heading.contains(what) && heading.contains(whose) && !heading.contains('~'), "{screen}");
    }
}

#[test]
fn bars_of_months_stand_whole_under_the_name_of_what_they_count() {
    for (width, height) in [(120, 40), (200, 50)] {
        let screen = report("supervision", width, height).screen();
        let left: Vec<&str> =
            screen.lines().map(|line| line.split(" | ").next().unwrap_or_default()).collect();
        let head = left.iter().position(|line| line.contains("Contacts") && line.contains("Month")).unwrap();
        let at = left[head].rfind("Referrals").unwrap();
        assert!(left[head].find("Referrals").unwrap() < at, "{screen}");
        // In March nobody but one was referred: the shortest of the bars.
        assert!(left[head + 1].get(at..).is_some_and(|bar| bar.starts_with('#')), "{screen}");
        assert!(left[head..head + 13].iter().all(|line| !line.contains('~')), "{screen}");
    }
    // Where a bar has no room, no column is cut for it.
    let screen = report("supervision", 80, 24).press("PageDown").screen();
    assert!(screen.contains("Work closed  Contacts\n"), "{screen}");
}

#[test]
fn a_number_that_is_worked_out_says_what_it_is_where_nothing_stands_beside_the_list() {
    let asked = report("outcomes", 80, 24).press("Down Down Down Down Down Down Enter");
    let screen = asked.screen();
    assert!(screen.contains("Which rows? Satisfied") && screen.contains("Spread"), "{screen}");
    // People, better, same, worse, which is better, then what is worked out of them.
    let says = asked.press("Down Down Down Down Down Down Down Down Down Enter").screen();
    assert!(
        says.contains("What it says: Satisfied: spread") && says.contains("standard deviation"),
        "{says}"
    );
    let better = report("outcomes", 80, 24).press("Down Down Down Down Down Down Enter 2").screen();
    assert!(better.contains("The rows behind: Satisfied: better"), "{better}");
}
