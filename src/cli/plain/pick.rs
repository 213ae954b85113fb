//! Which of several choices an answer means: its number, its words, the beginning of them, or a slip away from them.

use crate::domain::fold::{fold, one_typo_apart};
use crate::domain::vocabulary::Vocabulary;

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is kept.
    pub code: String,
    /// What is said.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }

    /// The terms of a vocabulary, as they are said inside a sentence.
    pub fn of(vocabulary: &Vocabulary) -> Vec<Self> {
        vocabulary.terms.iter().map(|term| Self::new(term.code, super::words::low(term.label))).collect()
    }

    /// Choices that are kept as they are said.
    pub fn plain(labels: &[&str]) -> Vec<Self> {
        labels.iter().map(|label| Self::new(*label, *label)).collect()
    }
}

/// What an answer means.
#[derive(Debug, PartialEq, Eq)]
pub enum Picked {
    /// This one.
    One(usize),
    /// Any of these.
    Several(Vec<usize>),
    /// A number that is not among them.
    OutOfRange,
    /// None of them.
    Nothing,
}

/// Looks up an answer among choices.
pub fn pick(answer: &str, choices: &[Choice]) -> Picked {
    let wanted = fold(answer);
    if wanted.is_empty() {
        return Picked::Nothing;
    }
    if let Ok(number) = wanted.parse::<usize>() {
        return match number.checked_sub(1).filter(|at| *at < choices.len()) {
            Some(at) => Picked::One(at),
            None => Picked::OutOfRange,
        };
    }
    let same = |choice: &Choice| fold(&choice.label) == wanted || fold(&choice.code) == wanted;
    let begins = |choice: &Choice| fold(&choice.label).starts_with(&wanted);
    let within = |choice: &Choice| {
        let words = crate::domain::fold::words(&choice.label);
        crate::domain::fold::words(answer).iter().all(|part| words.iter().any(|word| word.starts_with(part)))
    };
    let slip = |choice: &Choice| {
        wanted.chars().count() > 3
            && (one_typo_apart(&wanted, &choice.label)
                || choice.label.split_whitespace().any(|word| one_typo_apart(&wanted, word)))
    };
    for meant in [&same as &dyn Fn(&Choice) -> bool, &begins, &within, &slip] {
        let found: Vec<usize> =
            choices.iter().enumerate().filter(|(_, choice)| meant(choice)).map(|(at, _)| at).collect();
        match found.as_slice() {
            [] => {}
            [only] => return Picked::One(*only),
            _ => return Picked::Several(found),
        }
    }
    Picked::Nothing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::vocabulary::CONTACT_METHOD;

    #[test]
    fn a_number_a_beginning_a_word_and_a_slip_are_understood() {
        let ways = Choice::of(&CONTACT_METHOD);
        let code = |answer: &str| match pick(answer, &ways) {
            Picked::One(at) => ways[at].code.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!(code("1"), "phone");
        assert_eq!(code(" Phone "), "phone");
        assert_eq!(code("ho"), "home_visit");
        assert_eq!(code("visit"), "home_visit");
        assert_eq!(code("hoem visit"), "home_visit");
        assert_eq!(code("lettre"), "letter");
        assert_eq!(code("accompanied visit"), "accompanied_visit");
        assert_eq!(code("12"), "OutOfRange");
        assert_eq!(code("pigeon"), "Nothing");
        assert_eq!(pick("face home", &ways), Picked::Nothing);
        assert_eq!(pick("e", &Choice::plain(&["east", "end"])), Picked::Several(vec![0, 1]));
    }
}
