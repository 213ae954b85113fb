//! Names and words folded for searching: no accents, no case, no punctuation.
//!
//! The store keeps folded text beside what people typed, and folds the question the same way, so that `Siân`, `SIAN`
//! and `sian` meet. Folding is only ever for searching and comparing; it never changes what is stored or shown.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Words shorter than this have no near keys: with three letters, one slip away is half the list.
const SHORTEST_NEAR: usize = 4;
/// Words longer than this have no near keys: they are not names, and the keys would swell the index.
const LONGEST_NEAR: usize = 32;

/// The text with accents, case and punctuation taken away: `O'Brien` is `obrien`, `Smith-Jones` is `smith jones`.
///
/// Letters that have no accent to lose are spelt out (`ø` is `o`, `æ` is `ae`, `ß` is `ss`). Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        fold_ascii(text, &mut folded);
        return folded;
    }
    let kept = text.chars().filter(|&letter| !vanishes(letter));
    let plain = kept.nfkd().filter(|&letter| !is_combining_mark(letter) && !vanishes(letter));
    for letter in plain.flat_map(char::to_lowercase).nfkd() {
        if is_combining_mark(letter) {
            continue;
        }
        if let Some(spelt) = spelt_out(letter) {
            folded.push_str(spelt);
        } else if letter.is_alphanumeric() {
            folded.push(letter);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// The same for the many texts that are plain already, without looking anything up.
fn fold_ascii(text: &str, folded: &mut String) {
    for letter in text.chars().filter(|&letter| !vanishes(letter)) {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
}

/// The folded text as its words, in the order they stand.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Only the digits of the text, for finding a number however it was spaced.
pub fn digits(text: &str) -> String {
    text.nfkd().filter(char::is_ascii_digit).collect()
}

/// The folded word and every word made by leaving out one of its letters, each once, the word itself first.
///
/// Two words that differ by one slip (a letter added, lost, changed, or two swapped) always share a key, so an index of
/// these finds typing slips without reading every row. Words under 4 or over 32 letters give only themselves.
pub fn near_keys(word: &str) -> Vec<String> {
    let word = fold(word);
    let letters = word.chars().count();
    let mut keys = vec![word.clone()];
    if (SHORTEST_NEAR..=LONGEST_NEAR).contains(&letters) {
        for left_out in 0..letters {
            let key: String = word
                .chars()
                .enumerate()
                .filter(|&(at, _)| at != left_out)
                .map(|(_, letter)| letter)
                .collect();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// Whether the two texts, folded, are the same but for one slip at most: a letter added, lost, changed, or two swapped.
pub fn one_typo_apart(a: &str, b: &str) -> bool {
    one_slip_apart(&fold(a), &fold(b))
}

/// The same for words that are folded already: what differs between the common beginning and the common end is little.
pub fn one_slip_apart(a: &str, b: &str) -> bool {
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(one, other)| one == other).map(|(letter, _)| letter.len_utf8()).sum()
    };
    let begin = same(&mut a.chars().zip(b.chars()));
    let (a, b) = (a.get(begin..).unwrap_or_default(), b.get(begin..).unwrap_or_default());
    let end = same(&mut a.chars().rev().zip(b.chars().rev()));
    let [mut a, mut b] = [a, b].map(|text| text.get(..text.len() - end).unwrap_or_default().chars());
    match ((a.next(), a.next(), a.next()), (b.next(), b.next(), b.next())) {
        ((_, None, _), (_, None, _)) => true,
        ((one, two @ Some(_), None), (other, another, None)) => one == another && two == other,
        _ => false,
    }
}

/// How many slips apart two folded words are, where that is no more than `most`: letters added, lost, changed, or two
/// neighbours swapped.
pub fn slips_apart(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let (mut before, mut last, mut row) =
        (vec![usize::MAX; b.len() + 1], (0..=b.len()).collect::<Vec<_>>(), vec![0; b.len() + 1]);
    for (at, letter) in a.iter().enumerate() {
        row.clear();
        row.push(at + 1);
        for (place, other) in b.iter().enumerate() {
            let changed = last.get(place).copied()? + usize::from(letter != other);
            let least = changed.min(last.get(place + 1)? + 1).min(row.get(place)? + 1);
            let swapped =
                (at > 0 && place > 0 && a.get(at - 1) == Some(other) && b.get(place - 1) == Some(letter))
                    .then(|| before.get(place - 1).map_or(usize::MAX, |slips| slips.saturating_add(1)));
            row.push(least.min(swapped.unwrap_or(usize::MAX)));
        }
        if row.iter().min()? > &most {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|slips| *slips <= most)
}

/// Marks inside a word that are left out rather than read as a gap: apostrophes of every kind, and invisible characters.
fn vanishes(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`'
            | '\u{b4}'
            | '\u{ad}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201b}'
            | '\u{2032}'
            | '\u{2b9}'..='\u{2bf}'
            | '\u{2c8}'
            | '\u{ff07}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{feff}'
    )
}

/// The plain spelling of a letter that no accent can be taken from.
fn spelt_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' | 'ɔ' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ł' | 'ƚ' => "l",
        'đ' | 'ð' | 'ɗ' | 'ɖ' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "ng",
        'ı' => "i",
        'ĸ' | 'ƙ' => "k",
        'ɓ' => "b",
        'ƴ' => "y",
        'ə' | 'ǝ' | 'ɛ' => "e",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_many_languages_fold_to_plain_letters() {
        for (typed, folded) in [
            ("O'Brien", "obrien"),
            ("O\u{2019}BRIEN", "obrien"),
            ("Smith-Jones", "smith jones"),
            ("Siân", "sian"),
            ("Nguyễn Thị Lan", "nguyen thi lan"),
            ("Łukasz Wałęsa", "lukasz walesa"),
            ("Ærøskøbing", "aeroskobing"),
            ("Straße", "strasse"),
            ("Đorđe", "dorde"),
            ("Þórður", "thordur"),
            ("İstanbul ılık", "istanbul ilik"),
            ("  Mill   Lane,\tSurgery. ", "mill lane surgery"),
            ("\u{ff21}\u{ff24}\u{ff21}", "ada"),
            ("Dr. N. Shah & Co", "dr n shah co"),
            ("", ""),
            ("--", ""),
        ] {
            assert_eq!(fold(typed), folded, "{typed:?}");
        }
    }

    #[test]
    fn words_and_digits_are_what_they_say() {
        assert_eq!(words("Van der Berg-Okonkwo"), ["van", "der", "berg", "okonkwo"]);
        assert_eq!(words(" !"), Vec::<String>::new());
        assert_eq!(digits("T: 0114 496-0000"), "01144960000");
    }

    #[test]
    fn slips_are_counted_and_swapped_neighbours_are_one() {
        for (a, b, slips) in [
            ("library", "library", Some(0)),
            ("libary", "library", Some(1)),
            ("lirbary", "library", Some(1)),
            ("libarry", "library", Some(1)),
            ("hilsboro", "hillsborough", None),
            ("hilsbrough", "hillsborough", Some(2)),
            ("penistone", "penniston", Some(2)),
            ("abc", "xyz", None),
            ("", "ab", Some(2)),
        ] {
            assert_eq!(slips_apart(a, b, 2), slips, "{a} {b}");
            assert_eq!(slips_apart(b, a, 2), slips, "{b} {a}");
        }
    }

    #[test]
    fn short_and_endless_words_have_no_near_keys() {
        assert_eq!(near_keys("Lan"), ["lan"]);
        assert_eq!(near_keys("Anna"), ["anna", "nna", "ana", "ann"]);
        assert_eq!(near_keys(&"a".repeat(33)).len(), 1);
    }

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        assert!(one_typo_apart("Okonkwo", "okonkow"));
        assert!(one_typo_apart("Patel", "Patle"));
        assert!(one_typo_apart("Siân", "sian"));
        assert!(!one_typo_apart("Taylor", "Tyaloor"));
    }

    proptest! {
        #[test]
        fn one_slip_is_what_the_distance_says(a in "[abé]{0,6}", b in "[abé]{0,6}") {
            prop_assert_eq!(one_slip_apart(&a, &b), strsim::osa_distance(&a, &b) <= 1);
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn plain_text_folds_as_it_would_beside_an_accent(text in "[ -~\\t\\n]{0,40}") {
            // An invisible character leaves the plain road and then vanishes.
            prop_assert_eq!(fold(&text), fold(&format!("{text}\u{200b}")));
        }

        #[test]
        fn folded_text_is_tidy_whatever_comes(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert_eq!(folded.trim(), &folded);
            prop_assert!(!folded.contains("  "));
            prop_assert!(folded.chars().all(|letter| letter == ' ' || letter.is_alphanumeric()));
        }

        #[test]
        fn one_slip_always_shares_a_key(word in "[a-z]{5,12}", at in 0usize..12, letter in "[a-z]", how in 0u8..4) {
            let mut slipped: Vec<char> = word.chars().collect();
            let at = at % slipped.len();
            let new = letter.chars().next().unwrap();
            match how {
                0 => { slipped.remove(at); }
                1 => slipped.insert(at, new),
                2 => slipped[at] = new,
                _ => { let other = (at + 1).min(slipped.len() - 1); slipped.swap(at, other); }
            }
            let slipped: String = slipped.into_iter().collect();
            prop_assert!(one_typo_apart(&word, &slipped));
            let keys = near_keys(&word);
            prop_assert!(near_keys(&slipped).iter().any(|key| keys.contains(key)));
        }
    }
}
