//! Words that stand alone written large, inside a sentence.

/// A label in small letters.
pub fn low(label: &str) -> String {
    label.to_lowercase()
}

/// A label inside a sentence; one that begins with initials (`GP`) keeps them.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// What somebody may have written, inside a sentence: a name keeps its large letter. It is one where a word behind the first
/// is written large, too (`Mill Lane Surgery, printed`).
pub fn unless_a_name(text: &str) -> String {
    let large = |word: &str| word.starts_with(char::is_uppercase);
    if text.split_whitespace().skip(1).any(large) { text.to_owned() } else { lower_first(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_written_small_inside_a_sentence_and_a_name_is_not() {
        assert_eq!(lower_first("Share with the GP"), "share with the GP");
        assert_eq!(lower_first("GP appointments"), "GP appointments");
        assert_eq!(unless_a_name("Mill Lane Surgery, printed"), "Mill Lane Surgery, printed");
        assert_eq!(unless_a_name("No answer"), "no answer");
        assert_eq!(unless_a_name("Łucja Żak, copied"), "Łucja Żak, copied");
    }
}
