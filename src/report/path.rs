//! How a person came to where they stand: each move in a sentence, and the way as a line over time.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::domain::id::PersonId;
use crate::domain::journey::Rung;
use crate::domain::when;
use crate::store::give::MoveRow;
use crate::store::{Store, StoreError};

/// One move on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The day.
    pub on: NaiveDate,
    /// The number of the group; `None` for the whole.
    pub asset_id: Option<i64>,
    /// Its name; empty for the whole.
    pub group: String,
    /// Where they stood before, a code.
    pub was: &'static str,
    /// Where they stood from then on, a code.
    pub rung: &'static str,
    /// Whether it went up.
    pub up: bool,
    /// Why, without names.
    pub because: String,
}

impl Step {
    fn of(row: MoveRow) -> Self {
        Self {
            on: row.on,
            asset_id: row.asset.map(|asset| asset.0),
            group: row.group,
            was: row.was.code(),
            rung: row.rung.code(),
            up: row.rung > row.was,
            because: row.because,
        }
    }

    /// The move as a sentence: `Fri 13 Feb 2026: participant, attended twice or more`.
    pub fn words(&self) -> String {
        let label = Rung::parse(self.rung).map_or("", Rung::label).to_lowercase();
        let went = if self.up { "" } else { " now" };
        format!("{}: {label}{went}, {}", when::show_day(self.on), self.because)
    }
}

/// Every move of a person, the whole first, then group by group; each by day.
///
/// # Errors
/// The caseload cannot be read.
pub fn ask(store: &Store, person: PersonId) -> Result<Vec<Step>, StoreError> {
    Ok(store.moves_of(person)?.into_iter().map(Step::of).collect())
}

/// How wide the names of the rungs are, with a blank behind.
const NAMES: usize = 12;

/// The way on the whole as a line over time, highest rung on top, in so many columns; nothing where nobody has moved.
pub fn line(steps: &[Step], today: NaiveDate, width: usize) -> Vec<String> {
    let whole: Vec<&Step> = steps.iter().filter(|step| step.asset_id.is_none()).collect();
    let room = width.saturating_sub(NAMES);
    let (Some(first), true) = (whole.first(), room >= 8) else { return Vec::new() };
    let end = today.max(whole.last().map_or(today, |step| step.on));
    let spread = end.signed_duration_since(first.on).num_days().max(1);
    // A little of what was before, so that the first step can be seen.
    let before = u64::try_from(spread / 12 + 7).unwrap_or(7);
    let begin = first.on.checked_sub_days(Days::new(before)).unwrap_or(first.on);
    let days = end.signed_duration_since(begin).num_days().max(1);
    let column = |day: NaiveDate| {
        let at = day.signed_duration_since(begin).num_days() * i64::try_from(room - 1).unwrap_or(1) / days;
        usize::try_from(at).unwrap_or(0)
    };
    let level = |code: &str| Rung::ALL.iter().position(|rung| rung.code() == code).unwrap_or(0);
    let mut levels = vec![0; room];
    for step in &whole {
        let from = column(step.on);
        levels.iter_mut().skip(from).for_each(|here| *here = level(step.rung));
    }
    let top = levels.iter().copied().max().unwrap_or(0);
    let mut rows = vec![vec![' '; room]; top + 1];
    let mut was = 0;
    for (at, here) in levels.iter().copied().enumerate() {
        let (low, high) = (was.min(here), was.max(here));
        for (row, cells) in rows.iter_mut().enumerate() {
            let Some(cell) = cells.get_mut(at) else { continue };
            *cell = match (row == low, row == high) {
                (true, true) => '─',
                (true, false) => {
                    if here == low {
                        '└'
                    } else {
                        '┘'
                    }
                }
                (false, true) => {
                    if here == high {
                        '┌'
                    } else {
                        '┐'
                    }
                }
                (false, false) if row > low && row < high => '│',
                _ => *cell,
            };
        }
        was = here;
    }
    let mut lines: Vec<String> = rows
        .into_iter()
        .zip(Rung::ALL)
        .map(|(cells, rung)| {
            let drawn: String = cells.into_iter().collect();
            format!("{:<NAMES$}{}", rung.label(), drawn.trim_end())
        })
        .rev()
        .collect();
    let (from, until) = (when::show_day(begin), when::show_day(end));
    let gap = room.saturating_sub(from.chars().count() + until.chars().count()).max(1);
    lines.push(format!("{:NAMES$}{from}{}{until}", "", " ".repeat(gap)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(on: &str, was: &'static str, rung: &'static str) -> Step {
        let up = Rung::parse(rung) > Rung::parse(was);
        let because = "seen".to_owned();
        Step { on: on.parse().unwrap(), asset_id: None, group: String::new(), was, rung, up, because }
    }

    #[test]
    fn the_way_is_drawn_from_the_first_step_to_today_with_its_falls() {
        let steps = [
            step("2025-12-01", "newcomer", "recipient"),
            step("2026-01-05", "recipient", "participant"),
            step("2026-01-20", "participant", "contributor"),
            step("2026-02-20", "contributor", "participant"),
        ];
        let today = "2026-03-03".parse().unwrap();
        assert_eq!(
            line(&steps, today, 52),
            [
                "Contributor                        ┌──────────┐",
                "Participant                   ┌────┘          └─────",
                "Recipient        ┌────────────┘",
                "Newcomer    ─────┘",
                "            Mon 17 Nov 2025           Tue 3 Mar 2026"
            ]
        );
        assert_eq!(line(&[], today, 52), Vec::<String>::new());
        assert_eq!(line(&steps, today, 15), Vec::<String>::new());
    }

    #[test]
    fn steps_of_one_day_are_one_stroke() {
        let steps = [step("2026-03-03", "newcomer", "leader")];
        let drawn = line(&steps, "2026-03-03".parse().unwrap(), 40);
        assert!(drawn[0].starts_with("Leader") && drawn[0].ends_with('┌'), "{drawn:?}");
        assert!(drawn[1].ends_with('│') && drawn[5].ends_with('┘'), "{drawn:?}");
    }
}
