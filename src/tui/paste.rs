//! Pasted text: gathered between the terminal's marks, and cleaned before it goes into a field (R-K10).

use unicode_normalization::UnicodeNormalization;

/// The longest paste that is kept, in bytes; the rest is dropped.
const CAP: usize = 1 << 20;
/// What a terminal sends after a paste.
const END: &[u8] = b"\x1b[201~";

/// A paste that is still coming.
#[derive(Debug, Default)]
pub struct Paste {
    bytes: Vec<u8>,
}

impl Paste {
    /// Takes a byte; true when it was the last of the end mark.
    pub fn push(&mut self, byte: u8) -> bool {
        self.bytes.push(byte);
        let ended = self.bytes.ends_with(END);
        if ended {
            self.bytes.truncate(self.bytes.len().saturating_sub(END.len()));
        } else if self.bytes.len() >= CAP.saturating_add(END.len()) {
            // Only the last bytes can still be the beginning of the end mark.
            self.bytes.remove(CAP);
        }
        ended
    }

    /// The text so far, without the bytes that are no UTF-8; the paste is empty afterwards.
    pub fn take(&mut self) -> String {
        let bytes = std::mem::take(&mut self.bytes);
        String::from_utf8_lossy(&bytes).replace(char::REPLACEMENT_CHARACTER, "")
    }
}

/// Pasted text as it may go into a field of one line: line ends and tabs are spaces, control characters are gone.
pub fn for_line(text: &str) -> String {
    let flat: String = for_lines(text).chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    flat.trim_end().to_owned()
}

/// Pasted text as it may go into notes: every line end is `\n`, a tab is a space, other control characters are gone.
pub fn for_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_into_one_line_stays_on_it() {
        assert_eq!(for_line("12 High St\r\nSheffield\tS1\r"), "12 High St Sheffield S1");
    }

    #[test]
    fn a_paste_into_notes_keeps_its_lines_and_loses_its_controls() {
        assert_eq!(for_lines("one\rtwo\r\nthree\u{1b}[31m\0"), "one\ntwo\nthree[31m");
        assert_eq!(for_lines("e\u{301}"), "é", "letters are put together");
    }

    #[test]
    fn a_paste_without_end_keeps_its_beginning_and_still_ends() {
        let mut paste = Paste::default();
        for _ in 0..CAP + 100 {
            assert!(!paste.push(b'a'));
        }
        let ended = END.iter().map(|b| paste.push(*b)).last();
        assert_eq!(ended, Some(true));
        assert_eq!(paste.take().len(), CAP);
    }
}
