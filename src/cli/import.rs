//! `kith import`: a list or a directory into the caseload, as one operation.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::desk::Desk;
use super::json::Item;
use super::output::Format;
use crate::domain::when::Order;
use crate::fault::{self, Fault};
use crate::import::bytes::Input;
use crate::import::encoding::Encoding;
use crate::import::kind::Kind;
use crate::import::separator::Separator;
use crate::import::{Progress, Request, decision, guess, postcodes, reader, run};
use crate::store::Store;

/// Progress is told so often on a terminal, and so often elsewhere.
const UPDATES_A_SECOND: u8 = 2;
const LINE_EVERY: Duration = Duration::from_secs(10);

/// The order of day and month in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Dates {
    /// Day first.
    Dmy,
    /// Month first.
    Mdy,
    /// Year first.
    Iso,
}

/// Bring a list or a directory into the caseload
///
/// Reading never guesses silently: what was found is said and can be fixed by an option or a mapping. The same file
/// twice changes nothing. A copy of the caseload is made first, and one undo takes the whole import back.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub struct Import {
    /// What the rows are: people, referrals, assets, contacts, follow-ups, offers, asks, exchanges, measures, service-use,
    /// postcodes, or everything: a folder that kith export everything wrote
    #[arg(value_parser = super::fixed::IMPORTED, hide_possible_values = true)]
    kind: String,
    /// The files; a folder counts for the files in it, a hyphen for standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format: auto, csv, json, ndjson, oruk, hsds, ics
    #[arg(long, default_value = "auto", value_parser = super::fixed::FORMATS, hide_possible_values = true)]
    format: String,
    /// The encoding, if it is not to be found out: utf-8, utf-16, windows-1252
    #[arg(long, value_parser = super::fixed::ENCODINGS, hide_possible_values = true)]
    encoding: Option<String>,
    /// The order of day and month
    #[arg(long, value_enum)]
    dates: Option<Dates>,
    /// What stands between the cells, if it is not to be found out: , ; tab | ¬ ^
    #[arg(long, value_name = "SIGN")]
    separator: Option<String>,
    /// Quotation marks are letters like others
    #[arg(long)]
    no_quotes: bool,
    /// Write a first mapping for the file to standard output, and read nothing in
    #[arg(long, conflicts_with_all = ["map", "dry_run", "rejects", "decide"])]
    guess: bool,
    /// A saved mapping of columns, TOML
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The name of the list in the caseload; else the mapping's or the file's
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Plan, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the rows that were set aside or refused to this new file
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Change nothing if any row is refused or set aside
    #[arg(long)]
    all_or_nothing: bool,
    /// What was decided about rows that were set aside: the file of --rejects with decisions filled in
    #[arg(long, value_name = "FILE")]
    decide: Option<PathBuf>,
    /// The files are the whole directory: assets it had before and has no more are marked as gone from it
    #[arg(long)]
    whole: bool,
    /// Read files up to so many MiB
    #[arg(long, value_name = "MIB")]
    max_size: Option<u64>,
}

impl Import {
    /// Imports, and tells what was done in figures that add up.
    pub fn run(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.kind.eq_ignore_ascii_case("postcodes") {
            return self.postcodes(desk);
        }
        if self.kind.eq_ignore_ascii_case("everything") {
            return self.everything(desk);
        }
        // A request that cannot be is told before the caseload is opened.
        if self.rejects.as_deref().is_some_and(|path| path.as_os_str() == "-") {
            return Err(Fault::usage(
                "The rows that were not imported need a file: what was read is said on standard output.",
            )
            .hint("For example: --rejects refused.csv"));
        }
        let request = self.request()?;
        if self.guess {
            return guess_at(desk, request);
        }
        let mut store = desk.open()?;
        self.carry_out(desk, &mut store)
    }

    /// A table of postcodes with their places: no record of anybody, and no operation; it is read over what there is.
    fn postcodes(&self, desk: &mut Desk) -> Result<(), Fault> {
        if self.map.is_some() || self.rejects.is_some() || self.source.is_some() {
            return Err(Fault::usage(
                "A table of postcodes takes no mapping, no list of rejects and no source.",
            ));
        }
        if self.guess {
            return Err(Fault::usage(
                "A table of postcodes needs no mapping: its columns are known by their names.",
            ));
        }
        let mut store = desk.open()?;
        let outcome = postcodes::run(&mut store, &self.files, self.dry_run)?;
        if desk.out.format == Format::Json {
            let problem = |refused: &postcodes::Refused| {
                Item::new()
                    .with("line", refused.line)
                    .with("field", "postcode")
                    .with("reason", refused.reason.as_str())
            };
            let item = Item::new()
                .with("version", 1)
                .with("kind", "postcodes")
                .with("read", outcome.read)
                .with("added", outcome.added)
                .with("changed", outcome.changed)
                .with("same", outcome.same)
                .with("set_aside", 0)
                .with("refused", outcome.refused)
                .items("problems", outcome.problems.iter().map(problem).collect())
                .with("operation", serde_json::Value::Null);
            desk.out.json(&item)?;
        } else {
            let only = if self.dry_run { "Only a trial, nothing was changed: " } else { "" };
            desk.out.text(&format!(
                "{only}{} rows read: {} added, {} changed, {} the same, {} refused.",
                outcome.read, outcome.added, outcome.changed, outcome.same, outcome.refused
            ))?;
            for refused in outcome.problems.iter().take(10) {
                desk.out.say(&format!("  Line {}: {}", refused.line, refused.reason));
            }
            if outcome.problems.len() > 10 {
                desk.out.say("  To see more of them: --json");
            }
        }
        if outcome.refused > 0 {
            let words = format!("{} rows were refused.", outcome.refused);
            return Err(
                Fault::new(fault::Kind::Partial, words).hint("All others are kept; those have no place.")
            );
        }
        Ok(())
    }

    /// A whole caseload out of its folder.
    fn everything(&self, desk: &mut Desk) -> Result<(), Fault> {
        let [folder] = self.files.as_slice() else {
            return Err(Fault::usage("A whole caseload is one folder."));
        };
        if self.map.is_some() || self.rejects.is_some() || self.source.is_some() || self.encoding.is_some() {
            return Err(Fault::usage(
                "A whole caseload takes no mapping, no encoding, no list of rejects and no source.",
            ));
        }
        let mut store = desk.open()?;
        let mut teller = Teller::new(desk);
        let outcome = crate::import::everything::run(&mut store, folder, self.dry_run, &mut |progress| {
            teller.hear(desk, progress)
        })?;
        teller.end();
        if desk.out.format == Format::Json {
            desk.out.json(&outcome)?;
        } else {
            desk.out.text(&outcome.lines().join("\n"))?;
        }
        desk.out.flush()?;
        if outcome.is_partial() { Err(in_part(&outcome)) } else { Ok(()) }
    }

    /// A list of a kind from one file, with nothing else said about it.
    pub fn of(kind: &str, file: &Path, dry_run: bool) -> Self {
        Self {
            kind: kind.to_owned(),
            files: vec![file.to_owned()],
            format: "auto".to_owned(),
            encoding: None,
            dates: None,
            separator: None,
            no_quotes: false,
            guess: false,
            map: None,
            source: None,
            dry_run,
            rejects: None,
            all_or_nothing: false,
            decide: None,
            whole: false,
            max_size: None,
        }
    }

    /// Imports into a caseload that is open.
    pub fn carry_out(&self, desk: &mut Desk, store: &mut Store) -> Result<(), Fault> {
        let request = self.request()?;
        let mut teller = Teller::new(desk);
        let outcome = run(store, &request, &mut |progress| teller.hear(desk, progress))?;
        teller.end();
        if desk.out.format == Format::Json {
            desk.out.json(&outcome)?;
        } else {
            desk.out.text(&outcome.lines().join("\n"))?;
        }
        desk.out.flush()?;
        if !outcome.is_partial() {
            return Ok(());
        }
        let keeps = self.rejects.is_some() || desk.out.format == Format::Json;
        Err(in_part(&outcome).hint(if keeps { "" } else { "To keep them in a file: --rejects FILE" }))
    }

    fn request(&self) -> Result<Request, Fault> {
        let kind = Kind::parse(&self.kind).ok_or_else(|| {
            Fault::usage("That kind of list cannot be imported.")
                .hint("There are: people, referrals, assets, contacts, follow-ups, offers, asks, exchanges, measures, service-use, postcodes, everything.")
        })?;
        let mut inputs = self
            .files
            .iter()
            .map(|file| if file.as_os_str() == "-" { Input::Standard } else { Input::Path(file.clone()) });
        let first = inputs.next().ok_or_else(|| Fault::usage("Say which file."))?;
        let mut request = Request::new(kind, first);
        request.inputs.extend(inputs);
        request.format = reader::Format::parse(&self.format)?;
        request.encoding = self.encoding.as_deref().map(Encoding::named).transpose()?;
        request.dates = self.dates.map(|dates| match dates {
            Dates::Dmy => Order::Dmy,
            Dates::Mdy => Order::Mdy,
            Dates::Iso => Order::Iso,
        });
        request.shape.quotes = self.no_quotes.then_some(false);
        if let Some(word) = &self.separator {
            let separator = Separator::named(word).ok_or_else(|| {
                Fault::usage(format!("kith does not know the separator {word}."))
                    .hint("Use , ; tab | \u{ac} or ^.")
            })?;
            request.shape.separator = Some(separator);
        }
        request.mapping = self.map.as_ref().map(|path| mapping(path.as_path())).transpose()?;
        request.source.clone_from(&self.source);
        request.dry_run = self.dry_run;
        request.all_or_nothing = self.all_or_nothing;
        request.whole = self.whole;
        if let Some(path) = &self.decide {
            request.decisions = decision::of_file(path)?;
        }
        request.rejects.clone_from(&self.rejects);
        if let Some(mib) = self.max_size {
            request.limits.file = mib.saturating_mul(1 << 20);
        }
        Ok(request)
    }
}

/// The fault of an import of which some rows did not come in.
fn in_part(outcome: &crate::import::Outcome) -> Fault {
    let words = if outcome.refused > 0 { "Some rows could not be used." } else { "All rows were set aside." };
    Fault::new(fault::Kind::Partial, words)
}

/// Writes a first mapping for the first file.
fn guess_at(desk: &mut Desk, request: Request) -> Result<(), Fault> {
    let orders = reader::Orders {
        format: request.format,
        encoding: request.encoding,
        shape: request.shape,
        limits: request.limits,
        mapping: None,
    };
    let input = request.inputs.into_iter().next().ok_or_else(|| Fault::usage("Say which file."))?;
    let toml = guess::first(request.kind, input, &orders, desk.clock.today())?;
    desk.out.text(toml.trim_end())
}

fn mapping(path: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::missing(format!("There is no mapping {}.", path.display())),
        _ => Fault::failed(format!("The mapping {} cannot be read: {error}.", path.display())),
    })
}

/// Tells how far a long import is: a bar on a terminal, a line now and then elsewhere.
struct Teller {
    bar: Option<ProgressBar>,
    last: Instant,
    quiet: bool,
}

impl Teller {
    fn new(desk: &Desk) -> Self {
        let target = ProgressDrawTarget::stderr_with_hz(UPDATES_A_SECOND);
        let shown = !target.is_hidden() && !desk.options.quiet && desk.out.format == Format::Text;
        let bar = shown.then(|| {
            let bar = ProgressBar::with_draw_target(Some(0), target);
            let style = ProgressStyle::with_template("{msg} [{bar:30}] {percent}%");
            bar.with_style(
                style.map_or_else(|_| ProgressStyle::default_bar(), |style| style.progress_chars("=> ")),
            )
        });
        Self { bar, last: Instant::now(), quiet: desk.options.quiet }
    }

    fn hear(&mut self, desk: &mut Desk, progress: Progress) -> bool {
        let doing = if progress.reading { "Reading" } else { "Saving" };
        let said = format!("{doing}: {} rows.", progress.rows);
        if let Some(bar) = &self.bar {
            bar.set_length(progress.of);
            bar.set_position(progress.bytes.min(progress.of));
            bar.set_message(said);
        } else if !self.quiet && self.last.elapsed() >= LINE_EVERY {
            self.last = Instant::now();
            desk.out.say(&said);
        }
        true
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
