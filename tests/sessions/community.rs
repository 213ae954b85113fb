//! The community's side on the screen: filters, an empty search that becomes a gap, a closure, cards, going along.

use insta::assert_snapshot;
use kith::domain::entity::Entity;
use kith::domain::facets::Facets;
use kith::domain::id::PersonId;
use kith::store::find::AssetAsk;
use kith::store::page::Span;

use super::session::Session;

#[test]
fn filters_add_up_and_can_be_typed_in_the_search_line() {
    let session = Session::demo().at(80, 24).press("3 Esc f").write("tue").press("Enter");
    assert!(session.screen().contains("Filter (f): running and checked, on Tue"), "{}", session.screen());
    let session =
        session.press("f").write("distance").press("Down Down Space Enter /").write("near:ML1 cost:free");
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue [3 Assets] 4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     For (p): anyone
     Search: near:ML1 cost:free
     Filter (f): running and checked, on Tue, within 2 miles of ML1, free
    --------------------------------------------------------------------------------
     >   Money Advice Desk          Millbrook Library  Tue and Thu 09:~ same area,~
           - Waiting list
           . same area
           . Checked 20 days ago (Wed 11 Feb 2026), website (and 2 more)
         Warm Room                  Millbrook Town Ha~ Nov to Mar, dai~ same area,~
           + Has space
           . same area
           . Checked 2 months ago (Mon 8 Dec 2025), phoned (and 2 more)
         Energy Advice Desk, Millb~ Millbrook Library  Tue 10:00-13:00  same area,~
           - Ring first: checked 3 months ago (Mon 17 Nov 2025), website
           . same area
         Clear the Clutter, Millbr~ Millbrook Town Ha~ First Tue 18:00~ same area,~
           + Has space
           . same area
           . Checked 8 weeks ago (Tue 6 Jan 2026), visited
    --------------------------------------------------------------------------------
     1 of 6: Money Advice Desk, Tue and Thu 09:30-12:30, free, same area.
     Enter keep  Esc clear  Down to the list  F1 help
    ");
}

#[test]
fn an_empty_search_says_why_and_becomes_a_gap() {
    let session = Session::demo().at(80, 24).press("3").write("trampoline day:sun").press("Enter");
    assert_snapshot!(session.screen(), @r#"
     1 Today  2 Queue [3 Assets] 4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     For (p): anyone
     Search: trampoline day:sun
     Filter (f): running and checked, on Sun
    --------------------------------------------------------------------------------
         None with such words passes the filters. Press Esc, or f for another.
         No asset has a word like "trampoline".
         If nobody does it yet, press Enter to note a gap.












    --------------------------------------------------------------------------------
     None with such words passes the filters. Press Esc, or f for another.
     Enter open  p for whom  / search  f filter  Space more  ? help  q quit
    "#);
    let form = session.press("Enter");
    assert_snapshot!(form.screen(), @"
     Note a gap                                                            ! 2 late
    --------------------------------------------------------------------------------

       What people look for and nobody does yet. A development worker takes it
       from here.

       What is missing         > trampoline, on Sun
       It would help with        (optional)
       Where                      (optional) An area or the first half of a postc~
       How it came up            A search found nothing
       When                      today
                                 = Tue 3 Mar 2026 (today).
       In words                   (optional)

       Who waits for it          (optional) May stay empty.
       Would help to start it    (optional)

       [ Save ]   [ Leave ]



    --------------------------------------------------------------------------------
     Gap. Field 1 of 8: What is missing. trampoline, on Sun.
     Tab next  Shift+Tab back  Ctrl+S save  Ctrl+E big editor  Esc leave  F1 help
    ");
    let saved = form.press("Ctrl+s");
    assert_eq!(saved.status(), "Noted as a gap: trampoline, on Sun. Press u to undo.");
    let gaps = saved.store().gaps(Some("noted"), Span::first(9)).unwrap();
    assert!(gaps.rows.iter().any(|gap| gap.what == "trampoline, on Sun" && gap.from == "empty_search"));
}

#[test]
fn closing_an_asset_shows_who_goes_there_and_makes_reminders() {
    let session = Session::demo()
        .at(80, 24)
        .press("3")
        .write("sewing bee")
        .press("Enter :")
        .write("has closed")
        .press("Enter");
    assert_snapshot!(session.screen(), @"
     Close: Sewing Bee                                                     ! 2 late
    --------------------------------------------------------------------------------

       4 people are connected: Maureen GREEN, Doris PAGE, Meera PATEL, Gwen
       ROBERTS. Whoever works with them gets a reminder.

       How                     > For good, and connections end

       Why                        (optional) It is noted on the asset and on each~

       Note the gap it leaves    (optional) Those who went there wait for somethi~

       [ Save ]   [ Leave ]








    --------------------------------------------------------------------------------
     Closing of Sewing Bee. Field 1 of 3: How. For good, and connections end. Enter~
     Tab next  Shift+Tab back  Ctrl+S save  Esc leave  F1 help
    ");
    let saved = session.press("Tab Tab").press("y").press("Ctrl+s");
    assert!(saved.status().starts_with("Closed: Sewing Bee, with "), "{}", saved.status());
    let gaps = saved.store().gaps(Some("noted"), Span::first(9)).unwrap();
    let gap = gaps.rows.iter().find(|gap| gap.what == "Something like Sewing Bee").unwrap();
    assert!(gap.waiting > 0 && gap.from == "closed");
    let undone = saved.press("u y");
    assert!(
        !undone.store().gaps(Some("noted"), Span::first(9)).unwrap().rows.iter().any(|one| one.id == gap.id)
    );
}

#[test]
fn the_boards_list_gaps_and_cards_and_move_them_along() {
    let session = Session::demo().at(80, 24).press(":").write("see the gaps").press("Enter");
    assert_snapshot!(session.screen(), @"
     Gaps: what the community does not have yet                            ! 2 late
    --------------------------------------------------------------------------------
     Find:

     > Noted: Lunch in the evening, for people who sleep late, ML2         1 waits
       Passed on: A place to practise English without a class, Mill End     2 wait
       Being grown: Films in the afternoon, since the Film Club rests, ML1  2 wait
       Running, led by Gwen Roberts: A choir that needs no audition, ML1













    --------------------------------------------------------------------------------
     1 of 4: Noted: Lunch in the evening, for people who sleep late, ML2.
     Enter choose  Esc close
    ");
    let asked = session.press("Enter");
    let form = asked.press("1");
    assert!(form.screen().contains("How far it is: Lunch in the evening"), "{}", form.screen());
    let cards = Session::demo().at(80, 24).press(":").write("noticeboard").press("Enter Enter");
    assert_snapshot!(cards.screen(), @"
     What about this card?                                                 ! 2 late
    --------------------------------------------------------------------------------
     Wanted: a fourth for bridge
     Thursdays at two, The Bobbin. Beginners are welcome; we are not fierce.
     To answer: Come along

     > 1  Edit it
       2  Take it down













    --------------------------------------------------------------------------------
     1 of 2: Edit it. Press 1 or Enter.
     Enter choose  Esc close
    ");
}

#[test]
fn going_along_is_noted_on_the_connection() {
    let session =
        Session::demo().press("Ctrl+f").write("lamb").press("Enter :").write("going along").press("Enter");
    assert!(session.status().contains("Choose a connection first"), "{}", session.status());
}

#[test]
fn a_search_is_kept_and_taken_again() {
    let session =
        Session::demo().at(80, 24).press("3").write("lunch").press("Enter f").write("price").press("Enter");
    let kept = session.press(":").write("keep this").press("Enter").write("Free lunches").press("Ctrl+s");
    assert!(kept.status().starts_with("Kept: Free lunches."), "{}", kept.status());
    let again = kept.press("Esc Esc f").write("lunches").press("Enter");
    assert!(
        again.screen().contains("Search: lunch") && again.screen().contains(", free"),
        "{}",
        again.screen()
    );
}

#[test]
fn what_was_said_of_an_asset_stands_in_a_part_of_its_own() {
    let session =
        Session::demo().at(80, 24).press("3").write("tuesday lunch").press("Enter Enter Tab Tab Tab Tab");
    assert!(
        session.screen().contains("[Said of it]") && session.screen().contains("Somebody saved me a chair")
    );
    let form = session.press(":").write("what was said").press("Enter");
    assert!(form.screen().contains("What was said of it: Tuesday Lunch Club"), "{}", form.screen());
}

#[test]
fn the_screen_the_store_and_the_command_line_find_the_same_in_the_same_order() {
    let session = Session::demo().at(120, 40);
    let names = |ask: &AssetAsk| -> Vec<String> {
        let page = session.store().find_assets(ask, Span::first(5)).unwrap().page;
        page.rows.iter().map(|hit| hit.name.chars().take(20).collect()).collect()
    };
    let ada = session.store().find_people("okonkwo", 1).unwrap()[0].person;
    let for_ada = AssetAsk { for_person: Some(PersonId(ada.0)), ..AssetAsk::default() };
    let club =
        AssetAsk { text: "club".into(), facets: Facets::read("day=tue").unwrap(), ..AssetAsk::default() };
    let (wanted, typed) = (names(&for_ada), names(&club));
    assert!(session.store().count(Entity::Asset).unwrap() > 100);
    let in_order = |screen: &str, names: &[String]| {
        let mut from = 0;
        for name in names {
            let at =
                screen[from..].find(name.as_str()).unwrap_or_else(|| panic!("{name} in order:\n{screen}"));
            from += at;
        }
    };
    let screen = Session::demo().at(120, 40).press("Ctrl+f").write("okonkwo").press("Enter s Down").screen();
    in_order(&screen, &wanted);
    let screen = Session::demo().at(120, 40).press("3").write("club day:tue").screen();
    in_order(&screen, &typed);
}

#[test]
fn the_shortlist_is_noted_as_what_else_was_shown() {
    let session = Session::demo().at(80, 24).press("Ctrl+f").write("okonkwo").press("Enter s Down b Down b");
    assert!(session.screen().contains("Shortlist (b): "), "{}", session.screen());
    let form = session.press("Up s");
    let shown = form.screen().lines().find(|line| line.contains("What else was shown")).unwrap().to_owned();
    assert_snapshot!(shown, @"   What else was shown    Cook and Share");
}

#[test]
fn a_typed_filter_is_said_back_and_one_that_cannot_be_read_is_said_so() {
    let session = Session::demo().at(80, 24).press("3").write("lunch day:tue");
    assert!(session.screen().contains("Filter (f): running and checked, on Tue"), "{}", session.screen());
    let session = session.press("Esc").press("/").write("lunch kind=wrong");
    assert!(session.status().contains("kind=wrong narrows nothing."), "{}", session.status());
    // It is said while it stands there, and gone with it.
    let session = session.press("Esc").press("/").write("lunch");
    assert!(!session.status().contains("narrows nothing"), "{}", session.status());
}

#[test]
fn access_language_and_age_are_chosen_from_the_list_of_filters() {
    let session = Session::demo().at(80, 24).press("3 Down f").write("step-free").press("Space");
    let session = session.press("Ctrl+U").write("somebody of 65").press("Space Enter");
    let screen = session.screen();
    assert!(screen.contains("step free, for age 65"), "{screen}");
    let session = session.press("f").write("speaks urdu").press("Space Enter");
    assert!(session.screen().contains("speaks urdu"), "{}", session.screen());
    // A space is one between words where a row goes on so, and chooses where none does.
    let session = session.press("Esc f").write("tue").press("Space Enter");
    assert!(session.screen().contains("Filter (f): running and checked, on Tue"), "{}", session.screen());
}

#[test]
fn a_distance_without_a_place_is_no_gap() {
    let session = Session::demo().at(80, 24).press("3").write("within=2");
    let screen = session.screen();
    assert!(
        screen.contains("The distance cannot be counted.") && screen.contains("such as near=S6"),
        "{screen}"
    );
    assert!(!screen.contains("note a gap"), "{screen}");
}

#[test]
fn whoever_looks_for_somebody_hears_how_many_offers_answer_a_wish_of_theirs() {
    let session = Session::demo().at(80, 24);
    let all = 1..=60;
    let wished = all.map(PersonId).find(|id| !session.store().pairs_of(*id, 9).unwrap().is_empty()).unwrap();
    let family = session.store().needed(Entity::Person, wished.0).unwrap().values.text("family").to_owned();
    let session = session.press("3 Down p").write(&family).press("Enter");
    let screen = session.screen();
    assert!(screen.contains("a wish (4, Pairs)"), "{screen}");
}
