//! The noticeboard on a day: its title and small print, and the cards that are up.

use chrono::NaiveDate;

use crate::store::community::NoticeRow;
use crate::store::{Store, StoreError};

/// What the team says on its board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The title of the board.
    pub title: String,
    /// The small print of a card that has none of its own.
    pub disclaimer: String,
}

/// A card as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its title.
    pub title: String,
    /// What it says.
    pub body: String,
    /// How to answer.
    pub contact: String,
    /// Until when it is up.
    pub until: Option<NaiveDate>,
    /// Its own small print; empty for that of the team.
    pub disclaimer: String,
}

impl Card {
    fn of(row: NoticeRow) -> Self {
        let NoticeRow { title, body, contact, until, disclaimer, .. } = row;
        Self { title, body, contact, until, disclaimer }
    }
}

/// The board on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Its title and small print.
    pub heading: Heading,
    /// The day.
    pub on: NaiveDate,
    /// The cards that are up.
    pub cards: Vec<Card>,
}

/// The cards that are up on a day.
///
/// # Errors
/// The caseload cannot be read.
pub fn of(store: &Store, on: NaiveDate, heading: &Heading) -> Result<Board, StoreError> {
    Ok(Board {
        heading: heading.clone(),
        on,
        cards: store.notices(Some(on))?.into_iter().map(Card::of).collect(),
    })
}
