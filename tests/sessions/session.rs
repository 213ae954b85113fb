//! A session over the app: `Session::demo().at(80, 24).press("2 / a d a Enter").screen()`.

use chrono::NaiveDate;
use kith::clock::Clock;
use kith::sample::{LOGIN, Plan, fill};
use kith::store::drafts::Drafts;
use kith::store::{Actor, Store, Via};
use kith::tui::app::App;
use kith::tui::charset::Charset;
use kith::tui::key::Key;
use kith::tui::settings::Settings;
use kith::tui::theme::{Look, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Position, Size};

/// A session at a screen that is only drawn in memory.
pub struct Session {
    app: App,
    terminal: Terminal<TestBackend>,
}

/// The day of every session: a Tuesday.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 3).unwrap()
}

/// The sample caseload on that day, in memory.
pub fn caseload() -> Store {
    let actor = Actor { name: "Jo Evans".to_owned(), ..Actor::new(LOGIN, Via::Screen) };
    let mut store = Store::memory(actor, Clock::on(today())).unwrap();
    fill(&mut store, &Plan::new(today())).unwrap();
    store
}

impl Session {
    /// A session of Jo, who works in the sample's town, at 80 by 24, previews at once.
    pub fn demo() -> Self {
        Self::over(caseload())
    }

    /// A session over any caseload.
    pub fn over(store: Store) -> Self {
        let size = Size { width: 80, height: 24 };
        let settings = Settings { preview_delay: std::time::Duration::ZERO, ..Settings::default() };
        let theme = Theme::new(Look::Standard, Charset::Ascii);
        let app = App::new(store, Drafts::memory().unwrap(), settings, theme, size).unwrap();
        let terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
        let mut session = Self { app, terminal };
        session.draw();
        session
    }

    /// The same in a window of another size.
    pub fn at(mut self, width: u16, height: u16) -> Self {
        self.terminal.backend_mut().resize(width, height);
        self.terminal.autoresize().unwrap();
        self.app.resize(Size { width, height });
        self.draw();
        self
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
        text.chars().for_each(|letter| self.key(Key::Char(letter)));
        self
    }

    /// Presses one key.
    pub fn key(&mut self, key: Key) {
        self.app.press(key);
        self.draw();
    }

    fn draw(&mut self) {
        let app = &self.app;
        self.terminal.draw(|frame| app.draw(frame)).unwrap();
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
