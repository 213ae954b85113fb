//! The wording of instruments that a team has a licence for: kept in a file of the team, never in kith.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::{Instrument, Item, all, named};
use crate::domain::own_text::OwnText;

/// The team's file, beside its settings.
pub const FILE: &str = "instruments.toml";

/// The shortest text that can be a reference to a licence.
const SHORTEST: usize = 4;

/// Where a team's wording stops being a question.
const LONGEST: usize = 300;

/// What is asked, by instrument and item, and under which licence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    asks: BTreeMap<(String, String), String>,
    licences: BTreeMap<String, String>,
}

impl Wording {
    /// The wording that a team keeps beside its settings; none where it keeps none.
    ///
    /// # Errors
    /// The file, the line and what to do.
    pub fn of_team(own: &[OwnText]) -> Result<Self, String> {
        let Some(found) = own.iter().find(|one| one.name == "instruments") else {
            return Ok(Self::default());
        };
        if let Some(why) = &found.unread {
            return Err(format!("{why} Save it as UTF-8 text, or move the file away."));
        }
        Self::read(&found.text).map_err(|why| format!("{}, {why}", found.file))
    }

    /// The same, and why the team's own cannot be used: a mistake in the file keeps nobody from recording a measure.
    pub fn as_far_as_read(own: &[OwnText]) -> (Self, Option<String>) {
        match Self::of_team(own) {
            Ok(wording) => (wording, None),
            Err(mistake) => (Self::default(), Some(mistake)),
        }
    }

    /// Reads a table for each instrument: its licence, and the question of each item by its code.
    ///
    /// # Errors
    /// What is wrong, with the line and what to do.
    pub fn read(text: &str) -> Result<Self, String> {
        let at = |start: usize| text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
        let table = DeTable::parse(text).map_err(|error| {
            format!("line {}: {}.", error.span().map_or(1, |span| at(span.start)), error.message())
        })?;
        let mut wording = Self::default();
        for (name, inside) in table.get_ref() {
            let line = at(name.span().start);
            let code = name.get_ref().as_ref();
            let (Some(one), DeValue::Table(items)) = (named(code), inside.get_ref()) else {
                let codes: Vec<&str> = all().iter().map(|one| one.code.as_str()).collect();
                return Err(format!(
                    "line {line}: kith knows no instrument {code}. It knows {}.",
                    codes.join(", ")
                ));
            };
            for (key, value) in items {
                let line = at(key.span().start);
                let key = key.get_ref().as_ref();
                let asked = value.get_ref().as_str().map(str::trim).unwrap_or_default();
                if key == "licence" && asked.chars().count() >= SHORTEST {
                    wording.licences.insert(code.to_owned(), asked.to_owned());
                } else if key == "licence" {
                    return Err(format!(
                        "line {line}: write the number or the date of the licence, in quotes."
                    ));
                } else if !one.items.iter().any(|item| item.code == key) {
                    let known: Vec<&str> = one.items.iter().map(|item| item.code.as_str()).collect();
                    return Err(format!(
                        "line {line}: {code} has no item {key}. It has {}.",
                        known.join(", ")
                    ));
                } else if asked.is_empty() || asked.chars().count() > LONGEST {
                    return Err(format!(
                        "line {line}: write what is asked, in quotes, with up to {LONGEST} letters."
                    ));
                } else {
                    wording.asks.insert((code.to_owned(), key.to_owned()), asked.to_owned());
                }
            }
            if !wording.licences.contains_key(code) {
                return Err(format!(
                    "line {line}: the wording of {} is shown only under a licence. Add its reference: licence = \"…\".",
                    one.short
                ));
            }
        }
        Ok(wording)
    }

    /// What is asked for an item: in the team's words, else in those kith may show; empty where there are neither.
    pub fn ask<'a>(&'a self, one: &Instrument, item: &'a Item) -> &'a str {
        let own = self.asks.get(&(one.code.clone(), item.code.clone()));
        own.map_or(item.ask.as_str(), String::as_str)
    }

    /// The team's licence for an instrument; `None` where it has loaded none.
    pub fn licence(&self, one: &Instrument) -> Option<&str> {
        self.licences.get(&one.code).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_loads_wording_with_the_reference_of_its_licence() {
        let text = "[pam]\nlicence = \"Insignia 2026-114\"\nscore = \"What is the score on the sheet?\"\n";
        let wording = Wording::read(text).unwrap();
        let pam = named("pam").unwrap();
        assert_eq!(wording.ask(pam, &pam.items[0]), "What is the score on the sheet?");
        assert_eq!(wording.ask(pam, &pam.items[1]), "");
        assert_eq!(wording.licence(pam), Some("Insignia 2026-114"));
        let ons4 = named("ons4").unwrap();
        assert!(wording.ask(ons4, &ons4.items[0]).starts_with("Overall, how satisfied"));
        assert_eq!(wording.licence(ons4), None);
    }

    #[test]
    fn each_mistake_in_the_wording_is_named_with_its_line_and_what_to_do() {
        let why = |text: &str| Wording::read(text).unwrap_err();
        assert_eq!(
            why("# ours\n[swemwbs]\nitem_1 = \"How?\"\n"),
            "line 2: the wording of SWEMWBS is shown only under a licence. Add its reference: licence = \"…\"."
        );
        assert_eq!(
            why("[pam]\nlicence = \"x\"\n"),
            "line 2: write the number or the date of the licence, in quotes."
        );
        assert_eq!(
            why("[pam]\nlicence = \"1234\"\nscor = \"How?\"\n"),
            "line 3: pam has no item scor. It has score, level."
        );
        assert!(why("[wemwbs]\n").starts_with("line 1: kith knows no instrument wemwbs. It knows ons4, "));
        assert!(why("[pam]\nlicence = \"1234\"\nscore = \"\"\n").starts_with("line 3: write what is asked"));
        assert!(why("[pam\n").starts_with("line 1: "));
    }
}
