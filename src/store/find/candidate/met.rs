//! Where the words that were typed stand in an asset that is shown: said of words that its name does not have, and given to the
//! screen so that their letters stand out.

use super::{Candidate, Typed, told::More};
use crate::domain::fold;
use crate::domain::matching::{Reason, plain, stem};
use crate::domain::timetable::Week;
use crate::domain::vocabulary::{GIFT_KIND, INTEREST, NEED};
use crate::store::find::judge::How;

/// Where a typed word was met.
struct Met {
    /// Which of the typed words, by its place.
    word: usize,
    how: How,
    /// What the place is called; the name of the asset has none, for it is seen.
    called: &'static str,
    /// The folded word that stands there.
    kept: String,
    /// The same as it is written there.
    written: String,
}

impl Candidate {
    /// Says where the words stand that its name does not have, and keeps what stands out.
    pub(super) fn say_where(&mut self, typed: &Typed, more: &More) {
        let texts = self.texts(typed, more);
        let lacks = |word: &String| {
            self.without.as_ref().is_some_and(|lacks| lacks.split(' ').any(|one| one == word))
        };
        let words = typed.words.iter().enumerate().filter(|(_, word)| !lacks(word)).map(|(at, _)| at);
        let met: Vec<Met> = words.filter_map(|at| self.best(typed, at, &texts)).collect();
        for one in &met {
            let letters = match one.how {
                How::Whole | How::Begins => typed.words.get(one.word),
                How::Form | How::Near => Some(&one.kept),
            };
            self.hit.met.extend(letters.cloned());
        }
        let asks_access = !plain::access_of(&typed.words).is_empty();
        let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
        for one in met.iter().filter(|one| !one.called.is_empty() || one.how == How::Near) {
            let typed = typed.words.get(one.word).map_or("", String::as_str);
            let words = match one.how {
                How::Near => format!("\"{}\" for \"{typed}\"", one.written),
                _ => format!("\"{}\"", one.written),
            };
            let called = if one.called.is_empty() { "name" } else { one.called };
            // A word that is said already, of what the person wishes or of access, is not said twice.
            if (called == "access" && asks_access)
                || self.hit.reasons.iter().any(|reason| reason.text.contains(&words))
            {
                continue;
            }
            match reasons.iter_mut().find(|(place, _)| *place == called) {
                Some((_, all)) if !all.contains(&words) => all.push(words),
                Some(_) => {}
                None => reasons.push((called, vec![words])),
            }
        }
        let said =
            reasons.iter().map(|(place, words)| Reason::plus(format!("has {} ({place})", words.join(", "))));
        self.hit.reasons.splice(0..0, said);
    }

    /// Its texts, each with what it is called, in the order in which they are looked through.
    fn texts(&self, typed: &Typed, more: &More) -> Vec<(&'static str, String)> {
        let whole: String = self.hit.postcode.chars().filter(|letter| *letter != ' ').collect();
        let coded = |labels: String, codes: &str| format!("{labels} {codes}");
        let days = if typed.plain { plain::words(self.facts.week, None, "") } else { String::new() };
        let access =
            if typed.plain { plain::words(Week::default(), None, &self.access) } else { String::new() };
        let pence = if typed.plain { plain::of_cost(self.facts.pence) } else { "" };
        vec![
            ("", self.hit.name.clone()),
            ("place", self.hit.place.clone()),
            ("address", self.address.clone()),
            ("postcode", format!("{} {whole}", self.hit.postcode)),
            ("run by", self.run_by.clone()),
            ("interests", coded(INTEREST.labels(&self.interests), &self.interests)),
            ("what it helps with", coded(NEED.labels(&self.needs), &self.needs)),
            ("gifts it welcomes", coded(GIFT_KIND.labels(&more.gifts), &more.gifts)),
            ("when it meets", format!("{} {days}", self.hit.schedule)),
            ("cost", format!("{} {pence}", self.hit.cost)),
            ("access", format!("{} {access}", more.access)),
            ("languages", self.languages.clone()),
            ("description", self.description.clone()),
            ("note", more.note.clone()),
        ]
    }

    /// Where one of the words is met best: in the name, else where it stands as it was typed.
    fn best(&self, typed: &Typed, word: usize, texts: &[(&'static str, String)]) -> Option<Met> {
        // With few of them, words that only begin alike are found, too: `loneliness` of `lonely`.
        let typed_word = typed.words.get(word)?;
        let stem = Some(stem(typed_word)).filter(|stem| stem.len() >= 4).unwrap_or(typed_word);
        let mut best: Option<Met> = None;
        for (called, text) in texts {
            for written in text.split_whitespace() {
                for kept in fold::words(written) {
                    let begins_alike = || kept.starts_with(stem).then_some(How::Form);
                    let met = typed.meets(word, &kept, self.by_slip);
                    let Some(how) = met.or_else(begins_alike) else { continue };
                    let written =
                        || written.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
                    if best.as_ref().is_none_or(|best| how < best.how) {
                        best = Some(Met { word, how, called, written: written(), kept });
                    }
                }
            }
            if called.is_empty() && best.is_some() {
                break;
            }
        }
        best
    }
}
