//! Which copies may go: 24 hourly, 14 daily, 8 weekly and 12 monthly stay. A pure function over dates.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};

use super::Copy;
use super::copy::PUT_ASIDE;

/// How an age is told apart, and how many of each stay.
const KEPT: [(&str, usize); 4] = [("%Y-%m-%d %H", 24), ("%Y-%m-%d", 14), ("%G-%V", 8), ("%Y-%m", 12)];

/// A copy younger than this always stays.
const FRESH: TimeDelta = TimeDelta::hours(1);

/// Why the copy before a new version was made: the only way back to the older kith.
const BEFORE_MIGRATION: &str = "before-migration";

/// The copies that may be removed. Of each hour, day, week and month the newest copy stays.
///
/// Always kept: the newest copy, those of the last hour (the one from before an import that is only now seen to be
/// wrong), the newest from before a change of version, whatever a restore put aside, and
/// copies dated later than `now` (a clock was wrong; nobody can say how old they are).
pub fn thin(copies: &[Copy], now: DateTime<Utc>) -> Vec<PathBuf> {
    let mut newest_first: Vec<&Copy> =
        copies.iter().filter(|copy| copy.at <= now && copy.why != PUT_ASIDE).collect();
    newest_first.sort_by_key(|copy| std::cmp::Reverse((copy.at, &copy.path)));
    let mut kept: BTreeSet<&PathBuf> = newest_first.iter().take(1).map(|copy| &copy.path).collect();
    kept.extend(newest_first.iter().filter(|copy| now - copy.at < FRESH).map(|copy| &copy.path));
    kept.extend(newest_first.iter().find(|copy| copy.why == BEFORE_MIGRATION).map(|copy| &copy.path));
    for (age, count) in KEPT {
        let mut seen = BTreeSet::new();
        for copy in &newest_first {
            if seen.len() < count && seen.insert(copy.at.format(age).to_string()) {
                kept.insert(&copy.path);
            }
        }
    }
    newest_first.into_iter().filter(|copy| !kept.contains(&copy.path)).map(|copy| copy.path.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn copy(at: DateTime<Utc>, why: &str) -> Copy {
        Copy {
            path: PathBuf::from(format!("kith-{}-{why}.db", at.timestamp_millis())),
            at,
            why: why.into(),
            bytes: 1,
        }
    }

    fn noon() -> DateTime<Utc> {
        "2026-03-03T12:00:00Z".parse().unwrap()
    }

    fn every(step: TimeDelta, count: i32) -> Vec<Copy> {
        (0..count).map(|n| copy(noon() - step * n, "daily")).collect()
    }

    fn left(copies: &[Copy], now: DateTime<Utc>) -> Vec<Copy> {
        let gone = thin(copies, now);
        copies.iter().filter(|copy| !gone.contains(&copy.path)).cloned().collect()
    }

    #[test]
    fn two_years_of_copies_leave_the_figures_promised() {
        let mut copies = every(TimeDelta::hours(1), 72);
        copies.extend(every(TimeDelta::minutes(1431), 2 * 365).into_iter().skip(4));
        let kept = left(&copies, noon());
        let hours = kept.iter().filter(|copy| noon() - copy.at < TimeDelta::hours(24)).count();
        assert_eq!(hours, 24);
        let days: BTreeSet<_> = kept.iter().map(|copy| copy.at.date_naive()).collect();
        assert!(days.len() >= 14);
        let months: BTreeSet<_> = kept.iter().map(|copy| copy.at.format("%Y-%m").to_string()).collect();
        assert_eq!(months.len(), 12);
        assert!(kept.len() <= 24 + 14 + 8 + 12);
    }

    #[test]
    fn one_copy_or_none_is_never_thinned() {
        assert!(thin(&[], noon()).is_empty());
        assert!(thin(&every(TimeDelta::hours(1), 1), noon() + TimeDelta::days(4000)).is_empty());
    }

    #[test]
    fn of_one_hour_the_newest_stays() {
        let copies = every(TimeDelta::seconds(60), 30);
        assert_eq!(left(&copies, noon()).len(), 30, "the last hour stays whole");
        let kept = left(&copies, noon() + TimeDelta::hours(2));
        assert_eq!(kept.first().map(|copy| copy.at), Some(noon()));
        assert_eq!(kept.len(), 2, "noon and the hour before it");
    }

    #[test]
    fn the_way_back_to_the_older_version_stays_and_so_does_what_was_put_aside() {
        let mut copies = every(TimeDelta::seconds(60), 30);
        copies.push(copy(noon() - TimeDelta::seconds(90), "before-migration"));
        copies.push(copy(noon() - TimeDelta::seconds(91), PUT_ASIDE));
        let whys: Vec<String> = left(&copies, noon()).into_iter().map(|copy| copy.why).collect();
        assert!(
            whys.contains(&"before-migration".to_owned()) && whys.contains(&PUT_ASIDE.to_owned()),
            "{whys:?}"
        );
    }

    proptest! {
        #[test]
        fn the_newest_always_stays_and_thinning_twice_changes_nothing(
            ages in proptest::collection::vec(0i64..3_000_000, 1..200)
        ) {
            let copies: Vec<Copy> = ages.iter().map(|age| copy(noon() - TimeDelta::minutes(*age), "daily")).collect();
            let now = noon() + TimeDelta::hours(1);
            let kept = left(&copies, now);
            let newest = copies.iter().map(|copy| copy.at).max();
            prop_assert_eq!(kept.iter().map(|copy| copy.at).max(), newest);
            prop_assert!(kept.iter().map(|copy| &copy.path).collect::<BTreeSet<_>>().len() <= 58);
            prop_assert!(thin(&kept, now).is_empty());
        }

        #[test]
        fn a_copy_dated_later_than_now_stays(minutes in 1i64..1_000_000) {
            let mut copies = every(TimeDelta::seconds(60), 5);
            let later = copy(noon() + TimeDelta::minutes(minutes), "daily");
            copies.push(later.clone());
            prop_assert!(left(&copies, noon()).contains(&later));
        }
    }
}
