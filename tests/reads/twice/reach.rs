//! Whom the work reaches: by age, gender, ethnicity and deprivation, and the use of health services before and after.

use std::collections::BTreeSet;

use kith::domain::entity::Entity;
use kith::domain::entry::Record;
use kith::domain::vocabulary::{ETHNICITY, SERVICE};

use super::book::{Book, day, number, share, text};
use super::days::{described, spoken};
use super::{Part, Rows};

/// Of the people reached, how many are in each group; what is not known comes last.
fn groups(people: &BTreeSet<i64>, group: impl Fn(i64) -> (u32, String)) -> Vec<(String, String)> {
    let all: Vec<(u32, String)> = people.iter().map(|id| group(*id)).collect();
    let names: BTreeSet<&(u32, String)> = all.iter().collect();
    let mut names: Vec<(&(u32, String), usize)> =
        names.into_iter().map(|name| (name, all.iter().filter(|one| *one == name).count())).collect();
    names.sort_by_key(|((place, _), n)| {
        (*place == u32::MAX, if *place > 999 { usize::MAX - n } else { 0 }, *place)
    });
    names.into_iter().map(|((_, name), n)| (name.clone(), share(n, all.len()))).collect()
}

const UNKNOWN: u32 = u32::MAX;

pub fn equity(book: &Book, deciles: &[(&str, u32)]) -> Vec<Part> {
    let people = spoken(book);
    let field = |id: i64, field: &str| text(book.record(Entity::Person, id), field).to_owned();
    let unknown = || (UNKNOWN, "Not known".to_owned());
    let age = |id: i64| {
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
    let gender = |id: i64| {
        let name = match field(id, "gender").trim().to_lowercase().as_str() {
            "" => return unknown(),
            "woman" | "female" | "f" | "w" => (1_003, "Women"),
            "man" | "male" | "m" => (1_000, "Men"),
            "non-binary" | "nonbinary" | "non binary" => (1_001, "Non-binary people"),
            _ => (1_002, "In other words"),
        };
        (name.0, name.1.to_owned())
    };
    let ethnicity = |id: i64| match field(id, "ethnicity").as_str() {
        "" => unknown(),
        code => (1_000 + u32::from(code.as_bytes()[0]), ETHNICITY.label(code).to_owned()),
    };
    let decile = |id: i64| match deciles.iter().find(|(postcode, _)| *postcode == field(id, "postcode")) {
        None => unknown(),
        Some((_, 1)) => (1, "Tenth 1, the most deprived".to_owned()),
        Some((_, 10)) => (10, "Tenth 10, the least deprived".to_owned()),
        Some((_, tenth)) => (*tenth, format!("Tenth {tenth}")),
    };
    vec![
        Part::of("By age", groups(&people, age)),
        Part::of("By gender", groups(&people, gender)),
        Part::of("By ethnicity", groups(&people, ethnicity)),
        Part::of("By deprivation of where they live", groups(&people, decile)),
    ]
}

/// Health services before and after a referral, of the same people.
pub fn used(book: &Book) -> Option<Part> {
    let own: BTreeSet<i64> = book.own().into_iter().filter(|id| book.is_there(*id)).collect();
    let length = |one: &Record| (day(one, "until_on").unwrap() - day(one, "from_on").unwrap()).num_days();
    let mut part = Part::of("Use of health services, before and after", Vec::new());
    let mut rows = Rows::new();
    for term in SERVICE.terms {
        let (mut any, mut pairs) = (0, Vec::new());
        for person in &own {
            let mut noted: Vec<&Record> = book
                .of_person(Entity::ServiceUse, *person)
                .filter(|one| text(one, "service") == term.code && day(one, "until_on") <= Some(book.lens.to))
                .collect();
            noted.sort_by_key(|one| (day(one, "from_on"), one.id));
            let ends_within = |one: &&&Record| day(one, "until_on") >= Some(book.lens.from);
            any += usize::from(noted.iter().any(|one| ends_within(&one)));
            let pair = noted.iter().rev().filter(ends_within).find_map(|after| {
                let referred =
                    book.of_person(Entity::Referral, *person).filter_map(|one| day(one, "received"));
                let referred = referred.filter(|on| Some(*on) <= day(after, "from_on")).max()?;
                let mut earlier = noted.iter().rev().filter(|one| day(one, "until_on") <= Some(referred));
                let alike = earlier.find(|one| (length(one) - length(after)).abs() <= 7)?;
                Some((number(alike, "times").unwrap(), number(after, "times").unwrap()))
            });
            pairs.extend(pair);
        }
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
