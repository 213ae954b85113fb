//! What is said after something was saved: what was done, what follows or may be a mistake, and the way back.

use super::App;
use crate::domain::change::Change;
use crate::domain::clean::Clean;
use crate::domain::entity::Entity;
use crate::domain::when;
use crate::store::Done;
use crate::tui::clip;
use crate::tui::place::Place;

impl App {
    /// What was done, cut where it must be so that the way back is always read.
    pub(super) fn said_with_undo(&self, said: &str) -> String {
        let undo = self.settings.keyboard.fill(&[Place::Everywhere], " Press ‹undo› to undo.");
        let room = self.size.width.saturating_sub(2 + clip::width(&undo));
        let clean = Clean::line(said);
        format!("{}{undo}", clip::fit(&clean, room, self.theme.glyphs()))
    }

    /// What was said, with the reminder that a rule set because of it: nothing appears in the lists unsaid (R-F9).
    pub(super) fn with_reminder(&self, change: &Change, done: &Done, said: &str) -> String {
        let by_rule = matches!(change, Change::Add(entry) if entry.entity != Entity::FollowUp);
        let reminders = done.items.iter().filter(|item| by_rule && item.entity == Entity::FollowUp);
        let open = reminders.filter_map(|item| self.store.record(Entity::FollowUp, item.id).ok().flatten());
        let set = open.filter(|record| record.values.text("state") == "open").find_map(|record| {
            let due = record.values.day("due_on")?;
            let today = self.store.clock().today();
            Some(format!("{}: {}", record.values.text("what"), when::show_day_short(due, today)))
        });
        match set {
            // What is cut where there is little room is not the reminder.
            Some(set) => before_the_rest(said, &format!("Reminder set: {set}.")),
            None => said.to_owned(),
        }
    }

    /// What was said, with what may be a mistake; where there is no room for both, the mistake is read.
    pub(super) fn with_doubt(&self, said: &str, doubt: &str) -> String {
        let both = before_the_rest(said, doubt);
        let room = self.size.width.saturating_sub(2 + clip::width(" Press u to undo."));
        if clip::width(&both) <= room { both } else { format!("Saved. {doubt}") }
    }
}

/// What was said with one more sentence after its first, so that it is not what is cut where there is little room.
fn before_the_rest(said: &str, more: &str) -> String {
    let (first, rest) = said.split_once(". ").unwrap_or((said.trim_end_matches('.'), ""));
    format!("{first}. {more} {rest}").trim_end().to_owned()
}
