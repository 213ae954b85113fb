//! What speaks for and against an asset, each reason with its points.

use super::fit::*;
use super::*;
use crate::domain::sieve::codes;
use crate::domain::vocabulary::{ASSET_KIND, ASSET_STATUS, CAPACITY, GIFT_KIND, INTEREST, NEED};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-03-03")
}

fn words() -> &'static [u8] {
    static WORDS: std::sync::LazyLock<Vec<u8>> =
        std::sync::LazyLock::new(|| stems::of("tuesday lunch club baking and company"));
    &WORDS
}

fn thing() -> Thing<'static> {
    Thing {
        name: "Tuesday Lunch Club",
        facts: Facts {
            codes: codes(&NEED, "loneliness food")
                | codes(&INTEREST, "cooking gardening")
                | codes(&GIFT_KIND, "hand")
                | codes(&ASSET_STATUS, "active")
                | codes(&CAPACITY, "unknown"),
            week: Week::of(1, 1),
            pence: Some(300),
            ages: (Some(50), None),
            meets: true,
            checked_on: Some(day("2026-02-20")),
            ..Facts::default()
        },
        stems: words(),
        asset: 1,
        cost: "3 pounds",
        access: "level access",
        languages: "english urdu",
        do_not_list: false,
        postcode: "S6 3BS",
        recheck_days: 90,
    }
}

/// The same asset of which other things are so.
fn but(change: impl FnOnce(&mut Facts)) -> Thing<'static> {
    let mut thing = thing();
    change(&mut thing.facts);
    thing
}

fn texts(fit: &Fit) -> Vec<String> {
    fit.reasons.iter().map(|reason| format!("{} {}", reason.mark(), reason.text)).collect()
}

#[test]
fn every_point_has_its_reason() {
    let wants = Wants {
        needs: vec!["loneliness".into(), "pain".into()],
        interests: vec![("gardening".into(), "interests"), ("gardening".into(), "offers")],
        words: vec![("bake".into(), Whence::Offers), ("chess".into(), Whence::Offers)],
        postcode: "S6 1AA".into(),
        ..Wants::default()
    };
    let fit = fit(&wants, &thing(), today());
    assert_eq!(fit.met, 3);
    assert_eq!(
        texts(&fit),
        [
            "+ matches \"gardening\" (interests)",
            "+ helps with \"loneliness\"",
            "+ matches \"bake\" (offers)",
            "+ same postcode area S6",
            "+ somebody there meets newcomers",
            ". Checked 11 days ago (Fri 20 Feb 2026)"
        ]
    );
}

#[test]
fn what_is_practical_speaks_for_and_against() {
    let at = |lat, lon| Some(super::super::place::Point { lat, lon });
    let wants = Wants {
        gifts: vec![("hand".into(), "baking".into())],
        spot: at(53_381_000, -1_464_000).map(|at| Spot { at, exact: true }),
        travel: Some(2),
        week: Week::day(1),
        cost_limit: Some(500),
        language: "urdu".into(),
        interpreter: true,
        access: access::needed("uses a wheelchair"),
        age: Some(72),
        ..Wants::default()
    };
    let near = but(|facts| (facts.at, facts.exact) = (at(53_384_000, -1_464_000), true));
    assert_eq!(
        texts(&fit(&wants, &near, today()))[..6],
        [
            "+ welcomes what they can give: baking",
            "+ 0.2 miles, about 5 minutes on foot",
            "+ on Tue, when they are free",
            "+ speaks Urdu",
            "+ access: step-free",
            ". Checked 11 days ago (Fri 20 Feb 2026)"
        ]
    );
    let other = Thing {
        cost: "8 pounds",
        access: "up the stairs",
        languages: "english",
        ..but(|facts| {
            (facts.at, facts.exact) = (at(53_581_000, -1_464_000), true);
            facts.week = Week::day(4);
            facts.pence = Some(800);
            facts.ages = (None, Some(25));
            facts.codes &= !codes(&GIFT_KIND, "hand");
        })
    };
    assert_eq!(
        texts(&fit(&wants, &other, today()))[..6],
        [
            "- 14 miles; they can travel 2",
            "- On Fri: not when they are free",
            "- Does not name Urdu",
            "- Access: not step-free",
            "- Costs 8 pounds; they can pay 5 pounds",
            "- For 25 and under"
        ]
    );
}

#[test]
fn what_was_tried_is_said_and_the_points_of_the_reasons_are_the_score() {
    let tried = |goes_on, words: &str| Wants {
        needs: vec!["loneliness".into()],
        tried: vec![Tried { asset: 1, goes_on, words: words.into() }],
        ..Wants::default()
    };
    let stopped = fit(&tried(false, "stopped (cost)"), &thing(), today());
    assert!(texts(&stopped).contains(&"- Tried before: stopped (cost)".to_owned()));
    let goes = fit(&tried(true, "attending"), &thing(), today());
    assert!(goes.score < stopped.score);
    for fit in [stopped, goes] {
        assert_eq!(fit.reasons.iter().map(|reason| reason.points).sum::<i64>(), fit.score);
    }
}

#[test]
fn a_full_an_unchecked_and_a_closed_asset_carry_a_warning() {
    let old = but(|facts| {
        facts.codes = codes(&CAPACITY, "full");
        facts.checked_on = Some(day("2025-10-03"));
    });
    let found = fit(&Wants::default(), &old, today());
    assert_eq!(texts(&found), ["- Full", "- Ring first: checked 5 months ago (Fri 3 Oct 2025)"]);
    let sooner = Thing { recheck_days: 10, ..thing() };
    assert_eq!(texts(&condition(&sooner, today())), ["- Ring first: checked 11 days ago (Fri 20 Feb 2026)"]);
    let never = but(|facts| {
        facts.codes = codes(&ASSET_STATUS, "temporarily_closed");
        facts.checked_on = None;
    });
    let found = fit(&Wants::default(), &never, today());
    assert_eq!(texts(&found), ["- Closed for a time", "- Ring first: never checked"]);
    assert!(stale(Some(day("2025-08-01")), today(), 180) && !stale(None, today(), 180));
}

#[test]
fn a_group_never_scores_less_than_a_service_that_fits_alike() {
    let wants = Wants { needs: vec!["loneliness".into()], ..Wants::default() };
    let service = but(|facts| facts.codes |= codes(&ASSET_KIND, "institution"));
    assert_eq!(fit(&wants, &thing(), today()).score, fit(&wants, &service, today()).score);
    assert!(standing("association") < standing("institution"));
    assert!(standing("individual_resident") < standing("economic_exchange"));
}

#[test]
fn how_long_ago_always_has_its_date() {
    for (on, said) in [
        ("2026-03-03", "today"),
        ("2026-03-02", "yesterday (Mon 2 Mar 2026)"),
        ("2026-02-10", "3 weeks ago (Tue 10 Feb 2026)"),
        ("2025-10-03", "5 months ago (Fri 3 Oct 2025)"),
        ("2023-03-01", "3 years ago (Wed 1 Mar 2023)"),
    ] {
        assert_eq!(ago(day(on), today()), said);
    }
}
