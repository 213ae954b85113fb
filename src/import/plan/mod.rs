//! What an import would do, row by row, from reading alone: add, change, nothing, set aside or refuse.

mod asset;
mod doubted;
mod meeting;
mod merge;
mod of_known;
mod packed;
pub mod packs;
mod person;
mod reach;
mod referral;
mod state;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use chrono::NaiveDateTime;

use crate::domain::check;
use crate::domain::entity::Entity;
use crate::domain::entry::{Draft, Entry, Record, Values};
use crate::fault::Fault;
use crate::import::columns::Row;
use crate::import::decision::Choice;
use crate::import::kind::Kind;
use crate::import::mend;
use crate::import::record::Flaw;
use crate::store::Store;
use merge::Difference;
use packs::Packs;
use state::State;

/// Why a row is set aside that a person has decided to leave out.
pub const LEFT_OUT: &str = "It was left out, as decided.";

/// What would happen to one row. Each row has exactly one of these, so the sums add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something new is added.
    Add,
    /// Something known gets other values; only the fields that differ are here.
    Change {
        /// What the fields hold.
        before: Values,
        /// What they would hold.
        after: Values,
    },
    /// Everything the row says is known.
    Same,
    /// A person has to decide; why.
    SetAside(String),
    /// The row cannot be used; why.
    Refuse(Vec<Flaw>),
}

impl Action {
    /// The word in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Change { .. } => "change",
            Self::Same => "same",
            Self::SetAside(_) => "set_aside",
            Self::Refuse(_) => "refuse",
        }
    }

    /// Changed or the same, by whether anything differs or the record got a new name elsewhere.
    fn of(difference: Difference, named: bool) -> Self {
        if difference.is_nothing() && !named {
            Self::Same
        } else {
            Self::Change { before: difference.before, after: difference.after }
        }
    }
}

/// The list a row comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its name in the caseload.
    pub list: String,
    /// What a new record gets where the row does not say.
    pub constants: BTreeMap<String, String>,
}

/// What was decided about one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What would happen.
    pub action: Action,
    /// What a person should hear about it.
    pub remarks: Vec<String>,
    /// What is taken in and may still be a mistake, with its field.
    pub doubts: Vec<Flaw>,
    /// Whether the row is about somebody or something the caseload knew before the import.
    pub met: bool,
}

/// Plans the rows of an import, one after the other; a row is judged as if the rows before it were in the caseload already.
pub struct Planner<'s> {
    store: &'s Store,
    kind: Kind,
    now: NaiveDateTime,
    state: State,
    /// The records of the caseload that the present row met.
    met: RefCell<Vec<Rc<Record>>>,
}

impl<'s> Planner<'s> {
    /// A plan without rows.
    pub fn new(store: &'s Store, kind: Kind, now: NaiveDateTime) -> Self {
        let folder = store.path().and_then(Path::parent).map(Path::to_owned);
        let state = State::of(Packs::new(folder));
        Self { store, kind, now, state, met: RefCell::default() }
    }

    /// A record of the caseload; what one row asks for several times is read once.
    fn record(&self, entity: Entity, id: i64) -> Result<Option<Rc<Record>>, Fault> {
        let met = self.met.borrow().iter().find(|met| met.entity == entity && met.id == id).cloned();
        if met.is_some() {
            return Ok(met);
        }
        Ok(self.store.record(entity, id)?.map(|record| self.keep(record)))
    }

    /// Keeps a record for the rest of the present row.
    fn keep(&self, record: Record) -> Rc<Record> {
        let record = Rc::new(record);
        self.met.borrow_mut().push(Rc::clone(&record));
        record
    }

    /// The changes planned so far, in the order of the rows.
    pub fn into_changes(self) -> Packs {
        self.state.changes
    }

    /// Decides about a row that stands in that line.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn decide(&mut self, line: u64, mut row: Row, source: &Source) -> Result<Decision, Fault> {
        if let (Kind::Assets, Some(number)) = (self.kind, &row.external_id) {
            self.state.on_the_list.insert(number.clone());
        }
        // What kith wrote itself comes back as it is.
        if self.kind == Kind::Assets && row.uid.is_none() {
            mend::asset(&mut row, self.now);
        }
        if !row.flaws.is_empty() {
            return Ok(Decision {
                action: Action::Refuse(row.flaws),
                remarks: Vec::new(),
                doubts: Vec::new(),
                met: false,
            });
        }
        let mut remarks = Vec::new();
        self.met.borrow_mut().clear();
        self.state.met_known = false;
        source.list.clone_into(&mut self.state.list);
        self.state.choice = row.choice.take();
        if self.state.choice == Some(Choice::Leave) {
            let action = Action::SetAside(LEFT_OUT.to_owned());
            return Ok(Decision { action, remarks, doubts: Vec::new(), met: false });
        }
        if self.kind.is_of_people() {
            self.settled(&mut row, &mut remarks)?;
        }
        let action = match self.kind {
            Kind::People => self.person(line, &row, source, &mut remarks)?,
            Kind::Referrals => self.referral(line, &row, source, &mut remarks)?,
            Kind::Assets => self.asset(line, &row, source, &mut remarks)?,
            Kind::Offers => self.of_known(Entity::Offer, line, &row, source, &mut remarks)?,
            Kind::Asks => self.of_known(Entity::Ask, line, &row, source, &mut remarks)?,
            Kind::Exchanges => self.of_known(Entity::Exchange, line, &row, source, &mut remarks)?,
            Kind::Contacts => self.of_known(Entity::Contact, line, &row, source, &mut remarks)?,
            Kind::FollowUps => self.of_known(Entity::FollowUp, line, &row, source, &mut remarks)?,
            Kind::ServiceUse => self.of_known(Entity::ServiceUse, line, &row, source, &mut remarks)?,
            Kind::Measures => self.of_known(Entity::Measure, line, &row, source, &mut remarks)?,
        };
        // How the row was read matters only where it is imported.
        match &action {
            Action::Add => remarks.extend(row.remarks.iter().cloned().chain(refusals(&row))),
            Action::Change { after, .. } if after.has("answer") => remarks.extend(refusals(&row)),
            Action::Change { .. } => remarks.extend(row.remarks.iter().cloned()),
            Action::Same => {}
            Action::SetAside(_) | Action::Refuse(_) => remarks.clear(),
        }
        let doubts = std::mem::take(&mut self.state.doubts);
        Ok(Decision { action, remarks, doubts, met: self.state.met_known })
    }

    /// The canonical values of what a row gives for a kind of record.
    fn canonical(&self, entity: Entity, row: &Row) -> Result<Values, Vec<Flaw>> {
        let mut values = Values::new();
        let mut flaws = Vec::new();
        for (name, text) in &row.given {
            let Some(field) = entity.field(name) else { continue };
            match check::read(field, text, self.now) {
                Ok(value) => values.set(field.name, value),
                Err(reason) => flaws.push(Flaw { field: field.name.to_owned(), value: text.clone(), reason }),
            }
        }
        if flaws.is_empty() { Ok(values) } else { Err(flaws) }
    }

    /// A checked new record of what a row gives and the list's constants, with links to records of this file; the number 0
    /// stands for a required link that comes later.
    fn entry(
        &self,
        entity: Entity,
        row: &Row,
        source: &Source,
        links: &[(&'static str, i64)],
    ) -> Result<Entry, Vec<Flaw>> {
        let mut draft = Draft::new(entity);
        let constants = source.constants.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        for (name, text) in constants.chain(row.given.iter().map(|(name, text)| (*name, text.as_str()))) {
            if self.kind.field(name).is_some_and(|(of, _)| of == entity) {
                draft.set(name, text);
            }
        }
        for (link, id) in links {
            draft.set(link, (*id).max(1).to_string());
        }
        let mut entry = check::check(&draft, self.now).map_err(|problems| {
            let flaw = |problem: check::Problem| Flaw {
                value: draft.text(problem.field).unwrap_or_default().to_owned(),
                field: problem.field.to_owned(),
                reason: problem.reason,
            };
            problems.into_iter().map(flaw).collect::<Vec<_>>()
        })?;
        for (link, _) in links.iter().filter(|(_, id)| *id == 0) {
            entry.values.remove(link);
        }
        Ok(entry)
    }
}

/// A no to a purpose is imported as a no, and said.
fn refusals(row: &Row) -> Vec<String> {
    let purposes = &crate::domain::vocabulary::CONSENT_PURPOSE;
    let no = row.consents.iter().filter(|(_, answer)| !answer);
    no.map(|(purpose, _)| {
        format!("The person said no to \"{}\". It is kept as a no.", purposes.label(purpose))
    })
    .collect()
}
