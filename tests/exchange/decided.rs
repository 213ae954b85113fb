//! What a person decides about rows that were set aside, and what a directory has no more.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::import::{Outcome, Request, decision};
use kith::store::Store;

use super::{caseload, figures, import, import_text};

/// Doris Page (1), born on a day, with a number; and another (2) who goes by the name of a row.
fn town() -> Store {
    let mut store = caseload();
    let mut add = |entry: Entry| drop(store.apply(&Change::Add(entry)).unwrap());
    let person =
        |given: &str, family: &str| Entry::new(Entity::Person).with("given", given).with("family", family);
    add(person("Doris", "Page")
        .with("date_of_birth", "1944-03-11")
        .with("nhs_number", "9990001235")
        .with("phone", "0114 496 0001"));
    add(person("Ben", "Cole").with("date_of_birth", "1960-01-02"));
    store
}

const ROWS: &str = "\
First name,Surname,Date of birth,NHS number,Postcode
Dorris,Page,11/03/1944,,S1 2AB
Ada,Moss,02/01/1950,9990001235,S1 2AC
Ben,Cole,02/01/1960,,S1 2AD
Cy,Heron,03/03/1970,,S1 2AE
";

/// The rows with the decisions beside their lines, as the file of set-aside rows has them.
fn decided(store: &mut Store, decisions: &str) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("decisions.csv");
    std::fs::write(&path, decisions).unwrap();
    let mut request =
        Request::new(Kind::People, Input::Held("list.csv".to_owned(), ROWS.as_bytes().to_vec()));
    request.decisions = decision::of_file(&path).unwrap();
    import(store, &request)
}

#[test]
fn a_row_that_was_set_aside_is_settled_by_a_number_by_new_or_by_leave() {
    let mut store = town();
    let first = import_text(&mut store, Kind::People, "list.csv", ROWS);
    // read, added, changed, same, set aside, refused
    assert_eq!(figures(&first), [4, 1, 0, 0, 3, 0], "{:?}", first.problems);
    let outcome = decided(&mut store, "kith_line,kith_decision\n2,1\n3,new\n4,leave\n");
    assert_eq!(figures(&outcome), [4, 1, 1, 1, 1, 0], "{:?} {:?}", outcome.problems, outcome.remarks);
    let of = |id: i64| store.record(Entity::Person, id).unwrap().unwrap().values;
    // Whoever was chosen keeps their name and gets what was missing; somebody new has no number of another.
    assert_eq!((of(1).text("given"), of(1).text("postcode")), ("Doris", "S1 2AB"));
    assert_eq!((of(4).text("given"), of(4).text("nhs_number")), ("Ada", ""));
    assert!(outcome.remarks.iter().any(|remark| remark.text.contains("it is that of person 1")));
    // From then on the list knows them, without the decisions.
    let again = import_text(&mut store, Kind::People, "list.csv", ROWS);
    assert_eq!(figures(&again), [4, 0, 0, 3, 1, 0], "{:?} {:?}", again.problems, again.remarks);
    store.undo().unwrap();
    assert_eq!(figures(&import_text(&mut store, Kind::People, "list.csv", ROWS)), [4, 0, 0, 1, 3, 0]);
}

#[test]
fn the_rows_that_were_set_aside_come_back_with_their_decisions_written_beside_them() {
    let mut store = town();
    let folder = tempfile::tempdir().unwrap();
    let rejects = folder.path().join("rejects.csv");
    let mut request =
        Request::new(Kind::People, Input::Held("list.csv".to_owned(), ROWS.as_bytes().to_vec()));
    request.rejects = Some(rejects.clone());
    assert_eq!(import(&mut store, &request).set_aside, 3);
    let text = std::fs::read_to_string(&rejects).unwrap();
    assert!(text.contains(",kith_decision,"), "{text}");
    let settled: Vec<String> = text
        .lines()
        .map(|line| {
            let said = if line.contains("Dorris") {
                "1"
            } else if line.contains("Ada") {
                "new"
            } else {
                "perhaps"
            };
            if line.contains("kith_line") {
                line.to_owned()
            } else {
                line.replacen("name.\",,", &format!("name.\",{said},"), 1).replacen(
                    "name.,,",
                    &format!("name.,{said},"),
                    1,
                )
            }
        })
        .collect();
    let outcome = import_text(&mut store, Kind::People, "rejects.csv", &settled.join("\n"));
    assert_eq!(figures(&outcome), [3, 1, 1, 0, 0, 1], "{:?} {settled:?}", outcome.problems);
    assert_eq!(outcome.problems[0].field, "kith_decision");
}

#[test]
fn referrals_assets_and_contacts_are_settled_too() {
    let mut store = town();
    let referrals = "First name,Surname,Date of birth,Reason,kith_decision\nDorris,Page,11/03/1944,lonely,person:1\nBen,Cole,02/01/1960,debt,asset:1\nA,B,03/01/1960,debt,99\n";
    let outcome = import_text(&mut store, Kind::Referrals, "r.csv", referrals);
    assert_eq!(figures(&outcome), [3, 1, 0, 0, 2, 0], "{:?}", outcome.problems);
    assert_eq!(store.record(Entity::Referral, 1).unwrap().unwrap().values.number("person_id"), Some(1));
    let choir =
        Entry::new(Entity::Asset).with("name", "Choir").with("kind", "association").with("status", "active");
    store.apply(&Change::Add(choir)).unwrap();
    let assets =
        |decision: &str| format!("Name,Opening hours,kith_decision\nChoir,Tue 10:00-12:00,{decision}\n");
    assert_eq!(figures(&import_text(&mut store, Kind::Assets, "a.csv", &assets(""))), [1, 0, 0, 0, 1, 0]);
    assert_eq!(figures(&import_text(&mut store, Kind::Assets, "a.csv", &assets("1"))), [1, 0, 1, 0, 0, 0]);
    assert_eq!(figures(&import_text(&mut store, Kind::Assets, "b.csv", &assets("new"))), [1, 1, 0, 0, 0, 0]);
    let contacts = "Who,Date,kith_decision\nSomebody,01/03/2026,2\nSomebody,01/03/2026,asset:1\nSomebody,01/03/2026,77\n";
    assert_eq!(figures(&import_text(&mut store, Kind::Contacts, "c.csv", contacts)), [3, 1, 0, 0, 2, 0]);
}

#[test]
fn a_file_of_decisions_that_is_wrong_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("decisions.csv");
    let said = |text: &str| {
        std::fs::write(&path, text).unwrap();
        decision::of_file(&path).err().map_or_else(String::new, |fault| fault.message)
    };
    assert!(said("a,b\n1,new\n").contains("no columns kith_line and kith_decision"));
    assert!(said("line,decision\n2,new\n3,perhaps\n").contains("line 3: A decision is"));
    assert!(said("line,decision\ntwo,new\n").contains("line 2: kith_line is no number"));
    assert_eq!(said("\u{feff}kith_line,kith_reason,kith_decision\n2,\"a, b\",\n"), "");
    assert!(decision::of_file(&folder.path().join("none.csv")).is_err());
}

/// A page of a directory with these services.
fn page(names: &[&str]) -> String {
    let services: Vec<String> = names
        .iter()
        .map(|name| format!(r#"{{"id": "id-{name}", "name": "{name}", "status": "active", "organization": {{"name": "Town"}}}}"#))
        .collect();
    format!(r#"{{"total_items": {}, "total_pages": 1, "contents": [{}]}}"#, names.len(), services.join(","))
}

#[test]
fn what_a_directory_has_no_more_is_marked_and_kept_and_comes_back() {
    let mut store = caseload();
    let mut read = |text: &str| import_text(&mut store, Kind::Assets, "feed.json", text);
    assert_eq!(figures(&read(&page(&["Choir", "Walks", "Chess"]))), [3, 3, 0, 0, 0, 0]);
    let outcome = read(&page(&["Choir", "Chess"]));
    assert_eq!((figures(&outcome), outcome.gone), ([2, 0, 0, 2, 0, 0], 1));
    assert!(outcome.lines().join("\n").contains("1 asset is not on the list any more"));
    // A second time there is nothing new to mark.
    let again = read(&page(&["Choir", "Chess"]));
    assert_eq!((again.gone, again.operation), (0, None));
    // A page of a longer list says nothing of what is on its other pages.
    let part = page(&["Choir"]).replace("\"total_items\": 1", "\"total_items\": 2");
    assert_eq!(read(&part).gone, 0);
    // Another directory under the same name marks nothing.
    let other = read(&page(&["Bowls", "Band"]));
    assert_eq!((other.added, other.gone), (2, 0));
    assert!(
        other.remarks.iter().any(|remark| remark.text.contains("Fewer than half")),
        "{:?}",
        other.remarks
    );
    let back = read(&page(&["Choir", "Walks", "Chess"]));
    assert_eq!((figures(&back), back.gone), ([3, 0, 1, 2, 0, 0], 2));
    let walks = store.record(Entity::Asset, 2).unwrap().unwrap().values;
    assert_eq!((walks.text("name"), walks.day("gone_on"), walks.text("status")), ("Walks", None, "active"));
}

#[test]
fn a_list_that_is_said_to_be_whole_marks_what_it_has_no_more() {
    let mut store = caseload();
    let list = |rows: &str| format!("Ref,Name,Opening hours\n{rows}");
    let of = |rows: &str, whole: bool| {
        let mut request =
            Request::new(Kind::Assets, Input::Held("town.csv".to_owned(), list(rows).into_bytes()));
        request.whole = whole;
        request.mapping =
            Some("[columns]\n\"Ref\" = \"external_id\"\n\"Opening hours\" = \"schedule\"".to_owned());
        request
    };
    import(&mut store, &of("1,Choir,Tue\n2,Walks,Wed\n", false));
    assert_eq!(import(&mut store, &of("1,Choir,Tue\n", false)).gone, 0);
    let outcome = import(&mut store, &of("1,Choir,Tue\n", true));
    assert_eq!(outcome.gone, 1);
    assert_eq!(store.record(Entity::Asset, 2).unwrap().unwrap().values.text("gone_on"), "2026-03-03");
    store.undo().unwrap();
    assert_eq!(store.record(Entity::Asset, 2).unwrap().unwrap().values.text("gone_on"), "");
}

#[test]
fn a_directory_as_tables_comes_in_joined() {
    let mut store = caseload();
    let mut read = || import(&mut store, &super::request(Kind::Assets, "hsds"));
    let outcome = read();
    assert_eq!(
        (figures(&outcome), outcome.format.as_str()),
        ([23, 23, 0, 0, 0, 0], "oruk"),
        "{:?}",
        outcome.problems
    );
    assert_eq!(figures(&read()), [23, 0, 0, 23, 0, 0]);
    let assets = store.records_after(Entity::Asset, 0, 99).unwrap();
    let told: Vec<_> = ["name", "run_by", "place", "address", "phone", "access", "cost"]
        .map(|field| assets[0].values.text(field).to_owned())
        .into_iter()
        .collect();
    insta::assert_debug_snapshot!(told);
    let hours: Vec<&str> =
        assets.iter().map(|one| one.values.text("schedule")).filter(|text| !text.is_empty()).collect();
    assert!(hours.iter().any(|text| text.starts_with("Mon 08:00-17:00; Tue")), "{hours:?}");
}
