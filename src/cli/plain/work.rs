//! A session of plain mode: the conversation, the caseload, what is unfinished, and the menus.

use super::pick::{Choice, Picked, pick};
use super::talk::{Question, Talk, unclear};
use super::turn::{Told, Turn};
use crate::domain::change::Change;
use crate::domain::id::WorkerId;
use crate::fault::Fault;
use crate::store::doubt;
use crate::store::drafts::Drafts;
use crate::store::{Done, Store};

/// A session.
pub struct Work<'a> {
    /// The conversation.
    pub talk: Talk<'a>,
    /// The caseload.
    pub store: Store,
    /// What is unfinished; `None` where nothing can be kept.
    pub drafts: Option<Drafts>,
}

impl Work<'_> {
    /// Whose work is heard: the acting worker's and nobody's, or everyone's for somebody who is new here.
    pub fn worker(&self) -> Told<Option<WorkerId>> {
        Ok(self.store.worker()?)
    }

    /// Says a line.
    pub fn say(&mut self, text: &str) -> Told<()> {
        self.talk.say(text)
    }

    /// Says what did not work; the conversation goes on.
    pub fn fault(&mut self, fault: &Fault) -> Told<()> {
        self.talk.say(&super::words::sentences([&fault.message, &fault.hint]))
    }

    /// Carries out a change; a fault is said, and gives nothing.
    pub fn apply(&mut self, change: &Change) -> Told<Option<Done>> {
        let doubts = doubt::of_change(&self.store, change)?;
        match self.store.apply(change) {
            Ok(done) => {
                self.talk.desk.copy_after = true;
                // What this session saves is no news from a colleague.
                let _own = self.store.changed_elsewhere()?;
                for doubt in doubts {
                    self.talk.say(&doubt.words)?;
                }
                Ok(Some(done))
            }
            Err(error) => {
                self.fault(&error.into())?;
                Ok(None)
            }
        }
    }

    /// A menu on a line of its own; `told` of the choices are said, the others are understood too.
    ///
    /// `undo`, `redo` and `reports` are understood at every menu.
    pub fn menu(&mut self, words: &str, help: &str, choices: &[Choice], told: usize) -> Told<usize> {
        let shown = choices.iter().take(told).enumerate();
        let line =
            shown.map(|(at, choice)| format!("{} {}", at + 1, choice.label)).collect::<Vec<_>>().join("   ");
        let space = if words.is_empty() { "" } else { "\n" };
        let question = Question::new(format!("{words}{space}{line}")).help(help);
        loop {
            let answer = self.talk.ask(&question)?.unwrap_or_default();
            match pick(&answer, choices) {
                Picked::One(at) => return Ok(at),
                _ if self.also(&answer)? => {}
                other => self.talk.carry(&unclear(&other, choices)),
            }
        }
    }

    /// Answers the words that every menu and list understands; gives whether it was one of them.
    pub fn also(&mut self, answer: &str) -> Told<bool> {
        match answer.trim().to_lowercase().as_str() {
            "undo" => super::undo::undo(self)?,
            "redo" => super::undo::redo(self)?,
            "report" | "reports" => {
                let done = super::figures::open(self);
                self.settled(done)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Lets the errors of one act be said, so that the conversation goes on after it. `Back` is where it was before.
    pub fn settled(&mut self, done: Told<()>) -> Told<()> {
        match done {
            Ok(()) | Err(Turn::Back) => Ok(()),
            Err(Turn::Failed(fault)) => self.fault(&fault),
            Err(turn) => Err(turn),
        }
    }
}
