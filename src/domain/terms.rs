//! What a team calls its give and take: a few words of the screens that may be others in its settings (`[terms]`).
//!
//! The words are set once, before anything is shown. What is kept in the file never changes with them.

use std::sync::OnceLock;

/// The words that may be called otherwise: the name in the settings, and what kith says.
pub const TERMS: [(&str, &str); 14] = [
    ("give_and_take", "Give and take"),
    ("pairs", "Pairs"),
    ("offers", "Offers"),
    ("would_like", "Would like"),
    ("would_like_to_give", "Would like to give"),
    ("on_the_way", "On the way"),
    ("not_yet_asked", "Not yet asked"),
    ("given", "Given"),
    ("newcomer", "Newcomer"),
    ("recipient", "Recipient"),
    ("participant", "Participant"),
    ("contributor", "Contributor"),
    ("connector", "Connector"),
    ("leader", "Leader"),
];

/// The words of the team, each with the word of kith that it stands for.
static OWN: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();

/// Sets the words of the team, by their names in the settings; those that are kith's own are left out. Only the first call
/// counts.
pub fn call(own: impl Iterator<Item = (&'static str, String)>) {
    let found: Vec<(&'static str, &'static str)> = own
        .filter_map(|(name, word)| {
            let (_, kiths) = TERMS.iter().find(|(known, _)| *known == name)?;
            let differs = !word.trim().is_empty() && word != *kiths;
            // They live as long as the program, and there are a dozen of them.
            differs.then(|| (*kiths, &*Box::leak(word.into_boxed_str())))
        })
        .collect();
    if !found.is_empty() {
        drop(OWN.set(found));
    }
}

/// What the team calls it; the word itself where it has no other.
pub fn term(word: &'static str) -> &'static str {
    let own = OWN.get().and_then(|own| own.iter().find(|(kiths, _)| *kiths == word));
    own.map_or(word, |(_, own)| own)
}
