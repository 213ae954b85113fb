//! The lists that really arrive: what each would do, what it did, and that doing it again does nothing.

use std::fmt::Write as _;

use kith::domain::entity::Entity;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::import::{Request, run};
use serde_json::Value;

use super::{caseload, figures, fixture, import, import_text, request};

const GP_REPORT: &str = "gp_report_21_columns.csv";
const GP_LIST: &str = "gp_list_windows1252.csv";
const MINIMAL: &str = "minimal_list.csv";
const FORM: &str = "web_form_export.csv";

fn expected() -> Value {
    serde_json::from_str(&std::fs::read_to_string(fixture("expected.json")).unwrap()).unwrap()
}

#[test]
fn the_plan_of_every_real_list_is_the_one_we_looked_at() {
    for (kind, name) in [
        (Kind::Referrals, GP_REPORT),
        (Kind::Referrals, GP_LIST),
        (Kind::Referrals, MINIMAL),
        (Kind::Referrals, FORM),
        (Kind::Assets, "foodbanks.csv"),
        (Kind::Assets, "libraries"),
    ] {
        let mut store = caseload();
        let outcome = import(&mut store, &Request { dry_run: true, ..request(kind, name) });
        assert_eq!(outcome.operation, None);
        assert_eq!(store.count(Entity::Person).unwrap() + store.count(Entity::Asset).unwrap(), 0);
        let short = name.split('.').next().unwrap();
        insta::assert_snapshot!(format!("plan_of_{short}"), serde_json::to_string_pretty(&outcome).unwrap());
    }
}

#[test]
fn the_gp_report_agrees_with_what_is_known_of_it() {
    let known = &expected()[GP_REPORT];
    let mut store = caseload();
    let outcome = import(&mut store, &request(Kind::Referrals, GP_REPORT));
    let into = &known["into_an_empty_file"];
    for (name, figure) in
        ["read", "added", "changed", "same", "set_aside", "refused"].iter().zip(figures(&outcome))
    {
        assert_eq!(into[*name], figure, "{name}");
    }
    assert_eq!(outcome.encoding, known["encoding"].as_str().unwrap());
    assert_eq!(store.count(Entity::Person).unwrap(), 76);
    assert_eq!(store.count(Entity::Referral).unwrap(), 76);
    let reasons: Vec<_> = outcome.problems.iter().map(|p| (p.line, p.action, p.field.as_str())).collect();
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    assert!(reasons.contains(&(46, "set_aside", "")));
}

#[test]
fn the_gp_list_has_sixty_rows_and_a_line_that_is_none() {
    let known = &expected()[GP_LIST];
    let mut store = caseload();
    let outcome = import(&mut store, &request(Kind::Referrals, GP_LIST));
    assert_eq!((outcome.read, outcome.added), (known["rows"].as_u64().unwrap(), 60));
    assert_eq!(outcome.left_out.len() as u64, known["trailing_summary_lines"].as_u64().unwrap());
    assert_eq!(outcome.left_out[0].text, "Total patients, 60");
    assert_eq!(outcome.encoding, known["encoding"].as_str().unwrap());
    assert_eq!(store.count(Entity::Consent).unwrap(), 60);
}

#[test]
fn people_of_the_gp_report_are_met_again_in_the_gp_list() {
    let mut store = caseload();
    import(&mut store, &request(Kind::Referrals, GP_REPORT));
    let outcome = import(&mut store, &request(Kind::Referrals, GP_LIST));
    assert_eq!(outcome.met, expected()[GP_LIST]["patients_also_in_gp_report_21_columns"].as_u64().unwrap());
    assert_eq!(outcome.added, 60);
    assert_eq!(store.count(Entity::Person).unwrap(), 76 + 40);
}

#[test]
fn a_list_of_numbers_meets_the_people_of_the_gp_report_and_adds_nobody() {
    let mut store = caseload();
    import(&mut store, &request(Kind::Referrals, GP_REPORT));
    let outcome = import(&mut store, &request(Kind::Referrals, MINIMAL));
    assert_eq!(figures(&outcome), [25, 23, 0, 0, 2, 0]);
    assert_eq!(outcome.met, 23);
    assert!(outcome.problems.iter().all(|problem| problem.reason.starts_with("No name")));
    assert_eq!(store.count(Entity::Person).unwrap(), 76);
    let alone = import(&mut caseload(), &request(Kind::Referrals, MINIMAL));
    assert_eq!(figures(&alone), [25, 0, 0, 0, 25, 0]);
}

#[test]
fn a_refusal_of_consent_is_kept_as_a_no_and_said() {
    let mut store = caseload();
    let outcome = import(&mut store, &request(Kind::Referrals, FORM));
    assert_eq!(figures(&outcome), [30, 30, 0, 0, 0, 0]);
    let said = outcome.remarks.iter().find(|remark| remark.text.contains("said no")).unwrap();
    assert_eq!((said.rows, said.text.contains("Keep a record")), (1, true));
    let answers = store.records_after(Entity::Consent, 0, 100).unwrap();
    let no: Vec<_> = answers.iter().filter(|record| record.values.text("answer") == "no").collect();
    assert_eq!((answers.len(), no.len()), (30, 1));
    assert_eq!(no[0].values.text("answered_on"), "2025-05-05");
}

#[test]
fn a_cell_that_begins_with_an_equals_sign_is_kept_as_it_was() {
    let mut store = caseload();
    import(&mut store, &request(Kind::Referrals, FORM));
    let referrals = store.records_after(Entity::Referral, 0, 100).unwrap();
    let notes: Vec<_> = referrals.iter().map(|record| record.values.text("note")).collect();
    assert!(notes.contains(&"=HYPERLINK(\"http://example.org\",\"open\")"));
    assert_eq!(notes.iter().map(|note| note.chars().count()).max(), Some(6499));
}

#[test]
fn the_same_file_twice_changes_nothing_and_one_undo_takes_it_back() {
    for (kind, name) in [
        (Kind::Referrals, GP_REPORT),
        (Kind::Referrals, GP_LIST),
        (Kind::Referrals, FORM),
        (Kind::Assets, "foodbanks.csv"),
        (Kind::Assets, "libraries"),
        (Kind::Assets, "libraries/services_full.ndjson"),
    ] {
        let mut store = caseload();
        let first = import(&mut store, &request(kind, name));
        assert!(first.added > 0 && first.operation.is_some(), "{name}");
        let again = import(&mut store, &request(kind, name));
        assert_eq!((again.added, again.changed, again.operation), (0, 0, None), "{name}");
        assert_eq!(again.same, first.added + first.same + first.changed, "{name}");
        store.undo().unwrap();
        let left: i64 = [Entity::Person, Entity::Referral, Entity::Asset, Entity::Consent, Entity::Identity]
            .map(|entity| store.count(entity).unwrap())
            .iter()
            .sum();
        assert_eq!(left, 0, "{name}");
    }
}

#[test]
fn the_libraries_come_with_place_hours_and_terms() {
    let mut store = caseload();
    let outcome = import(&mut store, &request(Kind::Assets, "libraries"));
    assert_eq!((outcome.added, outcome.read, outcome.format.as_str()), (9, 21, "oruk"));
    assert_eq!(outcome.left_out.len(), 1);
    let all = store.records_after(Entity::Asset, 0, 100).unwrap();
    let one = all.iter().find(|record| record.values.text("name") == "Avonmouth").unwrap();
    assert_eq!(one.values.text("interests"), "reading");
    assert_eq!(one.values.number("latitude"), Some(51_500_420));
    assert!(one.values.text("schedule").starts_with("Mon 10:00-14:00; Tue"));
    assert_eq!((one.values.text("checked_how"), one.values.text("list")), ("imported", "Open Referral UK"));
    let pages = import(&mut caseload(), &request(Kind::Assets, "libraries/services_page_1.json"));
    assert_eq!(pages.added, 5);
}

#[test]
fn a_corrected_file_of_refused_rows_is_imported_and_meets_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("refused.csv");
    let mut store = caseload();
    let first =
        import(&mut store, &Request { rejects: Some(path.clone()), ..request(Kind::Referrals, GP_REPORT) });
    assert!(first.rejects.is_some());
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 4);
    let corrected = text.replace("12-Mar-2031", "12-Mar-1931");
    let second = import_text(&mut store, Kind::Referrals, "refused.csv", &corrected);
    assert_eq!(figures(&second), [3, 1, 0, 0, 1, 1]);
    assert_eq!(second.recognised, first.recognised);
    assert_eq!(second.not_used, ["Age"]);
    let again = Request { rejects: Some(path), ..request(Kind::Referrals, GP_REPORT) };
    assert!(run(&mut store, &again, &mut |_| true).unwrap_err().message.contains("already"));
}

#[test]
fn an_import_that_is_stopped_changes_nothing() {
    let mut rows = String::from("Given name,Family name,DOB\n");
    for n in 0..500 {
        writeln!(rows, "Ada,Test{n},{:02}/{:02}/{}", n % 28 + 1, n / 28 % 12 + 1, 1950 + n / 336).unwrap();
    }
    let mut store = caseload();
    let request = Request::new(Kind::People, Input::Held("a.csv".into(), rows.into_bytes()));
    let fault = run(&mut store, &request, &mut |progress| progress.rows < 400).unwrap_err();
    assert!(fault.message.contains("stopped"));
    assert_eq!(store.count(Entity::Person).unwrap(), 0);
    let none = import(&mut store, &Request { all_or_nothing: true, ..request.clone() });
    assert_eq!((none.added, store.count(Entity::Person).unwrap()), (500, 500));
}

#[test]
fn all_or_nothing_changes_nothing_when_a_row_is_refused() {
    let mut store = caseload();
    let outcome =
        import(&mut store, &Request { all_or_nothing: true, ..request(Kind::Referrals, GP_REPORT) });
    assert_eq!((outcome.operation, store.count(Entity::Person).unwrap()), (None, 0));
}

#[test]
fn people_are_never_merged_by_likeness() {
    let mut store = caseload();
    let people = "given,family,date_of_birth,nhs_number,phone\nAda,Okonkwo,1950-01-02,,0114 496 0001\n";
    assert_eq!(figures(&import_text(&mut store, Kind::People, "a.csv", people)), [1, 1, 0, 0, 0, 0]);
    assert_eq!(figures(&import_text(&mut store, Kind::People, "a.csv", people)), [1, 0, 0, 1, 0, 0]);
    let like = "given,family,date_of_birth,nhs_number\nAda,Okonkwu,1950-01-02,9990001235\n";
    let outcome = import_text(&mut store, Kind::People, "b.csv", like);
    assert_eq!(figures(&outcome), [1, 0, 0, 0, 1, 0]);
    assert!(outcome.problems[0].reason.contains("might be person 1"));
    let moved = "given,family,date_of_birth,postcode,phone\nAda,Okonkwo,1950-01-02,,0114 496 0002\n";
    let outcome = import_text(&mut store, Kind::People, "a.csv", moved);
    assert_eq!(figures(&outcome), [1, 0, 1, 0, 0, 0]);
    assert_eq!(store.needed(Entity::Person, 1).unwrap().values.text("phone"), "0114 496 0002");
}

#[test]
fn a_list_never_writes_over_what_a_worker_has_put_in_a_referral() {
    let mut store = caseload();
    let list = |reason: &str| {
        format!(
            "NHS number,Surname,First name,Referral date,Referred by,Reason\n9990001235,Okonkwo,Ada,02/03/2026,GP,{reason}\n"
        )
    };
    import_text(&mut store, Kind::Referrals, "march.csv", &list(""));
    let filled = import_text(&mut store, Kind::Referrals, "march.csv", &list("Lonely"));
    assert_eq!(figures(&filled), [1, 0, 1, 0, 0, 0]);
    let other = import_text(&mut store, Kind::Referrals, "march.csv", &list("Debt"));
    assert_eq!(figures(&other), [1, 0, 0, 1, 0, 0]);
    assert!(other.remarks[0].text.contains("left as it is: reason"));
    assert_eq!(store.needed(Entity::Referral, 1).unwrap().values.text("reason"), "Lonely");
    let april = list("Lonely").replace("02/03/2026", "03/03/2026");
    let second = import_text(&mut store, Kind::Referrals, "march.csv", &april);
    assert_eq!(
        (second.added, store.count(Entity::Person).unwrap(), store.count(Entity::Referral).unwrap()),
        (1, 1, 2)
    );
}

#[test]
fn a_mapping_of_ones_own_says_what_the_columns_are() {
    let mapping = "names = \"family given\"\ndates = \"mdy\"\n[columns]\n\"Who\" = \"full_name\"\n\"Day\" = \"date_of_birth\"\n";
    let mut store = caseload();
    let input = Input::Held("x.csv".into(), b"Who;Day;Shoe\nOkonkwo Ada;12/31/1950;7\n".to_vec());
    let request = Request { mapping: Some(mapping.to_owned()), ..Request::new(Kind::People, input) };
    let outcome = import(&mut store, &request);
    assert_eq!(
        (outcome.added, outcome.not_used, outcome.separator.as_deref()),
        (1, vec!["Shoe".to_owned()], Some("semicolons"))
    );
    let ada = store.needed(Entity::Person, 1).unwrap().values;
    assert_eq!(
        [ada.text("given"), ada.text("family"), ada.text("date_of_birth")],
        ["Ada", "Okonkwo", "1950-12-31"]
    );
}

#[test]
fn a_copy_of_the_caseload_is_made_before_it_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let actor = kith::store::Actor::new("jo", kith::store::Via::Command);
    let clock = kith::clock::Clock::on(chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap());
    let mut store = kith::store::Store::create(&folder.path().join("kith.db"), actor, clock).unwrap();
    let dry = import(&mut store, &Request { dry_run: true, ..request(Kind::Referrals, MINIMAL) });
    assert_eq!(dry.backup, None);
    let outcome = import(&mut store, &request(Kind::Referrals, GP_REPORT));
    assert!(std::path::Path::new(&outcome.backup.unwrap()).exists());
    let again = import(&mut store, &request(Kind::Referrals, GP_REPORT));
    assert_eq!(again.backup, None);
}

#[test]
fn the_summary_has_the_documented_shape() {
    let schema = include_str!("../../docs/schemas/import.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let outcome = import(&mut caseload(), &Request { dry_run: true, ..request(Kind::Referrals, GP_REPORT) });
    let outcome = serde_json::to_value(&outcome).unwrap();
    for key in outcome.as_object().unwrap().keys() {
        assert!(schema["properties"].get(key).is_some(), "{key} is not in docs/schemas/import.json");
    }
    for key in schema["required"].as_array().unwrap() {
        assert!(outcome.get(key.as_str().unwrap()).is_some(), "{key} is missing");
    }
}

#[test]
fn the_summary_reads_as_plain_sentences() {
    let outcome = import(&mut caseload(), &request(Kind::Referrals, GP_REPORT));
    insta::assert_snapshot!(outcome.lines().join("\n"));
}

/// What somebody said about each purpose, oldest first: `hold_record yes`.
fn answers(store: &kith::store::Store) -> Vec<String> {
    let told = |one: kith::domain::entry::Record| {
        format!("{} {}", one.values.text("purpose"), one.values.text("answer"))
    };
    store.records_of(Entity::Consent, "person_id", 1).unwrap().into_iter().map(told).collect()
}

#[test]
fn a_no_on_a_later_row_about_somebody_new_is_kept() {
    let text = "Surname,First name,DOB,Consent\nTest,Ada,14/07/1945,yes\nTest,Ada,14/07/1945,no\n";
    let mut store = caseload();
    let first = import_text(&mut store, Kind::Referrals, "a.csv", text);
    assert_eq!((first.added, first.changed), (1, 1));
    assert_eq!(answers(&store), ["hold_record yes", "hold_record no"]);
    let again = import_text(&mut store, Kind::Referrals, "a.csv", text);
    assert_eq!((again.added, again.changed, again.operation), (0, 0, None));
}

#[test]
fn a_list_that_is_read_again_does_not_bring_back_a_yes_that_was_withdrawn() {
    use kith::domain::change::Change;
    use kith::domain::entry::Entry;
    let text = "Surname,First name,DOB,Consent\nTest,Ada,14/07/1945,yes\n";
    let mut store = caseload();
    import_text(&mut store, Kind::Referrals, "a.csv", text);
    let day = store.clock().today();
    let withdrawn = Entry::new(Entity::Consent)
        .with("person_id", 1)
        .with("purpose", "hold_record")
        .with("answer", "withdrawn")
        .with("answered_on", day);
    store.apply(&Change::Add(withdrawn)).unwrap();
    let again = import_text(&mut store, Kind::Referrals, "a.csv", text);
    assert_eq!((again.added, again.changed, again.operation), (0, 0, None));
    assert_eq!(answers(&store), ["hold_record yes", "hold_record withdrawn"]);
}
