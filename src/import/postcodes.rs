//! A table of postcodes: one row a postcode, with latitude and longitude, as the Office for National Statistics and others
//! publish it. It is read row by row, however long it is.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::domain::place::{self, Point};
use crate::domain::postcode;
use crate::fault::Fault;
use crate::store::Store;

/// What the columns are called in the tables there are.
const POSTCODE: [&str; 5] = ["postcode", "pcds", "pcd", "pcd2", "pcd7"];
const LATITUDE: [&str; 2] = ["lat", "latitude"];
const LONGITUDE: [&str; 4] = ["long", "lon", "lng", "longitude"];

/// At most so many rows that were refused are named.
const NAMED: usize = 1_000;

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its line.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rows that were read.
    pub read: u64,
    /// Postcodes that were not known.
    pub added: u64,
    /// Those that are somewhere else now.
    pub changed: u64,
    /// Those that were known so.
    pub same: u64,
    /// Rows that were not taken.
    pub refused: u64,
    /// The first of them.
    pub problems: Vec<Refused>,
}

/// Reads tables of postcodes into the caseload, or only tries.
///
/// # Errors
/// A file cannot be read or has not the columns; the caseload cannot be written. Then nothing was changed.
pub fn run(store: &mut Store, files: &[impl AsRef<Path>], dry_run: bool) -> Result<Outcome, Fault> {
    let mut outcome = Outcome::default();
    let mut tables = Vec::new();
    for file in files {
        tables.push(Table::open(file.as_ref())?);
    }
    let read = &mut outcome;
    let rows = tables.into_iter().flatten().filter_map(|(line, row)| {
        read.read += 1;
        match row {
            Ok(row) => Some(Ok(row)),
            Err(Wrong::Row(reason)) => {
                read.refused += 1;
                if read.problems.len() < NAMED {
                    read.problems.push(Refused { line, reason });
                }
                None
            }
            Err(Wrong::File(fault)) => Some(Err(fault)),
        }
    });
    let counts = store.keep_postcodes(rows, !dry_run)?;
    outcome.added = counts.added;
    outcome.changed = counts.changed;
    outcome.same = counts.same;
    Ok(outcome)
}

/// What is wrong: with one row, or with the file.
enum Wrong {
    Row(String),
    File(Fault),
}

/// One table under way.
struct Table {
    reader: csv::Reader<Box<dyn Read>>,
    columns: [usize; 3],
    record: StringRecord,
    name: String,
}

impl Table {
    fn open(path: &Path) -> Result<Self, Fault> {
        let name = path.display().to_string();
        let input: Box<dyn Read> = if path.as_os_str() == "-" {
            Box::new(std::io::stdin())
        } else {
            let told = |error: std::io::Error| match error.kind() {
                std::io::ErrorKind::NotFound => Fault::missing(format!("There is no file {name}.")),
                _ => Fault::failed(format!("{name} cannot be read: {error}.")),
            };
            let file = File::open(path).map_err(told)?;
            if file.metadata().map_err(told)?.is_dir() {
                return Err(Fault::failed(format!("{name} is a folder. Name the files in it.")));
            }
            Box::new(BufReader::new(file))
        };
        let mut reader = ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(input);
        let heads = reader.headers().map_err(|error| unread(&name, &error))?.clone();
        let column = |names: &[&str]| {
            heads
                .iter()
                .position(|head| names.contains(&head.trim_start_matches('\u{feff}').to_lowercase().as_str()))
        };
        let found = (column(&POSTCODE), column(&LATITUDE), column(&LONGITUDE));
        let (Some(code), Some(lat), Some(lon)) = found else {
            return Err(Fault::failed(format!("{name} is no table of postcodes. Nothing was changed."))
                .hint("It needs columns that are called postcode, lat and long, in its first row."));
        };
        Ok(Self { reader, columns: [code, lat, lon], record: StringRecord::new(), name })
    }
}

fn unread(name: &str, error: &csv::Error) -> Fault {
    Fault::failed(format!("{name} cannot be read as a table: {error}. Nothing was changed."))
}

impl Iterator for Table {
    type Item = (u64, Result<(String, Point), Wrong>);

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.reader.read_record(&mut self.record);
        let line = self.record.position().map_or(0, csv::Position::line);
        match read {
            Ok(true) => Some((line, row(&self.record, self.columns))),
            Ok(false) => None,
            Err(error) => Some((line, Err(Wrong::File(unread(&self.name, &error))))),
        }
    }
}

fn row(record: &StringRecord, [code, lat, lon]: [usize; 3]) -> Result<(String, Point), Wrong> {
    let cell = |column: usize| record.get(column).unwrap_or_default();
    let code = postcode::read(cell(code)).map_err(Wrong::Row)?;
    let wrong = || {
        Wrong::Row(
            "It has no place: latitude and longitude are missing, 0, or not in the British Isles.".to_owned(),
        )
    };
    let (lat, lon) = place::millionths(cell(lat)).zip(place::millionths(cell(lon))).ok_or_else(wrong)?;
    Point::in_the_uk(lat, lon).map(|at| (code, at)).ok_or_else(wrong)
}
