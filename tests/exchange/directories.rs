//! Directories as they are published, read a second way here: every row must be among what was added.

use std::collections::BTreeSet;

use kith::domain::entity::Entity;
use kith::import::Request;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::store::Store;

use super::{caseload, figures, fixture, import, request};

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names and a second column of a table of the NHS, whose cells stand between signs that no other file uses.
fn pharmacies() -> Vec<(String, String)> {
    let bytes = std::fs::read(fixture("directories/nhs_pharmacies.csv")).unwrap();
    // Only signs below 0xA0 differ from Latin 1 in these rows.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let rows: Vec<Vec<&str>> =
        text.lines().filter(|line| !line.is_empty()).map(|line| line.split('¬').collect()).collect();
    let column = |name: &str| rows[0].iter().position(|head| *head == name).unwrap();
    let (id, name) = (column("OrganisationID"), column("OrganisationName"));
    rows[1..].iter().map(|row| (row[id].to_owned(), one_space(row[name]))).collect()
}

#[test]
fn a_table_of_the_nhs_with_signs_for_separators_goes_in_row_by_row() {
    let mut store = caseload();
    let asked = request(Kind::Assets, "directories/nhs_pharmacies.csv");
    let outcome = import(&mut store, &asked);
    let known = pharmacies();
    assert_eq!(figures(&outcome), [24, 24, 0, 0, 0, 0]);
    assert_eq!(known.len(), 24);
    assert_eq!(outcome.recognised.as_deref(), Some("NHS directory of organisations"));
    for (id, name) in known {
        let asset = store.known_as(Entity::Asset, "NHS organisations", &id).unwrap().unwrap();
        let kept = store.needed(Entity::Asset, asset).unwrap();
        assert_eq!(kept.values.text("name"), name);
        assert_eq!(kept.values.text("sector"), "nhs");
    }
    assert_eq!(figures(&import(&mut store, &asked)), [24, 0, 0, 24, 0, 0]);
}

#[test]
fn a_library_that_closed_is_kept_as_closed() {
    let mut store = caseload();
    let outcome = import(&mut store, &request(Kind::Assets, "directories/libraries_uk.csv"));
    assert_eq!(figures(&outcome), [24, 24, 0, 0, 0, 0]);
    let mut reader = csv::Reader::from_path(fixture("directories/libraries_uk.csv")).unwrap();
    let heads = reader.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let (name, closed) = (column("Library name"), column("Year closed"));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    let closed: BTreeSet<&str> =
        rows.iter().filter(|row| !row[closed].is_empty()).map(|row| row[name].trim()).collect();
    assert_eq!(closed.len(), 6);
    for asset in store.records_after(Entity::Asset, 0, 100).unwrap() {
        let gone = closed.contains(asset.values.text("name"));
        let status = if gone { "defunct" } else { "active" };
        assert_eq!(asset.values.text("status"), status, "{}", asset.values.text("name"));
    }
}

#[test]
fn the_libraries_of_england_come_in_as_they_were_run_in_their_last_year() {
    let mut store = caseload();
    let outcome = import(&mut store, &request(Kind::Assets, "directories/libraries_england.csv"));
    assert_eq!(figures(&outcome), [12, 12, 0, 0, 0, 0]);
    assert_eq!(outcome.recognised.as_deref(), Some("Libraries of England"));
    let mut reader = csv::Reader::from_path(fixture("directories/libraries_england.csv")).unwrap();
    let heads = reader.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let mut closed = 0;
    for row in reader.records().map(Result::unwrap) {
        let kept = store.assets_named(row[column("name")].trim()).unwrap().into_iter().next().unwrap().values;
        let status = match &row[column("operation_23")] {
            "Closed" => "defunct",
            "Temporary Closure" => "temporarily_closed",
            _ => "active",
        };
        closed += usize::from(status != "active");
        assert_eq!((kept.text("status"), kept.text("schedule")), (status, ""), "{}", kept.text("name"));
        assert_eq!((kept.text("kind"), kept.text("sector")), ("institution", "council"));
    }
    assert_eq!(closed, 6);
    assert_eq!(
        figures(&import(&mut store, &request(Kind::Assets, "directories/libraries_england.csv"))),
        [12, 0, 0, 12, 0, 0]
    );
}

#[test]
fn a_directory_full_of_faults_goes_in_as_far_as_it_is_sound_and_each_fault_is_named() {
    let mut store = caseload();
    let outcome = import(&mut store, &request(Kind::Assets, "directories/faults.csv"));
    assert_eq!(figures(&outcome), [10, 8, 0, 0, 1, 1]);
    let problems: Vec<(u64, &str, &str)> = outcome
        .problems
        .iter()
        .map(|problem| (problem.line, problem.field.as_str(), problem.reason.as_str()))
        .collect();
    assert_eq!(
        problems,
        [(9, "", "Line 2 is about the same one, with other details."), (10, "name", "Name is needed."),]
    );
    let remarks: Vec<(&str, &[u64])> =
        outcome.remarks.iter().map(|remark| (remark.text.as_str(), remark.lines.as_slice())).collect();
    assert_eq!(
        remarks,
        [
            ("The place on the map is not in the British Isles; it was left out.", &[4, 11][..]),
            ("Latitude and longitude had changed places; they were put right.", &[5]),
            (
                "When ends before it begins (16:00-14:00). It is kept as it was written, and no day can be told from it.",
                &[6]
            ),
            ("No place is known for the postcode district ZZ99; no distance can be told.", &[7]),
            (
                "Postcode \"nowhere at all\" is no whole postcode of the United Kingdom; it stands in the address.",
                &[8]
            ),
        ]
    );
    let named = |name: &str| {
        let found = store.assets_named(name).unwrap();
        found.into_iter().next().unwrap_or_else(|| panic!("{name} is there")).values
    };
    assert_eq!(named("Tea and Talk").text("description").lines().next(), Some("Tea & talk"));
    assert_eq!(named("Long Story").text("description").split(' ').count(), 2048);
    assert!(
        named("At Sea").value("latitude").is_nothing()
            && named("Bad numbers").value("longitude").is_nothing()
    );
    let swapped = named("Swapped");
    assert_eq!(
        (swapped.number("latitude"), swapped.number("longitude")),
        (Some(53_381_470), Some(-1_464_290))
    );
    assert_eq!(named("Backwards").text("schedule"), "Thu 16:00-14:00");
    assert_eq!(named("Nowhere").text("postcode"), "ZZ99 9ZZ");
    let again = import(&mut store, &request(Kind::Assets, "directories/faults.csv"));
    assert_eq!(figures(&again), [10, 0, 0, 8, 1, 1], "a second time changes nothing");
}

#[test]
fn a_feed_of_services_makes_assets_of_its_services_alone_and_its_short_records_wait_with_the_whole_ones() {
    let mut store = caseload();
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, json: &str| std::fs::write(folder.path().join(name), json).unwrap();
    std::fs::create_dir(folder.path().join("services")).unwrap();
    let long = r#"{"id":"0e1f7c6a-0000-4000-8000-000000000001","name":"Mill Lane Library","status":"active","description":"Books.",
        "organization":{"id":"o","name":"Sheffield City Council"},
        "service_at_locations":[{"location":{"addresses":[{"address_1":"Mill Lane","postal_code":"S6 3BS"}]}}]}"#;
    let short = r#"{"contents":[{"id":"0e1f7c6a-0000-4000-8000-000000000001","name":"Mill Lane Library","status":"active","description":"Books."}],
        "page_number":1,"total_items":1,"total_pages":1}"#;
    put("services/one.json", long);
    put("services_page_1.json", short);
    put(
        "taxonomy.json",
        r#"{"id":"t","name":"Kinds","description":"x","uri":"https://example.org/t","version":"1","taxonomy_terms":[]}"#,
    );
    put(
        "taxonomy_term.json",
        r#"{"id":"u","name":"Food","description":"x","taxonomy":"t","parent_id":"","term_uri":"https://example.org/u"}"#,
    );
    put(
        "organization.json",
        r#"{"id":"o","name":"Sheffield City Council","description":"x","organization_identifiers":[],"services":[]}"#,
    );
    put(
        "service_at_location.json",
        r#"{"id":"p","service":{"id":"s","name":"Tea"},"location":{"id":"l","name":"Hall"}}"#,
    );
    let mut asked = Request::new(Kind::Assets, Input::Path(folder.path().to_owned()));
    asked.source = Some("The feed".to_owned());
    let names = |store: &Store| -> Vec<String> {
        let all = store.records_after(Entity::Asset, 0, 100).unwrap();
        all.iter().map(|asset| asset.values.text("name").to_owned()).collect()
    };
    let outcome = import(&mut store, &asked);
    assert_eq!(names(&store), ["Mill Lane Library"]);
    assert_eq!(outcome.left_out.len(), 4, "{:?}", outcome.left_out);

    // Where the whole record may be one that is here, the short one is no newcomer either, however often it comes.
    let mut store = caseload();
    let known = "name,postcode\nMill Lane Library,S6 3BS\n".as_bytes().to_vec();
    import(&mut store, &Request::new(Kind::Assets, Input::Held("known.csv".to_owned(), known)));
    for _ in 0..2 {
        let outcome = import(&mut store, &asked);
        assert_eq!((outcome.added, outcome.changed, outcome.set_aside), (0, 0, 2));
        assert_eq!(names(&store), ["Mill Lane Library"]);
    }
}
