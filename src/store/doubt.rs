//! What is kept and may still be a mistake: a day before the person was referred, days that are counted twice.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::Values;
use crate::domain::when;
use crate::store::{Store, StoreError};

/// Something to look at once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The field it is about.
    pub field: &'static str,
    /// One sentence that says what is odd and what to do.
    pub words: String,
    /// The same for one line of a small window.
    pub short: String,
}

/// What is to be doubted in a change that has not been carried out yet; nothing of most changes.
///
/// # Errors
/// The caseload cannot be read.
pub fn of_change(store: &Store, change: &Change) -> Result<Vec<Doubt>, StoreError> {
    match change {
        Change::Add(entry) | Change::AddKnown { entry, .. } | Change::LogContact { contact: entry, .. } => {
            of(store, entry.entity, &entry.values, None)
        }
        Change::Edit { entity, id, before, after } => {
            let differs = |field: &&str| after.has(field) && after.value(field) != before.value(field);
            if !days(*entity).iter().any(differs) {
                return Ok(Vec::new());
            }
            let mut values = store.needed(*entity, *id)?.values;
            after.iter().for_each(|(name, value)| values.set(name, value.clone()));
            of(store, *entity, &values, Some(*id))
        }
        Change::Together { changes, .. } => {
            let mut all = Vec::new();
            for change in changes {
                all.extend(of_change(store, change)?);
            }
            Ok(all)
        }
        _ => Ok(Vec::new()),
    }
}

/// The days of a record that may be a mistake.
fn days(entity: Entity) -> &'static [&'static str] {
    match entity {
        Entity::Contact => &["happened_on"],
        Entity::Measure => &["measured_on"],
        Entity::ServiceUse => &["from_on", "until_on", "service"],
        _ => &[],
    }
}

/// What is to be doubted in a record; `own` is its number where it is kept already.
///
/// # Errors
/// The caseload cannot be read.
pub fn of(
    store: &Store,
    entity: Entity,
    values: &Values,
    own: Option<i64>,
) -> Result<Vec<Doubt>, StoreError> {
    let ([field, ..], Some(person)) = (days(entity), values.number("person_id")) else {
        return Ok(Vec::new());
    };
    let Some(referred) = store.first_referral(person)? else {
        return if entity == Entity::ServiceUse { twice(store, person, values, own) } else { Ok(Vec::new()) };
    };
    if entity == Entity::ServiceUse {
        let mut all = twice(store, person, values, own)?;
        all.extend(on_both_sides(values, referred));
        return Ok(all);
    }
    let early = values.day(field).filter(|day| *day < referred);
    Ok(early.map(|_| before(field, referred)).into_iter().collect())
}

/// A day before the person came to us.
fn before(field: &'static str, referred: NaiveDate) -> Doubt {
    let words = format!(
        "It is dated before the first referral of {}. If the day is wrong, change it.",
        when::show_day(referred)
    );
    let short = format!("Before the referral ({}): is the day right?", when::show_birth(referred));
    Doubt { field, words, short }
}

/// Days that are neither before the referral nor after it.
fn on_both_sides(values: &Values, referred: NaiveDate) -> Option<Doubt> {
    let (from, until) = (values.day("from_on")?, values.day("until_on")?);
    (from < referred && until > referred).then(|| Doubt {
        field: "from_on",
        words: format!(
            "These days lie on both sides of the referral of {}, so they are compared with none. Give those before and those after apart.",
            when::show_day(referred)
        ),
        short: "Days on both sides of the referral count as neither.".to_owned(),
    })
}

/// Days in which the use of that service is noted already.
fn twice(store: &Store, person: i64, values: &Values, own: Option<i64>) -> Result<Vec<Doubt>, StoreError> {
    let Some(days) = stretch(values) else { return Ok(Vec::new()) };
    let noted = store.records_of(Entity::ServiceUse, "person_id", person)?;
    let same = noted
        .iter()
        .filter(|one| Some(one.id) != own && one.values.text("service") == values.text("service"));
    let overlaps = same.filter_map(|one| stretch(&one.values)).find(|other| overlap(*other, days));
    Ok(overlaps.map(counted_twice).into_iter().collect())
}

/// The first and the last day of a stretch.
pub type Stretch = (NaiveDate, NaiveDate);

/// The days of a note of use; nothing where one is not given.
pub fn stretch(values: &Values) -> Option<Stretch> {
    values.day("from_on").zip(values.day("until_on"))
}

/// Whether two stretches have more than one day in common: on the day of a referral one may end and the next begin.
pub fn overlap(one: Stretch, other: Stretch) -> bool {
    one.0.max(other.0) < one.1.min(other.1) || one == other
}

/// That days were counted already.
pub fn counted_twice((from, until): Stretch) -> Doubt {
    Doubt {
        field: "from_on",
        words: format!(
            "Use of this service is noted already for {} to {}, which these days overlap, so what happened then may count twice. Put one of them away.",
            when::show_day(from),
            when::show_day(until)
        ),
        short: "Days that are noted already: they may count twice.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_meet_on_a_day_do_not_overlap() {
        let days = |from: &str, until: &str| (from.parse().unwrap(), until.parse().unwrap());
        let half = days("2025-01-01", "2025-07-01");
        assert!(!overlap(half, days("2025-07-01", "2025-12-31")));
        assert!(overlap(half, days("2025-06-30", "2025-12-31")) && overlap(half, half));
        assert!(overlap(days("2025-01-01", "2025-01-01"), days("2025-01-01", "2025-01-01")));
        assert!(!overlap(half, days("2026-01-01", "2026-07-01")));
    }
}
