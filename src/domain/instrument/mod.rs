//! Instruments that measure how somebody is: their items, their scoring, and what may be shown of their wording.
//!
//! They are data (`instruments.toml`). Sources of the scoring: ONS personal well-being user guidance; ONS national measurement
//! of loneliness; the SWEMWBS conversion table of the University of Warwick; the field notes of the product for the others.

pub mod asked;
mod course;
pub mod wording;

pub use self::course::first;

use std::sync::LazyLock;

use serde::Deserialize;

use super::vocabulary::{INSTRUMENT, MEASURE_STAGE};

/// Which way is good for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// One item that is answered with a number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its code.
    pub code: String,
    /// What people call it.
    pub label: String,
    /// The question, where the licence lets it be shown.
    #[serde(default)]
    pub ask: String,
    /// The lowest answer.
    pub from: i64,
    /// The highest answer.
    pub to: i64,
    /// Which way is better, for an item that is a scale of its own.
    pub better: Option<Better>,
    /// Whether the result is incomplete without it.
    #[serde(default = "yes")]
    pub needed: bool,
    /// Whether it may have one digit behind the point.
    #[serde(default)]
    pub tenths: bool,
}

fn yes() -> bool {
    true
}

/// A scale that is made of several items.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Its code.
    pub code: String,
    /// What people call it.
    pub label: String,
    /// The items that are added up; all of them are needed.
    pub of: Vec<String>,
    /// Which way is better.
    pub better: Better,
    /// The sum that the first entry of the table stands for.
    #[serde(default)]
    pub first: i64,
    /// For each sum the score in hundredths; the sum itself where there is none.
    #[serde(default)]
    pub table: Vec<i64>,
}

/// An instrument.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its code; that of its table in the file.
    #[serde(default)]
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its short name.
    pub short: String,
    /// Whose it is, and what one may do with it.
    pub licence: String,
    /// Whether its wording may be shown.
    #[serde(default)]
    pub wording: bool,
    /// The scale of several items, where it has one.
    pub total: Option<Total>,
    /// The code of the scale that is kept as the score, where there are several and no total.
    pub stands: Option<String>,
    /// How many digits of a profile may stand together (`21312`), for the first items; 0 where it has no profile.
    #[serde(default)]
    pub profile: usize,
    /// Its items, in order.
    pub items: Vec<Item>,
}

/// A result on one scale, in hundredths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The code of the scale.
    pub scale: String,
    /// What people call it.
    pub label: String,
    /// The score in hundredths.
    pub hundredths: i64,
    /// Which way is better.
    pub better: Better,
}

/// Every instrument, in the order of the vocabulary.
pub fn all() -> &'static [Instrument] {
    static ALL: LazyLock<Vec<Instrument>> = LazyLock::new(|| {
        let mut read: toml::Table = include_str!("instruments.toml").parse().unwrap_or_default();
        let codes = INSTRUMENT.terms.iter().map(|term| term.code);
        let one = |code: &str| {
            let mut found: Instrument = read.remove(code)?.try_into().ok()?;
            code.clone_into(&mut found.code);
            Some(found)
        };
        codes.filter_map(one).collect()
    });
    &ALL
}

/// The instrument of that code.
pub fn named(code: &str) -> Option<&'static Instrument> {
    all().iter().find(|one| one.code == code)
}

/// What a result is called: `SWEMWBS, at the start`.
pub fn titled(code: &str, stage: &str) -> String {
    let stage = MEASURE_STAGE.label(stage).to_lowercase();
    format!("{}, {stage}", INSTRUMENT.label(code))
}

/// The scores of answers to an instrument, as people read them; nothing for one that is not known.
pub fn said(code: &str, items: &str) -> String {
    named(code).map_or_else(String::new, |one| one.said(items))
}

impl Instrument {
    /// The answers that a text gives, in the order of the items, in hundredths; a hyphen stands for one that was left out.
    ///
    /// # Errors
    /// A sentence that says what the item can be, or how many there are.
    pub fn read(&self, text: &str) -> Result<Vec<Option<i64>>, String> {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/'))
            .filter(|word| !word.is_empty())
            .collect();
        // The digits of a profile may stand together.
        let digits: Vec<String> = match words.as_slice() {
            [profile, rest @ ..] if self.profile > 0 && profile.len() == self.profile => {
                profile.chars().map(String::from).chain(rest.iter().map(|word| (*word).to_owned())).collect()
            }
            words => words.iter().map(|word| (*word).to_owned()).collect(),
        };
        if digits.len() > self.items.len() || digits.is_empty() {
            let labels: Vec<&str> = self.items.iter().map(|item| item.label.as_str()).collect();
            return Err(format!("{} has {} answers: {}.", self.short, self.items.len(), labels.join(", ")));
        }
        let mut answers = Vec::with_capacity(self.items.len());
        for (at, item) in self.items.iter().enumerate() {
            answers.push(match digits.get(at).map_or("-", String::as_str) {
                "-" => None,
                word => Some(item.read(word)?),
            });
        }
        Ok(answers)
    }

    /// Answers as a text that reads back.
    pub fn written(answers: &[Option<i64>]) -> String {
        let words: Vec<String> =
            answers.iter().map(|answer| answer.map_or_else(|| "-".to_owned(), shown)).collect();
        words.join(" ")
    }

    /// Whether every item that is needed was answered.
    pub fn is_complete(&self, answers: &[Option<i64>]) -> bool {
        self.items.iter().zip(answers).all(|(item, answer)| answer.is_some() || !item.needed)
    }

    /// The result on each of its scales that the answers give.
    pub fn scores(&self, answers: &[Option<i64>]) -> Vec<Score> {
        let mut scores = Vec::new();
        if let Some(total) = &self.total {
            let of = |code: &String| {
                let at = self.items.iter().position(|item| item.code == *code)?;
                answers.get(at).copied().flatten()
            };
            let parts: Option<Vec<i64>> = total.of.iter().map(of).collect();
            if let Some(hundredths) = parts.and_then(|parts| total.score(parts.iter().sum::<i64>() / 100)) {
                let (scale, label) = (total.code.clone(), total.label.clone());
                scores.push(Score { scale, label, hundredths, better: total.better });
            }
        }
        for (item, answer) in self.items.iter().zip(answers) {
            if let (Some(better), Some(hundredths)) = (item.better, *answer) {
                scores.push(Score {
                    scale: item.code.clone(),
                    label: item.label.clone(),
                    hundredths,
                    better,
                });
            }
        }
        scores
    }

    /// The one score that is kept beside the answers: on the scale that stands for the instrument, else its total, else its
    /// only scale. Several scales are never made one, and no scale stands in for one that has no result.
    pub fn score(&self, answers: &[Option<i64>]) -> Option<Score> {
        let scales = self.scales();
        let only = scales.first().filter(|_| scales.len() == 1).map(|(code, ..)| *code);
        let total = self.total.as_ref().map(|total| total.code.as_str());
        let kept = self.stands.as_deref().or(total).or(only)?;
        self.scores(answers).into_iter().find(|score| score.scale == kept)
    }

    /// The scores of answers as they are kept, as people read them: `Satisfied 7, Worthwhile 8, not complete (2 of 4 answered)`.
    pub fn said(&self, items: &str) -> String {
        let answers = self.read(items).unwrap_or_default();
        let scores = self.scores(&answers);
        let mut said: Vec<String> =
            scores.iter().map(|score| format!("{} {}", score.label, shown(score.hundredths))).collect();
        said.extend(self.gap(&answers));
        let said = said.join(", ");
        if said.starts_with("not") { said.replacen('n', "N", 1) } else { said }
    }

    /// Its scales: code, what people call it, and which way is better.
    pub fn scales(&self) -> Vec<(&str, &str, Better)> {
        let total = self.total.iter().map(|total| (total.code.as_str(), total.label.as_str(), total.better));
        let own = self
            .items
            .iter()
            .filter_map(|item| Some((item.code.as_str(), item.label.as_str(), item.better?)));
        total.chain(own).collect()
    }

    /// The lowest and the highest score on a scale.
    pub fn range(&self, scale: &str) -> Option<(i64, i64)> {
        if let Some(total) = self.total.as_ref().filter(|total| total.code == scale) {
            let of = || self.items.iter().filter(|item| total.of.contains(&item.code));
            return Some((of().map(|item| item.from).sum(), of().map(|item| item.to).sum()));
        }
        self.items.iter().find(|item| item.code == scale).map(|item| (item.from, item.to))
    }
}

impl Item {
    /// Whether a word is an answer to it.
    ///
    /// # Errors
    /// What it can be.
    pub fn reads(&self, word: &str) -> Result<(), String> {
        if word == "-" { Ok(()) } else { self.read(word).map(drop) }
    }

    fn read(&self, word: &str) -> Result<i64, String> {
        let hundredths =
            word.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number * 100.0);
        let step = if self.tenths { 10 } else { 100 };
        // Answers are far smaller than what a float holds exactly.
        #[expect(clippy::cast_possible_truncation, reason = "checked against the range just after")]
        let found = hundredths.map(|number| number.round() as i64).filter(|number| number % step == 0);
        found.filter(|number| (self.from * 100..=self.to * 100).contains(number)).ok_or_else(|| {
            format!("{} is a number from {} to {}, or a hyphen.", self.label, self.from, self.to)
        })
    }
}

impl Total {
    /// The score of a sum, in hundredths.
    fn score(&self, sum: i64) -> Option<i64> {
        if self.table.is_empty() {
            return Some(sum * 100);
        }
        usize::try_from(sum - self.first).ok().and_then(|at| self.table.get(at)).copied()
    }
}

/// Hundredths as people write them: `7`, `19.98`, `56.4`.
pub fn shown(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, (hundredths % 100).abs());
    let sign = if hundredths < 0 && whole == 0 { "-" } else { "" };
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instrument_of_the_vocabulary_is_there_whole() {
        let codes: Vec<&str> = all().iter().map(|one| one.code.as_str()).collect();
        let wanted: Vec<&str> = INSTRUMENT.terms.iter().map(|term| term.code).collect();
        assert_eq!(codes, wanted);
        for one in all() {
            assert!(!one.licence.is_empty() && !one.scales().is_empty(), "{}", one.code);
            assert!(one.items.iter().all(|item| one.wording != item.ask.is_empty()), "{}", one.code);
        }
    }

    #[test]
    fn swemwbs_is_converted_by_its_published_table_for_all_raw_scores() {
        let published = [
            "7", "9.51", "11.25", "12.4", "13.33", "14.08", "14.75", "15.32", "15.84", "16.36", "16.88",
            "17.43", "17.98", "18.59", "19.25", "19.98", "20.73", "21.54", "22.35", "23.21", "24.11",
            "25.03", "26.02", "27.03", "28.13", "29.31", "30.7", "32.55", "35",
        ];
        let swemwbs = named("swemwbs").unwrap();
        for (raw, metric) in (7..=35).zip(published) {
            // Items of one to five that add up to the raw score.
            let (each, more) = (raw / 7, raw % 7);
            let items: Vec<String> = (0..7).map(|at| (each + i64::from(at < more)).to_string()).collect();
            let answers = swemwbs.read(&items.join(" ")).unwrap();
            let scores = swemwbs.scores(&answers);
            assert_eq!(shown(scores[0].hundredths), metric, "raw {raw}");
        }
        let short = swemwbs.read("1 2 3 4 5 1").unwrap();
        assert!(!swemwbs.is_complete(&short) && swemwbs.scores(&short).is_empty());
    }

    #[test]
    fn answers_are_read_written_and_refused_in_words() {
        let ons4 = named("ons4").unwrap();
        let answers = ons4.read("7, 8; 6 4").unwrap();
        assert_eq!(Instrument::written(&answers), "7 8 6 4");
        let scores: Vec<String> = ons4
            .scores(&answers)
            .iter()
            .map(|one| format!("{} {}", one.scale, shown(one.hundredths)))
            .collect();
        assert_eq!(scores, ["satisfied 7", "worthwhile 8", "happy 6", "anxious 4"]);
        assert!(ons4.is_complete(&answers));
        let partly = ons4.read("7 - 6").unwrap();
        assert_eq!((Instrument::written(&partly).as_str(), ons4.is_complete(&partly)), ("7 - 6 -", false));
        assert_eq!(
            ons4.read("7 8 11").unwrap_err(),
            "Happy yesterday is a number from 0 to 10, or a hyphen."
        );
        assert!(ons4.read("7.5").is_err() && ons4.read("").is_err() && ons4.read("1 2 3 4 5").is_err());
        let pam = named("pam").unwrap();
        assert_eq!(shown(pam.scores(&pam.read("56.4 3").unwrap())[0].hundredths), "56.4");
        assert!(pam.is_complete(&pam.read("56.4").unwrap()) && pam.read("56.44").is_err());
        let lonely = named("loneliness").unwrap();
        let told: Vec<i64> =
            lonely.scores(&lonely.read("3 2 3 5").unwrap()).iter().map(|one| one.hundredths / 100).collect();
        assert_eq!(told, [8, 5]);
        let eq5d = named("eq5d").unwrap();
        assert_eq!(Instrument::written(&eq5d.read("21312 70").unwrap()), "2 1 3 1 2 70");
    }

    #[test]
    fn the_score_that_is_kept_is_never_that_of_another_scale() {
        let kept = |code: &str, items: &str| {
            let one = named(code).unwrap();
            one.score(&one.read(items).unwrap()).map(|score| shown(score.hundredths))
        };
        assert_eq!(kept("loneliness", "3 2 3 5").as_deref(), Some("8"));
        // Without one of the three there is no total; the direct question does not stand in for it.
        assert_eq!(kept("loneliness", "3 - 3 5"), None);
        assert_eq!(kept("pam", "56.4 3").as_deref(), Some("56.4"));
        assert_eq!(kept("pam", "- 3"), None);
        assert_eq!(kept("ons4", "7 8 6 4"), None);
    }
}
