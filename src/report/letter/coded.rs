//! Which codes a letter for the GP record carries.

use super::facts::CodeFacts;
use crate::domain::codes::{Code, When};
use crate::domain::entry::{Record, Values};
use crate::domain::fold;

/// What the codes go by.
pub struct On<'a> {
    pub about: &'a Values,
    pub referral: Option<&'a Record>,
    pub plans: &'a [Record],
    pub letters: &'a [Record],
    pub spoke: bool,
}

/// The codes that stand in a letter for the GP record.
pub fn coded(codes: &[Code], on: &On<'_>) -> Vec<CodeFacts> {
    let state = on.referral.map_or("", |referral| referral.values.text("state"));
    let since = on.referral.and_then(|referral| referral.values.day("received"));
    let earlier: Vec<&Record> = on.letters.iter().filter(|one| one.values.text("kind") == "gp").collect();
    let last = earlier.iter().filter_map(|one| one.values.day("written_on")).max();
    let said = |code: &Code| {
        let again = |one: &&&Record| {
            // A new referral is a new beginning; that somebody is a carer was said once and for all.
            let of_this = !matches!(code.when, When::Accepted | When::Declined)
                || one.values.day("written_on") >= since;
            of_this && one.values.text("codes").split_whitespace().any(|known| known == code.code)
        };
        earlier.iter().any(|one| again(&one))
    };
    let stands = |code: &&Code| {
        let true_now = match code.when {
            When::Accepted => matches!(state, "accepted" | "closed") && on.spoke,
            When::Declined => state == "declined",
            When::PlanReviewed => {
                let plans = on.plans.iter().filter_map(|plan| plan.values.day("agreed_on"));
                on.plans.len() > 1 && plans.max() > last
            }
            When::IsCarer => matches!(on.about.text("carer"), "is_carer" | "both"),
            When::Adjustments => says_a_need(on.about.text("access_needs")),
        };
        true_now && !(code.when.once() && said(code))
    };
    let all = codes.iter().filter(stands);
    all.map(|code| CodeFacts { term: code.term.clone(), code: code.code.clone() }).collect()
}

/// Words that name no need, whatever stands among them: `None`, `No access needs known`, `Not applicable`.
const NO_NEED: &str = " a access adjustment adjustments any anything applicable are asked at currently does has have he identified \
                       is known n na need needed needs nil no none not noted nothing present recorded reported required \
                       requirements she special specific stated there they to yet ";

/// Words of somebody who does not know: what is not sure is no code.
const NOT_SURE: [&str; 11] = [
    " maybe ",
    " may be ",
    " perhaps ",
    " possibly ",
    " tbc ",
    " unclear ",
    " unconfirmed ",
    " unknown ",
    " unsure ",
    " not confirmed ",
    " to be confirmed ",
];

/// Whether words about access say a need that somebody has. A code is a statement for good in the record of the GP: words that
/// deny a need, or leave it open, make none.
fn says_a_need(text: &str) -> bool {
    let words = fold::words(text);
    let whole = format!(" {} ", words.join(" "));
    !text.contains('?')
        && !NOT_SURE.iter().any(|open| whole.contains(open))
        && words.iter().any(|word| !NO_NEED.contains(&format!(" {word} ")))
}

#[cfg(test)]
mod tests {
    use super::says_a_need;

    #[test]
    fn a_need_that_is_denied_or_not_sure_is_no_code() {
        for need in [
            "Large print.",
            "Uses a stick; stairs are hard.",
            "No stairs",
            "Step-free",
            "Asked for large print",
        ] {
            assert!(says_a_need(need), "{need}");
        }
        for none in [
            "",
            "None",
            "none.",
            "No",
            "N/A",
            "n/a",
            "-",
            "Nil",
            "Not known",
            "unknown",
            "No access needs",
            "No special requirements",
            "None reported at present",
            "Not yet asked",
            "Wheelchair?",
            "maybe a hearing loop, to be confirmed",
        ] {
            assert!(!says_a_need(none), "{none}");
        }
    }
}
