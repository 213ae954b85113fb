//! The screens over the real backend, every frame's bytes checked: `Walk`.

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::time::Duration;

use kith::clock::Clock;
use kith::store::open::Mode;
use kith::store::{Store, Via};
use kith::tui::app::App;
use kith::tui::backend::Lean;
use kith::tui::charset::Charset;
use kith::tui::command::Command;
use kith::tui::effect::Effect;
use kith::tui::key::Key;
use kith::tui::request::FormRequest;
use kith::tui::settings::Settings;
use kith::tui::theme::{Look, Theme};
use ratatui::Terminal;
use ratatui::layout::Size;
use tempfile::TempDir;

use super::caseload;
use super::line::{Output, off_the_list};

/// A walk through the screens of the hostile caseload.
pub struct Walk {
    app: App,
    line: Terminal<Lean>,
    /// What was done last, for whoever reads a failure.
    done: String,
    /// Frames that were drawn.
    pub frames: usize,
    /// Frames that showed the marker of something hostile.
    pub marked: usize,
    /// The first rows of the screens that were seen.
    pub titles: BTreeSet<String>,
    _home: TempDir,
}

impl Walk {
    /// At the first screen, in a window of that size.
    pub fn new(width: u16, height: u16, charset: Charset) -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let home = tempfile::tempdir().unwrap();
        let made = MADE.get_or_init(|| {
            let path = home.path().join("made.db");
            caseload::make(&path);
            std::fs::read(path).unwrap()
        });
        let path = home.path().join("caseload.db");
        write_privately(&path, made);
        let clock = Clock::on(caseload::today());
        let store = Store::open(&path, Mode::ReadWrite, caseload::actor(Via::Screen), clock).unwrap();
        let size = Size { width, height };
        let settings = Settings { preview_delay: Duration::ZERO, ..Settings::default() };
        let theme = Theme::new(Look::Standard, charset);
        let app = App::new(store, caseload::drafts(), settings, theme, size).unwrap();
        let line = Terminal::new(Lean::new(size, charset)).unwrap();
        let (done, titles) = ("the start".to_owned(), BTreeSet::new());
        let mut walk = Self { app, line, done, frames: 0, marked: 0, titles, _home: home };
        walk.draw();
        walk
    }

    /// Presses keys as the keymap spells them.
    pub fn press(&mut self, keys: &str) {
        for word in keys.split_whitespace() {
            self.done = format!("{} > {word}", self.done);
            self.app.press(Key::parse(word).unwrap_or_else(|| panic!("{word} is not a key")));
            self.draw();
        }
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.done = format!("{} > a paste", self.done);
        self.app.paste(text);
        self.draw();
    }

    /// Carries out what a screen would ask for.
    pub fn carry_out(&mut self, effect: Effect) {
        self.done = format!("{effect:?}");
        self.app.carry_out(effect);
        self.draw();
    }

    /// Opens a form.
    pub fn form(&mut self, request: FormRequest) {
        self.app.carry_out(Effect::Fresh(request));
        self.done = format!("{request:?}");
        self.draw();
    }

    /// Asks for a command by itself.
    pub fn ask(&mut self, command: Command) {
        self.done = format!("{} > {command:?}", self.done);
        self.app.ask(command);
        self.draw();
    }

    /// Draws the frame that is due, and the whole screen again now and then; nothing off the list is sent.
    fn draw(&mut self) {
        self.frames += 1;
        let app = &self.app;
        let mut first = String::new();
        let mut marked = false;
        self.line
            .draw(|frame| {
                app.draw(frame);
                let buffer = frame.buffer_mut();
                let row =
                    |y: u16| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
                marked = (0..buffer.area.height).any(|y| row(y).contains("<U+"));
                first = row(0).trim().to_owned();
            })
            .unwrap();
        self.marked += usize::from(marked);
        self.titles.insert(first.chars().take(24).collect());
        let bytes = self.line.backend_mut().take();
        if let Some(found) = off_the_list(&bytes, Output::Frame) {
            panic!("{found}\nsent after: {}", self.done);
        }
    }
}

fn write_privately(path: &std::path::Path, bytes: &[u8]) {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).unwrap();
    file.write_all(bytes).unwrap();
}
