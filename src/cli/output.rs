//! What leaves the program: data on standard output, messages on standard error, all of it cleaned on the way.

use std::io::{self, IsTerminal as _, Write as _};

use rustix::io::Errno;
use serde::Serialize;

use super::json::{self, Item};
use super::table::Table;
use crate::domain::clean::Clean;
use crate::domain::formula;
use crate::fault::{Fault, HANG_UP, Kind};

/// How much is gathered before it is written, in bytes.
const FULL: usize = 64 * 1024;

/// In what form data is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Words for people.
    Text,
    /// One JSON object.
    Json,
    /// Rows of comma-separated values.
    Csv,
}

/// The two ways out of the program.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that is so or not, known from the start"
)]
pub struct Out {
    /// In what form data is given.
    pub format: Format,
    /// Columns of the terminal; `None` where there is none and lines may be as long as they are.
    pub width: Option<usize>,
    /// The session shows plain ASCII only.
    pub ascii: bool,
    /// Somebody reads standard output at a terminal.
    terminal: bool,
    quiet: bool,
    gathered: Vec<u8>,
    closed: bool,
    unwritten: Option<String>,
}

/// One row of a list: its JSON and CSV form, and the cells people read.
pub struct Row {
    /// Keys and values.
    pub item: Item,
    /// Cells in the order of the headings.
    pub cells: Vec<String>,
}

/// A list on its way out, a page at a time.
pub struct List {
    keys: Vec<&'static str>,
    table: Table,
    empty: &'static str,
    rows: usize,
}

impl Out {
    /// The ways out in a format.
    pub fn new(format: Format, quiet: bool, width: Option<usize>, ascii: bool) -> Self {
        let terminal = on_a_terminal();
        Self { format, width, ascii, terminal, quiet, gathered: Vec::new(), closed: false, unwritten: None }
    }

    /// Whether whoever was reading has stopped, so that nothing more needs to be made.
    pub fn closed(&self) -> bool {
        self.closed
    }

    /// Text for people, as data.
    pub fn text(&mut self, text: &str) -> Result<(), Fault> {
        let clean = self.cleaned(text);
        self.raw(clean.as_bytes())?;
        self.raw(b"\n")
    }

    /// A JSON object on one line.
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Fault> {
        let text = json::written(value)?;
        self.raw(text.as_bytes())?;
        self.raw(b"\n")
    }

    /// Rows and files as they are; at a terminal they are cleaned, because there nobody keeps them.
    pub fn data(&mut self, text: &str) -> Result<(), Fault> {
        if self.terminal {
            let clean = self.cleaned(text);
            return self.raw(clean.as_bytes());
        }
        self.raw(text.as_bytes())
    }

    /// Bytes as they are: scripts and finished text.
    pub fn raw(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() > FULL { self.flush() } else { Ok(()) }
    }

    /// Writes what was gathered. A reader who has gone is no fault; a terminal that has gone is a hang-up, perhaps
    /// noticed here before SIGHUP is told.
    pub fn flush(&mut self) -> Result<(), Fault> {
        let bytes = std::mem::take(&mut self.gathered);
        if let Some(why) = &self.unwritten {
            return Err(Fault::failed(format!("The answer could not be written: {why}.")));
        }
        if self.closed || bytes.is_empty() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(&bytes).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(error) if self.terminal && error.raw_os_error() == Some(Errno::IO.raw_os_error()) => {
                self.closed = true;
                Err(Fault::new(Kind::Signal(HANG_UP), "The terminal is gone."))
            }
            Err(error) => {
                let why = error.to_string();
                self.unwritten = Some(why.clone());
                Err(Fault::failed(format!("The answer could not be written: {why}.")))
            }
        }
    }

    /// Whether the answer, or a part of it, could not be written.
    pub fn is_unwritten(&self) -> bool {
        self.unwritten.is_some()
    }

    /// That a file was written, unless asked to be quiet: the file is the answer.
    pub fn done(&mut self, text: &str) -> Result<(), Fault> {
        if self.quiet { Ok(()) } else { self.text(text) }
    }

    /// A message for people. What cannot be said is let go.
    pub fn say(&mut self, text: &str) {
        if !self.quiet {
            self.warn(text);
        }
    }

    /// A message that is said even when asked to be quiet.
    pub fn warn(&mut self, text: &str) {
        let _told = self.flush();
        let clean = self.cleaned(text);
        let _told = writeln!(io::stderr(), "{clean}");
    }

    /// Begins a list; `empty` is the sentence for people when there is nothing in it.
    pub fn list(
        &mut self,
        keys: Vec<&'static str>,
        headings: &'static [&'static str],
        empty: &'static str,
    ) -> Result<List, Fault> {
        match self.format {
            Format::Json => self.raw(b"{\"version\":1,\"items\":[")?,
            Format::Csv => {
                let line = csv_line(keys.iter().copied())?;
                self.data(&line)?;
            }
            Format::Text => {}
        }
        Ok(List { keys, table: Table::new(headings, self.width), empty, rows: 0 })
    }

    /// The next rows of a list.
    pub fn rows(&mut self, list: &mut List, rows: Vec<Row>) -> Result<(), Fault> {
        match self.format {
            Format::Json => {
                for row in rows {
                    let start = if list.rows == 0 { "\n" } else { ",\n" };
                    let text = json::written(&row.item)?;
                    self.raw(start.as_bytes())?;
                    self.raw(text.as_bytes())?;
                    list.rows += 1;
                }
                Ok(())
            }
            Format::Csv => {
                for row in rows {
                    let line = csv_line(list.keys.iter().map(|key| row.item.cell(key)))?;
                    self.data(&line)?;
                    list.rows += 1;
                }
                Ok(())
            }
            Format::Text => {
                let first = list.rows == 0;
                list.rows += rows.len();
                let cells: Vec<Vec<String>> = rows
                    .into_iter()
                    .map(|row| row.cells.iter().map(|c| self.cleaned(&one_line(c))).collect())
                    .collect();
                let text = list.table.page(&cells, first);
                if text.is_empty() { Ok(()) } else { self.text(text.trim_end_matches('\n')) }
            }
        }
    }

    /// Ends a list; `total` is how many there are in all.
    pub fn end(&mut self, list: &List, total: usize) -> Result<(), Fault> {
        match self.format {
            Format::Json => self.raw(format!("\n],\"total\":{total}}}\n").as_bytes()),
            Format::Csv => Ok(()),
            Format::Text if list.rows == 0 => self.text(list.empty),
            Format::Text => {
                if total > list.rows {
                    self.say(&format!("The first {} of {total}.", list.rows));
                }
                Ok(())
            }
        }
    }

    fn cleaned(&self, text: &str) -> String {
        let clean = Clean::lines(text);
        if self.ascii { clean.ascii().into_owned() } else { clean.into_owned() }
    }
}

/// Reads how many rows are wanted: one at least.
///
/// # Errors
/// It is no such number.
pub fn one_or_more(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|count| *count > 0).ok_or_else(|| "Say how many, 1 or more.".to_owned())
}

/// Whether standard output is a terminal.
pub fn on_a_terminal() -> bool {
    io::stdout().is_terminal()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn csv_line<T: AsRef<str>>(cells: impl Iterator<Item = T>) -> Result<String, Fault> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cells: Vec<String> = cells.map(|cell| formula::harmless(cell.as_ref()).into_owned()).collect();
    let told = |why: String| Fault::failed(format!("The row could not be written: {why}."));
    writer.write_record(&cells).map_err(|error| told(error.to_string()))?;
    let bytes = writer.into_inner().map_err(|error| told(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| told(error.to_string()))
}
