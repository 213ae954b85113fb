//! What was typed into a search, made into a question for the word indexes.

use chrono::NaiveDate;

use super::{BEGUN, CANDIDATES};
use crate::domain::matching::stem;
use crate::domain::{fold, phone, when};

/// Little words that stand between others in a search of assets: `lunch club in Walkley`.
const LITTLE: [&str; 16] =
    ["a", "an", "and", "at", "by", "for", "from", "in", "near", "of", "on", "or", "the", "to", "who", "with"];

/// A question: every part must be met, in any order.
pub(in crate::store) struct Query {
    parts: Vec<Part>,
    /// Other endings of a word are met too: `libraries` meets `library`.
    forms: bool,
}

/// One part of a question: words of which each must be met, or one of the spellings that stand for all of them.
pub(in crate::store) struct Part {
    /// The folded words as they were typed.
    pub words: Vec<String>,
    /// A number, postcode or date that was typed with gaps, put together; met as a whole or by its beginning.
    pub together: Vec<String>,
}

impl Query {
    /// Reads what was typed. Neighbouring words with digits belong together: `999 000 1235`, `S6 3BS`, `14/7/1945`.
    pub fn read(text: &str, today: NaiveDate) -> Self {
        if let Some(number) = whole_number(text) {
            let mut together = vec![number];
            together.extend(birth(text, today));
            return Self { parts: vec![Part { words: Vec::new(), together }], forms: false };
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut run: Vec<String> = Vec::new();
        for word in fold::words(text) {
            if word.chars().any(|letter| letter.is_ascii_digit()) {
                run.push(word);
                continue;
            }
            parts.extend(run_part(&mut run, today));
            parts.push(Part { words: vec![word], together: Vec::new() });
        }
        parts.extend(run_part(&mut run, today));
        if parts.len() > 1
            && let Some(day) = birth(text, today)
        {
            let words = parts.into_iter().flat_map(|part| part.words).collect();
            parts = vec![Part { words, together: vec![day] }];
        }
        Self { parts, forms: false }
    }

    /// Reads what was typed in a search of assets: words that stand in every sentence are left out, if others remain.
    pub fn of_assets(text: &str, today: NaiveDate) -> Self {
        let mut query = Self::read(text, today);
        let telling = |part: &Part| {
            !part.together.is_empty() || part.words.iter().any(|word| !LITTLE.contains(&word.as_str()))
        };
        // The last word may still be on the way to a longer one.
        let last = query.parts.len().saturating_sub(1);
        let open = !text.ends_with(' ');
        if query.parts.iter().any(&telling) {
            let mut at = 0;
            query.parts.retain(|part| {
                at += 1;
                telling(part) || (open && at - 1 == last && last == 0)
            });
        }
        query.forms = true;
        query
    }

    /// The full-text query that asks for every part as the beginning of an indexed word; with other endings, too.
    pub fn matching_words(&self, forms: bool) -> String {
        let parts: Vec<String> = self.parts.iter().map(|part| part.matching("*", forms)).collect();
        if parts.is_empty() { "\"\"".to_owned() } else { parts.join(" AND ") }
    }

    /// The words that were typed, each alone.
    pub fn typed(&self) -> Vec<String> {
        let words = |part: &Part| {
            if part.words.is_empty() {
                part.together.iter().take(1).cloned().collect()
            } else {
                part.words.clone()
            }
        };
        self.parts.iter().flat_map(words).collect()
    }

    /// The full-text query in which each word may also be one of its near words, in the order of [`Self::typed`].
    pub fn or_near(&self, near: &[Vec<String>]) -> String {
        let mut near = near.iter();
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|part| {
                let own = part.matching("*", self.forms);
                let words: Vec<String> = part
                    .words
                    .iter()
                    .map(|word| {
                        let mut ways = vec![format!("\"{word}\"*")];
                        ways.extend(near.next().into_iter().flatten().map(|near| format!("\"{near}\"")));
                        format!("({})", ways.join(" OR "))
                    })
                    .collect();
                if words.is_empty() {
                    near.next();
                    return own;
                }
                format!("({own} OR ({}))", words.join(" AND "))
            })
            .collect();
        parts.join(" AND ")
    }

    /// Whether nothing was typed that could be met.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The parts, in the order they were typed.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The full-text query that asks for every part as the beginning of an indexed word.
    pub fn prefixes(&self) -> String {
        self.matching("*")
    }

    /// The full-text query that asks for every part as a whole indexed word.
    pub fn wholes(&self) -> String {
        self.matching("")
    }

    /// The same full-text query for people: without digits only names are meant, never the letters of a postcode.
    pub fn of_people(&self, asked: &str) -> String {
        if self.is_empty() || self.has_digits() { asked.to_owned() } else { format!("names : ({asked})") }
    }

    /// The spellings of the question where it is one number and nothing else.
    pub fn number(&self) -> Option<&[String]> {
        match self.parts.as_slice() {
            [Part { words, together }] if words.is_empty() => Some(together),
            _ => None,
        }
    }

    /// Whether only letters were typed, and no word has more than two.
    pub fn is_short(&self) -> bool {
        !self.has_digits()
            && self.parts.iter().all(|part| part.words.iter().all(|word| word.chars().count() < 3))
    }

    /// Whether the last of several words has one letter as yet: a word that is only begun meets half of everything.
    pub fn has_begun(&self) -> bool {
        let one =
            |part: &Part| part.together.is_empty() && part.words.iter().all(|word| word.chars().count() == 1);
        self.parts.len() > 1 && self.parts.last().is_some_and(one)
    }

    /// How many of so many wanted people are read and judged: up to three letters are only on the way to a name, so that
    /// fewer do.
    pub fn candidates(&self, most: usize) -> usize {
        let begun = !self.has_digits()
            && self.parts.iter().map(|part| part.words.concat().chars().count()).sum::<usize>() <= 3;
        if begun { most.clamp(BEGUN, CANDIDATES) } else { CANDIDATES }
    }

    /// Whether a number, a postcode or a date may be meant.
    pub fn has_digits(&self) -> bool {
        self.parts.iter().any(|part| {
            !part.together.is_empty()
                || part.words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()))
        })
    }

    /// The prefix query of the parts but one that narrow things down; `None` where there is none.
    ///
    /// One or two letters begin half of all names, so they are left to whoever looks at the candidates.
    pub fn without(&self, left_out: usize) -> Option<String> {
        let narrow: Vec<String> = self
            .parts
            .iter()
            .enumerate()
            .filter(|(at, part)| left_out != *at && part.words.iter().all(|word| word.chars().count() > 2))
            .map(|(_, part)| part.matching("*", self.forms))
            .collect();
        (!narrow.is_empty()).then(|| narrow.join(" AND "))
    }

    fn matching(&self, star: &str) -> String {
        let parts: Vec<String> = self.parts.iter().map(|part| part.matching(star, self.forms)).collect();
        if parts.is_empty() { "\"\"".to_owned() } else { parts.join(" AND ") }
    }
}

impl Part {
    /// It, as it was typed.
    pub fn said(&self) -> String {
        if self.words.is_empty() { self.together.concat() } else { self.words.join(" ") }
    }

    fn matching(&self, star: &str, forms: bool) -> String {
        let way = |word: &String| match stem(word) {
            stem if forms && stem.len() >= 4 && stem != word => {
                format!("(\"{word}\"{star} OR \"{stem}\"{star})")
            }
            _ => format!("\"{word}\"{star}"),
        };
        let words: Vec<String> = self.words.iter().map(way).collect();
        let mut ways: Vec<String> = self.together.iter().map(|word| format!("\"{word}\"{star}")).collect();
        if !words.is_empty() {
            ways.push(format!("({})", words.join(" AND ")));
        }
        format!("({})", ways.join(" OR "))
    }
}

/// A full-text query for people: every word of the text is the beginning of one of their words, in any order.
pub(in crate::store) fn match_of(text: &str, today: NaiveDate) -> String {
    let query = Query::read(text, today);
    query.of_people(&query.prefixes())
}

/// The digits of a text that is a number and nothing else; one written with `+44` as it is said in this country.
fn whole_number(text: &str) -> Option<String> {
    let only = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')'));
    let digits = phone::digits(text);
    (only && digits.len() >= 4).then_some(digits)
}

fn run_part(run: &mut Vec<String>, today: NaiveDate) -> Option<Part> {
    if run.is_empty() {
        return None;
    }
    let words = std::mem::take(run);
    let mut together: Vec<String> = if words.len() > 1 { vec![words.concat()] } else { Vec::new() };
    together.extend(birth(&words.join(" "), today));
    Some(Part { words, together })
}

/// A date of birth as the index keeps it, `19450714`.
fn birth(text: &str, today: NaiveDate) -> Option<String> {
    when::read_birth(text, today).ok().map(|day| day.format("%Y%m%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
    }

    #[test]
    fn words_are_asked_for_by_their_beginnings_in_any_order() {
        assert_eq!(match_of("Ewan Mac", today()), "names : (((\"ewan\"*)) AND ((\"mac\"*)))");
        assert_eq!(match_of(" !? ", today()), "\"\"");
    }

    #[test]
    fn numbers_typed_with_gaps_are_put_together() {
        assert_eq!(match_of("999 000 1235", today()), "(\"9990001235\"*)");
        assert_eq!(match_of("+44 114 496 0000", today()), "(\"01144960000\"*)");
        let postcode = match_of("ada S6 3BS", today());
        assert!(postcode.contains("\"s63bs\"*") && postcode.contains("(\"s6\"* AND \"3bs\"*)"), "{postcode}");
    }

    #[test]
    fn a_date_of_birth_is_found_however_it_is_typed() {
        for typed in ["14 Jul 1945", "14/7/1945", "14.7.1945", "1945-07-14", "14 7 1945"] {
            assert!(match_of(typed, today()).contains("\"19450714\"*"), "{typed}");
        }
    }

    #[test]
    fn quotes_and_operators_of_the_index_are_only_words() {
        let asked = match_of("a\" OR names:* NEAR(b)", today());
        assert_eq!(asked.matches('"').count() % 2, 0);
        assert!(asked.contains("\"or\"*"), "{asked}");
    }
}
