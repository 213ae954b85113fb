//! The five panes, a person's record, and one asset whole.

pub mod queue;

use super::screen::{Pane, Screen};
use super::settings::Settings;
use crate::domain::id::WorkerId;

/// The screen of a pane, for the worker who acts.
pub fn open(pane: Pane, settings: &Settings, worker: Option<WorkerId>) -> Box<dyn Screen> {
    match pane {
        Pane::Today | Pane::Queue | Pane::Assets | Pane::Give | Pane::Reports => {
            Box::new(queue::Queue::new(settings, worker))
        }
    }
}
