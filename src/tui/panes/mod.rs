//! The five panes, a person's record, one asset whole, and what they have in common.

pub mod asset;
pub mod assets;
pub mod give;
pub mod glance;
pub mod lists;
pub mod person;
pub mod queue;
pub mod reading;
pub mod reports;
pub mod today;

use ratatui::layout::Rect;

use super::command::Command;
use super::dialogs::looked;
use super::effect::Effect;
use super::frame::WIDE;
use super::paint::Paint;
use super::request::{Act, FormRequest, Marked, Subject, Which};
use super::screen::{Pane, Screen};
use super::settings::Settings;
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, FollowUpId, PersonId, WorkerId};

/// The screen of a pane, for the worker who acts.
pub fn open(pane: Pane, settings: &Settings, worker: Option<WorkerId>) -> Box<dyn Screen> {
    match pane {
        Pane::Today => Box::new(today::Today::new(settings, worker)),
        Pane::Assets => Box::new(assets::Assets::new(settings, worker)),
        Pane::Queue => Box::new(queue::Queue::new(settings, worker)),
        Pane::Give => Box::new(give::Give::new(settings)),
        Pane::Reports => Box::new(reports::Reports::new(settings, worker)),
    }
}

/// Commands that ask for a row under the cursor.
pub const IS_ABOUT_A_ROW: [Command; 47] = [
    Command::Open,
    Command::LogContact,
    Command::SetReminder,
    Command::WriteNote,
    Command::Suggest,
    Command::ChangeStage,
    Command::Edit,
    Command::PutAway,
    Command::TickOff,
    Command::Later,
    Command::Checked,
    Command::BringBack,
    Command::CloseAsset,
    Command::AddFeedback,
    Command::AddVisit,
    Command::ConnectPeople,
    Command::Allot,
    Command::PauseWork,
    Command::CloseWork,
    Command::StartWork,
    Command::AddRisk,
    Command::NoRisks,
    Command::Restrict,
    Command::WhoLooked,
    Command::SamePerson,
    Command::TwoPeople,
    Command::WrongPerson,
    Command::RecordAsked,
    Command::RecordConsent,
    Command::SetRung,
    Command::AddOffer,
    Command::AddAsk,
    Command::AddGive,
    Command::WritePlan,
    Command::AddMeasure,
    Command::WriteLetter,
    Command::AddServiceUse,
    Command::AddStrength,
    Command::AddNeed,
    Command::AddGoal,
    Command::AddStep,
    Command::StepDone,
    Command::GoalGoes,
    Command::AddRelation,
    Command::WriteStory,
    Command::Copy,
    Command::Why,
];

/// What a pane says when there is nothing to go back to.
pub const AT_THE_TOP: &str = "There is nothing to go back to here. To leave kith, press ‹quit›.";

/// What a command means for a person, wherever the person is seen; a contact answers the reminder that is given.
pub fn about_person(command: Command, person: PersonId, follow_up: Option<FollowUpId>) -> Effect {
    let (entity, id, subject) = (Entity::Person, person.0, Subject::Person(person));
    Effect::Form(match command {
        Command::Open => return Effect::Person(person),
        Command::Suggest => return Effect::SuggestTo(person),
        Command::LogContact => FormRequest::LogContact { person, follow_up },
        Command::SetReminder => FormRequest::Remind { about: subject },
        Command::WriteNote => FormRequest::Note { about: subject },
        Command::ChangeStage => FormRequest::Stage { person },
        Command::Edit => FormRequest::Edit { entity, id },
        Command::PutAway => FormRequest::PutAway { entity, id },
        Command::BringBack => FormRequest::BringBack { entity, id },
        Command::Allot => FormRequest::Allot(person),
        Command::AddGap => FormRequest::Gap { person: Some(person), asset: None },
        Command::ConnectPeople => FormRequest::ConnectPeople(person),
        Command::PauseWork => FormRequest::PauseWork(person),
        Command::CloseWork => FormRequest::CloseWork(person),
        Command::StartWork => FormRequest::StartWork(person),
        Command::AddRisk => FormRequest::Risk(person),
        Command::NoRisks => FormRequest::NoRisks(person),
        Command::Restrict => FormRequest::Restrict(person),
        Command::WhoLooked => return Effect::Open(Box::new(looked::open(person))),
        Command::SamePerson => FormRequest::Merge(person),
        Command::TwoPeople => FormRequest::Unmerge(person),
        Command::RecordAsked => FormRequest::Asked(person),
        Command::RecordConsent => FormRequest::Consent(person),
        Command::SetRung => FormRequest::Rung { person, asset: None },
        Command::AddOffer => FormRequest::Offer { subject: Some(subject) },
        Command::AddAsk => FormRequest::Ask { subject: Some(subject) },
        Command::AddGive => FormRequest::Give { person: Some(person), asset: None },
        Command::WritePlan => FormRequest::AddTo { entity: Entity::Plan, person },
        Command::AddServiceUse => FormRequest::AddTo { entity: Entity::ServiceUse, person },
        Command::WriteLetter => return crate::tui::dialogs::letter::which(person),
        Command::AddMeasure => FormRequest::AddTo { entity: Entity::Measure, person },
        Command::AddStrength => FormRequest::AddTo { entity: Entity::Strength, person },
        Command::AddNeed => FormRequest::AddTo { entity: Entity::Need, person },
        Command::AddGoal => FormRequest::AddTo { entity: Entity::Goal, person },
        Command::AddRelation => FormRequest::AddTo { entity: Entity::Relation, person },
        Command::WriteStory => FormRequest::Story(person),
        Command::AddStep => FormRequest::AddStep(Which::Of(person)),
        Command::StepDone => FormRequest::StepDone(Which::Of(person)),
        Command::GoalGoes => FormRequest::GoalGoes(Which::Of(person)),
        _ => return Effect::None,
    })
}

/// What a command means for all marked rows of a kind; `None` where it is one for a single row.
pub fn about_marked(command: Command, entity: Entity, ids: Vec<i64>) -> Option<Effect> {
    let act = match command {
        Command::TickOff => Act::TickOff,
        Command::Later => Act::Later,
        Command::PutAway => Act::PutAway,
        Command::SetReminder => Act::Remind,
        Command::Allot if entity == Entity::Person => Act::Allot,
        // The row under the cursor need not be one of the marked: what is done to one record must not land in another.
        Command::Open | Command::Why | Command::Copy | Command::WhoLooked => return None,
        command if !ids.is_empty() && IS_ABOUT_A_ROW.contains(&command) => {
            // How many are marked stands before every sentence.
            let said = "This is done for one at a time. Press ‹clear_marks› to take the marks away.";
            return Some(Effect::Say(said.to_owned()));
        }
        _ => return None,
    };
    (!ids.is_empty()).then(|| Effect::FormOfMarked(Marked { act, entity, ids }))
}

/// What a command means for an asset, wherever the asset is seen.
pub fn about_asset(command: Command, asset: AssetId) -> Effect {
    let (entity, id, subject) = (Entity::Asset, asset.0, Subject::Asset(asset));
    Effect::Form(match command {
        Command::Open => return Effect::Asset(asset),
        Command::SetReminder => FormRequest::Remind { about: subject },
        Command::WriteNote => FormRequest::Note { about: subject },
        Command::Edit => FormRequest::Edit { entity, id },
        Command::PutAway => FormRequest::PutAway { entity, id },
        Command::BringBack => FormRequest::BringBack { entity, id },
        Command::CloseAsset => FormRequest::CloseAsset(asset),
        Command::AddFeedback => FormRequest::Feedback(asset),
        Command::AddGap => FormRequest::Gap { person: None, asset: Some(asset) },
        Command::AddNotice => FormRequest::Notice { asset: Some(asset) },
        Command::AddOffer => FormRequest::Offer { subject: Some(subject) },
        Command::AddAsk => FormRequest::Ask { subject: Some(subject) },
        Command::AddGive => FormRequest::Give { person: None, asset: Some(asset) },
        _ => return Effect::None,
    })
}

/// What a list says when text is pasted into it (R-K9).
pub fn pasted_in_a_list() -> Effect {
    Effect::Say("You pasted text here. Press ‹log_contact› to log a contact, then paste.".to_owned())
}

/// Whether a body of this width has room for something beside a list.
pub fn wide(width: u16) -> bool {
    width >= WIDE
}

/// The width of a list in a body: all of it, or its share of a wide one; `of` is its width in a window of 120.
pub fn list_width(width: u16, of: u16) -> u16 {
    if !wide(width) {
        return width;
    }
    let share = u32::from(width) * u32::from(of) / 120;
    u16::try_from(share).unwrap_or(width).saturating_sub(1)
}

/// Draws the rule beside a list of a width and gives both places; there is none beside a list that fills the body.
pub fn beside(paint: &mut Paint<'_>, area: Rect, list: u16) -> (Rect, Option<Rect>) {
    if list >= area.width {
        return (area, None);
    }
    paint.post(area.x + list + 1, area.y, area.height);
    let left = Rect { width: list, ..area };
    let x = area.x + list + 3;
    (left, Some(Rect { x, width: area.right().saturating_sub(x + 1), ..area }))
}
