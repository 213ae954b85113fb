//! Choices of a question: said with it where they are few, heard ten at a time where they are many.

use super::list::TEN;
use super::pick::{Choice, Picked, pick};
use super::step::few;
use super::talk::{Question, unclear};
use super::turn::Told;
use super::work::Work;

/// Asks a question with its choices; `more` says the next ten of many.
pub fn ask(work: &mut Work<'_>, question: &Question, all: &[Choice]) -> Told<Option<String>> {
    let mut question = question.clone();
    if few(all) {
        let numbered = all.iter().enumerate().map(|(at, choice)| format!("{} {}", at + 1, choice.label));
        question.words = format!("{} {}.", question.words, numbered.collect::<Vec<_>>().join(", "));
        return work.talk.ask(&question);
    }
    question.words = format!("{} Type a word, or more to hear all {}.", question.words, all.len());
    let mut heard = 0;
    loop {
        let answer = work.talk.ask(&question)?;
        if !answer.as_deref().is_some_and(|answer| answer.eq_ignore_ascii_case("more")) {
            return Ok(answer);
        }
        let from = if heard >= all.len() { 0 } else { heard };
        for (at, choice) in all.iter().enumerate().skip(from).take(TEN) {
            work.say(&format!("{} of {}: {}", at + 1, all.len(), choice.label))?;
        }
        heard = (from + TEN).min(all.len());
    }
}

/// The codes of several choices in one answer: numbers, or words with commas between.
pub fn several(answer: &str, all: &[Choice]) -> Result<String, String> {
    let numbers = answer.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == ',');
    let parts: Vec<&str> =
        if numbers { answer.split([' ', ',']).collect() } else { answer.split(',').collect() };
    let mut codes: Vec<&str> = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        match pick(part, all) {
            Picked::One(at) => codes.extend(all.get(at).map(|choice| choice.code.as_str())),
            other => return Err(unclear(&other, all)),
        }
    }
    let mut once: Vec<&str> = Vec::new();
    for code in codes {
        if !once.contains(&code) {
            once.push(code);
        }
    }
    Ok(once.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::vocabulary::INTEREST;

    #[test]
    fn several_are_named_by_numbers_or_words() {
        let all = Choice::of(&INTEREST);
        assert_eq!(several("1 4, 4", &all).unwrap(), "arts gardening");
        assert_eq!(several("music, gardning", &all).unwrap(), "music_singing gardening");
        assert!(several("music, flying", &all).is_err());
    }
}
