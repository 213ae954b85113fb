//! The kinds of list kith imports, and the records a row of each can make.

use crate::domain::entity::Entity;
use crate::domain::field::Field;
use crate::domain::party::WORKER;

/// The fields of a person by which a row says whose it is.
const OF_WHOM: [&str; 4] = ["given", "family", "nhs_number", "date_of_birth"];

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// People, one a row.
    People,
    /// Referrals, one a row, each with its person.
    Referrals,
    /// Groups, places and services, one a row.
    Assets,
    /// What people and groups would like to give, one a row.
    Offers,
    /// What people and groups would like, one a row.
    Asks,
    /// Gives and receives, one a row.
    Exchanges,
    /// Conversations, calls, visits and messages, one a row.
    Contacts,
    /// Reminders, one a row.
    FollowUps,
    /// Measures, one a row.
    Measures,
    /// How often people used services, one a row.
    ServiceUse,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::People,
        Self::Referrals,
        Self::Assets,
        Self::Contacts,
        Self::FollowUps,
        Self::Offers,
        Self::Asks,
        Self::Exchanges,
        Self::Measures,
        Self::ServiceUse,
    ];

    /// The word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Referrals => "referrals",
            Self::Assets => "assets",
            Self::Offers => "offers",
            Self::Asks => "asks",
            Self::Exchanges => "exchanges",
            Self::Contacts => "contacts",
            Self::FollowUps => "follow-ups",
            Self::Measures => "measures",
            Self::ServiceUse => "service-use",
        }
    }

    /// The kind a word names.
    pub fn parse(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "people" | "person" | "persons" => Some(Self::People),
            "referrals" | "referral" => Some(Self::Referrals),
            "assets" | "asset" => Some(Self::Assets),
            "offers" | "offer" => Some(Self::Offers),
            "asks" | "ask" | "wishes" => Some(Self::Asks),
            "exchanges" | "exchange" => Some(Self::Exchanges),
            "contacts" | "contact" => Some(Self::Contacts),
            "follow-ups" | "follow-up" | "follow_ups" | "follow_up" | "reminders" => Some(Self::FollowUps),
            "service-use" | "service_use" => Some(Self::ServiceUse),
            "measures" | "measure" => Some(Self::Measures),
            _ => None,
        }
    }

    /// The kinds of record a row can hold fields of; the first is the one the row is counted as.
    pub fn entities(self) -> &'static [Entity] {
        match self {
            Self::People => &[Entity::Person],
            Self::Referrals => &[Entity::Referral, Entity::Person],
            Self::Assets => &[Entity::Asset],
            Self::Offers => &[Entity::Offer, Entity::Person],
            Self::Asks => &[Entity::Ask, Entity::Person],
            Self::Exchanges => &[Entity::Exchange],
            Self::Contacts => &[Entity::Contact, Entity::Person],
            Self::FollowUps => &[Entity::FollowUp, Entity::Person],
            Self::Measures => &[Entity::Measure, Entity::Person],
            Self::ServiceUse => &[Entity::ServiceUse, Entity::Person],
        }
    }

    /// The field of that name, if a row can give it. Links to other records are numbers of one file and are never read.
    pub fn field(self, name: &str) -> Option<(Entity, &'static Field)> {
        self.entities()
            .iter()
            .find_map(|entity| entity.field(name).map(|field| (*entity, field)))
            .filter(|(_, field)| !matches!(field.kind, crate::domain::field::Kind::Link(_)))
            .filter(|(of, field)| {
                !self.is_of_known() || *of != Entity::Person || OF_WHOM.contains(&field.name)
            })
    }

    /// Whether its rows are about people and groups that are known already.
    pub fn is_of_known(self) -> bool {
        !matches!(self, Self::People | Self::Referrals | Self::Assets)
    }

    /// The columns that say whose a row is.
    pub fn parties(self) -> &'static [&'static str] {
        match self {
            Self::Offers | Self::Asks => &["whose"],
            Self::Exchanges => &["giver", "receiver"],
            Self::Contacts | Self::FollowUps | Self::Measures | Self::ServiceUse => &["whose", WORKER],
            Self::Referrals => &[WORKER],
            Self::People | Self::Assets => &[],
        }
    }

    /// Whether a row can hold a name in one cell, and what a person agreed to.
    pub fn is_of_people(self) -> bool {
        matches!(self, Self::People | Self::Referrals)
    }
}
