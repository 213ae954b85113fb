//! A program in a pseudo-terminal, with a screen that understands what it draws: `Session`.

use std::io::{Read as _, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use kith::tui::key::Key;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal};
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

/// How long a test waits for something that should happen at once on a machine that is not busy.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How a program ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// With this exit status.
    Status(u32),
    /// By a signal that it did not handle, by name.
    Killed(String),
}

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    reads: Vec<usize>,
    stop: bool,
}

/// A running program and its terminal. Dropping it kills the program.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    tty: PathBuf,
}

impl Session {
    /// Starts kith in a terminal of so many columns and rows.
    pub fn kith(args: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Self {
        Self::start(env!("CARGO_BIN_EXE_kith"), args, env, size)
    }

    /// Starts any program. The environment is only `PATH`, an xterm in UTF-8, and what is given.
    pub fn start(program: &str, args: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Self {
        let (cols, rows) = size;
        let pair =
            native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        let path = std::env::var("PATH").unwrap_or_default();
        let base = [("PATH", path.as_str()), ("TERM", "xterm-256color"), ("LANG", "en_GB.UTF-8")];
        for (name, value) in base.iter().chain(env) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let tty = pair.master.tty_name().unwrap();
        drop(pair.slave);
        let screen = vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0);
        let seen = Seen { screen, bytes: Vec::new(), reads: Vec::new(), stop: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let reader = read_along(pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        let writer = pair.master.take_writer().unwrap();
        Self { child, master: Some(pair.master), writer: Some(writer), reader: Some(reader), seen, tty }
    }

    /// Sends bytes as they are, in one write.
    pub fn send(&mut self, bytes: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Presses keys as the keymap spells them, one after the other: `press("2 Down Enter Ctrl+F")`.
    pub fn press(&mut self, keys: &str) {
        for word in keys.split_whitespace() {
            let key = Key::parse(word).unwrap_or_else(|| panic!("{word} is not a key"));
            self.send(&bytes_of(key));
            thread::sleep(Duration::from_millis(if key == Key::Esc { 150 } else { 6 }));
        }
    }

    /// Types text letter by letter, slowly enough not to be taken for a paste.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.send(&letter.to_string());
            thread::sleep(Duration::from_millis(6));
        }
    }

    /// Waits until the screen is as it should be; fails with the screen when it never is.
    pub fn wait_until(&self, what: &str, mut done: impl FnMut(&vt100::Screen) -> bool) {
        let until = Instant::now() + PATIENCE;
        let (lock, news) = &*self.seen;
        let mut seen = lock.lock().unwrap();
        while !done(seen.screen.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited in vain until {what}; the screen:\n{}",
                seen.screen.screen().contents()
            );
            seen = news.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until the screen shows the words.
    pub fn wait_for(&self, words: &str) {
        self.wait_until(words, |screen| screen.contents().contains(words));
    }

    /// Waits until these bytes have been sent, such as a question to the terminal.
    pub fn wait_for_bytes(&self, bytes: &str) {
        let until = Instant::now() + PATIENCE;
        while !String::from_utf8_lossy(&self.bytes_since(0)).contains(bytes) {
            assert!(Instant::now() < until, "waited in vain for {bytes:?}; the screen:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until nothing has come for a fifth of a second.
    pub fn settle(&self) {
        let mut count = self.mark();
        loop {
            thread::sleep(Duration::from_millis(200));
            let now = self.mark();
            if now == count {
                return;
            }
            count = now;
        }
    }

    /// What the screen shows, row by row.
    pub fn screen(&self) -> String {
        self.seen.0.lock().unwrap().screen.screen().contents()
    }

    /// Where the cursor is: column and row, from 0.
    pub fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.seen.0.lock().unwrap().screen.screen().cursor_position();
        (column, row)
    }

    /// How many bytes have come so far, for [`Session::bytes_since`].
    pub fn mark(&self) -> usize {
        self.seen.0.lock().unwrap().bytes.len()
    }

    /// The bytes that have come since the mark.
    pub fn bytes_since(&self, mark: usize) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes[mark..].to_vec()
    }

    /// In how many reads they came: a frame that is one write is one read, up to 4,095 bytes.
    pub fn reads(&self) -> usize {
        self.seen.0.lock().unwrap().reads.len()
    }

    /// Makes the window another size, in columns and rows.
    pub fn resize(&self, cols: u16, rows: u16) {
        self.seen
            .0
            .lock()
            .unwrap()
            .screen
            .screen_mut()
            .set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
        self.master
            .as_ref()
            .unwrap()
            .resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .unwrap();
    }

    /// Closes the terminal, as when the line drops: no key is sent before.
    pub fn hang_up(&mut self) {
        let file = std::fs::OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(NO_CONTROL)
            .open(&self.tty)
            .unwrap();
        // The writer would send a line end and an end of file when it is dropped, unless that key is switched off.
        let mut modes = tcgetattr(&file).unwrap();
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&file, OptionalActions::Now, &modes).unwrap();
        self.seen.0.lock().unwrap().stop = true;
        // Wakes the reading thread, which then lets go of the terminal.
        (&file).write_all(b"\0").unwrap();
        drop(file);
        self.reader.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        rustix::process::kill_process(self.pid(), signal).unwrap();
    }

    /// Waits until the program has stopped, as after Ctrl+Z in a shell.
    #[cfg(target_os = "linux")]
    pub fn wait_for_the_stop(&self) {
        let stat = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        while !std::fs::read_to_string(&stat).unwrap().contains(") T ") {
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The process id of the program.
    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap()).unwrap()
    }

    /// Whether the program has not ended yet.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for the end of the program.
    pub fn end(&mut self) -> Ended {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return match status.signal() {
                    Some(name) => Ended::Killed(name.to_owned()),
                    None => Ended::Status(status.exit_code()),
                };
            }
            assert!(Instant::now() < until, "it never ended; the screen:\n{}", self.screen());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

/// `O_NOCTTY`: opening the terminal must not make it the test's own.
const NO_CONTROL: i32 = rustix::fs::OFlags::NOCTTY.bits().cast_signed();

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_along(
    mut reader: Box<dyn std::io::Read + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut buffer = vec![0u8; 65_536];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let (lock, news) = &*seen;
            // A test that has failed while it held the screen needs no more of it.
            let Ok(mut seen) = lock.lock() else { return };
            if seen.stop {
                return;
            }
            seen.screen.process(&buffer[..count]);
            seen.bytes.extend_from_slice(&buffer[..count]);
            seen.reads.push(count);
            drop(seen);
            news.notify_all();
        }
    })
}

/// What an xterm sends for a key.
fn bytes_of(key: Key) -> String {
    let fixed = match key {
        Key::Char(c) => return c.to_string(),
        Key::Ctrl(' ') => "\0",
        Key::Ctrl(c) => return char::from(u8::try_from(c).unwrap() & 0x1f).to_string(),
        Key::F(n @ 1..=4) => return format!("\x1bO{}", char::from(b'O' + n)),
        Key::F(n) => return format!("\x1b[{}~", [15, 17, 18, 19, 20, 21, 23, 24][usize::from(n - 5)]),
        Key::Enter => "\r",
        Key::Esc => "\x1b",
        Key::Tab => "\t",
        Key::BackTab => "\x1b[Z",
        Key::Backspace => "\x7f",
        Key::Delete => "\x1b[3~",
        Key::Up => "\x1b[A",
        Key::Down => "\x1b[B",
        Key::Right => "\x1b[C",
        Key::Left => "\x1b[D",
        Key::Home => "\x1b[H",
        Key::End => "\x1b[F",
        Key::PageUp => "\x1b[5~",
        Key::PageDown => "\x1b[6~",
    };
    fixed.to_owned()
}
