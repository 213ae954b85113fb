//! One person while their story is told: what they are joined to, what is due, and the words for the next act.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::book::Book;
use super::cast::AGREED;
use super::entries::{Registry, Who};
use super::life::{self, Act, Tail};
use super::measured::Scales;
use super::names::pick;
use super::theme::{self, Theme};
use super::way::Way;
use super::words::{GENERAL, MISSED};
use super::year::{FILM_CLUB, NEIGHBOURS, Town};
use crate::domain::entity::Entity;
use crate::domain::entry::{Entry, Values};

/// A connection as it stands.
pub(super) struct Link {
    id: i64,
    pub asset: i64,
    values: Values,
}

/// Somebody whose story is being told.
pub(super) struct Case {
    pub(super) who: Who,
    worker: i64,
    pub(super) theme: usize,
    source: &'static str,
    acts: VecDeque<(NaiveDate, Act)>,
    tail: Option<Tail>,
    pub(super) person: i64,
    referral: i64,
    state: &'static str,
    reminder: Option<i64>,
    pub(super) links: Vec<Link>,
    pub(super) offer: Option<(i64, &'static str, &'static str)>,
    talks: usize,
    shift: usize,
    pub(super) way: Way,
    pub(super) scales: Scales,
}

impl Case {
    pub(super) fn new(
        who: Who,
        worker: usize,
        theme: usize,
        source: &'static str,
        acts: Vec<(NaiveDate, Act)>,
        tail: Option<Tail>,
    ) -> Self {
        Self {
            who,
            worker: i64::try_from(worker).unwrap_or(0) + 1,
            theme,
            source,
            acts: acts.into(),
            tail,
            person: 0,
            referral: 0,
            state: "received",
            reminder: None,
            links: Vec::new(),
            offer: None,
            talks: 0,
            shift: 0,
            way: Way::default(),
            scales: Scales::default(),
        }
    }

    /// The day of the next act; nothing when the story has been told.
    pub(super) fn next_day(&self) -> Option<NaiveDate> {
        self.acts.front().map(|(day, _)| *day)
    }

    /// Tells every act up to a day.
    pub(super) fn live(&mut self, book: &mut Book<'_>, town: &mut Town, until: NaiveDate) {
        while self.acts.front().is_some_and(|(day, _)| *day <= until) {
            if let Some((day, act)) = self.acts.pop_front() {
                self.act(book, town, day, act);
            }
        }
    }

    pub(super) fn theme(&self) -> &'static Theme {
        theme::of(self.theme)
    }

    fn act(&mut self, book: &mut Book<'_>, town: &mut Town, day: NaiveDate, act: Act) {
        match act {
            Act::Arrive => self.arrive(book, town, day),
            Act::Miss(method, outcome) => {
                let note = pick(&mut town.rng, MISSED);
                self.log(book, town, day, (method, outcome, 0, note));
            }
            Act::Talk(method) => self.talk(book, town, day, method),
            Act::Told((_, _, _, method, outcome, minutes, note)) => {
                self.log(book, town, day, (method, outcome, *minutes, note));
                if *outcome == "spoke" {
                    self.goes(book, "accepted", "");
                }
            }
            Act::Goes(state, reason) => self.goes(book, state, reason),
            Act::Join(end) => self.join(book, town, day, end),
            Act::Move(at, state) => self.moves(book, day, at, state),
            Act::Closes(asset) => {
                if let Some(at) = self.links.iter().position(|link| link.asset == asset) {
                    self.moves(book, day, at, "asset_closed");
                }
            }
            Act::Asked => self.asked(book, town, day),
            Act::Wish => {
                let (what, interests) = pick(&mut town.rng, self.theme().wishes);
                book.add(self.wish(day, what, interests));
            }
            Act::Give => self.give(book, town, day),
            Act::Receive => self.receive(book, town, day),
            Act::Extra(extra) => self.extra(book, town, day, extra),
        }
    }

    fn arrive(&mut self, book: &mut Book<'_>, town: &mut Town, day: NaiveDate) {
        let theme = self.theme();
        let mut registry = Registry { rng: &mut town.rng, today: town.span.today, nhs: &mut town.nhs };
        let person = registry.person(self.who, theme);
        let referral = registry.referral(self.source, theme, day, self.worker);
        let mut consents = registry.consents(day);
        if let Who::Cast(row) = self.who {
            for (_, purpose, answer) in AGREED.iter().filter(|(who, _, _)| *who == row.0) {
                let told = consents.iter_mut().filter(|consent| consent.values.text("purpose") == *purpose);
                told.for_each(|consent| consent.values.set("answer", *answer));
            }
        }
        let person = self.says_who(day, person);
        (self.person, self.referral) = book.refer(person, referral, consents);
        self.shift = town.rng.usize(..60);
        if let Who::Cast(row) = self.who {
            town.cast.insert(row.0, self.person);
        }
        town.neighbours.push_back(self.person);
        if town.neighbours.len() > NEIGHBOURS {
            town.neighbours.pop_front();
        }
    }

    fn talk(&mut self, book: &mut Book<'_>, town: &mut Town, day: NaiveDate, method: &'static str) {
        let theme = self.theme();
        let told = match self.talks {
            0..2 => theme.early,
            2..5 => theme.middle,
            n if n % 2 == 1 => GENERAL,
            5..9 => theme.middle,
            _ => theme.late,
        };
        let note = told.get((self.shift + self.talks) % told.len().max(1)).copied().unwrap_or_default();
        self.talks += 1;
        let minutes = match method {
            "phone" | "video" => town.rng.i64(2..8) * 5,
            "text" => 0,
            _ => town.rng.i64(5..13) * 5,
        };
        self.log(book, town, day, (method, "spoke", minutes, note));
        self.goes(book, "accepted", "");
    }

    /// Logs a contact; it answers the reminder there was and makes the next.
    fn log(
        &mut self,
        book: &mut Book<'_>,
        town: &mut Town,
        day: NaiveDate,
        (method, outcome, minutes, note): (&'static str, &'static str, i64, &'static str),
    ) {
        let mut contact = Entry::new(Entity::Contact)
            .with("person_id", self.person)
            .with("method", method)
            .with("happened_on", day)
            .with("happened_at", format!("{:02}:{:02}", town.rng.u8(9..17), town.rng.u8(..12) * 5))
            .with("outcome", outcome)
            .with("note", note);
        if minutes > 0 {
            contact = contact.with("minutes", minutes);
        }
        if method == "home_visit" {
            contact = contact.with("place", "At home");
        }
        let next = self.next_reminder();
        self.reminder = book.log(contact, self.reminder, next);
        if outcome == "spoke" {
            self.on_the_way(book, town.span.today, day);
            self.measured(book, day);
        }
    }

    /// The reminder for what comes next in the story, or for what remains when it has been told.
    fn next_reminder(&self) -> Option<Entry> {
        let next = self.acts.iter().find_map(|(day, act)| match act {
            Act::Talk(method) | Act::Miss(method, _) | Act::Told((_, _, _, method, ..)) => {
                Some((*day, *method))
            }
            _ => None,
        });
        let entry = Entry::new(Entity::FollowUp).with("state", "open");
        if let Some((day, method)) = next {
            let what = match method {
                "home_visit" => "Home visit",
                "face_to_face" => "Meet at the library",
                "accompanied_visit" => "Go along together",
                "text" => "Text",
                "video" => "Video call",
                "group" => "See them at the group",
                _ => "Phone call",
            };
            return Some(entry.with("due_on", day).with("what", what));
        }
        let ends = self.acts.iter().any(|(_, act)| matches!(act, Act::Goes(..)));
        let tail = self.tail.as_ref().filter(|_| !ends)?;
        Some(
            entry
                .with("due_on", tail.due)
                .with("due_at", tail.at)
                .with("what", tail.what)
                .with("recurrence", tail.recurrence),
        )
    }

    fn goes(&mut self, book: &mut Book<'_>, state: &'static str, reason: &'static str) {
        if self.state == state || (state == "accepted" && self.state != "received") {
            return;
        }
        let before = Values::new().with("state", self.state);
        let mut after = Values::new().with("state", state);
        if !reason.is_empty() {
            after.set("state_reason", reason);
        }
        book.edit(Entity::Referral, self.referral, before, after);
        self.state = state;
    }

    fn join(&mut self, book: &mut Book<'_>, town: &mut Town, day: NaiveDate, end: &'static str) {
        let fitting = town.fitting.get(self.theme).map(Vec::as_slice).unwrap_or_default();
        let mut asset = pick(&mut town.rng, fitting);
        if end == "asset_closed" && town.assets >= FILM_CLUB {
            asset = FILM_CLUB;
        }
        // The same group twice would be one connection; without a group there is none, and the next act is told.
        if asset == 0 || self.links.iter().any(|link| link.asset == asset) {
            asset = town.rng.i64(1..=town.assets.max(1));
        }
        let kind = pick(
            &mut town.rng,
            &[
                "introduction",
                "warm_introduction",
                "accompanied",
                "signpost",
                "referral",
                "self_made",
                "peer_invitation",
            ],
        );
        let state = life::way(end).first().copied().unwrap_or("suggested");
        let by = (kind == "peer_invitation").then(|| pick_one(town, self.person)).flatten();
        self.link(book, town, day, (asset, kind, state, by));
    }

    pub(super) fn link(
        &mut self,
        book: &mut Book<'_>,
        town: &Town,
        day: NaiveDate,
        (asset, kind, state, by): (i64, &'static str, &'static str, Option<i64>),
    ) {
        if asset > town.assets || asset == 0 {
            return;
        }
        let mut values = Values::new()
            .with("person_id", self.person)
            .with("asset_id", asset)
            .with("kind", kind)
            .with("made_on", day);
        if let Some(by) = by {
            values.set("introduced_by", by);
        }
        for (name, value) in first_there(standing(state, day), &values, day).iter() {
            values.set(name, value.clone());
        }
        let id = book.add(Entry { entity: Entity::Connection, values: values.clone() });
        self.links.push(Link { id, asset, values });
    }

    fn moves(&mut self, book: &mut Book<'_>, day: NaiveDate, at: usize, state: &'static str) {
        let Some(link) = self.links.get_mut(at) else { return };
        let after = first_there(standing(state, day), &link.values, day);
        let before: Values = after.iter().map(|(name, _)| (name, link.values.value(name).clone())).collect();
        book.edit(Entity::Connection, link.id, before, after.clone());
        for (name, value) in after.iter() {
            link.values.set(name, value.clone());
        }
    }
}

/// A neighbour who is not oneself.
pub(super) fn pick_one(town: &mut Town, person: i64) -> Option<i64> {
    let len = town.neighbours.len();
    if len < 2 {
        return None;
    }
    let at = town.rng.usize(..len);
    let found = town.neighbours.get(at).copied()?;
    if found == person { town.neighbours.get((at + 1) % len).copied() } else { Some(found) }
}

/// The same with the day somebody was there first, where they are there for the first time.
fn first_there(values: Values, was: &Values, day: NaiveDate) -> Values {
    let there = values.has("attended") && was.value("first_attended").is_nothing();
    if there { values.with("first_attended", day) } else { values }
}

/// What a connection holds in a state.
fn standing(state: &'static str, day: NaiveDate) -> Values {
    let values = Values::new().with("state", state);
    let attended = match state {
        "started" => 1,
        "attending" => 4,
        "belongs" => 9,
        "contributes" => 14,
        _ => 0,
    };
    let values = match state {
        "suggested" => return values,
        "declined" => return values.with("reason_ended", "not_now"),
        "did_not_start" => values.with("reason_ended", "time_or_place"),
        "stopped" => values.with("reason_ended", "health"),
        "asset_closed" => values.with("reason_ended", "The group closed"),
        _ => values,
    };
    let values = values.with("said_yes", 1);
    if attended > 0 { values.with("attended", attended).with("last_attended", day) } else { values }
}
