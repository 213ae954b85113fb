//! Who looked at a person's record, when, and why where a reason was asked for.

use super::picker::{Item, Pick, Picker, Source};
use crate::domain::id::PersonId;
use crate::store::history;
use crate::tui::effect::Effect;

/// So many of the newest looks are read; the command line shows all of them.
const NEWEST: usize = 300;

/// The list of who looked.
pub fn open(person: PersonId) -> Picker {
    let source: Source = Box::new(move |store, text| {
        let (mut items, mut whole) = (Vec::new(), Vec::new());
        for view in store.views_of(person, NEWEST)? {
            let who = store.name_of(&view.actor)?;
            let words = view.reason.as_ref().map_or_else(|| who.clone(), |reason| format!("{who}: {reason}"));
            if super::search::rank(text, &words, "").is_none() {
                continue;
            }
            let at = history::spoken(&view.at);
            items.push(Item::new(words.clone()).right(at.clone()));
            whole.push(format!("{words}, at {at}."));
        }
        let pick: Pick = Box::new(move |at, _| {
            whole.get(at).cloned().map_or(Effect::None, |sentence| {
                Effect::Open(Box::new(super::reading::Reading::new("Who looked", sentence)))
            })
        });
        Ok((items, Some(pick)))
    });
    Picker::found("Who looked at this record", source, Box::new(|_, _| Effect::None))
        .all_at_first()
        .none("Nobody meets these words among the newest 300.")
}
