//! The measure of reciprocity on the screen: its sections are filled in one after another, so that no key waits for them.

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::id::WorkerId;
use crate::report::Section;
use crate::report::reciprocity;
use crate::store::give::measure::Scope;
use crate::store::{Store, StoreError};

/// Which days are measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Days {
    /// The twelve months up to today.
    #[default]
    Year,
    /// The quarter of today.
    Quarter,
    /// The quarter before it.
    LastQuarter,
}

/// The measure with what is filled in of it.
#[derive(Default)]
pub struct Gives {
    /// What is filled in; of a measure that is worked out again, what it was before.
    pub sections: Vec<Section>,
    next: usize,
    days: Days,
    scope: Option<Scope>,
}

impl Gives {
    /// The next choice of days.
    pub fn other_days(&mut self) {
        self.days = match self.days {
            Days::Year => Days::Quarter,
            Days::Quarter => Days::LastQuarter,
            Days::LastQuarter => Days::Year,
        };
        self.sections.clear();
    }

    /// The days in words, for the heading.
    pub fn days_words(&self) -> &'static str {
        match self.days {
            Days::Year => "past year (o), ",
            Days::Quarter => "this quarter (o), ",
            Days::LastQuarter => "last quarter (o), ",
        }
    }

    /// The measure is worked out again, for a worker's people or everyone.
    pub fn begin(&mut self, worker: Option<WorkerId>, today: NaiveDate) {
        let year = today.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt()).unwrap_or(today);
        let (from, to) = match self.days {
            Days::Year => (year, today),
            Days::Quarter => reciprocity::quarter(today, 0).unwrap_or((year, today)),
            Days::LastQuarter => reciprocity::quarter(today, 1).unwrap_or((year, today)),
        };
        let scope = Scope { worker, group: None, from, to };
        if self.scope.is_none_or(|before| (before.worker, before.from.year()) != (worker, from.year())) {
            self.sections.clear();
        }
        self.scope = Some(scope);
        self.next = 0;
    }

    /// Whether a section is still to be filled in.
    pub fn fills_on(&self) -> bool {
        self.scope.is_some() && self.next <= reciprocity::SECTIONS
    }

    /// Fills in the next section.
    pub fn fill(&mut self, store: &Store) -> Result<(), StoreError> {
        let Some(scope) = self.scope.filter(|_| self.next <= reciprocity::SECTIONS) else { return Ok(()) };
        let section = if self.next == reciprocity::SECTIONS {
            reciprocity::gives_by_quarter(store, scope)?
        } else {
            reciprocity::section(store, scope, self.next)?
        };
        match self.sections.get_mut(self.next) {
            Some(held) => *held = section,
            None => self.sections.push(section),
        }
        self.next += 1;
        Ok(())
    }
}
