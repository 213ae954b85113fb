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
const EVERYDAY: [&str; 325] = [
    "able", "about", "after", "afternoon", "afternoons", "again", "almost", "along", "already", "also",
    "although", "always", "another", "answered", "anyone", "anything", "argue", "argued", "argues",
    "around", "asked", "asking", "asks", "away", "back", "because", "been", "before", "behind", "being",
    "best", "between", "bits", "both", "bring", "brings", "brother", "brought", "building", "called",
    "calls", "came", "center", "centre", "club", "clubs", "come", "comes", "corner", "could", "daughter",
    "days", "doing", "done", "door", "doors", "down", "each", "early", "east", "eight", "eighty",
    "eleven", "enough", "even", "evening", "evenings", "ever", "every", "everybody", "everyone",
    "everything", "father", "feel", "feels", "felt", "fifty", "find", "first", "five", "flat", "floor",
    "forty", "four", "friday", "fridays", "from", "front", "full", "give", "goes", "going", "gone",
    "good", "great", "group", "groups", "hall", "have", "help", "helping", "here", "home", "hour",
    "hours", "house", "hundred", "husband", "into", "just", "keep", "kind", "know", "lane", "last",
    "late", "later", "learn", "least", "left", "letter", "like", "likes", "little", "live", "lived",
    "lives", "living", "local", "long", "look", "looking", "looks", "lots", "love", "loves", "lower",
    "made", "make", "making", "meet", "meets", "message", "might", "minute", "minutes", "monday",
    "mondays", "month", "months", "more", "morning", "mornings", "most", "mother", "move", "moved",
    "much", "must", "name", "named", "names", "naming", "nearly", "need", "needs", "never", "next",
    "nice", "night", "nights", "nine", "ninety", "nobody", "north", "nothing", "number", "often", "once",
    "only", "onto", "open", "other", "others", "ours", "ourselves", "over", "parking", "people",
    "perhaps", "person", "phone", "phoned", "place", "places", "played", "post", "quite", "rang",
    "rather", "really", "right", "road", "room", "rooms", "round", "said", "same", "saturday",
    "saturdays", "says", "seem", "seems", "seen", "session", "seven", "seventy", "side", "since",
    "sister", "sits", "sitting", "sixty", "small", "some", "somebody", "someone", "something",
    "sometimes", "south", "speak", "spoke", "start", "started", "starts", "stay", "stayed", "stays",
    "still", "stop", "street", "such", "sunday", "sundays", "support", "swap", "swapped", "swaps",
    "table", "tables", "take", "takes", "talk", "talked", "tells", "than", "that", "their", "them",
    "then", "there", "they", "thing", "things", "think", "thinks", "thirty", "this", "those", "thought",
    "three", "through", "thursday", "thursdays", "time", "times", "today", "told", "took", "town",
    "tuesday", "tuesdays", "twelve", "twenty", "twice", "under", "until", "upon", "upper", "used",
    "usually", "very", "want", "wanted", "wants", "wednesday", "wednesdays", "week", "weekend",
    "weekends", "weeks", "well", "went", "were", "west", "what", "whatever", "when", "where", "which",
    "while", "whole", "whose", "wife", "will", "wish", "with", "without", "work", "works", "would",
    "wrote", "year", "years", "your",
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
