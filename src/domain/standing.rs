//! Where a person is in our work: waiting, being tried, active, closed, or only known.

/// Where a person is in our work, worked out from their referrals and contacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A referral is open and nobody has tried yet.
    Waiting,
    /// We tried, and have not spoken yet.
    Trying,
    /// A referral is open and we have spoken.
    Active,
    /// The work rests for a while, by agreement.
    Paused,
    /// Every referral has come to an end.
    Closed,
    /// Known without a referral.
    Known,
    /// The record was put away.
    PutAway,
}

impl State {
    /// Every state, in the order of the figures.
    pub const ALL: [Self; 7] =
        [Self::Waiting, Self::Trying, Self::Active, Self::Paused, Self::Closed, Self::Known, Self::PutAway];

    /// The word that is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Trying => "trying",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Closed => "closed",
            Self::Known => "known",
            Self::PutAway => "put_away",
        }
    }

    /// The words people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Trying => "Trying to reach",
            Self::Active => "Active",
            Self::Paused => "Paused",
            Self::Closed => "Closed",
            Self::Known => "Known, no referral",
            Self::PutAway => "Put away",
        }
    }

    /// The state of a kept word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}
