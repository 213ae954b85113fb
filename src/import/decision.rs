//! What a person decided about rows that were set aside: who they are about, that it is somebody new, or that they are left out.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use crate::domain::entity::Entity;
use crate::domain::formula::harmless;
use crate::fault::Fault;
use crate::import::record::Record;
use crate::import::rejects::OWN;

/// The column of a decision: in the list itself, or beside the line in a file of decisions.
pub const COLUMN: &str = "kith_decision";

/// The column of the line that a decision is about.
const LINE: &str = "kith_line";

/// What was decided about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is about this record; of the kind the list is about where none is named.
    Is(Option<Entity>, i64),
    /// It is about somebody or something new.
    New,
    /// It is left out.
    Leave,
}

impl Choice {
    /// The decision a text says; `None` where it says nothing.
    ///
    /// # Errors
    /// A sentence with what can be said.
    pub fn read(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim().to_lowercase();
        let (kind, number) = text.split_once(':').unwrap_or(("", text.as_str()));
        let entity = if kind.is_empty() { None } else { Some(Entity::parse(kind)) };
        match (text.as_str(), number.trim().parse::<i64>()) {
            ("", _) => Ok(None),
            ("new", _) => Ok(Some(Self::New)),
            ("leave" | "skip" | "leave out", _) => Ok(Some(Self::Leave)),
            (_, Ok(id)) if id > 0 => match entity {
                None => Ok(Some(Self::Is(None, id))),
                Some(Some(entity @ (Entity::Person | Entity::Asset))) => Ok(Some(Self::Is(Some(entity), id))),
                Some(_) => Err(CAN_BE.to_owned()),
            },
            _ => Err(CAN_BE.to_owned()),
        }
    }
}

const CAN_BE: &str = "A decision is a number here (12, or asset:4), new, or leave.";

/// What was decided about the rows of a list.
///
/// A file of set-aside rows holds each row whole, so a decision goes to its row wherever it stands now, and to no other: a list
/// that grew at its top moves every line.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// By line, where nothing more is known of the row.
    lines: HashMap<u64, Choice>,
    /// By all that a row says, with its line and what tells it apart loosely.
    rows: HashMap<String, Vec<OfRow>>,
}

/// A decision about a row of which the cells are known.
#[derive(Clone, Debug)]
struct OfRow {
    line: u64,
    loose: String,
    choice: Choice,
}

impl From<HashMap<u64, Choice>> for Decisions {
    fn from(lines: HashMap<u64, Choice>) -> Self {
        Self { lines, rows: HashMap::new() }
    }
}

impl Decisions {
    /// Takes what was decided about a row. At its own line a row may have been written anew by a spreadsheet (days, numbers);
    /// at another it is the same to the letter.
    pub fn take(&mut self, record: &Record) -> Option<Choice> {
        if let Some(choice) = self.lines.remove(&record.line) {
            return Some(choice);
        }
        if self.rows.is_empty() {
            return None;
        }
        let cells = || record.fields.iter().map(|(header, text)| (&**header, harmless(text)));
        let whole = whole(cells());
        if let Some(same) = self.rows.get_mut(&whole) {
            let at = same.iter().position(|one| one.line == record.line).unwrap_or(0);
            let choice = same.get(at).map(|one| one.choice.clone());
            if choice.is_some() {
                same.remove(at);
            }
            if same.is_empty() {
                self.rows.remove(&whole);
            }
            return choice;
        }
        let loose = loose(cells());
        let fits = |one: &OfRow| one.line == record.line && !loose.is_empty() && one.loose == loose;
        let key = self.rows.iter().find(|(_, all)| all.iter().any(fits)).map(|(key, _)| key.clone())?;
        let same = self.rows.get_mut(&key)?;
        let at = same.iter().position(fits)?;
        Some(same.remove(at).choice)
    }

    /// The lines of the decisions that no row took, in order.
    pub fn left(&self) -> Vec<u64> {
        let rows = self.rows.values().flatten().map(|one| one.line);
        let mut lines: Vec<u64> = self.lines.keys().copied().chain(rows).collect();
        lines.sort_unstable();
        lines
    }
}

/// All that a row says: its headers and cells, in the order of the headers.
fn whole<'a>(cells: impl Iterator<Item = (&'a str, Cow<'a, str>)>) -> String {
    let said = cells.filter(|(header, text)| !header.starts_with(OWN) && !text.trim().is_empty());
    let mut all: Vec<String> = said.map(|(header, text)| format!("{header}\u{1f}{}", text.trim())).collect();
    all.sort_unstable();
    all.join("\u{1e}")
}

/// What a spreadsheet leaves as it is: the cells with letters and without digits.
fn loose<'a>(cells: impl Iterator<Item = (&'a str, Cow<'a, str>)>) -> String {
    let is_words = |text: &str| {
        text.chars().any(char::is_alphabetic) && !text.chars().any(|letter| letter.is_ascii_digit())
    };
    whole(cells.filter(|(_, text)| is_words(text)))
}

/// The decisions of a file: CSV with `kith_line` (or `line`) and `kith_decision` (or `decision`), as the file of set-aside rows
/// has them. Where it holds the rows, too, a decision is about its row; else about its line.
///
/// # Errors
/// It cannot be read, has no such columns, or says something that is no decision; with its line.
pub fn of_file(path: &Path) -> Result<Decisions, Fault> {
    let name = path.display();
    let unreadable =
        |error: csv::Error| Fault::failed(format!("The decisions in {name} cannot be read: {error}."));
    let bytes = std::fs::read(path)
        .map_err(|error| Fault::failed(format!("The decisions in {name} cannot be read: {error}.")))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(unreadable)?.clone();
    let place = |names: [&str; 2]| headers.iter().position(|header| names.contains(&header.trim()));
    let (Some(line), Some(decision)) = (place([LINE, "line"]), place([COLUMN, "decision"])) else {
        return Err(Fault::failed(format!("{name} has no columns {LINE} and {COLUMN}.")).hint(
            "Take the file of --rejects, and write into kith_decision: a number here, new, or leave.",
        ));
    };
    let mut decisions = Decisions::default();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let at = record.position().map_or(0, csv::Position::line);
        let said = Choice::read(record.get(decision).unwrap_or_default().trim_start_matches('\''));
        let wrong = |reason: String| Fault::failed(format!("{name}, line {at}: {reason}"));
        let Some(choice) = said.map_err(wrong)? else { continue };
        let number = record.get(line).unwrap_or_default().trim();
        let line = number.parse().map_err(|_| wrong(format!("{LINE} is no number of a line.")))?;
        let cells = || {
            let all = headers.iter().zip(record.iter());
            all.filter(|(header, _)| !matches!(*header, "line" | "decision"))
                .map(|(header, text)| (header, Cow::Borrowed(text)))
        };
        let key = whole(cells());
        if key.is_empty() {
            decisions.lines.insert(line, choice);
        } else {
            let one = OfRow { line, loose: loose(cells()), choice };
            decisions.rows.entry(key).or_default().push(one);
        }
    }
    Ok(decisions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_is_a_number_new_or_leave() {
        assert_eq!(Choice::read(" 12 "), Ok(Some(Choice::Is(None, 12))));
        assert_eq!(Choice::read("asset:4"), Ok(Some(Choice::Is(Some(Entity::Asset), 4))));
        assert_eq!(Choice::read("New"), Ok(Some(Choice::New)));
        assert_eq!(Choice::read("leave"), Ok(Some(Choice::Leave)));
        assert_eq!(Choice::read(""), Ok(None));
        for wrong in ["perhaps", "-3", "0", "contact:4", "12 13"] {
            assert!(Choice::read(wrong).is_err(), "{wrong}");
        }
    }

    fn record(line: u64, cells: &[(&str, &str)]) -> Record {
        let fields = cells.iter().map(|(header, text)| ((*header).into(), (*text).to_owned())).collect();
        Record { line, fields, ..Record::default() }
    }

    #[test]
    fn a_decision_goes_to_its_row_wherever_it_stands_now_and_to_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decided.csv");
        let text =
            "kith_line,kith_reason,kith_decision,Name,Born\n2,why,7,Anna Brown,01/02/1950\n3,why,new,Zed,\n";
        std::fs::write(&path, text).unwrap();
        let zed = record(2, &[("Name", "Zed Green"), ("Born", "1971")]);
        let anna = record(3, &[("Name", "Anna Brown"), ("Born", "01/02/1950")]);
        let mut decisions = of_file(&path).unwrap();
        assert_eq!(decisions.take(&zed), None, "another row at that line");
        assert_eq!(decisions.take(&anna), Some(Choice::Is(None, 7)), "the list grew at its top");
        assert_eq!(decisions.take(&anna), None, "each decision once");
        assert_eq!(decisions.left(), [3]);
        // A spreadsheet wrote the day anew: at its own line it is still that row, at another it may be a namesake.
        let anew = |line| record(line, &[("Name", "Anna Brown"), ("Born", "1950-02-01")]);
        let mut decisions = of_file(&path).unwrap();
        assert_eq!(decisions.take(&anew(3)), None);
        assert_eq!(decisions.take(&anew(2)), Some(Choice::Is(None, 7)));
    }

    #[test]
    fn decisions_by_line_alone_are_about_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decided.csv");
        std::fs::write(&path, "line,decision\n2,leave\n").unwrap();
        let mut decisions = of_file(&path).unwrap();
        assert_eq!(decisions.take(&record(2, &[("Name", "Zed")])), Some(Choice::Leave));
    }
}
