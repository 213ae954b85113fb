//! Which file, and what its rows are.

use std::path::{Path, PathBuf};

use super::Lists;
use crate::import::kind::Kind;
use crate::tui::dialogs::options;
use crate::tui::dialogs::picker::{Item, Pick, Picker, Source};
use crate::tui::dialogs::search;
use crate::tui::effect::Effect;

/// Endings of files that lists come in.
const ENDINGS: [&str; 7] = ["csv", "tsv", "txt", "json", "ndjson", "jsonl", "ics"];

/// So many files are shown; whoever has more types a letter.
const MOST: usize = 300;

/// Step 1: the files of the folder kith was started in.
pub fn here() -> Picker {
    file(std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/")))
}

/// Step 1: the files of a folder, found as one types; a name with a slash leads to another folder.
fn file(folder: PathBuf) -> Picker {
    let title = format!("Import, step 1 of 4: choose the file, in {}", folder.display());
    let source: Source = Box::new(move |_, text| {
        let (within, name) = match text.rsplit_once('/') {
            Some((within, name)) => (folder.join(if within.is_empty() { "/" } else { within }), name),
            None => (folder.clone(), text),
        };
        let found = listed(&within, name);
        let items = found.iter().map(|(path, folder)| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Item::new(name).right(if *folder { "folder" } else { "" })
        });
        let mut items: Vec<Item> = items.collect();
        let above = within.parent().map(Path::to_path_buf);
        if above.is_some() && name.is_empty() {
            items.push(Item::new("..").right("the folder above"));
        }
        let pick: Pick = Box::new(move |at, _| match (found.get(at), &above) {
            (Some((path, true)), _) => again(path.clone()),
            (Some((path, false)), _) => Effect::Many(vec![Effect::Close, Effect::Open(Box::new(kind(path)))]),
            (None, Some(above)) => again(above.clone()),
            (None, None) => Effect::None,
        });
        Ok((items, Some(pick)))
    });
    Picker::found(title, source, Box::new(|_, _| Effect::None))
        .all_at_first()
        .none("There is no list of that name here. A folder and a name go with a slash between.")
}

fn again(folder: PathBuf) -> Effect {
    Effect::Many(vec![Effect::Close, Effect::Open(Box::new(file(folder)))])
}

/// The folders and the lists of a folder that a name meets, folders first.
fn listed(folder: &Path, name: &str) -> Vec<(PathBuf, bool)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<(bool, String, PathBuf)> = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let own = entry.file_name().to_string_lossy().into_owned();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let is_folder = path.is_dir();
        let fits = is_folder || ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
        if fits && !own.starts_with('.') && search::rank(name, &own, "").is_some() {
            found.push((!is_folder, own, path));
        }
    }
    found.sort();
    found.truncate(MOST);
    found.into_iter().map(|(list, _, path)| (path, !list)).collect()
}

/// What the rows of a file are.
fn kind(path: &Path) -> Picker {
    let words = |kind: Kind| match kind {
        Kind::Referrals => "Referrals, each with its person",
        Kind::People => "People",
        Kind::Assets => "Groups, places and services",
        Kind::Contacts => "Contacts with people who are known",
        Kind::FollowUps => "Reminders",
        Kind::Offers => "Offers: what somebody would like to give",
        Kind::Asks => "Wishes: what somebody would like",
        Kind::Exchanges => "Gives and receives",
        Kind::ServiceUse => "Use of health services",
        Kind::Measures => "Measures: how people were",
    };
    let order = [
        Kind::Referrals,
        Kind::People,
        Kind::Assets,
        Kind::Contacts,
        Kind::FollowUps,
        Kind::Offers,
        Kind::Asks,
        Kind::Exchanges,
        Kind::Measures,
        Kind::ServiceUse,
    ];
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let answers = order.map(|kind| {
        (words(kind).to_owned(), Effect::Open(Box::new(Lists::new(kind, path.to_path_buf())) as Box<_>))
    });
    options::ask(format!("What are the rows of {name}?"), Vec::new(), answers.into())
}
