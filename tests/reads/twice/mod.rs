//! Every figure of every report worked out a second way: by going through the records one by one, never by what is tested.
//!
//! Three small caseloads are written out by hand, and the made-up town comes as a fourth. A report is compared whole: a figure,
//! a part or a row of a table that nothing here works out makes the test fail.

mod book;
mod days;
mod give;
mod now;
mod reach;
mod rungs;
mod scores;
mod small;

use std::collections::BTreeMap;

use kith::clock::Clock;
use kith::domain::id::WorkerId;
use kith::report::Report;
use kith::report::catalogue::{Question, Tables, Which};
use kith::store::figures::lens::Lens;
use kith::store::{Actor, Store, Via};

use self::book::Book;
use super::today;

/// Rows of a table, without the heads.
pub type Rows = Vec<Vec<String>>;

/// One part of a report: its title, each figure as it is read, the rows of its tables.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    title: String,
    pub figures: Vec<(String, String)>,
    tables: Vec<Rows>,
}

impl Part {
    pub fn of(title: &str, figures: Vec<(String, String)>) -> Self {
        Self { title: title.to_owned(), figures, tables: Vec::new() }
    }

    pub fn called(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    pub fn table(mut self, rows: Rows) -> Self {
        self.tables.push(rows);
        self
    }
}

/// Figures with their names.
pub fn figures<const N: usize>(all: [(&str, String); N]) -> Vec<(String, String)> {
    all.map(|(name, shown)| (name.to_owned(), shown)).to_vec()
}

/// The parts of a report, without those that say something in sentences.
fn told(report: &Report) -> Vec<Part> {
    let mut parts = Vec::new();
    for section in &report.sections {
        let tables: Vec<Rows> = section
            .tables
            .iter()
            .filter(|table| table.columns.len() > 1)
            .map(|table| table.rows.clone())
            .collect();
        if section.figures.is_empty() && tables.is_empty() {
            continue;
        }
        let figures = section.figures.iter().map(|one| (one.name.clone(), one.shown())).collect();
        parts.push(Part { title: section.title.clone(), figures, tables });
    }
    parts
}

/// The same report by going through the records.
fn worked_out(which: Which, book: &Book, deciles: &[(&str, u32)]) -> Vec<Part> {
    let mut parts = match which {
        Which::Caseload => now::caseload(book),
        Which::Activity => days::activity(book),
        Which::Referrers => now::referrers(book),
        Which::Waiting => days::waiting(book),
        Which::Outcomes => scores::outcomes(book),
        Which::Impact => days::impact(book, &small::costs()),
        Which::Reciprocity => give::reciprocity(book),
        Which::Equity => reach::equity(book, deciles, &small::population()),
        Which::Gaps => now::gaps(book),
        Which::Assets => now::assets(book),
        Which::Funding => now::funding(book),
        Which::Supervision => now::supervision(book),
    };
    // A part in which nothing is told does not stand in a report.
    parts.retain(|part| !part.figures.is_empty() || !part.tables.is_empty());
    parts
}

/// What was compared: how many figures and cells of tables, and which figures were ever more than nought.
#[derive(Default)]
struct Compared {
    cells: usize,
    figures: BTreeMap<String, bool>,
}

/// Asks every report both ways.
fn compare(name: &str, store: &Store, lens: &Lens, deciles: &[(&str, u32)], compared: &mut Compared) {
    let book = Book::of(store, lens);
    for which in Which::ALL {
        // A report that cannot be of one worker is asked of everyone.
        let mut lens = lens.clone();
        if !which.takes_worker() {
            lens.worker = None;
        }
        if !which.takes_places() {
            (lens.practice, lens.area, lens.source) = (None, None, None);
        }
        let question = Question {
            which,
            lens: lens.clone(),
            group: None,
            of: String::new(),
            tables: Tables { population: Some(small::population()), costs: Some(small::costs()) },
        };
        let told = told(&question.ask(store, |_| {}).unwrap());
        let mine = worked_out(which, &book.in_days(&lens), deciles);
        for (one, other) in told.iter().zip(&mine) {
            assert_eq!(
                one, other,
                "{name}, {which:?}, {}: told on the left, worked out on the right",
                lens.from
            );
        }
        let titles = |parts: &[Part]| parts.iter().map(|part| part.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles(&told), titles(&mine), "{name}, {which:?}");
        for part in &told {
            compared.cells += part.figures.len() + part.tables.iter().flatten().flatten().count();
            for (figure, shown) in &part.figures {
                let seen = compared.figures.entry(format!("{}: {figure}", which.code())).or_default();
                *seen |= !shown.starts_with('0');
            }
        }
    }
}

/// The past year, February alone, and a month in which nothing was there yet.
fn lenses() -> [Lens; 3] {
    let day = |text: &str| text.parse().unwrap();
    [
        Lens::days(day("2025-03-04"), today()),
        Lens::days(day("2026-02-01"), day("2026-02-28")),
        Lens::days(day("2024-01-01"), day("2024-01-31")),
    ]
}

/// The same days of one worker, of a practice, of an area, of a source, and of several of them at once.
fn narrowed(lens: &Lens) -> Vec<(&'static str, Lens)> {
    let some = |text: &str| Some(text.to_owned());
    let worker = Some(WorkerId(1));
    vec![
        ("of one worker", Lens { worker, ..lens.clone() }),
        ("of a practice", Lens { practice: some("high street"), ..lens.clone() }),
        ("of a postcode area", Lens { area: some("S"), ..lens.clone() }),
        ("of a district", Lens { area: some("S6"), ..lens.clone() }),
        ("of a source", Lens { source: some("gp"), ..lens.clone() }),
        ("of all at once", Lens { worker, area: some("S6"), source: some("gp"), ..lens.clone() }),
    ]
}

#[test]
fn every_figure_of_three_small_caseloads_is_what_going_through_the_records_comes_to() {
    let mut compared = Compared::default();
    for (name, store) in [
        ("nothing", small::nothing()),
        ("a first month", small::first_month()),
        ("a busy year", small::busy_year()),
        ("an untidy one", small::untidy()),
    ] {
        for lens in lenses() {
            compare(name, &store, &lens, &small::DECILES, &mut compared);
            for (whose, lens) in narrowed(&lens) {
                compare(&format!("{name}, {whose}"), &store, &lens, &small::DECILES, &mut compared);
            }
        }
    }
    assert!(compared.cells > 2_000, "only {} figures and cells were compared", compared.cells);
    // A figure that is nought in every caseload is compared with nothing.
    let nought = compared.figures.iter().filter(|(_, seen)| !**seen).map(|(name, _)| name.as_str());
    // Of each age and each tenth it is told that nobody was reached.
    let nought =
        nought.filter(|name| !name.starts_with("equity: Aged") && !name.starts_with("equity: Tenth"));
    assert_eq!(nought.collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_figure_of_the_made_up_town_is_what_going_through_the_records_comes_to() {
    let mut store = Store::memory(Actor::new("jo", Via::Command), Clock::on(today())).unwrap();
    kith::sample::fill(&mut store, &kith::sample::Plan::new(today())).unwrap();
    let mut compared = Compared::default();
    let year = &lenses()[0];
    compare("the town", &store, year, &[], &mut compared);
    for (whose, lens) in narrowed(year).into_iter().rev().take(2) {
        compare(&format!("the town, {whose}"), &store, &lens, &[], &mut compared);
    }
    assert!(compared.cells > 500, "only {} figures and cells were compared", compared.cells);
}
