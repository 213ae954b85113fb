//! The way of the sample's people, told beside their contacts: strengths, needs, plans, goals with steps, people around them.
//!
//! It has a random stream of its own for each person, so that the rest of a story is the same with it and without.

use chrono::{Days, NaiveDate};

use super::book::Book;
use super::case::Case;
use super::entries::Who;
use super::paths::{PATHS, Path};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};

/// Causes that do not lie with a person, so that they count in what those who decide are told.
const OUTSIDE: [&str; 6] = ["debt_money", "benefits", "housing", "fuel_energy", "employment", "transport"];

/// How far somebody's way has come.
#[derive(Default)]
pub(super) struct Way {
    rng: fastrand::Rng,
    talks: usize,
    /// The goal that is on the way: its number, and how it was said to be.
    goal: Option<(i64, i64)>,
    goals: usize,
    step: Option<i64>,
    steps: usize,
}

impl Way {
    /// The way of the how-manyeth person.
    pub(super) fn new(seed: u64, n: usize) -> Self {
        let seed = seed.wrapping_mul(0x9e37_79b9).wrapping_add(u64::try_from(n).unwrap_or(0));
        Self { rng: fastrand::Rng::with_seed(seed), ..Self::default() }
    }
}

impl Case {
    fn path(&self) -> &'static Path {
        let [first, ..] = &PATHS;
        PATHS.get(self.theme).unwrap_or(first)
    }

    pub(super) fn of(&self, entity: Entity) -> Entry {
        Entry::new(entity).with("person_id", self.person)
    }

    fn is_ada(&self) -> bool {
        matches!(self.who, Who::Cast(row) if row.0 == "Okonkwo")
    }

    /// What a talk on a day brings: who somebody is first, then what matters, then step by step.
    pub(super) fn on_the_way(&mut self, book: &mut Book<'_>, today: NaiveDate, day: NaiveDate) {
        self.way.talks += 1;
        match self.way.talks {
            1 => self.first_talk(book, day),
            2 => {
                self.plan(book, today, day);
                self.goal(book, day);
                self.step(book, today, day);
            }
            3 => self.strength(book, day, 1),
            4 | 8 | 11 => {
                self.step_done(book, day);
                self.step(book, today, day);
            }
            6 => self.plan(book, today, day),
            7 => self.goal_goes(book, day),
            10 => self.goal(book, day),
            n if n % 7 == 0 => self.plan(book, today, day),
            _ => {}
        }
    }

    fn first_talk(&mut self, book: &mut Book<'_>, day: NaiveDate) {
        self.strength(book, day, 0);
        let path = self.path();
        let need = self.theme().needs.split(' ').next().unwrap_or_default();
        let by = ["person", "person", "referrer", "worker", "family"];
        let by = by.get(self.way.rng.usize(..by.len())).copied().unwrap_or("person");
        let mut entry = self.of(Entity::Need).with("need", need).with("raised_by", by);
        if OUTSIDE.contains(&need) {
            entry = entry.with("structural", 1);
        }
        book.add(entry.with("raised_on", day).with("note", path.need).with("state", "open"));
        let (name, relation) = path.around;
        let ada = self.is_ada();
        if ada || self.way.rng.u8(..10) < 7 {
            let may_know = ["safe", "ask", "ask", "unsafe"];
            let may_know = may_know.get(self.way.rng.usize(..4)).copied().unwrap_or("ask");
            let phone = format!("01632 960{:03}", self.way.rng.u16(200..900));
            let entry = self.of(Entity::Relation).with("name", name).with("relation", relation);
            let entry = entry.with("phone", if ada { "01632 960200".to_owned() } else { phone });
            let entry = entry.with("may_know", if ada { "safe" } else { may_know });
            book.add(entry.with("emergency", i64::from(ada || self.way.rng.bool())));
        }
    }

    fn strength(&self, book: &mut Book<'_>, day: NaiveDate, at: usize) {
        if let Some((what, kind)) = self.path().strengths.get(at) {
            let entry = self.of(Entity::Strength).with("what", *what).with("gift_kind", *kind);
            book.add(entry.with("noted_on", day));
        }
    }

    /// The plan, written again when things have moved on; most are looked at again in good time.
    fn plan(&mut self, book: &mut Book<'_>, today: NaiveDate, day: NaiveDate) {
        let path = self.path();
        let matters = if self.way.talks > 2 { path.later } else { path.matters };
        let usual = day + Days::new(42);
        let ahead = today + Days::new(self.way.rng.u64(3..50));
        let review = if usual >= today { usual } else { ahead };
        let mut entry = self.of(Entity::Plan).with("matters", matters).with("agreed_on", day);
        if self.is_ada() || self.way.rng.u8(..10) < 9 {
            entry = entry.with("agreed", "yes");
            if let Who::Cast(row) = self.who {
                entry = entry.with("agreed_with", row.1);
            }
        } else {
            entry =
                entry.with("agreed", "not_yet").with("why_not", "Wants to think about it until next time");
        }
        book.add(entry.with("review_on", review));
    }

    fn goal(&mut self, book: &mut Book<'_>, day: NaiveDate) {
        let Some(what) = self.path().goals.get(self.way.goals.min(1)) else { return };
        self.way.goals += 1;
        let (importance, now) =
            if self.is_ada() { (8, 4) } else { (self.way.rng.i64(5..=10), self.way.rng.i64(1..=5)) };
        let entry = self.of(Entity::Goal).with("what", *what).with("importance", importance);
        let id = book.add(entry.with("now", now).with("set_on", day).with("status", "open"));
        self.way.goal = Some((id, now));
    }

    fn step(&mut self, book: &mut Book<'_>, today: NaiveDate, day: NaiveDate) {
        let (Some((goal, _)), None) = (self.way.goal, self.way.step) else { return };
        let Some((what, who)) = self.path().steps.get(self.way.steps % 3) else { return };
        self.way.steps += 1;
        // What should have been done long ago is told by the next talk.
        let due = (day + Days::new(self.way.rng.u64(7..28))).max(today - Days::new(3));
        let sure = if self.is_ada() { 6 } else { self.way.rng.i64(3..=9) };
        let due = if self.is_ada() { today + Days::new(7) } else { due };
        let entry = self.of(Entity::Step).with("goal_id", goal).with("what", *what).with("who", *who);
        let entry = entry.with("due_on", due).with("confidence", sure);
        self.way.step = Some(book.add(entry.with("status", "to_do")));
    }

    fn step_done(&mut self, book: &mut Book<'_>, day: NaiveDate) {
        let Some(step) = self.way.step.take() else { return };
        let status = if self.way.rng.u8(..5) == 0 { "dropped" } else { "done" };
        let after = Values::new().with("status", status).with("done_on", day);
        book.edit(Entity::Step, step, Values::new().with("status", "to_do"), after);
    }

    /// The first goal comes to an end, one way or another.
    fn goal_goes(&mut self, book: &mut Book<'_>, day: NaiveDate) {
        self.step_done(book, day);
        let Some((goal, now)) = self.way.goal.take() else { return };
        let (status, outcome, up) = match self.way.rng.u8(..5) {
            0 => ("let_go", "Not what mattered in the end. Something else came up.", 0),
            1 => ("partly", "Part of the way, and glad of it.", 2),
            _ => ("reached", self.path().outcome, 4),
        };
        let before = Values::new().with("status", "open").with("now", now);
        let after = Values::new().with("status", status).with("outcome", outcome).with("now", now + up);
        book.edit(Entity::Goal, goal, before, after.with("ended_on", day));
    }
}
