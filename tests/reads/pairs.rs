//! Offers are never laid beside wishes where consent or safety forbids, whatever comes together.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::id::PersonId;
use kith::domain::vocabulary::RISK_CATEGORY;
use kith::store::page::Span;
use proptest::prelude::*;

use super::Case;

/// What stands on one side of a pair.
#[derive(Clone, Debug)]
struct Side {
    introduce: &'static str,
    risk: Option<(usize, &'static str, bool, bool, bool)>,
    restricted: bool,
    /// What they said of taking part in exchanges, one after the other.
    exchanges: Vec<&'static str>,
}

fn side() -> impl Strategy<Value = Side> {
    let risk = (
        0..RISK_CATEGORY.terms.len(),
        prop::sample::select(vec!["", "2 mar 2026", "3 mar 2026"]),
        any::<bool>(),
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.2),
    );
    let introduce = prop::sample::select(vec!["yes", "", "no"]);
    let answers = prop::sample::select(vec!["yes", "no", "withdrawn", "not_asked"]);
    let exchanges = prop::collection::vec(answers, 0..3);
    (introduce, prop::option::of(risk), prop::bool::weighted(0.15), exchanges)
        .prop_map(|(introduce, risk, restricted, exchanges)| Side { introduce, risk, restricted, exchanges })
}

impl Side {
    fn person(&self, case: &mut Case, given: &str) -> PersonId {
        let more: &[(&str, &str)] = if self.restricted { &[("restricted", "yes")] } else { &[] };
        let person = case.person_with(given, "Test", more);
        for (answer, day) in self.exchanges.iter().zip(["1 feb 2026", "2 feb 2026"]) {
            let said = [("purpose", "exchanges"), ("answer", answer), ("answered_on", day)];
            case.of(person, Entity::Consent, &said);
        }
        if let Some((category, until, lone, hidden, put_away)) = self.risk {
            let flag = |on: bool| if on { "yes" } else { "" };
            let code = RISK_CATEGORY.terms[category].code;
            let fields = [
                ("category", code),
                ("what", "a word of it"),
                ("from_on", "1 jan 2026"),
                ("until_on", until),
                ("lone_working", flag(lone)),
                ("restricted", flag(hidden)),
            ];
            let id = case.of(person, Entity::Risk, &fields);
            if put_away {
                case.put_away(Entity::Risk, id);
            }
        }
        person
    }

    /// Whether they may be brought together with a stranger: the rule in words, apart from the statement of the store.
    fn may_meet(&self) -> bool {
        let kept_apart = self.risk.is_some_and(|(category, until, lone, hidden, put_away)| {
            let holds = !put_away && until != "2 mar 2026";
            let code = RISK_CATEGORY.terms[category].code;
            holds
                && (["harm_from_others", "harm_to_others", "safeguarding"].contains(&code) || lone || hidden)
        });
        // The last thing that was said counts; not having been asked says nothing.
        let last = self.exchanges.iter().rfind(|answer| **answer != "not_asked");
        let takes_part = last.is_none_or(|answer| *answer == "yes");
        self.introduce != "no" && !self.restricted && !kept_apart && takes_part
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_pair_is_suggested_exactly_where_neither_consent_nor_safety_forbids(giver in side(), asker in side()) {
        let mut case = Case::new();
        let (ada, ben) = (giver.person(&mut case, "Ada"), asker.person(&mut case, "Ben"));
        let offer = case.of(ada, Entity::Offer, &[("what", "chess lessons"), ("introduce", giver.introduce)]);
        let wish = case.of(ben, Entity::Ask, &[("what", "learn chess"), ("introduce", asker.introduce)]);
        let may = giver.may_meet() && asker.may_meet();
        let pairs = case.store.suggested_pairs(9, Span::first(9)).unwrap();
        prop_assert_eq!(pairs.total, usize::from(may));
        prop_assert_eq!(case.store.pairs_of(ben, 9).unwrap().len(), usize::from(may));
        for pair in pairs.rows {
            prop_assert!(!pair.reasons.iter().any(|reason| reason.text.contains("risk") || reason.text.contains("safe")));
        }
        // And nothing else brings them together either; a pair that came about before is not shown any more.
        let (offer, wish) = (offer.to_string(), wish.to_string());
        let pair = Case::entry(Entity::Pair, &[("offer_id", &offer), ("ask_id", &wish), ("state", "asking")]);
        let kept = case.store.apply(&Change::Add(pair));
        prop_assert_eq!(kept.is_ok(), may);
        if let Err(refused) = kept {
            let said = refused.to_string();
            prop_assert!(!["risk", "safe", "restrict", "consent"].iter().any(|word| said.contains(word)), "{}", said);
        } else {
            let risk = [("category", "safeguarding"), ("what", "a word of it"), ("from_on", "today")];
            prop_assert_eq!(case.store.pairs_begun(false, Span::first(9)).unwrap().total, 1);
            case.of(ben, Entity::Risk, &risk);
            prop_assert_eq!(case.store.pairs_begun(false, Span::first(9)).unwrap().total, 0);
        }
    }
}
