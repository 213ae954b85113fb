//! One question and its answer: every flow of plain mode asks through here, so that all of them answer alike.

use super::pick::{Choice, Picked, pick};
use super::reader::{Heard, Reader};
use super::turn::{Told, Turn};
use crate::cli::desk::Desk;
use crate::cli::prompt;
use crate::fault::Fault;

/// Up to so many choices are said with the question; more are heard when they are wanted.
pub const INLINE: usize = 9;

/// What can be typed at every question.
const EVERYWHERE: &str =
    "Type back for the question before, or stop to keep what you typed and go to the menu.";

/// A question as it is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The question itself.
    pub words: String,
    /// What Enter alone answers, in words; empty where an answer is needed.
    pub enter: String,
    /// What is said to `?`.
    pub help: String,
    /// Enter alone is an empty line of a long text.
    pub blank: bool,
}

impl Question {
    /// A question.
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }

    /// The same with what Enter alone answers.
    #[must_use]
    pub fn enter(mut self, words: impl Into<String>) -> Self {
        self.enter = words.into();
        self
    }

    /// The same with what is said to `?`.
    #[must_use]
    pub fn help(mut self, words: impl Into<String>) -> Self {
        self.help = words.into();
        self
    }

    /// The same, where Enter alone is an empty line of a long text.
    #[must_use]
    pub fn enter_is_a_line(mut self) -> Self {
        self.blank = true;
        self
    }

    fn asked(&self) -> String {
        if self.enter.is_empty() {
            self.words.clone()
        } else {
            format!("{} Enter for {}.", self.words, self.enter)
        }
    }
}

/// The two ends of a conversation.
pub struct Talk<'a> {
    /// Options, clock and the ways out.
    pub desk: &'a mut Desk,
    reader: Reader,
    carried: String,
    echo: bool,
}

impl<'a> Talk<'a> {
    /// Begins to listen and to speak.
    pub fn new(desk: &'a mut Desk) -> Result<Self, Fault> {
        desk.out.ascii |= desk.options.ascii || !desk.environment.is_utf8();
        Ok(Self {
            desk,
            reader: Reader::new()?,
            carried: String::new(),
            echo: !prompt::input_is_a_terminal(),
        })
    }

    /// Says a line.
    pub fn say(&mut self, text: &str) -> Told<()> {
        let carried = std::mem::take(&mut self.carried);
        if !carried.is_empty() {
            self.desk.out.text(&carried)?;
        }
        if !text.is_empty() {
            self.desk.out.text(text)?;
        }
        Ok(self.desk.out.flush()?)
    }

    /// Keeps a sentence that is said in front of the next line.
    pub fn carry(&mut self, text: &str) {
        if !self.carried.is_empty() && !text.is_empty() {
            self.carried.push(' ');
        }
        self.carried.push_str(text);
    }

    /// Waits for a line after the mark `> `.
    pub fn hear(&mut self) -> Told<String> {
        loop {
            self.desk.out.raw(b"> ")?;
            self.desk.out.flush()?;
            match self.reader.line() {
                Heard::Line(text) => {
                    if self.echo {
                        self.desk.out.text(&text)?;
                    }
                    return Ok(text);
                }
                Heard::Unusable(why) => {
                    self.say("")?;
                    self.say(why)?;
                }
                Heard::End => return Err(self.ended(0)),
                Heard::Signal(status) => return Err(self.ended(status)),
            }
        }
    }

    /// Leaves the line of the mark. A terminal that is gone hears nothing of it.
    fn ended(&mut self, status: u8) -> Turn {
        let _gone = self.desk.out.raw(b"\n");
        Turn::Ended(status)
    }

    /// Asks; `None` is Enter alone. Answers `?`, `back` and `stop` itself.
    pub fn ask(&mut self, question: &Question) -> Told<Option<String>> {
        loop {
            let carried = std::mem::take(&mut self.carried);
            let space = if carried.is_empty() { "" } else { " " };
            self.say(&format!("{carried}{space}{}", question.asked()))?;
            let answer = self.hear()?;
            match command(&answer) {
                Some(Command::Help) => {
                    let space = if question.help.is_empty() { "" } else { " " };
                    self.say(&format!("{}{space}{EVERYWHERE}", question.help))?;
                }
                Some(Command::Back) => return Err(Turn::Back),
                Some(Command::Stop) => return Err(Turn::Stop),
                None if answer.trim().is_empty() && question.enter.is_empty() && !question.blank => {
                    self.carry("An answer is needed here.");
                }
                None if answer.trim().is_empty() => return Ok(None),
                None => return Ok(Some(meant(&answer).to_owned())),
            }
        }
    }

    /// Asks for one of a few choices by number or words; `enter` is the one that Enter alone picks.
    pub fn choose(&mut self, question: Question, choices: &[Choice], enter: Option<usize>) -> Told<usize> {
        let listed = inline(choices);
        let mut question = Question { words: format!("{} {listed}.", question.words), ..question };
        if let (Some(at), true) = (enter, question.enter.is_empty()) {
            question.enter = (at + 1).to_string();
        }
        loop {
            let Some(answer) = self.ask(&question)? else {
                if let Some(at) = enter {
                    return Ok(at);
                }
                continue;
            };
            match pick(&answer, choices) {
                Picked::One(at) => return Ok(at),
                other => self.carry(&unclear(&other, choices)),
            }
        }
    }

    /// Asks yes or no.
    pub fn sure(&mut self, words: &str, enter: bool, help: &str) -> Told<bool> {
        let default = if enter { "yes" } else { "no" };
        let question = Question::new(format!("{words} Yes or no.")).enter(default).help(help);
        loop {
            match self.ask(&question)?.map(|answer| yes_or_no(&answer)) {
                None => return Ok(enter),
                Some(Some(answer)) => return Ok(answer),
                Some(None) => self.carry("Type yes or no."),
            }
        }
    }
}

/// What can be typed at every question.
enum Command {
    Help,
    Back,
    Stop,
}

fn command(answer: &str) -> Option<Command> {
    match answer.trim().to_lowercase().as_str() {
        "?" | "help" => Some(Command::Help),
        "back" => Some(Command::Back),
        "stop" => Some(Command::Stop),
        _ => None,
    }
}

/// Whether a line is one of the words that lead out of a question.
fn is_command(answer: &str) -> bool {
    command(answer).is_some()
}

/// An answer without the quotation marks that keep it from being a command: `"Back"` is the name Back.
fn meant(answer: &str) -> &str {
    let answer = answer.trim();
    let inner = answer.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| is_command(inner)).unwrap_or(answer)
}

/// What yes and no are called.
pub fn yes_or_no(answer: &str) -> Option<bool> {
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" | "1" => Some(true),
        "n" | "no" | "2" => Some(false),
        _ => None,
    }
}

/// Choices in a row: `1 phone call, 2 visit`.
fn inline(choices: &[Choice]) -> String {
    let numbered = choices.iter().enumerate().map(|(at, choice)| format!("{} {}", at + 1, choice.label));
    numbered.collect::<Vec<_>>().join(", ")
}

/// Why an answer picks nothing, and what would.
pub fn unclear(picked: &Picked, choices: &[Choice]) -> String {
    match picked {
        Picked::OutOfRange if choices.len() == 1 => "There is 1 choice. Type 1.".to_owned(),
        Picked::OutOfRange => {
            format!("There are {} choices. Type a number from 1 to {}.", choices.len(), choices.len())
        }
        Picked::Several(at) => {
            let labels = at.iter().take(INLINE).filter_map(|at| choices.get(*at));
            let numbered = labels.zip(at).map(|(choice, at)| format!("{} {}", at + 1, choice.label));
            format!("That could be {}.", numbered.collect::<Vec<_>>().join(", or "))
        }
        _ => "That is not one of the choices. Type its number, or its first letters.".to_owned(),
    }
}
