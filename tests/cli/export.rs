//! Files written by the command line, and read back.

use std::os::unix::fs::PermissionsExt as _;

use super::Home;

#[test]
fn what_is_exported_comes_back_as_nothing_to_do() {
    let home = Home::peopled();
    for (kind, format) in
        [("people", "csv"), ("people", "json"), ("assets", "csv"), ("assets", "ndjson"), ("referrals", "csv")]
    {
        let file = home.path(&format!("{kind}.{format}"));
        let ran = home.kith(&format!("export {kind} --format {format} --out '{}'", file.display())).fine();
        assert!(ran.out.contains("It holds personal data"), "{}", ran.told());
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let back = home.kith(&format!("import {kind} '{}' --json", file.display())).fine().json();
        assert_eq!((&back["added"], &back["changed"]), (&0.into(), &0.into()), "{kind} {format}: {back}");
        assert_eq!(back["operation"], serde_json::Value::Null);
    }
}

#[test]
fn an_export_goes_to_standard_output_and_an_empty_one_is_fine() {
    let home = Home::peopled();
    let rows = home.kith("export people").fine().out;
    assert!(rows.lines().next().unwrap().contains("given,family"), "{rows}");
    assert_eq!(rows.lines().count(), 3);
    assert_eq!(home.kith("export people --json").fine().json()["items"].as_array().unwrap().len(), 2);
    assert_eq!(Home::new().kith("export assets --json").fine().json()["items"].as_array().unwrap().len(), 0);
    assert_eq!(home.kith("export everything").status, 2);
}

#[test]
fn an_export_never_replaces_a_file() {
    let home = Home::peopled();
    std::fs::write(home.path("people.csv"), "mine").unwrap();
    let ran = home.kith(&format!("export people --out '{}'", home.path("people.csv").display()));
    assert_eq!(ran.status, 1, "{}", ran.told());
    assert_eq!(std::fs::read_to_string(home.path("people.csv")).unwrap(), "mine");
    let ran = home.kith(&format!("export people --out '{}'", home.path("none/people.csv").display()));
    assert_eq!(ran.status, 1, "{}", ran.told());
}
