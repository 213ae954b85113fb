//! The shortlist: assets kept while one looks for a person, which are noted as shown when one of them is suggested.

use super::{Assets, Waiting};
use crate::domain::id::{AssetId, PersonId};
use crate::tui::effect::Effect;
use crate::tui::request::FormRequest;

/// Assets kept beside the search, with their names, in the order in which they were kept. It is forgotten with the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shortlist(Vec<(AssetId, String)>);

impl Shortlist {
    /// Keeps an asset or takes it off; what is said of it.
    pub fn switch(&mut self, asset: AssetId, name: &str) -> String {
        if let Some(at) = self.0.iter().position(|(kept, _)| *kept == asset) {
            self.0.remove(at);
            return format!("Off the shortlist: {name}.");
        }
        self.0.push((asset, name.to_owned()));
        let n = self.0.len();
        format!("On the shortlist, {n} now: {name}. It is kept while you look.")
    }

    /// Nothing is kept any more.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// What stands behind the name of the person; empty where nothing is kept.
    pub fn words(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let names: Vec<&str> = self.0.iter().map(|(_, name)| name.as_str()).collect();
        format!("   Shortlist (b): {}", names.join(", "))
    }

    /// The answers that the form of a suggestion begins with: what else was shown.
    pub fn shown(&self, suggested: AssetId) -> Vec<(String, String)> {
        let others: Vec<&str> =
            self.0.iter().filter(|(kept, _)| *kept != suggested).map(|(_, name)| name.as_str()).collect();
        if others.is_empty() {
            return Vec::new();
        }
        vec![("options_shown".to_owned(), others.join(", "))]
    }
}

impl Assets {
    /// The form that suggests an asset to the person of the list, or first the choice of one.
    pub(super) fn suggest(&mut self, asset: AssetId) -> Effect {
        if let Some(person) = self.ask.for_person {
            return self.form_for(person, asset);
        }
        self.waiting = Waiting::Suggest(asset);
        Effect::ChoosePerson
    }

    /// The form that suggests an asset, with what else was shown.
    pub(super) fn form_for(&self, person: PersonId, asset: AssetId) -> Effect {
        Effect::Filled(FormRequest::Connect { person, asset }, self.shortlist.shown(asset))
    }

    /// Keeps the asset under the cursor on the shortlist, or takes it off.
    pub(super) fn keep(&mut self, asset: AssetId) -> Effect {
        let name = self.table.chosen().map(|card| card.name.clone()).unwrap_or_default();
        Effect::Say(self.shortlist.switch(asset, &name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_shown_but_for_what_is_suggested() {
        let mut list = Shortlist::default();
        assert!(list.words().is_empty() && list.shown(AssetId(1)).is_empty());
        assert_eq!(
            list.switch(AssetId(1), "Choir"),
            "On the shortlist, 1 now: Choir. It is kept while you look."
        );
        list.switch(AssetId(2), "Band");
        assert_eq!(list.words(), "   Shortlist (b): Choir, Band");
        assert_eq!(list.shown(AssetId(1)), [("options_shown".to_owned(), "Band".to_owned())]);
        assert_eq!(list.switch(AssetId(2), "Band"), "Off the shortlist: Band.");
        assert!(list.shown(AssetId(1)).is_empty());
    }
}
