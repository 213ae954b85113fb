//! Waiting for a colleague's write: our own jittered handler, because SQLite's makes everyone wake at once.

use std::thread::sleep;
use std::time::Duration;

use rusqlite::Connection;

/// How long a save waits for others before it says so: ten seconds in all.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The longest single nap. Short, so that a free file is noticed soon.
const LONGEST_NAP: u64 = 40;

/// Waits up to `patience` in all for each lock; after that SQLite answers busy. Clears SQLite's own time-out.
pub fn install(connection: &mut Connection, patience: Duration) -> rusqlite::Result<()> {
    let mut slept = Duration::ZERO;
    connection.busy_handler(Some(move |attempt: i32| {
        if attempt == 0 {
            slept = Duration::ZERO;
        }
        let nap = nap(attempt, fastrand::u64(..)).min(patience.saturating_sub(slept));
        if nap.is_zero() {
            return false;
        }
        sleep(nap);
        slept = slept.saturating_add(nap);
        true
    }))
}

/// The nap before an attempt: doubling from 1 ms to 40 ms, then a random share of it between a half and all.
fn nap(attempt: i32, chance: u64) -> Duration {
    let doubled = 1u64.checked_shl(u32::try_from(attempt).unwrap_or_default()).unwrap_or(LONGEST_NAP);
    let longest = doubled.clamp(1, LONGEST_NAP).saturating_mul(1000);
    let half = longest / 2;
    Duration::from_micros(half.saturating_add(chance % half.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn naps_grow_then_stay_short_and_differ_by_chance() {
        assert_eq!(nap(0, 0), Duration::from_micros(500));
        assert_eq!(nap(3, 0), Duration::from_millis(4));
        assert_eq!(nap(100, 0), Duration::from_millis(20));
        assert_eq!(nap(i32::MAX, 19_999), Duration::from_micros(39_999));
        assert_ne!(nap(9, 1), nap(9, 2));
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
