//! Finding people, notes and assets by words: prefixes first, one typing slip forgiven when little was met.

mod asset;
mod candidate;
mod empty;
mod fitting;
mod judge;
mod matched;
mod narrow;
mod nearest;
mod note;
mod person;
mod query;
mod term;
mod wants;

pub use asset::{AssetAsk, AssetHit, AssetResult};
pub use empty::WhyNone;
pub(super) use narrow::Remembered;
pub use note::NoteHit;
pub use person::PersonHit;
pub(super) use query::{Query, match_of};
pub(super) use wants::own_language;

/// How many candidates are read and judged for one question. More would be slow; whoever meets more types on.
const CANDIDATES: usize = 200;

/// How many people are read and judged while at most three letters are typed.
const BEGUN: usize = 80;

/// Fewer hits than this, and one typing slip is forgiven.
const FEW: usize = 5;

/// The condition that a near word `n` is one of the keys `k`, or begins with one.
fn near_key(begins: bool) -> &'static str {
    // The last character of Unicode closes the range of the words that begin with a key.
    if begins { "n.word > k.value AND n.word < k.value || char(1114111)" } else { "n.word = k.value" }
}
