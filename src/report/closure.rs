//! The closure of an asset before it is done: who would be left, and the gap it would leave. What it brings about is the
//! store's.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Values};
use crate::domain::id::AssetId;
use crate::domain::matching;
use crate::domain::name;
use crate::domain::postcode;
use crate::domain::vocabulary::ASSET_STATUS;
use crate::fault::Fault;
use crate::report::counted;
use crate::store::Store;
use crate::store::asset::BEGUN;
use crate::store::community::{SUGGESTED, Stranded};
use crate::store::restricted::UNNAMED;

/// The states that an asset can close into, with what is said of each.
pub const WAYS: [(&str, &str); 3] = [
    ("defunct", "For good, and connections end"),
    ("temporarily_closed", "For a time, and connections stay"),
    ("inactive", "It does not run, and connections end"),
];

/// What the closure of an asset would bring about.
#[derive(Clone, Debug)]
pub struct Closure {
    asset: Record,
    /// Who is connected to it, by name, and then those to whom it was only suggested.
    pub people: Vec<Stranded>,
}

/// Who they are, as it is said: of a restricted record it is not said who goes where.
pub fn names(people: &[Stranded]) -> Vec<String> {
    let spoken = |one: &Stranded| {
        if one.restricted { UNNAMED.to_owned() } else { name::spoken(&one.given, &one.family) }
    };
    people.iter().map(spoken).collect()
}

/// Who would be left without several assets, each person once, in a sentence.
///
/// # Errors
/// The file cannot be read.
pub fn of_many(store: &Store, assets: &[AssetId]) -> Result<String, Fault> {
    let mut people: Vec<Stranded> = Vec::new();
    for asset in assets {
        people.extend(store.open_people_of(*asset)?);
    }
    people.sort_by_key(|one| one.state == SUGGESTED);
    let mut seen = HashSet::new();
    people.retain(|one| seen.insert(one.person));
    Ok(left_without(&people))
}

/// The sentence of those who would be left: the connected first, then those to whom it was only suggested.
fn left_without(people: &[Stranded]) -> String {
    let connected = people.iter().filter(|one| one.state != SUGGESTED).count();
    let (connected, suggested) = people.split_at(connected);
    let mut parts = Vec::new();
    if !connected.is_empty() {
        let people = counted(connected.len(), "person is", "people are");
        parts.push(format!("{people} connected: {}.", names(connected).join(", ")));
    }
    if !suggested.is_empty() {
        let people = counted(suggested.len(), "person", "people");
        parts.push(format!("It was suggested to {people}: {}.", names(suggested).join(", ")));
    }
    if parts.is_empty() {
        return "Nobody we know goes there.".to_owned();
    }
    parts.push("Whoever works with them gets a reminder.".to_owned());
    parts.join(" ")
}

impl Closure {
    /// What the closure of an asset would bring about.
    ///
    /// # Errors
    /// There is no such asset; it has closed already.
    pub fn of(store: &Store, asset: AssetId) -> Result<Self, Fault> {
        let record = store.needed(Entity::Asset, asset.0)?;
        let mut people = store.open_people_of(asset)?;
        people.sort_by_key(|one| one.state == SUGGESTED);
        Ok(Self { people, asset: record })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.asset.values.text("name")
    }

    /// Who would be left without it, in a sentence: `3 people are connected: Ada OKONKWO, …`.
    pub fn sentence(&self) -> String {
        left_without(&self.people)
    }

    /// What an edit of the asset brings about for whoever is connected, in a sentence; nothing where it neither closes it nor makes
    /// it take nobody new.
    pub fn by_edit(&self, before: &Values, after: &Values) -> Option<String> {
        let shut = |values: &Values| matching::closed(values.text("status"));
        let pauses = |values: &Values| values.text("capacity") == matching::PAUSED;
        if shut(after) {
            return (!shut(before)).then(|| self.sentence());
        }
        if pauses(before) || !pauses(after) {
            return None;
        }
        let waits = |one: &&Stranded| !BEGUN.contains(&one.state.as_str());
        let waiting: Vec<Stranded> = self.people.iter().filter(waits).cloned().collect();
        if waiting.is_empty() {
            return Some("Nobody waits to begin there.".to_owned());
        }
        let count = counted(waiting.len(), "person has", "people have");
        let names = names(&waiting).join(", ");
        Some(format!("{count} not begun there: {names}. Whoever works with them gets a reminder."))
    }

    /// The change: one operation, one undo.
    ///
    /// # Errors
    /// It is closed in that way already, or the way is none.
    pub fn change(&self, way: &str, why: &str, on: NaiveDate) -> Result<Change, Fault> {
        if !WAYS.iter().any(|(known, _)| *known == way) {
            return Err(Fault::usage("An asset closes for good, for a time, or does not run.")
                .hint("The ways are: defunct, temporarily_closed, inactive."));
        }
        let values = &self.asset.values;
        if values.text("status") == way {
            return Err(Fault::failed(format!(
                "{} is noted as {} already.",
                self.name(),
                ASSET_STATUS.label(way).to_lowercase()
            )));
        }
        Ok(Change::CloseAsset {
            asset: AssetId(self.asset.id),
            was: values.text("status").to_owned(),
            way: way.to_owned(),
            on,
            why: why.trim().to_owned(),
        })
    }

    /// The same change with the gap that is left: those who went there wait for something like it.
    ///
    /// # Errors
    /// The asset opens again, so that nothing is missing.
    pub fn with_gap(&self, change: Change, way: &str, on: NaiveDate) -> Result<Change, Fault> {
        if way == "temporarily_closed" {
            return Err(Fault::usage("An asset that opens again leaves no gap."));
        }
        let values = &self.asset.values;
        let mut gap = Entry::new(Entity::Gap)
            .with("what", format!("Something like {}", self.name()))
            .with("area", postcode::outward(values.text("postcode")))
            .with("raised_from", "closed")
            .with("raised_on", on)
            .with("asset_id", self.asset.id)
            .with("state", "noted");
        if let Some(need) = values.text("needs").split_whitespace().next() {
            gap.values.set("need", need);
        }
        let mut changes = vec![change, Change::Add(gap)];
        for one in &self.people {
            let entry = Entry::new(Entity::GapPerson).with("person_id", one.person.0).with("since", on);
            changes.push(Change::AddToLast { entry, field: "gap_id" });
        }
        Ok(Change::Together { verb: Verb::CloseAsset, changes })
    }
}
