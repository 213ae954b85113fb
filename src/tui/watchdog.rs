//! A thread that notices when the terminal or the session goes away, keeps what was typed and ends the program.
//!
//! The loop cannot do this: it may be busy, and a program that was started with SIGHUP ignored is not told at all. So
//! the watchdog sleeps in a poll over the signals and the terminal itself, and costs nothing until then.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::input::signal_pipe;
use super::terminal::Restorer;

/// After this time the program ends, whatever still hangs (R-S1 allows two seconds).
const LAST_MOMENT: Duration = Duration::from_millis(1_700);

/// Where the open form lays what was typed, so that it outlives the form.
#[derive(Debug)]
pub struct Desk<D>(Arc<Mutex<Option<D>>>);

impl<D> Clone for Desk<D> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<D> Default for Desk<D> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<D> Desk<D> {
    /// Lays a draft on the desk in place of the one before; none clears it.
    pub fn publish(&self, draft: Option<D>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = draft;
    }

    /// Takes the draft off the desk.
    pub fn take(&self) -> Option<D> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The thread, as the loop knows it.
#[derive(Debug)]
pub struct Watchdog {
    bell: UnixStream,
}

impl Watchdog {
    /// Starts watching standard input, SIGHUP, SIGTERM and SIGINT, also those that were ignored at the start.
    ///
    /// On any of them `save` gets the draft from the desk (on the watchdog's own thread, so it brings its own connection),
    /// the terminal is given back, and the process ends with 129, 143 or 130 within two seconds.
    pub fn start<D: Send + 'static>(
        desk: Desk<D>,
        save: impl FnOnce(D) + Send + 'static,
        restorer: Restorer,
    ) -> io::Result<Self> {
        let (bell, rung) = UnixStream::pair()?;
        let watch = Watch {
            tty: rustix::stdio::stdin().try_clone_to_owned()?,
            rung,
            signals: [(signal_pipe(SIGHUP)?, 129), (signal_pipe(SIGTERM)?, 143), (signal_pipe(SIGINT)?, 130)],
        };
        thread::Builder::new().name("watchdog".to_owned()).spawn(move || {
            if let Some(status) = watch.wait() {
                last_rites(status, &desk, save, &restorer);
            }
        })?;
        Ok(Self { bell })
    }

    /// For the loop, when it is the first to see that the terminal is gone: the watchdog ends the program.
    pub fn terminal_gone(&self) -> ! {
        let _ = rustix::io::write(&self.bell, b"!");
        loop {
            thread::park();
        }
    }
}

struct Watch {
    tty: OwnedFd,
    rung: UnixStream,
    signals: [(UnixStream, i32); 3],
}

impl Watch {
    /// Sleeps until it is time to end; gives the exit status, or nothing when the loop has ended by itself.
    fn wait(&self) -> Option<i32> {
        loop {
            let mut fds: Vec<PollFd<'_>> =
                self.signals.iter().map(|(pipe, _)| PollFd::new(pipe, PollFlags::IN)).collect();
            fds.push(PollFd::new(&self.rung, PollFlags::IN));
            // Nothing is asked for: a hang-up or an error is always told, and keys do not wake this thread.
            fds.push(PollFd::from_borrowed_fd(self.tty.as_fd(), PollFlags::empty()));
            if rustix::event::poll(&mut fds, None).is_err() {
                continue;
            }
            let told = fds.iter().map(|fd| !fd.revents().is_empty());
            let statuses = self.signals.iter().map(|(_, status)| *status).chain([129, 129]);
            if let Some((_, status)) = told.zip(statuses).find(|(told, _)| *told) {
                return Some(status).filter(|_| !self.let_go());
            }
        }
    }

    /// Whether the loop has dropped its end of the bell without ringing: the user has left, and all is well.
    fn let_go(&self) -> bool {
        let mut bell = [PollFd::new(&self.rung, PollFlags::IN)];
        let now = rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 };
        let ready = rustix::event::poll(&mut bell, Some(&now)).is_ok_and(|ready| ready > 0);
        ready && rustix::io::read(&self.rung, &mut [0; 1]).is_ok_and(|read| read == 0)
    }
}

fn last_rites<D>(status: i32, desk: &Desk<D>, save: impl FnOnce(D), restorer: &Restorer) {
    // A locked file or a terminal that takes no more bytes must not keep the process alive.
    let _ = thread::Builder::new().spawn(move || {
        thread::sleep(LAST_MOMENT);
        std::process::exit(status);
    });
    if let Some(draft) = desk.take() {
        save(draft);
    }
    let _ = restorer.leave();
    std::process::exit(status);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desk_holds_the_latest_draft_once() {
        let desk = Desk::default();
        desk.publish(Some("Ada answ"));
        desk.clone().publish(Some("Ada answered"));
        assert_eq!(desk.take(), Some("Ada answered"));
        assert_eq!(desk.take(), None);
    }

    #[test]
    fn a_thread_that_panicked_does_not_take_the_draft_with_it() {
        let desk = Desk::default();
        let held = desk.clone();
        let _ = thread::spawn(move || {
            let _guard = held.0.lock().unwrap();
            panic!("for the test");
        })
        .join();
        desk.publish(Some(1));
        assert_eq!(desk.take(), Some(1));
    }

    /// A watch whose other things stay silent.
    fn watch(tty: UnixStream, rung: UnixStream) -> Watch {
        let signals = [129, 143, 130].map(|status| (silent(), status));
        Watch { tty: tty.into(), rung, signals }
    }

    fn silent() -> UnixStream {
        let (read, write) = UnixStream::pair().unwrap();
        std::mem::forget(write);
        read
    }

    #[test]
    fn a_hung_up_line_is_seen_without_asking_for_keys() {
        let (theirs, tty) = UnixStream::pair().unwrap();
        rustix::io::write(&theirs, b"a key").unwrap();
        drop(theirs);
        assert_eq!(watch(tty, silent()).wait(), Some(129));
    }

    #[test]
    fn a_loop_that_leaves_by_itself_is_no_hang_up_but_its_call_is() {
        let (bell, rung) = UnixStream::pair().unwrap();
        drop(bell);
        assert_eq!(watch(silent(), rung).wait(), None);
        let (bell, rung) = UnixStream::pair().unwrap();
        rustix::io::write(&bell, b"!").unwrap();
        drop(bell);
        assert_eq!(watch(silent(), rung).wait(), Some(129));
    }
}
