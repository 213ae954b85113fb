//! Which offers fit which wishes, with the reasons for and against.

use super::weight::{INTEREST as INTEREST_POINTS, NEAR, ROOM, WORD};
use super::{Fit, Reason, low};
use crate::domain::postcode;
use crate::domain::vocabulary::INTEREST;

/// An offer or a wish, as it is measured against others.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The telling words of what is offered or wished for.
    pub words: &'a [String],
    /// The stem of each of them.
    pub stems: &'a [&'a str],
    /// Interests it has to do with, codes.
    pub interests: &'a [&'a str],
    /// Whether they may be introduced.
    pub introduce: Option<bool>,
    /// Their postcode.
    pub postcode: &'a str,
}

/// The points of an offer and a wish that share so many interests and words, without the reasons: most pairs are only
/// compared, never shown.
pub fn pair_score(interests: i64, words: i64, offer: &Wish<'_>, ask: &Wish<'_>) -> i64 {
    let mut score = interests * INTEREST_POINTS + words * WORD;
    around(offer, ask, &mut |points, _| score += points);
    score
}

/// Measures an offer by a wish: the same interest, the same word, and whether both said yes to being introduced. Whoever
/// said no is never laid beside anybody.
pub fn pair(offer: &Wish<'_>, ask: &Wish<'_>) -> Fit {
    let mut fit = Fit::default();
    let mut add = |points: i64, reason: &dyn Fn() -> Reason| {
        fit.score += points;
        fit.reasons.push(Reason { points, ..reason() });
    };
    let mut met = 0;
    for code in ask.interests.iter().filter(|code| offer.interests.contains(code)) {
        met += 1;
        let label = || Reason::plus(format!("same interest: {}", low(INTEREST.label(code))));
        add(INTEREST_POINTS, &label);
    }
    for (word, _) in ask.words.iter().zip(ask.stems).filter(|(_, stem)| offer.stems.contains(stem)) {
        met += 1;
        add(WORD, &|| Reason::plus(format!("both say \"{word}\"")));
    }
    if met > 0 {
        around(offer, ask, &mut add);
    }
    fit.met = met;
    fit
}

/// What counts besides what is shared: the same area, and whether both may be introduced.
fn around(offer: &Wish<'_>, ask: &Wish<'_>, add: &mut impl FnMut(i64, &dyn Fn() -> Reason)) {
    let area = postcode::outward(offer.postcode);
    if !area.is_empty() && area == postcode::outward(ask.postcode) {
        add(NEAR, &|| Reason::plus(format!("same postcode area {area}")));
    }
    match (offer.introduce, ask.introduce) {
        (Some(true), Some(true)) => add(ROOM, &|| Reason::plus("both said yes to be introduced")),
        _ => add(0, &|| Reason::info("Ask both before you introduce them")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::matching::{stem, telling_words};

    fn stems(words: &[String]) -> Vec<&str> {
        words.iter().map(|word| stem(word)).collect()
    }

    fn texts(fit: &Fit) -> Vec<String> {
        fit.reasons.iter().map(|reason| format!("{} {}", reason.mark(), reason.text)).collect()
    }

    #[test]
    fn an_offer_and_a_wish_meet_by_interest_or_by_word_and_say_so() {
        let (welsh, speak, shelf) =
            ["Welsh conversation", "someone to speak Welsh with", "a shelf put up"].map(telling_words).into();
        let all = [stems(&welsh), stems(&speak), stems(&shelf)];
        let offer = Wish {
            words: &welsh,
            stems: &all[0],
            interests: &["language"],
            introduce: Some(true),
            postcode: "S6 1AA",
        };
        let ask = Wish { words: &speak, stems: &all[1], postcode: "S6 2BB", ..offer };
        let fit = pair(&offer, &ask);
        assert_eq!(
            texts(&fit),
            [
                "+ same interest: language",
                "+ both say \"welsh\"",
                "+ same postcode area S6",
                "+ both said yes to be introduced"
            ]
        );
        let other = Wish { words: &shelf, stems: &all[2], interests: &["repair_making"], ..ask };
        assert_eq!(pair(&offer, &other), Fit::default());
        assert_eq!(pair_score(1, 1, &offer, &ask), fit.score);
        let unsaid = pair(&Wish { introduce: None, ..offer }, &ask);
        assert!(texts(&unsaid).contains(&". Ask both before you introduce them".to_owned()));
    }
}
