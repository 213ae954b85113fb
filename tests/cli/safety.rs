//! Safety on the command line: the warning beside every number, risks, restricted records, consents.

use insta::assert_snapshot;

use super::Home;

const CANARIES: [&str; 6] =
    ["0114 496 0971", "07700 900971", "0114 496 0972", "canary@example.org", "97 Canary Row", "ZE97 1CC"];

/// A home with somebody whom nobody may ring or write to, and whom nobody visits alone.
fn home(restricted: bool) -> Home {
    let home = Home::peopled();
    let person = r#"{"given":"Zuzanna","family":"Aaronson","phone":"0114 496 0971","mobile":"07700 900971",
        "work_phone":"0114 496 0972","email":"canary@example.org","address":"97 Canary Row","postcode":"ZE97 1CC",
        "safe_phone":"never","safe_letter":"never","received":"27 feb","source":"gp","reason":"CANARY REASON"}"#;
    home.given(person, "add referral").fine();
    home.given(
        r#"{"person_id":3,"category":"animal","what":"a large dog","lone_working":"yes"}"#,
        "add risk",
    )
    .fine();
    home.kith("remind 3 --when today --set what='CANARY REMINDER'").fine();
    home.given("CANARY NOTE about lunch", "note 3").fine();
    home.given(
        r#"{"name":"CANARY REFUGE","kind":"association","funding":"grant","funding_until":"2026-04-01"}"#,
        "add asset",
    )
    .fine();
    let refuge = home.kith("list assets --json").json()["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|asset| asset["name"] == "CANARY REFUGE")
        .map(|asset| asset["id"].as_i64().unwrap())
        .unwrap();
    home.kith(&format!("connect 3 {refuge} --said-yes --yes")).fine();
    home.kith("edit connection 1 --set state=attending").fine();
    home.given("CANARY VISIT", "visit 1 --how together").fine();
    home.given(r#"{"what":"CANARY OFFER","gift_kind":"hand"}"#, "offer 3").fine();
    home.given(r#"{"what":"CANARY GIFT","gift_kind":"hand"}"#, "give --from 3 --to 1").fine();
    if restricted {
        home.kith("edit person 3 --set restricted=yes --set restricted_reason='A court order'").fine();
    }
    home
}

/// Every command that reads.
const READS: [&str; 16] = [
    "today",
    "due",
    "list people",
    "list queue",
    "list waiting",
    "list referrals",
    "list notes",
    "list follow-ups",
    "list risks",
    "list contacts",
    "show person 3",
    "show referral 2",
    "history",
    "history person 3",
    "report caseload",
    "export people",
];

#[test]
fn wherever_a_number_or_an_address_is_printed_its_warning_is_too() {
    let home = home(false);
    let mut met = 0;
    for read in READS.into_iter().chain(["export referrals", "export people --format json"]) {
        let ran = home.kith(read);
        for row in ran.out.split("\n\n") {
            let shown = CANARIES.iter().any(|canary| row.contains(canary));
            let warned = row.contains("Never ring or write") || row.contains("unsafe");
            assert!(!shown || warned, "{read}:\n{row}");
            met += usize::from(shown);
        }
        if read.starts_with("show person") {
            let (alert, address) =
                (ran.out.find("Do not visit alone").unwrap(), ran.out.find("97 Canary Row").unwrap());
            assert!(alert < address, "the alert comes before the address");
        }
    }
    assert!(met >= 4, "{met}");
    for words in ["aaronson", "0114 496 0971"] {
        let found = home.given(words, "find -").out;
        assert!(!CANARIES.iter().any(|canary| found.contains(canary)) || found.contains("Never"), "{found}");
    }
}

#[test]
fn a_restricted_record_is_a_name_in_every_list_and_opens_only_with_a_reason() {
    let home = home(true);
    for read in READS.into_iter().filter(|read| !read.starts_with("show")) {
        for form in ["", " --json", " --csv"] {
            let mut ran = home.kith(&format!("{read}{form}"));
            // That the money of an asset ends is said of the asset. Who goes there is not.
            ran.out = ran.out.replace("CANARY REFUGE: until", "");
            for secret in CANARIES.iter().copied().chain(["CANARY", "large dog", "court order"]) {
                assert!(!ran.out.contains(secret), "{read}{form} prints {secret}:\n{}", ran.out);
            }
        }
    }
    assert!(!home.given("lunch", "find -").out.contains("CANARY"));
    // What a report opens says who, and not what they gave or where they go.
    let mut rows = 0;
    for report in ["caseload", "referrers", "assets", "funding", "reciprocity"] {
        let told = home.kith(&format!("report {report} --json")).json();
        let sections = told["sections"].as_array().unwrap().clone();
        for figure in sections.iter().flat_map(|section| section["figures"].as_array().unwrap()) {
            let name = figure["name"].as_str().unwrap().replace([' ', ','], "-");
            let ran = home.kith(&format!("report {report} --rows {name}"));
            for line in ran.out.lines().filter(|line| line.contains("AARONSON")) {
                rows += 1;
                assert!(!line.contains("CANARY"), "{report}, {name}: {line}");
            }
            assert!(!ran.out.contains("Zuzanna AARONSON"), "{report}, {name}:\n{}", ran.out);
        }
        assert!(!home.kith(&format!("report {report}")).out.contains("AARONSON"), "{report}");
    }
    assert!(rows >= 8, "{rows}");
    for list in ["visits", "connections", "offers", "exchanges", "gaps"] {
        for form in ["", " --json"] {
            let ran = home.kith(&format!("list {list}{form}"));
            assert!(!ran.out.contains("CANARY"), "{list}{form}:\n{}", ran.out);
        }
    }
    assert_eq!(home.kith("show visit 1").status, 6);
    assert_snapshot!(home.kith("show person 3").told(), @"
    status 6
    -- messages
    This record is restricted. It was not opened.
    Say why with --reason. It is kept, and whoever works with them is told.
    ");
    assert_eq!(home.kith("show note 1").status, 6);
    let opened = home.kith("show person 3 --reason 'She rang'").fine().out;
    assert!(opened.contains("0114 496 0971") && opened.contains("CANARY REASON"), "{opened}");
    assert_snapshot!(home.kith("history person 3 --views").told(), @"
    status 0
    When                     Who  Why
    09:10 on Tue 3 Mar 2026  jo   She rang
    ");
    assert_snapshot!(home.kith("due").told(), @"
    status 0
    2 reminders are due by Tuesday 3 March 2026, none is late.

    Tuesday 3 March 2026
    - AARONSON, Zuzanna: Restricted record (reminder 2)
      ! Restricted: opening it asks for a reason
    - AARONSON, Zuzanna: jo opened this restricted record (reminder 6)
      ! Restricted: opening it asks for a reason
    ");
    assert_snapshot!(home.kith("undo --dry-run").told(), @"
    status 0
    Would take back: edited a person (person 3), by jo at 09:10 on Tue 3 Mar 2026.
    ");
    assert_snapshot!(home.kith("export people").err, @"1 restricted record is left out. To write them too: --restricted-reason REASON");
    assert!(
        home.kith("export people --restricted-reason 'Moving to a new file'")
            .fine()
            .out
            .contains("97 Canary Row")
    );
    assert!(home.kith("--read-only show person 3 --reason why").out.contains("CANARY REASON"));
}

#[test]
fn a_risk_ends_no_known_risks_and_a_safeguarding_concern_is_always_restricted() {
    let home = Home::peopled();
    home.kith("add risk --person 1 --set category=none_known").fine();
    assert!(home.kith("show person 1").out.contains("Risks: No known risks, asked Tue 3 Mar 2026"));
    let concern = r#"{"person_id":1,"category":"safeguarding","what":"SECRET","lone_working":"yes"}"#;
    home.given(concern, "add risk").fine();
    let shown = home.kith("show person 1").out;
    assert!(
        shown.contains("Risks: Restricted: open it with a reason") && !shown.contains("SECRET"),
        "{shown}"
    );
    assert_eq!(home.kith("show risk 2").status, 6);
    assert!(home.kith("show risk 2 --reason 'A visit is planned'").fine().out.contains("SECRET"));
    assert!(!home.kith("list risks --json").out.contains("SECRET"));
    home.kith("undo").fine();
    assert_eq!(home.kith("show risk 1 --json").json()["item"]["until_on"], serde_json::Value::Null);
}

#[test]
fn a_yes_and_its_withdrawal_are_both_kept() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("consent 1").told(), @"
    status 0
    Nobody has asked yet.
    ");
    home.kith("consent 1 --set purpose=share_gp --set answer=yes --set answered_on='20 feb'").fine();
    assert_snapshot!(home.kith("consent 1 --set purpose=share_gp --set answer=withdrawn --set how='By phone'").told(), @"
    status 0
    Recorded yes or no 2: Ada OKONKWO, Share with the GP, Withdrawn.
    -- messages
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("consent 1").told(), @"
    status 0
    May we             Answer     When             How
    Share with the GP  Withdrawn  Tue 3 Mar 2026   By phone
    Share with the GP  Yes        Fri 20 Feb 2026
    ");
}
