//! A gap that becomes a group: the group, who leads it, its first members, and the gap, as one act.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record};
use crate::store::{Store, StoreError};

/// Why somebody is not named as who leads a group.
const NOT_NAMED: &str = "Their record is restricted, and everybody reads who leads a group.";

/// What a gap is to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growing {
    /// The name of the group.
    pub name: String,
    /// Who leads it, where that is somebody we know.
    pub champion: Option<i64>,
    /// Whether whoever said that they would help to start it are its first members.
    pub members: bool,
    /// Whether it runs already; else it is being grown.
    pub runs: bool,
}

/// A gap with those who wait for it, ready to become a group.
pub struct Plan {
    gap: Record,
    would: Vec<i64>,
    restricted: HashSet<i64>,
}

impl Plan {
    /// The plan of a gap.
    ///
    /// # Errors
    /// The gap became a group already, or the caseload cannot be read.
    pub fn of(store: &Store, gap: Record) -> Result<Self, StoreError> {
        if let Some(asset) = gap.values.number("became_id") {
            return Err(StoreError::Rule(format!(
                "This gap became a group already: asset {asset}. Nothing was changed."
            )));
        }
        let waiting = store.waiting_for(gap.id)?;
        let would = waiting.iter().filter(|one| one.would_join).map(|one| one.person.0).collect();
        Ok(Self { gap, would, restricted: store.restricted_people()? })
    }

    /// Why somebody is not named as who leads the group; everybody reads who does.
    pub fn may_not_lead(&self, champion: Option<i64>) -> Option<&'static str> {
        champion.filter(|id| self.restricted.contains(id)).map(|_| NOT_NAMED)
    }

    /// The change that makes a group of the gap. Its first members are those who said that they would help to start it: they
    /// are agreed to be connected, and how it goes is asked like of any connection. `leads` is the champion's name.
    pub fn change(&self, growing: &Growing, leads: &str, today: NaiveDate) -> Change {
        let values = &self.gap.values;
        let mut group = Entry::new(Entity::Asset)
            .with("name", growing.name.as_str())
            .with("kind", "association")
            .with("sector", "resident_led")
            .with("status", if growing.runs { "active" } else { "planned" })
            .with("funding", "none_needed")
            .with("capacity", "space")
            .with("checked_on", today)
            .with("checked_how", "told_by_person");
        for (field, held) in [("needs", "need"), ("place", "area"), ("description", "note")] {
            if !values.text(held).is_empty() {
                group = group.with(field, values.text(held));
            }
        }
        if let Some(champion) = growing.champion {
            group = group.with("run_by_person_id", champion).with("run_since", today);
        }
        let mut changes = vec![Change::Add(group)];
        let members = self.would.iter().filter(|_| growing.members);
        for person in members.filter(|person| Some(**person) != growing.champion) {
            let entry = Entry::new(Entity::Connection)
                .with("person_id", *person)
                .with("kind", "self_made")
                .with("state", "agreed")
                .with("said_yes", 1)
                .with("made_on", today)
                .with("note", "Said that they would help to start it.");
            changes.push(Change::AddToLast { entry, field: "asset_id" });
        }
        let before = values.clone();
        let mut after = before.clone();
        after.set("state", if growing.runs { "running" } else { "being_grown" });
        after.set("state_on", today);
        if !leads.is_empty() {
            after.set("led_by", leads.to_owned());
        }
        let (entity, id) = (Entity::Gap, self.gap.id);
        changes.push(Change::EditToLast { entity, id, before, after, field: "became_id" });
        Change::Together { verb: Verb::Grow, changes }
    }
}
