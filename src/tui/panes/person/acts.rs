//! What a command means for the row of a record that the cursor is on.

use super::{CONNECTIONS, DETAILS, GIVES, GOALS, Person, SAID_YES};
use crate::domain::entity::Entity;
use crate::domain::id::{ConnectionId, FollowUpId};
use crate::tui::command::Command;
use crate::tui::dialogs::evidence;
use crate::tui::effect::Effect;
use crate::tui::request::{FormRequest, Subject, Which};

impl Person {
    /// The reminder that a command is about: the one under the cursor, or else what is next.
    pub(super) fn reminder(&self) -> Option<FollowUpId> {
        let here = self.about().filter(|about| about.open_reminder).and_then(|about| about.record);
        let next = self.summary.as_ref().and_then(|summary| summary.next.as_ref()?.follow_up);
        here.map(|(_, id)| id).or(next).map(FollowUpId)
    }

    /// The row of a part that stands for a record of its own: a connection, an offer, a wish, a give.
    pub(super) fn own_record(&self) -> Option<(Entity, i64)> {
        let own = matches!(self.parts.open(), GOALS | DETAILS | CONNECTIONS | GIVES);
        self.about().filter(|_| own).and_then(|about| about.record)
    }

    /// What to say where this record was put together with another.
    pub(super) fn merged(&self) -> Option<String> {
        let into = self.summary.as_ref().and_then(|summary| summary.merged_into)?;
        Some(format!("This record is part of case {into} now. The palette can take the two apart again."))
    }

    pub(super) fn open(&self) -> Effect {
        let Some(about) = self.about() else { return Effect::None };
        if let Some(entity) = about.adds {
            return Effect::Form(FormRequest::AddTo { entity, person: self.id });
        }
        if about.shown_by {
            let spoken = self.summary.as_ref().map_or("", |summary| summary.spoken.as_str());
            return Effect::Open(Box::new(evidence::open(self.id, about.asset, spoken)));
        }
        if about.story {
            return Effect::Form(FormRequest::Story(self.id));
        }
        if let Some(part) = about.part {
            return Effect::Form(FormRequest::EditPart { person: self.id, part });
        }
        match (self.parts.open(), about.asset, about.record) {
            (DETAILS, None, None) => crate::tui::panes::about_person(Command::Edit, self.id, None),
            (SAID_YES, ..) => Effect::Form(FormRequest::Consent(self.id)),
            (_, Some(asset), _) => Effect::Asset(asset),
            (_, None, Some((entity, id))) => Effect::Read(entity, id, self.spoken()),
            _ => Effect::None,
        }
    }

    /// What a command means for the connection under the cursor, where it means anything.
    pub(super) fn about_connection(&self, command: Command) -> Option<Effect> {
        let (Entity::Connection, id) = self.own_record()? else { return None };
        let connection = ConnectionId(id);
        Some(Effect::Form(match command {
            Command::ChangeStage => FormRequest::StageConnection(connection),
            Command::SetReminder => FormRequest::Remind { about: Subject::Connection(connection) },
            Command::SetRung => FormRequest::Rung { person: self.id, asset: self.about()?.asset },
            _ => return None,
        }))
    }

    /// What a command means for the goal or the step under the cursor, where it means anything.
    pub(super) fn about_the_way(&self, command: Command) -> Option<Effect> {
        let step = |id| Effect::Form(FormRequest::StepDone(Which::This(id)));
        Some(match (command, self.own_record()?) {
            (Command::AddStep, (Entity::Goal, id)) => Effect::Form(FormRequest::AddStep(Which::This(id))),
            (Command::GoalGoes | Command::ChangeStage | Command::TickOff, (Entity::Goal, id)) => {
                Effect::Form(FormRequest::GoalGoes(Which::This(id)))
            }
            (Command::StepDone | Command::ChangeStage | Command::TickOff, (Entity::Step, id)) => step(id),
            _ => return None,
        })
    }
}
