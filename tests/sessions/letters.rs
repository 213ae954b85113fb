//! Letters on the screen: chosen, shown, changed, kept, and read to be copied.

use insta::assert_snapshot;

use super::session::Session;

#[test]
fn a_letter_is_shown_can_be_changed_and_is_kept_on_the_line_of_time() {
    let session = Session::demo().at(80, 24).press("2 Enter :").write("write a letter").press("Enter");
    assert_snapshot!(session.screen(), @"
     Which letter?                                                         ! 2 late
    --------------------------------------------------------------------------------
     > 1  For the GP record
       2  To the referrer
       3  The person's own plan
















    --------------------------------------------------------------------------------
     1 of 3: For the GP record. Press 1 or Enter.
     Enter choose  Esc close
    ");
    let form = session.press("1");
    assert_snapshot!(form.screen(), @"
     For the GP record: OKONKWO, Ada (Mrs)                                 ! 2 late
    --------------------------------------------------------------------------------

       ! Safe contact: Please do not text. Best after 2pm.
       Ctrl+E on the letter opens it whole, fewer than 1200 characters. Saving
       keeps it and shows it to be copied.

       How it goes         > Copied                  Enter to choose (5 ways)

       To                    Mill Lane Surgery

       Actions for the GP     (optional) None. Several go with semicolons between.

       It may be longer      No

       Letter                Social prescribing, Tue 3 Mar 2026
                             Ada OKONKWO, born 14 Jul 1945, NHS number 999 000
                             1235


       [ Save ]   [ Leave ]
    --------------------------------------------------------------------------------
     Letter about Ada OKONKWO. Field 1 of 5: How it goes. Copied. Enter for the lis~
     Tab next  Shift+Tab back  Ctrl+S save  Esc leave  F1 help
    ");
    let kept = form.press("Ctrl+S");
    assert!(kept.screen().contains("Social prescribing, Tue 3 Mar 2026"), "{}", kept.screen());
    let record = kept.press("Esc");
    assert!(record.screen().contains("Letter: for the GP record"), "{}", record.screen());
}

#[test]
fn a_letter_that_is_kept_asks_nothing_when_one_goes_back_without_a_file() {
    let form = Session::demo().at(80, 24).press("2 Enter :").write("write a letter").press("Enter 3");
    // Kept as a file, and changed by hand.
    let keep = form.press("Enter 2 Tab Tab").write("x").press("Ctrl+S");
    assert!(keep.screen().contains("Keep the letter"), "{}", keep.screen());
    let record = keep.write("my").press("Esc");
    let screen = record.screen();
    assert!(screen.contains("[Timeline]") && screen.contains("Letter: the person's own plan"), "{screen}");
    let queue = record.press("Esc");
    assert!(
        queue.screen().contains("[2 Queue]") && !queue.screen().contains("[Timeline]"),
        "{}",
        queue.screen()
    );
}

#[test]
fn a_plan_that_says_nothing_says_so_before_it_goes() {
    let form = Session::demo().at(80, 24).press("2 /").write("cooper").press("Enter Enter :");
    let form = form.write("write a letter").press("Enter 3");
    let screen = form.screen();
    assert!(
        screen.contains("own plan: COOPER, Alan") && screen.contains("This plan says nothing yet"),
        "{screen}"
    );
}
