//! Whose give and take is measured: everyone's, one's own people's, a colleague's, or that of the people of a group.

use super::find_anyone::found;
use super::picker::{Item, Pick, Picker, Source};
use super::search;
use crate::domain::entity::Entity;
use crate::domain::id::WorkerId;
use crate::store::Store;
use crate::store::StoreError;
use crate::tui::effect::{Answer, Effect};
use crate::tui::forms::row::Look;

/// The row of everyone: [`Answer::Row`] of it is the answer.
pub const EVERYONE: usize = 0;

/// So many workers are listed.
const MOST: usize = 500;

/// The choice; groups are found by a word of their name. The answer is [`Answer::Row`] of [`EVERYONE`], or
/// [`Answer::Chose`] with a worker or an asset.
pub fn choose(own: Option<WorkerId>) -> Picker {
    let source: Source = Box::new(move |store, text| {
        let (mut items, mut answers) = workers(store, text, own)?;
        let (groups, all) = found(store, text, Look::Asset)?;
        items.extend(groups);
        answers.extend(all.into_iter().map(|group| Answer::Chose(group.entity, group.id, group.words)));
        let pick: Pick = Box::new(move |at, _| answers.get(at).cloned().map_or(Effect::None, Effect::Answer));
        Ok((items, Some(pick)))
    });
    Picker::found(
        "Whose give and take? For a group: a word of its name",
        source,
        Box::new(|_, _| Effect::None),
    )
    .all_at_first()
    .none("Nobody and no group goes by these words. Try one word of the name.")
}

/// Everyone, my people, and the people of each worker whose name meets the words.
pub fn workers(
    store: &Store,
    text: &str,
    own: Option<WorkerId>,
) -> Result<(Vec<Item>, Vec<Answer>), StoreError> {
    let mut rows = vec![("Everyone".to_owned(), Answer::Row(EVERYONE))];
    for worker in store.records_after(Entity::Worker, 0, MOST)? {
        let name = worker.values.text("name").to_owned();
        let answer = Answer::Chose(Entity::Worker, worker.id, format!("people of {name}"));
        if own == Some(WorkerId(worker.id)) {
            rows.insert(
                1,
                ("My people".to_owned(), Answer::Chose(Entity::Worker, worker.id, "my people".to_owned())),
            );
        } else {
            rows.push((format!("People of {name}"), answer));
        }
    }
    rows.retain(|(words, _)| search::rank(text, words, "").is_some());
    Ok(rows.into_iter().map(|(words, answer)| (Item::new(words), answer)).unzip())
}
