//! Lists and directories brought in by the command line.

use std::path::PathBuf;

use super::Home;

fn fixture(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", name].iter().collect();
    format!("'{}'", path.display())
}

#[test]
fn a_list_is_planned_then_imported_then_met_again_then_taken_back() {
    let home = Home::new();
    let file = fixture("gp_report_21_columns.csv");
    let plan = home.kith(&format!("import referrals {file} --dry-run --json"));
    assert_eq!(plan.status, 4, "{}", plan.told());
    let plan = plan.json();
    assert_eq!(plan["operation"], serde_json::Value::Null);
    assert_eq!(home.kith("list people --json").json()["total"], 0);
    let rejects = home.path("rejects.csv");
    let ran = home.kith(&format!("import referrals {file} --json --rejects '{}'", rejects.display()));
    let done = ran.json();
    for figure in ["read", "added", "changed", "same", "set_aside", "refused"] {
        assert_eq!(done[figure], plan[figure], "{figure}");
    }
    assert_eq!((&done["read"], &done["added"], &done["refused"]), (&80.into(), &76.into(), &2.into()));
    assert_eq!(std::fs::read_to_string(&rejects).unwrap().lines().count(), 4);
    let people = home.kith("list people --json").json()["total"].clone();
    let again = home.kith(&format!("import referrals {file} --json")).json();
    assert_eq!((&again["added"], &again["changed"]), (&0.into(), &0.into()));
    assert_eq!(again["operation"], serde_json::Value::Null);
    assert_eq!(home.kith("list people --json").json()["total"], people);
    home.kith("undo").fine();
    assert_eq!(home.kith("list people --json").json()["total"], 0);
}

#[test]
fn the_summary_for_people_adds_up_and_says_how_to_go_on() {
    let home = Home::new();
    let ran = home.kith(&format!("import referrals {}", fixture("gp_report_21_columns.csv")));
    assert_eq!(ran.status, 4);
    assert!(ran.out.contains("     80  read\n     76  added\n"), "{}", ran.out);
    assert!(
        ran.err.contains("Some rows could not be used.\nTo keep them in a file: --rejects FILE"),
        "{}",
        ran.err
    );
}

#[test]
fn a_list_comes_from_standard_input_too() {
    let home = Home::new();
    let list = "First name,Surname,Date of birth\nAda,Okonkwo,14/07/1945\n";
    let ran = home.given(list, "import people - --json --source clinic").fine();
    assert_eq!(ran.json()["added"], 1);
}

#[test]
fn a_referral_comes_with_the_worker_it_is_for_and_leaves_with_them() {
    let home = Home::new();
    home.kith("add worker --set login=sam --set name='Sam Ode' --set role=link_worker").fine();
    let list = "First name,Surname,Date of birth,Referral date,Link worker\n\
                Ada,Okonkwo,14/07/1945,20/02/2026,Sam Ode\n\
                Meera,Patel,03/02/1952,21/02/2026,sam\n\
                Alan,Cooper,05/05/1950,22/02/2026,Nobody Here\n";
    let told = home.given(list, "import referrals - --source clinic").fine().told();
    assert!(told.contains("Nobody here is called Nobody Here, so nobody has the referral yet."), "{told}");
    let out = home.kith("export referrals --format csv").fine().out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let at = reader.headers().unwrap().iter().position(|head| head == "worker").unwrap();
    let workers: Vec<String> = reader.records().map(|row| row.unwrap()[at].to_owned()).collect();
    assert_eq!(workers, ["sam", "sam", ""]);
    let again = home.given(list, "import referrals - --source clinic --json").fine().json();
    assert_eq!((&again["added"], &again["changed"]), (&0.into(), &0.into()));
}

#[test]
fn a_wrong_kind_or_file_changes_nothing() {
    let home = Home::new();
    assert_eq!(home.kith("import peeple x.csv").status, 2);
    assert_eq!(home.kith("import people").status, 2);
    let missing = home.kith("import people none.csv");
    assert!([1, 3].contains(&missing.status), "{}", missing.told());
    assert_eq!(
        home.kith(&format!("import people {} --encoding martian", fixture("minimal_list.csv"))).status,
        2
    );
    assert_eq!(home.kith("history --json").json()["total"], 0);
}

#[test]
fn a_list_that_brings_nothing_says_so_without_promises() {
    let home = Home::new();
    let file = fixture("gp_report_21_columns.csv");
    home.kith(&format!("import referrals {file}"));
    let again = home.kith(&format!("import referrals {file}"));
    assert!(again.out.contains("0  added") && !again.out.contains("to add"), "{}", again.told());
    std::fs::write(home.path("bare.csv"), "NHS number,Family name,Date of birth\n").unwrap();
    let bare = home.kith(&format!("import referrals '{}'", home.path("bare.csv").display()));
    assert!(bare.out.contains("no rows in it") && !bare.out.contains("\"\""), "{}", bare.told());
}

#[test]
fn a_list_of_which_all_rows_were_set_aside_ends_with_4_and_a_row_left_out_by_decision_does_not() {
    let home = Home::new();
    let list = "Given,Family,Date of birth\nAda,Okonkwo,14/07/1945\n";
    home.given(list, "import people - --source march").fine();
    let other = "Given,Family,Date of birth,kith_decision\nAdah,Okonkwo,14/07/1945,\n";
    let aside = home.given(other, "import people - --source april");
    assert_eq!(aside.status, 4, "{}", aside.told());
    assert!(
        aside.err.contains("All rows were set aside.\nTo keep them in a file: --rejects FILE"),
        "{}",
        aside.err
    );
    assert_eq!(home.given(other, "import people - --source april --json").status, 4);
    home.given(&other.replace("1945,", "1945,leave"), "import people - --source april").fine();
    // One row that can be used, and it is done: what was set aside waits for somebody.
    let more = format!("{other}Bo,Li,31/01/1990,\n");
    assert!(home.given(&more, "import people - --source may --dry-run").fine().out.contains("1  set aside"));
}

#[test]
fn a_list_that_was_held_back_says_that_nothing_is_to_come() {
    let home = Home::new();
    let list = "Given,Family,Date of birth\nAda,Okonkwo,14/07/1945\nBo,Li,31/31/1990\n";
    let held = home.given(list, "import people - --all-or-nothing");
    assert_eq!(held.status, 4);
    assert!(held.out.contains("1  held back that would be added\n"), "{}", held.out);
    assert!(held.out.contains("Nothing was changed") && !held.out.contains("to add"), "{}", held.out);
    assert!(home.given(list, "import people - --dry-run").out.contains("1  to add\n"));
    assert_eq!(home.kith("list people --json").json()["total"], 0);
}

#[test]
fn what_is_said_of_a_row_names_the_date_and_makes_sense() {
    let home = Home::new();
    let list = "Given,Family,Date of birth,Received\nAda,Okonkwo,14/07/1945,soon\nBo,Li,1990-13-45,\n";
    let said = home.given(list, "import referrals -").out;
    assert!(
        said.contains("line 2: Received: That cannot be read as a date. Dates in a file must be like"),
        "{said}"
    );
    assert!(
        said.contains("line 3: Date of birth: There is no month 13. Dates in a file must be like"),
        "{said}"
    );
    let list = "NHS number,Date,Method\n123,2026-03-01,phone\n,2026-03-01,phone\n";
    let nobody = home.given(list, "import contacts -").out;
    assert!(
        nobody.contains("line 2: NHS number must have 10 digits") && !nobody.contains("who the whose"),
        "{nobody}"
    );
    assert!(nobody.contains("line 3: The row does not say whose it is."), "{nobody}");
}
