//! What is missing in the community, as a gap that is filled in already: out of a search that met nothing, and out of a
//! refusal for want of room. The screens put it in a form, the command line prints it as the command that notes it.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::fold::fold;
use crate::domain::id::PersonId;
use crate::domain::postcode;
use crate::domain::vocabulary::DECLINED_BY_PROVIDER;
use crate::store::find::AssetAsk;
use crate::store::{Store, StoreError};

/// Reasons of a group, as codes, that leave a gap: there was no room, it closed, its money ran out.
pub const NO_ROOM: &[&str] = &["full", "closed", "funding_ended"];

/// A gap that is not noted yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub what: String,
    /// The need it would help with, a code.
    pub need: String,
    /// Where: the first half of a postcode.
    pub area: String,
    /// How it came up, a code.
    pub from: &'static str,
    /// The asset at which it came up.
    pub asset: Option<i64>,
    /// Who waits for it.
    pub person: Option<PersonId>,
}

impl Missing {
    /// What a search of assets looked for and nobody does.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn of_search(store: &Store, ask: &AssetAsk) -> Result<Self, StoreError> {
        let (words, facets) = ask.facets.with_text(&ask.text);
        let mut what = vec![words.split_whitespace().collect::<Vec<_>>().join(" ")];
        what.extend(facets.words());
        what.retain(|part| !part.is_empty());
        let mut area = facets.near.clone();
        if let (Some(person), true) = (ask.for_person, area.is_empty())
            && let Some(record) = store.record(Entity::Person, person.0)?
        {
            postcode::outward(record.values.text("postcode")).clone_into(&mut area);
        }
        Ok(Self {
            what: what.join(", "),
            // A gap is about one need: of several, the first.
            need: facets.need.split(' ').next().unwrap_or_default().to_owned(),
            area,
            from: "empty_search",
            asset: None,
            person: ask.for_person,
        })
    }

    /// What a connection leaves that a group turned down for want of room, with what the group helped with and where the
    /// person lives, or else the group is.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn of_refusal(store: &Store, connection: &Values, why: &str) -> Result<Self, StoreError> {
        let person = connection.number("person_id");
        let values = |entity: Entity, id: Option<i64>| -> Result<Values, StoreError> {
            let record = id.map(|id| store.record(entity, id)).transpose()?.flatten();
            Ok(record.map(|record| record.values).unwrap_or_default())
        };
        let group = values(Entity::Asset, connection.number("asset_id"))?;
        let home = values(Entity::Person, person)?;
        let areas = [&home, &group].map(|of| postcode::outward(of.text("postcode")).to_owned());
        let missing = Self {
            what: format!("Room in something like {}", group.text("name")),
            need: group.text("needs").split_whitespace().next().unwrap_or_default().to_owned(),
            area: areas.into_iter().find(|area| !area.is_empty()).unwrap_or_default(),
            asset: connection.number("asset_id"),
            person: person.map(PersonId),
            ..Self::default()
        };
        Ok(missing.because(why))
    }

    /// The same for that reason, a code.
    #[must_use]
    pub fn because(mut self, why: &str) -> Self {
        self.from = if why == "full" { "no_room" } else { "closed" };
        self
    }

    /// The answers of the form that notes it.
    pub fn known(&self) -> Vec<(String, String)> {
        [
            ("what", &self.what),
            ("need", &self.need),
            ("area", &self.area),
            ("raised_from", &self.from.to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .into()
    }

    /// The changes that note it, with who waits for it, as parts of one operation.
    pub fn changes(&self, on: NaiveDate) -> Vec<Change> {
        let mut gap = Entry::new(Entity::Gap)
            .with("what", self.what.as_str())
            .with("raised_from", self.from)
            .with("raised_on", on)
            .with("state", "noted");
        for (name, value) in [("need", &self.need), ("area", &self.area)] {
            if !value.is_empty() {
                gap.values.set(name, value.as_str());
            }
        }
        if let Some(asset) = self.asset {
            gap.values.set("asset_id", asset);
        }
        let mut changes = vec![Change::Add(gap)];
        if let Some(person) = self.person {
            let entry = Entry::new(Entity::GapPerson).with("person_id", person.0).with("since", on);
            changes.push(Change::AddToLast { entry, field: "gap_id" });
        }
        changes
    }

    /// The command that notes it, ready to be sent off. Names of people are not in it, only their numbers.
    pub fn command(&self) -> String {
        let mut command = "kith gap add".to_owned();
        let person = self.person.map(|id| id.to_string()).unwrap_or_default();
        let asset = self.asset.map(|id| id.to_string()).unwrap_or_default();
        let from = self.from.replace('_', "-");
        for (option, value) in [
            ("--set what=", &self.what),
            ("--need ", &self.need),
            ("--area ", &self.area),
            ("--asset ", &asset),
            ("--person ", &person),
            ("--from ", &from),
        ] {
            if !value.is_empty() {
                command.push(' ');
                command.push_str(option);
                command.push_str(&word(value));
            }
        }
        command
    }
}

/// Why a group turned somebody down, as a code, out of what was noted: `full`, `Full: from June on`, or words that say so, such as
/// `They have no space until May`; `None` where it leaves no gap.
pub fn no_room(reason: &str) -> Option<&'static str> {
    let is =
        |code: &&&str| reason == **code || reason.split(':').next() == Some(DECLINED_BY_PROVIDER.label(code));
    let said = || {
        let words = format!(" {} ", fold(reason));
        FULL_WORDS.iter().any(|said| words.contains(said)).then_some("full")
    };
    NO_ROOM.iter().find(is).copied().or_else(said)
}

/// Folded words by which people say that there is no room.
const FULL_WORDS: [&str; 8] = [
    " full ",
    " no space",
    " no room",
    " no place",
    " waiting list",
    " oversubscribed",
    " fully booked",
    " no capacity",
];

/// A word as a shell takes it whole: in single quotes where it is more than letters and digits.
fn word(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if value.chars().all(plain) { value.to_owned() } else { format!("'{}'", value.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_holds_what_was_looked_for_whole() {
        let missing = Missing {
            what: "men's shed, on Sun".to_owned(),
            need: "loneliness".to_owned(),
            area: "S6".to_owned(),
            from: "empty_search",
            asset: None,
            person: Some(PersonId(3)),
        };
        assert_eq!(
            missing.command(),
            r"kith gap add --set what='men'\''s shed, on Sun' --need loneliness --area S6 --person 3 --from empty-search"
        );
        assert_eq!(missing.changes(NaiveDate::default()).len(), 2);
    }

    #[test]
    fn only_want_of_room_leaves_a_gap() {
        assert_eq!(no_room("full"), Some("full"));
        assert_eq!(no_room(&format!("{}: till June", DECLINED_BY_PROVIDER.label("full"))), Some("full"));
        assert_eq!(no_room("They have no space until May."), Some("full"));
        assert_eq!(no_room("full up till May"), Some("full"));
        assert_eq!(no_room("Awful noise"), None);
        assert_eq!(no_room("not_eligible"), None);
        assert_eq!(no_room(""), None);
    }
}
