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
        rows.starts_with(
            "section,name,value,unit,of,definition,before,shown,table,row,column\nPeople,Waiting,1,people,"
        ),
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

#[test]
fn a_name_that_two_parts_have_is_asked_for_with_its_part_and_rows_of_tables_open_too() {
    let home = Home::demo();
    let refused = home.kith("report caseload --rows Waiting");
    assert_eq!(refused.status, 2);
    assert!(
        refused.err.contains("2 figures of this report have that name.")
            && refused.err.contains("--rows 'People: Waiting' or --rows 'Connections: Waiting'"),
        "{}",
        refused.told()
    );
    let count =
        |words: &str| home.kith(&format!("{words} --json")).fine().json()["items"].as_array().unwrap().len();
    let caseload = home.kith("report caseload --json").fine().json();
    let figure = |part: &str| {
        let sections = caseload["sections"].as_array().unwrap().iter();
        let of = sections.clone().find(|section| section["title"] == part).unwrap();
        let figures = of["figures"].as_array().unwrap().iter();
        figures.clone().find(|figure| figure["name"] == "Waiting").unwrap()["value"].as_u64().unwrap()
    };
    for part in ["People", "Connections"] {
        assert_eq!(count(&format!("report caseload --rows '{part}: Waiting'")) as u64, figure(part));
    }
    // A name with a colon of its own is a name as any other.
    assert!(count("report outcomes --rows 'ONS4: with a first result'") > 0);
    assert!(count("report referrers --rows 'mill lane surgery (gp)'") > 0);
    let unknown = home.kith("report caseload --rows Nothing");
    assert_eq!(unknown.status, 3);
    assert!(unknown.err.contains("Connections: Waiting"), "{}", unknown.told());
    let minutes = home.kith("report activity --rows 'Minutes noted'");
    assert!(
        minutes.status == 3 && minutes.err.contains("a sum that has no rows of its own"),
        "{}",
        minutes.told()
    );
}

#[test]
fn an_option_that_says_nothing_is_refused_with_a_sentence() {
    let home = Home::demo();
    for option in ["area", "source", "practice", "worker", "from", "to", "rows"] {
        for nothing in ["", " "] {
            let refused = home.kith(&format!("report activity --{option} '{nothing}'"));
            assert_eq!(refused.status, 2, "{option}: {}", refused.told());
            let said = format!("--{option} was given without saying which.");
            assert!(refused.err.contains(&said), "{}", refused.told());
        }
    }
    assert_eq!(home.kith("report activity --area '*'").status, 2);
    assert_eq!(home.kith("report reciprocity --group ''").status, 2);
}

#[test]
fn a_year_is_twelve_months_on_the_command_line_as_on_the_screen() {
    let home = Home::demo();
    let told = home.kith("report activity --json").fine().json();
    let days = kith::report::days::Days::Year.on("2026-03-03".parse().unwrap());
    assert_eq!(told["from"].as_str(), Some(days.0.to_string().as_str()));
    assert_eq!(told["from"].as_str(), Some("2025-03-04"));
    let to = home.kith("report activity --to 2025-12-31 --json").fine().json();
    assert_eq!(to["from"].as_str(), Some("2025-01-01"));
}

#[test]
fn where_there_is_nobody_to_count_every_form_says_so_in_words() {
    let home = Home::peopled();
    let told = home.kith("report reciprocity").fine().out;
    let line = |name: &str| told.lines().find(|line| line.contains(name)).unwrap_or_default().to_owned();
    assert!(line("Days to the first give").ends_with("nobody yet"), "{told}");
    assert!(line("Thanked").ends_with("none to count"), "{told}");
    assert!(!told.contains("0 of 0"), "{told}");
    for form in ["html --inside", "md --inside", "csv"] {
        let told = home.kith(&format!("report reciprocity --format {form}")).fine().out;
        assert!(told.contains("nobody yet") && told.contains("none to count"), "{told}");
    }
    let told = home.kith("report reciprocity --json").fine().json();
    let figures = told["sections"][1]["figures"].as_array().unwrap();
    let days = figures.iter().find(|figure| figure["unit"] == "days").unwrap();
    assert!(days["value"].is_null() && days["shown"] == "nobody yet" && days["hidden"] == false, "{days}");
}

#[test]
fn days_have_names_and_several_reports_go_into_one_folder_whole_or_not_at_all() {
    let home = Home::demo();
    let told = home.kith("report activity --period last-month --json").fine().json();
    assert_eq!((told["from"].as_str(), told["to"].as_str()), (Some("2026-02-01"), Some("2026-02-28")));
    let told = home.kith("report waiting --period last-quarter --json").fine().json();
    assert_eq!((told["from"].as_str(), told["to"].as_str()), (Some("2025-10-01"), Some("2025-12-31")));
    assert_eq!(home.kith("report activity --period last-month --from 2026-01-01").status, 2);
    assert_eq!(home.kith("report activity --period next-month").status, 2);
    let folder = home.path("figures");
    let several =
        format!("report activity waiting caseload --period last-month --out '{}'", folder.display());
    home.kith(&several).fine();
    let text = std::fs::read_to_string(folder.join("2026-02/activity.txt")).unwrap();
    assert!(text.starts_with("Activity, Sun 1 Feb 2026 to Sat 28 Feb 2026"), "{text}");
    // It left the team, and so did the others beside it.
    assert!(text.contains("What is not told"), "{text}");
    assert!(folder.join("2026-02/waiting.txt").exists() && folder.join("2026-02/caseload.txt").exists());
    let again = home.kith(&several);
    assert!(again.status == 1 && again.err.contains("Nothing was written."), "{}", again.told());
    // What cannot be asked writes nothing.
    let wrong = home.kith(&format!("report activity funding --source gp --out '{}'", folder.display()));
    assert_eq!(wrong.status, 2, "{}", wrong.told());
    let there: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(there, ["2026-02"]);
    // Text of several comes one after another; other forms need a folder.
    let both = home.kith("report activity waiting --period last-month").fine().out;
    assert!(both.contains("Activity, Sun 1 Feb") && both.contains("Waiting, Sun 1 Feb"), "{both}");
    assert_eq!(home.kith("report activity waiting --period last-month --json").status, 2);
    assert_eq!(home.kith("report activity waiting --rows contacts").status, 2);
    // A folder that cannot be written is said, and nothing is left of it.
    std::fs::write(home.path("file"), "").unwrap();
    let not = home.kith(&format!("report activity waiting --out '{}'", home.path("file").display()));
    assert_eq!(not.status, 1, "{}", not.told());
}

#[test]
fn a_report_that_cannot_be_narrowed_says_why_and_one_that_can_is() {
    let home = Home::demo();
    for (words, why) in [
        ("report caseload --from 2026-01-01", "It says who is where today"),
        ("report referrers --period last-month", "It always looks at the two years up to today"),
        ("report funding --mine", "Assets belong to nobody's caseload"),
        ("report referrers --worker jo", "is a matter of the whole service"),
        ("report assets --practice X", "it takes --area alone"),
        ("report reciprocity --area S6", "Moves and exchanges are told of everyone"),
        ("report supervision --source gp", "It is about the whole caseload of one worker."),
        ("report activity --group 1", "a matter of giving and receiving"),
        ("report activity --population town.csv", "Nothing in it is compared with who lives there."),
        ("report waiting --costs costs.csv", "Nothing in it is priced."),
    ] {
        let refused = home.kith(words);
        assert!(refused.status == 2 && refused.err.contains(why), "{words}: {}", refused.told());
    }
    let value = |words: &str, at: usize| {
        let told = home.kith(&format!("report {words} --json")).fine().json();
        told["sections"][0]["figures"][at]["value"].as_u64().unwrap()
    };
    let (all, of_gps) = (value("caseload", 3), value("caseload --source gp", 3));
    assert!(of_gps > 0 && of_gps < all, "{of_gps} of {all}");
    let rows = home.kith("report caseload --source gp --rows 'People: Active' --json").fine().json();
    assert_eq!(rows["items"].as_array().unwrap().len() as u64, of_gps);
    let told = home.kith("report referrers --source gp").fine().out;
    assert!(told.contains("(GP)") && !told.contains("(Practice nurse)"), "{told}");
    assert!(home.kith("report referrers --area S").fine().out.starts_with("Who refers, area S, on"));
    let (all, there) = (value("assets", 0), value("assets --area S1", 0));
    assert!(there < all, "{there} of {all}");
    assert!(home.kith("report funding --area S").fine().out.starts_with("Funding, area S, on"));
}

#[test]
fn of_many_years_the_months_begin_where_anything_was_and_none_of_them_is_left_out() {
    let home = Home::peopled();
    let months = |words: &str| -> Vec<String> {
        let report = home.kith(words).fine().json();
        let section =
            report["sections"].as_array().unwrap().iter().find(|one| one["title"] == "Month by month");
        let rows = section.unwrap()["tables"][0]["rows"].as_array().unwrap().clone();
        rows.iter().map(|row| format!("{} {}", row[0].as_str().unwrap(), row[1].as_str().unwrap())).collect()
    };
    assert_eq!(months("report activity --from 2000-01-01 --json"), ["February 2026 1", "March 2026 0"]);
    assert_eq!(months("report activity --from 2016-04-01 --json").len(), 120);
}

#[test]
fn a_referral_that_ended_before_anybody_tried_is_not_said_to_have_waited_until_the_next_one() {
    let home = Home::peopled();
    let referral = |words: &str| home.given(words, "add referral --person 1 -").fine();
    referral(r#"{"received":"2025-06-02","source":"self"}"#);
    home.kith("edit referral 2 --set state=withdrawn --set state_reason=not_now --set closed_on=2025-06-20")
        .fine();
    home.given(r#"{"outcome":"no_answer","method":"phone","happened_on":"23 feb"}"#, "log 1 -").fine();
    let report = home.kith("report waiting --json").fine().json();
    let figures = report["sections"][1]["figures"].as_array().unwrap();
    let told: Vec<String> = figures.iter().map(|one| format!("{}: {}", one["name"], one["shown"])).collect();
    assert_eq!(told, [r#""In the time set": "1 of 2 (50%)""#, r#""Not before it ended": "1 of 2 (50%)""#]);
    assert_eq!(report["sections"][2]["tables"][0]["rows"][0][1], "1");
}

#[test]
fn what_somebody_turned_down_is_no_connection_made_with_their_yes() {
    let home = Home::demo();
    let made = || {
        let report = home.kith("report activity --json").fine().json();
        let all = report["sections"].as_array().unwrap().clone();
        let figures = all.iter().flat_map(|one| one["figures"].as_array().unwrap().clone());
        figures.into_iter().find(|one| one["name"] == "Connections made").unwrap()["value"].as_i64().unwrap()
    };
    let before = made();
    home.kith("connect 1 5 --yes").fine();
    assert_eq!(made(), before, "it is only suggested");
    let list = home.kith("list connections --json").fine().json();
    let id = list["items"].as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).max().unwrap();
    home.kith(&format!("stage {id} declined --set reason_ended='not for me'")).fine();
    assert_eq!(made(), before, "they said no");
}
