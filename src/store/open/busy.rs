//! Waiting for a colleague's write: our own jittered handler, because SQLite's makes everyone wake at once.

use std::thread::sleep;
use std::time::Duration;

use rusqlite::Connection;

/// How long a save waits for others before it says so: ten seconds in all.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The longest single nap of a save that has only begun to wait, in milliseconds.
const LONGEST_NAP: u64 = 16;

/// Who has waited so long looks every millisecond or two, so that those who have just come do not always go first.
const LONG_WAIT: Duration = Duration::from_millis(200);

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

/// The nap before an attempt: doubling from 1 ms to 16 ms, 2 ms after a long wait; a random share of it between a half
/// and all.
fn nap(attempt: i32, slept: Duration, chance: u64) -> Duration {
    let doubled = 1u64.checked_shl(u32::try_from(attempt).unwrap_or_default()).unwrap_or(LONGEST_NAP);
    let longest = if slept < LONG_WAIT { LONGEST_NAP } else { 2 };
    let longest = doubled.clamp(1, longest).saturating_mul(1000);
    let half = longest / 2;
    Duration::from_micros(half.saturating_add(chance % half.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn naps_grow_then_shrink_for_who_has_waited_long_and_differ_by_chance() {
        let begun = Duration::ZERO;
        assert_eq!(nap(0, begun, 0), Duration::from_micros(500));
        assert_eq!(nap(3, begun, 0), Duration::from_millis(4));
        assert_eq!(nap(100, begun, 0), Duration::from_millis(8));
        assert_eq!(nap(i32::MAX, begun, 7_999), Duration::from_micros(15_999));
        assert_eq!(nap(100, LONG_WAIT, 999), Duration::from_micros(1_999));
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
