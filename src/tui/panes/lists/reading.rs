//! How a list is read, as one changes it on the screen: what it is called, how its days and its letters are written.

use super::columns::Columns;
use crate::import::encoding::Encoding;
use crate::tui::dialogs::picker::{Item, Pick, Picker, Source};
use crate::tui::effect::{Answer, Effect};

/// What can be changed of how a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// What it is called: under this name its numbers are known again.
    List,
    /// The order of day and month.
    Dates,
    /// How its letters are written.
    Encoding,
}

/// All of them, in the order in which they stand.
pub const ALL: [Reading; 3] = [Reading::List, Reading::Dates, Reading::Encoding];

/// The orders of day and month: the word of a mapping, and what people read.
const ORDERS: [(&str, &str); 3] = [
    ("dmy", "Day first: 5/3/2026 is 5 March"),
    ("mdy", "Month first: 3/5/2026 is 5 March"),
    ("iso", "Year first: 2026-03-05 is 5 March"),
];

/// The encodings: the word of `--encoding`, and what people read.
const ENCODINGS: [(&str, &str); 5] = [
    ("", "As kith finds it"),
    ("utf-8", "UTF-8"),
    ("windows-1252", "Windows-1252: lists of older programs"),
    ("utf-16le", "UTF-16 (little-endian)"),
    ("utf-16be", "UTF-16 (big-endian)"),
];

impl Reading {
    /// What it is called in the list.
    pub fn label(self) -> &'static str {
        match self {
            Self::List => "The list is called",
            Self::Dates => "Days are written",
            Self::Encoding => "Letters are written in",
        }
    }

    /// What holds now.
    pub fn now(self, columns: &Columns) -> String {
        let words = |all: &[(&str, &str)], word: &str| {
            all.iter()
                .find(|(known, _)| *known == word)
                .map_or_else(String::new, |(_, words)| (*words).to_owned())
        };
        match self {
            Self::List => columns.list(),
            Self::Dates => match columns.dates() {
                Some(word) => words(&ORDERS, &word),
                None if columns.has_dates() => "Column by column, as the file shows".to_owned(),
                None => words(&ORDERS, "dmy"),
            },
            Self::Encoding => words(&ENCODINGS, &columns.encoding),
        }
    }

    /// The question that changes it.
    pub fn ask(self, columns: &Columns) -> Effect {
        let picker = match self {
            Self::List => named(&columns.list()),
            Self::Dates => one_of("How are the days written?", &ORDERS),
            Self::Encoding => one_of("How are the letters written?", &ENCODINGS)
                .above(vec!["Where letters such as é or £ look wrong, choose another.".to_owned()]),
        };
        Effect::Open(Box::new(picker))
    }
}

/// A choice among words.
fn one_of(title: &str, all: &'static [(&'static str, &'static str)]) -> Picker {
    let items = all.iter().map(|(_, words)| Item::new(*words)).collect();
    let pick: Pick = Box::new(move |at, _| {
        let word = all.get(at).map_or("", |(word, _)| word);
        Effect::Answer(Answer::Text(word.to_owned()))
    });
    Picker::of(title, items, pick)
}

/// The encoding of a word of the choice; none where kith is to find it.
pub fn encoding(word: &str) -> Option<Encoding> {
    Encoding::named(word).ok()
}

/// The question for the name of a list: what is typed is taken.
fn named(now: &str) -> Picker {
    let now = now.to_owned();
    let source: Source = Box::new(move |_, text| {
        let typed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if typed.is_empty() { now.clone() } else { typed };
        let pick: Pick = {
            let name = name.clone();
            Box::new(move |_, _| Effect::Answer(Answer::Text(name.clone())))
        };
        Ok((vec![Item::new(name).right("this name")], Some(pick)))
    });
    Picker::found("What is the list called? Type another name", source, Box::new(|_, _| Effect::None))
        .all_at_first()
}
