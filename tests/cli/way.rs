//! A person's way from the command line: goals, plans, strengths, needs, steps, people around.

use insta::assert_snapshot;

use super::Home;

#[test]
fn a_goal_is_added_seen_and_told_as_json_and_one_undo_takes_it_back() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("goal 1 --set what='Eat with others' --set importance=8 --set now=4").told(), @"
    status 0
    Added goal 1: Eat with others, Ada OKONKWO.
    -- messages
    To take it back: kith undo
    ");
    home.kith("add step --person 1 --set goal_id=1 --set what='Meet at the door' --set who=Together --set due_on='10 mar'").fine();
    home.kith("add plan --person 1 --set matters='A full table again' --set agreed_with=Ada").fine();
    home.kith("add strength --person 1 --set what='Cooks for thirty'").fine();
    home.kith("add need --person 1 --set need=debt_money --set structural=yes --set raised_by=referrer")
        .fine();
    home.kith("add relation --person 1 --set name=Grace --set relation=child --set phone='01632 960200' --set may_know=safe")
        .fine();
    assert_snapshot!(home.kith("goal 1").told(), @"
    status 0
    Ada OKONKWO

    What matters to me
      Agreed with Ada, Tue 3 Mar 2026 (plan 1)
        A full table again
        Look at it again Tue 14 Apr 2026.

    Strengths
      Cooks for thirty (strength 1)
        Hand: what I can do. Noted Tue 3 Mar 2026.

    Would like help with
      Debt or money (need 1)
        A cause outside the person. Brought up by the referrer, Tue 3 Mar 2026.

    Goals
      Eat with others (goal 1)
        It matters 8 out of 10. Now 4 out of 10. Set Tue 3 Mar 2026.
        Meet at the door (step 1)
          To do, Together, by Tue 10 Mar 2026.

    People around them
      Grace: Son or daughter, 01632 960200 (somebody around them 1)
        May know that we work together.
    ");
    let json = home.kith("goal 1 --json").json();
    assert_eq!(json["item"]["goals"][0]["steps"][0]["what"], "Meet at the door");
    assert_eq!(json["item"]["plans"][0]["review_on"], "2026-04-14");
    let shown = home.kith("show person 1 --json").json();
    assert_eq!(shown["item"]["relations"][0]["name"], "Grace");
    assert_eq!(shown["item"]["needs"][0], "debt_money");
    assert!(home.kith("show person 1").told().contains("Grace: Son or daughter, 01632 960200"));
    assert!(home.kith("show goal 1").told().contains("How much it matters: 8"));
    home.kith("goal 1 --set what='Walk more' --dry-run").fine();
    home.kith("undo").fine();
    assert_eq!(home.kith("goal 1 --json").json()["item"]["relations"].as_array().unwrap().len(), 0);
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let home = Home::peopled();
    assert_snapshot!(home.kith("goal 1 --set what=Walk --set importance=11").told(), @"
    status 1
    -- messages
    The goal was not saved.
      How much it matters: How much it matters must be a whole number from 1 to 10.
    ");
    assert_snapshot!(home.kith("goal 1 --set what=Walk --set importance=0").told(), @"
    status 1
    -- messages
    The goal was not saved.
      How much it matters: How much it matters must be a whole number from 1 to 10.
    ");
    assert_snapshot!(home.kith("goal 999").told(), @"
    status 3
    -- messages
    There is no person 999.
    ");
    home.kith("goal 1 --set what=Walk").fine();
    assert_snapshot!(home.kith("add step --person 2 --set goal_id=1 --set what=Ring").told(), @"
    status 1
    -- messages
    That goal is somebody else's.
    ");
}
