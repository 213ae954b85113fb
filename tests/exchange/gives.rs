//! Lists of offers, wishes and gives: whose they are is known by number, NHS number, birth date or name; again changes nothing.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::Entry;
use kith::import::kind::Kind;
use kith::store::Store;

use super::{caseload, figures, import_text};

/// Ada (1) with an NHS number, two people called Ben Cole (2 and 3), and a choir.
fn town() -> Store {
    let mut store = caseload();
    let mut add = |entry: Entry| drop(store.apply(&Change::Add(entry)).unwrap());
    let person =
        |given: &str, family: &str| Entry::new(Entity::Person).with("given", given).with("family", family);
    add(person("Ada", "Okonkwo").with("nhs_number", "9990001235").with("date_of_birth", "1945-07-14"));
    add(person("Ben", "Cole").with("date_of_birth", "1960-01-02"));
    add(person("Ben", "Cole"));
    add(Entry::new(Entity::Asset)
        .with("name", "Town Choir")
        .with("kind", "association")
        .with("status", "active"));
    store
}

const OFFERS: &str = "\
Who,Offer,Kind,Date,May introduce,Interests
999 000 1235,baking bread,hand,13/02/2026,yes,cooking
Town Choir,a warm room,heart,,,music_singing
Ada Okonkwo,telling stories,head,1 Feb 2026,no,
Ben Cole,a van,hand,,,
Zed Nobody,a boat,hand,,,
1,nothing of the kind,feet,,,
";

#[test]
fn offers_find_whose_they_are_and_the_rest_is_set_aside_with_its_reason() {
    let mut store = town();
    let outcome = import_text(&mut store, Kind::Offers, "offers.csv", OFFERS);
    // read, added, changed, same, set aside, refused
    assert_eq!(figures(&outcome), [6, 3, 0, 0, 2, 1]);
    let offers = store.records_after(Entity::Offer, 0, 9).unwrap();
    let told: Vec<_> = offers
        .iter()
        .map(|one| {
            let of = |field: &str| one.values.number(field);
            (
                of("person_id"),
                of("asset_id"),
                one.values.text("what"),
                of("introduce"),
                one.values.text("offered_on"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some(1), None, "baking bread", Some(1), "2026-02-13"),
            (None, Some(1), "a warm room", None, "2026-03-03"),
            (Some(1), None, "telling stories", Some(0), "2026-02-01"),
        ]
    );
    let reasons: Vec<_> = outcome.problems.iter().map(|one| (one.line, one.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (5, "More than one has this name. Give the NHS number, or the number here."),
            (6, "Nobody and no group of this name is known. Import them first."),
            (
                7,
                "Choose one of: Hand: what I can do, Head: what I know, Heart: what I care about, Connection: people and places I know."
            ),
        ]
    );
    let again = import_text(&mut store, Kind::Offers, "offers.csv", OFFERS);
    assert_eq!(figures(&again), [6, 0, 0, 3, 2, 1]);
    assert_eq!(again.operation, None);
}

#[test]
fn wishes_name_people_in_columns_of_their_own_too() {
    let mut store = town();
    let list = "Forename,Surname,DOB,Wish,When\nBen,Cole,2 Jan 1960,somebody to sing with,Tuesdays\n";
    assert_eq!(figures(&import_text(&mut store, Kind::Asks, "wishes.csv", list)), [1, 1, 0, 0, 0, 0]);
    let wish = store.needed(Entity::Ask, 1).unwrap().values;
    assert_eq!((wish.number("person_id"), wish.text("when_where")), (Some(2), "Tuesdays"));
    let changed = list.replace("Tuesdays", "Wednesdays");
    assert_eq!(figures(&import_text(&mut store, Kind::Asks, "wishes.csv", &changed)), [1, 0, 1, 0, 0, 0]);
    assert_eq!(store.needed(Entity::Ask, 1).unwrap().values.text("when_where"), "Wednesdays");
}

#[test]
fn gives_come_from_a_time_bank_as_csv_and_as_json_and_move_people_on_the_way() {
    let mut store = town();
    let list = "From,To,Activity,Date,Mins,Thanks,id\n\
                person:1,Town Choir,tea for forty,2 March 2026,60,y,T-1\n\
                Town Choir,999 000 1235,a lift home,2 March 2026,,,T-2\n\
                Ada Okonkwo,Ada Okonkwo,a cake,2 March 2026,,,T-3\n";
    let mapped = list.replace(",id\n", ",external_id\n");
    let outcome = import_text(&mut store, Kind::Exchanges, "timebank.csv", &mapped);
    assert_eq!(figures(&outcome), [3, 2, 0, 0, 0, 1]);
    assert_eq!(outcome.problems[0].reason, "Giver and receiver must be two.");
    let give = store.needed(Entity::Exchange, 1).unwrap().values;
    assert_eq!((give.number("giver_person_id"), give.number("receiver_asset_id")), (Some(1), Some(1)));
    assert_eq!((give.number("minutes"), give.number("thanked")), (Some(60), Some(1)));
    let moves = store.moves_of(kith::domain::id::PersonId(1)).unwrap();
    assert_eq!(moves.first().map(|step| step.rung.code()), Some("contributor"));
    let json = "[{\"giver\": \"asset:1\", \"receiver\": \"1\", \"what\": \"a song\", \"happened_on\": \"2026-03-01\"}]";
    assert_eq!(figures(&import_text(&mut store, Kind::Exchanges, "more.json", json)), [1, 1, 0, 0, 0, 0]);
    // One undo takes the whole list back, and the place on the way with it.
    store.undo().unwrap();
    store.undo().unwrap();
    assert_eq!(store.moves_of(kith::domain::id::PersonId(1)).unwrap(), []);
}

#[test]
fn a_list_of_another_kind_is_refused_before_a_row_is_read() {
    let mut store = town();
    let request = super::Request::new(
        Kind::Exchanges,
        super::Input::Held("a.csv".to_owned(), b"Who,Offer\nAda Okonkwo,bread\n".to_vec()),
    );
    let fault = super::run::run(&mut store, &request, &mut |_| true).unwrap_err();
    assert!(fault.message.contains("has no column that kith knows for exchanges"), "{}", fault.message);
}
