//! Who refers, how often, and who has gone quiet.

use chrono::{Days, NaiveDate};
use rusqlite::params;

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

/// The day before the first that counts among the two years up to a day.
pub(super) fn first_day(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(730)).unwrap_or(today)
}

impl Store {
    /// Who refers: the most first, then by name. It goes through all referrals of two years.
    pub fn referrers(&self, today: NaiveDate) -> Result<Vec<Referrer>, StoreError> {
        let ago = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today).to_string();
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(referrer_organisation, '') AS organisation, source, sum(received > ?2) AS year, \
             sum(received > ?3) AS lately, sum(received <= ?2) AS year_before, max(received) AS last, max(id) AS newest, \
             sum(reply_wanted = 1 AND replied_on IS NULL AND state NOT IN ('received', 'offered', 'withdrawn')) AS unheard \
             FROM referral WHERE put_away_on IS NULL AND received > ?1 AND received <= ?4 GROUP BY 1, 2",
        )?;
        let days = params![first_day(today).to_string(), ago(365), ago(90), today.to_string()];
        let mut all: Vec<Referrer> = statement
            .query_map(days, |row| {
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
