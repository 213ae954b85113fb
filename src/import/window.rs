//! A stretch of decoded text that moves through a file, and knows the line and byte it starts at.

use crate::fault::Fault;
use crate::import::bytes::Text;
use crate::import::separator::Separator;

/// Bytes passed before the window is moved together.
const SPENT: usize = 64 << 10;

/// The part of a text that is in memory.
pub struct Window {
    text: Text,
    separator: Separator,
    bytes: Vec<u8>,
    start: usize,
    line: u64,
    offset: u64,
    after_return: bool,
    /// Whether the file has no more than what is in the window.
    pub ended: bool,
}

impl Window {
    /// A window at the first character of the text.
    pub fn new(text: Text) -> Self {
        let offset = text.mark;
        Self {
            text,
            separator: Separator::Comma,
            bytes: Vec::new(),
            start: 0,
            line: 1,
            offset,
            after_return: false,
            ended: false,
        }
    }

    /// The text under the window: its name, encoding and size.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The separator whose stand-in the window shows.
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// Shows the stand-in of a separator from now on.
    pub fn show(&mut self, separator: Separator) {
        self.separator = separator;
        separator.fold(&mut self.bytes, self.start);
    }

    /// The bytes from its start.
    pub fn rest(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// Physical line of its first byte.
    pub fn line(&self) -> u64 {
        self.line + u64::from(self.after_return && self.rest().first() != Some(&b'\n'))
    }

    /// Bytes of the file before it.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Text of the window as it is in the file.
    pub fn as_written(&self, bytes: &[u8]) -> String {
        self.separator.unfold(&String::from_utf8_lossy(bytes)).into_owned()
    }

    /// Reads more of the file.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn fill(&mut self) -> Result<(), Fault> {
        if self.start > SPENT {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        let from = self.bytes.len();
        self.ended = !self.text.fill(&mut self.bytes)?;
        self.separator.fold(&mut self.bytes, from);
        Ok(())
    }

    /// Moves its start on, counting lines and bytes of the file.
    pub fn pass(&mut self, bytes: usize) {
        let passed = self.bytes.get(self.start..self.start + bytes).unwrap_or_default();
        for byte in passed {
            if *byte == b'\n' || (self.after_return && *byte != b'\r') {
                self.line += 1;
            }
            self.after_return = *byte == b'\r';
        }
        self.offset += self.text.encoding.length(&self.separator.unfold(&String::from_utf8_lossy(passed)));
        self.start += bytes;
    }

    /// Passes over every byte that `is` says yes to; `false` at the end of the file.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn skip(&mut self, is: impl Fn(u8) -> bool) -> Result<bool, Fault> {
        loop {
            let found = self.rest().iter().position(|byte| !is(*byte));
            self.pass(found.unwrap_or(self.rest().len()));
            if found.is_some() || self.ended {
                return Ok(found.is_some());
            }
            self.fill()?;
        }
    }

    /// Passes to the end of the physical line and gives its text, cut to so many bytes.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn take_line(&mut self, most: usize) -> Result<String, Fault> {
        let mut raw = Vec::new();
        loop {
            let rest = self.rest();
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let taken = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            let room = most.saturating_sub(raw.len()).min(taken.len());
            raw.extend_from_slice(taken.get(..room).unwrap_or_default());
            let length = taken.len();
            self.pass(length);
            if end.is_some() || self.ended {
                return Ok(self.as_written(&raw));
            }
            self.fill()?;
        }
    }
}
