//! Delimited text (CSV and its cousins) as records: finds the header, names the lines that are no rows, keeps uneven rows.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::domain::formula;
use crate::fault::Fault;
use crate::import::bytes::Text;
use crate::import::record::{Item, Limits, Record};
use crate::import::rows::{Row, Rows};
use crate::import::separator::Shape;

/// Rows looked through for the header.
const HEADER_WITHIN: usize = 20;
/// Short lines held back at most, in case they turn out to be the end of the file.
const TAIL: usize = 10;

/// Reads delimited text.
pub struct Delimited {
    rows: Rows,
    header: Vec<Arc<str>>,
    ready: VecDeque<Item>,
    waiting: VecDeque<Row>,
    tail: Vec<Row>,
}

impl Delimited {
    /// Finds the header: the first of twenty rows with at least two headers, and half as many as any other, that `knows` says yes to;
    /// else the first row.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn new(
        text: Text,
        shape: Shape,
        limits: Limits,
        knows: &dyn Fn(&str) -> bool,
    ) -> Result<Self, Fault> {
        let mut rows = Rows::new(text, shape, limits, knows)?;
        let mut waiting = VecDeque::new();
        while waiting.len() < HEADER_WITHIN {
            match rows.read()? {
                Some(row) => waiting.push_back(row),
                None => break,
            }
        }
        let count = |row: &Row| row.cells.iter().filter(|cell| knows(cell)).count();
        let most = waiting.iter().map(count).max().unwrap_or_default();
        // A row of data may hold more words that could be headers; the first row that reads like a header is it.
        let enough = (most / 2).max(2);
        let at = waiting.iter().position(|row| count(row) >= enough).unwrap_or_default();
        let ready = waiting.drain(..at).map(left_out).collect();
        let header = headers(&waiting.pop_front().unwrap_or_default());
        Ok(Self { rows, header, ready, waiting, tail: Vec::new() })
    }

    /// The headers, in the order of the file.
    pub fn header(&self) -> &[Arc<str>] {
        &self.header
    }

    /// How the cells are told apart, in words.
    pub fn words(&self) -> &'static str {
        self.rows.words()
    }

    /// Bytes of the file read so far.
    pub fn offset(&self) -> u64 {
        self.rows.offset()
    }

    /// The next record, or a line that is none; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub fn read(&mut self) -> Result<Option<Item>, Fault> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            let row = match self.waiting.pop_front() {
                Some(row) => Some(row),
                None => self.rows.read()?,
            };
            let Some(row) = row else {
                if self.tail.is_empty() {
                    return Ok(None);
                }
                self.ready.extend(self.tail.drain(..).map(left_out));
                continue;
            };
            if row.flaw.is_none() && row.cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if self.is_total(&row) && self.tail.len() < TAIL {
                self.tail.push(row);
                continue;
            }
            let held = std::mem::take(&mut self.tail);
            let rows: Vec<_> =
                held.into_iter().chain([row]).map(|row| Item::Record(self.record(row))).collect();
            self.ready.extend(rows);
        }
    }

    /// Whether the row reads like a total: few cells are filled, and the first says so.
    fn is_total(&self, row: &Row) -> bool {
        let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let first =
            row.cells.iter().find(|cell| !cell.trim().is_empty()).map(|cell| cell.trim().to_lowercase());
        let says = |first: String| {
            ["total", "grand total", "count", "summary", "number of", "end of"]
                .iter()
                .any(|w| first.starts_with(w))
        };
        self.header.len() > 2 && filled <= 3 && filled * 2 <= self.header.len() && first.is_some_and(says)
    }

    /// Puts the cells under their headers; a row of another width is used as far as it goes.
    fn record(&self, row: Row) -> Record {
        let (given, due) = (row.cells.len(), self.header.len());
        let mut remarks = Vec::new();
        let mut fields = Vec::with_capacity(due.max(given));
        for (at, cell) in row.cells.into_iter().enumerate() {
            let header = self.header.get(at).cloned();
            let spare = || Arc::from(format!("column {}", at + 1));
            if header.is_some() || !cell.trim().is_empty() {
                fields.push((header.unwrap_or_else(spare), formula::given_back(cell)));
            }
        }
        if row.flaw.is_none() && given < due {
            remarks.push(format!(
                "This row has {given} cells where the header has {due}; the missing ones were left empty."
            ));
        } else if fields.len() > due {
            remarks.push(format!(
                "This row has {given} cells where the header has {due}; the last were not used."
            ));
        }
        Record { line: row.line, offset: row.offset, fields, raw: row.raw, remarks, flaw: row.flaw }
    }
}

/// Header names: trimmed, on one line, never empty, never twice the same.
fn headers(row: &Row) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = Vec::with_capacity(row.cells.len());
    for (at, cell) in row.cells.iter().enumerate() {
        let mut name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            name = format!("column {}", at + 1);
        }
        let twins = names.iter().filter(|other| ***other == *name).count();
        names.push(Arc::from(if twins > 0 { format!("{name} ({})", twins + 1) } else { name }));
    }
    names
}

fn left_out(row: Row) -> Item {
    let filled: Vec<_> = row.cells.into_iter().filter(|cell| !cell.trim().is_empty()).collect();
    let text = if filled.is_empty() { row.raw } else { filled.join(", ") };
    Item::LeftOut { line: row.line, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::bytes::Input;

    /// The lines left out and the records of some bytes.
    fn read(bytes: &[u8], limits: Limits) -> (Vec<(u64, String)>, Vec<Record>) {
        let text = Text::open(Input::Held("a.csv".into(), bytes.to_vec()), None, &limits).unwrap();
        let knows = |header: &str| {
            ["name", "born", "NHS number", "Date of birth", "Surname", "Postcode"].contains(&header)
        };
        let mut reader = Delimited::new(text, Shape::default(), limits, &knows).unwrap();
        let (mut left, mut records) = (Vec::new(), Vec::new());
        while let Some(item) = reader.read().unwrap() {
            match item {
                Item::LeftOut { line, text } => left.push((line, text)),
                Item::Record(record) => records.push(record),
            }
        }
        (left, records)
    }

    fn texts(record: &Record) -> Vec<&str> {
        record.fields.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn lines_and_bytes_are_those_of_the_file() {
        let (_, rows) =
            read(b"\xef\xbb\xbfname,born\r\n\"Zo\xc3\xab\r\nb\",1\r\n\r\nc,2\r\r\nd,3", Limits::default());
        let places: Vec<_> = rows.iter().map(|r| (r.line, r.offset, texts(r)[1])).collect();
        assert_eq!(places, [(2, 14, "1"), (5, 29, "2"), (6, 35, "3")]);
        let (_, rows) = read(b"name,born\nZo\xeb,1\nc,2\n", Limits::default());
        assert_eq!((rows[1].line, rows[1].offset), (3, 16));
        let (_, rows) = read(b"\xff\xfea\0,\0b\0\n\0\xeb\0,\0c\0\n\0d\0,\0e\0", Limits::default());
        assert_eq!((rows[1].line, rows[1].offset), (3, 18));
        let (_, rows) = read("a¬b\né¬c\n\"d¬e".as_bytes(), Limits::default());
        assert_eq!((rows[1].line, rows[1].offset, texts(&rows[1])), (3, 11, vec!["\"d", "e"]));
    }

    #[test]
    fn lone_returns_end_lines_too() {
        let (_, rows) = read(b"name,born\ra,1\rb,2\r", Limits::default());
        assert_eq!((rows.len(), rows[1].line), (2, 3));
    }

    #[test]
    fn a_title_above_the_header_is_named_and_not_read_as_a_row() {
        let (left, rows) =
            read(b"Patients of Example Park,,\nPrinted 3 March,,\nname,born,x\na,1,2\n", Limits::default());
        assert_eq!(left, [(1, "Patients of Example Park".into()), (2, "Printed 3 March".into())]);
        assert_eq!((rows.len(), rows[0].line), (1, 4));
    }

    #[test]
    fn a_total_at_the_end_is_no_row_but_one_in_the_middle_is() {
        let (left, rows) =
            read(b"name,born,x,y\na,1,2,3\nTotal,2,,\nb,1,2,3\n\"Total patients\",60\n", Limits::default());
        assert_eq!(left, [(5, "Total patients, 60".into())]);
        assert_eq!(rows.len(), 3);
    }

    #[test]
    fn uneven_rows_are_used_as_far_as_they_go_and_said() {
        let (_, rows) = read(b"name,born,x\na,1\nb,1,2,3\nc,1,2,\n", Limits::default());
        assert!(rows[0].remarks[0].contains("has 2 cells where the header has 3"));
        assert!(rows[1].remarks[0].contains("has 4 cells"));
        assert_eq!(texts(&rows[1]), ["b", "1", "2", "3"]);
        assert!(rows[2].remarks.is_empty());
    }

    #[test]
    fn an_open_quotation_mark_costs_one_line_and_not_the_rest_of_the_file() {
        let (_, rows) = read(b"name,born\na,1\n\"b,2\nc,3\nd,4\n", Limits::default());
        assert_eq!(rows.iter().map(|r| r.flaw.is_some()).collect::<Vec<_>>(), [false, true, false, false]);
        assert_eq!((rows[1].line, rows[1].raw.as_str(), rows[2].line), (3, "\"b,2", 4));
        let small = Limits { record: 30, ..Limits::default() };
        let (_, rows) = read(b"name,born\n\"b,2\nccccccccccccccccc,3\nddddddddddddddd,4\n", small);
        assert_eq!(rows.iter().map(|r| r.flaw.is_some()).collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn what_is_over_a_cap_is_refused_and_kept() {
        let small = Limits { record: 40, field: 10, columns: 3, ..Limits::default() };
        let (_, rows) = read(b"name,born\nabcdefghijk,1\na,b,c,d,e\nb,2\n", small);
        assert!(rows[0].flaw.as_ref().unwrap().reason.contains("more than"));
        assert!(rows[1].flaw.as_ref().unwrap().reason.contains("more columns"));
        assert_eq!(rows[1].raw, "a,b,c,d,e");
        assert!(rows[2].flaw.is_none());
        let (_, rows) = read(&[b"name,born\n".as_slice(), &[b'x'; 100], b"\nb,2\n"].concat(), small);
        assert!(rows[0].flaw.is_some() && rows[0].raw.len() <= 40 && rows[1].flaw.is_none());
    }

    #[test]
    fn control_characters_refuse_the_row_and_keep_it() {
        let (_, rows) = read(b"name,born\na\x1b[2J,1\nb,2\n", Limits::default());
        assert_eq!(texts(&rows[0]), ["a\u{1b}[2J", "1"]);
        assert!(rows[0].flaw.is_some() && rows[1].flaw.is_none());
    }

    #[test]
    fn an_apostrophe_before_a_formula_is_taken_back() {
        let (_, rows) = read(b"name,born\n'=1+1,'tis\n=2,'+44 7700\n", Limits::default());
        assert_eq!(texts(&rows[0]), ["=1+1", "'tis"]);
        assert_eq!(texts(&rows[1]), ["=2", "+44 7700"]);
    }

    #[test]
    fn the_real_lists_have_the_rows_they_should() {
        let list = include_bytes!("../../tests/fixtures/gp_list_windows1252.csv");
        let (left, rows) = read(list, Limits::default());
        assert_eq!((rows.len(), left), (60, vec![(62, "Total patients, 60".to_owned())]));
        assert_eq!(rows[2].text("Surname"), Some("Évans"));
        let form = include_bytes!("../../tests/fixtures/web_form_export.csv");
        let (left, rows) = read(form, Limits::default());
        assert_eq!((rows.len(), left.len()), (30, 0));
        assert!(rows[9].text("Anything else we should know?").unwrap().starts_with("=HYPERLINK("));
        let banks = include_bytes!("../../tests/fixtures/foodbanks.csv");
        assert_eq!(read(banks, Limits::default()).1.len(), 37);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(proptest::sample::select(b"ab,;\"'\r\n\t=|^\xc2\xac\xe9\x01".to_vec()), 1..400)) {
            let small = Limits { record: 60, field: 20, columns: 4, ..Limits::default() };
            if let Ok(text) = Text::open(Input::Held("a".into(), bytes.clone()), None, &small) {
                let mut reader = Delimited::new(text, Shape::default(), small, &|_| false).unwrap();
                let mut last = 0;
                while let Some(item) = reader.read().unwrap() {
                    if let Item::Record(record) = item {
                        proptest::prop_assert!(record.offset >= last && record.offset < bytes.len() as u64);
                        last = record.offset;
                    }
                }
            }
        }
    }
}
