//! Records made and changed from a script: fields, JSON, the table of fields, and what is refused.

use insta::assert_snapshot;

use super::Home;

#[test]
fn a_person_is_added_from_fields() {
    let home = Home::new();
    let ran = home.kith("add person --set given=Ada --set family=Okonkwo --set 'nhs-number=999 000 0018'");
    assert_snapshot!(ran.told(), @"
    status 0
    Added person 1: Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    let item = home.kith("show person 1 --json").fine().json()["item"].clone();
    assert_eq!(item["nhs_number"], "9990000018");
    assert_eq!(item["family"], "Okonkwo");
    assert!(item["uid"].is_string());
}

#[test]
fn a_referral_brings_its_person() {
    let home = Home::new();
    let referral =
        r#"{"given":"Meera","family":"Patel","received":"20 feb","source":"gp","reason":"Lonely."}"#;
    assert_snapshot!(home.given(referral, "add referral").told(), @"
    status 0
    Added referral 1: Meera PATEL, received Fri 20 Feb 2026, from GP.
    -- messages
    To take it back: kith undo
    ");
    let again = home.kith("add referral --person 1 --set source=pharmacy");
    assert_snapshot!(again.told(), @"
    status 0
    Added referral 2: Meera PATEL, received Tue 3 Mar 2026, from Pharmacy.
    -- messages
    To take it back: kith undo
    ");
    assert_eq!(home.kith("list people --json").json()["total"], 1);
    assert_eq!(home.kith("list referrals --json").json()["total"], 2);
}

#[test]
fn a_write_answers_scripts_with_the_operation_and_what_it_made() {
    let home = Home::new();
    let ran = home.kith("--json add person --set given=Ada").fine();
    let answer = ran.json();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["operation"], 1);
    assert_eq!(answer["items"][0]["kind"], "person");
    assert_eq!(answer["items"][0]["id"], 1);
    assert!(answer["items"][0]["uid"].is_string());
    assert_eq!(ran.err, "");
}

#[test]
fn every_problem_is_named_with_its_field() {
    let home = Home::new();
    let ran = home.kith("add person --set phone=1 --set postcode=abc --set 'nhs_number=999 000 0011'");
    assert_snapshot!(ran.told(), @"
    status 1
    -- messages
    The person was not saved.
      NHS number: NHS number must add up. Check the last digit of 999 000 0011.
      Phone: Phone number needs its area code, like 0114 496 0000. It has 1 digits.
      Postcode: Enter a full UK postcode, like S6 3BS.
      Given name: Give at least one name.
    ");
    assert_eq!(home.kith("list people --json").json()["total"], 0);
}

#[test]
fn an_unknown_field_or_kind_is_a_wrong_use_with_the_nearest_right_word() {
    let home = Home::new();
    assert_snapshot!(home.kith("add person --set famly=Patel").told(), @"
    status 2
    -- messages
    A person has no field of that name.
    Did you mean family?
    ");
    assert_snapshot!(home.kith("add persn").told(), @"
    status 2
    -- messages
    That is not a kind of record.
    Did you mean person?
    ");
    assert_snapshot!(home.kith("add person --set given").told(), @"
    status 2
    -- messages
    After --set comes a field and its value.
    For example: --set urgency=soon
    ");
    assert_snapshot!(home.given("{\"given\": \"Ada\",}", "add person").told(), @"
    status 1
    -- messages
    The JSON on standard input cannot be read at line 1, column 17.
    ");
    assert_snapshot!(home.given("Ada Okonkwo", "add person").told(), @r#"
    status 2
    -- messages
    What came in on standard input is not a JSON object.
    Give the fields like {"given": "Ada"}, or with --set.
    "#);
    assert_snapshot!(home.kith("add asset").told(), @"
    status 2
    -- messages
    Nothing was said about the asset.
    Give fields with --set, or JSON on standard input: name, kind, description, interests, needs, schedule, cost, phone, postcode, place, address, access, attending, run_by, sector, email, website, languages, gifts_welcomed, capacity, funding, funder, funding_until, status, checked_on, checked_how, meets_people, ages, capability, check_every, do_not_list, note.
    ");
}

#[test]
fn a_record_that_names_nobody_is_refused() {
    let home = Home::new();
    assert_snapshot!(home.kith("add contact --set person_id=7").told(), @"
    status 3
    -- messages
    There is no person 7.
    ");
}

#[test]
fn an_edit_writes_only_what_is_given() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("edit person 1 --set 'mobile=07700 900123' --set safe_contact=").told(), @"
    status 0
    Changed person 1: Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    let item = home.kith("show 1 --json").fine().json()["item"].clone();
    assert_eq!(item["mobile"], "07700 900123");
    assert_eq!(item["safe_contact"], serde_json::Value::Null);
    assert_eq!(item["phone"], "0114 496 0001");
    assert_snapshot!(home.kith("edit person 1 --set 'mobile=07700 900123'").told(), @"
    status 0
    Nothing was changed: every value was so already.
    ");
    assert_snapshot!(home.kith("edit person 9 --set given=x").told(), @"
    status 3
    -- messages
    There is no person 9.
    ");
}

#[test]
fn what_show_prints_can_be_given_back_and_changes_nothing() {
    let home = Home::peopled();
    for (kind, id) in [("person", 1), ("referral", 1), ("asset", 1), ("follow-up", 1)] {
        let shown = home.kith(&format!("show {kind} {id} --json")).fine().out;
        let ran = home.given(&shown, &format!("edit {kind} {id} -"));
        assert!(ran.told().starts_with("status 0\nNothing was changed"), "{}", ran.told());
    }
}

#[test]
fn a_dry_run_keeps_nothing() {
    let home = Home::peopled();
    let before = home.kith("history --json").out;
    assert_snapshot!(home.kith("add person --set given=Zoe --dry-run").told(), @"
    status 0
    Nothing was changed: this was only a trial. It would have worked.
    ");
    let trial = home.kith("--json edit person 1 --set given=Adah --dry-run").fine().json();
    assert_eq!(trial["operation"], serde_json::Value::Null);
    assert_eq!((&trial["items"][0]["kind"], &trial["items"][0]["id"]), (&"person".into(), &1.into()));
    let trial = home.kith("--json add person --set given=Adah --dry-run").fine().json();
    assert_eq!(trial["items"][0]["id"], serde_json::Value::Null);
    assert_snapshot!(home.kith("add person --set phone=1 --dry-run").told(), @"
    status 1
    -- messages
    The person was not saved.
      Phone: Phone number needs its area code, like 0114 496 0000. It has 1 digits.
      Given name: Give at least one name.
    ");
    assert_eq!(home.kith("history --json").out, before);
}
