//! How the words that were typed meet one asset.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::Candidate;
use crate::domain::fold;
use crate::domain::matching::plain;
use crate::domain::vocabulary::{INTEREST, NEED};
use crate::store::find::judge::{How, Judge};

/// Words that were typed, and what would take time to work out for every candidate.
pub(in crate::store::find) struct Typed {
    pub words: Vec<String>,
    /// All that was typed, folded, with the little words between.
    phrase: String,
    /// Whether one of them may be an everyday word for days, cost or access.
    pub plain: bool,
    /// For each of them the words of assets that a slip may have made it of, with the points of the likeness.
    near: OnceCell<Vec<HashMap<String, i64>>>,
}

impl Typed {
    /// The words of a search.
    pub fn new(text: &str, words: Vec<String>) -> Self {
        let meets = |typed: &str, plain: &str| {
            Judge::meets_asset(typed, plain).is_some() || Judge::slips(typed, plain).is_some()
        };
        let plain = words.iter().any(|typed| plain::all().iter().any(|plain| meets(typed, plain)));
        Self { words, phrase: fold::fold(text), plain, near: OnceCell::new() }
    }

    /// Keeps the words of assets that a slip may have made each of the words of.
    pub fn keep_near(&self, near: &[Vec<String>]) {
        let judge = Judge::new();
        let like = |(typed, near): (&String, &Vec<String>)| {
            let score = |word: &str| (word.to_owned(), judge.score(typed, [word].into_iter(), true));
            near.iter().flat_map(|words| words.split(' ')).map(score).collect()
        };
        // A second search of the same words finds the same.
        let _ = self.near.set(self.words.iter().zip(near).map(like).collect());
    }

    /// How one of the words meets a kept one; slips are forgiven where the asset was found by one.
    pub fn meets(&self, at: usize, kept: &str, slips: bool) -> Option<How> {
        let word = self.words.get(at)?;
        match Judge::meets_asset(word, kept) {
            None if slips && self.likeness(at, kept).is_some() => Some(How::Near),
            met => met,
        }
    }

    /// The points of a kept word that a slip may have made one of the words of.
    fn likeness(&self, at: usize, kept: &str) -> Option<i64> {
        self.near.get()?.get(at)?.get(kept).copied()
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
    /// How well the words that were typed fit it: its name most, then where and what it is, then what is said of it.
    pub fn words_fit(&self, typed: &Typed, judge: &Judge) -> i64 {
        let name = fold::fold(&self.hit.name);
        let names: Vec<&str> = name.split(' ').collect();
        // They are worked out for a word that the name does not have.
        let (places, topics, plain) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let mut covered = vec![false; names.len()];
        let mut points = 0;
        for (word, typed_word) in typed.words.iter().enumerate() {
            let best = names
                .iter()
                .enumerate()
                .filter_map(|(at, kept)| Some((typed.meets(word, kept, self.by_slip)?, at)))
                .min();
            if let Some((how, at)) = best {
                if let Some(covered) = covered.get_mut(at) {
                    *covered = true;
                }
                let kept = names.get(at).copied().unwrap_or_default();
                points += match how {
                    How::Whole => WHOLE,
                    How::Form => FORM,
                    How::Begins => BEGINS,
                    How::Near => NEAR + typed.likeness(word, kept).unwrap_or(0),
                };
                if how != How::Near {
                    points += judge.score(typed_word, names.iter().copied(), false);
                }
                continue;
            }
            let met =
                |text: &str| text.split(' ').filter_map(|kept| typed.meets(word, kept, self.by_slip)).min();
            let places = met(places.get_or_init(|| self.places()));
            let topics = met(topics.get_or_init(|| self.topics()));
            let plain = met(plain.get_or_init(|| self.plain(typed)));
            points += match (places, [topics, plain].into_iter().flatten().min()) {
                // Of an asset that lacks what was typed beside it, a word of the place says little.
                (Some(_), None) if self.without.is_some() => SAID,
                (Some(How::Whole | How::Form), _) => PLACE,
                (_, Some(How::Whole | How::Form)) => TOPIC,
                (Some(_), _) | (_, Some(_)) => PLACE_BEGINS,
                _ => SAID,
            };
        }
        if name == typed.phrase {
            points += WHOLE_NAME;
        } else if name.strip_prefix(typed.phrase.as_str()).is_some_and(|rest| rest.starts_with(' ')) {
            points += NAME_BEGINS;
        }
        let (met, all) = (covered.iter().filter(|met| **met).count(), names.len());
        points + COVERED * i64::try_from(met).unwrap_or(0) / i64::try_from(all).unwrap_or(1).max(1)
    }

    /// The folded words of where it is and who runs it; a postcode is typed without its blank, too.
    fn places(&self) -> String {
        let whole: String = self.hit.postcode.chars().filter(|letter| *letter != ' ').collect();
        fold::fold(&format!(
            "{} {} {} {} {whole}",
            self.hit.place, self.address, self.hit.postcode, self.run_by
        ))
    }

    /// The folded words of what it helps with and what is done there.
    fn topics(&self) -> String {
        let (needs, interests) = (NEED.labels(&self.needs), INTEREST.labels(&self.interests));
        fold::fold(&format!("{} {needs} {} {interests}", self.needs, self.interests))
    }

    /// The everyday words for its days, its cost and its access, where one of them may be meant.
    fn plain(&self, typed: &Typed) -> String {
        if !typed.plain {
            return String::new();
        }
        // What is free of steps is not free of charge for it.
        plain::words(self.facts.week, self.facts.pence, &self.access).replace("step free", "step")
    }
}
