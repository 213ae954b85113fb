//! `kith letter`: for the GP record, back to the referrer, the person's own plan, the noticeboard; from templates.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::desk::Desk;
use super::json::Item;
use super::output::Format;
use super::{export, notice, restricted, subject};
use crate::domain::codes;
use crate::domain::entity::Entity;
use crate::domain::id::PersonId;
use crate::export::letter::{self, Templates};
use crate::fault::Fault;
use crate::report::letter::{self as gathered, Kind};

/// The letters there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// A short entry for the GP record, with actions and codes
    Gp,
    /// Back to whoever referred
    Referrer,
    /// The person's own plan
    Plan,
    /// The noticeboard, to print
    Noticeboard,
    /// kith's own templates, into a folder, to begin with
    Templates,
}

/// The forms of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Plain text, to paste
    Text,
    /// One page to print that loads nothing
    Html,
}

/// Write a letter: for the GP record, to the referrer, the person's own plan, the noticeboard
///
/// It is recorded on the person's line of time, with its text, unless --preview is given.
#[derive(Args)]
pub struct Letter {
    /// Which letter
    #[arg(value_enum, value_name = "KIND")]
    which: Which,
    /// The person
    person: Option<String>,
    /// What the GP is asked to do, one action a line, in a file, or - for standard input; a terminal is asked
    #[arg(long, value_name = "FILE")]
    actions: Option<PathBuf>,
    /// A letter for the GP record may be longer than 1,200 characters
    #[arg(long)]
    long: bool,
    /// In large print
    #[arg(long)]
    large_print: bool,
    /// As what
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// Into this new file; for templates, into this folder
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Only show it: nothing is recorded
    #[arg(long)]
    preview: bool,
    /// Why you open a restricted record; it is kept
    #[arg(long)]
    reason: Option<String>,
}

impl Letter {
    /// Writes the letter, and records it.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if desk.out.format == Format::Csv && self.which != Which::Templates {
            return Err(
                Fault::usage("A letter is not a list.").hint("For a program: --json in place of --csv")
            );
        }
        let kind = match self.which {
            Which::Gp => Kind::Gp,
            Which::Referrer => Kind::Referrer,
            Which::Plan => Kind::Plan,
            Which::Noticeboard => {
                let how =
                    notice::Print::as_letter(self.format == Form::Html, self.large_print, self.out.clone());
                return how.run(desk);
            }
            Which::Templates => return self.templates(desk),
        };
        let key = self.person.as_deref().ok_or_else(|| {
            Fault::usage("Say whom the letter is about.").hint("For example: kith letter gp 12")
        })?;
        if self.actions.is_some() && kind != Kind::Gp {
            return Err(Fault::usage("Only a letter for the GP record asks for actions."));
        }
        let person = PersonId(subject::of(key, Entity::Person)?);
        let mut store = desk.open()?;
        store.needed(Entity::Person, person.0)?;
        let reason = restricted::why(desk, &store, person, self.reason.as_deref())?;
        let (templates, table) = (Templates::read(store.own_texts())?, letter::codes(store.own_texts())?);
        let actions = if kind == Kind::Gp { self.actions(desk)? } else { Vec::new() };
        let ready = gathered::gather(&store, person, kind, &actions, &table)?
            .map_err(|why| Fault::failed(why).hint("To record an answer: kith consent PERSON"))?;
        store.view(person, reason.as_deref())?;
        if let Some(warning) = ready.warning(kind) {
            desk.out.warn(warning);
        }
        let text = templates.write(kind, &ready.facts, self.long)?;
        let shown = match self.format {
            Form::Html => letter::page(kind, &text, self.large_print),
            Form::Text if self.large_print => letter::large(&text),
            Form::Text => text.clone(),
        };
        let how = match (&self.out, self.format) {
            (None, Form::Text) => "copied",
            (_, Form::Html) => "printed",
            (Some(_), Form::Text) => "saved",
        };
        if let Some(path) = &self.out {
            // Before it is recorded: whatever ends this command, a letter that is recorded is there as a file, whole and on the disk.
            export::to_file(path, |take| take(&shown).map(|_| 1))?;
        }
        let done = if self.preview {
            None
        } else {
            let change = ready.change(person, kind, &text, how, store.clock().today());
            let done = store.apply(&change);
            if let (Err(_), Some(path)) = (&done, &self.out) {
                // A letter that is not recorded does not go out: the file was made just now, by this command.
                std::fs::remove_file(path).ok();
            }
            Some(done?)
        };
        if let Some(path) = &self.out {
            desk.out.say(&format!("Written: {}. It holds personal data: keep it safe.", path.display()));
        }
        if desk.out.format == Format::Json {
            let codes =
                ready.facts.codes.iter().map(|code| {
                    Item::new().with("term", code.term.as_str()).with("code", code.code.as_str())
                });
            let item = Item::new()
                .with("version", 1)
                .with("operation", done.as_ref().map(|done| done.operation.0))
                .with("kind", kind.code())
                .with("id", done.as_ref().and_then(|done| done.id_of(Entity::Letter)))
                .with("to", ready.to.as_str())
                .with("text", text.as_str())
                .items("codes", codes.collect());
            return desk.out.json(&item);
        }
        if self.out.is_none() {
            desk.out.text(shown.trim_end())?;
        }
        if done.is_some() {
            desk.out.say("The letter is recorded on the line of time.");
        }
        Ok(())
    }

    /// What the GP is asked to do, a line each.
    fn actions(&self, desk: &mut Desk) -> Result<Vec<String>, Fault> {
        let text = match &self.actions {
            Some(path) if path.as_os_str() == "-" => super::prompt::standard_input()?,
            Some(path) => std::fs::read_to_string(path)
                .map_err(|error| Fault::failed(format!("{} cannot be read: {error}.", path.display())))?,
            None if desk.ask.present => {
                desk.ask.line("Actions for the GP (Enter for none):")?.unwrap_or_default()
            }
            None => String::new(),
        };
        // A line of a list that somebody wrote is a line of the letter's.
        let action = |line: &str| line.trim().trim_start_matches("- ").trim().to_owned();
        Ok(text.lines().map(action).filter(|line| !line.is_empty()).collect())
    }

    /// Writes kith's own templates and table of codes, to begin with.
    fn templates(&self, desk: &mut Desk) -> Result<(), Fault> {
        let folder = self.out.as_deref().ok_or_else(|| {
            Fault::usage("Say into which folder they are written.")
                .hint("For example: kith letter templates --out letters")
        })?;
        let wrong = |error: std::io::Error| {
            Fault::failed(format!("{} cannot be written: {error}.", folder.display()))
        };
        std::fs::create_dir_all(folder).map_err(wrong)?;
        for kind in Kind::ALL {
            let path: &Path = &folder.join(format!("{}.txt", kind.code()));
            export::to_file(path, |take| take(letter::built_in(kind)).map(|_| 1))?;
        }
        export::to_file(&folder.join("codes.toml"), |take| take(codes::USUAL).map(|_| 1))?;
        desk.out.text(&format!(
            "Written: gp.txt, referrer.txt, plan.txt, codes.toml in {}. Put the letters you change into the folder letters beside your settings, and codes.toml beside it.",
            folder.display()
        ))
    }
}

impl From<letter::Mistake> for Fault {
    fn from(mistake: letter::Mistake) -> Self {
        Self::failed(mistake.said).hint(mistake.hint)
    }
}
