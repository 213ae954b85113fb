//! How often frames are sent over a slow line: a few at once, then ten a second (R-B7).
//!
//! Somebody who types never waits; a key that is held down does not fill the line with frames nobody sees.

use std::time::Duration;

/// So many frames may follow each other at once.
const AT_ONCE: u64 = 5;
/// A further frame may be sent after so many milliseconds.
const EACH: u64 = 100;

/// The frames that may be sent. Times are durations since any fixed moment.
#[derive(Debug)]
pub struct Pace {
    far: bool,
    /// When the last of the frames that may be sent at once is paid for.
    paid: u64,
}

impl Pace {
    /// A pace for a line from far, or one that never waits.
    pub fn new(far: bool) -> Self {
        Self { far, paid: 0 }
    }

    /// How long the next frame must wait; zero where it may be sent now.
    pub fn wait(&self, now: Duration) -> Duration {
        if !self.far {
            return Duration::ZERO;
        }
        let now = millis(now);
        Duration::from_millis(self.paid.saturating_sub(now).saturating_sub(EACH * (AT_ONCE - 1)))
    }

    /// A frame was sent.
    pub fn sent(&mut self, now: Duration) {
        self.paid = self.paid.max(millis(now)) + EACH;
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many frames are sent in a second when something to show comes every so many milliseconds.
    fn frames(far: bool, every: u64) -> usize {
        let mut pace = Pace::new(far);
        let mut sent = 0;
        for at in (0..1000).step_by(usize::try_from(every).unwrap()) {
            let now = Duration::from_millis(10_000 + u64::try_from(at).unwrap());
            if pace.wait(now).is_zero() {
                pace.sent(now);
                sent += 1;
            }
        }
        sent
    }

    #[test]
    fn typing_never_waits_and_a_held_key_is_ten_frames_a_second_over_a_slow_line() {
        assert_eq!(frames(true, 110), 10, "fast typing, each letter shown");
        assert!(
            (13..=15).contains(&frames(true, 10)),
            "five at once, then ten a second: {}",
            frames(true, 10)
        );
        assert_eq!(frames(false, 10), 100, "at the machine nothing waits");
    }
}
