//! The first start: what the user needs, asked in plain lines before anything is drawn, and what to begin with.

use std::path::{Path, PathBuf};

use crate::cli::demo::Demo;
use crate::cli::desk::Desk;
use crate::cli::import::Import;
use crate::cli::plain::pick::Choice;
use crate::cli::plain::talk::{Question, Talk};
use crate::cli::plain::turn::{Told, Turn};
use crate::cli::settings;
use crate::config::{Config, Setting};
use crate::fault::{Fault, Kind};
use crate::store::{Actor, Store, Via};

/// Whether nothing was ever set or named: no settings file, no caseload by name, no answer in the environment.
///
/// An account that workers share over SSH is never asked: one worker's answer would be everyone's.
pub fn is_now(desk: &Desk) -> bool {
    let named = desk.options.db.is_some() || desk.environment.is_set("KITH_DB");
    let files = desk.environment.config_files();
    let settled = files.is_empty() || files.iter().any(|file| file.exists());
    let shared = desk.environment.is_set("KITH_LOCKED");
    !named && !settled && !shared && desk.config.value("screen", "reader").is_empty()
}

/// What to begin with.
enum Begin {
    Caseload,
    Sample,
}

/// Asks, makes what is asked for, and opens it.
pub fn run(desk: &mut Desk) -> Result<(), Fault> {
    let begun = {
        let mut talk = Talk::new(desk)?;
        asked(&mut talk)
    };
    desk.out.flush()?;
    match begun {
        Ok(Begin::Sample) => Demo::default().run(desk),
        Ok(Begin::Caseload) => super::open(desk),
        Err(Turn::Back | Turn::Stop | Turn::Ended(0)) => Ok(()),
        Err(Turn::Ended(status)) => {
            Err(Fault::new(Kind::Signal(status.saturating_sub(128)), "kith has ended."))
        }
        Err(Turn::Failed(fault)) => Err(fault),
    }
}

fn asked(talk: &mut Talk<'_>) -> Told<Begin> {
    reader(talk)?;
    let path = talk.desk.caseload()?;
    if path.exists() || talk.desk.options.read_only {
        return Ok(Begin::Caseload);
    }
    loop {
        let words = "What would you like to start with?";
        let labels = ["A made-up town to try (nothing is kept)", "A list to import", "An empty caseload"];
        let help = "You can start with the made-up town and come back here another day.";
        let answer = talk.choose(Question::new(words).help(help), &Choice::plain(&labels), Some(0));
        let begun = match answer? {
            0 => return Ok(Begin::Sample),
            1 => list(talk, &path),
            _ => {
                create(talk.desk, &path)?;
                Ok(())
            }
        };
        match begun {
            Ok(()) => return Ok(Begin::Caseload),
            Err(Turn::Back) => {}
            Err(turn) => return Err(turn),
        }
    }
}

/// Asks what the user needs and keeps the answer, as `kith config set reader` does.
fn reader(talk: &mut Talk<'_>) -> Told<()> {
    let words = "Do you use a screen reader or magnifier?";
    let choices = [
        Choice::new("none", "No"),
        Choice::new("screen-reader", "Screen reader"),
        Choice::new("magnifier", "Magnifier"),
    ];
    let help = "With a screen reader kith talks line by line. To change it later: kith config set reader.";
    let at = loop {
        match talk.choose(Question::new(words).enter("No").help(help), &choices, Some(0)) {
            Err(Turn::Back) => talk.carry("This is the first question."),
            answer => break answer?,
        }
    };
    let Some((choice, setting)) = choices.get(at).zip(Setting::named("screen.reader")) else { return Ok(()) };
    match settings::set(talk.desk, setting, &choice.code) {
        Ok(_) => talk.desk.config = Config::read(&talk.desk.environment),
        Err(fault) => talk.say(&fault.to_string())?,
    }
    Ok(())
}

fn create(desk: &Desk, path: &Path) -> Result<Store, Fault> {
    Ok(Store::create(path, desk.actor.clone(), desk.clock)?)
}

/// Asks for a list, says what it would do, and takes it in after a yes.
fn list(talk: &mut Talk<'_>, path: &Path) -> Told<()> {
    let kinds = ["referrals", "people", "assets"];
    let words = "What is on the list?";
    let kind = talk.choose(Question::new(words), &Choice::plain(&kinds), Some(0))?;
    let kind = kinds.get(kind).copied().unwrap_or("referrals");
    loop {
        let help = "A list of your own: CSV, JSON or Open Referral. For example: ~/list.csv";
        let file = talk.ask(&Question::new("Which file? Type its name.").help(help))?.unwrap_or_default();
        let file = at_home(talk.desk, &file);
        // Nothing is made before the yes: the plan is tried in memory.
        let actor = Actor::new(talk.desk.actor.login.clone(), Via::Command);
        let mut tried = Store::memory(actor, talk.desk.clock)?;
        if let Err(fault) = Import::of(kind, &file, true).carry_out(talk.desk, &mut tried)
            && fault.kind != Kind::Partial
        {
            talk.carry(&fault.message);
            continue;
        }
        match talk.sure("Import it?", true, "No asks for another file. Nothing is saved yet.") {
            Ok(true) => break import(talk, path, kind, &file),
            Ok(false) | Err(Turn::Back) => {}
            Err(turn) => break Err(turn),
        }
    }
}

fn import(talk: &mut Talk<'_>, path: &Path, kind: &str, file: &Path) -> Told<()> {
    let mut store = create(talk.desk, path)?;
    match Import::of(kind, file, false).carry_out(talk.desk, &mut store) {
        Ok(()) => Ok(()),
        // What could not be used was told row by row; the rest is in.
        Err(fault) if fault.kind == Kind::Partial => talk.say(&fault.to_string()),
        Err(fault) => Err(fault.into()),
    }
}

/// The file a name means; `~/` begins in the home folder, as in a shell.
fn at_home(desk: &Desk, name: &str) -> PathBuf {
    let name = name.trim().trim_matches(['"', '\'']);
    match (name.strip_prefix("~/"), desk.environment.path("HOME")) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(name),
    }
}
