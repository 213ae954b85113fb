//! An import from beginning to end: read, plan, a copy of the caseload, one operation, the refused rows in a file.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::domain::change::{Change, Verb};
use crate::domain::when::Order;
use crate::fault::Fault;
use crate::import::bytes::Input;
use crate::import::columns::Columns;
use crate::import::encoding::Encoding;
use crate::import::folder;
use crate::import::kind::Kind;
use crate::import::mapping::Mapping;
use crate::import::plan::{Action, Decision, Planner, Source};
use crate::import::reader::{Format, Orders, Reader};
use crate::import::record::{Flaw, Item, Limits, Record};
use crate::import::rejects::{self, Reject};
use crate::import::summary::{LeftOut, Outcome, PlanRow, Problem};
use crate::store::Store;

/// Rows between two reports of progress.
const STEP: u64 = 200;

/// What is to be imported, and how.
#[derive(Clone, Debug)]
pub struct Request {
    /// What the rows are.
    pub kind: Kind,
    /// The files; a folder counts for the services in it.
    pub inputs: Vec<Input>,
    /// The format; found from the text where none is given.
    pub format: Option<Format>,
    /// The encoding; found from the bytes where none is given.
    pub encoding: Option<Encoding>,
    /// The order of day and month; that of the mapping, else day first, where none is given.
    pub dates: Option<Order>,
    /// The text of a mapping.
    pub mapping: Option<String>,
    /// The list's name in the caseload.
    pub source: Option<String>,
    /// Only plan.
    pub dry_run: bool,
    /// Change nothing if any row is refused or set aside.
    pub all_or_nothing: bool,
    /// Where the rows that were not imported are written.
    pub rejects: Option<PathBuf>,
    /// How much is read.
    pub limits: Limits,
}

impl Request {
    /// A request for one file with nothing ordered.
    pub fn new(kind: Kind, input: Input) -> Self {
        Self {
            kind,
            inputs: vec![input],
            format: None,
            encoding: None,
            dates: None,
            mapping: None,
            source: None,
            dry_run: false,
            all_or_nothing: false,
            rejects: None,
            limits: Limits::default(),
        }
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whether rows are still read; else they are being saved and it cannot be stopped any more.
    pub reading: bool,
    /// Rows read so far.
    pub rows: u64,
    /// Bytes read so far.
    pub bytes: u64,
    /// Bytes in all, as far as they are known.
    pub of: u64,
}

/// What hears of progress; it answers `false` to stop, and then nothing is changed.
pub type Hears<'h> = &'h mut dyn FnMut(Progress) -> bool;

/// Imports, or with `dry_run` only plans.
///
/// # Errors
/// A file cannot be read, the caseload cannot be read or written, or it was stopped. Then nothing was changed.
pub fn run(store: &mut Store, request: &Request, hears: Hears<'_>) -> Result<Outcome, Fault> {
    if let Some(path) = &request.rejects {
        rejects::refuse_existing(path)?;
    }
    let mut session = Session::begin(store, request, hears)?;
    let mut planner = Planner::new(store, request.kind, store.clock().now());
    for input in folder::files(&request.inputs, request.kind)? {
        session.read_file(input, &mut planner)?;
    }
    let changes = planner.into_changes();
    let Session { mut outcome, rejected, rows, bytes, of, hears, .. } = session;
    let held_back = request.all_or_nothing && outcome.set_aside + outcome.refused > 0;
    if held_back {
        outcome.remark("Nothing was changed, because not every row can be used.".to_owned(), 0);
    }
    if let (Some(path), false) = (&request.rejects, rejected.is_empty()) {
        rejects::write_new(path, &rejects::csv(&rejected)?)?;
        outcome.rejects = Some(path.display().to_string());
    }
    if !request.dry_run && !held_back && !changes.is_empty() {
        hears(Progress { reading: false, rows, bytes, of });
        outcome.backup = store.back_up("before-import")?.map(|path| path.display().to_string());
        let done = store.apply(&Change::Together { verb: Verb::Import, changes })?;
        outcome.operation = Some(done.operation.0);
    }
    Ok(outcome)
}

/// An import while its files are read.
struct Session<'r> {
    request: &'r Request,
    hears: Hears<'r>,
    mapping: Option<Mapping>,
    caseload: Option<(u64, u64)>,
    today: chrono::NaiveDate,
    several: bool,
    outcome: Outcome,
    rejected: Vec<Reject>,
    rows: u64,
    bytes: u64,
    of: u64,
}

impl<'r> Session<'r> {
    fn begin(store: &Store, request: &'r Request, hears: Hears<'r>) -> Result<Self, Fault> {
        let mapping = request.mapping.as_deref().map(|text| Mapping::read(text, request.kind)).transpose()?;
        let files = folder::files(&request.inputs, request.kind)?;
        let file = match files.as_slice() {
            [one] => one.name(),
            several => format!("{} files", several.len()),
        };
        let outcome = Outcome {
            version: 1,
            kind: request.kind.word().to_owned(),
            file,
            plan: request.dry_run.then(Vec::new),
            ..Outcome::default()
        };
        let of = files.iter().map(size_of).sum();
        Ok(Self {
            request,
            hears,
            mapping,
            caseload: store.path().and_then(identity_of),
            today: store.clock().today(),
            several: files.len() > 1,
            outcome,
            rejected: Vec::new(),
            rows: 0,
            bytes: 0,
            of,
        })
    }

    fn read_file(&mut self, input: Input, planner: &mut Planner<'_>) -> Result<(), Fault> {
        if let Input::Path(path) = &input
            && self.caseload.is_some()
            && identity_of(path) == self.caseload
        {
            // Reading it here would drop the locks SQLite holds on it.
            return Err(Fault::failed("This is the caseload file itself.").hint("Name the list to import."));
        }
        let stem = stem_of(&input);
        let request = self.request;
        let mapping = self.mapping.clone();
        let orders = Orders {
            format: request.format,
            encoding: request.encoding,
            limits: request.limits,
            mapping: mapping.as_ref(),
        };
        let mut reader = Reader::open(input, request.kind, &orders)?;
        let mut first = None;
        let mut columns: Option<Columns> = None;
        let mut source = Source::default();
        let before = self.bytes;
        while let Some(item) = reader.read()? {
            let record = match item {
                Item::LeftOut { line, text } => {
                    let file = self.file_of(&reader);
                    self.outcome.left_out.push(LeftOut { file, line, text });
                    continue;
                }
                Item::Record(record) => record,
            };
            let columns = match &mut columns {
                Some(columns) => columns,
                None => {
                    let found = self.columns(&reader, &record, mapping.clone());
                    source = self.source(&found, &stem);
                    first = Some(record.line);
                    columns.insert(found)
                }
            };
            let row = columns.row(&record);
            if first == Some(record.line) && !reader.header().is_empty() && columns.used().is_empty() {
                return Err(unknown_columns(&reader.name, request.kind));
            }
            let (line, offset) = (record.line, record.offset);
            let decision = planner.decide(line, row, &source)?;
            self.bytes = before + reader.offset();
            self.count(&reader, record, decision, (line, offset))?;
        }
        self.bytes = before + reader.size;
        self.said(&reader, columns.as_ref(), &source)
    }

    fn columns(&self, reader: &Reader, record: &Record, mapping: Option<Mapping>) -> Columns {
        let of_header: Vec<&str> = reader.header().iter().map(|header| &**header).collect();
        let of_record: Vec<&str> = record.fields.iter().map(|(header, _)| &**header).collect();
        let headers = if of_header.is_empty() { of_record } else { of_header };
        Columns::new(
            self.request.kind,
            reader.format.word(),
            &headers,
            mapping,
            self.request.dates,
            self.today,
        )
    }

    fn source(&self, columns: &Columns, stem: &str) -> Source {
        let list = self.request.source.clone().or_else(|| columns.list().map(str::to_owned));
        let constants =
            columns.constants().into_iter().map(|(field, text)| (field.to_owned(), text.to_owned()));
        Source { list: list.unwrap_or_else(|| stem.to_owned()), constants: constants.collect() }
    }

    fn file_of(&self, reader: &Reader) -> String {
        if self.several { reader.name.clone() } else { String::new() }
    }

    /// Counts a row under its action and keeps what has to be said about it.
    fn count(
        &mut self,
        reader: &Reader,
        record: Record,
        decision: Decision,
        (line, offset): (u64, u64),
    ) -> Result<(), Fault> {
        let file = self.file_of(reader);
        let outcome = &mut self.outcome;
        outcome.read += 1;
        let action = decision.action.word();
        let mut fields = Vec::new();
        let flaws = match decision.action {
            Action::Add => {
                outcome.added += 1;
                Vec::new()
            }
            Action::Change { after, .. } => {
                outcome.changed += 1;
                fields = after.iter().map(|(name, _)| name).collect();
                Vec::new()
            }
            Action::Same => {
                outcome.same += 1;
                Vec::new()
            }
            Action::SetAside(reason) => {
                outcome.set_aside += 1;
                vec![Flaw::of_record(reason)]
            }
            Action::Refuse(flaws) => {
                outcome.refused += 1;
                flaws
            }
        };
        if let Some(flaw) = flaws.first() {
            let reason = flaws.iter().map(|flaw| flaw.reason.as_str()).collect::<Vec<_>>().join(" ");
            self.rejected.push(Reject { record, field: flaw.field.clone(), reason });
        }
        for Flaw { field, value, reason } in flaws {
            outcome.problems.push(Problem { file: file.clone(), line, offset, action, field, value, reason });
        }
        for remark in decision.remarks {
            outcome.remark(remark, line);
        }
        outcome.met += u64::from(decision.met);
        if let Some(plan) = &mut outcome.plan {
            plan.push(PlanRow { file, line, action, fields });
        }
        self.rows += 1;
        self.heard()
    }

    /// Reports progress now and then; a `false` in answer stops the import.
    fn heard(&mut self) -> Result<(), Fault> {
        let progress =
            Progress { reading: true, rows: self.rows, bytes: self.bytes, of: self.of.max(self.bytes) };
        if !self.rows.is_multiple_of(STEP) || (self.hears)(progress) {
            return Ok(());
        }
        Err(Fault::failed("The import was stopped. Nothing was changed.")
            .hint("Run it again from the start."))
    }

    /// Keeps how the file was read.
    fn said(&mut self, reader: &Reader, columns: Option<&Columns>, source: &Source) -> Result<(), Fault> {
        let outcome = &mut self.outcome;
        join(&mut outcome.encoding, reader.encoding.words());
        join(&mut outcome.format, reader.format.word());
        outcome.separator = reader.separator().map(str::to_owned);
        let Some(columns) = columns else { return Ok(()) };
        join(&mut outcome.source, &source.list);
        outcome.recognised = columns.name().map(str::to_owned);
        for (header, field) in columns.used() {
            outcome.columns.insert(header.clone(), field.clone());
        }
        for header in columns.unused() {
            if !outcome.not_used.contains(header) && !header.starts_with(rejects::OWN) {
                outcome.not_used.push(header.clone());
            }
        }
        if columns.used().is_empty() && outcome.refused < outcome.read {
            return Err(unknown_columns(&reader.name, self.request.kind));
        }
        Ok(())
    }
}

fn unknown_columns(name: &str, kind: Kind) -> Fault {
    Fault::failed(format!("{name} has no column that kith knows for {}.", kind.word()))
        .hint("Check that it is the right file, or say what its columns are with --map FILE.")
}

/// Adds a word to a list of words, once.
fn join(words: &mut String, word: &str) {
    if words.is_empty() {
        word.clone_into(words);
    } else if !words.split(", ").any(|there| there == word) {
        words.push_str(", ");
        words.push_str(word);
    }
}

/// Device and inode of a file.
fn identity_of(path: &Path) -> Option<(u64, u64)> {
    std::fs::metadata(path).ok().map(|about| (about.dev(), about.ino()))
}

fn size_of(input: &Input) -> u64 {
    match input {
        Input::Path(path) => std::fs::metadata(path).map_or(0, |about| about.len()),
        Input::Held(_, bytes) => bytes.len() as u64,
        Input::Standard => 0,
    }
}

/// The file's name without its ending, which names a list that nothing else names.
fn stem_of(input: &Input) -> String {
    let name = input.name();
    Path::new(&name).file_stem().map_or_else(|| name.clone(), |stem| stem.to_string_lossy().into_owned())
}
