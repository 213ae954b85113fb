//! The groups of Today and their titles.

use serde::Serialize;

/// The groups of Today, in the order they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupOf {
    /// Reminders that were due before today.
    Late,
    /// Reminders for today.
    Today,
    /// People who were tried and not reached.
    Tried,
    /// Reminders of the next seven days.
    Next,
    /// People who wait for a first contact.
    Waiting,
    /// Referrers and groups: who waits for a word from whom.
    Replies,
    /// Plans, risks and connections to be looked at again.
    Reviews,
    /// Assets that nobody has checked for long: one row that counts them.
    Stale,
    /// Assets whose funding ends within 90 days (or as the team sets it), or has ended: one row that counts them.
    Funding,
    /// People whom nobody has asked yet what they would like to give: one row that counts them.
    NotAsked,
    /// Forms that were begun and not saved.
    Drafts,
    /// What was done today.
    Done,
}

impl GroupOf {
    /// Every group, in order.
    pub const ALL: [Self; 12] = [
        Self::Late,
        Self::Today,
        Self::Tried,
        Self::Next,
        Self::Waiting,
        Self::Replies,
        Self::Reviews,
        Self::Stale,
        Self::Funding,
        Self::NotAsked,
        Self::Drafts,
        Self::Done,
    ];

    /// Whether its one row counts what stands in a list of its own.
    pub fn counts(self) -> bool {
        matches!(self, Self::Stale | Self::Funding | Self::NotAsked)
    }

    /// The title above its rows.
    pub fn title(self) -> &'static str {
        match self {
            Self::Late => "LATE",
            Self::Today => "TODAY",
            Self::Next => "NEXT 7 DAYS",
            Self::Waiting => "WAITING FOR FIRST CONTACT",
            Self::Tried => "TRIED, NOT REACHED",
            Self::Replies => "WAITING FOR A REPLY",
            Self::Reviews => "TO BE LOOKED AT AGAIN",
            Self::Stale => "NOT CHECKED FOR LONG",
            Self::Funding => "FUNDING ENDS SOON",
            Self::NotAsked => "NOT YET ASKED",
            Self::Drafts => "NOT SAVED YET",
            Self::Done => "DONE TODAY",
        }
    }

    /// The word in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Today => "today",
            Self::Next => "next",
            Self::Waiting => "waiting",
            Self::Tried => "tried",
            Self::Replies => "replies",
            Self::Reviews => "reviews",
            Self::Stale => "stale",
            Self::Funding => "funding",
            Self::NotAsked => "not_asked",
            Self::Drafts => "drafts",
            Self::Done => "done",
        }
    }
}
