//! Undo and redo on the screen: a question that names the change, then the act.

use super::App;
use crate::store::history::Operation;
use crate::tui::dialogs;
use crate::tui::effect::Effect;

impl App {
    pub(super) fn question_undo(&mut self) {
        match self.store.next_undo() {
            Ok(Some(operation)) => {
                let question =
                    dialogs::question::Question::new(self.named("Undo", &operation), Effect::UndoNow);
                self.push(Box::new(question));
            }
            Ok(None) => self.said = Some("There is nothing of yours to undo.".to_owned()),
            Err(error) => self.fail(&error.into()),
        }
    }

    pub(super) fn question_redo(&mut self) {
        match self.store.next_redo() {
            Ok(Some(operation)) => {
                let question =
                    dialogs::question::Question::new(self.named("Do again", &operation), Effect::RedoNow);
                self.push(Box::new(question));
            }
            Ok(None) => self.said = Some("There is nothing to do again.".to_owned()),
            Err(error) => self.fail(&error.into()),
        }
    }

    /// What an operation was, with the name of whom it was about and when.
    pub(super) fn named(&self, verb: &str, operation: &Operation) -> String {
        let about = self.store.subject_name(operation).ok().flatten();
        let about = about.map_or_else(String::new, |name| format!(" ({name})"));
        format!("{verb}: {}{about}, at {}?", operation.words(), crate::store::history::spoken(&operation.at))
    }

    pub(super) fn undo(&mut self) {
        match self.store.undo() {
            Ok((_, operation)) => {
                self.reload_all();
                self.said = Some(format!("Undone: {}. Press ‹redo› to do it again.", operation.words()));
            }
            Err(error) => self.fail(&error.into()),
        }
    }

    pub(super) fn redo(&mut self) {
        match self.store.redo() {
            Ok((_, operation)) => {
                self.reload_all();
                self.said = Some(format!("Done again: {}.", operation.words()));
            }
            Err(error) => self.fail(&error.into()),
        }
    }
}
