//! How people were at first and later: the scales are added up here, so that nothing of the scoring is borrowed.

use kith::domain::entity::Entity;
use kith::domain::entry::Record;

use super::Part;
use super::book::{Book, day, number, real, share, text};
use super::days::before;

/// A scale: its name, which way is better, the first of the answers that are added up for it, and how many are.
type Scale = (&'static str, &'static str, usize, usize);

/// An instrument: its code, its name, what it is called in a figure, its scales.
type Instrument = (&'static str, &'static str, &'static str, &'static [Scale]);

const INSTRUMENTS: [Instrument; 2] = [
    (
        "ons4",
        "ONS4 personal well-being",
        "ONS4",
        &[
            ("Satisfied", "higher", 0, 1),
            ("Worthwhile", "higher", 1, 1),
            ("Happy yesterday", "higher", 2, 1),
            ("Anxious yesterday", "lower", 3, 1),
        ],
    ),
    (
        "loneliness",
        "Loneliness: UCLA three items and the direct question",
        "Loneliness",
        &[("Three items", "lower", 0, 3), ("Lonely", "lower", 3, 1)],
    ),
];

/// What a result comes to on a scale; nothing where an answer of it was left out.
fn score(one: &Record, (_, _, from, n): Scale) -> Option<f64> {
    let answers: Vec<&str> = text(one, "items").split_whitespace().skip(from).take(n).collect();
    let numbers: Vec<f64> = answers.iter().filter_map(|answer| answer.parse().ok()).collect();
    (numbers.len() == n).then(|| numbers.iter().sum())
}

/// Everybody with a result of these days, each with all results up to their last day, the oldest first.
fn ways<'a>(book: &'a Book, code: &str) -> Vec<Vec<&'a Record>> {
    let mut all = Vec::new();
    for person in book.own().into_iter().filter(|id| book.is_there(*id)) {
        let mut of: Vec<&Record> = book
            .of_person(Entity::Measure, person)
            .filter(|one| text(one, "instrument") == code && day(one, "measured_on") <= Some(book.lens.to))
            .collect();
        of.sort_by_key(|one| (day(one, "measured_on"), one.id));
        if of.iter().any(|one| is_of_these(book, one)) {
            all.push(of);
        }
    }
    all
}

fn is_of_these(book: &Book, one: &Record) -> bool {
    day(one, "measured_on") >= Some(book.lens.from)
}

/// The first result that gives a number, and the latest of these days after it; nothing where neither is of these days.
fn ends<'a>(
    book: &Book,
    of: &[&'a Record],
    gives: &dyn Fn(&Record) -> bool,
) -> Option<(&'a Record, Option<&'a Record>)> {
    let start = of.iter().position(|one| text(one, "stage") == "baseline").unwrap_or(0);
    let told = |of: &[&'a Record]| of.iter().copied().filter(|one| gives(one)).collect::<Vec<_>>();
    // What came before the start counts where nothing after it does.
    let after = told(&of[start..]);
    let first = *after.first().or(told(&of[..start]).first())?;
    let later = told(of)
        .into_iter()
        .rfind(|one| (day(one, "measured_on"), one.id) > (day(first, "measured_on"), first.id));
    let latest = later.filter(|one| is_of_these(book, one));
    (latest.is_some() || is_of_these(book, first)).then_some((first, latest))
}

fn middle(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2])
}

pub fn outcomes(book: &Book) -> Vec<Part> {
    INSTRUMENTS.into_iter().filter_map(|instrument| part(book, instrument)).collect()
}

/// How many have a first result, a later one too, none, answers left out, a first one before the referral, and no score at all.
fn counts(book: &Book, code: &str, scales: &[Scale]) -> [usize; 6] {
    let ways = ways(book, code);
    let any = |one: &Record| scales.iter().any(|scale| score(one, *scale).is_some());
    let told: Vec<_> = ways.iter().filter_map(|of| Some((of, ends(book, of, &any)?))).collect();
    let all = told.len();
    let both = told.iter().filter(|(_, (_, latest))| latest.is_some()).count();
    let is_left_out = |of: &[&Record]| of.iter().any(|one| number(one, "complete") != Some(1));
    let left_out = told.iter().filter(|(of, _)| is_left_out(of)).count();
    let referred = |first: &Record| {
        let person = number(first, "person_id").unwrap_or_default();
        book.of_person(Entity::Referral, person).filter_map(|one| day(one, "received")).min()
    };
    let is_early = |first: &Record| referred(first).is_some_and(|on| day(first, "measured_on") < Some(on));
    let early = told.iter().filter(|(_, (first, _))| is_early(first)).count();
    [all, both, all - both, left_out, early, ways.len() - all]
}

fn part(book: &Book, (code, title, short, scales): Instrument) -> Option<Part> {
    let own = ways(book, code);
    if own.is_empty() {
        return None;
    }
    let earlier = before(book).map(|book| counts(&book, code, scales));
    let [all, both, alone, left_out, early, none] = counts(book, code, scales);
    let figures = [
        ("with a first result", all.to_string()),
        ("with a later one too", share(both, all)),
        ("without a later one", share(alone, all)),
        ("with answers left out", share(left_out, all)),
        ("first before the referral", share(early, all)),
        ("without a score", none.to_string()),
    ];
    let figures: Vec<(String, String)> = figures
        .into_iter()
        .enumerate()
        .map(|(at, (words, shown))| {
            let was = earlier.map_or_else(String::new, |was| format!(", before: {}", was[at]));
            (format!("{short}: {words}"), shown + &was)
        })
        .collect();
    let ways = own;
    let row = |scale: &Scale| {
        let (name, better, ..) = scale;
        let pairs: Vec<(f64, f64)> = ways
            .iter()
            .filter_map(|of| ends(book, of, &|one| score(one, *scale).is_some()))
            .filter_map(|(first, latest)| Some((score(first, *scale)?, score(latest?, *scale)?)))
            .collect();
        let mut row = vec![(*name).to_owned(), (*better).to_owned(), pairs.len().to_string()];
        if pairs.len() < 5 {
            row.extend(std::iter::repeat_n("too few".to_owned(), 8));
            return row;
        }
        let changes: Vec<f64> = pairs.iter().map(|(first, latest)| latest - first).collect();
        let mean = changes.iter().sum::<f64>() / real(changes.len());
        let squares: f64 = changes.iter().map(|change| (change - mean) * (change - mean)).sum();
        let firsts: Vec<f64> = pairs.iter().map(|(first, _)| *first).collect();
        let latests: Vec<f64> = pairs.iter().map(|(_, latest)| *latest).collect();
        row.extend([middle(&firsts), middle(&latests), middle(&changes)].map(|n| n.to_string()));
        row.push(format!("{mean:.2}"));
        row.push(format!("{:.2}", (squares / real(changes.len() - 1)).sqrt()));
        let sign = if *better == "higher" { 1.0 } else { -1.0 };
        row.push(changes.iter().filter(|change| **change * sign > 0.0).count().to_string());
        row.push(changes.iter().filter(|change| **change == 0.0).count().to_string());
        row.push(changes.iter().filter(|change| **change * sign < 0.0).count().to_string());
        row
    };
    Some(Part::of(title, figures).table(scales.iter().map(row).collect()))
}
