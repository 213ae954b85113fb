//! Risks that hold on a day: what to know before a visit, and whether anybody asked.

use chrono::NaiveDate;

use super::entry::Values;
use super::vocabulary::RISK_CATEGORY;

/// The code that says that somebody asked and there is none.
pub const NONE_KNOWN: &str = "none_known";

/// What stands in place of a risk that is only for those who give a reason.
pub const RESTRICTED: &str = "Restricted: open it with a reason";

/// What is known of a person's risks on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Risks {
    /// The risks that hold, each in a line.
    pub lines: Vec<String>,
    /// Nobody visits alone, and why.
    pub alone: Option<String>,
    /// When somebody last asked and there were none.
    pub none_known: Option<NaiveDate>,
}

/// Whether a risk holds on a day.
pub fn holds(risk: &Values, day: NaiveDate) -> bool {
    risk.day("from_on").is_none_or(|from| from <= day) && risk.day("until_on").is_none_or(|until| until > day)
}

/// Whether only those who give a reason may read it. A safeguarding concern always is so.
pub fn is_restricted(risk: &Values) -> bool {
    risk.flag("restricted") || risk.text("category") == "safeguarding"
}

impl Risks {
    /// Those of a person on a day, from all records of risks; restricted ones only with a `reason` that was given.
    pub fn of<'a>(risks: impl IntoIterator<Item = &'a Values>, day: NaiveDate, reason: bool) -> Self {
        let mut found = Self::default();
        for risk in risks.into_iter().filter(|risk| holds(risk, day)) {
            if risk.text("category") == NONE_KNOWN {
                found.none_known = found.none_known.max(risk.day("from_on"));
                continue;
            }
            let words = if is_restricted(risk) && !reason { RESTRICTED.to_owned() } else { words(risk) };
            if risk.flag("lone_working") {
                found.alone = Some(match found.alone {
                    Some(known) => format!("{known}; {words}"),
                    None => words.clone(),
                });
            }
            found.lines.push(words);
        }
        if !found.lines.is_empty() {
            found.none_known = None;
        }
        found
    }

    /// What stands before an address: `Do not visit alone: a large dog.` Empty where one may.
    pub fn before_an_address(&self) -> String {
        self.alone.as_ref().map_or_else(String::new, |why| format!("Do not visit alone. {why}"))
    }

    /// All of it in one line: the risks, that there are none known, or that nobody asked.
    pub fn words(&self) -> String {
        match (self.lines.as_slice(), self.none_known) {
            ([], Some(day)) => format!("No known risks, asked {}", super::when::show_day(day)),
            ([], None) => "Nobody has asked yet".to_owned(),
            (lines, _) => lines.join("; "),
        }
    }
}

/// A risk in a line: `Animals: a large dog, ring first`.
pub fn words(risk: &Values) -> String {
    let category = RISK_CATEGORY.label(risk.text("category"));
    match risk.text("what") {
        "" => category.to_owned(),
        what => format!("{category}: {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn risk(category: &str, what: &str) -> Values {
        Values::new().with("category", category).with("what", what).with("from_on", "2026-02-01")
    }

    #[test]
    fn a_risk_holds_from_its_first_day_until_the_day_it_ends() {
        let risk = risk("animal", "a large dog").with("until_on", "2026-03-01");
        assert!(!holds(&risk, day("2026-01-31")));
        assert!(holds(&risk, day("2026-02-01")) && holds(&risk, day("2026-02-28")));
        assert!(!holds(&risk, day("2026-03-01")));
    }

    #[test]
    fn no_known_risks_is_not_the_same_as_nobody_asked() {
        let of = |risks: &[Values]| Risks::of(risks, day("2026-03-03"), false).words();
        assert_eq!(of(&[]), "Nobody has asked yet");
        assert_eq!(of(&[risk("none_known", "")]), "No known risks, asked Sun 1 Feb 2026");
        assert_eq!(of(&[risk("none_known", ""), risk("animal", "a large dog")]), "Animals: a large dog");
    }

    #[test]
    fn a_safeguarding_concern_is_not_told_without_a_reason_but_warns_of_a_visit_alone() {
        let all = [risk("safeguarding", "told nobody else").with("lone_working", 1)];
        let hidden = Risks::of(&all, day("2026-03-03"), false);
        assert_eq!(hidden.before_an_address(), "Do not visit alone. Restricted: open it with a reason");
        let told = Risks::of(&all, day("2026-03-03"), true);
        assert_eq!(told.words(), "Safeguarding concern: told nobody else");
    }
}
