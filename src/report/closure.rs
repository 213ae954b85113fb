//! The closure of an asset, as one change: it closes, its connections end, and everybody who went there gets a reminder.

use chrono::NaiveDate;

use crate::domain::cadence;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Values};
use crate::domain::id::AssetId;
use crate::domain::name;
use crate::domain::postcode;
use crate::domain::vocabulary::ASSET_STATUS;
use crate::domain::working_day::Nation;
use crate::fault::Fault;
use crate::report::counted;
use crate::store::Store;
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
    connections: Vec<Record>,
}

/// Who they are, as it is said: of a restricted record it is not said who goes where.
pub fn names(people: &[Stranded]) -> Vec<String> {
    let spoken = |one: &Stranded| {
        if one.restricted { UNNAMED.to_owned() } else { name::spoken(&one.given, &one.family) }
    };
    people.iter().map(spoken).collect()
}

impl Closure {
    /// What the closure of an asset would bring about.
    ///
    /// # Errors
    /// There is no such asset; it has closed already.
    pub fn of(store: &Store, asset: AssetId) -> Result<Self, Fault> {
        let record = store.needed(Entity::Asset, asset.0)?;
        let mut connections = Vec::new();
        for id in store.open_connections_to(asset)? {
            connections.push(store.needed(Entity::Connection, id)?);
        }
        let mut people = store.open_people_of(asset)?;
        people.sort_by_key(|one| one.state == SUGGESTED);
        Ok(Self { people, asset: record, connections })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.asset.values.text("name")
    }

    /// Who would be left without it, in a sentence: `3 people are connected: Ada OKONKWO, …`.
    pub fn sentence(&self) -> String {
        let connected = self.people.iter().filter(|one| one.state != SUGGESTED).count();
        let (connected, suggested) = self.people.split_at(connected);
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

    /// The change: one operation, one undo.
    ///
    /// # Errors
    /// It is closed in that way already, or the way is none.
    pub fn change(&self, way: &str, why: &str, on: NaiveDate, nation: Nation) -> Result<Change, Fault> {
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
        let mut changes = vec![Change::Edit {
            entity: Entity::Asset,
            id: self.asset.id,
            before: Values::new().with("status", values.text("status")),
            after: Values::new().with("status", way),
        }];
        let closed = ASSET_STATUS.label(way);
        let why = why.trim();
        let note = if why.is_empty() { format!("{closed}.") } else { format!("{closed}: {why}") };
        changes.push(Change::Add(
            Entry::new(Entity::Note)
                .with("asset_id", self.asset.id)
                .with("written_on", on)
                .with("text", note),
        ));
        let ends = way != "temporarily_closed";
        for connection in self.connections.iter().filter(|_| ends) {
            let held = |field: &'static str| connection.values.value(field).clone();
            let reason = if why.is_empty() { "closed" } else { why };
            changes.push(Change::Edit {
                entity: Entity::Connection,
                id: connection.id,
                before: [("state", held("state")), ("reason_ended", held("reason_ended"))]
                    .into_iter()
                    .collect(),
                after: Values::new().with("state", "asset_closed").with("reason_ended", reason),
            });
        }
        let due = cadence::after(on, 1, nation);
        for one in &self.people {
            let what = if ends {
                format!("{} has closed: what now?", self.name())
            } else {
                format!("{} is closed for a time: tell them, and see what helps meanwhile", self.name())
            };
            let mut reminder = Entry::new(Entity::FollowUp)
                .with("person_id", one.person.0)
                .with("asset_id", self.asset.id)
                .with("connection_id", one.connection)
                .with("due_on", due)
                .with("what", what)
                .with("rule", "asset_closed")
                .with("state", "open");
            if let Some(worker) = one.worker {
                reminder.values.set("worker_id", worker.0);
            }
            changes.push(Change::Add(reminder));
        }
        Ok(Change::Together { verb: Verb::CloseAsset, changes })
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
        let mut changes = match change {
            Change::Together { changes, .. } => changes,
            other => vec![other],
        };
        changes.push(Change::Add(gap));
        for one in &self.people {
            let entry = Entry::new(Entity::GapPerson).with("person_id", one.person.0).with("since", on);
            changes.push(Change::AddToLast { entry, field: "gap_id" });
        }
        Ok(Change::Together { verb: Verb::CloseAsset, changes })
    }
}
