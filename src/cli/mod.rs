//! The command line: one file per verb; the doc comment of a verb is its help.

mod add;
mod allot;
mod backup;
mod batch;
mod calendar;
mod check;
mod checked;
mod close;
mod completions;
mod connect;
mod consent;
mod day;
mod demo;
mod desk;
mod doctor;
mod done;
mod edit;
mod ending;
mod episode;
pub mod everything;
mod export;
mod find;
mod fixed;
mod front;
mod gap;
mod gather;
mod give;
mod goal;
mod history;
mod import;
mod init;
mod json;
mod later;
mod letter;
mod list;
mod log;
mod man;
mod matching;
mod measure;
mod merge;
mod narrowing;
mod note;
mod notice;
mod options;
mod output;
mod pair;
mod plain;
mod prompt;
mod put_away;
mod remind;
mod report;
mod restricted;
mod said;
mod screens;
mod settings;
mod show;
mod sql;
mod subject;
mod table;
mod today;
mod undo;
mod visit;
mod wrong;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::config::Environment;
use crate::fault::Fault;
use desk::Desk;
use options::Options;

/// The exit statuses, printed under the help and in `docs/cli.md`.
const STATUSES: &str = "\
Exit status:
  0    fine
  1    it did not work
  2    the command was used in a wrong way
  3    what was named does not exist, or a search met nothing
  4    done in part: some rows were refused, or all were set aside
  5    somebody else is saving, or the file is locked
  6    a yes is needed and there is no terminal to ask at
  7    the file was made by another version of kith
  129, 130, 143    ended by a signal";

// The description is the one of Cargo.toml.
#[derive(Parser)]
#[command(name = "kith", version, about, after_help = STATUSES, disable_help_subcommand = true, args_override_self = true)]
struct Words {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// The words that only open the screens: read first, because the whole command line takes a while to build.
#[derive(Parser)]
#[command(name = "kith", disable_help_flag = true, args_override_self = true)]
struct Front {
    #[command(flatten)]
    options: Options,
}

#[derive(Subcommand)]
enum Verb {
    Init(init::Init),
    Demo(demo::Demo),
    Import(import::Import),
    Export(export::Export),
    Today(today::Today),
    Plain(plain::Plain),
    Due(day::Due),
    List(list::List),
    Find(find::Find),
    Match(matching::Match),
    Show(show::Show),
    Add(add::Add),
    Edit(edit::Edit),
    Batch(batch::Batch),
    Log(log::Log),
    Note(note::Note),
    Remind(remind::Remind),
    Done(done::Done),
    Later(later::Later),
    Connect(connect::Connect),
    Stage(connect::Stage),
    Checked(checked::Checked),
    Close(close::Close),
    Visit(visit::Visit),
    Gap(gap::Gap),
    Notice(notice::Notice),
    Ask(give::Ask),
    Offer(give::Offer),
    Give(give::Give),
    Pairs(pair::Pairs),
    Pair(pair::Pair),
    Goal(goal::Goal),
    Rung(give::Rung),
    Measure(measure::Measure),
    Letter(letter::Letter),
    PutAway(put_away::PutAway),
    BringBack(put_away::BringBack),
    Episode(episode::Episode),
    Allot(allot::Allot),
    Consent(consent::Consent),
    Merge(merge::Merge),
    Unmerge(merge::Unmerge),
    Report(report::Report),
    Sql(sql::Sql),
    History(history::History),
    Undo(undo::Undo),
    Redo(undo::Redo),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Check(check::Check),
    Doctor(doctor::Doctor),
    Config(settings::Settings),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs the program with the words of the process and gives its exit status.
pub fn main() -> ExitCode {
    run(&std::env::args_os().collect::<Vec<_>>(), Environment::of_process())
}

/// Runs the program with these words in this environment.
fn run(words: &[OsString], environment: Environment) -> ExitCode {
    if let Ok(Front { options }) = Front::try_parse_from(words) {
        return ExitCode::from(carry_out(Words { options, verb: None }, environment));
    }
    match Words::try_parse_from(words) {
        Ok(words) => ExitCode::from(carry_out(words, environment)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            let shown = error.print().and_then(|()| std::io::stdout().flush());
            let gone = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
            match shown {
                Err(error) if !gone(&error) => {
                    let options = Options::default();
                    let fault = Fault::failed(format!("The answer could not be written: {error}."));
                    ExitCode::from(wrong::told(&mut Desk::way_out(&options, &environment), &fault))
                }
                _ => ExitCode::SUCCESS,
            }
        }
        Err(error) => {
            let options = Options { json: words.iter().any(|word| word == "--json"), ..Options::default() };
            let mut out = Desk::way_out(&options, &environment);
            ExitCode::from(wrong::told(&mut out, &wrong::usage(&error)))
        }
    }
}

fn carry_out(words: Words, environment: Environment) -> u8 {
    let out = Desk::way_out(&words.options, &environment);
    let spare = Desk::way_out(&words.options, &environment);
    let mut desk = match Desk::new(words.options, environment, out) {
        Ok(desk) => desk,
        Err(fault) => return wrong::told(&mut { spare }, &fault),
    };
    // The check of the settings has them in its answer.
    let told = matches!(&words.verb, Some(Verb::Config(verb)) if verb.tells_warnings(&desk));
    let warnings = if told { Vec::new() } else { desk.config.warnings.clone() };
    for warning in &warnings {
        desk.out.say(warning);
    }
    let done = perform(words.verb, &mut desk).and_then(|()| desk.out.flush());
    let status = match done {
        Ok(()) => 0,
        Err(fault) if desk.copy_after && desk.out.is_unwritten() => {
            // A script that takes it for a failure would do it twice.
            let fault = Fault::failed(format!("The change was made. {}", fault.message));
            wrong::told(&mut desk.out, &fault.hint("Do not run it again. To see it: kith history"))
        }
        Err(fault) => wrong::told(&mut desk.out, &fault),
    };
    if desk.copy_after {
        backup::start_if_due(&desk);
    }
    status
}

fn perform(verb: Option<Verb>, desk: &mut Desk) -> Result<(), Fault> {
    match verb {
        None => front::open(desk),
        Some(Verb::Init(verb)) => verb.run(desk),
        Some(Verb::Demo(verb)) => verb.run(desk),
        Some(Verb::Export(verb)) => verb.run(desk),
        Some(Verb::Import(verb)) => verb.run(desk),
        Some(Verb::Today(verb)) => verb.run(desk),
        Some(Verb::Plain(verb)) => verb.run(desk),
        Some(Verb::Due(verb)) => verb.run(desk),
        Some(Verb::List(verb)) => verb.run(desk),
        Some(Verb::Find(verb)) => verb.run(desk),
        Some(Verb::Match(verb)) => verb.run(desk),
        Some(Verb::Show(verb)) => verb.run(desk),
        Some(Verb::Add(verb)) => verb.run(desk),
        Some(Verb::Edit(verb)) => verb.run(desk),
        Some(Verb::Batch(verb)) => verb.run(desk),
        Some(Verb::Log(verb)) => verb.run(desk),
        Some(Verb::Note(verb)) => verb.run(desk),
        Some(Verb::Remind(verb)) => verb.run(desk),
        Some(Verb::Done(verb)) => verb.run(desk),
        Some(Verb::Later(verb)) => verb.run(desk),
        Some(Verb::Connect(verb)) => verb.run(desk),
        Some(Verb::Stage(verb)) => verb.run(desk),
        Some(Verb::Checked(verb)) => verb.run(desk),
        Some(Verb::Close(verb)) => verb.run(desk),
        Some(Verb::Visit(verb)) => verb.run(desk),
        Some(Verb::Gap(verb)) => verb.run(desk),
        Some(Verb::Notice(verb)) => verb.run(desk),
        Some(Verb::Ask(verb)) => verb.run(desk),
        Some(Verb::Offer(verb)) => verb.run(desk),
        Some(Verb::Give(verb)) => verb.run(desk),
        Some(Verb::Pairs(verb)) => verb.run(desk),
        Some(Verb::Pair(verb)) => verb.run(desk),
        Some(Verb::Goal(verb)) => verb.run(desk),
        Some(Verb::Rung(verb)) => verb.run(desk),
        Some(Verb::Measure(verb)) => verb.run(desk),
        Some(Verb::Letter(verb)) => verb.run(desk),
        Some(Verb::PutAway(verb)) => verb.run(desk),
        Some(Verb::BringBack(verb)) => verb.run(desk),
        Some(Verb::Consent(verb)) => verb.run(desk),
        Some(Verb::Allot(verb)) => verb.run(desk),
        Some(Verb::Episode(verb)) => verb.run(desk),
        Some(Verb::Merge(verb)) => verb.run(desk),
        Some(Verb::Unmerge(verb)) => verb.run(desk),
        Some(Verb::Report(verb)) => verb.run(desk),
        Some(Verb::Sql(verb)) => verb.run(desk),
        Some(Verb::History(verb)) => verb.run(desk),
        Some(Verb::Undo(verb)) => verb.run(desk),
        Some(Verb::Redo(verb)) => verb.run(desk),
        Some(Verb::Backup(verb)) => verb.run(desk),
        Some(Verb::Restore(verb)) => verb.run(desk),
        Some(Verb::Check(verb)) => verb.run(desk),
        Some(Verb::Doctor(verb)) => verb.run(desk),
        Some(Verb::Config(verb)) => verb.run(desk),
        Some(Verb::Completions(verb)) => verb.run(desk),
        Some(Verb::Man(verb)) => verb.run(desk),
    }
}

/// The whole command line as clap knows it, for completions, manual pages and `docs/cli.md`.
pub fn command() -> clap::Command {
    Words::command()
}
