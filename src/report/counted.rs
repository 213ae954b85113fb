//! Figures that are lists of rows seen through a lens: whole, or one for each part, beside as many days before.

use chrono::NaiveDate;

use super::beginning::Reach;
use super::rows::{RowLine, RowsOf};
use super::{Figure, Section};
use crate::domain::vocabulary::{
    CLOSE_REASON, CONTACT_METHOD, EPISODE_STATE, GOAL_STATUS, NEED, REFERRAL_SOURCE,
};
use crate::domain::{name, when};
use crate::store::figures::counted::{By, Counted, CountedRow, Of};
use crate::store::figures::lens::Lens;
use crate::store::{Store, StoreError};

/// What stands for a part that nobody named.
pub const NOT_SAID: &str = "Not said";

/// Asks for figures through one lens.
pub struct Asker<'a> {
    store: &'a Store,
    lens: &'a Lens,
    before: Option<Lens>,
    /// Parts that are told even where nothing is in them.
    also: Vec<String>,
    /// Parts that are told so as soon as that of anybody is known.
    always: Vec<String>,
}

impl<'a> Asker<'a> {
    /// Figures of some days.
    pub fn new(store: &'a Store, lens: &'a Lens) -> Self {
        Self { store, lens, before: None, also: Vec::new(), always: Vec::new() }
    }

    /// Figures of some days, each beside what it was in as many days before; alone where the caseload holds nothing of the
    /// time before.
    ///
    /// # Errors
    /// The caseload cannot be read.
    pub fn beside_before(store: &'a Store, lens: &'a Lens) -> Result<Self, StoreError> {
        let before = Reach::of(store, lens)?.is_anything().then(|| lens.before());
        Ok(Self { store, lens, before, also: Vec::new(), always: Vec::new() })
    }

    /// The same, with parts that are told even where nothing is in them.
    #[must_use]
    pub fn among(mut self, codes: &[&str]) -> Self {
        self.also = codes.iter().map(|code| (*code).to_owned()).collect();
        self
    }

    /// The same, with parts that are told so as soon as the part of anybody is known.
    #[must_use]
    pub fn with_all(mut self, codes: Vec<String>) -> Self {
        self.always = codes;
        self
    }

    /// How many rows count.
    pub fn figure(
        &self,
        name: &str,
        of: Of,
        unit: &'static str,
        definition: &'static str,
    ) -> Result<Figure, StoreError> {
        let counted = Counted::all(of, self.lens);
        let value = self.store.count_rows(&counted)?;
        let figure = Figure::new(name, value, unit, definition, RowsOf::Counted(Box::new(counted)));
        match &self.before {
            None => Ok(figure),
            Some(before) => Ok(figure.compared(self.store.count_rows(&Counted::all(of, before))?)),
        }
    }

    /// The minutes of contacts, where they were noted.
    pub fn minutes(&self) -> Result<Figure, StoreError> {
        let (minutes, _) = self.store.minutes(self.lens)?;
        let figure = Figure::new(
            "Minutes noted",
            minutes,
            "minutes",
            "Minutes of the contacts in these days. Minutes are noted by who wants to; contacts without any add nothing.",
            RowsOf::Nothing,
        );
        match &self.before {
            None => Ok(figure),
            Some(before) => Ok(figure.compared(self.store.minutes(before)?.0)),
        }
    }

    /// A figure for each part: the largest first, ages, tenths and months in their own order; what nobody said last.
    pub fn parts(
        &self,
        title: &str,
        (of, by): (Of, By),
        unit: &'static str,
        definition: &'static str,
        name: &dyn Fn(&str) -> String,
    ) -> Result<Section, StoreError> {
        let parts = self.store.parts(of, by, self.lens)?;
        let before = match &self.before {
            None => Vec::new(),
            Some(lens) => self.store.parts(of, by, lens)?,
        };
        let whole = parts.iter().map(|(_, n)| n).sum();
        let mut codes: Vec<&str> = parts.iter().chain(&before).map(|(code, _)| code.as_str()).collect();
        codes.extend(self.also.iter().map(String::as_str));
        if parts.iter().any(|(code, _)| !code.is_empty()) {
            codes.extend(self.always.iter().map(String::as_str));
        }
        codes.sort_unstable();
        codes.dedup();
        let count = |all: &[(String, usize)], code: &str| {
            all.iter().find(|(known, _)| known == code).map_or(0, |(_, n)| *n)
        };
        let natural = matches!(by, By::Age | By::Deprivation | By::Month);
        codes.sort_by_key(|code| {
            let size = if natural { 0 } else { count(&parts, code) };
            (code.is_empty(), std::cmp::Reverse(size), code.parse::<u8>().unwrap_or(0))
        });
        let figure = |code: &&str| {
            let rows = RowsOf::Counted(Box::new(Counted::part(of, by, code, self.lens)));
            let called = name(code);
            let called = if called.is_empty() { NOT_SAID.to_owned() } else { called };
            let figure = Figure::new(called, count(&parts, code), unit, definition, rows).of(whole);
            if self.before.is_some() { figure.compared(count(&before, code)) } else { figure }
        };
        let figures = codes.iter().map(figure).collect();
        Ok(Section { title: title.to_owned(), figures, tables: Vec::new() })
    }
}

/// A row that is counted, with what it is in words.
pub fn line(of: Of, row: &CountedRow, today: NaiveDate) -> RowLine {
    let what = match of {
        Of::Referrals => REFERRAL_SOURCE.label(&row.what),
        Of::Contacts | Of::Informal => CONTACT_METHOD.label(&row.what),
        Of::Opened => EPISODE_STATE.label(&row.what),
        Of::Closed => CLOSE_REASON.label(&row.what),
        Of::Goals => GOAL_STATUS.label(&row.what),
        Of::Needs | Of::Structural => NEED.label(&row.what),
        Of::NewPeople | Of::Spoken | Of::Connections | Of::Started | Of::Stranded | Of::Gaps => &row.what,
    };
    let on = row.on.parse().ok().map(|day| when::show_day_short(day, today));
    let nobody = if of == Of::Gaps { row.what.as_str() } else { "Somebody without a record" };
    let detail: Vec<&str> =
        [what].into_iter().filter(|what| !what.is_empty() && *what != nobody).chain(on.as_deref()).collect();
    RowLine {
        record: row.record,
        person: row.person,
        asset: None,
        name: if row.person.is_some() {
            name::listed(&row.family, &row.given, "")
        } else {
            nobody.to_owned()
        },
        detail: detail.join(", "),
        marked: false,
    }
}

/// A month as people write it: `March 2026` of `2026-03`.
pub fn month(code: &str) -> String {
    format!("{code}-01").parse().map_or_else(|_| code.to_owned(), when::show_month)
}

/// The middle of some whole numbers, with a half where it lies between two: `4`, `4.5`.
pub fn middle(all: &[i64], share: (usize, usize)) -> String {
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    let last = sorted.len().saturating_sub(1) * share.0;
    let (lower, upper) = (last / share.1, last.div_ceil(share.1));
    let at = |n: usize| sorted.get(n).copied().unwrap_or(0);
    let sum = at(lower) + at(upper);
    if sum % 2 == 0 { (sum / 2).to_string() } else { format!("{}.5", sum / 2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_quarters_are_what_a_hand_finds() {
        assert_eq!(middle(&[3, 1, 2], (1, 2)), "2");
        assert_eq!(middle(&[4, 1, 2, 3], (1, 2)), "2.5");
        assert_eq!(middle(&[1, 2, 3, 4, 5], (1, 4)), "2");
        assert_eq!(middle(&[], (1, 2)), "0");
        assert_eq!(month("2026-03"), "March 2026");
    }
}
