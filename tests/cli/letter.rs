//! `kith letter`: what stands in each letter, to whom it may go, templates of a team, and what is recorded.

use insta::assert_snapshot;

use super::Home;

/// Text that a template, a terminal, a page or a spreadsheet could take for its own.
const HOSTILE: &str = "{{ person.name }} {% if %} <b>&amp; =1+1 '; DROP";

/// Ada, with everything a letter can tell.
fn told() -> Home {
    let home = Home::peopled();
    let set = |words: &str| {
        home.kith(words).fine();
    };
    set("consent 1 --set purpose=share_gp --set answer=yes");
    set("consent 1 --set purpose=share_groups --set answer=no");
    home.given(
        r#"{"gp_practice":"High Street Surgery","gp_name":"Dr Lee","carer":"is_carer","access_needs":"stick",
        "safe_letter":"unsafe","address":"1 Mill Lane"}"#,
        "edit person 1 -",
    )
    .fine();
    home.given(r#"{"outcome":"spoke","method":"phone","happened_on":"23 feb"}"#, "log 1 -").fine();
    set(
        "edit referral 1 --set reply_wanted=yes --set referrer_name='Dr Lee' --set referrer_organisation='High Street'",
    );
    set("edit referral 1 --set state=accepted");
    home.given(
        r#"{"matters":"Company at meals.","agreed":"yes","agreed_on":"24 feb"}"#,
        "add plan --set person_id=1 -",
    )
    .fine();
    set("add goal --set person_id=1 --set what='Eat with others once a week'");
    set("connect 1 1 --kind introduction --said-yes --yes");
    set("measure 1 ons4 --answers '4 5 3 8' --when 23feb");
    set("measure 1 ons4 --answers '7 6 - 3'");
    home
}

#[test]
fn a_letter_for_the_gp_record_says_what_to_do_first_and_its_codes_once() {
    let home = told();
    let first = home.given("Check her hearing\nReview tablets\n", "letter gp 1 --actions -");
    assert_snapshot!(first.told(), @"
    status 0
    Social prescribing, Tue 3 Mar 2026
    Ada OKONKWO, born 14 Jul 1945, NHS number 999 000 0018

    Actions for the GP:
    - Check her hearing
    - Review tablets

    Referred Fri 20 Feb 2026 (GP), accepted.
    Contact: 1 talk on Mon 23 Feb 2026.
    Safe contact: Never write. no voicemail.
    What matters: Company at meals.
    Goals: Eat with others once a week
    Offered: Tuesday Lunch Club (introduction, made)
    Scores:
    - ONS4, satisfied: 4 (23 Feb 2026), now 7 (3 Mar 2026)
    - ONS4, worthwhile: 5 (23 Feb 2026), now 6 (3 Mar 2026)
    - ONS4, happy yesterday: 3 (23 Feb 2026); 3 Mar 2026 not answered
    - ONS4, anxious yesterday: 8 (23 Feb 2026), now 3 (3 Mar 2026)
    Codes (SNOMED CT):
    - Referral to social prescribing service 871731000000106
    - Is a carer 224484003
    - Needs reasonable adjustments 1108111000000107
    jo
    -- messages
    The letter is recorded on the line of time.
    ");
    assert!(first.out.chars().count() < 1_200);
    // The second letter of the same work carries no code that was said.
    let second = home.kith("letter gp 1 --json").fine().json();
    assert_eq!(second["codes"].as_array().unwrap().len(), 0, "{second}");
    assert!(second["text"].as_str().unwrap().contains("Actions for the GP: none"));
    let list = home.kith("list letters").fine().out;
    assert!(list.contains("For the GP record") && list.contains("High Street Surgery"), "{list}");
    assert!(home.kith("show person 1").fine().out.contains("Letter: for the GP record"));
    home.kith("undo --yes").fine();
    assert_eq!(home.kith("list letters --json").fine().json()["items"].as_array().unwrap().len(), 1);
    // A preview is no letter.
    home.kith("letter gp 1 --preview").fine();
    assert_eq!(home.kith("list letters --json").fine().json()["items"].as_array().unwrap().len(), 1);
}

#[test]
fn the_referrer_hears_no_more_than_needed_and_the_reminder_to_tell_them_is_answered() {
    let home = told();
    let waits = || {
        home.kith("list follow-ups --json").fine().json()["items"].to_string().contains("Tell the referrer")
    };
    assert!(waits(), "they are to be told");
    let letter = home.kith("letter referrer 1");
    assert_snapshot!(letter.told(), @"
    status 0
    Tue 3 Mar 2026

    Dr Lee
    High Street

    Your referral of Ada OKONKWO, received Fri 20 Feb 2026

    Thank you for your referral. It is accepted. We had 1 talk on Mon 23 Feb 2026.

    Where they go now:
    - Tuesday Lunch Club (not there yet)

    We look at the plan again on Tue 7 Apr 2026.

    What is agreed with them stays with them; ask them first if you would like to know more.

    jo
    -- messages
    The letter is recorded on the line of time.
    ");
    let referral = home.kith("show referral 1 --json").fine().json();
    assert_eq!(referral["item"]["replied_on"], "2026-03-03");
    let reminders = home.kith("list follow-ups --json").fine().json();
    let open = reminders["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["rule"] == "referrer_reply" && one["state"] == "open");
    assert_eq!(open.count(), 0, "{reminders}");
    assert!(!letter.out.contains("Company at meals") && !letter.out.contains("stick"), "{}", letter.out);
}

#[test]
fn the_plan_is_the_persons_own_and_is_addressed_only_where_writing_is_safe() {
    let home = told();
    assert_snapshot!(home.kith("letter plan 1 --preview").told(), @"
    status 0
    To be given by hand.

    Plan of Ada
    Tue 3 Mar 2026

    What matters to me

    Company at meals.

    What I want to reach

    - Eat with others once a week

    Where I go

    - Tuesday Lunch Club (not there yet)

    Agreed with you on Tue 24 Feb 2026. We look at it again on Tue 7 Apr 2026.

    jo
    ");
    home.kith("edit person 1 --set safe_letter=safe").fine();
    let addressed = || home.kith("letter plan 1 --preview").fine().out.contains("1 Mill Lane");
    assert!(addressed());
    // Safe is not welcome: whoever said no to letters is not written to.
    for (answer, is_addressed) in [("yes", true), ("no", false), ("yes", true), ("withdrawn", false)] {
        home.kith(&format!("consent 1 --set purpose=contact_letter --set answer={answer}")).fine();
        assert_eq!(addressed(), is_addressed, "{answer}");
    }
    let large = home.kith("letter plan 1 --preview --large-print").fine().out;
    assert!(large.lines().all(|line| line.chars().count() <= 40), "{large}");
    let page = home.kith("letter plan 1 --preview --large-print --format html").fine().out;
    assert!(page.contains("24pt") && !page.contains("<script") && !page.contains("http"), "{page}");
    let out = home.path("plan.html").display().to_string();
    home.kith(&format!("letter plan 1 --format html --out '{out}'")).fine();
    assert_eq!(
        home.kith(&format!("letter plan 1 --format html --out '{out}'")).status,
        1,
        "never over a file"
    );
}

#[test]
fn nothing_goes_where_nobody_said_yes() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("letter gp 1").told(), @r#"
    status 1
    -- messages
    Ada OKONKWO was not asked yet: "Share with the GP". Record what they say first.
    To record an answer: kith consent PERSON
    "#);
    home.kith("consent 1 --set purpose=share_gp --set answer=withdrawn").fine();
    assert!(home.kith("letter gp 1").err.contains("did not agree"));
    assert!(home.kith("letter referrer 2").err.contains("Nobody referred"));
    assert_eq!(home.kith("letter gp 99").status, 3);
    assert_eq!(home.kith("letter gp").status, 2);
    assert_eq!(home.kith("letter plan 1 --actions x").status, 2);
    assert_eq!(home.kith("list letters --json").fine().json()["items"].as_array().unwrap().len(), 0);
}

#[test]
fn hostile_text_in_every_field_stays_text_and_the_letter_stays_short() {
    let home = told();
    let long = format!("{HOSTILE} {}", "word ".repeat(50));
    home.given(&format!(r#"{{"gp_practice":"{HOSTILE}","safe_contact":"{long}"}}"#), "edit person 1 -")
        .fine();
    for n in 0..30 {
        home.given(&format!(r#"{{"what":"{n} {HOSTILE}","person_id":1}}"#), "add goal -").fine();
    }
    home.given(&format!(r#"{{"person_id":1,"matters":"{long}","agreed":"yes"}}"#), "add plan -").fine();
    let letter = home.kith("letter gp 1 --preview").fine();
    assert!(letter.out.chars().count() <= 1_200, "{}", letter.out);
    assert!(letter.out.contains("Shortened; the whole is in our record."), "{}", letter.out);
    assert!(letter.out.contains("{{ person.name }}"), "it is not run: {}", letter.out);
    assert!(letter.out.contains(long.trim()), "how to reach somebody safely is never cut: {}", letter.out);
    assert!(!letter.out.contains('\u{1b}') && !letter.out.contains('\u{202e}'), "{:?}", letter.out);
    assert!(home.kith("letter gp 1 --preview --long").fine().out.chars().count() > 1_200);
    let page = home.kith("letter plan 1 --preview --format html").fine().out;
    assert!(page.contains("&lt;b&gt;") && !page.contains("<b>"), "{page}");
}

#[test]
fn a_team_has_its_own_templates_and_codes_and_a_mistake_is_named_with_its_line() {
    let home = told();
    let folder = home.path("letters").display().to_string();
    home.kith(&format!("letter templates --out '{folder}'")).fine();
    assert!(std::fs::read_to_string(home.path("letters/gp.txt")).unwrap().contains("Actions for the GP"));
    std::fs::create_dir_all(home.path(".config/kith/letters")).unwrap();
    home.write_config("letters/plan.txt", "For {{ person.called }}.\n");
    assert_eq!(home.kith("letter plan 1 --preview").fine().out, "For Ada.\n");
    for (text, said) in [
        (
            "one\n\nFor {{ person.nickname }}.\n",
            "plan.txt, line 3: there is no person.nickname to put into a letter.",
        ),
        ("{% for goal in goals %}{{ goal.deep }}\n{% endfor %}", "plan.txt, line 1: "),
        ("one\n{% if matters %}no end\n", "plan.txt, line "),
    ] {
        home.write_config("letters/plan.txt", text);
        let refused = home.kith("letter plan 1 --preview");
        assert_eq!(refused.status, 1, "{}", refused.told());
        assert!(refused.err.contains(said), "{}", refused.told());
        assert!(
            home.kith("config check").err.contains(said) || home.kith("config check").out.contains(said),
            "{}",
            home.kith("config check").told()
        );
    }
    home.write_config("letters/plan.txt", "For {{ person.called }}.\n");
    home.write_config(
        "codes.toml",
        "[[code]]\nwhen = \"accepted\"\ncode = \"871731000000107\"\nterm = \"x\"\n",
    );
    let wrong = home.kith("letter gp 1 --preview");
    assert!(
        wrong.err.contains("codes.toml, line 3: 871731000000107 is no code of SNOMED CT"),
        "{}",
        wrong.told()
    );
}

#[test]
fn a_template_that_leaves_out_whom_it_is_about_or_what_the_gp_is_asked_to_do_is_refused() {
    let home = told();
    std::fs::create_dir_all(home.path(".config/kith/letters")).unwrap();
    for (file, text, said) in [
        (
            "gp",
            "{{ person.name }}\nAll is well.\n",
            "gp.txt, line 2, the last: actions is nowhere in it, so what the GP is asked to do would be lost.",
        ),
        ("gp", "{{ actions | join(', ') }}\n", "gp.txt, line 1, the last: person.name is nowhere in it"),
        ("referrer", "Thank you.\n", "referrer.txt, line 1, the last: person.name is nowhere in it"),
        ("plan", "\n", "plan.txt, line 1, the last: person.name is nowhere in it"),
    ] {
        let path = format!("letters/{file}.txt");
        home.write_config(&path, text);
        let refused = home.kith("letter gp 1 --preview");
        assert!(refused.status == 1 && refused.out.is_empty(), "{}", refused.told());
        assert!(refused.err.contains(said) && refused.err.contains("Write "), "{}", refused.told());
        assert!(home.kith("config check").told().contains(said), "{}", home.kith("config check").told());
        std::fs::remove_file(home.path(".config/kith").join(path)).unwrap();
    }
}

#[test]
fn a_need_that_is_denied_or_not_sure_is_no_code_for_the_gp() {
    let home = told();
    let code = "1108111000000107";
    assert!(home.kith("letter gp 1 --preview").fine().out.contains(code));
    for none in ["None", "no access needs", "Wheelchair?"] {
        home.kith(&format!("edit person 1 --set access_needs='{none}'")).fine();
        let letter = home.kith("letter gp 1 --preview").fine().out;
        assert!(!letter.contains(code), "{none}: {letter}");
    }
}

#[test]
fn a_persons_own_plan_says_you_of_them() {
    let home = told();
    for (with, said) in [
        ("", "Agreed with you on"),
        ("Ada", "Agreed with you on"),
        ("Ada and her son", "Agreed with Ada and her son on"),
    ] {
        home.given(&format!(r#"{{"agreed_with":"{with}"}}"#), "edit plan 1 -").fine();
        let plan = home.kith("letter plan 1 --preview").fine().out;
        assert!(plan.contains(said), "{with}: {plan}");
    }
}

#[test]
fn a_code_that_the_letter_does_not_say_is_not_kept_as_said_and_actions_are_never_cut() {
    let home = told();
    std::fs::create_dir_all(home.path(".config/kith/letters")).unwrap();
    home.write_config(
        "letters/gp.txt",
        "{{ person.name }}\n{% for action in actions %}{{ action }}\n{% endfor %}No codes here.\n",
    );
    home.kith("letter gp 1").fine();
    std::fs::remove_file(home.path(".config/kith/letters/gp.txt")).unwrap();
    assert!(
        home.kith("letter gp 1 --preview").fine().out.contains("871731000000106"),
        "they were never sent"
    );
    let many: String = (0..41).map(|n| format!("Action number {n} with a good many words in it\n")).collect();
    let refused = home.given(&many, "letter gp 1 --actions -");
    assert_eq!(refused.status, 1, "{}", refused.told());
    assert!(refused.err.contains("characters") && refused.err.contains("--long"), "{}", refused.told());
    assert!(
        home.given(&many, "letter gp 1 --actions - --long --preview")
            .fine()
            .out
            .contains("Action number 40 with")
    );
    // What steers a terminal goes into no file either.
    let out = home.path("gp.txt").display().to_string();
    home.given("Ring \u{1b}[31mher\u{202e}\n", &format!("letter gp 1 --actions - --out '{out}'")).fine();
    let file = std::fs::read_to_string(home.path("gp.txt")).unwrap();
    assert!(file.contains("Ring") && !file.contains('\u{1b}') && !file.contains('\u{202e}'), "{file:?}");
}

#[test]
fn no_template_tells_a_referrer_what_the_persons_yes_does_not_cover() {
    let home = told();
    home.kith("edit referral 1 --set source=housing_association").fine();
    home.kith("consent 1 --set purpose=share_groups --set answer=yes").fine();
    std::fs::create_dir_all(home.path(".config/kith/letters")).unwrap();
    let all = "{{ person.name }}|{{ person.nhs_number }}|{{ person.born }}|{{ matters }}|{{ needs | join }}|{{ goals | join }}|{{ scores | length }}\n";
    home.write_config("letters/referrer.txt", all);
    assert_eq!(home.kith("letter referrer 1 --preview").fine().out, "Ada OKONKWO||||||0\n");
}

#[test]
fn a_template_that_is_not_utf8_is_named_with_line_and_byte_and_kiths_own_is_not_put_in_its_place() {
    let home = told();
    std::fs::create_dir_all(home.path(".config/kith/letters")).unwrap();
    for (file, command) in
        [("letters/plan.txt", "letter plan 1 --preview"), ("codes.toml", "letter gp 1 --preview")]
    {
        let path = home.path(".config/kith").join(file);
        std::fs::write(&path, b"For {{ person.called }}\nCaf\xe9\n").unwrap();
        let refused = home.kith(command);
        assert!(refused.status == 1 && refused.out.is_empty(), "{}", refused.told());
        let said = "cannot be read: it is not UTF-8 text (line 2, byte 28 of the file).";
        assert!(refused.err.contains(file) && refused.err.contains(said), "{}", refused.told());
        let check = home.kith("config check");
        assert!(check.told().contains(said), "{}", check.told());
        std::fs::remove_file(path).unwrap();
    }
    home.kith("letter plan 1 --preview").fine();
}

#[test]
fn a_name_inside_a_list_that_there_is_not_is_named() {
    let home = told();
    std::fs::create_dir_all(home.path(".config/kith/letters")).unwrap();
    let text = "one\n{% for score in scores %}{{ score.what }}: {{ score.frist }}\n{% endfor %}";
    home.write_config("letters/plan.txt", text);
    let refused = home.kith("letter plan 1 --preview");
    assert!(
        refused.err.contains("plan.txt, line 2: there is no score.frist to put into a letter."),
        "{}",
        refused.told()
    );
}

#[test]
fn a_plan_with_nothing_in_it_warns_and_a_closure_is_said_once() {
    let home = told();
    home.given(r#"{"given":"Cleo","family":"Empty"}"#, "add person -").fine();
    let people = home.kith("list people --json").fine().json();
    let cleo =
        people["items"].as_array().unwrap().iter().find(|one| one["given"] == "Cleo").unwrap()["id"].clone();
    let plan = home.kith(&format!("letter plan {cleo} --preview")).fine();
    assert!(plan.err.contains("This plan says nothing yet"), "{}", plan.told());
    assert!(!home.kith("letter plan 1 --preview").fine().err.contains("says nothing"));
    home.kith("close 1 --yes").fine();
    let letter = home.kith("letter gp 1 --preview").fine().out;
    assert!(letter.contains("(it closed)") && !letter.contains("it closed:"), "{letter}");
}

#[test]
fn an_incomplete_score_is_said_to_be_so_and_hides_no_complete_one() {
    let home = told();
    for words in [
        "measure 1 swemwbs --answers '1 1 1 - - - -' --when 21feb",
        "measure 1 swemwbs --stage review --answers '2 2 2 2 2 2 2' --when 24feb",
        "measure 1 swemwbs --stage review --answers '3 3 3 3 3 3 3' --when 26feb",
        "measure 1 swemwbs --stage review --answers '5 5 - 5 5 5 5' --when 2mar",
        "measure 1 mycaw --answers '5 - -' --when 24feb",
    ] {
        home.kith(words).fine();
    }
    let letter = home.kith("letter gp 1");
    let scores: Vec<&str> = letter
        .out
        .lines()
        .skip_while(|line| *line != "Scores:")
        .skip(1)
        .take_while(|line| line.starts_with('-'))
        .collect();
    assert_snapshot!(scores.join("\n"), @"
    - ONS4, satisfied: 4 (23 Feb 2026), now 7 (3 Mar 2026)
    - ONS4, worthwhile: 5 (23 Feb 2026), now 6 (3 Mar 2026)
    - ONS4, happy yesterday: 3 (23 Feb 2026); 3 Mar 2026 not answered
    - ONS4, anxious yesterday: 8 (23 Feb 2026), now 3 (3 Mar 2026)
    - SWEMWBS, metric score: 15.32 (24 Feb 2026), now 19.25 (26 Feb 2026); 21 Feb 2026 not complete (3 of 7 answered); 2 Mar 2026 not complete (6 of 7 answered)
    - MYCaW, first concern: 5 (24 Feb 2026)
    - MYCaW, wellbeing: not answered (24 Feb 2026)
    ");
    // Nor does the record, or the list.
    let record = home.kith("show person 1").fine();
    assert!(record.out.contains("Not complete (3 of 7 answered)"), "{}", record.told());
    let list = home.kith("list measures").fine();
    assert!(list.out.contains("not complete (6 of 7 answered)"), "{}", list.told());
}

#[test]
fn the_noticeboard_is_printed_large() {
    let home = Home::demo();
    let large = home.kith("letter noticeboard --large-print").fine().out;
    assert!(large.lines().all(|line| line.chars().count() <= 40), "{large}");
    assert_eq!(large, home.kith("notice print --large-print").fine().out);
    assert!(
        home.kith("letter noticeboard --large-print --format html").fine().out.contains("font-size: 24pt")
    );
    assert!(!home.kith("letter noticeboard --format html").fine().out.contains("font-size: 24pt"));
}
