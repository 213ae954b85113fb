//! How the words that were typed meet one asset.

use super::Candidate;
use crate::domain::fold;
use crate::domain::matching::plain;
use crate::domain::vocabulary::{INTEREST, NEED};
use crate::store::find::judge::{How, Judge};

/// Words that were typed, and whether one of them may be an everyday word for days, cost or access: to work those out for
/// every candidate takes time.
pub(in crate::store::find) struct Typed {
    pub words: Vec<String>,
    plain: bool,
}

impl Typed {
    /// The words of a search.
    pub fn new(words: Vec<String>) -> Self {
        let may = |typed: &String| {
            plain::all().iter().any(|plain| Judge::meets_asset(typed, plain, true).is_some())
        };
        let plain = words.iter().any(may);
        Self { words, plain }
    }
}

/// Points of a typed word, by where it was met. A name says most; the words of a description say least.
const WHOLE: i64 = 300;
const FORM: i64 = 240;
const BEGINS: i64 = 200;
const NEAR: i64 = 100;
const PLACE: i64 = 130;
const PLACE_BEGINS: i64 = 90;
const TOPIC: i64 = 110;
const SAID: i64 = 40;
/// The whole name was typed, or its beginning word for word.
const WHOLE_NAME: i64 = 250;
const NAME_BEGINS: i64 = 90;
/// Shared out by how much of the name was typed.
const COVERED: i64 = 60;

impl Candidate {
    /// Whether every word that was typed is one of its words, or a slip or two away from one.
    pub fn has_all(&self, typed: &Typed) -> bool {
        let labels = [NEED.labels(&self.needs), INTEREST.labels(&self.interests)];
        let texts = [&self.hit.name, &self.hit.place, &self.address, &self.run_by, &self.description];
        let plain = self.plain(typed);
        let words: Vec<String> = texts
            .into_iter()
            .chain(&labels)
            .chain([&self.hit.postcode, &self.access, &self.languages, &plain])
            .flat_map(|text| fold::words(text))
            .collect();
        typed
            .words
            .iter()
            .all(|typed| words.iter().any(|kept| Judge::meets_asset(typed, kept, true).is_some()))
    }

    /// The everyday words for its days, its cost and its access, where one of them may be meant.
    fn plain(&self, typed: &Typed) -> String {
        if typed.plain {
            plain::words(self.facts.week, self.facts.pence, &self.access)
        } else {
            String::new()
        }
    }

    /// How well the words that were typed fit it: its name most, then where and what it is, then what is said of it.
    pub fn words_fit(&self, typed: &Typed, judge: &Judge) -> i64 {
        let name = fold::fold(&self.hit.name);
        let names: Vec<&str> = name.split(' ').collect();
        let places =
            fold::fold(&format!("{} {} {} {}", self.hit.place, self.address, self.hit.postcode, self.run_by));
        let whole: String = self.hit.postcode.chars().filter(|letter| *letter != ' ').collect();
        let places = format!("{places} {}", whole.to_lowercase());
        let topics = fold::fold(&format!(
            "{} {} {} {}",
            self.needs,
            NEED.labels(&self.needs),
            self.interests,
            INTEREST.labels(&self.interests)
        ));
        // What is free of steps is not free of charge for it.
        let plain =
            plain::words(self.facts.week, self.facts.pence, &self.access).replace("step free", "step");
        let mut covered = vec![false; names.len()];
        let mut points = 0;
        for word in &typed.words {
            let best = names
                .iter()
                .enumerate()
                .filter_map(|(at, kept)| Some((Judge::meets_asset(word, kept, self.by_slip)?, at)))
                .min();
            if let Some((how, at)) = best {
                if let Some(covered) = covered.get_mut(at) {
                    *covered = true;
                }
                points += match how {
                    How::Whole => WHOLE,
                    How::Form => FORM,
                    How::Begins => BEGINS,
                    How::Near => NEAR,
                };
                points += judge.score(word, names.iter().copied(), how == How::Near);
                continue;
            }
            let met = |text: &str| {
                text.split(' ').filter_map(|kept| Judge::meets_asset(word, kept, self.by_slip)).min()
            };
            points += match (met(&places), [met(&topics), met(&plain)].into_iter().flatten().min()) {
                // Of an asset that lacks what was typed beside it, a word of the place says little.
                (Some(_), None) if self.without.is_some() => SAID,
                (Some(How::Whole | How::Form), _) => PLACE,
                (_, Some(How::Whole | How::Form)) => TOPIC,
                (Some(_), _) | (_, Some(_)) => PLACE_BEGINS,
                _ => SAID,
            };
        }
        let phrase = typed.words.join(" ");
        if name == phrase {
            points += WHOLE_NAME;
        } else if name.strip_prefix(phrase.as_str()).is_some_and(|rest| rest.starts_with(' ')) {
            points += NAME_BEGINS;
        }
        let (met, all) = (covered.iter().filter(|met| **met).count(), names.len());
        points + COVERED * i64::try_from(met).unwrap_or(0) / i64::try_from(all).unwrap_or(1).max(1)
    }
}
