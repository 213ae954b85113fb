//! The asset search: for anyone, for a person, and one asset whole.

use insta::assert_snapshot;
use kith::domain::entity::Entity;
use kith::domain::id::AssetId;
use kith::tui::request::FormRequest;

use super::session::Session;

#[test]
fn suggesting_to_a_person_shows_what_fits_them_and_why() {
    let session = Session::demo().at(80, 24).press("2 s");
    assert_snapshot!(session.screen(), @r#"
     1 Today  2 Queue [3 Assets] 4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     For (p): OKONKWO, Ada (Mrs)   3 offers answer a wish (4, Pairs)
     Search:
     Filter (f): running and checked   left out: 12 long unchecked, 3 closed
    --------------------------------------------------------------------------------
     >   Tuesday Lunch Club         St Anne's Hall     Tue 12:00-14:00  3 pounds, w~
           + matches "cooking" (interests)
           + matches "befriending" (interests)
           + helps with "bereavement" (and 11 more)
         Bereavement Cafe           Millbrook Library  First Wed 14:00~ free
           + matches "befriending" (interests)
           - On Wed: not when they are free (and 8 more)
           - Ring first: checked 5 months ago (Fri 3 Oct 2025), the group told us
         Cook and Share             Mill Lane Centre   Thu 10:30-13:00  free
           + matches "cooking" (interests)
           + helps with "loneliness"
           + welcomes what they can give: cooking, baking (and 7 more)
         Knit and Natter, St Anne'~ St Anne's Hall     Wed 14:00-16:00  free
           + matches "befriending" (interests)
           + helps with "loneliness"
    --------------------------------------------------------------------------------
     1 of 97: Tuesday Lunch Club, Tue 12:00-14:00, 3 pounds, with a hot meal.
     Enter keep  Esc clear  Down to the list  F1 help
    "#);
}

#[test]
fn typing_finds_assets_and_a_wide_window_shows_the_first_whole() {
    let session = Session::demo().at(120, 40).press("3").write("lunch club");
    assert_snapshot!(session.screen(), @r#"
     1 Today  2 Queue [3 Assets] 4 Give and take  5 Reports                             Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     For (p): anyone
     Search: lunch club
     Filter (f): running and checked
    ------------------------------------------------------------------------------------------------------------------------
     >   Tuesday Lunch Club           Tue 12:00-14:00      3 pounds, wit~ | Tuesday Lunch Club
           + Has space                                                    | St Anne's Hall, Church Road, Millbrook, ML1 2AB
           . Checked 11 days ago (Fri 20 Feb 2026), phoned                | Tue 12:00-14:00
           . Its funding ends soon: Mon 6 Apr 2026                        | 3 pounds, with a hot meal
         Hollins Allotment Society    Fri 10:00-13:00      free           | Has space
           + has "lunch", "club" (description)                            | Our load: 2 sent, 2 go now
           + A few places                                                 |
           . Checked 5 weeks ago (Thu 22 Jan 2026), the group told us     | Run by: Bea Lowe, volunteer
                                                                          | Phone 01632 960311
                                                                          | E-mail lunch@example.org
                                                                          |
                                                                          | What happens there
                                                                          |   A hot meal, the same tables every week, and
                                                                          |   someone at the door for people who come
                                                                          |   alone.
                                                                          |
                                                                          | Getting in
                                                                          |   Step-free from the car park. Accessible
                                                                          |   toilet. Hearing loop. Someone meets people at
                                                                          |   the door.
                                                                          |   At a venue, Drop in
                                                                          |
                                                                          | Gifts welcomed
                                                                          |   Hand: what I can do, Head: what I know,
                                                                          |   Heart: what I care about
                                                                          |
                                                                          | What people said of it
                                                                          |   1 good, 1 good and bad
                                                                          |   Fri 30 Jan 2026: Somebody saved me a chair. I
                                                                          |   went back.
                                                                          |
    ------------------------------------------------------------------------------------------------------------------------
     1 of 2: Tuesday Lunch Club, Tue 12:00-14:00, 3 pounds, with a hot meal.
     Enter keep  Esc clear  Down to the list  F1 help
    "#);
}

#[test]
fn an_asset_opens_whole() {
    let session = Session::demo().at(80, 24).press("3 l u n c h Enter Enter");
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue [3 Assets] 4 Give and take  5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     Lunch Table, Orchard Close Common Room
     Group or club   Thu 12:00-14:00   4 pounds   Orchard Close Common Room
    --------------------------------------------------------------------------------
     [Details]  People   Give and take   Notes   Said of it   Reminders
     >   Name                  Lunch Table, Orchard Close Common Room
         Kind                  Group or club
         What happens there    Soup, a pudding and a place at the table.
         Interests             Cooking, Befriending
         Helps with            Loneliness, Food, Bereavement
         When                  Thu 12:00-14:00
         Cost                  4 pounds
         Phone                 0114 496 0227
         Postcode              ML6 4GP
         Place                 Orchard Close Common Room
         Address               Orchard Close, Millbrook
         Access                Step-free. Warm in winter.
         How to take part      At a venue, Drop in
         Run by                Not known
         Who stands behind it  Led by residents
    --------------------------------------------------------------------------------
     Details, 1 of 32: Name: Lunch Table, Orchard Close Common Room.
     Enter open  s suggest  n note  e edit  v checked  Space more  ? help  q quit
    ");
}

#[test]
fn choosing_a_person_begins_at_what_fits_them_best() {
    let session = Session::demo().press("3 Down Down Down p").write("okon").press("Enter");
    assert!(session.status().starts_with("1 of "), "{}", session.status());
    assert!(session.screen().contains("For (p): OKONKWO, Ada"), "{}", session.screen());
}

#[test]
fn the_details_of_an_asset_are_checked_only_after_one_said_how_and_undone_again() {
    let asked = Session::demo().press("3").write("lunch club").press("Enter v");
    assert!(asked.screen().contains("How did you check Tuesday Lunch Club today?"));
    let checked = asked.press("1");
    assert_eq!(checked.status(), "Tuesday Lunch Club is checked today: visited. Press u to undo.");
    let undone = checked.press("u y");
    assert!(undone.screen().contains("Checked 11 days ago"), "{}", undone.screen());
}

#[test]
fn esc_takes_back_the_words_then_the_filter_then_the_person() {
    let narrowed =
        Session::demo().press("2 s Down f").write("gardening").press("Enter /").write("club").press("Enter");
    assert!(narrowed.screen().contains("interest in gardening"));
    let wider = narrowed.press("Esc");
    assert!(wider.screen().contains("interest in gardening") && !wider.screen().contains("Search: club"));
    let wider = wider.press("Esc");
    assert!(wider.screen().contains("running and checked"), "{}", wider.screen());
    assert!(wider.press("Esc").status().starts_with("Row 1 of"));
}

#[test]
fn the_hints_say_what_keys_do_while_the_search_line_is_open() {
    let open = Session::demo().press("3");
    let hints = open.rows().pop().unwrap();
    assert!(hints.contains("Down to the list") && !hints.contains("quit"), "{hints}");
    let left = open.press("Down");
    assert!(left.rows().pop().unwrap().contains("q quit"));
}

#[test]
fn who_is_connected_already_is_connected_once_more_only_after_a_yes() {
    let mut session = Session::demo();
    let ada = session.store().find_people("okonkwo", 1).unwrap()[0].person;
    let asset = AssetId(session.store().records_after(Entity::Asset, 0, 1).unwrap()[0].id);
    let count = session.store().count(Entity::Connection).unwrap();
    let joined = |session: &Session| {
        let all = session.store().connections_of_person(ada).unwrap();
        all.iter().filter(|row| row.asset == Some(asset)).count()
    };
    if joined(&session) == 0 {
        session.form(FormRequest::Connect { person: ada, asset });
        session = session.press("Ctrl+S");
    }
    let before = session.store().count(Entity::Connection).unwrap();
    assert!(before <= count + 1);
    session.form(FormRequest::Connect { person: ada, asset });
    assert!(session.screen().contains("! Connected already: suggested, since"), "{}", session.screen());
    session = session.press("Ctrl+S");
    assert_eq!(session.store().count(Entity::Connection).unwrap(), before, "{}", session.screen());
    assert!(session.screen().contains("connected already"), "{}", session.screen());
    session = session.press("2 Ctrl+S");
    assert_eq!(session.store().count(Entity::Connection).unwrap(), before + 1, "{}", session.screen());
}

#[test]
fn every_reason_of_an_asset_is_read_with_one_key_and_what_speaks_against_it_is_never_cut() {
    let session = Session::demo().at(80, 24).press("3").write("yoga").press("Enter");
    let screen = session.screen();
    assert!(screen.contains("- Full"), "{screen}");
    let session = Session::demo().at(80, 24).press("2 s").press("Down i");
    let screen = session.screen();
    assert!(screen.contains("Why it is here:") && screen.contains("hecked "), "{screen}");
    assert!(screen.contains("What fits best comes first."), "{screen}");
}
