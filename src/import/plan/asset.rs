//! A row of a directory: a group or place that is new, one that is known with other details, or nothing.

use std::collections::BTreeMap;

use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value, Values};
use crate::domain::fold::{fold, words};
use crate::domain::matching::{same_word, telling_words};
use crate::fault::Fault;
use crate::import::columns::Row;
use crate::import::decision::Choice;
use crate::import::plan::meeting::{KITH, identity, is_made, made_number};
use crate::import::plan::merge::Difference;
use crate::import::plan::state::Subject;
use crate::import::plan::{Action, Planner, Source};

impl Planner<'_> {
    /// Decides about a row of assets.
    pub(super) fn asset(
        &mut self,
        line: u64,
        row: &Row,
        source: &Source,
        remarks: &mut Vec<String>,
    ) -> Result<Action, Fault> {
        let values = match self.canonical(Entity::Asset, row) {
            Ok(values) => values,
            Err(flaws) => return Ok(Action::Refuse(flaws)),
        };
        let list = if values.text("list").is_empty() { source.list.as_str() } else { values.text("list") };
        let mut names = names(list, row, &values);
        let mut chosen = match self.state.choice {
            Some(Choice::Is(None | Some(Entity::Asset), id)) => {
                if self.store.record(Entity::Asset, id)?.is_none() {
                    return Ok(Action::SetAside(format!("There is no asset {id}, as was decided.")));
                }
                Some(Subject::Known(id))
            }
            _ => self.known_asset(row.uid.as_deref(), &names)?,
        };
        if !matches!(self.state.choice, Some(Choice::Is(..)))
            && let Some(other) = self.another(chosen, row, &values)?
        {
            // Two lists of one name may number different groups alike.
            names = vec![made(list, &values)];
            chosen = self.known_asset(None, &names)?;
            if chosen.is_none() && self.state.choice != Some(Choice::New) {
                return Ok(Action::SetAside(other));
            }
        }
        if let Some(subject) = chosen {
            if let Subject::Known(id) = subject
                && self.store.record(Entity::Asset, id)?.is_none_or(|record| record.put_away_on.is_some())
            {
                return Ok(Action::SetAside(format!("Asset {id} was put away. Bring it back first.")));
            }
            let mut difference = match self.update(Entity::Asset, line, subject, &values, remarks)? {
                Ok(difference) => difference,
                Err(action) => return Ok(action),
            };
            // What kith wrote itself is no list of somebody else's.
            if row.uid.is_none() {
                self.back_on_its_list(subject, &mut difference)?;
            }
            let named = self.name_again(Entity::Asset, subject, &names)?;
            return Ok(Action::of(difference, named));
        }
        let mut entry = match self.entry(Entity::Asset, row, source, &[]) {
            Ok(entry) => entry,
            Err(flaws) => return Ok(Action::Refuse(flaws)),
        };
        if self.state.choice != Some(Choice::New) {
            if let Some(other) = self.same_place(&values, list)? {
                let reason = format!("This might be asset {}: the same name and postcode.", other.id);
                if let Some(number) = &row.external_id {
                    self.state.waiting.insert(number.clone(), reason.clone());
                }
                return Ok(Action::SetAside(reason));
            }
            // A feed has each service in several records; what one of them may be, the others are, too.
            if let Some(reason) = row.external_id.as_ref().and_then(|number| self.state.waiting.get(number)) {
                return Ok(Action::SetAside(reason.clone()));
            }
        }
        entry.values.set("list", list);
        // Nobody here has checked it: it stands on a list, as of the list's day or of today.
        if row.uid.is_none() && entry.values.value("checked_how").is_nothing() {
            entry.values.set("checked_how", "imported");
        }
        let identities = names.iter().map(|name| identity(Entity::Asset, name)).collect();
        self.state.add(line, Change::AddKnown { entry, identities, consents: Vec::new() }, &names);
        Ok(Action::Add)
    }

    /// Why the asset that has the list's number is another than the one of the row: its name has no word in common, and neither
    /// postcode, telephone number nor address agree. A universal id is nobody else's.
    fn another(&self, chosen: Option<Subject>, row: &Row, values: &Values) -> Result<Option<String>, Fault> {
        let (Some(subject), Some(number), None) = (chosen, &row.external_id, &row.uid) else {
            return Ok(None);
        };
        if number.len() >= UNIVERSAL {
            return Ok(None);
        }
        let held = self.held(Entity::Asset, subject)?;
        let said = |field: &str| !values.text(field).is_empty() && !held.text(field).is_empty();
        let same = |field: &str| said(field) && fold(values.text(field)) == fold(held.text(field));
        let (name, known) = (fold(values.text("name")), fold(held.text("name")));
        let (telling, known_telling) = (telling_words(&name), telling_words(&known));
        let shared = if telling.is_empty() || known_telling.is_empty() {
            words(&name).iter().any(|word| words(&known).contains(word))
        } else {
            telling.iter().any(|word| known_telling.iter().any(|other| same_word(word, other)))
        };
        let agrees = name.is_empty()
            || name == known
            || shared
            || ["postcode", "phone", "email", "address", "description"].iter().any(|field| same(field));
        let of = match subject {
            Subject::Known(id) => format!("asset {id}"),
            Subject::Newcomer(_) => "another row".to_owned(),
        };
        Ok((!agrees).then(|| {
            format!("The number on the list belongs to {of}, {}, which has another name.", held.text("name"))
        }))
    }

    /// An asset that was gone from its list and is on it again.
    fn back_on_its_list(&mut self, subject: Subject, difference: &mut Difference) -> Result<(), Fault> {
        let Subject::Known(id) = subject else { return Ok(()) };
        let Some(gone) = self.held(Entity::Asset, subject)?.day("gone_on") else { return Ok(()) };
        let before = Values::new().with("gone_on", gone);
        let after = Values::new().with("gone_on", Value::Nothing);
        self.state.push(Change::Edit { entity: Entity::Asset, id, before, after });
        difference.before.set("gone_on", gone);
        difference.after.set("gone_on", Value::Nothing);
        Ok(())
    }

    /// Marks the assets that a list knew and does not have any more; it was read whole. Answers how many; `None` where
    /// fewer than half of those it knew are on it, so that it may be another list, unless a person is `sure`.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn mark_gone(&mut self, list: &str, sure: bool) -> Result<Option<u64>, Fault> {
        let mut known: BTreeMap<i64, bool> = BTreeMap::new();
        for (id, number) in self.store.known_to(Entity::Asset, list)? {
            if !is_made(&number) {
                *known.entry(id).or_default() |= self.state.on_the_list.contains(&number);
            }
        }
        let mut gone = Vec::new();
        let mut still = 0;
        for (id, on_it) in known {
            if on_it {
                still += 1;
                continue;
            }
            let asset = self.store.record(Entity::Asset, id)?;
            if asset.is_some_and(|asset| asset.put_away_on.is_none() && asset.values.day("gone_on").is_none())
            {
                gone.push(id);
            }
        }
        if !sure && gone.len() > still {
            return Ok(None);
        }
        for id in &gone {
            let after = Values::new().with("gone_on", self.now.date());
            self.state.push(Change::Edit { entity: Entity::Asset, id: *id, before: Values::new(), after });
        }
        Ok(Some(gone.len() as u64))
    }

    fn known_asset(&self, uid: Option<&str>, names: &[(String, String)]) -> Result<Option<Subject>, Fault> {
        if let Some(uid) = uid
            && let Some(asset) = self.store.with_uid(Entity::Asset, uid)?
        {
            return Ok(Some(Subject::Known(asset.id)));
        }
        for (list, number) in names {
            if let Some(subject) = self.known_as(Entity::Asset, list, number)? {
                return Ok(Some(subject));
            }
        }
        Ok(None)
    }

    /// An asset of the same name and postcode that this list does not know by another number.
    fn same_place(&self, values: &Values, list: &str) -> Result<Option<Record>, Fault> {
        for other in self.store.assets_named(values.text("name"))? {
            let same = fold(other.values.text("postcode")) == fold(values.text("postcode"));
            if same && !self.store.sources_of(Entity::Asset, other.id)?.iter().any(|source| source == list) {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }
}

/// The names a row gives an asset: the directory's number, another caseload's universal id; else one made from name and place.
fn names(list: &str, row: &Row, values: &Values) -> Vec<(String, String)> {
    let mut names: Vec<(String, String)> =
        row.external_id.iter().map(|number| (list.to_owned(), number.clone())).collect();
    names.extend(row.uid.iter().map(|uid| (KITH.to_owned(), uid.clone())));
    if names.is_empty() && !values.text("name").is_empty() {
        names.push(made(list, values));
    }
    names
}

/// So many letters and more has a universal id; nobody else has it.
const UNIVERSAL: usize = 32;

/// A name made from what an asset is called and where it is, so that the same row is known again.
fn made(list: &str, values: &Values) -> (String, String) {
    let parts = ["name", "postcode", "address"].map(|field| values.text(field));
    (list.to_owned(), made_number(&parts))
}
