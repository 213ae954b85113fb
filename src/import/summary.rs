//! What an import did or would do, in figures that add up, for people and for scripts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::import::plan::{Action, LEFT_OUT};

/// The result of an import, in the shape of `docs/schemas/import.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The version of this shape.
    pub version: u32,
    /// The kind of list.
    pub kind: String,
    /// The file's name, or how many files there were.
    pub file: String,
    /// The encoding found.
    pub encoding: String,
    /// The format found.
    pub format: String,
    /// What separates the cells, for delimited text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// In which order dates in numbers were read, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<String>,
    /// The kind of file that was recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised: Option<String>,
    /// The list's name in the caseload.
    pub source: String,
    /// Records read; always the sum of the next five.
    pub read: u64,
    /// Rows that add something.
    pub added: u64,
    /// Rows that change something known.
    pub changed: u64,
    /// Rows that say what is known.
    pub same: u64,
    /// Rows a person has to decide about.
    pub set_aside: u64,
    /// Rows that cannot be used.
    pub refused: u64,
    /// Rows about somebody or something the caseload knew before.
    pub met: u64,
    /// Assets that the list had before and has no more; they are marked as gone from it.
    #[serde(skip_serializing_if = "is_nought")]
    pub gone: u64,
    /// Why rows were set aside or refused.
    pub problems: Vec<Problem>,
    /// What a person should hear, each with how often and where.
    pub remarks: Vec<Remark>,
    /// Lines that are no records.
    pub left_out: Vec<LeftOut>,
    /// Header and field of each column that was used.
    pub columns: BTreeMap<String, String>,
    /// Headers that no field took.
    pub not_used: Vec<String>,
    /// The operation that holds everything, so that one undo takes it back; nothing where nothing was changed.
    pub operation: Option<i64>,
    /// The copy made before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup: Option<String>,
    /// The file with the rows that were set aside or refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejects: Option<String>,
    /// Nothing was changed, because not every row can be used and the whole list or nothing was asked for.
    #[serde(skip)]
    pub held_back: bool,
    /// With a dry run, what would happen to each row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<Vec<PlanRow>>,
}

/// One reason why a row was set aside or refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, where there are several.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Physical line of the row's first byte.
    pub line: u64,
    /// Bytes of the file before it.
    pub offset: u64,
    /// `set_aside` or `refuse`.
    pub action: &'static str,
    /// The field or header; empty for the whole row.
    pub field: String,
    /// The text as it was.
    pub value: String,
    /// One plain sentence.
    pub reason: String,
}

/// Something a person should hear about some rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// One plain sentence.
    pub text: String,
    /// How many rows it is about.
    pub rows: u64,
    /// The first of their lines, ten at most.
    pub lines: Vec<u64>,
}

/// A line that is no record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The file, where there are several.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Its physical line.
    pub line: u64,
    /// Its text.
    pub text: String,
}

/// What would happen to one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    /// The file, where there are several.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Its physical line.
    pub line: u64,
    /// `add`, `change`, `same`, `set_aside` or `refuse`.
    pub action: &'static str,
    /// The fields that would change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<&'static str>,
}

impl Outcome {
    /// Whether the five figures add up to the records read.
    pub fn adds_up(&self) -> bool {
        self.read == self.added + self.changed + self.same + self.set_aside + self.refused
    }

    /// Whether some rows were refused, or nothing could be used because all were set aside by more than a person's own
    /// decision, so that the exit status is "done in part".
    pub fn is_partial(&self) -> bool {
        let nothing = self.added + self.changed + self.same == 0;
        let aside = || self.problems.iter().any(|problem| problem.reason != LEFT_OUT);
        self.refused > 0 || (nothing && aside())
    }

    /// The figure that counts rows of an action.
    pub(super) fn figure(&mut self, action: &Action) -> &mut u64 {
        match action {
            Action::Add => &mut self.added,
            Action::Change { .. } => &mut self.changed,
            Action::Same => &mut self.same,
            Action::SetAside(_) => &mut self.set_aside,
            Action::Refuse(_) => &mut self.refused,
        }
    }

    /// Adds a remark to those already made.
    pub(super) fn remark(&mut self, text: String, line: u64) {
        let at = self.remarks.iter().position(|remark| remark.text == text);
        let found = match at {
            Some(at) => self.remarks.get_mut(at),
            None if self.remarks.len() < MOST_REMARKS => {
                self.remarks.push(Remark { text, ..Remark::default() });
                self.remarks.last_mut()
            }
            None => None,
        };
        if let Some(remark) = found {
            remark.rows += 1;
            if remark.lines.len() < 10 {
                remark.lines.push(line);
            }
        }
    }

    /// The summary as lines for a person.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("{}: {}.", self.file, self.how_it_was_read())];
        let done = self.operation.is_some();
        // Without a change there is no operation, tried or not: then nothing is still to come.
        let coming = !done && self.added + self.changed > 0;
        let word = |past: &str, ahead: &str, held: &str| match (coming, self.held_back) {
            (false, _) => past.to_owned(),
            (true, false) => ahead.to_owned(),
            (true, true) => held.to_owned(),
        };
        lines.push(format!("{:>7}  read", self.read));
        for (count, text) in [
            (self.added, word("added", "to add", "held back that would be added")),
            (self.changed, word("changed", "to change", "held back that would be changed")),
            (self.same, "already here; no change".to_owned()),
            (self.set_aside, "set aside for you to decide".to_owned()),
            (self.refused, "cannot be used".to_owned()),
        ] {
            lines.push(format!("{count:>7}  {text}"));
        }
        if self.gone > 0 {
            let (are, they) = if self.gone == 1 { ("asset is", "it is") } else { ("assets are", "they are") };
            lines.push(format!(
                "{} {are} not on the list any more; {they} marked as gone from it and kept.",
                self.gone
            ));
        }
        lines.extend(self.problems.iter().take(SHOWN).map(Problem::sentence));
        if self.problems.len() > SHOWN {
            lines.push(format!("And {} more problems.", self.problems.len() - SHOWN));
        }
        lines.extend(self.remarks.iter().take(SHOWN).map(Remark::sentence));
        if self.remarks.len() > SHOWN {
            lines
                .push(format!("And {} more remarks; all of them are in --json.", self.remarks.len() - SHOWN));
        }
        lines.extend(self.left_out.iter().map(LeftOut::sentence));
        if !self.not_used.is_empty() {
            let count = self.not_used.len();
            let columns = if count == 1 { "column was" } else { "columns were" };
            let shown: Vec<&str> = self.not_used.iter().take(SHOWN).map(String::as_str).collect();
            let more = if count > SHOWN { " and others" } else { "" };
            lines.push(format!("{count} {columns} not used: {}{more}.", shown.join(", ")));
        }
        if let Some(rejects) = &self.rejects {
            lines.push(format!("The rows that were set aside or cannot be used are in {rejects}. Put them right there and import that file."));
        }
        if done {
            lines.push("One undo takes the whole import back: kith undo".to_owned());
        }
        lines
    }

    /// Encoding, separator, kind of file and list, as they are said.
    pub fn how_it_was_read(&self) -> String {
        let mut parts = vec![self.encoding.clone()];
        parts.push(self.separator.clone().unwrap_or_else(|| self.format.to_uppercase()));
        parts.extend(self.dates.clone());
        parts.extend(self.recognised.iter().map(|name| format!("read as {name}")));
        if self.kind == "everything" {
            parts.push("a whole caseload".to_owned());
        } else if self.source.is_empty() {
            parts.push("no rows in it".to_owned());
        } else {
            parts.push(format!("list \"{}\"", self.source));
        }
        parts.join(", ")
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_nought(count: &u64) -> bool {
    *count == 0
}

/// Problems shown to a person at once.
const SHOWN: usize = 20;
/// Different remarks kept.
const MOST_REMARKS: usize = 200;

impl Problem {
    /// The problem in a sentence with its place.
    pub fn sentence(&self) -> String {
        let file = if self.file.is_empty() { String::new() } else { format!("{}, ", self.file) };
        format!("{file}line {}: {}", self.line, self.reason)
    }
}

impl LeftOut {
    /// The line in a sentence with its place.
    pub fn sentence(&self) -> String {
        let place = if self.file.is_empty() { "Line".to_owned() } else { format!("{}, line", self.file) };
        format!("{place} {} is not a row and was left out: {}.", self.line, self.text)
    }
}

impl Remark {
    /// The remark with how often it holds and where.
    pub fn sentence(&self) -> String {
        let places: Vec<String> = self.lines.iter().filter(|line| **line > 0).map(u64::to_string).collect();
        match (self.rows, places.as_slice()) {
            (_, []) => self.text.clone(),
            (1, [line]) => format!("Line {line}: {}", self.text),
            (rows, _) if rows > places.len() as u64 => format!("{rows} rows: {}", self.text),
            (rows, _) => format!("{rows} rows (lines {}): {}", places.join(", "), self.text),
        }
    }
}
