//! Causes no person can mend alone, the gate, closures, and the stories people agreed to tell: for whoever decides.

use super::counted::Asker;
use super::rows::RowsOf;
use super::{Figure, Section, Table};
use crate::domain::vocabulary::{GAP_FROM, NEED};
use crate::store::figures::counted::{By, Counted, Of, THROUGH_PRACTICE};
use crate::store::figures::lens::Lens;
use crate::store::{Store, StoreError};

/// Structural causes, the gate, closures and where gaps show, of some days.
///
/// # Errors
/// The caseload cannot be read.
pub fn sections(store: &Store, lens: &Lens) -> Result<Vec<Section>, StoreError> {
    let asker = Asker::beside_before(store, lens)?;
    let structural = asker.parts(
        "Causes outside the person",
        (Of::Structural, By::Need),
        "needs",
        "Needs that were raised in these days and marked as having a cause no person can mend alone, out of all so marked.",
        &|code| NEED.label(code).to_owned(),
    )?;
    let needs = asker.figure("Needs raised", Of::Needs, "needs", "Needs that were raised in these days.")?;
    let marked = asker.figure(
        "With a cause outside the person",
        Of::Structural,
        "needs",
        "Of those, needs marked as having a cause no person can mend alone: housing, debt, benefits.",
    )?;
    let gate = gate(store, lens)?;
    let noted = asker.figure("Gaps noted", Of::Gaps, "gaps", "Gaps that were noted in these days.")?;
    let closed = asker.figure(
        "Left by a closure",
        Of::Stranded,
        "connections",
        "Connections that ended because what people went to closed, whenever that was.",
    )?;
    let closed = Figure { before: None, ..closed };
    let raised = asker.parts(
        "Where gaps showed",
        (Of::Gaps, By::RaisedFrom),
        "gaps",
        "Gaps noted in these days, by what showed them, out of all noted.",
        &|code| GAP_FROM.label(code).to_owned(),
    )?;
    let whole = needs.value;
    let figures = vec![needs, marked.of(whole), gate, noted, closed];
    Ok(vec![
        Section { title: "What stands in the way".to_owned(), figures, tables: Vec::new() },
        structural,
        raised,
    ])
}

/// How many referrals had to come through a practice.
fn gate(store: &Store, lens: &Lens) -> Result<Figure, StoreError> {
    let all = store.count_rows(&Counted::all(Of::Referrals, lens))?;
    let through = Counted::part(Of::Referrals, By::Gate, THROUGH_PRACTICE, lens);
    let definition = "Referrals received in these days from a GP, a practice nurse or other primary care, out of all: how \
                      many had to pass that gate.";
    let value = store.count_rows(&through)?;
    let rows = RowsOf::Counted(Box::new(through));
    Ok(Figure::new("Had to come through a practice", value, "referrals", definition, rows).of(all))
}

/// The stories people agreed to tell, without names; nothing where there are none.
///
/// # Errors
/// The caseload cannot be read.
pub fn stories(store: &Store) -> Result<Option<Section>, StoreError> {
    let stories = store.shared_stories()?;
    if stories.is_empty() {
        return Ok(None);
    }
    let rows = stories.into_iter().map(|story| vec![story]).collect();
    let table = Table::new(["As they agreed to tell it, without names"], rows);
    Ok(Some(Section { title: "What people tell".to_owned(), figures: Vec::new(), tables: vec![table] }))
}
