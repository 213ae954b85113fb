//! What a search of assets is narrowed by on the command line: filters, and saved searches.

use clap::Args;

use crate::domain::facets::{Facets, NAMES};
use crate::domain::fold;
use crate::fault::Fault;
use crate::store::Store;

/// The filters of a search of assets.
#[derive(Args, Clone, Debug, Default)]
pub struct Narrowing {
    /// Narrow assets: need=food, day=tue, part=evening, within=2, near=S6, cost=free, access=, language=, age=, kind= ...
    #[arg(long = "filter", value_name = "NAME=VALUE")]
    pub filters: Vec<String>,
    /// A saved search, by its name or number
    #[arg(long, value_name = "NAME")]
    pub saved: Option<String>,
}

impl Narrowing {
    /// Whether anything is narrowed.
    pub fn is_used(&self) -> bool {
        !self.filters.is_empty() || self.saved.is_some()
    }

    /// The words and the filters that were given.
    pub fn read(&self, store: &Store, text: &str) -> Result<(String, Facets), Fault> {
        if let Some(trouble) = Facets::trouble(text) {
            return Err(Fault::usage(trouble).hint(hint()));
        }
        let (mut words, mut facets) = (text.to_owned(), Facets::default());
        if let Some(name) = &self.saved {
            let all = store.saved_searches()?;
            let wanted = fold::fold(name);
            let found = all.iter().find(|one| {
                fold::fold(one.values.text("name")) == wanted || one.id.to_string() == name.trim()
            });
            let found = found.ok_or_else(|| {
                Fault::missing("There is no saved search of that name.")
                    .hint("To see them: kith list searches")
            })?;
            facets = Facets::read(found.values.text("filters")).map_err(Fault::usage)?;
            words = [found.values.text("text"), text].join(" ");
        }
        for filter in &self.filters {
            let wrong = |reason: String| Fault::usage(reason).hint(hint());
            for (name, value) in pairs(filter).map_err(wrong)? {
                facets.add(&name, &value).map_err(wrong)?;
            }
        }
        Ok((words, facets))
    }
}

fn pairs(filter: &str) -> Result<Vec<(String, String)>, String> {
    // One filter an option may hold spaces; several in one option stand with quotes, as in a saved search.
    match filter.split_once('=') {
        Some((name, value)) if !value.contains('=') => Ok(vec![(name.to_owned(), value.to_owned())]),
        _ => {
            let facets = Facets::read(filter)?;
            let set = NAMES.iter().map(|(name, _)| ((*name).to_owned(), facets.value(name)));
            Ok(set.filter(|(_, value)| !value.is_empty()).collect())
        }
    }
}

fn hint() -> String {
    let all: Vec<String> = NAMES.iter().map(|(name, what)| format!("{name}: {what}")).collect();
    format!("The filters are:\n  {}", all.join("\n  "))
}
