//! The burst guard: letters that come faster than anyone types are a paste, and a paste must not press keys (R-K9).
//!
//! It stands between the parser and the screens, for terminals that do not mark a paste as one. A letter on its own
//! passes at once; letters close together wait at most 30 ms.

use super::key::Key;
use super::mouse::Mouse;

/// What came from the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// One key.
    Key(Key),
    /// The mouse.
    Mouse(Mouse),
    /// Text that was pasted, as it came: line ends and control characters are the reader's to clean.
    Paste(String),
}

/// So many letters within [`WINDOW`] are a paste.
const LETTERS: usize = 8;
/// The window in milliseconds.
const WINDOW: u64 = 30;

/// Keys on their way out, the last few held back while they might be part of a paste.
#[derive(Debug, Default)]
pub struct Burst {
    held: Vec<Key>,
    since: u64,
    last_letter: Option<u64>,
    recent: bool,
    pasting: bool,
    out: Vec<Typed>,
}

impl Burst {
    /// A read begins: says whether the letters before it came just now.
    pub fn begin(&mut self, now: u64) {
        self.recent = self.last_letter.is_some_and(|at| now < at.saturating_add(WINDOW));
        self.pasting &= self.recent || !self.held.is_empty();
    }

    /// Takes one key.
    pub fn key(&mut self, key: Key, now: u64) {
        let joins = !self.held.is_empty() && matches!(key, Key::Enter | Key::Tab);
        if key.letter().is_none() && !joins {
            self.release();
            self.out.push(Typed::Key(key));
            return;
        }
        if self.held.is_empty() {
            self.since = now;
        }
        self.held.push(key);
        self.last_letter = Some(now);
    }

    /// Takes what the mouse did, if it did anything.
    pub fn mouse(&mut self, mouse: Option<Mouse>) {
        if let Some(mouse) = mouse {
            self.release();
            self.out.push(Typed::Mouse(mouse));
        }
    }

    /// Takes a paste that the terminal marked as one.
    pub fn paste(&mut self, text: String) {
        self.release();
        self.out.push(Typed::Paste(text));
    }

    /// A read ends: gives what may pass.
    pub fn end(&mut self, now: u64) -> Vec<Typed> {
        let alone = !self.recent && self.letters() < 2 && self.since == now;
        if alone || now >= self.since.saturating_add(WINDOW) {
            self.release();
        }
        std::mem::take(&mut self.out)
    }

    /// Time passed and nothing came: gives what waited long enough.
    pub fn tick(&mut self, now: u64) -> Vec<Typed> {
        if now >= self.since.saturating_add(WINDOW) {
            self.release();
        }
        std::mem::take(&mut self.out)
    }

    /// When [`Burst::tick`] must be called at the latest.
    pub fn deadline(&self) -> Option<u64> {
        (!self.held.is_empty()).then(|| self.since.saturating_add(WINDOW))
    }

    fn letters(&self) -> usize {
        self.held.iter().filter(|key| key.letter().is_some()).count()
    }

    fn release(&mut self) {
        if self.held.is_empty() {
            return;
        }
        self.pasting |= self.letters() >= LETTERS;
        let held = std::mem::take(&mut self.held);
        if self.pasting {
            let text = held.iter().map(|key| match key {
                Key::Char(c) => *c,
                Key::Tab => '\t',
                _ => '\n',
            });
            self.out.push(Typed::Paste(text.collect()));
        } else {
            self.out.extend(held.into_iter().map(Typed::Key));
        }
    }
}
