//! What may go down the line: the characters and the sequences kith writes itself, and nothing else.

use super::HOSTILE;

/// The glyphs of the screens, and the sign for what an import could not read; everything else kith says is ASCII.
const GLYPHS: &str = "─│┬┴┼┌┐└┘█░▒…·\u{fffd}";

/// The most accents on one letter.
const ACCENTS: usize = 4;

/// What kind of output it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// A frame of the screens.
    Frame,
    /// A whole session: frames, and what takes the screen over and gives it back.
    Session,
    /// Lines of text.
    Lines,
}

/// The first thing in the bytes that is not on the list, with what stands around it.
pub fn off_the_list(bytes: &[u8], output: Output) -> Option<String> {
    let text = match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Some(format!("no UTF-8 at byte {}", error.valid_up_to())),
    };
    let mut rest = text;
    // Accents may stand on a letter, at most four: an accent over nothing climbs onto something else.
    let mut accents = ACCENTS;
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            ' '..='~' => {
                accents = 0;
                Some(1)
            }
            '\u{334}' => {
                accents += 1;
                (accents <= ACCENTS).then_some(2)
            }
            '\n' => Some(1).filter(|_| output == Output::Lines),
            '\r' if output != Output::Lines => Some(if rest.starts_with("\r\n") { 2 } else { 1 }),
            '\u{1b}' if output != Output::Lines => sequence(rest, output),
            glyph => GLYPHS.contains(glyph).then_some(glyph.len_utf8()),
        };
        let Some(taken) = taken else {
            let at = text.len() - rest.len();
            let before: String =
                text[..at].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
            let after: String = rest.chars().take(20).collect();
            return Some(format!("{after:?} after {before:?}"));
        };
        rest = &rest[taken..];
    }
    None
}

/// The length of a sequence that kith sends: a move, an erased row, colours; around a session what sets it up.
fn sequence(text: &str, output: Output) -> Option<usize> {
    let whole = ["\u{1b}[?1049h", "\u{1b}[?1049l", "\u{1b}[?2004h", "\u{1b}[?2004l", "\u{1b}[?25h"];
    if output == Output::Session
        && let Some(known) = whole.iter().find(|known| text.starts_with(*known))
    {
        return Some(known.len());
    }
    let inside = text.strip_prefix("\u{1b}[")?;
    let end = inside.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    let numbers: Option<Vec<u16>> = match &inside[..end] {
        "" => Some(Vec::new()),
        some => some.split(';').map(|number| number.parse().ok()).collect(),
    };
    let numbers = numbers?;
    let known = match inside[end..].chars().next()? {
        'H' => numbers.len() <= 2,
        'K' => numbers.is_empty(),
        'C' => numbers.len() <= 1,
        'm' => colours(&numbers),
        _ => false,
    };
    known.then_some(2 + end + 1)
}

/// Whether these are attributes and colours of kith: no blinking, no hidden text, no true colour.
fn colours(numbers: &[u16]) -> bool {
    match numbers {
        [] => true,
        [38 | 48, 5, 0..=255, rest @ ..]
        | [0..=4 | 7 | 9 | 30..=37 | 39..=47 | 49 | 90..=97 | 100..=107, rest @ ..] => colours(rest),
        _ => false,
    }
}

#[test]
fn everything_hostile_would_be_caught_in_every_kind_of_output() {
    for hostile in HOSTILE {
        for output in [Output::Frame, Output::Session, Output::Lines] {
            let raw = format!("Ada {hostile} OKONKWO");
            assert!(off_the_list(raw.as_bytes(), output).is_some(), "{hostile:?} passes as {output:?}");
            for letter in hostile.chars().filter(|c| !(' '..='~').contains(c) && !"\r\n\u{334}".contains(*c))
            {
                let alone = format!("Ada{letter}");
                assert!(off_the_list(alone.as_bytes(), output).is_some(), "{letter:?} passes as {output:?}");
            }
        }
    }
    assert!(off_the_list(b"Ada \xff", Output::Lines).is_some());
}

#[test]
fn what_kith_writes_itself_passes() {
    let frame = "\u{1b}[H\u{1b}[K\r\n\u{1b}[3;14H\u{1b}[0;1;97;41m! 3 late\u{1b}[m\u{1b}[4C─│…\u{1b}[38;5;16;48;5;214mx";
    assert_eq!(off_the_list(frame.as_bytes(), Output::Frame), None);
    assert_eq!(off_the_list(b"\x1b[?1049hx\x1b[?25h", Output::Session), None);
    assert!(off_the_list(b"\x1b[?1049h", Output::Frame).is_some());
    assert_eq!(off_the_list(b"No.  Name\n1    ADA\n", Output::Lines), None);
}
