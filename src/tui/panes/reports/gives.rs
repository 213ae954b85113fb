//! The measure of reciprocity on the screen: its sections are filled in one after another, so that no key waits for them.

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::id::{AssetId, WorkerId};
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

/// Whose give and take is measured; everyone's where neither a worker nor a group is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    worker: Option<WorkerId>,
    group: Option<AssetId>,
    name: String,
}

impl Whose {
    /// The people of the worker at the screen, where there is one.
    pub fn mine(worker: Option<WorkerId>) -> Self {
        worker.map_or_else(Self::default, |worker| Self::worker(worker, "my people".to_owned()))
    }

    /// The people of a worker.
    pub fn worker(worker: WorkerId, name: String) -> Self {
        Self { worker: Some(worker), group: None, name }
    }

    /// The people who have a place in a group.
    pub fn group(group: AssetId, name: String) -> Self {
        Self { worker: None, group: Some(group), name }
    }
}

/// The measure with what is filled in of it.
#[derive(Default)]
pub struct Gives {
    /// What is filled in; of a measure that is worked out again, what it was before.
    pub sections: Vec<Section>,
    next: usize,
    days: Days,
    whose: Whose,
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

    /// The measure of somebody's give and take.
    pub fn of(whose: Whose) -> Self {
        Self { whose, ..Self::default() }
    }

    /// Another one's give and take is wanted.
    pub fn measure(&mut self, whose: Whose) {
        if self.whose != whose {
            self.whose = whose;
            self.sections.clear();
        }
    }

    /// The days and whose it is, in words.
    pub fn heading(&self) -> String {
        let days = match self.days {
            Days::Year => "past year",
            Days::Quarter => "this quarter",
            Days::LastQuarter => "last quarter",
        };
        let whose = if self.whose.name.is_empty() { "everyone" } else { &self.whose.name };
        format!("{days} (o), {whose} (f)")
    }

    /// The measure is worked out again.
    pub fn begin(&mut self, today: NaiveDate) {
        let year = today.checked_sub_months(Months::new(12)).and_then(|day| day.succ_opt()).unwrap_or(today);
        let (from, to) = match self.days {
            Days::Year => (year, today),
            Days::Quarter => reciprocity::quarter(today, 0).unwrap_or((year, today)),
            Days::LastQuarter => reciprocity::quarter(today, 1).unwrap_or((year, today)),
        };
        let scope = Scope { worker: self.whose.worker, group: self.whose.group, from, to };
        if self.scope.is_none_or(|before| before.from.year() != from.year()) {
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
