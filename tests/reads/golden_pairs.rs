//! Offers and wishes that a link worker would bring together, and some that she would not; written before they were run.

use kith::domain::entity::Entity;
use kith::domain::id::PersonId;
use kith::store::give::PairAsk;
use kith::store::page::Span;

use super::Case;

/// Makes the two people of a row, with what stands between them; gives whoever wishes.
fn two(case: &mut Case, row: &csv::StringRecord) -> PersonId {
    let [offer, offer_interests, wish, wish_interests, between] = [0, 1, 2, 3, 4].map(|at| &row[at]);
    let restricted: &[(&str, &str)] = if between == "restricted" {
        &[("restricted", "yes"), ("restricted_reason", "asked for it")]
    } else {
        &[]
    };
    let giver = case.person_with("Ada", "Giver", restricted);
    let taker = if between == "the same person" { giver } else { case.person("Ben", "Taker") };
    let introduce = if between == "no to introduction" { "no" } else { "yes" };
    let offer_fields = [("what", offer), ("interests", offer_interests), ("introduce", introduce)];
    case.of(giver, Entity::Offer, &offer_fields);
    case.of(taker, Entity::Ask, &[("what", wish), ("interests", wish_interests), ("introduce", "yes")]);
    if between == "safety mark" {
        let fields = [("category", "harm_to_others"), ("what", "see the plan"), ("from_on", "1 jan 2026")];
        case.of(taker, Entity::Risk, &fields);
    }
    if between == "no to exchanges" {
        let said = |answer: &'static str, on: &'static str| {
            [("purpose", "exchanges"), ("answer", answer), ("answered_on", on)]
        };
        case.of(giver, Entity::Consent, &said("yes", "1 jan 2026"));
        case.of(giver, Entity::Consent, &said("withdrawn", "2 feb 2026"));
    }
    taker
}

#[test]
fn thirty_pairs_are_met_and_ten_are_not() {
    let path = format!("{}/tests/fixtures/golden/pairs.csv", env!("CARGO_MANIFEST_DIR"));
    let mut rows = csv::Reader::from_path(path).unwrap();
    let (mut wrong, mut met, mut unmet) = (Vec::new(), 0, 0);
    for row in rows.records() {
        let row = row.unwrap();
        let mut case = Case::new();
        let taker = two(&mut case, &row);
        let ask = PairAsk { of: Some(taker), ..PairAsk::default() };
        let found = case.store.pairs(ask, 9, Span::first(9)).unwrap();
        for pair in &found.rows {
            let sum: i64 = pair.reasons.iter().map(|reason| reason.points).sum();
            assert_eq!(pair.score, sum, "the points of the reasons add up to the score: {row:?}");
        }
        let fits = &row[5] == "yes";
        *(if fits { &mut met } else { &mut unmet }) += 1;
        if (found.total == 1) != fits {
            wrong.push(format!("{} / {}: {}", &row[0], &row[2], &row[6]));
        }
    }
    assert_eq!((met, unmet), (30, 10));
    assert!(wrong.is_empty(), "{wrong:#?}");
}
