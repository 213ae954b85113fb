//! How somebody was over time, scale by scale: a line of bars from the first result to the latest, with their own words.

use super::way::Point;
use crate::domain::entity::Entity;
use crate::domain::entry::Record;
use crate::domain::id::PersonId;
use crate::domain::instrument::{self, Better, Instrument};
use crate::domain::when;
use crate::store::{Store, StoreError};

/// How long the longest bar is.
const LENGTH: i64 = 20;

/// Each scale on which a person has results, the instruments in their order.
///
/// # Errors
/// The caseload cannot be read.
pub fn ask(store: &Store, person: PersonId) -> Result<Vec<Point>, StoreError> {
    let mut all = store.records_of(Entity::Measure, "person_id", person.0)?;
    all.sort_by_key(|measure| (measure.values.day("measured_on"), measure.id));
    let mut points = Vec::new();
    for one in instrument::all() {
        let of: Vec<&Record> =
            all.iter().filter(|measure| measure.values.text("instrument") == one.code).collect();
        for (code, label, better) in one.scales() {
            points.extend(scale(one, &of, code, label, better));
        }
    }
    Ok(points)
}

fn scale(one: &Instrument, of: &[&Record], code: &str, label: &str, better: Better) -> Option<Point> {
    let (least, most) = one.range(code)?;
    let mut lines = Vec::new();
    let mut words = String::new();
    let mut last = None;
    for measure in of {
        let Ok(answers) = one.read(measure.values.text("items")) else { continue };
        let on = measure.values.day("measured_on").map(when::show_birth).unwrap_or_default();
        let Some(score) = one.on_scale(code, &answers) else {
            lines.extend(one.gap_on(code, &answers).map(|gap| format!("{on:<11}      -  {gap}")));
            continue;
        };
        let above = (score.hundredths - least * 100).max(0) * LENGTH / ((most - least) * 100).max(1);
        let bar = "#".repeat(usize::try_from(above.min(LENGTH)).unwrap_or(0));
        lines.push(format!("{on:<11}  {:>5}  {bar}", instrument::shown(score.hundredths)));
        last = Some(measure.id);
        if !measure.values.text("words").is_empty() {
            words = format!("{on}: \"{}\"", measure.values.text("words"));
        }
    }
    let which = if better == Better::Higher { "higher" } else { "lower" };
    Some(Point {
        record: Some((Entity::Measure, last?)),
        name: format!("{}, {}: {least} to {most}, {which} is better", one.short, label.to_lowercase()),
        text: lines.join("\n"),
        words,
        open: true,
        late: false,
        steps: Vec::new(),
    })
}
