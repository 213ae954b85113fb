//! Words of closed lists that a shell completes. More than these are understood: other spellings, capitals, plurals.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};

use crate::config::{SETTINGS, Setting};
use crate::domain::entity::Entity;
use crate::domain::field::Kind;
use crate::domain::vocabulary::Vocabulary;

/// A closed list of words. Every text is taken as it is; the command itself says which it does not know.
#[derive(Clone, Copy, Debug)]
pub enum Words {
    /// The kinds of records.
    Kinds,
    /// The codes of a field of a kind of record.
    Of(Entity, &'static str),
    /// The names of the settings.
    Settings,
    /// These.
    These(&'static [&'static str]),
}

/// What a list that is imported can hold.
pub const IMPORTED: Words = Words::These(&[
    "people",
    "referrals",
    "assets",
    "contacts",
    "follow-ups",
    "offers",
    "asks",
    "exchanges",
    "measures",
    "service-use",
    "postcodes",
    "everything",
]);

/// The formats of a list that is imported.
pub const FORMATS: Words = Words::These(&["auto", "csv", "json", "ndjson", "oruk", "hsds", "ics"]);

/// The encodings of a list that is imported.
pub const ENCODINGS: Words = Words::These(&["utf-8", "utf-16", "windows-1252"]);

/// How an asset closes.
pub const CLOSINGS: Words = Words::These(&["defunct", "temporarily-closed", "inactive"]);

impl Words {
    /// The words, as they are typed.
    pub fn all(self) -> Vec<String> {
        let typed = |code: &str| code.replace('_', "-");
        let codes = |terms: &Vocabulary| terms.terms.iter().map(|term| typed(term.code)).collect();
        match self {
            Self::Kinds => Entity::ALL.into_iter().map(|entity| typed(entity.table())).collect(),
            Self::Of(entity, field) => match entity.field(field).map(|field| field.kind) {
                Some(Kind::One(terms) | Kind::Several(terms)) => codes(terms),
                _ => Vec::new(),
            },
            Self::Settings => SETTINGS.iter().map(Setting::name).collect(),
            Self::These(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }
}

impl TypedValueParser for Words {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        // They are asked for once, for a script or a message that ends the process.
        let word = |word: String| PossibleValue::new(&*Box::leak(word.into_boxed_str()));
        Some(Box::new(self.all().into_iter().map(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::subject;
    use crate::import::encoding::Encoding;
    use crate::import::kind;
    use crate::import::reader::Format;

    #[test]
    fn every_word_that_is_completed_is_understood() {
        for word in Words::Kinds.all() {
            assert!(subject::kind(&word).is_ok(), "{word}");
        }
        for word in IMPORTED.all().iter().filter(|word| !["postcodes", "everything"].contains(&word.as_str()))
        {
            assert!(kind::Kind::parse(word).is_some(), "{word}");
        }
        assert!(FORMATS.all().iter().all(|word| Format::parse(word).is_ok()));
        assert!(ENCODINGS.all().iter().all(|word| Encoding::named(word).is_ok()));
        assert!(Words::Settings.all().iter().all(|word| Setting::named(word).is_some()));
        for entity in Entity::ALL {
            for field in entity.fields() {
                let (Kind::One(terms) | Kind::Several(terms)) = field.kind else { continue };
                let words = Words::Of(entity, field.name).all();
                assert!(
                    !words.is_empty() && words.iter().all(|word| terms.read(word).is_some()),
                    "{words:?}"
                );
            }
        }
    }
}
