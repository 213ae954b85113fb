//! What a row gives against what a record holds.

use std::ops::Deref;
use std::rc::Rc;

use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value, Values};
use crate::domain::field::Kind as Reads;
use crate::fault::Fault;
use crate::import::plan::Planner;
use crate::import::plan::state::Subject;

/// Whose word counts where both say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The record's: the row only fills what is empty, and adds to lists of terms.
    Fill,
    /// The row's.
    Overwrite,
}

/// What would differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What the fields hold.
    pub before: Values,
    /// What they would hold.
    pub after: Values,
    /// Fields where the row says something else and the record's word stands.
    pub kept: Vec<&'static str>,
}

impl Difference {
    /// Compares; a field the row leaves empty never differs.
    pub fn of(entity: Entity, held: &Values, given: &Values, policy: Policy) -> Self {
        let mut found = Self::default();
        for (name, value) in given.iter() {
            let stands = held.value(name);
            if value.is_nothing() || value == stands {
                continue;
            }
            let several = entity.field(name).is_some_and(|field| matches!(field.kind, Reads::Several(_)));
            let wanted = match policy {
                Policy::Overwrite => value.clone(),
                Policy::Fill if stands.is_nothing() => value.clone(),
                Policy::Fill if several => both(stands, value),
                Policy::Fill => {
                    found.kept.push(name);
                    continue;
                }
            };
            if wanted != *stands {
                found.before.set(name, stands.clone());
                found.after.set(name, wanted);
            }
        }
        found
    }

    /// Whether nothing would change.
    pub fn is_nothing(&self) -> bool {
        self.after.iter().next().is_none()
    }

    /// The same with another record's difference beside it.
    pub fn and(mut self, other: Self) -> Self {
        for (name, value) in other.before.iter() {
            self.before.set(name, value.clone());
        }
        for (name, value) in other.after.iter() {
            self.after.set(name, value.clone());
        }
        self.kept.extend(other.kept);
        self
    }

    /// The sentence about the fields where the record's word stands.
    pub fn kept_remark(&self, entity: Entity) -> Option<String> {
        let label = |name: &&'static str| entity.field(name).map(|field| field.label.to_lowercase());
        let labels: Vec<String> = self.kept.iter().filter_map(label).collect();
        (!labels.is_empty())
            .then(|| format!("The record says something else and was left as it is: {}.", labels.join(", ")))
    }
}

/// The codes of both, each once, those of the record first.
fn both(stands: &Value, given: &Value) -> Value {
    let mut codes: Vec<&str> = stands.text().unwrap_or_default().split(' ').collect();
    for code in given.text().unwrap_or_default().split(' ') {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Value::from(codes.join(" "))
}

/// What a record would hold: what it holds in the caseload, or what the rows so far make of it.
pub(super) enum Held {
    /// As it is kept.
    Kept(Rc<Record>),
    /// As it is planned.
    Planned(Values),
}

impl Default for Held {
    fn default() -> Self {
        Self::Planned(Values::new())
    }
}

impl Deref for Held {
    type Target = Values;

    fn deref(&self) -> &Values {
        match self {
            Self::Kept(record) => &record.values,
            Self::Planned(values) => values,
        }
    }
}

impl Planner<'_> {
    /// What a record would hold after the rows so far.
    pub(super) fn held(&self, entity: Entity, subject: Subject) -> Result<Held, Fault> {
        Ok(match subject {
            Subject::Newcomer(at) => {
                Held::Planned(self.state.entry(at).map(|entry| entry.values).unwrap_or_default())
            }
            Subject::Known(id) => match self.state.held.get(&(entity, id)) {
                Some(values) => Held::Planned(values.clone()),
                None => self.record(entity, id)?.map_or_else(Held::default, Held::Kept),
            },
        })
    }

    /// Plans that a record becomes what the difference says.
    pub(super) fn settle(
        &mut self,
        entity: Entity,
        subject: Subject,
        difference: &Difference,
    ) -> Result<(), Fault> {
        self.state.met_known |= matches!(subject, Subject::Known(_));
        if difference.is_nothing() {
            return Ok(());
        }
        match subject {
            Subject::Newcomer(at) => {
                self.state.fill_in(at, &difference.after);
                if ["given", "family", "nhs_number"].iter().any(|name| difference.after.has(name)) {
                    self.state.known_anew(at);
                }
                let reached = ["given", "family", "phone", "mobile", "postcode"];
                if entity == Entity::Person
                    && reached.iter().any(|name| difference.after.has(name))
                    && let Some(entry) = self.state.entry(at)
                {
                    self.state.reach.add(subject, &entry.values);
                }
            }
            Subject::Known(id) => {
                let mut held = self.held(entity, subject)?.clone();
                put(&mut held, &difference.after);
                self.state.held.insert((entity, id), held);
                let (before, after) = (difference.before.clone(), difference.after.clone());
                self.state.push(Change::Edit { entity, id, before, after });
            }
        }
        Ok(())
    }
}

/// Gives every value.
pub(super) fn put(values: &mut Values, after: &Values) {
    for (name, value) in after.iter() {
        values.set(name, value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filling_keeps_what_the_record_says_and_overwriting_does_not() {
        let held = Values::new().with("phone", "0114 496 0000").with("needs", "food housing");
        let given = Values::new()
            .with("phone", "0114 496 0001")
            .with("postcode", "S1 1AA")
            .with("needs", "housing caring")
            .with("email", Value::Nothing);
        let fill = Difference::of(Entity::Person, &held, &given, Policy::Fill);
        assert_eq!(fill.kept, ["phone"]);
        assert_eq!(fill.after, Values::new().with("postcode", "S1 1AA").with("needs", "food housing caring"));
        let over = Difference::of(Entity::Person, &held, &given, Policy::Overwrite);
        assert_eq!(over.after.text("needs"), "housing caring");
        assert_eq!(over.before.text("phone"), "0114 496 0000");
        assert!(!over.after.has("email"));
    }
}
