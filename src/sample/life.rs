//! The plan of one person's story: which acts fall on which days. Words and numbers come when the day comes.

use chrono::{Days, NaiveDate};

use super::cast::{self, Due, Extra, Row, Told};
use super::names::pick;
use super::year::FILM_CLUB;
use crate::domain::working_day::{self, Nation};

/// One act of a story.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    /// The referral comes.
    Arrive,
    /// A contact that did not come about.
    Miss(&'static str, &'static str),
    /// A talk, with words drawn from the theme.
    Talk(&'static str),
    /// A talk with its own words.
    Told(&'static Told),
    /// The referral goes to a state, with a reason.
    Goes(&'static str, &'static str),
    /// A connection is begun; it ends up in the state.
    Join(&'static str),
    /// A connection (by its place among the person's) comes to a state.
    Move(usize, &'static str),
    /// A group they go to, by its number, closes.
    Closes(i64),
    /// They are asked what they would like to give.
    Asked,
    /// They wish for something.
    Wish,
    /// They give to somebody.
    Give,
    /// Somebody gives to them.
    Receive,
    /// Something of a mock-up's person.
    Extra(&'static Extra),
}

/// The reminder that stands at the end of the story.
#[derive(Clone, Debug)]
pub(super) struct Tail {
    pub due: NaiveDate,
    pub at: &'static str,
    pub what: &'static str,
    pub recurrence: &'static str,
}

/// A story: its acts by day, and what remains to be done.
pub(super) struct Story {
    pub acts: Vec<(NaiveDate, Act)>,
    pub tail: Option<Tail>,
}

/// What becomes of a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// They are worked with until it is good.
    Works,
    /// Spoken to, and said no.
    Declines,
    /// Never reached.
    Unreached,
    /// Spoken to once and thinking it over.
    Offered,
    /// Ended before a talk, in this state for this reason.
    Ends(&'static str, &'static str),
}

/// Where connections end up, in turn, so that every state occurs.
const ENDS: &[&str] = &[
    "attending",
    "suggested",
    "belongs",
    "made",
    "contributes",
    "started",
    "declined",
    "attending",
    "agreed",
    "waiting",
    "stopped",
    "contributes",
    "did_not_start",
    "attending",
    "replied",
    "belongs",
    "accepted",
    "asset_closed",
    "attending",
    "contributes",
];

/// The states a connection goes through on its way to the last, the first of them at once.
pub(super) fn way(end: &str) -> &'static [&'static str] {
    match end {
        "agreed" => &["suggested", "agreed"],
        "made" => &["suggested", "made"],
        "replied" => &["made", "replied"],
        "accepted" => &["made", "accepted"],
        "waiting" => &["made", "waiting"],
        "started" => &["suggested", "made", "started"],
        "attending" => &["suggested", "made", "attending"],
        "belongs" => &["made", "started", "attending", "belongs"],
        "contributes" => &["made", "attending", "belongs", "contributes"],
        "did_not_start" => &["agreed", "made", "did_not_start"],
        "stopped" => &["made", "started", "stopped"],
        "declined" => &["suggested", "declined"],
        "asset_closed" => &["made", "started", "asset_closed"],
        _ => &["suggested"],
    }
}

/// The days between which stories are told.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub today: NaiveDate,
    /// The day of the last acts; everything else happens before it.
    pub cut: NaiveDate,
    /// The day the film club closed.
    pub closing: NaiveDate,
    pub nation: Nation,
}

impl Span {
    /// The working day that is so many days ago, or the last one before.
    pub(super) fn ago(&self, days: u64) -> NaiveDate {
        self.on_or_before(self.today - Days::new(days))
    }

    /// The day on which somebody comes, so many days ago; before the day of the last acts.
    pub(super) fn comes(&self, days: u64) -> NaiveDate {
        self.on_or_before((self.today - Days::new(days)).min(self.cut - Days::new(1)))
    }

    /// The day itself, or the last working day before it.
    pub(super) fn on_or_before(&self, mut day: NaiveDate) -> NaiveDate {
        while !working_day::is_working(day, self.nation) {
            day = day - Days::new(1);
        }
        day
    }

    /// The day itself, or the next working day.
    pub(super) fn on_or_after(&self, mut day: NaiveDate) -> NaiveDate {
        while !working_day::is_working(day, self.nation) {
            day = day + Days::new(1);
        }
        day
    }

    fn earlier(&self, mut day: NaiveDate, working_days: u32) -> NaiveDate {
        for _ in 0..working_days {
            day = self.on_or_before(day - Days::new(1));
        }
        day
    }
}

/// A story in the making.
pub(super) struct Teller<'a> {
    pub span: Span,
    pub rng: &'a mut fastrand::Rng,
    /// How many connections have been planned, over all stories.
    pub joined: &'a mut usize,
    /// Whether a reminder of the last days is sometimes left.
    pub leaves: bool,
}

impl Teller<'_> {
    /// The story of somebody who is not of the mock-ups.
    pub(super) fn story(&mut self, start: NaiveDate, fate: Fate) -> Story {
        let mut story = Story { acts: vec![(start, Act::Arrive)], tail: None };
        let first = self.span.on_or_after(start + Days::new(self.rng.u64(2..=7)));
        match fate {
            Fate::Works => self.works(&mut story, first, None),
            Fate::Declines => {
                let why =
                    pick(self.rng, &["not_now", "not_wanted", "already_supported", "transport", "health"]);
                story.acts.push((first, Act::Talk("phone")));
                story.acts.push((first, Act::Goes("declined", why)));
            }
            Fate::Unreached => {
                let mut day = first;
                for (method, outcome) in [
                    ("phone", "no_answer"),
                    ("phone", "left_message"),
                    ("text", "left_message"),
                    ("phone", "no_answer"),
                ] {
                    story.acts.push((day, Act::Miss(method, outcome)));
                    day = self.span.on_or_after(day + Days::new(4));
                }
                story
                    .acts
                    .push((day, Act::Goes("unable_to_contact", "Three tries and a text on different days")));
            }
            Fate::Offered => {
                story.acts.push((first, Act::Talk("phone")));
                story.acts.push((first, Act::Goes("offered", "")));
                let due = self.span.on_or_after(self.span.today + Days::new(6));
                story.tail = Some(Tail { due, at: "", what: "Has she thought it over?", recurrence: "" });
            }
            Fate::Ends(state, reason) => story.acts.push((first, Act::Goes(state, reason))),
        }
        self.cut(&mut story);
        story
    }

    /// The story of one of the mock-ups' people.
    pub(super) fn of_the_cast(&mut self, row: &'static Row) -> Story {
        let (family, since, due, what) = (row.0, row.8, row.9, row.10);
        let start = self.span.comes(since);
        let mut story = Story { acts: vec![(start, Act::Arrive)], tail: None };
        let soon = self.span.on_or_after(start + Days::new(3));
        let told = cast::TOLD.iter().filter(|told| told.0 == family);
        match due {
            Due::Waits => {}
            Due::Tries(_) => {
                story.acts.push((soon, Act::Miss("phone", "no_answer")));
                let again = self.span.on_or_after(soon + Days::new(4));
                story.acts.push((again, Act::Miss("phone", "left_message")));
            }
            Due::Booked(_) => story.acts.push((soon, Act::Talk("phone"))),
            _ if cast::TOLD.iter().any(|told| told.0 == family) => {
                for told in told {
                    let day = self.span.earlier(self.span.ago(told.1), told.2);
                    story.acts.push((day, Act::Told(told)));
                }
            }
            // What is late or due now was promised some days ago.
            Due::Late(_) | Due::Today(_) => self.works(&mut story, soon, Some(self.span.ago(6))),
            Due::In(_) => self.works(&mut story, soon, Some(self.span.cut)),
        }
        for (_, days, extra) in cast::EXTRAS.iter().filter(|extra| extra.0 == family) {
            story.acts.push((self.span.ago(*days).max(start), Act::Extra(extra)));
            if matches!(extra, Extra::Joins(FILM_CLUB, ..)) {
                story.acts.push((self.span.closing, Act::Closes(FILM_CLUB)));
            }
        }
        story.tail = self.tail(due, what);
        self.cut(&mut story);
        story
    }

    fn tail(&self, due: Due, what: &'static str) -> Option<Tail> {
        let today = self.span.today;
        let ahead = |days: u64| self.span.on_or_after(today + Days::new(days));
        let (due, at) = match due {
            Due::Waits => return None,
            Due::Late(days) => (self.span.earlier(self.span.cut, days), ""),
            Due::Today(at) => (today, at),
            Due::In(days) => (ahead(days), ""),
            Due::Tries(days) | Due::Booked(days) => (ahead(days), if days == 1 { "14:00" } else { "" }),
        };
        let recurrence = if what == "Check in" { "4w" } else { "" };
        Some(Tail { due, at, what, recurrence })
    }

    /// Contact after contact, with what comes of them; until the end, or (`open`) for as long as the year lasts.
    fn works(&mut self, story: &mut Story, first: NaiveDate, open: Option<NaiveDate>) {
        let most = if open.is_some() { 26 } else { self.rng.usize(8..=20) };
        let mut days = vec![first];
        let mut day = first;
        let end = open.unwrap_or(self.span.cut);
        while days.len() < most {
            day = self.span.on_or_after(day + Days::new(self.rng.u64(7..=21)));
            // Somebody due in the last days has sometimes been left, and is late now.
            let left = self.leaves
                && open.is_none()
                && day + Days::new(12) >= self.span.cut
                && self.rng.u8(..10) == 0;
            if day >= end || left {
                let due = if left { day } else { day.max(self.span.cut) };
                story.tail = Some(Tail { due, at: "", what: self.what(), recurrence: "" });
                break;
            }
            days.push(day);
        }
        self.contacts(story, &days);
        self.fruits(story, &days);
        if story.tail.is_none()
            && open.is_none()
            && let Some(last) = days.last()
        {
            let why = pick(
                self.rng,
                &[
                    "goals_met",
                    "connected_and_settled",
                    "connected_and_settled",
                    "person_ended",
                    "moved",
                    "lost_contact",
                ],
            );
            story.acts.push((*last, Act::Goes("closed", why)));
        }
    }

    fn what(&mut self) -> &'static str {
        pick(
            self.rng,
            &["Phone call", "Phone call", "Home visit", "Review goals", "Go along together", "Check in"],
        )
    }

    fn contacts(&mut self, story: &mut Story, days: &[NaiveDate]) {
        for (at, day) in days.iter().enumerate() {
            let missed = at > 0 && self.rng.u8(..100) < 13;
            let method = pick(
                self.rng,
                &[
                    "phone",
                    "phone",
                    "phone",
                    "phone",
                    "phone",
                    "face_to_face",
                    "face_to_face",
                    "home_visit",
                    "accompanied_visit",
                    "text",
                    "video",
                    "group",
                ],
            );
            let method =
                if at == 0 { pick(self.rng, &["phone", "face_to_face", "home_visit"]) } else { method };
            story.acts.push((
                *day,
                if missed { Act::Miss(method, self.outcome(method)) } else { Act::Talk(method) },
            ));
        }
    }

    fn outcome(&mut self, method: &str) -> &'static str {
        match method {
            "phone" => pick(self.rng, &["no_answer", "left_message"]),
            "text" => "no_answer",
            _ => pick(self.rng, &["did_not_attend", "cancelled_by_person", "cancelled_by_us"]),
        }
    }

    /// Connections, being asked, gives and receives, at the contacts they come from.
    fn fruits(&mut self, story: &mut Story, days: &[NaiveDate]) {
        let mut number = 0;
        for (at, chance) in [(1, 95), (4, 70), (8, 35)] {
            let Some(day) = days.get(at).filter(|_| self.rng.u8(..100) < chance) else { continue };
            let mut end = ENDS.get(*self.joined % ENDS.len()).copied().unwrap_or("made");
            let lives = *day < self.span.closing && days.last().is_some_and(|last| *last > self.span.closing);
            if end == "asset_closed" && !lives {
                end = "stopped";
            }
            *self.joined += 1;
            story.acts.push((*day, Act::Join(end)));
            for (step, state) in way(end).iter().enumerate().skip(1) {
                let on = if *state == "asset_closed" {
                    Some(self.span.on_or_after(self.span.closing))
                } else {
                    days.get(at + step + usize::from(step > 2)).copied()
                };
                if let Some(on) = on {
                    story.acts.push((on, Act::Move(number, state)));
                }
            }
            number += 1;
        }
        for (at, chance, act) in [
            (2, 30, Act::Wish),
            (3, 70, Act::Asked),
            (5, 30, Act::Give),
            (6, 20, Act::Receive),
            (9, 30, Act::Give),
            (11, 15, Act::Receive),
        ] {
            if let Some(day) = days.get(at).filter(|_| self.rng.u8(..100) < chance) {
                story.acts.push((*day, act));
            }
        }
    }

    /// Nothing but the last acts happens on the last day or after it; the days come in order.
    fn cut(&self, story: &mut Story) {
        story.acts.retain(|(day, act)| *day < self.span.cut || matches!(act, Act::Arrive));
        story.acts.sort_by_key(|(day, _)| *day);
    }
}
