//! The app: a stack of screens over one store. It carries out effects, and owns the frame around every screen.

use std::time::{Duration, Instant};

use ratatui::Frame;
use ratatui::layout::{Rect, Size};

use super::command::Command;
use super::dialogs;
use super::effect::{Answer, Effect, Unfinished};
use super::frame::{self, Around};
use super::key::Key;
use super::keymap;
use super::panes;
use super::screen::{Pane, Screen};
use super::settings::Settings;
use super::theme::Theme;
use crate::domain::change::Change;
use crate::domain::id::{PersonId, WorkerId};
use crate::fault::Fault;
use crate::store::drafts::{Drafts, KeptDraft};
use crate::store::history::Operation;
use crate::store::{Store, StoreError};

/// Two presses of Ctrl+C within this time end the program; drafts are kept.
const TWICE: Duration = Duration::from_secs(2);

/// How often the file is asked whether a colleague has saved, while nothing else happens.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// A stack of screens over one store.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that is so or not, asked on its own by the loop"
)]
pub struct App {
    pub(super) store: Store,
    pub(super) drafts: Drafts,
    pub(super) settings: Settings,
    theme: Theme,
    stack: Vec<Box<dyn Screen>>,
    size: Size,
    said: Option<String>,
    late: usize,
    hidden: bool,
    over: bool,
    redraw: bool,
    suspend: bool,
    interrupted: Option<Instant>,
    preview_at: Option<Instant>,
    looked: Instant,
}

impl App {
    /// An app that shows Today.
    pub fn new(
        store: Store,
        drafts: Drafts,
        settings: Settings,
        theme: Theme,
        size: Size,
    ) -> Result<Self, Fault> {
        let mut app = Self {
            store,
            drafts,
            settings,
            theme,
            stack: Vec::new(),
            size,
            said: None,
            late: 0,
            hidden: false,
            over: false,
            redraw: false,
            suspend: false,
            interrupted: None,
            preview_at: None,
            looked: Instant::now(),
        };
        app.said = app.store.warnings().first().cloned();
        app.go(Pane::Today)?;
        Ok(app)
    }

    /// Whether the program has come to its end.
    pub fn over(&self) -> bool {
        self.over
    }

    /// Whether the whole screen is to be drawn again; asked once.
    pub fn take_redraw(&mut self) -> bool {
        std::mem::take(&mut self.redraw)
    }

    /// Whether the program is to be suspended; asked once.
    pub fn take_suspend(&mut self) -> bool {
        std::mem::take(&mut self.suspend)
    }

    /// What the status sentence says first.
    pub fn say(&mut self, sentence: impl Into<String>) {
        self.said = Some(sentence.into());
    }

    /// The store, for tests that ask what came of it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What would be lost if the line dropped now, ready to be kept.
    pub fn unfinished(&self) -> Option<KeptDraft> {
        self.stack.iter().rev().find_map(|screen| screen.draft()).map(|draft| self.kept(&draft))
    }

    fn kept(&self, draft: &Unfinished) -> KeptDraft {
        let body: serde_json::Map<String, serde_json::Value> =
            draft.texts.iter().map(|(name, text)| (name.clone(), text.clone().into())).collect();
        KeptDraft {
            id: 0,
            actor: self.store.actor().login.clone(),
            form: draft.form.clone(),
            subject: draft.subject.map_or_else(String::new, |(entity, _)| entity.table().to_owned()),
            subject_id: draft.subject.map_or(0, |(_, id)| id),
            title: draft.title.clone(),
            body: serde_json::Value::Object(body).to_string(),
            at: self.store.clock().stamp(),
        }
    }

    /// How long the loop may sleep before [`App::idle`] is to be called.
    pub fn patience(&self) -> Duration {
        let now = Instant::now();
        let look = (self.looked + LOOK_AGAIN).saturating_duration_since(now);
        self.preview_at.map_or(look, |at| look.min(at.saturating_duration_since(now)))
    }

    /// Nothing was pressed for a while: a preview that waits is read, and a colleague's changes are shown.
    pub fn idle(&mut self) {
        let now = Instant::now();
        if self.preview_at.is_some_and(|at| at <= now) {
            self.preview_at = None;
            self.reload_top();
        }
        if now.saturating_duration_since(self.looked) >= LOOK_AGAIN {
            self.looked = now;
            match self.store.changed_elsewhere() {
                Ok(true) => self.reload_all(),
                Ok(false) => {}
                Err(error) => self.fail(&error.into()),
            }
        }
    }

    /// The window has another size.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.fit();
        self.reload_top();
    }

    /// A key was pressed.
    pub fn press(&mut self, key: Key) {
        if self.hidden {
            self.hidden = false;
            return;
        }
        self.said = None;
        let Some(top) = self.stack.last_mut() else { return };
        if top.takes_text()
            && let Some(effect) = top.typed(key)
        {
            self.carry_out(effect);
        } else if let Some(command) = keymap::find(top.places(), key) {
            self.ask(command);
        } else if let Some(effect) = top.typed(key) {
            self.carry_out(effect);
        }
        self.after();
    }

    /// Text was pasted.
    pub fn paste(&mut self, text: &str) {
        if self.hidden {
            return;
        }
        self.said = None;
        if let Some(top) = self.stack.last_mut() {
            let effect = top.pasted(text);
            self.carry_out(effect);
        }
        self.after();
    }

    fn after(&mut self) {
        let due = self.stack.last().is_some_and(|top| top.preview_due());
        if due && self.settings.preview_delay.is_zero() {
            self.reload_top();
        } else {
            self.preview_at = due.then(|| Instant::now() + self.settings.preview_delay);
        }
    }

    /// Does what a command asks, or says why not.
    pub fn ask(&mut self, command: Command) {
        let Some(top) = self.stack.last_mut() else { return };
        if let Some(reason) = top.refuses(command) {
            self.said = Some(reason);
            return;
        }
        let effect = match command {
            Command::GoToday => Effect::Go(Pane::Today),
            Command::GoQueue => Effect::Go(Pane::Queue),
            Command::GoAssets => Effect::Go(Pane::Assets),
            Command::GoGive => Effect::Go(Pane::Give),
            Command::GoReports => Effect::Go(Pane::Reports),
            Command::Undo => Effect::Undo,
            Command::Redo => Effect::Redo,
            Command::Redraw => {
                self.redraw = true;
                Effect::None
            }
            Command::Suspend => {
                self.suspend = true;
                Effect::None
            }
            Command::Hide => {
                self.hidden = true;
                Effect::None
            }
            Command::Refresh => {
                self.reload_all();
                Effect::Say("Everything was read again.".to_owned())
            }
            Command::PasteHint => {
                Effect::Say("To paste in PuTTY, right-click or press Shift+Insert.".to_owned())
            }
            Command::Quit => Effect::Quit,
            Command::Interrupt => self.interrupt(),
            other => top.perform(other),
        };
        self.carry_out(effect);
    }

    fn interrupt(&mut self) -> Effect {
        let now = Instant::now();
        if self.interrupted.is_some_and(|at| now.saturating_duration_since(at) < TWICE) {
            return Effect::Quit;
        }
        self.interrupted = Some(now);
        Effect::Say("To leave, press q. To copy, drag with the mouse.".to_owned())
    }

    /// Carries out what a screen asked for.
    pub fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::None => {}
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
            Effect::Apply { change, close, said } => self.apply(&change, close, &said),
            Effect::Undo => self.question_undo(),
            Effect::Redo => self.question_redo(),
            Effect::UndoNow => self.undo(),
            Effect::RedoNow => self.redo(),
            Effect::Perform(command) => {
                self.close();
                self.ask(command);
            }
            Effect::Say(sentence) => self.said = Some(sentence),
            Effect::KeepDraft => self.keep_draft(),
            Effect::ThrowDraftAway => self.throw_draft_away(),
            Effect::Many(effects) => effects.into_iter().for_each(|effect| self.carry_out(effect)),
            Effect::Quit => self.over = true,
        }
    }

    fn go(&mut self, pane: Pane) -> Result<(), Fault> {
        let worker = self.store.worker()?;
        self.stack.clear();
        self.push(panes::open(pane, &self.settings, worker));
        self.count_late(worker)?;
        Ok(())
    }

    fn count_late(&mut self, worker: Option<WorkerId>) -> Result<(), StoreError> {
        use crate::store::today::Between;
        self.late = self.store.due_count(worker, Between::late(self.store.clock().today()))?;
        Ok(())
    }

    fn open_person(&mut self, id: PersonId) {
        if let Err(error) = self.store.view(id, None) {
            self.fail(&error.into());
        }
    }

    fn push(&mut self, screen: Box<dyn Screen>) {
        self.stack.push(screen);
        self.fit();
        self.reload_top();
    }

    fn close(&mut self) {
        if self.stack.len() > 1 {
            self.stack.pop();
            self.fit();
            self.reload_top();
        }
    }

    fn answer(&mut self, answer: Answer) {
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
    fn fit(&mut self) {
        let size = self.size;
        for screen in &mut self.stack {
            let body = frame::body(screen.as_ref(), size);
            screen.resized(Size { width: body.width, height: body.height });
        }
    }

    fn reload_top(&mut self) {
        let Some(top) = self.stack.last_mut() else { return };
        if let Err(error) = top.reload(&self.store) {
            self.fail(&error.into());
        }
    }

    fn reload_all(&mut self) {
        let mut first: Option<StoreError> = None;
        for screen in &mut self.stack {
            if let Err(error) = screen.reload(&self.store) {
                first.get_or_insert(error);
            }
        }
        let counted = self.store.worker().and_then(|worker| self.count_late(worker));
        if let Some(error) = first.or(counted.err()) {
            self.fail(&error.into());
        }
    }

    fn fail(&mut self, fault: &Fault) {
        if let Some(top) = self.stack.last_mut() {
            top.failed(fault);
        }
        self.said = Some(fault.to_string().replace('\n', " "));
    }

    fn apply(&mut self, change: &Change, close: bool, said: &str) {
        match self.store.apply(change) {
            Ok(_) => {
                if close {
                    self.forget_draft();
                    self.stack.pop();
                    self.fit();
                }
                self.reload_all();
                self.said = Some(format!("{said} Press u to undo."));
            }
            Err(error) => self.fail(&error.into()),
        }
    }

    fn keep_draft(&mut self) {
        let draft = self.stack.last().and_then(|top| top.draft()).map(|draft| self.kept(&draft));
        if let Some(draft) = draft {
            match self.drafts.keep(&draft) {
                Ok(_) => {
                    self.close();
                    self.said = Some(format!("Your {} is kept as a draft.", draft.title));
                }
                Err(error) => self.fail(&error.into()),
            }
        } else {
            self.close();
        }
    }

    fn throw_draft_away(&mut self) {
        self.forget_draft();
        self.close();
    }

    /// Takes the kept draft of the open form out of the drafts file.
    fn forget_draft(&mut self) {
        let Some(draft) = self.stack.last().and_then(|top| top.draft()) else { return };
        let kept = self.kept(&draft);
        let found = self.drafts.one(&kept.actor, &kept.form, &kept.subject, kept.subject_id);
        if let Ok(Some(found)) = found
            && let Err(error) = self.drafts.drop(found.id)
        {
            self.fail(&error.into());
        }
    }

    fn question_undo(&mut self) {
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

    fn question_redo(&mut self) {
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
    fn named(&self, verb: &str, operation: &Operation) -> String {
        let about = self.store.subject_name(operation).ok().flatten();
        let about = about.map_or_else(String::new, |name| format!(" ({name})"));
        format!("{verb}: {}{about}, at {}?", operation.words(), crate::store::history::spoken(&operation.at))
    }

    fn undo(&mut self) {
        match self.store.undo() {
            Ok((_, operation)) => {
                self.reload_all();
                self.said = Some(format!("Undone: {}. Press U to do it again.", operation.words()));
            }
            Err(error) => self.fail(&error.into()),
        }
    }

    fn redo(&mut self) {
        match self.store.redo() {
            Ok((_, operation)) => {
                self.reload_all();
                self.said = Some(format!("Done again: {}.", operation.words()));
            }
            Err(error) => self.fail(&error.into()),
        }
    }

    /// Draws the frame.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let around = Around {
            late: self.late,
            today: self.store.clock().today(),
            name: &self.store.actor().name,
            said: self.said.as_deref(),
            hidden: self.hidden,
            more: self.settings.more_keys,
        };
        let cursor = frame::draw(frame.buffer_mut(), area, &self.theme, &self.stack, &around);
        if let Some(position) = cursor {
            frame.set_cursor_position(position);
        }
    }

    /// The area of the whole window.
    pub fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.width, self.size.height)
    }
}
