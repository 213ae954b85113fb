//! Somebody outside the team with a report in their hands: what they can find by subtraction, in every report.
//!
//! The attacker knows the words of a report and what they mean, sees what is told, and knows that a sign is no nought. They
//! note each number under the name it goes by, each sum that the words promise, and narrow what every number can be.

use std::collections::BTreeMap;

use kith::domain::population::{Population, Trait};
use kith::domain::unit_cost::{Cost, Costs};
use kith::report::catalogue::{Tables, Which};
use kith::report::{HIDDEN, Report, disclosure};
use kith::store::Store;
use kith::store::figures::lens::Lens;

use super::reports::{asked, day, service_users, three};

/// More than any number of a report.
const ENDLESS: i64 = 1 << 40;

/// Units that count no people and nothing people did.
const OF_NOBODY: [&str; 5] = ["assets", "gaps", "referrers", "minutes", "days"];

/// What is known of one number.
#[derive(Clone, Debug)]
struct Known {
    range: (i64, i64),
    truth: i64,
    /// It is kept from being found, being hidden somewhere or told nowhere.
    kept: bool,
}

/// Terms that come to nought together, or to nought at most.
type Sum = (Vec<(String, i64)>, bool);

#[derive(Default)]
struct Attacker {
    numbers: BTreeMap<String, Known>,
    sums: Vec<Sum>,
}

impl Attacker {
    /// A number under a name, as it is told or not, with what it is in truth.
    fn note(&mut self, name: &str, told: Option<i64>, truth: i64) {
        let known =
            self.numbers.entry(name.to_owned()).or_insert(Known { range: (0, ENDLESS), truth, kept: false });
        assert_eq!(known.truth, truth, "{name} is not one number");
        if let Some(told) = told {
            assert_eq!(told, truth, "{name} is told wrongly");
            known.range = (told, told);
        } else {
            (known.kept, known.range.0) = (true, known.range.0.max(1));
        }
    }

    fn is_known(&self, name: &str) -> bool {
        self.numbers.contains_key(name)
    }

    /// The numbers of some names are together as many as those of others, as far as each of them stands in the report.
    fn sum(&mut self, parts: &[String], wholes: &[String], exact: bool) {
        if parts != wholes && parts.iter().chain(wholes).all(|name| self.is_known(name)) {
            let terms = parts
                .iter()
                .map(|name| (name.clone(), 1))
                .chain(wholes.iter().map(|name| (name.clone(), -1)));
            self.sums.push((terms.collect(), exact));
        }
    }

    /// A number that is part of another: what is left is told nowhere, and is kept from being found.
    fn rest(&mut self, part: &str, whole: &str) {
        if let (Some(one), Some(all)) = (self.numbers.get(part), self.numbers.get(whole)) {
            let left = Known { range: (0, ENDLESS), truth: all.truth - one.truth, kept: true };
            let name = format!("{part}/rest");
            self.numbers.insert(name.clone(), left);
            self.sum(&[part.to_owned(), name], &[whole.to_owned()], true);
        }
    }

    /// The figures of a part, each with its whole, what is left of it, and what it was before.
    fn figures(&mut self, inside: &Report, outside: &Report) {
        for section in &inside.sections {
            let Some(told) = outside.sections.iter().find(|one| one.title == section.title) else { continue };
            let mut wholes: BTreeMap<String, (Vec<String>, i64)> = BTreeMap::new();
            let mut before = Vec::new();
            for (figure, told) in section.figures.iter().zip(&told.figures) {
                if OF_NOBODY.contains(&figure.unit) {
                    continue;
                }
                let name = format!("{}/{}", section.title, figure.name);
                let n = |n: usize| i64::try_from(n).unwrap();
                self.note(&name, (!told.hidden).then_some(n(told.value)), n(figure.value));
                if let Some(of) = figure.of {
                    let whole = format!("{}/of {}", section.title, if of == 0 { 0 } else { of });
                    self.note(&whole, told.of.map(n), n(of));
                    let alias = format!("{name}/of");
                    self.note(&alias, told.of.map(n), n(of));
                    self.sum(&[alias], std::slice::from_ref(&whole), true);
                    let rest = format!("{name}/rest");
                    let left = n(of) - n(figure.value);
                    self.numbers.insert(rest.clone(), Known { range: (0, ENDLESS), truth: left, kept: true });
                    self.sum(&[name.clone(), rest], std::slice::from_ref(&whole), true);
                    wholes.entry(whole).or_insert((Vec::new(), n(of))).0.push(name.clone());
                }
                if let Some(was) = figure.before {
                    self.note(&format!("{name}/before"), told.before.map(n), n(was));
                    before.push(format!("{name}/before"));
                }
            }
            for (whole, (parts, of)) in wholes {
                if parts.iter().map(|part| self.numbers[part].truth).sum::<i64>() == of {
                    self.sum(&parts, &[whole], true);
                    let total = format!("{}/before", section.title);
                    let truth = before.iter().map(|part| self.numbers[part].truth).sum();
                    self.numbers.insert(total.clone(), Known { range: (0, ENDLESS), truth, kept: false });
                    self.sum(&before, &[total], true);
                }
            }
        }
    }

    /// The counts of the tables, each under the part, the row and the head of its column.
    fn tables(&mut self, inside: &Report, outside: &Report) {
        for section in &inside.sections {
            let Some(told) = outside.sections.iter().find(|one| one.title == section.title) else { continue };
            for table in section.tables.iter().filter(|table| !table.counts.is_empty()) {
                // What may name people is left out; the other columns keep their heads.
                let Some(shown) = told.tables.iter().find(|one| {
                    one.columns.iter().all(|head| table.columns.contains(head))
                        && one.rows.len() == table.rows.len()
                }) else {
                    continue;
                };
                for (number, (row, seen)) in table.rows.iter().zip(&shown.rows).enumerate() {
                    let alone = table.rows.iter().filter(|other| other[0] == row[0]).count() == 1;
                    let called = if alone { row[0].clone() } else { format!("{} {number}", row[0]) };
                    for column in &table.counts {
                        let Ok(truth) = row[*column].parse::<i64>() else { continue };
                        let at =
                            shown.columns.iter().position(|head| *head == table.columns[*column]).unwrap();
                        let cell = &seen[at];
                        assert!(cell == HIDDEN || *cell == row[*column], "{cell}");
                        let name = format!("{}/{called}/{}", section.title, table.columns[*column]);
                        self.note(&name, (cell != HIDDEN).then_some(truth), truth);
                    }
                }
            }
        }
    }

    /// Names under which numbers stand that fit a beginning and an end.
    fn names(&self, start: &str, end: &str) -> Vec<String> {
        let all = self.numbers.keys();
        all.filter(|name| name.starts_with(start) && name.ends_with(end)).cloned().collect()
    }

    /// What the words of each report promise between its parts.
    fn promises(&mut self, which: Which) {
        let own = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let same =
            |attacker: &mut Self, one: &[&str], other: &[&str]| attacker.sum(&own(one), &own(other), true);
        match which {
            Which::Caseload => {
                let states =
                    ["Waiting", "Trying to reach", "Active", "Paused", "Closed", "Known, no referral"]
                        .map(|name| format!("People/{name}"));
                let rungs = self.names("On the way from recipient to contributor/", "");
                self.sum(&states, &rungs, true);
                self.sum(&states[..3], &own(&["Give and take/Asked/of"]), false);
                same(self, &["Give and take/Offered something/of"], &["Give and take/Asked"]);
                let either = ["Give and take/Gave and received", "Give and take/Gave and received/of"];
                same(self, &["Give and take/Gave", "Give and take/Received"], &either);
                let came = |name: &str| format!("Where referrals come from/{name}");
                let practices = ["GP", "Practice nurse", "Other primary care"].map(came);
                let practices: Vec<String> =
                    practices.into_iter().filter(|name| self.is_known(name)).collect();
                self.sum(&practices, &own(&["The referral loop/Through a practice"]), true);
                same(
                    self,
                    &["Where referrals come from/GP/of"],
                    &["The referral loop/Through a practice/of"],
                );
                let on = [
                    "Made",
                    "Replied",
                    "Accepted",
                    "Waiting",
                    "Started",
                    "Attending",
                    "Belongs",
                    "Contributes",
                ];
                let on = on.map(|name| format!("Connections/{name}"));
                let on: Vec<String> = on.into_iter().filter(|name| self.is_known(name)).collect();
                self.sum(&on, &own(&["Connections/To groups and neighbours/of"]), true);
            }
            Which::Activity => {
                for (whole, part, head) in [
                    ("Coming and going/Referrals received", "Where referrals came from", "Referrals"),
                    ("With people/Contacts", "How we were in touch", "Contacts"),
                    ("With people/Contacts", "What came of it", ""),
                    ("With people/Connections made", "Where people were led", "Connections made"),
                    ("Coming and going/Work closed", "Why work was closed", "Work closed"),
                ] {
                    for of in self.names(&format!("{part}/of "), "") {
                        same(self, &[of.as_str()], &[whole]);
                    }
                    let earlier = (format!("{part}/before"), format!("{whole}/before"));
                    same(self, &[earlier.0.as_str()], &[earlier.1.as_str()]);
                    let months = self.names("Month by month/", &format!("/{head}"));
                    if !months.is_empty() {
                        self.sum(&months, &own(&[whole]), true);
                    }
                }
            }
            Which::Waiting => {
                let tried = "How long it took/To the first try/Referrals";
                let parts =
                    ["In the time set", "Later"].map(|name| format!("The first try after a referral/{name}"));
                let parts: Vec<String> = parts.into_iter().filter(|name| self.is_known(name)).collect();
                self.sum(&parts, &own(&[tried]), true);
                self.rest("How long it took/To the first talk/Referrals", tried);
            }
            Which::Outcomes => {
                for both in self.names("", ": with a later one too") {
                    let start = both.split('/').next().unwrap().to_owned();
                    for people in self.names(&format!("{start}/"), "/People") {
                        self.rest(&people, &both);
                        let scale = people.trim_end_matches("/People");
                        let ways = ["Better", "Same", "Worse"].map(|way| format!("{scale}/{way}"));
                        self.sum(&ways, std::slice::from_ref(&people), true);
                    }
                    let first = both.replace("with a later one too", "with a first result");
                    let alone = both.replace("with a later one too", "without a later one");
                    let was = |name: &String| format!("{name}/before");
                    self.sum(&[was(&both), was(&alone)], &[was(&first)], true);
                    for part in ["with answers left out", "first before the referral"] {
                        self.rest(&was(&both.replace("with a later one too", part)), &was(&first));
                    }
                    self.sum(&[both, alone], &[first], true);
                }
            }
            Which::Impact => {
                let used = "Use of health services, before and after";
                for people in self.names(&format!("{used}/"), "/People") {
                    let service = people.split('/').nth(1).unwrap().to_owned();
                    let figure = format!("{used}/{service}: before and after");
                    let priced = format!("What the difference would have cost/{service}/People");
                    self.sum(std::slice::from_ref(&people), &[figure], true);
                    self.sum(std::slice::from_ref(&people), &[priced], true);
                    let ways = ["Fewer", "Same", "More"].map(|way| format!("{used}/{service}/{way}"));
                    self.sum(&ways, &[people], true);
                }
            }
            Which::Reciprocity => self.reciprocity(),
            Which::Equity => {
                for title in ["By age", "By gender", "By ethnicity", "By deprivation of where they live"] {
                    for reached in self.names(&format!("{title}/"), "/Reached") {
                        let group = reached.split('/').nth(1).unwrap().to_owned();
                        self.sum(&[format!("{title}/{group}")], &[reached], true);
                    }
                    for of in self.names(&format!("{title}/of "), "") {
                        for other in self.names("By gender/of ", "") {
                            self.sum(&[other], std::slice::from_ref(&of), true);
                        }
                    }
                    // Everyone reached before stands in each of the parts, too.
                    same(self, &[format!("{title}/before").as_str()], &["By gender/before"]);
                }
            }
            Which::Gaps => {
                same(
                    self,
                    &["What stands in the way/With a cause outside the person/of"],
                    &["What stands in the way/Needs raised"],
                );
                let marked = "What stands in the way/With a cause outside the person";
                for of in self.names("Causes outside the person/of ", "") {
                    same(self, &[of.as_str()], &[marked]);
                }
                let before = format!("{marked}/before");
                same(self, &["Causes outside the person/before"], &[before.as_str()]);
            }
            Which::Referrers => {
                let years =
                    [self.names("Who refers/", "/Past year"), self.names("Who refers/", "/Year before that")]
                        .concat();
                self.sum(&years, &own(&["The referral loop/Through a practice/of"]), false);
                let practices = |name: &String| {
                    ["GP", "Practice nurse", "Other primary care"].iter().any(|source| {
                        name.contains(&format!("({source})/")) || name.contains(&format!("/{source}/"))
                    })
                };
                let through: Vec<String> = years.into_iter().filter(practices).collect();
                self.sum(&through, &own(&["The referral loop/Through a practice"]), false);
                let wait = self.names("Who refers/", "/Wait to hear");
                self.sum(&wait, &own(&["The referral loop/Referrers who wait to hear"]), false);
            }
            Which::Assets | Which::Funding | Which::Supervision => {}
        }
    }

    /// Quarters that lie in the days come to what is told of the days; with the one in which they begin they come to no less.
    fn reciprocity(&mut self) {
        let figure = |name: &str| vec![name.to_owned()];
        self.sum(&figure("Asked and offered/Offered something/of"), &figure("Asked and offered/Asked"), true);
        self.sum(
            &figure("Given and received/Thanked/of"),
            &figure("Given and received/Gives among gives and receives"),
            true,
        );
        let rose = self.names("On the way/Became ", "");
        for (head, told) in [
            ("Offers", figure("Asked and offered/Offers taken up/of")),
            ("Gave", figure("Given and received/Gives among gives and receives")),
            ("Received", figure("Given and received/Gives among gives and receives/rest")),
            ("Gave first", figure("Given and received/Gave for the first time")),
            ("Rose", rose),
        ] {
            let quarters = self.names("Quarter by quarter/", &format!("/{head}"));
            let truth = |names: &[String]| names.iter().map(|name| self.numbers[name].truth).sum::<i64>();
            // The days of the tests begin in the first quarter of 2025, or in one of 2026.
            let from_2025 = |first: &str| -> Vec<String> {
                quarters
                    .iter()
                    .filter(|name| name.as_str() >= format!("Quarter by quarter/{first}").as_str())
                    .cloned()
                    .collect()
            };
            let (over, within) = (from_2025("2025 Q1"), from_2025("2025 Q2"));
            if truth(&within) <= truth(&told) && truth(&told) <= truth(&over) {
                self.sum(&within, &told, false);
                self.sum(&told, &over, false);
            }
        }
    }

    /// Narrows what each number can be until nothing new comes of it; sums are subtracted from each other in pairs.
    fn work(&mut self) {
        let mut all = self.sums.clone();
        let exact: Vec<Sum> = self.sums.iter().filter(|(_, exact)| *exact).cloned().collect();
        for (at, (one, _)) in exact.iter().enumerate() {
            for (other, _) in &exact[at + 1..] {
                let hidden = |name: &String| self.numbers[name].range.0 != self.numbers[name].range.1;
                if one.iter().any(|(name, _)| hidden(name) && other.iter().any(|(same, _)| same == name)) {
                    for sign in [1, -1] {
                        let mut terms: BTreeMap<String, i64> = BTreeMap::new();
                        for (terms_of, sign) in [(one, 1), (other, sign)] {
                            for (name, n) in terms_of {
                                *terms.entry(name.clone()).or_default() += sign * n;
                            }
                        }
                        all.push((terms.into_iter().filter(|(_, n)| *n != 0).collect(), true));
                    }
                }
            }
        }
        for _ in 0..100 {
            let mut found = false;
            for (terms, exact) in &all {
                for (name, times) in terms {
                    let others = terms.iter().filter(|(other, _)| other != name);
                    let (mut least, mut most) = (0, 0);
                    for (other, n) in others {
                        let (low, high) = self.numbers[other].range;
                        let (low, high) = if *n > 0 { (low * n, high * n) } else { (high * n, low * n) };
                        (least, most) = (least + low, most + high);
                    }
                    let known = self.numbers.get_mut(name).unwrap();
                    // times x + others = 0, or at most 0.
                    let upper = if *times > 0 { Some(-least) } else { exact.then_some(most) };
                    let lower = if *times > 0 { exact.then_some(-most) } else { Some(least) };
                    let by = times.abs();
                    if let Some(upper) = upper.map(|n| n.div_euclid(by)).filter(|n| *n < known.range.1) {
                        (known.range.1, found) = (upper, true);
                    }
                    if let Some(lower) =
                        lower.map(|n| (n + by - 1).div_euclid(by)).filter(|n| *n > known.range.0)
                    {
                        (known.range.0, found) = (lower, true);
                    }
                    let (least, most) = known.range;
                    assert!((least..=most).contains(&known.truth), "{name} cannot be {known:?} by {terms:?}");
                }
            }
            if !found {
                break;
            }
        }
    }

    /// The small numbers that were found to be small, with what they can be.
    fn found(&self) -> Vec<String> {
        let small = |known: &Known| known.kept && (1..5).contains(&known.truth) && known.range.1 < 5;
        let all = self.numbers.iter().filter(|(_, known)| small(known));
        all.map(|(name, known)| {
            format!("{name} is {}: from {} to {}", known.truth, known.range.0, known.range.1)
        })
        .collect()
    }
}

/// Attacks a report; gives how many numbers were hidden.
fn attack(store: &Store, which: Which, lens: &Lens, tables: Tables) -> usize {
    let inside = asked(store, which, lens, tables);
    let outside = disclosure::outside(inside.clone());
    let mut attacker = Attacker::default();
    attacker.figures(&inside, &outside);
    attacker.tables(&inside, &outside);
    attacker.promises(which);
    attacker.work();
    let found = attacker.found();
    assert!(
        found.is_empty(),
        "{}: {found:#?}\n{}",
        inside.title,
        kith::export::report::text(&outside, false)
    );
    attacker.numbers.values().filter(|known| known.kept && known.range.0 != known.range.1).count()
}

/// What a commissioner gets every month.
const SET: [Which; 7] = [
    Which::Activity,
    Which::Waiting,
    Which::Outcomes,
    Which::Impact,
    Which::Equity,
    Which::Gaps,
    Which::Reciprocity,
];

/// Attacks reports of the same days that leave the team together: the same rows are the same number in all of them.
fn attack_together(store: &Store, lens: &Lens) -> usize {
    let inside: Vec<Report> = SET.iter().map(|which| asked(store, *which, lens, own_tables())).collect();
    let outside = disclosure::together(inside.clone());
    let mut attacker = Attacker::default();
    let mut same: Vec<(kith::report::rows::RowsOf, usize, String)> = Vec::new();
    for (inside, outside) in inside.iter().zip(&outside) {
        attacker.figures(inside, outside);
        attacker.tables(inside, outside);
        for section in &inside.sections {
            for figure in section.figures.iter().filter(|one| !OF_NOBODY.contains(&one.unit)) {
                let name = format!("{}/{}", section.title, figure.name);
                if figure.rows != kith::report::rows::RowsOf::Nothing {
                    let known = same.iter().find(|(rows, n, _)| (rows, *n) == (&figure.rows, figure.value));
                    if let Some((_, _, other)) = known {
                        attacker.sum(&[name], std::slice::from_ref(other), true);
                    } else {
                        same.push((figure.rows.clone(), figure.value, name));
                    }
                }
            }
        }
    }
    for which in SET {
        attacker.promises(which);
    }
    attacker.work();
    let found = attacker.found();
    assert!(found.is_empty(), "{lens:?}: {found:#?}");
    attacker.numbers.values().filter(|known| known.kept && known.range.0 != known.range.1).count()
}

/// A table of what services cost, and one of who lives there.
fn own_tables() -> Tables {
    let cost = |service: &str| Cost {
        service: service.to_owned(),
        pence: 4_250,
        source: "A study".to_owned(),
        year: "2024".to_owned(),
    };
    let ages = ["18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+"];
    let groups = ages.map(|code| (Trait::Age, code.to_owned(), 1_000)).into_iter();
    let groups = groups.chain(["woman", "man"].map(|code| (Trait::Gender, code.to_owned(), 4_000))).collect();
    Tables {
        population: Some(Population { file: "town.csv".to_owned(), groups }),
        costs: Some(Costs {
            file: "costs.csv".to_owned(),
            costs: ["gp", "emergency", "outpatient"].map(cost).to_vec(),
        }),
    }
}

pub(super) fn town(people: usize, seed: u64) -> Store {
    let clock = kith::clock::Clock::on(day("2026-03-03"));
    let mut store = Store::memory(kith::store::Actor::new("jo", kith::store::Via::Command), clock).unwrap();
    let plan = kith::sample::Plan { people, seed, assets: 40, ..kith::sample::Plan::new(day("2026-03-03")) };
    kith::sample::fill(&mut store, &plan).unwrap();
    store
}

#[test]
fn nobody_finds_a_count_under_five_by_subtraction_in_any_report() {
    let year = Lens::days(day("2025-03-04"), day("2026-03-03"));
    let winter = Lens::days(day("2026-01-01"), day("2026-03-03"));
    let of_gps = Lens { source: Some("gp".to_owned()), ..year.clone() };
    let of_jo = Lens { worker: Some(kith::domain::id::WorkerId(1)), ..year.clone() };
    let mut hidden = 0;
    let stores =
        [(60, 1), (24, 2), (40, 3), (90, 4), (150, 5), (300, 6)].map(|(people, seed)| town(people, seed));
    for store in stores.iter().chain([&three(), &service_users()]) {
        for lens in [&year, &winter, &of_gps, &of_jo] {
            for which in Which::ALL {
                hidden += attack(store, which, lens, own_tables());
            }
        }
    }
    assert!(hidden > 1_000, "only {hidden} numbers were hidden");
}

#[test]
fn nobody_finds_a_count_under_five_between_the_reports_of_one_month() {
    let month = Lens::days(day("2026-02-01"), day("2026-02-28"));
    let quarter = Lens::days(day("2025-10-01"), day("2025-12-31"));
    let mut hidden = 0;
    for store in
        [(60, 1), (40, 3), (150, 5)].map(|(people, seed)| town(people, seed)).iter().chain([&three()])
    {
        for lens in [&month, &quarter] {
            hidden += attack_together(store, lens);
        }
    }
    assert!(hidden > 100, "only {hidden} numbers were hidden");
}

#[test]
fn no_more_is_hidden_than_what_is_small_and_what_would_give_it_away() {
    let year = Lens::days(day("2025-03-04"), day("2026-03-03"));
    let store = town(60, 1);
    for which in Which::ALL {
        let inside = asked(&store, which, &year, own_tables());
        let outside = disclosure::outside(inside.clone());
        let numbers = |told: bool| {
            let figures = inside.sections.iter().zip(&outside.sections).flat_map(|(inside, outside)| {
                inside.figures.iter().zip(&outside.figures).filter(|(one, _)| !OF_NOBODY.contains(&one.unit))
            });
            figures.filter(|(one, other)| one.value >= 5 && other.hidden != told).count()
        };
        // Of the figures of five and more most are told.
        let (told, hidden) = (numbers(true), numbers(false));
        assert!(told >= hidden, "{which:?}: {told} told, {hidden} hidden beside what is small");
    }
    // How many came is told, however many ways they are told apart.
    let outside = disclosure::outside(asked(&store, Which::Activity, &year, own_tables()));
    let received = &outside.sections[0].figures[0];
    assert_eq!(received.name, "Referrals received");
    assert!(!received.hidden && received.value >= 5, "{received:?}");
}
