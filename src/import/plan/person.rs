//! A row of a list of people: somebody new, somebody known with other details, or nothing.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Values};
use crate::domain::fold::fold;
use crate::fault::Fault;
use crate::import::columns::Row;
use crate::import::plan::meeting::{KITH, Meeting, identity, is_made, made_number};
use crate::import::plan::merge::{Difference, Policy};
use crate::import::plan::state::{Subject, name_of};
use crate::import::plan::{Action, Planner, Source};

/// Why a row about an unknown person without a name is set aside.
const NO_NAME: &str = "No name, and nobody with these details is known.";

impl Planner<'_> {
    /// Decides about a row of people.
    pub(super) fn person(
        &mut self,
        line: u64,
        row: &Row,
        source: &Source,
        remarks: &mut Vec<String>,
    ) -> Result<Action, Fault> {
        let values = match self.canonical(Entity::Person, row) {
            Ok(values) => values,
            Err(flaws) => return Ok(Action::Refuse(flaws)),
        };
        let mut names =
            names_elsewhere(&source.list, row.external_id.as_deref(), row.uid.as_deref(), &values);
        names.extend(self.decided_name(row));
        match self.meet(&values, row.uid.as_deref(), &names)? {
            Meeting::Unsure(reason) => Ok(Action::SetAside(reason)),
            Meeting::Nobody => {
                let entry = match self.newcomer(row, source, &values)? {
                    Ok(entry) => entry,
                    Err(action) => return Ok(action),
                };
                let identities = names.iter().map(|name| identity(Entity::Person, name)).collect();
                let consents = self.consents(row, &source.list, &Values::new());
                let subject = self.state.add(line, Change::AddKnown { entry, identities, consents }, &names);
                self.remember_answers(subject, row);
                Ok(Action::Add)
            }
            Meeting::One(subject) => {
                let difference = match self.update(Entity::Person, line, subject, &values, remarks)? {
                    Ok(difference) => difference,
                    Err(action) => return Ok(action),
                };
                let difference =
                    self.answer_again(subject, row, (&source.list, &Values::new()), difference)?;
                let named = self.name_again(Entity::Person, subject, &names)?;
                Ok(Action::of(difference, named))
            }
        }
    }

    /// The entry of a person nobody knows, or why there is none.
    pub(super) fn newcomer(
        &mut self,
        row: &Row,
        source: &Source,
        values: &Values,
    ) -> Result<Result<Entry, Action>, Fault> {
        if values.text("given").is_empty() && values.text("family").is_empty() {
            return Ok(Err(Action::SetAside(NO_NAME.to_owned())));
        }
        let entry = match self.entry(Entity::Person, row, source, &[]) {
            Ok(entry) => entry,
            Err(flaws) => return Ok(Err(Action::Refuse(flaws))),
        };
        Ok(match self.might_be(values)? {
            Some(reason) => Err(Action::SetAside(reason)),
            None => Ok(entry),
        })
    }

    /// Lets the row's word count for a record; a record that an earlier row gave another word is set aside.
    pub(super) fn update(
        &mut self,
        entity: Entity,
        line: u64,
        subject: Subject,
        values: &Values,
        remarks: &mut Vec<String>,
    ) -> Result<Result<Difference, Action>, Fault> {
        let held = self.held(entity, subject)?;
        let values = &without_initials(entity, values, &held);
        let before = self.state.meet(subject, line);
        // Whoever was chosen keeps their own words: the row was not sure to be about them.
        let chosen = self.state.choice.is_some();
        let policy = if before.is_some() || chosen { Policy::Fill } else { Policy::Overwrite };
        let difference = Difference::of(entity, &held, values, policy);
        // An NHS number and a name that agrees leave no doubt about whom it is.
        let sure = entity == Entity::Person
            && !values.text("nhs_number").is_empty()
            && values.text("nhs_number") == held.text("nhs_number")
            && name_of(values).alike(&name_of(&held));
        if let (Some(earlier), false, false) = (before, sure, difference.kept.is_empty()) {
            return Ok(Err(Action::SetAside(format!(
                "Line {earlier} is about the same one, with other details."
            ))));
        }
        remarks.extend(difference.kept_remark(entity));
        self.settle(entity, subject, &difference)?;
        Ok(Ok(difference))
    }

    /// The answers of a row as records, without their person.
    pub(super) fn consents(&self, row: &Row, list: &str, referral: &Values) -> Vec<Entry> {
        let day = self.day_of(referral);
        let consent = |(purpose, answer): &(&'static str, bool)| {
            Entry::new(Entity::Consent)
                .with("purpose", *purpose)
                .with("answer", if *answer { "yes" } else { "no" })
                .with("answered_on", day)
                .with("how", list)
        };
        row.consents.iter().map(consent).collect()
    }

    /// The day of what a row says: that of its referral, else the day of the import.
    fn day_of(&self, referral: &Values) -> NaiveDate {
        referral.day("received").unwrap_or_else(|| self.now.date())
    }

    /// Keeps in mind what a row says was agreed to.
    pub(super) fn remember_answers(&mut self, subject: Subject, row: &Row) {
        for (purpose, answer) in &row.consents {
            self.state.answers.insert((subject, purpose), *answer);
        }
    }

    /// Plans the answers that differ from the latest known, and adds them to the difference.
    pub(super) fn answer_again(
        &mut self,
        subject: Subject,
        row: &Row,
        (list, referral): (&str, &Values),
        mut difference: Difference,
    ) -> Result<Difference, Fault> {
        let fresh = self.fresh_answers(subject, row, (list, referral))?;
        for consent in self.consents(&fresh, list, referral) {
            difference.after.set("answer", consent.values.text("answer"));
            match subject {
                Subject::Known(id) => drop(self.state.push(Change::Add(consent.with("person_id", id)))),
                Subject::Newcomer(at) => {
                    self.state.add_to(at, |_, consents| consents.push(consent));
                }
            }
        }
        self.remember_answers(subject, &fresh);
        Ok(difference)
    }

    /// The row with only those answers that nobody knows yet.
    ///
    /// A list that is read again says nothing new: what somebody has said elsewhere since then stands.
    pub(super) fn fresh_answers(
        &self,
        subject: Subject,
        row: &Row,
        (list, referral): (&str, &Values),
    ) -> Result<Row, Fault> {
        let day = self.day_of(referral);
        let mut fresh = row.clone();
        if row.consents.is_empty() {
            return Ok(fresh);
        }
        let known = match subject {
            Subject::Known(id) => self.store.records_of(Entity::Consent, "person_id", id)?,
            Subject::Newcomer(_) => Vec::new(),
        };
        fresh.consents.retain(|(purpose, answer)| {
            let yes = |record: &Record| record.values.text("answer") == "yes";
            let of_purpose = || known.iter().rev().filter(|record| record.values.text("purpose") == *purpose);
            let of_list = || of_purpose().filter(|record| record.values.text("how") == list);
            let said_then =
                of_list().any(|one| yes(one) == *answer && one.values.day("answered_on") == Some(day));
            let said_last = of_list().next().map(yes) == Some(*answer);
            let latest = of_purpose().next().map(yes);
            let planned = self.state.answers.get(&(subject, *purpose)).copied();
            planned.or(latest) != Some(*answer) && !said_then && !said_last
        });
        Ok(fresh)
    }

    /// Plans the names elsewhere that a known record does not have yet; `true` if there was one.
    pub(super) fn name_again(
        &mut self,
        entity: Entity,
        subject: Subject,
        names: &[(String, String)],
    ) -> Result<bool, Fault> {
        let fresh = self.fresh_names(entity, subject, names)?;
        for name in &fresh {
            match subject {
                Subject::Known(id) => {
                    self.state.push(Change::Add(identity(entity, name).with("record_id", id)));
                }
                Subject::Newcomer(at) => {
                    self.state.add_to(at, |names, _| names.push(identity(entity, name)));
                }
            }
        }
        Ok(!fresh.is_empty())
    }

    /// The names elsewhere that nobody has yet, which are this record's from now on. A made number is only for newcomers, and
    /// a record of this caseload needs no name for its own universal id.
    pub(super) fn fresh_names(
        &mut self,
        entity: Entity,
        subject: Subject,
        names: &[(String, String)],
    ) -> Result<Vec<(String, String)>, Fault> {
        let mut fresh = Vec::new();
        for name in names {
            let own = name.0 == KITH && self.store.with_uid(entity, &name.1)?.is_some();
            // What a person decided about a row holds when it comes again, whatever the row is known by.
            let kept = !is_made(&name.1) || (entity == Entity::Asset && self.state.choice.is_some());
            if !own && kept && self.known_as(entity, &name.0, &name.1)?.is_none() {
                self.state.name(name, subject);
                fresh.push(name.clone());
            }
        }
        Ok(fresh)
    }
}

/// The values of a row without those parts of a person's name that are an initial of what is known: they say nothing new.
fn without_initials(entity: Entity, values: &Values, held: &Values) -> Values {
    let mut rest = values.clone();
    if entity == Entity::Person {
        for part in ["given", "family"] {
            let (short, long) = (fold(values.text(part)), fold(held.text(part)));
            if short.chars().count() == 1 && long.chars().count() > 1 && long.starts_with(&short) {
                rest.remove(part);
            }
        }
    }
    rest
}

/// The names a row gives a person: the list's number, another caseload's universal id; else, without an NHS number, one made from
/// name, birthday and postcode, so that the same row is known again.
pub(super) fn names_elsewhere(
    list: &str,
    number: Option<&str>,
    uid: Option<&str>,
    values: &Values,
) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> =
        number.map(|number| (list.to_owned(), number.to_owned())).into_iter().collect();
    names.extend(uid.map(|uid| (KITH.to_owned(), uid.to_owned())));
    let named = !(values.text("given").is_empty() && values.text("family").is_empty());
    if names.is_empty() && named && values.text("nhs_number").is_empty() {
        let parts = ["given", "family", "date_of_birth", "postcode"].map(|field| values.text(field));
        names.push((list.to_owned(), made_number(&parts)));
    }
    names
}
