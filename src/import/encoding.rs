//! In which encoding a file is, found by looking through all of it once, and whether it is text at all.

use std::io::{Read, Seek, SeekFrom};

use crate::fault::Fault;

/// The encodings that referral lists arrive in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, as spreadsheets write it.
    Utf8Marked,
    /// UTF-16, low byte first.
    Utf16Little,
    /// UTF-16, high byte first.
    Utf16Big,
    /// Windows-1252, which older practice systems write.
    Windows1252,
}

impl Encoding {
    /// The encoding in words, as it is said to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Marked => "UTF-8 with BOM",
            Self::Utf16Little => "UTF-16 (little-endian)",
            Self::Utf16Big => "UTF-16 (big-endian)",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The encoding a person names with `--encoding`.
    ///
    /// # Errors
    /// kith does not know the name; the fault lists those it knows.
    pub fn named(name: &str) -> Result<Self, Fault> {
        match name.to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
            "utf-8" | "utf8" => Ok(Self::Utf8),
            "utf-16" | "utf-16le" | "utf16" | "utf16le" => Ok(Self::Utf16Little),
            "utf-16be" | "utf16be" => Ok(Self::Utf16Big),
            "windows-1252" | "cp1252" | "latin1" | "latin-1" | "iso-8859-1" => Ok(Self::Windows1252),
            _ => Err(Fault::usage(format!("kith does not know the encoding {name:?}."))
                .hint("Use utf-8, utf-16le, utf-16be or windows-1252.")),
        }
    }

    /// Bytes that the text takes in the file.
    pub fn length(self, text: &str) -> u64 {
        match self {
            Self::Utf8 | Self::Utf8Marked => text.len() as u64,
            Self::Utf16Little | Self::Utf16Big => text.encode_utf16().count() as u64 * 2,
            Self::Windows1252 => text.chars().count() as u64,
        }
    }
}

/// What looking through a file taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The encoding it is in.
    pub encoding: Encoding,
    /// Bytes of byte order mark at its beginning.
    pub mark: u64,
    /// Bytes in all.
    pub size: u64,
}

/// Looks through the whole source once.
///
/// # Errors
/// It is empty, over the cap, not text, or cannot be read.
pub fn detect(source: &mut (impl Read + Seek), name: &str, most: u64) -> Result<Found, Fault> {
    source.seek(SeekFrom::Start(0))?;
    let mut first = Vec::new();
    let mut size = 0_u64;
    let mut unfinished = Vec::new();
    let mut utf8 = true;
    loop {
        let mut piece = Vec::new();
        source.take(64 << 10).read_to_end(&mut piece)?;
        if piece.is_empty() {
            break;
        }
        size += piece.len() as u64;
        if size > most {
            return Err(too_large(name, most));
        }
        utf8 = utf8 && continues_utf8(&mut unfinished, &piece);
        if first.is_empty() {
            first = piece;
        }
    }
    if size == 0 {
        return Err(Fault::failed(format!("{name} is empty."))
            .hint("Export the list again and check that it has rows."));
    }
    let (encoding, mark) = marked(&first).unwrap_or_else(|| match unmarked_utf16(&first) {
        Some(wide) => (wide, 0),
        None if utf8 && unfinished.is_empty() => (Encoding::Utf8, 0),
        None => (Encoding::Windows1252, 0),
    });
    if !matches!(encoding, Encoding::Utf16Little | Encoding::Utf16Big) {
        refuse_binary(&first, name)?;
    }
    Ok(Found { encoding, mark, size })
}

/// The sentence for a file that is too large.
pub fn too_large(name: &str, most: u64) -> Fault {
    Fault::failed(format!("{name} is larger than {} MiB.", (most >> 20).max(1)))
        .hint("Divide it into smaller files, or raise the limit with --max-size.")
}

/// Whether the bytes so far and this piece can be UTF-8; keeps the bytes of a character cut by the piece's end.
fn continues_utf8(unfinished: &mut Vec<u8>, piece: &[u8]) -> bool {
    unfinished.extend_from_slice(piece);
    match std::str::from_utf8(unfinished) {
        Ok(_) => {
            unfinished.clear();
            true
        }
        Err(error) if error.error_len().is_none() => {
            unfinished.drain(..error.valid_up_to());
            true
        }
        Err(_) => {
            unfinished.clear();
            false
        }
    }
}

fn marked(first: &[u8]) -> Option<(Encoding, u64)> {
    [
        (&b"\xef\xbb\xbf"[..], Encoding::Utf8Marked),
        (&b"\xff\xfe"[..], Encoding::Utf16Little),
        (&b"\xfe\xff"[..], Encoding::Utf16Big),
    ]
    .into_iter()
    .find(|(mark, _)| first.starts_with(mark))
    .map(|(mark, encoding)| (encoding, mark.len() as u64))
}

/// UTF-16 without a mark: nearly every second byte is NUL, always on the same side.
fn unmarked_utf16(first: &[u8]) -> Option<Encoding> {
    let pairs: Vec<_> = first.as_chunks::<2>().0.iter().take(2048).collect();
    let high = pairs.iter().filter(|[a, b]| *a == 0 && *b != 0).count();
    let low = pairs.iter().filter(|[a, b]| *a != 0 && *b == 0).count();
    let most = pairs.len() * 7 / 10;
    match (low > most && high == 0, high > most && low == 0) {
        (true, _) if pairs.len() > 1 => Some(Encoding::Utf16Little),
        (_, true) if pairs.len() > 1 => Some(Encoding::Utf16Big),
        _ => None,
    }
}

/// Refuses what no reader could make rows of, by name where the first bytes give it away.
fn refuse_binary(first: &[u8], name: &str) -> Result<(), Fault> {
    let known = [
        (&b"PK\x03\x04"[..], "is a workbook or a zip file, not a text file"),
        (&b"\xd0\xcf\x11\xe0"[..], "is an old Office file, not a text file"),
        (&b"SQLite format 3"[..], "is a database, not a text file"),
        (&b"%PDF"[..], "is a PDF, not a text file"),
        (&b"\x1f\x8b"[..], "is compressed, not a text file"),
    ];
    if let Some((_, what)) = known.iter().find(|(magic, _)| first.starts_with(magic)) {
        return Err(Fault::failed(format!("{name} {what}.")).hint("Save it as CSV and import that."));
    }
    let odd = first.iter().filter(|b| matches!(b, 1..=8 | 14..=31 | 127)).count();
    if first.contains(&0) || odd * 20 > first.len() {
        return Err(Fault::failed(format!("{name} is not a text file."))
            .hint("Export the list as CSV and import that."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_cut_between_two_pieces_is_still_utf8() {
        let mut unfinished = Vec::new();
        assert!(continues_utf8(&mut unfinished, b"Zo\xc3"));
        assert!(continues_utf8(&mut unfinished, b"\xab"));
        assert!(unfinished.is_empty());
        assert!(!continues_utf8(&mut unfinished, b"\xab"));
    }

    #[test]
    fn lengths_are_those_of_the_file() {
        assert_eq!(Encoding::Utf8.length("Zoë"), 4);
        assert_eq!(Encoding::Windows1252.length("Zoë"), 3);
        assert_eq!(Encoding::Utf16Big.length("Zoë"), 6);
    }

    #[test]
    fn an_encoding_is_known_by_its_usual_names() {
        assert_eq!(Encoding::named("Latin-1").unwrap(), Encoding::Windows1252);
        assert_eq!(Encoding::named("UTF8").unwrap(), Encoding::Utf8);
        assert!(Encoding::named("ebcdic").is_err());
    }
}
