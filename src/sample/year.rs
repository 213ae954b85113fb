//! The calendar: day after day, every story that has something on it is told on, and what happened is written.

use std::collections::{BTreeMap, VecDeque};

use chrono::{Days, NaiveDate};

use super::assets::{self, Asset};
use super::book::Book;
use super::case::Case;
use super::cast;
use super::entries::Who;
use super::life::{Fate, Span, Story, Teller};
use super::measured::Scales;
use super::names::{NhsNumbers, RARE};
use super::themes::THEMES;
use super::way::Way;
use super::{Plan, staff};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};
use crate::domain::vocabulary::REFERRAL_SOURCE;
use crate::fault::Fault;
use crate::store::Actor;

/// The number of the film club among the assets; it closes within the year.
pub(super) const FILM_CLUB: i64 = 13;

/// How many people the others may meet: those who came last.
pub(super) const NEIGHBOURS: usize = 60;

/// What stories share: chance, the numbers given out, who and what there is.
pub(super) struct Town {
    pub rng: fastrand::Rng,
    pub span: Span,
    pub nhs: NhsNumbers,
    /// For each theme the numbers of the assets that help with it.
    pub fitting: Vec<Vec<i64>>,
    pub assets: i64,
    /// Numbers of the mock-ups' people, by family name.
    pub cast: BTreeMap<&'static str, i64>,
    /// Numbers of those who came last.
    pub neighbours: VecDeque<i64>,
    /// How many connections have been planned, over all stories.
    pub joined: usize,
    /// Whether the film club has closed.
    pub closed: bool,
}

/// The sample in the making.
pub(super) struct Year<'a> {
    pub book: Book<'a>,
    pub town: Town,
    pub staff: Vec<Actor>,
    plan: Plan,
    first: NaiveDate,
    /// Who has something on a day: the how-manyeth person.
    agenda: BTreeMap<NaiveDate, Vec<usize>>,
    checks: BTreeMap<NaiveDate, Vec<(i64, NaiveDate)>>,
    cases: BTreeMap<usize, Case>,
}

impl<'a> Year<'a> {
    /// The calendar of a plan: when everyone comes.
    pub(super) fn new(book: Book<'a>, plan: Plan, span: Span) -> Self {
        let staff = staff(plan.people);
        let town = Town {
            rng: fastrand::Rng::with_seed(plan.seed),
            span,
            nhs: NhsNumbers::new(),
            fitting: vec![Vec::new(); THEMES.len()],
            assets: 0,
            cast: BTreeMap::new(),
            neighbours: VecDeque::new(),
            joined: 0,
            closed: false,
        };
        let first = plan.today - Days::new(Self::length(&plan));
        let mut year = Self {
            book,
            town,
            staff,
            plan,
            first,
            agenda: BTreeMap::new(),
            checks: BTreeMap::new(),
            cases: BTreeMap::new(),
        };
        for n in 0..plan.people {
            let day = year.arrival(n);
            year.agenda.entry(day).or_default().push(n);
        }
        year
    }

    /// How many days the sample lives through: a year, or as long as its workers need (250 people each a year).
    fn length(plan: &Plan) -> u64 {
        let year = u64::try_from(plan.people.saturating_mul(365) / (250 * staff(plan.people).len().max(1)));
        year.unwrap_or(365).clamp(365, 3_650)
    }

    fn arrival(&mut self, n: usize) -> NaiveDate {
        let span = self.town.span;
        if let Some(row) = cast::PEOPLE.get(n) {
            return span.comes(row.8);
        }
        let others = self.plan.people.saturating_sub(cast::PEOPLE.len()).max(1);
        let at = n - cast::PEOPLE.len();
        // Evenly over the time there is, the last some days ago so that a talk has been possible.
        let length = Self::length(&self.plan) - 10;
        let back =
            length - u64::try_from(at).unwrap_or(0) * (length - 6) / u64::try_from(others).unwrap_or(1);
        span.comes(back)
    }

    fn worker_of(&self, n: usize) -> usize {
        match cast::PEOPLE.get(n) {
            Some(_) => 0,
            None if self.staff.len() == 3 => [1, 2, 0].get(n % 3).copied().unwrap_or(0),
            None => n % self.staff.len().max(1),
        }
    }

    fn fate(&mut self, n: usize) -> Fate {
        const TURNS: &[Fate] = &[
            Fate::Works,
            Fate::Declines,
            Fate::Works,
            Fate::Unreached,
            Fate::Works,
            Fate::Ends("inappropriate", "Needs a social worker first; said so to the referrer"),
            Fate::Works,
            Fate::Ends("redirected", "Passed on to the town where they live"),
            Fate::Works,
            Fate::Ends("withdrawn", "The person rang: sorted out by themselves"),
            Fate::Works,
            Fate::Works,
            Fate::Works,
            Fate::Works,
            Fate::Works,
            Fate::Works,
            Fate::Offered,
            Fate::Works,
        ];
        let at = n.saturating_sub(cast::PEOPLE.len());
        // In a large town most people are worked with, and no more than a few think it over for years.
        let fate = TURNS.get(at % TURNS.len()).copied().unwrap_or(Fate::Works);
        match fate {
            Fate::Offered if at >= TURNS.len() => Fate::Works,
            Fate::Works | Fate::Offered => fate,
            _ if at >= TURNS.len() && self.town.rng.bool() => Fate::Works,
            fate => fate,
        }
    }

    fn case(&mut self, n: usize, day: NaiveDate) -> Case {
        let fate = self.fate(n);
        let worker = self.worker_of(n);
        let rare = n.checked_sub(cast::PEOPLE.len()).and_then(|at| RARE.get(at));
        let (who, theme, source) = match (cast::PEOPLE.get(n), rare) {
            (Some(row), _) => (Who::Cast(row), row.6, row.7),
            (None, rare) => {
                let theme = rare.map_or_else(|| self.town.rng.usize(..THEMES.len()), |rare| rare.3);
                let sources = REFERRAL_SOURCE.terms;
                let source = if n < 120 { sources.get(n % sources.len()) } else { self.often(sources) };
                (rare.map_or(Who::Anyone, Who::Rare), theme, source.map_or("gp", |term| term.code))
            }
        };
        let mut teller = Teller {
            span: self.town.span,
            rng: &mut self.town.rng,
            joined: &mut self.town.joined,
            // In the usual sample what is late with Jo is what the mock-ups show.
            leaves: worker > 0 || self.staff.len() > 3,
        };
        let Story { acts, tail } = match who {
            Who::Cast(row) => teller.of_the_cast(row),
            _ => teller.story(day, fate),
        };
        let mut case = Case::new(who, worker, theme, source, acts, tail);
        case.way = Way::new(self.plan.seed, n);
        case.scales = Scales::new(self.plan.seed, n);
        case
    }

    /// Half of all come from general practice; the rest from anywhere.
    fn often<'t>(
        &mut self,
        sources: &'t [crate::domain::vocabulary::Term],
    ) -> Option<&'t crate::domain::vocabulary::Term> {
        let at = if self.town.rng.bool() {
            self.town.rng.usize(..3)
        } else {
            self.town.rng.usize(..sources.len())
        };
        sources.get(at)
    }

    /// Tells everything up to the day of the last acts.
    pub(super) fn live(&mut self) -> Result<(), Fault> {
        self.begin()?;
        // A large town is written four weeks at a time, so that an operation holds hundreds of changes.
        let step = if self.plan.people > 500 { 28 } else { 1 };
        let mut day = self.first;
        while day < self.town.span.cut {
            let until = (day + Days::new(step - 1)).min(self.town.span.cut - Days::new(1));
            self.tell(until)?;
            day = until + Days::new(1);
        }
        Ok(())
    }

    /// The first day: who works here, and what the town has.
    fn begin(&mut self) -> Result<(), Fault> {
        // The first to act is added by acting.
        self.book.added_by_itself(Entity::Worker);
        for (at, worker) in self.staff.iter().enumerate().skip(1) {
            self.book.add(
                Entry::new(Entity::Worker)
                    .with("login", worker.login.as_str())
                    .with("name", worker.name.as_str())
                    .with("role", if at == 2 { "development_worker" } else { "link_worker" }),
            );
        }
        let by = self.staff.first().cloned().ok_or_else(|| Fault::failed("Nobody works here."))?;
        for at in 0..self.plan.assets {
            let (entry, asset) = assets::asset(at, self.first, self.plan.today, &mut self.town.rng);
            let id = self.book.add(entry);
            self.town.assets = id;
            self.note_asset(id, &asset);
            if at % 2_000 == 1_999 {
                self.book.write(&by, self.first)?;
            }
        }
        self.book.write(&by, self.first)
    }

    fn note_asset(&mut self, id: i64, asset: &Asset) {
        if let Some(day) = asset.checks_again {
            self.checks.entry(self.town.span.on_or_before(day)).or_default().push((id, self.first));
        }
        if !asset.open {
            return;
        }
        for (theme, fitting) in THEMES.iter().zip(&mut self.town.fitting) {
            if asset.needs.split(' ').any(|need| theme.needs.split(' ').any(|wanted| wanted == need)) {
                fitting.push(id);
            }
        }
    }

    /// Tells what happens up to a day, worker by worker.
    fn tell(&mut self, until: NaiveDate) -> Result<(), Fault> {
        let later = self.agenda.split_off(&(until + Days::new(1)));
        let now = std::mem::replace(&mut self.agenda, later);
        let mut wakes: Vec<(usize, NaiveDate, usize)> = now
            .into_iter()
            .flat_map(|(day, people)| people.into_iter().map(move |n| (day, n)))
            .map(|(day, n)| (self.worker_of(n), day, n))
            .collect();
        wakes.sort_unstable();
        for at in 0..self.staff.len() {
            for (_, day, n) in wakes.iter().filter(|wake| wake.0 == at) {
                self.wake(*n, *day, until);
            }
            if at == 0 {
                self.look_at_assets(until);
            }
            if let (false, Some(actor)) = (self.book.is_empty(), self.staff.get(at)) {
                self.book.write(actor, until)?;
            }
        }
        Ok(())
    }

    fn wake(&mut self, n: usize, day: NaiveDate, until: NaiveDate) {
        let mut case = match self.cases.remove(&n) {
            Some(case) => case,
            None => self.case(n, day),
        };
        case.live(&mut self.book, &mut self.town, until);
        if let Some(next) = case.next_day() {
            self.agenda.entry(next).or_default().push(n);
            self.cases.insert(n, case);
        }
    }

    /// Assets are looked at again; the film club closes.
    fn look_at_assets(&mut self, until: NaiveDate) {
        let later = self.checks.split_off(&(until + Days::new(1)));
        for (day, checks) in std::mem::replace(&mut self.checks, later) {
            for (id, before) in checks {
                let how = super::names::pick(
                    &mut self.town.rng,
                    &["visited", "phoned", "website", "told_by_group"],
                );
                let seen = Values::new().with("checked_on", before).with("checked_how", "imported");
                let after = Values::new().with("checked_on", day).with("checked_how", how);
                self.book.edit(Entity::Asset, id, seen, after);
            }
        }
        if self.town.span.closing <= until && !self.town.closed && self.town.assets >= FILM_CLUB {
            self.town.closed = true;
            let seen = Values::new().with("status", "active");
            let after = Values::new()
                .with("status", "defunct")
                .with("note", "Closed when the grant ended. Everyone who went has been rung.");
            self.book.edit(Entity::Asset, FILM_CLUB, seen, after);
        }
    }
}
