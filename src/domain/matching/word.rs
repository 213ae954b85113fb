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
const EVERYDAY: [&str; 180] = [
    "able", "about", "after", "afternoon", "afternoons", "again", "also", "always", "another",
    "anyone", "anything", "around", "asked", "away", "because", "been", "being", "best", "bring",
    "come", "comes", "could", "days", "each", "enough", "even", "evening", "evenings", "every",
    "feel", "feels", "felt", "find", "first", "friday", "fridays", "from", "full", "give", "goes",
    "going", "gone", "good", "group", "groups", "have", "help", "helping", "here", "home", "hour",
    "hours", "into", "just", "keep", "kind", "know", "last", "learn", "least", "left", "like",
    "likes", "little", "local", "long", "look", "looking", "looks", "lots", "love", "loves", "made",
    "make", "making", "meet", "meets", "monday", "mondays", "more", "morning", "mornings", "most",
    "much", "need", "needs", "never", "next", "night", "nights", "nobody", "nothing", "once",
    "only", "open", "other", "others", "over", "people", "person", "place", "places", "quite",
    "rang", "rather", "really", "said", "same", "saturday", "saturdays", "says", "seen", "session",
    "since", "small", "some", "somebody", "someone", "something", "sometimes", "still", "stop",
    "such", "sunday", "sundays", "support", "take", "takes", "talk", "talked", "tells", "than",
    "that", "their", "them", "then", "there", "they", "thing", "things", "thinks", "this", "those",
    "thursday", "thursdays", "time", "today", "told", "took", "tuesday", "tuesdays", "under",
    "until", "upon", "used", "very", "want", "wants", "wednesday", "wednesdays", "week", "weekend",
    "weekends", "weeks", "well", "what", "when", "where", "which", "whole", "will", "wish", "with",
    "without", "work", "works", "would", "year", "years", "your",
];

/// Whether two folded words are the same but for an ending: `walk`, `walks`, `walking`; `bake`, `baking`.
pub fn same_word(a: &str, b: &str) -> bool {
    a == b || stem(a) == stem(b)
}

/// The beginning that the forms of a folded word share: `walk` of `walks` and `walking`, `knit` of `knitting`.
pub fn stem(word: &str) -> &str {
    for ending in ["ies", "ing", "ers", "er", "es", "ed", "s", "e", "y"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= if matches!(ending, "y" | "ies") { 4 } else { 3 }
        {
            return single(stem);
        }
    }
    single(word)
}

/// The same with one letter where a consonant stands twice at the end.
fn single(stem: &str) -> &str {
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && !"aeiou".contains(last) && stem.len() > 3 => {
            stem.strip_suffix(last).unwrap_or(stem)
        }
        _ => stem,
    }
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
        assert!(same_word("knit", "knitting") && same_word("swim", "swimmers") && same_word("wall", "walls"));
        assert!(!same_word("bus", "busy") && !same_word("cooking", "booking"));
        assert_eq!(
            telling_words("Would like help with a Shelf, and the shelf's paint"),
            ["paint", "shelf", "shelfs"]
        );
    }
}
