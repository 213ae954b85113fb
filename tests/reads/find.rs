//! Finding anyone and anything: however it is typed, and never at the cost of what was typed exactly.

use kith::clock::Clock;
use kith::domain::entity::Entity;
use kith::domain::entry::Values;
use kith::domain::facets::Facets;
use kith::domain::id::PersonId;
use kith::domain::{ages, cost, fold, timetable};
use kith::sample::Plan;
use kith::store::find::{AssetAsk, AssetResult, PersonHit};
use kith::store::page::Span;
use kith::store::{Actor, Store, Via};
use proptest::prelude::*;

use super::{Case, today};

/// People whose names are hard to find.
fn people() -> Case {
    let mut case = Case::new();
    case.person("Siân", "Jones");
    case.person("Ewan", "MacDonald");
    case.person_with(
        "Ada",
        "Okonkwo",
        &[
            ("nhs_number", "999 000 1235"),
            ("phone", "0114 496 0123"),
            ("mobile", "07700 900456"),
            ("postcode", "S6 3BS"),
            ("date_of_birth", "14 7 1945"),
        ],
    );
    case.person("Thi Lan", "NGUYỄN");
    case.person_with("Elizabeth", "Taylor", &[("preferred", "Bet")]);
    case.person("", "Suharto");
    case.person("Niamh", "O'Brien");
    case
}

fn names(hits: &[PersonHit]) -> Vec<&str> {
    hits.iter()
        .map(|hit| if hit.given.is_empty() { hit.family.as_str() } else { hit.given.as_str() })
        .collect()
}

#[test]
fn anyone_is_found_however_they_are_typed() {
    let case = people();
    for (typed, given) in [
        ("sian", "Siân"),
        ("SIÂN j", "Siân"),
        ("ewan mac", "Ewan"),
        ("mac ewan", "Ewan"),
        ("okonkow", "Ada"),
        ("okokn", "Ada"),
        ("oknokwo ada", "Ada"),
        ("nguyen", "Thi Lan"),
        ("nguyen lan", "Thi Lan"),
        ("bet", "Elizabeth"),
        ("bet taylor", "Elizabeth"),
        ("suharto", "Suharto"),
        ("obrien", "Niamh"),
        ("o\u{2019}brien", "Niamh"),
        ("siaan", "Siân"),
        ("999 000 1235", "Ada"),
        ("9990001235", "Ada"),
        ("999 000", "Ada"),
        ("0114 496", "Ada"),
        ("+44 114 496 0123", "Ada"),
        ("496 0123", "Ada"),
        ("496 01", "Ada"),
        ("0123", "Ada"),
        ("900456", "Ada"),
        ("s63bs", "Ada"),
        ("S6 3BS", "Ada"),
        ("s6 3", "Ada"),
        ("okonkwo s6 3bs", "Ada"),
        ("14/7/1945", "Ada"),
        ("14 Jul 1945", "Ada"),
        ("ada 14 7 1945", "Ada"),
    ] {
        let hits = case.store.find_people(typed, 10).unwrap();
        assert_eq!(names(&hits), [given], "{typed}");
    }
    for typed in ["", "  !?", "zzzz", "\"", "ada jones", "names:ada"] {
        assert!(case.store.find_people(typed, 10).unwrap().is_empty(), "{typed}");
    }
}

#[test]
fn a_hit_says_why_it_was_met() {
    let case = people();
    let why = |typed: &str| case.store.find_people(typed, 1).unwrap().remove(0).why;
    assert_eq!(why("ada"), "name");
    assert_eq!(why("bet"), "likes to be called Bet");
    assert_eq!(why("999 000 1235"), "NHS number");
    assert_eq!(why("496 0123"), "phone number");
    assert_eq!(why("s6 3bs"), "postcode");
    assert_eq!(why("14/7/1945"), "date of birth");
    assert_eq!(why("okonkow"), "a name spelt nearly so");
    assert_eq!(why("ada s6 3bs"), "name, postcode");
}

#[test]
fn whole_names_come_first_then_beginnings_then_slips_and_those_put_away_last() {
    let mut case = Case::new();
    let begins = case.person("Annabel", "Smithson");
    let put_away = case.person("Anna", "Smith");
    let slip = case.person("Anna", "Smyth");
    let whole = case.person("Anna", "Smith");
    case.put_away(Entity::Person, put_away.0);
    let found = |case: &Case, typed: &str| -> Vec<PersonId> {
        case.store.find_people(typed, 10).unwrap().iter().map(|hit| hit.person).collect()
    };
    assert_eq!(found(&case, "anna smith"), [whole, put_away, begins, slip]);
    assert_eq!(found(&case, "smith anna"), [whole, put_away, begins, slip]);
    let hits = case.store.find_people("anna smith", 10).unwrap();
    assert_eq!(hits[1].state, kith::domain::standing::State::PutAway);
}

#[test]
fn a_slip_is_forgiven_only_where_little_was_met() {
    let mut case = Case::new();
    case.person("Gwen", "Owenn");
    for _ in 0..5 {
        case.person("Rhys", "Owen");
    }
    let hits = case.store.find_people("owen", 10).unwrap();
    assert_eq!(hits.len(), 6, "a beginning is no slip");
    case.person("Rhys", "Owem");
    assert_eq!(case.store.find_people("owen", 10).unwrap().len(), 6);
    assert!(case.store.find_people("owem", 10).unwrap().len() > 1, "few were met, so Owen is too");
}

#[test]
fn a_person_of_whom_the_name_was_corrected_is_found_by_the_new_one_alone() {
    use kith::domain::change::Change;
    use kith::domain::entry::Values;
    let mut case = people();
    let before = case.store.record(Entity::Person, 1).unwrap().unwrap().values;
    let after = Values::new().with("family", "Llewellyn");
    case.store.apply(&Change::Edit { entity: Entity::Person, id: 1, before, after }).unwrap();
    assert_eq!(names(&case.store.find_people("llewelyn", 10).unwrap()), ["Siân"]);
    assert!(case.store.find_people("sian jones", 10).unwrap().is_empty());
    case.store.undo().unwrap();
    assert_eq!(names(&case.store.find_people("sian jones", 10).unwrap()), ["Siân"]);
}

#[test]
fn words_of_notes_are_found_newest_first_with_what_stood_around_them() {
    let mut case = people();
    let ada = PersonId(3);
    case.of(
        ada,
        Entity::Contact,
        &[("note", "Loves her ROSES and the allotment."), ("happened_on", "1 feb")],
    );
    case.of(ada, Entity::Note, &[("text", "Roses pruned; café on Fridays."), ("written_on", "20 feb")]);
    let gone = case.of(ada, Entity::Note, &[("text", "roses roses"), ("written_on", "25 feb")]);
    case.put_away(Entity::Note, gone);
    let hits = case.store.find_notes("rose", 10).unwrap();
    assert_eq!(hits.iter().map(|hit| hit.kind).collect::<Vec<_>>(), [Entity::Note, Entity::Contact]);
    assert_eq!(hits[1].snippet, "Loves her ROSES and the allotment.");
    assert_eq!((hits[0].person, hits[0].family.as_str()), (Some(ada), "Okonkwo"));
    assert_eq!(case.store.find_notes("cafe fri", 10).unwrap().len(), 1);
    assert!(case.store.find_notes("tulip", 10).unwrap().is_empty());
    assert_eq!(case.store.find_notes("rose", 1).unwrap().len(), 1);
}

fn community() -> Case {
    let mut case = Case::new();
    let checked = [("checked_on", "20 feb")];
    let with = |more: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> {
        checked.into_iter().chain(more.iter().copied()).collect()
    };
    let lunch = [
        ("description", "A hot meal and company."),
        ("interests", "cooking"),
        ("needs", "loneliness"),
        ("postcode", "S6 3BS"),
        ("schedule", "Tue 12:00-14:00"),
    ];
    case.asset("Tuesday Lunch Club", &with(&lunch));
    case.asset("Loneliness Service", &with(&[("kind", "institution"), ("needs", "loneliness")]));
    case.asset("Bridge Neighbours", &with(&[("kind", "association"), ("needs", "loneliness")]));
    case.asset("Old Time Cooking", &[("interests", "cooking"), ("checked_on", "1 aug 2025")]);
    case.asset("Café Gärtner", &with(&[("status", "temporarily_closed"), ("interests", "cooking")]));
    case.asset("Cooking for One", &with(&[("interests", "cooking"), ("capacity", "full")]));
    case
}

fn found(result: &AssetResult) -> Vec<&str> {
    result.page.rows.iter().map(|hit| hit.name.as_str()).collect()
}

fn ask(case: &Case, ask: &AssetAsk) -> AssetResult {
    case.store.find_assets(ask, Span::first(10)).unwrap()
}

#[test]
fn assets_without_words_come_by_name_and_say_what_was_left_out() {
    let case = community();
    let all = ask(&case, &AssetAsk::default());
    assert_eq!(
        found(&all),
        ["Bridge Neighbours", "Cooking for One", "Loneliness Service", "Tuesday Lunch Club"]
    );
    assert_eq!((all.page.total, all.hidden_stale, all.closed), (4, 1, 1));
    let every = ask(&case, &AssetAsk { all: true, ..AssetAsk::default() });
    assert_eq!((every.page.total, every.hidden_stale, every.closed), (6, 0, 0));
    let page = case.store.find_assets(&AssetAsk::default(), Span { from: 2, most: 1 }).unwrap();
    assert_eq!((found(&page), page.page.from, page.page.total), (vec!["Loneliness Service"], 2, 4));
    let only = ask(
        &case,
        &AssetAsk {
            facets: Facets::read("need=loneliness interest=cooking").unwrap(),
            ..AssetAsk::default()
        },
    );
    assert_eq!(found(&only), ["Tuesday Lunch Club"]);
}

/// What the filters of one search come to, worked out from the records themselves and one asset at a time.
fn passes(values: &Values, facets: &Facets, today: chrono::NaiveDate) -> bool {
    let has =
        |field: &str, code: &str| code.is_empty() || values.text(field).split(' ').any(|known| known == code);
    let (from, to) = ages::read(values.text("ages"));
    let week = timetable::read(values.text("schedule")).week;
    let days = values.number("check_every").unwrap_or(90);
    has("needs", &facets.need)
        && has("interests", &facets.interest)
        && has("gifts_welcomed", &facets.gift)
        && has("attending", &facets.attending)
        && has("kind", &facets.kind)
        && has("sector", &facets.sector)
        && (facets.week().0 == 0 || facets.week().0 & week.0 != 0)
        && facets.cost.is_none_or(|most| cost::pence(values.text("cost")).is_some_and(|least| least <= most))
        && facets.age.is_none_or(|age| from.unwrap_or(0) <= age && to.unwrap_or(999) >= age)
        && (!facets.meets || values.flag("meets_people"))
        && (!facets.fresh || values.day("checked_on").is_some_and(|day| (today - day).num_days() <= days))
        && facets.access.split(' ').all(|word| {
            let access = fold::fold(values.text("access"));
            word.is_empty() || access.split(' ').any(|known| known == word)
        })
}

#[test]
fn what_filters_leave_is_what_the_records_say_one_by_one() {
    let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(today())).unwrap();
    kith::sample::fill(&mut store, &Plan { people: 30, assets: 400, ..Plan::new(today()) }).unwrap();
    let assets: Vec<_> = (1..=400)
        .map(|id| store.needed(Entity::Asset, id).unwrap())
        .filter(|record| record.put_away_on.is_none())
        .collect();
    let one = ["", "need=loneliness", "need=food", "interest=gardening", "gift=hand", "kind=association"];
    let two = ["", "day=tue", "day=mon,sat part=morning", "part=evening", "cost=free", "cost=3", "age=72"];
    let three = ["", "fresh=yes", "meets=yes", "sector=charity", "attend=drop_in", "access=toilet"];
    let mut met = 0;
    for text in one.iter().flat_map(|a| two.iter().flat_map(move |b| three.map(|c| format!("{a} {b} {c}")))) {
        let facets = Facets::read(&text).unwrap();
        let ask = AssetAsk { facets: facets.clone(), all: true, ..AssetAsk::default() };
        let found = store.find_assets(&ask, Span::first(500)).unwrap().page;
        let mut names: Vec<(String, i64)> = assets
            .iter()
            .filter(|asset| passes(&asset.values, &facets, today()))
            .map(|asset| (asset.values.text("name").to_owned(), asset.id))
            .collect();
        names.sort();
        let shown: Vec<(String, i64)> =
            found.rows.iter().map(|hit| (hit.name.clone(), hit.asset.0)).collect();
        assert_eq!(shown, names, "{text}");
        met += usize::from(!names.is_empty() && names.len() < assets.len());
        let second = store.find_assets(&ask, Span { from: 3, most: 5 }).unwrap().page;
        assert_eq!(second.rows, found.rows.iter().skip(3).take(5).cloned().collect::<Vec<_>>(), "{text}");
    }
    assert!(met > 100, "{met} of the filters leave some and not all");
}

#[test]
fn assets_are_found_by_words_with_accents_and_one_slip() {
    let case = community();
    let typed = |text: &str| ask(&case, &AssetAsk { text: text.into(), ..AssetAsk::default() });
    assert_eq!(found(&typed("lunch")), ["Tuesday Lunch Club"]);
    assert_eq!(found(&typed("club tues")), ["Tuesday Lunch Club"]);
    assert_eq!(found(&typed("company")), ["Tuesday Lunch Club"], "words of the description count too");
    assert_eq!(found(&typed("tuesady")), ["Tuesday Lunch Club"]);
    let cooking = typed("cooking");
    assert_eq!(found(&cooking).first(), Some(&"Cooking for One"), "a name before a description");
    assert_eq!((cooking.hidden_stale, cooking.closed), (1, 1));
    let closed = ask(&case, &AssetAsk { text: "gartner".into(), all: true, ..AssetAsk::default() });
    assert_eq!(found(&closed), ["Café Gärtner"]);
    assert_eq!(closed.page.rows[0].reasons[0].text, "Closed for a time");
}

#[test]
fn assets_for_a_person_come_with_their_reasons_and_groups_before_services_that_fit_alike() {
    let mut case = community();
    let ada = case.person_with(
        "Ada",
        "Okonkwo",
        &[("needs", "loneliness"), ("postcode", "S6 1AA"), ("interests", "cooking")],
    );
    let result = ask(&case, &AssetAsk { for_person: Some(ada), ..AssetAsk::default() });
    assert_eq!(
        found(&result),
        ["Tuesday Lunch Club", "Bridge Neighbours", "Loneliness Service", "Cooking for One"]
    );
    let reasons: Vec<String> = result.page.rows[0]
        .reasons
        .iter()
        .map(|reason| format!("{} {}", reason.mark(), reason.text))
        .collect();
    assert_eq!(
        reasons,
        [
            "+ matches \"cooking\" (interests)",
            "+ helps with \"loneliness\"",
            "+ same postcode area S6",
            ". Checked 11 days ago (Fri 20 Feb 2026), by jo"
        ]
    );
    assert!(result.page.rows[3].reasons.iter().any(|reason| reason.text == "Full"));
    let nobody = case.person("New", "Comer");
    let all = ask(&case, &AssetAsk { for_person: Some(nobody), ..AssetAsk::default() });
    assert_eq!(all.page.total, 4, "of somebody who wants nothing we know of, everything is shown by name");
}

#[test]
fn an_offer_of_a_person_finds_the_group_that_could_use_it() {
    let mut case = community();
    let ada = case.person("Ada", "Okonkwo");
    case.of(ada, Entity::Offer, &[("what", "hot meals for neighbours")]);
    let result = ask(&case, &AssetAsk { for_person: Some(ada), ..AssetAsk::default() });
    assert_eq!(found(&result), ["Bridge Neighbours", "Tuesday Lunch Club"]);
    assert_eq!(result.page.rows[1].reasons[0].text, "matches \"meals\" (offers)");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forgiving_a_slip_never_hides_a_hit_that_was_typed_exactly(
        names in proptest::collection::vec("[abe]{4,6}", 1..25),
        at in 0usize..25,
        most in 1usize..8,
    ) {
        let mut case = Case::new();
        for name in &names {
            case.person("Ann", name);
        }
        let typed = &names[at % names.len()];
        let hits = case.store.find_people(typed, most).unwrap();
        let exact = names.iter().filter(|name| *name == typed).count();
        let shown: Vec<bool> = hits.iter().map(|hit| hit.family == *typed).collect();
        prop_assert!(shown.iter().take(exact.min(most)).all(|whole| *whole), "{:?} {:?}", typed, shown);
        let begins = names.iter().filter(|name| name.starts_with(typed.as_str())).count();
        let met = hits.iter().filter(|hit| hit.family.starts_with(typed.as_str())).count();
        prop_assert_eq!(met, begins.min(most));
        prop_assert_eq!(case.store.find_people(typed, most).unwrap(), hits, "the order is the same every time");
    }

    #[test]
    fn one_slip_in_a_name_is_always_forgiven(name in "[a-z]{6,10}", at in 0usize..10, how in 0u8..3) {
        let mut case = Case::new();
        case.person("Q", &name);
        let mut letters: Vec<char> = name.chars().collect();
        let at = at % (letters.len() - 1);
        match how {
            0 => { letters.remove(at); }
            1 => letters.swap(at, at + 1),
            _ => letters.insert(at, 'x'),
        }
        let typed: String = letters.into_iter().collect();
        prop_assert_eq!(case.store.find_people(&typed, 5).unwrap().len(), 1, "{} for {}", typed, name);
    }
}

#[test]
fn an_asset_is_looked_up_by_everyday_words_for_its_days_its_cost_and_its_access() {
    let mut case = Case::new();
    case.asset(
        "Lunch Table",
        &[("cost", "4 pounds"), ("schedule", "Thu 12:00-14:00"), ("access", "step-free")],
    );
    case.asset("Friday Prayers and Lunch", &[("cost", "no charge"), ("schedule", "Fri 13:00-15:00")]);
    case.asset("Stroll", &[("schedule", "Mon 10:00-11:30"), ("access", "No wheelchair access")]);
    case.asset("Quilters", &[("schedule", "Sat 18:00-20:00"), ("access", "Level access")]);
    let typed = |text: &str| ask(&case, &AssetAsk { text: text.into(), ..AssetAsk::default() });
    assert_eq!(
        found(&typed("free lunch")),
        ["Friday Prayers and Lunch", "Lunch Table"],
        "step-free is no price"
    );
    assert_eq!(found(&typed("monday")), ["Stroll"]);
    assert_eq!(found(&typed("weekend evenings")), ["Quilters"]);
    let wheelchair = typed("wheelchair");
    assert_eq!(found(&wheelchair), ["Lunch Table", "Quilters", "Stroll"], "what denies it comes last");
    let said =
        |at: usize| wheelchair.page.rows[at].reasons.iter().any(|reason| reason.text.contains("step-free"));
    assert!(said(0) && said(1) && said(2));
    let stroll = &wheelchair.page.rows[2].reasons;
    assert!(stroll.iter().any(|reason| reason.good == Some(false) && reason.text == "Access: not step-free"));
    assert_eq!(found(&typed("wheelchiar")), ["Lunch Table", "Quilters", "Stroll"], "with a slip, too");
}

#[test]
fn an_asset_says_where_the_words_stand_that_its_name_does_not_have() {
    let mut case = community();
    case.asset("Walking for Health", &[("note", "Bring the Bus-Pass."), ("gifts_welcomed", "heart")]);
    let first = |text: &str| {
        let result = ask(&case, &AssetAsk { text: text.into(), ..AssetAsk::default() });
        let hit = &result.page.rows[0];
        let has = hit.reasons.iter().filter(|reason| reason.text.starts_with("has "));
        (hit.name.clone(), has.map(|reason| reason.text.clone()).collect::<Vec<_>>(), hit.met.clone())
    };
    let of = |text: &str, name: &str, reasons: &[&str], met: &[&str]| {
        let (found, has, letters) = first(text);
        assert_eq!(
            (found.as_str(), has),
            (name, reasons.iter().map(|one| (*one).to_owned()).collect()),
            "{text}"
        );
        assert_eq!(letters, met, "{text}");
    };
    of("lun", "Tuesday Lunch Club", &[], &["lun"]);
    of(
        "hot company club",
        "Tuesday Lunch Club",
        &["has \"hot\", \"company\" (description)"],
        &["hot", "company", "club"],
    );
    of("lunch s63bs", "Tuesday Lunch Club", &["has \"S63BS\" (postcode)"], &["lunch", "s63bs"]);
    of("wlaking", "Walking for Health", &["has \"Walking\" for \"wlaking\" (name)"], &["walking"]);
    of("walker heart", "Walking for Health", &["has \"Heart\" (gifts it welcomes)"], &["walking", "heart"]);
    of("bus walk", "Walking for Health", &["has \"Bus-Pass\" (note)"], &["bus", "walk"]);
    of(
        "lonely lunch",
        "Tuesday Lunch Club",
        &["has \"Loneliness\" (what it helps with)"],
        &["loneliness", "lunch"],
    );
    of("lunch zebras", "Tuesday Lunch Club", &[], &["lunch"]);
}
