//! Who refers, how often, and who has gone quiet.

use chrono::{Days, NaiveDate};
use rusqlite::params_from_iter;
use rusqlite::types::Value as Sql;

use super::Referrals;
use super::lens::Whose;
use crate::store::Store;
use crate::store::fault::StoreError;
use crate::store::page::length;

/// Somebody who refers: an organisation, or where none is named a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referrer {
    /// The organisation; empty where none is named.
    pub organisation: String,
    /// The source, a code.
    pub source: String,
    /// Referrals in the 365 days up to the day.
    pub year: usize,
    /// Of those, in the last ninety days.
    pub lately: usize,
    /// Referrals in the 365 days before those.
    pub year_before: usize,
    /// The newest.
    pub last: Option<NaiveDate>,
    /// Those that wait to hear from us.
    pub unheard: usize,
    /// The newest referral, by number.
    pub newest: i64,
}

impl Referrer {
    /// Whether they referred three times or more in the past year, and not once in its last ninety days.
    pub fn is_quiet(&self) -> bool {
        self.lately == 0 && self.year >= QUIET_FROM
    }
}

/// From so many referrals in a year on, somebody who sends none for ninety days has gone quiet.
pub const QUIET_FROM: usize = 3;

/// Which of the referrals somebody sent in the two years up to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// All of them.
    TwoYears,
    /// Those of the 365 days up to the day.
    Year,
    /// Those of the 365 days before.
    YearBefore,
    /// Those of the last ninety days.
    Lately,
    /// Those that wait to hear from us.
    Unheard,
}

impl Sent {
    /// The day before the first that counts, and the last.
    pub(super) fn days(self, until: NaiveDate) -> (NaiveDate, NaiveDate) {
        let ago = |days: u64| until.checked_sub_days(Days::new(days)).unwrap_or(until);
        match self {
            Self::TwoYears | Self::Unheard => (ago(730), until),
            Self::Year => (ago(365), until),
            Self::YearBefore => (ago(730), ago(365)),
            Self::Lately => (ago(90), until),
        }
    }
}

impl Store {
    /// Who refers: the most first, then by name. It goes through all referrals of two years.
    pub fn referrers(&self, today: NaiveDate, whose: &Whose) -> Result<Vec<Referrer>, StoreError> {
        let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today).to_string();
        let (only, own) = Referrals::All.condition(whose);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT coalesce(r.referrer_organisation, '') AS organisation, r.source, sum(r.received > ?) AS year, \
             sum(r.received > ?) AS lately, sum(r.received <= ?) AS year_before, max(r.received) AS last, max(r.id) AS newest, \
             sum(r.reply_wanted = 1 AND r.replied_on IS NULL AND r.state NOT IN ('received', 'offered', 'withdrawn')) AS unheard \
             FROM referral AS r WHERE r.received > ? AND r.received <= ? AND {only} GROUP BY 1, 2"
        ))?;
        let days = [ago(365), ago(90), ago(365), ago(730), today.to_string()];
        let values = days.into_iter().map(Sql::Text).chain(own);
        let mut all: Vec<Referrer> = statement
            .query_map(params_from_iter(values), |row| {
                let n = |name: &str| row.get::<_, Option<i64>>(name).map(|n| length(n.unwrap_or(0)));
                Ok(Referrer {
                    organisation: row.get("organisation")?,
                    source: row.get("source")?,
                    year: n("year")?,
                    lately: n("lately")?,
                    year_before: n("year_before")?,
                    last: row.get::<_, Option<String>>("last")?.and_then(|day| day.parse().ok()),
                    unheard: n("unheard")?,
                    newest: row.get("newest")?,
                })
            })?
            .collect::<Result<_, _>>()?;
        all.sort_by(|a, b| {
            b.year
                .cmp(&a.year)
                .then_with(|| a.organisation.cmp(&b.organisation))
                .then(a.source.cmp(&b.source))
        });
        Ok(all)
    }
}
