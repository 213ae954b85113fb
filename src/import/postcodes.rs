//! Public tables of places: one row a postcode, with latitude and longitude or its statistical area, or one row an area with its
//! tenth by deprivation, as the Office for National Statistics and others publish them. They are read row by row, however long
//! they are.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use crate::domain::place::{self, Point};
use crate::domain::postcode;
use crate::fault::Fault;
use crate::store::Store;
use crate::store::postcodes::PublicRow;

/// What the columns are called in the tables there are.
const POSTCODE: [&str; 5] = ["postcode", "pcds", "pcd", "pcd2", "pcd7"];
const LATITUDE: [&str; 2] = ["lat", "latitude"];
const LONGITUDE: [&str; 4] = ["long", "lon", "lng", "longitude"];
const AREA: [&str; 8] =
    ["lsoa", "lsoa11", "lsoa21", "lsoa11cd", "lsoa21cd", "lsoa code", "lsoa code (2011)", "lsoa code (2021)"];
const DECILE: [&str; 6] = [
    "decile",
    "imd_decile",
    "index of multiple deprivation decile",
    "index of multiple deprivation (imd) decile",
    "uk_imd_e_pop_decile",
    "original_decile",
];

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

/// Where a table has what.
struct Columns {
    postcode: Option<usize>,
    at: Option<(usize, usize)>,
    area: Option<usize>,
    decile: Option<usize>,
}

impl Columns {
    /// Whether the table says where postcodes are, in which area they lie, or how deprived areas are.
    fn are_enough(&self) -> bool {
        let of_postcodes = self.postcode.is_some() && (self.at.is_some() || self.area.is_some());
        of_postcodes || (self.area.is_some() && self.decile.is_some())
    }
}

/// One table under way.
struct Table {
    reader: csv::Reader<Box<dyn Read>>,
    columns: Columns,
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
        // In the order of the names: where a table has two that would do, the first of ours counts.
        let column = |names: &[&str]| {
            let heads: Vec<String> =
                heads.iter().map(|head| head.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
            names.iter().find_map(|name| {
                heads.iter().position(|head| head == name || head.starts_with(&format!("{name} where 1 is")))
            })
        };
        let columns = Columns {
            postcode: column(&POSTCODE),
            at: column(&LATITUDE).zip(column(&LONGITUDE)),
            area: column(&AREA),
            decile: column(&DECILE),
        };
        if !columns.are_enough() {
            return Err(Fault::failed(format!("{name} is no table of postcodes. Nothing was changed.")).hint(
                "It needs columns that are called postcode, lat and long; or postcode and lsoa; or lsoa and decile; in its first row.",
            ));
        }
        Ok(Self { reader, columns, record: StringRecord::new(), name })
    }
}

fn unread(name: &str, error: &csv::Error) -> Fault {
    Fault::failed(format!("{name} cannot be read as a table: {error}. Nothing was changed."))
}

impl Iterator for Table {
    type Item = (u64, Result<PublicRow, Wrong>);

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.reader.read_record(&mut self.record);
        let line = self.record.position().map_or(0, csv::Position::line);
        match read {
            Ok(true) => Some((line, row(&self.record, &self.columns))),
            Ok(false) => None,
            Err(error) => Some((line, Err(Wrong::File(unread(&self.name, &error))))),
        }
    }
}

fn row(record: &StringRecord, columns: &Columns) -> Result<PublicRow, Wrong> {
    let cell = |column: usize| record.get(column).unwrap_or_default();
    let mut row = PublicRow::default();
    if let Some(column) = columns.postcode {
        row.postcode = Some(postcode::read(cell(column)).map_err(Wrong::Row)?);
    }
    row.area = columns.area.map(|column| cell(column).to_uppercase()).filter(|area| !area.is_empty());
    if let Some((lat, lon)) = columns.at.filter(|_| row.postcode.is_some()) {
        let at = place::millionths(cell(lat)).zip(place::millionths(cell(lon)));
        row.at = at.and_then(|(lat, lon)| Point::in_the_uk(lat, lon));
        if row.at.is_none() && row.area.is_none() {
            return Err(Wrong::Row(
                "It has no place: latitude and longitude are missing, 0, or not in the British Isles."
                    .to_owned(),
            ));
        }
    }
    if let (Some(column), Some(_)) = (columns.decile, &row.area) {
        let text = cell(column).trim_end_matches(".0");
        let decile = text.parse().ok().filter(|tenth| (1..=10).contains(tenth));
        row.decile = Some(decile.ok_or_else(|| {
            Wrong::Row(format!("{text} is no tenth by deprivation: it is from 1, the most deprived, to 10."))
        })?);
    }
    if row.postcode.is_none() && row.area.is_none() {
        return Err(Wrong::Row("It names no area.".to_owned()));
    }
    Ok(row)
}
