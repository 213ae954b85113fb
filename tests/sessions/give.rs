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
     >   OKONKWO, Ada: cooking, baking
           can help COOPER, Alan: learn to cook for one
           + same interest: cooking
           + both say "cook"
           + both said yes to be introduced
         OKAFOR, Nneka: cheap family cooking
           can help COOPER, Alan: learn to cook for one
           + same interest: cooking
           + both say "cook"
           + both said yes to be introduced
         SINGH, Harpreet: allotment veg, lifts on Fridays
           can help KHAN, Imran: lift to mosque on Fridays
           + same interest: mutual aid
           + both say "lift"
           + both said yes to be introduced
         SINGH, Harpreet: allotment veg, lifts on Fridays
           can help YILMAZ, İpek: an hour of babysitting
    --------------------------------------------------------------------------------
     Pairs, 1 of 28: Ada OKONKWO could help Alan COOPER with cooking, baking.
     Enter open  a add  s suggest  Space more  ? help  q quit
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
     OFFERS (14)                           | PAIRS (28)                            | WOULD LIKE (21)
         O'BRIEN, Niamh                    | >   OKONKWO, Ada                      |     CLARKE, Beryl
           songs with a guitar             |       cooking, baking                 |       a hand with the bins on
           heart, since Mon 23 Feb         |       can help COOPER, Alan: learn to |       Thursdays
         OKONKWO, Ada                      |       cook for one                    |       since Tue 3 Mar
           cooking, baking                 |       + same interest: cooking        |     COOPER, Alan
           hand, since Fri 13 Feb          |       + both say "cook"               |       learn to cook for one
         NASH, Harold                      |       + both said yes to be introduc~ |       since Mon 2 Mar
           stories of old Millbrook        |     OKAFOR, Nneka                     |     TAYLOR, Joan
           head, since Tue 10 Feb          |       cheap family cooking            |       shelf put up
         OKAFOR, Nneka                     |       can help COOPER, Alan: learn to |       since Tue 24 Feb
           cheap family cooking            |       cook for one                    |     OKONKWO, Ada
           hand, since Fri 30 Jan          |       + same interest: cooking        |       company at meals
         SINGH, Harpreet                   |       + both say "cook"               |       since Fri 13 Feb
           allotment veg, lifts on Fridays |       + both said yes to be introduc~ |     KHAN, Imran
           hand, since Tue 20 Jan          |     SINGH, Harpreet                   |       lift to mosque on Fridays
         AHMED, Yusuf                      |       allotment veg, lifts on Fridays |       since Thu 12 Feb
           naming birds by ear             |       can help KHAN, Imran: lift to   |     ADEYEMI, Tunde
           head, since Tue 20 Jan          |       mosque on Fridays               |       to learn to drive a van
         DALE, Frank                       |       + same interest: mutual aid     |       since Mon 12 Jan
           shelves and small joinery       |       + both say "lift"               |     VAN DER MERWE, Renée
           hand, since Fri 16 Jan          |       + both said yes to be introduc~ |       a lift to the library
         LANE, Ruby                        |     SINGH, Harpreet                   |       since Mon 29 Dec
           help with forms and figures     |       allotment veg, lifts on Fridays |     NÍ BHRIAIN, Siobhán
           head, since Fri 2 Jan           |       can help YILMAZ, İpek: an hour  |       company at meals
         WRIGHT, Colin                     |       of babysitting                  |       since Wed 3 Dec
           bike and small repairs          |       + same interest: mutual aid     |     JONES, Siân
           hand, since Fri 2 Jan           |       + same postcode area ML8        |       someone to speak Welsh with
         WALKER, Stan                      |       + both said yes to be introduc~ |       since Wed 3 Dec
           chess, board games              |     HUGHES, Dilys                     |     LEWIS, Patricia
           heart, since Thu 11 Dec         |       Welsh conversation              |       the paper read to me
         BELL, Sheila                      |       can help JONES, Siân: someone   |       since Mon 24 Nov
           a listening ear after a loss    |       to speak Welsh with             |     PRICE, Megan
    ------------------------------------------------------------------------------------------------------------------------
     Pairs, 1 of 28: Ada OKONKWO could help Alan COOPER with cooking, baking.
     Enter open  a add  s suggest  Space more  ? help  q quit
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

#[test]
fn suggesting_a_pair_sets_a_reminder_to_introduce_them() {
    let asked = Session::demo().press("4 s");
    assert!(asked.screen().contains("Set a reminder for the next working day to introduce"));
    let set = asked.press("y");
    assert_eq!(set.status(), "The reminder is set. Press u to undo.");
    let reminders = set.store().records_after(Entity::FollowUp, 0, 10_000).unwrap();
    let newest = reminders.last().unwrap();
    assert!(newest.values.text("what").starts_with("Introduce "), "{}", newest.values.text("what"));
    assert_eq!(newest.values.text("due_on"), "2026-03-04");
}

#[test]
fn offers_are_searched_by_name_or_by_what_is_offered() {
    let session = Session::demo().press("4 Tab /").write("welsh").press("Enter");
    assert!(session.status().starts_with("Offers, 1 of 1: Dilys HUGHES offers"), "{}", session.status());
}
