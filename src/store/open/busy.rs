//! Waiting for a colleague's write: our own jittered handler, because SQLite's makes everyone wake at once.

use std::thread::sleep;
use std::time::Duration;

use rusqlite::Connection;

/// How long a save waits for others before it says so: ten seconds in all.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The first nap of a save that has to wait, in microseconds: about as long as a colleague's save takes.
const FIRST_NAP: u64 = 4_000;

/// The longest nap of a save that has only begun to wait, in microseconds.
const LONGEST_NAP: u64 = 25_000;

/// The longest nap of a save that has waited long: it looks often, so that those who have just come do not go first.
const SHORTEST_NAP: u64 = 300;

/// After so many microseconds a save has waited long. Until then its naps become shorter in even steps.
const LONG_WAIT: u64 = 150_000;

/// Waits up to `patience` in all for each lock; after that SQLite answers busy. Clears SQLite's own time-out.
pub fn install(connection: &mut Connection, patience: Duration) -> rusqlite::Result<()> {
    let mut slept = Duration::ZERO;
    connection.busy_handler(Some(move |attempt: i32| {
        if attempt == 0 {
            slept = Duration::ZERO;
        }
        let nap = nap(attempt, slept, fastrand::u64(..)).min(patience.saturating_sub(slept));
        if nap.is_zero() {
            return false;
        }
        sleep(nap);
        slept = slept.saturating_add(nap);
        true
    }))
}

/// The nap before an attempt: doubling at first, then the shorter the longer one has waited; a random share of it
/// between a half and all.
///
/// Who looks more often is more likely to be the next, so saves end nearly in the order in which they began.
fn nap(attempt: i32, slept: Duration, chance: u64) -> Duration {
    let doublings = u32::try_from(attempt).unwrap_or_default().min(8);
    let waited = u64::try_from(slept.as_micros()).unwrap_or(LONG_WAIT).min(LONG_WAIT);
    let longest = LONGEST_NAP * (LONG_WAIT - waited) / LONG_WAIT;
    let longest = (FIRST_NAP << doublings).min(longest).max(SHORTEST_NAP);
    let half = longest / 2;
    Duration::from_micros(half.saturating_add(chance % half.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn naps_grow_then_shrink_for_who_has_waited_long_and_differ_by_chance() {
        let begun = Duration::ZERO;
        let long = Duration::from_micros(LONG_WAIT);
        assert_eq!(nap(0, begun, 0), Duration::from_millis(2));
        assert_eq!(nap(1, Duration::from_millis(3), 0), Duration::from_millis(4));
        assert_eq!(nap(9, long / 2, 0), Duration::from_micros(6_250));
        assert_eq!(nap(i32::MAX, begun, 12_499), Duration::from_micros(24_999));
        assert_eq!(nap(100, long, 149), Duration::from_micros(299));
        assert_eq!(nap(100, long * 60, 0), Duration::from_micros(150));
        assert_ne!(nap(9, begun, 1), nap(9, begun, 2));
    }

    #[test]
    fn the_handler_gives_up_and_the_time_out_of_sqlite_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let holder = Connection::open(&path).unwrap();
        holder.execute_batch("CREATE TABLE t(a); BEGIN IMMEDIATE").unwrap();
        let mut waiter = Connection::open(&path).unwrap();
        let before: i64 = waiter.pragma_query_value(None, "busy_timeout", |row| row.get(0)).unwrap();
        assert_eq!(before, 5000, "rusqlite's own time-out is the control");
        install(&mut waiter, Duration::from_millis(30)).unwrap();
        let after: i64 = waiter.pragma_query_value(None, "busy_timeout", |row| row.get(0)).unwrap();
        assert_eq!(after, 0);
        let busy = waiter.execute_batch("BEGIN IMMEDIATE").unwrap_err();
        assert_eq!(busy.sqlite_error_code(), Some(rusqlite::ErrorCode::DatabaseBusy));
        holder.execute_batch("COMMIT").unwrap();
        waiter.execute_batch("BEGIN IMMEDIATE").unwrap();
    }
}
