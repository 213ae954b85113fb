//! Delimited text cut into rows of cells, one at a time, with the line and byte each began at.
//!
//! The cells are found by `csv_core`; this file adds what an importer of strangers' files needs: caps, exact places, and a way
//! on after a quotation mark that is never closed (the line is refused, the next line is read).

use csv_core::ReadRecordResult;

use crate::fault::Fault;
use crate::import::bytes::Text;
use crate::import::record::{Flaw, Limits, control_in, cut};
use crate::import::separator::Separator;

/// One row as it was cut.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Physical line of its first byte.
    pub line: u64,
    /// Bytes of the file before it.
    pub offset: u64,
    /// Its cells; empty where it could not be cut.
    pub cells: Vec<String>,
    /// The text of a row that could not be cut.
    pub raw: String,
    /// Why it cannot be used.
    pub flaw: Option<Flaw>,
}

/// Cuts a text into rows.
pub struct Rows {
    text: Text,
    separator: Separator,
    limits: Limits,
    core: csv_core::Reader,
    /// Decoded bytes not yet handed out, from `start` on.
    window: Vec<u8>,
    start: usize,
    ended: bool,
    place: Place,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// Where in the file the window starts.
#[derive(Clone, Copy, Debug)]
struct Place {
    line: u64,
    offset: u64,
    after_return: bool,
}

/// How one attempt to cut a row ended.
enum Cut {
    /// Bytes used, bytes of cells, number of cells.
    Row(usize, usize, usize),
    /// There is not enough room for it.
    TooLarge(&'static str),
    /// A quotation mark is still open where the text ends.
    Open,
}

impl Rows {
    /// Starts at the first character; the separator is found from the beginning of the text where none is ordered.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn new(mut text: Text, ordered: Option<Separator>, limits: Limits) -> Result<Self, Fault> {
        let mut window = Vec::new();
        while window.len() < limits.field && text.fill(&mut window)? {}
        let separator = ordered.unwrap_or_else(|| Separator::found_in(&window));
        separator.fold(&mut window, 0);
        let offset = text.mark;
        Ok(Self {
            text,
            separator,
            limits,
            core: separator.reader(),
            window,
            start: 0,
            ended: false,
            place: Place { line: 1, offset, after_return: false },
            cells: vec![0; limits.record],
            ends: vec![0; limits.columns + 1],
        })
    }

    /// The separator in use.
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// The text under the rows: its name, encoding and size.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Bytes of the file handed out so far.
    pub fn offset(&self) -> u64 {
        self.place.offset
    }

    /// The next row that is not blank; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn read(&mut self) -> Result<Option<Row>, Fault> {
        if !self.skip_line_ends()? {
            return Ok(None);
        }
        let place = self.place;
        let line = place.line + u64::from(place.after_return);
        match self.cut()? {
            Cut::Row(used, bytes, count) => {
                let row = Row { line, offset: place.offset, ..self.row(bytes, count) };
                self.pass(used);
                Ok(Some(row))
            }
            Cut::Open => {
                self.refused(line, "A quotation mark opens in this line and is never closed.").map(Some)
            }
            Cut::TooLarge(reason) => self.refused(line, reason).map(Some),
        }
    }

    /// The cells of the row just cut, looked over.
    fn row(&self, bytes: usize, count: usize) -> Row {
        let cells = self.cells.get(..bytes).unwrap_or_default();
        let mut from = 0;
        let cells: Vec<String> = self
            .ends
            .iter()
            .take(count)
            .map(|end| {
                let cell = cells.get(from..*end).unwrap_or_default();
                from = *end;
                String::from_utf8_lossy(cell).into_owned()
            })
            .collect();
        let flaw = cells.iter().find_map(|cell| flaw_of(cell, self.limits.field));
        Row { cells, flaw, ..Row::default() }
    }

    /// Tries to cut a row from the window, filling it as far as the cap allows.
    fn cut(&mut self) -> Result<Cut, Fault> {
        self.core.reset();
        let (mut used, mut bytes, mut count) = (0, 0, 0);
        loop {
            let input = self.window.get(self.start + used..).unwrap_or_default();
            let finished = input.is_empty() && self.ended;
            let cells = self.cells.get_mut(bytes..).unwrap_or_default();
            let ends = self.ends.get_mut(count..).unwrap_or_default();
            let (result, read, wrote, ended) = self.core.read_record(input, cells, ends);
            used += read;
            bytes += wrote;
            count += ended;
            match result {
                ReadRecordResult::Record if finished && self.is_left_open(used) => return Ok(Cut::Open),
                ReadRecordResult::Record if count > self.limits.columns => {
                    return Ok(Cut::TooLarge(TOO_MANY));
                }
                ReadRecordResult::Record | ReadRecordResult::End => return Ok(Cut::Row(used, bytes, count)),
                ReadRecordResult::OutputFull => return Ok(Cut::TooLarge(TOO_LARGE)),
                ReadRecordResult::OutputEndsFull => return Ok(Cut::TooLarge(TOO_MANY)),
                ReadRecordResult::InputEmpty if used >= self.limits.record => {
                    return Ok(Cut::TooLarge(TOO_LARGE));
                }
                ReadRecordResult::InputEmpty => self.fill()?,
            }
        }
    }

    /// Whether a row that ran to the end of the file did so because of a quotation mark.
    fn is_left_open(&self, used: usize) -> bool {
        let raw = self.window.get(self.start..self.start + used).unwrap_or_default();
        let trimmed = raw.trim_ascii_end();
        trimmed.contains(&b'\n') && trimmed.iter().fold(false, |odd, b| odd ^ (*b == b'"'))
    }

    /// Refuses one physical line whole and stands at the next.
    fn refused(&mut self, line: u64, reason: &str) -> Result<Row, Fault> {
        let offset = self.place.offset;
        let mut raw = Vec::new();
        loop {
            let rest = self.window.get(self.start..).unwrap_or_default();
            let end = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
            let taken = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            let room = self.limits.record.saturating_sub(raw.len());
            raw.extend_from_slice(taken.get(..room.min(taken.len())).unwrap_or_default());
            self.pass(taken.len());
            if end.is_some() || self.ended {
                break;
            }
            self.fill()?;
        }
        let raw = self.separator.unfold(&String::from_utf8_lossy(&raw)).into_owned();
        let value = cut(&raw, 60).to_owned();
        let flaw = Some(Flaw { value, ..Flaw::of_record(reason) });
        Ok(Row { line, offset, cells: Vec::new(), raw, flaw })
    }

    /// Passes over line ends; `false` at the end of the file.
    fn skip_line_ends(&mut self) -> Result<bool, Fault> {
        loop {
            let rest = self.window.get(self.start..).unwrap_or_default();
            let blank = rest.iter().position(|b| !matches!(b, b'\n' | b'\r'));
            let found = blank.is_some();
            self.pass(blank.unwrap_or(rest.len()));
            if found || self.ended {
                return Ok(found);
            }
            self.fill()?;
        }
    }

    /// Moves the start of the window on, counting lines and bytes of the file.
    fn pass(&mut self, bytes: usize) {
        let passed = self.window.get(self.start..self.start + bytes).unwrap_or_default();
        for byte in passed {
            if *byte == b'\n' || (self.place.after_return && *byte != b'\r') {
                self.place.line += 1;
            }
            self.place.after_return = *byte == b'\r';
        }
        self.place.offset +=
            self.text.encoding.length(&self.separator.unfold(&String::from_utf8_lossy(passed)));
        self.start += bytes;
    }

    /// Reads more, dropping what has been passed.
    fn fill(&mut self) -> Result<(), Fault> {
        if self.start > self.limits.field {
            self.window.drain(..self.start);
            self.start = 0;
        }
        let from = self.window.len();
        self.ended = !self.text.fill(&mut self.window)?;
        self.separator.fold(&mut self.window, from);
        Ok(())
    }
}

const TOO_LARGE: &str = "This row is too large to be one row; a quotation mark may be open.";
const TOO_MANY: &str = "This row has more columns than kith reads.";

/// What is wrong with a cell, whatever it stands for.
pub(super) fn flaw_of(cell: &str, most: usize) -> Option<Flaw> {
    let reason = if cell.len() > most {
        format!("A cell holds more than {} KiB.", most >> 10)
    } else {
        control_in(cell)?;
        "A cell holds a character that cannot be shown.".to_owned()
    };
    let value = cut(cell, 60).chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    Some(Flaw { value, ..Flaw::of_record(reason) })
}
