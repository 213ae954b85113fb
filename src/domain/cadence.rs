//! How often things are looked at again: the days and weeks of a scheme, and what follows from them.
//!
//! Everything here is plain working out; `store/rules.rs` raises and cancels the reminders.

use chrono::{Days, NaiveDate};

use super::working_day::{self, Nation};

/// The days and weeks after which something is to happen. Each can be set in `[cadence]` of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// Working days within which a first contact is tried.
    pub first_contact_working_days: u32,
    /// On how many days one tries in vain before somebody counts as not to be reached.
    pub unable_to_contact_tries: u32,
    /// Days after which a group that has not answered is asked again.
    pub provider_silence_days: u32,
    /// Days after which one asks how a connection goes.
    pub connection_check_days: Vec<u32>,
    /// Weeks until a plan is looked at again.
    pub plan_review_weeks: u32,
    /// Weeks until measures are taken again.
    pub measures_again_weeks: u32,
    /// Days after which the details of an asset are to be checked again.
    pub asset_recheck_days: u32,
    /// Days after which an asset that nobody checked is left out of the search.
    pub asset_stale_days: u32,
    /// Days before the end of a funding from which on it is said.
    pub funding_alert_days: u32,
}

impl Default for Cadence {
    fn default() -> Self {
        Self {
            first_contact_working_days: 5,
            unable_to_contact_tries: 3,
            provider_silence_days: 14,
            connection_check_days: vec![14, 30],
            plan_review_weeks: 6,
            measures_again_weeks: 13,
            asset_recheck_days: 90,
            asset_stale_days: 180,
            funding_alert_days: 90,
        }
    }
}

impl Cadence {
    /// The days on which one asks how a connection goes that was made on a day; each a working day, none twice.
    pub fn connection_checks(&self, made: NaiveDate, nation: Nation) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> =
            self.connection_check_days.iter().map(|days| after(made, *days, nation)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The day on which a group should have answered.
    pub fn answer_by(&self, made: NaiveDate, nation: Nation) -> NaiveDate {
        after(made, self.provider_silence_days, nation)
    }

    /// The day on which a plan is looked at again, where the plan names none.
    pub fn plan_review(&self, agreed: NaiveDate, nation: Nation) -> NaiveDate {
        after(agreed, self.plan_review_weeks.saturating_mul(7), nation)
    }
}

/// So many days later, or the first working day after that.
pub fn after(day: NaiveDate, days: u32, nation: Nation) -> NaiveDate {
    on_or_after(day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day), nation)
}

/// The day itself where it is a working day, else the next one that is.
pub fn on_or_after(day: NaiveDate, nation: Nation) -> NaiveDate {
    if working_day::is_working(day, nation) { day } else { working_day::add(day, 1, nation) }
}

/// How long somebody has waited, in working days.
pub fn waited(since: NaiveDate, today: NaiveDate, nation: Nation) -> i64 {
    working_day::between(since, today, nation).max(0)
}

/// Whether a connection of that state still asks to be looked at.
pub fn is_to_be_checked(state: &str) -> bool {
    matches!(state, "made" | "replied" | "accepted" | "waiting" | "started" | "attending")
}

/// Whether a connection waits for the group to answer.
pub fn waits_for_answer(kind: &str, state: &str) -> bool {
    state == "made" && matches!(kind, "introduction" | "warm_introduction" | "referral")
}

/// Whether a referrer has something to hear: the referral was accepted or came to an end.
pub fn tells_referrer(state: &str) -> bool {
    !matches!(state, "" | "received" | "offered" | "withdrawn")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn checks_fall_on_working_days_and_never_twice_on_one() {
        let cadence = Cadence { connection_check_days: vec![30, 14, 13], ..Cadence::default() };
        // Made on Friday 13 March: 13 and 14 days later are Thursday and Friday; 30 days later is a Sunday.
        let days = cadence.connection_checks(day("2026-03-13"), Nation::EnglandAndWales);
        assert_eq!(days, ["2026-03-26", "2026-03-27", "2026-04-13"].map(day));
        // Made on 20 March: 14 days later is Good Friday, and so is the one after 13 days moved: both are Tuesday.
        let days = Cadence { connection_check_days: vec![14, 15], ..Cadence::default() }
            .connection_checks(day("2026-03-20"), Nation::EnglandAndWales);
        assert_eq!(days, ["2026-04-07"].map(day));
        // Scotland keeps no Easter Monday.
        assert_eq!(Cadence::default().answer_by(day("2026-03-20"), Nation::Scotland), day("2026-04-06"));
    }

    #[test]
    fn a_leap_day_and_the_night_the_clocks_change_are_days_like_others() {
        let england = Nation::EnglandAndWales;
        assert_eq!(Cadence::default().plan_review(day("2028-01-18"), england), day("2028-02-29"));
        assert_eq!(after(day("2028-02-29"), 365, england), day("2029-02-28"));
        // Clocks go forward on Sunday 29 March 2026.
        assert_eq!(after(day("2026-03-15"), 14, england), day("2026-03-30"));
        assert_eq!(after(day("2026-03-16"), 14, england), day("2026-03-30"));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_trouble() {
        assert_eq!(after(NaiveDate::MAX, 30, Nation::Scotland), NaiveDate::MAX);
    }
}
