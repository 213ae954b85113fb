//! A first mapping that kith writes, and mappings of one's own: separators, quotation marks, words for yes and no.

use kith::domain::entity::Entity;
use kith::import::bytes::Input;
use kith::import::guess;
use kith::import::kind::Kind;
use kith::import::reader::Orders;
use kith::import::separator::{Separator, Shape};
use kith::import::{Outcome, Request};

use super::{caseload, figures, fixture, import, request};

fn guessed(kind: Kind, input: Input) -> String {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    guess::first(kind, input, &Orders::default(), today).unwrap()
}

const TENANTS: &str = "\
Ref|Tenant forename|Tenant surname|Birth|Arrival|NHS code|PC|Help|Agreed
7|Ann|Moss|13/02/1950|01/03/2026|999 000 1235|s12ab|Rent arrears|Ja
8|Cy \"Red|Heron|14/02/1951|02/03/2026|9990003459|S1 2AC|Loneliness|Nein
";

#[test]
fn a_first_mapping_says_what_is_known_what_is_guessed_and_what_is_not() {
    insta::assert_snapshot!(guessed(
        Kind::Referrals,
        Input::Held("tenants.txt".to_owned(), TENANTS.as_bytes().to_vec())
    ));
}

#[test]
fn a_first_mapping_of_every_real_list_reads_it_as_it_was_read_without() {
    for (kind, name) in [
        (Kind::Referrals, "gp_report_21_columns.csv"),
        (Kind::Referrals, "gp_list_windows1252.csv"),
        (Kind::Referrals, "minimal_list.csv"),
        (Kind::Referrals, "web_form_export.csv"),
        (Kind::Assets, "foodbanks.csv"),
    ] {
        let toml = guessed(kind, Input::Path(fixture(name)));
        let plan = |mapping: Option<String>| -> Outcome {
            let mut request = request(kind, name);
            request.dry_run = true;
            request.mapping = mapping;
            import(&mut caseload(), &request)
        };
        let (with, without) = (plan(Some(toml.clone())), plan(None));
        assert_eq!(figures(&with), figures(&without), "{name}: {toml} {:?}", with.problems);
    }
}

#[test]
fn a_first_mapping_holds_nobodys_name_number_or_note() {
    let toml = guessed(Kind::Referrals, Input::Path(fixture("gp_report_21_columns.csv")));
    let text = std::fs::read_to_string(fixture("gp_report_21_columns.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().unwrap().clone();
    let personal =
        ["NHS Number", "Family Name", "Calling Name", "Date of Birth", "Postcode", "Home Telephone"];
    let mut looked = 0;
    for row in reader.records() {
        let row = row.unwrap();
        for (header, cell) in headers.iter().zip(row.iter()) {
            if personal.contains(&header.trim()) && cell.len() > 4 {
                assert!(!toml.contains(cell), "{header}");
                looked += 1;
            }
        }
    }
    assert!(looked > 200, "{looked}");
}

#[test]
fn a_mapping_says_how_cells_are_told_apart_and_what_means_yes() {
    let mapping = "separator = \"|\"\nquotes = false\n[booleans]\nyes = [\"Ja\"]\nno = [\"Nein\"]\n[columns]\n\"Ref\" = \"external_id\"\n\
        \"Tenant forename\" = \"given\"\n\"Tenant surname\" = \"family\"\n\"Birth\" = \"date_of_birth\"\n\"Arrival\" = \"received\"\n\"NHS code\" = \"nhs_number\"\n\
        \"PC\" = \"postcode\"\n\"Help\" = \"needs\"\n\"Agreed\" = \"consent.share_groups\"\n[values.needs]\n\"Rent arrears\" = \"debt_money\"\n[constants]\nsource = \"housing_association\"\n";
    let mut request =
        Request::new(Kind::Referrals, Input::Held("tenants.txt".to_owned(), TENANTS.as_bytes().to_vec()));
    request.mapping = Some(mapping.to_owned());
    let mut store = caseload();
    assert_eq!(figures(&import(&mut store, &request)), [2, 2, 0, 0, 0, 0]);
    let people = store.records_after(Entity::Person, 0, 9).unwrap();
    assert_eq!((people[1].values.text("given"), people[0].values.text("needs")), ("Cy \"Red", "debt_money"));
    let consents = store.records_after(Entity::Consent, 0, 9).unwrap();
    let answers: Vec<&str> = consents.iter().map(|one| one.values.text("answer")).collect();
    assert_eq!(answers, ["yes", "no"]);
    request.mapping = Some("separator = \"&\"".to_owned());
    let fault = kith::import::run(&mut store, &request, &mut |_| true).unwrap_err();
    assert!(fault.message.contains("a separator kith does not know: &"), "{}", fault.message);
}

#[test]
fn a_separator_that_is_ordered_is_used_whatever_the_file_looks_like() {
    let text = "given;family;date_of_birth\nAnn, the first;Moss;1950-02-13\n";
    let of = |separator| {
        let mut request =
            Request::new(Kind::People, Input::Held("x.csv".to_owned(), text.as_bytes().to_vec()));
        request.shape = Shape { separator, quotes: None };
        import(&mut caseload(), &request)
    };
    assert_eq!(of(Some(Separator::Semicolon)).added, 1);
    assert_eq!(of(None).separator.as_deref(), Some("semicolons"));
    for sign in [",", ";", "tab", "|", "\u{ac}", "^"] {
        assert!(Separator::named(sign).is_some(), "{sign}");
    }
    assert_eq!(Separator::named("x"), None);
    assert_eq!(Separator::ALL.len(), 6);
}
