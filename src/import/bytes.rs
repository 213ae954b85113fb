//! A file or standard input as decoded text, a piece at a time: what may be read, and in which encoding it is.

use std::fs::{self, File};
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use encoding_rs::{CoderResult, Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::fault::Fault;
use crate::import::encoding::{self, Encoding};
use crate::import::record::Limits;

/// Bytes asked of the file at a time.
const PIECE: usize = 64 << 10;

/// Where the bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    Path(PathBuf),
    /// Standard input.
    Standard,
    /// Bytes already in hand, with the name they go by.
    Held(String, Vec<u8>),
}

impl Input {
    /// The name shown to people: the last part of the path, or "standard input".
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path
                .file_name()
                .map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned()),
            Self::Standard => "standard input".to_owned(),
            Self::Held(name, _) => name.clone(),
        }
    }
}

/// Anything that can be read twice.
trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Decoded text that is handed out a piece at a time.
pub struct Text {
    /// The name shown to people.
    pub name: String,
    /// The encoding found or ordered.
    pub encoding: Encoding,
    /// Bytes in the file.
    pub size: u64,
    /// Bytes of byte order mark before the text.
    pub mark: u64,
    source: Box<dyn Source>,
    decoder: Decoder,
    ended: bool,
    ahead: Vec<u8>,
}

impl Text {
    /// Opens the input, looks through it once to learn its encoding, and stands at its first character.
    ///
    /// # Errors
    /// It cannot be read, is no regular file, is empty, is over the cap, or is not text.
    pub fn open(input: Input, ordered: Option<Encoding>, limits: &Limits) -> Result<Self, Fault> {
        let name = input.name();
        let mut source: Box<dyn Source> = match input {
            Input::Path(path) => Box::new(regular_file(&path, &name)?),
            Input::Standard => Box::new(Cursor::new(all_of(std::io::stdin().lock(), &name, limits.file)?)),
            Input::Held(_, bytes) => Box::new(Cursor::new(bytes)),
        };
        let found = encoding::detect(&mut source, &name, limits.file)?;
        let encoding = match ordered {
            Some(Encoding::Utf8) if found.encoding == Encoding::Utf8Marked => Encoding::Utf8Marked,
            Some(encoding) => encoding,
            None => found.encoding,
        };
        let mark = if encoding == found.encoding { found.mark } else { 0 };
        source.seek(SeekFrom::Start(mark))?;
        let decoder = match encoding {
            Encoding::Utf8 | Encoding::Utf8Marked => UTF_8,
            Encoding::Utf16Little => UTF_16LE,
            Encoding::Utf16Big => UTF_16BE,
            Encoding::Windows1252 => WINDOWS_1252,
        }
        .new_decoder_without_bom_handling();
        Ok(Self { name, encoding, size: found.size, mark, source, decoder, ended: false, ahead: Vec::new() })
    }

    /// The first piece of the text that has not been filled in yet, without passing over it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn peek(&mut self) -> Result<&[u8], Fault> {
        if self.ahead.is_empty() {
            let mut piece = Vec::new();
            self.fill(&mut piece)?;
            self.ahead = piece;
        }
        Ok(&self.ahead)
    }

    /// Appends the next piece as UTF-8, whole characters only; `false` when there is no more.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn fill(&mut self, into: &mut Vec<u8>) -> Result<bool, Fault> {
        if !self.ahead.is_empty() {
            into.append(&mut self.ahead);
            return Ok(true);
        }
        if self.ended {
            return Ok(false);
        }
        let mut piece = Vec::with_capacity(PIECE);
        (&mut self.source).take(PIECE as u64).read_to_end(&mut piece)?;
        self.ended = piece.is_empty();
        let mut text = String::with_capacity(piece.len() + PIECE / 4);
        let mut rest = piece.as_slice();
        loop {
            let (result, read, _) = self.decoder.decode_to_string(rest, &mut text, self.ended);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => text.reserve(PIECE),
            }
        }
        into.extend_from_slice(text.as_bytes());
        Ok(true)
    }
}

/// Opens a regular file; anything else is refused before it could block.
fn regular_file(path: &Path, name: &str) -> Result<File, Fault> {
    let about = fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Fault::missing(format!("There is no file {name}."))
            .hint("Check the name and the folder, then try again."),
        std::io::ErrorKind::PermissionDenied => Fault::failed(format!("You may not read {name}."))
            .hint("Ask whoever owns the file to let you read it."),
        _ => Fault::from(error),
    })?;
    if about.is_dir() {
        return Err(Fault::failed(format!("{name} is a folder, not a file."))
            .hint("Name a file in it. Only a folder of services (Open Referral UK) can be read whole."));
    }
    if !about.is_file() {
        return Err(Fault::failed(format!("{name} is not an ordinary file."))
            .hint("Save it as a file first, or send it to standard input with -."));
    }
    File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => Fault::failed(format!("You may not read {name}."))
            .hint("Ask whoever owns the file to let you read it."),
        _ => Fault::from(error),
    })
}

/// All bytes of a stream, up to the cap.
fn all_of(stream: impl Read, name: &str, most: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(encoding::too_large(name, most)) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole text of some bytes, and the words for their encoding.
    fn read(bytes: &[u8]) -> Result<(String, &'static str), Fault> {
        let mut text = Text::open(Input::Held("a.csv".into(), bytes.to_vec()), None, &Limits::default())?;
        let mut all = Vec::new();
        while text.fill(&mut all)? {}
        Ok((String::from_utf8(all).unwrap(), text.encoding.words()))
    }

    #[test]
    fn every_encoding_is_found_and_said() {
        assert_eq!(read("Zoë".as_bytes()).unwrap(), ("Zoë".into(), "UTF-8"));
        assert_eq!(read(b"\xef\xbb\xbfZo\xc3\xab").unwrap(), ("Zoë".into(), "UTF-8 with BOM"));
        assert_eq!(read(b"Zo\xeb \x96 see").unwrap(), ("Zoë – see".into(), "Windows-1252"));
        assert_eq!(read(b"\xff\xfeZ\0o\0\xeb\0").unwrap(), ("Zoë".into(), "UTF-16 (little-endian)"));
        assert_eq!(read(b"\xfe\xff\0Z\0o\0\xeb").unwrap(), ("Zoë".into(), "UTF-16 (big-endian)"));
        assert_eq!(read(b"n\0a\0m\0e\0,\0").unwrap().1, "UTF-16 (little-endian)");
    }

    #[test]
    fn a_late_windows_byte_still_decides_the_encoding() {
        let mut bytes = vec![b'a'; 300_000];
        bytes.push(0xe9);
        let (text, words) = read(&bytes).unwrap();
        assert_eq!((text.len(), words), (300_002, "Windows-1252"));
    }

    #[test]
    fn what_is_not_text_is_refused_with_a_sentence() {
        assert_eq!(read(b"").unwrap_err().message, "a.csv is empty.");
        assert_eq!(read(b"a\0b,c").unwrap_err().message, "a.csv is not a text file.");
        assert!(read(b"PK\x03\x04xlsx").unwrap_err().message.contains("workbook"));
        assert!(read(b"SQLite format 3\0").unwrap_err().message.contains("database"));
    }

    #[test]
    fn a_file_over_the_cap_is_refused() {
        let small = Limits { file: 10, ..Limits::default() };
        let fault = Text::open(Input::Held("a.csv".into(), vec![b'x'; 11]), None, &small).err().unwrap();
        assert!(fault.message.contains("larger than"), "{}", fault.message);
    }

    #[test]
    fn folders_and_missing_files_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let open = |path: PathBuf| Text::open(Input::Path(path), None, &Limits::default()).err().unwrap();
        assert!(open(folder.path().into()).message.contains("is a folder"));
        assert!(open(folder.path().join("no.csv")).message.contains("There is no file"));
        assert!(open("/dev/null".into()).message.contains("not an ordinary file"));
    }
}
