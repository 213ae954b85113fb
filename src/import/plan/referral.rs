//! A row of a list of referrals: its action is that of its referral; its person is met, or added with it.

use chrono::NaiveDate;

use crate::domain::change::{Change, Who};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Values};
use crate::domain::id::PersonId;
use crate::domain::party;
use crate::fault::Fault;
use crate::import::columns::Row;
use crate::import::plan::meeting::{Meeting, identity};
use crate::import::plan::merge::{Difference, Policy};
use crate::import::plan::person::names_elsewhere;
use crate::import::plan::state::{PlannedReferral, Subject};
use crate::import::plan::{Action, Planner, Source};

/// States of a referral that is still open.
const OPEN: [&str; 3] = ["received", "offered", "accepted"];

/// A referral that is known already.
#[derive(Clone, Copy)]
enum Standing {
    InCaseload(i64),
    InPlan(usize),
}

impl Planner<'_> {
    /// Decides about a row of referrals.
    pub(super) fn referral(
        &mut self,
        line: u64,
        row: &Row,
        source: &Source,
        remarks: &mut Vec<String>,
    ) -> Result<Action, Fault> {
        let (person, referral) =
            match (self.canonical(Entity::Person, row), self.canonical(Entity::Referral, row)) {
                (Ok(person), Ok(referral)) => (person, referral),
                (person, referral) => {
                    let flaws = [person.err(), referral.err()].into_iter().flatten().flatten().collect();
                    return Ok(Action::Refuse(flaws));
                }
            };
        if let Some(uid) = &row.uid
            && let Some(known) = self.store.with_uid(Entity::Referral, uid)?
        {
            return self.referral_again(&known, &person, &referral, remarks);
        }
        let list =
            if referral.text("list").is_empty() { source.list.as_str() } else { referral.text("list") };
        let mut names = names_elsewhere(list, row.external_id.as_deref(), row.person_uid.as_deref(), &person);
        names.extend(self.decided_name(row));
        let mut entry = match self.entry(Entity::Referral, row, source, &[("person_id", 0)]) {
            Ok(entry) => entry,
            Err(flaws) => return Ok(Action::Refuse(flaws)),
        };
        entry.values.set("list", list);
        if let Some(text) = row.parties.get(party::WORKER) {
            match self.worker(text)? {
                Some(id) => entry.values.set("worker_id", id),
                None => {
                    remarks.push(format!("Nobody here is called {text}, so nobody has the referral yet."));
                }
            }
        }
        let action = match self.meet(&person, row.person_uid.as_deref(), &names)? {
            Meeting::Unsure(reason) => Action::SetAside(reason),
            Meeting::Nobody => {
                let newcomer = match self.newcomer(row, source, &person)? {
                    Ok(newcomer) => newcomer,
                    Err(action) => return Ok(action),
                };
                let identities = names.iter().map(|name| identity(Entity::Person, name)).collect();
                let consents = self.consents(row, list, &entry.values);
                let planned = self.planned(&entry.values);
                let change =
                    Change::Refer { person: Who::New(newcomer), referral: entry, consents, identities };
                let subject = self.state.add(line, change, &names);
                self.state.refer(subject, planned);
                self.remember_answers(subject, row);
                Action::Add
            }
            Meeting::One(subject) => {
                self.referral_of(subject, row, entry, (&person, &referral), &names, remarks)?
            }
        };
        if action == Action::Add {
            remarks.extend(taken_for_granted(row, source));
        }
        Ok(action)
    }

    /// A row about somebody known.
    fn referral_of(
        &mut self,
        subject: Subject,
        row: &Row,
        entry: Entry,
        (person, referral): (&Values, &Values),
        names: &[(String, String)],
        remarks: &mut Vec<String>,
    ) -> Result<Action, Fault> {
        let held = self.held(Entity::Person, subject)?;
        let of_person = Difference::of(Entity::Person, &held, person, Policy::Fill);
        remarks.extend(of_person.kept_remark(Entity::Person));
        self.settle(Entity::Person, subject, &of_person)?;
        let list = entry.values.text("list").to_owned();
        if let Some(standing) = self.standing(subject, &list, referral.day("received"))? {
            let of_referral = self.fill_in(standing, referral, remarks)?;
            let difference =
                self.answer_again(subject, row, (&list, &entry.values), of_person.and(of_referral))?;
            let named = self.name_again(Entity::Person, subject, names)?;
            return Ok(Action::of(difference, named));
        }
        let fresh = self.fresh_answers(subject, row, (&list, &entry.values))?;
        let consents = self.consents(&fresh, &list, &entry.values);
        let identities = self.fresh_names(Entity::Person, subject, names)?;
        let identities = identities.iter().map(|name| identity(Entity::Person, name)).collect();
        let who = match subject {
            Subject::Known(id) => Who::Known(PersonId(id)),
            Subject::Newcomer(at) => Who::Added(at),
        };
        let planned = self.planned(&entry.values);
        self.state.push(Change::Refer { person: who, referral: entry, consents, identities });
        self.state.refer(subject, planned);
        self.remember_answers(subject, &fresh);
        Ok(Action::Add)
    }

    /// A referral that the next change adds, as later rows look for it.
    fn planned(&mut self, values: &Values) -> PlannedReferral {
        let list = self.state.list_named(values.text("list"));
        let change = u32::try_from(self.state.changes.len()).unwrap_or(u32::MAX);
        PlannedReferral { change, list, received: values.day("received") }
    }

    /// The referral of that person from that list and day; without a day, one that is still open.
    fn standing(
        &self,
        subject: Subject,
        list: &str,
        received: Option<NaiveDate>,
    ) -> Result<Option<Standing>, Fault> {
        let fits = |of_list: &str, of_day: Option<NaiveDate>, open: bool| {
            of_list == list && if received.is_none() { open } else { of_day == received }
        };
        let mut planned = self.state.referrals_of(subject);
        if let Some(found) = planned.find(|one| fits(self.state.list(one.list), one.received, true)) {
            return Ok(Some(Standing::InPlan(found.change as usize)));
        }
        let Subject::Known(id) = subject else { return Ok(None) };
        let known = self.store.records_of(Entity::Referral, "person_id", id)?;
        let fits = |one: &Record| {
            let values = &one.values;
            fits(values.text("list"), values.day("received"), OPEN.contains(&values.text("state")))
        };
        Ok(known.into_iter().rev().find(fits).map(|record| Standing::InCaseload(self.keep(record).id)))
    }

    /// Fills in what a known referral leaves empty; what it says stands.
    fn fill_in(
        &mut self,
        standing: Standing,
        given: &Values,
        remarks: &mut Vec<String>,
    ) -> Result<Difference, Fault> {
        let difference = match standing {
            Standing::InCaseload(id) => {
                let subject = Subject::Known(id);
                let held = self.held(Entity::Referral, subject)?;
                let difference = Difference::of(Entity::Referral, &held, given, Policy::Fill);
                self.settle(Entity::Referral, subject, &difference)?;
                difference
            }
            Standing::InPlan(change) => match self.state.referral(change) {
                Some(entry) => {
                    let difference = Difference::of(Entity::Referral, &entry.values, given, Policy::Fill);
                    if !difference.is_nothing() {
                        self.state.fill_in_referral(change, &difference.after);
                    }
                    difference
                }
                None => Difference::default(),
            },
        };
        remarks.extend(difference.kept_remark(Entity::Referral));
        Ok(difference)
    }

    /// A referral that was exported from this caseload: the row's word counts for it, and fills in its person.
    fn referral_again(
        &mut self,
        known: &Record,
        person: &Values,
        referral: &Values,
        remarks: &mut Vec<String>,
    ) -> Result<Action, Fault> {
        let subject = Subject::Known(known.id);
        let held = self.held(Entity::Referral, subject)?;
        let of_referral = Difference::of(Entity::Referral, &held, referral, Policy::Overwrite);
        self.settle(Entity::Referral, subject, &of_referral)?;
        let Some(id) = known.values.number("person_id") else {
            return Ok(Action::of(of_referral, false));
        };
        let held = self.held(Entity::Person, Subject::Known(id))?;
        let of_person = Difference::of(Entity::Person, &held, person, Policy::Fill);
        remarks.extend(of_person.kept_remark(Entity::Person));
        self.settle(Entity::Person, Subject::Known(id), &of_person)?;
        Ok(Action::of(of_referral.and(of_person), false))
    }
}

/// What a new referral gets although neither the row nor the list says it.
fn taken_for_granted(row: &Row, source: &Source) -> Vec<String> {
    let said = |field: &str| row.given.contains_key(field) || source.constants.contains_key(field);
    let mut remarks = Vec::new();
    if !said("received") {
        remarks.push("The row has no date, so the referral is received today.".to_owned());
    }
    if !said("source") {
        remarks.push("Nothing says who made the referral, so it is kept as a self-referral.".to_owned());
    }
    remarks
}
