//! Which offers fit which wishes, with the reasons for and against.

use super::weight::{
    ALIKE_WORD, AROUND, FAR, FREE_THEN, GIFT, INTEREST as INTEREST_POINTS, NEAR, NEXT_DOOR, NOT_FREE,
    OTHER_LANGUAGE, ROOM, SAME_AREA, SPEAKS, WITHIN, WORD,
};
use super::{Distance, FAR_MILES, Fit, Reason, capital, low};
use crate::domain::place::From;
use crate::domain::timetable::Week;
use crate::domain::vocabulary::{GIFT_KIND, INTEREST};

/// An offer or a wish, as it is measured against others.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish<'a> {
    /// The telling words of what is offered or wished for.
    pub words: &'a [String],
    /// The stem of each of them.
    pub stems: &'a [&'a str],
    /// The sets of like words in which each of them stands.
    pub sets: &'a [&'a [usize]],
    /// Interests it has to do with, codes.
    pub interests: &'a [&'a str],
    /// The kind of gift of an offer, or the kinds that a group welcomes, codes.
    pub gifts: &'a str,
    /// Whether they may be introduced.
    pub introduce: Option<bool>,
    /// The area of their postcode: `S6`.
    pub outward: &'a str,
    /// The same as a number, as [`area_number`] gives it: areas are compared for millions of pairs.
    pub area: u64,
    /// Where they are, as well as it is known, and whether that is the place itself or only the middle of an area.
    pub spot: Option<(From, bool)>,
    /// When they are free; nothing where nobody asked.
    pub week: Week,
    /// Their language, folded; nothing for English and where it is not known.
    pub language: &'a str,
    /// They need an interpreter.
    pub interpreter: bool,
}

/// How much an offer and a wish share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Interests.
    pub interests: i64,
    /// Words that are the same.
    pub words: i64,
    /// Other words of the wish that mean much the same as one of the offer.
    pub alike: i64,
    /// Kinds of gift that the group welcomes: 1 or 0.
    pub gifts: i64,
}

impl Shared {
    /// Whether anything is shared by which a pair is worth a look.
    pub fn anything(self) -> bool {
        (self.interests, self.words, self.alike) != (0, 0, 0)
    }
}

/// The points of an offer and a wish that share so much, without the reasons: most pairs are only compared, never shown.
pub fn pair_score(shared: Shared, offer: &Wish<'_>, ask: &Wish<'_>) -> i64 {
    let mut score = shared.interests * INTEREST_POINTS
        + shared.words * WORD
        + shared.alike * ALIKE_WORD
        + shared.gifts * GIFT;
    around(offer, ask, &mut |points, _| score += points);
    score
}

/// Measures an offer by a wish: the same interest, the same word or one that means the same, how near they are, when they
/// are free, how they speak, and whether both said yes to being introduced. Whoever said no is never laid beside anybody.
pub fn pair(offer: &Wish<'_>, ask: &Wish<'_>) -> Fit {
    let mut fit = Fit::default();
    let mut add = |points: i64, reason: &dyn Fn() -> Reason| {
        fit.score += points;
        fit.reasons.push(Reason { points, ..reason() });
    };
    let mut met = 0;
    for code in ask.interests.iter().filter(|code| offer.interests.contains(code)) {
        met += 1;
        add(INTEREST_POINTS, &|| Reason::plus(format!("same interest: {}", low(INTEREST.label(code)))));
    }
    for ((word, stem), sets) in ask.words.iter().zip(ask.stems).zip(ask.sets) {
        if offer.stems.contains(stem) {
            met += 1;
            add(WORD, &|| Reason::plus(format!("both say \"{word}\"")));
        } else if let Some(other) = like(offer, sets) {
            met += 1;
            add(ALIKE_WORD, &|| Reason::plus(format!("\"{word}\" is much like \"{other}\"")));
        }
    }
    if met > 0 {
        if welcomes(offer, ask) {
            let kind = GIFT_KIND.label(offer.gifts).split(':').next().unwrap_or_default();
            add(GIFT, &|| Reason::plus(format!("the group welcomes gifts of the {}", low(kind))));
        }
        around(offer, ask, &mut add);
    }
    fit.met = met;
    fit.in_order();
    fit
}

/// The area of a postcode as a number: its letters side by side; 0 where it is not known.
pub fn area_number(outward: &str) -> u64 {
    outward.bytes().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(byte))
}

/// Whether a group says that it welcomes the kind of gift that is offered.
pub fn welcomes(offer: &Wish<'_>, ask: &Wish<'_>) -> bool {
    !offer.gifts.is_empty() && ask.gifts.split_whitespace().any(|kind| kind == offer.gifts)
}

/// The word of the offer that stands in one of the sets.
fn like<'a>(offer: &Wish<'a>, sets: &[usize]) -> Option<&'a str> {
    let mut words = offer.words.iter().zip(offer.sets);
    words.find(|(_, own)| own.iter().any(|set| sets.contains(set))).map(|(word, _)| word.as_str())
}

/// What counts besides what is shared: how near, when, in which language, and whether both may be introduced.
fn around(offer: &Wish<'_>, ask: &Wish<'_>, add: &mut impl FnMut(i64, &dyn Fn() -> Reason)) {
    near(offer, ask, add);
    if !offer.week.is_unknown() && !ask.week.is_unknown() {
        let both = offer.week.meets(ask.week);
        if both.is_unknown() {
            add(NOT_FREE, &|| Reason::minus("Not free at the same time"));
        } else {
            add(FREE_THEN, &|| Reason::plus(format!("both can on {}", both.days())));
        }
    }
    let said = !(offer.language.is_empty() && ask.language.is_empty());
    let same = !said || offer.language == ask.language;
    if said && same {
        add(SPEAKS, &|| Reason::plus(format!("both speak {}", capital(ask.language))));
    } else if !same && (offer.interpreter || ask.interpreter) {
        add(OTHER_LANGUAGE, &|| Reason::minus("They may need an interpreter"));
    }
    match (offer.introduce, ask.introduce) {
        (Some(true), Some(true)) => add(ROOM, &|| Reason::plus("both said yes to be introduced")),
        _ => add(0, &|| Reason::info("Ask both before you introduce them")),
    }
}

fn near(offer: &Wish<'_>, ask: &Wish<'_>, add: &mut impl FnMut(i64, &dyn Fn() -> Reason)) {
    let area = offer.outward;
    let same_area = offer.area != 0 && offer.area == ask.area;
    let spots = offer.spot.zip(ask.spot).filter(|((_, one), (_, other))| !same_area || *one || *other);
    let Some(((one, one_exact), (other, other_exact))) = spots else {
        if same_area {
            add(SAME_AREA, &|| Reason::plus(format!("same postcode area {area}")));
        }
        return;
    };
    let distance = Distance { miles: one.squared(other.at).sqrt(), exact: one_exact && other_exact };
    let points = match distance.miles {
        // Two middles of one area: how far apart they are is not known.
        ..0.05 if !distance.exact => SAME_AREA,
        ..=0.5 => NEXT_DOOR,
        ..=1.0 => NEAR,
        ..=2.0 => AROUND,
        ..=5.0 => WITHIN,
        miles if miles > f64::from(FAR_MILES) => FAR,
        _ => 0,
    };
    add(points, &|| {
        let words = distance.words();
        match points {
            1.. => Reason::plus(words),
            0 => Reason::info(capital(&words)),
            _ => Reason::minus(capital(&words)),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::matching::{Synonyms, stem, telling_words};
    use crate::domain::place::Point;
    use crate::domain::timetable;

    /// What is offered or wished for, taken apart.
    struct Said {
        words: Vec<String>,
        all: Synonyms,
    }

    impl Said {
        fn new(text: &str) -> Self {
            Self { words: telling_words(text), all: Synonyms::default() }
        }

        fn with<T>(&self, then: impl FnOnce(Wish<'_>) -> T) -> T {
            let stems: Vec<&str> = self.words.iter().map(|word| stem(word)).collect();
            let sets: Vec<&[usize]> = stems.iter().map(|stem| self.all.of(stem)).collect();
            then(Wish { words: &self.words, stems: &stems, sets: &sets, ..Wish::default() })
        }
    }

    fn texts(fit: &Fit) -> Vec<String> {
        fit.reasons.iter().map(|reason| format!("{} {}", reason.mark(), reason.text)).collect()
    }

    #[test]
    fn an_offer_and_a_wish_meet_by_interest_or_by_word_and_say_so() {
        let [welsh, speak, shelf] =
            ["Welsh conversation", "someone to speak Welsh with", "a shelf put up"].map(Said::new);
        welsh.with(|offer| {
            let (offer, shared) = (
                Wish {
                    interests: &["language"],
                    introduce: Some(true),
                    outward: "S6",
                    area: area_number("S6"),
                    language: "welsh",
                    ..offer
                },
                Shared { interests: 1, words: 1, ..Shared::default() },
            );
            speak.with(|ask| {
                let ask = Wish { interests: &["language"], outward: "S6", area: area_number("S6"), ..ask };
                let ask = Wish { introduce: Some(true), language: "welsh", ..ask };
                let fit = pair(&offer, &ask);
                assert_eq!(
                    texts(&fit),
                    [
                        "+ same interest: language",
                        "+ both say \"welsh\"",
                        "+ same postcode area S6",
                        "+ both speak Welsh",
                        "+ both said yes to be introduced"
                    ]
                );
                assert_eq!(pair_score(shared, &offer, &ask), fit.score);
                let unsaid = pair(&Wish { introduce: None, ..offer }, &ask);
                assert!(texts(&unsaid).contains(&". Ask both before you introduce them".to_owned()));
            });
            shelf.with(|other| assert_eq!(pair(&offer, &other).met, 0));
        });
    }

    #[test]
    fn the_same_skill_in_other_words_is_met_and_both_words_are_said() {
        let [ukulele, guitar] = ["ukulele lessons", "somebody to play guitar with"].map(Said::new);
        ukulele.with(|offer| {
            guitar.with(|ask| {
                assert_eq!(
                    texts(&pair(&offer, &ask)),
                    ["+ \"guitar\" is much like \"ukulele\"", ". Ask both before you introduce them"]
                );
                let shared = Shared { alike: 1, ..Shared::default() };
                assert_eq!(pair_score(shared, &offer, &ask), pair(&offer, &ask).score);
            });
        });
    }

    #[test]
    fn how_far_when_and_in_which_language_count_for_and_against() {
        let chess = Said::new("chess");
        chess.with(|one| {
            let spot = |lat: i64| (Point { lat, lon: -1_480_000 }.from_here(), true);
            let offer =
                Wish { spot: Some(spot(53_381_000)), week: timetable::read("Tue, Thu mornings").week, ..one };
            let fits =
                Wish { spot: Some(spot(53_383_000)), week: timetable::read("Tue 10:00-12:00").week, ..one };
            let said = texts(&pair(&offer, &fits));
            assert!(said.contains(&"+ both can on Tue".to_owned()), "{said:?}");
            assert!(said.iter().any(|text| text.starts_with("+ 0.1 miles")), "{said:?}");
            let far = Wish {
                spot: Some(spot(53_981_000)),
                week: timetable::read("Mon evening").week,
                interpreter: true,
                language: "urdu",
                ..one
            };
            let said = texts(&pair(&offer, &far));
            assert!(said.contains(&"- Not free at the same time".to_owned()), "{said:?}");
            assert!(said.contains(&"- They may need an interpreter".to_owned()), "{said:?}");
            assert!(said.iter().any(|text| text.starts_with("- 41 miles")), "{said:?}");
        });
    }
}
