//! Languages by the other names that people write them with: Welsh is also Cymraeg.

/// Names of one language, folded; the first is the English one.
const NAMES: [&[&str]; 12] = [
    &["welsh", "cymraeg"],
    &["british sign language", "bsl"],
    &["irish", "gaeilge"],
    &["gaelic", "gaidhlig"],
    &["polish", "polski"],
    &["french", "francais"],
    &["spanish", "espanol"],
    &["german", "deutsch"],
    &["italian", "italiano"],
    &["portuguese", "portugues"],
    &["punjabi", "panjabi"],
    &["persian", "farsi"],
];

/// The folded names of a language: its own, and the others it is written with.
pub fn names(language: &str) -> Vec<&str> {
    match NAMES.iter().find(|names| names.contains(&language)) {
        Some(names) => names.to_vec(),
        None => vec![language],
    }
}

/// Whether languages, folded and with blanks between, name one of them.
pub fn spoken(languages: &str, language: &str) -> bool {
    let all = format!(" {languages} ");
    names(language).iter().any(|name| all.contains(&format!(" {name} ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_met_by_each_of_its_names_in_whole_words() {
        assert!(spoken("english cymraeg", "welsh") && spoken("welsh", "cymraeg") && spoken("urdu", "urdu"));
        assert!(!spoken("english", "welsh") && !spoken("hindustani", "hindu"));
        assert!(spoken("bsl on request", "british sign language"));
    }
}
