//! Which codes a letter for the GP record carries.

use super::facts::CodeFacts;
use crate::domain::codes::{Code, When};
use crate::domain::entry::{Record, Values};

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
            When::Adjustments => !on.about.text("access_needs").is_empty(),
        };
        true_now && !(code.when.once() && said(code))
    };
    let all = codes.iter().filter(stands);
    all.map(|code| CodeFacts { term: code.term.clone(), code: code.code.clone() }).collect()
}
