//! Files that are not what they say: one plain sentence, nothing changed, never a crash.

use std::fmt::Write as _;

use kith::domain::entity::Entity;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::import::{Request, run};
use proptest::prelude::*;

use super::{caseload, figures, fixture, import_text};

fn refusal(kind: Kind, name: &str, bytes: &[u8]) -> String {
    let mut store = caseload();
    let request = Request::new(kind, Input::Held(name.to_owned(), bytes.to_vec()));
    let fault = run(&mut store, &request, &mut |_| true).unwrap_err();
    assert_eq!(store.count(Entity::Person).unwrap() + store.count(Entity::Asset).unwrap(), 0);
    assert!(!fault.hint.is_empty(), "{}", fault.message);
    fault.message
}

#[test]
fn what_is_no_list_is_refused_with_one_sentence() {
    assert_eq!(refusal(Kind::People, "a.csv", b""), "a.csv is empty.");
    assert_eq!(refusal(Kind::People, "a.csv", b"\0\0\0"), "a.csv is not a text file.");
    assert!(refusal(Kind::People, "a.xlsx", b"PK\x03\x04rest").contains("workbook"));
    assert!(
        refusal(Kind::People, "a.txt", b"Dear Jo,\nthank you for the soup, and the bread.\n")
            .contains("no column")
    );
    assert!(refusal(Kind::People, "a.json", br#"{"shoe": 7}"#).contains("no column"));
    let assets = std::fs::read(fixture("foodbanks.csv")).unwrap();
    let mut store = caseload();
    let request = Request::new(Kind::People, Input::Path(fixture("libraries")));
    assert!(run(&mut store, &request, &mut |_| true).unwrap_err().message.contains("folder"));
    assert!(refusal(Kind::Referrals, "foodbanks.csv", &assets).contains("looks like a directory"));
    let patients = std::fs::read(fixture("gp_report_21_columns.csv")).unwrap();
    assert!(refusal(Kind::Assets, "gp.csv", &patients).contains("looks like a list of people"));
    let services = std::fs::read(fixture("libraries/services_full.ndjson")).unwrap();
    assert!(refusal(Kind::Referrals, "services.ndjson", &services).contains("looks like a directory"));
}

#[test]
fn a_file_cut_off_in_the_middle_gives_what_is_whole() {
    let whole = std::fs::read(fixture("libraries/services_full.ndjson")).unwrap();
    let request = Request::new(Kind::Assets, Input::Held("cut.ndjson".into(), whole[..5_000].to_vec()));
    let outcome = run(&mut caseload(), &request, &mut |_| true).unwrap();
    assert_eq!(figures(&outcome), [3, 2, 0, 0, 0, 1]);
    let report = std::fs::read(fixture("gp_report_21_columns.csv")).unwrap();
    let request = Request::new(Kind::Referrals, Input::Held("cut.csv".into(), report[..3_000].to_vec()));
    assert!(run(&mut caseload(), &request, &mut |_| true).unwrap().adds_up());
}

#[test]
fn the_caseload_itself_is_not_a_list() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kith.db");
    let actor = kith::store::Actor::new("jo", kith::store::Via::Command);
    let clock = kith::clock::Clock::on(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap());
    let mut store = kith::store::Store::create(&path, actor, clock).unwrap();
    let fault = run(&mut store, &Request::new(Kind::People, Input::Path(path)), &mut |_| true).unwrap_err();
    assert_eq!(fault.message, "This is the caseload file itself.");
}

#[test]
fn a_hundred_thousand_rows_are_read_and_add_up() {
    let mut rows = String::from("Surname,First name,NHS number,Date of birth\n");
    for n in 0..100_000 {
        writeln!(rows, "Test{n},Ada,99{n},{:02}/01/1950", n % 40).unwrap();
    }
    let request = Request {
        dry_run: true,
        ..Request::new(Kind::People, Input::Held("a.csv".into(), rows.into_bytes()))
    };
    let outcome = run(&mut caseload(), &request, &mut |_| true).unwrap();
    assert_eq!((outcome.read, outcome.adds_up()), (100_000, true));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn rows_of_any_kind_add_up(cells in proptest::collection::vec(("[A-Za-z=\"', ;]{0,8}|\\PC{0,6}", "[0-9/ -]{0,11}", "[0-9 ]{0,11}", "yes|no|maybe|"), 0..30)) {
        let mut text = String::from("Surname,DOB,NHS number,Consent\n");
        for (name, born, number, consent) in &cells {
            writeln!(text, "{name},{born},{number},{consent}").unwrap();
        }
        let mut store = caseload();
        let first = import_text(&mut store, Kind::Referrals, "a.csv", &text);
        let again = import_text(&mut store, Kind::Referrals, "a.csv", &text);
        prop_assert_eq!((again.added, again.changed, again.operation), (0, 0, None));
        prop_assert_eq!(again.read, first.read);
    }
}
