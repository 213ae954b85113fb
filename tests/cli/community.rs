//! The community's side on the command line: match, filters, closures, visits, gaps, the noticeboard, and the reports.

use insta::assert_snapshot;

use super::Home;

/// A small town: two people, four assets, one of them closed.
fn town() -> Home {
    let home = Home::new();
    let add = |json: &str, kind: &str| home.given(json, &format!("add {kind} -")).fine();
    add(
        r#"{"given":"Ada","family":"Okonkwo","needs":"loneliness food","interests":"cooking","postcode":"S6 3BS","free_when":"Tue","cost_limit":"3"}"#,
        "person",
    );
    add(r#"{"given":"Ben","family":"Bright","postcode":"S6 3BS"}"#, "person");
    add(
        r#"{"name":"Tuesday Lunch Club","needs":"loneliness food","interests":"cooking","schedule":"Tue 12:00-14:00","cost":"3 pounds","postcode":"S6 1AA","capacity":"space"}"#,
        "asset",
    );
    add(
        r#"{"name":"Friday Choir","needs":"loneliness","schedule":"Fri 19:00-21:00","cost":"5 pounds","postcode":"S10 1AA"}"#,
        "asset",
    );
    add(
        r#"{"name":"Food Desk","kind":"institution","needs":"food","schedule":"Mon 10:00-12:00","cost":"free","funding":"grant","funder":"The city","funding_until":"2026-04-01"}"#,
        "asset",
    );
    add(r#"{"name":"Old Kitchen","needs":"food","status":"defunct"}"#, "asset");
    home
}

#[test]
fn match_gives_what_fits_with_its_reasons_in_words_and_as_data() {
    let home = town();
    assert_snapshot!(home.kith("match 1").told(), @r#"
    status 0
    asset 1  Tuesday Lunch Club  Tue 12:00-14:00, 3 pounds
             + matches "cooking" (interests)
             + helps with "loneliness"
             + helps with "food"
             + same postcode area S6
             + on Tue, when they are free
             + Has space
             . Checked today, by jo
    asset 3  Food Desk           Mon 10:00-12:00, free
             + helps with "food"
             + free
             - On Mon: not when they are free
             . Checked today, by jo
             . Its funding ends soon: Wed 1 Apr 2026
    asset 2  Friday Choir        about 1.8 miles, Fri 19:00-21:00, 5 pounds
             + helps with "loneliness"
             + about 1.8 miles
             - On Fri: not when they are free
             - Costs 5 pounds; they can pay 3 pounds
             . Checked today, by jo
    -- messages
    Left out: 1 closed. To see them too: --all
    "#);
    let answer = home.kith("match 1 --json").fine().json();
    let first = &answer["items"][0];
    assert_eq!((&first["kind"], &first["name"]), (&"asset".into(), &"Tuesday Lunch Club".into()));
    let points: i64 =
        first["reasons"].as_array().unwrap().iter().map(|r| r["points"].as_i64().unwrap()).sum();
    assert_eq!(Some(points), first["score"].as_i64(), "the reasons are the score");
    assert!(
        first["reasons"]
            .as_array()
            .unwrap()
            .iter()
            .all(|reason| !reason["text"].as_str().unwrap().is_empty())
    );
    let found = home.kith("find --for 1 --json").fine().json();
    assert_eq!(answer["items"], found["items"], "one search, two words for it");
    let views = home.kith("history person 1 --views --json").fine().json();
    assert_eq!(views["items"].as_array().map(Vec::len), Some(3), "each look is recorded");
}

#[test]
fn match_narrows_and_says_why_nothing_fits() {
    let home = town();
    assert!(home.kith("match 1 --filter day=tue").fine().out.contains("Tuesday Lunch Club"));
    assert_snapshot!(home.kith("match 1 --filter day=sun").told(), @"
    status 3
    -- messages
    Nothing fits.
    Without day=sun there are 3 assets.
    If nobody does it yet: kith gap add --set what='on Sun' --area S6 --person 1 --from empty-search
    ");
    assert_snapshot!(home.kith("find --filter colour=red").told(), @"
    status 2
    -- messages
    There is no filter of that name. There are: need, interest, gift, kind, sector, attend, day, part, within, near, cost, access, language, age, meets, fresh.
    The filters are:
      need: a need: loneliness, food, debt_money ...; of several each is asked for: food,loneliness
      interest: an interest: gardening, cooking ...; of several each
      gift: a kind of gift it welcomes: hand, head, heart, connection; of several each
      kind: what sort of asset: association, institution ...; of several one
      sector: who stands behind it: resident_led, charity, nhs ...; of several one
      attend: how one takes part: drop_in, referral, appointment, membership, online ...; of several each
      day: days: tue or mon,wed; of several one
      part: parts of the day: morning, afternoon, evening
      within: miles at most: 2 or 0.5
      near: a postcode, or its first half, to count from: S6
      cost: at most: free, or pounds such as 3 or 2.50
      access: words of its access: step-free, hearing loop; of several each: step-free,toilet
      language: a language: urdu; of several each
      age: the age of whoever goes: 72
      meets: yes: somebody there meets newcomers
      fresh: yes: checked of late
    ");
    assert_eq!(home.kith("match 9").status, 3);
    home.given(r#"{"name":"Free lunches","filters":"cost=free"}"#, "add search -").fine();
    assert_snapshot!(home.kith("find --saved free-lunches").told(), @"
    status 0
    asset 3  Food Desk  Mon 10:00-12:00, free
             . Checked today, by jo
             . Its funding ends soon: Wed 1 Apr 2026
    ");
    assert_eq!(home.kith("find --saved nothing").status, 3);
}

#[test]
fn an_asset_as_data_carries_our_load_and_what_goes_on_in_it() {
    let home = town();
    home.kith("connect 1 1 --said-yes --yes").fine();
    home.given(
        r#"{"asset_id":1,"said_on":"2026-03-02","went":"good","words":"A chair was kept."}"#,
        "add feedback -",
    )
    .fine();
    let asset = home.kith("show asset 1 --json").json()["item"].clone();
    assert_eq!(
        asset["load"],
        serde_json::json!({ "sent": 1, "going": 0, "waiting": 1, "turned_down": 0, "did_not_start": 0 })
    );
    assert_eq!(asset["feedback"][0]["words"], "A chair was kept.");
    assert_eq!((&asset["offers"], &asset["exchanges"]), (&serde_json::json!([]), &serde_json::json!([])));
}

#[test]
fn closing_asks_first_where_somebody_goes_and_is_one_act() {
    let home = town();
    home.kith("connect 1 1 --said-yes --yes").fine();
    assert_snapshot!(home.kith("close 1").told(), @"
    status 6
    -- messages
    1 person is connected: Ada OKONKWO. Whoever works with them gets a reminder.
    Tuesday Lunch Club was not closed.
    People are connected to it. To close it with a reminder for each: --yes
    ");
    assert_snapshot!(home.kith("close 1 --reason roof --dry-run").told(), @"
    status 0
    Nothing was changed: this was only a trial. It would have worked.
    -- messages
    1 person is connected: Ada OKONKWO. Whoever works with them gets a reminder.
    ");
    assert_snapshot!(home.kith("close 1 --reason roof --yes").told(), @"
    status 0
    Closed Tuesday Lunch Club: 1 reminder was made.
    -- messages
    1 person is connected: Ada OKONKWO. Whoever works with them gets a reminder.
    To take it back: kith undo
    ");
    assert_snapshot!(home.kith("due").told(), @"
    status 0
    Nothing is due.
    ");
    home.kith("undo --yes").fine();
    assert!(home.kith("show asset 1").fine().out.contains("Runs: Running"));
    assert_eq!(home.kith("close 1 --how burnt --yes").status, 2);
    assert_snapshot!(home.kith("close 1 --how temporarily-closed --gap --yes").told(), @"
    status 2
    -- messages
    An asset that opens again leaves no gap.
    ");
    home.kith("close 1 --gap --yes").fine();
    assert_snapshot!(home.kith("list gaps").told(), @"
    status 0
    How far  What is missing                                               Where  Waiting  Since           No.
    Noted    Something like Tuesday Lunch Club (loneliness; something c..  S6     1        Tue 3 Mar 2026  1
    ");
    home.kith("undo --yes").fine();
    assert_eq!(home.kith("list gaps --json").json()["total"].as_i64(), Some(0), "one undo takes both back");
    assert_eq!(home.kith("close 99").status, 3);
}

#[test]
fn going_along_is_noted_time_by_time() {
    let home = town();
    home.kith("connect 1 1 --said-yes --kind accompanied --yes").fine();
    assert_snapshot!(home.given("She sat by the door.", "visit 1 --how together --with Jo -").told(), @"
    status 0
    Added visit 1: Ada OKONKWO, Went together, Tue 3 Mar 2026.
    -- messages
    To take it back: kith undo
    ");
    home.given("", "visit 1 --how alone --when today").fine();
    let visits = home.kith("list visits --json").fine().json();
    assert_eq!(visits["items"][1]["number"], 2);
    let connection = home.kith("show connection:1 --json").fine().json();
    assert_eq!(
        (&connection["item"]["state"], &connection["item"]["attended"]),
        (&"attending".into(), &2.into())
    );
    assert_snapshot!(home.kith("connect 1 person:2 --said-yes").told(), @"
    status 0
    Made connection 2: Ada OKONKWO, Ben BRIGHT, Made.
    -- messages
    To take it back: kith undo
    ");
}

#[test]
fn a_gap_goes_from_noted_to_running() {
    let home = town();
    assert_snapshot!(home.given("A walking group with dogs", "gap add --need loneliness --area S6 --person 1 -").told(), @"
    status 0
    Noted gap 1: A walking group with dogs, Noted.
    -- messages
    To take it back: kith undo
    ");
    home.kith("gap wait 1 2 --would-join").fine();
    assert_eq!(home.kith("gap wait 1 2").status, 1);
    assert_snapshot!(home.kith("gap").told(), @"
    status 0
    How far  What is missing                                               Where  Waiting  Since           No.
    Noted    A walking group with dogs (loneliness; a person asked for..   S6     2        Tue 3 Mar 2026  1
    ");
    assert_snapshot!(home.kith("gap stage 1 running").told(), @"
    status 1
    -- messages
    The gap was not saved.
      Led by: Say who leads it.
    ");
    home.kith("gap stage 1 running --led-by Gwen --became 1").fine();
    assert_eq!(
        home.kith("due --until 2026-03-10 --json").fine().json()["items"].as_array().unwrap().len(),
        2,
        "both are told"
    );
    assert_snapshot!(home.kith("report gaps").told(), @"
    status 0
    Gaps and causes, Tue 4 Mar 2025 to Tue 3 Mar 2026

    How far gaps are
      Noted                                        0
      Passed on                                    0
      Being grown                                  0
      Running                                      1
      Let go                                       0

    What stands in the way
      Needs raised                                 0
      With a cause outside the person              none to count
      Had to come through a practice               none to count
      Gaps noted                                   1
      Left by a closure                            0

    Where gaps showed
      A person asked for it                        1 of 1 (100%)

    Each of the gaps
      What is missing            Would help with  Where  How far  Led by  Waiting  Would help  Since
      A walking group with dogs  Loneliness       S6     Running  Gwen    2        1           Tue 3 Mar 2026

    The days before
      What these days are compared with
      Nothing in this caseload is dated before Tue 4 Mar 2025, so there is nothing to compare these days with.
    ");
}

#[test]
fn cards_are_put_up_listed_and_printed() {
    let home = town();
    home.given(r#"{"title":"Seed <swap>","body":"Bring seeds & take some."}"#, "notice add -").fine();
    assert_snapshot!(home.kith("notice").told(), @"
    status 0
    Title        Until            How to answer  No.
    Seed <swap>  Tue 31 Mar 2026                 1
    -- messages
    To print them: kith notice print
    ");
    assert_snapshot!(home.kith("notice print").told(), @"
    status 0
    Noticeboard
    Tue 3 Mar 2026

    ------------------------------------------------------------------------

    Seed <swap>
    Bring seeds & take some.

    Up until Tue 31 Mar 2026. Cards are put up by neighbours. We pass them
    on and do not check them: please take the usual care.
    ");
    let page = home.kith("notice print --format html").fine().out;
    assert!(
        page.contains("Seed &lt;swap&gt;") && page.contains("seeds &amp; take") && !page.contains("<script")
    );
    let print = format!("notice print --format html --out {}", home.path("board.html").display());
    home.kith(&print).fine();
    assert_eq!(home.kith(&print).status, 1, "a file is never replaced");
    assert_eq!(home.kith("notice --on 2026-05-01").fine().out.trim(), "No card is up.");
}

#[test]
fn reports_of_the_community_open_their_rows() {
    let home = town();
    home.kith("connect 1 3 --said-yes --yes").fine();
    assert_snapshot!(home.kith("report funding").told(), @"
    status 0
    Funding, on Tuesday 3 March 2026

    What ends
      Funding ends soon                            1

    April 2026
      Asset      Until           How    Funded by  People left  Who would be left
      Food Desk  Wed 1 Apr 2026  Grant  The city   1            Ada OKONKWO
    ");
    assert_snapshot!(home.kith("report assets --rows funding-ends-soon").told(), @"
    status 0
    Name                                                                     No.
    Food Desk  Grant from The city, ends in 29 days (Wed 1 Apr 2026); 1 p..  asset 3
    ");
    for received in ["2025-04-10", "2025-05-10", "2025-06-10"] {
        let referral = format!(
            r#"{{"received":"{received}","source":"gp","referrer_organisation":"Mill Lane","reply_wanted":"yes","person_id":"1","state":"accepted"}}"#
        );
        home.given(&referral, "add referral --person 1 -").fine();
    }
    assert_snapshot!(home.kith("report referrers").told(), @"
    status 0
    Who refers, on Tuesday 3 March 2026

    The referral loop
      Through a practice                           3 of 3 (100%)
      Referrers who wait to hear                   3
      Gone quiet                                   1 of 1 (100%)

    Where people are led
      To groups and neighbours                     0 of 1 (0%)

    Who refers
      Who             Past year  Year before that  Last 90 days  Last one         Wait to hear  Now
      Mill Lane (GP)  3          0                 0             Tue 10 Jun 2025  3             Gone quiet
    ");
    assert_snapshot!(home.kith("report referrers --rows gone-quiet").told(), @"
    status 0
    Name                                                                      No.
    Mill Lane (GP)  3 referrals in the past year, none since Tue 10 Jun 2025  referral 3
    ");
    assert_eq!(home.kith("report referrers --rows nothing").status, 3);
    let md = home.kith("report referrers --format md").fine().out;
    assert!(md.starts_with("# Who refers") && md.contains("| Gone quiet | 1 of 1 (100%) |"), "{md}");
    let html = home.kith("report referrers --format html --inside").fine().out;
    assert!(html.contains("<svg") && !html.contains("http"));
    assert!(
        home.kith("report gaps --format csv").fine().out.starts_with("section,name,value,unit,of,definition")
    );
}

#[test]
fn a_table_of_postcodes_is_read_over_what_there_is() {
    let home = town();
    let read = |words: &str| home.kith(&format!("import postcodes {}/{words}", home.path("").display()));
    std::fs::write(
        home.path("codes.csv"),
        "Postcode,lat,long\nS6 3BS,53.4000,-1.5000\nS6 1AA,53.4072,-1.5000\nS1 9ZZ,0.00000,0.00000\nnonsense,1,2\n",
    )
    .unwrap();
    assert_snapshot!(read("codes.csv --dry-run").told(), @"
    status 4
    Only a trial, nothing was changed: 4 rows read: 2 added, 0 changed, 0 the same, 2 refused.
    -- messages
      Line 4: It has no place: latitude and longitude are missing, 0, or not in the British Isles.
      Line 5: Enter a full UK postcode, like S6 3BS.
    2 rows were refused.
    All others are kept; those have no place.
    ");
    assert_snapshot!(read("codes.csv").told(), @"
    status 4
    4 rows read: 2 added, 0 changed, 0 the same, 2 refused.
    -- messages
      Line 4: It has no place: latitude and longitude are missing, 0, or not in the British Isles.
      Line 5: Enter a full UK postcode, like S6 3BS.
    2 rows were refused.
    All others are kept; those have no place.
    ");
    let again = read("codes.csv --json");
    assert_eq!((again.status, again.json()["same"].as_i64()), (4, Some(2)));
    let hit = &home.kith("match 1 --json").fine().json()["items"][0];
    assert_eq!((hit["distance_miles"].as_f64(), hit["distance_exact"].as_bool()), (Some(0.5), Some(true)));
    std::fs::write(home.path("no.csv"), "a,b\n1,2\n").unwrap();
    assert_snapshot!(read("no.csv").told(), @"
    status 1
    -- messages
    ~//no.csv is no table of postcodes. Nothing was changed.
    It needs columns that are called postcode, lat and long; or postcode and lsoa; or lsoa and decile; in its first row.
    ");
    assert_eq!(read("absent.csv").status, 3);
}

#[test]
fn the_measure_of_reciprocity_is_told_for_a_worker_and_for_days() {
    let home = town();
    let referral = r#"{"received":"2026-02-01","source":"gp","person_id":"1"}"#;
    home.given(referral, "add referral --person 1 -").fine();
    home.given(r#"{"answer":"offered"}"#, "ask 1 -").fine();
    home.given(r#"{"what":"cakes","gift_kind":"hand"}"#, "offer 1 -").fine();
    assert_snapshot!(home.kith("report reciprocity --from 2026-01-01").told(), @"
    status 0
    Reciprocity, Thu 1 Jan 2026 to Tue 3 Mar 2026

    Asked and offered
      Asked                                        1 of 1 (100%)
      Offered something                            1 of 1 (100%)
      Offers taken up                              0 of 1 (0%)

    Given and received
      Gave and received                            none to count
      Gives among gives and receives               none to count
      Thanked                                      none to count
      Gave for the first time                      0
      Days to the first give                       nobody yet

    On the way
      Became recipient                             0
      Became participant                           0
      Became contributor                           0
      Became connector                             0
      Became leader                                0
      Moved down                                   0

    Where people are led
      To groups and neighbours                     none to count
      Services only                                none to count
      Through a practice                           1 of 1 (100%)

    Quarter by quarter
      Quarter  Asked  Offers  Gave  Received  Gave and received  Gave first  Rose
      2026 Q1  1      1       0     0         0                  0           0
    ");
    assert_snapshot!(home.kith("report reciprocity --rows offered-something").told(), @"
    status 0
    Name                     No.
    OKONKWO, Ada  Tue 3 Mar  person 1
    ");
    assert_snapshot!(home.kith("report gaps --from 2026-01-01").told(), @"
    status 0
    Gaps and causes, Thu 1 Jan 2026 to Tue 3 Mar 2026

    How far gaps are
      Noted                                        0
      Passed on                                    0
      Being grown                                  0
      Running                                      0
      Let go                                       0

    What stands in the way
      Needs raised                                 0
      With a cause outside the person              none to count
      Had to come through a practice               1 of 1 (100%)
      Gaps noted                                   0
      Left by a closure                            0

    Each of the gaps
      No gap is noted
      A gap is what the community does not have yet. To note one: kith gap add, or an empty search of assets.

    The days before
      What these days are compared with
      Nothing in this caseload is dated before Thu 1 Jan 2026, so there is nothing to compare these days with.
    ");
    assert_snapshot!(home.kith("report reciprocity --from 2026-02-01 --to 2026-01-01").told(), @"
    status 2
    -- messages
    The first day comes after the last.
    ");
    let data = home.kith("report reciprocity --json").json();
    assert!(data["sections"].as_array().unwrap().len() == 5, "{data}");
}

#[test]
fn a_list_a_report_the_record_and_a_closing_agree_on_who_is_connected() {
    let home = town();
    home.given(r#"{"given":"Cleo","family":"Coe"}"#, "add person -").fine();
    home.given(r#"{"given":"Dan","family":"Dee"}"#, "add person -").fine();
    home.kith("connect 1 3 --state agreed --said-yes --yes").fine();
    home.kith("connect 2 3 --state attending --said-yes --yes").fine();
    home.kith("connect 3 3 --yes").fine();
    home.kith("connect 4 3 --state stopped --said-yes --yes").fine();
    let listed = home.kith("list funding --json").json()["items"][0]["people"].as_i64();
    assert_eq!(listed, Some(2));
    let report = home.kith("report funding").fine().out;
    let row = report.lines().find(|line| line.contains("Food Desk")).unwrap();
    assert!(row.contains("  2  ") && row.contains("Ben BRIGHT, Ada OKONKWO"), "{row}");
    assert!(!report.contains("Cleo") && !report.contains("Dan"), "{report}");
    let today = home.kith("today").fine().out;
    assert!(today.contains("Food Desk: until Wed 1 Apr; 2 people are connected"), "{today}");
    assert!(today.contains("kith list funding"), "{today}");
    assert_snapshot!(home.kith("close 3 --dry-run").told(), @"
    status 0
    Nothing was changed: this was only a trial. It would have worked.
    -- messages
    2 people are connected: Ben BRIGHT, Ada OKONKWO. It was suggested to 1 person: Cleo COE. Whoever works with them gets a reminder.
    ");
}

#[test]
fn a_search_that_meets_nothing_and_a_refusal_give_the_command_that_notes_the_gap() {
    let home = town();
    let told = home.kith("match 1 trampoline --filter need=food").told();
    let command = "kith gap add --set what='trampoline, helps with food' --need food --area S6 --person 1 --from empty-search";
    assert!(told.contains(command), "{told}");
    home.kith(command.strip_prefix("kith ").unwrap()).fine();
    home.kith("connect 1 1 --said-yes --yes").fine();
    let refused = home.kith("stage 1 declined --set reason_ended=full").fine().told();
    let command = "kith gap add --set what='Room in something like Tuesday Lunch Club' --need loneliness --area S6 --asset 1 --person 1 --from no-room";
    assert!(refused.contains(command), "{refused}");
    home.kith(command.strip_prefix("kith ").unwrap()).fine();
    // In one act with the refusal, and one undo takes both back.
    home.kith("connect 2 1 --said-yes --yes").fine();
    assert_eq!(home.kith("stage 2 declined --set reason_ended=not_eligible --gap").status, 2);
    home.kith("stage 2 declined --set reason_ended=full --gap").fine();
    assert_eq!(home.kith("list gaps --json").json()["total"].as_i64(), Some(3));
    home.kith("undo --yes").fine();
    assert_eq!(home.kith("list gaps --json").json()["total"].as_i64(), Some(2));
    assert_eq!(home.kith("show connection:2 --json").json()["item"]["state"], "made");
}

#[test]
fn a_search_says_what_it_left_out_and_refuses_what_it_cannot_read() {
    let home = town();
    let told = home.kith("find kitchen").told();
    assert!(told.contains("Left out: 1 closed. To see them too: --all"), "{told}");
    assert_eq!(home.kith("find kitchen kind=wrong").status, 2);
    assert_eq!(home.kith("find --filter within=2").status, 2);
    let far = home.kith("find --filter near=S10 --json").fine().json();
    assert_eq!(far["items"][0]["name"], "Friday Choir", "the nearest first");
    for wrong in ["checked 1 --how wrong", "checked 1 --when nonsense", "connect 1 1 --kind wrong --yes"] {
        assert_eq!(home.kith(wrong).status, 2, "{wrong}");
    }
}

#[test]
fn a_check_of_an_asset_is_called_so_where_it_is_taken_back() {
    let home = town();
    home.kith("checked 1 --how phoned").fine();
    let history = home.kith("history").fine().out;
    assert!(history.contains("checked the details of an asset"), "{history}");
    let undone = home.kith("undo --yes").fine().told();
    assert!(undone.contains("checked the details of an asset"), "{undone}");
}

#[test]
fn find_for_somebody_is_noted_as_a_look() {
    let home = town();
    home.kith("find --for 1").fine();
    let views = home.kith("history person 1 --views --json").fine().json();
    assert_eq!(views["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(home.kith("find --for 99").status, 3);
}

#[test]
fn however_an_asset_is_closed_whoever_is_connected_is_looked_after() {
    for (status, ends) in [("defunct", true), ("temporarily_closed", false)] {
        let home = town();
        home.kith("connect 1 1 --said-yes --yes").fine();
        let told = home.kith(&format!("edit asset 1 --set status={status}")).fine().told();
        assert!(told.contains("1 person is connected: Ada OKONKWO."), "{told}");
        let state = home.kith("show connection:1 --json").json()["item"]["state"].clone();
        assert_eq!(state, if ends { "asset_closed" } else { "made" });
        let reminders = home.kith("list follow-ups").fine().out;
        assert!(reminders.contains("Tuesday Lunch Club"), "{reminders}");
        // One undo takes all of it back.
        home.kith("undo --yes").fine();
        assert_eq!(home.kith("show connection:1 --json").json()["item"]["state"], "made");
        assert_eq!(home.kith("list follow-ups").fine().out.matches("has closed").count(), 0);
        home.kith("check").fine();
    }
}

#[test]
fn who_has_not_begun_where_nobody_new_is_taken_gets_a_reminder_and_another_when_it_opens_again() {
    let home = town();
    home.kith("connect 1 1 --said-yes --yes").fine();
    let open = |home: &Home| -> Vec<String> {
        let list = home.kith("list follow-ups --json").fine().json();
        let items = list["items"].as_array().unwrap().clone();
        let of_rule = items.iter().filter(|item| item["rule"] == "asset_closed" && item["state"] == "open");
        of_rule.map(|item| item["what"].as_str().unwrap().to_owned()).collect()
    };
    let told = home.kith("edit asset 1 --set capacity=paused").fine().told();
    assert!(told.contains("1 person has not begun there: Ada OKONKWO."), "{told}");
    let pauses = "Tuesday Lunch Club takes nobody new now: tell them, and see what helps meanwhile";
    assert_eq!(open(&home), [pauses]);
    home.kith("edit asset 1 --set capacity=full").fine();
    assert_eq!(open(&home), [pauses], "full is no room");
    home.kith("undo --yes").fine();
    home.kith("edit asset 1 --set capacity=space").fine();
    assert_eq!(open(&home), ["Tuesday Lunch Club takes people again: tell them"]);
    home.kith("undo --yes").fine();
    assert_eq!(open(&home), [pauses], "one undo takes both back");

    home.kith("close 1 --how temporarily-closed --yes").fine();
    let closed = "Tuesday Lunch Club is closed for a time: tell them, and see what helps meanwhile";
    assert_eq!(open(&home), [closed]);
    home.kith("edit asset 1 --set status=active").fine();
    assert_eq!(open(&home), ["Tuesday Lunch Club runs again: tell them"]);

    home.kith("close 1 --yes").fine();
    assert_eq!(open(&home), ["Tuesday Lunch Club has closed: what now?"]);
    home.kith("edit asset 1 --set status=active").fine();
    assert_eq!(open(&home), ["Tuesday Lunch Club runs again: tell them"], "nothing of the closing is left");
    home.kith("undo --yes").fine();
    home.kith("edit asset 1 --set status=planned").fine();
    assert_eq!(open(&home), ["Tuesday Lunch Club has closed: what now?"], "what is planned does not run");
    home.kith("undo --yes").fine();
    home.kith("undo --yes").fine();

    home.kith("stage 1 started").fine();
    home.kith("edit asset 1 --set capacity=space").fine();
    let told = home.kith("edit asset 1 --set capacity=paused").fine().told();
    assert!(told.contains("Nobody waits to begin there."), "who goes there goes on: {told}");
    home.kith("check").fine();
}

#[test]
fn a_gap_and_what_it_became_run_together_and_whoever_waits_is_told_once() {
    for by_asset in [true, false] {
        let home = town();
        home.kith("gap add --set what='Evening knitting' --need loneliness --area ML1 --person 1").fine();
        let grown = home.kith("gap grow 1").fine().told();
        let asset = home.kith("find knitting --assets --all --json").fine().json()["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["name"].as_str().is_some_and(|name| name.contains("knitting")))
            .unwrap_or_else(|| panic!("{grown}"))["id"]
            .clone();
        if by_asset {
            home.kith(&format!("edit asset {asset} --set status=active --set run_by=Joan")).fine();
        } else {
            home.kith("gap stage 1 running --led-by Joan").fine();
        }
        assert!(home.kith("list gaps").fine().out.contains("Running"));
        assert_eq!(
            home.kith(&format!("show asset {asset} --json")).fine().json()["item"]["status"],
            "active"
        );
        let list = home.kith("list follow-ups --json").fine().json();
        let told: Vec<&str> = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["rule"] == "gap_running")
            .map(|item| item["what"].as_str().unwrap())
            .collect();
        assert_eq!(told, ["Tell them: Evening knitting runs now, led by Joan"]);
        home.kith("check").fine();
    }
}

#[test]
fn what_goes_on_again_has_no_reason_why_it_ended_and_nobody_says_good_for_another() {
    let home = town();
    home.kith("connect 1 1 --said-yes --yes").fine();
    home.kith("stage 1 stopped --set reason_ended=health").fine();
    home.kith("stage 1 attending").fine();
    let connection = home.kith("show connection:1 --json").fine().json()["item"].clone();
    assert_eq!(
        (&connection["state"], &connection["reason_ended"]),
        (&"attending".into(), &serde_json::Value::Null)
    );
    let refused = home.kith("add feedback --set asset_id=1 --set words='A chair was kept.'");
    assert_eq!(refused.status, 1, "{}", refused.told());
    assert!(refused.told().contains("How it was"), "{}", refused.told());
    home.kith("add feedback --set asset_id=1 --set went=good --set words='A chair was kept.'").fine();
}

#[test]
fn whoever_is_restricted_is_not_put_on_the_board_as_who_leads_a_group() {
    let home = town();
    home.kith("gap add --set what='Evening knitting' --need loneliness --area ML1").fine();
    home.kith("edit person 1 --set restricted=yes --set restricted_reason=court").fine();
    let refused = home.kith("gap grow 1 --champion 1 --runs");
    assert_ne!(refused.status, 0);
    assert!(
        refused.told().contains("restricted") && !refused.told().contains("OKONKWO"),
        "{}",
        refused.told()
    );
}

#[test]
fn room_that_is_as_it_was_is_news_of_today_and_a_language_is_met_by_its_other_name() {
    let home = town();
    home.kith("edit asset 1 --set capacity=space --set capacity_on=2025-01-10 --set languages=Cymraeg")
        .fine();
    home.kith("edit asset 1 --set capacity=space").fine();
    assert_eq!(home.kith("show asset 1 --json").fine().json()["item"]["capacity_on"], "2026-03-03");
    let found = home.kith("find --assets lunch --filter language=welsh --json").fine().json();
    assert_eq!(found["items"][0]["id"], 1);
}

#[test]
fn where_a_place_is_named_distances_count_from_there_whomever_it_is_for() {
    let home = Home::demo();
    let miles = |filter: &str, whom: &str| {
        let found =
            home.kith(&format!("find --assets lunch {whom} --filter near={filter} --json")).fine().json();
        let items = found["items"].as_array().unwrap().clone();
        items.into_iter().map(|one| (one["id"].clone(), one["distance_miles"].clone())).collect::<Vec<_>>()
    };
    for area in ["ML1", "ML3"] {
        let mut anyone = miles(area, "");
        let mut zoe = miles(area, "--for 1");
        anyone.sort_by_key(|one| one.0.as_i64());
        zoe.sort_by_key(|one| one.0.as_i64());
        let far = |all: &[(serde_json::Value, serde_json::Value)]| {
            all.iter().filter(|one| one.1.is_number()).count()
        };
        assert!(far(&zoe) > 0, "{zoe:?}");
        for (id, there) in zoe.iter().filter(|one| one.1.is_number()) {
            let other = anyone.iter().find(|one| one.0 == *id).unwrap();
            assert_eq!(&other.1, there, "asset {id} from {area}");
        }
    }
}

#[test]
fn a_step_back_and_a_saved_search_that_cannot_be_read_are_said() {
    let home = town();
    home.kith("connect 1 1 --said-yes --yes").fine();
    home.kith("stage 1 attending").fine();
    let told = home.kith("stage 1 made").fine().told();
    assert!(told.contains("That is a step back: it was \"Attending\"."), "{told}");
    let refused = home.kith("add search --set name=Odd --set filters=day=soonish").told();
    assert!(refused.starts_with("status 2") || refused.starts_with("status 1"), "{refused}");
    assert!(refused.contains("mon,wed"), "{refused}");
    home.kith("add search --set name=Even --set filters=day=tue").fine();
}

#[test]
fn a_closing_names_who_is_connected_as_data_too() {
    let home = town();
    home.kith("connect 1 1 --said-yes --yes").fine();
    let trial = home.kith("close 1 --dry-run --json").fine().json();
    let ada = serde_json::json!([{"person": 1, "given": "Ada", "family": "Okonkwo", "state": "made"}]);
    assert_eq!((&trial["connected"], &trial["operation"]), (&ada, &serde_json::Value::Null));
    assert_eq!(home.kith("close 1 --yes --json").fine().json()["connected"], ada);
}

#[test]
fn an_asset_that_is_put_away_says_who_is_connected_and_they_get_a_reminder() {
    let home = town();
    home.kith("connect 1 1 --said-yes --yes").fine();
    let told = home.kith("put-away asset 1 --reason 'not a fit'").fine().told();
    assert!(
        told.contains("1 person is connected: Ada OKONKWO. Whoever works with them gets a reminder."),
        "{told}"
    );
    let reminders = home.kith("list follow-ups").fine().out;
    assert!(reminders.contains("was put away: what now?"), "{reminders}");
    assert_eq!(home.kith("show connection:1 --json").json()["item"]["state"], "made", "it is not ended");
    home.kith("bring-back asset 1").fine();
    let open = home.kith("list follow-ups --json").fine().json();
    let states: Vec<_> =
        open["items"].as_array().unwrap().iter().filter(|one| one["rule"] == "asset_closed").collect();
    assert!(states.iter().all(|one| one["state"] == "cancelled"), "{states:?}");
    home.kith("undo --yes").fine();
    home.kith("undo --yes").fine();
    assert_eq!(home.kith("list follow-ups").fine().out.matches("put away").count(), 0);
}

#[test]
fn a_list_that_closes_an_asset_says_how_many_reminders_it_made() {
    let home = town();
    let list = |status: &str| format!("id,name,status\n7,Evening Shed,{status}\n");
    let renamed = "identifier,name\n7,Shed of an Evening\n";
    home.given(&list("active"), "import assets - --source shed").fine();
    let shed = home.kith("find shed --assets --json").fine().json()["items"][0]["id"].clone();
    home.kith(&format!("connect 1 {shed} --said-yes --yes")).fine();
    std::fs::remove_dir_all(home.path(".local/share/kith/backups")).unwrap(); // The clock stands still here.
    let told = home.given(&list("defunct"), "import assets - --source shed").fine().told();
    let said = "People are connected to what has closed: 1 reminder was made for whoever works with them.";
    assert!(told.contains(said), "{told}");
    assert!(home.kith("list follow-ups").fine().out.contains("Evening Shed has closed: what now?"));
    std::fs::remove_dir_all(home.path(".local/share/kith/backups")).unwrap();
    home.given(renamed, "import assets - --source shed").fine();
    let found = home.kith("find shed --assets --all --json").fine().json();
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "its number of the list says which it is");
    assert_eq!(found["items"][0]["id"], shed);
}

#[test]
fn what_closed_before_anybody_went_does_not_count_as_sent() {
    let home = town();
    home.kith("connect 1 1 --yes").fine();
    home.kith("connect 2 1 --state agreed --said-yes --yes").fine();
    home.kith("close 1 --yes").fine();
    assert_eq!(home.kith("show asset 1 --json").json()["item"]["load"]["sent"], 0);
}

#[test]
fn a_directory_is_from_a_list_and_nobody_here_has_checked_it() {
    let home = town();
    home.given(
        "name,access\nNew Shed,\"No wheelchair access, stairs only\"\n",
        "import assets - --source shed",
    )
    .fine();
    let shed = home.kith("find shed --assets").fine().out;
    assert!(shed.contains(". Checked today, from a list"), "{shed}");
    let item = home.kith("show asset 5 --json").json()["item"].clone();
    assert_eq!((&item["checked_how"], &item["checked_by"]), (&"imported".into(), &serde_json::Value::Null));
    // What is denied is not there.
    for access in ["step-free", "wheelchair"] {
        assert_eq!(home.kith(&format!("find shed --filter access={access}")).status, 3, "{access}");
    }
    home.kith("edit person 1 --set access_needs=wheelchair").fine();
    let told = home.kith("match 1 shed").fine().out;
    assert!(told.contains("- Access: not step-free"), "{told}");
    // A check without a way says none, and keeps no older one.
    home.kith("checked 5").fine();
    let item = home.kith("show asset 5 --json").json()["item"].clone();
    assert_eq!((&item["checked_how"], &item["checked_by"]), (&serde_json::Value::Null, &1.into()));
}

#[test]
fn connecting_says_what_speaks_against_it_and_an_end_without_a_reason_says_so() {
    let home = town();
    let told = home.kith("connect 1 4 --said-yes --yes").fine().told();
    assert!(told.contains("Asset 4: closed for good."), "{told}");
    home.kith("consent 2 --set purpose=exchanges --set answer=no").fine();
    let told = home.kith("connect 1 person:2 --said-yes --yes").fine().told();
    assert!(told.contains("Person 2: They said no to \"take part in give and take\""), "{told}");
    let told = home.kith("stage 1 stopped").fine().told();
    assert!(told.contains("Why is not noted."), "{told}");
    let told = home.kith("stage 2 stopped --set reason_ended=health").fine().told();
    assert!(!told.contains("Why is not noted."), "{told}");
}

#[test]
fn a_gap_names_who_waits_for_it_but_for_whoever_is_restricted() {
    let home = town();
    home.given("A bike shed", "gap add --person 1 -").fine();
    home.kith("gap wait 1 2 --would-join").fine();
    let told = home.kith("show gap 1").fine().out;
    assert!(told.contains("Waits: Ben BRIGHT (person 2), would help to start it"), "{told}");
    assert!(told.contains("Waits: Ada OKONKWO (person 1)"), "{told}");
    home.kith("edit person 1 --set restricted=yes --set restricted_reason=court").fine();
    let told = home.kith("show gap 1").fine().out + &home.kith("show gap 1 --json").fine().out;
    assert!(told.contains("somebody whose record is restricted") && !told.contains("OKONKWO"), "{told}");
}

#[test]
fn a_postcode_that_no_asset_has_is_no_gap_but_a_place_to_count_from() {
    let home = town();
    let told = home.kith("find --assets S3 8AA").told();
    assert!(told.contains("near=\"S3 8AA\"") && !told.contains("gap add"), "{told}");
    let near = home.kith("find --filter near=S10 --json").fine().json();
    let reasons = near["items"][1]["reasons"].as_array().unwrap().clone();
    let told = |text: &str| reasons.iter().any(|one| one["text"].as_str().unwrap().contains(text));
    assert!(told("miles"), "{reasons:?}");
}

#[test]
fn whom_somebody_restricted_is_joined_to_stands_in_no_reminder_and_on_no_line_of_time() {
    let home = town();
    let other = home.kith("add person --set given=Joyce --set family=Webb --json").fine().json();
    let other = other["items"][0]["id"].as_i64().unwrap();
    home.kith(&format!("edit person {other} --set restricted=yes")).fine();
    let words = format!("connect 1 person:{other} --said-yes");
    assert_eq!(home.kith(&words).status, 6, "a restricted record opens with a reason");
    let made = home.kith(&format!("{words} --reason 'a neighbour asked'")).fine();
    assert!(!made.told().contains("WEBB"), "{}", made.told());
    for read in [
        "list follow-ups",
        "list follow-ups --json",
        "show 1",
        "show 1 --json",
        "export follow-ups --format csv",
    ] {
        // The reminder that her record was opened is hers, and tells of nobody else.
        for line in home.kith(read).fine().told().split(['\n', '{']).map(str::to_lowercase) {
            assert!(!(line.contains("webb") && line.contains("okonkwo")), "{read}: {line}");
            assert!(!(line.contains("webb") && read.contains("show")), "{read}: {line}");
        }
    }
    assert!(home.kith("list follow-ups").fine().out.contains("somebody whose record is restricted"));
}

#[test]
fn a_no_to_sharing_with_groups_is_said_before_a_name_is_passed_on() {
    let home = town();
    home.kith("consent 1 --set purpose=share_groups --set answer=no").fine();
    let told = home.kith("connect 1 1 --said-yes --kind referral --yes").fine().told();
    assert!(told.contains("Person 1: They said no to \"share with groups\""), "{told}");
    home.kith("consent 1 --set purpose=share_groups --set answer=yes").fine();
    let told = home.kith("connect 1 2 --said-yes --yes").fine().told();
    assert!(!told.contains("They said no"), "the newest answer counts: {told}");
}

#[test]
fn how_many_fit_is_told_beside_how_many_are_shown() {
    let home = Home::demo();
    let all = home.kith("find lunch --assets --limit 1000 --json").fine().json();
    let (total, rows) = (all["total"].as_u64().unwrap(), all["items"].as_array().unwrap().len());
    assert_eq!(usize::try_from(total).unwrap(), rows);
    let some = home.kith("find lunch --assets --limit 2 --json").fine().json();
    assert_eq!((some["total"].as_u64(), some["items"].as_array().map(Vec::len)), (Some(total), Some(2)));
    let told = home.kith("find lunch --assets --limit 2").fine().told();
    assert!(told.contains(&format!("The first 2 of {total} assets. To see more: --limit {total}")), "{told}");
    let whole = home.kith("match 1 --limit 1000 --json").fine().json();
    let offers =
        whole["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "offer").count() as u64;
    let few = home.kith("match 1 --limit 1 --json").fine().json();
    assert!(few["total"].as_u64().unwrap() + offers >= whole["total"].as_u64().unwrap());
    assert_eq!(home.kith("find lunch --assets --limit 0").status, 2);
    assert_eq!(home.kith("match 1 --limit 0").status, 2);
}

#[test]
fn a_postcode_is_found_however_it_is_typed() {
    let home = Home::demo();
    let found = |text: &str| {
        let found = home.kith(&format!("find --assets --limit 50 --json '{text}'")).fine().json();
        let mut ids: Vec<u64> =
            found["items"].as_array().unwrap().iter().map(|one| one["id"].as_u64().unwrap()).collect();
        ids.sort_unstable();
        ids
    };
    let spaced = found("ML3 5LH");
    assert!(!spaced.is_empty());
    assert_eq!((found("ml35lh"), found("ml3-5lh")), (spaced.clone(), spaced));
}

#[test]
fn old_room_and_money_that_ends_are_said_where_one_chooses() {
    let home = town();
    home.kith("edit asset 1 --set capacity=space --set capacity_on='1 jan 2024' --set funding_until=2026-02-01 --set capability='No hoist'").fine();
    let found = home.kith("find lunch --assets").fine().out;
    assert!(found.contains("+ Has space, said 2 years ago (Mon 1 Jan 2024)"), "{found}");
    assert!(found.contains(". Its funding ended: Sun 1 Feb 2026"), "{found}");
    assert!(found.contains(". Copes with: No hoist"), "{found}");
}

#[test]
fn a_group_that_is_full_in_whatever_words_leaves_a_gap_with_its_need_and_where() {
    let home = town();
    home.kith("edit asset 1 --set needs=loneliness").fine();
    home.kith("connect 1 1 --said-yes --yes").fine();
    let told = home.given("They have no space until May", "stage 1 declined -").fine().told();
    assert!(told.contains("kith gap add") && told.contains("--need loneliness"), "{told}");
    home.kith("undo --yes").fine();
    home.kith("stage 1 waiting --gap").fine();
    let gap = home.kith("list gaps --json").json()["items"][0].clone();
    assert_eq!(
        (gap["raised_from"].as_str(), gap["need"].as_str()),
        (Some("no_room"), Some("loneliness")),
        "{gap}"
    );
}

#[test]
fn a_batch_that_closes_an_asset_names_who_is_connected() {
    let home = town();
    home.kith("connect 1 1 --said-yes --yes").fine();
    let batch = r#"[{"do":"edit","kind":"asset","id":1,"set":{"status":"defunct"}}]"#;
    let told = home.given(batch, "batch").fine().told();
    assert!(told.contains("1 person is connected: Ada OKONKWO."), "{told}");
}
