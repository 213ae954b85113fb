//! How a conversation leaves the line it was on: one question back, to the menu, or to an end.

use crate::fault::{Fault, Kind};
use crate::store::StoreError;

/// Why a question was left without an answer.
#[derive(Debug)]
pub enum Turn {
    /// One question back.
    Back,
    /// To the menu; what was typed is kept.
    Stop,
    /// Out of kith: the input ended (0), or a signal came (129, 130, 143).
    Ended(u8),
    /// It did not work.
    Failed(Fault),
}

/// An answer, or the reason why there is none.
pub type Told<T> = Result<T, Turn>;

impl From<Fault> for Turn {
    fn from(fault: Fault) -> Self {
        match fault.kind {
            // Said by a write to a terminal that is gone: nothing can be told there, so it ends as a signal does.
            Kind::Signal(_) => Self::Ended(fault.kind.status()),
            _ => Self::Failed(fault),
        }
    }
}

impl From<StoreError> for Turn {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}
