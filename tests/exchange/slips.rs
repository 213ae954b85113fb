//! Slips that would put wrong data into somebody's record without a word: answers in the wrong place, a decision on the wrong
//! row, the numbers of another list, dates the other way round.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::domain::when::Order;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::import::{Request, decision, guess, reader::Orders, run};
use kith::store::Store;

use super::{caseload, figures, import, import_text};

fn with_ada() -> Store {
    let mut store = caseload();
    let ada = Entry::new(Entity::Person)
        .with("given", "Ada")
        .with("family", "Moss")
        .with("date_of_birth", "1950-01-02")
        .with("nhs_number", "9990001235");
    store.apply(&Change::Add(ada)).unwrap();
    store
}

fn answers(store: &Store) -> Vec<String> {
    let all = store.records_after(Entity::Measure, 0, 99).unwrap();
    all.iter().map(|one| one.values.text("items").to_owned()).collect()
}

#[test]
fn an_answer_never_slips_into_the_place_of_another() {
    let mut store = with_ada();
    let list = |columns: &str, cells: &str| {
        format!("NHS number,Instrument,Date,{columns}\n9990001235,ons4,{cells}\n")
    };
    let mut one = |columns: &str, cells: &str| {
        let outcome = import_text(&mut store, Kind::Measures, "me.csv", &list(columns, cells));
        let remarks: Vec<String> = outcome.remarks.iter().map(|remark| remark.text.clone()).collect();
        (answers(&store).pop().unwrap_or_default(), remarks.join(" "), outcome.refused)
    };
    let (items, said, _) = one("Satisfied,Worthwhile,Happy,Anxious", "01/01/2026,1,,3,9");
    assert_eq!(items, "1 - 3 9", "an empty cell keeps its place");
    assert!(said.contains("Not every question is answered"), "{said}");
    let (items, said, _) = one("Satisfied,Happy,Anxious", "02/01/2026,1,3,9");
    assert_eq!(items, "1 - 3 9", "a column that is not there keeps its place");
    assert!(said.contains("no column for \"worthwhile\""), "{said}");
    let (items, ..) = one("Life satisfaction,Worthwhile,Happiness,Anxiety", "05/01/2026,1,2,3,9");
    assert_eq!(items, "1 2 3 9");
    let (items, ..) = one("Anxious,Happy,Worthwhile,Satisfied", "06/01/2026,9,3,2,1");
    assert_eq!(items, "1 2 3 9", "whatever the order of the columns");
    let (_, _, refused) = one("Satisfied,Worthwhile,Happy,Anxious", "07/01/2026,11,2,3,9");
    assert_eq!(refused, 1, "11 is no answer to the first question");
    let (items, ..) = one("Satisfied,Worthwhile,Happy,Anxious", "08/01/2026,,,,");
    assert_eq!(items, "1 2 3 9", "a row without an answer adds none");
}

#[test]
fn measures_that_kith_wrote_come_back_as_they_were() {
    let mut store = with_ada();
    for (code, items) in [("loneliness", "1 1 1 2"), ("swemwbs", "3 3 3 3 3 3 3")] {
        let measure = Entry::new(Entity::Measure)
            .with("person_id", 1)
            .with("instrument", code)
            .with("measured_on", "2026-02-01")
            .with("stage", "baseline")
            .with("items", items);
        store.apply(&Change::Add(measure)).unwrap();
    }
    let before = answers(&store);
    let uid = |id: i64| store.needed(Entity::Measure, id).unwrap().uid.unwrap_or_default();
    let person = store.needed(Entity::Person, 1).unwrap().uid.unwrap_or_default();
    let list = format!(
        "uid,person_uid,instrument,measured_on,stage,items,score\n{},{person},loneliness,2026-02-01,baseline,1 1 1 2,3\n\
         {},{person},swemwbs,2026-02-01,baseline,3 3 3 3 3 3 3,21.54\n",
        uid(1),
        uid(2)
    );
    let outcome = import_text(&mut store, Kind::Measures, "m.csv", &list);
    assert_eq!(figures(&outcome), [2, 0, 0, 2, 0, 0], "{:?}", outcome.problems);
    assert_eq!(answers(&store), before);
}

#[test]
fn a_decision_is_never_used_for_the_row_that_stands_in_its_line_now() {
    let mut store = with_ada();
    let rows = "First name,Surname,Date of birth,Reason\nAda,Mosse,02/01/1950,Lonely\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aside.csv");
    let mut request =
        Request::new(Kind::Referrals, Input::Held("list.csv".to_owned(), rows.as_bytes().to_vec()));
    request.rejects = Some(path.clone());
    assert_eq!(import(&mut store, &request).set_aside, 1);
    let text = std::fs::read_to_string(&path).unwrap();
    let decided: Vec<String> = text
        .lines()
        .map(|line| {
            let mut cells = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let cells = cells.records().next().unwrap().unwrap();
            let at = |at: usize| cells.get(at).unwrap_or_default().to_owned();
            let said = if at(0) == "2" { "1".to_owned() } else { at(4) };
            let mut cells: Vec<String> = (0..cells.len()).map(at).collect();
            cells[4] = said;
            cells
                .iter()
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
                .collect::<Vec<_>>()
                .join(",")
        })
        .collect();
    std::fs::write(&path, decided.join("\n")).unwrap();
    // The list has a row more on top by the next morning.
    let grown = rows.replacen('\n', "\nZed,Green,05/06/1971,Secret of Zed\n", 1);
    let mut request =
        Request::new(Kind::Referrals, Input::Held("list.csv".to_owned(), grown.as_bytes().to_vec()));
    request.decisions = decision::of_file(&path).unwrap();
    let outcome = import(&mut store, &request);
    let referrals = store.records_after(Entity::Referral, 0, 9).unwrap();
    for referral in &referrals {
        let whose = referral.values.number("person_id").unwrap();
        let zed = referral.values.text("reason").contains("Zed");
        assert_eq!(whose != 1, zed, "{referrals:?} {:?}", outcome.remarks);
    }
    assert_eq!(referrals.len(), 2, "{:?}", outcome.problems);
    // A decision about a row that is nowhere in the list is said.
    let other = "First name,Surname,Date of birth,Reason\nZed,Green,05/06/1971,Secret of Zed\n";
    request.inputs = vec![Input::Held("other.csv".to_owned(), other.as_bytes().to_vec())];
    let outcome = import(&mut store, &request);
    assert!(outcome.remarks.iter().any(|remark| remark.text.contains("1 decision was about a row")));
}

#[test]
fn two_lists_that_number_their_groups_alike_never_overwrite_each_other() {
    let mut store = caseload();
    let list =
        |name: &str, postcode: &str| format!("external_id,name,postcode,schedule\n1,{name},{postcode},Tue\n");
    import_text(&mut store, Kind::Assets, "list.csv", &list("Alpha Lunch Club", "S1 2AB"));
    let other = list("Beta Drug Clinic", "S6 3BS");
    let outcome = import_text(&mut store, Kind::Assets, "list.csv", &other);
    assert_eq!(figures(&outcome), [1, 0, 0, 0, 1, 0]);
    assert!(outcome.problems[0].reason.contains("belongs to asset 1, Alpha Lunch Club"), "{outcome:?}");
    assert_eq!(store.needed(Entity::Asset, 1).unwrap().values.text("name"), "Alpha Lunch Club");
    // Somebody decides that it is another, and that holds when the list comes again.
    let mut request =
        Request::new(Kind::Assets, Input::Held("list.csv".to_owned(), other.as_bytes().to_vec()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("decided.csv");
    std::fs::write(&path, "line,decision\n2,new\n").unwrap();
    request.decisions = decision::of_file(&path).unwrap();
    assert_eq!(figures(&import(&mut store, &request)), [1, 1, 0, 0, 0, 0]);
    assert_eq!(figures(&import_text(&mut store, Kind::Assets, "list.csv", &other)), [1, 0, 0, 1, 0, 0]);
    // A group that took a new name where it was is the same one.
    let renamed = list("Omega Diners", "S1 2AB");
    assert_eq!(figures(&import_text(&mut store, Kind::Assets, "list.csv", &renamed)), [1, 0, 1, 0, 0, 0]);
}

#[test]
fn what_was_decided_about_an_asset_holds_when_the_list_comes_again() {
    let mut store = caseload();
    import_text(&mut store, Kind::Assets, "first.csv", "name,postcode,schedule\nLunch Club,S1 2AB,Tue\n");
    let rows = "name,postcode,phone\nLunch Club,S1 2AB,01632 960999\n";
    assert_eq!(import_text(&mut store, Kind::Assets, "ad.csv", rows).set_aside, 1);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("decided.csv");
    std::fs::write(&path, "line,decision\n2,1\n").unwrap();
    let mut request = Request::new(Kind::Assets, Input::Held("ad.csv".to_owned(), rows.as_bytes().to_vec()));
    request.decisions = decision::of_file(&path).unwrap();
    assert_eq!(import(&mut store, &request).changed, 1);
    let again = import_text(&mut store, Kind::Assets, "ad.csv", rows);
    assert_eq!(figures(&again), [1, 0, 0, 1, 0, 0], "{:?}", again.problems);
}

#[test]
fn dates_the_other_way_round_are_refused_as_a_whole_and_doubt_is_said() {
    let mut store = caseload();
    let list = "First name,Surname,Date of birth,Received\n\
                Ada,Moss,12/31/1952,02/25/2026\nBen,Cole,02/03/1950,01/02/2026\n";
    let of = |text: &str| {
        Request::new(Kind::Referrals, Input::Held("md.csv".to_owned(), text.as_bytes().to_vec()))
    };
    let fault = run(&mut store, &of(list), &mut |_| true).unwrap_err();
    assert!(fault.message.contains("seem to have the month first: line 2 has"), "{}", fault.message);
    assert_eq!(store.count(Entity::Person).unwrap(), 0, "nothing was changed");
    let mut request = of(list);
    request.dates = Some(Order::Mdy);
    let outcome = import(&mut store, &request);
    assert_eq!((outcome.added, outcome.dates.as_deref()), (2, Some("dates month first")));
    let ben = store.needed(Entity::Person, 2).unwrap();
    assert_eq!(ben.values.text("date_of_birth"), "1950-02-03");
    // Where every date reads either way, it is said how they were read.
    let either = "First name,Surname,Date of birth\nCy,Heron,02/03/1970\n";
    let outcome = import_text(&mut store, Kind::People, "either.csv", either);
    assert_eq!(outcome.dates.as_deref(), Some("dates day first"));
    assert!(outcome.remarks.iter().any(|remark| remark.text.contains("--dates mdy")), "{outcome:?}");
    // One that can only have the day first settles it.
    let settled = "First name,Surname,Date of birth\nDee,Crane,25/03/1970\nEve,Finch,02/04/1971\n";
    let outcome = import_text(&mut store, Kind::People, "settled.csv", settled);
    assert!(!outcome.remarks.iter().any(|remark| remark.text.contains("--dates")), "{outcome:?}");
}

#[test]
fn a_page_of_a_feed_is_known_by_its_head_and_version_1_keeps_ages_and_languages() {
    let mut store = caseload();
    let page = r#"{"total_items": 2, "contents": [{"id": "a", "description": "no name"},
        {"id": "b", "name": "Thin", "minimum_age": 18, "languages": [{"name": "Urdu"}]}]}"#;
    let outcome = import_text(&mut store, Kind::Assets, "page.json", page);
    assert_eq!((outcome.format.as_str(), figures(&outcome)), ("oruk", [2, 1, 0, 0, 0, 1]));
    let thin = store.needed(Entity::Asset, 1).unwrap().values;
    assert_eq!((thin.text("ages"), thin.text("languages")), ("18 and over", "Urdu"));
    let v1 = r#"{"totalElements": 1, "content": [{"id": "s1", "name": "Walking group", "description": "d",
        "status": "active", "eligibilitys": [{"minimum_age": 55, "maximum_age": 90}],
        "languages": [{"language": "Urdu"}]}, {"id": "s2", "name": "Choir"}]}"#;
    let outcome = import_text(&mut store, Kind::Assets, "v1.json", v1);
    let group = store.needed(Entity::Asset, 2).unwrap().values;
    assert_eq!((group.text("ages"), group.text("languages")), ("55 to 90", "Urdu"));
    assert!(
        outcome.remarks.iter().any(|remark| remark.text == "The feed says it has 1 in all; 2 were read.")
    );
}

#[test]
fn a_guessed_mapping_names_the_list_as_the_file_is_called_and_reads_it_as_without_one() {
    let rows =
        "NHS number,Instrument,Date,Satisfied,Worthwhile,Happy,Anxious\n9990001235,ons4,25/01/2026,1,,3,9\n";
    let held = || Input::Held("march.csv".to_owned(), rows.as_bytes().to_vec());
    let today = chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
    let toml = guess::first(Kind::Measures, held(), &Orders::default(), today).unwrap();
    assert!(toml.contains("list = \"march\""), "{toml}");
    let mut store = with_ada();
    let mut request = Request::new(Kind::Measures, held());
    request.mapping = Some(toml);
    let outcome = import(&mut store, &request);
    assert_eq!((outcome.added, answers(&store)), (1, vec!["1 - 3 9".to_owned()]), "{outcome:?}");
}
