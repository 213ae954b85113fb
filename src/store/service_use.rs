//! How often people used health services: what is noted, and who has as many days before a referral as after it.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};

use super::figures::lens::{Condition, Lens};
use super::{Store, StoreError};
use crate::domain::id::PersonId;

/// Stretches of days are as long as each other within this many days: half a year is 181 to 184 of them.
const ABOUT: i64 = 7;

/// The use of one service by one person, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paired {
    /// Whose.
    pub person: PersonId,
    /// The service, a code.
    pub service: String,
    /// Times before the referral.
    pub before: i64,
    /// Times after it.
    pub after: i64,
}

/// The use of services by the people of a lens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// The service and the person, where anything is noted that ends in the days.
    pub any: Vec<(String, PersonId)>,
    /// The people with both.
    pub pairs: Vec<Paired>,
}

/// What is noted for some days.
struct Noted {
    person: i64,
    service: String,
    from: NaiveDate,
    until: NaiveDate,
    times: i64,
}

impl Noted {
    fn length(&self) -> i64 {
        (self.until - self.from).num_days() + 1
    }
}

impl Store {
    /// The use of services that is noted for days ending in those of the lens, and the pairs before and after a referral.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn service_use(&self, lens: &Lens) -> Result<Uses, StoreError> {
        let mut only = Condition::default();
        only.and("u.until_on <= ?", [Sql::Text(lens.to.to_string())]);
        only.of_people("u.person_id", lens);
        let sql = format!(
            "SELECT u.person_id, u.service, u.from_on, u.until_on, u.times FROM service_use AS u \
             WHERE u.put_away_on IS NULL{} ORDER BY u.person_id, u.service, u.from_on, u.id",
            only.sql
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let day = |row: &Row<'_>, name: &str| -> rusqlite::Result<NaiveDate> {
            Ok(row.get::<_, String>(name)?.parse().unwrap_or_default())
        };
        let noted: Vec<Noted> = statement
            .query_map(params_from_iter(only.values), |row| {
                Ok(Noted {
                    person: row.get("person_id")?,
                    service: row.get("service")?,
                    from: day(row, "from_on")?,
                    until: day(row, "until_on")?,
                    times: row.get("times")?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let referred = self.days_of_referrals()?;
        let mut uses = Uses::default();
        for of_one in
            noted.chunk_by(|one, other| (one.person, &one.service) == (other.person, &other.service))
        {
            let Some(last) = of_one.iter().rev().find(|noted| noted.until >= lens.from) else { continue };
            let person = PersonId(last.person);
            uses.any.push((last.service.clone(), person));
            let days = referred.get(&last.person).map(Vec::as_slice).unwrap_or_default();
            if let Some((before, after)) = pair(of_one, days, lens.from) {
                uses.pairs.push(Paired { person, service: last.service.clone(), before, after });
            }
        }
        Ok(uses)
    }

    /// The days on which people with noted use of services were referred, the oldest first.
    fn days_of_referrals(&self) -> Result<HashMap<i64, Vec<NaiveDate>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT person_id, received FROM referral WHERE put_away_on IS NULL \
             AND person_id IN (SELECT person_id FROM service_use WHERE put_away_on IS NULL) ORDER BY received",
        )?;
        let mut days: HashMap<i64, Vec<NaiveDate>> = HashMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let received: String = row.get("received")?;
            days.entry(row.get("person_id")?).or_default().extend(received.parse::<NaiveDate>());
        }
        Ok(days)
    }

    /// The day on which somebody was referred first; nothing where nobody ever did.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn first_referral(&self, person: i64) -> Result<Option<NaiveDate>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT min(received) AS first FROM referral WHERE person_id = ?1 AND put_away_on IS NULL",
        )?;
        let first: Option<String> = statement.query_row([person], |row| row.get("first"))?;
        Ok(first.and_then(|day| day.parse().ok()))
    }

    /// The stories that people agreed to tell without names; of nobody whose record is restricted or put away.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn shared_stories(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.shared_story FROM person AS p WHERE p.shared_story IS NOT NULL AND p.put_away_on IS NULL \
             AND coalesce(p.restricted, 0) = 0 AND 'yes' = (SELECT answer FROM consent WHERE person_id = p.id \
             AND purpose = 'share_story' AND put_away_on IS NULL ORDER BY answered_on DESC, id DESC LIMIT 1) ORDER BY p.id",
        )?;
        let stories = statement.query_map([], |row| row.get("shared_story"))?;
        Ok(stories.collect::<Result<_, _>>()?)
    }
}

/// The latest days after a referral that end on a day or later, with as many days before it: how often in each.
fn pair(noted: &[Noted], referred: &[NaiveDate], from: NaiveDate) -> Option<(i64, i64)> {
    for after in noted.iter().rev().filter(|noted| noted.until >= from) {
        let Some(day) = referred.iter().rev().find(|day| **day <= after.from) else { continue };
        let before = noted.iter().rev().find(|before| {
            before.until <= *day
                && before.until <= after.from
                && (before.length() - after.length()).abs() <= ABOUT
        });
        if let Some(before) = before {
            return Some((before.times, after.times));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn noted(from: &str, until: &str, times: i64) -> Noted {
        Noted { person: 1, service: "gp".to_owned(), from: day(from), until: day(until), times }
    }

    #[test]
    fn days_before_and_after_a_referral_are_compared_only_where_they_are_as_many() {
        let referred = [day("2025-03-01")];
        let half = [noted("2024-09-01", "2025-02-28", 9), noted("2025-03-01", "2025-08-31", 4)];
        assert_eq!(pair(&half, &referred, day("2025-01-01")), Some((9, 4)));
        // A quarter after half a year says nothing.
        let quarter = [noted("2024-09-01", "2025-02-28", 9), noted("2025-03-01", "2025-05-31", 4)];
        assert_eq!(pair(&quarter, &referred, day("2025-01-01")), None);
        // Both after the referral, or the later days before those of the report.
        let late = [noted("2025-03-01", "2025-08-31", 9), noted("2025-09-01", "2026-02-28", 4)];
        assert_eq!(pair(&late, &referred, day("2025-01-01")), None);
        assert_eq!(pair(&half, &referred, day("2025-09-01")), None);
        // Nobody was ever referred.
        assert_eq!(pair(&half, &[], day("2025-01-01")), None);
    }
}
