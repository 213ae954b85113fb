//! The results of each person, and what some days see of them: the first that says something and the latest of the days.

use super::{Change, Who};
use crate::domain::id::PersonId;
use crate::domain::instrument::{self, Better, Instrument, Score};
use crate::store::figures::lens::Lens;
use crate::store::measure::Taken;
use crate::store::{Store, StoreError};

/// A result.
#[derive(Clone, Debug)]
struct Said {
    on: String,
    baseline: bool,
    /// Dated before the first referral.
    early: bool,
    complete: bool,
    scores: Vec<Score>,
}

/// The results of a person, the oldest first.
#[derive(Clone, Debug)]
pub struct Way {
    person: PersonId,
    results: Vec<Said>,
}

/// The results of a person up to the last of some days.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// Whose they are.
    pub person: PersonId,
    results: &'a [Said],
    from: &'a str,
}

/// The first and the last day of a lens, as results say theirs.
#[derive(Clone, Debug)]
pub struct Days {
    from: String,
    to: String,
}

impl Days {
    /// The days of a lens.
    pub fn of(lens: &Lens) -> Self {
        Self { from: lens.from.to_string(), to: lens.to.to_string() }
    }
}

impl Way {
    /// The results of everybody a lens lets through, up to its last day, in order.
    pub fn all(store: &Store, one: &Instrument, lens: &Lens) -> Result<Vec<Self>, StoreError> {
        let taken = store.measures_taken(&one.code, lens)?;
        let of_one = taken.chunk_by(|one, other| one.person == other.person);
        Ok(of_one.filter_map(|results| Self::of(one, results)).collect())
    }

    fn of(one: &Instrument, results: &[Taken]) -> Option<Self> {
        let read = |result: &Taken| {
            let answers = one.read(&result.items).unwrap_or_default();
            Said {
                on: result.on.clone(),
                baseline: result.baseline,
                early: result.early,
                complete: one.is_complete(&answers),
                scores: one.scores(&answers),
            }
        };
        Some(Self { person: results.first()?.person, results: results.iter().map(read).collect() })
    }

    /// What some days see; nothing of somebody without a result in them.
    pub fn seen<'a>(&'a self, days: &'a Days) -> Option<Seen<'a>> {
        let until = self.results.partition_point(|one| one.on <= days.to);
        let results = self.results.get(..until)?;
        results.last().filter(|last| last.on >= days.from)?;
        Some(Seen { person: self.person, results, from: &days.from })
    }
}

impl Seen<'_> {
    /// The first result that gives what is asked for, and the latest of the days after it.
    fn ends(&self, gives: impl Fn(&[Score]) -> bool) -> Option<(usize, Option<usize>)> {
        let is = |at: usize| self.results.get(at).is_some_and(|one| gives(&one.scores));
        let baselines: Vec<bool> = self.results.iter().map(|one| one.baseline).collect();
        let first = instrument::first(&baselines, is)?;
        let in_days = |at: usize| self.results.get(at).is_some_and(|one| one.on.as_str() >= self.from);
        let latest = (first + 1..self.results.len()).rev().find(|at| is(*at)).filter(|at| in_days(*at));
        // A result before the days, without one in them, is no matter of this report.
        (latest.is_some() || in_days(first)).then_some((first, latest))
    }

    /// How their score on a scale changed; nothing without a pair of scores.
    pub fn change(&self, scale: &str, better: Better) -> Option<Change> {
        let (first, latest) = self.pair(scale)?;
        Some(Change::of(latest - first, better))
    }

    /// Both scores on a scale, in hundredths.
    pub fn pair(&self, scale: &str) -> Option<(i64, i64)> {
        let on =
            |scores: &[Score]| scores.iter().find(|score| score.scale == scale).map(|score| score.hundredths);
        let (first, latest) = self.ends(|scores| on(scores).is_some())?;
        let at = |at: usize| self.results.get(at).and_then(|one| on(&one.scores));
        Some((at(first)?, at(latest?)?))
    }

    /// Whether they stand behind a figure.
    pub fn is(&self, who: Who) -> bool {
        let [is] = self.is_all([who]);
        is
    }

    /// Whether they stand behind each of some figures.
    pub fn is_all<const N: usize>(&self, all: [Who; N]) -> [bool; N] {
        let ends = self.ends(|scores| !scores.is_empty());
        all.map(|who| match who {
            Who::First => ends.is_some(),
            Who::Both => ends.is_some_and(|(_, latest)| latest.is_some()),
            Who::FirstOnly => ends.is_some_and(|(_, latest)| latest.is_none()),
            Who::Incomplete => ends.is_some() && self.results.iter().any(|one| !one.complete),
            Who::Early => {
                ends.and_then(|(first, _)| self.results.get(first)).is_some_and(|first| first.early)
            }
            Who::NoScore => ends.is_none(),
        })
    }
}
