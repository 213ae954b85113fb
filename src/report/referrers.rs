//! The referral loop: who refers, who has gone quiet, who still waits to hear, how many had to come through a practice.

use chrono::NaiveDate;

use super::rows::{RowLine, RowsOf};
use super::{Adds, Figure, Number, Section, Table, community};
use crate::domain::entity::Entity;
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::domain::when;
use crate::store::figures::{PRACTICES, QUIET_FROM, Referrals, Referrer};
use crate::store::page::{Page, Span};
use crate::store::{Store, StoreError};

/// How many rows the table holds.
const ROWS: usize = 200;

/// What is said of a referrer who has gone quiet.
const QUIET: &str = "Gone quiet";

/// What counts as gone quiet.
const DEFINITION: &str = "Referrers who sent three or more in the past year and none in its last ninety days, out of all \
                          who referred in two years.";

/// The sections of the report.
///
/// # Errors
/// The caseload cannot be read.
pub fn sections(store: &Store, today: NaiveDate) -> Result<Vec<Section>, StoreError> {
    let all = store.referrers(today)?;
    let mut figures = community::loop_figures(store, None)?;
    let quiet = all.iter().filter(|one| one.is_quiet()).count();
    figures.push(Figure::new(QUIET, quiet, "referrers", DEFINITION, RowsOf::Quiet).of(all.len()));
    let (going_on, groups) = store.connections_going_on()?;
    let share = Figure::new(
        "To groups and neighbours",
        groups,
        "connections",
        "Connections that go on and lead to a group or a resident, not to an organisation, place or business, out of all \
         that go on.",
        RowsOf::ToGroups,
    );
    let table = who_refers(&all, &figures, today);
    Ok(vec![
        Section { title: "The referral loop".to_owned(), figures, tables: Vec::new() },
        Section {
            title: "Where people are led".to_owned(),
            figures: vec![share.of(going_on)],
            tables: Vec::new(),
        },
        Section { title: "Who refers".to_owned(), figures: Vec::new(), tables: vec![table] },
    ])
}

/// Each of those who refer. Its columns are 365 days each, and do not overlap but for the last ninety of the first.
fn who_refers(all: &[Referrer], figures: &[Figure], today: NaiveDate) -> Table {
    let columns = ["Who", "Past year", "Year before that", "Last 90 days", "Last one", "Wait to hear", "Now"];
    let row = |one: &Referrer| {
        vec![
            name(one),
            one.year.to_string(),
            one.year_before.to_string(),
            one.lately.to_string(),
            one.last.map(when::show_day).unwrap_or_default(),
            one.unheard.to_string(),
            if one.is_quiet() { QUIET.to_owned() } else { String::new() },
        ]
    };
    let shown = || all.iter().take(ROWS);
    let mut table = Table::new(columns, shown().map(row).collect()).counting(&[1, 2, 3, 5]);
    table.nested = vec![(3, 1)];
    table.opens = shown().map(|one| opened(one, today)).collect();
    // What the figures count of all days, the columns count of two years: where no more is known, it is the same.
    let gate = RowsOf::Referrals(Referrals::OfPractices, None);
    let unheard = RowsOf::Referrals(Referrals::Unheard, None);
    let every: Vec<usize> = (0..table.rows.len()).collect();
    let practices = shown().enumerate().filter(|(_, one)| PRACTICES.contains(&one.source.as_str()));
    let practices: Vec<usize> = practices.map(|(at, _)| at).collect();
    let two_years = |rows: &[usize]| -> usize {
        rows.iter().filter_map(|at| all.get(*at)).map(|one| one.year + one.year_before).sum()
    };
    let figure = |rows: &RowsOf| figures.iter().find(|figure| figure.rows == *rows);
    let through = figure(&gate).map_or(0, |figure| figure.value);
    let whole = figure(&gate).and_then(|figure| figure.of).unwrap_or(0);
    let wait = figure(&unheard).map_or(0, |figure| figure.value);
    let adds = |columns: &[usize], rows: &[usize], own: usize, total: usize, to: Number| {
        let make = if own == total { Adds::exactly } else { Adds::at_most };
        make(columns, rows.to_vec(), vec![to])
    };
    table.adds = vec![
        adds(&[1, 2], &every, two_years(&every), whole, Number::WholeOf(gate.clone())),
        adds(&[1, 2], &practices, two_years(&practices), through, Number::Rows(gate)),
        adds(&[5], &every, shown().map(|one| one.unheard).sum(), wait, Number::Rows(unheard)),
    ];
    table
}

/// What the row of a referrer opens.
fn opened(one: &Referrer, until: NaiveDate) -> Figure {
    let sent = Referrals::Sent { organisation: one.organisation.clone(), source: one.source.clone(), until };
    let definition = "Referrals that came from them in the two years up to today.";
    let rows = RowsOf::Referrals(sent, None);
    Figure::new(name(one), one.year + one.year_before, "referrals", definition, rows)
}

/// Who referred and does not any more.
///
/// # Errors
/// The caseload cannot be read.
pub fn quiet(store: &Store, today: NaiveDate, span: Span) -> Result<Page<RowLine>, StoreError> {
    let all: Vec<_> = store.referrers(today)?.into_iter().filter(Referrer::is_quiet).collect();
    let total = all.len();
    let rows = all.iter().skip(span.from).take(span.most).map(|one| RowLine {
        record: (Entity::Referral, one.newest),
        person: None,
        asset: None,
        name: name(one),
        detail: format!(
            "{} in the past year, none since {}",
            super::counted(one.year, "referral", "referrals"),
            one.last.map(when::show_day).unwrap_or_default()
        ),
        marked: true,
    });
    Ok(Page { rows: rows.collect(), from: span.from, total })
}

/// What somebody who refers is called: the organisation, or the source.
fn name(referrer: &Referrer) -> String {
    let source = REFERRAL_SOURCE.label(&referrer.source);
    if referrer.organisation.is_empty() {
        source.to_owned()
    } else {
        format!("{} ({source})", referrer.organisation)
    }
}

// The definition says three in words.
const _: () = assert!(QUIET_FROM == 3);
