//! A person's record: the banner, one line of time, and the other parts.

use insta::assert_snapshot;

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Values};

use super::session::{Session, today};

#[test]
fn a_record_opens_on_its_line_of_time_below_a_banner() {
    let session = Session::demo().at(80, 24).press("2 Enter");
    assert_snapshot!(session.screen(), @r#"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Born 14 Jul 1945 (80)   NHS number 999 000 1235   Active since Thu 5 Feb 2026
     ! Please do not text. Best after 2pm.   Phone 01632 960144
    --------------------------------------------------------------------------------
     [Timeline]  Goals   Details   Connections   Said yes to   Give and take
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     > ! Fri 27 Feb 2026 Reminder  Phone call, after 2pm, 4 days late
         Fri 27 Feb 2026 Phone call 15:35  Left a message
                         Left voicemail: "Hello Ada, it is Jo from Mill Lane. No
                         rush, I will try again on Tuesday after two."
         Thu 26 Feb 2026 Phone call 16:30  No answer
                         Landline rang out.
         Fri 13 Feb 2026 Would like  company at meals
         Fri 13 Feb 2026 Asked  what they would like to give: offered something
         Fri 13 Feb 2026 Connection  Tuesday Lunch Club, suggested
                         Introduction
         Fri 13 Feb 2026 Goal set  Eat with other people once a week
                         Matters 8 out of 10
         Fri 13 Feb 2026 Loneliness, at the start  Three items 8, Lonely 3
    --------------------------------------------------------------------------------
     Timeline, 1 of 22: Fri 27 Feb 2026, reminder, phone call, after 2pm, 4 days la~
     Enter open  c log contact  r reminder  n note  Space more  ? help  q quit
    "#);
}

#[test]
fn a_wide_record_shows_gifts_before_needs_beside_its_line_of_time() {
    let session = Session::demo().at(120, 40).press("2 Enter");
    assert_snapshot!(session.screen(), @r#"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports                             Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Born 14 Jul 1945 (80)   NHS number 999 000 1235   Active since Thu 5 Feb 2026   Mill Lane Surgery, Dr Ferris
     ! Please do not text. Best after 2pm.   Phone 01632 960144
    ------------------------------------------------------------------------------------------------------------------------
     [Timeline]  Goals   Details   Connections   Said yes to   Give and take                                 Tab: next part
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     > ! Fri 27 Feb 2026 Reminder  Phone call, after 2pm, 4 days late               | What matters to me
         Fri 27 Feb 2026 Phone call 15:35  Left a message                           |   A full table again. Not to be the
                         Left voicemail: "Hello Ada, it is Jo from Mill Lane. No    |   one people are careful with.
                         rush, I will try again on Tuesday after two."              |
         Thu 26 Feb 2026 Phone call 16:30  No answer                                | Goals
                         Landline rang out.                                         |   Eat with other people once a week.
         Fri 13 Feb 2026 Would like  company at meals                               |   It matters 8 out of 10. Now 4 out
         Fri 13 Feb 2026 Asked  what they would like to give: offered something     |   of 10. Set Fri 13 Feb 2026.
         Fri 13 Feb 2026 Connection  Tuesday Lunch Club, suggested                  |
                         Introduction                                               | Strengths
         Fri 13 Feb 2026 Goal set  Eat with other people once a week                |   Cooks for thirty without a recipe
                         Matters 8 out of 10                                        |
         Fri 13 Feb 2026 Loneliness, at the start  Three items 8, Lonely 3          | Gives and takes
         Fri 13 Feb 2026 ONS4 personal well-being, at the start  Satisfied 4, Wort~ |   Offers: cooking, baking
         Fri 13 Feb 2026 Offered  cooking, baking                                   |   Would like: company at meals
         Fri 13 Feb 2026 Plan  agreed                                               |   Gave and received: nothing noted
                         A full table again. Not to be the one people are careful   |   yet
                         with.                                                      |   On the way: newcomer
                         With: Ada                                                  |
         Fri 13 Feb 2026 Home visit 13:35  Spoke, 45 min                            | Joined to
                         Feeling low since Ken died. Misses cooking for people.     |   Tuesday Lunch Club, suggested since
                         Would try lunch club if someone met her at the door.       |   Fri 13 Feb 2026, not yet been
                         Where: At home                                             |
         Mon 9 Feb 2026  Would like help with  bereavement                          | Good to know
                         The evenings are long. It is not food that is missing, it  |   Uses a stick; stairs are hard.
                         is somebody to cook for.                                   |   Walks 15 minutes; no car.
         Mon 9 Feb 2026  Strength  Cooks for thirty without a recipe                |   Would like help with: Bereavement,
         Mon 9 Feb 2026  Face to face 11:20  Spoke, 30 min                          |   Loneliness
                         At surgery. Says yes to contact by phone, no to text.      |   Interests: Cooking, Befriending
    ------------------------------------------------------------------------------------------------------------------------
     Timeline, 1 of 22: Fri 27 Feb 2026, reminder, phone call, after 2pm, 4 days late.
     Enter open  c log contact  r reminder  n note  / search  f filter  Esc back  Space more  ? help  q quit
    "#);
}

#[test]
fn the_other_parts_are_one_tab_away() {
    let session = Session::demo().at(80, 24).press("2 Enter Tab Tab Tab Tab");
    assert_snapshot!(session.screen(), @"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Born 14 Jul 1945 (80)   NHS number 999 000 1235   Active since Thu 5 Feb 2026
     ! Please do not text. Best after 2pm.   Phone 01632 960144
    --------------------------------------------------------------------------------
      Timeline   Goals   Details   Connections  [Said yes to]  Give and take
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     >   Keep a record                Yes        Thu 5 Feb 2026
         Share with the GP            Yes        Thu 5 Feb 2026
         Share with groups            Not asked
         Contact by phone             Yes        Thu 5 Feb 2026
         Contact by text              No         Thu 5 Feb 2026
         Contact by e-mail            Not asked
         Contact by letter            Not asked
         Take part in give and take   Yes        Thu 5 Feb 2026
         Tell their story             Not asked




    --------------------------------------------------------------------------------
     Said yes to, 1 of 9: Keep a record: yes.
     Enter open  c log contact  r reminder  n note  Space more  ? help  q quit
    ");
}

#[test]
fn enter_reads_an_entry_whole() {
    let session = Session::demo().at(80, 24).press("2 Enter Down Enter");
    assert_snapshot!(session.screen(), @r#"
     Contact: Ada OKONKWO                                                  ! 2 late
    --------------------------------------------------------------------------------
       Person         Ada OKONKWO
       How            Phone call
       When           Fri 27 Feb 2026
       Time           15:35
       What happened  Left a message
       Worker         Jo Evans

     Notes
       Left voicemail: "Hello Ada, it is Jo from Mill Lane. No rush, I will try
       again on Tuesday after two."









    --------------------------------------------------------------------------------
     Lines 1 to 10 of 10. Esc goes back.
     e edit  x put away  Esc back  Space more  ? help  q quit
    "#);
}

#[test]
fn two_records_of_one_person_are_put_together_from_the_record_and_taken_apart() {
    let session = Session::demo().at(80, 24).press("2 Enter :").write("same person").press("Enter");
    let session =
        session.press("Enter").write("patel").press("Enter Tab Tab").write("Same street, she said so.");
    assert_snapshot!(session.screen(), @"
     The same person: OKONKWO, Ada (Mrs)                                Draft saved
    --------------------------------------------------------------------------------

       Everything of the other record moves to the one that stays. The strictest
       word about safe contact holds.
       The two can be taken apart again.

       Is the same as    Meera PATEL

       Which stays       This one: OKONKWO, Ada (Mrs), case 52

       How you know    > Same street, she said so.

       [ Save ]   [ Leave ]







    --------------------------------------------------------------------------------
     Field 3 of 3: How you know. Same street, she said so.
     Tab next  Shift+Tab back  Ctrl+S save  Ctrl+E big editor  Esc leave  F1 help
    ");
    let session = session.press("Ctrl+S");
    assert_snapshot!(session.status(), @"Saved: cases 52 and 49 are one now, case 52. Press u to undo.");
    // The other name still finds the record, which says what became of it and can be taken apart.
    let session = session.press("Ctrl+F").write("patel").press("Enter :").write("apart").press("Enter y");
    assert_snapshot!(session.status(), @"Taken apart: Meera PATEL is case 49 again. Press u to undo.");
}

#[test]
fn a_contact_that_was_with_somebody_else_is_moved_from_the_timeline() {
    let session = Session::demo().at(80, 24).press("2 Enter Down :").write("somebody else").press("Enter");
    let session = session.press("Enter").write("patel").press("Enter Ctrl+S");
    assert_eq!(session.status(), "Moved: the contact is with Meera PATEL now. Press u to undo.");
}

#[test]
fn the_goals_part_shows_gifts_before_needs_and_steps_below_their_goal() {
    let session = Session::demo().at(120, 40).press("2 Enter Tab");
    assert_snapshot!(session.screen(), @"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports                             Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Born 14 Jul 1945 (80)   NHS number 999 000 1235   Active since Thu 5 Feb 2026   Mill Lane Surgery, Dr Ferris
     ! Please do not text. Best after 2pm.   Phone 01632 960144
    ------------------------------------------------------------------------------------------------------------------------
      Timeline  [Goals]  Details   Connections   Said yes to   Give and take                                 Tab: next part
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     What matters to me                                                             | What matters to me
     >   Agreed with Ada, Fri 13 Feb 2026                                           |   A full table again. Not to be the
           A full table again. Not to be the one people are careful with.           |   one people are careful with.
           Look at it again Fri 27 Mar 2026.                                        |
                                                                                    | Goals
     Strengths                                                                      |   Eat with other people once a week.
         Cooks for thirty without a recipe                                          |   It matters 8 out of 10. Now 4 out
           Hand: what I can do. Noted Mon 9 Feb 2026.                               |   of 10. Set Fri 13 Feb 2026.
                                                                                    |
     Would like help with                                                           | Strengths
         Bereavement                                                                |   Cooks for thirty without a recipe
           The evenings are long. It is not food that is missing, it is somebody to |
           cook for.                                                                | Gives and takes
           Brought up by the person, Mon 9 Feb 2026.                                |   Offers: cooking, baking
         Loneliness                                                                 |   Would like: company at meals
           On the list they came with; nothing more is noted.                       |   Gave and received: nothing noted
                                                                                    |   yet
     Goals                                                                          |   On the way: newcomer
         Eat with other people once a week                                          |
           It matters 8 out of 10. Now 4 out of 10. Set Fri 13 Feb 2026.            | Joined to
         Step: Meet at the hall door the first time                                 |   Tuesday Lunch Club, suggested since
           To do, Together, by Tue 10 Mar 2026, 6 out of 10 sure.                   |   Fri 13 Feb 2026, not yet been
                                                                                    |
     Measures                                                                       | Good to know
         ONS4, satisfied: 0 to 10, higher is better                                 |   Uses a stick; stairs are hard.
           13 Feb 2026      4  ########                                             |   Walks 15 minutes; no car.
         ONS4, worthwhile: 0 to 10, higher is better                                |   Would like help with: Bereavement,
           13 Feb 2026      5  ##########                                           |   Loneliness
         ONS4, happy yesterday: 0 to 10, higher is better                           |   Interests: Cooking, Befriending
    ------------------------------------------------------------------------------------------------------------------------
     Goals, 1 of 12: Agreed with Ada, Fri 13 Feb 2026. A full table again. Not to be the one people are careful with. Look~
     Enter open  c log contact  r reminder  n note  Esc back  Space more  ? help  q quit
    ");
}

/// Goes down to the row whose sentence holds some words.
fn down_to(mut session: Session, words: &str) -> Session {
    for _ in 0..60 {
        if session.status().contains(words) {
            return session;
        }
        session = session.press("Down");
    }
    panic!("no row says {words}:\n{}", session.screen());
}

#[test]
fn a_step_is_ticked_off_a_goal_ends_and_one_undo_takes_it_back() {
    let session = down_to(Session::demo().at(80, 24).press("2 Enter Tab"), "Meet at the hall door");
    let session = session.press("t Ctrl+S");
    assert_eq!(session.status(), "Saved as done: Meet at the hall door the first time. Press u to undo.");
    let session = session.press("Up w Tab Right Tab").write("Goes every week.").press("Ctrl+S");
    assert_eq!(session.status(), "Saved as reached: Eat with other people once a week. Press u to undo.");
    let ended = |session: &Session| {
        let goals = session.store().records_after(Entity::Goal, 0, 500).unwrap();
        goals.iter().filter(|goal| goal.values.text("outcome") == "Goes every week.").count()
    };
    assert_eq!(ended(&session), 1);
    let session = session.press("u y");
    assert_eq!(ended(&session), 0);
}

#[test]
fn a_plan_a_strength_a_need_and_a_goal_are_added_by_name() {
    let session = Session::demo().at(80, 24).press("2 Enter Ctrl+P");
    let session = session.write("add a strength").press("Enter").write("Sings").press("Ctrl+S");
    assert_eq!(session.status(), "Saved: strength of Ada OKONKWO. Press u to undo.");
    let session = session.press("Tab a 4").write("Sing in the choir").press("Tab").write("9").press("Ctrl+S");
    assert_eq!(session.status(), "Saved: goal of Ada OKONKWO. Press u to undo.");
    let session = session.press("a 5");
    assert!(session.screen().contains("Which goal?"), "{}", session.screen());
    let session = session.press("1").write("Ring the choir").press("Ctrl+S");
    assert_eq!(session.status(), "Saved: step of Ada OKONKWO. Press u to undo.");
    let session = down_to(session.press("Home"), "Ring the choir");
    assert!(session.screen().contains("Step: Ring the choir"), "{}", session.screen());
}

#[test]
fn the_timeline_is_filtered_by_kind_and_searched_by_words() {
    let session = Session::demo().at(80, 24).press("2 Enter f 2");
    assert!(
        session.screen().contains(" Showing: contacts (4). Esc shows everything."),
        "{}",
        session.screen()
    );
    assert!(session.status().starts_with("Timeline, 1 of 4: Fri 27 Feb 2026"), "{}", session.status());
    let session = session.press("/").write("lunch").press("Enter");
    assert!(session.status().starts_with("Timeline, 1 of 1: Fri 13 Feb 2026"), "{}", session.status());
    assert!(session.screen().contains("Search: lunch"), "{}", session.screen());
    let session = session.press("Enter");
    assert!(session.screen().contains("Contact: Ada OKONKWO"), "{}", session.screen());
    let session = session.press("Esc Esc");
    assert!(
        session.status().starts_with("Timeline, 1 of 1") || session.status().starts_with("Timeline, 1 of")
    );
    let session = session.press("/").write("zebra");
    assert_eq!(session.status(), "Timeline: no entry holds these words. Esc shows everything.");
    let session = session.press("Esc");
    assert!(!session.screen().contains("Search:"), "{}", session.screen());
}

#[test]
fn a_story_saves_itself_on_leaving_and_when_the_keys_rest_and_a_colleagues_words_are_never_lost() {
    let ada = Session::demo().store().find_people("okonkwo", 1).unwrap()[0].person.0;
    let story = |session: &Session| {
        session.store().needed(Entity::Person, ada).unwrap().values.text("story").to_owned()
    };
    let session = Session::demo().at(80, 24).press("2 Enter Ctrl+P").write("their story").press("Enter");
    let mut session = session.write("Ada came here in 1968.");
    assert_eq!(story(&session), "", "nothing is saved letter by letter");
    session.does(kith::tui::app::App::rest);
    assert_eq!(story(&session), "Ada came here in 1968.");
    assert!(session.rows()[0].contains("Saved"), "{}", session.rows()[0]);
    // A colleague writes at the same time.
    let mut colleague = session.colleague();
    let edit = |before: &str, after: &str| Change::Edit {
        entity: Entity::Person,
        id: ada,
        before: Values::new().with("story", before),
        after: Values::new().with("story", after),
    };
    colleague.apply(&edit("Ada came here in 1968.", "Ada came from Lagos.")).unwrap();
    // What Kim changes of the record after that is no story.
    let path = session.store().path().unwrap();
    let kim = kith::store::Actor::new("kim", kith::store::Via::Screen);
    let clock = session.store().clock();
    let mut kim = kith::store::Store::open(path, kith::store::open::Mode::ReadWrite, kim, clock).unwrap();
    let title = Change::Edit {
        entity: Entity::Person,
        id: ada,
        before: Values::new().with("household", kith::domain::entry::Value::Nothing),
        after: Values::new().with("household", "Lives alone"),
    };
    kim.apply(&title).unwrap();
    let session = session.write(" By ship.").press("Esc");
    assert!(session.status().contains("changed"), "{}", session.status());
    let screen = session.screen();
    for kept in [
        "Ada came here in 1968. By ship.",
        "Sam Okoro wrote at 09:00 on Tue 3 Mar 2026:",
        "Ada came from Lagos.",
    ] {
        assert!(screen.contains(kept), "{kept}: {screen}");
    }
    let session = session.press("Esc");
    assert!(story(&session).starts_with("Ada came here in 1968. By ship.\n"), "{}", story(&session));
    assert!(session.status().starts_with("Saved: story of Ada OKONKWO."), "{}", session.status());
}

#[test]
fn details_stand_in_groups_enter_edits_one_and_people_around_are_added_there() {
    let session = Session::demo().at(80, 24).press("2 Enter Tab Tab");
    assert_snapshot!(session.screen(), @"
     1 Today [2 Queue] 3 Assets  4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     OKONKWO, Ada (Mrs)   likes to be called Ada   she/her
     Born 14 Jul 1945 (80)   NHS number 999 000 1235   Active since Thu 5 Feb 2026
     ! Please do not text. Best after 2pm.   Phone 01632 960144
    --------------------------------------------------------------------------------
      Timeline   Goals  [Details]  Connections   Said yes to   Give and take
     ! Next: Phone call, after 2pm, was due Fri 27 Feb 2026 (4 days late)
     Who
     >   Given name            Ada
         Family name           Okonkwo
         Likes to be called    Ada
         Title                 Mrs
         Pronouns              she/her
         Date of birth         14 Jul 1945
         NHS number            999 000 1235
         Gender                woman
         Ethnicity             White British
         Household             Not known

     How to reach them
    --------------------------------------------------------------------------------
     Details, 1 of 42: Given name: Ada.
     Enter open  c log contact  r reminder  n note  Space more  ? help  q quit
    ");
    let session = session.press("Enter");
    assert!(session.screen().contains("Edit: OKONKWO, Ada (Mrs): who"), "{}", session.screen());
    let session = session.press("Esc Ctrl+P").write("somebody around").press("Enter").write("Ken");
    let session = session.press("Tab").press("Ctrl+S");
    assert_eq!(session.status(), "Saved: somebody around them of Ada OKONKWO. Press u to undo.");
    let around = session.store().records_after(Entity::Relation, 0, 500).unwrap();
    assert!(around.iter().any(|relation| relation.values.text("name") == "Ken"));
}

#[test]
fn a_very_wide_record_reads_the_chosen_entry_whole_between_the_list_and_the_person() {
    let session = Session::demo().at(200, 50).press("Ctrl+F").write("okonkwo").press("Enter Down Down");
    let rows = session.rows();
    let middle = |row: &String| row.chars().skip(91).take(56).collect::<String>();
    let column: Vec<String> = rows.iter().map(middle).collect();
    let column = column.join("\n");
    assert!(column.contains("Phone call") && column.contains("Landline rang out."), "{column}");
    assert!(column.contains("Written down by Jo Evans, 17:30 on Thu 26 Feb 2026"), "{column}");
    let session = session.press("Down");
    let screen = session.screen();
    assert!(screen.contains("| Wish") && screen.contains("company at meals"), "{screen}");
    // The other parts have their whole width.
    let session = session.press("Tab");
    assert!(!session.screen().contains("Written down by"), "{}", session.screen());
}

#[test]
fn a_very_wide_record_waits_with_the_entry_while_one_moves_over_a_slow_line() {
    let session = Session::slow().at(200, 50).press("Ctrl+F").write("okonkwo").press("Enter Down Down");
    let screen = session.screen();
    assert!(screen.contains("| Reminder") && !screen.contains("| Contact"), "{screen}");
}

#[test]
fn how_often_we_spoke_is_seen_beside_a_wide_record_and_said_among_the_details() {
    let session = Session::demo().at(120, 40).press("Ctrl+F").write("okonkwo").press("Enter");
    let session = session.at(120, 60);
    assert!(session.screen().contains("Apr ··········▒· Mar"), "{}", session.screen());
    let mut session = session.at(80, 24).press("Tab Tab End");
    for _ in 0..12 {
        if session.status().contains("Spoke 2 times in 12 months, all in February.") {
            return;
        }
        session = session.press("Up");
    }
    panic!("it is not said among the details");
}

#[test]
fn an_entry_that_is_read_names_what_it_belongs_to_and_shows_no_numbers_of_records() {
    let session = Session::demo().at(80, 24);
    let ada = session.store().find_people("okonkwo", 1).unwrap()[0].person;
    let club = session.store().connections_of_person(ada).unwrap().remove(0);
    let contact = Entry::new(Entity::Contact)
        .with("person_id", ada.0)
        .with("connection_id", club.id.0)
        .with("method", "accompanied_visit")
        .with("outcome", "spoke")
        .with("happened_on", today());
    session.colleague().apply(&Change::Add(contact)).unwrap();
    let session = session.press("Ctrl+F").write("okonkwo").press("Enter Down Enter");
    let session = if session.screen().contains("Went along together") {
        session
    } else {
        session.press("Esc Up Enter")
    };
    let screen = session.screen();
    assert!(screen.contains("Tuesday Lunch Club") && !screen.contains("connection "), "{screen}");
}
