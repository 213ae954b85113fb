//! The reports there are: what each is called and tells, what it can be narrowed to, and its sections one after another.

use super::beginning::Reach;
use super::{
    Report, Section, Table, activity, caseload, community, equity, impact, outcomes, reciprocity, referrers,
    supervision, waiting,
};
use crate::domain::id::AssetId;
use crate::domain::population::Population;
use crate::domain::unit_cost::Costs;
use crate::domain::when;
use crate::store::figures::lens::{Lens, Whose};
use crate::store::give::measure::Scope;
use crate::store::{Store, StoreError};

/// A report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Who is where now.
    Caseload,
    /// What was done.
    Activity,
    /// Who refers.
    Referrers,
    /// How long people waited.
    Waiting,
    /// How people were at first and later.
    Outcomes,
    /// What became of it for people and services.
    Impact,
    /// Who gives and receives.
    Reciprocity,
    /// Who is reached, beside who lives there.
    Equity,
    /// What the community does not have.
    Gaps,
    /// How far the directory can be trusted.
    Assets,
    /// Funding that ends.
    Funding,
    /// One worker's caseload, for a talk about it.
    Supervision,
}

impl Which {
    /// All of them, in the order of the documents.
    pub const ALL: [Self; 12] = [
        Self::Caseload,
        Self::Activity,
        Self::Referrers,
        Self::Waiting,
        Self::Outcomes,
        Self::Impact,
        Self::Reciprocity,
        Self::Equity,
        Self::Gaps,
        Self::Assets,
        Self::Funding,
        Self::Supervision,
    ];

    /// Its name on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Caseload => "caseload",
            Self::Activity => "activity",
            Self::Referrers => "referrers",
            Self::Waiting => "waiting",
            Self::Outcomes => "outcomes",
            Self::Impact => "impact",
            Self::Reciprocity => "reciprocity",
            Self::Equity => "equity",
            Self::Gaps => "gaps",
            Self::Assets => "assets",
            Self::Funding => "funding",
            Self::Supervision => "supervision",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Caseload => "Caseload",
            Self::Activity => "Activity",
            Self::Referrers => "Who refers",
            Self::Waiting => "Waiting",
            Self::Outcomes => "Outcomes",
            Self::Impact => "Impact",
            Self::Reciprocity => "Reciprocity",
            Self::Equity => "Equity of reach",
            Self::Gaps => "Gaps and causes",
            Self::Assets => "The directory",
            Self::Funding => "Funding",
            Self::Supervision => "Supervision",
        }
    }

    /// What it tells.
    pub fn tells(self) -> &'static str {
        match self {
            Self::Caseload => {
                "Who is where, what is late, who gives and receives, who stands where on the way"
            }
            Self::Activity => "What was done, beside as many days before",
            Self::Referrers => "Who refers, who has gone quiet, who still waits to hear from us",
            Self::Waiting => "How long people waited for the first try and the first talk, and who waits now",
            Self::Outcomes => "How people were at first and later, by each instrument; only people with both",
            Self::Impact => "Goals, ways to contributing, and the use of services before and after",
            Self::Reciprocity => {
                "Who is asked, offers, gives and receives, who moves on the way, and where people are led"
            }
            Self::Equity => {
                "Who is reached by age, gender, ethnicity and deprivation, beside who lives there"
            }
            Self::Gaps => {
                "What the community does not have yet, who waits for it, and the causes behind needs"
            }
            Self::Assets => "How far the directory can be trusted",
            Self::Funding => "Funding that ends, month by month, with who would be left without it",
            Self::Supervision => {
                "One worker's caseload: what came and went, what is late, who waits longest, and a sheet to hand over by"
            }
        }
    }

    /// Whether it is about some days, and not about a moment.
    pub fn takes_days(self) -> bool {
        matches!(
            self,
            Self::Activity
                | Self::Waiting
                | Self::Outcomes
                | Self::Impact
                | Self::Reciprocity
                | Self::Equity
                | Self::Gaps
                | Self::Supervision
        )
    }

    /// Whether it stands beside as many days before.
    pub fn is_compared(self) -> bool {
        matches!(
            self,
            Self::Activity | Self::Waiting | Self::Outcomes | Self::Impact | Self::Equity | Self::Gaps
        )
    }

    /// Whether it can be of one practice, area or source.
    pub fn takes_places(self) -> bool {
        (self.takes_worker() || self == Self::Referrers)
            && !matches!(self, Self::Reciprocity | Self::Supervision)
    }

    /// Whether it can be of one area: of people there, or of what is there.
    pub fn takes_area(self) -> bool {
        self.takes_places() || matches!(self, Self::Assets | Self::Funding)
    }

    /// Why it cannot be of some days, in a sentence.
    pub fn why_no_days(self) -> &'static str {
        match self {
            Self::Caseload => {
                "It says who is where today; what was done in some days is told by the report of activity."
            }
            Self::Referrers => {
                "It always looks at the two years up to today, so that who has gone quiet is seen; the referrals of some days are in \
                 the report of activity."
            }
            _ => "It says how the directory stands today.",
        }
    }

    /// Why it cannot be of one worker's people, in a sentence.
    pub fn why_no_worker(self) -> &'static str {
        match self {
            Self::Referrers => {
                "Who refers, and who has gone quiet, is a matter of the whole service: one worker sees only some of what comes."
            }
            _ => "Assets belong to nobody's caseload, so there is nothing of one worker in it.",
        }
    }

    /// Why it cannot be of a practice, an area or a source, in a sentence.
    pub fn why_no_places(self) -> &'static str {
        match self {
            Self::Reciprocity => {
                "Moves and exchanges are told of everyone, of a worker's people or of a group; a practice, an area or a source has no \
                 part in them."
            }
            Self::Supervision => "It is about the whole caseload of one worker.",
            _ => "Assets have a place and no practice or source: it takes --area alone.",
        }
    }

    /// Whether it can be of one worker's people.
    pub fn takes_worker(self) -> bool {
        self.takes_days() || self == Self::Caseload
    }

    /// How many pieces it is asked for in, so that a screen can fill it in piece by piece.
    pub fn pieces(self) -> usize {
        match self {
            Self::Activity => activity::SECTIONS,
            Self::Waiting => waiting::SECTIONS,
            Self::Equity => equity::SECTIONS,
            Self::Impact => impact::SECTIONS,
            Self::Outcomes => outcomes::pieces(),
            Self::Reciprocity => reciprocity::SECTIONS + 1,
            Self::Supervision => supervision::PIECES,
            Self::Caseload | Self::Referrers | Self::Gaps | Self::Assets | Self::Funding => 1,
        }
    }
}

/// What a report is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which report.
    pub which: Which,
    /// Whose work, in which days.
    pub lens: Lens,
    /// Only people who have a place in this group: of the report of reciprocity.
    pub group: Option<AssetId>,
    /// Whom it is about, in words for the title; empty where it is about everyone.
    pub of: String,
    /// Tables the team brings: who lives there, what a contact costs.
    pub tables: Tables,
}

/// Tables the team brings to a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Who lives there.
    pub population: Option<Population>,
    /// What services cost.
    pub costs: Option<Costs>,
}

impl Question {
    /// The title of the report.
    pub fn title(&self, store: &Store) -> String {
        let today = when::show_day_long(store.clock().today());
        let days = format!("{} to {}", when::show_day(self.lens.from), when::show_day(self.lens.to));
        let whose = if self.of.is_empty() { String::new() } else { format!("{}, ", self.of) };
        match self.which {
            Which::Caseload if whose.is_empty() => format!("Caseload on {today}"),
            Which::Caseload => format!("Caseload, {whose}on {today}"),
            Which::Referrers => format!("Who refers, {whose}on {today}"),
            Which::Assets => format!("The directory, {whose}on {today}"),
            Which::Funding => format!("Funding, {whose}on {today}"),
            which => format!("{}, {whose}{days}", which.label()),
        }
    }

    /// One of its pieces, from 0: sections that belong together.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn piece(&self, store: &Store, n: usize) -> Result<Vec<Section>, StoreError> {
        let today = store.clock().today();
        let lens = &self.lens;
        let one = |section: Section| vec![section];
        let mut sections = match self.which {
            Which::Caseload => caseload::sections(store, &Whose::of(lens), today)?,
            Which::Activity => one(activity::section(store, lens, n)?),
            Which::Referrers => referrers::sections(store, &Whose::of(lens), today)?,
            Which::Waiting => one(waiting::section(store, lens, n)?),
            Which::Outcomes => outcomes::piece(store, lens, n)?,
            Which::Impact => one(impact::section(store, lens, self.tables.costs.as_ref(), n)?),
            Which::Reciprocity => {
                let scope = Scope { worker: lens.worker, group: self.group, from: lens.from, to: lens.to };
                one(if n < reciprocity::SECTIONS {
                    reciprocity::section(store, scope, n)?
                } else {
                    reciprocity::by_quarter(store, scope)?
                })
            }
            Which::Equity => one(equity::section(store, lens, self.tables.population.as_ref(), n)?),
            Which::Gaps => community::gaps(store, lens)?,
            Which::Assets => community::assets(store, lens.area.as_deref(), today)?,
            Which::Funding => community::funding(store, lens.area.as_deref(), today)?,
            Which::Supervision => supervision::piece(store, lens, n)?,
        };
        sections.retain(|section| !section.figures.is_empty() || !section.tables.is_empty());
        Ok(sections)
    }

    /// What stands at the end of a report, once its pieces are there: caution, that there is nothing, or nothing to compare with.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn end(&self, store: &Store, sections: &mut Vec<Section>) -> Result<(), StoreError> {
        let nothing = sections.is_empty();
        if self.which == Which::Outcomes {
            outcomes::end(sections);
        }
        if sections.is_empty() {
            let words = "In these days nothing was noted that this report counts.".to_owned();
            let table = Table::new(["There is nothing"], vec![vec![words]]);
            sections.push(Section {
                title: "Nothing to tell".to_owned(),
                figures: Vec::new(),
                tables: vec![table],
            });
        }
        // Where nobody was measured or reached nothing is compared, and nothing is said of it.
        if self.which.is_compared() && !(nothing && matches!(self.which, Which::Outcomes | Which::Equity)) {
            sections.extend(Reach::of(store, &self.lens)?.section(&self.lens));
        }
        Ok(())
    }

    /// The whole report. `hears` is told after each piece how many are done.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn ask(&self, store: &Store, mut hears: impl FnMut(usize)) -> Result<Report, StoreError> {
        let mut sections = Vec::new();
        for n in 0..self.which.pieces() {
            sections.extend(self.piece(store, n)?);
            hears(n + 1);
        }
        self.end(store, &mut sections)?;
        Ok(Report { title: self.title(store), sections })
    }
}
