//! What a person settles: where a column goes, and whom a row is about that was set aside.

use std::path::{Path, PathBuf};

use super::{Lists, columns};
use crate::domain::entity::Entity;
use crate::domain::name;
use crate::import::kind::Kind;
use crate::import::summary::Problem;
use crate::store::{Store, StoreError};
use crate::tui::dialogs::find_anyone;
use crate::tui::dialogs::picker::{Item, Pick, Picker};
use crate::tui::effect::{Answer, Effect};
use crate::tui::forms::row::Look;

/// The question about a row that was set aside.
pub(super) fn settle(lists: &Lists, problem: &Problem) -> Effect {
    let mut items = Vec::new();
    let mut answers: Vec<Effect> = Vec::new();
    if let Some((entity, id)) = spoken_of(&problem.reason) {
        let name = lists.people.get(&(entity, id)).cloned().unwrap_or_default();
        items.push(Item::new(format!("It is {name} ({} {id})", entity.word())));
        answers.push(Effect::Answer(Answer::Chose(entity, id, name)));
    }
    items.push(Item::new("It is somebody or something new"));
    answers.push(Effect::Answer(Answer::Text("new".to_owned())));
    items.push(Item::new("Find who it is"));
    let look = if lists.kind == Kind::Assets { Look::Asset } else { Look::Person };
    answers.push(Effect::Many(vec![
        Effect::Close,
        Effect::Open(Box::new(find_anyone::look_up("Who it is", look))),
    ]));
    items.push(Item::new("Leave this row out"));
    answers.push(Effect::Answer(Answer::Text("leave".to_owned())));
    let mut answers: Vec<Option<Effect>> = answers.into_iter().map(Some).collect();
    let pick: Pick =
        Box::new(move |at, _| answers.get_mut(at).and_then(Option::take).unwrap_or(Effect::None));
    let above = vec![format!("Line {}: {}", problem.line, problem.reason)];
    Effect::Open(Box::new(Picker::of("What about this row?", items, pick).above(above)))
}

/// The question where a column goes.
pub(super) fn choose_field(kind: Kind, header: &str) -> Effect {
    let mut all = vec![(String::new(), "Leave this column out".to_owned())];
    all.extend(columns::fields(kind));
    let items = all.iter().map(|(_, label)| Item::new(label.clone())).collect();
    let pick: Pick = Box::new(move |at, _| {
        let field = all.get(at).map(|(name, _)| name.clone()).unwrap_or_default();
        Effect::Answer(Answer::Text(field))
    });
    let title = format!("Where does \"{header}\" go?");
    Effect::Open(Box::new(Picker::searched(title, items, pick)))
}

/// Where rows that cannot be used are kept: a new file beside the caseload.
pub(super) fn kept_beside(caseload: &Path, list: &Path) -> Option<PathBuf> {
    let stem = list.file_stem()?.to_string_lossy().into_owned();
    let folder = caseload.parent()?;
    let names = std::iter::once(format!("{stem}-not-imported.csv"))
        .chain((2..100).map(|n| format!("{stem}-not-imported-{n}.csv")));
    names.map(|name| folder.join(name)).find(|path| path.symlink_metadata().is_err())
}

/// The person or the asset that a reason speaks of: `This might be person 12: ...`.
pub(super) fn spoken_of(reason: &str) -> Option<(Entity, i64)> {
    let words: Vec<&str> =
        reason.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).find_map(|pair| match pair {
        [kind, number] => {
            let entity = match kind.to_lowercase().as_str() {
                "person" => Entity::Person,
                "asset" => Entity::Asset,
                _ => return None,
            };
            Some((entity, number.parse().ok()?))
        }
        _ => None,
    })
}

impl Lists {
    /// The names of the people and assets that reasons speak of.
    pub(super) fn name_them(&mut self, store: &Store) -> Result<(), StoreError> {
        let spoken: Vec<(Entity, i64)> =
            self.problems().iter().filter_map(|one| spoken_of(&one.reason)).collect();
        for (entity, id) in spoken {
            if self.people.contains_key(&(entity, id)) {
                continue;
            }
            let Some(record) = store.record(entity, id)? else { continue };
            let text = |field| record.values.text(field);
            let name = match entity {
                Entity::Person => name::spoken(text("given"), text("family")),
                _ => text("name").to_owned(),
            };
            self.people.insert((entity, id), name);
        }
        Ok(())
    }
}
