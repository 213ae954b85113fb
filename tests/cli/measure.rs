//! `kith measure` and lists of measures.

use super::Home;

#[test]
fn a_measure_is_recorded_scored_and_reported() {
    let home = Home::peopled();
    let said = home
        .kith("measure 1 ONS4 --answers '4 5 3 8' --when 2025-09-01 --set words='I get through the day.'")
        .fine()
        .out;
    assert!(said.contains("Satisfied 4, Worthwhile 5, Happy yesterday 3, Anxious yesterday 8."), "{said}");
    let ran = home.kith("measure 1 ons4 --answers '7 8 - 4'").fine();
    assert!(
        ran.err.contains("left out")
            && ran.out.contains("Anxious yesterday 4, not complete (3 of 4 answered)."),
        "{}",
        ran.told()
    );
    let list = home.kith("list measures --json").fine().json();
    let stages: Vec<_> = list["items"].as_array().unwrap().iter().map(|one| one["stage"].clone()).collect();
    assert_eq!(stages, ["baseline", "review"]);
    assert!(home.kith("show 1").fine().out.contains("ONS4 personal well-being, on the way"));
    let report = home.kith("report outcomes --json").fine().json();
    assert_eq!(report["sections"][0]["figures"][1]["value"], 1);
    assert_eq!((report["from"].as_str(), report["to"].as_str()), (Some("2025-03-04"), Some("2026-03-03")));
    let rows = home.kith("report outcomes --rows 'ons4: with a later one too'").fine().out;
    assert!(rows.lines().count() >= 1, "{rows}");
    for (words, told) in [
        ("measure 1 ons4 --answers '4 5 30 8'", "Happy yesterday is a number from 0 to 10"),
        ("measure 1 phq9 --answers 1", "kith knows no instrument phq9"),
        ("measure 99 ons4 --answers '1 1 1 1'", "There is no person 99"),
        ("measure 1 ons4 --answers '1 1 1 1' --when 2030-01-01", "still to come"),
        ("measure 1 ons4 --answers '1 1 1 1' --stage soon", "baseline, review, closing or later"),
    ] {
        let ran = home.kith(words);
        assert!(ran.status != 0 && ran.err.contains(told), "{words}: {}", ran.told());
    }
    assert_eq!(home.kith("list measures --json").fine().json()["items"].as_array().unwrap().len(), 2);
}

#[test]
fn a_list_of_measures_comes_in_and_goes_out() {
    let home = Home::peopled();
    let person = home.kith("show person 1 --json").fine().json();
    let uid = person["item"]["uid"].as_str().unwrap();
    let list = format!(
        "Who,Tool,Date,Time point,Satisfied,Worthwhile,Happy,Anxious,Comments\n{uid},ONS4,01/09/2025,Baseline,4,5,3,8,Tired\n\
         {uid},ONS4,01/12/2025,Final,7,8,6,3,\n{uid},ONS4,01/12/2025,Later,7,8,66,3,\nNobody,ONS4,01/12/2025,Later,7,8,6,3,\n"
    );
    std::fs::write(home.path("measures.csv"), list).unwrap();
    let file = home.path("measures.csv").display().to_string();
    let first = home.kith(&format!("import measures '{file}' --json"));
    let told = first.json();
    assert_eq!(
        (first.status, told["added"].as_i64(), told["set_aside"].as_i64(), told["refused"].as_i64()),
        (4, Some(2), Some(1), Some(1)),
        "{told}"
    );
    assert_eq!(told["problems"][0]["field"], "items");
    let again = home.kith(&format!("import measures '{file}' --json")).json();
    assert_eq!((again["added"].as_i64(), again["same"].as_i64()), (Some(0), Some(2)));
    let out = home.path("out.csv").display().to_string();
    home.kith(&format!("export measures --out '{out}'")).fine();
    let back = home.kith(&format!("import measures '{out}' --json")).fine().json();
    assert_eq!(
        (back["same"].as_i64(), back["operation"].clone()),
        (Some(2), serde_json::Value::Null),
        "{back}"
    );
}

#[test]
fn the_results_of_a_person_are_drawn_as_a_line_over_time_with_their_own_words() {
    let home = Home::peopled();
    home.kith("measure 1 ons4 --answers '4 5 3 8' --when 23feb").fine();
    home.kith("measure 1 ons4 --answers '7 6 - 3' --set words='I sleep again.'").fine();
    let told = home.kith("goal 1").fine().out;
    let lines = "  ONS4, satisfied: 0 to 10, higher is better (measure 2)\n    \
                 23 Feb 2026      4  ########\n    3 Mar 2026       7  ##############\n    \
                 3 Mar 2026: \"I sleep again.\"\n";
    assert!(told.contains(lines), "{told}");
    // What was left out has no bar, and is said.
    let happy = "  ONS4, happy yesterday: 0 to 10, higher is better (measure 1)\n    23 Feb 2026      3  ######\n    \
                 3 Mar 2026       -  not answered\n";
    assert!(told.contains(happy), "{told}");
}

#[test]
fn what_is_dated_before_the_referral_or_counted_twice_is_kept_and_said() {
    let home = Home::peopled();
    let warned = |words: &str| {
        let ran = home.kith(words).fine();
        (ran.err, ran.out)
    };
    // Ada was referred on 20 February.
    let early = "It is dated before the first referral of Fri 20 Feb 2026. If the day is wrong, change it.";
    let (err, out) = warned("measure 1 ons4 --answers '4 5 3 8' --when 19feb --quiet");
    assert!(err.contains(early) && out.contains("Satisfied 4"), "{err}{out}");
    let (err, _) = warned("log 1 --set happened_on=19feb --set method=phone --set outcome=spoke");
    assert!(err.contains(early), "{err}");
    let (err, _) = warned("measure 1 ons4 --answers '4 5 3 8' --when 20feb");
    assert!(!err.contains("dated before"), "{err}");
    // An edit of the day is looked at again; one of something else is not.
    let (err, _) = warned("edit measure 2 --set words=tired");
    assert!(!err.contains("dated before"), "{err}");
    let (err, _) = warned("edit measure 2 --set measured_on=18feb");
    assert!(err.contains(early), "{err}");
    let use_of = |days: &str| {
        let words = format!("add service-use --set person_id=1 --set service=gp --set times=2 {days}");
        home.kith(&words).fine().err
    };
    let told = use_of("--set from_on=2025-08-20 --set until_on=2026-02-20");
    assert!(!told.contains("sides") && !told.contains("twice"), "{told}");
    let told = use_of("--set from_on=2026-02-01 --set until_on=2026-03-01");
    assert!(told.contains("on both sides of the referral") && told.contains("may count twice"), "{told}");
    // One that is gone counts nothing twice.
    home.kith("put-away service-use 2 --reason wrong --yes").fine();
    let told = use_of("--set from_on=2026-02-20 --set until_on=2026-03-01");
    assert!(!told.contains("twice"), "{told}");
}

#[test]
fn a_list_of_results_says_column_and_value_of_what_is_odd_or_refused() {
    let home = Home::peopled();
    let list = "NHS number,Tool,Date completed,Point,Satisfied,Worthwhile,Happy,Anxious\n\
                999 000 0018,ONS4,01/12/2025,Baseline,4,5,3,8\n\
                999 000 0018,ONS4,01/03/2026,Review,4,5,13,8\n\
                999 000 0018,ONS4,01/02/2027,Review,4,5,3,8\n\
                999 000 0026,ONS4,01/03/2026,Review,4,5,3,8\n";
    std::fs::write(home.path("results.csv"), list).unwrap();
    let (file, rejects) = (home.path("results.csv"), home.path("rejects.csv"));
    let ran = home.kith(&format!("import measures '{}' --rejects '{}'", file.display(), rejects.display()));
    for told in [
        "Line 2: Date completed \"01/12/2025\": It is dated before the first referral of Fri 20 Feb 2026.",
        "line 3: Satisfied \"4\", Worthwhile \"5\", Happy \"13\", Anxious \"8\": Happy yesterday is a number from 0 to 10",
        "line 4: Date completed \"01/02/2027\": Date must be today or in the past.",
        "line 5: NHS number \"999 000 0026\": Nobody and no group of this name is known.",
    ] {
        assert!(ran.out.contains(told), "{told}: {}", ran.told());
    }
    let kept = std::fs::read_to_string(rejects).unwrap();
    assert!(kept.contains("Happy \"\"13\"\""), "{kept}");
    let home = Home::peopled();
    let uses = "NHS number,Service,First day,Last day,Times\n\
                999 000 0018,GP,01/06/2025,01/12/2025,3\n999 000 0018,GP,01/09/2025,01/02/2026,3\n";
    std::fs::write(home.path("uses.csv"), uses).unwrap();
    let ran = home.kith(&format!("import service-use '{}'", home.path("uses.csv").display())).fine();
    let told = "Line 3: First day \"01/09/2025\": Use of this service is noted already for";
    assert!(ran.out.contains(told), "{}", ran.told());
}

#[test]
fn a_result_without_any_answer_answers_no_reminder() {
    let home = Home::peopled();
    let open = |home: &Home| {
        let list = home.kith("list follow-ups --json").fine().json();
        let items = list["items"].as_array().unwrap().clone();
        items.iter().filter(|one| one["rule"] == "measures_again" && one["state"] == "open").count()
    };
    home.kith("measure 1 swemwbs --answers '3 3 3 3 3 3 3' --stage baseline").fine();
    assert_eq!(open(&home), 1);
    home.kith("measure 1 swemwbs --answers '- - - - - - -' --stage review").fine();
    assert_eq!(open(&home), 1, "it is still to be asked");
    home.kith("measure 1 swemwbs --answers '4 3 3 3 3 3 3' --stage closing").fine();
    assert_eq!(open(&home), 0);
}
