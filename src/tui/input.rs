//! The reader of the keyboard: one poll over the terminal and the signals that concern the screen.
//!
//! It reads the terminal itself because crossterm 0.29 has no time-out for Escape and spins for ever when the terminal
//! has vanished (measured before kith was built; its users would meet both on a bad line).

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};
use signal_hook::low_level::pipe;

use super::burst::Typed;
use super::key::Key;
use super::mouse::Mouse;
use super::parser::Parser;

/// What can happen to the screens from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something; nobody listens unless it was asked for.
    Mouse(Mouse),
    /// Text was pasted; clean it with [`super::paste`].
    Paste(String),
    /// The window has this many columns and rows now. Resizes within 50 ms are one event.
    Resize(u16, u16),
    /// Somebody outside asked the program to stop for a while (SIGTSTP): see [`super::terminal::Window::suspend`].
    Stop,
    /// The program runs again after a stop that it did not make itself: everything must be drawn anew.
    Redraw,
    /// The terminal is gone. Said once; afterwards [`Input::wait`] only sleeps.
    Gone,
}

/// Resizes are merged when they follow each other within this time, in milliseconds.
const RESIZE_WAIT: u64 = 50;
/// The most bytes that are gathered before the screens see any of them.
const GATHER_CAP: usize = 1 << 20;

/// Whether the environment says that the session came over SSH.
pub fn over_ssh(variable: impl Fn(&str) -> Option<String>) -> bool {
    ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| variable(name).is_some_and(|value| !value.is_empty()))
}

/// The grace time of an Escape byte where the config does not set one: 100 ms over SSH, 10 ms at the machine.
pub fn escape_wait(over_ssh: bool) -> Duration {
    Duration::from_millis(if over_ssh { 100 } else { 10 })
}

/// The keyboard, the size of the window and the stop signals, as one stream of events.
#[derive(Debug)]
pub struct Input {
    tty: OwnedFd,
    parser: Parser,
    start: Instant,
    resized: UnixStream,
    stopped: UnixStream,
    continued: UnixStream,
    resize_at: Option<u64>,
    gone: bool,
}

impl Input {
    /// Reads standard input, and listens for the signals of the window from now on.
    pub fn open(escape_wait: Duration) -> io::Result<Self> {
        Self::over(rustix::stdio::stdin().try_clone_to_owned()?, escape_wait)
    }

    /// Reads any descriptor: a pipe in tests.
    pub fn over(tty: OwnedFd, escape_wait: Duration) -> io::Result<Self> {
        let wait = u64::try_from(escape_wait.as_millis()).unwrap_or(100);
        Ok(Self {
            tty,
            parser: Parser::new(wait),
            start: Instant::now(),
            resized: signal_pipe(SIGWINCH)?,
            stopped: signal_pipe(SIGTSTP)?,
            continued: signal_pipe(SIGCONT)?,
            resize_at: None,
            gone: false,
        })
    }

    /// Waits until something happens, at most so long, and gives everything that is waiting by then.
    ///
    /// Nothing within the time is an empty list; without a time it waits for ever.
    pub fn wait(&mut self, at_most: Option<Duration>) -> Vec<Event> {
        let until =
            at_most.map(|d| self.now().saturating_add(u64::try_from(d.as_millis()).unwrap_or(u64::MAX)));
        loop {
            let mut events = Vec::new();
            let now = self.now();
            let next = [until, self.parser.deadline(), self.resize_at].into_iter().flatten().min();
            let ready = self.poll(next.map(|at| at.saturating_sub(now)));
            self.signals(&ready, &mut events);
            if ready.contains(&Source::Keyboard) {
                self.gather(&mut events);
            } else {
                let now = self.now();
                events.extend(self.parser.tick(now).into_iter().map(Event::from));
            }
            self.resize(&mut events);
            if !events.is_empty() || until.is_some_and(|at| self.now() >= at) {
                return events;
            }
        }
    }

    /// Forgets signals that the program has caused itself, after [`super::terminal::Window::suspend`].
    pub fn forget_stops(&mut self) {
        drain(&self.stopped);
        drain(&self.continued);
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn poll(&self, milliseconds: Option<u64>) -> Vec<Source> {
        let timeout = milliseconds.map(|ms| Timespec {
            tv_sec: i64::try_from(ms / 1000).unwrap_or(i64::MAX),
            tv_nsec: i64::try_from(ms % 1000 * 1_000_000).unwrap_or(0),
        });
        let mut fds: Vec<PollFd<'_>> = [&self.resized, &self.stopped, &self.continued]
            .map(|pipe| PollFd::new(pipe, PollFlags::IN))
            .into();
        if !self.gone {
            fds.push(PollFd::new(&self.tty, PollFlags::IN));
        }
        if rustix::event::poll(&mut fds, timeout.as_ref()).is_err() {
            return Vec::new();
        }
        let order = [Source::Resized, Source::Stopped, Source::Continued, Source::Keyboard];
        order
            .into_iter()
            .zip(&fds)
            .filter(|(_, fd)| !fd.revents().is_empty())
            .map(|(source, _)| source)
            .collect()
    }

    fn signals(&mut self, ready: &[Source], events: &mut Vec<Event>) {
        if ready.contains(&Source::Resized) {
            drain(&self.resized);
            self.resize_at = Some(self.now().saturating_add(RESIZE_WAIT));
        }
        if ready.contains(&Source::Stopped) {
            drain(&self.stopped);
            events.push(Event::Stop);
        }
        if ready.contains(&Source::Continued) {
            drain(&self.continued);
            events.push(Event::Redraw);
        }
    }

    fn resize(&mut self, events: &mut Vec<Event>) {
        if self.resize_at.is_some_and(|at| self.now() >= at) {
            self.resize_at = None;
            if let Ok(size) = rustix::termios::tcgetwinsize(&self.tty) {
                events.push(Event::Resize(size.ws_col, size.ws_row));
            }
        }
    }

    /// Reads all that waits, so that held-down keys never lag behind the drawing (R-K11).
    fn gather(&mut self, events: &mut Vec<Event>) {
        let mut buffer = [0u8; 4096];
        let mut gathered = 0;
        loop {
            match rustix::io::read(&self.tty, &mut buffer) {
                Ok(0) | Err(Errno::IO | Errno::BADF | Errno::NXIO) => {
                    self.gone = true;
                    events.push(Event::Gone);
                    return;
                }
                Ok(count) => {
                    let now = self.now();
                    let bytes = buffer.get(..count).unwrap_or_default();
                    events.extend(self.parser.feed(bytes, now).into_iter().map(Event::from));
                    gathered += count;
                }
                Err(_) => return,
            }
            if gathered >= GATHER_CAP || !self.poll(Some(0)).contains(&Source::Keyboard) {
                return;
            }
        }
    }
}

impl From<Typed> for Event {
    fn from(typed: Typed) -> Self {
        match typed {
            Typed::Key(key) => Self::Key(key),
            Typed::Mouse(mouse) => Self::Mouse(mouse),
            Typed::Paste(text) => Self::Paste(text),
        }
    }
}

/// What a poll listens to, in the order of its descriptors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Resized,
    Stopped,
    Continued,
    Keyboard,
}

/// A pipe that becomes readable when the signal arrives.
pub fn signal_pipe(signal: i32) -> io::Result<UnixStream> {
    let (read, write) = UnixStream::pair()?;
    read.set_nonblocking(true)?;
    pipe::register(signal, write)?;
    Ok(read)
}

/// Empties a signal pipe.
pub fn drain(pipe: &UnixStream) {
    let mut bytes = [0u8; 64];
    while rustix::io::read(pipe.as_fd(), &mut bytes).is_ok_and(|count| count > 0) {}
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn keyboard() -> (UnixStream, Input) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        (ours, Input::over(theirs.into(), Duration::from_millis(10)).unwrap())
    }

    #[test]
    fn all_waiting_keys_come_at_once_and_then_none() {
        let (mut ours, mut input) = keyboard();
        ours.write_all("\u{1b}[B".repeat(200).as_bytes()).unwrap();
        assert_eq!(input.wait(None), vec![Event::Key(Key::Down); 200]);
        assert_eq!(input.wait(Some(Duration::ZERO)), []);
    }

    #[test]
    fn a_lone_escape_comes_although_nothing_follows() {
        let (mut ours, mut input) = keyboard();
        ours.write_all(b"\x1b").unwrap();
        assert_eq!(input.wait(None), [Event::Key(Key::Esc)]);
    }

    #[test]
    fn a_vanished_terminal_is_told_once_and_then_it_sleeps() {
        let (ours, mut input) = keyboard();
        drop(ours);
        assert_eq!(input.wait(None), [Event::Gone]);
        assert_eq!(input.wait(Some(Duration::from_millis(5))), []);
    }

    #[test]
    fn the_line_decides_how_long_an_escape_waits() {
        let ssh = |name: &str| (name == "SSH_TTY").then(|| "/dev/pts/1".to_owned());
        assert!(over_ssh(ssh));
        assert!(!over_ssh(|_| None));
        assert!(escape_wait(true) > escape_wait(false));
    }
}
