//! Which report is asked, of which days and whose work; its pieces are filled in one after another, so that no key waits.

use chrono::NaiveDate;

use super::lines;
use crate::domain::id::{AssetId, WorkerId};
use crate::domain::own_text::OwnText;
use crate::import::tables;
use crate::report::catalogue::{Question, Tables, Which};
use crate::report::days::Days;
use crate::report::{Section, Table};
use crate::store::figures::lens::Lens;
use crate::store::{Store, StoreError};

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
        let places = self.practice.is_some() || self.source.is_some();
        let fits = (self.worker.is_none() || which.takes_worker())
            && (self.group.is_none() || which == Which::Reciprocity)
            && (!places || which.takes_places())
            && (self.area.is_none() || which.takes_area());
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
    /// Why the team's own table beside the settings is not used.
    unused: Option<Section>,
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
            unused: None,
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

    /// Whether it is told from tallies, at once: the caseload of everyone or of one worker.
    pub fn is_at_once(&self) -> bool {
        let whose = &self.whose;
        let places = whose.practice.is_some() || whose.area.is_some() || whose.source.is_some();
        self.which == Which::Caseload && !places
    }

    /// Which of the reports it is, and the days and whose it is, with the keys that choose them, in so many places. Where there
    /// is little room the days go without their dates, then the keys are left to the line of keys, then the place among the
    /// reports is; a name is cut last.
    pub fn heading(&self, room: u16) -> (String, String) {
        let at = Which::ALL.iter().position(|which| *which == self.which).unwrap_or(0) + 1;
        let all = Which::ALL.len();
        let places = [format!(" {at} of {all} (Tab, /)  "), format!(" {at}/{all} "), " ".to_owned()];
        let [long, short, none] = places;
        let (with_keys, brief) = self.headings();
        let fits =
            |place: &String, said: &String| place.chars().count() + said.chars().count() <= usize::from(room);
        let whole =
            [&long, &short].into_iter().flat_map(|place| with_keys.iter().map(move |said| (place, said)));
        // Whose work it is says more than the place among the reports.
        let short = brief.iter().flat_map(|said| [(&short, said), (&none, said)]);
        match whole.chain(short).find(|(place, said)| fits(place, said)) {
            Some((place, said)) => (place.clone(), said.clone()),
            None => (none.clone(), brief.last().cloned().unwrap_or_default()),
        }
    }

    /// The days and whose it is, the longest first: with the keys that choose them, and without.
    fn headings(&self) -> (Vec<String>, Vec<String>) {
        let whose = self.whose.fit(self.which).name;
        let whose = if whose.is_empty() { "everyone".to_owned() } else { whose };
        if !self.which.takes_days() {
            let brief = format!("today, {whose}");
            let keys = if self.which.takes_worker() || self.which.takes_area() { " (f)" } else { "" };
            return (vec![format!("{brief}{keys}")], vec![brief]);
        }
        let label = self.days.label();
        let dates = self
            .question
            .as_ref()
            .map_or_else(String::new, |question| Days::Between(question.lens.from, question.lens.to).label());
        let mut days = vec![label.clone()];
        if label != dates && !dates.is_empty() {
            days.splice(0..0, [format!("{label}, {dates}"), dates]);
        }
        let with_keys = days.iter().map(|days| format!("{days} (o), {whose} (f)")).collect();
        (with_keys, vec![format!("{label}, {whose}"), label])
    }

    /// The report is asked again; what it was before stays until each piece is there.
    pub fn begin(&mut self, today: NaiveDate, own: &[OwnText]) {
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
        let tables = self.tables(own);
        let question = Question { which: self.which, lens, group: whose.group, of: whose.name, tables };
        if self.question.as_ref() != Some(&question) {
            self.pieces.clear();
        }
        self.question = Some(question);
        self.next = 0;
    }

    /// The tables that the team keeps beside its settings, as far as the report needs them.
    fn tables(&mut self, own: &[OwnText]) -> Tables {
        let population = match self.which {
            Which::Equity => tables::kept_population(own),
            _ => Ok(None),
        };
        let costs = match self.which {
            Which::Impact => tables::kept_costs(own),
            _ => Ok(None),
        };
        let why = population.as_ref().err().or(costs.as_ref().err());
        self.unused = why.map(|fault| Section {
            title: "Your own table was not used".to_owned(),
            tables: vec![Table::new([""], vec![vec![format!("{} {}", fault.message, fault.hint)]])],
            ..Section::default()
        });
        Tables { population: population.unwrap_or_default(), costs: costs.unwrap_or_default() }
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
            question.end(store, &mut end)?;
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

    /// How wide a row must be so that no figure is cut and the columns of tables stand beside each other, where so many
    /// places are enough for it.
    pub fn widest(&self, room: u16) -> u16 {
        let figures = self.sections().flat_map(|section| &section.figures).map(lines::width_of);
        let tables = self.sections().flat_map(|section| &section.tables).map(lines::width_of_table);
        figures.chain(tables).filter(|width| *width <= room).max().unwrap_or(0)
    }

    /// The sections that are there.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.unused.iter().chain(self.pieces.iter().flatten())
    }
}
