//! Typed dates cut into numbers, words and marks, before anything is understood.

use unicode_normalization::UnicodeNormalization as _;

/// Longer texts than this are not dates.
const LONGEST: usize = 80;

/// One piece of a typed date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A number, and how many digits it was typed with.
    Number { value: u32, digits: usize },
    /// Letters, in lower case.
    Word(&'a str),
    /// Any one other character, but spaces and commas.
    Mark(char),
}

/// The text in lower case and plain digits, with `a.m.` and `p.m.` made plain words.
pub(super) fn prepared(text: &str) -> String {
    let lowered: String = text.trim().nfkc().take(LONGEST * 4).flat_map(char::to_lowercase).collect();
    lowered.replace("a.m", "am").replace("p.m", "pm").trim().to_owned()
}

/// The pieces of a [`prepared`] text; `None` when it is too long or holds a number of more than nine digits.
pub(super) fn tokens(prepared: &str) -> Option<Vec<Token<'_>>> {
    if prepared.len() > LONGEST {
        return None;
    }
    let mut found = Vec::new();
    let mut rest = prepared;
    while let Some(first) = rest.chars().next() {
        let kind = kind(first);
        let end = match kind {
            Kind::Mark => first.len_utf8(),
            _ => rest.find(|letter| self::kind(letter) != kind).unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at_checked(end)?;
        match kind {
            Kind::Space => {}
            Kind::Digit if piece.len() > 9 => return None,
            Kind::Digit => found.push(Token::Number { value: piece.parse().ok()?, digits: piece.len() }),
            Kind::Letter => found.push(Token::Word(piece)),
            // A full stop after a word only ends its short form: "jan. 3", "fri."
            Kind::Mark if first == '.' && matches!(found.last(), Some(Token::Word(_))) => {}
            Kind::Mark => found.push(Token::Mark(first)),
        }
        rest = after;
    }
    Some(found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Space,
    Mark,
}

fn kind(letter: char) -> Kind {
    if letter.is_ascii_digit() {
        Kind::Digit
    } else if letter.is_alphabetic() {
        Kind::Letter
    } else if letter.is_whitespace() || letter == ',' {
        Kind::Space
    } else {
        Kind::Mark
    }
}
