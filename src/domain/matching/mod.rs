//! Which assets fit a person, and which offers fit which wishes: pure scoring, always with its reasons.
//!
//! Nothing here is worked out by a machine that cannot say why. A group without a telephone, a web page or an
//! organisation scores no less for it, and where two fit alike the group stands before the service.

mod pair;
mod word;

use chrono::NaiveDate;

pub use pair::{Wish, pair, pair_score};
pub use word::{same_word, stem, telling_words};

use super::vocabulary::{ASSET_STATUS, CAPACITY, INTEREST, NEED};
use super::{fold, postcode, when};

/// One reason for, against, or only worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// For (`true`), against (`false`), or only information.
    pub good: Option<bool>,
    /// The words: `matches "gardening" (interests)`.
    pub text: String,
}

impl Reason {
    /// A reason for.
    pub fn plus(text: impl Into<String>) -> Self {
        Self { good: Some(true), text: text.into() }
    }

    /// A reason against.
    pub fn minus(text: impl Into<String>) -> Self {
        Self { good: Some(false), text: text.into() }
    }

    /// Only information.
    pub fn info(text: impl Into<String>) -> Self {
        Self { good: None, text: text.into() }
    }

    /// The mark that stands before it on a screen: `+`, `-` or `.`.
    pub fn mark(&self) -> char {
        match self.good {
            Some(true) => '+',
            Some(false) => '-',
            None => '.',
        }
    }
}

/// What somebody looks for: what an asset is measured by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// Needs, as codes.
    pub needs: Vec<String>,
    /// Interests as codes, each with where it was said: `interests`, `offers`, `wishes`.
    pub interests: Vec<(String, &'static str)>,
    /// Folded words of offers and wishes that mean something, each with where it was said.
    pub words: Vec<(String, &'static str)>,
    /// The person's postcode, or nothing.
    pub postcode: String,
}

/// What is known of an asset when it is measured.
#[derive(Clone, Copy, Debug)]
pub struct Thing<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its kind, as a code.
    pub kind: &'a str,
    /// The needs it helps with, codes with spaces between.
    pub needs: &'a str,
    /// The interests it serves, codes with spaces between.
    pub interests: &'a str,
    /// Name and description, folded.
    pub words: &'a str,
    /// Its postcode.
    pub postcode: &'a str,
    /// Whether it runs, as a code.
    pub status: &'a str,
    /// Whether it has room, as a code.
    pub capacity: &'a str,
    /// When its details were last checked.
    pub checked_on: Option<NaiveDate>,
    /// After so many days they are to be checked again.
    pub recheck_days: u32,
}

/// How well something fits, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Points for less points against; more is better.
    pub score: i64,
    /// How much of what was wanted is met; 0 is nothing at all.
    pub met: usize,
    /// The reasons: for, then against, then information.
    pub reasons: Vec<Reason>,
}

const INTEREST_POINTS: i64 = 30;
const NEED_POINTS: i64 = 25;
const WORD_POINTS: i64 = 15;
const NEAR_POINTS: i64 = 15;
const ROOM_POINTS: i64 = 5;
const OLD_POINTS: i64 = -8;
const FULL_POINTS: i64 = -15;
const CLOSED_POINTS: i64 = -60;

/// Measures an asset by what a person wants.
pub fn fit(wants: &Wants, thing: &Thing<'_>, today: NaiveDate) -> Fit {
    let mut fit = Fit::default();
    let holds = |codes: &str, wanted: &str| codes.split_whitespace().any(|code| code == wanted);
    let mut said: Vec<&str> = Vec::new();
    for (code, whence) in &wants.interests {
        if holds(thing.interests, code) && !said.contains(&code.as_str()) {
            said.push(code);
            fit.meets(INTEREST_POINTS, format!("matches \"{}\" ({whence})", low(INTEREST.label(code))));
        }
    }
    for code in wants.needs.iter().filter(|code| holds(thing.needs, code)) {
        fit.meets(NEED_POINTS, format!("helps with \"{}\"", low(NEED.label(code))));
    }
    for (word, whence) in &wants.words {
        let known = thing.words.split(' ').any(|kept| same_word(kept, word));
        let said_already = said.iter().any(|code| same_word(&fold::fold(INTEREST.label(code)), word));
        if known && !said_already {
            fit.meets(WORD_POINTS, format!("matches \"{word}\" ({whence})"));
        }
    }
    near(&mut fit, wants, thing);
    fit.merge(condition(thing, today));
    fit
}

/// What is to be said of an asset whoever asks: whether it runs, has room, and when its details were checked.
pub fn condition(thing: &Thing<'_>, today: NaiveDate) -> Fit {
    let mut fit = Fit::default();
    match thing.status {
        "active" | "" => {}
        "planned" => fit.against(OLD_POINTS, "Planned, not running yet"),
        other => fit.against(CLOSED_POINTS, ASSET_STATUS.label(other)),
    }
    match thing.capacity {
        "space" | "few_places" => {
            fit.score += ROOM_POINTS;
            fit.reasons.push(Reason::plus(CAPACITY.label(thing.capacity)));
        }
        "full" | "paused" => fit.against(FULL_POINTS, CAPACITY.label(thing.capacity)),
        "waiting_list" | "needs_assessment" => fit.against(OLD_POINTS, CAPACITY.label(thing.capacity)),
        _ => {}
    }
    match thing.checked_on {
        None => fit.against(OLD_POINTS, "Never checked: ring first"),
        Some(day) if days_since(day, today) > u64::from(thing.recheck_days) => {
            fit.against(OLD_POINTS, format!("Checked {}: ring first", ago(day, today)));
        }
        Some(day) => fit.reasons.push(Reason::info(format!("Checked {}", ago(day, today)))),
    }
    fit
}

/// Whether the details are too old for the default search. Details that were never checked only carry a warning.
pub fn stale(checked_on: Option<NaiveDate>, today: NaiveDate, days: u32) -> bool {
    checked_on.is_some_and(|day| days_since(day, today) > u64::from(days))
}

/// Whether an asset has closed, for good or for a time.
pub fn closed(status: &str) -> bool {
    matches!(status, "defunct" | "temporarily_closed" | "inactive")
}

/// Where a kind of asset stands among those that fit alike: groups and neighbours before places, services last.
pub fn standing(kind: &str) -> u8 {
    match kind {
        "association" | "individual_resident" => 0,
        "story_culture" | "place_physical" => 1,
        _ => 2,
    }
}

impl Fit {
    fn meets(&mut self, points: i64, text: String) {
        self.score += points;
        self.met += 1;
        self.reasons.push(Reason::plus(text));
    }

    fn against(&mut self, points: i64, text: impl Into<String>) {
        self.score += points;
        self.reasons.push(Reason::minus(text));
    }

    fn merge(&mut self, other: Self) {
        self.score += other.score;
        self.met += other.met;
        self.reasons.extend(other.reasons);
        let place = |reason: &Reason| match reason.good {
            Some(true) => 0,
            Some(false) => 1,
            None => 2,
        };
        self.reasons.sort_by_key(place);
    }
}

/// There is no table of postcodes yet, so nearness is told by the district of the postcode alone.
fn near(fit: &mut Fit, wants: &Wants, thing: &Thing<'_>) {
    let (home, there) = (postcode::outward(&wants.postcode), postcode::outward(thing.postcode));
    if !home.is_empty() && home == there {
        fit.score += NEAR_POINTS;
        fit.reasons.push(Reason::plus(format!("same postcode area {home}")));
    }
}

fn days_since(day: NaiveDate, today: NaiveDate) -> u64 {
    u64::try_from(today.signed_duration_since(day).num_days()).unwrap_or(0)
}

/// How long ago a day was, in days, weeks or months, always with its date: `5 months ago (Fri 3 Oct 2025)`.
pub fn ago(day: NaiveDate, today: NaiveDate) -> String {
    let days = days_since(day, today);
    let counted = match days {
        0..=20 => return when::relative(day, today),
        21..=60 => format!("{} weeks ago", days / 7),
        61..=729 => format!("{} months ago", days / 30),
        _ => format!("{} years ago", days / 365),
    };
    format!("{counted} ({})", when::show_day(day))
}

fn low(label: &str) -> String {
    label.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn today() -> NaiveDate {
        day("2026-03-03")
    }

    fn thing() -> Thing<'static> {
        Thing {
            name: "Tuesday Lunch Club",
            kind: "association",
            needs: "loneliness food",
            interests: "cooking gardening",
            words: "tuesday lunch club baking and company",
            postcode: "S6 3BS",
            status: "active",
            capacity: "unknown",
            checked_on: Some(day("2026-02-20")),
            recheck_days: 90,
        }
    }

    fn texts(fit: &Fit) -> Vec<String> {
        fit.reasons.iter().map(|reason| format!("{} {}", reason.mark(), reason.text)).collect()
    }

    #[test]
    fn every_point_has_its_reason() {
        let wants = Wants {
            needs: vec!["loneliness".into(), "pain".into()],
            interests: vec![("gardening".into(), "interests"), ("gardening".into(), "offers")],
            words: vec![("bake".into(), "offers"), ("chess".into(), "offers")],
            postcode: "S6 1AA".into(),
        };
        let fit = fit(&wants, &thing(), today());
        assert_eq!(fit.met, 3);
        assert_eq!(
            texts(&fit),
            [
                "+ matches \"gardening\" (interests)",
                "+ helps with \"loneliness\"",
                "+ matches \"bake\" (offers)",
                "+ same postcode area S6",
                ". Checked 11 days ago (Fri 20 Feb 2026)"
            ]
        );
    }

    #[test]
    fn a_full_an_unchecked_and_a_closed_asset_carry_a_warning() {
        let old = Thing { capacity: "full", checked_on: Some(day("2025-10-03")), ..thing() };
        let found = fit(&Wants::default(), &old, today());
        assert_eq!(texts(&found), ["- Full", "- Checked 5 months ago (Fri 3 Oct 2025): ring first"]);
        let sooner = Thing { recheck_days: 10, ..thing() };
        assert_eq!(
            texts(&condition(&sooner, today())),
            ["- Checked 11 days ago (Fri 20 Feb 2026): ring first"]
        );
        let never = Thing { status: "temporarily_closed", checked_on: None, ..thing() };
        let found = fit(&Wants::default(), &never, today());
        assert_eq!(texts(&found), ["- Closed for a time", "- Never checked: ring first"]);
        assert!(stale(Some(day("2025-08-01")), today(), 180) && !stale(None, today(), 180));
    }

    #[test]
    fn a_group_never_scores_less_than_a_service_that_fits_alike() {
        let wants = Wants { needs: vec!["loneliness".into()], ..Wants::default() };
        let service = Thing { kind: "institution", ..thing() };
        assert_eq!(fit(&wants, &thing(), today()).score, fit(&wants, &service, today()).score);
        assert!(standing("association") < standing("institution"));
        assert!(standing("individual_resident") < standing("economic_exchange"));
    }

    #[test]
    fn how_long_ago_always_has_its_date() {
        for (on, said) in [
            ("2026-03-03", "today"),
            ("2026-03-02", "yesterday (Mon 2 Mar 2026)"),
            ("2026-02-10", "3 weeks ago (Tue 10 Feb 2026)"),
            ("2025-10-03", "5 months ago (Fri 3 Oct 2025)"),
            ("2023-03-01", "3 years ago (Wed 1 Mar 2023)"),
        ] {
            assert_eq!(ago(day(on), today()), said);
        }
    }
}
