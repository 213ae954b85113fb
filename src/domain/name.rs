//! How a person's name is written in lists, banners and sentences.
//!
//! Capitals of the family name are for finding it by eye and are only ever drawn; what people gave is stored untouched,
//! with its particles (`van`, `Mc`, `O'`), its spaces and its accents.

use unicode_segmentation::UnicodeSegmentation as _;

/// The name as lists and banners show it: `OKONKWO, Ada (Mrs)`. Leave out what there is none of with an empty text.
pub fn listed(family: &str, given: &str, title: &str) -> String {
    let (family, given, title) = (family.trim(), given.trim(), title.trim());
    let mut shown = family.to_uppercase();
    if !given.is_empty() {
        if !shown.is_empty() {
            shown.push_str(", ");
        }
        shown.push_str(given);
    }
    if !title.is_empty() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push('(');
        shown.push_str(title);
        shown.push(')');
    }
    shown
}

/// The name in the order it is said, for sentences: `Ada OKONKWO`. People with one name keep just that one.
pub fn spoken(given: &str, family: &str) -> String {
    let (given, family) = (given.trim(), family.trim().to_uppercase());
    match (given.is_empty(), family.is_empty()) {
        (true, _) => family,
        (_, true) => given.to_owned(),
        _ => format!("{given} {family}"),
    }
}

/// The first letters of the names in the order they are said, in capitals: `AO`, `JEW` for Jo Evans West.
pub fn initials(given: &str, family: &str) -> String {
    let both = [given, family];
    let names =
        both.iter().flat_map(|part| part.split(|letter: char| letter.is_whitespace() || letter == '-'));
    names
        .filter_map(|name| name.graphemes(true).find(|letter| letter.chars().any(char::is_alphanumeric)))
        .map(str::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lists_show_the_family_name_first_in_capitals() {
        assert_eq!(listed("Okonkwo", "Ada", "Mrs"), "OKONKWO, Ada (Mrs)");
        assert_eq!(listed("Evans West", " Jo ", ""), "EVANS WEST, Jo");
        assert_eq!(listed("O'Brien", "Niamh", ""), "O'BRIEN, Niamh");
        assert_eq!(listed("van der Berg", "Mei-Ling", "Dr"), "VAN DER BERG, Mei-Ling (Dr)");
    }

    #[test]
    fn people_with_one_name_are_written_without_a_stray_comma() {
        assert_eq!(listed("Suharto", "", "Mr"), "SUHARTO (Mr)");
        assert_eq!(listed("", "Ada", ""), "Ada");
        assert_eq!(spoken("", "Suharto"), "SUHARTO");
        assert_eq!(spoken("Ada", ""), "Ada");
        assert_eq!(spoken("", ""), "");
    }

    #[test]
    fn sentences_say_the_name_in_its_natural_order() {
        assert_eq!(spoken("Ada", "Okonkwo"), "Ada OKONKWO");
        assert_eq!(spoken("Si\u{e2}n", "Jones"), "Si\u{e2}n JONES");
    }

    #[test]
    fn initials_take_every_name() {
        assert_eq!(initials("Ada", "Okonkwo"), "AO");
        assert_eq!(initials("Jo", "Evans West"), "JEW");
        assert_eq!(initials("mei-ling", "\u{e9}mile"), "ML\u{c9}");
        assert_eq!(initials("", ""), "");
    }

    proptest! {
        #[test]
        fn given_names_are_never_altered(given in "[\\p{L}' -]{1,60}", family in "[\\p{L}' -]{1,60}") {
            prop_assert!(listed(&family, &given, "").contains(given.trim()));
            prop_assert!(spoken(&given, &family).contains(given.trim()));
            let _ = initials(&given, &family);
        }
    }
}
