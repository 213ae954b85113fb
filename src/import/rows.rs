//! Delimited text cut into rows of cells, one at a time, with the line and byte each began at.
//!
//! The cells are found by `csv_core`; this file adds what an importer of strangers' files needs: caps, exact places, and a way
//! on after a quotation mark that is never closed (the line is refused, the next line is read).

use csv_core::ReadRecordResult;

use crate::fault::Fault;
use crate::import::bytes::Text;
use crate::import::record::{Flaw, Limits, control_in, cut};
use crate::import::separator::{Separator, Shape};
use crate::import::window::Window;

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
    window: Window,
    limits: Limits,
    core: csv_core::Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
    quotes: Option<bool>,
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
    pub fn new(
        text: Text,
        ordered: Shape,
        limits: Limits,
        knows: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Fault> {
        let mut window = Window::new(text);
        while window.rest().len() < limits.field && !window.ended {
            window.fill()?;
        }
        window.show(ordered.separator.unwrap_or_else(|| Separator::found_in(window.rest(), knows)));
        let core = window.separator().reader(ordered.quotes);
        let (cells, ends) = (vec![0; limits.record], vec![0; limits.columns + 1]);
        Ok(Self { window, limits, core, cells, ends, quotes: ordered.quotes })
    }

    /// The separator in use.
    pub fn separator(&self) -> Separator {
        self.window.separator()
    }

    /// How the cells are told apart, in words.
    pub fn words(&self) -> &'static str {
        self.separator().words_as_read(self.quotes)
    }

    /// The text under the rows: its name, encoding and size.
    pub fn text(&self) -> &Text {
        self.window.text()
    }

    /// Bytes of the file handed out so far.
    pub fn offset(&self) -> u64 {
        self.window.offset()
    }

    /// The next row that is not blank; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn read(&mut self) -> Result<Option<Row>, Fault> {
        if !self.window.skip(|byte| matches!(byte, b'\n' | b'\r'))? {
            return Ok(None);
        }
        let (line, offset) = (self.window.line(), self.window.offset());
        let refusal = match self.cut()? {
            Cut::Row(used, bytes, count) => {
                let row = Row { line, offset, ..self.row(bytes, count) };
                self.window.pass(used);
                return Ok(Some(row));
            }
            Cut::Open => "A quotation mark opens in this line and is never closed.",
            Cut::TooLarge(reason) => reason,
        };
        let raw = self.window.take_line(self.limits.record)?;
        let flaw = Flaw { value: cut(&raw, 60).to_owned(), ..Flaw::of_record(refusal) };
        Ok(Some(Row { line, offset, cells: Vec::new(), raw, flaw: Some(flaw) }))
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
            let input = self.window.rest().get(used..).unwrap_or_default();
            let finished = input.is_empty() && self.window.ended;
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
                ReadRecordResult::InputEmpty => self.window.fill()?,
            }
        }
    }

    /// Whether a row that ran to the end of the file did so because of a quotation mark.
    fn is_left_open(&self, used: usize) -> bool {
        let raw = self.window.rest().get(..used).unwrap_or_default();
        let trimmed = raw.trim_ascii_end();
        trimmed.contains(&b'\n') && trimmed.iter().fold(false, |odd, b| odd ^ (*b == b'"'))
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
