//! An instrument that is asked item by item, on a screen or line by line.

use std::sync::LazyLock;

use super::{Instrument, Item};
use crate::domain::vocabulary::INSTRUMENT;

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The name of its question.
    pub name: String,
    /// One sentence.
    pub reason: String,
}

/// The name of the question of an item in a form.
pub fn name_of(one: &Instrument, item: &Item) -> String {
    format!("{}.{}", one.code, item.code)
}

/// The codes of the instruments in their order, each as the list that a question depends on.
pub fn alone() -> &'static [[&'static str; 1]] {
    static ALONE: LazyLock<Vec<[&'static str; 1]>> =
        LazyLock::new(|| INSTRUMENT.terms.iter().map(|term| [term.code]).collect());
    &ALONE
}

/// The answers in the order of the items, with a hyphen for each that is empty.
///
/// # Errors
/// An answer is not what its item can be, or there is none at all.
pub fn gathered<'a>(one: &Instrument, answer: impl Fn(&Item) -> &'a str) -> Result<String, Wrong> {
    let mut given: Vec<&str> = Vec::new();
    for item in &one.items {
        let answer = answer(item).trim();
        given.push(if answer.is_empty() { "-" } else { answer });
        let mut upto = given.clone();
        upto.resize(one.items.len(), "-");
        if let Err(reason) = one.read(&upto.join(" ")) {
            return Err(Wrong { name: name_of(one, item), reason });
        }
    }
    if given.iter().all(|answer| *answer == "-") {
        let name = one.items.first().map(|item| name_of(one, item)).unwrap_or_default();
        return Err(Wrong { name, reason: "Give at least one answer.".to_owned() });
    }
    Ok(given.join(" "))
}
