//! Any file as records: which format it is in, and one way to read them all.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::Value;

use crate::fault::Fault;
use crate::import::bytes::{Input, Text};
use crate::import::delimited::Delimited;
use crate::import::encoding::Encoding;
use crate::import::json::{Json, Object};
use crate::import::kind::Kind;
use crate::import::mapping::Mapping;
use crate::import::record::{Flaw, Item, Limits, Record};
use crate::import::rows::flaw_of;
use crate::import::separator::Shape;
use crate::import::{binding, calendar, flatten, oruk};

/// The formats kith reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Delimited text.
    Csv,
    /// A list of JSON objects, or an object that holds one.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Services of Open Referral UK.
    Oruk,
    /// A calendar.
    Ics,
}

impl Format {
    /// The word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Oruk => "oruk",
            Self::Ics => "ics",
        }
    }

    /// The format a word names; `None` for `auto`.
    ///
    /// # Errors
    /// kith does not know the word.
    pub fn parse(word: &str) -> Result<Option<Self>, Fault> {
        match word.trim().to_ascii_lowercase().as_str() {
            "auto" => Ok(None),
            "csv" | "tsv" | "txt" => Ok(Some(Self::Csv)),
            "json" => Ok(Some(Self::Json)),
            "ndjson" | "jsonl" => Ok(Some(Self::Ndjson)),
            "oruk" | "hsds" => Ok(Some(Self::Oruk)),
            "ics" | "ical" | "icalendar" => Ok(Some(Self::Ics)),
            _ => Err(Fault::usage(format!("kith does not read the format {word:?}."))
                .hint("Use auto, csv, json, ndjson, oruk, hsds or ics.")),
        }
    }
}

/// Reads the records of one file.
pub struct Reader {
    /// The name shown to people.
    pub name: String,
    /// The encoding it is in.
    pub encoding: Encoding,
    /// The format it is in.
    pub format: Format,
    /// Bytes in the file.
    pub size: u64,
    limits: Limits,
    source: Source,
    first: Option<Object>,
}

enum Source {
    Delimited(Box<Delimited>),
    Json(Box<Json>),
    Calendar(VecDeque<Item>),
}

/// How a file is to be read, where a person says so.
#[derive(Clone, Copy, Debug, Default)]
pub struct Orders<'a> {
    /// The format; found from the text where none is given.
    pub format: Option<Format>,
    /// The encoding; found from the bytes where none is given.
    pub encoding: Option<Encoding>,
    /// How the cells are told apart; else as the mapping says, else found.
    pub shape: Shape,
    /// How much is read.
    pub limits: Limits,
    /// The mapping whose headers count as known.
    pub mapping: Option<&'a Mapping>,
}

impl Orders<'_> {
    /// How the cells are told apart: as ordered, else as the mapping says.
    fn shape(&self) -> Shape {
        let of_mapping = self.mapping.map(Mapping::shape).unwrap_or_default();
        Shape {
            separator: self.shape.separator.or(of_mapping.separator),
            quotes: self.shape.quotes.or(of_mapping.quotes),
        }
    }
}

impl Reader {
    /// Opens a file of rows of a kind.
    ///
    /// # Errors
    /// It cannot be read, is no text, or is in no format kith reads.
    pub fn open(input: Input, kind: Kind, orders: &Orders<'_>) -> Result<Self, Fault> {
        let mut text = Text::open(input, orders.encoding, &orders.limits)?;
        let brackets = text
            .peek()?
            .iter()
            .find(|byte| !byte.is_ascii_whitespace())
            .is_some_and(|b| matches!(b, b'{' | b'['));
        let (name, encoding, size, limits) = (text.name.clone(), text.encoding, text.size, orders.limits);
        let ordered = orders.format;
        if ordered == Some(Format::Ics) || (ordered.is_none() && calendar::begins(text.peek()?)) {
            let source = Source::Calendar(calendar::items(&mut text, kind, &limits)?);
            return Ok(Self { name, encoding, format: Format::Ics, size, limits, source, first: None });
        }
        if ordered == Some(Format::Csv) || (ordered.is_none() && !brackets) {
            let knows = |header: &str| binding::knows(kind, orders.mapping, header);
            let source = Source::Delimited(Box::new(Delimited::new(text, orders.shape(), limits, &knows)?));
            return Ok(Self { name, encoding, format: Format::Csv, size, limits, source, first: None });
        }
        if !brackets {
            return Err(Fault::failed(format!("{name} is not JSON."))
                .hint("Leave out --format, or use --format csv."));
        }
        let lines = text.peek()?.trim_ascii_start().first() == Some(&b'{');
        let mut json = Json::new(text, limits);
        let first = json.read()?;
        let service =
            first.as_ref().is_some_and(|object| kind == Kind::Assets && oruk::is_service(&object.value));
        // The head of a page is one of a feed, whatever its first service lacks.
        let page = kind == Kind::Assets && json.announced().is_some();
        let root = first.as_ref().is_some_and(|object| {
            kind == Kind::Assets && (oruk::is_root(&object.value) || oruk::beside(&object.value).is_some())
        });
        let format = match ordered {
            Some(format) => format,
            None if service || root || page => Format::Oruk,
            None if lines && !json.in_list() => Format::Ndjson,
            None => Format::Json,
        };
        Ok(Self { name, encoding, format, size, limits, source: Source::Json(Box::new(json)), first })
    }

    /// The separator in words, for delimited text.
    pub fn separator(&self) -> Option<&'static str> {
        match &self.source {
            Source::Delimited(delimited) => Some(delimited.words()),
            Source::Json(_) | Source::Calendar(_) => None,
        }
    }

    /// How many records a page says there are in all.
    pub fn announced(&self) -> Option<u64> {
        match &self.source {
            Source::Json(json) => json.announced(),
            Source::Delimited(_) | Source::Calendar(_) => None,
        }
    }

    /// The headers of delimited text; empty for the formats whose records name their own fields.
    pub fn header(&self) -> &[Arc<str>] {
        match &self.source {
            Source::Delimited(delimited) => delimited.header(),
            Source::Json(_) | Source::Calendar(_) => &[],
        }
    }

    /// Bytes of the file read so far.
    pub fn offset(&self) -> u64 {
        match &self.source {
            Source::Delimited(delimited) => delimited.offset(),
            Source::Json(json) => json.offset(),
            Source::Calendar(_) => self.size,
        }
    }

    /// The next record, or a line that is none; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn read(&mut self) -> Result<Option<Item>, Fault> {
        match &mut self.source {
            Source::Delimited(delimited) => delimited.read(),
            Source::Calendar(items) => Ok(items.pop_front()),
            Source::Json(json) => {
                let object = match self.first.take() {
                    Some(object) => Some(object),
                    None => json.read()?,
                };
                Ok(object.map(|object| item(object, self.format, &self.limits)))
            }
        }
    }
}

/// An object as a record of its format.
fn item(object: Object, format: Format, limits: &Limits) -> Item {
    let Object { line, offset, value, raw, flaw } = object;
    let mut record = Record { line, offset, raw, flaw, ..Record::default() };
    if record.flaw.is_some() {
        return Item::Record(record);
    }
    if format == Format::Oruk {
        if oruk::is_root(&value) {
            return Item::LeftOut { line, text: "the feed's description of itself".to_owned() };
        }
        if let Some(what) = oruk::beside(&value) {
            return Item::LeftOut { line, text: what.to_owned() };
        }
        let service = oruk::service(&value);
        record.fields = service.fields;
        record.remarks = service.remarks;
    } else {
        record.fields = flatten::fields(&value);
    }
    record.flaw = flaw_in(&record, limits);
    if record.fields.is_empty() && record.flaw.is_none() && value != Value::Null {
        record.flaw = Some(Flaw::of_record("This record is empty."));
    }
    Item::Record(record)
}

fn flaw_in(record: &Record, limits: &Limits) -> Option<Flaw> {
    if record.fields.len() > limits.columns {
        return Some(Flaw::of_record("This record has more fields than kith reads."));
    }
    let flawed = |(field, text): &(Arc<str>, String)| {
        flaw_of(text, limits.field).map(|flaw| Flaw { field: field.to_string(), ..flaw })
    };
    record.fields.iter().find_map(flawed)
}
