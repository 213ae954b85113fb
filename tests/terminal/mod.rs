//! Programs in a real pseudo-terminal: what they show, how many bytes they send, and how they end.

pub mod anything;
mod bytes;
mod floor;
mod harness;
pub mod session;
