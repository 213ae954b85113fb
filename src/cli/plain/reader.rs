//! Lines from standard input, and the signals that can come instead of a line.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;
use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::low_level::{pipe, unregister};
use unicode_normalization::UnicodeNormalization as _;

use crate::fault::Fault;

/// The longest line that is taken, in bytes.
const LONGEST: usize = 1024 * 1024;

/// The signals that end a session, each with the exit status that is told.
const SIGNALS: [(i32, u8); 3] = [(SIGHUP, 129), (SIGTERM, 143), (SIGINT, 130)];

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// A line, without its end.
    Line(String),
    /// A line that cannot be used, and why.
    Unusable(&'static str),
    /// No more lines come.
    End,
    /// A signal came; its exit status.
    Signal(u8),
}

/// Reads standard input line by line and wakes for a signal.
pub struct Reader {
    rest: Vec<u8>,
    ended: bool,
    terminal: bool,
    pipes: Vec<(UnixStream, u8)>,
    ids: Vec<SigId>,
}

impl Reader {
    /// Begins to listen. A second signal of a kind ends the process at once, should the first find it stuck.
    pub fn new() -> Result<Self, Fault> {
        let mut reader = Self {
            rest: Vec::new(),
            ended: false,
            terminal: crate::cli::prompt::input_is_a_terminal(),
            pipes: Vec::new(),
            ids: Vec::new(),
        };
        for (signal, status) in SIGNALS {
            reader.listen(signal, status)?;
        }
        Ok(reader)
    }

    fn listen(&mut self, signal: i32, status: u8) -> io::Result<()> {
        let came = Arc::new(AtomicBool::new(false));
        let status_now = i32::from(status);
        let at_once =
            signal_hook::flag::register_conditional_shutdown(signal, status_now, Arc::clone(&came))?;
        self.ids.push(at_once);
        self.ids.push(signal_hook::flag::register(signal, came)?);
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        self.ids.push(pipe::register(signal, write)?);
        self.pipes.push((read, status));
        Ok(())
    }

    /// Waits for a line.
    pub fn line(&mut self) -> Heard {
        loop {
            if let Some(line) = self.whole_line() {
                return line;
            }
            if self.rest.len() > LONGEST {
                self.rest.clear();
                return Heard::Unusable("That line is too long. Type it in shorter lines.");
            }
            if self.ended {
                return Heard::End;
            }
            if let Some(status) = self.wait() {
                return Heard::Signal(status);
            }
        }
    }

    fn whole_line(&mut self) -> Option<Heard> {
        let end = match self.rest.iter().position(|byte| *byte == b'\n') {
            Some(end) => end + 1,
            None if self.ended && !self.rest.is_empty() => self.rest.len(),
            None => return None,
        };
        let bytes: Vec<u8> = self.rest.drain(..end).collect();
        Some(String::from_utf8(bytes).map_or(
            Heard::Unusable("Some letters of that line did not arrive as UTF-8. Type it again without them."),
            |text| Heard::Line(typed(&text)),
        ))
    }

    /// Waits until something comes; gives the status of a signal.
    fn wait(&mut self) -> Option<u8> {
        let stdin = rustix::stdio::stdin();
        let mut fds: Vec<PollFd<'_>> =
            self.pipes.iter().map(|(pipe, _)| PollFd::new(pipe, PollFlags::IN)).collect();
        fds.push(PollFd::from_borrowed_fd(stdin, PollFlags::IN));
        if rustix::event::poll(&mut fds, None).is_err() {
            return None;
        }
        let told = fds.iter().zip(&self.pipes).find(|(fd, _)| !fd.revents().is_empty());
        if let Some((_, (_, status))) = told {
            return Some(*status);
        }
        let hung_up = self.terminal && fds.last().is_some_and(|fd| fd.revents().contains(PollFlags::HUP));
        let mut bytes = [0; 4096];
        match rustix::io::read(stdin, &mut bytes) {
            // A terminal that is gone reads as an end of the input, perhaps before SIGHUP is told.
            Ok(0) if hung_up => Some(129),
            Ok(count) => {
                self.rest.extend(bytes.iter().take(count));
                self.ended = count == 0;
                None
            }
            Err(Errno::INTR | Errno::AGAIN) => None,
            // The terminal is gone and SIGHUP was not told: started with it ignored.
            Err(Errno::IO) => Some(129),
            Err(_) => {
                self.ended = true;
                None
            }
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            unregister(id);
        }
    }
}

/// The text of a line as it was meant: keys that are no letters, such as arrows, leave nothing behind.
fn typed(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' => match letters.next_if(|next| matches!(next, '[' | 'O')) {
                Some('[') => while letters.next().is_some_and(|next| !matches!(next, '@'..='~')) {},
                Some(_) => drop(letters.next()),
                None => {}
            },
            '\t' => text.push(' '),
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
    }
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_and_other_keys_leave_no_letters() {
        assert_eq!(typed("Ada\u{1b}[A\u{1b}[1;5C Okonkwo\u{1b}OP\r\n"), "Ada Okonkwo");
        assert_eq!(typed("a\tb\u{7}\u{1b}"), "a b");
        assert_eq!(typed("Sia\u{302}n"), "Si\u{e2}n");
    }

    #[test]
    fn lines_are_cut_and_a_last_line_needs_no_end() {
        let mut reader =
            Reader { rest: b"one\r\ntw".to_vec(), ended: true, terminal: false, pipes: vec![], ids: vec![] };
        assert_eq!(reader.line(), Heard::Line("one".into()));
        assert_eq!(reader.line(), Heard::Line("tw".into()));
        assert_eq!(reader.line(), Heard::End);
        reader.rest = b"\xa35\n".to_vec();
        assert!(matches!(reader.line(), Heard::Unusable(_)));
    }
}
