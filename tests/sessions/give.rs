//! Give and take: pairs, offers, wishes, who stands where.

use insta::assert_snapshot;
use kith::domain::entity::Entity;

use super::session::Session;

#[test]
fn pairs_come_first_with_their_reasons() {
    let session = Session::demo().at(80, 24).press("4");
    assert_snapshot!(session.screen(), @r#"
     1 Today  2 Queue  3 Assets [4 Give and take] 5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     [Pairs]  Offers   Would like   On the way   Not yet asked   Given
    --------------------------------------------------------------------------------
     Begun
     >   HUGHES, Dilys: Welsh conversation
           can help JONES, Siân: someone to speak Welsh with
           Asking each of them, since Fri 27 Feb. Both speak it on the telephone
           already, to their sisters.
           Dilys HUGHES said yes; Siân JONES is not asked yet
         WRIGHT, Colin: bike and small repairs
           can help TAYLOR, Joan: shelf put up
           Introduced, since Thu 26 Feb. He measures on Thursday. She bakes.

     Could fit
         OKONKWO, Ada: cooking, baking
           can help COOPER, Alan: learn to cook for one
           + same interest: cooking
           + both say "cook"
           + about 2.9 miles
           + both said yes to be introduced
    --------------------------------------------------------------------------------
     Pairs, 1 of 45: Dilys HUGHES and Siân JONES: asking each of them, since Fri 27~
     Enter open  a add  s suggest  x put away  Space more  ? help  q quit
    "#);
}

#[test]
fn a_wide_window_lays_offers_pairs_and_wishes_side_by_side() {
    let session = Session::demo().at(120, 40).press("4");
    assert_snapshot!(session.screen(), @r#"
     1 Today  2 Queue  3 Assets [4 Give and take] 5 Reports                             Jo Evans   ! 2 late  Tue 3 Mar 2026
    ------------------------------------------------------------------------------------------------------------------------
     [Pairs]  Offers   Would like   On the way   Not yet asked   Given                                       Tab: next part
    ------------------------------------------------------------------------------------------------------------------------
     OFFERS (14)                           | PAIRS (45)                            | WOULD LIKE (21)
         O'BRIEN, Niamh                    | Begun                                 |     CLARKE, Beryl
           songs with a guitar             | >   HUGHES, Dilys                     |       a hand with the bins on
           heart, since Mon 23 Feb         |       Welsh conversation              |       Thursdays
         OKONKWO, Ada                      |       can help JONES, Siân: someone   |       since Tue 3 Mar
           cooking, baking                 |       to speak Welsh with             |     COOPER, Alan
           hand, since Fri 13 Feb          |       Asking each of them, since Fri  |       learn to cook for one
         NASH, Harold                      |       27 Feb. Both speak it on the .~ |       since Mon 2 Mar
           stories of old Millbrook        |       Dilys HUGHES said yes; Siân     |     TAYLOR, Joan
           head, since Tue 10 Feb          |       JONES is not asked yet          |       shelf put up
         OKAFOR, Nneka                     |     WRIGHT, Colin                     |       since Tue 24 Feb
           cheap family cooking            |       bike and small repairs          |     OKONKWO, Ada
           hand, since Fri 30 Jan          |       can help TAYLOR, Joan: shelf    |       company at meals
         SINGH, Harpreet                   |       put up                          |       since Fri 13 Feb
           allotment veg, lifts on Fridays |       Introduced, since Thu 26 Feb.   |     KHAN, Imran
           hand, since Tue 20 Jan          |       He measures on Thursday. She .~ |       lift to mosque on Fridays
         AHMED, Yusuf                      |                                       |       since Thu 12 Feb
           naming birds by ear             | Could fit                             |     ADEYEMI, Tunde
           head, since Tue 20 Jan          |     OKONKWO, Ada                      |       to learn to drive a van
         DALE, Frank                       |       cooking, baking                 |       since Mon 12 Jan
           shelves and small joinery       |       can help COOPER, Alan: learn to |     VAN DER MERWE, Renée
           hand, since Fri 16 Jan          |       cook for one                    |       a lift to the library
         LANE, Ruby                        |       + same interest: cooking        |       since Mon 29 Dec
           help with forms and figures     |       + both say "cook"               |     NÍ BHRIAIN, Siobhán
           head, since Fri 2 Jan           |       + about 2.9 miles               |       company at meals
         WRIGHT, Colin                     |       + both said yes to be introduc~ |       since Wed 3 Dec
           bike and small repairs          |     OKONKWO, Ada                      |     JONES, Siân
           hand, since Fri 2 Jan           |       cooking, baking                 |       someone to speak Welsh with
         WALKER, Stan                      |       can help NÍ BHRIAIN, Siobhán:   |       since Wed 3 Dec
           chess, board games              |       company at meals                |     LEWIS, Patricia
           heart, since Thu 11 Dec         |       + same interest: cooking        |       the paper read to me
         BELL, Sheila                      |       + "meals" is much like "cookin~ |       since Mon 24 Nov
           a listening ear after a loss    |       + about 2.2 miles               |     PRICE, Megan
    ------------------------------------------------------------------------------------------------------------------------
     Pairs, 1 of 45: Dilys HUGHES and Siân JONES: asking each of them, since Fri 27 Feb.
     Enter open  a add  s suggest  x put away  Space more  ? help  q quit
    "#);
}

#[test]
fn who_stands_where_is_told_group_by_group() {
    let session = Session::demo().at(80, 24).press("4 Tab Tab Tab");
    assert_snapshot!(session.screen(), @"
     1 Today  2 Queue  3 Assets [4 Give and take] 5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
      Pairs   Offers   Would like  [On the way]  Not yet asked   Given
    --------------------------------------------------------------------------------
     LEADER (2)
     >   ROBERTS, Gwen
           Sewing Bee: leader
           Singing for Memory, Hollins Allotments: recipient
         WALKER, Stan
           The Bobbin Chess Corner: leader
           Lunch Table, Tenter Croft Gurdwara: contributor
           Sewing Bee: recipient

     CONNECTOR (9)
         DOS SANTOS OLIVEIRA DE ALBUQUERQUE, Maria Aparecida da Conceição
           Welsh for Neighbours, Dyehouse Works: connector
         DOSANJH, Balbir
           Town Band: connector
           Chess and Board Games, Larch Grove Bowls Club: contributor
           The Flood Book: participant
         HILL, Gordon
    --------------------------------------------------------------------------------
     On the way, 1 of 60: Gwen ROBERTS, leader.
     Enter open  a add  s suggest  x put away  Space more  ? help  q quit
    ");
}

/// The reminders that are open about an introduction.
fn introductions(session: &Session) -> Vec<(String, String)> {
    let all = session.store().records_after(Entity::FollowUp, 0, 10_000).unwrap();
    let open = all.iter().filter(|record| record.values.text("state") == "open");
    let text = |record: &kith::domain::entry::Record, field: &str| record.values.text(field).to_owned();
    let words = ["Ask about an introduction", "Introduce the two", "Ask how it went"];
    open.filter(|record| words.iter().any(|word| record.values.text("what").starts_with(word)))
        .map(|record| (text(record, "due_on"), text(record, "what")))
        .collect()
}

#[test]
fn a_pair_is_asked_each_first_then_introduced_and_becomes_friends() {
    let session = Session::demo().at(100, 40).press("4 Down Down s");
    assert!(
        session.screen().contains("Ask each of them first. Nobody is introduced before both have said yes.")
    );
    // Introducing them at once is refused: neither has said yes.
    let refused = session.press("2").press("Ctrl+S");
    assert!(refused.status().starts_with("Not saved yet."), "{}", refused.screen());
    assert!(refused.screen().contains("Nobody is introduced before whoever offers has said yes."));
    // Asking makes a reminder for each, which names what it is about and not the other of the two.
    let asked = refused.press("Shift+Tab 1").press("Ctrl+S");
    assert!(asked.status().ends_with("asking each of them. Press u to undo."), "{}", asked.screen());
    let found = introductions(&asked);
    assert_eq!(
        found,
        [
            ("2026-03-04".to_owned(), "Ask about an introduction: cooking, baking".to_owned()),
            ("2026-03-04".to_owned(), "Ask about an introduction: learn to cook for one".to_owned()),
        ]
    );
    // It stands first, among those that were begun; both say yes, and they are introduced.
    let begun = asked.press("Home Enter");
    assert!(begun.screen().contains("1  Say how far it is"), "{}", begun.screen());
    let yes = begun.press("1 Tab y Tab y").press("Ctrl+S");
    assert!(yes.status().contains("asking each of them"), "{}", yes.screen());
    assert!(
        introductions(&yes)
            .contains(&("2026-03-04".to_owned(), "Introduce the two: cooking, baking".to_owned()))
    );
    let introduced = yes.press("Home e 2").press("Ctrl+S");
    assert!(introduced.status().contains("introduced"), "{}", introduced.screen());
    assert!(
        introductions(&introduced)
            .contains(&("2026-03-17".to_owned(), "Ask how it went: cooking, baking".to_owned()))
    );
    let friends = introduced.press("Home e 4").press("Ctrl+S");
    assert!(friends.status().contains("became friends"), "{}", friends.screen());
    // One undo takes one step back.
    let back = friends.press("u y");
    let pair = back.store().records_after(Entity::Pair, 3, 9).unwrap();
    assert_eq!(pair[0].values.text("state"), "introduced");
}

#[test]
fn what_is_no_fit_goes_from_the_list_and_is_not_suggested_again() {
    let session = Session::demo().at(100, 40).press("4");
    let before = session.store().suggested_pairs(100, kith::store::page::Span::first(100)).unwrap().total;
    let session = session.press("Down Down x");
    assert!(session.screen().contains("Not a fit"), "{}", session.screen());
    let gone = session.press("Ctrl+S");
    assert!(gone.status().contains("not a fit"), "{}", gone.screen());
    let after = gone.store().suggested_pairs(100, kith::store::page::Span::first(100)).unwrap().total;
    assert_eq!(after + 1, before);
}

#[test]
fn a_gift_that_a_group_would_welcome_leads_to_the_group() {
    let session = Session::demo().at(100, 40).press("4 End Up Enter");
    assert!(session.screen().contains("1  Connect them to the group"), "{}", session.screen());
    let form = session.press("1");
    assert!(form.screen().contains("The person said yes"), "{}", form.screen());
}

#[test]
fn offers_are_searched_by_name_or_by_what_is_offered() {
    let session = Session::demo().press("4 Tab /").write("welsh").press("Enter");
    assert!(session.status().starts_with("Offers, 1 of 1: Dilys HUGHES offers"), "{}", session.status());
}
