//! How referrals and stretches of work move, and what moves with them: the rules are those of the domain.

use rusqlite::OptionalExtension as _;

use super::fault::StoreError;
use super::write::Writing;
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Value, Values};
use crate::domain::vocabulary::CLOSE_REASON;
use crate::domain::{episode, referral};

const TRIES: &str = include_str!("tries.sql");

impl Writing<'_> {
    /// Before a referral is written: the move must be one that there is, with its reason; its days are stamped.
    pub fn referral_moves(&self, now: &Record, write: &mut Values) -> Result<(), StoreError> {
        if !write.has("state") {
            return Ok(());
        }
        let (from, to) = (now.values.text("state"), write.text("state").to_owned());
        if self.by_hand {
            let reason = if write.has("state_reason") {
                write.text("state_reason")
            } else {
                now.values.text("state_reason")
            };
            let person = now.values.number("person_id").unwrap_or_default();
            let tries = if to == "unable_to_contact" { self.tries(person)? } else { 0 };
            let needed = i64::from(self.cadence.unable_to_contact_tries);
            referral::check(from, &to, reason, tries, needed).map_err(StoreError::Rule)?;
        }
        if !write.has("state_on") {
            write.set("state_on", self.today());
        }
        if referral::is_open(&to) {
            write.set("closed_on", Value::Nothing);
            if !write.has("state_reason") {
                write.set("state_reason", Value::Nothing);
            }
        } else if now.values.value("closed_on").is_nothing() && !write.has("closed_on") {
            write.set("closed_on", self.today());
        }
        Ok(())
    }

    /// On how many days somebody was tried in vain since they were last spoken to. A contact of this very operation counts.
    fn tries(&self, person: i64) -> Result<i64, StoreError> {
        Ok(self.connection.prepare_cached(TRIES)?.query_row([person], |row| row.get("tries"))?)
    }

    /// After a referral came: one that comes accepted begins the work.
    pub fn referral_came(&mut self, id: i64, values: &Values) -> Result<(), StoreError> {
        match (values.text("state"), values.number("person_id")) {
            ("accepted", Some(person)) => self.begin_work(person, id, values),
            _ => Ok(()),
        }
    }

    /// After a referral moved: accepted begins the work, the end of the last open one closes it.
    pub fn referral_moved(&mut self, was: &Record, write: &Values) -> Result<(), StoreError> {
        let Some(person) = was.values.number("person_id").filter(|_| write.has("state")) else {
            return Ok(());
        };
        let (from, to) = (was.values.text("state"), write.text("state"));
        if to == "accepted" {
            return self.begin_work(person, was.id, &was.values);
        }
        let goes_on: bool = self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM referral WHERE person_id = ?1 AND put_away_on IS NULL \
                 AND state IN ('received', 'offered', 'accepted')) AS goes_on",
            )?
            .query_row([person], |row| row.get("goes_on"))?;
        if referral::is_open(to) || !referral::is_open(from) || goes_on {
            return Ok(());
        }
        let reason = write.text("state_reason");
        let mut closed = Values::new()
            .with("state", "closed")
            .with("closed_on", self.today())
            .with("close_reason", referral::closes_as(to, reason));
        if !reason.is_empty() && CLOSE_REASON.label(reason) == reason {
            closed.set("close_note", reason);
        }
        for id in self.running(person)? {
            self.update(Entity::Episode, id, &closed)?;
        }
        Ok(())
    }

    /// Begins a stretch of work, unless one runs: it goes on from the one before, where there was one.
    fn begin_work(&mut self, person: i64, referral: i64, values: &Values) -> Result<(), StoreError> {
        if !self.running(person)?.is_empty() {
            return Ok(());
        }
        let on =
            if self.by_hand { self.today() } else { values.day("received").unwrap_or_else(|| self.today()) };
        let mut entry = Entry::new(Entity::Episode)
            .with("person_id", person)
            .with("referral_id", referral)
            .with("opened_on", on)
            .with("state", "open");
        if let Some(worker) = values.number("worker_id").or(self.worker) {
            entry.values.set("worker_id", worker);
        }
        if let Some(before) = self.last_stretch(person)? {
            entry.values.set("reopened_from", before);
        }
        self.insert(&entry).map(drop)
    }

    /// Stretches of work of a person that are open or paused.
    pub fn running(&self, person: i64) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM episode WHERE person_id = ?1 AND state <> 'closed' AND put_away_on IS NULL ORDER BY id",
        )?;
        let rows = statement.query_map([person], |row| row.get("id"))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn last_stretch(&self, person: i64) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM episode WHERE person_id = ?1 AND put_away_on IS NULL ORDER BY opened_on DESC, id DESC LIMIT 1",
        )?;
        Ok(statement.query_row([person], |row| row.get("id")).optional()?)
    }

    /// Before a stretch of work is added: there is one at a time, and it goes on from the one before.
    pub fn one_episode(&self, values: &mut Values) -> Result<(), StoreError> {
        let Some(person) = values.number("person_id") else { return Ok(()) };
        if self.by_hand && values.text("state") != "closed" && !self.running(person)?.is_empty() {
            return Err(StoreError::Rule("The work with this person goes on already.".to_owned()));
        }
        if let Some(before) = self.last_stretch(person)?.filter(|_| !values.has("reopened_from")) {
            values.set("reopened_from", before);
        }
        if let Some(worker) = self.worker.filter(|_| !values.has("worker_id")) {
            values.set("worker_id", worker);
        }
        Ok(())
    }

    /// Before a stretch of work is written: the move must be one that there is; its days are stamped.
    pub fn episode_moves(&self, now: &Record, write: &mut Values) -> Result<(), StoreError> {
        if !write.has("state") {
            return Ok(());
        }
        let to = write.text("state").to_owned();
        episode::check(now.values.text("state"), &to, write.text("close_reason"))
            .map_err(StoreError::Rule)?;
        match to.as_str() {
            "paused" if !write.has("paused_on") => write.set("paused_on", self.today()),
            "closed" if !write.has("closed_on") => write.set("closed_on", self.today()),
            "open" => {
                write.set("paused_on", Value::Nothing);
                write.set("pause_reason", Value::Nothing);
            }
            _ => {}
        }
        Ok(())
    }

    /// After a stretch of work was closed: what was accepted is closed with it, for the same reason.
    pub fn episode_moved(&mut self, was: &Record, write: &Values) -> Result<(), StoreError> {
        let Some(person) = was.values.number("person_id").filter(|_| write.text("state") == "closed") else {
            return Ok(());
        };
        let accepted: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM referral WHERE person_id = ?1 AND state = 'accepted' AND put_away_on IS NULL ORDER BY id",
            )?
            .query_map([person], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        let today = self.today();
        let closed = Values::new()
            .with("state", "closed")
            .with("state_reason", write.text("close_reason"))
            .with("state_on", today)
            .with("closed_on", today);
        accepted.into_iter().try_for_each(|id| self.update(Entity::Referral, id, &closed))
    }
}
