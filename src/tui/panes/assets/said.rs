//! What the asset search says of itself: for whom, what it is narrowed to, what was left out, why the order is as it is.

use super::Assets;
use super::narrow::USUAL;
use crate::domain::facets::Facets;
use crate::store::{Store, StoreError};
use crate::tui::clip;
use crate::tui::dialogs::reading::Reading;
use crate::tui::effect::Effect;

/// Most offers that are counted.
const MOST_OFFERS: usize = 20;

impl Assets {
    /// The line that says for whom is searched.
    pub(super) fn line_for(&self) -> String {
        let whom = if self.whom.is_empty() { "anyone" } else { &self.whom };
        format!("For (p): {whom}{}{}", self.shortlist.words(), self.offers_that_answer())
    }

    /// Counts the offers of others that answer a wish of whom is searched for, once for each person.
    pub(super) fn know_answers(&mut self, store: &Store) -> Result<(), StoreError> {
        let person = self.ask.for_person;
        if person != self.answering.map(|(known, _)| known) {
            let count = |person| Ok::<_, StoreError>((person, store.pairs_of(person, MOST_OFFERS)?.len()));
            self.answering = person.map(count).transpose()?;
        }
        Ok(())
    }

    fn offers_that_answer(&self) -> String {
        match self.answering {
            Some((_, 1)) => "   1 offer answers a wish (4, Pairs)".to_owned(),
            Some((_, n)) if n > 0 => format!("   {n} offers answer a wish (4, Pairs)"),
            _ => String::new(),
        }
    }

    /// The line of all filters, chosen and typed, and what was left out.
    pub(super) fn line_of_filters(&self, width: u16) -> String {
        let (stale, closed) = self.left_out;
        let left: Vec<String> = [(stale, "long unchecked"), (closed, "closed")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, words)| format!("{n} {words}"))
            .collect();
        let left = if left.is_empty() { String::new() } else { format!("   left out: {}", left.join(", ")) };
        let words = format!("Filter (f): {}", self.narrow.words(self.query.text()));
        // How much was left out is told whole, whatever was chosen.
        let room = width.saturating_sub(clip::width(&left));
        if clip::width(&words) <= room {
            return format!("{words}{left}");
        }
        let words = words.replacen(&format!("{USUAL}, "), "", 1);
        if clip::width(&words) <= room {
            return format!("{words}{left}");
        }
        let (shown, _) = clip::split(&words, room.saturating_sub(2));
        format!("{shown}..{left}")
    }

    /// What is said where nothing was met: whether it was the words, the filters, or what is known of the person.
    pub(super) fn nothing_met(&self) -> String {
        let (words, facets) = self.narrow.facets.with_text(self.query.text());
        if self.why_empty.unasked && facets.within.is_some() {
            return "The distance cannot be counted. ‹filter› shows the filters, Esc takes them away."
                .to_owned();
        }
        let (words, narrowed) = (!words.trim().is_empty(), !facets.is_empty());
        let left_out = self.left_out != (0, 0);
        match (words, narrowed) {
            (true, false) if left_out => "What has such words was left out. Press ‹filter› to see it too.",
            (true, false) => "No asset has such words. Try fewer, or press Esc to see all.",
            (true, true) => "None with such words passes the filters. Press Esc, or ‹filter› for another.",
            (false, true) => "None fits here. Press Esc to look wider, then ‹filter› for another filter.",
            (false, false) if self.narrow.all || !self.whom.is_empty() => {
                "Nothing fits what we know of this person. Press ‹search› to search."
            }
            (false, false) => {
                "No assets here. Press Esc, then ‹add› to add one, or ‹filter› for those left out."
            }
        }
        .to_owned()
    }

    /// All reasons of the asset under the cursor; where there is none, why the list stands in its order.
    pub(super) fn why(&self) -> Effect {
        let chosen = self.table.chosen().map(|card| (card.about, card.name.clone()));
        let reasons = chosen.and_then(|(id, name)| {
            let text = self.reasons.iter().find(|(known, _)| *known == id)?.1.clone();
            Some((name, text))
        });
        match reasons {
            Some((name, text)) => {
                let text = format!("{text}\n\n{}", self.why_so());
                Effect::Open(Box::new(Reading::new(format!("Why it is here: {name}"), text)))
            }
            None => Effect::Say(self.why_so()),
        }
    }

    /// Why the list stands in its order.
    fn why_so(&self) -> String {
        let (words, facets) = self.narrow.facets.with_text(self.query.text());
        if self.ask.for_person.is_some() || !words.trim().is_empty() {
            return "What fits best comes first. Groups before services.".to_owned();
        }
        if facets.near.is_empty() {
            return "By name. Choose a person (p) to see what fits them.".to_owned();
        }
        format!("The nearest to {} first.", facets.near)
    }

    /// What is wrong with a filter that was typed, in one sentence.
    pub(super) fn trouble(&self) -> Option<String> {
        Facets::trouble(self.query.text())
    }
}
