//! How well a word that was typed fits a word that is kept: the one place that knows `fuzzy-matcher`.
//!
//! It judges one folded word at a time, so that names come in any order, and only the few hundred candidates that the
//! word indexes gave, never the whole caseload.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::domain::fold;
use crate::domain::matching::same_word;

/// How a typed word meets a kept one, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// It is the word.
    Whole,
    /// It is the word with another ending.
    Form,
    /// The word begins so.
    Begins,
    /// It is a typing slip or two away from the word, or from its beginning.
    Near,
}

/// Judges words.
pub(super) struct Judge {
    matcher: SkimMatcherV2,
}

impl Judge {
    /// A judge who knows only folded words.
    pub fn new() -> Self {
        Self { matcher: SkimMatcherV2::default().ignore_case() }
    }

    /// How the typed word meets the kept one; `slips` says whether a typing slip is forgiven.
    pub fn meets(typed: &str, kept: &str, slips: bool) -> Option<How> {
        if kept == typed {
            return Some(How::Whole);
        }
        if kept.starts_with(typed) {
            return Some(How::Begins);
        }
        (slips && near(typed, kept)).then_some(How::Near)
    }

    /// How many slips a typed word of an asset is away from a kept one, or from its beginning: one, or two in a word of seven
    /// letters and more; `None` where it is none of that.
    pub fn slips(typed: &str, kept: &str) -> Option<usize> {
        let letters = typed.chars().count();
        let most = match letters {
            0..=3 => return None,
            4..=6 => 1,
            _ => 2,
        };
        if let Some(slips) = fold::slips_apart(typed, kept, most) {
            return Some(slips);
        }
        (kept.chars().count() > letters && near(typed, kept)).then_some(most)
    }

    /// How the typed word meets a kept word of an asset: other endings are met.
    pub fn meets_asset(typed: &str, kept: &str) -> Option<How> {
        match Self::meets(typed, kept, false) {
            None if typed.len() >= 4 && kept.len() >= 4 && same_word(typed, kept) => Some(How::Form),
            met => met,
        }
    }

    /// How well the typed word fits the best of the kept ones; more is better, 0 is not at all.
    ///
    /// A slip is no part of the kept word, so the typed word is also tried with each of its letters left out.
    pub fn score<'a>(&self, typed: &str, kept: impl Iterator<Item = &'a str> + Clone, slips: bool) -> i64 {
        let best = kept.clone().filter_map(|word| self.matcher.fuzzy_match(word, typed)).max();
        if !slips || best.is_some() {
            return best.unwrap_or(0);
        }
        let keys = fold::near_keys(typed);
        kept.flat_map(|word| keys.iter().filter_map(|key| self.matcher.fuzzy_match(word, key)))
            .max()
            .unwrap_or(0)
    }
}

/// Whether the typed word is one slip away from the kept word or from one of its beginnings.
fn near(typed: &str, kept: &str) -> bool {
    let (length, letters) = (typed.chars().count(), kept.chars().count());
    if length < 4 || letters + 1 < length {
        return false;
    }
    if letters <= length + 1 {
        return fold::one_slip_apart(typed, kept) || (length >= 5 && near_beginning(typed, kept, length));
    }
    // A beginning of fewer than five letters is near half the list.
    length >= 5 && near_beginning(typed, kept, length)
}

fn near_beginning(typed: &str, kept: &str, length: usize) -> bool {
    let ends = kept.char_indices().map(|(at, _)| at).chain([kept.len()]);
    ends.skip(length - 1)
        .take(3)
        .any(|end| kept.get(..end).is_some_and(|beginning| fold::one_slip_apart(typed, beginning)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_met_whole_by_its_beginning_or_by_one_slip() {
        assert_eq!(Judge::meets("sian", "sian", false), Some(How::Whole));
        assert_eq!(Judge::meets("mac", "macdonald", false), Some(How::Begins));
        assert_eq!(Judge::meets("okonkow", "okonkwo", true), Some(How::Near));
        assert_eq!(Judge::meets("okonkow", "okonkwo", false), None);
        assert_eq!(Judge::meets("okokn", "okonkwo", true), Some(How::Near), "a slip while still typing");
        assert_eq!(Judge::meets("tyaloor", "taylor", true), None);
    }

    #[test]
    fn the_closer_word_scores_more_and_a_slip_scores_something() {
        let judge = Judge::new();
        let score = |typed: &str, kept: &str| judge.score(typed, [kept].into_iter(), true);
        assert!(score("mac", "mack") > score("mac", "moracle"));
        assert!(score("okonkow", "okonkwo") > 0);
        assert_eq!(score("zzz", "okonkwo"), 0);
    }
}
