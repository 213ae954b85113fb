//! How a few typed words meet a line of a list: every word begins one of its words, whatever the accents and the order.

use crate::domain::fold;

/// How well a query meets a text, lower is better; `None` where a word of the query is not met.
pub fn rank(query: &str, text: &str) -> Option<usize> {
    let kept = fold::words(text);
    let mut rank = 0;
    for typed in fold::words(query) {
        let begins = kept.iter().position(|word| word.starts_with(&typed));
        let holds = || kept.iter().position(|word| typed.len() > 2 && word.contains(&typed));
        rank += match begins {
            Some(at) => at,
            None => 100 + holds()?,
        };
    }
    Some(rank)
}

/// The places of the texts that a query meets, the best first; all of them in their order for an empty query.
pub fn meeting<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut met: Vec<(usize, usize)> =
        texts.enumerate().filter_map(|(at, text)| rank(query, text).map(|rank| (rank, at))).collect();
    met.sort_unstable();
    met.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_by_their_beginnings_in_any_order() {
        assert!(rank("rem", "Set a reminder").is_some());
        assert!(rank("reminder set", "Set a reminder").is_some());
        assert!(rank("sian", "Si\u{e2}n JONES").is_some());
        assert_eq!(rank("xyz", "Set a reminder"), None);
        assert!(rank("mind", "Set a reminder") > rank("rem", "Set a reminder"));
    }

    #[test]
    fn an_empty_query_leaves_the_order() {
        assert_eq!(meeting("", ["b", "a"].into_iter()), [0, 1]);
        assert_eq!(meeting("a", ["banana", "xa", "a"].into_iter()), [2]);
    }
}
