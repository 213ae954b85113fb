//! Rows that are about somebody twice, names that are nearly one, and refused rows that come back corrected.

use kith::domain::entity::Entity;
use kith::import::Request;
use kith::import::bytes::Input;
use kith::import::kind::Kind;

use super::{caseload, figures, import, import_text};

#[test]
fn refused_rows_that_were_corrected_come_back_to_their_own_list_and_are_known_again() {
    let mut store = caseload();
    let folder = tempfile::tempdir().unwrap();
    let rejects = folder.path().join("put right.csv");
    let list = "External id,Given,Family,Date of birth\nA1,Ada,Okonkwo,1945-07-14\nA2,Bo,Li,1990-31-31\n";
    let mut request =
        Request::new(Kind::People, Input::Held("march.csv".to_owned(), list.as_bytes().to_vec()));
    request.rejects = Some(rejects.clone());
    let first = import(&mut store, &request);
    assert_eq!((figures(&first), first.source.as_str()), ([2, 1, 0, 0, 0, 1], "march"));
    let text = std::fs::read_to_string(&rejects).unwrap();
    std::fs::write(&rejects, text.replace("1990-31-31", "1990-01-31")).unwrap();
    let back = Request::new(Kind::People, Input::Path(rejects));
    let second = import(&mut store, &back);
    assert_eq!((figures(&second), second.source.as_str()), ([1, 1, 0, 0, 0, 0], "march"));
    assert!(second.not_used.is_empty(), "{:?}", second.not_used);
    let known = store.known_as(Entity::Person, "march", "A2").unwrap();
    assert!(known.is_some() && store.known_as(Entity::Person, "put right", "A2").unwrap().is_none());
    // A second feeding changes nothing, and the list itself, put right, meets the same people.
    let again = import(&mut store, &back);
    assert_eq!((figures(&again), again.operation), ([1, 0, 0, 1, 0, 0], None));
    let whole = import_text(&mut store, Kind::People, "march.csv", &list.replace("1990-31-31", "1990-01-31"));
    assert_eq!((figures(&whole), whole.operation), ([2, 0, 0, 2, 0, 0], None));
    // Whoever names another list is heard.
    let named = import(&mut store, &Request { source: Some("april".to_owned()), ..back });
    assert_eq!(named.source, "april");
}

#[test]
fn a_second_row_of_one_nhs_number_fills_in_what_is_empty_where_the_name_agrees() {
    let mut store = caseload();
    let list = "NHS number,Given,Family,Phone,Postcode\n\
        999 000 0018,Ada,Okonkwo,,S6 1AA\n\
        999 000 0018,A,Okonkwo,0114 496 0001,S6 1AB\n\
        999 000 0018,Bo,Vale,0114 496 0002,\n";
    let done = import_text(&mut store, Kind::People, "march.csv", list);
    assert_eq!(figures(&done), [3, 1, 1, 0, 1, 0], "{:?}", done.problems);
    assert!(done.problems[0].reason.contains("another name"), "{:?}", done.problems);
    assert!(
        done.remarks.iter().any(|one| one.text.contains("left as it is: postcode")),
        "{:?}",
        done.remarks
    );
    let ada = store.people_with_nhs_number("9990000018").unwrap().remove(0).values;
    assert_eq!(
        ["given", "family", "phone", "postcode"].map(|field| ada.text(field)),
        ["Ada", "Okonkwo", "0114 496 0001", "S6 1AA"]
    );
    // An initial never takes the place of a name, also where it comes on a list of its own.
    let short = "NHS number,Given,Family\n999 000 0018,A,Okonkwo\n";
    let later = import_text(&mut store, Kind::People, "april.csv", short);
    assert_eq!(
        store.people_with_nhs_number("9990000018").unwrap()[0].values.text("given"),
        "Ada",
        "{later:?}"
    );
}

#[test]
fn names_of_one_birthday_that_are_a_letter_apart_are_set_aside_and_never_merged() {
    for (one, other, alike) in [
        ("Ann", "Anne", true),
        ("Anne", "Anna", true),
        ("Jon", "John", true),
        ("Ann", "Ana", true),
        ("Ann", "Jan", false),
        ("Ann", "Amelia", false),
    ] {
        let mut store = caseload();
        let list = format!(
            "Given,Family,Date of birth\n{one},Okafor,1950-02-03\n{other},Okafor,1950-02-03\n{other},Okafor,1951-02-03\n"
        );
        let done = import_text(&mut store, Kind::People, "march.csv", &list);
        let aside = u64::from(alike);
        assert_eq!(figures(&done), [3, 3 - aside, 0, 0, aside, 0], "{one} {other}: {:?}", done.problems);
        assert!(done.problems.iter().all(|problem| problem.reason.contains("born on the same day")));
    }
}

#[test]
fn one_telephone_number_or_postcode_and_a_similar_name_might_be_the_same_person() {
    let known = "Given,Family,Date of birth,Phone,Postcode\n\
        Ann,Okafor,1950-02-03,0114 496 0001,S6 1AA\n\
        Bo,Vale,,0114 496 0002,S6 1AB\n";
    for (row, reason) in [
        ("Anne,Okafor,,0114 496 0001,", Some("the same telephone number")),
        ("A,Okafor,,,S6 1AA", Some("the same postcode")),
        ("Bo,Vale,1960-01-01,0114 496 0002,", Some("the same telephone number")),
        // Two birthdays, other names, and another number are other people.
        ("Anne,Okafor,1951-02-03,0114 496 0001,S6 1AA", None),
        ("Mary,Okafor,,0114 496 0001,S6 1AA", None),
        ("Anne,Okafor,,0114 496 0003,S6 1AD", None),
    ] {
        // In one list, and in a list that comes later.
        let mut store = caseload();
        let done = import_text(&mut store, Kind::People, "march.csv", &format!("{known}{row}\n"));
        let mut later = caseload();
        import_text(&mut later, Kind::People, "march.csv", known);
        let head = known.lines().next().unwrap();
        let then = import_text(&mut later, Kind::People, "april.csv", &format!("{head}\n{row}\n"));
        for done in [&done, &then] {
            let said: Vec<&str> = done.problems.iter().map(|problem| problem.reason.as_str()).collect();
            match reason {
                Some(reason) => assert!(said.len() == 1 && said[0].contains(reason), "{row}: {said:?}"),
                None => assert!(said.is_empty(), "{row}: {said:?}"),
            }
        }
        assert_eq!(store.count(Entity::Person).unwrap(), if reason.is_some() { 2 } else { 3 });
    }
}

#[test]
fn what_an_earlier_row_fills_in_counts_for_later_rows() {
    let mut store = caseload();
    let list = "NHS number,Given,Family,Date of birth,Phone\n\
        999 000 0018,Ann,Okafor,,\n\
        999 000 0018,Ann,Okafor,,0114 496 0001\n\
        ,Anne,Okafor,,0114 496 0001\n";
    let done = import_text(&mut store, Kind::People, "march.csv", list);
    assert_eq!(figures(&done), [3, 1, 1, 0, 1, 0], "{:?}", done.problems);
}

#[test]
fn a_header_is_known_whatever_stands_between_its_words() {
    for header in ["External id", "external-id", "EXTERNAL_ID", "ExternalID", "external  Id"] {
        let mut store = caseload();
        let list = format!(
            "{header},Given,FamilyName,DATE-OF-BIRTH,NHSNumber\nA1,Ada,Okonkwo,1945-07-14,999 000 0018\n"
        );
        let done = import_text(&mut store, Kind::People, "march.csv", &list);
        assert!(done.not_used.is_empty(), "{header}: {:?}", done.not_used);
        assert!(store.known_as(Entity::Person, "march", "A1").unwrap().is_some(), "{header}");
        assert_eq!(store.people_with_nhs_number("9990000018").unwrap().len(), 1, "{header}");
    }
}
