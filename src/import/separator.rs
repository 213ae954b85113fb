//! The character between the cells of delimited text, and how it is found.

use std::borrow::Cow;

/// The stand-in for `¬`, which is two bytes in UTF-8 and so no separator for a parser of bytes.
const STAND_IN: u8 = 0x1f;

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

    /// A parser for text with this separator.
    pub fn reader(self) -> csv_core::Reader {
        // Files with these separators were written without quotation marks, so a mark in them is text.
        let quoted = !matches!(self, Self::Not | Self::Caret);
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

    /// The separator that cuts the beginning of a text into the most even rows.
    pub fn found_in(sample: &[u8]) -> Self {
        let mut best = (Self::Comma, (0, 0));
        for separator in Self::ALL {
            let evenness = separator.evenness(sample);
            if evenness > best.1 {
                best = (separator, evenness);
            }
        }
        best.0
    }

    /// How many of the first fifty rows have the commonest width above one, and that width.
    fn evenness(self, sample: &[u8]) -> (usize, usize) {
        let mut sample = sample.to_vec();
        self.fold(&mut sample, 0);
        let mut core = self.reader();
        let (mut cells, mut ends) = (vec![0; sample.len() + 1], vec![0; 1024]);
        let mut widths = Vec::new();
        let mut rest = sample.as_slice();
        while widths.len() < 50 {
            let (result, read, _, count) = core.read_record(rest, &mut cells, &mut ends);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                csv_core::ReadRecordResult::Record => widths.push(count),
                csv_core::ReadRecordResult::InputEmpty if widths.is_empty() => {
                    let (_, _, _, last) =
                        core.read_record(&[], &mut cells, ends.get_mut(count..).unwrap_or_default());
                    widths.push(count + last);
                    break;
                }
                _ => break,
            }
        }
        let rows = |width: usize| widths.iter().filter(|w| **w == width).count();
        widths.iter().copied().filter(|w| *w > 1).map(|width| (rows(width), width)).max().unwrap_or((0, 0))
    }
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
            assert_eq!(Separator::found_in(text.as_bytes()), separator, "{text}");
        }
    }

    #[test]
    fn a_single_line_and_a_single_column_are_read_with_commas() {
        assert_eq!(Separator::found_in(b"NHS number"), Separator::Comma);
        assert_eq!(Separator::found_in(b"NHS number;Surname"), Separator::Semicolon);
    }
}
