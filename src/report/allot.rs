//! Who works with whom: a referral given to a worker, and a caseload handed over, each as one change.

use chrono::NaiveDate;

use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Record, Values};
use crate::domain::id::{ReferralId, WorkerId};
use crate::domain::referral;
use crate::fault::Fault;
use crate::store::{Store, StoreError};

/// A worker, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// The number.
    pub id: WorkerId,
    /// The login.
    pub login: String,
    /// The name people read.
    pub name: String,
}

/// Everybody who works here, by name.
pub fn workers(store: &Store) -> Result<Vec<Worker>, StoreError> {
    let all = store.records_after(Entity::Worker, 0, 10_000)?;
    let mut workers: Vec<Worker> = all
        .into_iter()
        .filter(|record| record.put_away_on.is_none())
        .map(|record| Worker {
            id: WorkerId(record.id),
            login: record.values.text("login").to_owned(),
            name: record.values.text("name").to_owned(),
        })
        .collect();
    workers.sort_by(|one, other| one.name.cmp(&other.name).then(one.id.cmp(&other.id)));
    Ok(workers)
}

/// The worker that a login, a number or a name means.
///
/// # Errors
/// Nobody goes by it.
pub fn worker(store: &Store, words: &str) -> Result<Worker, Fault> {
    let all = workers(store)?;
    let wanted = crate::domain::fold::fold(words);
    let is = |worker: &&Worker| {
        worker.login == words
            || worker.id.to_string() == words
            || crate::domain::fold::fold(&worker.name) == wanted
    };
    all.iter().find(is).cloned().ok_or_else(|| {
        let there: Vec<&str> = all.iter().map(|worker| worker.login.as_str()).collect();
        Fault::missing("No worker goes by that login.").hint(format!(
            "There are: {}. To add one: kith add worker",
            if there.is_empty() { "none yet".to_owned() } else { there.join(", ") }
        ))
    })
}

/// The change that gives referrals to a worker, with the work that runs and the reminders of the worker before.
///
/// # Errors
/// A referral that does not exist; every one is theirs already.
pub fn referrals(store: &Store, referrals: &[ReferralId], to: WorkerId) -> Result<Change, Fault> {
    let mut changes = Vec::new();
    for id in referrals {
        let record = store.needed(Entity::Referral, id.0)?;
        let before = record.values.number("worker_id");
        give(&mut changes, &record, to);
        let Some(person) = record.values.number("person_id") else { continue };
        for entity in [Entity::Episode, Entity::FollowUp] {
            let theirs = store.records_of(entity, "person_id", person)?;
            let whose = |record: &&Record| {
                goes_on(record)
                    && (record.values.number("worker_id") == before
                        || record.values.value("worker_id").is_nothing())
            };
            theirs.iter().filter(whose).for_each(|record| give(&mut changes, record, to));
        }
    }
    if changes.is_empty() {
        return Err(Fault::failed("Nothing was changed: it is theirs already."));
    }
    Ok(Change::Together { verb: Verb::Allot, changes })
}

/// What the hand-over of a caseload would move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Open referrals.
    pub referrals: usize,
    /// Stretches of work that run.
    pub work: usize,
    /// Open reminders.
    pub reminders: usize,
}

impl HandedOver {
    /// What is moved, in words: `12 referrals, 10 stretches of work and 31 reminders`.
    pub fn words(self) -> String {
        let many = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
        format!(
            "{}, {} and {}",
            many(self.referrals, "referral", "referrals"),
            many(self.work, "stretch of work", "stretches of work"),
            many(self.reminders, "reminder", "reminders")
        )
    }
}

/// The change that gives everything open of one worker to another; with a day, a reminder to give it back.
///
/// # Errors
/// There is nothing to hand over, or both are one.
pub fn caseload(
    store: &Store,
    from: &Worker,
    to: &Worker,
    until: Option<NaiveDate>,
) -> Result<(Change, HandedOver), Fault> {
    if from.id == to.id {
        return Err(Fault::usage("A caseload is handed over to somebody else."));
    }
    let mut changes = Vec::new();
    let mut moved = HandedOver::default();
    for (entity, count) in [
        (Entity::Referral, &mut moved.referrals),
        (Entity::Episode, &mut moved.work),
        (Entity::FollowUp, &mut moved.reminders),
    ] {
        let theirs = store.records_of(entity, "worker_id", from.id.0)?;
        for record in theirs.iter().filter(|record| goes_on(record)) {
            give(&mut changes, record, to.id);
            *count += 1;
        }
    }
    if changes.is_empty() {
        return Err(Fault::failed(format!("Nothing open is with {}.", from.name)));
    }
    changes.extend(until.map(|day| give_back(from, to, day)));
    Ok((Change::Together { verb: Verb::HandOver, changes }, moved))
}

/// The reminder to give a caseload back.
pub fn give_back(from: &Worker, to: &Worker, day: NaiveDate) -> Change {
    Change::Add(
        Entry::new(Entity::FollowUp)
            .with("due_on", day)
            .with("what", format!("Give the caseload back to {}", from.name))
            .with("worker_id", to.id.0)
            .with("state", "open"),
    )
}

/// Whether a record still asks something of its worker.
fn goes_on(record: &Record) -> bool {
    let state = record.values.text("state");
    match record.entity {
        Entity::Referral => referral::is_open(state),
        Entity::Episode => state != "closed",
        _ => state == "open",
    }
}

fn give(changes: &mut Vec<Change>, record: &Record, to: WorkerId) {
    let now = record.values.value("worker_id");
    if now.number() != Some(to.0) {
        let before = Values::new().with("worker_id", now.clone());
        let after = Values::new().with("worker_id", to.0);
        changes.push(Change::Edit { entity: record.entity, id: record.id, before, after });
    }
}
