//! How a few typed words meet a line of a list: every word begins one of its words, whatever the accents and the order.

use crate::domain::fold;

/// How well a query meets a text and its other words, lower is better; `None` where a word of the query is not met.
///
/// A beginning of a word that is read counts before one of the other words, and both before the middle of a word.
pub fn rank(query: &str, text: &str, also: &str) -> Option<u8> {
    let (read, other) = (fold::words(text), fold::words(also));
    let begins = |words: &[String], typed: &str| words.iter().any(|word| word.starts_with(typed));
    let mut worst = 0;
    for typed in fold::words(query) {
        let rank = if begins(&read, &typed) {
            0
        } else if begins(&other, &typed) {
            1
        } else if typed.len() > 2 && read.iter().any(|word| word.contains(&typed)) {
            2
        } else {
            return None;
        };
        worst = worst.max(rank);
    }
    Some(worst)
}

/// The places of the texts that a query meets, the best first; in their order where they are as good.
pub fn meeting<'a>(query: &str, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<usize> {
    // Whoever types the beginning of a name means that one, not another that has the same words somewhere.
    let whole = fold::fold(query);
    let mut met: Vec<(u8, bool, usize)> = texts
        .enumerate()
        .filter_map(|(at, (text, also))| {
            let rank = rank(query, text, also)?;
            let begins = whole.trim().contains(' ') && fold::fold(text).starts_with(whole.trim());
            Some((rank, !begins, at))
        })
        .collect();
    met.sort_unstable();
    met.into_iter().map(|(.., at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_by_their_beginnings_in_any_order() {
        assert_eq!(rank("rem", "Set a reminder", ""), Some(0));
        assert_eq!(rank("reminder set", "Set a reminder", ""), Some(0));
        assert_eq!(rank("sian", "Si\u{e2}n JONES", ""), Some(0));
        assert_eq!(rank("xyz", "Set a reminder", ""), None);
        assert_eq!(rank("diary", "Set a reminder", "diary due"), Some(1));
        assert_eq!(rank("mind", "Set a reminder", ""), Some(2));
    }

    #[test]
    fn what_is_met_as_well_keeps_its_order() {
        let all = |texts: [&'static str; 3]| texts.into_iter().map(|text| (text, ""));
        assert_eq!(meeting("", all(["b", "a", "c"])), [0, 1, 2]);
        assert_eq!(meeting("an", all(["banana", "see anna", "anna"])), [1, 2]);
        assert_eq!(meeting("ana", all(["banana", "see anna", "ana"])), [2, 0]);
        assert_eq!(meeting("see an", all(["an ant to see", "anna sees", "see anna"])), [2, 0, 1]);
    }
}
