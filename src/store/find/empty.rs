//! Why a search of assets met nothing, and what would meet something.

use super::{AssetAsk, Query};
use crate::domain::facets::{Facets, NAMES};
use crate::domain::place::Spot;
use crate::domain::postcode;
use crate::store::Store;
use crate::store::derive::facet;
use crate::store::fault::StoreError;
use crate::store::page::Span;

/// Why a search of assets met nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhyNone {
    /// A sentence a line.
    pub lines: Vec<String>,
    /// The search itself could not be made: nothing is missing in the community for all we know.
    pub unasked: bool,
}

impl Store {
    /// Why nothing was found, a sentence a line: words that no asset has, filters without which something would be found,
    /// and what was left out as closed or long unchecked.
    pub fn why_no_assets(&self, ask: &AssetAsk) -> Result<WhyNone, StoreError> {
        let trouble = Facets::trouble(&ask.text);
        let (text, facets) = ask.facets.with_text(&ask.text);
        let ask = &AssetAsk { text, facets, ..ask.clone() };
        if ask.facets.within.is_some() && self.counted_from(ask)?.is_none() {
            let from = match ask.for_person {
                Some(_) => "The postcode of this person is not known",
                None => "A distance is counted from a place",
            };
            let line = format!("{from}: add one to count from, such as near=S6, or take the distance away.");
            return Ok(WhyNone { lines: vec![line], unasked: true });
        }
        if let (Ok(code), true) = (postcode::read(&ask.text), ask.facets.near.is_empty()) {
            let line = format!("No asset has that postcode. To see what is near it: near=\"{code}\".");
            return Ok(WhyNone { lines: vec![line], unasked: true });
        }
        let none = Span::first(0);
        let found = |ask: &AssetAsk| self.find_assets(ask, none).map(|result| result.page.total);
        let mut why: Vec<String> = trouble.into_iter().collect();
        let wider = AssetAsk { all: true, ..ask.clone() };
        let all = found(&wider)?;
        if !ask.all && all > 0 {
            let fits = if all == 1 { "fits, but has closed or was" } else { "fit, but have closed or were" };
            why.push(format!("{} {fits} not checked for long.", assets(all)));
        }
        let facets = NAMES.iter().map(|(name, _)| *name).filter(|name| !ask.facets.value(name).is_empty());
        for name in facets.filter(|name| *name != "near") {
            let mut fewer = ask.clone();
            if fewer.facets.set(name, "").is_ok() {
                let n = found(&fewer)?;
                if n > 0 {
                    let value = ask.facets.value(name);
                    why.push(format!("Without {name}={value} there {} {}.", are(n), assets(n)));
                }
            }
        }
        let query = Query::of_assets(&ask.text, self.clock.today());
        let bare = if query.is_empty() || ask.facets.is_empty() {
            0
        } else {
            found(&AssetAsk { facets: Facets::default(), ..wider })?
        };
        if bare > 0 {
            why.push(format!("Without any filter there {} {} with these words.", are(bare), assets(bare)));
            return Ok(WhyNone { lines: why, unasked: false });
        }
        for word in query.typed() {
            let alone =
                AssetAsk { text: word.clone(), facets: Facets::default(), all: true, for_person: None };
            if found(&alone)? == 0 {
                why.push(format!("No asset has a word like \"{word}\"."));
            }
        }
        if why.is_empty() && query.typed().len() > 1 {
            why.push(
                "Each of these words is met somewhere, and no asset has all of them. Take one away."
                    .to_owned(),
            );
        }
        Ok(WhyNone { lines: why, unasked: false })
    }

    /// From where the distances of a search are counted.
    fn counted_from(&self, ask: &AssetAsk) -> Result<Option<Spot>, StoreError> {
        match ask.for_person {
            Some(person) if ask.facets.near.is_empty() => Ok(self.wants_of(person)?.spot),
            _ => facet::spot_of(&self.connection, &ask.facets.near),
        }
    }
}

fn assets(n: usize) -> String {
    if n == 1 { "1 asset".to_owned() } else { format!("{n} assets") }
}

fn are(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}
