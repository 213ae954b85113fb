//! One worker's caseload for a talk with whoever supports them: what came and went, what is late, who waits longest, and a sheet
//! to hand over by. It is about the work and never a comparison of workers.

use super::months::Months;
use super::rows::RowsOf;
use super::{Section, Table, caseload};
use crate::domain::name;
use crate::domain::standing::State;
use crate::domain::when;
use crate::store::figures::Set;
use crate::store::figures::counted::{By, Counted, Of};
use crate::store::figures::lens::Lens;
use crate::store::page::Span;
use crate::store::queue::QueueRow;
use crate::store::{Store, StoreError};

/// How many pieces it has.
pub const PIECES: usize = 4;

/// So many who wait longest are named.
const LONGEST: usize = 10;

/// So many people stand on a sheet to hand over by.
const SHEET: usize = 500;

/// One of its pieces, from 0.
///
/// # Errors
/// The caseload cannot be read.
pub fn piece(store: &Store, lens: &Lens, n: usize) -> Result<Vec<Section>, StoreError> {
    let today = store.clock().today();
    Ok(match n {
        0 => caseload::sections(store, &lens.worker.into(), today)?.into_iter().take(2).collect(),
        1 => vec![ebb_and_flow(store, lens)?],
        2 => waits(store, lens)?.into_iter().collect(),
        _ => sheet(store, lens)?.into_iter().collect(),
    })
}

/// What came and went month by month.
fn ebb_and_flow(store: &Store, lens: &Lens) -> Result<Section, StoreError> {
    let counted = [
        (Of::Referrals, "referrals"),
        (Of::Opened, "episodes"),
        (Of::Closed, "episodes"),
        (Of::Contacts, "contacts"),
    ];
    // A month in which nothing came or went is a part of the ebb.
    let months = Months::of(store, &counted.map(|(of, _)| of), lens)?;
    let rows = if months.is_anything() { months.rows() } else { Vec::new() };
    let mut table = Table::new(["Month", "Referrals", "Work begun", "Work closed", "Contacts"], rows)
    .counting(&[1, 2, 3, 4])
    .meaning(&[
        (1, "Referrals received in the month."),
        (2, "Pieces of work with a person that were opened in the month."),
        (3, "Pieces of work that were closed in the month."),
        (4, "Contacts with people in the month, also where nobody was reached; a worker's are those this worker made."),
    ]);
    table.over_time = true;
    for (row, month) in months.codes().enumerate() {
        for (column, (of, unit)) in counted.into_iter().enumerate() {
            let rows = Counted::part(of, By::Month, month, lens);
            table.open(row, column + 1, unit, RowsOf::Counted(Box::new(rows)));
        }
    }
    let table = table.or_said(
        "Nothing came or went in these days",
        "Referrals, work that is begun or closed, and contacts are counted here, month by month.",
    );
    Ok(Section { title: "What came and went".to_owned(), figures: Vec::new(), tables: vec![table] })
}

fn waits(store: &Store, lens: &Lens) -> Result<Option<Section>, StoreError> {
    // They come by name: whoever waits longest may be the last of them.
    let mut rows = store.people_of(Set::In(State::Waiting), lens.worker, Span::first(usize::MAX))?.rows;
    rows.sort_by_key(|row| row.waiting_since);
    let line = |row: &QueueRow| {
        let since = row.waiting_since.map(when::show_day).unwrap_or_default();
        let due = row.contact_by.map(when::show_day).unwrap_or_default();
        vec![listed(row), since, due]
    };
    let table = Table::new(
        ["Who waits longest", "Since", "First contact by"],
        rows.iter().take(LONGEST).map(line).collect(),
    );
    Ok(told("The longest waits", table.naming(&[0, 1, 2])))
}

/// Everyone in the work, for a colleague who takes it over.
fn sheet(store: &Store, lens: &Lens) -> Result<Option<Section>, StoreError> {
    let today = store.clock().today();
    let page = store.people_of(Set::InWork, lens.worker, Span::first(SHEET))?;
    let restricted = store.restricted_people()?;
    let line = |row: &QueueRow| {
        if restricted.contains(&row.person.0) {
            return vec![listed(row), "Restricted".to_owned(), String::new(), String::new(), String::new()];
        }
        let due = row.due_on.map(|due| {
            let late = when::days_late(due, today).map(|days| format!(" ({})", when::late_words(days)));
            format!("{}{}", when::show_day(due), late.unwrap_or_default())
        });
        let last = row.last_contact.map(when::show_day).unwrap_or_default();
        vec![listed(row), row.state.label().to_owned(), row.next.clone(), due.unwrap_or_default(), last]
    };
    let table = Table::new(
        ["Who", "Where they are", "What is next", "When", "Last contact"],
        page.rows.iter().map(line).collect(),
    );
    let mut section = told("To hand over", table.naming(&[0, 1, 2, 3, 4]));
    if let (Some(section), 1..) = (&mut section, page.total.saturating_sub(SHEET)) {
        let words = format!(
            "These are the first {SHEET} of {} people by name. For a whole sheet ask for one worker.",
            page.total
        );
        section.tables.push(Table::new(["The sheet is not whole"], vec![vec![words]]));
    }
    Ok(section)
}

fn listed(row: &QueueRow) -> String {
    name::listed(&row.family, &row.given, &row.title)
}

fn told(title: &str, table: Table) -> Option<Section> {
    (!table.rows.is_empty()).then(|| Section {
        title: title.to_owned(),
        figures: Vec::new(),
        tables: vec![table],
    })
}
