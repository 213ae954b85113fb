//! A first mapping for a file, to be looked through and saved: which column becomes which field, and how it is written.
//!
//! It holds headers, dates orders and words of lists; never a name, a number or a note out of the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::entity::Entity;
use crate::domain::field::{Field, Kind as Reads};
use crate::domain::fold::fold;
use crate::domain::{nhs_number, postcode};
use crate::fault::Fault;
use crate::import::binding;
use crate::import::bytes::Input;
use crate::import::cell::NULLS;
use crate::import::columns::Columns;
use crate::import::kind::Kind;
use crate::import::mapping::{self, Mapping, Targets};
use crate::import::reader::{Orders, Reader};
use crate::import::record::Item;

/// So many records are looked at.
const LOOKED_AT: usize = 500;

/// A word is a word of a list where the column has no more different ones than this.
const WORDS: usize = 40;

/// What is said of a file for which there is no mapping to write.
pub const NONE_NEEDED: &str = "Files of this format name their own fields; they need no mapping.";

/// How like two headers must be, from 0 to 1, for one to be guessed from the other.
const LIKE: f64 = 0.9;

/// What a column holds, as far as it was looked at.
#[derive(Default)]
struct Seen {
    filled: usize,
    texts: BTreeSet<String>,
    nhs: usize,
    postcodes: usize,
    emails: usize,
    days: usize,
    longest: usize,
}

/// The mapping as TOML.
///
/// # Errors
/// The file cannot be read, or is in a format whose reader names the fields itself.
pub fn first(kind: Kind, input: Input, orders: &Orders<'_>, today: NaiveDate) -> Result<String, Fault> {
    let mut reader = Reader::open(input, kind, orders)?;
    if !matches!(reader.format.word(), "csv" | "json" | "ndjson") {
        return Err(Fault::usage(NONE_NEEDED));
    }
    // A header that stands twice is one column here, as it is one in a mapping.
    let mut headers: Vec<Arc<str>> = Vec::new();
    for header in reader.header() {
        if !headers.contains(header) {
            headers.push(Arc::clone(header));
        }
    }
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let mut left = LOOKED_AT;
    while let Some(item) = reader.read()? {
        let Item::Record(record) = item else { continue };
        for (header, text) in &record.fields {
            if !headers.contains(header) {
                headers.push(Arc::clone(header));
            }
            look(seen.entry(header.to_string()).or_default(), text);
        }
        left -= 1;
        if left == 0 {
            break;
        }
    }
    let names: Vec<&str> = headers.iter().map(|header| &**header).collect();
    let mut columns = Columns::new(kind, reader.format.word(), &names, None, None, today);
    columns.learn(&headers);
    Ok(written(kind, &reader, &columns, &headers, &seen))
}

fn look(seen: &mut Seen, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    seen.filled += 1;
    seen.longest = seen.longest.max(text.len());
    seen.nhs += usize::from(nhs_number::read(text).is_ok());
    seen.postcodes += usize::from(postcode::read(text).is_ok());
    seen.emails += usize::from(text.contains('@') && text.contains('.') && !text.contains(' '));
    seen.days += usize::from(day_parts(text).is_some());
    if seen.texts.len() <= WORDS {
        seen.texts.insert(text.to_owned());
    }
}

/// The first two numbers of a day that is written in numbers.
fn day_parts(text: &str) -> Option<(u32, u32)> {
    let day = text.split([' ', 'T']).next()?;
    let mut parts = day.split(['/', '-', '.']).map(str::parse::<u32>);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(first)), Some(Ok(second)), Some(Ok(_)), None) => Some((first, second)),
        _ => None,
    }
}

/// The order of day and month of the days of a column; `None` where nothing tells.
fn order(seen: &Seen) -> Option<&'static str> {
    let days: Vec<(u32, u32)> = seen.texts.iter().filter_map(|text| day_parts(text)).collect();
    if days.iter().any(|(first, _)| *first > 1000) {
        Some("iso")
    } else if days.iter().any(|(first, _)| *first > 12) {
        Some("dmy")
    } else if days.iter().any(|(_, second)| *second > 12) {
        Some("mdy")
    } else {
        None
    }
}

/// The line of the order of day and month, where the days tell it.
fn dates<'s>(headers: &[Arc<str>], of: &dyn Fn(&str) -> &'s Seen, toml: &mut String) -> std::fmt::Result {
    let told = headers.iter().filter(|header| of(header).days > 0);
    let told: Vec<(&Arc<str>, &str)> = told.filter_map(|header| Some((header, order(of(header))?))).collect();
    let different: BTreeSet<&str> = told.iter().map(|(_, order)| *order).collect();
    match (different.len(), different.first()) {
        (0, _) | (_, None) => Ok(()),
        (1, Some(order)) => writeln!(toml, "dates = {}", quoted(order)),
        _ => {
            let each: Vec<String> = told
                .iter()
                .map(|(header, order)| format!("{} = {}", quoted(header), quoted(order)))
                .collect();
            writeln!(toml, "dates = {{ {} }}", each.join(", "))
        }
    }
}

fn written(
    kind: Kind,
    reader: &Reader,
    columns: &Columns,
    headers: &[Arc<str>],
    seen: &BTreeMap<String, Seen>,
) -> String {
    let mut toml = String::new();
    let nothing = Seen::default();
    let of = |header: &str| seen.get(header).unwrap_or(&nothing);
    let as_read = reader.separator().map_or_else(String::new, |words| format!(", {words} between the cells"));
    let _ = writeln!(toml, "# A first mapping for {}: {}{as_read}.", reader.name, reader.encoding.words());
    let _ = writeln!(toml, "# Look it through, then: kith import {} FILE --map THIS --dry-run", kind.word());
    toml.push_str("# The fields are in docs/schemas; \"\" means that a column is not wanted.\n\n");
    // As an import without a mapping would call it: two lists never share a name that nobody gave them.
    let stem = Path::new(&reader.name)
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let _ = writeln!(toml, "list = {}", quoted(columns.list().unwrap_or(&stem)));
    let found = binding::recognised(
        kind,
        reader.format.word(),
        &headers.iter().map(|header| &**header).collect::<Vec<_>>(),
    );
    match found.and_then(Mapping::orders) {
        Some(orders) => drop(writeln!(toml, "dates = {orders}")),
        None => drop(dates(headers, &of, &mut toml)),
    }
    if let Some(names) = found.and_then(|found| found.names.as_deref()) {
        let _ = writeln!(toml, "names = {}", quoted(names));
    }
    let usual: Vec<String> = NULLS.iter().map(|null| (*null).to_owned()).collect();
    let nulls = found.and_then(|found| found.null.as_ref()).unwrap_or(&usual);
    let _ = writeln!(toml, "null = [{}]\n\n[columns]", all_quoted(nulls));
    let mut words = String::new();
    for header in headers {
        let own = columns.used().iter().filter(|(of, _)| of == &**header).map(|(_, field)| field.as_str());
        let known: Vec<&str> = own.collect();
        let (targets, why) = match known.as_slice() {
            [] => {
                let (target, why) = guessed(kind, header, of(header));
                (target.map(|name| vec![name]).unwrap_or_default(), why)
            }
            known => (known.to_vec(), String::new()),
        };
        let target = match targets.as_slice() {
            [] => "\"\"".to_owned(),
            [one] => quoted(one),
            several => {
                format!("[{}]", several.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
            }
        };
        let why = if why.is_empty() { why } else { format!("  # {why}") };
        let _ = writeln!(toml, "{} = {target}{why}", quoted(header));
        for name in targets {
            if let Some((_, field)) = kind.field(name) {
                unknown_words(field, of(header), found, &mut words);
            }
        }
    }
    if let Some(found) = found {
        carried_over(found, &mut toml);
    }
    if !words.is_empty() {
        toml.push_str(
            "\n# Words of the file that kith does not know. Put a term for each, and take the # away.\n",
        );
        toml.push_str(&words);
    }
    toml
}

/// The field a column might be, and why; nothing is taken that is not said.
fn guessed<'f>(kind: Kind, header: &str, seen: &Seen) -> (Option<&'f str>, String) {
    let all = |count: usize| seen.filled > 0 && count * 10 >= seen.filled * 9;
    let field = |name: &'static str| kind.field(name).map(|_| name);
    if all(seen.nhs)
        && let Some(name) = field("nhs_number")
    {
        return (Some(name), "it holds NHS numbers".to_owned());
    }
    if all(seen.postcodes)
        && let Some(name) = field("postcode")
    {
        return (Some(name), "it holds postcodes".to_owned());
    }
    if all(seen.emails)
        && let Some(name) = field("email")
    {
        return (Some(name), "it holds e-mail addresses".to_owned());
    }
    if let Some(name) = part_of(kind, header).filter(|name| fits(kind, name, seen)) {
        return (Some(name), "part of its header is known; look whether it is".to_owned());
    }
    let folded = fold(header);
    let fields = kind.entities().iter().flat_map(|entity| Entity::fields(*entity));
    let like = |field: &&Field| {
        let near = |name: &str| strsim::jaro_winkler(&folded, &fold(name));
        near(field.name).max(near(field.label))
    };
    let best = fields
        .filter(|field| kind.field(field.name).is_some())
        .map(|field| (like(&field), field.name))
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    if let Some((likeness, name)) = best
        && likeness >= LIKE
        && fits(kind, name, seen)
    {
        return (Some(name), "its header is like it; look whether it is".to_owned());
    }
    let holds = match seen {
        Seen { filled: 0, .. } => "nothing",
        seen if all(seen.days) => "days",
        seen if seen.longest > 60 => "long texts",
        _ => "short texts",
    };
    (None, format!("kith does not know it; it holds {holds}"))
}

/// Whether a field can hold what a column holds.
fn fits(kind: Kind, name: &str, seen: &Seen) -> bool {
    let Some((_, field)) = kind.field(name) else { return false };
    let all = |count: usize| count * 10 >= seen.filled * 9;
    match field.kind {
        Reads::Email => all(seen.emails),
        Reads::Postcode => all(seen.postcodes),
        Reads::NhsNumber => all(seen.nhs),
        _ => true,
    }
}

/// The field that a header names when its first or its last words are left out: `Tenant forename`.
fn part_of(kind: Kind, header: &str) -> Option<&'static str> {
    let words: Vec<&str> = header.split_whitespace().collect();
    let shorter = (1..words.len()).filter_map(|from| words.get(from..));
    let shorter = shorter.chain((1..words.len()).rev().filter_map(|to| words.get(..to)));
    shorter.map(|words| words.join(" ")).find_map(|part| {
        let targets = binding::look_up(kind, mapping::synonyms(kind), &part);
        targets.first().and_then(|target| kind.field(&target.name()).map(|(_, field)| field.name))
    })
}

/// What a mapping of kith says beside its columns: a mapping of one's own takes its place.
fn carried_over(found: &Mapping, toml: &mut String) {
    for (field, join) in &found.join {
        let _ = writeln!(
            toml,
            "\n[join.{field}]\ncolumns = [{}]\nwith = {}",
            join.columns.iter().map(column).collect::<Vec<_>>().join(", "),
            quoted(&join.with)
        );
        if let Some(blank) = &join.blank {
            let _ = writeln!(toml, "blank = {}", quoted(blank));
        }
    }
    if !found.constants.is_empty() {
        toml.push_str("\n[constants]\n");
        for (field, text) in &found.constants {
            let _ = writeln!(toml, "{field} = {}", quoted(text));
        }
    }
    if !found.split.is_empty() {
        toml.push_str("\n[split]\n");
        for (field, between) in &found.split {
            let _ = writeln!(toml, "{field} = [{}]", all_quoted(between));
        }
    }
    for (of, words) in &found.values {
        let _ = writeln!(toml, "\n[values.{}]", quoted(of));
        for (from, to) in words {
            let _ = writeln!(toml, "{} = {}", quoted(from), quoted(to));
        }
    }
}

/// The words of a column of terms that kith has no term for, as lines to be filled in.
fn unknown_words(field: &Field, seen: &Seen, found: Option<&Mapping>, toml: &mut String) {
    let terms = match field.kind {
        Reads::One(terms) | Reads::Several(terms) if seen.texts.len() <= WORDS => terms,
        _ => return,
    };
    let own = found.map(|found| found.values.values().collect::<Vec<_>>()).unwrap_or_default();
    let own =
        own.into_iter().chain(mapping::synonyms(Kind::Referrals).iter().flat_map(|one| one.values.values()));
    let known: BTreeSet<&String> = own.flat_map(BTreeMap::keys).collect();
    let several = matches!(field.kind, Reads::Several(_));
    let parts = seen
        .texts
        .iter()
        .flat_map(|text| if several { text.split([';', '\n']).collect() } else { vec![text.as_str()] });
    let unknown: BTreeSet<&str> = parts
        .map(str::trim)
        .filter(|text| {
            !text.is_empty() && text.len() <= 40 && terms.read(text).is_none() && !terms.holds(text)
        })
        .filter(|text| !known.contains(&fold(text)))
        .collect();
    if unknown.is_empty() {
        return;
    }
    let codes: Vec<&str> = terms.terms.iter().map(|term| term.code).collect();
    let _ = writeln!(toml, "\n# {}: {}", field.name, codes.join(", "));
    let _ = writeln!(toml, "# [values.{}]", field.name);
    for text in unknown {
        let _ = writeln!(toml, "# {} = \"\"", quoted(text));
    }
}

fn all_quoted(texts: &[String]) -> String {
    texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
}

/// A column of several, or the headers it may have.
fn column(column: &Targets) -> String {
    match column {
        Targets::One(name) => quoted(name),
        Targets::Several(names) => format!("[{}]", all_quoted(names)),
    }
}

/// A text as TOML has it, also as a key: a basic string, whose escapes are those of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
