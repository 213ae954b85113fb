//! `kith doctor`: the set-up, in plain sentences that can be sent to a helpdesk. No personal data.

use clap::Args;

use super::check::{Finding, told};
use super::desk::Desk;
use super::screens;
use crate::clock::{self, Clock};
use crate::domain::when;
use crate::fault::Fault;
use crate::report::counted;
use crate::store::open::Mode;
use crate::store::{Store, backup, open};

/// Say how kith is set up: the file, its copies, the terminal; safe to send to a helpdesk
#[derive(Args)]
pub struct Doctor {
    /// Name each key that is pressed, as kith understands it, until Enter
    #[arg(long)]
    keys: bool,
}

impl Doctor {
    /// Looks around and tells.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.keys {
            return screens::listen(desk);
        }
        let fine = |name, text: String| Finding { name, ok: true, text };
        let mut findings = vec![fine(
            "version",
            format!("kith {}, SQLite {}.", env!("CARGO_PKG_VERSION"), open::sqlite_version()),
        )];
        findings.extend(file(desk));
        findings.extend(copies(desk));
        let warnings: Vec<String> =
            desk.config.warnings.iter().cloned().chain(screens::warnings(desk)).collect();
        findings.push(match warnings.first() {
            None => fine("settings", format!("Settings: {} files read.", desk.config.files.len())),
            Some(first) => {
                let text = format!("Settings: {} warnings. The first: {first}", warnings.len());
                Finding { name: "settings", ok: false, text }
            }
        });
        let now = desk.clock.now();
        let moment = when::show_moment(now.date(), Some(now.time()));
        findings.push(fine("clock", format!("Clock: {moment} in the United Kingdom.")));
        findings.extend(terminal(desk));
        let session = screens::terminal(desk).into_iter();
        findings.extend(session.map(|found| Finding { name: found.name, ok: found.ok, text: found.text }));
        told(desk, &findings, "Something can be put right.", "The lines that begin with ! say what.")
    }
}

/// The caseload file and what may be tightened about its place.
fn file(desk: &Desk) -> Vec<Finding> {
    let path = match desk.caseload() {
        Ok(path) => path,
        Err(fault) => return vec![Finding { name: "file", ok: false, text: fault.message }],
    };
    if !path.exists() {
        let text = format!("There is no caseload file at {} yet.", path.display());
        return vec![Finding { name: "file", ok: true, text }];
    }
    // A file that cannot be opened is not well, whoever may reach it.
    if let Err(error) = Store::open(&path, Mode::ReadOnly, desk.actor.clone(), desk.clock) {
        let fault = Fault::from(error);
        let text = format!("{}: {} {}", path.display(), fault.message, fault.hint);
        return vec![Finding { name: "file", ok: false, text: text.trim().to_owned() }];
    }
    match open::remarks(&path) {
        Ok(remarks) if remarks.is_empty() => {
            let text = format!("The caseload file is {}. Only you can reach it.", path.display());
            vec![Finding { name: "file", ok: true, text }]
        }
        Ok(remarks) => remarks.into_iter().map(|text| Finding { name: "file", ok: true, text }).collect(),
        Err(error) => {
            let fault = Fault::from(error);
            vec![Finding { name: "file", ok: false, text: format!("{} {}", fault.message, fault.hint) }]
        }
    }
}

/// How old the last copy is.
fn copies(desk: &Desk) -> Option<Finding> {
    let path = desk.caseload().ok().filter(|path| path.exists())?;
    let copies = backup::list(&path).ok()?;
    let newest = copies.first().and_then(|copy| clock::local_of(&copy.at.to_rfc3339()));
    let late = backup::due_for(&path, Clock::System).unwrap_or(true);
    let text = match newest {
        Some(at) => format!(
            "{}. The last is of {}.",
            counted(copies.len(), "copy", "copies"),
            when::show_moment(at.date(), Some(at.time()))
        ),
        None => "There is no copy yet. To make one: kith backup".to_owned(),
    };
    Some(Finding { name: "copies", ok: newest.is_none() || !late, text })
}

/// The terminal, the locale and the colours.
fn terminal(desk: &Desk) -> Vec<Finding> {
    let environment = &desk.environment;
    let said = |name: &str| environment.text(name).unwrap_or("not set").to_owned();
    let on_terminal = super::output::on_a_terminal();
    let size = super::desk::terminal_size()
        .map_or_else(|| "not known".to_owned(), |(columns, rows)| format!("{columns} by {rows}"));
    let big = super::desk::terminal_size().is_none_or(|(columns, rows)| columns >= 40 && rows >= 12);
    let letters = if environment.is_utf8() {
        "Letters: UTF-8."
    } else {
        "Letters: plain ASCII, because this session is not set to UTF-8."
    };
    let ssh = environment.is_set("SSH_CONNECTION") || environment.is_set("SSH_TTY");
    vec![
        Finding {
            name: "terminal",
            ok: true,
            text: format!(
                "Terminal: TERM is {}, {}; size {size}; {}.",
                said("TERM"),
                if on_terminal { "output goes to it" } else { "output goes elsewhere" },
                if ssh { "over SSH" } else { "not over SSH" },
            ),
        },
        Finding {
            name: "size",
            ok: big,
            text: if big {
                "The window is big enough.".to_owned()
            } else {
                "Make the window at least 40 by 12.".to_owned()
            },
        },
        Finding { name: "letters", ok: true, text: letters.to_owned() },
    ]
}
