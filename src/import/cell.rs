//! One cell for one field: blanks seen, dates put in order, words put into kith's terms. Nothing is judged here but dates.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::field::{Field, Kind};
use crate::domain::fold::fold;
use crate::domain::phone;
use crate::domain::vocabulary::Vocabulary;
use crate::domain::when::{Order, read_file_birth, read_file_day};
use crate::import::mapping::ANY_OTHER;

/// What stands for an empty cell in the files that were met.
pub const NULLS: [&str; 14] = [
    "NULL",
    "null",
    "(null)",
    "#N/A",
    "N/A",
    "n/a",
    "N/A Closed",
    "n/k",
    "N/K",
    "-",
    "–",
    "UNKNOWN",
    "TBD",
    "0000-00-00",
];

/// How the cells of a file are read.
pub struct Reading<'a> {
    /// What stands for an empty cell.
    pub nulls: &'a [String],
    /// The order of day and month.
    pub order: Order,
    /// The present day.
    pub today: NaiveDate,
    /// Words for terms: of this column, of this field, of every file; keys are folded.
    pub words: &'a [&'a BTreeMap<String, String>],
    /// What stands between several values.
    pub between: &'a [String],
}

/// A cell as its field may have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text for the field; empty where the cell says nothing.
    pub text: String,
    /// What a person should hear about it.
    pub remark: Option<String>,
}

impl Cell {
    fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), remark: None }
    }
}

impl Reading<'_> {
    /// Reads a cell for a field.
    ///
    /// # Errors
    /// The reason, where a date cannot be read.
    pub fn cell(&self, field: &Field, raw: &str) -> Result<Cell, String> {
        let text = bare(raw);
        if self.is_blank(text) {
            return Ok(Cell::default());
        }
        if let Some(word) = self.word(text) {
            return Ok(Cell::of(word));
        }
        // A row can have several dates: which of them it is stands first.
        let named = |reason: String| {
            if reason.starts_with(field.label) { reason } else { format!("{}: {reason}", field.label) }
        };
        match field.kind {
            Kind::BirthDay => {
                let day = read_file_birth(text, self.order, self.today).map_err(named)?;
                Ok(Cell::of(day.to_string()))
            }
            Kind::PastDay | Kind::ComingDay => {
                let day = read_file_day(text, self.order).map_err(named)?;
                Ok(Cell::of(day.to_string()))
            }
            Kind::Several(terms) => Ok(self.several(field, terms, text)),
            Kind::One(terms) => Ok(Cell::of(terms.read(text).unwrap_or(text))),
            Kind::Phone => Ok(one_phone(text)),
            Kind::Line if matches!(field.name, "phone" | "email") => Ok(Cell::of(every_number(text))),
            Kind::Story if !self.between.is_empty() => Ok(Cell::of(listed(text, self.between))),
            Kind::Story => Ok(Cell::of(text)),
            Kind::Flag => Ok(Cell::of(text.strip_suffix(".0").unwrap_or(text))),
            Kind::Line if field.name == "address" => Ok(Cell::of(on_one_line(text, ", "))),
            Kind::Line if field.name == "schedule" => Ok(Cell::of(on_one_line(text, "; "))),
            _ => Ok(Cell::of(on_one_line(text, " "))),
        }
    }

    /// Whether the cell says nothing.
    pub fn is_blank(&self, text: &str) -> bool {
        text.is_empty() || self.nulls.iter().any(|null| null == text)
    }

    fn word(&self, text: &str) -> Option<&str> {
        if self.words.is_empty() {
            return None;
        }
        let folded = fold(text);
        let find = |word: &str| self.words.iter().find_map(|words| words.get(word));
        find(&folded).or_else(|| find(ANY_OTHER)).map(String::as_str)
    }

    /// The codes of every value in the cell; a value that is no term is named in the remark.
    fn several(&self, field: &Field, terms: &'static Vocabulary, text: &str) -> Cell {
        let mut codes = Vec::new();
        let mut unknown = Vec::new();
        if text.split_whitespace().all(|word| terms.holds(word)) {
            return Cell::of(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        for part in split(text, self.between) {
            self.terms_in(terms, part, &mut codes, &mut unknown);
        }
        codes.dedup();
        let remark = (!unknown.is_empty()).then(|| {
            format!(
                "{} has words kith has no term for, which were left out: {}.",
                field.label,
                unknown.join(", ")
            )
        });
        Cell { text: codes.join(" "), remark }
    }

    fn terms_in<'t>(
        &'t self,
        terms: &'static Vocabulary,
        part: &str,
        codes: &mut Vec<&'t str>,
        unknown: &mut Vec<String>,
    ) {
        let part = bare(part);
        if self.is_blank(part) {
            return;
        }
        match self.word(part).or_else(|| terms.read(part)) {
            Some(found) => {
                for code in found.split_whitespace().filter(|code| !code.is_empty()) {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                }
            }
            None if part.contains([',', '/']) => {
                for smaller in part.split([',', '/']) {
                    self.terms_in(terms, smaller, codes, unknown);
                }
            }
            None => unknown.push(on_one_line(part, " ")),
        }
    }
}

/// The text without spaces and invisible characters around it.
pub fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}

/// The words of each line, and the lines joined.
pub fn on_one_line(text: &str, with: &str) -> String {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.contains('\n') {
        return words(text);
    }
    let lines: Vec<String> = text
        .lines()
        .map(words)
        .map(|line| line.trim_end_matches(with.trim_end()).trim_end().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(with)
}

fn split<'t>(text: &'t str, between: &[String]) -> Vec<&'t str> {
    let mut parts = vec![text];
    let usual = [";".to_owned(), "\n".to_owned(), " / ".to_owned()];
    for mark in if between.is_empty() { &usual[..] } else { between } {
        parts = parts.into_iter().flat_map(|part| part.split(mark.as_str())).collect();
    }
    parts
}

/// The values of a cell, one after the other.
fn listed(text: &str, between: &[String]) -> String {
    let parts = split(text, between).into_iter().map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}

/// One telephone number; of several the first that can be read is taken, and the rest is said.
fn one_phone(text: &str) -> Cell {
    if let Ok(number) = phone::read(text) {
        let lost = !text.contains('0') || phone::digits(text).len() + 1 == phone::digits(&number).len();
        let remark = (lost && number.starts_with('0'))
            .then(|| "A telephone number had lost its first 0; it was put back.".to_owned());
        return Cell { text: number, remark };
    }
    let mut parts = text.split([',', ';', '/', '\n']).map(str::trim).filter(|part| !part.is_empty());
    match parts.find_map(|part| phone::read(part).ok()) {
        Some(number) => Cell {
            text: number,
            remark: Some("There are two telephone numbers in one cell; the first was used.".to_owned()),
        },
        None => Cell::of(on_one_line(text, " ")),
    }
}

/// Every number or address of a cell on one line, the numbers grouped as they are said.
fn every_number(text: &str) -> String {
    // A number with words beside it keeps its words.
    let grouped = |part: &str| if part.contains(char::is_alphabetic) { None } else { phone::read(part).ok() };
    if let Some(number) = grouped(text) {
        return number;
    }
    let parts = text.split('\n').map(|part| on_one_line(part, " ")).filter(|part| !part.is_empty());
    parts.map(|part| grouped(&part).unwrap_or(part)).collect::<Vec<_>>().join(", ")
}

/// What a cell of a yes-or-no column says.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "t" | "1" | "1 0" | "x" | "agreed" | "given" | "consented" => Some(true),
        "no" | "n" | "false" | "f" | "0" | "0 0" | "refused" | "declined" | "not given" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entity::Entity;

    fn read(entity: Entity, field: &str, raw: &str) -> Result<Cell, String> {
        let nulls: Vec<String> = NULLS.iter().map(|null| (*null).to_owned()).collect();
        let words = BTreeMap::from([
            ("carer support".to_owned(), "caring".to_owned()),
            ("none known".to_owned(), String::new()),
        ]);
        let today = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let reading = Reading { nulls: &nulls, order: Order::Dmy, today, words: &[&words], between: &[] };
        reading.cell(entity.field(field).unwrap(), raw)
    }

    #[test]
    fn what_stands_for_nothing_is_nothing() {
        for raw in ["", "   ", "NULL", "N/A", "-", " n/a ", "\u{a0}\u{200b}", "None known"] {
            assert_eq!(read(Entity::Person, "safe_contact", raw).unwrap(), Cell::default(), "{raw:?}");
        }
        assert_eq!(read(Entity::Person, "family", "Null").unwrap().text, "Null");
    }

    #[test]
    fn dates_become_iso_and_bad_ones_say_why() {
        for raw in ["27 Jan 1954", "27-Jan-1954", "27/01/1954", "1954-01-27", "27.1.1954"] {
            assert_eq!(read(Entity::Person, "date_of_birth", raw).unwrap().text, "1954-01-27", "{raw}");
        }
        assert!(read(Entity::Person, "date_of_birth", "27/01/54").unwrap_err().contains("year in full"));
        assert!(read(Entity::Person, "date_of_birth", "12-Mar-2031").is_err());
        assert!(read(Entity::Referral, "received", "31/02/2026").is_err());
    }

    #[test]
    fn several_terms_in_one_cell_are_found_and_strangers_are_named() {
        let cell = read(Entity::Person, "needs", "Housing;Carer support;Juggling;Alcohol, drugs or smoking;")
            .unwrap();
        assert_eq!(cell.text, "housing caring alcohol_drugs_smoking");
        assert!(cell.remark.unwrap().ends_with("left out: Juggling."));
        assert_eq!(read(Entity::Person, "needs", "food, housing").unwrap().text, "food housing");
        assert_eq!(
            read(Entity::Person, "needs", "low_mood_anxiety food").unwrap().text,
            "low_mood_anxiety food"
        );
    }

    #[test]
    fn a_lost_nought_is_put_back_and_said() {
        let cell = read(Entity::Person, "phone", "7700900354").unwrap();
        assert_eq!(cell.text, "07700 900354");
        assert!(cell.remark.unwrap().contains("lost its first 0"));
        assert_eq!(read(Entity::Person, "phone", "0114 496 0856").unwrap().remark, None);
        assert_eq!(
            read(Entity::Asset, "phone", "07706 285280\n07754 254462").unwrap().text,
            "07706 285280, 07754 254462"
        );
    }

    #[test]
    fn cells_of_several_lines_become_one_where_the_field_is_one() {
        assert_eq!(read(Entity::Asset, "name", "Food Works Sharrow\n").unwrap().text, "Food Works Sharrow");
        assert_eq!(
            read(Entity::Asset, "address", "Zest Centre,\n18 Upperthorpe\nSheffield").unwrap().text,
            "Zest Centre, 18 Upperthorpe, Sheffield"
        );
        assert_eq!(
            read(Entity::Asset, "schedule", "Tuesday   11.00 – 13.00\nFriday 11.00").unwrap().text,
            "Tuesday 11.00 – 13.00; Friday 11.00"
        );
        assert_eq!(
            read(Entity::Referral, "note", " Wants out.\n\nHas a dog.\n").unwrap().text,
            "Wants out.\n\nHas a dog."
        );
    }
}
