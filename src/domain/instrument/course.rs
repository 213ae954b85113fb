//! The first and the latest of a person's results: an incomplete one is kept and said, and never hides a complete one.

use super::{Instrument, Score};

/// Where the first result stands that says something: the first such one from that of the start on, else the first of all.
pub fn first(baselines: &[bool], says: impl Fn(usize) -> bool) -> Option<usize> {
    let start = baselines.iter().position(|baseline| *baseline).unwrap_or(0);
    (start..baselines.len()).chain(0..start).find(|at| says(*at))
}

impl Instrument {
    /// Why there is no score on a scale: `not complete (3 of 7 answered)`, `not answered`; nothing where there is one, or where
    /// nobody needs to answer.
    pub fn gap_on(&self, scale: &str, answers: &[Option<i64>]) -> Option<String> {
        let of_scale = |code: &String| {
            let total = self.total.as_ref().filter(|total| total.code == scale);
            total.map_or(code == scale, |total| total.of.contains(code))
        };
        let own: Vec<_> = self.items.iter().zip(answers).filter(|(item, _)| of_scale(&item.code)).collect();
        let given = own.iter().filter(|(_, answer)| answer.is_some()).count();
        let needed = own.iter().any(|(item, answer)| item.needed && answer.is_none());
        match own.len() {
            _ if !needed => None,
            1 => Some("not answered".to_owned()),
            all => Some(format!("not complete ({given} of {all} answered)")),
        }
    }

    /// The score on a scale, where its own answers are there.
    pub fn on_scale(&self, scale: &str, answers: &[Option<i64>]) -> Option<Score> {
        self.scores(answers).into_iter().find(|score| score.scale == scale)
    }

    /// What is said of answers to which one that is needed is missing: `not complete (3 of 7 answered)`.
    pub fn gap(&self, answers: &[Option<i64>]) -> Option<String> {
        if self.is_complete(answers) {
            return None;
        }
        let given = self.items.iter().zip(answers).filter(|(_, answer)| answer.is_some()).count();
        Some(format!("not complete ({given} of {} answered)", self.items.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::named;
    use super::first;

    #[test]
    fn the_first_that_says_something_from_the_start_on_is_the_first() {
        let says = |told: &'static [bool]| move |at: usize| told[at];
        assert_eq!(first(&[false, true, false], says(&[true, true, true])), Some(1));
        // The one of the start is not complete: the next one is the first, and not the one before the work.
        assert_eq!(first(&[false, true, false], says(&[true, false, true])), Some(2));
        // Nothing after it says anything: what there is is not hidden.
        assert_eq!(first(&[false, true], says(&[true, false])), Some(0));
        assert_eq!(first(&[false, false], says(&[false, true])), Some(1));
        assert_eq!((first(&[true], says(&[false])), first(&[], |_| true)), (None, None));
    }

    #[test]
    fn what_was_left_out_is_said_by_how_much_was_answered() {
        let swemwbs = named("swemwbs").unwrap();
        let partly = swemwbs.read("3 - 3 - - 2 -").unwrap();
        assert_eq!(swemwbs.gap(&partly).as_deref(), Some("not complete (3 of 7 answered)"));
        assert_eq!(swemwbs.said("3 - 3 - - 2 -"), "Not complete (3 of 7 answered)");
        assert_eq!(swemwbs.gap(&swemwbs.read("3 3 3 3 3 3 3").unwrap()), None);
        let lonely = named("loneliness").unwrap();
        let partly = lonely.read("3 - 3 5").unwrap();
        let (total, direct) = (lonely.scales()[0].0, lonely.scales()[1].0);
        assert_eq!(lonely.gap_on(total, &partly).as_deref(), Some("not complete (2 of 3 answered)"));
        // Nobody needs to answer the direct question.
        assert_eq!(lonely.gap_on(direct, &lonely.read("3 3 3 -").unwrap()), None);
        assert!(lonely.on_scale(total, &partly).is_none() && lonely.on_scale(direct, &partly).is_some());
        assert!(lonely.said("3 - 3 5").ends_with("5, not complete (3 of 4 answered)"));
        let ons4 = named("ons4").unwrap();
        assert_eq!(ons4.gap_on("happy", &ons4.read("4 5 - 8").unwrap()).as_deref(), Some("not answered"));
        // The level of PAM is no need: without it nothing is missing.
        let pam = named("pam").unwrap();
        assert_eq!(pam.gap(&pam.read("56.4").unwrap()), None);
    }
}
