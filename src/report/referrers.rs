//! The referral loop: who refers, who has gone quiet, who still waits to hear, how many had to come through a practice.

use chrono::NaiveDate;

use super::rows::{RowLine, RowsOf};
use super::{Adds, Figure, Number, Opens, Section, Table, community};
use crate::domain::entity::Entity;
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::domain::when;
use crate::store::figures::lens::Whose;
use crate::store::figures::{PRACTICES, QUIET_FROM, Referrals, Referrer, Sent};
use crate::store::page::{Page, Span};
use crate::store::{Store, StoreError};

/// How many rows the table holds.
const ROWS: usize = 200;

/// What is said of a referrer who has gone quiet.
const QUIET: &str = "Gone quiet";

/// What is said where nobody refers, and how a referral comes there.
const NOBODY: &str = "Nobody has referred anyone in two years";
const HOW: &str =
    "Referrals come in by kith import referrals FILE, kith add referral, or New referral on the screen.";

/// What counts as gone quiet.
const DEFINITION: &str = "Referrers who sent three or more in the past year and none in its last ninety days, out of all \
                          who referred in two years.";

/// The sections of the report.
///
/// # Errors
/// The caseload cannot be read.
pub fn sections(store: &Store, whose: &Whose, today: NaiveDate) -> Result<Vec<Section>, StoreError> {
    let all = store.referrers(today, whose)?;
    let mut figures = community::loop_figures(store, whose)?;
    let quiet = all.iter().filter(|one| one.is_quiet()).count();
    figures
        .push(Figure::new(QUIET, quiet, "referrers", DEFINITION, RowsOf::Quiet(whose.clone())).of(all.len()));
    let (going_on, groups) = store.connections_going_on()?;
    let share = Figure::new(
        "To groups and neighbours",
        groups,
        "connections",
        "Connections that go on and lead to a group or a resident, not to an organisation, place or business, out of all \
         that go on.",
        RowsOf::ToGroups,
    );
    let table = who_refers(&all, &figures, (whose, today));
    let mut sections = vec![Section { title: "The referral loop".to_owned(), figures, tables: Vec::new() }];
    // Where people are led is told of everyone in the file.
    if *whose == Whose::default() {
        let figures = vec![share.of(going_on)];
        sections.push(Section { title: "Where people are led".to_owned(), figures, tables: Vec::new() });
    }
    let table = table.or_said(NOBODY, HOW);
    let tables = std::iter::once(table).chain(community::not_all(all.len(), ROWS)).collect();
    sections.push(Section { title: "Who refers".to_owned(), figures: Vec::new(), tables });
    Ok(sections)
}

/// Each of those who refer. Its columns are 365 days each, and do not overlap but for the last ninety of the first.
fn who_refers(all: &[Referrer], figures: &[Figure], (whose, today): (&Whose, NaiveDate)) -> Table {
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
    let mut table = Table::new(columns, shown().map(row).collect()).counting(&[1, 2, 3, 5]).meaning(&COLUMNS);
    table.nested = vec![(3, 1)];
    for (row, one) in shown().enumerate() {
        opened(&mut table, row, one, (whose, today));
    }
    // What the figures count of all days, the columns count of two years: where no more is known, it is the same.
    let gate = RowsOf::Referrals(Referrals::OfPractices, whose.clone());
    let unheard = RowsOf::Referrals(Referrals::Unheard, whose.clone());
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

/// What the columns say.
const COLUMNS: [(usize, &str); 6] = [
    (1, "Referrals from them in the 365 days up to today."),
    (2, "Referrals from them in the 365 days before those."),
    (3, "Of the past year, those of its last ninety days."),
    (4, "The day on which their newest referral was received."),
    (5, "Their referrals of the two years whose referrer would like to hear how it went and has not."),
    (6, "Gone quiet: three or more in the past year and none in its last ninety days."),
];

/// What the row of a referrer opens: all they sent in the two years, and what each number counts.
fn opened(table: &mut Table, row: usize, one: &Referrer, (whose, today): (&Whose, NaiveDate)) {
    let sent = |part: Sent| {
        let (organisation, source) = (one.organisation.clone(), one.source.clone());
        RowsOf::Referrals(Referrals::Sent { organisation, source, part, until: today }, whose.clone())
    };
    let all = one.year + one.year_before;
    let definition = "Referrals that came from them in the two years up to today.";
    let figure = Figure::new(name(one), all, "referrals", definition, sent(Sent::TwoYears));
    table.opens.push(Opens { row, column: 0, figure });
    for (column, part) in [(1, Sent::Year), (2, Sent::YearBefore), (3, Sent::Lately), (5, Sent::Unheard)] {
        table.open(row, column, "referrals", sent(part));
    }
}

/// Who referred and does not any more.
///
/// # Errors
/// The caseload cannot be read.
pub fn quiet(
    store: &Store,
    today: NaiveDate,
    whose: &Whose,
    span: Span,
) -> Result<Page<RowLine>, StoreError> {
    let all: Vec<_> = store.referrers(today, whose)?.into_iter().filter(Referrer::is_quiet).collect();
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
