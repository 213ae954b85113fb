//! The figures of the caseload.

use super::Home;

#[test]
fn the_caseload_is_told_in_words_rows_and_json() {
    let home = Home::peopled();
    let words = home.kith("report caseload").fine().out;
    assert!(words.starts_with("Caseload on Tuesday 3 March 2026\n\nPeople\n"), "{words}");
    let answer = home.kith("report caseload --json").fine().json();
    assert_eq!(answer["version"], 1);
    let figure = &answer["sections"][0]["figures"][0];
    assert_eq!(
        (&figure["name"], &figure["value"], &figure["unit"]),
        (&"Waiting".into(), &1.into(), &"people".into())
    );
    assert!(!figure["definition"].as_str().unwrap().is_empty());
    let rows = home.kith("report caseload --csv").fine().out;
    assert!(rows.starts_with("section,name,value,unit,of,definition\nPeople,Waiting,1,people,"), "{rows}");
    assert_eq!(home.kith("report nothing").status, 2);
}
