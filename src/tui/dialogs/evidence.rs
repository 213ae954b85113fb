//! What shows where somebody stands on the way: the records behind it, the newest first, each to be opened.

use super::picker::{Item, Pick, Picker, Source};
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId};
use crate::domain::when;
use crate::tui::effect::Effect;

/// The list of what shows where a person stands: in one group, or everywhere.
pub fn open(person: PersonId, group: Option<AssetId>, spoken: &str) -> Picker {
    let name = spoken.to_owned();
    let source: Source = Box::new(move |store, text| {
        let (mut items, mut effects) = (Vec::new(), Vec::new());
        let mut add = |words: String, right: String, effect: (Entity, i64)| {
            if super::search::rank(text, &words, &right).is_some() {
                items.push(Item::new(words).right(right));
                effects.push(effect);
            }
        };
        for row in store.evidence_of(person, group)? {
            let place = match row.asset.filter(|_| group.is_none()) {
                Some(asset) => {
                    let asset = store.needed(Entity::Asset, asset.0)?;
                    format!(", {}", asset.values.text("name"))
                }
                None => String::new(),
            };
            let what = match row.of {
                Entity::Exchange => {
                    let given = store.needed(Entity::Exchange, row.id)?;
                    format!(": {}", given.values.text("what"))
                }
                _ => String::new(),
            };
            let words = format!("{}, {}{what}{place}", row.rung.label(), row.because);
            add(words, row.on.map(when::show_day).unwrap_or_default(), (row.of, row.id));
        }
        for word in store.records_of(Entity::Rung, "person_id", person.0)? {
            let of = word.values.number("asset_id").map(AssetId);
            if group.is_some() && of != group {
                continue;
            }
            let label = crate::domain::vocabulary::RUNG.label(word.values.text("rung")).to_owned();
            let since = word.values.day("since").map(when::show_day).unwrap_or_default();
            add(format!("{label}, a worker said so"), since, (Entity::Rung, word.id));
        }
        let name = name.clone();
        let pick: Pick = Box::new(move |at, _| match effects.get(at) {
            Some((Entity::Asset, id)) => Effect::Asset(AssetId(*id)),
            Some((entity, id)) => Effect::Read(*entity, *id, name.clone()),
            None => Effect::None,
        });
        Ok((items, Some(pick)))
    });
    Picker::found(format!("What shows it: {spoken}"), source, Box::new(|_, _| Effect::None))
        .all_at_first()
        .none("Nothing shows it yet.")
}
