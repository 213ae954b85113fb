//! Give and take: pairs, offers, wishes, who stands where.

use insta::assert_snapshot;

use super::session::Session;

#[test]
fn pairs_come_first_with_their_reasons() {
    let session = Session::demo().at(80, 24).press("4");
    assert_snapshot!(session.screen(), @r#"
     1 Today  2 Queue  3 Assets [4 Give and take] 5 Reports     ! 2 late  Tue 3 Mar
    --------------------------------------------------------------------------------
     [Pairs]  Offers   Would like   On the way   Not yet asked   Given
    --------------------------------------------------------------------------------
     >   SINGH, Harpreet: allotment veg, lifts on Fridays
           can help KHAN, Imran: lift to mosque on Fridays
           + same interest: mutual aid
           + both say "lift"
           + same postcode area ML4
           + both said yes to be introduced
         LEWIS, Patricia: reading aloud
           can help COLE, Vera: the paper read to me
           + same interest: reading
           + both say "read"
           + same postcode area ML1
           + both said yes to be introduced
         OKONKWO, Ada: cooking, baking
           can help COOPER, Alan: learn to cook for one
           + same interest: cooking
           + both say "cook"
           + both said yes to be introduced
    --------------------------------------------------------------------------------
     Pairs, 1 of 46: Harpreet SINGH could help Imran KHAN with allotment veg, lifts~
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
     OFFERS (14)                           | PAIRS (46)                            | WOULD LIKE (29)
         OKONKWO, Ada                      | >   SINGH, Harpreet                   |     CLARKE, Beryl
           cooking, baking                 |       allotment veg, lifts on Fridays |       a hand with the bins on
           hand, since Fri 13 Feb          |       can help KHAN, Imran: lift to   |       Thursdays
         SINGH, Harpreet                   |       mosque on Fridays               |       since Tue 3 Mar
           allotment veg, lifts on Fridays |       + same interest: mutual aid     |     COOPER, Alan
           hand, since Tue 20 Jan          |       + both say "lift"               |       learn to cook for one
         LANE, Ruby                        |       + same postcode area ML4        |       since Mon 2 Mar
           cheap family cooking            |       + both said yes to be introduc~ |     TAYLOR, Joan
           hand, since Fri 16 Jan          |     LEWIS, Patricia                   |       shelf put up
         DALE, Frank                       |       reading aloud                   |       since Tue 24 Feb
           reading meters and bills        |       can help COLE, Vera: the paper  |     OKONKWO, Ada
           head, since Fri 9 Jan           |       read to me                      |       company at meals
         VAN DER MERWE, Renée              |       + same interest: reading        |       since Fri 13 Feb
           French conversation             |       + both say "read"               |     KHAN, Imran
           head, since Mon 5 Jan           |       + same postcode area ML1        |       lift to mosque on Fridays
         WRIGHT, Colin                     |       + both said yes to be introduc~ |       since Thu 12 Feb
           bike and small repairs          |     OKONKWO, Ada                      |     OKAFOR, Nneka
           hand, since Fri 2 Jan           |       cooking, baking                 |       a desk lamp and a chair
         REID, Isobel                      |       can help COOPER, Alan: learn to |       since Mon 2 Feb
           cheap family cooking            |       cook for one                    |     NASH, Harold
           hand, since Wed 31 Dec          |       + same interest: cooking        |       somebody to sing with
         NÍ BHRIAIN, Siobhán               |       + both say "cook"               |       since Mon 2 Feb
           a listening ear after a loss    |       + both said yes to be introduc~ |     AP RHYS, Ceri
           heart, since Fri 19 Dec         |     LANE, Ruby                        |       somebody to play cards with
         WALKER, Stan                      |       cheap family cooking            |       since Wed 14 Jan
           chess, board games              |       can help COOPER, Alan: learn to |     SHAW, Audrey
           heart, since Thu 11 Dec         |       cook for one                    |       somebody to ask when it locks me
         LAMB, Peter                       |       + same interest: cooking        |       out
           stories of old Millbrook        |       + both say "cook"               |       since Tue 6 Jan
           head, since Tue 9 Dec           |       + both said yes to be introduc~ |     AHMED, Yusuf
         LEWIS, Patricia                   |     DALE, Frank                       |       a walking companion on weekdays
           reading aloud                   |       reading meters and bills        |       since Mon 5 Jan
    ------------------------------------------------------------------------------------------------------------------------
     Pairs, 1 of 46: Harpreet SINGH could help Imran KHAN with allotment veg, lifts on Fridays.
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
           Millbrook Talking Rooms: contributor
           Growing Club, Quarry Hill Community Rooms: recipient
         WALKER, Stan
           The Bobbin Chess Corner: leader
           Sewing Bee: contributor
           Happy to Chat Bench: recipient

     CONNECTOR (14)
         BRONTË-HALL, Zoë
           Local History Table, St Anne's Hall: connector
           Men's Shed, Quarry Hill Community Rooms: participant
         COLE, Vera
           Talking Newspaper, Marsh Lane Sports Hall: connector
           Dial-a-Ride: participant
    --------------------------------------------------------------------------------
     On the way, 1 of 60: Gwen ROBERTS, leader.
     Enter open  a add  s suggest  x put away  Space more  ? help  q quit
    ");
}
