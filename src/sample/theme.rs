//! What a kind of story holds: reasons, words, notes, gifts and wishes.

use super::themes::THEMES;

/// One kind of story. Notes are drawn in order: first talks, then the middle, then how it turned out.
pub(super) struct Theme {
    /// Whose story it is told as: a woman's, a man's, or (nothing) anyone's.
    pub woman: Option<bool>,
    pub needs: &'static str,
    pub interests: &'static str,
    pub reasons: &'static [&'static str],
    pub own_words: &'static [&'static str],
    pub about: &'static [&'static str],
    pub early: &'static [&'static str],
    pub middle: &'static [&'static str],
    pub late: &'static [&'static str],
    /// What, gift kind, interests.
    pub gifts: &'static [(&'static str, &'static str, &'static str)],
    /// What, interests.
    pub wishes: &'static [(&'static str, &'static str)],
}

/// The theme of a number, the first for a number there is none for.
pub(super) fn of(number: usize) -> &'static Theme {
    let [first, ..] = &THEMES;
    THEMES.get(number).unwrap_or(first)
}
