//! How people were at first and later, by each instrument: only people with both, with how many have no second result.
//!
//! A first score of one person is never compared with a later one of another: that would measure who came back.

use super::rows::RowsOf;
use super::{Adds, Figure, Number, Section, TOO_FEW, Table};
use crate::domain::id::PersonId;
use crate::domain::instrument::{self, Better, Instrument, Score};
use crate::store::figures::lens::Lens;
use crate::store::measure::Taken;
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
    /// With an answer left out in any result.
    Incomplete,
}

/// The first and the latest result of a person.
#[derive(Clone, Debug)]
struct Way {
    person: PersonId,
    first: Vec<Score>,
    latest: Option<Vec<Score>>,
    incomplete: bool,
}

fn ways(store: &Store, one: &Instrument, lens: &Lens) -> Result<Vec<Way>, StoreError> {
    let taken = store.measures_taken(&one.code, lens)?;
    let mut ways = Vec::new();
    for results in taken.chunk_by(|one, other| one.person == other.person) {
        ways.extend(way(one, results, lens));
    }
    Ok(ways)
}

fn way(one: &Instrument, results: &[Taken], lens: &Lens) -> Option<Way> {
    let at = results.iter().position(|result| result.baseline).unwrap_or(0);
    let first = results.get(at)?;
    let later = results.get(at + 1..).unwrap_or_default();
    let from = lens.from.to_string();
    // A result before the days, without one in them, is no matter of this report, unless it is a first one in them.
    let latest = later.last().filter(|result| result.on >= from);
    if latest.is_none() && first.on < from {
        return None;
    }
    let answers = |result: &Taken| one.read(&result.items).unwrap_or_default();
    let incomplete = std::iter::once(first).chain(later).any(|result| !one.is_complete(&answers(result)));
    Some(Way {
        person: first.person,
        first: one.scores(&answers(first)),
        latest: latest.map(|result| one.scores(&answers(result))),
        incomplete,
    })
}

impl Way {
    /// Both scores on a scale, in hundredths.
    fn pair(&self, scale: &str) -> Option<(i64, i64)> {
        let on =
            |scores: &[Score]| scores.iter().find(|score| score.scale == scale).map(|score| score.hundredths);
        Some((on(&self.first)?, on(self.latest.as_deref()?)?))
    }

    fn is(&self, who: Who) -> bool {
        match who {
            Who::First => true,
            Who::Both => self.latest.is_some(),
            Who::FirstOnly => self.latest.is_none(),
            Who::Incomplete => self.incomplete,
        }
    }
}

/// The people behind a figure, in order.
///
/// # Errors
/// The caseload cannot be read.
pub fn people(store: &Store, code: &str, who: Who, lens: &Lens) -> Result<Vec<PersonId>, StoreError> {
    let Some(one) = instrument::named(code) else { return Ok(Vec::new()) };
    Ok(ways(store, one, lens)?.into_iter().filter(|way| way.is(who)).map(|way| way.person).collect())
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
    let ways = ways(store, one, lens)?;
    Ok(if ways.is_empty() { Vec::new() } else { vec![section(one, &ways, lens)] })
}

/// The end of the report: that nothing was measured, where nothing was, and what such figures cannot say.
pub fn end(sections: &mut Vec<Section>) {
    if sections.is_empty() {
        sections.push(nobody());
    }
    sections.push(caution());
}

fn section(one: &Instrument, ways: &[Way], lens: &Lens) -> Section {
    let count = |who: Who| ways.iter().filter(|way| way.is(who)).count();
    let rows = |who: Who| RowsOf::Outcomes(one.code.clone(), who, Box::new(lens.clone()));
    // A figure is asked for by its name alone, and every instrument has these four.
    let name = |words: &str| format!("{}: {words}", one.short);
    let all = ways.len();
    let figures = vec![
        Figure::new(
            name("with a first result"),
            all,
            "people",
            "People whose first result, or a later one, is of these days. The first is the one taken at the start; where none is marked so, the oldest.",
            rows(Who::First),
        ),
        Figure::new(
            name("with a later one too"),
            count(Who::Both),
            "people",
            "Of those, people with a later result in these days. Only they are compared, each with themselves.",
            rows(Who::Both),
        )
        .of(all),
        Figure::new(
            name("without a later one"),
            count(Who::FirstOnly),
            "people",
            "Of those, people with no later result yet. How they are now is not known.",
            rows(Who::FirstOnly),
        )
        .of(all),
        Figure::new(
            name("with answers left out"),
            count(Who::Incomplete),
            "people",
            "People with an answer left out in a result. A scale counts where its own answers are there both times.",
            rows(Who::Incomplete),
        )
        .of(all),
    ];
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
    let scales = one.scales().into_iter().map(|(code, label, better)| scale(ways, code, label, better));
    let mut table = Table::new(columns, scales.collect()).counting(&[2, 8, 9, 10]);
    // Whoever has both scores of a scale has both results.
    let both = || vec![Number::Rows(rows(Who::Both))];
    table.adds = (0..table.rows.len()).map(|row| Adds::at_most(&[2], vec![row], both())).collect();
    Section { title: one.name.clone(), figures, tables: vec![table] }
}

/// One scale: what people with both scores on it had first and last.
fn scale(ways: &[Way], code: &str, label: &str, better: Better) -> Vec<String> {
    let pairs: Vec<(i64, i64)> = ways.iter().filter_map(|way| way.pair(code)).collect();
    let which = if better == Better::Higher { "higher" } else { "lower" };
    let mut cells = vec![label.to_owned(), which.to_owned(), pairs.len().to_string()];
    if pairs.len() < FEWEST {
        cells.extend(std::iter::repeat_n(TOO_FEW.to_owned(), 8));
        return cells;
    }
    let changes: Vec<i64> = pairs.iter().map(|(first, latest)| latest - first).collect();
    let good = |change: i64| if better == Better::Higher { change } else { -change };
    cells.push(median(pairs.iter().map(|(first, _)| *first).collect()));
    cells.push(median(pairs.iter().map(|(_, latest)| *latest).collect()));
    cells.push(median(changes.clone()));
    let (mean, spread) = mean_and_spread(&changes);
    cells.push(mean);
    cells.push(spread);
    for wanted in [1, 0, -1] {
        let count = changes.iter().filter(|change| good(**change).signum() == wanted).count();
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
