//! What is said of the assets that are shown beside why they fit: how they were checked, since when they have room, what they
//! cope with, how long their money lasts. It is read for those alone.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Candidate, Typed, recheck};
use crate::domain::matching::{self, Reason};
use crate::domain::vocabulary::{CAPACITY, CHECKED_HOW};
use crate::domain::when;
use crate::store::fault::StoreError;
use crate::store::find::AssetHit;

const MORE: &str = include_str!("told.sql");

/// So many days before its end funding is told of.
const FUNDING_ALERT: u64 = 90;

/// What is read of an asset that is shown.
pub(super) struct More {
    /// How its details were checked, a code.
    checked_how: String,
    /// The name of who checked them.
    checked_by: String,
    /// As of when it is known whether it has room.
    room_on: Option<NaiveDate>,
    /// What it copes with and what not.
    copes: String,
    /// How it is paid for, a code.
    funding: String,
    /// Until when its money lasts.
    funded_until: Option<NaiveDate>,
    /// The kinds of gift it welcomes, as codes.
    pub gifts: String,
    /// What is noted about it.
    pub note: String,
    /// What it says of access, as it is written.
    pub access: String,
    /// Since when the list it came on does not have it any more.
    gone_on: Option<NaiveDate>,
}

impl Candidate {
    /// The asset as it is shown.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn told(
        mut self,
        connection: &Connection,
        today: NaiveDate,
        recheck_days: u32,
        typed: &Typed,
    ) -> Result<AssetHit, StoreError> {
        let more = connection.prepare_cached(MORE)?.query_row([self.hit.asset.0], |row| {
            let text = |name: &str| -> rusqlite::Result<String> {
                Ok(row.get::<_, Option<String>>(name)?.unwrap_or_default())
            };
            let day = |name: &str| -> rusqlite::Result<Option<NaiveDate>> { Ok(text(name)?.parse().ok()) };
            Ok(More {
                checked_how: text("checked_how")?,
                checked_by: text("checked_by")?,
                room_on: day("capacity_on")?,
                copes: text("capability")?,
                funding: text("funding")?,
                funded_until: day("funding_until")?,
                gone_on: day("gone_on")?,
                gifts: text("gifts_welcomed")?,
                note: text("note")?,
                access: text("access")?,
            })
        })?;
        self.say_how_checked(&more);
        self.say_room_and_money(&more, today, recheck(&self.facts, recheck_days));
        if !typed.words.is_empty() {
            self.say_where(typed, &more);
        }
        Ok(self.hit)
    }

    /// Says how its details were checked, and whether it is gone from the list it came on.
    fn say_how_checked(&mut self, more: &More) {
        let how = CHECKED_HOW.label(&more.checked_how).to_lowercase();
        let checked = |reason: &&mut Reason| {
            reason.text.starts_with("Checked ") || reason.text.starts_with("Ring first: checked ")
        };
        if let Some(reason) = self.hit.reasons.iter_mut().find(checked) {
            for (word, said) in [(", ", &how), (", by ", &more.checked_by)] {
                if !said.is_empty() {
                    reason.text.push_str(word);
                    reason.text.push_str(said);
                }
            }
        }
        if let Some(day) = more.gone_on {
            let words = format!("Ring first: gone from its list since {}", when::show_day(day));
            let against = self.hit.reasons.iter().rposition(|reason| reason.good.is_some());
            self.hit.reasons.insert(against.map_or(0, |at| at + 1), Reason::minus(words));
        }
    }

    /// Says as of when it had room, where that is long ago; what it copes with; and that its money has ended or soon ends.
    fn say_room_and_money(&mut self, more: &More, today: NaiveDate, recheck_days: u32) {
        let capacity = CAPACITY.label(&self.hit.capacity);
        let room = self.hit.reasons.iter_mut().find(|reason| !capacity.is_empty() && reason.text == capacity);
        if let (Some(reason), Some(day)) = (room, more.room_on)
            && matching::stale(Some(day), today, recheck_days)
        {
            reason.text = format!("{capacity}, said {}", matching::ago(day, today));
        }
        if !more.copes.trim().is_empty() {
            self.hit.reasons.push(Reason::info(format!("Copes with: {}", more.copes.trim())));
        }
        let money = match more.funding.as_str() {
            "ended" if more.funded_until.is_none() => "Its funding has ended",
            "at_risk" => "Its funding is at risk",
            _ => "",
        };
        if !money.is_empty() {
            self.hit.reasons.push(Reason::info(money));
        }
        let soon = today + chrono::Days::new(FUNDING_ALERT);
        if let Some(day) = more.funded_until.filter(|day| *day <= soon) {
            let (ended, end) = if day < today { ("ended", "") } else { ("ends", " soon") };
            self.hit.reasons.push(Reason::info(format!("Its funding {ended}{end}: {}", when::show_day(day))));
        }
    }
}
