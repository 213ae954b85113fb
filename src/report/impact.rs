//! What became of it: goals, ways into the community, and the use of health services before and after, of the same people.

use std::collections::BTreeMap;

use super::activity;
use super::counted::Asker;
use super::outcomes;
use super::rows::RowsOf;
use super::{Figure, Section, TOO_FEW, Table};
use crate::domain::id::PersonId;
use crate::domain::journey::Rung;
use crate::domain::unit_cost::Costs;
use crate::domain::vocabulary::{CONNECTION_STATE, SERVICE};
use crate::store::figures::counted::{By, Of};
use crate::store::figures::lens::Lens;
use crate::store::give::measure::{Measure, Scope};
use crate::store::service_use::{Paired, Uses};
use crate::store::{Store, StoreError};

/// How many sections it has.
pub const SECTIONS: usize = 6;

/// Fewer people than this are not described.
const FEWEST: usize = 5;

/// Which people stand behind a figure of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoUsed {
    /// With anything noted for the days.
    Any,
    /// With as many days before as after.
    Both,
    /// Of those, with fewer uses after.
    Fewer,
    /// Of those, with as many after.
    Same,
    /// Of those, with more after.
    More,
}

impl WhoUsed {
    /// Whether somebody with both counts.
    fn counts(self, pair: &Paired) -> bool {
        match self {
            Self::Any | Self::Both => true,
            Self::Fewer => pair.after < pair.before,
            Self::Same => pair.after == pair.before,
            Self::More => pair.after > pair.before,
        }
    }
}

/// One of its sections, from 0.
///
/// # Errors
/// The caseload cannot be read.
pub fn section(store: &Store, lens: &Lens, costs: Option<&Costs>, n: usize) -> Result<Section, StoreError> {
    match n {
        0 => activity::goals(&Asker::beside_before(store, lens)?),
        1 => Asker::beside_before(store, lens)?.parts(
            "What became of connections",
            (Of::Connections, By::State),
            "connections",
            "Connections made in these days, by how far they have come by now, out of all. Being sent is not yet belonging.",
            &|code| CONNECTION_STATE.label(code).to_owned(),
        ),
        2 => on_the_way(store, lens),
        3 => used(store, lens),
        4 => worth(store, lens, costs),
        _ => Ok(outcomes::caution()),
    }
}

/// Who came further on the way from recipient to contributor. The moves know no practice, area or source.
fn on_the_way(store: &Store, lens: &Lens) -> Result<Section, StoreError> {
    let title = "On the way from recipient to contributor".to_owned();
    if (lens.practice.as_ref().or(lens.area.as_ref()).or(lens.source.as_ref())).is_some() {
        let words = "Moves on the way are counted for everyone or one worker's people, not for a practice, area or source.";
        let table = Table::new(["Not told here"], vec![vec![words.to_owned()]]);
        return Ok(Section { title, figures: Vec::new(), tables: vec![table] });
    }
    let scope = Scope { worker: lens.worker, group: None, from: lens.from, to: lens.to };
    let mut figures = Vec::new();
    for (rung, name) in [
        (Rung::Participant, "Became a participant"),
        (Rung::Contributor, "Became a contributor"),
        (Rung::Leader, "Came to lead"),
    ] {
        let measure = Measure::Reached(rung);
        let value = store.measured(measure, scope)?;
        let definition = "Moves up to this in these days, each with its evidence: attended twice or more, gave at least \
                          once, runs a group. The words are our own, not a standard.";
        figures.push(Figure::new(name, value, "moves", definition, RowsOf::Measured(measure, scope)));
    }
    Ok(Section { title, figures, tables: Vec::new() })
}

/// The people behind a figure of use, in order.
///
/// # Errors
/// The caseload cannot be read.
pub fn people(store: &Store, service: &str, who: WhoUsed, lens: &Lens) -> Result<Vec<PersonId>, StoreError> {
    let uses = store.service_use(lens)?;
    let mut all: Vec<PersonId> = match who {
        WhoUsed::Any => uses.any.iter().filter(|(of, _)| of == service).map(|(_, person)| *person).collect(),
        who => {
            let pairs = uses.pairs.iter().filter(|pair| pair.service == service && who.counts(pair));
            pairs.map(|pair| pair.person).collect()
        }
    };
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn by_service(uses: &Uses) -> BTreeMap<usize, (&'static str, Vec<&Paired>, usize)> {
    let mut all = BTreeMap::new();
    for (at, term) in SERVICE.terms.iter().enumerate() {
        let any = uses.any.iter().filter(|(service, _)| service == term.code).count();
        let pairs: Vec<&Paired> = uses.pairs.iter().filter(|pair| pair.service == term.code).collect();
        if any > 0 {
            all.insert(at, (term.code, pairs, any));
        }
    }
    all
}

fn used(store: &Store, lens: &Lens) -> Result<Section, StoreError> {
    let uses = store.service_use(lens)?;
    let (mut figures, mut rows, mut tells) = (Vec::new(), Vec::new(), Vec::new());
    let mut codes = Vec::new();
    for (code, pairs, any) in by_service(&uses).into_values() {
        let label = SERVICE.label(code);
        let figure = Figure::new(
            format!("{label}: before and after"),
            pairs.len(),
            "people",
            "People with this noted for as many days before a referral as after it (a week more or less), the later days \
             ending in these, out of all with anything noted. Only they are compared, each with themselves.",
            both(code, lens),
        );
        tells.push((rows.len(), 1, both(code, lens)));
        codes.push(code);
        figures.push(figure.of(any));
        rows.push(row(label, &pairs));
    }
    if rows.is_empty() {
        let how = "To note it: Note use of a service on a record, kith add service-use, or kith import service-use.";
        let table =
            Table::new(["Nobody's use of services is noted in these days"], vec![vec![how.to_owned()]]);
        return Ok(Section { title: TITLE.to_owned(), figures, tables: vec![table] });
    }
    let columns =
        ["Service", "People", "Times before", "Times after", "Change, median", "Fewer", "Same", "More"];
    let table = Table::new(columns, rows).counting(&[1, 5, 6, 7]).deriving(&[2, 3, 4]).meaning(&USE);
    // Who uses one service may use another.
    let mut table = Table { tells, again: true, ..table };
    let opened = [(1, WhoUsed::Both), (5, WhoUsed::Fewer), (6, WhoUsed::Same), (7, WhoUsed::More)];
    for (row, code) in codes.into_iter().enumerate() {
        for (column, who) in opened {
            table.open(row, column, "people", RowsOf::Used(code.to_owned(), who, Box::new(lens.clone())));
        }
    }
    Ok(Section { title: TITLE.to_owned(), figures, tables: vec![table] })
}

/// What the columns of the use of services say.
const USE: [(usize, &str); 7] = [
    (
        1,
        "People with this noted for as many days before a referral as after it. Only they are compared, each with themselves.",
    ),
    (2, "How often all of them used it in the days before, added up."),
    (3, "How often all of them used it in the days after, added up."),
    (
        4,
        "The middle one of the changes of each person: times after less times before. Below nought is fewer.",
    ),
    (5, "People who used it less often after than before."),
    (6, "People who used it as often after as before."),
    (7, "People who used it more often after than before."),
];

/// What the columns of the estimate say.
const WORTH: [(usize, &str); 5] = [
    (1, "People with this noted for as many days before a referral as after it."),
    (
        2,
        "How many times fewer all of them used it after than before, added up; below nought they used it more.",
    ),
    (3, "What one use costs on average, by the table of costs."),
    (4, "Times fewer, each at that cost. It is an estimate and no saving that anybody has."),
    (5, "Where the cost is from, and of which year."),
];

/// The people who are compared.
fn both(service: &str, lens: &Lens) -> RowsOf {
    RowsOf::Used(service.to_owned(), WhoUsed::Both, Box::new(lens.clone()))
}

const TITLE: &str = "Use of health services, before and after";

fn row(label: &str, pairs: &[&Paired]) -> Vec<String> {
    let mut cells = vec![label.to_owned(), pairs.len().to_string()];
    if pairs.len() < FEWEST {
        cells.extend(std::iter::repeat_n(TOO_FEW.to_owned(), 6));
        return cells;
    }
    let sum = |of: fn(&Paired) -> i64| pairs.iter().map(|pair| of(pair)).sum::<i64>().to_string();
    let changes: Vec<i64> = pairs.iter().map(|pair| pair.after - pair.before).collect();
    cells.push(sum(|pair| pair.before));
    cells.push(sum(|pair| pair.after));
    cells.push(super::counted::middle(&changes, (1, 2)));
    for wanted in [-1, 0, 1] {
        cells.push(changes.iter().filter(|change| change.signum() == wanted).count().to_string());
    }
    cells
}

/// What the difference would cost at the prices of the team's table; nothing without one.
fn worth(store: &Store, lens: &Lens, costs: Option<&Costs>) -> Result<Section, StoreError> {
    let title = "What the difference would have cost".to_owned();
    let Some(costs) = costs else {
        let how = "An estimate is made only from a table of unit costs, with their source and year: costs.csv beside the settings, \
                   or --costs FILE.";
        let table = Table::new(["Not estimated"], vec![vec![how.to_owned()]]);
        return Ok(Section { title, figures: Vec::new(), tables: vec![table] });
    };
    let uses = store.service_use(lens)?;
    let (mut rows, mut total, mut people) = (Vec::new(), 0_i64, 0);
    let mut tells: Vec<(usize, usize, RowsOf)> = Vec::new();
    for (code, pairs, _) in by_service(&uses).into_values() {
        let Some(cost) = costs.costs.iter().find(|cost| cost.service == code) else { continue };
        let mut cells = vec![SERVICE.label(code).to_owned(), pairs.len().to_string()];
        tells.push((rows.len(), 1, both(code, lens)));
        let fewer: i64 = pairs.iter().map(|pair| pair.before - pair.after).sum();
        let pence = fewer.saturating_mul(i64::try_from(cost.pence).unwrap_or(i64::MAX));
        if pairs.len() < FEWEST {
            cells.extend([
                TOO_FEW.to_owned(),
                pounds(cost.pence.try_into().unwrap_or(0)),
                TOO_FEW.to_owned(),
            ]);
        } else {
            total = total.saturating_add(pence);
            people += 1;
            cells.extend([fewer.to_string(), pounds(cost.pence.try_into().unwrap_or(0)), pounds(pence)]);
        }
        cells.push(format!("{}, {}", cost.source, cost.year));
        rows.push(cells);
    }
    if people > 0 {
        let name = "Together".to_owned();
        rows.push(vec![name, String::new(), String::new(), String::new(), pounds(total), costs.file.clone()]);
    }
    let columns = ["Service", "People", "Times fewer", "Cost of one", "Estimate", "Source and year"];
    let codes: Vec<RowsOf> = tells.iter().map(|(_, _, rows)| rows.clone()).collect();
    let mut estimate = Table::new(columns, rows).counting(&[1]).deriving(&[2, 4]).meaning(&WORTH);
    for (row, of) in codes.into_iter().enumerate() {
        estimate.open(row, 1, "people", of);
    }
    // What one table does not tell of a service, the other cannot tell in pounds, nor in their sum.
    let estimate = Table { tells, follows: Some(TITLE), ..estimate };
    let assumptions = [
        "Each use costs what the table says one costs on average; nobody's own costs are known.",
        "The whole difference is taken as the effect, though there is no group for comparison.",
        "Only people with as many days before as after are in it; nothing is carried over to others, and nothing beyond the days.",
        "A use that did not happen sets free time of a service; it does not pay out money.",
        "What the work itself costs is not taken off.",
    ];
    let assumptions = assumptions.iter().map(|text| vec![(*text).to_owned()]).collect();
    let tables = vec![estimate, Table::new(["What is assumed"], assumptions)];
    Ok(Section { title, figures: Vec::new(), tables })
}

/// Pence as pounds: `£1,234.50`, `-£20`.
fn pounds(pence: i64) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    let whole = (pence.unsigned_abs() / 100).to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match pence.unsigned_abs() % 100 {
        0 => format!("{sign}£{grouped}"),
        rest => format!("{sign}£{grouped}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::pounds;

    #[test]
    fn money_is_written_as_people_write_it() {
        assert_eq!(pounds(123_450), "£1,234.50");
        assert_eq!(pounds(-2_000), "-£20");
        assert_eq!(pounds(100_000_000), "£1,000,000");
        assert_eq!(pounds(5), "£0.05");
    }
}
