//! What every command has at hand: the options, the clock, who acts, the ways in and out, and the caseload.

use std::path::PathBuf;

use super::json;
use super::options::Options;
use super::output::{Format, Out, on_a_terminal};
use super::prompt::Prompt;
use crate::clock::Clock;
use crate::config::{Config, Environment};
use crate::domain::change::Change;
use crate::domain::id::WorkerId;
use crate::domain::terms;
use crate::domain::when;
use crate::fault::Fault;
use crate::store::doubt;
use crate::store::open::Mode;
use crate::store::{Actor, Done, Store, Via};

/// The longest name of who acts, in characters.
const LONGEST_NAME: usize = 100;

/// What every command has at hand.
pub struct Desk {
    /// The options that every command takes.
    pub options: Options,
    /// The environment of the process.
    pub environment: Environment,
    /// The settings.
    pub config: Config,
    /// What time it is.
    pub clock: Clock,
    /// Who acts.
    pub actor: Actor,
    /// The ways out.
    pub out: Out,
    /// Whoever sits at the terminal.
    pub ask: Prompt,
    /// Something was saved, so that the daily copy may be due.
    pub copy_after: bool,
    /// What an answer in JSON says beside the records of the write.
    pub beside: Option<(&'static str, Vec<json::Item>)>,
}

impl Desk {
    /// The way out that the options ask for; faults need it before anything else stands.
    pub fn way_out(options: &Options, environment: &Environment) -> Out {
        let format = match (options.json, options.csv) {
            (true, _) => Format::Json,
            (false, true) => Format::Csv,
            (false, false) => Format::Text,
        };
        let columns = environment.text("COLUMNS").and_then(|columns| columns.parse().ok());
        let width = if on_a_terminal() { columns.or_else(terminal_width).or(Some(80)) } else { columns };
        let ascii = options.ascii || (on_a_terminal() && !environment.is_utf8());
        Out::new(format, options.quiet, width, ascii)
    }

    /// Sets the desk, or says which option cannot be read.
    pub fn new(options: Options, environment: Environment, out: Out) -> Result<Self, Fault> {
        let clock = match &options.on {
            None => Clock::System,
            Some(text) => day_of(text)?,
        };
        let actor = Actor::new(acting(&options, &environment)?, Via::Command);
        let config = Config::read(&environment);
        terms::call(terms::TERMS.iter().map(|(name, _)| (*name, config.value("terms", name).to_owned())));
        let ask = Prompt::new(options.yes);
        Ok(Self { options, environment, config, clock, actor, out, ask, copy_after: false, beside: None })
    }

    /// The caseload file that is meant.
    pub fn caseload(&self) -> Result<PathBuf, Fault> {
        let named = self.options.db.clone().or_else(|| self.environment.path("KITH_DB"));
        named.or_else(|| self.environment.usual_caseload()).ok_or_else(|| {
            Fault::usage("There is no home folder, so the caseload file must be named.")
                .hint("Say --db FILE.")
        })
    }

    /// Whether the caseload file was named, and is not just the usual one.
    fn named(&self) -> bool {
        self.options.db.is_some() || self.environment.is_set("KITH_DB")
    }

    /// Opens the caseload. The usual file is made on first use, after one question.
    pub fn open(&mut self) -> Result<Store, Fault> {
        let path = self.caseload()?;
        let first_use =
            !self.named() && !self.options.read_only && !path.exists() && (self.ask.present || self.ask.yes);
        let mut store = if first_use {
            let question = format!("There is no caseload yet. Make one at {}?", path.display());
            if !self.ask.sure(&question)? {
                return Err(Fault::failed("No caseload was made."));
            }
            Store::create(&path, self.actor.clone(), self.clock)?
        } else {
            let mode = if self.options.read_only { Mode::ReadOnly } else { Mode::ReadWrite };
            Store::open(&path, mode, self.actor.clone(), self.clock)?
        };
        store.set_nation(self.config.nation());
        store.set_cadence(self.config.cadence());
        store.set_synonyms(&self.config.synonyms);
        store.set_own_texts(&self.config.own_texts);
        if store.looking_not_recorded() {
            self.out.say("This file cannot be written, so looking at people is not recorded.");
        }
        for warning in store.warnings() {
            self.out.say(warning);
        }
        Ok(store)
    }

    /// Carries out a change, or with `dry_run` only tries it, and says in one sentence what was done.
    pub fn write(
        &mut self,
        store: &mut Store,
        change: &Change,
        dry_run: bool,
        says: impl FnOnce(&Store, &Done) -> Result<String, Fault>,
    ) -> Result<(), Fault> {
        for doubt in doubt::of_change(store, change)? {
            self.out.warn(&doubt.words);
        }
        if dry_run {
            return self.rehearse(store, change);
        }
        let done = store.apply(change)?;
        self.copy_after = true;
        if self.out.format == Format::Json {
            let answer = self.with_beside(json::done(&done));
            return self.out.json(&answer);
        }
        let sentence = says(store, &done)?;
        self.out.text(&sentence)?;
        self.out.say("To take it back: kith undo");
        Ok(())
    }

    /// Says that a write had nothing to do.
    pub fn unchanged(&mut self, sentence: &str) -> Result<(), Fault> {
        if self.out.format == Format::Json {
            return self.out.json(&json::nothing_kept(Vec::new()));
        }
        self.out.text(sentence)
    }

    fn with_beside(&mut self, answer: json::Item) -> json::Item {
        match self.beside.take() {
            Some((name, items)) => answer.items(name, items),
            None => answer,
        }
    }

    fn rehearse(&mut self, store: &mut Store, change: &Change) -> Result<(), Fault> {
        let items = store.rehearse(change)?;
        if self.out.format == Format::Json {
            let mut shown = Vec::new();
            for item in items {
                let known = store.record(item.entity, item.id)?.is_some();
                let one = json::Item::new().with("kind", item.entity.table());
                shown.push(one.with("id", known.then_some(item.id)).with("uid", item.uid.filter(|_| known)));
            }
            let answer = self.with_beside(json::nothing_kept(shown));
            return self.out.json(&answer);
        }
        self.out.text("Nothing was changed: this was only a trial. It would have worked.")
    }
}

/// The worker whose work is asked for: everyone's, or with `mine` the acting worker's and nobody's.
pub fn whose(store: &Store, mine: bool) -> Result<Option<WorkerId>, Fault> {
    if !mine {
        return Ok(None);
    }
    // A login that has done nothing here yet has nothing of its own; 0 is nobody's work.
    Ok(Some(store.worker()?.unwrap_or(WorkerId(0))))
}

fn acting(options: &Options, environment: &Environment) -> Result<String, Fault> {
    let name = options.acting.as_deref().or_else(|| environment.text("KITH_AS"));
    let name = name.map_or_else(|| environment.login(), str::trim);
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Fault::usage("The name after --as must be one short line.").hint("For example: --as jo"));
    }
    Ok(name.to_owned())
}

fn day_of(text: &str) -> Result<Clock, Fault> {
    let told = |why: String| Fault::usage(why).hint("The day after --on is like 2026-03-03 or 3 mar.");
    let (day, time) = when::read_moment(text, Clock::System.now()).map_err(told)?;
    Ok(time.map_or(Clock::OnDay(day), |time| Clock::at(day.and_time(time))))
}

fn terminal_width() -> Option<usize> {
    terminal_size().map(|(columns, _)| columns).filter(|columns| *columns >= 20)
}

/// Columns and rows of the terminal that standard output is, if it is one.
pub fn terminal_size() -> Option<(usize, usize)> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    Some((usize::from(size.ws_col), usize::from(size.ws_row))).filter(|size| *size != (0, 0))
}
