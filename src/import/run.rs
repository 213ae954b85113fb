//! An import from beginning to end: read, plan, a copy of the caseload, one operation, the refused rows in a file.

use std::path::PathBuf;

use crate::domain::change::Verb;
use crate::domain::when::Order;
use crate::fault::Fault;
use crate::import::bytes::Input;
use crate::import::decision::Decisions;
use crate::import::encoding::Encoding;
use crate::import::folder;
use crate::import::kind::Kind;
use crate::import::plan::Planner;
use crate::import::reader::Format;
use crate::import::record::Limits;
use crate::import::rejects;
use crate::import::separator::Shape;
use crate::import::session::Session;
use crate::import::summary::Outcome;
use crate::store::Store;

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
    /// How the cells of delimited text are told apart, where somebody says so.
    pub shape: Shape,
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
    /// The files are the whole list: what it had before and has no more is marked as gone from it.
    pub whole: bool,
    /// What was decided about rows.
    pub decisions: Decisions,
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
            shape: Shape::default(),
            mapping: None,
            source: None,
            dry_run: false,
            all_or_nothing: false,
            rejects: None,
            whole: false,
            decisions: Decisions::default(),
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
    let changes = store.at_one_moment(|store| {
        let mut planner = Planner::new(store, request.kind, store.clock().now());
        for input in folder::files(&request.inputs, request.kind, &request.limits)? {
            session.read_file(input, &mut planner)?;
        }
        session.mark_gone(&mut planner)?;
        session.say_undecided();
        Ok::<_, Fault>(planner.into_changes())
    })?;
    let Session { mut outcome, rejected, rows, bytes, of, hears, .. } = session;
    let held_back = request.all_or_nothing && outcome.set_aside + outcome.refused > 0;
    if held_back {
        outcome.held_back = true;
        outcome.remark("Nothing was changed, because not every row can be used.".to_owned(), 0);
    }
    if let (Some(path), false) = (&request.rejects, rejected.is_empty()) {
        rejects::write_new(path, &rejects::csv(&rejected)?)?;
        outcome.rejects = Some(path.display().to_string());
    }
    if !request.dry_run && !held_back && !changes.is_empty() {
        hears(Progress { reading: false, rows, bytes, of });
        outcome.backup = store.back_up("before-import")?.map(|path| path.display().to_string());
        // Much is written: more of the file stays in memory for it.
        store.expect_much(true)?;
        let subject = changes.get(0).and_then(|change| change.subject());
        let done = store.apply_all(Verb::Import, subject, changes.all()?);
        store.expect_much(false)?;
        let done = done?;
        if done.reminders > 0 {
            outcome.remark(closings(done.reminders), 0);
        }
        outcome.operation = Some(done.operation.0);
    }
    Ok(outcome)
}

/// What is said of people who are connected to an asset that a list closed.
fn closings(reminders: usize) -> String {
    let made = if reminders == 1 { "reminder was" } else { "reminders were" };
    format!("People are connected to what has closed: {reminders} {made} made for whoever works with them.")
}
