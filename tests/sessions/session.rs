//! A session over the app: `Session::demo().at(80, 24).press("2 / a d a Enter").screen()`.

use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::sample::{LOGIN, Plan, fill};
use kith::store::drafts::Drafts;
use kith::store::open::Mode;
use kith::store::{Actor, Store, Via};
use kith::tui::app::App;
use kith::tui::backend::Lean;
use kith::tui::charset::Charset;
use kith::tui::effect::Effect;
use kith::tui::key::Key;
use kith::tui::request::FormRequest;
use kith::tui::settings::Settings;
use kith::tui::theme::{Look, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Size};
use tempfile::TempDir;

/// A session at a screen that is only drawn in memory.
pub struct Session {
    app: App,
    terminal: Terminal<TestBackend>,
    line: Terminal<Lean>,
    bytes: usize,
    _home: TempDir,
}

/// The day of every session: a Tuesday.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

fn jo() -> Actor {
    Actor { name: "Jo Evans".to_owned(), ..Actor::new(LOGIN, Via::Screen) }
}

/// A sample caseload on that day, made once and copied for each session.
fn sample(people: usize, assets: usize, made: &'static OnceLock<Vec<u8>>) -> &'static [u8] {
    made.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("sample.db");
        let mut store = Store::create(&path, jo(), Clock::on(today())).unwrap();
        fill(&mut store, &Plan { people, assets, ..Plan::new(today()) }).unwrap();
        drop(store);
        std::fs::read(&path).unwrap()
    })
}

/// The settings of most sessions: previews are read at once.
pub fn at_once() -> Settings {
    Settings { preview_delay: Duration::ZERO, ..Settings::default() }
}

impl Session {
    /// A session of Jo, who works in the sample's town, at 80 by 24; previews are read at once.
    pub fn demo() -> Self {
        Self::with(at_once())
    }

    /// The same, where previews wait, as over a slow line.
    pub fn slow() -> Self {
        Self::with(Settings { preview_delay: Duration::from_mins(10), ..Settings::default() })
    }

    /// The same with settings of its own; see [`at_once`].
    pub fn with(settings: Settings) -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::over(sample(60, 120, &MADE), settings)
    }

    /// A session over a small caseload, quickly made.
    pub fn small() -> Self {
        Self::small_with(at_once())
    }

    /// The same with settings of its own.
    pub fn small_with(settings: Settings) -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::over(sample(8, 10, &MADE), settings)
    }

    /// The same in another look.
    pub fn looking(look: Look) -> Self {
        let mut session = Self::demo();
        let (store, size) = (session.colleague(), Size { width: 80, height: 24 });
        let theme = Theme::new(look, Charset::Ascii);
        session.app = App::new(store, Drafts::memory().unwrap(), at_once(), theme, size).unwrap();
        session
    }

    fn over(caseload: &[u8], settings: Settings) -> Self {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("caseload.db");
        write_privately(&path, caseload);
        let store = Store::open(&path, Mode::ReadWrite, jo(), Clock::on(today())).unwrap();
        let size = Size { width: 80, height: 24 };
        let theme = Theme::new(Look::Standard, Charset::Ascii);
        let app = App::new(store, Drafts::memory().unwrap(), settings, theme, size).unwrap();
        let terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
        let line = Terminal::new(Lean::new(size, Charset::Utf8)).unwrap();
        let mut session = Self { app, terminal, line, bytes: 0, _home: home };
        session.draw();
        session
    }

    /// The same in a window of another size.
    pub fn at(mut self, width: u16, height: u16) -> Self {
        self.resize(width, height);
        self
    }

    /// Gives the window another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        let size = Size { width, height };
        self.terminal.backend_mut().resize(width, height);
        self.terminal.autoresize().unwrap();
        self.line.backend_mut().set_size(size);
        self.line.autoresize().unwrap();
        self.app.resize(size);
        self.draw();
    }

    /// Presses keys as the keymap spells them, one after the other; every frame is drawn.
    pub fn press(mut self, keys: &str) -> Self {
        for word in keys.split_whitespace() {
            self.key(Key::parse(word).unwrap_or_else(|| panic!("{word} is not a key")));
        }
        self
    }

    /// Types text letter by letter.
    pub fn write(mut self, text: &str) -> Self {
        for letter in text.chars() {
            self.key(Key::Char(letter));
        }
        self
    }

    /// Opens a form, as a screen that asks for it would.
    pub fn form(&mut self, request: FormRequest) {
        self.app.carry_out(Effect::Form(request));
        self.draw();
    }

    /// The same caseload as Sam has it open.
    pub fn colleague(&self) -> Store {
        let sam = Actor { name: "Sam Okoro".to_owned(), ..Actor::new("sam.okoro", Via::Screen) };
        let path = self.store().path().unwrap();
        Store::open(path, Mode::ReadWrite, sam, Clock::on(today())).unwrap()
    }

    /// Presses one key.
    pub fn key(&mut self, key: Key) {
        self.app.press(key);
        self.draw();
    }

    /// Does something to the app besides pressing keys.
    pub fn does<T>(&mut self, what: impl FnOnce(&mut App) -> T) -> T {
        let done = self.undrawn(what);
        self.draw();
        done
    }

    /// The same without a frame after it, as when more keys wait.
    pub fn undrawn<T>(&mut self, what: impl FnOnce(&mut App) -> T) -> T {
        what(&mut self.app)
    }

    /// The styles of a row of the screen, cell by cell.
    pub fn styles(&self, y: u16) -> Vec<ratatui::style::Style> {
        let buffer = self.terminal.backend().buffer();
        (0..buffer.area.width).map(|x| buffer[(x, y)].style()).collect()
    }

    fn draw(&mut self) {
        let app = &self.app;
        self.terminal.draw(|frame| app.draw(frame)).unwrap();
        self.line.draw(|frame| app.draw(frame)).unwrap();
        self.bytes = self.line.backend_mut().take().len();
    }

    /// How many bytes the last frame sent down the line.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The rows of the screen, without blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let buffer = self.terminal.backend().buffer();
        let row = |y: u16| {
            let cells = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol());
            cells.collect::<String>().trim_end().to_owned()
        };
        (0..buffer.area.height).map(row).collect()
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.rows().join("\n")
    }

    /// The status sentence: the row a screen reader is told to read.
    pub fn status(&self) -> String {
        let rows = self.rows();
        rows[rows.len() - 2].trim().to_owned()
    }

    /// Where the hardware cursor stands.
    pub fn cursor(&mut self) -> Position {
        self.terminal.get_cursor_position().unwrap()
    }

    /// The row of the screen that the hardware cursor stands on.
    pub fn row_of_cursor(&mut self) -> String {
        let at = usize::from(self.cursor().y);
        self.rows()[at].clone()
    }

    /// The caseload, for what came of it.
    pub fn store(&self) -> &Store {
        self.app.store()
    }
}

fn write_privately(path: &Path, bytes: &[u8]) {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).unwrap();
    file.write_all(bytes).unwrap();
}
