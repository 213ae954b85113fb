//! Who gives, receives, offers or asks.

use crate::domain::id::{AssetId, PersonId};
use crate::domain::name;
use crate::store::restricted::UNNAMED;

/// A person or a group that gives, receives, offers or asks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Party {
    /// The person.
    pub person: Option<PersonId>,
    /// The group.
    pub asset: Option<AssetId>,
    /// Given name of the person.
    pub given: String,
    /// Family name of the person.
    pub family: String,
    /// Name of the group.
    pub group: String,
    /// Somebody whose record is restricted, in a list that is not their own record: nothing says who it is.
    pub veiled: bool,
}

impl Party {
    /// The name in a list: `OKONKWO, Ada`, or the name of the group.
    pub fn listed(&self) -> String {
        if self.veiled {
            UNNAMED.to_owned()
        } else if self.person.is_some() {
            name::listed(&self.family, &self.given, "")
        } else if self.asset.is_some() {
            self.group.clone()
        } else {
            "Not known".to_owned()
        }
    }

    /// Whether both are the same person or the same group.
    pub fn is(&self, other: &Self) -> bool {
        (self.person.is_some() && self.person == other.person)
            || (self.asset.is_some() && self.asset == other.asset)
    }

    /// The name in a sentence: `Ada OKONKWO`, or the name of the group.
    pub fn spoken(&self) -> String {
        if self.person.is_some() { name::spoken(&self.given, &self.family) } else { self.listed() }
    }
}
