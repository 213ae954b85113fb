//! What a plan already holds: the changes of the rows before, and who they make known.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};

use crate::domain::change::{Change, Who};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::import::alike::Name;
use crate::import::decision::Choice;
use crate::import::namesakes::Namesakes;
use crate::import::plan::merge::put;
use crate::import::plan::of_known::Party;
use crate::import::plan::packs::Packs;
use crate::import::plan::reach::Reach;
use crate::import::record::Flaw;
use crate::store::doubt::Stretch;

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

/// A referral that an earlier row adds; a few bytes, for a list has millions.
#[derive(Clone, Copy, Debug)]
pub struct PlannedReferral {
    /// The change that adds it.
    pub change: u32,
    /// The list it came on, as [`State::list_named`] numbers it.
    pub list: u16,
    /// The day it was received.
    pub received: Option<NaiveDate>,
}

/// By what a list knows a record: the list and the number there, as a digest of half the room and no equal.
type NameElsewhere = [u8; 16];

fn elsewhere(list: &str, number: &str) -> NameElsewhere {
    let mut hash = Sha256::new();
    for part in [list, number] {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().first_chunk().copied().unwrap_or_default()
}

/// People of one birthday, in an order.
#[derive(Debug, Default)]
pub struct Birthday {
    /// Their names.
    pub names: Namesakes,
    /// Who they are: places among the newcomers, or numbers in the caseload, with their NHS number.
    pub people: Vec<(Subject, Option<u64>)>,
}

impl Birthday {
    /// Adds somebody.
    pub fn add(&mut self, subject: Subject, values: &Values) {
        self.names.add(name_of(values));
        self.people.push((subject, nhs_number(values)));
    }
}

/// An NHS number as a number, which takes less room: the canonical text always has ten digits.
pub fn nhs_number(values: &Values) -> Option<u64> {
    values.text("nhs_number").parse().ok()
}

/// The name somebody is known by.
pub fn name_of(values: &Values) -> Name {
    Name::new(values.text("given"), values.text("family"))
}

/// The plan so far.
#[derive(Default)]
pub struct State {
    /// The changes, in the order of the rows.
    pub changes: Packs,
    /// The records that are added; for people also the order `Who::Added` counts in.
    pub newcomers: Vec<Newcomer>,
    /// Newcomers by NHS number.
    pub by_nhs_number: HashMap<u64, usize>,
    /// Newcomers by list and number there.
    by_name_elsewhere: HashMap<NameElsewhere, Subject>,
    /// Newcomers by date of birth.
    pub by_birth: HashMap<NaiveDate, Birthday>,
    /// People of the caseload by date of birth, for the dates that were asked for.
    pub known_by_birth: HashMap<NaiveDate, Birthday>,
    /// People by telephone number and postcode.
    pub reach: Reach,
    /// Records of the caseload as they would be after the changes so far.
    pub held: HashMap<(Entity, i64), Values>,
    /// The line that met a record last; of a newcomer whom no later row met, the line that adds it.
    met: HashMap<Subject, u64>,
    /// The numbers of records that were set aside, with the asset they may be: a shorter record of the same one waits with it.
    pub waiting: HashMap<String, String>,
    /// The numbers that the list gives its records.
    pub on_the_list: HashSet<String>,
    /// What was decided about the present row, and the list it is on.
    pub choice: Option<Choice>,
    /// The list the present row is on.
    pub list: String,
    /// Whether anything was ever decided about a row, by list.
    pub any_decided: HashMap<String, bool>,
    /// Whether the present row met a record of the caseload.
    pub met_known: bool,
    /// The first referral that is added for each newcomer.
    first_referrals: Vec<Option<PlannedReferral>>,
    /// Further ones, and those of people of the caseload.
    referrals: HashMap<Subject, Vec<PlannedReferral>>,
    /// The names of the lists of those referrals.
    lists: Vec<String>,
    /// Whom or what a text names, for the texts that were looked up.
    pub parties: HashMap<String, Party>,
    /// Workers by login and by name, folded, once they were asked for.
    pub workers: Option<HashMap<String, i64>>,
    /// Stretches of days for which the use of a service is added, by person and service.
    pub uses: HashMap<(i64, String), Vec<Stretch>>,
    /// What may be a mistake in the present row.
    pub doubts: Vec<Flaw>,
    /// Answers that are added, by person and purpose.
    pub answers: HashMap<(Subject, &'static str), bool>,
}

impl State {
    /// Nothing planned yet.
    pub fn of(changes: Packs) -> Self {
        Self { changes, ..Self::default() }
    }

    /// Plans a change and gives its place.
    pub fn push(&mut self, change: Change) -> usize {
        self.changes.push(change)
    }

    /// Notes the line that meets a record, and gives the line that met it before.
    pub fn meet(&mut self, subject: Subject, line: u64) -> Option<u64> {
        let added = match subject {
            Subject::Newcomer(at) => self.newcomers.get(at).map(|newcomer| newcomer.line),
            Subject::Known(_) => None,
        };
        self.met.insert(subject, line).or(added)
    }

    /// The number of a list among those of the plan.
    pub fn list_named(&mut self, list: &str) -> u16 {
        let at = self.lists.iter().position(|known| known == list).unwrap_or_else(|| {
            self.lists.push(list.to_owned());
            self.lists.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// The name of a list by its number.
    pub fn list(&self, list: u16) -> &str {
        self.lists.get(usize::from(list)).map_or("", String::as_str)
    }

    /// Remembers a record by what a list knows it by.
    pub fn name(&mut self, (list, number): &(String, String), subject: Subject) {
        self.by_name_elsewhere.insert(elsewhere(list, number), subject);
    }

    /// The record that a list knows by a number, as far as the plan has it.
    pub fn named(&self, list: &str, number: &str) -> Option<Subject> {
        self.by_name_elsewhere.get(&elsewhere(list, number)).copied()
    }

    /// Lets a later row alter a planned change.
    fn alter(&mut self, change: usize, alter: impl FnOnce(&mut Change)) {
        let Some(mut altered) = self.changes.get(change) else { return };
        alter(&mut altered);
        self.changes.set(change, altered);
    }

    /// Plans the change that adds a record, and remembers the record by what it is known by.
    pub fn add(&mut self, line: u64, change: Change, names: &[(String, String)]) -> Subject {
        let at = self.newcomers.len();
        let values = added(&change).map(|entry| entry.values.clone()).unwrap_or_default();
        let change = self.push(change);
        self.newcomers.push(Newcomer { change, line });
        if let Some(number) = nhs_number(&values) {
            self.by_nhs_number.insert(number, at);
        }
        if let Some(born) = values.day("date_of_birth") {
            let birthday = self.by_birth.entry(born).or_default();
            birthday.add(Subject::Newcomer(at), &values);
        }
        self.reach.add(Subject::Newcomer(at), &values);
        for name in names {
            self.name(name, Subject::Newcomer(at));
        }
        Subject::Newcomer(at)
    }

    /// A later row has filled in what a newcomer is called, or their NHS number.
    pub fn known_anew(&mut self, newcomer: usize) {
        let Some(values) = self.entry(newcomer).map(|entry| entry.values) else { return };
        let Some(birthday) = values.day("date_of_birth").and_then(|born| self.by_birth.get_mut(&born)) else {
            return;
        };
        let subject = Subject::Newcomer(newcomer);
        let Ok(at) = birthday.people.binary_search_by_key(&subject, |(known, _)| *known) else { return };
        birthday.names.rename(at, name_of(&values));
        if let Some((_, number)) = birthday.people.get_mut(at) {
            *number = nhs_number(&values);
        }
    }

    /// Remembers a referral that is added for a person.
    pub fn refer(&mut self, subject: Subject, referral: PlannedReferral) {
        if let Subject::Newcomer(at) = subject {
            if self.first_referrals.len() <= at {
                self.first_referrals.resize(at + 1, None);
            }
            if let Some(first @ None) = self.first_referrals.get_mut(at) {
                *first = Some(referral);
                return;
            }
        }
        self.referrals.entry(subject).or_default().push(referral);
    }

    /// The referrals that are added for a person, in order.
    pub fn referrals_of(&self, subject: Subject) -> impl Iterator<Item = &PlannedReferral> {
        let first = match subject {
            Subject::Newcomer(at) => self.first_referrals.get(at).and_then(Option::as_ref),
            Subject::Known(_) => None,
        };
        first.into_iter().chain(self.referrals.get(&subject).into_iter().flatten())
    }

    /// The entry that adds a newcomer.
    pub fn entry(&self, newcomer: usize) -> Option<Entry> {
        match self.changes.get(self.newcomers.get(newcomer)?.change)? {
            Change::AddKnown { entry, .. } | Change::Refer { person: Who::New(entry), .. } => Some(entry),
            _ => None,
        }
    }

    /// Lets a later row fill in the entry that adds a newcomer.
    pub fn fill_in(&mut self, newcomer: usize, after: &Values) {
        let Some(newcomer) = self.newcomers.get(newcomer) else { return };
        self.alter(newcomer.change, |change| match change {
            Change::AddKnown { entry, .. } | Change::Refer { person: Who::New(entry), .. } => {
                put(&mut entry.values, after);
            }
            _ => {}
        });
    }

    /// Lets a later row add to the names elsewhere and the answers of a newcomer.
    pub fn add_to(&mut self, newcomer: usize, add: impl FnOnce(&mut Vec<Entry>, &mut Vec<Entry>)) {
        let Some(newcomer) = self.newcomers.get(newcomer) else { return };
        self.alter(newcomer.change, |change| match change {
            Change::AddKnown { identities, consents, .. }
            | Change::Refer { person: Who::New(_), identities, consents, .. } => add(identities, consents),
            _ => {}
        });
    }

    /// The referral that a change adds.
    pub fn referral(&self, change: usize) -> Option<Entry> {
        match self.changes.get(change)? {
            Change::Refer { referral, .. } => Some(referral),
            _ => None,
        }
    }

    /// Lets a later row fill in the referral that a change adds.
    pub fn fill_in_referral(&mut self, change: usize, after: &Values) {
        self.alter(change, |change| {
            if let Change::Refer { referral, .. } = change {
                put(&mut referral.values, after);
            }
        });
    }
}

/// The entry of the record that a change adds and that later rows may meet.
fn added(change: &Change) -> Option<&Entry> {
    match change {
        Change::AddKnown { entry, .. } | Change::Refer { person: Who::New(entry), .. } => Some(entry),
        _ => None,
    }
}
