//! How people were at first and later, by each instrument: only people with both, with how many have no second result.
//!
//! A first score of one person is never compared with a later one of another: that would measure who came back.

mod ways;

use self::ways::{Days, Seen, Way};
use super::beginning::Reach;
use super::rows::RowsOf;
use super::{Adds, Figure, Number, Section, TOO_FEW, Table};
use crate::domain::id::PersonId;
use crate::domain::instrument::{self, Better, Instrument};
use crate::store::figures::lens::Lens;
use crate::store::{Store, StoreError};

/// Fewer people than this are not described: a middle of four says who they are.
const FEWEST: usize = 5;

/// Which people stand behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// With a first result.
    First,
    /// With a first and a later one.
    Both,
    /// With a first one and no later one.
    FirstOnly,
    /// Of those, with an answer left out in any result.
    Incomplete,
    /// Of those, with a first result that is dated before their first referral.
    Early,
    /// With results of which none of the days gives a score.
    NoScore,
}

/// Who stands behind the figures of an instrument, in their order.
const FIGURES: [Who; 6] = [Who::First, Who::Both, Who::FirstOnly, Who::Incomplete, Who::Early, Who::NoScore];

/// How a score changed, for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The way that is good.
    Better,
    /// Not at all.
    Same,
    /// The other way.
    Worse,
}

impl Change {
    fn of(change: i64, better: Better) -> Self {
        match if better == Better::Higher { change } else { -change } {
            1.. => Self::Better,
            0 => Self::Same,
            _ => Self::Worse,
        }
    }
}

/// The people with a first and a later score on a scale, or those of them who changed so, in order.
///
/// # Errors
/// The caseload cannot be read.
pub fn changed(
    store: &Store,
    (code, scale): (&str, &str),
    way: Option<Change>,
    lens: &Lens,
) -> Result<Vec<PersonId>, StoreError> {
    let Some(one) = instrument::named(code) else { return Ok(Vec::new()) };
    let scales = one.scales();
    let Some((_, _, better)) = scales.iter().find(|(known, ..)| *known == scale) else {
        return Ok(Vec::new());
    };
    let all = Way::all(store, one, lens)?;
    let days = Days::of(lens);
    let seen = all.iter().filter_map(|own| own.seen(&days));
    let is =
        |own: &Seen<'_>| own.change(scale, *better).is_some_and(|change| way.is_none_or(|way| way == change));
    Ok(seen.filter(is).map(|own| own.person).collect())
}

/// The people behind a figure, in order.
///
/// # Errors
/// The caseload cannot be read.
pub fn people(store: &Store, code: &str, who: Who, lens: &Lens) -> Result<Vec<PersonId>, StoreError> {
    let Some(one) = instrument::named(code) else { return Ok(Vec::new()) };
    let all = Way::all(store, one, lens)?;
    let days = Days::of(lens);
    let seen = all.iter().filter_map(|way| way.seen(&days));
    Ok(seen.filter(|way| way.is(who)).map(|way| way.person).collect())
}

/// How many pieces the report is asked for in: one for each instrument.
pub fn pieces() -> usize {
    instrument::all().len()
}

/// What one instrument tells; nothing where it was not used.
///
/// # Errors
/// The caseload cannot be read.
pub fn piece(store: &Store, lens: &Lens, n: usize) -> Result<Vec<Section>, StoreError> {
    let Some(one) = instrument::all().get(n) else { return Ok(Vec::new()) };
    let all = Way::all(store, one, lens)?;
    let (days, earlier) = (Days::of(lens), Days::of(&lens.before()));
    let now: Vec<Seen<'_>> = all.iter().filter_map(|way| way.seen(&days)).collect();
    if now.is_empty() {
        return Ok(Vec::new());
    }
    let before = Reach::of(store, lens)?.is_anything().then(|| {
        let seen: Vec<Seen<'_>> = all.iter().filter_map(|way| way.seen(&earlier)).collect();
        tally(&seen)
    });
    Ok(vec![section(one, &now, before, lens)])
}

/// The end of the report: that nothing was measured, where nothing was, and what such figures cannot say.
pub fn end(sections: &mut Vec<Section>) {
    if sections.is_empty() {
        sections.push(nobody());
    }
    sections.push(caution());
}

/// How many people stand behind each of the figures.
fn tally(ways: &[Seen<'_>]) -> [usize; 6] {
    let mut counts = [0; 6];
    for way in ways {
        for (count, is) in counts.iter_mut().zip(way.is_all(FIGURES)) {
            *count += usize::from(is);
        }
    }
    counts
}

fn section(one: &Instrument, ways: &[Seen<'_>], before: Option<[usize; 6]>, lens: &Lens) -> Section {
    let now = tally(ways);
    let count = |who: Who| FIGURES.iter().zip(now).find(|(one, _)| **one == who).map_or(0, |(_, n)| n);
    let rows = |who: Who| RowsOf::Outcomes(one.code.clone(), who, Box::new(lens.clone()));
    // A figure is asked for by its name alone, and every instrument has these.
    let name = |words: &str| format!("{}: {words}", one.short);
    let all = count(Who::First);
    let mut figures = vec![
        Figure::new(
            name("with a first result"),
            all,
            "people",
            "People whose first result, or a later one, is of these days. The first is the first that gives a score, from the one taken at the start on; where none is marked so, from the oldest on.",
            rows(Who::First),
        ),
        Figure::new(
            name("with a later one too"),
            count(Who::Both),
            "people",
            "Of those, people with a later result in these days that gives a score, too. Only they are compared, each with themselves.",
            rows(Who::Both),
        )
        .of(all),
        Figure::new(
            name("without a later one"),
            count(Who::FirstOnly),
            "people",
            "Of those, people with no later result that gives a score yet. How they are now is not known.",
            rows(Who::FirstOnly),
        )
        .of(all),
        Figure::new(
            name("with answers left out"),
            count(Who::Incomplete),
            "people",
            "Of those, people with an answer left out in a result. A scale counts where its own answers are there both times, in whichever results.",
            rows(Who::Incomplete),
        )
        .of(all),
        Figure::new(
            name("first before the referral"),
            count(Who::Early),
            "people",
            "Of those, people whose first result is dated before their first referral. It counts: a practice may ask before it refers. Look whether the day is right.",
            rows(Who::Early),
        )
        .of(all),
        Figure::new(
            name("without a score"),
            count(Who::NoScore),
            "people",
            "Beside those, people whose results of these days all lack answers, so that none gives a score. They are kept and not compared.",
            rows(Who::NoScore),
        ),
    ];
    if let Some(before) = before {
        for (figure, n) in figures.iter_mut().zip(before) {
            figure.before = Some(n);
        }
    }
    let columns = [
        "Scale",
        "Better is",
        "People",
        "First, median",
        "Latest, median",
        "Change, median",
        "Change, mean",
        "Spread",
        "Better",
        "Same",
        "Worse",
    ];
    let scales = one.scales();
    let rows_of = scales.iter().map(|(code, label, better)| scale(ways, code, label, *better));
    let mut table = Table::new(columns, rows_of.collect()).counting(&[2, 8, 9, 10]).meaning(&COLUMNS);
    for (row, (code, ..)) in scales.iter().enumerate() {
        for (column, way) in
            [(2, None), (8, Some(Change::Better)), (9, Some(Change::Same)), (10, Some(Change::Worse))]
        {
            let of = RowsOf::Changed(one.code.clone(), (*code).to_owned(), way, Box::new(lens.clone()));
            table.open(row, column, "people", of);
        }
    }
    table.again = true;
    // Whoever has both scores of a scale has both results.
    let both = || vec![Number::Rows(rows(Who::Both))];
    table.adds = (0..table.rows.len()).map(|row| Adds::at_most(&[2], vec![row], both())).collect();
    Section { title: one.name.clone(), figures, tables: vec![table] }
}

/// What the columns of the comparison say.
const COLUMNS: [(usize, &str); 10] = [
    (1, "Which way is good for the person on this scale."),
    (
        2,
        "People with a first and a later score on this scale. All that stands beside it is of them, each compared with themselves.",
    ),
    (3, "The middle one of their first scores: half were lower, half higher."),
    (4, "The middle one of their latest scores of these days."),
    (5, "The middle one of the changes: the latest score of each less their first."),
    (
        6,
        "All the changes added up, divided by how many people they are of. A few large changes move it; they move the median less.",
    ),
    (
        7,
        "How far the changes lie apart: their standard deviation. About two thirds are usually within this of the mean.",
    ),
    (
        8,
        "People whose latest score is better than their first, by however little. It need not be a change they would notice.",
    ),
    (9, "People whose latest score is the same as their first."),
    (10, "People whose latest score is worse than their first, by however little."),
];

/// One scale: what people with both scores on it had first and last.
fn scale(ways: &[Seen<'_>], code: &str, label: &str, better: Better) -> Vec<String> {
    let pairs: Vec<(i64, i64)> = ways.iter().filter_map(|way| way.pair(code)).collect();
    let which = if better == Better::Higher { "higher" } else { "lower" };
    let mut cells = vec![label.to_owned(), which.to_owned(), pairs.len().to_string()];
    if pairs.len() < FEWEST {
        cells.extend(std::iter::repeat_n(TOO_FEW.to_owned(), 8));
        return cells;
    }
    let changes: Vec<i64> = pairs.iter().map(|(first, latest)| latest - first).collect();
    cells.push(median(pairs.iter().map(|(first, _)| *first).collect()));
    cells.push(median(pairs.iter().map(|(_, latest)| *latest).collect()));
    cells.push(median(changes.clone()));
    let (mean, spread) = mean_and_spread(&changes);
    cells.push(mean);
    cells.push(spread);
    for wanted in [Change::Better, Change::Same, Change::Worse] {
        let count = changes.iter().filter(|change| Change::of(**change, better) == wanted).count();
        cells.push(count.to_string());
    }
    cells
}

/// The middle of some hundredths, as people write it.
fn median(mut all: Vec<i64>) -> String {
    all.sort_unstable();
    let upper = all.get(all.len() / 2).copied().unwrap_or(0);
    let lower = all.get(all.len().saturating_sub(1) / 2).copied().unwrap_or(0);
    instrument::shown(i64::midpoint(upper, lower))
}

/// The mean and the standard deviation of a sample, to two digits.
fn mean_and_spread(all: &[i64]) -> (String, String) {
    #[expect(clippy::cast_precision_loss, reason = "scores are small")]
    let (n, numbers): (f64, Vec<f64>) =
        (all.len() as f64, all.iter().map(|one| *one as f64 / 100.0).collect());
    let mean = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|one| (one - mean).powi(2)).sum();
    let spread = if n > 1.0 { (squares / (n - 1.0)).sqrt() } else { 0.0 };
    (format!("{mean:.2}"), format!("{spread:.2}"))
}

/// What stands where there is nothing to tell of.
fn nobody() -> Section {
    let columns = vec!["No instrument has a result in these days".to_owned()];
    let how = "To record one: kith measure PERSON INSTRUMENT, or Record a measure on a record.";
    Section {
        title: "Nothing measured".to_owned(),
        figures: Vec::new(),
        tables: vec![Table::new(columns, vec![vec![how.to_owned()]])],
    }
}

/// What such figures cannot say.
pub fn caution() -> Section {
    let reasons = [
        "There is no group for comparison: nobody knows how these people would be without the service.",
        "Many people come when things are at their worst, and would be better later in any case.",
        "Those who answered twice may be others than those who did not; how many did not stands above.",
        "Other help, the season and what happens in a life change how people answer, too.",
        "A worker who asks may be told what they would like to hear.",
    ];
    let rows = reasons.iter().map(|reason| vec![(*reason).to_owned()]).collect();
    Section {
        title: "What these figures cannot say".to_owned(),
        figures: Vec::new(),
        tables: vec![Table::new(["Why a change may not be due to us"], rows)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_the_mean_and_the_spread_are_what_a_hand_works_out() {
        // 1, 2, 2, 7: the middle is 2, the mean 3, the squares 4 + 1 + 1 + 16 = 22, over 3 is 7.33, its root 2.71.
        assert_eq!(median(vec![700, 100, 200, 200]), "2");
        assert_eq!(median(vec![100, 200, 400]), "2");
        assert_eq!(median(vec![100, 200]), "1.5");
        assert_eq!(mean_and_spread(&[100, 200, 200, 700]), ("3.00".to_owned(), "2.71".to_owned()));
    }
}
