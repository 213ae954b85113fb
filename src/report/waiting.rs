//! How long people waited: from the referral to the first try and to the first talk, and who waits now.

use super::counted::{self, Asker};
use super::rows::RowsOf;
use super::{Adds, Figure, Number, Section, TOO_FEW, Table};
use crate::domain::standing::State;
use crate::store::figures::Set;
use crate::store::figures::counted::{By, Counted, FOLLOWED, Of};
use crate::store::figures::lens::{Lens, Whose};
use crate::store::{Store, StoreError};

/// How many sections it has.
pub const SECTIONS: usize = 3;

/// Fewer referrals than this are not described.
const FEWEST: usize = 5;

/// One of its sections, from 0.
///
/// # Errors
/// The caseload cannot be read.
pub fn section(store: &Store, lens: &Lens, n: usize) -> Result<Section, StoreError> {
    match n {
        0 => now(store, lens),
        1 => in_time(store, lens),
        _ => lengths(store, lens),
    }
}

/// Who waits now. The days do not matter to it.
fn now(store: &Store, lens: &Lens) -> Result<Section, StoreError> {
    let today = store.clock().today();
    let figure = |name: &str, set: Set, definition| -> Result<Figure, StoreError> {
        let whose = Whose::of(lens);
        let n = store.count_among(set, &whose)?;
        Ok(Figure::new(name, n, "people", definition, RowsOf::People(set, whose)))
    };
    let figures = vec![
        figure(
            "Waiting now",
            Set::In(State::Waiting),
            "People with an open referral whom nobody has tried to reach since it came, as it is today, whatever the days.",
        )?,
        figure(
            "Waiting over the time set",
            Set::WaitingOver(today),
            "Of those, people whose first contact was due before today: five working days after the referral, or as set.",
        )?,
        figure(
            "Tried, not yet spoken to",
            Set::In(State::Trying),
            "People with an open referral whom we tried to reach and have not spoken to yet, as it is today.",
        )?,
    ];
    Ok(Section { title: "Today".to_owned(), figures, tables: Vec::new() })
}

fn in_time(store: &Store, lens: &Lens) -> Result<Section, StoreError> {
    Asker::beside_before(store, lens)?.parts(
        "The first try after a referral",
        (Of::Referrals, By::InTime),
        "referrals",
        "Referrals received in these days, by when somebody first tried to reach the person: until the day that was set for \
         it (five working days, or as set), after it, not yet, or not before the referral had ended.",
        &|code| {
            match code {
                "in_time" => "In the time set",
                "late" => "Later",
                "not_yet" => "Not yet",
                _ => "Not before it ended",
            }
            .to_owned()
        },
    )
}

fn lengths(store: &Store, lens: &Lens) -> Result<Section, StoreError> {
    let (now, before) = (store.waits(lens)?, store.waits(&lens.before())?);
    let rows = [
        ("To the first try", &now.to_first_try, &before.to_first_try),
        ("To the first talk", &now.to_first_talk, &before.to_first_talk),
    ];
    let row = |(name, now, before): (&str, &Vec<i64>, &Vec<i64>)| {
        let mut cells = vec![name.to_owned(), now.len().to_string()];
        let described = |all: &[i64], share| {
            if all.len() < FEWEST { TOO_FEW.to_owned() } else { counted::middle(all, share) }
        };
        cells.extend([(1, 2), (1, 4), (3, 4)].map(|share| described(now, share)));
        cells.push(described(before, (1, 2)));
        cells
    };
    let columns = [
        "Days from the referral",
        "Referrals",
        "Median",
        "A quarter waited at most",
        "Three quarters at most",
        "Median before",
    ];
    let mut table = Table::new(columns, rows.into_iter().map(row).collect()).counting(&[1]).meaning(&[
        (1, "Referrals received in these days on which a try, or a talk, has followed before they ended. The others still wait or have ended."),
        (2, "Days from the referral, the middle one of all: half waited less, half longer."),
        (3, "A quarter of them waited so many days or fewer."),
        (4, "Three quarters of them waited so many days or fewer; a quarter waited longer."),
        (5, "The middle one of as many days before these."),
    ]);
    for (row, by) in [By::Tried, By::Talked].into_iter().enumerate() {
        let rows = Counted::part(Of::Referrals, by, FOLLOWED, lens);
        table.open(row, 1, "referrals", RowsOf::Counted(Box::new(rows)));
    }
    // Whoever was tried was tried in time or later, and whoever was talked with was tried.
    let tried = || {
        let part = |code| RowsOf::Counted(Box::new(Counted::part(Of::Referrals, By::InTime, code, lens)));
        ["in_time", "late"].map(part).map(Number::Rows).to_vec()
    };
    table.adds = vec![Adds::exactly(&[1], vec![0], tried()), Adds::at_most(&[1], vec![1], tried())];
    Ok(Section { title: "How long it took".to_owned(), figures: Vec::new(), tables: vec![table] })
}
