//! The character between the cells of delimited text, and how it is found.

use std::borrow::Cow;

/// The stand-in for `¬`, which is two bytes in UTF-8 and so no separator for a parser of bytes.
const STAND_IN: u8 = 0x1f;

/// How the cells of delimited text are told apart, where somebody says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// What stands between them.
    pub separator: Option<Separator>,
    /// Whether a quotation mark encloses a cell; else it is a letter like others.
    pub quotes: Option<bool>,
}

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Bar,
    /// `¬`, as older NHS files have it.
    Not,
    /// `^`
    Caret,
}

impl Separator {
    /// Every separator kith knows, the likeliest first.
    pub const ALL: [Self; 6] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Bar, Self::Not, Self::Caret];

    /// The separator in words, as it is said to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
            Self::Bar => "upright bars",
            Self::Not => "¬ signs",
            Self::Caret => "carets",
        }
    }

    /// The same, with what is done with quotation marks where nobody ordered it and it is not as usual.
    pub fn words_as_read(self, quotes: Option<bool>) -> &'static str {
        match self {
            Self::Not if quotes.is_none() => "¬ signs, quotation marks are letters",
            Self::Caret if quotes.is_none() => "carets, quotation marks are letters",
            other => other.words(),
        }
    }

    /// The byte the parser is told.
    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
            Self::Not => STAND_IN,
            Self::Caret => b'^',
        }
    }

    /// The separator that somebody names: the sign itself, or its name.
    pub fn named(word: &str) -> Option<Self> {
        let word = if word == "\t" { "tab" } else { word.trim() };
        Some(match word.to_ascii_lowercase().as_str() {
            "," | "comma" | "commas" => Self::Comma,
            ";" | "semicolon" | "semicolons" => Self::Semicolon,
            "tab" | "tabs" | "\\t" => Self::Tab,
            "|" | "bar" | "pipe" => Self::Bar,
            "¬" | "not" => Self::Not,
            "^" | "caret" => Self::Caret,
            _ => return None,
        })
    }

    /// A parser for text with this separator; `quotes` says whether a quotation mark encloses a cell, where that is ordered.
    pub fn reader(self, quotes: Option<bool>) -> csv_core::Reader {
        // Files with these separators were written without quotation marks, so a mark in them is text.
        let quoted = quotes.unwrap_or(!matches!(self, Self::Not | Self::Caret));
        csv_core::ReaderBuilder::new().delimiter(self.byte()).quoting(quoted).build()
    }

    /// Puts the stand-in where the separator is, from a byte on.
    pub fn fold(self, window: &mut Vec<u8>, from: usize) {
        if self == Self::Not {
            let fresh = window.split_off(from.min(window.len()));
            let folded = String::from_utf8_lossy(&fresh).replace('¬', "\u{1f}");
            window.extend_from_slice(folded.as_bytes());
        }
    }

    /// The text with the separator back in the place of the stand-in.
    pub fn unfold(self, text: &str) -> Cow<'_, str> {
        if self == Self::Not { Cow::Owned(text.replace('\u{1f}', "¬")) } else { Cow::Borrowed(text) }
    }

    /// The separator that finds the most headers that `knows` says yes to, and then cuts the beginning of a text into the most
    /// even rows.
    pub fn found_in(sample: &[u8], knows: &dyn Fn(&str) -> bool) -> Self {
        let mut best = (Self::Comma, (0, 0, 0));
        for separator in Self::ALL {
            let fit = separator.fit(sample, knows);
            if fit > best.1 {
                best = (separator, fit);
            }
        }
        best.0
    }

    /// The most known headers in one of the first rows, then how many rows have the commonest width above one, then that width.
    fn fit(self, sample: &[u8], knows: &dyn Fn(&str) -> bool) -> (usize, usize, usize) {
        let rows = self.first_rows(sample);
        let headers = |row: &Vec<String>| row.iter().filter(|cell| knows(cell)).count();
        let known = rows.iter().take(20).map(headers).max().unwrap_or_default();
        let count = |width: usize| rows.iter().filter(|row| row.len() == width).count();
        let widths = rows.iter().map(Vec::len).filter(|width| *width > 1);
        let (even, width) = widths.map(|width| (count(width), width)).max().unwrap_or_default();
        (if known > 1 { known } else { 0 }, even, width)
    }

    /// The first fifty rows that are whole in the sample; the only row, where there is no line end.
    fn first_rows(self, sample: &[u8]) -> Vec<Vec<String>> {
        let mut sample = sample.to_vec();
        self.fold(&mut sample, 0);
        let mut core = self.reader(None);
        let (mut cells, mut ends) = (vec![0; sample.len() + 1], vec![0; 1024]);
        let mut rows = Vec::new();
        let mut rest = sample.as_slice();
        while rows.len() < 50 {
            let (result, read, wrote, count) = core.read_record(rest, &mut cells, &mut ends);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                csv_core::ReadRecordResult::Record => rows.push(texts(&cells, &ends, count)),
                csv_core::ReadRecordResult::InputEmpty if rows.is_empty() => {
                    let (cells_left, ends_left) = (
                        cells.get_mut(wrote..).unwrap_or_default(),
                        ends.get_mut(count..).unwrap_or_default(),
                    );
                    let (_, _, _, last) = core.read_record(&[], cells_left, ends_left);
                    rows.push(texts(&cells, &ends, count + last));
                    break;
                }
                _ => break,
            }
        }
        rows
    }
}

/// The first cells of what the parser wrote.
fn texts(cells: &[u8], ends: &[usize], count: usize) -> Vec<String> {
    let mut from = 0;
    let mut found = Vec::with_capacity(count);
    for end in ends.iter().take(count) {
        found.push(String::from_utf8_lossy(cells.get(from..*end).unwrap_or_default()).into_owned());
        from = *end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_separator_is_found() {
        let rows = "Name/Note one/Postcode\nMei/, and so; on/S1 1AA\nAda/x, y/S2 2BB\n";
        for separator in Separator::ALL {
            let text = match separator {
                Separator::Comma => "Name,Note\nMei,\"a; b\"\n".to_owned(),
                Separator::Not => rows.replace('/', "¬"),
                other => rows.replace('/', &char::from(other.byte()).to_string()),
            };
            assert_eq!(Separator::found_in(text.as_bytes(), &|_| false), separator, "{text}");
        }
    }

    #[test]
    fn a_single_line_and_a_single_column_are_read_with_commas() {
        assert_eq!(Separator::found_in(b"NHS number", &|_| false), Separator::Comma);
        assert_eq!(Separator::found_in(b"NHS number;Surname", &|_| false), Separator::Semicolon);
    }

    #[test]
    fn known_headers_outweigh_even_rows() {
        let text = b"name,note\nAda,\"a|b\nc|d\ne|f\"\n";
        assert_eq!(Separator::found_in(text, &|header| ["name", "note"].contains(&header)), Separator::Comma);
    }
}
