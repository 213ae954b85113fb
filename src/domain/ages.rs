//! For which ages something is, read out of the words people write: `16+`, `5-11`, `over 50`, `all ages`.

use super::fold;

/// The youngest and the oldest, in years; `None` at an end that is open. Words that say nothing of ages are open at both.
pub fn read(text: &str) -> (Option<i64>, Option<i64>) {
    let spaced: String = text.chars().map(|c| if matches!(c, '-' | '–' | '—') { '~' } else { c }).collect();
    let spaced = spaced.replace('~', " to ").replace('+', " plus ");
    let words: Vec<String> = fold::words(&spaced)
        .into_iter()
        .map(|word| match word.strip_suffix('s') {
            Some(bare) if bare.chars().all(|c| c.is_ascii_digit()) && !bare.is_empty() => bare.to_owned(),
            _ => word,
        })
        .collect();
    let number = |at: usize| -> Option<i64> { words.get(at)?.parse().ok().filter(|age| *age <= 120) };
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", String::as_str);
    let (mut from, mut to) = (None, None);
    for at in 0..words.len() {
        let Some(age) = number(at) else { continue };
        let before = word(at.checked_sub(1));
        let after = word(Some(at + 1));
        let then = word(Some(at + 2));
        if after == "to" && number(at + 2).is_some() {
            from = Some(age);
            to = number(at + 2);
            break;
        }
        let older = matches!(after, "plus" | "upwards")
            || (after == "and" && matches!(then, "over" | "above" | "older" | "up"));
        let younger = after == "and" && matches!(then, "under" | "below" | "younger");
        if older || matches!(before, "over" | "from" | "aged" | "above" | "least") {
            from = Some(age);
        } else if younger || matches!(before, "under" | "below") {
            to = Some(if before == "under" && !younger { age - 1 } else { age });
        }
    }
    if (from, to) == (None, None) {
        let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
        if has(&["adults", "adult"]) && !has(&["children", "child", "families", "family"]) {
            from = Some(18);
        }
    }
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_people_write_ages_are_read() {
        for (text, wanted) in [
            ("16+", (Some(16), None)),
            ("5-11", (Some(5), Some(11))),
            ("5 to 11 years", (Some(5), Some(11))),
            ("over 50s", (Some(50), None)),
            ("55 and over", (Some(55), None)),
            ("under 5s", (None, Some(4))),
            ("Adults", (Some(18), None)),
            ("Adults and children", (None, None)),
            ("all ages", (None, None)),
            ("", (None, None)),
            ("aged 18", (Some(18), None)),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
