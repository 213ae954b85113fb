//! Which report is asked, of which days and whose work; its pieces are filled in one after another, so that no key waits.

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::id::{AssetId, WorkerId};
use crate::domain::when;
use crate::report::catalogue::{Question, Tables, Which};
use crate::report::{Section, reciprocity};
use crate::store::figures::lens::Lens;
use crate::store::{Store, StoreError};

/// Which days count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Days {
    /// The twelve months up to today.
    #[default]
    Year,
    /// The quarter of today.
    Quarter,
    /// The quarter before it.
    LastQuarter,
    /// The month of today.
    Month,
    /// The month before it.
    LastMonth,
    /// From the first of April up to today.
    FinancialYear,
    /// The year that ended on the last of March.
    LastFinancialYear,
    /// From one day to another.
    Between(NaiveDate, NaiveDate),
}

impl Days {
    /// Those that have a name, in the order they are offered.
    pub const NAMED: [Self; 7] = [
        Self::Year,
        Self::Quarter,
        Self::LastQuarter,
        Self::Month,
        Self::LastMonth,
        Self::FinancialYear,
        Self::LastFinancialYear,
    ];

    /// What people call them.
    pub fn label(self) -> String {
        match self {
            Self::Year => "past year".to_owned(),
            Self::Quarter => "this quarter".to_owned(),
            Self::LastQuarter => "last quarter".to_owned(),
            Self::Month => "this month".to_owned(),
            Self::LastMonth => "last month".to_owned(),
            Self::FinancialYear => "since April".to_owned(),
            Self::LastFinancialYear => "year to March".to_owned(),
            Self::Between(from, to) => format!("{} to {}", when::show_birth(from), when::show_birth(to)),
        }
    }

    /// The first and the last of them.
    pub fn on(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let year = today.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt()).unwrap_or(today);
        let first = today.with_day(1).unwrap_or(today);
        let april = |year: i32| NaiveDate::from_ymd_opt(year, 4, 1).unwrap_or(today);
        let begun = if today.month() >= 4 { today.year() } else { today.year() - 1 };
        match self {
            Self::Year => (year, today),
            Self::Quarter => reciprocity::quarter(today, 0).unwrap_or((year, today)),
            Self::LastQuarter => reciprocity::quarter(today, 1).unwrap_or((year, today)),
            Self::Month => (first, today),
            Self::LastMonth => {
                let last = first.pred_opt().unwrap_or(first);
                (last.with_day(1).unwrap_or(last), last)
            }
            Self::FinancialYear => (april(begun), today),
            Self::LastFinancialYear => (april(begun - 1), april(begun).pred_opt().unwrap_or(today)),
            Self::Between(from, to) => (from, to),
        }
    }
}

/// Whose work counts; everyone's where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// One worker's.
    pub worker: Option<WorkerId>,
    /// Of the people of a group.
    pub group: Option<AssetId>,
    /// Of the people of a practice.
    pub practice: Option<String>,
    /// Of the people of an area.
    pub area: Option<String>,
    /// Of the people from a source.
    pub source: Option<String>,
    /// What it is called; empty for everyone.
    pub name: String,
}

impl Whose {
    /// The people of the worker at the screen, where there is one.
    pub fn mine(worker: Option<WorkerId>) -> Self {
        match worker {
            Some(_) => Self { worker, name: "my people".to_owned(), ..Self::default() },
            None => Self::default(),
        }
    }

    /// As much of it as a report can be of.
    fn fit(&self, which: Which) -> Self {
        let nobody = Self::default();
        let places = self.practice.is_some() || self.area.is_some() || self.source.is_some();
        let fits = (self.worker.is_none() || which.takes_worker())
            && (self.group.is_none() || which == Which::Reciprocity)
            && (!places || which.takes_places());
        if fits { self.clone() } else { nobody }
    }
}

/// The report that is asked, with what is filled in of it.
pub struct Asked {
    /// Which report.
    pub which: Which,
    days: Days,
    whose: Whose,
    question: Option<Question>,
    pieces: Vec<Vec<Section>>,
    next: usize,
}

impl Asked {
    /// The caseload of somebody.
    pub fn of(whose: Whose) -> Self {
        Self {
            which: Which::Caseload,
            days: Days::default(),
            whose,
            question: None,
            pieces: Vec::new(),
            next: 0,
        }
    }

    /// Another report is wanted.
    pub fn report(&mut self, which: Which) {
        self.which = which;
        self.pieces.clear();
    }

    /// Other days are wanted.
    pub fn days(&mut self, days: Days) {
        self.days = days;
        self.pieces.clear();
    }

    /// Another one's work is wanted.
    pub fn whose(&mut self, whose: Whose) {
        if self.whose != whose {
            self.whose = whose;
            self.pieces.clear();
        }
    }

    /// Whether everyone's work counts.
    pub fn is_everyones(&self) -> bool {
        self.whose.fit(self.which) == Whose::default()
    }

    /// The days and whose it is, with the keys that choose them.
    pub fn heading(&self) -> String {
        let whose = self.whose.fit(self.which).name;
        let whose = if whose.is_empty() { "everyone".to_owned() } else { whose };
        match (self.which.takes_days(), self.which.takes_worker()) {
            (true, _) => format!("{} (o), {whose} (f)", self.days.label()),
            (false, true) => format!("today, {whose} (f)"),
            (false, false) => "today, everyone".to_owned(),
        }
    }

    /// The report is asked again; what it was before stays until each piece is there.
    pub fn begin(&mut self, today: NaiveDate) {
        let whose = self.whose.fit(self.which);
        let (from, to) = self.days.on(today);
        let lens = Lens {
            from,
            to,
            worker: whose.worker,
            practice: whose.practice,
            area: whose.area,
            source: whose.source,
        };
        let question = Question {
            which: self.which,
            lens,
            group: whose.group,
            of: whose.name,
            tables: Tables::default(),
        };
        if self.question.as_ref() != Some(&question) {
            self.pieces.clear();
        }
        self.question = Some(question);
        self.next = 0;
    }

    /// Whether a piece is still to be filled in.
    pub fn fills_on(&self) -> bool {
        self.question.is_some() && self.next < self.which.pieces()
    }

    /// Fills in the next piece.
    pub fn fill(&mut self, store: &Store) -> Result<(), StoreError> {
        let Some(question) = self.question.as_ref().filter(|_| self.fills_on()) else { return Ok(()) };
        let mut sections = question.piece(store, self.next)?;
        if self.next + 1 == self.which.pieces() {
            let told = self.pieces.iter().take(self.next).any(|piece| !piece.is_empty());
            let mut end = if told { vec![Section::default()] } else { std::mem::take(&mut sections) };
            question.end(&mut end);
            sections.extend(end.into_iter().filter(|section| !section.title.is_empty()));
        }
        match self.pieces.get_mut(self.next) {
            Some(held) => *held = sections,
            None => self.pieces.push(sections),
        }
        self.next += 1;
        Ok(())
    }

    /// What is asked.
    pub fn question(&self) -> Option<Question> {
        self.question.clone()
    }

    /// The sections that are there.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.pieces.iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_a_name_begin_and_end_where_people_say_they_do() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let on = |days: Days| days.on(day("2026-03-03"));
        assert_eq!(on(Days::Year), (day("2025-03-04"), day("2026-03-03")));
        assert_eq!(on(Days::LastMonth), (day("2026-02-01"), day("2026-02-28")));
        assert_eq!(on(Days::Month), (day("2026-03-01"), day("2026-03-03")));
        assert_eq!(on(Days::FinancialYear), (day("2025-04-01"), day("2026-03-03")));
        assert_eq!(on(Days::LastFinancialYear), (day("2024-04-01"), day("2025-03-31")));
        assert_eq!(Days::LastFinancialYear.on(day("2026-04-01")), (day("2025-04-01"), day("2026-03-31")));
    }
}
