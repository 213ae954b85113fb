//! Who did what: the newest acts of everyone, found as one types.

use super::picker::{Item, Pick, Picker, Source};
use super::reading::Reading;
use crate::store::history;
use crate::tui::effect::Effect;

/// How many acts are read; the command line shows all of them.
const NEWEST: usize = 300;

/// The list of who did what.
pub fn open() -> Picker {
    let source: Source = Box::new(|store, text| {
        let (mut items, mut sentences) = (Vec::new(), Vec::new());
        for operation in store.history(None, NEWEST)? {
            let who = store.name_of(&operation.actor)?;
            let about = store.subject_name(&operation)?.map_or_else(String::new, |name| format!(": {name}"));
            let undone = if operation.undone { " (undone)" } else { "" };
            let words = format!("{who} {}{about}{undone}", operation.words());
            if super::search::rank(text, &words, "").is_none() {
                continue;
            }
            let at = history::spoken(&operation.at);
            sentences.push(format!(
                "{words}, at {at}, through the {}. It is number {} in the log.",
                operation.via, operation.id
            ));
            items.push(Item::new(words).right(at));
        }
        let pick: Pick = Box::new(move |at, _| {
            let sentence = sentences.get(at).cloned();
            sentence.map_or(Effect::None, |sentence| {
                Effect::Open(Box::new(Reading::new("Who did what", sentence)))
            })
        });
        Ok((items, Some(pick)))
    });
    Picker::found("Who did what", source, Box::new(|_, _| Effect::None))
        .all_at_first()
        .none("Nothing meets these words among the newest 300.")
}
