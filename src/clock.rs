//! The only place that knows what time it is.
//!
//! Instants are kept in UTC; days and times of day are those of the United Kingdom (Europe/London), because a
//! server without time zone data would otherwise be an hour out in summer.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};
use chrono_tz::Europe::London;

/// Time since some fixed moment, which goes on while the machine sleeps: for measuring how long nobody was there.
pub fn awake_and_asleep() -> std::time::Duration {
    #[cfg(target_os = "linux")]
    let clock = rustix::time::ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    let clock = rustix::time::ClockId::Monotonic;
    let now = rustix::time::clock_gettime(clock);
    let seconds = u64::try_from(now.tv_sec).unwrap_or(0);
    std::time::Duration::new(seconds, u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// Where the time comes from: the machine, or a fixed instant (tests, `--on`, the sample caseload).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// Always this instant.
    Fixed(DateTime<Utc>),
    /// The machine's time of day, but on this day (`--on DATE`).
    OnDay(NaiveDate),
}

impl Clock {
    /// A clock that stands at nine in the morning, UK time, of the day.
    pub fn on(day: NaiveDate) -> Self {
        Self::at(day.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default()))
    }

    /// A clock that stands at a UK date and time of day.
    pub fn at(local: NaiveDateTime) -> Self {
        let instant =
            local.and_local_timezone(London).earliest().map_or_else(|| local.and_utc(), |t| t.to_utc());
        Self::Fixed(instant)
    }

    /// The present instant in UTC.
    pub fn instant(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(at) => *at,
            Self::OnDay(day) => {
                let time = Utc::now().with_timezone(&London).time();
                let local = day.and_time(time);
                local.and_local_timezone(London).earliest().map_or_else(|| local.and_utc(), |t| t.to_utc())
            }
        }
    }

    /// The present instant as it is stored: `2026-03-03T09:14:05.123Z`.
    pub fn stamp(&self) -> String {
        self.instant().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// The present date and time of day in the United Kingdom.
    pub fn now(&self) -> NaiveDateTime {
        self.instant().with_timezone(&London).naive_local()
    }

    /// The present day in the United Kingdom.
    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }
}

/// The UK date and time of day of a stored instant; `None` where the text is not one.
pub fn local_of(stamp: &str) -> Option<NaiveDateTime> {
    DateTime::parse_from_rfc3339(stamp).ok().map(|t| t.with_timezone(&London).naive_local())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_is_an_hour_ahead_of_the_stored_instant() {
        let at = DateTime::parse_from_rfc3339("2026-07-01T23:30:00Z").unwrap().to_utc();
        assert_eq!(Clock::Fixed(at).today().to_string(), "2026-07-02");
        assert_eq!(local_of("2026-01-05T09:00:00Z").unwrap().to_string(), "2026-01-05 09:00:00");
    }

    #[test]
    fn a_clock_on_a_day_stays_on_that_day() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        assert_eq!(Clock::on(day).today(), day);
        assert_eq!(Clock::OnDay(day).today(), day);
    }
}
