//! An offer laid beside a wish: each is asked first, then they are introduced, and somebody asks how it went.

use chrono::{Days, NaiveDate};

use crate::domain::cadence;
use crate::domain::change::{Change, Verb};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::working_day;
use crate::fault::Fault;
use crate::store::give::{AskRow, OfferRow, Party};
use crate::store::{Store, StoreError};

/// What a pair is called where both may be read: `Ada OKONKWO and Alan COOPER`.
pub fn names(offer: &OfferRow, ask: &AskRow) -> String {
    format!("{} and {}", offer.who.spoken(), ask.who.spoken())
}

/// The states in which it matters who said yes.
pub const GOING: &[&str] = &["asking", "introduced", "paired", "friends"];

/// The offer and the wish of those numbers.
///
/// # Errors
/// One of them is not there, or the caseload cannot be read.
pub fn rows(store: &Store, offer: i64, ask: i64) -> Result<(OfferRow, AskRow), Fault> {
    store.needed(Entity::Offer, offer)?;
    store.needed(Entity::Ask, ask)?;
    let gone = || Fault::missing("That offer or wish is not there any more.");
    let offer = store.offer_row(offer)?.ok_or_else(gone)?;
    Ok((offer, store.ask_row(ask)?.ok_or_else(gone)?))
}

/// One side of a pair: whose it is, and what.
struct Side {
    who: Party,
    what: String,
}

/// Both sides of a pair, and what is needed to set the reminders that follow from how far it is.
pub struct Sides {
    giver: Side,
    receiver: Side,
    /// When each is to be asked, or both introduced.
    next: NaiveDate,
    /// When somebody is to ask how it went.
    later: NaiveDate,
    worker: Option<i64>,
}

impl Sides {
    /// The sides of a pair, on the day of the caseload's clock.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn of(store: &Store, offer: &OfferRow, ask: &AskRow) -> Result<Self, StoreError> {
        let today = store.clock().today();
        let days = store.cadence().connection_check_days.iter().min().copied().unwrap_or(14);
        let later = today.checked_add_days(Days::new(u64::from(days))).unwrap_or(today);
        Ok(Self {
            giver: Side { who: offer.who.clone(), what: offer.what.clone() },
            receiver: Side { who: ask.who.clone(), what: ask.what.clone() },
            next: working_day::add(today, 1, store.nation()),
            later: cadence::on_or_after(later, store.nation()),
            worker: store.worker()?.map(|id| id.0),
        })
    }

    /// The change that keeps a new pair, with its reminders.
    pub fn begin(&self, pair: Entry) -> Change {
        let reminders = self.reminders(&Values::new(), &pair.values);
        let changes = std::iter::once(Change::Add(pair)).chain(reminders).collect();
        Change::Together { verb: Verb::Pair, changes }
    }

    /// The change that says how far a pair is now, with the reminders that follow.
    pub fn further(&self, id: i64, before: Values, after: Values) -> Change {
        let reminders = self.reminders(&before, &after);
        let edit = Change::Edit { entity: Entity::Pair, id, before, after };
        let changes = std::iter::once(edit).chain(reminders).collect();
        Change::Together { verb: Verb::Pair, changes }
    }

    /// Who is to be asked or told next. A reminder says what it is about, never who the other of the two is.
    fn reminders(&self, before: &Values, after: &Values) -> Vec<Change> {
        let both = |values: &Values| values.flag("giver_yes") && values.flag("receiver_yes");
        let came_to = |state: &str| after.text("state") == state && before.text("state") != state;
        let found = if after.text("state") == "asking" && both(after) && !both(before) {
            vec![self.remind(&self.giver, self.next, "Introduce the two")]
        } else if came_to("asking") {
            let asked = |side: &Side| self.remind(side, self.next, "Ask about an introduction");
            let unsaid = |field: &str| after.value(field).is_nothing();
            let giver = unsaid("giver_yes").then(|| asked(&self.giver));
            let receiver = unsaid("receiver_yes").then(|| asked(&self.receiver));
            giver.into_iter().chain(receiver).collect()
        } else if came_to("introduced") {
            vec![self.remind(&self.giver, self.later, "Ask how it went")]
        } else {
            Vec::new()
        };
        found.into_iter().flatten().collect()
    }

    fn remind(&self, side: &Side, day: NaiveDate, what: &str) -> Option<Change> {
        let (field, id) = match (side.who.person, side.who.asset) {
            (Some(person), _) => ("person_id", person.0),
            (None, asset) => ("asset_id", asset?.0),
        };
        let mut entry = Entry::new(Entity::FollowUp)
            .with(field, id)
            .with("due_on", day)
            .with("what", format!("{what}: {}", side.what))
            .with("state", "open");
        if let Some(worker) = self.worker {
            entry = entry.with("worker_id", worker);
        }
        Some(Change::Add(entry))
    }
}
