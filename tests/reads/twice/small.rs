//! Three small caseloads written out by hand, and one with nothing in it. Each says what it tries.

use kith::domain::change::Change;
use kith::domain::entity::Entity;
use kith::domain::entry::{Entry, Values};
use kith::domain::population::{Population, Trait};
use kith::domain::unit_cost::{Cost, Costs};
use kith::store::postcodes::PublicRow;
use kith::store::{Store, StoreError};

use super::super::{Case, today};

/// Postcodes with the tenth of their area; S9 9ZZ stands in no table.
pub const DECILES: [(&str, u32); 3] = [("S6 3BS", 1), ("S60 1AA", 10), ("LS1 1AA", 4)];

/// Who lives there: some age bands, and women and men.
pub fn population() -> Population {
    let groups = [
        (Trait::Age, "0-17", 1_200),
        (Trait::Age, "18-24", 700),
        (Trait::Age, "75-84", 300),
        (Trait::Age, "85+", 90),
        (Trait::Gender, "woman", 1_130),
        (Trait::Gender, "man", 1_160),
    ];
    Population {
        file: "town.csv".to_owned(),
        groups: groups.map(|(what, code, n)| (what, code.to_owned(), n)).to_vec(),
    }
}

/// What services cost.
pub fn costs() -> Costs {
    let cost = |service: &str, pence| Cost {
        service: service.to_owned(),
        pence,
        source: "A study".to_owned(),
        year: "2024".to_owned(),
    };
    Costs { file: "costs.csv".to_owned(), costs: vec![cost("gp", 4_200), cost("outpatient", 15_000)] }
}

/// The tables of areas, in a caseload.
fn with_areas(mut case: Case) -> Store {
    let rows = DECILES.into_iter().map(|(postcode, decile)| {
        Ok::<_, StoreError>(PublicRow {
            postcode: Some(postcode.to_owned()),
            area: Some(format!("E{decile}")),
            decile: u8::try_from(decile).ok(),
            at: None,
        })
    });
    case.store.keep_postcodes(rows, true).unwrap();
    case.store
}

pub fn nothing() -> Store {
    with_areas(Case::new())
}

/// The caseload of a service that began in February: one who waits, one who was tried, one who is spoken with, a card, no give.
pub fn first_month() -> Store {
    let mut case = Case::new();
    let born = |day| [("date_of_birth", day), ("postcode", "S6 3BS"), ("gender", "woman")];
    let ada = case.person_with("Ada", "Okonkwo", &born("1945-07-14"));
    let ben = case.person_with("Ben", "Moss", &[("ethnicity", "A")]);
    let cy = case.person("Cy", "Moss");
    case.refer(
        ada,
        "2 feb",
        &[("source", "gp"), ("referrer_organisation", "Mill Lane"), ("reply_wanted", "yes")],
    );
    case.refer(ben, "20 feb", &[("source", "self")]);
    case.refer(cy, "2 mar", &[("source", "gp"), ("referrer_organisation", "Mill Lane")]);
    let contact = |case: &mut Case, who, on, outcome, minutes| {
        case.of(who, Entity::Contact, &[("happened_on", on), ("outcome", outcome), ("minutes", minutes)]);
    };
    contact(&mut case, ada, "3 feb", "no_answer", "2");
    contact(&mut case, ada, "10 feb", "spoke", "50");
    contact(&mut case, ben, "2 mar", "left_message", "1");
    case.add(
        Entity::Contact,
        &[("somebody", "a man at the stop"), ("happened_on", "11 feb"), ("outcome", "spoke")],
    );
    case.of(ada, Entity::Need, &[("need", "loneliness"), ("raised_on", "10 feb")]);
    case.of(ada, Entity::Need, &[("need", "housing"), ("structural", "yes"), ("raised_on", "10 feb")]);
    case.of(ada, Entity::FollowUp, &[("due_on", "today"), ("what", "Ring")]);
    case.of(ben, Entity::FollowUp, &[("due_on", "2026-03-02"), ("what", "Try again")]);
    case.asset("Chess", &[("checked_on", "1 mar")]);
    with_areas(case)
}

/// A year with something of everything: two workers, work begun, rested and closed, give and take, people on every place of the
/// way, assets of each kind, gaps, measures, use of services.
pub fn busy_year() -> Store {
    let mut case = Case::new();
    case.add(Entity::Worker, &[("login", "sam"), ("name", "Sam Field")]);
    let traits = [
        ("Ada", "1945-07-14", "S6 3BS", "woman", "A"),
        ("Ben", "2001-03-01", "S60 1AA", "male", "B"),
        ("Cleo", "1991-02-28", "LS1 1AA", "Non binary", ""),
        ("Dora", "", "S9 9ZZ", "a rainbow", "Z"),
        ("Emil", "1935-12-31", "", "f", "A"),
        ("Fay", "2010-05-05", "S6 3BS", "", ""),
        ("Gus", "1971-03-03", "S6 3BS", "m", "C"),
    ];
    let people = traits.map(|(given, born, postcode, gender, ethnicity)| {
        let all =
            [("date_of_birth", born), ("postcode", postcode), ("gender", gender), ("ethnicity", ethnicity)];
        let said: Vec<_> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let practice = [("gp_practice", if given < "D" { "High Street" } else { "Low Street" })];
        case.person_with(given, "Test", &[&said[..], &practice].concat())
    });
    let [ada, ben, cleo, dora, emil, fay, gus] = people;
    let referred = [
        (ada, "1 apr 2025", "gp", "1", "accepted"),
        (ben, "2 may 2025", "self", "2", "accepted"),
        (cleo, "5 jan 2026", "practice_nurse", "1", "accepted"),
        (dora, "1 feb 2026", "police", "1", "received"),
        (emil, "3 jun 2024", "gp", "1", "closed"),
        (emil, "7 feb 2026", "gp", "1", "received"),
        (fay, "20 dec 2025", "hospital_discharge", "2", "declined"),
    ];
    let ids = referred.map(|(who, on, source, worker, state)| {
        let more = [("source", source), ("worker_id", worker), ("state", state), ("reply_wanted", "yes")];
        let organisation = [("referrer_organisation", if source == "gp" { "Mill Lane" } else { "" })];
        let more: Vec<_> =
            more.into_iter().chain(organisation).filter(|(_, text)| !text.is_empty()).collect();
        case.refer(who, on, &more)
    });
    for (n, on) in [(1, "20 may 2025"), (2, "1 jun 2025"), (3, "2 nov 2025"), (4, "1 aug 2024")] {
        let who = case.person(&format!("Pat{n}"), "Old");
        let organisation = if n == 4 { "Beck Side" } else { "Hill Top" };
        let more = [("source", "gp"), ("referrer_organisation", organisation), ("state", "withdrawn")];
        case.refer(who, on, &more);
    }
    work(&mut case, &ids, people);
    give_and_take(&mut case, people);
    let [.., gus] = [gus];
    community(&mut case, people);
    case.of(gus, Entity::Asked, &[("asked_on", "1 mar"), ("answer", "no")]);
    measures(&mut case, people);
    with_areas(case)
}

type People = [kith::domain::id::PersonId; 7];

fn work(case: &mut Case, referrals: &[i64; 7], [ada, ben, cleo, dora, emil, fay, _]: People) {
    // Accepted work has begun by itself; that with Ben rests.
    let three = referrals[4].to_string();
    let begun = case.store.records_of(Entity::Episode, "person_id", ben.0).unwrap().remove(0);
    let before = Values::new().with("state", begun.values.text("state"));
    let after = Values::new().with("state", "paused").with("paused_on", today()).with("pause_reason", "away");
    let rests = Change::Edit { entity: Entity::Episode, id: begun.id, before, after };
    case.store.apply(&rests).unwrap();
    case.of(
        emil,
        Entity::Episode,
        &[
            ("referral_id", &three),
            ("opened_on", "10 jun 2024"),
            ("state", "closed"),
            ("closed_on", "1 feb 2026"),
            ("close_reason", "goals_met"),
            ("worker_id", "1"),
        ],
    );
    let contacts = [
        (ada, "3 apr 2025", "phone", "spoke", "20"),
        (ada, "1 feb", "home_visit", "spoke", "50"),
        (ben, "20 may 2025", "phone", "spoke", ""),
        (ben, "10 feb", "text", "left_message", "1"),
        (cleo, "7 jan", "phone", "no_answer", "1"),
        (cleo, "9 feb", "phone", "spoke", "15"),
        (dora, "20 feb", "phone", "no_answer", "2"),
        (emil, "5 jun 2024", "phone", "spoke", "30"),
        // Of 15, of 24 until the last of February, of 90.
        (fay, "12 feb", "video", "spoke", "20"),
        (ben, "12 feb", "phone", "spoke", "25"),
        (emil, "12 feb", "letter", "spoke", ""),
    ];
    for (who, on, method, outcome, minutes) in contacts {
        let all = [("happened_on", on), ("method", method), ("outcome", outcome), ("minutes", minutes)];
        let said: Vec<_> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        case.of(who, Entity::Contact, &said);
    }
    for (who, on, status) in [(ada, "10 feb", "reached"), (ben, "20 jan", "let_go"), (cleo, "", "open")] {
        let all = [("what", "Get out more"), ("set_on", "1 jan"), ("status", status), ("ended_on", on)];
        let said: Vec<_> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        case.of(who, Entity::Goal, &said);
    }
    for (who, need, structural) in
        [(ada, "housing", "yes"), (ben, "debt_money", "yes"), (cleo, "housing", "no")]
    {
        case.of(who, Entity::Need, &[("need", need), ("structural", structural), ("raised_on", "4 feb")]);
    }
    for (who, due, what) in [(ada, "1 mar", "Ring"), (cleo, "today", "Ring"), (emil, "2026-03-09", "Visit")] {
        let due = if due == "1 mar" { "2026-03-01" } else { due };
        case.of(who, Entity::FollowUp, &[("due_on", due), ("what", what), ("worker_id", "1")]);
    }
}

fn give_and_take(case: &mut Case, [ada, ben, cleo, dora, emil, ..]: People) {
    case.of(ada, Entity::Asked, &[("asked_on", "10 feb"), ("answer", "offered")]);
    case.of(cleo, Entity::Asked, &[("asked_on", "11 feb"), ("answer", "not_now")]);
    case.of(dora, Entity::Asked, &[("asked_on", "1 mar 2025"), ("answer", "unsure")]);
    let cakes = case.of(ada, Entity::Offer, &[("what", "cakes"), ("offered_on", "10 feb")]);
    case.of(ada, Entity::Offer, &[("what", "sewing"), ("offered_on", "1 jan 2025")]);
    let [one, two, offer] = [ada.0, ben.0, cakes].map(|id| id.to_string());
    case.add(
        Entity::Exchange,
        &[
            ("giver_person_id", &one),
            ("receiver_person_id", &two),
            ("what", "a cake"),
            ("happened_on", "12 feb"),
            ("offer_id", &offer),
            ("thanked", "yes"),
        ],
    );
    case.gave(ben, ada, "a lift", "1 mar");
    case.gave(cleo, emil, "wool", "3 may 2024");
    case.of(emil, Entity::Rung, &[("rung", "newcomer"), ("since", "1 jan 2026"), ("agreed", "yes")]);
}

fn community(case: &mut Case, [ada, ben, cleo, dora, emil, fay, gus]: People) {
    let runs = gus.0.to_string();
    let club = case.asset(
        "Lunch Club",
        &[
            ("kind", "association"),
            ("sector", "charity"),
            ("checked_on", "1 jun 2025"),
            ("funding", "grant"),
            ("funder", "Fund"),
            ("funding_until", "6 apr 2026"),
        ],
    );
    let clinic = case.asset(
        "Clinic",
        &[("kind", "institution"), ("sector", "nhs"), ("checked_on", "1 mar"), ("capacity", "full")],
    );
    let choir = case.asset(
        "Choir",
        &[
            ("run_by_person_id", &runs),
            ("run_since", "3 nov 2025"),
            ("checked_on", "2 feb"),
            ("check_every", "20"),
            ("funding_until", "1 feb 2026"),
        ],
    );
    case.asset("Old Hall", &[("status", "defunct"), ("funding_until", "1 jan 2026")]);
    case.asset("Yoga", &[("funding_until", "30 nov 2026"), ("checked_on", "")]);
    let by = ben.0.to_string();
    let went =
        [("attended", "3"), ("first_attended", "5 jan"), ("last_attended", "2 feb"), ("made_on", "2 jan")];
    case.connect(ada, club, "attending", &went);
    case.connect(ada, clinic, "made", &[("made_on", "4 feb")]);
    case.connect(cleo, clinic, "waiting", &[("made_on", "9 feb")]);
    case.connect(cleo, choir, "suggested", &[("made_on", "9 feb")]);
    case.connect(dora, choir, "attending", &[("made_on", "1 mar"), ("introduced_by", &by)]);
    case.connect(emil, club, "did_not_start", &[("made_on", "1 jul 2024")]);
    case.connect(fay, choir, "asset_closed", &[("made_on", "1 jan")]);
    let (other, cleos) = (ada.0.to_string(), cleo.0.to_string());
    case.of(
        dora,
        Entity::Connection,
        &[
            ("other_person_id", &other),
            ("state", "made"),
            ("said_yes", "yes"),
            ("made_on", "28 feb"),
            ("introduced_by", &cleos),
        ],
    );
    for (what, need, state, from) in [
        ("a choir", "confidence", "noted", "a_person"),
        ("a bus", "transport", "being_grown", "empty_search"),
        ("a mender", "", "let_go", "worker"),
    ] {
        let all =
            [("what", what), ("need", need), ("state", state), ("raised_from", from), ("raised_on", "5 feb")];
        let said: Vec<_> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let gap = case.add(Entity::Gap, &said).to_string();
        case.of(ada, Entity::GapPerson, &[("gap_id", &gap), ("would_join", "yes")]);
    }
    case.of(ben, Entity::GapPerson, &[("gap_id", "1"), ("would_join", "no")]);
}

fn measures(case: &mut Case, people: People) {
    let answers = [
        ("4 4 4 8", "7 6 6 3"),
        ("5 5 5 5", "5 5 5 5"),
        ("3 4 - 9", "8 8 8 2"),
        ("6 6 6 4", "4 6 6 6"),
        ("2 2 2 9", "6 5 5 4"),
    ];
    for (who, (first, later)) in people.into_iter().zip(answers) {
        let taken = |stage, on, items| {
            [("instrument", "ons4"), ("stage", stage), ("measured_on", on), ("items", items)]
        };
        case.of(who, Entity::Measure, &taken("baseline", "1 sep 2025", first));
        case.of(who, Entity::Measure, &taken("review", "9 feb", later));
    }
    let only =
        [("instrument", "ons4"), ("stage", "baseline"), ("measured_on", "1 mar"), ("items", "9 9 9 1")];
    case.of(people[5], Entity::Measure, &only);
    // Kept, and no score: every answer was left out.
    let none = [("instrument", "ons4"), ("stage", "review"), ("measured_on", "2 mar"), ("items", "- - - -")];
    case.of(people[6], Entity::Measure, &none);
    let used = |case: &mut Case, who, from, until, times: &str| {
        let all = [("service", "gp"), ("from_on", from), ("until_on", until), ("times", times)];
        case.of(who, Entity::ServiceUse, &all);
    };
    for (who, before, after) in [(people[0], "8", "2"), (people[1], "5", "5")] {
        used(case, who, "1 jan 2025", "31 mar 2025", before);
        used(case, who, "1 jun 2025", "29 aug 2025", after);
    }
    used(case, people[2], "1 jan 2026", "28 feb 2026", "4");
}

/// What goes wrong: records put away, restricted, brought back, doubled; a person with two open referrals; referrals of somebody
/// put away; a contact before the referral; days to come.
pub fn untidy() -> Store {
    let mut case = Case::new();
    case.add(Entity::Worker, &[("login", "sam"), ("name", "Sam Field")]);
    let [ada, ben, cleo, gone] = ["Ada", "Ben", "Cleo", "Gone"].map(|given| case.person(given, "Test"));
    let first = case.refer(ada, "2 feb", &[("source", "gp"), ("worker_id", "1")]);
    case.refer(ada, "9 feb", &[("source", "council"), ("worker_id", "2")]);
    // It ended before anybody tried; the try of February is of the next one.
    case.refer(ben, "2 jan", &[("source", "self"), ("state", "withdrawn"), ("closed_on", "20 jan")]);
    let back = case.refer(ben, "2 feb", &[("source", "self")]);
    case.refer(gone, "2 feb", &[("source", "gp"), ("worker_id", "1")]);
    case.of(ada, Entity::Contact, &[("happened_on", "1 feb"), ("outcome", "spoke")]);
    case.of(ben, Entity::Contact, &[("happened_on", "20 feb"), ("outcome", "did_not_attend")]);
    let mistaken = case.of(cleo, Entity::Contact, &[("happened_on", "20 feb"), ("outcome", "spoke")]);
    case.of(gone, Entity::Contact, &[("happened_on", "20 feb"), ("outcome", "spoke")]);
    case.put_away(Entity::Contact, mistaken);
    case.put_away(Entity::Referral, first);
    case.put_away(Entity::Referral, back);
    case.store.apply(&Change::BringBack { entity: Entity::Referral, id: back }).unwrap();
    let club = case.asset("Club", &[("funding_until", "1 apr 2026"), ("checked_on", "2025-12-03")]);
    case.connect(ada, club, "attending", &[("made_on", "3 feb")]);
    case.connect(ada, club, "made", &[("made_on", "4 feb")]);
    case.connect(gone, club, "made", &[("made_on", "5 feb")]);
    let ended = case.connect(cleo, club, "stopped", &[("made_on", "5 feb")]);
    case.gave(gone, ada, "a cake", "6 feb");
    let twice = case.gave(ada, cleo, "a cake", "6 feb");
    case.put_away(Entity::Exchange, twice);
    case.put_away(Entity::Connection, ended);
    case.put_away(Entity::Person, gone.0);
    let restricted = Values::new().with("restricted", 1).with("restricted_reason", "Known to staff");
    let change = Change::Edit { entity: Entity::Person, id: ada.0, before: Values::new(), after: restricted };
    case.store.apply(&change).unwrap();
    case.store
        .apply(&Change::Add(
            Entry::new(Entity::Gap)
                .with("what", "a ramp")
                .with("raised_from", "no_room")
                .with("raised_on", today())
                .with("state", "noted"),
        ))
        .unwrap();
    case.of(cleo, Entity::FollowUp, &[("due_on", "2026-04-01"), ("what", "Ring")]);
    for (what, state) in [("a shed", "passed_on"), ("a swap", "running")] {
        case.add(
            Entity::Gap,
            &[("what", what), ("state", state), ("raised_on", "2 jan"), ("led_by", "Gwen")],
        );
    }
    case.connect(cleo, club, "did_not_start", &[("made_on", "6 feb")]);
    for (before, after) in [("3", "1"), ("2", "2"), ("0", "4"), ("9", "2"), ("5", "3"), ("1", "1")] {
        let who = case.person("Pat", "Often");
        case.refer(who, "1 jul 2025", &[("source", "ambulance"), ("state", "redirected")]);
        case.connect(who, club, "made", &[("made_on", "6 feb")]);
        for (from, until, times) in
            [("1 jan 2025", "30 jun 2025", before), ("2 jul 2025", "28 dec 2025", after)]
        {
            let all = [("service", "outpatient"), ("from_on", from), ("until_on", until), ("times", times)];
            case.of(who, Entity::ServiceUse, &all);
        }
    }
    with_areas(case)
}
