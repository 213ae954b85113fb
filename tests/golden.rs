//! Searches and matches with the answer that a link worker would give, written before any of them was run; and what must be
//! so of every search.

use std::path::PathBuf;

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::domain::change::Change;
use kith::domain::check::check;
use kith::domain::entity::Entity;
use kith::domain::entry::Draft;
use kith::domain::facets::Facets;
use kith::domain::id::PersonId;
use kith::domain::matching;
use kith::import::bytes::Input;
use kith::import::kind::Kind;
use kith::import::{Request, run};
use kith::sample::{self, Plan};
use kith::store::find::{AssetAsk, AssetHit};
use kith::store::page::Span;
use kith::store::{Actor, Store, Via};
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

fn memory() -> Store {
    let clock = Clock::at(today().and_hms_opt(9, 14, 0).unwrap());
    let mut store = Store::memory(Actor::new("jo", Via::Command), clock).unwrap();
    store.seed(7);
    store
}

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The real directories: libraries, clinics, pharmacies, food banks.
fn directories() -> Store {
    let mut store = memory();
    for file in ["golden/places.csv", "foodbanks.csv"] {
        let request = Request::new(Kind::Assets, Input::Path(fixture(file)));
        let outcome = run::run(&mut store, &request, &mut |_| true).unwrap();
        assert!(outcome.added > 30, "{file}: {}", outcome.added);
    }
    store
}

/// The sample's town.
fn town() -> Store {
    let mut store = memory();
    sample::fill(&mut store, &Plan::new(today())).unwrap();
    store
}

fn hits(store: &Store, ask: &AssetAsk, most: usize) -> Vec<AssetHit> {
    store.find_assets(ask, Span::first(most)).unwrap().page.rows
}

fn words(text: &str) -> AssetAsk {
    AssetAsk { text: text.to_owned(), ..AssetAsk::default() }
}

#[test]
fn forty_searches_find_what_was_meant() {
    let store = directories();
    let mut queries = csv::Reader::from_path(fixture("golden/queries.csv")).unwrap();
    let (mut first, mut in_five, mut misses) = (0, 0, Vec::new());
    for row in queries.records().map(Result::unwrap) {
        let (query, expected) = (&row[0], &row[1]);
        let found = hits(&store, &words(query), 200);
        let rank = found.iter().position(|hit| hit.name == expected).map(|at| at + 1);
        first += usize::from(rank == Some(1));
        in_five += usize::from(rank.is_some_and(|rank| rank <= 5));
        if rank != Some(1) {
            let instead = found.first().map_or("nothing", |hit| hit.name.as_str());
            misses.push(format!("{query}: rank {rank:?}, first is {instead}"));
        }
    }
    insta::assert_snapshot!(misses.join("\n"), @"");
    assert!(first >= 36 && in_five == 40, "{first} first, {in_five} in the first five");
}

#[derive(serde::Deserialize)]
struct People {
    person: Vec<Someone>,
}

#[derive(serde::Deserialize)]
struct Someone {
    who: String,
    needs: String,
    interests: String,
    language: Option<String>,
    access_needs: Option<String>,
    offers: Option<String>,
    three: Vec<String>,
}

fn add(store: &mut Store, entity: Entity, fields: &[(&str, &str)]) -> i64 {
    let mut draft = Draft::with_defaults(entity);
    for (field, text) in fields.iter().filter(|(_, text)| !text.is_empty()) {
        assert!(draft.set(field, *text), "{field}");
    }
    let entry = check(&draft, today().and_hms_opt(9, 14, 0).unwrap()).unwrap();
    store.apply(&Change::Add(entry)).unwrap().id_of(entity).unwrap()
}

#[test]
fn twenty_people_are_met_by_the_three_assets_that_a_link_worker_would_name() {
    let mut store = town();
    let text = std::fs::read_to_string(fixture("golden/people.toml")).unwrap();
    let people: People = toml::from_str(&text).unwrap();
    assert_eq!(people.person.len(), 20);
    let mut missed = Vec::new();
    for one in &people.person {
        let id = add(
            &mut store,
            Entity::Person,
            &[
                ("given", "Golden"),
                ("needs", &one.needs),
                ("interests", &one.interests),
                ("language", one.language.as_deref().unwrap_or_default()),
                ("access_needs", one.access_needs.as_deref().unwrap_or_default()),
                ("postcode", "ML1 4QT"),
            ],
        );
        if let Some(offers) = &one.offers {
            let person = id.to_string();
            add(
                &mut store,
                Entity::Offer,
                &[("person_id", &person), ("what", offers), ("gift_kind", "hand")],
            );
        }
        let ask = AssetAsk { for_person: Some(PersonId(id)), all: true, ..AssetAsk::default() };
        let found = hits(&store, &ask, 120);
        for wanted in &one.three {
            let is = |hit: &AssetHit| hit.name == *wanted || hit.name.starts_with(&format!("{wanted}, "));
            let rank = found.iter().position(is).map(|at| at + 1);
            if rank.is_none_or(|rank| rank > 10) {
                missed.push(format!("{}: {wanted} at {rank:?}", one.who));
            }
        }
        for hit in &found {
            let points: i64 = hit.reasons.iter().map(|reason| reason.points).sum();
            assert_eq!(points, hit.score, "every point has its reason: {}", hit.name);
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

fn in_order(found: &[AssetHit]) {
    for pair in found.windows(2) {
        let key = |hit: &AssetHit| (-hit.score, matching::standing(&hit.kind), hit.name.clone(), hit.asset.0);
        assert!(key(&pair[0]) < key(&pair[1]), "{} before {}", pair[0].name, pair[1].name);
    }
}

fn facet() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        Just("need=loneliness"),
        Just("need=food"),
        Just("interest=cooking"),
        Just("day=tue"),
        Just("day=mon,wed,fri"),
        Just("part=morning"),
        Just("part=evening"),
        Just("cost=free"),
        Just("cost=3"),
        Just("within=1"),
        Just("within=5"),
        Just("kind=association"),
        Just("sector=resident_led"),
        Just("attend=drop_in"),
        Just("meets=yes"),
        Just("fresh=yes"),
        Just("age=30"),
        Just("language=punjabi"),
        Just("access=lift"),
    ];
    proptest::collection::vec(one, 0..4).prop_map(|facets| facets.join(" "))
}

#[test]
fn a_facet_never_adds_a_result_and_order_is_total_and_stable() {
    let store = town();
    let texts = ["", "lunch", "club", "library", "st", "co"];
    let strategy = (0..texts.len(), facet(), facet(), proptest::bool::ANY);
    proptest!(ProptestConfig::with_cases(60), |((text, one, more, person) in strategy)| {
        let facets = |words: &str| Facets::read(&format!("near=ML1 {words}")).unwrap();
        let ask = |words: &str| AssetAsk {
            text: texts[text].to_owned(),
            for_person: person.then_some(PersonId(52)),
            facets: facets(words),
            all: true,
        };
        let few = hits(&store, &ask(&format!("{one} {more}")), 500);
        let many = hits(&store, &ask(&one), 500);
        // Of two distances or prices the later holds, and of two days or kinds one is enough: those are not compared.
        let names = |words: &str| words.split(' ').filter_map(|part| part.split('=').next().map(str::to_owned)).collect::<Vec<_>>();
        let both = ["need", "interest", "gift", "attend", "access", "language"];
        if !names(&one).iter().any(|name| !name.is_empty() && !both.contains(&name.as_str()) && names(&more).contains(name)) {
            for hit in &few {
                prop_assert!(many.iter().any(|other| other.asset == hit.asset), "{} came by {more}", hit.name);
            }
        }
        if !texts[text].is_empty() || person {
            in_order(&few);
        }
        prop_assert_eq!(&few, &hits(&store, &ask(&format!("{one} {more}")), 500));
        let paged: Vec<AssetHit> = (0..few.len()).step_by(7).flat_map(|from| {
            store.find_assets(&ask(&format!("{one} {more}")), Span { from, most: 7 }).unwrap().page.rows
        }).collect();
        prop_assert_eq!(&few, &paged);
    });
}

#[test]
fn a_slip_still_finds_and_forgiving_it_never_hides_an_exact_hit() {
    let store = directories();
    let everything = hits(&store, &AssetAsk { all: true, ..AssetAsk::default() }, 5_000);
    let names: Vec<String> = everything.iter().map(|hit| hit.name.clone()).collect();
    proptest!(ProptestConfig::with_cases(150), |(at in 0..names.len(), slip in 0_usize..4, place in 0_usize..30)| {
        let name = kith::domain::fold::fold(&names[at]);
        let Some(word) = name.split(' ').filter(|word| word.len() >= 6 && *word != "library").max_by_key(|word| word.len()) else {
            return Ok(());
        };
        let exact = hits(&store, &words(word), 500);
        prop_assert!(exact.iter().any(|hit| hit.name == names[at]), "{word} finds {}", names[at]);
        // Whole words come before what only begins so or is near.
        let whole = |hit: &AssetHit| kith::domain::fold::words(&hit.name).iter().any(|kept| kept == word);
        let last_whole = exact.iter().rposition(whole).unwrap_or(0);
        let first_other = exact.iter().position(|hit| !whole(hit)).unwrap_or(exact.len());
        prop_assert!(last_whole < first_other || exact.len() == last_whole + 1 || first_other > 0);
        let mut letters: Vec<char> = word.chars().collect();
        let place = 1 + place % (letters.len() - 2);
        match slip {
            0 => { letters.remove(place); }
            1 => letters.insert(place, letters[place]),
            2 => letters.swap(place, place + 1),
            _ => letters[place] = if letters[place] == 'e' { 'a' } else { 'e' },
        }
        let typed: String = letters.iter().collect();
        // A slip may make another word that stands in many names: then those are meant.
        let result = store.find_assets(&words(&typed), Span::first(5_000)).unwrap();
        // Or a word that is near one of hundreds of names: then the search says that there are more, and typing on finds it.
        if result.more {
            return Ok(());
        }
        let near = result.page.rows;
        let begins = |hit: &&AssetHit| {
            let values = store.needed(Entity::Asset, hit.asset.0).unwrap().values;
            let texts = ["name", "place", "address", "description"].map(|field| values.text(field).to_owned());
            texts.iter().flat_map(|text| kith::domain::fold::words(text)).any(|kept| kept.starts_with(&typed))
        };
        if near.iter().filter(begins).count() >= 5 {
            return Ok(());
        }
        prop_assert!(near.iter().any(|hit| hit.name == names[at]), "{typed} finds {}", names[at]);
    });
}
