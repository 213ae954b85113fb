//! What a plan already holds: the changes of the rows before, and who they make known.

use std::collections::HashMap;

use crate::domain::change::{Change, Who};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};

/// A record of the caseload, or one that an earlier row adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Its number in the caseload.
    Known(i64),
    /// Its place among the newcomers.
    Newcomer(usize),
}

/// A record that an earlier row adds.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer {
    /// The change that adds it.
    pub change: usize,
    /// The line of that row.
    pub line: u64,
}

/// A referral that an earlier row adds.
#[derive(Clone, Debug)]
pub struct PlannedReferral {
    /// The change that adds it.
    pub change: usize,
    /// The list it came on.
    pub list: String,
    /// The day it was received.
    pub received: String,
}

/// The plan so far.
#[derive(Default)]
pub struct State {
    /// The changes, in the order of the rows.
    pub changes: Vec<Change>,
    /// The records that are added; for people also the order `Who::Added` counts in.
    pub newcomers: Vec<Newcomer>,
    /// Newcomers by NHS number.
    pub by_nhs_number: HashMap<String, usize>,
    /// Newcomers by list and number there.
    pub by_name_elsewhere: HashMap<(String, String), Subject>,
    /// Newcomers by date of birth.
    pub by_birth: HashMap<String, Vec<usize>>,
    /// Records of the caseload as they would be after the changes so far.
    pub held: HashMap<(Entity, i64), Values>,
    /// The line that met a record last.
    pub met: HashMap<Subject, u64>,
    /// Whether the present row met a record of the caseload.
    pub met_known: bool,
    /// Referrals that are added, by person.
    pub referrals: HashMap<Subject, Vec<PlannedReferral>>,
    /// Answers that are added, by person and purpose.
    pub answers: HashMap<(Subject, &'static str), bool>,
}

impl State {
    /// Plans a change and gives its place.
    pub fn push(&mut self, change: Change) -> usize {
        self.changes.push(change);
        self.changes.len() - 1
    }

    /// Plans the change that adds a record, and remembers the record by what it is known by.
    pub fn add(&mut self, line: u64, change: Change, names: &[(String, String)]) -> Subject {
        let at = self.newcomers.len();
        let change = self.push(change);
        self.newcomers.push(Newcomer { change, line });
        let values = self.entry(at).map(|entry| entry.values.clone()).unwrap_or_default();
        if !values.text("nhs_number").is_empty() {
            self.by_nhs_number.insert(values.text("nhs_number").to_owned(), at);
        }
        if !values.text("date_of_birth").is_empty() {
            self.by_birth.entry(values.text("date_of_birth").to_owned()).or_default().push(at);
        }
        for name in names {
            self.by_name_elsewhere.insert(name.clone(), Subject::Newcomer(at));
        }
        self.met.insert(Subject::Newcomer(at), line);
        Subject::Newcomer(at)
    }

    /// The entry that adds a newcomer.
    pub fn entry(&self, newcomer: usize) -> Option<&Entry> {
        match self.changes.get(self.newcomers.get(newcomer)?.change)? {
            Change::AddKnown { entry, .. } | Change::Refer { person: Who::New(entry), .. } => Some(entry),
            _ => None,
        }
    }

    /// The same, to be filled in by a later row.
    pub fn entry_mut(&mut self, newcomer: usize) -> Option<&mut Entry> {
        match self.changes.get_mut(self.newcomers.get(newcomer)?.change)? {
            Change::AddKnown { entry, .. } | Change::Refer { person: Who::New(entry), .. } => Some(entry),
            _ => None,
        }
    }

    /// The referral that a change adds, to be filled in by a later row.
    pub fn referral_mut(&mut self, change: usize) -> Option<&mut Entry> {
        match self.changes.get_mut(change)? {
            Change::Refer { referral, .. } => Some(referral),
            _ => None,
        }
    }
}
