//! What is asked of a report: which days, whose people, which tables; and why some of it cannot be asked.

use chrono::NaiveDate;

use super::super::desk::whose;
use super::super::subject;
use super::{Days, Report};
use crate::domain::entity::Entity;
use crate::domain::id::AssetId;
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::domain::when;
use crate::fault::Fault;
use crate::import::tables;
use crate::report::allot;
use crate::report::catalogue::{Question, Tables, Which};
use crate::report::days::{self, a_year_before};
use crate::store::Store;
use crate::store::figures::lens::Lens;

impl Report {
    /// Whether every option that was given says something: nothing is not everything.
    pub(super) fn says_something(&self) -> Result<(), Fault> {
        for (option, text, such) in [
            ("--worker", &self.worker, "--worker jo"),
            ("--practice", &self.practice, "--practice 'High Street Surgery'"),
            ("--area", &self.area, "--area S6"),
            ("--source", &self.source, "--source gp"),
            ("--group", &self.group, "--group 12"),
            ("--from", &self.from, "--from 2026-01-01"),
            ("--to", &self.to, "--to 2026-03-31"),
            ("--rows", &self.rows, "--rows 'Asked'"),
        ] {
            let Some(text) = text else { continue };
            // An area is letters and digits, whatever stands around them.
            let area = option == "--area";
            if !text
                .chars()
                .any(|letter| if area { letter.is_ascii_alphanumeric() } else { !letter.is_whitespace() })
            {
                return Err(Fault::usage(format!("{option} was given without saying which."))
                    .hint(format!("For example: {such}. To count everyone, leave it out.")));
            }
        }
        Ok(())
    }

    /// Whether everything that was said can be said of this report.
    pub(super) fn fits(&self, which: Which) -> Result<(), Fault> {
        let name = which.code();
        let refuse = |said: bool, can: bool, (what, why): (&str, &str), others: fn(Which) -> bool| {
            if !said || can {
                return Ok(());
            }
            let able: Vec<&str> =
                Which::ALL.into_iter().filter(|one| others(*one)).map(Which::code).collect();
            let said = format!("The report {name} takes no {what}. {why}");
            Err(Fault::usage(said.trim_end()).hint(format!("These do: {}.", able.join(", "))))
        };
        let several = |others: fn(Which) -> bool| self.which.iter().any(|one| others(*one));
        let days = self.from.is_some() || self.to.is_some() || self.period.is_some();
        // Beside others a report on how things stand says in its title that it is of today.
        refuse(days, several(Which::takes_days), ("days", which.why_no_days()), Which::takes_days)?;
        let worker = self.mine || self.worker.is_some();
        refuse(worker, which.takes_worker(), ("worker", which.why_no_worker()), Which::takes_worker)?;
        let people = self.practice.is_some() || self.source.is_some();
        let why = ("practice and no source", which.why_no_places());
        refuse(people, which.takes_places(), why, Which::takes_places)?;
        refuse(self.area.is_some(), which.takes_area(), ("area", which.why_no_places()), Which::takes_area)?;
        let reciprocity = |one| one == Which::Reciprocity;
        let why = ("group", "Who has a place in a group is a matter of giving and receiving.");
        refuse(self.group.is_some(), reciprocity(which), why, reciprocity)?;
        let equity = |one| one == Which::Equity;
        let why = ("table of who lives there", "Nothing in it is compared with who lives there.");
        refuse(self.population.is_some(), several(equity), why, equity)?;
        let impact = |one| one == Which::Impact;
        refuse(self.costs.is_some(), several(impact), ("table of costs", "Nothing in it is priced."), impact)
    }

    /// What is asked.
    pub(super) fn question(&self, store: &Store, which: Which, today: NaiveDate) -> Result<Question, Fault> {
        let (from, to) = self.days(today)?;
        let mut lens = Lens::days(from, to);
        let mut of = Vec::new();
        if which == Which::Caseload {
            lens.worker = whose(store, self.mine)?;
        } else if self.mine {
            lens.worker = whose(store, true)?;
            of.push("my people".to_owned());
        }
        if let Some(name) = &self.worker {
            let worker = allot::worker(store, name)?;
            lens.worker = Some(worker.id);
            of.push(format!("people of {}", worker.name));
        }
        if let Some(practice) = &self.practice {
            if !store.has_people_of_practice(practice.trim())? {
                return Err(Fault::missing(format!(
                    "Nobody is registered with a practice {}.",
                    practice.trim()
                ))
                .hint("It is named by its code or by its whole name, as the records have it."));
            }
            lens.practice = Some(practice.trim().to_owned());
            of.push(format!("practice {}", practice.trim()));
        }
        if let Some(area) = &self.area {
            lens.area = Some(area.trim().to_uppercase());
            of.push(format!("area {}", area.trim().to_uppercase()));
        }
        if let Some(source) = &self.source {
            let code = REFERRAL_SOURCE.read(source).ok_or_else(|| {
                let codes: Vec<&str> = REFERRAL_SOURCE.terms.iter().map(|term| term.code).collect();
                Fault::usage(format!("There is no source {source}."))
                    .hint(format!("There are: {}.", codes.join(", ")))
            })?;
            lens.source = Some(code.to_owned());
            of.push(format!("referred by {}", REFERRAL_SOURCE.label(code)));
        }
        let group =
            self.group.as_deref().map(|key| subject::of(key, Entity::Asset).map(AssetId)).transpose()?;
        if let Some(group) = group {
            of.push(store.needed(Entity::Asset, group.0)?.values.text("name").to_owned());
        }
        let tables = match (&self.population, &self.costs) {
            (None, None) => kept_tables(store, which)?,
            (people, costs) => Tables {
                population: people.as_deref().map(tables::population).transpose()?,
                costs: costs.as_deref().map(tables::costs).transpose()?,
            },
        };
        Ok(Question { which, lens, group, of: of.join(", "), tables })
    }

    /// The first and the last day that count: a year up to today unless given.
    fn days(&self, today: NaiveDate) -> Result<Days, Fault> {
        if let Some(period) = self.period {
            return Ok(period.0.on(today));
        }
        let to = match (&self.from, &self.to) {
            (Some(from), Some(to)) => {
                return days::between(from, to, today).map_err(Fault::usage);
            }
            // The last day of a month may still come.
            (_, Some(to)) => when::read_past_day(to, today)
                .or_else(|why| when::read_day(to, today).map_err(|_| why))
                .map_err(Fault::usage)?,
            (_, None) => today,
        };
        let from = match &self.from {
            Some(from) => when::read_past_day(from, today).map_err(Fault::usage)?,
            None => a_year_before(to),
        };
        if from > to {
            return Err(Fault::usage("The first day comes after the last."));
        }
        Ok((from, to))
    }
}

/// The tables that the team keeps beside its settings, as far as a report needs them.
pub fn kept_tables(store: &Store, which: Which) -> Result<Tables, Fault> {
    let own = store.own_texts();
    Ok(match which {
        Which::Equity => Tables { population: tables::kept_population(own)?, costs: None },
        Which::Impact => Tables { population: None, costs: tables::kept_costs(own)? },
        _ => Tables::default(),
    })
}
