//! The made-up caseload without a terminal, and one in a file.

use super::Home;

#[test]
fn without_a_terminal_it_prints_the_day_a_person_and_a_search_with_reasons() {
    let home = Home::bare();
    let ran = home.kith("demo").fine();
    for part in [
        "LATE (",
        "TODAY (",
        "WAITING FOR FIRST CONTACT (",
        "ONE PERSON",
        "Timeline",
        "ASSETS FOR ",
        "    + ",
        "To open the screens, run kith demo in a terminal.",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(!home.caseload().exists(), "a demo keeps nothing");
    assert_eq!(home.kith("demo").fine().out, ran.out, "the same seed and day give the same caseload");
}

#[test]
fn a_made_up_caseload_is_written_to_a_file() {
    let home = Home::bare();
    let file = home.path("sample.db");
    let make = format!("demo --people 12 --assets 20 --seed 3 --out '{}'", file.display());
    let ran = home.kith(&make).fine();
    assert!(
        ran.out.starts_with("Made a caseload with 12 people and 20 assets: ~/sample.db"),
        "{}",
        ran.told()
    );
    let people = home.kith(&format!("--db '{}' list people --json", file.display())).fine().json();
    assert_eq!(people["total"], 12);
    home.kith(&format!("--db '{}' check", file.display())).fine();
    assert_eq!(home.kith(&make).status, 1, "never over a file that is there");
}
