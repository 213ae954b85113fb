//! What the asset list is narrowed to: one interest, one need, or those that are usually left out.

use crate::domain::vocabulary::{INTEREST, NEED, Term, Vocabulary};
use crate::store::find::AssetAsk;
use crate::tui::dialogs::picker::{Item, Picker};
use crate::tui::effect::{Answer, Effect};

/// What the list is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Narrow {
    /// What runs and was checked within half a year.
    #[default]
    Usual,
    /// Also what has closed or was not checked for long.
    All,
    /// What serves one interest, by its place in the vocabulary.
    Interest(usize),
    /// What helps with one need, by its place in the vocabulary.
    Need(usize),
}

fn term(vocabulary: &Vocabulary, at: usize) -> Option<&'static Term> {
    vocabulary.terms.get(at)
}

impl Narrow {
    /// The row of the picker, from 0.
    pub fn of(row: usize) -> Self {
        match (row, row.checked_sub(2)) {
            (0, _) => Self::Usual,
            (_, Some(at)) if at < INTEREST.terms.len() => Self::Interest(at),
            (_, Some(at)) => Self::Need(at - INTEREST.terms.len()),
            _ => Self::All,
        }
    }

    /// What it is, in words.
    pub fn words(self) -> String {
        match self {
            Self::Usual => "running and checked".to_owned(),
            Self::All => "all, also closed and long unchecked".to_owned(),
            Self::Interest(at) => format!("interest in {}", low(&INTEREST, at)),
            Self::Need(at) => format!("helps with {}", low(&NEED, at)),
        }
    }

    /// Sets what is asked of the store.
    pub fn ask(self, ask: &mut AssetAsk) {
        let code = |vocabulary: &Vocabulary, at| {
            term(vocabulary, at).map_or_else(String::new, |t| t.code.to_owned())
        };
        ask.all = self == Self::All;
        ask.interest = if let Self::Interest(at) = self { code(&INTEREST, at) } else { String::new() };
        ask.need = if let Self::Need(at) = self { code(&NEED, at) } else { String::new() };
    }

    /// The list to choose from; it answers with the row.
    pub fn picker(self) -> Picker {
        let count = 2 + INTEREST.terms.len() + NEED.terms.len();
        let items = (0..count).map(|row| {
            let narrow = Self::of(row);
            Item { on: narrow == self, ..Item::new(super::super::glance::capital(&narrow.words())) }
        });
        let pick = |at, _: &str| Effect::Answer(Answer::Row(at));
        Picker::searched("Which assets: type an interest or a need", items.collect(), Box::new(pick))
    }
}

fn low(vocabulary: &Vocabulary, at: usize) -> String {
    term(vocabulary, at).map_or_else(String::new, |term| term.label.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_picker_narrows_to_something_of_its_own() {
        let count = 2 + INTEREST.terms.len() + NEED.terms.len();
        let words: std::collections::BTreeSet<String> =
            (0..count).map(|row| Narrow::of(row).words()).collect();
        assert_eq!(words.len(), count);
    }
}
