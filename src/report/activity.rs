//! What was done in some days, beside as many days before: who came, how we were in touch, where people were led, what ended.

use super::counted::Asker;
use super::months::Months;
use super::rows::RowsOf;
use super::{Adds, Number, Section, Table};
use crate::domain::vocabulary::{
    ASSET_KIND, CLOSE_REASON, CONTACT_METHOD, CONTACT_OUTCOME, GOAL_STATUS, REFERRAL_SOURCE,
};
use crate::store::figures::counted::{By, Counted, Of};
use crate::store::figures::lens::Lens;
use crate::store::{Store, StoreError};

/// How many sections it has.
pub const SECTIONS: usize = 9;

/// One of its sections, from 0.
///
/// # Errors
/// The caseload cannot be read.
pub fn section(store: &Store, lens: &Lens, n: usize) -> Result<Section, StoreError> {
    let asker = Asker::beside_before(store, lens)?;
    match n {
        0 => coming_in(&asker),
        1 => asker.parts(
            "Where referrals came from",
            (Of::Referrals, By::Source),
            "referrals",
            "Referrals received in these days that came this way, out of all.",
            &|code| REFERRAL_SOURCE.label(code).to_owned(),
        ),
        2 => contacts(&asker),
        3 => asker.parts(
            "How we were in touch",
            (Of::Contacts, By::Method),
            "contacts",
            "Contacts in these days that were made so, out of all, also where nobody was reached.",
            &|code| CONTACT_METHOD.label(code).to_owned(),
        ),
        4 => asker.parts(
            "What came of it",
            (Of::Contacts, By::Outcome),
            "contacts",
            "Contacts in these days that went so, out of all.",
            &|code| CONTACT_OUTCOME.label(code).to_owned(),
        ),
        5 => asker.parts(
            "Where people were led",
            (Of::Connections, By::AssetKind),
            "connections",
            "Connections made in these days that lead there, out of all. Being sent is not yet belonging.",
            &|code| {
                if code.is_empty() { "A neighbour".to_owned() } else { ASSET_KIND.label(code).to_owned() }
            },
        ),
        6 => asker.parts(
            "Why work was closed",
            (Of::Closed, By::CloseReason),
            "episodes",
            "Work that was closed in these days for this reason, out of all that was closed.",
            &|code| CLOSE_REASON.label(code).to_owned(),
        ),
        7 => goals(&asker),
        _ => by_month(store, lens),
    }
}

/// How goals ended.
///
/// # Errors
/// The caseload cannot be read.
pub fn goals(asker: &Asker<'_>) -> Result<Section, StoreError> {
    asker.parts(
        "How goals ended",
        (Of::Goals, By::State),
        "goals",
        "Goals that ended so in these days, in the person's own judgement, out of all that ended.",
        &|code| GOAL_STATUS.label(code).to_owned(),
    )
}

fn coming_in(asker: &Asker<'_>) -> Result<Section, StoreError> {
    let figures = vec![
        asker.figure(
            "Referrals received",
            Of::Referrals,
            "referrals",
            "Referrals received in these days.",
        )?,
        asker.figure(
            "New people",
            Of::NewPeople,
            "people",
            "People whose first referral of all was received in these days.",
        )?,
        asker.figure(
            "Informal contacts",
            Of::Informal,
            "contacts",
            "Talks with people who have no record, in a waiting room or at a noticeboard.",
        )?,
        asker.figure(
            "Work begun",
            Of::Opened,
            "episodes",
            "Pieces of work with a person that were opened in these days.",
        )?,
        asker.figure(
            "Work closed",
            Of::Closed,
            "episodes",
            "Pieces of work that were closed in these days.",
        )?,
    ];
    Ok(Section { title: "Coming and going".to_owned(), figures, tables: Vec::new() })
}

fn contacts(asker: &Asker<'_>) -> Result<Section, StoreError> {
    let mut figures = vec![
        asker.figure(
            "People we spoke with",
            Of::Spoken,
            "people",
            "People with whom we spoke at least once in these days, each counted once.",
        )?,
        asker.figure(
            "Contacts",
            Of::Contacts,
            "contacts",
            "Contacts with people in these days, also where nobody was reached. A worker's are those this worker made.",
        )?,
    ];
    figures.push(asker.minutes()?);
    figures.push(asker.figure(
        "Connections made",
        Of::Connections,
        "connections",
        "Connections with a group, place, service or neighbour that were made in these days with the person's yes.",
    )?);
    figures.push(asker.figure(
        "First attended",
        Of::Started,
        "connections",
        "Connections where the person came for the first time in these days.",
    )?);
    Ok(Section { title: "With people".to_owned(), figures, tables: Vec::new() })
}

/// What is counted month by month.
const UNITS: [&str; 4] = ["referrals", "contacts", "connections", "episodes"];

/// What was done month by month.
fn by_month(store: &Store, lens: &Lens) -> Result<Section, StoreError> {
    let counted = [Of::Referrals, Of::Contacts, Of::Connections, Of::Closed];
    let months = Months::of(store, &counted, lens)?;
    let mut table =
        Table::new(["Month", "Referrals", "Contacts", "Connections made", "Work closed"], months.rows())
            .counting(&[1, 2, 3, 4])
            .meaning(&[
                (1, "Referrals received in the month."),
                (2, "Contacts with people in the month, also where nobody was reached."),
                (3, "Connections that were made in the month with the person's yes."),
                (4, "Pieces of work that were closed in the month."),
            ]);
    table.over_time = true;
    for (row, month) in months.codes().enumerate() {
        for (column, (of, unit)) in counted.into_iter().zip(UNITS).enumerate() {
            let rows = Counted::part(of, By::Month, month, lens);
            table.open(row, column + 1, unit, RowsOf::Counted(Box::new(rows)));
        }
    }
    table.adds = counted
        .into_iter()
        .zip(1..)
        .map(|(of, column)| {
            let rows = RowsOf::Counted(Box::new(Counted::all(of, lens)));
            Adds::exactly(&[column], (0..table.rows.len()).collect(), vec![Number::Rows(rows)])
        })
        .collect();
    Ok(Section { title: "Month by month".to_owned(), figures: Vec::new(), tables: vec![table] })
}
