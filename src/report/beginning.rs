//! Whether the caseload was there in the days before some days: where it was not, there is nothing to compare with.

use chrono::{Duration, NaiveDate};

use super::{Section, Table};
use crate::domain::when;
use crate::store::figures::counted::{Counted, Of};
use crate::store::figures::lens::Lens;
use crate::store::page::Span;
use crate::store::{Store, StoreError};

/// What shows that the caseload was there: everything that is counted by a day.
const KINDS: [Of; 9] = [
    Of::Referrals,
    Of::Contacts,
    Of::Informal,
    Of::Opened,
    Of::Connections,
    Of::Started,
    Of::Goals,
    Of::Needs,
    Of::Gaps,
];

/// So many days are looked at first: a caseload that was in use has a referral in them, and nothing more is read.
const LATELY: i64 = 28;

/// How far back the caseload reaches, seen from the days that some days are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It was there on the first of the days before, or earlier.
    Whole,
    /// Its first record is of this day, among the days before.
    Since(NaiveDate),
    /// No record is of the days before or of a day before them.
    Nothing,
}

impl Reach {
    /// How far back the caseload reaches, seen from the days before those of a lens. Everyone's work counts, whoever is asked
    /// about: a worker who is new has nothing before, and that is a figure.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn of(store: &Store, lens: &Lens) -> Result<Self, StoreError> {
        let before = lens.before();
        let (from, to) = (before.from, before.to);
        let lately = Lens::days(from - Duration::days(LATELY), from);
        if store.count_rows(&Counted::all(Of::Referrals, &lately))? > 0 {
            return Ok(Self::Whole);
        }
        let ever = Lens::days(NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(from), to);
        let mut first: Option<NaiveDate> = None;
        for kind in KINDS {
            let counted = Counted::all(kind, &ever);
            let n = store.count_rows(&counted)?;
            if n == 0 {
                continue;
            }
            // The newest come first.
            let oldest = store.counted_rows(&counted, Span { from: n - 1, most: 1 })?;
            let day = oldest.rows.first().and_then(|row| row.on.parse().ok());
            first = [first, day].into_iter().flatten().min();
            if first.is_some_and(|day| day <= from) {
                return Ok(Self::Whole);
            }
        }
        first = first.into_iter().chain(store.first_measured(to)?).min();
        Ok(match first {
            None => Self::Nothing,
            Some(day) if day <= from => Self::Whole,
            Some(day) => Self::Since(day),
        })
    }

    /// Whether there is anything to compare with.
    pub fn is_anything(self) -> bool {
        self != Self::Nothing
    }

    /// What is said of it below a report; nothing where the days before are whole.
    pub fn section(self, lens: &Lens) -> Option<Section> {
        let words = match self {
            Self::Whole => return None,
            Self::Nothing => format!(
                "Nothing in this caseload is dated before {}, so there is nothing to compare these days with.",
                when::show_day(lens.from)
            ),
            Self::Since(day) => format!(
                "The first record of this caseload is of {}. The days before begin on {}, so they are not whole, and \
                 what is told of them may be too little.",
                when::show_day(day),
                when::show_day(lens.before().from)
            ),
        };
        let table = Table::new(["What these days are compared with"], vec![vec![words]]);
        Some(Section { title: "The days before".to_owned(), figures: Vec::new(), tables: vec![table] })
    }
}
