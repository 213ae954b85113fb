//! Which words of a text mean something, and when two of them are the same.

use crate::domain::fold;

/// The folded words of a text that mean something: four letters or more, and not one of the words of every sentence.
pub fn telling_words(text: &str) -> Vec<String> {
    let mut words = fold::words(text);
    words.retain(|word| word.chars().count() >= 4 && EVERYDAY.binary_search(&word.as_str()).is_err());
    words.sort_unstable();
    words.dedup();
    words
}

/// Words that stand in any sentence and so match nothing, in the order of the alphabet.
#[rustfmt::skip]
const EVERYDAY: [&str; 78] = [
    "about", "also", "anyone", "anything", "around", "because", "been", "could", "days", "every",
    "fridays", "from", "give", "good", "have", "help", "helping", "here", "into", "just", "know",
    "learn", "like", "likes", "little", "lots", "love", "loves", "make", "making", "mondays", "more",
    "much", "need", "needs", "once", "other", "others", "over", "people", "person", "really",
    "saturdays", "small", "some", "somebody", "someone", "something", "sometimes", "sundays", "that",
    "their", "them", "then", "there", "they", "thing", "things", "this", "thursdays", "time",
    "tuesdays", "used", "very", "want", "wants", "wednesdays", "week", "weeks", "well", "what", "when",
    "where", "which", "will", "with", "would", "your",
];

/// Whether two folded words are the same but for an ending: `walk`, `walks`, `walking`; `bake`, `baking`.
pub fn same_word(a: &str, b: &str) -> bool {
    a == b || stem(a) == stem(b)
}

/// The beginning that the forms of a folded word share: `walk` of `walks` and `walking`.
pub fn stem(word: &str) -> &str {
    for ending in ["ing", "ers", "er", "es", "ed", "s", "e"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 3
        {
            return stem;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_stand_in_order() {
        assert!(EVERYDAY.is_sorted());
    }

    #[test]
    fn words_meet_whatever_their_ending() {
        assert!(same_word("baking", "bake") && same_word("walks", "walking") && same_word("lifts", "lift"));
        assert!(!same_word("bus", "busy") && !same_word("cooking", "booking"));
        assert_eq!(
            telling_words("Would like help with a Shelf, and the shelf's paint"),
            ["paint", "shelf", "shelfs"]
        );
    }
}
