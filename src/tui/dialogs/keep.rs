//! Under which name a text is kept as a file, in the folder kith was started in. A file that is there is never written over.

use std::path::PathBuf;

use super::picker::{Item, Pick, Picker, Source};
use crate::import::rejects;
use crate::store::{Store, StoreError};
use crate::tui::effect::Effect;

/// One way in which something can be kept.
#[derive(Clone)]
pub struct Page {
    /// What its name ends with: `.html`.
    pub ending: &'static str,
    /// What it is, in a few words.
    pub words: &'static str,
    /// The text.
    pub text: String,
}

/// Makes the texts; asked once.
pub type Pages = Box<dyn Fn(&Store) -> Result<Vec<Page>, StoreError>>;

/// What its name begins with: the day is that of today.
fn usual(name: &str, store: &Store) -> String {
    format!("kith-{name}-{}", store.clock().today())
}

/// The choice of a name and of what is kept: the first page where nothing else is chosen. `called` is the name without its day:
/// `letter-gp`.
pub fn file(what: &str, called: String, made: Pages) -> Picker {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let title = format!("Keep {what}, in {}. Another name: type it", folder.display());
    let mut pages: Vec<Page> = Vec::new();
    let source: Source = Box::new(move |store, text| {
        if pages.is_empty() {
            pages = made(store)?;
        }
        let typed = text.trim();
        let name = if typed.is_empty() { usual(&called, store) } else { typed.to_owned() };
        let named = |page: &Page| {
            let ends = name.to_lowercase().ends_with(page.ending);
            if ends { name.clone() } else { format!("{name}{}", page.ending) }
        };
        let items = pages.iter().map(|page| Item::new(named(page)).right(page.words)).collect();
        let files: Vec<(PathBuf, String)> =
            pages.iter().map(|page| (folder.join(named(page)), page.text.clone())).collect();
        let pick: Pick = Box::new(move |at, _| {
            let Some((path, text)) = files.get(at) else { return Effect::Close };
            let said = match rejects::write_new(path, text) {
                Ok(()) => format!("Kept: {}.", path.display()),
                Err(fault) => fault.to_string(),
            };
            Effect::Many(vec![Effect::Close, Effect::Say(said)])
        });
        Ok((items, Some(pick)))
    });
    Picker::found(title, source, Box::new(|_, _| Effect::None)).all_at_first()
}
