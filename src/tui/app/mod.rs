//! The app: a stack of screens over one store. It carries out effects, and owns the frame around every screen.

mod effects;
mod hide;
mod mouse;
mod told;
mod undo;
mod unfinished;

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::{Rect, Size};

use crate::clock::awake_and_asleep;
use crate::domain::clean::Clean;
use crate::domain::id::PersonId;
use crate::fault::Fault;
use crate::store::Store;
use crate::store::drafts::Drafts;
use crate::tui::command::Command;
use crate::tui::dialogs;
use crate::tui::effect::Effect;
use crate::tui::frame::{self, Around};
use crate::tui::key::Key;
use crate::tui::request::FormRequest;
use crate::tui::screen::{Pane, Screen};
use crate::tui::settings::Settings;
use crate::tui::theme::Theme;

/// Two presses of Ctrl+C within this time end the program; drafts are kept.
const TWICE: Duration = Duration::from_secs(2);

/// How often the file is asked whether a colleague has saved, while nothing else happens.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// So long after the last key a text that saves itself is saved.
const REST: Duration = Duration::from_secs(30);

/// The longest text that is sent to a clipboard, in bytes (R-P7); a longer one is shown to select from.
const MOST_COPIED: usize = 4096;

/// So many commands done through the palette stand first in it.
const LATELY: usize = 3;

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
    left: Vec<effects::Left>,
    /// What the pane at the bottom of the stack was last read from; `None` where that failed.
    read: Option<effects::State>,
    size: Size,
    said: Option<String>,
    late: usize,
    late_of_others: usize,
    name: String,
    hidden: bool,
    /// When a key was last pressed, by a clock that goes on while the machine sleeps.
    last_key: Duration,
    copied: Option<String>,
    over: bool,
    redraw: bool,
    suspend: bool,
    interrupted: Option<Instant>,
    preview_at: Option<Instant>,
    rest_at: Option<Instant>,
    looked: Instant,
    /// The day that the screens show as today.
    day: NaiveDate,
    lately: Vec<Command>,
    /// The restricted record that was opened with a reason, until another pane is turned to.
    unlocked: Option<PersonId>,
    open_drafts: unfinished::Open,
    saved: bool,
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
        let name = store.name_of(&store.actor().login)?;
        let day = store.clock().today();
        let theme = if settings.speak { theme.spoken() } else { theme };
        let mut app = Self {
            store,
            drafts,
            settings,
            theme,
            stack: Vec::new(),
            left: Vec::new(),
            read: None,
            size,
            said: None,
            late: 0,
            late_of_others: 0,
            name,
            hidden: false,
            last_key: awake_and_asleep(),
            copied: None,
            over: false,
            redraw: false,
            suspend: false,
            interrupted: None,
            preview_at: None,
            rest_at: None,
            looked: Instant::now(),
            day,
            lately: Vec::new(),
            unlocked: None,
            open_drafts: unfinished::Open::default(),
            saved: false,
        };
        app.said = app.store.warnings().first().cloned();
        app.store.drafts_later(true);
        app.go(Pane::Today)?;
        app.store.drafts_later(false);
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

    /// A text for the clipboard; asked once.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// What the status sentence says first.
    pub fn say(&mut self, sentence: impl Into<String>) {
        self.said = Some(sentence.into());
    }

    /// The store, for tests that ask what came of it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// How long the loop may sleep before [`App::idle`] is to be called.
    pub fn patience(&self) -> Duration {
        let now = Instant::now();
        let look = (self.looked + LOOK_AGAIN).saturating_duration_since(now);
        let look = self.draft_due().map_or(look, |due| look.min(due));
        let look = self.hide_due().map_or(look, |due| look.min(due));
        let due = self.preview_at.into_iter().chain(self.rest_at);
        due.fold(look, |look, at| look.min(at.saturating_duration_since(now)))
    }

    /// Nothing was pressed for a while: a preview that waits is read, and a colleague's changes are shown.
    ///
    /// Whether anything that is shown may have changed is the answer: otherwise no frame is worked out.
    pub fn idle(&mut self) -> bool {
        let now = Instant::now();
        let mut changed = false;
        if self.preview_at.is_some_and(|at| at <= now) {
            self.preview_top();
            self.preview_at = self.fills_on().then_some(now);
            changed = true;
        }
        if self.rest_at.is_some_and(|at| at <= now) {
            self.rest();
            changed = true;
        }
        if self.draft_due().is_some_and(|due| due.is_zero()) {
            if let Err(error) = self.hold_draft() {
                self.fail(&error.into());
            }
            changed = true;
        }
        if self.hide_due().is_some_and(|due| due.is_zero()) {
            self.hide();
            changed = true;
        }
        if now.saturating_duration_since(self.looked) >= LOOK_AGAIN {
            self.looked = now;
            match self.store.changed_elsewhere() {
                Ok(true) => self.reload_all(),
                // A day has begun: what was for today is late now.
                Ok(false) if self.day != self.store.clock().today() => self.reload_all(),
                Ok(false) => return changed,
                Err(error) => self.fail(&error.into()),
            }
            self.day = self.store.clock().today();
            changed = true;
        }
        changed
    }

    /// What the first frame does not show is read after it; whether there was anything is the answer.
    pub fn read_rest(&mut self) -> bool {
        let due = self.stack.last().is_some_and(|top| top.preview_due());
        if due {
            self.preview_top();
        }
        due
    }

    /// The keys rest: a text that saves itself is saved, as one operation.
    pub fn rest(&mut self) {
        self.rest_at = None;
        if let Some(top) = self.stack.last_mut() {
            let effect = top.rest();
            self.carry_out(effect);
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
        if self.shown_again() {
            return;
        }
        self.said = None;
        let Some(top) = self.stack.last_mut() else { return };
        if top.takes_text()
            && let Some(effect) = top.typed(key)
        {
            self.carry_out(effect);
        } else if let Some(command) = self.settings.keyboard.find(top.places(), key) {
            self.ask(command);
        } else if let Some(effect) = top.typed(key) {
            self.carry_out(effect);
        }
        self.after();
    }

    /// Text was pasted.
    pub fn paste(&mut self, text: &str) {
        if self.shown_again() {
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
        self.note_typing();
        let waits = self.stack.last().is_some_and(|top| top.saves_itself());
        self.rest_at = waits.then(|| Instant::now() + REST);
        let due = self.stack.last().is_some_and(|top| top.preview_due());
        if due && self.settings.preview_delay.is_zero() && !self.fills_on() {
            self.preview_top();
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
            Command::Suspend if self.settings.locked => Effect::Say(
                "kith was started in place of a shell here, so it cannot be suspended.".to_owned(),
            ),
            Command::Suspend => {
                self.suspend = true;
                Effect::None
            }
            Command::Hide => {
                self.hide();
                Effect::None
            }
            Command::Refresh => {
                self.reload_all();
                Effect::Say("Everything was read again.".to_owned())
            }
            Command::PasteHint => {
                Effect::Say("To paste in PuTTY, right-click or press Shift+Insert.".to_owned())
            }
            Command::Quit => self.quit(),
            Command::Interrupt => self.interrupt(),
            Command::Palette => Effect::Open(Box::new(dialogs::commands::palette(
                top.as_ref(),
                &self.settings.keyboard,
                &self.lately,
            ))),
            Command::Menu => {
                Effect::Open(Box::new(dialogs::commands::menu(top.as_ref(), &self.settings.keyboard)))
            }
            Command::Help => {
                Effect::Open(Box::new(dialogs::help::Help::of(top.as_ref(), &self.settings.keyboard)))
            }
            Command::FindAnyone => Effect::Open(Box::new(dialogs::find_anyone::open())),
            Command::AddInformal => Effect::Form(FormRequest::Informal),
            Command::Informal => Effect::Open(Box::new(dialogs::informal::open())),
            Command::HandOver => Effect::Form(FormRequest::HandOver),
            Command::ImportList => Effect::Open(Box::new(super::panes::lists::choose::here())),
            Command::ShowHistory => Effect::Open(Box::new(dialogs::history::open())),
            Command::Drafts => Effect::Drafts,
            Command::Copy => match top.copied() {
                Some((name, text)) if self.settings.copies && text.len() <= MOST_COPIED => {
                    self.copied = Some(Clean::lines(&text).to_string());
                    Effect::Say(format!("Copied: {name}. Paste it where you need it."))
                }
                Some((name, text)) => Effect::Open(Box::new(dialogs::reading::Reading::to_copy(&name, text))),
                None => Effect::Say("There is nothing to copy on this row.".to_owned()),
            },
            Command::AddReferral => Effect::Form(FormRequest::AddReferral { person: None }),
            Command::AddPerson => Effect::Form(FormRequest::AddPerson),
            Command::AddAsset => Effect::Form(FormRequest::AddAsset),
            Command::Gaps => Effect::Open(Box::new(dialogs::board::gaps())),
            Command::Notices => Effect::Open(Box::new(dialogs::board::notices())),
            other => match (other, top.perform(other)) {
                // Elsewhere than on a screen that knows whom it is about, it is about nobody yet.
                (Command::AddGap, Effect::None) => {
                    Effect::Form(FormRequest::Gap { person: None, asset: None })
                }
                (Command::AddNotice, Effect::None) => Effect::Form(FormRequest::Notice { asset: None }),
                (_, effect) => effect,
            },
        };
        self.carry_out(effect);
    }

    fn interrupt(&mut self) -> Effect {
        let now = Instant::now();
        if self.interrupted.is_some_and(|at| now.saturating_duration_since(at) < TWICE) {
            return Effect::Quit;
        }
        self.interrupted = Some(now);
        Effect::Say("To leave, press ‹quit›. To copy, drag with the mouse.".to_owned())
    }

    /// Draws the frame.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let around = Around {
            late: self.late,
            late_of_others: self.late_of_others,
            today: self.store.clock().today(),
            name: &self.name,
            said: self.said.as_deref(),
            hidden: self.hidden,
            more: self.settings.more_keys,
            keyboard: &self.settings.keyboard,
            speak: self.settings.speak,
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
