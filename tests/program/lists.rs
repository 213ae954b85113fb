//! A list brought in on the screen: four steps, with the work in the background.

use super::{Home, SIZE};
use crate::terminal::session::{Ended, Session};

/// Opens the import of a list of the fixtures and chooses what its rows are.
fn choose(home: &Home, session: &mut Session, file: &str, kind: &str) {
    let fixture = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(file);
    std::fs::copy(fixture, home.caseload().with_file_name(file)).unwrap();
    session.wait_for("Today");
    session.settle();
    session.press(":");
    session.wait_for("Do anything");
    session.type_text("import a list");
    session.settle();
    session.press("Enter");
    session.wait_for("step 1 of 4");
    session.type_text(file);
    session.wait_for(&format!("1 of 1: {file}"));
    session.settle();
    session.press("Enter");
    session.wait_for("What are the rows");
    session.settle();
    session.press(kind);
    session.wait_for("Step 2 of 4");
    session.settle();
}

/// The screen, without blanks at the ends of lines.
fn shown(session: &Session) -> String {
    session.screen().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// How many people the caseload has.
fn people(home: &Home) -> usize {
    let told: serde_json::Value =
        serde_json::from_slice(&home.run(&["list", "people", "--json"]).stdout).unwrap();
    told["items"].as_array().unwrap().len()
}

#[test]
fn a_list_is_chosen_matched_checked_settled_and_added_and_one_undo_takes_it_back() {
    let home = Home::with_a_caseload();
    let before = people(&home);
    let mut session = home.start_in(&[], &[], SIZE);
    choose(&home, &mut session, "gp_report_21_columns.csv", "1");
    insta::assert_snapshot!(shown(&session), @r#"
     Import referrals: gp_report_21_columns.csv          Step 2 of 4: match columns
    ────────────────────────────────────────────────────────────────────────────────
     >   The list is called                 GP patient report
         Days are written                   Day first: 5/3/2026 is 5 March
         Letters are written in             As kith finds it

         Column of the file                 Goes to
         EMIS Number                        Their number for it
         Organisation Code                  GP practice code
         Organisation Name                  GP practice, Their organisation
         Usual GP's Full Name               GP
         NHS Number                         NHS number
         Title                              Title
         Family Name                        Family name
         Calling Name                       Given name
       ! Age                                left out
         Date of Birth                      Date of birth
         Gender                             Gender
         House Name / Flat Number           Address
         Number and Street                  Address
         Locality                           Address
    ────────────────────────────────────────────────────────────────────────────────
     The list is called: GP patient report. Enter changes it.
     Enter open  Ctrl+S go on  Esc back  Space more  ? help  q quit
    "#);
    // A column that is left out is sent to a field, and back.
    session.press("Down Down Down Down Down Down Down Down Down Down Down Enter");
    session.wait_for("Where does \"Age\" go?");
    session.type_text("pronouns");
    session.settle();
    session.press("Enter");
    session.wait_for("\"Age\" goes to: Pronouns");
    session.press("Enter");
    session.wait_for("Where does \"Age\" go?");
    session.type_text("leave this");
    session.settle();
    session.press("Enter");
    session.wait_for("\"Age\" goes to: left out");
    session.press("Ctrl+S");
    session.wait_for("Step 3 of 4");
    session.wait_for("Ready to add");
    session.settle();
    insta::assert_snapshot!(shown(&session), @r#"
     Import referrals: gp_report_21_columns.csv                  Step 3 of 4: check
    ────────────────────────────────────────────────────────────────────────────────
      Rows read                    80
      Ready to add                 76
      Will change                   0
      Already here                  1
      You decide                    1
      Cannot be used                2

      UTF-8 with BOM, commas, list "GP patient report".
      Nothing has been added yet.

     You decide
     > ! line 46
           The NHS number belongs to the person in line 45, who has another name.

     Cannot be used
         line 21    NHS number must add up. Check the last digit of 999 379 5213.
         line 51    Date of birth must be in the past.

     Good to know
    ────────────────────────────────────────────────────────────────────────────────
     Problem 1 of 3. Line 46: The NHS number belongs to the person in line 45, who…
     Enter open  Ctrl+S add them  Esc back  Space more  ? help  q quit
    "#);
    assert_eq!(people(&home), before);
    // The row that was set aside is about somebody new.
    session.press("Enter");
    session.wait_for("What about this row?");
    session.settle();
    session.press("1");
    session.wait_for("Somebody new");
    session.settle();
    session.press("Ctrl+S");
    session.wait_for("Add this list?");
    session.settle();
    session.press("y");
    session.wait_for("Step 4 of 4");
    session.wait_for("Added");
    session.settle();
    let kept = home.caseload().with_file_name("gp_report_21_columns-not-imported.csv");
    assert!(std::fs::read_to_string(&kept).unwrap().contains("must add up"));
    let added = people(&home) - before;
    assert!(added > 70, "{added}");
    session.press("Esc");
    session.wait_for("[1 Today]");
    session.settle();
    session.press("u");
    session.wait_for("imported a list");
    session.settle();
    session.press("y");
    session.wait_for("Undone: imported a list");
    session.settle();
    assert_eq!(people(&home), before);
    session.press("q");
    assert_eq!(session.end(), Ended::Status(0));
}

#[test]
fn how_the_columns_of_a_list_go_is_kept_for_the_next_file_like_it_and_for_a_script() {
    let home = Home::with_a_caseload();
    let mut session = home.start_in(&[], &[], (120, 40));
    choose(&home, &mut session, "gp_list_windows1252.csv", "1");
    session.press("Enter");
    session.wait_for("What is the list called?");
    session.type_text("From the practice");
    session.settle();
    session.press("Enter");
    session.wait_for("The list is called: From the practice.");
    session.press("Down Down Enter");
    session.wait_for("How are the letters written?");
    session.settle();
    session.press("3");
    session.wait_for("Letters are written in: Windows-1252");
    session.press("Ctrl+S");
    session.wait_for("Ready to add");
    session.wait_for("The list is called \"From the practice\"");
    session.settle();
    let kept = home.caseload().with_file_name("lists").join("referrals-from-the-practice.toml");
    assert!(!kept.exists(), "nothing is kept before it is added");
    session.press("Ctrl+S");
    session.wait_for("Add this list?");
    session.settle();
    session.press("y");
    session.wait_for("It is done");
    session.settle();
    session.press("Esc");
    session.wait_for("[1 Today]");
    session.settle();
    let text = std::fs::read_to_string(&kept).unwrap();
    assert!(text.contains("From the practice") && text.contains("nhs_number"), "{text}");
    drop(session);

    let mut session = home.start_in(&[], &[], (120, 40));
    choose(&home, &mut session, "gp_list_windows1252.csv", "1");
    session.wait_for("The columns go as they did the last time.");
    session.wait_for("From the practice");
    session.wait_for("--map");
    drop(session);
    let kept = kept.to_string_lossy().into_owned();
    let list = home.caseload().with_file_name("gp_list_windows1252.csv").to_string_lossy().into_owned();
    let told = home.run(&["import", "referrals", &list, "--map", &kept, "--dry-run", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!((&told["source"], &told["added"]), (&"From the practice".into(), &0.into()), "{told}");
}

#[test]
fn a_check_can_be_left_and_nothing_is_added_and_a_file_that_is_no_list_is_said_to_be_none() {
    let home = Home::with_a_caseload();
    let before = people(&home);
    let mut session = home.start_in(&[], &[], (40, 12));
    choose(&home, &mut session, "foodbanks.csv", "3");
    session.press("Ctrl+S");
    session.wait_for("Ready");
    session.settle();
    insta::assert_snapshot!(shown(&session), @"
    Import assets: foo… Step 3 of 4: check
     Ready 37, change 0, decide 0, unusab…








    Every row can be used. Press Ctrl+S to…
    Space more  ? help  q quit
    ");
    session.press("Esc");
    session.wait_for("Nothing was added");
    session.settle();
    session.press("Esc");
    session.wait_for("Today");
    session.settle();
    drop(session);
    let mut session = home.start_in(&[], &[], SIZE);
    choose(&home, &mut session, "foodbanks.csv", "1");
    session.press("Ctrl+S");
    session.wait_for("looks like a directory");
    session.settle();
    assert_eq!(people(&home), before);
}
