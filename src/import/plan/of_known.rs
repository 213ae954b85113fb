//! A row of a list of contacts, reminders, offers, wishes or gives: whose it is must be known already, by number, by NHS
//! number or by name.

use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::fold::fold;
use crate::domain::{instrument, name, nhs_number, party};
use crate::fault::Fault;
use crate::import::columns::Row;
use crate::import::decision::Choice;
use crate::import::plan::meeting::{KITH, Meeting, identity, made_number};
use crate::import::plan::state::Subject;
use crate::import::plan::{Action, Planner, Source};
use crate::import::record::Flaw;

/// So many people of a like name are looked at.
const LOOKED_AT: usize = 50;

/// Why a row that names nobody is set aside.
const NOBODY: &str = "The row does not say whose it is.";

/// Somebody or something known, or why nobody is.
pub type Party = Result<(Entity, i64), String>;

impl Planner<'_> {
    /// Decides about a row about somebody or something known.
    pub(super) fn of_known(
        &mut self,
        entity: Entity,
        line: u64,
        row: &Row,
        source: &Source,
        remarks: &mut Vec<String>,
    ) -> Result<Action, Fault> {
        let values = match self.canonical(entity, row) {
            Ok(values) => values,
            Err(flaws) => return Ok(Action::Refuse(flaws)),
        };
        if let Some(flaw) = unanswered(entity, &values) {
            return Ok(Action::Refuse(vec![flaw]));
        }
        let mut links: Vec<(&'static str, i64)> = Vec::new();
        let informal = entity == Entity::Contact && is_informal(row, &values);
        // A record that is known by its universal id is whose it was.
        let ours = match row.uid.as_deref() {
            Some(uid) => self.store.with_uid(entity, uid)?.is_some(),
            None => false,
        };
        let chosen = match self.chosen(entity)? {
            Ok(chosen) => chosen,
            Err(reason) => return Ok(Action::SetAside(reason)),
        };
        for role in party::roles(entity).iter().filter(|_| !informal && !ours) {
            let party = match chosen {
                Some(party) => Ok(party),
                None => self.whose(role.column, row)?,
            };
            match (party, role.asset) {
                (Ok((Entity::Asset, id)), Some(link)) => links.push((link, id)),
                (Ok((Entity::Asset, _)), None) => {
                    return Ok(Action::SetAside(
                        "This is a group, and the row is about a person.".to_owned(),
                    ));
                }
                (Ok((_, id)), _) => links.push((role.person, id)),
                (Err(reason), _) => return Ok(Action::SetAside(reason)),
            }
        }
        let names = names(entity, &source.list, row, &values, &links);
        if let Some(subject) = self.known_one(entity, row.uid.as_deref(), &names)? {
            if let Subject::Known(id) = subject
                && self.store.record(entity, id)?.is_none_or(|record| record.put_away_on.is_some())
            {
                let one = entity.one();
                return Ok(Action::SetAside(format!(
                    "{one} ({id}) of this row was put away. Bring it back first."
                )));
            }
            let difference = match self.update(entity, line, subject, &values, remarks)? {
                Ok(difference) => difference,
                Err(action) => return Ok(action),
            };
            let named = self.name_again(entity, subject, &names)?;
            return Ok(Action::of(difference, named));
        }
        if let (Some(text), true) = (row.parties.get(party::WORKER), party::has_worker(entity)) {
            match self.worker(text)? {
                Some(id) => links.push(("worker_id", id)),
                None => remarks.push(format!("Nobody here is called {text}, so you stand as the worker.")),
            }
        }
        let entry = match self.entry(entity, row, source, &links) {
            Ok(entry) => entry,
            Err(flaws) => return Ok(Action::Refuse(flaws)),
        };
        if is_incomplete(entity, &values) {
            remarks.push(
                "Not every question is answered: the result is kept, and compared with no other.".to_owned(),
            );
        }
        self.doubted(entity, &entry.values)?;
        let identities = names.iter().map(|name| identity(entity, name)).collect();
        self.state.add(line, Change::AddKnown { entry, identities, consents: Vec::new() }, &names);
        Ok(Action::Add)
    }

    /// Whom or what a column of a row names; of an offer or a wish, the columns of a person too.
    fn whose(&mut self, role: &str, row: &Row) -> Result<Party, Fault> {
        if let Some(text) = row.parties.get(role) {
            if let Some(known) = self.state.parties.get(text) {
                return Ok(known.clone());
            }
            let found = self.party(text)?;
            self.state.parties.insert(text.clone(), found.clone());
            return Ok(found);
        }
        let person = match self.canonical(Entity::Person, row) {
            Ok(person) if role == "whose" => person,
            Err(flaws) if role == "whose" => {
                let reasons = flaws.into_iter().map(|flaw| flaw.reason);
                return Ok(Err(reasons.collect::<Vec<_>>().join(" ")));
            }
            _ => return Ok(Err(format!("The row does not say who the {role} is."))),
        };
        if person.iter().next().is_none() && row.person_uid.is_none() {
            return Ok(Err(NOBODY.to_owned()));
        }
        let there: Vec<_> = row.person_uid.iter().map(|uid| (KITH.to_owned(), uid.clone())).collect();
        match self.meet(&person, row.person_uid.as_deref(), &there)? {
            Meeting::One(Subject::Known(id)) => Ok(Ok((Entity::Person, id))),
            Meeting::Unsure(reason) => Ok(Err(reason)),
            _ => {
                let names = [person.text("given"), person.text("family")];
                self.named(names.join(" ").trim(), person.text("date_of_birth"))
            }
        }
    }

    /// Whom or what a text names: `12`, `person:12`, `asset:4`, a universal id, an NHS number, a name that only one has.
    fn party(&self, text: &str) -> Result<Party, Fault> {
        let text = text.trim();
        if let Ok(number) = nhs_number::read(text) {
            let people = self.store.people_with_nhs_number(&number)?;
            let used: Vec<i64> =
                people.iter().filter(|one| one.put_away_on.is_none()).map(|one| one.id).collect();
            return Ok(match used.as_slice() {
                [id] => Ok((Entity::Person, *id)),
                _ => Err("Nobody with this NHS number is known. Import the person first.".to_owned()),
            });
        }
        let (entity, number) = match text.split_once(':') {
            Some((kind, number)) => (Entity::parse(kind), number),
            None => (Some(Entity::Person), text),
        };
        if let (Some(entity @ (Entity::Person | Entity::Asset)), Ok(id)) = (entity, number.parse::<i64>()) {
            let used = self.store.record(entity, id)?.is_some_and(|record| record.put_away_on.is_none());
            let word = entity.word();
            return Ok(if used { Ok((entity, id)) } else { Err(format!("There is no {word} {id} in use.")) });
        }
        for entity in [Entity::Person, Entity::Asset] {
            if let Some(record) = self.store.with_uid(entity, text)? {
                return Ok(Ok((entity, record.id)));
            }
            // What came from another caseload is known here by its universal id there.
            if let Some(id) = self.store.known_as(entity, KITH, text)? {
                return Ok(Ok((entity, id)));
            }
        }
        self.named(text, "")
    }

    /// The only person or group of exactly that name, and born on that day where one is given.
    fn named(&self, text: &str, born: &str) -> Result<Party, Fault> {
        let wanted = fold(text);
        let mut found: Vec<(Entity, i64)> = Vec::new();
        for hit in self.store.find_people(text, LOOKED_AT)? {
            let names = [name::spoken(&hit.given, &hit.family), format!("{} {}", hit.family, hit.given)];
            let day = hit.date_of_birth.map(|day| day.to_string()).unwrap_or_default();
            if names.iter().any(|name| fold(name) == wanted) && (born.is_empty() || born == day) {
                found.push((Entity::Person, hit.person.0));
            }
        }
        for asset in self.store.assets_named(text)? {
            if asset.put_away_on.is_none() {
                found.push((Entity::Asset, asset.id));
            }
        }
        Ok(match found.as_slice() {
            [one] => Ok(*one),
            [] => Err("Nobody and no group of this name is known. Import them first.".to_owned()),
            _ => Err("More than one has this name. Give the NHS number, or the number here.".to_owned()),
        })
    }

    /// Whose the row is, where a person has decided it.
    fn chosen(&self, entity: Entity) -> Result<Result<Option<(Entity, i64)>, String>, Fault> {
        let Some(Choice::Is(kind, id)) = self.state.choice else { return Ok(Ok(None)) };
        if party::roles(entity).len() != 1 {
            let reason = "It has a giver and a receiver: say who they are in those columns.";
            return Ok(Err(reason.to_owned()));
        }
        let kind = kind.unwrap_or(Entity::Person);
        let used = self.store.record(kind, id)?.is_some_and(|record| record.put_away_on.is_none());
        Ok(if used { Ok(Some((kind, id))) } else { Err(format!("There is no {} {id} in use.", kind.word())) })
    }

    /// The worker of that login or name.
    pub(super) fn worker(&mut self, text: &str) -> Result<Option<i64>, Fault> {
        if self.state.workers.is_none() {
            let workers = self.store.records_after(Entity::Worker, 0, usize::MAX)?;
            let named = workers.iter().flat_map(|one| {
                ["login", "name"].map(|field| (fold(one.values.text(field)), one.id)).into_iter()
            });
            self.state.workers = Some(named.collect());
        }
        Ok(self.state.workers.as_ref().and_then(|workers| workers.get(&fold(text))).copied())
    }

    fn known_one(
        &self,
        entity: Entity,
        uid: Option<&str>,
        names: &[(String, String)],
    ) -> Result<Option<Subject>, Fault> {
        if let Some(uid) = uid
            && let Some(record) = self.store.with_uid(entity, uid)?
        {
            return Ok(Some(Subject::Known(record.id)));
        }
        for (list, number) in names {
            if let Some(subject) = self.known_as(entity, list, number)? {
                return Ok(Some(subject));
            }
        }
        Ok(None)
    }
}

/// Why the answers of a measure cannot be those of its instrument.
fn unanswered(entity: Entity, values: &Values) -> Option<Flaw> {
    let items = values.text("items");
    if entity != Entity::Measure || items.is_empty() {
        return None;
    }
    let code = Some(values.text("instrument")).filter(|code| !code.is_empty()).unwrap_or("ons4");
    let reason = instrument::named(code)?.read(items).err()?;
    Some(Flaw { field: "items".to_owned(), value: items.to_owned(), reason })
}

/// Whether a measure leaves questions open that its score needs.
fn is_incomplete(entity: Entity, values: &Values) -> bool {
    let items = values.text("items");
    let code = Some(values.text("instrument")).filter(|code| !code.is_empty()).unwrap_or("ons4");
    entity == Entity::Measure
        && !items.is_empty()
        && instrument::named(code)
            .is_some_and(|one| one.read(items).is_ok_and(|read| !one.is_complete(&read)))
}

/// Whether a contact was with nobody we know yet: a row that says with whom it was and not whose it is.
fn is_informal(row: &Row, values: &Values) -> bool {
    let nobody = !row.parties.contains_key("whose")
        && row.person_uid.is_none()
        && ["given", "family", "nhs_number"].iter().all(|field| !row.given.contains_key(*field));
    nobody && (values.has("somebody") || row.uid.is_some())
}

/// The names a row has elsewhere: the list's number, else one made from what does not change, so that the same row is known
/// again.
fn names(
    entity: Entity,
    list: &str,
    row: &Row,
    values: &Values,
    links: &[(&str, i64)],
) -> Vec<(String, String)> {
    if let Some(number) = &row.external_id {
        return vec![(list.to_owned(), format!("{}-{number}", entity.table()))];
    }
    if let Some(uid) = &row.uid {
        return vec![(KITH.to_owned(), uid.clone())];
    }
    let whose: Vec<String> = links.iter().map(|(field, id)| format!("{field} {id}")).collect();
    let parts: &[&str] = match entity {
        Entity::Offer => &["what", "offered_on"],
        Entity::Ask => &["what", "asked_on"],
        Entity::Contact => &["happened_on", "happened_at", "method", "outcome", "note"],
        Entity::FollowUp => &["what", "due_on", "due_at"],
        Entity::Measure => &["instrument", "measured_on", "stage"],
        Entity::ServiceUse => &["service", "from_on", "until_on"],
        _ => &["what", "happened_on"],
    };
    let said: Vec<&str> = parts.iter().map(|field| values.text(field)).collect();
    let whose = whose.join(" ");
    let all: Vec<&str> = [entity.table(), whose.as_str()].into_iter().chain(said).collect();
    vec![(list.to_owned(), made_number(&all))]
}
