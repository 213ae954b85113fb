//! One record of a file before anyone has judged it, and the sizes beyond which it is refused.

use std::sync::Arc;

/// How much kith reads of one file, so that no file can fill the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in a file.
    pub file: u64,
    /// Bytes in a record, after decoding to UTF-8.
    pub record: usize,
    /// Bytes in a field, after decoding to UTF-8.
    pub field: usize,
    /// Columns in a record.
    pub columns: usize,
    /// Levels of brackets in a JSON record.
    pub depth: usize,
}

impl Default for Limits {
    /// The sizes of `docs/guide/import.md`: 100 MiB, 1 MiB, 64 KiB, 500 columns, 64 levels.
    fn default() -> Self {
        Self { file: 100 << 20, record: 1 << 20, field: 64 << 10, columns: 500, depth: 64 }
    }
}

/// One record as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Physical line of its first byte; the first line of the file is 1.
    pub line: u64,
    /// Bytes of the file before it (for a file in UTF-8, UTF-16 or Windows-1252 exactly).
    pub offset: u64,
    /// Header and text, in the order of the file. Empty where the record could not be divided.
    pub fields: Vec<(Arc<str>, String)>,
    /// The text of a record that could not be divided into fields.
    pub raw: String,
    /// What is odd about it, though it can be used.
    pub remarks: Vec<String>,
    /// Why it cannot be used.
    pub flaw: Option<Flaw>,
}

impl Record {
    /// The text of the field under exactly this header.
    pub fn text(&self, header: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| &**name == header).map(|(_, text)| text.as_str())
    }
}

/// Why a record cannot be used as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flaw {
    /// The header or field it is about; empty where it is about the whole record.
    pub field: String,
    /// The text as it was.
    pub value: String,
    /// One plain sentence.
    pub reason: String,
}

impl Flaw {
    /// A flaw of the whole record.
    pub fn of_record(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), ..Self::default() }
    }
}

/// What a reader hands over, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A record, to be imported or refused.
    Record(Record),
    /// A line that is no record: a title above the header, a total at the end. It is named, not counted.
    LeftOut {
        /// Its physical line.
        line: u64,
        /// Its text.
        text: String,
    },
}

/// The first control character that has no place in a cell, if there is one (tabs and line ends have).
pub fn control_in(text: &str) -> Option<char> {
    text.chars().find(|c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'))
}

/// The text cut at a character boundary to at most so many bytes.
pub fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_never_falls_inside_a_character() {
        assert_eq!(cut("Zoë", 3), "Zo");
        assert_eq!(cut("Zoë", 4), "Zoë");
        assert_eq!(cut("Zoë", 99), "Zoë");
    }

    #[test]
    fn line_ends_and_tabs_are_no_control_characters() {
        assert_eq!(control_in("a\tb\r\nc"), None);
        assert_eq!(control_in("a\u{1b}[2J"), Some('\u{1b}'));
    }
}
