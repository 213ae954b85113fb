//! An import while its files are read: each row counted under its action, and what has to be said kept.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::domain::field::Field;
use crate::domain::party;
use crate::fault::Fault;
use crate::import::bytes::Input;
use crate::import::columns::Columns;
use crate::import::decision::Decisions;
use crate::import::folder;
use crate::import::kind::Kind;
use crate::import::mapping::{self, Mapping};
use crate::import::place;
use crate::import::plan::{Action, Decision, LEFT_OUT, Planner, Source};
use crate::import::reader::{Format, Orders, Reader};
use crate::import::record::{Flaw, Item, Record};
use crate::import::rejects::{self, Reject};
use crate::import::right_kind;
use crate::import::run::{Hears, Progress, Request};
use crate::import::summary::{LeftOut, Outcome, PlanRow, Problem};
use crate::store::Store;

/// Rows between two reports of progress.
const STEP: u64 = 200;

/// An import while its files are read.
pub(super) struct Session<'r> {
    request: &'r Request,
    pub hears: Hears<'r>,
    mapping: Option<Mapping>,
    caseload: Option<(u64, u64)>,
    today: chrono::NaiveDate,
    several: bool,
    announced: Option<u64>,
    lists: Vec<String>,
    decisions: Decisions,
    pub outcome: Outcome,
    pub rejected: Vec<Reject>,
    pub rows: u64,
    pub bytes: u64,
    pub of: u64,
}

impl<'r> Session<'r> {
    /// Looks at the request and its files.
    pub fn begin(store: &Store, request: &'r Request, hears: Hears<'r>) -> Result<Self, Fault> {
        let mapping = request.mapping.as_deref().map(|text| Mapping::read(text, request.kind)).transpose()?;
        let files = folder::files(&request.inputs, request.kind, &request.limits)?;
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
            announced: None,
            lists: Vec::new(),
            decisions: request.decisions.clone(),
            outcome,
            rejected: Vec::new(),
            rows: 0,
            bytes: 0,
            of,
        })
    }

    /// Reads one file and plans its rows.
    pub fn read_file(&mut self, input: Input, planner: &mut Planner<'_>) -> Result<(), Fault> {
        if let Input::Path(path) = &input
            && self.caseload.is_some()
            && identity_of(path) == self.caseload
        {
            // Reading it here would drop the locks SQLite holds on it.
            return Err(Fault::failed("This is the caseload file itself.").hint("Name the list to import."));
        }
        if is_list_of_nothing(&input) {
            join(&mut self.outcome.format, Format::Ndjson.word());
            return Ok(());
        }
        let stem = stem_of(&input);
        let mut reader = self.open(input)?;
        let mut known: Option<(Columns, Source)> = None;
        let before = self.bytes;
        while let Some(item) = reader.read()? {
            let record = match item {
                Item::Record(record) => record,
                Item::LeftOut { line, text } => {
                    let file = self.file_of(&reader);
                    self.outcome.left_out.push(LeftOut { file, line, text });
                    continue;
                }
            };
            if known.is_none() {
                known = Some(self.columns(&reader, &record, &stem)?);
            }
            let Some((columns, source)) = &mut known else { continue };
            if let (None, Some(list)) = (&self.request.source, rejects::list_of(&record)) {
                list.clone_into(&mut source.list);
                // What the list said of all its rows holds for those that come back from it.
                if let (true, Some(of_list)) =
                    (source.constants.is_empty(), mapping::of_list(self.request.kind, list))
                {
                    source.constants = of_list.constants.clone().into_iter().collect();
                }
            }
            let list = source.list.clone();
            let mut row = columns.row(&record);
            if row.choice.is_none() {
                row.choice = self.decisions.take(&record);
            }
            let decision = planner.decide(record.line, row, source)?;
            let file = self.file_of(&reader);
            let decision = place::named(self.request.kind, &file, columns, &record, decision);
            self.bytes = before + reader.offset();
            self.count(&reader, (record, list), decision)?;
        }
        if known.is_none() && !reader.header().is_empty() {
            // A list without rows is none where its headers say nothing either.
            self.columns(&reader, &Record::default(), &stem)?;
        }
        self.bytes = before + reader.size;
        self.announced = self.announced.max(reader.announced());
        if let Some((_, source)) = &known
            && reader.format == Format::Oruk
            && !self.lists.contains(&source.list)
        {
            self.lists.push(source.list.clone());
        }
        self.said(&reader, known.as_ref())
    }

    /// Says which decisions were about rows that are not in the list: they are never used for another row.
    pub fn say_undecided(&mut self) {
        let left = self.decisions.left();
        if left.is_empty() {
            return;
        }
        let lines: Vec<String> = left.iter().take(10).map(u64::to_string).collect();
        let (were, they) = if left.len() == 1 {
            ("1 decision was", "a row that this list does not have, or has with other words; it was not used")
        } else {
            (
                "decisions were",
                "rows that this list does not have, or has with other words; they were not used",
            )
        };
        let count = if left.len() == 1 { String::new() } else { format!("{} ", left.len()) };
        self.outcome.remark(format!("{count}{were} about {they} (kith_line {}).", lines.join(", ")), 0);
    }

    /// Marks what a directory had before and has no more, where it was read whole: all its pages, its whole folder or its
    /// lines of whole records, or a person says so.
    pub fn mark_gone(&mut self, planner: &mut Planner<'_>) -> Result<(), Fault> {
        if let Some(all) = self.announced.filter(|all| !self.several && *all > 0 && self.rows > *all) {
            let read = self.rows;
            self.outcome.remark(format!("The feed says it has {all} in all; {read} were read."), 0);
        }
        let all_pages = self.announced.is_some_and(|all| all > 0 && self.rows >= all);
        let folder =
            self.request.inputs.iter().any(|input| matches!(input, Input::Path(path) if path.is_dir()));
        if self.request.kind != Kind::Assets || self.rows == 0 {
            return Ok(());
        }
        if self.request.whole && self.lists.is_empty() {
            self.lists.push(self.outcome.source.clone());
        }
        if !(self.request.whole || all_pages || folder) {
            return Ok(());
        }
        for list in std::mem::take(&mut self.lists) {
            match planner.mark_gone(&list, self.request.whole)? {
                Some(gone) => self.outcome.gone += gone,
                None => self.outcome.remark(
                    format!(
                        "Fewer than half of what the list \"{list}\" had are on it now, so nothing was marked as gone. \
                         If it is that list: --whole. If it is another: --source NAME."
                    ),
                    0,
                ),
            }
        }
        Ok(())
    }

    fn open(&self, input: Input) -> Result<Reader, Fault> {
        let request = self.request;
        let orders = Orders {
            format: request.format,
            encoding: request.encoding,
            shape: request.shape,
            limits: request.limits,
            mapping: self.mapping.as_ref(),
        };
        Reader::open(input, request.kind, &orders)
    }

    /// What the columns of a file are, by its headers or by its first record, and what the list is called.
    fn columns(&self, reader: &Reader, record: &Record, stem: &str) -> Result<(Columns, Source), Fault> {
        let of_header: Vec<&str> = reader.header().iter().map(|header| &**header).collect();
        let of_record: Vec<&str> = record.fields.iter().map(|(header, _)| &**header).collect();
        let headers = if of_header.is_empty() { of_record } else { of_header };
        let (kind, order, own) = (self.request.kind, self.request.dates, self.mapping.clone());
        let mut columns = Columns::new(kind, reader.format.word(), &headers, own, order, self.today);
        columns.learn(reader.header());
        if !reader.header().is_empty() {
            self.check_kind(reader, &columns)?;
        }
        let list = self.request.source.as_deref().or_else(|| columns.list()).unwrap_or(stem).to_owned();
        let constants =
            columns.constants().into_iter().map(|(field, text)| (field.to_owned(), text.to_owned()));
        let source = Source { list, constants: constants.collect() };
        Ok((columns, source))
    }

    fn file_of(&self, reader: &Reader) -> String {
        if self.several { reader.name.clone() } else { String::new() }
    }

    /// Counts a row under its action and keeps what has to be said about it.
    fn count(
        &mut self,
        reader: &Reader,
        (record, list): (Record, String),
        decision: Decision,
    ) -> Result<(), Fault> {
        let file = self.file_of(reader);
        let (line, offset) = (record.line, record.offset);
        let outcome = &mut self.outcome;
        outcome.read += 1;
        let action = decision.action.word();
        *outcome.figure(&decision.action) += 1;
        let mut fields = Vec::new();
        let flaws = match decision.action {
            Action::Change { after, .. } => {
                fields = after.iter().map(|(name, _)| name).collect();
                Vec::new()
            }
            Action::SetAside(reason) => vec![Flaw::of_record(reason)],
            Action::Refuse(flaws) => flaws,
            Action::Add | Action::Same => Vec::new(),
        };
        if let Some(flaw) = flaws.first().filter(|flaw| flaw.reason != LEFT_OUT) {
            let reason = flaws.iter().map(|flaw| flaw.reason.as_str()).collect::<Vec<_>>().join(" ");
            self.rejected.push(Reject { record, list, field: flaw.field.clone(), reason });
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
    fn said(&mut self, reader: &Reader, known: Option<&(Columns, Source)>) -> Result<(), Fault> {
        let outcome = &mut self.outcome;
        join(&mut outcome.encoding, reader.encoding.words());
        join(&mut outcome.format, reader.format.word());
        outcome.separator = reader.separator().map(str::to_owned);
        let Some((columns, source)) = known else { return Ok(()) };
        join(&mut outcome.source, &source.list);
        outcome.recognised = columns.name().map(str::to_owned);
        columns.dates().check()?;
        if let Some(words) = columns.dates().words() {
            join(outcome.dates.get_or_insert_default(), words);
        }
        if let Some(doubt) = columns.dates().doubt() {
            outcome.remark(doubt, 0);
        }
        for (header, field) in columns.used() {
            join(outcome.columns.entry(header.clone()).or_default(), field);
        }
        let exported = columns.used().iter().any(|(_, field)| field == "uid");
        for header in columns.unused() {
            let own = header.starts_with(rejects::OWN) || (exported && is_ours(self.request.kind, header));
            if !outcome.not_used.contains(header) && !own {
                outcome.not_used.push(header.clone());
            }
        }
        // Records that name their own fields are all known only now; broken ones alone say nothing.
        if reader.header().is_empty() && !(columns.used().is_empty() && columns.unused().is_empty()) {
            self.check_kind(reader, columns)?;
        }
        Ok(())
    }

    /// Refuses a file of another kind, unless somebody said what its columns are.
    fn check_kind(&self, reader: &Reader, columns: &Columns) -> Result<(), Fault> {
        if self.mapping.is_some() || matches!(reader.format, Format::Oruk | Format::Ics) {
            return Ok(());
        }
        let used = columns.used().iter().map(|(header, _)| header.as_str());
        let headers: Vec<&str> = used.chain(columns.unused().iter().map(String::as_str)).collect();
        let fields: Vec<&str> = columns.used().iter().map(|(_, field)| field.as_str()).collect();
        right_kind::check(&reader.name, self.request.kind, &headers, &fields)
    }
}

/// Whether a column is one that an export of kith writes for other readers: numbers of one file, and names beside ids.
fn is_ours(kind: Kind, header: &str) -> bool {
    let roles = kind.entities().iter().flat_map(|entity| party::roles(*entity));
    let link = kind.entities().iter().filter_map(|entity| entity.field(header)).any(Field::is_link);
    header == "id" || link || roles.into_iter().any(|role| role.named == header)
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

/// Whether a file holds one record a line and no record: what kith writes where there is nothing to tell.
fn is_list_of_nothing(input: &Input) -> bool {
    let Input::Path(path) = input else { return false };
    let lines = path.extension().is_some_and(|ending| ending == "ndjson" || ending == "jsonl");
    lines && std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == 0)
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
