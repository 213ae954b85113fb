//! `kith plain`: the whole day's work as lines that are only ever added, for screen readers, braille and simple terminals.

mod asking;
mod asset;
mod choices;
mod figures;
mod flows;
mod form;
mod give;
mod kept;
mod letter;
mod list;
mod look;
mod menu;
mod person;
pub mod pick;
mod reader;
mod step;
mod story;
pub mod talk;
mod today;
pub mod turn;
mod undo;
mod words;
mod work;

use std::io::Write as _;

use clap::Args;

use super::desk::{Desk, terminal_size};
use super::output::{Format, on_a_terminal};
use crate::fault::{self, Fault};
use crate::store::Store;
use crate::store::drafts::Drafts;
use talk::Talk;
use turn::{Told, Turn};
use work::Work;

/// Do the whole day's work line by line, with a screen reader, a braille display or a simple terminal
///
/// Nothing is ever redrawn: questions and answers follow each other. Every question says what Enter answers; a
/// question mark explains it, back goes one question back, stop keeps what was typed and leads to the menu.
#[derive(Args, Default)]
pub struct Plain {
    /// Leave the text in the window when it ends
    #[arg(long)]
    keep: bool,
}

impl Plain {
    /// Opens the caseload and talks until the user leaves.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if desk.out.format != Format::Text {
            return Err(Fault::usage("Plain mode is a conversation, so it gives no lists.")
                .hint("For lists: kith today --json, or kith list"));
        }
        let store = desk.open()?;
        let drafts = match store.path() {
            Some(path) if !store.read_only() => Some(Drafts::open(path)?),
            _ => None,
        };
        self.hold(desk, store, drafts)
    }

    /// Talks about a caseload of which nothing is kept.
    pub fn show(&self, desk: &mut Desk, store: Store) -> Result<(), Fault> {
        self.hold(desk, store, None)
    }

    fn hold(&self, desk: &mut Desk, store: Store, drafts: Option<Drafts>) -> Result<(), Fault> {
        let clears = !self.keep && can_clear(desk);
        let talk = Talk::new(desk)?;
        let mut work = Work { talk, store, drafts };
        let ended = talked(&mut work, clears, self.keep);
        let Work { talk, store, .. } = work;
        drop(store);
        let ended = ended.and_then(|()| talk.desk.out.flush().map_err(Turn::from));
        drop(talk);
        if clears {
            clear();
        }
        match ended {
            Ok(()) | Err(Turn::Back | Turn::Stop | Turn::Ended(0)) => Ok(()),
            Err(Turn::Ended(status)) => {
                Err(Fault::new(fault::Kind::Signal(status.saturating_sub(128)), "kith has ended."))
            }
            Err(Turn::Failed(fault)) => Err(fault),
        }
    }
}

fn talked(work: &mut Work<'_>, clears: bool, keep: bool) -> Told<()> {
    menu::welcome(work, clears, keep)?;
    match kept::offer(work) {
        Ok(()) | Err(Turn::Stop) => {}
        Err(Turn::Failed(fault)) => work.fault(&fault)?,
        Err(turn) => return Err(turn),
    }
    menu::stay(work)
}

/// Whether the window can be cleared: a terminal that understands the one sequence for it.
fn can_clear(desk: &Desk) -> bool {
    let term = desk.environment.text("TERM").unwrap_or_default();
    on_a_terminal() && !matches!(term, "" | "dumb")
}

/// Pushes what is in sight out of the window, and clears what the window has kept of it: the one escape sequence
/// of this mode.
fn clear() {
    let rows = terminal_size().map_or(24, |(_, rows)| rows);
    let mut out = std::io::stdout().lock();
    let _gone = out.write_all("\n".repeat(rows).as_bytes());
    let _gone = out.write_all(b"\x1b[3J");
    let _gone = out.flush();
}
