//! Whom a row is about: by universal id, by the list's own number, by NHS number; nobody is ever merged by likeness.

use sha2::{Digest, Sha256};

use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::fold::fold;
use crate::fault::Fault;
use crate::import::alike::Name;
use crate::import::columns::Row;
use crate::import::decision::Choice;
use crate::import::plan::Planner;
use crate::import::plan::state::{Birthday, Subject, name_of, nhs_number};

/// The source under which kith's own universal ids of other caseloads are kept.
pub const KITH: &str = "kith";

/// What a number that kith made begins with.
const MADE: &str = "made-";

/// What the number begins with by which a row is known that somebody decided about.
const DECIDED: &str = "decided-";

/// Whom a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// Somebody known, or somebody an earlier row adds.
    One(Subject),
    /// Nobody known.
    Nobody,
    /// Somebody, perhaps: a person has to decide.
    Unsure(String),
}

impl Planner<'_> {
    /// The person a row is about. `uid` is the person's own; `names` are list and number there.
    pub(super) fn meet(
        &self,
        values: &Values,
        uid: Option<&str>,
        names: &[(String, String)],
    ) -> Result<Meeting, Fault> {
        match self.state.choice {
            Some(Choice::Is(None | Some(Entity::Person), id)) => {
                return match self.store.record(Entity::Person, id)? {
                    Some(_) => self.unless_put_away(Subject::Known(id)),
                    None => Ok(Meeting::Unsure(format!("There is no person {id}, as was decided."))),
                };
            }
            Some(Choice::Is(Some(_), _)) => {
                return Ok(Meeting::Unsure(
                    "The decision names an asset, and the row is about a person.".to_owned(),
                ));
            }
            _ => {}
        }
        if let Some(uid) = uid
            && let Some(person) = self.store.with_uid(Entity::Person, uid)?
        {
            return self.unless_put_away(Subject::Known(person.id));
        }
        let mut found: Vec<(Subject, &str)> = Vec::new();
        for (list, number) in names {
            if let Some(subject) = self.known_as(Entity::Person, list, number)? {
                found.push((subject, "number on the list"));
            }
        }
        let number = values.text("nhs_number");
        if !number.is_empty() {
            let planned = nhs_number(values).and_then(|number| self.state.by_nhs_number.get(&number));
            let planned = planned.map(|at| Subject::Newcomer(*at));
            let known = self
                .store
                .people_with_nhs_number(number)?
                .into_iter()
                .map(|record| Subject::Known(self.keep(record).id));
            found.extend(planned.into_iter().chain(known).map(|subject| (subject, "NHS number")));
        }
        let Some((subject, by)) = found.first().copied() else { return Ok(Meeting::Nobody) };
        if let Some((other, _)) = found.iter().find(|(other, _)| *other != subject) {
            let (one, two) = (self.who(subject), self.who(*other));
            return Ok(Meeting::Unsure(format!("Its numbers belong to two people: {one} and {two}.")));
        }
        match self.disagreement(values, subject, by)? {
            Some(reason) => Ok(Meeting::Unsure(reason)),
            None => self.unless_put_away(subject),
        }
    }

    /// Why the row can hardly be about that person, although a number says so.
    fn disagreement(&self, values: &Values, subject: Subject, by: &str) -> Result<Option<String>, Fault> {
        let held = self.held(Entity::Person, subject)?;
        let who = self.who(subject);
        let differ = |field: &str| {
            let (given, stands) = (values.text(field), held.text(field));
            !given.is_empty() && !stands.is_empty() && given != stands
        };
        Ok(if !name_of(values).alike(&name_of(&held)) && !called(values).alike(&called(&held)) {
            Some(format!("The {by} belongs to {who}, who has another name."))
        } else if differ("nhs_number") {
            Some(format!("The {by} belongs to {who}, who has another NHS number."))
        } else if differ("date_of_birth") {
            Some(format!("The {by} belongs to {who}, who has another date of birth."))
        } else {
            None
        })
    }

    fn unless_put_away(&self, subject: Subject) -> Result<Meeting, Fault> {
        if let Subject::Known(id) = subject
            && self.record(Entity::Person, id)?.is_some_and(|record| record.put_away_on.is_some())
        {
            return Ok(Meeting::Unsure(format!("Person {id} was put away. Bring them back first.")));
        }
        Ok(Meeting::One(subject))
    }

    /// Remembers what was decided about a row like this one before, and lets go of an NHS number that is another person's.
    pub(super) fn settled(&mut self, row: &mut Row, remarks: &mut Vec<String>) -> Result<(), Fault> {
        if self.state.choice.is_none() && !self.any_decided()? {
            return Ok(());
        }
        let Ok(values) = self.canonical(Entity::Person, row) else { return Ok(()) };
        if self.state.choice.is_none()
            && let Some(Subject::Known(id)) =
                self.known_as(Entity::Person, &self.state.list, &decided(&values))?
        {
            self.state.choice = Some(Choice::Is(Some(Entity::Person), id));
        }
        let number = values.text("nhs_number");
        let chosen = match self.state.choice {
            Some(Choice::Is(_, id)) => Some(id),
            Some(Choice::New) => None,
            _ => return Ok(()),
        };
        if number.is_empty() {
            return Ok(());
        }
        let others = self.store.people_with_nhs_number(number)?;
        if let Some(other) = others.iter().find(|other| Some(other.id) != chosen) {
            row.given.remove("nhs_number");
            remarks.push(format!("The NHS number was not used: it is that of person {}.", other.id));
        }
        Ok(())
    }

    /// Whether anything was ever decided about a row of the present list, here or in the caseload.
    fn any_decided(&mut self) -> Result<bool, Fault> {
        if let Some(known) = self.state.any_decided.get(&self.state.list) {
            return Ok(*known);
        }
        let known = self.store.any_known_as(Entity::Person, &self.state.list, DECIDED)?;
        self.state.any_decided.insert(self.state.list.clone(), known);
        Ok(known)
    }

    /// The name by which a row like this one is known again, once it was decided about.
    pub(super) fn decided_name(&mut self, row: &Row) -> Option<(String, String)> {
        if !matches!(self.state.choice, Some(Choice::Is(..) | Choice::New)) {
            return None;
        }
        let values = self.canonical(Entity::Person, row).ok()?;
        self.state.any_decided.insert(self.state.list.clone(), true);
        Some((self.state.list.clone(), decided(&values)))
    }

    /// Somebody of the same birthday, telephone number or postcode and a similar name, who might be the same.
    pub(super) fn might_be(&mut self, values: &Values) -> Result<Option<String>, Fault> {
        if self.state.choice == Some(Choice::New) {
            return Ok(None);
        }
        let Some(born) = values.day("date_of_birth") else { return self.lives_alike(values) };
        if !self.state.known_by_birth.contains_key(&born) {
            let mut birthday = Birthday::default();
            for one in self.store.people_born_on(born)? {
                birthday.add(Subject::Known(one.id), &one.values);
            }
            self.state.known_by_birth.insert(born, birthday);
        }
        let (name, number) = (name_of(values), nhs_number(values));
        let known = self.state.known_by_birth.get(&born).into_iter();
        let same = known.chain(self.state.by_birth.get(&born)).find_map(|birthday| {
            let differs =
                |other: Option<u64>| number.zip(other).is_some_and(|(number, other)| number != other);
            let fits = |at: usize| birthday.people.get(at).is_some_and(|(_, other)| !differs(*other));
            birthday.people.get(birthday.names.first(&name, fits)?)
        });
        match same {
            Some((subject, _)) => {
                let who = self.who(*subject);
                Ok(Some(format!("This might be {who}: born on the same day, with a similar name.")))
            }
            None => self.lives_alike(values),
        }
    }

    /// The record that a list knows by a number, in the plan or in the caseload.
    pub(super) fn known_as(
        &self,
        entity: Entity,
        list: &str,
        number: &str,
    ) -> Result<Option<Subject>, Fault> {
        if let Some(subject) = self.state.named(list, number) {
            return Ok(Some(subject));
        }
        Ok(self.store.known_as(entity, list, number)?.map(Subject::Known))
    }

    /// How a person is named in a reason: by number or by line, never by name.
    pub(super) fn who(&self, subject: Subject) -> String {
        match subject {
            Subject::Known(id) => format!("person {id}"),
            Subject::Newcomer(at) => match self.state.newcomers.get(at) {
                Some(newcomer) => format!("the person in line {}", newcomer.line),
                None => "a person of this file".to_owned(),
            },
        }
    }
}

/// The name with what the person likes to be called, where there is such a name.
fn called(values: &Values) -> Name {
    let preferred = values.text("preferred");
    Name::new(if preferred.is_empty() { values.text("given") } else { preferred }, values.text("family"))
}

/// A number for a row whose list gives none, made from what does not change: the same row gives the same number.
pub(super) fn made_number(parts: &[&str]) -> String {
    let folded: Vec<String> = parts.iter().map(|part| fold(part)).collect();
    let digest = Sha256::digest(folded.join("\u{1f}").as_bytes());
    let mut number = MADE.to_owned();
    for nibble in digest.iter().take(10).flat_map(|byte| [byte >> 4, byte & 15]) {
        number.extend(char::from_digit(u32::from(nibble), 16));
    }
    number
}

/// A number for what a row says of a person without their NHS number, so that a decision about it is kept in mind.
fn decided(values: &Values) -> String {
    let parts = ["given", "family", "date_of_birth", "postcode"].map(|field| values.text(field));
    made_number(&parts).replacen(MADE, DECIDED, 1)
}

/// Whether a number was made by kith.
pub(super) fn is_made(number: &str) -> bool {
    number.starts_with(MADE)
}

/// The record of a name elsewhere, without the number of what it names.
pub(super) fn identity(entity: Entity, (list, number): &(String, String)) -> Entry {
    Entry::new(Entity::Identity)
        .with("kind", entity.table())
        .with("source", list.as_str())
        .with("external_id", number.as_str())
}
