//! People of one telephone number or postcode and a similar name, of whom one has no date of birth: they might be the same.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::phone;
use crate::fault::Fault;
use crate::import::plan::Planner;
use crate::import::plan::state::{Birthday, Subject, name_of, nhs_number};

/// People by telephone number and postcode.
#[derive(Debug, Default)]
pub struct Reach {
    /// Those without a date of birth: every row is compared with them.
    undated: HashMap<u64, Birthday>,
    /// Those with one, once a row without one has asked for them.
    dated: Option<HashMap<u64, Birthday>>,
    /// Whether those of the caseload without a date of birth are there.
    knows: bool,
}

impl Reach {
    /// Remembers somebody, where a later row can ask for them.
    pub fn add(&mut self, subject: Subject, values: &Values) {
        let people = if is_dated(values) { self.dated.as_mut() } else { Some(&mut self.undated) };
        let Some(people) = people else { return };
        let (name, number) = (name_of(values), nhs_number(values));
        if name.is_empty() {
            return;
        }
        for (key, _) in keys(values) {
            let there = people.entry(key).or_default();
            there.names.add(name.clone());
            there.people.push((subject, number));
        }
    }
}

fn is_dated(values: &Values) -> bool {
    !values.text("date_of_birth").is_empty()
}

/// What somebody is reached by, and what it is called.
fn keys(values: &Values) -> Vec<(u64, &'static str)> {
    let key = |what: &'static str, text: &str| {
        let mut hasher = DefaultHasher::new();
        (what, text).hash(&mut hasher);
        (hasher.finish(), what)
    };
    let numbers = ["phone", "mobile"].map(|field| phone::digits(values.text(field)));
    let mut keys: Vec<_> = numbers
        .iter()
        .filter(|digits| !digits.is_empty())
        .map(|digits| key("telephone number", digits))
        .collect();
    keys.extend(
        Some(values.text("postcode")).filter(|code| !code.is_empty()).map(|code| key("postcode", code)),
    );
    keys.dedup();
    keys
}

impl Planner<'_> {
    /// Why a row might be about somebody with the same telephone number or postcode and a similar name; two dates of birth or
    /// two NHS numbers that differ leave no doubt that it is not.
    pub(super) fn lives_alike(&mut self, values: &Values) -> Result<Option<String>, Fault> {
        let dated = is_dated(values);
        self.know_reach(dated)?;
        if dated && self.state.reach.undated.is_empty() {
            return Ok(None);
        }
        let keys = keys(values);
        if keys.is_empty() {
            return Ok(None);
        }
        let (name, number, born) = (name_of(values), nhs_number(values), values.day("date_of_birth"));
        let reach = &self.state.reach;
        let asked = std::iter::once(&reach.undated).chain(reach.dated.as_ref().filter(|_| !dated));
        for people in asked {
            for (key, what) in &keys {
                let Some(there) = people.get(key) else { continue };
                let fits = |at: usize| {
                    there.people.get(at).is_some_and(|(subject, other)| {
                        let differs = number.zip(*other).is_some_and(|(number, other)| number != other);
                        // An earlier row may have filled in what was not known.
                        let held = self.held(Entity::Person, *subject).ok();
                        let theirs = held.and_then(|held| held.day("date_of_birth"));
                        !differs && born.zip(theirs).is_none_or(|(born, theirs)| born == theirs)
                    })
                };
                if let Some((subject, _)) = there.names.first(&name, fits).and_then(|at| there.people.get(at))
                {
                    let who = self.who(*subject);
                    return Ok(Some(format!("This might be {who}: the same {what}, with a similar name.")));
                }
            }
        }
        Ok(None)
    }

    /// Sees to it that those are there whom a row with or without a date of birth is compared with.
    fn know_reach(&mut self, dated: bool) -> Result<(), Fault> {
        let reach = &mut self.state.reach;
        if !reach.knows {
            reach.knows = true;
            self.store.each_person(false, &mut |one| reach.add(Subject::Known(one.id), &one.values))?;
        }
        if dated || reach.dated.is_some() {
            return Ok(());
        }
        reach.dated = Some(HashMap::new());
        self.store.each_person(true, &mut |one| reach.add(Subject::Known(one.id), &one.values))?;
        for at in 0..self.state.newcomers.len() {
            if let Some(entry) = self.state.entry(at).filter(|entry| is_dated(&entry.values)) {
                self.state.reach.add(Subject::Newcomer(at), &entry.values);
            }
        }
        Ok(())
    }
}
