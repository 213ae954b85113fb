//! What a terminal answers when it is asked, for `kith doctor` alone: the screens never ask (R-T3).

use std::io;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};

use super::input::{Event, Input};
use super::key::Key;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(1);
/// Without a key for so long, the listening ends.
const QUIET: Duration = Duration::from_secs(30);

/// What the terminal answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How long its first answer took; `None` where it answered nothing within a second.
    pub delay: Option<Duration>,
    /// How many columns a letter of two bytes took: 1 in UTF-8, 2 where each byte is a letter.
    pub columns: Option<u16>,
    /// Whether it marks a paste as one; `None` where it does not say.
    pub marks_pastes: Option<bool>,
}

/// The modes of the terminal while it is asked; given back when this is dropped.
struct Raw;

impl Raw {
    fn begin() -> io::Result<Self> {
        crossterm::terminal::enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // Nobody is left to tell when even this fails.
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Asks the terminal where its cursor is after one letter with an accent, and whether pastes are marked.
///
/// # Errors
/// The terminal cannot be switched or written to.
pub fn ask() -> io::Result<Answers> {
    let _raw = Raw::begin()?;
    let begun = Instant::now();
    // The column is told from the left edge; the letter is rubbed out again.
    send("\r\u{e9}\x1b[6n".as_bytes())?;
    let place = answer(b'R');
    let delay = (!place.is_empty()).then(|| begun.elapsed());
    send(b"\r  \r")?;
    let mut marks = None;
    if delay.is_some() {
        send(b"\x1b[?2004$p\x1b[6n")?;
        let mode = answer(b'R');
        marks = marked(&mode);
    }
    Ok(Answers { delay, columns: column(&place).map(|column| column.saturating_sub(1)), marks_pastes: marks })
}

/// Tells each key as it is understood, until Enter is pressed or nothing has been for half a minute.
///
/// # Errors
/// The terminal cannot be switched or read.
pub fn listen(escape_wait: Duration, mut tell: impl FnMut(&str)) -> io::Result<()> {
    let _raw = Raw::begin()?;
    let mut input = Input::open(escape_wait)?;
    loop {
        let events = input.wait(Some(QUIET));
        if events.is_empty() {
            return Ok(());
        }
        for event in events {
            match event {
                Event::Key(Key::Enter | Key::Ctrl('c')) | Event::Gone => return Ok(()),
                Event::Key(key) => tell(&key.spell()),
                Event::Paste(text) => tell(&format!("a paste of {} letters", text.chars().count())),
                _ => {}
            }
        }
    }
}

fn send(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        let count = rustix::io::write(rustix::stdio::stdout(), bytes)?;
        bytes = bytes.get(count..).unwrap_or_default();
    }
    Ok(())
}

/// Reads until the byte comes that ends an answer; nothing where it does not come in time.
fn answer(last: u8) -> Vec<u8> {
    let until = Instant::now() + PATIENCE;
    let mut read = Vec::new();
    let mut buffer = [0u8; 64];
    while !read.contains(&last) && read.len() < 1024 {
        let left = until.saturating_duration_since(Instant::now());
        let timeout = Timespec { tv_sec: 0, tv_nsec: i64::from(left.subsec_nanos()) };
        let timeout = if left >= PATIENCE { Timespec { tv_sec: 1, tv_nsec: 0 } } else { timeout };
        let mut keyboard = [PollFd::from_borrowed_fd(rustix::stdio::stdin(), PollFlags::IN)];
        let ready = rustix::event::poll(&mut keyboard, Some(&timeout)).unwrap_or(0);
        if ready == 0 {
            return Vec::new();
        }
        match rustix::io::read(rustix::stdio::stdin(), &mut buffer[..]) {
            Ok(count) if count > 0 => read.extend(buffer.iter().take(count)),
            _ => return Vec::new(),
        }
    }
    if read.contains(&last) { read } else { Vec::new() }
}

/// The column of `ESC [ row ; column R`.
fn column(answer: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(answer).ok()?;
    let (_, place) = text.rsplit_once("\x1b[")?;
    place.split_once('R')?.0.split_once(';')?.1.parse().ok()
}

/// Whether `ESC [ ? 2004 ; n $ y` says that the mode can be set.
fn marked(answer: &[u8]) -> Option<bool> {
    let text = std::str::from_utf8(answer).ok()?;
    let (_, after) = text.split_once("\x1b[?2004;")?;
    match after.split_once("$y")?.0 {
        "1" | "2" | "3" => Some(true),
        "0" | "4" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_and_rubbish_is_none() {
        assert_eq!(column(b"\x1b[24;2R"), Some(2));
        assert_eq!(column(b"typed\x1b[1;3R"), Some(3));
        assert_eq!((column(b""), column(b"\x1b[R"), column(b"24;2R")), (None, None, None));
        assert_eq!(marked(b"\x1b[?2004;2$y\x1b[1;1R"), Some(true));
        assert_eq!(marked(b"\x1b[?2004;0$y\x1b[1;1R"), Some(false));
        assert_eq!(marked(b"\x1b[1;1R"), None);
    }
}
