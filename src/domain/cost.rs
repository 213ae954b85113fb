//! What something costs, in pence, read out of the words people write: `free`, `3 pounds with a meal`, `£2.50`, `50p`.

use super::fold;

/// The least that is asked, in pence; 0 is free or a donation; `None` where the words do not say.
pub fn pence(text: &str) -> Option<i64> {
    let lower = text.to_lowercase();
    let words = fold::words(text);
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let amounts = amounts(&lower);
    let denied = words.windows(2).any(|pair| matches!(pair, [no, free] if free == "free" && matches!(no.as_str(), "not" | "isnt" | "longer" | "t")));
    if (has(&["free", "nothing"]) && !denied) || lower.trim() == "no charge" || lower.contains("no cost") {
        return Some(0);
    }
    if let Some(least) = amounts.into_iter().min() {
        return Some(least);
    }
    has(&["donation", "donations", "suggested", "gratis"]).then_some(0)
}

/// Every amount of money in the words.
fn amounts(text: &str) -> Vec<i64> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters.get(at).is_some_and(char::is_ascii_digit) {
            at += 1;
            continue;
        }
        let from = at;
        while letters.get(at).is_some_and(char::is_ascii_digit) {
            at += 1;
        }
        let pounds: String = letters.get(from..at).unwrap_or_default().iter().collect();
        let mut pence = String::new();
        if letters.get(at) == Some(&'.') && letters.get(at + 1).is_some_and(char::is_ascii_digit) {
            at += 1;
            while letters.get(at).is_some_and(char::is_ascii_digit) {
                pence.extend(letters.get(at));
                at += 1;
            }
        }
        let before: String = letters.get(from.saturating_sub(2)..from).unwrap_or_default().iter().collect();
        let rest: String = letters.get(at..).unwrap_or_default().iter().collect();
        let after = rest.trim_start();
        let sign = before.trim_end().ends_with('£');
        let in_pounds = sign || ["pound", "gbp", "quid"].iter().any(|word| after.starts_with(word));
        let in_pence = !sign
            && pence.is_empty()
            && (after.starts_with("pence")
                || (after.starts_with('p') && !after.chars().nth(1).is_some_and(char::is_alphanumeric)));
        let (Ok(whole), fraction) = (pounds.parse::<i64>(), format!("{pence:0<2}")) else { continue };
        let Ok(fraction) = fraction.get(..2).unwrap_or("0").parse::<i64>() else { continue };
        if in_pounds || (!pence.is_empty() && pence.len() == 2 && text.trim_start().starts_with(&pounds)) {
            found.push(whole.saturating_mul(100).saturating_add(fraction));
        } else if in_pence {
            found.push(whole);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_people_write_what_it_costs_are_read() {
        for (text, wanted) in [
            ("free", Some(0)),
            ("not free", None),
            ("No longer free: 3 pounds", Some(300)),
            ("Free, tea 50p", Some(0)),
            ("3 pounds with a meal", Some(300)),
            ("£2.50 a time", Some(250)),
            ("£ 4", Some(400)),
            ("50p", Some(50)),
            ("50 pence a cup", Some(50)),
            ("2.00", Some(200)),
            ("£5, or £3 on benefits", Some(300)),
            ("Donation", Some(0)),
            ("suggested donation 2 pounds", Some(200)),
            ("No charge", Some(0)),
            ("Ask Maureen", None),
            ("10 people at most", None),
            ("12 places", None),
            ("", None),
        ] {
            assert_eq!(pence(text), wanted, "{text}");
        }
    }
}
