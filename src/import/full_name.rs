//! A whole name in one cell, divided into title, given and family name.

/// Titles that may stand before a name, folded.
const TITLES: [&str; 14] =
    ["mr", "mrs", "miss", "ms", "mx", "dr", "rev", "revd", "prof", "sir", "dame", "lady", "lord", "canon"];

/// Words that belong to the family name after them.
const PARTICLES: [&str; 20] = [
    "van", "von", "der", "den", "de", "da", "di", "du", "la", "le", "el", "al", "bin", "ibn", "bint", "ni",
    "nic", "ap", "st", "ter",
];

/// The fields that a whole name gives. `Family, Given` is read by its comma; else the last word is the family name, with the
/// particles before it; one word alone is the given name.
pub fn split(text: &str, family_first: bool) -> Vec<(&'static str, String)> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let plain = |word: &str| word.trim_end_matches('.').to_lowercase();
    let mut fields = Vec::new();
    if words.len() > 1 && words.first().is_some_and(|first| TITLES.contains(&plain(first).as_str())) {
        fields.push(("title", words.remove(0).to_owned()));
    }
    let rest = words.join(" ");
    let (given, family) = if let Some((family, given)) = rest.split_once(',') {
        (given.trim().to_owned(), family.trim().to_owned())
    } else if family_first && words.len() > 1 {
        (words.get(1..).unwrap_or_default().join(" "), words.first().copied().unwrap_or_default().to_owned())
    } else {
        let from = family_from(&words, &plain);
        (words.get(..from).unwrap_or_default().join(" "), words.get(from..).unwrap_or_default().join(" "))
    };
    for (field, part) in [("given", given), ("family", family)] {
        if !part.is_empty() {
            fields.push((field, part));
        }
    }
    fields
}

/// Where the family name begins.
fn family_from(words: &[&str], plain: &dyn Fn(&str) -> String) -> usize {
    if words.len() < 2 {
        return words.len();
    }
    let mut from = words.len() - 1;
    while from > 1 && words.get(from - 1).is_some_and(|word| PARTICLES.contains(&plain(word).as_str())) {
        from -= 1;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_divided_as_people_would() {
        for (text, given, family) in [
            ("Ada Okonkwo", "Ada", "Okonkwo"),
            ("Mr Margaret van der Berg", "Margaret", "van der Berg"),
            ("Siobhán Ni Dhomhnaill", "Siobhán", "Ni Dhomhnaill"),
            ("OKONKWO, Ada Mary", "Ada Mary", "OKONKWO"),
            ("Mary Jane Smith", "Mary Jane", "Smith"),
            ("Cher", "Cher", ""),
            ("Van Morrison", "Van", "Morrison"),
        ] {
            let fields = split(text, false);
            let of =
                |name: &str| fields.iter().find(|(f, _)| *f == name).map_or("", |(_, part)| part.as_str());
            assert_eq!((of("given"), of("family")), (given, family), "{text}");
        }
        assert_eq!(
            split("Tan Mei Ling", true),
            [("given", "Mei Ling".to_owned()), ("family", "Tan".to_owned())]
        );
    }
}
