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
    assert!(
        rows.starts_with("section,name,value,unit,of,definition,before\nPeople,Waiting,1,people,"),
        "{rows}"
    );
    assert_eq!(home.kith("report nothing").status, 2);
}

#[test]
fn a_report_over_days_is_told_beside_the_days_before_and_whole_only_inside_the_team() {
    let home = Home::demo();
    let told = home.kith("report activity --from 2026-02-01 --to 2026-02-28 --json").fine().json();
    assert_eq!((told["from"].as_str(), told["to"].as_str()), (Some("2026-02-01"), Some("2026-02-28")));
    let first = &told["sections"][0]["figures"][0];
    assert_eq!((first["name"].as_str(), first["value"].as_u64()), (Some("Referrals received"), Some(8)));
    assert!(first["before"].as_u64().is_some() && first["hidden"] == false);
    let rows =
        home.kith("report activity --from 2026-02-01 --to 2026-02-28 --rows 'referrals received' --json");
    assert_eq!(rows.fine().json()["items"].as_array().unwrap().len(), 8);
    // A page leaves the team; text on the terminal does not.
    let page = home.kith("report activity --format html").fine().out;
    assert!(page.contains("What is not told"), "{page}");
    assert!(!home.kith("report activity --format html --inside").fine().out.contains("What is not told"));
    assert!(!home.kith("report activity").fine().out.contains("What is not told"));
    assert!(home.kith("report activity --outside").fine().out.contains("What is not told"));
    let hidden = home.kith("report activity --outside --json").fine().json();
    let informal = &hidden["sections"][0]["figures"][2];
    assert!(informal["hidden"] == true && informal["value"].is_null(), "{informal}");
    // What is not told of the days before is marked as well.
    let figures = hidden["sections"].as_array().unwrap().iter().flat_map(|section| {
        section["figures"].as_array().unwrap().iter().filter(|one| one["before_hidden"] == true)
    });
    let figures: Vec<_> = figures.collect();
    assert!(!figures.is_empty() && figures.iter().all(|one| one["before"].is_null()), "{figures:?}");
    // What does not fit is refused with what would.
    let refused = home.kith("report funding --from 2026-01-01");
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("The report funding takes no days."), "{}", refused.told());
    assert_eq!(home.kith("report reciprocity --area S6").status, 2);
    assert_eq!(home.kith("report activity --outside --rows contacts").status, 2);
    assert_eq!(home.kith("report activity --source gap").status, 2);
}

#[test]
fn tables_of_who_lives_there_and_of_costs_are_read_and_each_mistake_is_named_with_its_line() {
    let home = Home::demo();
    let file = |name: &str, text: &str| {
        std::fs::write(home.path(name), text).unwrap();
        home.path(name).display().to_string()
    };
    let good = file(
        "town.csv",
        "kind,group,people\nage,65-74,\"4,000\"\nage,75-84,2000\nage,total,6000\ngender,woman,50\n",
    );
    let told = home.kith(&format!("report equity --population '{good}'")).fine().out;
    assert!(told.contains("Live there (town.csv)") && told.contains("Aged 75 to 84"), "{told}");
    for (name, text, said) in [
        (
            "sum.csv",
            "kind,group,people\nage,65-74,10\nage,total,11\n",
            "sum.csv, line 3: the groups of age add up to 10, not to 11.",
        ),
        (
            "group.csv",
            "kind,group,people\nage,60-70,10\n",
            "group.csv, line 2: there is no group 60-70 of age.",
        ),
        ("kind.csv", "kind,group,people\nheight,tall,10\n", "kind.csv, line 2: there is no kind height."),
        (
            "number.csv",
            "kind,group,people\nage,65-74,many\n",
            "number.csv, line 2: many is no number of people.",
        ),
        ("head.csv", "kind,people\nage,1\n", "head.csv, line 1: there is no column group."),
        ("none.csv", "kind,group,people\n", "none.csv holds no groups."),
    ] {
        let path = file(name, text);
        let refused = home.kith(&format!("report equity --population '{path}'"));
        assert_eq!(refused.status, 1, "{}", refused.told());
        assert!(refused.err.contains(said), "{}", refused.told());
    }
    for (name, text, said) in [
        ("typo.csv", "service,cost,source,year\ngp,4x,A study,2024\n", "typo.csv, line 2: 4x is no cost."),
        (
            "year.csv",
            "service,cost,source,year\ngp,42,A study,\n",
            "year.csv, line 2: a cost needs its source and its year.",
        ),
        (
            "what.csv",
            "service,cost,source,year\nyoga,42,A study,2024\n",
            "what.csv, line 2: there is no service yoga.",
        ),
        (
            "twice.csv",
            "service,cost,source,year\ngp,42,A,2024\ngp,43,A,2024\n",
            "twice.csv, line 3: gp stands here a second time.",
        ),
    ] {
        let path = file(name, text);
        let refused = home.kith(&format!("report impact --costs '{path}'"));
        assert_eq!(refused.status, 1, "{}", refused.told());
        assert!(refused.err.contains(said), "{}", refused.told());
    }
    assert_eq!(home.kith("report impact --costs nowhere.csv").status, 3);
}

#[test]
fn the_use_of_services_comes_in_as_a_list_and_areas_with_their_deprivation_beside_postcodes() {
    let home = Home::peopled();
    let list = "NHS No,Service,Start,End,Attendances,Source\n\
                9990000018,GP consultations,2025-08-01,2026-01-31,9,practice\n\
                9990000018,A&E,2025-08-01,2026-01-31,1,practice\n\
                9990000018,Dentist,2025-08-01,2026-01-31,1,practice\n";
    std::fs::write(home.path("use.csv"), list).unwrap();
    let file = home.path("use.csv").display().to_string();
    let first = home.kith(&format!("import service-use '{file}' --json"));
    let told = first.json();
    assert_eq!((told["added"].as_u64(), told["refused"].as_u64()), (Some(2), Some(1)), "{}", first.told());
    assert_eq!(home.kith(&format!("import service-use '{file}' --json")).json()["same"], 2);
    assert_eq!(home.kith("list service-use --json").fine().json()["items"].as_array().unwrap().len(), 2);
    let table =
        "Postcode,LSOA code,Index of Multiple Deprivation Decile\nS6 3BS,E01007963,2\nS6 3BT,E01007963,11\n";
    std::fs::write(home.path("areas.csv"), table).unwrap();
    let areas = home.path("areas.csv").display().to_string();
    let told = home.kith(&format!("import postcodes '{areas}' --json")).json();
    assert_eq!((told["added"].as_u64(), told["refused"].as_u64()), (Some(1), Some(1)), "{told}");
    assert_eq!(home.kith(&format!("import postcodes '{areas}' --json")).json()["same"], 1);
}

#[test]
fn a_supervision_is_about_one_worker_and_its_names_stay_in_the_team() {
    let home = Home::demo();
    let told = home.kith("report supervision --worker jo").fine().out;
    for title in ["What came and went", "To hand over", "Reminders"] {
        assert!(told.contains(title), "{told}");
    }
    assert!(told.contains("OKONKWO, Ada (Mrs)"), "{told}");
    let page = home.kith("report supervision --worker jo --format html").fine().out;
    assert!(
        !page.contains("OKONKWO") && page.contains("What came and went") && page.contains("<figcaption>"),
        "{page}"
    );
}
