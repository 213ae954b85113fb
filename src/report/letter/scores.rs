//! The first and the latest score on each scale, as a letter says them; what was left out never hides what was answered.

use super::facts::ScoreFacts;
use crate::domain::entry::Record;
use crate::domain::instrument::{self, Instrument};
use crate::domain::when;

/// A result: whether it was taken at the start, the day in words, the answers.
struct Taken {
    baseline: bool,
    on: String,
    answers: Vec<Option<i64>>,
}

/// The scores of somebody, the instruments in their order.
pub fn told(measures: &[Record]) -> Vec<ScoreFacts> {
    let mut told = Vec::new();
    for one in instrument::all() {
        let mut of: Vec<&Record> =
            measures.iter().filter(|measure| measure.values.text("instrument") == one.code).collect();
        of.sort_by_key(|measure| (measure.values.day("measured_on"), measure.id));
        let results: Vec<Taken> = of.into_iter().filter_map(|measure| read(one, measure)).collect();
        for (code, label, _) in one.scales() {
            told.extend(scale(one, &results, code, label));
        }
    }
    told
}

fn read(one: &Instrument, measure: &Record) -> Option<Taken> {
    Some(Taken {
        baseline: measure.values.text("stage") == "baseline",
        on: measure.values.day("measured_on").map(when::show_birth).unwrap_or_default(),
        answers: one.read(measure.values.text("items")).ok()?,
    })
}

fn scale(one: &Instrument, results: &[Taken], code: &str, label: &str) -> Option<ScoreFacts> {
    let score = |at: usize| {
        let result = results.get(at)?;
        let score = one.on_scale(code, &result.answers)?;
        Some((instrument::shown(score.hundredths), result.on.clone()))
    };
    let gaps: Vec<(&Taken, String)> =
        results.iter().filter_map(|result| Some((result, one.gap_on(code, &result.answers)?))).collect();
    let what = format!("{}, {}", one.short, label.to_lowercase());
    let baselines: Vec<bool> = results.iter().map(|result| result.baseline).collect();
    let Some(at) = instrument::first(&baselines, |at| score(at).is_some()) else {
        let (result, gap) = gaps.last()?;
        return Some(ScoreFacts {
            what,
            first: gap.clone(),
            first_on: result.on.clone(),
            ..Default::default()
        });
    };
    let (first, first_on) = score(at)?;
    let latest = (at + 1..results.len()).rev().find_map(score).unwrap_or_default();
    // The first of them and the newest: between them there is no news.
    let mut ends: Vec<&(&Taken, String)> = gaps.first().into_iter().chain(gaps.last()).collect();
    ends.dedup_by(|one, other| std::ptr::eq(*one, *other));
    let left_out: Vec<String> =
        ends.into_iter().map(|(result, gap)| format!("{} {gap}", result.on)).collect();
    let left_out = left_out.join("; ");
    Some(ScoreFacts { what, first, first_on, latest: latest.0, latest_on: latest.1, left_out })
}
