//! Long text: as many lines as one likes, ended by a line that has only a full stop.

use super::step::{Answers, Step};
use super::talk::Question;
use super::turn::{Told, Turn};
use super::work::Work;
use crate::domain::check;
use crate::domain::field::Field;

/// The longest text that is gathered, in bytes.
const LONGEST: usize = 400_000;

/// Asks for the lines; what was typed before a signal or the end of the input stays among the answers.
pub fn ask(step: &Step, field: &'static Field, work: &mut Work<'_>, answers: &mut Answers) -> Told<String> {
    let there = answers.get(&step.name).cloned().unwrap_or_default();
    let stands = if there.is_empty() {
        "Type as many lines as you like.".to_owned()
    } else {
        work.say(&format!("So far: {there}"))?;
        "Type new lines in its place, or just the full stop to keep it.".to_owned()
    };
    let words = format!("{} {stands} Finish with a line that has only a full stop.", step.words);
    let none = if step.required { "" } else { " For none, type just the full stop." };
    let help = format!("{}{none} Empty lines are kept.", step.help);
    loop {
        let text = match lines(work, &words, help.trim()) {
            Ok(text) => text,
            Err((text, turn)) => {
                if !text.trim().is_empty() {
                    answers.insert(step.name.clone(), text.trim().to_owned());
                }
                return Err(turn);
            }
        };
        let text = if text.trim().is_empty() { there.clone() } else { text.trim().to_owned() };
        if text.is_empty() && step.required {
            work.talk.carry(&format!("{} is needed.", step.label));
            continue;
        }
        match check::read(field, &text, work.store.clock().now()) {
            Ok(value) => return Ok(check::write(field, &value)),
            Err(reason) => work.talk.carry(&reason),
        }
    }
}

/// Gathers the lines. The first can be a command; `?` is answered and asked again.
fn lines(work: &mut Work<'_>, words: &str, help: &str) -> Result<String, (String, Turn)> {
    let first = Question::new(words).help(help).enter_is_a_line();
    let mut text = match work.talk.ask(&first) {
        Ok(line) => line.unwrap_or_default(),
        Err(turn) => return Err((String::new(), turn)),
    };
    if text.trim() == "." {
        return Ok(String::new());
    }
    text.push('\n');
    loop {
        match work.talk.hear() {
            Ok(line) if line.trim() == "." || text.len() > LONGEST => return Ok(text),
            // A word alone on a later line is text: a note may well say stop.
            Ok(line) => {
                text.push_str(&line);
                text.push('\n');
            }
            Err(turn) => return Err((text, turn)),
        }
    }
}
