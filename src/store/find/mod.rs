//! Finding people and assets by words: prefixes first, one typing slip forgiven when little was met.

use crate::domain::fold;

/// A full-text query that asks for every word of the text as the beginning of an indexed word, in any order.
pub(super) fn match_of(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let compact = fold::digits(text);
    if compact.len() >= 4 && text.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-' || c == '+') {
        words.push(compact);
    } else {
        words.extend(fold::words(text));
    }
    if words.is_empty() {
        return "\"\"".to_owned();
    }
    words.iter().map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" AND ")
}
