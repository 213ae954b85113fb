//! Reminders that follow from what happens: raised in the same operation as their cause, and cancelled when it is gone.
//!
//! After a change is carried out, each record that it touched is looked at once. What a reminder is for follows from how
//! the record is now, so that nothing is raised twice. An import and the sample raise none.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, ToSql, params_from_iter};

use super::Store;
use super::fault::StoreError;
use super::restricted::UNNAMED;
use super::write::Writing;
use crate::domain::cadence::{self, Cadence};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Values};
use crate::domain::name;
use crate::domain::working_day::Nation;

/// A contact that went along answers the check of that connection that is due within so many days.
const ANSWERS_AHEAD: i64 = 7;

impl Store {
    /// Sets whose bank holidays count.
    pub fn set_nation(&mut self, nation: Nation) {
        self.nation = nation;
    }

    /// Whose bank holidays count.
    pub fn nation(&self) -> Nation {
        self.nation
    }

    /// Sets after how many days and weeks something is to happen.
    pub fn set_cadence(&mut self, cadence: Cadence) {
        self.cadence = cadence;
    }

    /// After how many days and weeks something is to happen.
    pub fn cadence(&self) -> &Cadence {
        &self.cadence
    }
}

impl Writing<'_> {
    /// Raises and cancels what follows from the records this operation touched.
    pub(super) fn follow_rules(&mut self) -> Result<(), StoreError> {
        let touched: Vec<(Entity, i64)> = self.items.iter().map(|item| (item.entity, item.id)).collect();
        for (entity, id) in touched {
            match entity {
                Entity::Connection => self.after_connection(id)?,
                Entity::Measure => self.after_measure(id)?,
                Entity::Plan | Entity::Risk => {
                    if let Some(person) = self.record(entity, id)?.values.number("person_id") {
                        self.after_review(entity, id, person)?;
                    }
                }
                Entity::Referral => self.after_referral(id)?,
                Entity::Gap => self.after_gap(id)?,
                Entity::Visit => self.after_visit(id)?,
                Entity::Person if self.record(entity, id)?.put_away_on.is_some() => {
                    self.cancel("person_id", id, None)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A connection is looked at after two weeks and a month, and the group asked if it has not answered.
    fn after_connection(&mut self, id: i64) -> Result<(), StoreError> {
        let record = self.record(Entity::Connection, id)?;
        let values = &record.values;
        let (state, gone) = (values.text("state"), record.put_away_on.is_some());
        let checks = !gone && cadence::is_to_be_checked(state);
        let answer = !gone && cadence::waits_for_answer(values.text("kind"), state);
        if !checks {
            self.cancel("connection_id", id, Some("connection_check"))?;
        }
        if !answer {
            self.cancel("connection_id", id, Some("provider_silence"))?;
        }
        let (Some(made), true) = (values.day("made_on"), self.is_new(Entity::Connection, id)) else {
            return Ok(());
        };
        let (today, nation) = (self.today(), self.nation);
        if checks && !self.was_raised("connection_id", id, "connection_check")? {
            let name = self.name_of_other(values)?;
            for day in self.cadence.connection_checks(made, nation).into_iter().filter(|day| *day >= today) {
                self.raise("connection_check", format!("Ask how it goes: {name}"), day, &record)?;
            }
        }
        let day = self.cadence.answer_by(made, nation);
        if answer && day >= today && !self.was_raised("connection_id", id, "provider_silence")? {
            let name = self.name_of_other(values)?;
            let it = if values.has("asset_id") { "it" } else { "she, he or they" };
            self.raise("provider_silence", format!("Has {it} answered? {name}"), day, &record)?;
        }
        Ok(())
    }

    /// The plan that holds has its review, and the risk that is to be looked at first.
    fn after_review(&mut self, entity: Entity, id: i64, person: i64) -> Result<(), StoreError> {
        let rule = if entity == Entity::Plan { "plan_review" } else { "risk_review" };
        let (record, wanted) = match entity {
            Entity::Plan => self.plan_to_review(person)?,
            _ => self.risk_to_review(person)?,
        };
        let Some((record, day)) = record.zip(wanted) else {
            return self.cancel("person_id", person, Some(rule));
        };
        if !self.is_new(entity, id)
            && record.put_away_on.is_none()
            && self.record(entity, id)?.put_away_on.is_none()
        {
            return Ok(());
        }
        let day = cadence::on_or_after(day.max(self.today()), self.nation);
        match self.open_one("person_id", person, rule)? {
            Some((_, due)) if due == day => Ok(()),
            Some((open, _)) => self.update(Entity::FollowUp, open, &Values::new().with("due_on", day)),
            None if record.id == id && self.is_new(entity, id) => {
                let what =
                    if entity == Entity::Plan { "Look at the plan together" } else { "Look at a risk again" };
                self.raise(rule, what.to_owned(), day, &record)
            }
            None => Ok(()),
        }
    }

    fn plan_to_review(&self, person: i64) -> Result<(Option<Record>, Option<NaiveDate>), StoreError> {
        let newest = self.first_id(
            "SELECT id FROM plan WHERE person_id = ?1 AND put_away_on IS NULL ORDER BY agreed_on DESC, id DESC LIMIT 1",
            &[&person],
        )?;
        let Some(id) = newest else { return Ok((None, None)) };
        let record = self.record(Entity::Plan, id)?;
        let agreed = record.values.day("agreed_on");
        let usual = agreed.map(|day| self.cadence.plan_review(day, self.nation));
        let day = record.values.day("review_on").or(usual);
        Ok((Some(record), day))
    }

    fn risk_to_review(&self, person: i64) -> Result<(Option<Record>, Option<NaiveDate>), StoreError> {
        let first = self.first_id(
            "SELECT id FROM risk WHERE person_id = ?1 AND put_away_on IS NULL AND review_on >= ?2 \
             AND (until_on IS NULL OR until_on > ?2) ORDER BY review_on, id LIMIT 1",
            &[&person, &self.today().to_string()],
        )?;
        let Some(id) = first else { return Ok((None, None)) };
        let record = self.record(Entity::Risk, id)?;
        let day = record.values.day("review_on");
        Ok((Some(record), day))
    }

    /// A referrer who would like to hear back is told when the referral is accepted, and when it ends.
    fn after_referral(&mut self, id: i64) -> Result<(), StoreError> {
        let record = self.record(Entity::Referral, id)?;
        let values = &record.values;
        let wanted = record.put_away_on.is_none()
            && values.flag("reply_wanted")
            && values.day("replied_on").is_none()
            && cadence::tells_referrer(values.text("state"));
        if !wanted {
            return self.cancel("referral_id", id, Some("referrer_reply"));
        }
        if !self.is_new(Entity::Referral, id) || self.open_one("referral_id", id, "referrer_reply")?.is_some()
        {
            return Ok(());
        }
        let day = cadence::after(self.today(), 1, self.nation);
        self.raise("referrer_reply", "Tell the referrer how it went".to_owned(), day, &record)
    }

    /// A visit that is planned is among the reminders of its day; one that happened ends what was planned for it.
    fn after_visit(&mut self, id: i64) -> Result<(), StoreError> {
        let record = self.record(Entity::Visit, id)?;
        let Some(connection) = record.values.number("connection_id") else { return Ok(()) };
        let planned = record.put_away_on.is_none() && record.values.text("how") == "planned";
        if !planned {
            return self.cancel("connection_id", connection, Some("visit_planned"));
        }
        let (Some(day), true) = (record.values.day("visited_on"), self.fresh.contains(&(Entity::Visit, id)))
        else {
            return Ok(());
        };
        let on = self.record(Entity::Connection, connection)?;
        let companion = record.values.text("companion");
        let with = if companion.is_empty() { String::new() } else { format!(", with {companion}") };
        let name = self.name_of_other(&on.values)?;
        self.raise("visit_planned", format!("Go along: {name}{with}"), day.max(self.today()), &on)
    }

    /// Whoever waits for a gap is told when it runs: a reminder for whoever works with them.
    fn after_gap(&mut self, id: i64) -> Result<(), StoreError> {
        let record = self.record(Entity::Gap, id)?;
        if record.put_away_on.is_some()
            || record.values.text("state") != "running"
            || !self.is_new(Entity::Gap, id)
        {
            return Ok(());
        }
        let waiting: Vec<(i64, i64, Option<i64>)> = self
            .connection
            .prepare_cached(
                "SELECT w.id, w.person_id, s.worker_id FROM gap_person AS w LEFT JOIN standing AS s ON s.person_id = w.person_id \
                 WHERE w.gap_id = ?1 AND w.told_on IS NULL AND w.put_away_on IS NULL ORDER BY w.id",
            )?
            .query_map([id], |row| Ok((row.get("id")?, row.get("person_id")?, row.get("worker_id")?)))?
            .collect::<Result<_, _>>()?;
        let (day, led_by) = (cadence::after(self.today(), 1, self.nation), record.values.text("led_by"));
        if let Some(asset) = record.values.number("became_id")
            && self.record(Entity::Asset, asset)?.values.text("status") == "planned"
        {
            let runs = |status: &'static str| Values::new().with("status", status);
            self.edit(Entity::Asset, asset, &runs("planned"), &runs("active"))?;
        }
        for (wait, person, worker) in waiting {
            let mut on = self.record(Entity::GapPerson, wait)?;
            on.values.set("person_id", person);
            if let Some(worker) = worker.filter(|worker| *worker > 0) {
                on.values.set("worker_id", worker);
            }
            if let Some(asset) = record.values.number("became_id") {
                on.values.set("asset_id", asset);
            }
            let runs = match record.values.number("became_id") {
                Some(asset) => self.record(Entity::Asset, asset)?.values.text("name").to_owned(),
                None => record.values.text("what").to_owned(),
            };
            let led = if led_by.is_empty() { String::new() } else { format!(", led by {led_by}") };
            self.raise("gap_running", format!("Tell them: {runs} runs now{led}"), day, &on)?;
        }
        Ok(())
    }

    /// Ticking off "it runs now" says that they were told.
    pub(super) fn told_waiting(&mut self, reminder: &Values, on: NaiveDate) -> Result<(), StoreError> {
        let Some(person) = reminder.number("person_id").filter(|_| reminder.text("rule") == "gap_running")
        else {
            return Ok(());
        };
        let told: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT w.id FROM gap_person AS w JOIN gap AS g ON g.id = w.gap_id WHERE w.person_id = ?1 \
                 AND g.state = 'running' AND w.told_on IS NULL AND w.put_away_on IS NULL ORDER BY w.id",
            )?
            .query_map([person], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        told.into_iter()
            .try_for_each(|id| self.update(Entity::GapPerson, id, &Values::new().with("told_on", on)))
    }

    /// Ticking off "tell the referrer" says that they have heard from us.
    pub(super) fn told_referrer(&mut self, reminder: &Values, on: NaiveDate) -> Result<(), StoreError> {
        let Some(referral) =
            reminder.number("referral_id").filter(|_| reminder.text("rule") == "referrer_reply")
        else {
            return Ok(());
        };
        self.update(Entity::Referral, referral, &Values::new().with("replied_on", on))
    }

    /// A contact that went along to a group answers the check of that connection that is due about then.
    pub(super) fn answer_checks(
        &mut self,
        contact: &Values,
        id: i64,
        cleared: &[crate::domain::id::FollowUpId],
    ) -> Result<(), StoreError> {
        let (Some(connection), Some(day)) = (contact.number("connection_id"), contact.day("happened_on"))
        else {
            return Ok(());
        };
        let reached = matches!(contact.text("outcome"), "spoke" | "");
        let Some((check, due)) = self.open_one("connection_id", connection, "connection_check")? else {
            return Ok(());
        };
        let near = due.signed_duration_since(day).num_days() <= ANSWERS_AHEAD;
        if reached && near && !cleared.iter().any(|known| known.0 == check) {
            self.finish(check, Some(day), Some(id))?;
        }
        Ok(())
    }

    /// Whether the operation adds the record, or changes where it stands.
    pub(super) fn is_new(&self, entity: Entity, id: i64) -> bool {
        self.fresh.contains(&(entity, id)) || self.moved.contains(&(entity, id))
    }

    /// Whether a rule has raised a reminder for its cause that did not go with it.
    fn was_raised(&self, column: &str, id: i64, rule: &str) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT id FROM follow_up WHERE {column} = ?1 AND rule = ?2 AND state <> 'cancelled' LIMIT 1"
        );
        Ok(self.first_id(&sql, &[&id, &rule])?.is_some())
    }

    /// The open reminder of a rule that is due first.
    fn open_one(&self, column: &str, id: i64, rule: &str) -> Result<Option<(i64, NaiveDate)>, StoreError> {
        let sql = format!(
            "SELECT id FROM follow_up WHERE {column} = ?1 AND rule = ?2 AND state = 'open' AND put_away_on IS NULL \
             ORDER BY due_on, id LIMIT 1"
        );
        let Some(found) = self.first_id(&sql, &[&id, &rule])? else { return Ok(None) };
        let due = self.record(Entity::FollowUp, found)?.values.day("due_on");
        Ok(due.map(|due| (found, due)))
    }

    /// Cancels what a rule raised (or every rule) and is still open.
    pub(super) fn cancel(&mut self, column: &str, id: i64, rule: Option<&str>) -> Result<(), StoreError> {
        let which = if rule.is_some() { "rule = ?2" } else { "rule IS NOT ?2" };
        let sql = format!(
            "SELECT id FROM follow_up WHERE {column} = ?1 AND {which} AND state = 'open' AND put_away_on IS NULL ORDER BY id"
        );
        let open: Vec<i64> = self
            .connection
            .prepare_cached(&sql)?
            .query_map(rusqlite::params![id, rule], |row| row.get("id"))?
            .collect::<Result<_, _>>()?;
        let cancelled = Values::new().with("state", "cancelled").with("done_on", self.today());
        open.into_iter().try_for_each(|id| self.update(Entity::FollowUp, id, &cancelled))
    }

    /// Sets the reminder of a rule on a record, for whose it is.
    pub(super) fn raise(
        &mut self,
        rule: &str,
        what: String,
        day: NaiveDate,
        on: &Record,
    ) -> Result<(), StoreError> {
        let mut entry = Entry::new(Entity::FollowUp)
            .with("due_on", day)
            .with("what", what)
            .with("rule", rule)
            .with("state", "open");
        for field in ["person_id", "asset_id"] {
            if let Some(id) = on.values.number(field) {
                entry = entry.with(field, id);
            }
        }
        match on.entity {
            Entity::Connection => entry.values.set("connection_id", on.id),
            Entity::Referral => entry.values.set("referral_id", on.id),
            _ => {}
        }
        if let Some(worker) = on.values.number("worker_id").or(self.worker) {
            entry.values.set("worker_id", worker);
        }
        self.insert(&entry).map(drop)
    }

    fn name_of_other(&self, connection: &Values) -> Result<String, StoreError> {
        if let Some(asset) = connection.number("asset_id") {
            return Ok(self.record(Entity::Asset, asset)?.values.text("name").to_owned());
        }
        // With whom somebody restricted is joined stands in no list, so in no reminder either.
        let person = connection.number("other_person_id").unwrap_or_default();
        let restricted: Option<bool> = self
            .connection
            .prepare_cached("SELECT restricted FROM standing WHERE person_id = ?1")?
            .query_row([person], |row| row.get("restricted"))
            .optional()?;
        if restricted == Some(true) {
            return Ok(UNNAMED.to_owned());
        }
        let values = self.record(Entity::Person, person)?.values;
        Ok(name::spoken(values.text("given"), values.text("family")))
    }

    fn first_id(&self, sql: &str, values: &[&dyn ToSql]) -> Result<Option<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params_from_iter(values), |row| row.get("id")).optional()?)
    }
}
