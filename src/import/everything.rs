//! A whole caseload out of the folder that `kith export everything` wrote: records as they are, in one operation.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value as Json;

use crate::domain::entity::Entity;
use crate::domain::entry::{Record, Value, Values};
use crate::domain::field::{Field, Kind};
use crate::domain::whole::{MANIFEST, VERSION};
use crate::fault::Fault;
use crate::import::record::{Limits, control_in};
use crate::import::run::{Hears, Progress};
use crate::import::summary::{Outcome, Problem};
use crate::store::Store;
use crate::store::take_in::{Hands, Taken};

/// So many problems are told one by one.
const MOST_TOLD: usize = 1000;

/// What a folder says of itself.
#[derive(Deserialize)]
struct Manifest {
    version: u64,
    files: Vec<Part>,
}

/// One file of a folder.
#[derive(Deserialize)]
struct Part {
    kind: String,
    file: String,
    records: u64,
}

/// Takes a folder in; with `dry_run` only says what would happen.
///
/// # Errors
/// It is no such folder, a line of it cannot be used, or the caseload cannot be written. Then nothing was changed.
pub fn run(store: &mut Store, folder: &Path, dry_run: bool, hears: Hears<'_>) -> Result<Outcome, Fault> {
    let parts = parts_of(folder)?;
    let total = parts.iter().map(|part| part.size).sum();
    let name =
        folder.file_name().map_or_else(|| "folder".to_owned(), |name| name.to_string_lossy().into_owned());
    let outcome = Outcome {
        version: 1,
        kind: "everything".to_owned(),
        file: name,
        encoding: "UTF-8".to_owned(),
        format: "ndjson".to_owned(),
        ..Outcome::default()
    };
    let mut lines = Lines { parts, open: None, outcome, failed: None, hears, bytes: 0, total };
    let backup = if dry_run { None } else { store.back_up("before-import")? };
    let done = store.take_in(&mut lines, !dry_run);
    let Lines { mut outcome, failed, .. } = lines;
    if let Some(fault) = failed {
        return Err(fault);
    }
    outcome.operation = done?.map(|done| done.operation.0);
    outcome.backup = backup.map(|path| path.display().to_string());
    Ok(outcome)
}

/// A file of the folder that is still to be read.
struct Ahead {
    entity: Entity,
    path: PathBuf,
    records: u64,
    size: u64,
}

fn parts_of(folder: &Path) -> Result<VecDeque<Ahead>, Fault> {
    if !folder.exists() {
        return Err(Fault::missing(format!("There is no folder {}.", folder.display())));
    }
    let path = folder.join(MANIFEST);
    let text = std::fs::read_to_string(&path).map_err(|_| {
        Fault::failed(format!(
            "{} is no folder of a whole caseload: it holds no {MANIFEST}.",
            folder.display()
        ))
        .hint("kith export everything --out FOLDER writes one.")
    })?;
    let manifest: Manifest = serde_json::from_str(&text)
        .map_err(|error| Fault::failed(format!("{MANIFEST}, line {}: it cannot be read.", error.line())))?;
    if manifest.version != VERSION {
        return Err(Fault::failed(format!(
            "The folder is of version {}; this kith reads {VERSION}.",
            manifest.version
        )));
    }
    let mut parts = VecDeque::new();
    for part in manifest.files {
        let entity = Entity::parse(&part.kind).filter(|entity| entity.table() == part.kind);
        let named = Path::new(&part.file).file_name() == Some(part.file.as_ref());
        let Some(entity) = entity.filter(|_| named) else {
            return Err(Fault::failed(format!(
                "{MANIFEST} names a kind or a file that kith does not know: {}.",
                part.kind
            )));
        };
        let path = folder.join(&part.file);
        let about = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file).ok_or_else(|| {
            Fault::missing(format!("The folder has no file {}, which its manifest names.", part.file))
        })?;
        parts.push_back(Ahead { entity, path, records: part.records, size: about.len() });
    }
    Ok(parts)
}

/// The file that is read.
struct Open {
    entity: Entity,
    name: String,
    records: u64,
    read: u64,
    line: u64,
    reader: BufReader<File>,
}

/// The lines of all files of a folder, as records.
struct Lines<'h> {
    parts: VecDeque<Ahead>,
    open: Option<Open>,
    outcome: Outcome,
    failed: Option<Fault>,
    hears: Hears<'h>,
    bytes: u64,
    total: u64,
}

impl Lines<'_> {
    fn step(&mut self) -> Result<Option<Record>, Fault> {
        loop {
            if let Some(open) = &mut self.open {
                let mut text = String::new();
                let longest = Limits::default().record as u64;
                let read = std::io::Read::take(&mut open.reader, longest).read_line(&mut text);
                let read = read.map_err(|error| {
                    Fault::failed(format!("{}, line {}: {error}.", open.name, open.line + 1))
                })?;
                self.bytes += read as u64;
                open.line += 1;
                if read > 0 && text.trim().is_empty() {
                    continue;
                }
                if read > 0 {
                    open.read += 1;
                    let at = |reason: String| {
                        Fault::failed(format!("{}, line {}: {reason}", open.name, open.line))
                            .hint("Nothing was changed.")
                    };
                    return record(open.entity, &text).map(Some).map_err(at);
                }
                if open.read != open.records {
                    return Err(Fault::failed(format!(
                        "{} has {} records, and the manifest says {}. It is not whole.",
                        open.name, open.read, open.records
                    ))
                    .hint("Nothing was changed. Write the folder again."));
                }
                self.open = None;
            }
            let Some(next) = self.parts.pop_front() else { return Ok(None) };
            let name = next.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let reader = BufReader::new(File::open(&next.path)?);
            self.open =
                Some(Open { entity: next.entity, name, records: next.records, read: 0, line: 0, reader });
        }
    }
}

impl Hands for Lines<'_> {
    fn next(&mut self) -> Option<Record> {
        if self.failed.is_some() {
            return None;
        }
        match self.step() {
            Ok(record) => record,
            Err(fault) => {
                self.failed = Some(fault);
                None
            }
        }
    }

    fn told(&mut self, taken: Taken) {
        let outcome = &mut self.outcome;
        outcome.read += 1;
        match taken {
            Taken::Added => outcome.added += 1,
            Taken::Same => outcome.same += 1,
            Taken::Differs => {
                outcome.set_aside += 1;
                if let (Some(open), true) = (&self.open, outcome.problems.len() < MOST_TOLD) {
                    outcome.problems.push(Problem {
                        file: open.name.clone(),
                        line: open.line,
                        action: "set_aside",
                        reason: "It is here already and says something else. What is here stays.".to_owned(),
                        ..Problem::default()
                    });
                }
            }
        }
        let progress =
            Progress { reading: true, rows: outcome.read, bytes: self.bytes, of: self.total.max(self.bytes) };
        if outcome.read.is_multiple_of(200) && !(self.hears)(progress) {
            self.failed = Some(Fault::failed("The import was stopped. Nothing was changed."));
        }
    }

    fn is_whole(&self) -> bool {
        self.failed.is_none()
    }
}

/// A line as a record of its kind.
fn record(entity: Entity, text: &str) -> Result<Record, String> {
    let Ok(Json::Object(mut object)) = serde_json::from_str(text) else {
        return Err("it is no object on one line.".to_owned());
    };
    let id = object.remove("id").and_then(|id| id.as_i64()).filter(|id| *id > 0);
    let id = id.ok_or("it has no id.")?;
    let mut text_of = |key: &str| match object.remove(key) {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("{key} must be a text.")),
    };
    let uid = text_of("uid")?;
    if entity.travels() != uid.is_some()
        || uid.as_deref().is_some_and(|uid| uuid::Uuid::parse_str(uid).is_err())
    {
        return Err("its universal id (uid) is missing or is none.".to_owned());
    }
    let put_away_on = match text_of("put_away_on")? {
        Some(day) => Some(day.parse().map_err(|_| "put_away_on must be a day.".to_owned())?),
        None => None,
    };
    let put_away_reason = text_of("put_away_reason")?;
    let mut values = Values::new();
    for field in entity.fields() {
        if let Some(value) = object.remove(field.name) {
            values.set(
                field.name,
                value_of(field, &value).ok_or_else(|| {
                    format!("{} holds what {} cannot be.", field.name, field.label.to_lowercase())
                })?,
            );
        }
        if field.required && values.value(field.name).is_nothing() {
            return Err(format!("{} is missing.", field.name));
        }
    }
    match object.keys().next() {
        Some(unknown) => Err(format!("kith does not know its key {unknown}.")),
        None => Ok(Record { entity, id, uid, put_away_on, put_away_reason, values }),
    }
}

/// A value as the store holds it, if the field can hold it.
fn value_of(field: &Field, value: &Json) -> Option<Value> {
    let number = |number: i64| Some(Value::Number(number));
    match (field.kind, value) {
        (_, Json::Null) => Some(Value::Nothing),
        (Kind::Flag, Json::Bool(yes)) => number(i64::from(*yes)),
        (Kind::Degrees, Json::Number(degrees)) => {
            let millionths = (degrees.as_f64()? * 1_000_000.0).round();
            // Within the range that was checked, no digit is lost.
            #[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
            (millionths.abs() <= 180_000_000.0).then_some(Value::Number(millionths as i64))
        }
        (Kind::Count(most), Json::Number(count)) => {
            number(count.as_i64().filter(|count| (0..=most).contains(count))?)
        }
        (Kind::Link(_), Json::Number(id)) => number(id.as_i64().filter(|id| *id > 0)?),
        (Kind::Several(vocabulary), Json::Array(codes)) => {
            let codes: Option<Vec<&str>> =
                codes.iter().map(|code| code.as_str().filter(|code| vocabulary.holds(code))).collect();
            Some(Value::Text(codes?.join(" ")))
        }
        (Kind::Flag | Kind::Degrees | Kind::Count(_) | Kind::Link(_) | Kind::Several(_), _) => None,
        (kind, Json::String(text)) => {
            let fits = match kind {
                Kind::One(vocabulary) => vocabulary.holds(text),
                Kind::PastDay | Kind::ComingDay | Kind::BirthDay => text.parse::<chrono::NaiveDate>().is_ok(),
                Kind::Time => chrono::NaiveTime::parse_from_str(text, "%H:%M").is_ok(),
                _ => text.len() <= Limits::default().field && control_in(text).is_none(),
            };
            fits.then(|| Value::Text(text.clone()))
        }
        _ => None,
    }
}
