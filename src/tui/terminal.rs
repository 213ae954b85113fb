//! The terminal as kith finds it, uses it and leaves it: the only place that switches its modes.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex, TryLockError};
use std::time::{Duration, Instant};

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;

use super::backend::{Lean, erase_rows};
use super::charset::Charset;
use super::mouse;

/// Puts the terminal back as it was found. Cheap to clone, for the panic hook and the watchdog.
#[derive(Clone, Debug)]
pub struct Restorer {
    entered: Arc<AtomicBool>,
    rows: Arc<AtomicU16>,
    mouse: bool,
    /// Held while a frame is sent, so that none comes after the screen was left.
    sending: Arc<Mutex<()>>,
}

/// How long a frame that is on its way is waited for before the screen is left all the same.
const LAST_FRAME: Duration = Duration::from_millis(300);

/// What is asked of the terminal beyond a screen of text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Modes {
    /// The mouse is listened to.
    pub mouse: bool,
    /// Frames stand between marks that make them appear at once.
    pub synchronised: bool,
}

impl Restorer {
    /// Leaves kith's screen: each step is tried even when the one before failed (R-T13). Does nothing the second time.
    ///
    /// The rows are emptied first, so that nothing about anyone stays visible where the alternate screen was refused.
    pub fn leave(&self) -> io::Result<()> {
        // A terminal that takes no more bytes must not keep anybody from leaving.
        let until = Instant::now() + LAST_FRAME;
        let _turn = loop {
            match self.sending.try_lock() {
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                turn => break turn.ok(),
            }
        };
        if !self.entered.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        let mut bytes = b"\x1b[m".to_vec();
        bytes.extend(erase_rows(self.rows.load(Ordering::SeqCst)));
        bytes.extend(ansi(&DisableBracketedPaste));
        if self.mouse {
            bytes.extend_from_slice(mouse::DEAF);
        }
        bytes.extend(ansi(&LeaveAlternateScreen));
        bytes.extend(ansi(&Show));
        let cooked = crossterm::terminal::disable_raw_mode();
        let written = write_all(&bytes);
        cooked.and(written)
    }
}

/// The full screen: raw mode, the alternate screen, marked pastes, and one write for each frame.
#[derive(Debug)]
pub struct Window {
    terminal: Terminal<Lean>,
    restorer: Restorer,
    synchronised: bool,
}

impl Window {
    /// Takes the terminal over. Left again by [`Window::leave`], when the value is dropped, or by a [`Restorer`].
    pub fn enter(charset: Charset, modes: Modes) -> io::Result<Self> {
        crossterm::style::force_color_output(true);
        let (width, height) = crossterm::terminal::size()?;
        let restorer = Restorer {
            entered: Arc::default(),
            rows: Arc::default(),
            mouse: modes.mouse,
            sending: Arc::default(),
        };
        let terminal = Terminal::new(Lean::new(Size { width, height }, charset)).map_err(io::Error::other)?;
        let mut window = Self { terminal, restorer, synchronised: modes.synchronised };
        window.set_up(Size { width, height })?;
        Ok(window)
    }

    fn set_up(&mut self, size: Size) -> io::Result<()> {
        self.restorer.rows.store(size.height, Ordering::SeqCst);
        crossterm::terminal::enable_raw_mode()?;
        self.restorer.entered.store(true, Ordering::SeqCst);
        let mut bytes = ansi(&EnterAlternateScreen);
        bytes.extend(ansi(&EnableBracketedPaste));
        if self.restorer.mouse {
            bytes.extend_from_slice(mouse::LISTEN);
        }
        bytes.extend(ansi(&Show));
        bytes.extend_from_slice(b"\x1b[m");
        bytes.extend(erase_rows(size.height));
        write_all(&bytes)
    }

    /// What puts the terminal back, for those who must do so without the window.
    pub fn restorer(&self) -> Restorer {
        self.restorer.clone()
    }

    /// Draws a frame: one write when something has changed or the cursor has moved, none otherwise (R-B1, R-B6).
    ///
    /// The cursor is always visible: a frame must put it on its focus with `set_cursor_position` (R-A1).
    /// Whether anything was sent is the answer.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> io::Result<bool> {
        self.terminal.draw(paint).map_err(io::Error::other)?;
        self.send()
    }

    /// The size that the next frame will have.
    pub fn size(&self) -> Size {
        self.terminal.size().unwrap_or_default()
    }

    /// The window has another size now: clears it, so that the next frame is drawn whole.
    pub fn resize(&mut self, width: u16, height: u16) -> io::Result<()> {
        let size = Size { width, height };
        self.restorer.rows.store(height, Ordering::SeqCst);
        self.terminal.backend_mut().set_size(size);
        self.terminal.resize(size.into()).map_err(io::Error::other)
    }

    /// Clears the screen with the next frame, which is drawn whole (Ctrl+L).
    pub fn redraw(&mut self) -> io::Result<()> {
        self.terminal.backend_mut().forget();
        self.terminal.clear().map_err(io::Error::other)
    }

    /// Leaves the screen, stops the program as Ctrl+Z would, and sets the screen up again once it runs in the foreground.
    ///
    /// SIGSTOP, because a SIGTSTP that a program sends itself is discarded in an orphaned group (R-S5).
    pub fn suspend(&mut self) -> io::Result<()> {
        self.restorer.leave()?;
        loop {
            // Sent to this very thread, so that nothing more is drawn before the stop takes hold.
            signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
            let front = rustix::termios::tcgetpgrp(rustix::stdio::stdin());
            if front.is_err() || front == Ok(rustix::process::getpgrp()) {
                break;
            }
        }
        let (width, height) = crossterm::terminal::size()?;
        self.set_up(Size { width, height })?;
        self.terminal.backend_mut().forget();
        self.resize(width, height)
    }

    /// Gives the terminal back.
    pub fn leave(self) -> io::Result<()> {
        self.restorer.leave()
    }

    /// Sends a text to the clipboard of whoever sits at the terminal (OSC 52).
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        write_all(&ansi(&CopyToClipboard::to_clipboard_from(text)))
    }

    fn send(&mut self) -> io::Result<bool> {
        let bytes = self.terminal.backend_mut().take();
        let _turn = self.restorer.sending.lock();
        // The watchdog may have left the screen meanwhile: what comes now would be drawn over somebody's shell.
        if bytes.is_empty() || !self.restorer.entered.load(Ordering::SeqCst) {
            return Ok(false);
        }
        if self.synchronised {
            let marked = [ansi(&BeginSynchronizedUpdate), bytes, ansi(&EndSynchronizedUpdate)].concat();
            return write_all(&marked).map(|()| true);
        }
        write_all(&bytes).map(|()| true)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Nobody is left to tell when even this fails.
        let _ = self.restorer.leave();
    }
}

/// On a panic: first `save`, then the terminal is given back, then one plain line without anything about anyone.
///
/// The message of the panic is not shown: it could quote what somebody typed. The place in the program is.
pub fn give_back_on_panic(restorer: Restorer, save: impl Fn() + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |info| {
        save();
        let _ = restorer.leave();
        let place =
            info.location().map(|at| format!(" ({}, line {})", at.file(), at.line())).unwrap_or_default();
        let line =
            format!("kith has stopped because of a mistake in the program. What was saved is safe.{place}\n");
        let _ = rustix::io::write(rustix::stdio::stderr(), line.as_bytes());
    }));
}

/// Writes to the terminal past the lock of standard output, which a thread that is stuck might hold.
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(rustix::stdio::stdout(), bytes) {
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Another program has left the terminal so that it does not wait: wait here until it takes more.
            Err(Errno::AGAIN) => {
                let mut out = [PollFd::from_borrowed_fd(rustix::stdio::stdout(), PollFlags::OUT)];
                let _ = rustix::event::poll(&mut out, None);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn ansi(command: &impl Command) -> Vec<u8> {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = command.write_ansi(&mut text);
    text.into_bytes()
}
