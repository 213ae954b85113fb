//! A referral's way and the work with a person, on the screen.

use insta::assert_snapshot;

use super::session::Session;

#[test]
fn the_stage_form_offers_only_where_a_referral_can_go_and_asks_what_becomes_of_reminders() {
    let session = Session::demo().at(80, 24).press("2 Enter w Enter");
    assert_snapshot!(session.screen(), @"
     Where they are: Change where they are: OKONKWO, Ada (Mrs)             ! 2 late
    --------------------------------------------------------------------------------
       1  Received
       2  Offered
     > 3  Accepted (active) (chosen)
       4  Declined
       5  Unable to contact
       6  Not for us
       7  Passed on
       8  Withdrawn
       9  Closed










    --------------------------------------------------------------------------------
     3 of 9: Accepted (active). Press 3 or Enter.
     Enter choose  Esc close
    ");
    let session = session.press("9");
    assert_snapshot!(session.screen(), @"
     Change where they are: OKONKWO, Ada (Mrs)                          Draft saved
    --------------------------------------------------------------------------------

       ! Safe contact: Please do not text. Best after 2pm.

       Where they are  > Closed                  Enter to choose (9 ways)

       Why               Enter to choose

       In words           (optional) What was said.

       Open reminders    Put them away with it

       [ Save ]   [ Leave ]







    --------------------------------------------------------------------------------
     Field 1 of 4: Where they are. Closed. Enter for the list, or 1 to 9.
     Tab next  Shift+Tab back  Ctrl+S save  Esc leave  F1 help
    ");
}

#[test]
fn the_work_is_paused_and_started_again_by_name() {
    let session = Session::demo().at(80, 24).press("2 Enter :").write("pause the work").press("Enter");
    let session = session.write("In hospital").press("Ctrl+S");
    assert_snapshot!(session.status(), @"Saved: the work with Ada OKONKWO is paused. Press u to undo.");
    let session = session.press(":").write("start the work").press("Enter y");
    assert_snapshot!(session.status(), @"Saved: the work with Ada OKONKWO goes on. Press u to undo.");
    let session = session.press(":").write("close the work").press("Enter");
    assert_snapshot!(session.screen(), @"
     Close the work: OKONKWO, Ada (Mrs)                                    ! 2 late
    --------------------------------------------------------------------------------

       They can come back at any time: the work is started again with all of this.

       Why             > Enter to choose

       In words           (optional)

       Open reminders    Put them away with it

       [ Save ]   [ Leave ]









    --------------------------------------------------------------------------------
     End of the work with Ada OKONKWO. Field 1 of 3: Why. Nothing chosen. Enter for~
     Tab next  Shift+Tab back  Ctrl+S save  Esc leave  F1 help
    ");
}

#[test]
fn an_informal_contact_is_noted_and_becomes_a_referral() {
    let session =
        Session::demo().at(80, 24).press(":").write("note an informal").press("Enter").write("Rosa");
    let session = session.press("Tab").write("Waiting room").press("Ctrl+S");
    assert_snapshot!(session.status(), @"Saved: informal contact with Rosa, Tue 3 Mar 2026. Press u to undo.");
    let session = session.press(":").write("see informal").press("Enter Enter Enter");
    assert_snapshot!(session.screen(), @"
     Make a referral of an informal contact                             Step 1 of 3
    --------------------------------------------------------------------------------

       Met on Tue 3 Mar 2026: Rosa

       Given name          > Rosa
       Family name            One name is enough.
       Date of birth          (optional) For example 14 7 1945.
       NHS number             (optional)
       Phone                  (optional)
       Mobile                 (optional)
       Postcode               (optional)
       Safe contact           (optional) What must be known before you ring or wr~

       [ Save ]   [ Next page ]   [ Leave ]






    --------------------------------------------------------------------------------
     Referral of somebody we met. Field 1 of 8: Given name. Rosa.
     Tab next  Shift+Tab back  Ctrl+S save  Ctrl+E big editor  Esc leave  F1 help
    ");
    let session = session.press("Ctrl+S");
    assert_snapshot!(session.status(), @"Saved: referral of Rosa. Press u to undo.");
}
