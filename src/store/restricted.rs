//! Restricted records: they open only with a reason, the look is recorded with it, and an alert is left.

use std::collections::HashSet;

use rusqlite::{OptionalExtension as _, params};

use super::Store;
use super::fault::StoreError;
use super::write::Writing;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::id::PersonId;
use crate::domain::risk;

/// The rule under which the alert of an opened record stands among the reminders.
pub const OPENED: &str = "restricted_opened";

/// How a person with a restricted record is called in a list that would tell where they go, or with whom they give and
/// take: no name.
pub const UNNAMED: &str = "somebody whose record is restricted";

impl Store {
    /// Whether a person's record opens only with a reason.
    pub fn is_restricted(&self, person: PersonId) -> Result<bool, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT restricted FROM standing WHERE person_id = ?1")?;
        Ok(statement.query_row([person.0], |row| row.get("restricted")).optional()?.unwrap_or(false))
    }

    /// Everybody whose record is restricted.
    pub fn restricted_people(&self) -> Result<HashSet<i64>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT person_id FROM standing WHERE restricted = 1")?;
        let rows = statement.query_map([], |row| row.get("person_id"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Records that the actor opened a person's record. A restricted one needs a reason, and leaves an alert.
    pub fn view(&mut self, person: PersonId, reason: Option<&str>) -> Result<(), StoreError> {
        if self.is_restricted(person)? {
            if self.looking_not_recorded {
                return Err(StoreError::Rule(
                    "This record is restricted, and looking at it cannot be recorded here. It stays closed."
                        .to_owned(),
                ));
            }
            let reason = reason.unwrap_or_default().to_owned();
            return self.apply(&Change::OpenRestricted { person, reason }).map(drop);
        }
        if self.looking_not_recorded {
            return Ok(());
        }
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        transaction
            .prepare_cached("INSERT INTO view (at, actor, person_id, reason) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![self.clock.stamp(), self.actor.login, person.0, reason])?;
        transaction.commit()?;
        Ok(())
    }

    /// Whether looking at records can be recorded: where it cannot, restricted ones stay closed.
    pub fn records_looking(&self) -> bool {
        !self.looking_not_recorded
    }
}

impl Writing<'_> {
    /// Records that a restricted record was opened and why, and leaves an alert for whose it is and for supervisors.
    pub fn open_restricted(&mut self, person: PersonId, reason: &str) -> Result<(), StoreError> {
        let record = self.record(Entity::Person, person.0)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(StoreError::Rule("This record is restricted. Say why you open it.".to_owned()));
        }
        self.connection
            .prepare_cached("INSERT INTO view (at, actor, person_id, reason) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![self.clock.stamp(), self.actor.login, person.0, reason])?;
        let alert = Entry::new(Entity::FollowUp)
            .with("person_id", record.id)
            .with("due_on", self.today())
            .with("what", format!("{} opened this restricted record", self.actor.name))
            .with("rule", OPENED)
            .with("state", "open");
        let told = self.who_is_told(record.id)?;
        if told.is_empty() {
            return self.insert(&alert).map(drop);
        }
        for worker in told {
            let mut alert = alert.clone();
            alert.values.set("worker_id", worker);
            self.insert(&alert)?;
        }
        Ok(())
    }

    /// The person's own worker and every supervisor, but for whoever opened it.
    fn who_is_told(&self, person: i64) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT w.id FROM worker AS w WHERE w.put_away_on IS NULL AND w.id <> coalesce(?2, 0) \
             AND (w.role = 'supervisor' OR w.id = (SELECT worker_id FROM standing WHERE person_id = ?1)) ORDER BY w.id",
        )?;
        let rows = statement.query_map(params![person, self.worker], |row| row.get("id"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A safeguarding concern is restricted whatever was said; a real risk ends "no known risks", and there is only one
    /// word that there are none.
    pub fn risk_came(&mut self, id: i64, values: &Values) -> Result<(), StoreError> {
        let Some(person) = values.number("person_id") else { return Ok(()) };
        if risk::is_restricted(values) && !values.flag("restricted") {
            self.update(Entity::Risk, id, &Values::new().with("restricted", 1))?;
        }
        let since = values.day("from_on").unwrap_or_else(|| self.today());
        let clear: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM risk WHERE person_id = ?1 AND id <> ?2 AND category = 'none_known' \
                 AND put_away_on IS NULL AND until_on IS NULL AND from_on <= ?3 ORDER BY id",
            )?
            .query_map(params![person, id, since.to_string()], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        for clear in clear {
            self.update(Entity::Risk, clear, &Values::new().with("until_on", since))?;
        }
        Ok(())
    }
}
