//! What screens ask of the app, carried out.

use chrono::NaiveDate;
use ratatui::layout::Size;

use super::App;
use crate::domain::change::Change;
use crate::domain::entity::Entity;
use crate::domain::id::{AssetId, PersonId, WorkerId};
use crate::fault::Fault;
use crate::report::restricted_behind;
use crate::store::today::Between;
use crate::store::{StoreError, doubt};
use crate::tui::charset::Charset;
use crate::tui::dialogs::find_anyone;
use crate::tui::effect::{Answer, Effect};
use crate::tui::forms;
use crate::tui::forms::row::Look;
use crate::tui::frame;
use crate::tui::panes;
use crate::tui::request::FormRequest;
use crate::tui::screen::{Pane, Screen, Title};

/// A pane that was left, as it was left.
pub(super) struct Left {
    pane: Pane,
    screen: Box<dyn Screen>,
    read: Option<State>,
}

/// What a pane was read from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    operation: i64,
    today: NaiveDate,
    size: Size,
}

impl App {
    /// Carries out what a screen asked for.
    pub fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::None => {}
            Effect::ChoosePerson => {
                self.push(Box::new(find_anyone::look_up("For whom", Look::Person)));
            }
            Effect::Form(request) => self.open_form(request),
            Effect::FormOfMarked(marked) => match forms::many::open(&marked, &self.store) {
                Ok(form) => self.push(form),
                Err(fault) => self.fail(&fault),
            },
            Effect::Filled(request, known) => match forms::filled(&request, &known, &self.store) {
                Ok(form) => self.push(form),
                Err(fault) => self.fail(&fault),
            },
            Effect::Fresh(request) => self.open_fresh(&request),
            Effect::CarryOn(id) => self.carry_on(id),
            Effect::DropDraft(id) => self.drop_draft(id),
            Effect::Drafts => self.list_drafts(),
            Effect::Ask(command) => self.ask(command),
            Effect::IfSaved(then) => {
                if self.saved {
                    self.carry_out(*then);
                }
            }
            Effect::HoldDraft => {
                if let Err(error) = self.hold_draft() {
                    self.fail(&error.into());
                }
            }
            Effect::Reload => self.reload_top(),
            Effect::Open(screen) => self.push(screen),
            Effect::Close => self.close(),
            Effect::Answer(answer) => self.answer(answer),
            Effect::Go(pane) => {
                if let Err(fault) = self.go(pane) {
                    self.fail(&fault);
                }
            }
            Effect::Person(id) => self.open_person(id),
            Effect::Unlocked(id) => {
                self.unlocked = Some(id);
                self.show_person(id);
            }
            Effect::Looked(id) => self.record_look(id),
            Effect::Asset(id) => self.open_asset(id),
            Effect::Read(entity, id, about) => self.read_whole(entity, id, about),
            Effect::SuggestTo(id) => self.suggest_to(id),
            Effect::Apply { change, close, said } => self.apply(&change, close, &said),
            Effect::Undo => self.question_undo(),
            Effect::Redo => self.question_redo(),
            Effect::UndoNow => self.undo(),
            Effect::RedoNow => self.redo(),
            Effect::Perform(command) => {
                self.close();
                self.remember(command);
                self.ask(command);
            }
            Effect::Say(sentence) => self.said = Some(sentence),
            Effect::KeepDraft => self.keep_draft(),
            Effect::ThrowDraftAway => self.throw_draft_away(),
            Effect::Many(effects) => effects.into_iter().for_each(|effect| self.carry_out(effect)),
            Effect::Quit => self.over = true,
        }
    }

    pub(super) fn go(&mut self, pane: Pane) -> Result<(), Fault> {
        self.unlocked = None;
        let worker = self.store.worker()?;
        // A worker to whom nobody is allotted yet sees everyone's work, also after the first thing they did.
        let own = self.store.worker_with_people()?;
        let now = self.state()?;
        let bottom = std::mem::take(&mut self.stack).into_iter().next();
        if let Some(screen) = bottom
            && let Title::Tabs(pane) = screen.title()
        {
            self.left.push(Left { pane, screen, read: self.read });
        }
        match self.left.iter().position(|left| left.pane == pane) {
            Some(at) => {
                let left = self.left.swap_remove(at);
                // What stands there was read from the very same caseload.
                self.read = left.read;
                self.stack.push(left.screen);
                self.fit();
                if self.read != Some(now) {
                    self.reload_top();
                }
            }
            None => self.push(panes::open(pane, &self.settings, own)),
        }
        self.count_late(worker)?;
        Ok(())
    }

    /// What a pane is read from: while it is the same, reading it again would show the same.
    fn state(&self) -> Result<State, StoreError> {
        Ok(State {
            operation: self.store.last_operation()?,
            today: self.store.clock().today(),
            size: self.size,
        })
    }

    pub(super) fn count_late(&mut self, worker: Option<WorkerId>) -> Result<(), StoreError> {
        let late = Between::late(self.store.clock().today());
        self.late = self.store.due_count(worker, late)?;
        self.late_of_others = if self.late == 0 { self.store.due_count(None, late)? } else { 0 };
        Ok(())
    }

    pub(super) fn open_person(&mut self, id: PersonId) {
        if self.asks_why(id) {
            return;
        }
        match self.store.view(id, None) {
            Ok(()) => self.show_person(id),
            Err(error) => self.fail(&error.into()),
        }
    }

    /// Records that what a record holds was looked at without opening it. A restricted one shows nothing, so there was no look.
    fn record_look(&mut self, id: PersonId) {
        let looked = match self.store.is_restricted(id) {
            Ok(false) => self.store.view(id, None),
            Ok(true) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = looked {
            self.fail(&error.into());
        }
    }

    /// Asks for a reason first, where a record is restricted and none was given yet.
    pub(super) fn asks_why(&mut self, id: PersonId) -> bool {
        match self.store.is_restricted(id) {
            Ok(true) if self.unlocked != Some(id) && self.store.records_looking() => {
                self.open_fresh(&FormRequest::Unlock(id));
                true
            }
            Ok(_) => false,
            Err(error) => {
                self.fail(&error.into());
                true
            }
        }
    }

    /// Asks for a reason first, where a record is about somebody whose record is restricted.
    pub(super) fn asks_why_about(&mut self, entity: Entity, id: i64) -> bool {
        match restricted_behind(&self.store, entity, id) {
            // Who said why they open the record of one reads what that one has to do with another.
            Ok(people) if self.unlocked.is_some_and(|known| people.contains(&known)) => false,
            Ok(people) => people.into_iter().any(|person| self.asks_why(person)),
            Err(error) => {
                self.fail(&error.into());
                true
            }
        }
    }

    /// The palette shows first what was done with it lately.
    pub(super) fn remember(&mut self, command: crate::tui::command::Command) {
        self.lately.retain(|known| *known != command);
        self.lately.insert(0, command);
        self.lately.truncate(super::LATELY);
    }

    fn read_whole(&mut self, entity: Entity, id: i64, about: String) {
        if !self.asks_why_about(entity, id) {
            self.push(Box::new(panes::reading::Reading::new(entity, id, about)));
        }
    }

    fn show_person(&mut self, id: PersonId) {
        let pane = self.pane();
        self.push(Box::new(panes::person::Person::new(id, pane, &self.settings)));
    }

    fn open_asset(&mut self, id: AssetId) {
        match self.store.worker() {
            Ok(worker) => {
                let pane = self.pane();
                self.push(Box::new(panes::asset::Asset::new(id, pane, worker, &self.settings)));
            }
            Err(error) => self.fail(&error.into()),
        }
    }

    fn suggest_to(&mut self, id: PersonId) {
        if self.asks_why(id) {
            return;
        }
        match self.store.worker() {
            Ok(worker) => {
                let search = panes::assets::Assets::for_person(id, &self.settings, worker);
                self.push(Box::new(search));
            }
            Err(error) => self.fail(&error.into()),
        }
    }

    /// The pane at the bottom of the stack.
    fn pane(&self) -> Pane {
        match self.stack.first().map(|screen| screen.title()) {
            Some(Title::Tabs(pane)) => pane,
            _ => Pane::Today,
        }
    }

    pub(super) fn push(&mut self, mut screen: Box<dyn Screen>) {
        if self.theme.charset() == Charset::Ascii {
            screen.shows_ascii();
        }
        self.stack.push(screen);
        self.fit();
        self.reload_top();
    }

    pub(super) fn close(&mut self) {
        if self.stack.len() > 1 {
            self.stack.pop();
            self.fit();
            self.reload_top();
        }
    }

    pub(super) fn answer(&mut self, answer: Answer) {
        if self.stack.len() > 1 {
            self.stack.pop();
        }
        self.fit();
        if let Some(top) = self.stack.last_mut() {
            let effect = top.answered(answer);
            self.carry_out(effect);
        }
        self.reload_top();
    }

    /// Tells every screen the size of its body.
    pub(super) fn fit(&mut self) {
        let (size, speak) = (self.size, self.settings.speak);
        for screen in &mut self.stack {
            let body = frame::body(screen.as_ref(), size, speak);
            screen.resized(Size { width: body.width, height: body.height });
        }
    }

    pub(super) fn reload_top(&mut self) {
        let state = self.state();
        let pane = self.stack.len() == 1;
        let Some(top) = self.stack.last_mut() else { return };
        let read = self.store.at_one_moment(|store| top.reload(store));
        if pane {
            self.read = state.ok().filter(|_| read.is_ok());
        }
        if let Err(error) = read {
            self.fail(&error.into());
        }
    }

    /// Whether more of the top screen is still to be read, piece by piece.
    pub fn fills_on(&self) -> bool {
        self.stack.last().is_some_and(|top| top.fills_on())
    }

    pub(super) fn preview_top(&mut self) {
        let Some(top) = self.stack.last_mut() else { return };
        if let Err(error) = self.store.at_one_moment(|store| top.preview(store)) {
            self.fail(&error.into());
        }
    }

    pub(super) fn reload_all(&mut self) {
        let mut first: Option<StoreError> = None;
        let state = self.state();
        for screen in &mut self.stack {
            if let Err(error) = self.store.at_one_moment(|store| screen.reload(store)) {
                first.get_or_insert(error);
            }
        }
        self.read = state.ok().filter(|_| first.is_none());
        let counted = self.store.worker().and_then(|worker| self.count_late(worker));
        if let Some(error) = first.or(counted.err()) {
            self.fail(&error.into());
        }
    }

    pub(super) fn fail(&mut self, fault: &Fault) {
        if let Some(top) = self.stack.last_mut() {
            top.failed(fault);
        }
        self.said = Some(fault.to_string().replace('\n', " "));
    }

    pub(super) fn apply(&mut self, change: &Change, close: bool, said: &str) {
        self.saved = false;
        // What may be a mistake is looked at before it is there; it is saved in any case.
        let doubts = doubt::of_change(&self.store, change).unwrap_or_default();
        match self.store.apply(change) {
            Ok(done) => {
                self.saved = true;
                let said = &match doubts.first() {
                    Some(doubt) => self.with_doubt(said, &doubt.short),
                    None => self.with_reminder(change, &done, said),
                };
                if close {
                    self.forget_draft();
                    self.stack.pop();
                    self.fit();
                }
                self.reload_all();
                self.said = Some(self.said_with_undo(said));
            }
            Err(error) => {
                self.fail(&error.into());
                // What a colleague has changed meanwhile is read, so that both can be seen.
                self.reload_top();
            }
        }
    }
}
