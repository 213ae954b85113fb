//! The kinds of list kith imports, and the records a row of each can make.

use crate::domain::entity::Entity;
use crate::domain::field::Field;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// People, one a row.
    People,
    /// Referrals, one a row, each with its person.
    Referrals,
    /// Groups, places and services, one a row.
    Assets,
}

impl Kind {
    /// The word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Referrals => "referrals",
            Self::Assets => "assets",
        }
    }

    /// The kind a word names.
    pub fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "people" | "person" | "persons" => Some(Self::People),
            "referrals" | "referral" => Some(Self::Referrals),
            "assets" | "asset" => Some(Self::Assets),
            _ => None,
        }
    }

    /// The kinds of record a row can hold fields of; the first is the one the row is counted as.
    pub fn entities(self) -> &'static [Entity] {
        match self {
            Self::People => &[Entity::Person],
            Self::Referrals => &[Entity::Referral, Entity::Person],
            Self::Assets => &[Entity::Asset],
        }
    }

    /// The field of that name, if a row can give it. Links to other records are numbers of one file and are never read.
    pub fn field(self, name: &str) -> Option<(Entity, &'static Field)> {
        self.entities()
            .iter()
            .find_map(|entity| entity.field(name).map(|field| (*entity, field)))
            .filter(|(_, field)| !matches!(field.kind, crate::domain::field::Kind::Link(_)))
    }
}
