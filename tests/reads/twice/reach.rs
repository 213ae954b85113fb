//! Whom the work reaches: by age, gender, ethnicity and deprivation, and the use of health services before and after.

use std::collections::BTreeSet;

use kith::domain::entity::Entity;
use kith::domain::entry::Record;
use kith::domain::population::{Population, Trait};
use kith::domain::unit_cost::Costs;
use kith::domain::vocabulary::{ETHNICITY, SERVICE};

use super::book::{Book, day, number, real, share, text};
use super::days::{before, described, spoken};
use super::{Part, Rows};

/// A group: where it stands in the order of its kind, and what it is called.
type Group = (u32, String);

/// Of the people reached, how many are in each group, with those of a table even where nobody is; what is not known comes last.
/// Each stands beside how many there were before.
fn groups(
    book: &Book,
    group: impl Fn(&Book, i64) -> Group,
    lives: &[(Group, u64)],
    always: &[Group],
) -> Part {
    let reached = |book: &Book| spoken(book).iter().map(|id| group(book, *id)).collect::<Vec<Group>>();
    let all = reached(book);
    let then = before(book).map(|book| reached(&book));
    // Every age and every tenth is told, as soon as that of anybody is known.
    let always = if all.iter().any(|one| one.0 != UNKNOWN) { always } else { &[] };
    let names: BTreeSet<&Group> = all
        .iter()
        .chain(then.iter().flatten())
        .chain(lives.iter().map(|(group, _)| group))
        .chain(always)
        .collect();
    let count = |name: &Group| all.iter().filter(|one| *one == name).count();
    let mut names: Vec<&Group> = names.into_iter().collect();
    // Ages and tenths stand in their own order, the others by how many there are.
    let size = |name: &Group| if name.0 >= BY_SIZE { usize::MAX - count(name) } else { 0 };
    names.sort_by_key(|name| (name.0 == UNKNOWN, size(name), name.0));
    let was = |name: &Group| then.as_ref().map(|then| then.iter().filter(|one| *one == name).count());
    let figure = |name: &&Group| {
        let earlier = was(name).map_or_else(String::new, |was| format!(", before: {was}"));
        (name.1.clone(), share(count(name), all.len()) + &earlier)
    };
    let figures = names.iter().map(figure).collect();
    let part = Part::of("", figures);
    if lives.is_empty() {
        return part;
    }
    let known = all.iter().filter(|one| one.0 != UNKNOWN).count();
    let there: u64 = lives.iter().map(|(_, n)| n).sum();
    let row = |(name, lives): &(Group, u64)| {
        let (reached, lives) = (real(count(name)), u32::try_from(*lives).unwrap());
        let of = |part: f64, whole: f64| {
            let tenths = (part / whole * 10.0 + 0.5).floor() / 10.0;
            if whole > 0.0 { format!("{tenths:.1}") } else { "-".to_owned() }
        };
        let percent = |part: f64, whole: f64| of(part * 100.0, whole) + if whole > 0.0 { "%" } else { "" };
        vec![
            name.1.clone(),
            count(name).to_string(),
            percent(reached, real(known)),
            lives.to_string(),
            percent(f64::from(lives), f64::from(u32::try_from(there).unwrap())),
            of(reached * 1000.0, f64::from(lives)),
        ]
    };
    part.table(lives.iter().map(row).collect())
}

/// Groups from this place on stand by how many there are.
const BY_SIZE: u32 = 1_000;

const UNKNOWN: u32 = u32::MAX;

/// The groups of a table of who lives there, by the names and places they have here.
fn of_table(population: &Population, what: Trait) -> Vec<(Group, u64)> {
    let place = |code: &str| match what {
        Trait::Gender => {
            1_000
                + u32::try_from(
                    ["man", "non-binary", "other", "woman"].iter().position(|one| *one == code).unwrap(),
                )
                .unwrap()
        }
        _ => code.trim_end_matches('+').split('-').next().unwrap().parse().unwrap(),
    };
    population.of(what).map(|(code, n)| ((place(code), what.label(code)), n)).collect()
}

pub fn equity(book: &Book, deciles: &[(&str, u32)], population: &Population) -> Vec<Part> {
    let field = |id: i64, field: &str| text(book.record(Entity::Person, id), field).to_owned();
    let unknown = || (UNKNOWN, "Not known".to_owned());
    let age = |book: &Book, id: i64| {
        let Some(born) = day(book.record(Entity::Person, id), "date_of_birth") else { return unknown() };
        let to = book.lens.to;
        let years = to.years_since(born).unwrap();
        // The years of chrono, but a birthday on 29 February is had on the first of March in other years, in both.
        let bands =
            [(0, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64), (65, 74), (75, 84), (85, 999)];
        let (from, until) = bands.into_iter().find(|(_, until)| years <= *until).unwrap();
        let name =
            if until == 999 { "Aged 85 and over".to_owned() } else { format!("Aged {from} to {until}") };
        (from, name)
    };
    let gender = |_: &Book, id: i64| {
        let name = match field(id, "gender").trim().to_lowercase().as_str() {
            "" => return unknown(),
            "woman" | "female" | "f" | "w" => (1_003, "Women"),
            "man" | "male" | "m" => (1_000, "Men"),
            "non-binary" | "nonbinary" | "non binary" => (1_001, "Non-binary people"),
            _ => (1_002, "In other words"),
        };
        (name.0, name.1.to_owned())
    };
    let ethnicity = |_: &Book, id: i64| match field(id, "ethnicity").as_str() {
        "" => unknown(),
        code => (1_000 + u32::from(code.as_bytes()[0]), ETHNICITY.label(code).to_owned()),
    };
    let decile =
        |_: &Book, id: i64| match deciles.iter().find(|(postcode, _)| *postcode == field(id, "postcode")) {
            None => unknown(),
            Some((_, 1)) => (1, "Tenth 1, the most deprived".to_owned()),
            Some((_, 10)) => (10, "Tenth 10, the least deprived".to_owned()),
            Some((_, tenth)) => (*tenth, format!("Tenth {tenth}")),
        };
    let ages = [(0, "0 to 17"), (18, "18 to 24"), (25, "25 to 34"), (35, "35 to 44"), (45, "45 to 54")];
    let older = [(55, "55 to 64"), (65, "65 to 74"), (75, "75 to 84"), (85, "85 and over")];
    let ages: Vec<Group> =
        ages.into_iter().chain(older).map(|(from, words)| (from, format!("Aged {words}"))).collect();
    let tenths: Vec<Group> = (1..=10)
        .map(|tenth| match tenth {
            1 => (1, "Tenth 1, the most deprived".to_owned()),
            10 => (10, "Tenth 10, the least deprived".to_owned()),
            _ => (tenth, format!("Tenth {tenth}")),
        })
        .collect();
    vec![
        groups(book, age, &of_table(population, Trait::Age), &ages).called("By age"),
        groups(book, gender, &of_table(population, Trait::Gender), &[]).called("By gender"),
        groups(book, ethnicity, &[], &[]).called("By ethnicity"),
        groups(book, decile, &[], &tenths).called("By deprivation of where they live"),
    ]
}

/// How many people have anything noted of a service, and how often those with both used it before and after a referral.
fn pairs(book: &Book, service: &str) -> (usize, Vec<(i64, i64)>) {
    let length = |one: &Record| (day(one, "until_on").unwrap() - day(one, "from_on").unwrap()).num_days();
    let (mut any, mut pairs) = (0, Vec::new());
    for person in book.own().into_iter().filter(|id| book.is_there(*id)) {
        let mut noted: Vec<&Record> = book
            .of_person(Entity::ServiceUse, person)
            .filter(|one| text(one, "service") == service && day(one, "until_on") <= Some(book.lens.to))
            .collect();
        noted.sort_by_key(|one| (day(one, "from_on"), one.id));
        let ends_within = |one: &&&Record| day(one, "until_on") >= Some(book.lens.from);
        any += usize::from(noted.iter().any(|one| ends_within(&one)));
        pairs.extend(noted.iter().rev().filter(ends_within).find_map(|after| {
            let referred = book.of_person(Entity::Referral, person).filter_map(|one| day(one, "received"));
            let referred = referred.filter(|on| Some(*on) <= day(after, "from_on")).max()?;
            let mut earlier = noted.iter().rev().filter(|one| day(one, "until_on") <= Some(referred));
            let alike = earlier.find(|one| (length(one) - length(after)).abs() <= 7)?;
            Some((number(alike, "times").unwrap(), number(after, "times").unwrap()))
        }));
    }
    (any, pairs)
}

/// Health services before and after a referral, of the same people.
pub fn used(book: &Book) -> Option<Part> {
    let mut part = Part::of("Use of health services, before and after", Vec::new());
    let mut rows = Rows::new();
    for term in SERVICE.terms {
        let (any, pairs) = pairs(book, term.code);
        if any == 0 {
            continue;
        }
        part.figures.push((format!("{}: before and after", term.label), share(pairs.len(), any)));
        let mut row = vec![term.label.to_owned(), pairs.len().to_string()];
        if pairs.len() < 5 {
            row.extend(std::iter::repeat_n("too few".to_owned(), 6));
        } else {
            let changes: Vec<i64> = pairs.iter().map(|(before, after)| after - before).collect();
            row.push(pairs.iter().map(|(before, _)| before).sum::<i64>().to_string());
            row.push(pairs.iter().map(|(_, after)| after).sum::<i64>().to_string());
            row.push(described(&changes, 2));
            for way in [-1, 0, 1] {
                row.push(changes.iter().filter(|change| change.signum() == way).count().to_string());
            }
        }
        rows.push(row);
    }
    (!rows.is_empty()).then(|| part.table(rows))
}

/// What the difference would have cost, by a table of unit costs in whole pounds.
pub fn worth(book: &Book, costs: &Costs) -> Part {
    let pounds = |n: i64| {
        let (sign, whole) = (if n < 0 { "-" } else { "" }, n.abs());
        match (whole / 1_000, whole % 1_000) {
            (0, rest) => format!("{sign}£{rest}"),
            (thousands, rest) => format!("{sign}£{thousands},{rest:03}"),
        }
    };
    let (mut rows, mut together) = (Rows::new(), None);
    for term in SERVICE.terms {
        let (any, pairs) = pairs(book, term.code);
        let Some(cost) = costs.costs.iter().find(|cost| cost.service == term.code && any > 0) else {
            continue;
        };
        let fewer: i64 = pairs.iter().map(|(before, after)| before - after).sum();
        let one = i64::try_from(cost.pence).unwrap() / 100;
        let said = |n: String| if pairs.len() < 5 { "too few".to_owned() } else { n };
        if pairs.len() >= 5 {
            together = Some(together.unwrap_or(0) + fewer * one);
        }
        rows.push(vec![
            term.label.to_owned(),
            pairs.len().to_string(),
            said(fewer.to_string()),
            pounds(one),
            said(pounds(fewer * one)),
            format!("{}, {}", cost.source, cost.year),
        ]);
    }
    if let Some(together) = together {
        let empty = String::new;
        rows.push(vec![
            "Together".to_owned(),
            empty(),
            empty(),
            empty(),
            pounds(together),
            costs.file.clone(),
        ]);
    }
    Part::of("What the difference would have cost", Vec::new()).table(rows)
}
