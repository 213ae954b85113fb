//! The measure of reciprocity: who is asked, offers, gives and receives, who moves on the way, and where people are led.
//!
//! The measures and their definitions are those of the field notes of the product (`docs/measures.md`). Never a ranking:
//! people are counted, not compared.

use chrono::{Datelike as _, Months, NaiveDate};

use super::rows::RowsOf;
use super::{Adds, Figure, Number, Report, Section, Table};
use crate::domain::journey::Rung;
use crate::domain::when;
use crate::store::give::measure::{Measure, Scope};
use crate::store::page::Span;
use crate::store::{Store, StoreError};

/// How many quarters the table of the way over time has.
const QUARTERS: u32 = 8;

/// The measures over the days of a scope, with whom they are about in the title.
///
/// # Errors
/// The caseload cannot be read.
pub fn ask(store: &Store, scope: Scope, of: &str) -> Result<Report, StoreError> {
    let days = format!("{} to {}", when::show_day(scope.from), when::show_day(scope.to));
    let whose = if of.is_empty() { String::new() } else { format!("{of}, ") };
    let mut sections = (0..SECTIONS).map(|n| section(store, scope, n)).collect::<Result<Vec<_>, _>>()?;
    sections.push(by_quarter(store, scope)?);
    Ok(Report { title: format!("Reciprocity, {whose}{days}"), sections })
}

/// What was quarter by quarter.
///
/// # Errors
/// The caseload cannot be read.
pub fn by_quarter(store: &Store, scope: Scope) -> Result<Section, StoreError> {
    let tables = vec![Asker { store, scope }.quarters()?];
    Ok(Section { title: BY_QUARTER.to_owned(), figures: Vec::new(), tables })
}

/// How many sections of figures there are.
pub const SECTIONS: usize = 4;

/// The title above what was quarter by quarter.
const BY_QUARTER: &str = "Quarter by quarter";

/// One of the sections of figures, from 0, for a screen that fills them in one after another.
///
/// # Errors
/// The caseload cannot be read.
pub fn section(store: &Store, scope: Scope, n: usize) -> Result<Section, StoreError> {
    let asker = Asker { store, scope };
    match n {
        0 => asker.asking(),
        1 => asker.giving(),
        2 => asker.way(),
        _ => asker.leading(),
    }
}

/// What is counted quarter by quarter but for moves up.
const COUNTED: [(Measure, &str); 6] = [
    (Measure::Asked, "people"),
    (Measure::Offers, "offers"),
    (Measure::Gives, "times"),
    (Measure::Receives, "times"),
    (Measure::Both, "people"),
    (Measure::FirstGive, "people"),
];

/// What the columns of the quarters say.
const QUARTERLY: [(usize, &str); 7] = [
    (1, "People in our work now who were asked in the quarter what they would like to give."),
    (2, "Offers that were made in the quarter."),
    (3, "Times our people gave in the quarter."),
    (4, "Times our people received in the quarter."),
    (5, "People with at least one give and one receive in the quarter."),
    (6, "People whose first noted give of all falls into the quarter."),
    (7, "Moves up on the way in the quarter, on the whole or in the group that is chosen."),
];

struct Asker<'a> {
    store: &'a Store,
    scope: Scope,
}

impl Asker<'_> {
    fn count(&self, measure: Measure) -> Result<usize, StoreError> {
        self.store.measured(measure, self.scope)
    }

    fn figure(
        &self,
        name: &str,
        measure: Measure,
        unit: &'static str,
        definition: &'static str,
    ) -> Result<Figure, StoreError> {
        Ok(self.counted(name, (measure, self.count(measure)?), unit, definition))
    }

    /// A figure that is counted already.
    fn counted(
        &self,
        name: &str,
        (measure, value): (Measure, usize),
        unit: &'static str,
        definition: &'static str,
    ) -> Figure {
        Figure::new(name, value, unit, definition, RowsOf::Measured(measure, self.scope))
    }

    fn asking(&self) -> Result<Section, StoreError> {
        let in_work = self.count(Measure::InWork)?;
        let asked = self.figure(
            "Asked",
            Measure::Asked,
            "people",
            "People in our work now who were asked in these days what they would like to give, out of all in our work now.",
        )?;
        let offered = self.figure(
            "Offered something",
            Measure::Offered,
            "people",
            "Of those who were asked, the people who answered with an offer or made one in these days.",
        )?;
        let used = self.figure(
            "Offers taken up",
            Measure::OffersUsed,
            "offers",
            "Offers made in these days that a give has answered, whenever that was, out of all offers made in these days.",
        )?;
        let whole = asked.value;
        let offers = self.count(Measure::Offers)?;
        Ok(Section {
            title: "Asked and offered".to_owned(),
            figures: vec![asked.of(in_work), offered.of(whole), used.of(offers)],
            tables: Vec::new(),
        })
    }

    fn giving(&self) -> Result<Section, StoreError> {
        let sums = self.store.exchanged(self.scope)?;
        let both = self.counted(
            "Gave and received",
            (Measure::Both, sums.both),
            "people",
            "People with at least one give and one receive in these days, out of those with either.",
        );
        let gives = self.counted(
            "Gives among gives and receives",
            (Measure::Gives, sums.gives),
            "times",
            "Times our people gave in these days, out of the times they gave or received. What one of them gives another \
             counts on both sides. It is a balance to look at, not a goal, and nobody is ranked by it.",
        );
        let thanked = self.counted(
            "Thanked",
            (Measure::Thanked, sums.thanked),
            "times",
            "Times our people gave in these days and thanks were noted, out of the times they gave.",
        );
        let first = self.store.measure_rows(Measure::FirstGive, self.scope, Span::first(usize::MAX))?;
        let rows = RowsOf::Measured(Measure::FirstGive, self.scope);
        let new = Figure::new(
            "Gave for the first time",
            first.total,
            "people",
            "People whose first noted give of all falls into these days.",
            rows.clone(),
        );
        let lag: Vec<i64> = first.rows.iter().filter_map(|row| row.days).filter(|days| *days >= 0).collect();
        let describes = Some(lag.len());
        let lag = Figure::new(
            "Days to the first give",
            median(lag),
            "days",
            "Of those who gave for the first time in these days: the days from their first referral to that give, the \
             middle one of all (the lower of two).",
            rows,
        );
        let lag = Figure { describes, ..lag };
        let (times, whole) = (gives.value, gives.value.saturating_add(sums.receives));
        Ok(Section {
            title: "Given and received".to_owned(),
            figures: vec![both.of(sums.either), gives.of(whole), thanked.of(times), new, lag],
            tables: Vec::new(),
        })
    }

    fn way(&self) -> Result<Section, StoreError> {
        let mut figures = Vec::new();
        for rung in risen_to() {
            figures.push(self.figure(
                &format!("Became {}", rung.label().to_lowercase()),
                Measure::Reached(rung),
                "times",
                "Moves up to this place in these days, by what shows it or by agreement with them: on the whole, or in the group \
                 where one is chosen.",
            )?);
        }
        figures.push(self.figure(
            "Moved down",
            Measure::Down,
            "times",
            "Moves down in these days. Nothing but a worker's word, agreed with the person, moves anybody down.",
        )?);
        Ok(Section { title: "On the way".to_owned(), figures, tables: Vec::new() })
    }

    fn leading(&self) -> Result<Section, StoreError> {
        let groups = self.figure(
            "To groups and neighbours",
            Measure::ToGroups,
            "connections",
            "Connections that go on now and lead to a group or a resident, out of all that go on.",
        )?;
        let going = self.count(Measure::GoingOn)?;
        let services = self.figure(
            "Services only",
            Measure::ServicesOnly,
            "people",
            "People in our work now who are connected to services and places alone, out of those with any connection \
             that goes on.",
        )?;
        let connected = self.count(Measure::Connected)?;
        let gate = self.figure(
            "Through a practice",
            Measure::ThroughPractice,
            "referrals",
            "Referrals received in these days that came from a GP, a practice nurse or other primary care, out of all \
             received in these days.",
        )?;
        let referrals = self.count(Measure::Referrals)?;
        Ok(Section {
            title: "Where people are led".to_owned(),
            figures: vec![groups.of(going), services.of(connected), gate.of(referrals)],
            tables: Vec::new(),
        })
    }

    /// The last quarters up to the last day, the oldest first, from the first in which anything was.
    fn quarters(&self) -> Result<Table, StoreError> {
        let columns =
            ["Quarter", "Asked", "Offers", "Gave", "Received", "Gave and received", "Gave first", "Rose"];
        let stretches: Vec<(NaiveDate, NaiveDate)> =
            (0..QUARTERS).rev().filter_map(|back| quarter(self.scope.to, back)).collect();
        let from = stretches.first().map_or(self.scope.from, |(from, _)| *from);
        let all = Scope { from, ..self.scope };
        let sums = self.store.exchanged_in(all, &stretches)?;
        let offers = self.store.measured_by_day(Measure::Offers, all)?;
        let first = self.store.measured_by_day(Measure::FirstGive, all)?;
        let mut rose = Vec::new();
        for rung in risen_to() {
            rose.extend(self.store.measured_by_day(Measure::Reached(rung), all)?);
        }
        let mut rows: Vec<(Scope, Vec<usize>)> = Vec::new();
        for ((from, to), sums) in stretches.into_iter().zip(sums) {
            let asker = Asker { store: self.store, scope: Scope { from, to, ..self.scope } };
            let count = |days: &[(NaiveDate, usize)]| -> usize {
                days.iter().filter(|(day, _)| (from..=to).contains(day)).map(|(_, n)| n).sum()
            };
            let counts = vec![
                // Somebody can be asked in several quarters, and counts in each.
                asker.count(Measure::Asked)?,
                count(&offers),
                sums.gives,
                sums.receives,
                sums.both,
                count(&first),
                count(&rose),
            ];
            if !rows.is_empty() || to == self.scope.to || counts.iter().any(|n| *n > 0) {
                rows.push((asker.scope, counts));
            }
        }
        let words = rows.iter().map(|(scope, counts)| {
            let name = format!("{} {}", scope.from.year(), quarter_of(scope.from));
            std::iter::once(name).chain(counts.iter().map(usize::to_string)).collect()
        });
        let mut table =
            Table::new(columns, words.collect()).counting(&[1, 2, 3, 4, 5, 6, 7]).meaning(&QUARTERLY);
        table.over_time = true;
        for (row, (scope, _)) in rows.iter().enumerate() {
            for (column, (measure, unit)) in COUNTED.into_iter().enumerate() {
                table.open(row, column + 1, unit, RowsOf::Measured(measure, *scope));
            }
            table.open(row, 7, "times", RowsOf::Measured(Measure::Risen, *scope));
        }
        table.adds = self.adds(&rows);
        Ok(table)
    }

    /// What the columns add up to: the figures of the days, as far as the quarters lie in them.
    fn adds(&self, rows: &[(Scope, Vec<usize>)]) -> Vec<Adds> {
        let days = self.scope;
        let at = |inside: &dyn Fn(&Scope) -> bool| -> Vec<usize> {
            rows.iter().enumerate().filter(|(_, (scope, _))| inside(scope)).map(|(at, _)| at).collect()
        };
        let within = at(&|quarter| quarter.from >= days.from);
        let over = at(&|quarter| quarter.to >= days.from);
        let whole = quarter(days.to, QUARTERS - 1).is_some_and(|(from, _)| from <= days.from);
        let rows = |measure| RowsOf::Measured(measure, days);
        let adds = |column: usize, once: bool, to: Vec<Number>| Adds {
            columns: vec![column],
            within: within.clone(),
            over: over.clone(),
            whole,
            once,
            rest: false,
            to,
        };
        vec![
            adds(1, true, vec![Number::Rows(rows(Measure::Asked))]),
            adds(2, false, vec![Number::WholeOf(rows(Measure::OffersUsed))]),
            adds(3, false, vec![Number::Rows(rows(Measure::Gives))]),
            adds(4, false, vec![Number::RestOf(rows(Measure::Gives))]),
            // Somebody who gives in one quarter and receives in another does both in neither.
            Adds { whole: false, ..adds(5, true, vec![Number::Rows(rows(Measure::Both))]) },
            adds(6, false, vec![Number::Rows(rows(Measure::FirstGive))]),
            adds(7, false, risen_to().map(|rung| Number::Rows(rows(Measure::Reached(rung)))).collect()),
        ]
    }
}

/// The places that people move up to.
fn risen_to() -> impl Iterator<Item = Rung> {
    Rung::ALL.into_iter().filter(|rung| *rung != Rung::Newcomer)
}

/// The first and the last day of the quarter so many before that of a day; no day after it counts.
pub fn quarter(day: NaiveDate, back: u32) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1)?;
    let from = first.checked_sub_months(Months::new(back.checked_mul(3)?))?;
    let last = from.checked_add_months(Months::new(3))?.pred_opt()?;
    Some((from, last.min(day)))
}

fn quarter_of(day: NaiveDate) -> String {
    format!("Q{}", day.month0() / 3 + 1)
}

/// The middle one of all, the lower of two; 0 of none.
fn median(mut all: Vec<i64>) -> usize {
    all.sort_unstable();
    let middle = all.len().saturating_sub(1) / 2;
    all.get(middle).and_then(|days| usize::try_from(*days).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_begin_on_their_day_and_the_last_ends_with_the_day_asked() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-03-03");
        assert_eq!(quarter(today, 0), Some((day("2026-01-01"), today)));
        assert_eq!(quarter(today, 1), Some((day("2025-10-01"), day("2025-12-31"))));
        assert_eq!(quarter(day("2025-12-31"), 2), Some((day("2025-04-01"), day("2025-06-30"))));
    }

    #[test]
    fn the_middle_of_days_is_the_lower_of_two_and_none_is_nought() {
        assert_eq!(median(vec![9, 1, 5]), 5);
        assert_eq!(median(vec![9, 1, 5, 7]), 5);
        assert_eq!((median(vec![3]), median(Vec::new())), (3, 0));
    }
}
