//! Give and take: offers, wishes, what was given, who stands on which rung, and who was never asked.

use kith::domain::entity::Entity;
use kith::domain::journey::Rung;
use kith::store::page::Span;

use super::Case;

#[test]
fn open_offers_and_wishes_come_newest_first_and_by_words() {
    let mut case = Case::new();
    let (ada, alan) = (case.person("Ada", "Okonkwo"), case.person("Alan", "Cooper"));
    let club = case.asset("Café Gärtner", &[]).0.to_string();
    case.of(
        ada,
        Entity::Offer,
        &[("what", "cooking, baking"), ("offered_on", "13 feb"), ("introduce", "yes")],
    );
    case.add(Entity::Offer, &[("asset_id", &club), ("what", "a warm room"), ("offered_on", "20 feb")]);
    case.of(ada, Entity::Offer, &[("what", "taken back"), ("state", "withdrawn")]);
    let gone = case.of(ada, Entity::Offer, &[("what", "put away")]);
    case.put_away(Entity::Offer, gone);
    case.of(alan, Entity::Ask, &[("what", "learn to cook for one"), ("asked_on", "1 mar")]);

    let offers = case.store.offers(Span::first(9), "").unwrap();
    let shown: Vec<(String, &str, Option<bool>)> =
        offers.rows.iter().map(|row| (row.who.listed(), row.what.as_str(), row.introduce)).collect();
    assert_eq!(
        shown,
        [
            ("Café Gärtner".to_owned(), "a warm room", None),
            ("OKONKWO, Ada".to_owned(), "cooking, baking", Some(true))
        ]
    );
    assert_eq!(offers.total, 2);
    assert_eq!(case.store.offers(Span { from: 1, most: 1 }, "").unwrap().rows[0].what, "cooking, baking");
    for (typed, n) in [("bak", 1), ("okonkwo", 1), ("gartner warm", 1), ("chess", 0), ("", 2)] {
        assert_eq!(case.store.offers(Span::first(9), typed).unwrap().total, n, "{typed}");
    }
    let asks = case.store.asks(Span::first(9), "cook").unwrap();
    assert_eq!((asks.rows[0].who.spoken(), asks.total), ("Alan COOPER".to_owned(), 1));
    assert_eq!(asks.rows[0].since.to_string(), "2026-03-01");
}

#[test]
fn what_was_given_comes_newest_first_of_everyone_or_of_one_on_either_side() {
    let mut case = Case::new();
    let (ada, joan, ewan) =
        (case.person("Ada", "O"), case.person("Joan", "Taylor"), case.person("Ewan", "M"));
    case.gave(ada, joan, "a lift", "1 feb");
    case.gave(joan, ewan, "a shelf", "20 feb");
    case.gave(ewan, joan, "soup", "10 feb");
    let gone = case.gave(ada, ewan, "by mistake", "2 mar");
    case.put_away(Entity::Exchange, gone);
    let all = case.store.exchanges(Span::first(9), None).unwrap();
    assert_eq!(
        all.rows.iter().map(|row| row.what.as_str()).collect::<Vec<_>>(),
        ["a shelf", "soup", "a lift"]
    );
    assert_eq!(all.total, 3);
    let of_ada = case.store.exchanges(Span::first(9), Some(ada)).unwrap();
    assert_eq!((of_ada.total, of_ada.rows[0].receiver.spoken()), (1, "Joan TAYLOR".to_owned()));
    let of_joan = case.store.exchanges(Span { from: 1, most: 1 }, Some(joan)).unwrap();
    assert_eq!((of_joan.total, of_joan.rows[0].what.as_str()), (3, "soup"));
    assert_eq!(case.store.gave_and_received(joan).unwrap(), (1, 2));
}

#[test]
fn rungs_are_counted_paged_from_the_highest_and_told_group_by_group() {
    let mut case = Case::new();
    let (club, choir) = (case.asset("Club", &[]), case.asset("Choir", &[]));
    let (ada, ewan, joan) = (case.person("Ada", "A"), case.person("Ewan", "B"), case.person("Joan", "C"));
    let gone = case.person("Gone", "D");
    case.connect(ada, club, "attending", &[]);
    case.connect(ada, choir, "made", &[]);
    case.gave(ewan, ada, "soup", "1 feb");
    case.put_away(Entity::Person, gone.0);
    let counts = case.store.rung_counts().unwrap();
    let of = |rung| counts.iter().find(|(each, _)| *each == rung).unwrap().1;
    assert_eq!((of(Rung::Newcomer), of(Rung::Participant), of(Rung::Contributor)), (1, 1, 1));
    let all = case.store.on_rung(None, Span::first(9)).unwrap();
    let people: Vec<_> = all.rows.iter().map(|row| (row.person, row.rung)).collect();
    assert_eq!(people, [(ewan, Rung::Contributor), (ada, Rung::Participant), (joan, Rung::Newcomer)]);
    assert_eq!(
        all.rows[1].groups,
        [("Club".to_owned(), Rung::Participant), ("Choir".to_owned(), Rung::Recipient)]
    );
    for (from, (person, _)) in people.iter().enumerate() {
        let one = case.store.on_rung(None, Span { from, most: 1 }).unwrap();
        assert_eq!((one.rows.len(), one.rows[0].person, one.total), (1, *person, 3));
    }
    let one = case.store.on_rung(Some(Rung::Participant), Span::first(9)).unwrap();
    assert_eq!((one.total, one.rows[0].person), (1, ada));
    let of_club = case.store.rung_counts_of(club).unwrap();
    assert_eq!(of_club.iter().map(|(_, n)| n).sum::<usize>(), 1);
}

#[test]
fn whoever_is_in_our_work_and_was_never_asked_is_listed() {
    let mut case = Case::new();
    let (ada, ewan, joan) = (case.person("Ada", "A"), case.person("Ewan", "B"), case.person("Joan", "C"));
    case.refer(ada, "1 mar", &[]);
    case.refer(ewan, "1 mar", &[]);
    case.of(ewan, Entity::Asked, &[("answer", "not_now")]);
    let page = case.store.not_yet_asked(Span::first(9)).unwrap();
    assert_eq!(page.rows.iter().map(|row| row.person).collect::<Vec<_>>(), [ada]);
    assert_eq!(page.total, 1);
    let _ = joan;
}

#[test]
fn pairs_fit_have_reasons_and_never_join_somebody_with_themselves() {
    let mut case = Case::new();
    let (dilys, sian) = (case.person("Dilys", "Hughes"), case.person("Siân", "Jones"));
    let welsh = [("interests", "language"), ("introduce", "yes")];
    let with = |what: &'static str| -> Vec<(&'static str, &'static str)> {
        std::iter::once(("what", what)).chain(welsh).collect()
    };
    case.of(dilys, Entity::Offer, &with("Welsh conversation"));
    case.of(dilys, Entity::Ask, &with("Welsh books"));
    case.of(sian, Entity::Ask, &with("someone to speak Welsh with"));
    case.of(sian, Entity::Ask, &[("what", "a shelf put up")]);
    let pairs = case.store.suggested_pairs(9, Span::first(9)).unwrap().rows;
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].offer.who.person, pairs[0].ask.who.person), (Some(dilys), Some(sian)));
    let reasons: Vec<&str> = pairs[0].reasons.iter().map(|reason| reason.text.as_str()).collect();
    assert_eq!(reasons, ["same interest: language", "both say \"welsh\"", "both said yes to be introduced"]);
    case.of(sian, Entity::Offer, &with("Welsh songs"));
    let pairs = case.store.suggested_pairs(9, Span::first(9)).unwrap().rows;
    assert_eq!(pairs.len(), 2, "and the other way round");
    assert_eq!(case.store.suggested_pairs(1, Span::first(9)).unwrap().rows.len(), 1);
    assert!(pairs.iter().all(|pair| pair.offer.who.person != pair.ask.who.person));
}
