//! Words that mean much the same: the sets that come with the program, and those a team adds in a file of its own.

use std::collections::HashMap;

use super::{stem, telling_words};
use crate::domain::fold;

/// The sets that come with the program.
const BUILT_IN: &str = include_str!("alike.txt");

/// The longest word that is kept, in characters.
const LONGEST: usize = 40;

/// A line that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// In which sets a word stands, by its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synonyms {
    of: HashMap<String, Vec<usize>>,
    sets: usize,
}

impl Default for Synonyms {
    /// The sets that come with the program.
    fn default() -> Self {
        let mut all = Self { of: HashMap::new(), sets: 0 };
        all.add(BUILT_IN);
        all
    }
}

impl Synonyms {
    /// Adds the sets of a text: one on each line, commas between the words, `#` before a remark. Lines that cannot be used
    /// are given back; the others count all the same.
    pub fn add(&mut self, text: &str) -> Vec<Unread> {
        let mut unread = Vec::new();
        for (line, number) in text.lines().zip(1..) {
            let said = line.split('#').next().unwrap_or_default().trim();
            if said.is_empty() {
                continue;
            }
            let entries: Vec<Vec<String>> =
                said.split([',', ';']).map(fold::words).filter(|words| !words.is_empty()).collect();
            let words: Vec<&String> = entries.iter().flatten().collect();
            let reason = if words.iter().any(|word| word.chars().count() > LONGEST) {
                "A word is too long: is there a comma between the words?"
            } else if entries.iter().any(|entry| entry.len() > 1) {
                // Of "keep fit" both words would stand for exercise, each by itself.
                "Each is one word: put a comma between the words."
            } else if words.len() < 2 {
                "A set needs two words or more, with commas between them."
            } else {
                ""
            };
            if !reason.is_empty() {
                unread.push(Unread { line: number, reason: reason.to_owned() });
                continue;
            }
            let set = self.sets;
            self.sets += 1;
            for word in words {
                let sets = self.of.entry(root(word).to_owned()).or_default();
                if sets.last() != Some(&set) {
                    sets.push(set);
                }
            }
        }
        unread
    }

    /// The sets in which the word of this stem stands.
    pub fn of(&self, stem: &str) -> &[usize] {
        self.of.get(root(stem)).map_or(&[], Vec::as_slice)
    }

    /// The words of a text by which it is laid beside others: those that mean something, and short ones that stand in a set.
    pub fn words(&self, text: &str) -> Vec<String> {
        let mut words = telling_words(text);
        let short = fold::words(text).into_iter().filter(|word| word.chars().count() < 4);
        words.extend(short.filter(|word| !self.of(word).is_empty()));
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// What is left of a word when no more endings can be taken away: `wallpapering` and `wallpaper` have one root.
fn root(word: &str) -> &str {
    let shorter = stem(word);
    if shorter == word { word } else { root(shorter) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(all: &Synonyms, one: &str, other: &str) -> bool {
        all.of(stem(one)).iter().any(|set| all.of(stem(other)).contains(set))
    }

    #[test]
    fn every_line_that_comes_with_the_program_is_a_set() {
        let mut all = Synonyms { of: HashMap::new(), sets: 0 };
        assert_eq!(all.add(BUILT_IN), []);
        assert!(alike(&all, "guitar", "ukulele") && alike(&all, "knitting", "crochet"));
        assert!(!alike(&all, "guitar", "piano"));
    }

    #[test]
    fn a_team_adds_its_own_and_a_line_that_says_nothing_is_told_by_its_number() {
        let mut all = Synonyms::default();
        let unread =
            all.add("# ours\nbrass, cornet, Tubas\n\nlonely\ncornet, Trumpet # and more\nkeep fit, yoga\n");
        assert_eq!(unread.iter().map(|unread| unread.line).collect::<Vec<_>>(), [4, 6]);
        assert!(all.of("keep").is_empty(), "a word of two words is no word by itself");
        assert!(alike(&all, "tuba", "brass") && alike(&all, "trumpets", "cornet"));
        assert!(!alike(&all, "trumpet", "brass"), "each line is a set of its own");
        assert!(alike(&all, "guitar", "ukulele"), "those of the program stay");
    }
}
